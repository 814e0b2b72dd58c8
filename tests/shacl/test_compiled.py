"""Rules of the engine that no other engine settles: on shapes and graphs of a line."""

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import SHAPES
from spaceflight_graph.namespaces import PREFIXES, Term, expand
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.paths import Path, read_path
from spaceflight_graph.shacl.results import best
from spaceflight_graph.shacl.simplified import simplified
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix : <http://e.org/> .\n" + "".join(
    f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in ("owl", "rdf", "rdfs", "sh", "xsd")
)
S, P, Q = (NamedNode(f"http://e.org/{name}") for name in "spq")


def read(text: str, label: str = "f0b") -> Source:
    return Source("x.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, label)


def shapes(text: str) -> Shapes:
    return Shapes(ShapesGraph(read(text, "s0b").quads()), {"": "http://e.org/"})


def shown(term: Term | None) -> str:
    return "_" if isinstance(term, BlankNode) else term.value.rpartition("/")[2] if term is not None else "-"  # type: ignore[union-attr]


def found(rule: str, data: str) -> list[str]:
    """Return focus node and value of each finding."""
    findings = validate([read(data)], shapes=_files(rule)).findings
    return [f"{shown(f.focus)} {shown(f.value)}" for f in findings if not f.rule.startswith(SHAPES)]


def _files(rule: str) -> ShapeFiles:
    return ShapeFiles.of([Source("rules.ttl", (HEAD + rule).encode(), RdfFormat.TURTLE, "s0b")])


def on(constraint: str, target: str = "sh:targetSubjectsOf :p") -> str:
    return f":S {target} ; sh:property [ sh:path :p ; {constraint} ] ."


LIMITS = {
    "byte": (-128, 127), "short": (-32768, 32767), "int": (-(2**31), 2**31 - 1), "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 255), "unsignedShort": (0, 65535), "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "positiveInteger": (1, None), "nonNegativeInteger": (0, None),
    "negativeInteger": (None, -1), "nonPositiveInteger": (None, 0),
}  # fmt: skip


@pytest.mark.parametrize("local", LIMITS)
def test_whole_numbers_within_their_limits(local: str) -> None:
    low, high = LIMITS[local]
    inside = [n for n in (low, high) if n is not None]
    outside = [n for n in (None if low is None else low - 1, None if high is None else high + 1) if n is not None]
    inside += [n for n in (-(10**30), 10**30) if (low is None and n < 0) or (high is None and n > 0)]
    outside += [n for n in (-(10**30), 10**30) if n not in inside]
    written = " , ".join(f'"{n}"^^xsd:{local}' for n in (*inside, *outside))
    assert sorted(found(on(f"sh:datatype xsd:{local}"), f":a :p {written} .")) == sorted(f"a {n}" for n in outside)


@pytest.mark.parametrize(
    ("local", "fine", "wrong"),
    [
        ("integer", ["0", "-007", "+1", "9" * 30], ["1.0", "", "x", "+", "1e3"]),
        ("decimal", ["1", "-1.50", ".5", "5.", "9" * 30, f"0.{'1' * 30}"], [".", "1e3", "1.5.0", ""]),
        ("nonNegativeInteger", ["0", "-0", "+7", "007"], ["-1", "", "+", "1.0"]),
        ("positiveInteger", ["1", "+01"], ["0", "-1", "00"]),
        ("nonPositiveInteger", ["-1", "0", "+0"], ["1", "+1"]),
        ("negativeInteger", ["-1", "-01"], ["0", "-0", "1"]),
        ("unsignedLong", [str(2**64 - 1), "-0"], [str(2**64), "-1", "1.0"]),
        ("double", ["1e400", "5", "NaN"], ["x", ""]),
        ("hexBinary", ["", "0aF0"], ["0", "xy"]),
        ("dateTimeStamp", ["2018-06-03T12:00:00Z"], ["2018-06-03"]),
    ],
)
def test_lexical_forms(local: str, fine: list[str], wrong: list[str]) -> None:
    written = " , ".join(f'"{text}"^^xsd:{local}' for text in (*fine, *wrong))
    assert sorted(found(on(f"sh:datatype xsd:{local}"), f":a :p {written} .")) == sorted(f"a {text}" for text in wrong)


CASES = {
    "a bound of a type that a store would rewrite": (
        on('sh:maxInclusive "5"^^xsd:byte ; sh:minExclusive "1"^^xsd:int'),
        ":a :p 1 , 4 , 6 .",
        ["a 1", "a 6"],
    ),
    "languages, and something that is none": (on('sh:languageIn ( "en" :de )'), ':a :p "x"@en , "y"@de .', ["a y"]),
    "a list of values of both kinds": (
        on('sh:in ( :b "c" 5 )'),
        ':a :p :b , "c" , 5 , :c , "b" , 6 .',
        ["a 6", "a b", "a c"],
    ),
    "a large number within bounds": (
        on("sh:minInclusive 5 ; sh:maxExclusive 18446744073709551615.0"),
        f':a :p "{2**64 - 1}"^^xsd:unsignedLong , "{2**64 - 2}"^^xsd:unsignedLong .',
        [f"a {2**64 - 1}"],
    ),
    "a class, its subclasses, and theirs in a circle": (
        on("sh:class :C"),
        ":a :p :x , :y , :z . :x a :C . :y a :D . :D rdfs:subClassOf :E . :E rdfs:subClassOf :C , :D .",
        ["a z"],
    ),
    "targets of several kinds": (
        ":S sh:targetNode :a ; sh:targetClass :C ; sh:targetObjectsOf :q ; sh:nodeKind sh:Literal .",
        ":b a :C . :c :q :d , 5 . :e :p :a .",
        ["a a", "b b", "d d"],
    ),
    "a class that is its own shape, by a class of classes": (
        ":C a :Metaclass , sh:NodeShape ; sh:nodeKind sh:Literal . :Metaclass rdfs:subClassOf rdfs:Class .",
        ":a a :C .",
        ["a a"],
    ),
    "a class below a class without a name": (
        on("sh:nodeKind sh:IRI", "sh:targetClass :B"),
        ":a a :A ; :p 1 . :A rdfs:subClassOf [ rdfs:subClassOf :B ] .",
        ["a 1"],
    ),
    "a shape without a name is no class": (
        "[] a owl:Class , sh:NodeShape ; sh:nodeKind sh:Literal . " + on("sh:nodeKind sh:IRI"),
        ":a a :C ; :p 1 .",
        ["a 1"],
    ),
    "what is switched off": (on('sh:nodeKind sh:IRI ; sh:deactivated "1"^^xsd:boolean'), ":a :p 1 .", []),
    "what is switched off by a text": (on('sh:nodeKind sh:IRI ; sh:deactivated "true"'), ":a :p 1 .", ["a 1"]),
    "six values, counted inside another shape": (
        ":S sh:targetSubjectsOf :p ; sh:not [ sh:path :p ; sh:minCount 6 ] .",
        ":a :p 1 , 2 , 3 , 4 , 5 , 6 . :b :p 1 , 2 , 3 , 4 , 5 .",
        ["a a"],
    ),
    "seven, by pySHACL": (
        ":S sh:targetSubjectsOf :p ; sh:not [ sh:path :p ; sh:minCount 7 ] .",
        ":a :p 1 , 2 , 3 , 4 , 5 , 6 , 7 . :b :p 1 , 2 , 3 , 4 , 5 , 6 .",
        ["a a"],
    ),
    "no count at all": (on("sh:minCount 0"), ":a :p 1 .", []),
    "a qualified value shape is ignored without a path": (
        ":S sh:targetSubjectsOf :p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 5 .",
        ":a :p 1 .",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "data", "expected"), CASES.values(), ids=CASES)
def test_findings(rule: str, data: str, expected: list[str]) -> None:
    assert sorted(found(rule, data)) == expected


@pytest.mark.parametrize(("count", "left"), [(6, False), (7, True)])
def test_how_far_values_are_counted_inside_another_shape(count: int, left: bool) -> None:
    rules = shapes(f":S sh:targetSubjectsOf :p ; sh:not [ sh:path :p ; sh:minCount {count} ] .")
    engine = Engine(Data(_store("")), rules)
    engine.compile()
    assert bool(engine.left) is left


STAYING = "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; {} ]"
GHOSTS = [
    (STAYING.format("sh:class :T"), ["5 5", "a a", "ghost ghost"]),
    (STAYING.format("sh:minCount 2"), ["5 -", "b -", "ghost -"]),
    (STAYING.format("sh:hasValue :ghost"), ["5 -", "a -", "b -"]),
    (STAYING.format("sh:nodeKind sh:IRI"), ["5 5"]),
    ("sh:property [ sh:path ( [ sh:zeroOrOnePath :p ] :p ) ; sh:maxCount 0 ]", ["a -"]),
    ("sh:property [ sh:path ( [ sh:zeroOrOnePath :p ] [ sh:inversePath :p ] ) ; sh:minCount 1 ]", ["5 -", "ghost -"]),
    (f"sh:closed true ; {STAYING.format('sh:minCount 1')}", ["a b", "b T"]),
    (f"sh:not [ {STAYING.format('sh:class :T')} ]", ["b b"]),
    (f"sh:node [ {STAYING.format('sh:nodeKind sh:IRI')} ]", ["5 5"]),
    (STAYING.format("sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]"), ["5 -", "b -", "ghost -"]),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(("constraint", "expected"), GHOSTS)
def test_nodes_that_are_not_in_the_data_stay_where_they_are(constraint: str, expected: list[str]) -> None:
    rule = f":S sh:targetNode :a , :b , :ghost , 5 ; {constraint} ."
    data = ":a :p :b . :b a :T . :x :q 5 ."
    assert sorted(found(rule, data)) == sorted(expected)
    engine = Engine(Data(_store(data)), shapes(rule))
    assert sorted(f"{shown(f.focus)} {shown(f.value)}" for f in engine.run()) == sorted(expected)
    assert engine.left == {}
    theirs = run_pyshacl(read(data).quads(), shapes(rule), shapes(rule).roots())
    assert sorted(f"{shown(f.focus)} {shown(f.value)}" for f in theirs) == sorted(expected)


def test_why_a_node_that_is_not_in_the_data_does_not_conform() -> None:
    rule = f":S sh:targetNode :ghost ; sh:node [ {STAYING.format('sh:class :T')} ] ."
    (finding,) = validate([read(":a :p :b .")], shapes=_files(rule)).findings
    assert [(shown(why.focus), shown(why.value)) for why in finding.details] == [("ghost", "ghost")]


def test_a_query_is_asked_of_nodes_that_are_not_in_the_data_by_pyshacl() -> None:
    query = 'sh:sparql [ sh:select "SELECT $this { ?s ?p ?o }" ]'
    for target, left in ((":ghost", True), (":a", False)):
        engine = Engine(
            Data(_store(":a :p :b .")),
            shapes(f":S sh:targetNode {target} ; {query} ; {STAYING.format('sh:minCount 1')} ."),
        )
        engine.run()
        assert bool(engine.left) is left


def test_a_wrong_constraint_on_nodes_that_are_not_in_the_data_is_told_once() -> None:
    for target in (":ghost", ":ghost , :a"):
        rule = f":S sh:targetNode {target} ; {STAYING.format('sh:nodeKind :Odd')} ."
        engine = Engine(Data(_store(":a :p :b .")), shapes(rule))
        assert engine.run() == []
        assert len(engine.wrong) == 1


def _store(text: str) -> Store:
    store = Store()
    store.bulk_extend(read(text).quads())
    return store


def test_whole_numbers_keep_their_types_unless_they_are_known_to_be_lost() -> None:
    rules, store = shapes(on("sh:datatype xsd:byte")), _store(":a :p 5 .")
    assert [len(Engine(data, rules).run()) for data in (Data(store), Data(store, exact=False))] == [1, 0]


@pytest.mark.parametrize(
    ("rule", "targets"),
    [
        (on("sh:minCount 1"), True),
        (on("sh:minCount 1", "sh:targetClass :C"), False),
        (on("sh:minCount 1", "sh:targetClass :C") + " :T sh:targetNode :b .", True),
        (":S sh:nodeKind sh:IRI .", False),
    ],
)
def test_whether_anything_is_checked(rule: str, targets: bool) -> None:
    assert bool(Engine(Data(_store(":a :p 5 .")), shapes(rule)).focus_nodes()) is targets


def test_shapes_without_a_name_are_called_by_their_paths() -> None:
    rules = shapes(
        "[] sh:targetNode :a ; sh:path ( :p :q ) ; sh:minCount 1 . [] sh:targetNode :a ; sh:nodeKind sh:IRI . "
        ":S sh:property [ sh:path :p ; sh:minCount 1 ] , [ sh:path :p ; sh:minCount 2 ] ."
    )
    assert sorted(shape.name for shape in rules.roots()) == ["(unnamed shape)", ":p/:q"]
    assert sorted(shape.name for shape in rules.by_node.values() if not shape.targets) == [":S", ":S/:p", ":S/:p (2)"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (on("sh:languageIn ( :en )"), ":S/:p: sh:languageIn needs a list of strings. Fix: give it one."),
        (on("sh:minCount -1"), ":S/:p: sh:minCount is not a count. Fix: use a whole number from 0."),
        (on("sh:minCount :one"), ":S/:p: sh:minCount is not a count. Fix: use a whole number from 0."),
        (on("sh:datatype 'x'"), ":S/:p: sh:datatype is not an IRI. Fix: name a datatype."),
        (on("sh:nodeKind sh:Thing"), ":S/:p: sh:nodeKind is unknown. Fix: use one of sh:IRI, "),
        (on("sh:pattern :x"), ":S/:p: sh:pattern is not a string. Fix: quote the pattern."),
        (on("sh:equals 'x'"), ":S/:p: sh:equals is not a property. Fix: name one."),
        (on("sh:node [ sh:path :q ]"), ":S/:p: sh:node points to a property shape. Fix: use sh:property."),
        (on("sh:minCount 1 , 2"), ":S/:p: has more than one sh:minCount. Fix: keep one."),
        (on("sh:path :q"), ":p: a property shape has one sh:path, this has 2. Fix: split it."),
        (":S a sh:PropertyShape .", ":S: a property shape needs a sh:path. Fix: add it."),
        (":S a sh:NodeShape ; sh:path :p .", ":S: a node shape cannot have a sh:path. Fix: make it a "),
        (":S sh:lessThan :p .", ":S: sh:lessThan needs a sh:path. Fix: move it to a property shape."),
        (":S sh:targetNode :a ; sh:property [ sh:nodeKind sh:IRI ] .", ":S/: a property shape needs a sh:path. Fix: "),
        (":S sh:targetNode :a ; sh:property :x .", ":S: sh:property points to :x, which is defined nowhere. Fix: "),
        (":S sh:targetNode :a ; sh:property 'x' .", ':S: refers to "x", which is no shape. Fix: define it.'),
        (":S sh:targetNode :a ; sh:or :x .", ":S: sh:or needs a list of shapes. Fix: give it one."),
    ],
)
def test_shape_that_is_wrong(rule: str, message: str) -> None:
    engine = Engine(Data(_store(":a :p 1 .")), shapes(rule))
    assert engine.run() == []
    (error,) = engine.wrong
    assert message in str(error)


def test_what_is_wrong_hides_nothing_else() -> None:
    engine = Engine(
        Data(_store(":a :p 1 ; :q 1 .")),
        shapes(""":S sh:targetNode :a ; sh:nodeKind sh:Thing ; sh:pattern :x ; sh:class :C ;
            sh:closed true ; sh:ignoredProperties ( :p ) ;
            sh:property :gone , [ sh:path () ] , [ sh:path :q ; sh:minCount -1 ; sh:maxCount 0 ] .
            :T sh:targetNode :a ; sh:not [ sh:minCount 1 ] ; sh:class :C .
            :gone sh:nodeKind sh:IRI ."""),
    )
    found = sorted((finding.rule, str(finding.component).rpartition("#")[2]) for finding in engine.run())
    assert found == [
        (":S", "ClassConstraintComponent>"),
        (":S/:q", "MaxCountConstraintComponent>"),
        (":T", "ClassConstraintComponent>"),
    ]
    assert {str(error).partition(". Fix")[0] for error in engine.shapes.refused.values()} == {
        ":gone: a property shape needs a sh:path",
        ":S/: sh:path is not a property path",
        "(unnamed shape): sh:minCount needs a sh:path",
    }
    assert [str(error).partition(". Fix")[0] for error in engine.compiler.wrong.values()] == [
        ":S: sh:nodeKind is unknown",
        ":S: sh:pattern is not a string",
        ":S/:q: sh:minCount is not a count",
    ]


# Paths and lists that bite their tails

TWICE = {
    "inverse": "_:b sh:inversePath _:b",
    "alternatives": "_:b sh:alternativePath ( :p _:b )",
    "repeated": "_:b sh:zeroOrMorePath _:b",
    "a sequence": "_:b rdf:first :p ; rdf:rest ( _:b )",
}


@pytest.mark.parametrize("text", TWICE.values(), ids=TWICE)
def test_path_within_itself_is_none(text: str) -> None:
    (error,) = shapes(f":S sh:path _:b ; sh:minCount 1 . {text} .").refused.values()
    assert "sh:path is not a property path. Fix:" in str(error)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("( :p )", "a sequence path needs a list of two members or more"),
        ("()", "a sequence path needs two|is not a property path"),
        ("[ sh:alternativePath ( :p ) ]", "sh:alternativePath needs a list of two members or more"),
        ("[ :p :q ]", "is not a property path"),
        ("'p'", "is not a property path"),
        ("( :p 'q' )", "is not a property path"),
    ],
)
def test_what_is_no_path(text: str, message: str) -> None:
    (error,) = shapes(f":S sh:path {text} ; sh:minCount 1 .").refused.values()
    assert re.search(message, str(error))


