"""Terms shown without pySHACL, beside pySHACL's own words for them."""

import gc
import random
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import PREFIXES, RDF, Term
from spaceflight_graph.rdf import rdflib_terms
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.messages import Messages, _by_pyshacl
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.shacl.shown import RareTermError, Shown

XSD = PREFIXES["xsd"]
NAMESPACES = [
    "http://ex/", "http://ex/a#", "http://ex/a", "http://ex/1/", "http://ex/a/_", "http://ex/é/", "urn:x:",
    "http://xmlns.com/foaf/0.1/", "https://schema.org/", "http://schema.org/", "http://www.w3.org/ns/shacl#",
    "http://www.w3.org/XML/1998/namespace",
]  # fmt: skip
NAMES = ["ex", "foaf", "schema", "sh", "a", "", "xsd", "p1", "xml", "brick"]
LOCALS = ["x", "B1", "1a", "-x", "_y", "a.b", "a(b)", "é", "x/y", "", "%20", "a:b", "1", "中", "a~b"]
FORMS = [
    "1", "01", "-0", "+1", " 1", "1.0", "1.50", "1e3", "1E400", "INF", "NaN", "inf", "true", "True", "1_0", "false",
    "x", "", "1" * 5000, "٣", '"q"', "a\nb", "2018-06-03", "2018-13-45", "2018-06-03T00:00:00Z",
]  # fmt: skip
DATATYPES = [
    *(XSD + name for name in ("string", "integer", "byte", "decimal", "double", "float", "boolean", "date")),
    *(XSD + name for name in ("dateTime", "gYear", "anyURI", "token", "language", "nonNegativeInteger")),
    "http://ex/datatype",
]


def _iri(dice: random.Random) -> NamedNode:
    return NamedNode(dice.choice(NAMESPACES) + dice.choice(LOCALS))


def _literal(dice: random.Random) -> Literal:
    if dice.random() < 0.2:
        return Literal(dice.choice(FORMS), language=dice.choice(["en", "de-AT"]))
    return Literal(dice.choice(FORMS), datatype=NamedNode(dice.choice(DATATYPES)))


def _graph(dice: random.Random) -> tuple[list[Quad], list[BlankNode]]:
    """Return some blank nodes that lead to one another, and a list."""
    nodes = [BlankNode(f"b{number}") for number in range(5)]
    kinds: list[Callable[[], Term]] = [
        lambda: _literal(dice),
        lambda: _iri(dice),
        lambda: dice.choice(nodes),
    ]
    quads = [Quad(node, _iri(dice), dice.choice(kinds)()) for node in nodes[:4] for _ in range(dice.randrange(4))]
    links = [BlankNode(f"l{number}") for number in range(3)]
    for link, rest in zip(links, [*links[1:], RDF.nil], strict=True):
        quads += [Quad(link, RDF.first, dice.choice(kinds)()), Quad(link, RDF.rest, rest)]  # type: ignore[arg-type]
    return quads, [*nodes, links[0]]


def _properties(quads: Iterable[Quad]) -> Callable[[BlankNode], Mapping[NamedNode, Iterable[Term]]]:
    found: dict[Term, dict[NamedNode, dict[Term, None]]] = {}
    for quad in quads:
        found.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[quad.object] = None
    return lambda node: found.get(node, {})


