"""Findings for people: the only place that lays them out on a screen.

Grouped by rule, the worst first; each with its place, the line of the file and a caret under what is wrong. A file gets
all of them, a screen a few of each rule and a count of the others. What comes from data, and what is named in it, is
made harmless here, part by part, before it is coloured.
"""

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.namespaces import Names
from spaceflight_graph.printable import line
from spaceflight_graph.shacl.vocabulary import parameter
from spaceflight_graph.tables import width

_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDTH = 110


def render(report: Report) -> str:
    """Return a report as plain text, whole."""
    return "".join(f"{text}\n" for text in lines(report))


def lines(report: Report, *, limit: int | None = None, style: Callable[..., str] | None = None) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        report: what was found.
        limit: show no more findings than this of each rule.
        style: colours a text, as ``click.style`` does; none unless given.
    """
    paint = style or _plain
    names = Names(report.prefixes)
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault((-finding.severity.rank, finding.rule, finding.message), []).append(finding)
    for (_, rule, message), findings in sorted(_merged(groups, limit).items()):
        worst = findings[0].severity
        head = f"{paint(worst.value, fg=_COLOURS[worst], bold=True)} {paint(line(rule), bold=True)}"
        where = f" ({line(str(findings[0].shape_place))})" if findings[0].shape_place else ""
        yield f"{head}{paint(where, dim=True)}: {line(message) or f'{len(findings)} findings'}"
        looks = _looks(findings)
        for alike in looks[:limit]:
            yield from _finding(alike, names, report, paint, own_message=not message)
        if limit is not None and len(looks) > limit:
            yield paint(f"  … and {sum(map(len, looks[limit:])):,} more of this kind", dim=True)
        yield ""
    for note in report.notes:
        yield f"note: {line(note)}"
    yield summary(report, paint)


def summary(report: Report, paint: Callable[..., str] | None = None) -> str:
    """Return the one line that sums a report up."""
    counts = report.counts()
    told = ", ".join(
        f"{count:,} {severity.value if count == 1 or severity is Severity.INFO else severity.value + 's'}"
        for severity, count in counts.items()
        if count
    )
    files = f"{len(report.files):,} file{'' if len(report.files) == 1 else 's'}"
    focus = f"{report.focus_nodes:,} focus node{'' if report.focus_nodes == 1 else 's'}"
    triples = f"{report.triples:,} triple{'' if report.triples == 1 else 's'}"
    read = f"{triples} in {files}, {len(report.rules):,} rules, {focus}"
    colour = next((_COLOURS[severity] for severity, count in counts.items() if count), "green")
    return f"{(paint or _plain)(told or 'Conforms', fg=colour, bold=True)}: {read}."


def _merged(
    groups: dict[tuple[int, str, str], list[Finding]], limit: int | None
) -> dict[tuple[int, str, str], list[Finding]]:
    """Put the findings of a rule together when its messages are as many as they: each finding then has its own."""
    kinds: dict[tuple[int, str], int] = {}
    for rank, rule, _ in groups:
        kinds[rank, rule] = kinds.get((rank, rule), 0) + 1
    merged: dict[tuple[int, str, str], list[Finding]] = {}
    for (rank, rule, message), findings in groups.items():
        many = kinds[rank, rule] > (3 if limit is None else limit)
        merged.setdefault((rank, rule, "" if many else message), []).extend(findings)
    return merged


def _looks(findings: list[Finding]) -> list[list[Finding]]:
    """Return findings in order, those that look alike together: one value may break a rule in two ways."""
    looks: dict[tuple[object, ...], list[Finding]] = {}
    for f in sorted(findings, key=Finding.sort_key):
        looks.setdefault((f.place, f.focus, f.path, f.value, f.message), []).append(f)
    return list(looks.values())


def _constraints(alike: list[Finding], names: Names) -> str:
    """Return which constraints findings that look alike break, and how many they are."""
    broken = dict.fromkeys(_constraint(f.component, names) for f in alike if f.component is not None)
    number = f"{len(alike)} results: " if len(alike) > 1 else ""
    return f"[{number}{', '.join(broken)}]" if number or broken else ""


def _constraint(component: NamedNode, names: Names) -> str:
    asked = parameter(component)
    return names.show(component) if asked is None else f"sh:{asked}"


def _finding(
    alike: list[Finding], names: Names, report: Report, paint: Callable[..., str], *, own_message: bool
) -> Iterator[str]:
    finding = alike[0]
    what = (names.show(finding.focus), finding.path, _value(finding, names), _constraints(alike, names))
    shown = line(" ".join(filter(None, what)))
    place = line(str(finding.place or ""))
    yield f"  {paint(place, fg='blue')}{'  ' if place and shown else ''}{shown}"
    if own_message:
        yield f"      {line(finding.message)}"
    yield from _excerpt(finding, report, paint)
    for detail in finding.details:
        told = " ".join(filter(None, (detail.path, _value(detail, names))))
        yield line(f"      because {told}{': ' if told else ''}{detail.message}")
    if finding.source is not None:
        yield line(f"      claimed by {finding.source}")


def _value(finding: Finding, names: Names) -> str:
    if finding.value is None or finding.value == finding.focus:
        return ""
    text = names.show(finding.value)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _excerpt(finding: Finding, report: Report, paint: Callable[..., str]) -> Iterator[str]:
    """Yield the line that is wrong, and carets under the part that is; a long line is cut around it."""
    place, text = finding.place, report.excerpt(finding.place)
    if place is None or not text.strip():
        return
    start = (place.column or 1) - 1
    end = max((place.end_column or place.column or 1) - 1, start + 1)
    first = max(0, start - _WIDTH // 2) if len(text) > _WIDTH else len(text) - len(text.lstrip())
    cut = text[first : first + _WIDTH].replace("\t", " ")
    yield f"      {line(cut)}"
    if place.column is not None:
        before = width(line(cut[: start - first]))
        carets = "^" * max(1, width(line(cut[: end - first])) - before)
        yield f"      {' ' * before}{paint(carets, fg=_COLOURS[finding.severity])}"


def _plain(text: str, **_: object) -> str:
    return text
