"""Findings as JUnit XML, which every CI shows: the only place that knows that form.

A suite is a rule, a case is a finding; a rule that holds is one case that passed. The form wants a time and a host:
they are always the same, so that the same input gives the same bytes.
"""

from xml.sax.saxutils import escape, quoteattr

from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.namespaces import Names
from spaceflight_graph.printable import xml


def render(report: Report) -> str:
    """Return a report as JUnit XML."""
    by_rule: dict[str, list[Finding]] = {rule.name: [] for rule in report.rules}
    for finding in report.findings:
        by_rule.setdefault(finding.rule or "rule", []).append(finding)
    names = Names(report.prefixes)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n']
    for number, (rule, findings) in enumerate(by_rule.items()):
        failures = sum(finding.severity is not Severity.INFO for finding in findings)
        parts.append(
            f"  <testsuite name={quoteattr(rule)} package={quoteattr('shacl')} id={quoteattr(str(number))} "
            f'timestamp="1970-01-01T00:00:00" hostname="localhost" tests="{len(findings) or 1}" '
            f'failures="{failures}" errors="0" skipped="{len(findings) - failures}" time="0">\n'
            f"{_properties(report) if number == 0 else '    <properties/>'}\n"
        )
        parts += [_case(finding, rule, names) for finding in findings]
        if not findings:
            parts.append(f'    <testcase name="holds" classname={quoteattr(rule)} time="0"/>\n')
        parts.append("    <system-out/>\n    <system-err/>\n  </testsuite>\n")
    parts.append("</testsuites>\n")
    return xml("".join(parts))


def _properties(report: Report) -> str:
    """Return how much was looked at; a place for it there is in a suite only, so that it stands in the first."""
    counts = {"triples": report.triples, "focusNodes": report.focus_nodes}
    told = "".join(f'      <property name="{name}" value="{count}"/>\n' for name, count in counts.items())
    return f"    <properties>\n{told}    </properties>"


def _case(finding: Finding, rule: str, names: Names) -> str:
    shown = " ".join(filter(None, (names.show(finding.focus), finding.path, names.show(finding.value))))
    name = " ".join(f"{finding.place or ''} {shown}".split()) or rule
    element = "skipped" if finding.severity is Severity.INFO else "failure"
    kind = "" if element == "skipped" else f" type={quoteattr(finding.severity.value)}"
    lines = [finding.message, f"at {finding.place}" if finding.place else "", f"rule {rule}"]
    lines += [f"rule at {finding.shape_place}" if finding.shape_place else ""]
    lines += [f"claimed by {finding.source}" if finding.source else ""]
    text = escape("\n".join(filter(None, lines)))
    return (
        f'    <testcase name={quoteattr(name)} classname={quoteattr(rule)} time="0">\n'
        f"      <{element} message={quoteattr(finding.message)}{kind}>{text}</{element}>\n"
        "    </testcase>\n"
    )
