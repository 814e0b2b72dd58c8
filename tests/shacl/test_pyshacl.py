"""Our findings beside pySHACL's, equal to the letter, on fixtures for every component; and as the W3C's suite wants."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Finding, Severity
from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.vocabulary import sh
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

pytestmark = pytest.mark.usefixtures("sparql_prepared_once")
Key = tuple[str, ...]


def load(sources: list[Source]) -> tuple[Data, list[Quad]]:
    """Return the data both ways: in a store, and as the quads that were read."""
    quads = [Quad(q.subject, q.predicate, q.object) for source in sources for q in source.quads()]
    problems = [problem for source in sources for problem in source.problems]
    assert not problems, problems
    store = Store()
    store.extend(quads)
    prefixes: dict[str, str] = {}
    for source in sources:
        prefixes.update(source.prefixes)
    return Data(store, prefixes, exact=True, rewritten=any(source.as_written for source in sources)), quads


def as_stored(term: Term | None) -> str:
    """Return a term as the store spells it: 1.0 and 1.00 are one there."""
    if not isinstance(term, Literal):
        return str(term or "")
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), term))
    return str(next(iter(store)).object)


def key(finding: Finding, *, messages: bool = True) -> Key:
    """Return what makes two findings the same: everything that a W3C report says about a result."""
    said = " / ".join(sorted(message.value for message in finding.messages)) if messages else ""
    if " not in list [" in said:
        said = str(sorted(said))  # pySHACL lists the members in the order of a hash table
    parts = (finding.path_term, finding.component, finding.shape, finding.severity_term)
    return (as_stored(finding.focus), *(str(part or "") for part in parts), as_stored(finding.value), said)


def both(
    data: Data, quads: list[Quad], shapes: Shapes, *, messages: bool = True
) -> tuple[Counter[Key], Counter[Key], Engine]:
    """Return our findings and pySHACL's, and the engine that made ours."""
    engine = Engine(data, shapes)
    ours = engine.run()
    for error in engine.wrong:
        raise error
    if engine.left:
        ours += run_pyshacl(quads, shapes, list(engine.left), data.prefixes)
    theirs = run_pyshacl(quads, shapes, shapes.roots(), data.prefixes)
    return (
        Counter(key(finding, messages=messages) for finding in ours),
        Counter(key(finding, messages=messages) for finding in theirs),
        engine,
    )


FIXTURES = sorted((Path(__file__).parent / "components").glob("*.ttl"))
WRAPPED = [path for path in FIXTURES if path.stem not in ("fallback", "sparql")]
COMPONENTS = {
    "And", "Class", "Closed", "Datatype", "Disjoint", "Equals", "HasValue", "In", "LanguageIn", "LessThan",
    "LessThanOrEquals", "MaxCount", "MaxExclusive", "MaxInclusive", "MaxLength", "MinCount", "MinExclusive",
    "MinInclusive", "MinLength", "Node", "NodeKind", "Not", "Or", "Pattern", "QualifiedMaxCount", "QualifiedMinCount",
    "SPARQL", "UniqueLang", "Xone",
}  # fmt: skip
CONSTRAINT = "ConstraintComponent"


def read(path: Path, label: str = "f0b") -> Source:
    return Source(path.name, path.read_bytes(), RdfFormat.TURTLE, label)


def differences(ours: Counter[Key], theirs: Counter[Key]) -> str:
    lines = [f"only ours: {key} x{count}" for key, count in (ours - theirs).items()]
    lines += [f"only pySHACL: {key} x{count}" for key, count in (theirs - ours).items()]
    return "\n".join(lines)


@cache
def both_on(path: Path) -> tuple[Counter[Key], Counter[Key], Engine]:
    """Return what `both` finds in a fixture."""
    data, quads = load([read(path)])
    return both(data, quads, ShapeFiles.of([read(path, "s0b")]))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_findings_are_pyshacls(path: Path) -> None:
    ours, theirs, engine = both_on(path)
    assert theirs, "the fixture provokes nothing"
    wrong = differences(ours, theirs)
    assert not wrong, wrong
    assert bool(engine.left) == (path.stem == "fallback")


@pytest.mark.parametrize("parameter", ["not", "node"])
@pytest.mark.parametrize("path", WRAPPED, ids=lambda path: path.stem)
def test_conformance_inside_other_shapes_is_pyshacls(path: Path, parameter: str) -> None:
    """Each shape with targets is asked for by another one, so that it has to be an expression and not a query."""
    source = read(path, "s0b")
    quads = list(source.quads())
    targets = {sh(f"target{kind}") for kind in ("Class", "Node", "SubjectsOf", "ObjectsOf")}
    wrapped = []
    for quad in quads:
        if quad.predicate in targets and isinstance(quad.subject, NamedNode):
            outer = NamedNode(quad.subject.value + "-outer")
            if parameter == "node" and any(q.subject == quad.subject and q.predicate == sh("path") for q in quads):
                continue
            wrapped += [Quad(outer, quad.predicate, quad.object), Quad(outer, sh(parameter), quad.subject)]
        else:
            wrapped.append(quad)
    shapes = Shapes(ShapesGraph(wrapped), source.prefixes)
    data, plain = load([read(path)])
    ours, theirs, engine = both(data, plain, shapes)
    assert shapes.roots()
    assert not engine.left
    wrong = differences(ours, theirs)
    assert not wrong, wrong


