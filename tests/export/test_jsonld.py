"""The layout of JSON-LD on small graphs made for it: how each kind of value is written, and what stands inside what."""

import json
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import compaction
from spaceflight_graph.export.compaction import Compactor, Said, Term
from spaceflight_graph.export.context import Context
from spaceflight_graph.export.framing import Framer
from spaceflight_graph.namespaces import PREFIXES, RDF, RDFS, SF, XSD, expand

CONTEXT: Context = {
    "@version": 1.1,
    "id": PREFIXES["id"],
    "rdfs": PREFIXES["rdfs"],
    "sf": PREFIXES["sf"],
    "xsd": PREFIXES["xsd"],
    "@type": {"@container": "@set"},
    "CargoFlight": "sf:CargoFlight",
    "Launch": "sf:Launch",
    "flight": {"@id": "sf:flight", "@type": "@id", "@container": "@set"},
    "day": {"@id": "sf:since", "@type": "xsd:date", "@container": "@set"},
    "label": {"@id": "rdfs:label", "@container": ["@language", "@set"]},
    "note": {"@id": "sf:note", "@container": "@set"},
    "partsOfFlight": {"@reverse": "sf:flight", "@container": "@set"},
    "tallies": {"@reverse": "sf:tallyOf", "@container": "@set"},
}
LABEL, NOTE, FLIGHT, DAY = RDFS.label, expand("sf:note"), SF.flight, SF.since
X = expand("id:x")


def en(text: str, language: str = "en") -> Literal:
    return Literal(text, language=language)


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=expand(datatype))


