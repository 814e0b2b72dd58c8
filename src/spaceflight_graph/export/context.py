"""The JSON-LD context, made from the ontology: ``python -m spaceflight_graph.export.context`` writes the file anew."""

import json
import sys
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from spaceflight_graph import files, resources
from spaceflight_graph.claims.layers import load
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, RDFS

FILE = "context.jsonld"

# What hangs on a thing and exists only with it, by the property that leads back.
NESTED = {
    "crewAssignments": "flight", "events": "flight", "orbits": "flight", "ordinals": "ordinalOf", "tallies": "tallyOf",
}  # fmt: skip
_PREFIXES = (
    "claim", "cur", "dispute", "doc", "fact", "id", "prov", "quantity", "qudt", "rdf", "rdfs", "schema", "sf", "skos",
    "unit", "wd", "wdt", "xsd",
)  # fmt: skip

Context = dict[str, str | dict[str, str]]


def context(ontology: Iterable[Triple]) -> Context:
    """Return the context: prefixes, classes, and properties with the kind of value they take."""
    made: Context = {prefix: PREFIXES[prefix] for prefix in _PREFIXES}
    terms: Context = {
        "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
        "hiddenLabel": {"@id": "skos:hiddenLabel", "@container": "@language"},
        "label": {"@id": "rdfs:label", "@container": "@language"},
        "hasUnit": {"@id": "qudt:unit", "@type": "@id"},
        "numericValue": {"@id": "qudt:numericValue"},
        "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
        "QuantityValue": "qudt:QuantityValue",
    }
    triples = list(ontology)
    languages = {t.subject for t in triples if t.predicate == RDFS.range and t.object == RDF.langString}
    for t in triples:
        if t.predicate != RDF.type or not isinstance(t.subject, NamedNode):
            continue
        name = t.subject.value.removeprefix(PREFIXES["sf"])
        if name == t.subject.value:
            continue
        if t.object == OWL.ObjectProperty:
            terms[name] = {"@id": f"sf:{name}", "@type": "@id"}
        elif t.object == OWL.DatatypeProperty:
            terms[name] = {"@id": f"sf:{name}"} | ({"@container": "@language"} if t.subject in languages else {})
        elif t.object == OWL.Class:
            terms[name] = f"sf:{name}"
    terms |= {key: {"@reverse": f"sf:{back}"} for key, back in NESTED.items()}
    return made | dict(sorted(terms.items()))


def shipped() -> Context:
    """Return the context as the file has it."""
    made: Context = json.loads((resources.path("ontology") / FILE).read_text(encoding="utf-8"))["@context"]
    return made


def text() -> str:
    """Return what the file should hold."""
    made = {"@context": context(load().triples(GRAPH.ontology))}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    files.generate(resources.path("ontology") / FILE, text(), check="--check" in sys.argv)
