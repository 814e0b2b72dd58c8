"""Paths nested as one likes lead to the nodes that SHACL means, and end: simplified, or unfolded by us."""

import random
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import paths
from spaceflight_graph.shacl.paths import UNFOLDED, Path
from spaceflight_graph.shacl.simplified import simplified
from spaceflight_graph.shacl.unfolded import unfolded
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://e/> .\n"
PROPERTIES = [NamedNode(f"http://e/{name}") for name in "pqr"]
NODES = [NamedNode(f"http://e/n{number}") for number in range(6)]
Pairs = set[tuple[str, str]]


def meant(path: Path, nodes: list[str], by: dict[str, Pairs]) -> Pairs:
    """Return from where to where a path leads, word for word as SHACL and SPARQL define it."""
    if path.iri is not None:
        return by.get(str(path.iri), set())
    parts = [meant(part, nodes, by) for part in path.parts]
    one = parts[0]
    same = {(node, node) for node in nodes}
    match path.kind:
        case "^":
            return {(b, a) for a, b in one}
        case "/":
            for other in parts[1:]:
                one = {(a, d) for a, b in one for c, d in other if b == c}
            return one
        case "|":
            return set().union(*parts)
        case "?":
            return one | same
    reached = set(one)
    while more := {(a, d) for a, b in reached for c, d in one if b == c} - reached:
        reached |= more
    return reached | same if path.kind == "*" else reached


def some_path(chance: random.Random, depth: int) -> Path:
    kind = chance.choice("ii^/|*+?*+") if depth else "i"
    if kind == "i":
        return Path("iri", chance.choice(PROPERTIES))
    count = chance.choice((2, 3)) if kind in "/|" else 1
    return Path(kind, parts=tuple(some_path(chance, depth - 1) for _ in range(count)))


def cases() -> Iterator[tuple[Path, list[Quad]]]:
    chance = random.Random(14)
    for _ in range(400):
        path = some_path(chance, chance.choice((3, 4, 5)))
        triples = {(chance.choice(NODES), chance.choice(PROPERTIES), chance.choice(NODES)) for _ in range(9)}
        yield path, [Quad(*triple) for triple in sorted(triples, key=str)]