WRITTEN: dict[str, tuple[list[Said], dict[str, Any]]] = {
    "texts by language, in the order of the tags, always in a list": (
        [(LABEL, en("a", "en")), (LABEL, en("b", "de")), (LABEL, en("c", "en"))],
        {"label": {"de": ["b"], "en": ["a", "c"]}},
    ),
    "a text without a language stands first among those with one": (
        [(LABEL, en("a")), (LABEL, Literal("b"))],
        {"label": {"@none": ["b"], "en": ["a"]}},
    ),
    "a thing has no place among texts by language": (
        [(LABEL, en("a")), (LABEL, X)],
        {"label": {"en": ["a"]}, "rdfs:label": {"@id": "id:x"}},
    ),
    "several values without a key of their own are a list": (
        [(LABEL, expand("id:b")), (LABEL, expand("id:a"))],
        {"rdfs:label": [{"@id": "id:a"}, {"@id": "id:b"}]},
    ),
    "a text with a language where the key has no place for it": (
        [(NOTE, en("a"))],
        {"note": [{"@language": "en", "@value": "a"}]},
    ),
    "a property without a key": ([(expand("sf:odd"), Literal("a"))], {"sf:odd": "a"}),
    "things by name": ([(FLIGHT, expand("id:b")), (FLIGHT, expand("id:a"))], {"flight": ["id:a", "id:b"]}),
    "a text where a thing should be": (
        [(FLIGHT, Literal("a")), (FLIGHT, X)],
        {"flight": ["id:x"], "sf:flight": "a"},
    ),
    "a key that says the type, and one of another type": (
        [(DAY, typed("2017-12-17", "xsd:date")), (DAY, typed("2017", "xsd:gYear"))],
        {"day": ["2017-12-17"], "sf:since": {"@type": "xsd:gYear", "@value": "2017"}},
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
        [(NOTE, v) for v in (Literal(True), Literal(False), typed("1", "xsd:boolean"), typed("true", "sf:odd"))],
        {"note": [{"@type": "xsd:boolean", "@value": "1"}, False, True, {"@type": "sf:odd", "@value": "true"}]},
    ),
    "a text that looks like truth": ([(NOTE, Literal("true"))], {"note": ["true"]}),
    "a name without a prefix, and one that is nothing but a namespace": (
        [(NOTE, NamedNode("http://e.org/a")), (NOTE, NamedNode("urn:a")), (NOTE, NamedNode(PREFIXES["id"]))],
        {"note": [{"@id": "http://e.org/a"}, {"@id": PREFIXES["id"]}, {"@id": "urn:a"}]},
    ),
    "a name below another one": ([(NOTE, expand("id:a/b"))], {"note": [{"@id": "id:a/b"}]}),
    "what is told twice is told once": ([(NOTE, Literal("a")), (NOTE, Literal("a"))], {"note": ["a"]}),
    "keys in order": (
        [(NOTE, Literal("a")), (expand("sf:a"), Literal("b")), (LABEL, en("c"))],
        {"label": {"en": ["c"]}, "note": ["a"], "sf:a": "b"},
    ),
    "classes in a list, each once, by its name or prefixed": (
        [(RDF.type, expand("sf:Launch")), (RDF.type, expand("sf:A")), (RDF.type, expand("sf:Launch"))],
        {"@type": ["sf:A", "Launch"]},
    ),
    "a class that is a text": (
        [(RDF.type, Literal("a")), (RDF.type, expand("sf:Launch"))],
        {"@type": ["Launch"], RDF.type.value: "a"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_how_each_value_is_written(said: list[Said], expected: dict[str, Any]) -> None:
    found = Compactor(CONTEXT).node(X.value, said)
    assert json.dumps(found) == json.dumps({"@id": "id:x"} | expected)  # the order of keys, and 1 is not true


@pytest.mark.parametrize("value", [BlankNode("b"), Triple(X, NOTE, Literal("a"))], ids=["blank node", "triple"])
def test_what_has_no_place_is_refused(value: Term) -> None:
    with pytest.raises(
        SpaceflightError, match=r"id/x: JSON-LD is .* without blank nodes\. Fix: give the node a name\."
    ):
        Compactor(CONTEXT).node(X.value, [(NOTE, value)])


def test_of_two_prefixes_that_fit_the_one_counts_that_makes_the_shorter_name() -> None:
    short = Compactor({"e": "http://e.org/", "long": "http://e.org/a#", "b": "http://e.org/a#b/"}).short
    names = {"http://e.org/a#x": "e:a#x", "http://e.org/a#b/x": "b:x", "http://e.org/x": "e:x", "http://e.org/": None}
    assert {name: short(name) for name in names} == {name: found or name for name, found in names.items()}


def test_names_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "_REMEMBERED", 2)
    compactor = Compactor(CONTEXT)
    assert [compactor.short(PREFIXES["id"] + name) for name in "abcab"] == ["id:a", "id:b", "id:c", "id:a", "id:b"]
    assert len(compactor._short) <= 2


class Graph:
    """Triples of ``subject predicate object`` by prefixed names, with a comma between."""

    def __init__(self, text: str) -> None:
        self.triples = [tuple(expand(name) for name in said.split()) for said in text.split(",")]

    def said(self, thing: NamedNode) -> list[Said]:
        return [(p, o) for s, p, o in self.triples if s == thing]

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        return sorted({s for s, p, o in self.triples if (p, o) == (by, thing)}, key=str)


NAMED = {"@embed": "@always", "@explicit": True, "rdfs:label": {}}
LAID_OUT: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "what points to it stands inside, with the way back": (
        "id:x rdf:type sf:CargoFlight, id:b sf:flight id:x, id:a sf:flight id:x",
        {"partsOfFlight": {}},
        {
            "@type": ["CargoFlight"],
            "partsOfFlight": [{"@id": "id:a", "flight": ["id:x"]}, {"@id": "id:b", "flight": ["id:x"]}],
        },
    ),
    "a way back that the frame does not name is not gone": (
        "id:x sf:note id:y, id:a sf:flight id:x",
        {"tallies": {}},
        {"note": [{"@id": "id:y"}]},
    ),
    "what it points to stands inside whole, and what that points to": (
        "id:x sf:note id:y, id:y sf:note id:z, id:z sf:flight id:f",
        {},
        {"note": [{"@id": "id:y", "note": [{"@id": "id:z", "flight": ["id:f"]}]}]},
    ),
    "unless the frame wants no more than some of it": (
        "id:x sf:flight id:y, id:y rdf:type sf:CargoFlight, id:y sf:note id:z, id:y rdfs:label id:l, id:z sf:note id:z",
        {"flight": NAMED},
        {"flight": [{"@id": "id:y", "@type": ["CargoFlight"], "rdfs:label": {"@id": "id:l"}}]},
    ),
    "or no more than its name": (
        "id:x sf:flight id:y, id:y sf:note id:z",
        {"flight": {"@embed": "@never"}},
        {"flight": ["id:y"]},
    ),
    "and so what the frame says nothing of below it": (
        "id:x sf:flight id:y, id:y sf:note id:z, id:z sf:note id:w",
        {"flight": {"sf:other": {}}},
        {"flight": [{"@id": "id:y", "note": [{"@id": "id:z", "note": [{"@id": "id:w"}]}]}]},
    ),
    "a circle ends where it comes back": (
        "id:x sf:note id:y, id:y sf:note id:x",
        {},
        {"note": [{"@id": "id:y", "note": [{"@id": "id:x"}]}]},
    ),
    "things inside things inside things": (
        "id:x sf:note id:n, id:e sf:flight id:x, id:t sf:tallyOf id:e",
        {"partsOfFlight": {"tallies": {}}},
        {
            "note": [{"@id": "id:n"}],
            "partsOfFlight": [
                {"@id": "id:e", "flight": ["id:x"], "tallies": [{"@id": "id:t", "sf:tallyOf": {"@id": "id:e"}}]}
            ],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "frame", "expected"), LAID_OUT.values(), ids=LAID_OUT)
def test_what_stands_inside_what(text: str, frame: dict[str, Any], expected: dict[str, Any]) -> None:
    found = Framer(Graph(text), CONTEXT, frame).thing(X)
    assert json.dumps(found) == json.dumps({"@id": "id:x"} | expected)


def test_of_what_the_graph_says_nothing_there_is_nothing() -> None:
    assert Framer(Graph("id:x sf:note id:y"), CONTEXT, {}).thing(expand("id:y")) is None


def test_an_export_of_one_thing_carries_the_keys_and_prefixes_that_it_needs() -> None:
    node = {"@id": "id:x", "@type": ["Launch"], "note": [{"@type": "xsd:date", "@value": "2017-12-17"}]}
    part = compaction.needed(CONTEXT, node)
    assert list(part) == ["@version", "id", "sf", "xsd", "@type", "Launch", "note"]
    assert all(CONTEXT[key] == told for key, told in part.items())
    assert "rdfs" in compaction.needed(CONTEXT, {"label": {"en": ["a"]}})
    assert XSD.iri in compaction.needed(CONTEXT, {"day": ["2017-12-17"]}).values()
