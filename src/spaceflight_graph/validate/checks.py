"""Questions that a sound ontology answers with nothing: the only place that asks those in ``queries/checks``.

A check is a query whose rows are what is wrong. ``?this`` is the offending term; ``?path`` and ``?value`` point at the
triple; the header's ``message`` may name any variable, as ``{?value}``. A check whose header says ``after: derivation``
is asked once facts and disputes are there, and not yet what a reasoner makes of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.findings import Finding, Rule, Severity
from spaceflight_graph.namespaces import Names
from spaceflight_graph.shacl.sparql import fill
from spaceflight_graph.sparql import header

_KEYS = ("summary", "why", "message", "severity")


@dataclass(frozen=True, slots=True)
class Check:
    """One question, read from a file."""

    rule: Rule
    query: str
    after_derivation: bool = False


def read_checks(folder: Path) -> list[Check]:
    """Return the checks of a folder, by name.

    Raises:
        SpaceflightError: a header that lacks a key, or no check at all.
    """
    checks = [_read(file) for file in sorted(folder.glob("*.rq"))]
    if not checks:
        raise SpaceflightError(f"{folder}: holds no checks. Fix: reinstall the package.")
    return checks


def _read(file: Path) -> Check:
    text = file.read_text(encoding="utf-8")
    told = header.values(header.lines(text))
    for key in _KEYS:
        if key not in told:
            raise SpaceflightError(f"{file}: the header has no {key}. Fix: add '#+ {key}: …'.")
    try:
        severity = Severity(told["severity"])
    except ValueError:
        raise SpaceflightError(f"{file}: severity is none. Fix: use violation, warning or info.") from None
    rule = Rule(f"check:{file.stem}", None, severity, told["message"], told["why"], Place(file.as_posix(), 1))
    return Check(rule, text, after_derivation=told.get("after") == "derivation")


def run_checks(store: Store, checks: list[Check]) -> Iterator[Finding]:
    """Yield what the checks find in the default graph of a store."""
    names = Names()
    for check in checks:
        try:
            solutions: Any = store.query(check.query)
            variables = [variable.value for variable in solutions.variables]
            rows = [{v: row[v] for v in variables if row[v] is not None} for row in solutions]
        except SyntaxError as error:
            raise SpaceflightError(f"{check.rule.place}: is not valid SPARQL ({error}). Fix it.") from error
        for row in rows:
            shown = {
                name: NamedNode(names.show(term).strip("<>"))
                for name, term in row.items()
                if isinstance(term, NamedNode)
            }
            path = row.get("path")
            yield Finding(
                message=fill(check.rule.message, {**row, **shown}),
                severity=check.rule.severity,
                rule=check.rule.name,
                focus=row["this"],
                path=names.show(path) if path else None,
                value=row.get("value"),
                shape_place=check.rule.place,
                path_term=path if isinstance(path, NamedNode) else None,
            )
