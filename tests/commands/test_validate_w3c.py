"""The W3C's SHACL test suite through the command line: exit codes, and every result as the Turtle report has it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from spaceflight_graph.commands.validate import command
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import RDF, Term
from spaceflight_graph.shacl.graph import Node, ShapesGraph
from spaceflight_graph.shacl.vocabulary import sh
from spaceflight_graph.validate import child

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
NOT_SUPPORTED = {"sparql/pre-binding/shapesGraph-001.ttl"}
"""``$shapesGraph``, which pySHACL lacks, too."""
ALL = 121
COMPARED = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape")

pytestmark = [
    pytest.mark.usefixtures("sparql_prepared_once"),
    pytest.mark.skipif(not SUITE.exists(), reason=f"the W3C's test suite is not at hand: {SUITE}"),
]


@pytest.fixture(autouse=True)
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of this large process takes its time; ``tests/validate/test_child.py`` tests the child."""
    monkeypatch.setattr(child, "in_child", lambda job, **_: child.run(job, lambda *_: None))


def cases() -> Iterator[tuple[Path, Node, ShapesGraph]]:
    """Yield the file of each test, its entry, and its graph."""
    for path in sorted(SUITE.rglob("*.ttl")):
        graph = read(path.read_bytes(), path)
        for entry in graph.subjects(NamedNode(MANIFEST + "action")):
            yield path, entry, graph


def read(text: bytes | str, path: Path) -> ShapesGraph:
    return ShapesGraph(parse(text, format=RdfFormat.TURTLE, base_iri=f"file://{path}"))


def results(graph: ShapesGraph, report: Term | None) -> Counter[tuple[str, ...]]:
    assert report is not None
    return Counter(
        tuple(said(graph, graph.value(result, sh(name))) for name in COMPARED)
        for result in graph.values(report, sh("result"))
    )


def said(graph: ShapesGraph, term: Term | None) -> str:
    """Return a term as text: of a blank node, whose name says nothing, all that a path says."""
    if not isinstance(term, BlankNode):
        return str(term or "")
    if graph.is_list(term):
        return f"( {' '.join(said(graph, item) for item in graph.items(term))} )"
    steps = [predicate for predicate in graph.properties(term) if predicate.value.endswith("Path")]
    told = (f"{step} {said(graph, value)}" for step in steps for value in graph.values(term, step))
    return f"[ {' ; '.join(sorted(told))} ]"


def test_verdicts_and_results_through_the_command_line() -> None:
    checked, wrong = 0, []
    for path, entry, graph in cases():
        checked += 1
        name = path.relative_to(SUITE).as_posix()
        action = graph.value(entry, NamedNode(MANIFEST + "action"))
        expected = graph.value(entry, NamedNode(MANIFEST + "result"))
        data, shapes = (
            str(graph.value(action, NamedNode(SHT + part))).strip("<>").removeprefix("file://")  # type: ignore[arg-type]
            for part in ("dataGraph", "shapesGraph")
        )
        arguments = [data, "--shapes", shapes, "--format", "turtle", "--allow-empty"]
        done = CliRunner().invoke(command, arguments)
        if name in NOT_SUPPORTED or expected == NamedNode(SHT + "Failure"):
            refused = isinstance(done.exception, SpaceflightError) and done.exception.exit_code == 2
            unsure = done.exit_code == 1 and "sh:conforms false ." in done.stdout  # and not one result
            wrong += [] if refused or unsure else [f"{name}: not refused"]
            continue
        report = read(done.stdout, path)
        (whole,) = (one for one in report.subjects(RDF.type) if sh("ValidationReport") in report.values(one, RDF.type))
        conforms = str(graph.value(expected, sh("conforms"))).startswith('"true')  # type: ignore[arg-type]
        severities = {report.value(one, sh("resultSeverity")) for one in report.values(whole, sh("result"))}
        if done.exit_code != bool(severities - {sh("Warning"), sh("Info")}):
            wrong.append(f"{name}: exit code {done.exit_code}")
        if str(report.value(whole, sh("conforms"))).startswith('"true') is not conforms:
            wrong.append(f"{name}: conforms")
        ours, theirs = results(report, whole), results(graph, expected)
        wrong += [f"{name}: missing {row}" for row in theirs - ours] + [f"{name}: more {row}" for row in ours - theirs]
    assert checked == ALL
    assert not wrong, "\n".join(wrong)