def nested(depth: int) -> str:
    return "[ sh:inversePath " * depth + ":p" + " ]" * depth


@pytest.mark.parametrize("depth", [1, 201, 202, 5000])
def test_path_may_be_as_deep_as_one_likes(depth: int) -> None:
    graph = ShapesGraph(read(f":S sh:path {nested(depth)} .").quads())
    node = graph.value(NamedNode("http://e.org/S"), expand("sh:path"))
    assert node is not None
    assert read_path(graph, node, S, "x").text(str).count("^") == depth
    found = shapes(f":S sh:path {nested(depth)} ; sh:minCount 1 .")
    assert not found.refused
    assert [shape.path.text(str) for shape in found.by_node.values() if shape.path] == [
        "^http://e.org/p" if depth % 2 else "http://e.org/p"
    ]


def test_one_node_may_stand_twice_in_a_path() -> None:
    assert not shapes(":S sh:path ( _:x _:x ) ; sh:minCount 1 . _:x sh:zeroOrMorePath :p .").refused


ONE, TWO = Path("iri", P), Path("iri", Q)
WRITTEN = [
    (ONE, "p", ":p", False),
    (Path("^", parts=(ONE,)), "^p", "[ sh:inversePath :p ]", False),
    (Path("/", parts=(ONE, TWO)), "p/q", "( :p :q )", False),
    (Path("|", parts=(ONE, TWO)), "p | q", "[ sh:alternativePath ( :p :q ) ]", False),
    (Path("*", parts=(ONE,)), "p*", "[ sh:zeroOrMorePath :p ]", True),
    (Path("+", parts=(ONE,)), "p+", "[ sh:oneOrMorePath :p ]", False),
    (Path("?", parts=(ONE,)), "p?", "[ sh:zeroOrOnePath :p ]", True),
    (Path("/", parts=(Path("?", parts=(ONE,)), TWO)), "(p?)/q", "( [ sh:zeroOrOnePath :p ] :q )", False),
    (Path("|", parts=(Path("?", parts=(ONE,)), TWO)), "(p?) | q", None, True),
    (Path("/", parts=(Path("?", parts=(ONE,)), Path("*", parts=(TWO,)))), "(p?)/(q*)", None, True),
    (Path("+", parts=(Path("*", parts=(ONE,)),)), "(p*)+", None, True),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "turtle", "stays"), WRITTEN)
