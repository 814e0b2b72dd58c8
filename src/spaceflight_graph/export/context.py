"""The JSON-LD contexts, made from the ontology: the only place that says under which key a property stands.

Every key has one meaning, and every property at most one key a direction. What stands under a key is a list, texts by
language hold lists, so that one value looks like two.
"""

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS

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


def wikidata(ontology: Iterable[Triple], made: Iterable[str] = ()) -> Context:
    """Return the same, and a key such as ``P619`` for each property of Wikidata's that the profile speaks in.

    Args:
        ontology: ours, with its alignment.
        made: the properties of Wikidata's that are made in more than one step, such as ``P619``.
    """
    triples = list(ontology)
    things = {t.subject for t in triples if t.predicate == RDF.type and t.object == OWL.ObjectProperty}
    keys: Context = {number: _value(f"wdt:{number}") for number in ("P31", *made)}
    for t in triples:
        if t.predicate == SKOS.exactMatch and isinstance(t.object, NamedNode):
            number = t.object.value.removeprefix(PREFIXES["wdt"])
            if number != t.object.value:
                keys[number] = _thing(f"wdt:{number}") if t.subject in things else _value(f"wdt:{number}")
    return native(triples) | dict(sorted(keys.items(), key=lambda entry: int(entry[0][1:])))


def properties_in(query: str) -> list[str]:
    """Return the numbers of Wikidata's properties that a query names.

    >>> properties_in("BIND(wdt:P620 AS ?p) BIND(wdt:P31 AS ?q) BIND(wdt:P620 AS ?r)")
    ['P31', 'P620']
    """
    return sorted(set(re.findall(r"\bwdt:(P[1-9][0-9]*)", query)), key=lambda number: int(number[1:]))


def _thing(name: str) -> Definition:
    return {"@id": name, "@type": "@id", "@container": "@set"}


def _value(name: str) -> Definition:
    return {"@id": name, "@container": "@set"}


def _text(name: str) -> Definition:
    return {"@id": name, "@container": ["@language", "@set"]}
