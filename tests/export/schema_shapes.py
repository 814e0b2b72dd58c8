"""SHACL for schema.org, made from its tables of domains and ranges (the two CSV files beside).

Schema.org's own SHACL passes nonsense. These shapes hold subject and value of each term to a type, know no other terms
and no other types, and want dates that are dates.
"""

import csv
from functools import cache
from pathlib import Path

import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

SCHEMA = Namespace("https://schema.org/")
HERE = Path(__file__).parent
DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
CLOCK = DAY[:-1] + r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$"


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def shapes() -> Graph:
    """Return a shape for each term: what has it, and what it leads to."""
    made = Graph()
    for row in table("schema_terms"):
        term = SCHEMA[row["term"]]
        holder, value = SCHEMA[f"{row['term']}-domain"], SCHEMA[f"{row['term']}-range"]
        made.add((holder, RDF.type, SH.NodeShape))
        made.add((holder, SH.targetSubjectsOf, term))
        made.add((holder, SH["or"], either(made, row["domain"])))
        made.add((value, RDF.type, SH.NodeShape))
        made.add((value, SH.targetObjectsOf, term))
        made.add((value, SH["or"], either(made, row["range"])))
    return made


def either(made: Graph, names: str) -> BNode:
    return Collection(made, BNode(), [part for name in names.split() for part in parts(made, name)]).uri  # type: ignore[return-value]


def parts(made: Graph, name: str) -> list[BNode]:
    """Return what a value of a type may be; an address in the Web is an IRI, and a text has a language or none."""
    if name == "Text":
        return [part(made, SH.datatype, XSD.string), part(made, SH.datatype, RDF.langString)]
    if name == "URL":
        return [part(made, SH.nodeKind, SH.IRI)]
    if name in ("Date", "DateTime"):
        one = part(made, SH.datatype, SCHEMA[name])
        made.add((one, SH.pattern, Literal(DAY if name == "Date" else CLOCK)))
        return [one]
    return [part(made, SH["class"], SCHEMA[name])]


def part(made: Graph, constraint: URIRef, value: URIRef) -> BNode:
    node = BNode()
    made.add((node, constraint, value))
    return node


def wrong(data: Graph) -> list[tuple[str, str]]:
    """Return the shapes that data break, with the node, and the terms and types that schema.org does not have."""
    types = Graph()
    for row in table("schema_types"):
        types.add((SCHEMA[row["type"]], RDFS.subClassOf, SCHEMA[row["wider"]]))
    known = {SCHEMA[row["term"]] for row in table("schema_terms")} | {RDF.type}
    kinds = {SCHEMA[row["type"]] for row in table("schema_types")}
    found = [(str(s), str(p)) for s, p, _ in data if p not in known]
    found += [(str(s), str(o)) for s, o in data.subject_objects(RDF.type) if o not in kinds]
    # A thing is anything, named or not: schema.org gives Thing to all.
    for subject in set(data.subjects()):
        types.add((subject, RDF.type, SCHEMA.Thing))
    as_it_was = rdflib.NORMALIZE_LITERALS  # pySHACL changes it for all that comes after
    _, report, _ = pyshacl.validate(data + types, shacl_graph=shapes(), advanced=False)
    rdflib.NORMALIZE_LITERALS = as_it_was
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        found.append((str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape))))
    return sorted(found)
