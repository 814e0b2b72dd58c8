"""The cache asks a rule again exactly when something changed that it can see, and never gives another answer for it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from spaceflight_graph import cache
from spaceflight_graph.findings import Finding
from spaceflight_graph.shacl import Engine, Shapes
from spaceflight_graph.shacl.queries import Probe
from spaceflight_graph.shacl.sources import Source
from spaceflight_graph.validate import validate

PREFIX = "@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
RULES = """\
@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
:Count sh:targetClass :A ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ] .
:Class sh:targetSubjectsOf :q ; sh:property [ sh:path :q ; sh:class :B ] .
:Nested sh:targetClass :B ; sh:not [
    sh:property [ sh:path :q ; sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMinCount 1 ] ] .
:Closed sh:targetClass :C ; sh:closed true ; sh:ignoredProperties ( rdf:type :p ) .
:Inner sh:targetClass :A ; sh:or ( [ sh:closed true ; sh:ignoredProperties ( rdf:type :p ) ] [ sh:class :C ] ) .
:Typed sh:targetObjectsOf :q ; sh:property [ sh:path ( :q rdf:type ) ; sh:hasValue :A ] .
:Pair sh:targetClass :A ; sh:property [ sh:path :p ; sh:equals :q ] .
:Asked sh:targetClass :B ; sh:sparql [
    sh:select "SELECT $this ?value WHERE { $this ?p ?value . FILTER EXISTS { ?value a ?c } }" ] .
:Recursive sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :Recursive ; sh:maxCount 1 ] .
"""  # fmt: skip
NODES = st.sampled_from([":x", ":y", ":z"])
STATEMENTS = st.one_of(
    st.builds("{} a {} .".format, NODES, st.sampled_from([":A", ":B", ":C", ":D"])),
    st.builds(
        "{} {} {} .".format, NODES, st.sampled_from([":p", ":q", ":r"]), NODES | st.sampled_from(["1", "[ :p 1 ]"])
    ),
    st.builds("{} rdfs:subClassOf {} .".format, st.sampled_from([":C", ":D"]), st.sampled_from([":A", ":B"])),
)
FILES = st.lists(st.lists(STATEMENTS, max_size=5).map("\n".join), min_size=1, max_size=3)


def sources(texts: list[str]) -> list[Source]:
    return [
        Source(f"{number}.ttl", (PREFIX + text).encode(), RdfFormat.TURTLE, f"f{number}b")
        for number, text in enumerate(texts)
    ]


def rules() -> Shapes:
    return Shapes.of([Source("rules.ttl", RULES.encode(), RdfFormat.TURTLE, "s0b")])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(FILES, min_size=2, max_size=4))
def test_what_is_remembered_is_what_would_be_found(versions: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for texts in versions:
            fresh = validate(sources(texts), shapes=rules())
            assert cache.cached(Path(folder), sources(texts), rules()) == fresh
            assert cache.cached(Path(folder), sources(texts), rules()) == fresh


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        (":x :unseen 1 .", {":Asked", ":Closed", ":Inner"}),
        (":x :p 1 .", {":Asked", ":Closed", ":Count/:p", ":Inner", ":Pair/:p"}),
        (":x :q :y .", {":Asked", ":Class/:q", ":Closed", ":Inner", ":Nested", ":Pair/:p", ":Typed"}),
        (":z a :C .", {":Asked", ":Closed", ":Inner"}),
    ],
)
def test_only_what_can_see_a_change_is_asked_again(
    change: str, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [":x a :A ; :p 2 ; :q :y .", ":y a :B ."]
    names: list[str] = []
    ask = Engine.ask

    def listening(engine: Engine, probe: Probe) -> Iterator[Finding]:
        names.append(probe.shape.name)
        return ask(engine, probe)

    monkeypatch.setattr(Engine, "ask", listening)
    cache.cached(tmp_path, sources([*texts, ""]), rules())
    everything = set(names)
    names.clear()
    cache.cached(tmp_path, sources([*texts, change]), rules())
    assert {name.removesuffix("/:q/rdf:type") for name in names} == asked
    assert asked < {name.removesuffix("/:q/rdf:type") for name in everything}
