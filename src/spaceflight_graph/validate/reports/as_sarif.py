"""Findings as SARIF 2.1.0, which code hosts read as code-scanning alerts: the only place that knows that form."""

import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding, Report, Rule, Severity
from spaceflight_graph.namespaces import Names
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.reports import as_text
from spaceflight_graph.validate.reports.compact import dumps
from spaceflight_graph.version import __version__

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LONG = 400
_LIST = "the results"
_HOME = "https://w3id.org/spaceflight/"


def render(report: Report) -> str:
    """Return a report as SARIF."""
    names = Names(report.prefixes)
    rules = {rule.name: rule for rule in report.rules}
    for finding in report.findings:
        rules.setdefault(finding.rule, Rule(finding.rule, message=finding.message))
    order = {name: index for index, name in enumerate(rules)}
    results = (
        _result(finding, fingerprint, order[finding.rule], names, report)
        for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    )
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "spaceflight validate",
                "version": __version__,
                "informationUri": _HOME,
                "rules": [_rule(rule) for rule in rules.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": note}} for note in (*report.notes, as_text.summary(report))
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in report.files],
        "results": _LIST,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps(document, results, _LIST)


def _rule(rule: Rule) -> dict[str, Any]:
    summary = rule.message or f"{rule.name} holds."
    why = rule.why or summary
    where = f"Defined at {rule.place}." if rule.place else ""
    markdown = "\n\n".join(filter(None, (f"**{summary}**", rule.why, where)))
    described: dict[str, Any] = {
        "id": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {"text": "\n".join(filter(None, (summary, rule.why, where))), "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    link = rule.help_uri or rule.iri
    if link and link.startswith(("http://", "https://")):
        described["helpUri"] = quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")
    return described


def _result(finding: Finding, fingerprint: str, index: int, names: Names, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "partialFingerprints": {"spaceflightFinding/v1": fingerprint},
    }
    location: dict[str, Any] = {}
    if finding.place is not None:
        location["physicalLocation"] = _physical(finding.place, report.excerpt(finding.place))
    if finding.focus is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": names.show(finding.focus), "kind": "resource"}]
    if location:
        result["locations"] = [location]
    related = []
    if finding.shape_place is not None:
        physical = _physical(finding.shape_place, "")
        related.append({"id": 1, "physicalLocation": physical, "message": {"text": f"The rule {finding.rule}."}})
    if finding.source is not None:
        related.append({"id": 2, "message": {"text": f"Claimed by {finding.source}."}})
    if related:
        result["relatedLocations"] = related
    properties = {
        "path": finding.path,
        "value": names.show(finding.value) or None,
        "component": names.show(finding.component) or None,
        "source": str(finding.source) if finding.source else None,
        "details": [detail.message for detail in finding.details] or None,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    if kept:
        result["properties"] = kept
    return result


def _physical(place: Place, excerpt: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line is not None:
        region: dict[str, Any] = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        if place.end_column is not None:
            region["endColumn"] = place.end_column
        if excerpt:
            region["snippet"] = {"text": _clipped(excerpt, (place.column or 1) - 1)}
        physical["region"] = region
    return physical


def _clipped(line: str, start: int) -> str:
    """Return a line, or what is around the place in it if it is very long: a whole file may be one line."""
    return line if len(line) <= _LONG else line[max(0, start - _LONG // 4) :][:_LONG]


def _uri(file: str) -> str:
    """Return a file name as a URI reference: relative as long as the name is.

    >>> _uri("data/my claims.ttl")
    'data/my%20claims.ttl'
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(file.strip("<>")))
