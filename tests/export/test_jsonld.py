"""The layout of JSON-LD on small graphs made for it: what stands inside what, and how each kind of value is written."""

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import jsonld
from spaceflight_graph.export.context import Context
from spaceflight_graph.namespaces import PREFIXES, RDF, RDFS, SF, expand

CONTEXT: Context = {
    "id": PREFIXES["id"],
    "rdfs": PREFIXES["rdfs"],
    "sf": PREFIXES["sf"],
    "xsd": PREFIXES["xsd"],
    "CargoFlight": "sf:CargoFlight",
    "CrewAssignment": "sf:CrewAssignment",
    "CrewedFlight": "sf:CrewedFlight",
    "Launch": "sf:Launch",
    "crewAssignments": {"@reverse": "sf:flight"},
    "events": {"@reverse": "sf:flight"},
    "flight": {"@id": "sf:flight", "@type": "@id"},
    "label": {"@id": "rdfs:label", "@container": "@language"},
    "note": {"@id": "sf:note"},
    "tallies": {"@reverse": "sf:tallyOf"},
}
LABEL, NOTE, FLIGHT = RDFS.label, expand("sf:note"), SF.flight


def made(text: str) -> set[Triple]:
    """Return the triples of ``subject predicate object`` by prefixed names, with a comma between."""
    return {Triple(*(expand(name) for name in said.split())) for said in text.split(",")}


def graph(triples: set[Triple]) -> list[jsonld.Json]:
    found = jsonld.document(triples, CONTEXT, {SF.Launch})
    assert found["@context"] == CONTEXT
    assert isinstance(found["@graph"], list)
    return found["@graph"]


