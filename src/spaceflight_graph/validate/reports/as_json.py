"""Findings as JSON, for programs: the only place that knows that form."""

from typing import Any

from pyoxigraph import BlankNode, Literal

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.namespaces import Term
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.reports.compact import dumps

_LIST = "the findings"


def render(report: Report) -> str:
    """Return a report as JSON: terms as the SPARQL results format has them, everything else by its own name."""
    found = (
        {**_finding(finding), "fingerprint": fingerprint}
        for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    )
    document = {
        "format": 1,
        "conforms": report.conforms,
        "counts": {severity.value: count for severity, count in report.counts().items()},
        "files": list(report.files),
        "triples": report.triples,
        "focusNodes": report.focus_nodes,
        "notes": list(report.notes),
        "findings": _LIST,
    }
    return dumps(document, found, _LIST)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "focus": _term(finding.focus),
        "path": finding.path,
        "value": _term(finding.value),
        "shape": _term(finding.shape),
        "component": _term(finding.component),
        "place": _place(finding.place),
        "shapePlace": _place(finding.shape_place),
        "source": _place(finding.source),
        "details": [_finding(detail) for detail in finding.details],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column, "endColumn": place.end_column}


def _term(term: Term | None) -> dict[str, str] | None:
    if term is None:
        return None
    if isinstance(term, Literal):
        extra = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **extra}
    return {"type": "bnode" if isinstance(term, BlankNode) else "uri", "value": str(getattr(term, "value", term))}