@pytest.mark.parametrize(("most_steps", "least_winding"), [(30, 40), (-1, 400)])
def test_simplified_and_unfolded_paths_lead_where_they_should(
    most_steps: int, least_winding: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_MOST_STEPS", most_steps)
    winding = led = 0
    for path, quads in cases():
        store = Store()
        store.extend(quads)
        nodes = sorted({str(term) for quad in quads for term in (quad.subject, quad.object)})
        by: dict[str, Pairs] = {}
        for quad in quads:
            by.setdefault(str(quad.predicate), set()).add((str(quad.subject), str(quad.object)))
        expected = meant(path, nodes, by)
        simple = simplified(path)
        asked = unfolded(store, [simple])
        assert (asked is not store) == simple.winding
        every = " UNION ".join(
            f"{{ BIND({node} AS ?a) BIND({node} AS ?at) ?at {simple.sparql()} ?b }}" for node in nodes
        )
        rows = asked.query(f"SELECT DISTINCT ?a ?b {{ {every} }}")
        found = {(str(row["a"]), str(row["b"])) for row in rows}  # type: ignore[union-attr]
        assert found == expected, path.text(str)
        winding += simple.winding
        led += bool(expected)
    assert winding >= least_winding
    assert led > 300


P, Q, R = (Path("iri", iri) for iri in PROPERTIES)


def of(kind: str, *parts: Path) -> Path:
    return Path(kind, parts=parts)


SIMPLE = [
    (of("^", of("^", P)), "p"),
    (of("^", of("/", P, of("^", Q), R)), "(^r)/q/(^p)"),
    (of("/", P, of("/", Q, of("/", R, P))), "p/q/r/p"),
    (of("/", P, of("^", of("/", Q, R))), "p/(^r)/(^q)"),
    (of("|", P, of("^", of("|", Q, of("^", R)))), "p | (^q) | r"),
    (of("+", of("+", P)), "p+"),
    (of("?", of("?", P)), "p?"),
    (of("*", of("+", P)), "p*"),
    (of("+", of("?", P)), "p*"),
    (of("?", of("+", P)), "p*"),
    (of("?", of("*", P)), "p*"),
    (of("?", of("^", of("+", of("^", P)))), "p*"),
    (of("?", of("^", P)), "(^p)?"),
    (of("?", of("/", P, Q)), "(p/q)?"),
    (of("+", of("|", P, of("+", of("|", Q, R)))), "(p | q | r)+"),
    (of("+", of("|", of("?", P), Q)), "(p | q)*"),
    (of("*", of("/", of("*", P), of("?", Q))), "(p | q)*"),
    (of("+", of("/", of("*", P), Q)), "((p*)/q)+"),
    (of("^", of("*", of("/", P, Q))), "((^q)/(^p))*"),
]


@pytest.mark.parametrize(("path", "text"), SIMPLE, ids=[text for _, text in SIMPLE])
def test_simplest_form(path: Path, text: str) -> None:
    assert simplified(path).text(lambda iri: iri.rpartition("/")[2]) == text


@pytest.mark.parametrize(
    ("path", "winding"),
    [
        (of("+", of("/", P, Q)), False),
        (of("+", of("/", P, of("+", Q))), True),
        (of("/", of("*", P), of("*", Q)), False),
        (of("/", of("*", P), Q, of("*", Q), of("+", R)), True),
        (of("/", *(P,) * 30), False),
        (of("/", *(P,) * 31), True),
    ],
)
def test_what_is_winding(path: Path, winding: bool) -> None:
    assert path.winding is winding
    assert (UNFOLDED in path.sparql()) is winding


@pytest.mark.parametrize(
    ("path", "last"),
    [
        (P, "p"),
        (of("^", P), "^p"),
        (of("/", P, Q), "q"),
        (of("/", P, Q, of("?", of("|", R, of("^", P)))), "q r ^p"),
        (of("*", of("/", of("?", P), of("*", Q))), "p q"),
    ],
)
def test_last_steps(path: Path, last: str) -> None:
    texts = (step.text(lambda iri: iri.rpartition("/")[2]) for step in path.last_steps())
    assert sorted(texts) == sorted(last.split())


DATA = ":a :p :b . :b :p :c . :c :p :a . :c :q :c . :b :q :d . :d :q :a , 7 ."
DEEP = {
    "[ sh:oneOrMorePath {} ]": "abc",
    "[ sh:inversePath {} ]": "b",
    "[ sh:zeroOrOnePath {} ]": "ab",
    "( {} :p )": "c",
    "( [ sh:zeroOrMorePath {} ] [ sh:zeroOrOnePath :q ] )": "abcd7",
    "[ sh:alternativePath ( {} :q ) ]": "b",
    "[ sh:oneOrMorePath ( {} [ sh:zeroOrOnePath :q ] ) ]": "abcd7",
}


def checked(shapes: str, data: str = DATA) -> list[str]:
    """Return component, value and line of each finding."""
    rules = ShapeFiles.of([Source("s.ttl", (HEAD + shapes).encode(), RdfFormat.TURTLE, "s0b")])
    report = validate([Source("d.ttl", (HEAD + data).encode(), RdfFormat.TURTLE)], shapes=rules)
    assert not report.notes
    assert all(finding.place is not None for finding in report.findings)
    return sorted(
        f"{str(f.component).rpartition('#')[2].partition('Constraint')[0]} {getattr(f.value, 'value', '-')[-1]}"
        for f in report.findings
    )


@pytest.mark.parametrize("depth", [100, 1000])
@pytest.mark.parametrize("written", DEEP)
def test_deep_paths_end(written: str, depth: int) -> None:
    before, after = written.split("{}")
    path = before * depth + ":p" + after * depth
    shape = f":S sh:targetNode :a ; sh:property [ sh:path {path} ; sh:nodeKind sh:BlankNode ; sh:minCount 9 ] ."
    inside = f":T sh:targetNode :a ; sh:not [ sh:path {path} ; sh:hasValue :b ] ."
    values = DEEP[written]
    expected = [f"NodeKind {value}" for value in values] + ["MinCount -"] + ["Not a"] * ("b" in values)
    assert checked(shape + inside) == sorted(expected)


def test_many_ways_are_walked_once() -> None:
    """Sixty forks that meet again: a million million million ways."""
    forks = " ".join(f":n{n} :p :l{n} , :r{n} . :l{n} :p :n{n + 1} . :r{n} :p :n{n + 1} ." for n in range(60))
    shape = f":S sh:targetNode :n0 ; sh:property [ sh:path ({' :p' * 120} ) ; sh:class :C ] ."
    assert checked(shape, forks) == ["Class 0"]


def test_a_node_that_is_not_in_the_data_is_a_value_of_itself() -> None:
    path = "[ sh:zeroOrMorePath ( [ sh:oneOrMorePath :p ] :q ) ]"
    assert checked(f":S sh:targetNode :x , :a ; sh:property [ sh:path {path} ; sh:class :C ] .", ":a :p :b .") == [
        "Class a",
        "Class x",
    ]
