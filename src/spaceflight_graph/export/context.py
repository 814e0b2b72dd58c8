"""The JSON-LD contexts, made from the ontology: the only place that says under which key a property stands.

Every key has one meaning, and every property at most one key a direction. What stands under a key is a list, texts by
language hold lists, so that one value looks like two.
"""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, SF, SKOS, WIKIBASE

Definition = Mapping[str, str | list[str]]
Context = dict[str, str | float | Definition]

REVERSED = {
    "caveats": "rdf:subject",
    "ordinals": "sf:ordinalOf",
    "partsOfFlight": "sf:flight",
    "tallies": "sf:tallyOf",
}
"""Keys for the way back: under each stands what points to a thing by one property."""

_PREFIXES = (
    "claim", "cur", "dcterms", "dispute", "doc", "fact", "id", "owl",
    "prov", "quantity", "qudt", "rdf", "rdfs", "schema", "sf", "skos",
    "unit", "wd", "wdt", "xsd",
)  # fmt: skip
_THINGS = {
    "hasUnit": "qudt:unit", "license": "dcterms:license", "predicate": "rdf:predicate", "sameAs": "schema:sameAs",
    "subject": "rdf:subject", "subjectOf": "schema:subjectOf", "wasDerivedFrom": "prov:wasDerivedFrom",
}  # fmt: skip
_VALUES = {
    "modified": "dcterms:modified", "numericValue": "qudt:numericValue", "object": "rdf:object",
    "versionInfo": "owl:versionInfo",
}  # fmt: skip
_TEXTS = {
    "altLabel": "skos:altLabel", "hiddenLabel": "skos:hiddenLabel", "label": "rdfs:label", "title": "dcterms:title",
}  # fmt: skip
_CLASSES = {"Dataset": "schema:Dataset", "QuantityValue": "qudt:QuantityValue"}


def native(ontology: Iterable[Triple]) -> Context:
    """Return the context for our own names: prefixes, classes, and properties with the kind of value they take."""
    made: Context = {"@version": 1.1}
    made |= {prefix: PREFIXES[prefix] for prefix in _PREFIXES}
    terms: Context = {key: _thing(name) for key, name in _THINGS.items()}
    terms |= {key: _value(name) for key, name in _VALUES.items()}
    terms |= {key: _text(name) for key, name in _TEXTS.items()}
    terms |= _CLASSES
    triples = list(ontology)
    languages = {t.subject for t in triples if t.predicate == RDFS.range and t.object == RDF.langString}
    for t in triples:
        if t.predicate != RDF.type or not isinstance(t.subject, NamedNode):
            continue
        name = t.subject.value.removeprefix(PREFIXES["sf"])
        if name == t.subject.value:
            continue
        if t.object == OWL.ObjectProperty:
            terms[name] = _thing(f"sf:{name}")
        elif t.object == OWL.DatatypeProperty:
            terms[name] = _text(f"sf:{name}") if t.subject in languages else _value(f"sf:{name}")
        elif t.object == OWL.Class:
            terms[name] = f"sf:{name}"
    terms |= {key: {"@reverse": name, "@container": "@set"} for key, name in REVERSED.items()}
    return made | {"@type": {"@container": "@set"}} | dict(sorted(terms.items()))


def wikidata(ontology: Iterable[Triple]) -> Context:
    """Return the same, and a key such as ``P619`` for each property of Wikidata's that the alignment speaks of."""
    triples = list(ontology)
    items = {t.subject for t in triples if (t.predicate, t.object) == (WIKIBASE.propertyType, WIKIBASE.WikibaseItem)}
    numbers = {"P31"} | {
        t.object.value.removeprefix(PREFIXES["wdt"])
        for t in triples
        if t.predicate in (SKOS.exactMatch, SF.mappedTo, SF.inverselyTo)
        and isinstance(t.object, NamedNode)
        and t.object.value.startswith(PREFIXES["wdt"])
    }
    keys: Context = {}
    for number in sorted(numbers, key=lambda number: int(number[1:])):
        is_item = number == "P31" or NamedNode(PREFIXES["wd"] + number) in items
        keys[number] = _thing(f"wdt:{number}") if is_item else _value(f"wdt:{number}")
    return native(triples) | keys


def _thing(name: str) -> Definition:
    return {"@id": name, "@type": "@id", "@container": "@set"}


def _value(name: str) -> Definition:
    return {"@id": name, "@container": "@set"}


def _text(name: str) -> Definition:
    return {"@id": name, "@container": ["@language", "@set"]}