def test_path_as_text(path: Path, text: str, turtle: str | None, stays: bool) -> None:
    assert path.text(lambda iri: iri.rpartition("/")[2]) == text
    assert turtle is None or path.turtle().replace("<http://e.org/", ":").replace(">", "") == turtle
    assert path.stays is stays
    assert path.simple == (P if path is ONE else None)


BACK = [
    (ONE, "^p"),
    (Path("^", parts=(ONE,)), "p"),
    (Path("^", parts=(Path("/", parts=(ONE, TWO)),)), "p/q"),
    (Path("/", parts=(ONE, TWO)), "(^q)/(^p)"),
    (Path("|", parts=(ONE, TWO)), "(^p) | (^q)"),
    (Path("*", parts=(ONE,)), "(^p)*"),
]


@pytest.mark.parametrize(("path", "text"), BACK)
def test_path_walked_backwards(path: Path, text: str) -> None:
    assert simplified(Path("^", parts=(path,))).text(lambda iri: iri.rpartition("/")[2]) == text


def test_lists() -> None:
    graph = ShapesGraph(
        read(
            ":a :l ( 1 2 ) , () . :b rdf:first 1 ; rdf:rest :c . :c rdf:first 2 ; rdf:rest :b . :d rdf:first 1 ."
        ).quads()
    )
    name = {letter: NamedNode(f"http://e.org/{letter}") for letter in "abcdl"}
    lists = [[shown(item) for item in graph.items(head)] for head in graph.values(name["a"], name["l"])]
    assert lists == [["1", "2"], []]
    assert [[shown(item) for item in graph.items(name[head])] for head in "bd"] == [["1", "2"], ["1"]]
    assert graph.items(None) == ()
    assert graph.literals(name["b"], expand("rdf:first")) == (Literal(1),)
    assert graph.literals(name["b"], expand("rdf:rest")) == ()
    assert [graph.is_list(term) for term in (expand("rdf:nil"), name["d"], name["a"])] == [True, True, False]
    assert len(graph) == len(list(graph.triples())) == 11


