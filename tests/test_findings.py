"""Findings: how bad they are, in which order they stand, what a report counts."""

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding, Report, Severity, ordered
from spaceflight_graph.namespaces import Term, expand

ONE = Finding("m", rule="r", focus=NamedNode("urn:b"), path="p", value=Literal("1"), place=Place("x", 5, 5))


@pytest.mark.parametrize(
    ("term", "severity", "rank"),
    [
        (expand("sh:Violation"), "violation", 2),
        (expand("sh:Warning"), "warning", 1),
        (expand("sh:Info"), "info", 0),
        (expand("sh:Debug"), "violation", 2),
        (NamedNode("urn:warning"), "violation", 2),
        (Literal("sh#warning"), "violation", 2),
        (BlankNode("warning"), "violation", 2),
        (None, "violation", 2),
    ],
)
def test_severity_of_a_term(term: Term | None, severity: str, rank: int) -> None:
    assert (Severity.of(term).value, Severity.of(term).rank) == (severity, rank)


def test_findings_in_order() -> None:
    in_order = [
        replace(ONE, place=Place("w", 9, 9)),
        replace(ONE, place=Place("x")),
        replace(ONE, place=Place("x", 4, 9)),
        replace(ONE, place=Place("x", 5, 4)),
        replace(ONE, focus=None),
        replace(ONE, focus=NamedNode("urn:a")),
        replace(ONE, path=None),
        replace(ONE, path="o"),
        replace(ONE, value=Literal("0")),
        replace(ONE, rule="q"),
        ONE,
        replace(ONE, message="n"),
        replace(ONE, constraint=BlankNode("c")),
        replace(ONE, shape=NamedNode("urn:s")),
        replace(ONE, component=NamedNode("urn:c")),
        replace(ONE, rule="s"),
        replace(ONE, value=Literal("2")),
        replace(ONE, path="q"),
        replace(ONE, focus=NamedNode("urn:c")),
        replace(ONE, place=Place("x", 5, 6)),
        replace(ONE, place=Place("x", 10)),
        replace(ONE, place=Place("y")),
        replace(ONE, place=None),
    ]
    assert list(ordered(reversed(in_order))) == in_order


def test_what_a_report_counts() -> None:
    kinds = [Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.VIOLATION]
    findings = tuple(replace(ONE, severity=kind) for kind in kinds)
    report = Report(findings, excerpts={("x", 5): "line"})
    assert list(report.counts().items()) == [(Severity.VIOLATION, 1), (Severity.WARNING, 2), (Severity.INFO, 1)]
    assert [len(report.at_least(kind)) for kind in Severity] == [1, 3, 4]
    assert (report.conforms, Report().conforms) == (False, True)
    assert report.excerpt(Place("x", 5, 1)) == "line"
    assert {report.excerpt(place) for place in (None, Place("x"), Place("x", 6), Place("y", 5))} == {""}
