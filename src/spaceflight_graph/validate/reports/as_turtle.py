"""Findings as the report that the SHACL specification describes, in Turtle: the only place that writes it.

Places have no words there and are left out; so is broken syntax, but for a comment, as it is no validation result.
Where it, or a shape that could not be applied, leaves the verdict open, nothing conforms.
"""

import re
from collections.abc import Callable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.namespaces import PREFIXES, XSD, Names, Term
from spaceflight_graph.printable import line, unicode_escaped
from spaceflight_graph.validate.reports.as_text import summary

_PLAIN = re.compile(r"[A-Za-z][\w\-]*:(?:\w(?:[\w\-.]*[\w\-])?)", re.ASCII)
"""Names that every parser takes; Turtle allows more, but who remembers which."""


def render(report: Report) -> str:
    """Return a report as a ``sh:ValidationReport``."""
    names = Names({"sh": PREFIXES["sh"], "xsd": PREFIXES["xsd"]}, report.prefixes)
    used = {"sh"}

    def write(term: Term | None) -> str:
        return _term(term, names, used)

    results = [finding for finding in report.findings if finding.focus is not None]
    others = [finding for finding in report.findings if finding.focus is None]
    unknown = any(finding.severity is Severity.VIOLATION for finding in others)  # what was not checked is not right
    lines = [f"# {summary(report)}", *(line(f"# {finding.place}: {finding.message}") for finding in others)]
    lines += ["[]", "    a sh:ValidationReport ;", f"    sh:conforms {'false' if results or unknown else 'true'}"]
    for finding in results:
        lines[-1] += " ;"
        lines += ["    sh:result [", *_result(finding, write, "        "), "    ]"]
    lines[-1] += " ."
    body = unicode_escaped("\n".join(lines))
    head = "".join(f"@prefix {prefix}: <{names.prefixes[prefix]}> .\n" for prefix in sorted(used))
    return f"{head}\n{body}\n"


def _result(finding: Finding, write: Callable[[Term | None], str], indent: str) -> Iterator[str]:
    yield f"{indent}a sh:ValidationResult ;"
    yield f"{indent}sh:focusNode {write(finding.focus)} ;"
    if finding.path is not None:
        yield f"{indent}sh:resultPath {_path(finding, write)} ;"
    if finding.value is not None:
        yield f"{indent}sh:value {write(finding.value)} ;"
    severity = finding.severity_term or NamedNode(PREFIXES["sh"] + finding.severity.value.capitalize())
    yield f"{indent}sh:resultSeverity {write(severity)} ;"
    if finding.shape is not None:
        yield f"{indent}sh:sourceShape {write(finding.shape)} ;"
    if finding.constraint is not None:
        yield f"{indent}sh:sourceConstraint {write(finding.constraint)} ;"
    if finding.component is not None:
        yield f"{indent}sh:sourceConstraintComponent {write(finding.component)} ;"
    for detail in finding.details:
        yield f"{indent}sh:detail ["
        yield from _result(detail, write, indent + "    ")
        yield f"{indent}] ;"
    messages = finding.messages or (Literal(finding.message),)
    yield f"{indent}sh:resultMessage {' , '.join(write(message) for message in messages)} ;"


def _path(finding: Finding, write: Callable[[Term | None], str]) -> str:
    if isinstance(finding.path_term, NamedNode):
        return write(finding.path_term)
    return finding.path_turtle or "[]"


def _term(term: Term | None, names: Names, used: set[str]) -> str:
    """Return a term as Turtle, and add the prefix that it needs to those in use."""
    if isinstance(term, NamedNode):
        short = names.iri(term.value)
        if not _PLAIN.fullmatch(short):
            return str(term)
        used.add(short.partition(":")[0])
        return short
    if isinstance(term, Literal) and not term.language and term.datatype != XSD.string:
        return f"{Literal(term.value)}^^{_term(term.datatype, names, used)}"
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return str(term) if not isinstance(term, Triple) else f"<<( {term} )>>"