@pytest.mark.filterwarnings("ignore")
def test_terms_are_shown_as_pyshacl_shows_them() -> None:
    dice = random.Random(14)
    shown = rare = 0
    for _ in range(150):
        prefixes = {dice.choice(NAMES): dice.choice(NAMESPACES) for _ in range(dice.randrange(5))}
        quads, nodes = _graph(dice)
        terms: list[Term] = [*(_iri(dice) for _ in range(6)), *(_literal(dice) for _ in range(6)), *nodes]
        for term in terms:
            try:
                ours = Shown(prefixes, _properties(quads)).term(term)
            except RareTermError:
                rare += 1
                continue
            shown += 1
            assert ours == _by_pyshacl(rdflib_terms.to_graph(quads, prefixes), term), (term, prefixes)
    assert shown > 2 * rare > 0


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (NamedNode("http://ex/a"), "<http://ex/a>"),
        (NamedNode("http://xmlns.com/foaf/0.1/name"), "foaf:name"),
        (NamedNode("http://www.w3.org/XML/1998/namespacelang"), "xml:lang"),
        (Literal("true", datatype=NamedNode(XSD + "boolean")), 'Literal("true" = True, datatype=xsd:boolean)'),
        (Literal("2018-06-03", datatype=NamedNode(XSD + "date")), 'Literal("2018-06-03", datatype=xsd:date)'),
        (BlankNode("nothing"), "[ ]"),
    ],
)
def test_term(term: Term, text: str) -> None:
    assert Shown({}, _properties(())).term(term) == text


def _chain(length: int) -> list[Quad]:
    return [Quad(BlankNode(f"n{i}"), RDF.type, BlankNode(f"n{i + 1}")) for i in range(length)]


def test_how_deep_blank_nodes_are_shown() -> None:
    assert Shown({}, _properties(_chain(4))).term(BlankNode("n0")).count("[") == 5
    with pytest.raises(RareTermError):
        Shown({}, _properties(_chain(5))).term(BlankNode("n0"))


L1, L2 = BlankNode("l1"), BlankNode("l2")


@pytest.mark.parametrize(
    "quads",
    [
        [Quad(L1, RDF.first, RDF.type)],
        [Quad(L1, RDF.first, RDF.type), Quad(L1, RDF.rest, L1)],
        [Quad(L1, RDF.first, RDF.type), Quad(L1, RDF.first, RDF.nil), Quad(L1, RDF.rest, RDF.nil)],
        [Quad(L1, RDF.first, RDF.type), Quad(L1, RDF.rest, L2), Quad(L2, RDF.rest, RDF.nil)],
        [Quad(L1, RDF.first, RDF.type), Quad(L1, RDF.rest, RDF.type)],
    ],
)
def test_broken_list_is_left_to_pyshacl(quads: list[Quad]) -> None:
    with pytest.raises(RareTermError):
        Shown({}, _properties(quads)).term(L1)


def test_prefix_of_shacl_that_means_something_else_is_left_to_pyshacl() -> None:
    with pytest.raises(RareTermError):
        Shown({"sh": "http://ex/"}, _properties(()))
    assert Shown({"s": PREFIXES["sh"]}, _properties(())).term(NamedNode(PREFIXES["sh"] + "path")) == "s:path"


def test_default_message_needs_no_other_engine(tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text('@prefix ex: <http://ex/> . ex:a a ex:P ; ex:n "long", [ ex:m 7 ] .')
    shapes.write_text("""@prefix ex: <http://ex/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:S a sh:NodeShape ; sh:targetClass ex:P ;
            sh:property [ sh:path ex:n ; sh:maxLength 3 ; sh:maxCount 1 ],
                [ sh:path ex:n ; sh:in ( 1 [ ] ) ; sh:or ( [ sh:class ex:Q ] ) ],
                [ sh:path ( ex:n ex:m ) ; sh:hasValue 8 ] .""")
    run = f"""
import sys
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles
found = validate_paths([{str(data)!r}], shapes=ShapeFiles.read([{str(shapes)!r}])).findings
print(len(found), [name for name in ("rdflib", "pyshacl") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "8 []"


def test_store_goes_with_its_messages() -> None:
    """A build looks for no garbage: in a circle, the data that it validated would stay in memory to its end."""
    store = Store()
    node, value = BlankNode("x"), Literal("y")
    store.add(Quad(node, NamedNode("http://ex/p"), value))
    messages = Messages(Shapes(ShapesGraph([]), {}), store, {})
    assert messages._data(node) == '[ <http://ex/p> Literal("y") ]'
    here = weakref.ref(messages)
    gc.disable()
    try:
        del messages
        assert here() is None
    finally:
        gc.enable()