LAUNCH, CARGO = "id:e rdf:type sf:Launch", "id:f rdf:type sf:CargoFlight"
E, F = {"@id": "id:e", "@type": "Launch"}, {"@id": "id:f", "@type": "CargoFlight"}
LF, LG = {"@id": "id:f", "@type": "Launch"}, {"@id": "id:g", "@type": "Launch"}
NESTED = {
    "a thing of one owner stands inside it, without the way back": (
        f"{LAUNCH}, {CARGO}, id:e sf:flight id:f",
        [F | {"events": [E]}],
    ),
    "its class says under which key": (
        f"{CARGO}, id:c rdf:type sf:CrewAssignment, id:c sf:flight id:f",
        [F | {"crewAssignments": [{"@id": "id:c", "@type": "CrewAssignment"}]}],
    ),
    "a thing inside a thing inside a thing": (
        f"{CARGO}, {LAUNCH}, id:e sf:flight id:f, id:g rdf:type sf:Launch, id:g sf:flight id:e",
        [F | {"events": [E | {"events": [{"@id": "id:g", "@type": "Launch"}]}]}],
    ),
    "a thing that is no event stands by itself, whatever flight it belongs to": (
        f"{CARGO}, id:s sf:flight id:f",
        [F, {"@id": "id:s", "flight": "id:f"}],
    ),
    "a thing of two owners stands by itself and names both": (
        f"{LAUNCH}, {CARGO}, id:g rdf:type sf:CargoFlight, id:e sf:flight id:f, id:e sf:flight id:g",
        [F, F | {"@id": "id:g"}, E | {"flight": ["id:f", "id:g"]}],
    ),
    "a thing whose owner nobody describes stands by itself": (
        f"{LAUNCH}, id:e sf:flight id:f",
        [E | {"flight": "id:f"}],
    ),
    "another property owns nothing": (
        f"{LAUNCH}, {CARGO}, id:e sf:note id:f",
        [F, E | {"note": {"@id": "id:f"}}],
    ),
    "a class that a thing only speaks of is not its kind": (
        f"{LAUNCH}, {CARGO}, id:a sf:note sf:CrewedFlight",
        [F, {"@id": "id:a", "note": {"@id": "sf:CrewedFlight"}}, E],
    ),
    "its own owner stands by itself": (
        f"{LAUNCH}, id:e sf:flight id:e",
        [E | {"flight": "id:e"}],
    ),
    "two that own each other both stand by themselves, and each inside the other": (
        f"{LAUNCH}, id:f rdf:type sf:Launch, id:e sf:flight id:f, id:f sf:flight id:e",
        [
            E | {"flight": "id:f", "events": [{"@id": "id:f", "@type": "Launch"}]},
            {"@id": "id:f", "@type": "Launch", "flight": "id:e", "events": [E]},
        ],
    ),
    "what hangs on a circle stands by itself, too": (
        f"{LAUNCH}, id:f rdf:type sf:Launch, id:g rdf:type sf:Launch, id:e sf:flight id:f, id:f sf:flight id:g,"
        " id:g sf:flight id:f",
        [
            E | {"flight": "id:f"},
            LF | {"flight": "id:g", "events": [E, LG]},
            LG | {"flight": "id:f", "events": [LF | {"events": [E]}]},
        ],
    ),
    "flights come first, the crewed before the others, then by name": (
        f"id:a sf:note id:b, id:z rdf:type sf:CrewedFlight, {CARGO}, id:d rdf:type sf:CargoFlight, id:e sf:note id:b",
        [
            {"@id": "id:z", "@type": "CrewedFlight"},
            F | {"@id": "id:d"},
            F,
            {"@id": "id:a", "note": {"@id": "id:b"}},
            {"@id": "id:e", "note": {"@id": "id:b"}},
        ],
    ),
    "of two classes the one with a name of its own counts": (
        "id:c rdf:type sf:A, id:c rdf:type sf:CrewAssignment, id:c sf:flight id:f, id:f sf:note id:g",
        [
            {
                "@id": "id:f",
                "note": {"@id": "id:g"},
                "crewAssignments": [{"@id": "id:c", "@type": ["sf:A", "CrewAssignment"]}],
            }
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_what_stands_inside_what(text: str, expected: list[jsonld.Json]) -> None:
    assert graph(made(text)) == expected


def en(text: str, language: str = "en") -> Literal:
    return Literal(text, language=language)


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=expand(datatype))


X, ODD = expand("id:x"), typed("true", "sf:odd")
Said = list[tuple[NamedNode, NamedNode | Literal]]
WRITTEN: dict[str, tuple[Said, dict[str, jsonld.Json]]] = {
    "texts by language, in the order of the tags": (
        [(LABEL, en("a", "en")), (LABEL, en("b", "de")), (LABEL, en("c", "en"))],
        {"label": {"de": "b", "en": ["a", "c"]}},
    ),
    "a text without a language among some with one": (
        [(LABEL, en("a")), (LABEL, Literal("b"))],
        {"rdfs:label": [{"@language": "en", "@value": "a"}, "b"]},
    ),
    "a text with a language among some without": (
        [(LABEL, en("b")), (LABEL, Literal("a")), (LABEL, Literal("c"))],
        {"rdfs:label": ["a", {"@language": "en", "@value": "b"}, "c"]},
    ),
    "a thing among texts": (
        [(LABEL, en("a")), (LABEL, X)],
        {"rdfs:label": [{"@language": "en", "@value": "a"}, {"@id": "id:x"}]},
    ),
    "a text with a language where the term has no place for it": (
        [(NOTE, en("a"))],
        {"note": {"@language": "en", "@value": "a"}},
    ),
    "a property without a term": ([(expand("sf:odd"), Literal("a"))], {"sf:odd": "a"}),
    "a text where a thing should be": (
        [(FLIGHT, Literal("a")), (FLIGHT, en("b")), (FLIGHT, Literal(5)), (FLIGHT, Literal(True))],
        {
            "flight": [
                {"@type": "xsd:integer", "@value": "5"},
                {"@type": "xsd:string", "@value": "a"},
                {"@language": "en", "@value": "b"},
                {"@type": "xsd:boolean", "@value": "true"},
            ]
        },
    ),
    "whole numbers as JSON has them, as far as it has": (
        [(NOTE, Literal(n)) for n in (0, -7, 2**53 - 1, 2**53)],
        {"note": [-7, 0, 9007199254740991, {"@type": "xsd:integer", "@value": "9007199254740992"}]},
    ),
    "numbers that are spelled otherwise": (
        [(NOTE, typed("007", "xsd:integer")), (NOTE, typed("7", "xsd:byte")), (NOTE, typed("-0", "xsd:integer"))],
        {
            "note": [
                {"@type": "xsd:integer", "@value": "-0"},
                {"@type": "xsd:integer", "@value": "007"},
                {"@type": "xsd:byte", "@value": "7"},
            ]
        },
    ),
    "truth": (
        [(NOTE, v) for v in (Literal(True), Literal(False), typed("1", "xsd:boolean"), Literal("true"), ODD)],
        {"note": [{"@type": "xsd:boolean", "@value": "1"}, False, "true", True, {"@type": "sf:odd", "@value": "true"}]},
    ),
    "a name without a prefix, and one that is nothing but a namespace": (
        [(NOTE, NamedNode("http://e.org/a")), (NOTE, NamedNode("urn:a")), (NOTE, NamedNode(PREFIXES["id"]))],
        {"note": [{"@id": "http://e.org/a"}, {"@id": PREFIXES["id"]}, {"@id": "urn:a"}]},
    ),
    "a name below another one": ([(NOTE, expand("id:a/b"))], {"note": {"@id": PREFIXES["id"] + "a/b"}}),
    "labels first, then by name": (
        [(NOTE, Literal("a")), (expand("sf:a"), Literal("b")), (LABEL, en("c"))],
        {"label": {"en": "c"}, "note": "a", "sf:a": "b"},
    ),
    "a class that is a text": (
        [(RDF.type, Literal("a")), (RDF.type, expand("sf:Launch"))],
        {"@type": "Launch", RDF.type.value: "a"},
    ),
}


@pytest.mark.parametrize(("said", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_how_each_value_is_written(said: Said, expected: dict[str, jsonld.Json]) -> None:
    (found,) = graph({Triple(X, predicate, value) for predicate, value in said})
    assert isinstance(found, dict)
    assert json.dumps(found) == json.dumps({"@id": "id:x"} | expected)  # the order of keys, and 1 is not true


def test_a_text_owns_nothing() -> None:
    owner = Triple(expand("id:e"), FLIGHT, Literal(expand("id:f").value))
    assert graph({owner, *made(CARGO)}) == [
        F,
        {"@id": "id:e", "flight": {"@type": "xsd:string", "@value": PREFIXES["id"] + "f"}},
    ]


@pytest.mark.parametrize(
    "triple",
    [Triple(BlankNode("b"), NOTE, Literal("a")), Triple(X, NOTE, BlankNode("b"))],
    ids=["subject", "object"],
)
def test_blank_nodes_are_refused(triple: Triple) -> None:
    with pytest.raises(SpaceflightError, match=r"is written without blank nodes\. Fix: give the node a name\."):
        graph({triple})


def test_text_is_indented_and_keeps_its_letters() -> None:
    text = jsonld.text({Triple(X, NOTE, Literal("联盟"))}, {"note": {"@id": PREFIXES["sf"] + "note"}}, ())
    lines = text.splitlines()
    assert lines[:3] == ["{", '  "@context": {', '    "note": {']
    assert '      "note": "联盟"' in lines
    assert text.endswith("}\n")
