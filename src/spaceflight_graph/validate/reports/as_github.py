"""Findings as GitHub workflow commands, which annotate the lines of a pull request: the only place that escapes them.

GitHub shows ten errors, ten warnings and ten notices of a step, and keeps the rest in the log.
"""

from collections import Counter

from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.printable import escaped
from spaceflight_graph.validate.reports import as_text

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return a workflow command for each finding, and the summary, which annotates nothing.

    One value that breaks a rule in two ways is annotated once, and the number says so.
    """
    alike = Counter(map(_command, report.findings))
    commands = (f"{command} ({number} results)" if number > 1 else command for command, number in alike.items())
    return "".join(f"{line}\n" for line in (*commands, as_text.summary(report)))


def _command(finding: Finding) -> str:
    place = finding.place
    properties = []
    if place is not None:
        properties.append(f"file={_property(place.file)}")
        for name, number in (("line", place.line), ("col", place.column), ("endColumn", place.end_column)):
            if number is not None:
                properties.append(f"{name}={number}")
    properties.append(f"title={_property(finding.rule)}")
    said = finding.message if finding.source is None else f"{finding.message}\nClaimed by {finding.source}."
    return f"::{_COMMANDS[finding.severity]} {','.join(properties)}::{_data(said)}"


def _data(text: str) -> str:
    return escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