# What the reference is asked for


@pytest.mark.parametrize(
    "other",
    [
        ":T sh:targetSubjectsOf :p ; sh:nodeKind sh:Literal .",
        ":T sh:targetNode :a ; sh:nodeKind sh:Literal .",
        ":C a rdfs:Class , sh:NodeShape ; sh:nodeKind sh:Literal .",
        ":C a owl:Class , sh:NodeShape ; sh:nodeKind sh:Literal .",
        ":C a :M , sh:NodeShape ; sh:nodeKind sh:Literal . :M rdfs:subClassOf rdfs:Class .",
    ],
)
def test_reference_checks_the_shapes_that_it_is_asked_for_alone(other: str) -> None:
    rules = shapes(f"{on('sh:nodeKind sh:IRI')} {other}")
    (wanted,) = (shape for shape in rules.roots() if shape.name == ":S")
    found = run_pyshacl(list(read(":a a :C ; :p 1 .").quads()), rules, [wanted])
    assert [(finding.rule, shown(finding.value)) for finding in found] == [(":S/:p", "1")]
    both = run_pyshacl(list(read(":a a :C ; :p 1 .").quads()), rules, rules.roots())
    assert len(both) == 2


def test_reference_keeps_what_other_shapes_ask() -> None:
    rules = shapes(
        ":S sh:targetNode :a ; sh:node :T . :T sh:targetNode :b ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    )
    (wanted,) = (shape for shape in rules.roots() if shape.name == ":S")
    found = run_pyshacl(list(read(":a :q 1 . :b :q 1 .").quads()), rules, [wanted])
    assert [(finding.rule, shown(finding.focus)) for finding in found] == [(":S", "a")]


def test_reference_says_which_shape_it_cannot_check() -> None:
    rules = shapes(on('sh:pattern "("'))
    with pytest.raises(SpaceflightError, match=r"pySHACL cannot check :S: .*Fix: change the shape, or leave it out\."):
        run_pyshacl(list(read(":a :p 'x' .").quads()), rules, rules.roots())


# What findings say


def details(rule: str, data: str) -> list[tuple[str, str, list[str]]]:
    return [
        (shown(f.focus), shown(f.value), [f"{shown(d.focus)} {d.rule} {shown(d.value)}" for d in f.details])
        for f in validate([read(data)], shapes=_files(rule)).findings
    ]


def test_reasons_are_those_of_the_shape_that_node_names() -> None:
    rule = (
        on("sh:class :D ; sh:node :N")
        + " :N a sh:NodeShape ; sh:property [ sh:path :q ; sh:nodeKind sh:IRI ] ; sh:nodeKind sh:IRI ."
    )
    assert details(rule, ":a :p :b . :b :q 1 , 2 . :b a :D . :c :p :b .") == [
        ("a", "b", ["b :N/:q 1", "b :N/:q 2"]),
        ("c", "b", ["b :N/:q 1", "b :N/:q 2"]),
    ]
    assert details(rule, ":a :p [ a :D ; :q 1 ] .") == [("a", "_", ["_ :N _", "_ :N/:q 1"])]
    assert details(rule, ':a :p "x"^^xsd:byte .')[0] == ("a", "x", [])


def test_reasons_are_looked_into_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spaceflight_graph.shacl.engine._DETAILED", 1)
    rule = on("sh:node [ a sh:NodeShape ; sh:class :D ]")
    assert [len(reasons) for _, _, reasons in details(rule, ":a :p :b , :c .")] == [1, 0]


def test_message_names_what_a_query_found() -> None:
    text = "{?this} {?value} {?path} {?other} {?none}"
    rule = (
        f':S sh:targetSubjectsOf :p ; sh:sparql [ sh:message "{text}" ; sh:select '
        '"SELECT $this ?value ?path ?other { $this ?p ?value BIND(?value AS ?path) BIND(7 AS ?other) }" ] .'
    )
    report = validate([read(":a :p 5 .")], shapes=_files(rule))
    assert [finding.message for finding in report.findings] == ["http://e.org/a 5 {?path} 7 {?none}"]


def test_value_of_a_query_without_one_is_the_node_itself() -> None:
    rule = ':S sh:targetSubjectsOf :p ; sh:sparql [ sh:select "SELECT $this { $this ?p 5 }" ; sh:message "{?value}" ] .'
    (finding,) = validate([read(":a :p 5 .")], shapes=_files(rule)).findings
    assert (shown(finding.value), finding.message) == ("a", "http://e.org/a")


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        ([("a", "de"), ("b", "en"), ("c", None)], "b"),
        ([("a", "de"), ("c", None)], "c"),
        ([("a", "de"), ("b", "fr")], "a"),
        ([], "The shape does not hold."),
    ],
)
def test_message_to_show(messages: list[tuple[str, str | None]], text: str) -> None:
    assert best(tuple(Literal(t, language=tag) if tag else Literal(t) for t, tag in messages)) == text


def test_circle_of_blank_nodes_can_be_told() -> None:
    report = validate(
        [read("_:a :p _:b . _:b :p _:a .")],
        shapes=_files(on("sh:nodeKind sh:IRI ; sh:not [ sh:nodeKind sh:BlankNode ]")),
    )
    assert len(report.findings) == 4
    assert all(finding.message for finding in report.findings)


def test_shape_is_known_by_its_iri_or_by_what_it_asks() -> None:
    one, other = shapes(on("sh:minCount 1 ; sh:message 'a'")), shapes(on("sh:message 'b' ; sh:minCount 1"))
    third = shapes(on("sh:minCount 2"))
    (a,), (b,), (c,) = ([n for n in rules.by_node if isinstance(n, BlankNode)] for rules in (one, other, third))
    assert one.identity(NamedNode("http://e.org/S")) == "http://e.org/S"
    assert one.identity(a) == other.identity(b) != third.identity(c)
    assert len(one.identity(a)) == 16
