"""Findings as the report that the SHACL specification describes, in Turtle: the only place that writes it.

Places have no words there and are left out; so is broken syntax, but for a comment, as it is no validation result.
"""

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.namespaces import XSD, Names, Term

_PLAIN = re.compile(r"[A-Za-z][\w\-]*:(?:\w(?:[\w\-.]*[\w\-])?)", re.ASCII)
"""Names that every parser takes; Turtle allows more, but who remembers which."""


def render(report: Report) -> str:
    """Return a report as a ``sh:ValidationReport``."""
    names = Names(report.prefixes)
    results = [finding for finding in report.findings if finding.focus is not None]
    lines = [f"# {finding.place}: {finding.message}" for finding in report.findings if finding.focus is None]
    lines += ["[]", "    a sh:ValidationReport ;", f"    sh:conforms {'false' if results else 'true'}"]
    for finding in results:
        lines[-1] += " ;"
        lines += ["    sh:result [", *_result(finding, names, "        "), "    ]"]
    lines[-1] += " ."
    body = "\n".join(line.replace("\r", " ") for line in lines)
    used = sorted(prefix for prefix in names.prefixes if f"{prefix}:" in body)
    head = "".join(f"@prefix {prefix}: <{names.prefixes[prefix]}> .\n" for prefix in used)
    return f"{head}\n{body}\n"


def _result(finding: Finding, names: Names, indent: str) -> Iterator[str]:
    yield f"{indent}a sh:ValidationResult ;"
    yield f"{indent}sh:focusNode {_term(finding.focus, names)} ;"
    if finding.path is not None:
        yield f"{indent}sh:resultPath {_path(finding, names)} ;"
    if finding.value is not None:
        yield f"{indent}sh:value {_term(finding.value, names)} ;"
    severity = finding.severity_term or NamedNode(names.prefixes["sh"] + finding.severity.value.capitalize())
    yield f"{indent}sh:resultSeverity {_term(severity, names)} ;"
    if finding.shape is not None:
        yield f"{indent}sh:sourceShape {_term(finding.shape, names)} ;"
    if finding.constraint is not None:
        yield f"{indent}sh:sourceConstraint {_term(finding.constraint, names)} ;"
    if finding.component is not None:
        yield f"{indent}sh:sourceConstraintComponent {_term(finding.component, names)} ;"
    for detail in finding.details:
        yield f"{indent}sh:detail ["
        yield from _result(detail, names, indent + "    ")
        yield f"{indent}] ;"
    messages = finding.messages or (Literal(finding.message),)
    yield f"{indent}sh:resultMessage {' , '.join(_term(message, names) for message in messages)} ;"


def _path(finding: Finding, names: Names) -> str:
    if isinstance(finding.path_term, NamedNode):
        return _term(finding.path_term, names)
    return finding.path_turtle or "[]"


def _term(term: Term | None, names: Names) -> str:
    if isinstance(term, NamedNode):
        short = names.iri(term.value)
        return short if _PLAIN.fullmatch(short) else str(term)
    if isinstance(term, Literal) and not term.language and term.datatype != XSD.string:
        return f"{Literal(term.value)}^^{_term(term.datatype, names)}"
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(term) if not isinstance(term, Triple) else f"<<( {term} )>>"