def test_every_core_component_is_provoked() -> None:
    provoked: set[str] = set()
    for path in FIXTURES:
        ours, _, _ = both_on(path)
        provoked |= {key[2].rpartition("#")[2].removesuffix(">").removesuffix(CONSTRAINT) for key in ours}
    assert provoked >= COMPONENTS


@dataclass(frozen=True)
class Case:
    """One entry of the W3C's test suite."""

    name: str
    data: Path
    shapes: Path
    fails: bool

    @property
    def files(self) -> tuple[Path, Path]:
        return self.data, self.shapes


SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
NOT_SUPPORTED = {"sparql/pre-binding/shapesGraph-001.ttl"}  # pySHACL fails it, too
SUITE_CASES = 121


def cases() -> Iterator[Case]:
    """Yield the entries of the suite, if it is at hand."""
    for path in sorted(SUITE.rglob("*.ttl")):
        graph = ShapesGraph(read(path).quads())
        for entry in graph.subjects(NamedNode(MANIFEST + "action")):
            action = graph.value(entry, NamedNode(MANIFEST + "action"))
            assert action is not None
            result = graph.value(entry, NamedNode(MANIFEST + "result"))
            files = [_local(path, graph.value(action, NamedNode(SHT + part))) for part in ("dataGraph", "shapesGraph")]
            yield Case(path.relative_to(SUITE).as_posix(), files[0], files[1], result == NamedNode(SHT + "Failure"))


def _local(path: Path, term: Term | None) -> Path:
    assert isinstance(term, NamedNode)
    name = term.value.rpartition("/")[2]
    return path if name in ("", path.name) else path.parent / name


CASES = list(cases())


@pytest.mark.skipif(not CASES, reason="the W3C's test suite is not at hand")
def test_the_suite_is_whole() -> None:
    assert len(CASES) == SUITE_CASES


def wanted(case: Case) -> Counter[Key]:
    """Return the results that the suite wants: focus node, value, component and severity; blank nodes have no names."""
    path = SUITE / case.name
    graph = ShapesGraph(Source(path.as_posix(), path.read_bytes(), RdfFormat.TURTLE).quads())
    found: Counter[Key] = Counter()
    for report in graph.subjects(NamedNode(MANIFEST + "result")):
        for whole in graph.values(report, NamedNode(MANIFEST + "result")):
            for result in graph.values(whole, sh("result")):
                names = ("focusNode", "value", "sourceConstraintComponent", "resultSeverity")
                found[tuple(nameless(graph.value(result, sh(name))) for name in names)] += 1
    return found


def nameless(term: Term | None) -> str:
    return "_:" if isinstance(term, BlankNode) else str(term or "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_w3c(case: Case) -> None:
    sources = [Source(path.as_posix(), path.read_bytes(), RdfFormat.TURTLE, f"{path.stem}b") for path in case.files]
    if case.fails or case.name in NOT_SUPPORTED:
        with suppress(SpaceflightError):
            told = validate(sources[:1], shapes=ShapeFiles.of(sources[1:])).findings
            assert [finding.rule for finding in told if finding.severity == Severity.VIOLATION] == ["shapes:refused"]
        return
    found = [f for f in validate(sources[:1], shapes=ShapeFiles.of(sources[1:])).findings if f.focus is not None]
    ours = Counter(tuple(nameless(t) for t in (f.focus, f.value, f.component, f.severity_term)) for f in found)
    wrong = differences(ours, wanted(case))
    assert not wrong, wrong


ASKED = """@prefix : <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    :Least a sh:ConstraintComponent ; sh:parameter [ sh:path :least ] ;
        sh:validator [ a sh:SPARQLAskValidator ; sh:message "{$value} < {$least}" ; sh:ask "ASK { FILTER($value >= $least) }" ] .
    :S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; :least 3 ] .
    :T sh:targetObjectsOf :p ; :least 2 .
    :a :p 1 , 2 , 3 ."""  # noqa: E501


def test_value_that_an_ask_validator_refuses_is_told() -> None:
    quads = list(Source("x.ttl", ASKED.encode(), RdfFormat.TURTLE).quads())
    shapes = Shapes(ShapesGraph(quads), {"": "http://e.org/"})
    found = run_pyshacl(quads, shapes, shapes.roots())
    told = sorted((f.rule, f.focus.value, f.value.value, f.message) for f in found)  # type: ignore[union-attr]
    assert told == [
        (":S/:p", "http://e.org/a", "1", "1 < 3"),
        (":S/:p", "http://e.org/a", "2", "2 < 3"),
        (":T", "1", "1", "1 < 2"),
    ]
    assert all(f.path is not None for f in found if f.rule == ":S/:p")
