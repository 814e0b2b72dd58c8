"""The cache asks a rule again exactly when something changed that it can see, and never gives another answer for it."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Engine, Shapes
from spaceflight_graph.shacl.engine import Row
from spaceflight_graph.shacl.queries import Probe
from spaceflight_graph.validate import cache
from spaceflight_graph.validate.run import validate

PREFIX = "@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
RULES = """\
@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
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
:Back sh:targetClass :B ; sh:property [ sh:path [ sh:inversePath :q ] ; sh:maxCount 0 ] .
:Chain sh:targetClass :A ; sh:property [ sh:path ( :p [ sh:zeroOrMorePath :q ] ) ; sh:class :A ] .
:Named sh:targetNode :x ; sh:property [ sh:path ( :q :p ) ; sh:minCount 1 ; sh:datatype xsd:integer ] .
:Either sh:targetClass :A , :B ; sh:property [
    sh:path [ sh:alternativePath ( [ sh:inversePath ( :p :q ) ] [ sh:zeroOrOnePath :r ] ) ] ; sh:disjoint :q ;
    sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ] .
:Literal sh:targetObjectsOf :r ; sh:nodeKind sh:IRI ; sh:property [ sh:path [ sh:inversePath :r ] ; sh:class :A ] .
:Deep sh:targetClass :A ; sh:property [ sh:path :q ; sh:property [ sh:path :p ; sh:maxCount 1 ; sh:lessThan :r ] ] .
:One sh:targetSubjectsOf :r ; sh:xone ( [ sh:class :A ] [ sh:property [ sh:path :p ; sh:hasValue 1 ] ] ) .
:Shut sh:targetClass :D ; sh:property [ sh:path :q ; sh:closed true ] .
:Behind sh:targetClass :B ; sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:maxCount 1 ] .
:Fingers sh:targetClass :A ; sh:property
    [ sh:path :q ; sh:qualifiedValueShape [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ; sh:qualifiedMinCount 1 ;
      sh:qualifiedValueShapesDisjoint true ] ,
    [ sh:path :r ; sh:qualifiedValueShape [ sh:property [ sh:path :r ; sh:minCount 1 ] ] ; sh:qualifiedMinCount 1 ] .
:Recursive sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :Recursive ; sh:maxCount 1 ] .
"""  # fmt: skip
NODES = [":x", *(f":n{number}" for number in range(9))]
VALUES = [*NODES, "1", "1.0", '"a"@en']
PLAIN = RULES[: RULES.index(":Recursive")]
"""Without the rule that pySHACL has to check, which takes its time."""


def statement(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.03:
        return f"{chance.choice([':C', ':D'])} rdfs:subClassOf {chance.choice([':A', ':B'])} ."
    if kind < 0.06:
        return f"{chance.choice(NODES)} :p [ :p 1 ] ."
    if kind < 0.3:
        return f"{chance.choice(NODES)} a {chance.choice([':A', ':B', ':C', ':D'])} ."
    return f"{chance.choice(NODES)} {chance.choice([':p', ':q', ':r'])} {chance.choice(VALUES)} ."


def sources(texts: list[str]) -> list[Source]:
    """Return files by these texts; an empty one is no file."""
    there = [(number, PREFIX + text) for number, text in enumerate(texts) if text]
    return [
        Source(f"{number}.ttl", text.encode(), RdfFormat.TURTLE, f"f{place}b")
        for place, (number, text) in enumerate(there)
    ]


def bare(texts: list[str]) -> list[Source]:
    return [Source(f"{n}.ttl", text.encode(), RdfFormat.TURTLE, f"f{n}b") for n, text in enumerate(texts)]


def rules(text: str = RULES) -> Shapes:
    return Shapes.of([Source("rules.ttl", text.encode(), RdfFormat.TURTLE, "s0b")])


@pytest.mark.parametrize(("seed", "text", "steps"), [*((seed, PLAIN, 70) for seed in range(6)), (6, RULES, 15)])
def test_what_is_remembered_is_what_would_be_found(seed: int, text: str, steps: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    files: list[list[str]] = [[statement(chance) for _ in range(12)] for _ in range(3)]
    found: set[str] = set()
    for _ in range(steps):
        texts = ["\n".join(lines) for lines in files]
        fresh = validate(sources(texts), shapes=rules(text))
        assert cache.cached(tmp_path, sources(texts), rules(text)) == fresh
        found.update(finding.rule for finding in fresh.findings)
        lines = chance.choice(files)
        if lines and chance.random() < 0.5:
            lines.remove(chance.choice(lines))
        else:
            lines.append(statement(chance))
    assert len(found) > 8


EVERYTHING = "everything"
EXPLAINED = (
    ":Asked", ":Back/^:q", ":Chain/:p/:q*", ":Class/:q", ":Closed", ":Count/:p", ":Inner", ":Nested", ":Pair/:p",
    ":Typed/:q/rdf:type",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        (":x :unseen 1 .", {":Asked": EVERYTHING, ":Closed": ":x", ":Inner": ":x"}),
        (
            ":x :p 1 .",
            {
                ":Asked": EVERYTHING, ":Closed": ":x", ":Count/:p": ":x", ":Inner": ":x", ":Pair/:p": ":x",
                ":Chain/:p/:q*": ":x",
            },
        ),
        (
            ":z :q :y .",
            {
                ":Asked": EVERYTHING, ":Class/:q": ":z", ":Closed": ":z", ":Inner": ":z", ":Nested": ":z",
                ":Pair/:p": ":z", ":Typed/:q/rdf:type": ":y :z", ":Back/^:q": ":y",
            },
        ),
        (
            ":y a :C .",
            {
                ":Asked": EVERYTHING, ":Closed": ":y", ":Inner": ":y", ":Count/:p": ":y", ":Pair/:p": ":y",
                ":Class/:q": ":x", ":Nested": ":x :y", ":Typed/:q/rdf:type": ":x", ":Back/^:q": ":y",
                ":Chain/:p/:q*": ":w :y",
            },
        ),
        ("# nothing but a comment", {}),
    ],
)  # fmt: skip
def test_only_what_can_see_a_change_is_asked_again(
    change: str, asked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [":x a :A ; :p 2 ; :q :y .", ":y a :B . :w a :A ; :p :x ."]
    about: dict[str, set[str]] = {}
    rows = Engine.rows

    def listening(engine: Engine, probe: Probe, given: Row | None = None) -> Iterator[Row]:
        if given is not None:  # why a value does not conform is asked anew each time
            return rows(engine, probe, given)
        listed = re.search(r"VALUES \?this \{([^}]*)\}", probe.query)
        nodes = [f":{node.rpartition('/')[2][:-1]}" for node in listed[1].split()] if listed else [EVERYTHING]
        about.setdefault(probe.shape.name, set()).update(nodes)
        return rows(engine, probe)

    monkeypatch.setattr(Engine, "rows", listening)
    cache.cached(tmp_path, sources([*texts, ""]), rules())
    assert len(about) > 10
    about.clear()
    cache.cached(tmp_path, sources([*texts, change]), rules())
    found = {name.translate(str.maketrans("", "", "()")): " ".join(sorted(nodes)) for name, nodes in about.items()}
    assert {name: nodes for name, nodes in found.items() if name in EXPLAINED} == asked


def test_message_follows_the_prefixes_of_an_unchanged_file_s_neighbour(tmp_path: Path) -> None:
    rule = PREFIX + "@prefix sh: <http://www.w3.org/ns/shacl#> . :S sh:targetClass :A ; sh:in ( 1 ) ."
    shapes = Shapes.of([Source("rule.ttl", rule.encode(), RdfFormat.TURTLE, "s0b")])
    texts = ["<http://example.org/x> a <http://example.org/A> .", ""]
    cache.cached(tmp_path, bare(texts), shapes)
    texts[1] = "@prefix ex: <http://example.org/> ."
    (finding,) = cache.cached(tmp_path, bare(texts), shapes).findings
    assert "ex:x" in finding.message


@pytest.mark.parametrize("damage", ["rows.json", "*.gz"])
def test_damaged_memory_is_passed_over(damage: str, tmp_path: Path) -> None:
    cache.cached(tmp_path, sources([":x a :A .", ":y a :A ."]), rules())
    for file in tmp_path.glob(damage):
        file.write_bytes(file.read_bytes()[:-9])
    texts = [":x a :A ; :p 1 .", ":z a :A ."]
    assert cache.cached(tmp_path, sources(texts), rules()) == validate(sources(texts), shapes=rules())


def test_files_of_earlier_runs_do_not_gather(tmp_path: Path) -> None:
    for number in range(3):
        cache.cached(tmp_path, sources([f":x a :A ; :p {number} ."]), rules())
    assert len(list(tmp_path.glob("*.gz"))) == 1


def test_node_that_is_gone_is_no_longer_wrong(tmp_path: Path) -> None:
    text = PREFIX + "@prefix sh: <http://www.w3.org/ns/shacl#> . :S sh:targetObjectsOf :knows ; sh:property "
    text += "[ sh:path [ sh:zeroOrMorePath :alias ] ; sh:property [ sh:path :name ; sh:minCount 1 ] ] ."
    for data, found in ((":a :knows :x , :b . :b :name 1 .", 1), (":a :knows :b . :b :name 1 .", 0)):
        assert len(cache.cached(tmp_path, sources([data]), rules(text)).findings) == found


def test_broken_file_is_read_the_same_each_time(tmp_path: Path) -> None:
    text = ":a :p .\n\n:x ex:p 1 .\n@prefix ex: <http://example.org/> .\n"
    for data in (text, text + ":z :r 1 .\n"):
        assert cache.cached(tmp_path, sources([data]), rules()) == validate(sources([data]), shapes=rules())
