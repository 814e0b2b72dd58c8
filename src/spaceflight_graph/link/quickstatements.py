"""QuickStatements: the only place for its V1 syntax. A line adds one thing; no other command can be written here.

Two tools read it, and differ. What is written means the same in both, and the same in ten years:

- No rank: it would be set on a statement that is there. No group of sources (``!S``): each reference has a line of its
  own, which finds the statement again by its value.
- Both tools know a statement by its value alone. A value that is there twice, with other qualifiers, is theirs to mix
  up: it is left to Wikibase JSON (:func:`beyond` tells which).
- ``|`` and ``||`` stand for TAB and line break even in quoted text, curly quotation marks become straight ones, ``/*``
  begins the comment: a text that has one of them is left to Wikibase JSON as well.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from spaceflight_graph.link.edits import Plan, order
from spaceflight_graph.link.labels import Kind, Name
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)
from spaceflight_graph.printable import escaped
from spaceflight_graph.version import __version__

LONGEST = 300
"""How many lines a file has; the lines of one item are never parted, so that it may have more where one item has."""

_COMMENT = f" /* Spaceflight Graph v{__version__} */"
_JULIAN = "Q1985786"
_NOT_HELD = re.compile(r"[|“”]|/\*|\*/|^[\s\"]|[\s\"]$")
_LETTERS = {Kind.LABEL: "L", Kind.ALIAS: "A"}


def statements(plan: Plan) -> list[str]:
    """Return the files that add statements and references: sorted, as many as it takes, at least one."""
    return _files([(each.item, line) for each in _every(plan) for line in _statement_lines(plan, each) or ()])


def names(plan: Plan) -> list[str]:
    """Return the files that add labels and aliases: sorted, as many as it takes, at least one."""
    return _files([(name.item, line) for name in plan.names if (line := _name_line(name))])


def beyond(plan: Plan) -> list[Statement | Name]:
    """Return the statements and names of a plan that only Wikibase JSON can give."""
    found: list[Statement | Name] = [each.statement for each in _every(plan) if _statement_lines(plan, each) is None]
    return found + [name for name in plan.names if _name_line(name) is None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A statement that is new or is there, with the qualifiers and references to add."""

    statement: Statement
    qualifiers: tuple[Snak, ...]
    references: tuple[Reference, ...]

    @property
    def item(self) -> str:
        return self.statement.item


def _every(plan: Plan) -> list[_Wanted]:
    every = [_Wanted(each, each.qualifiers, each.references) for each in plan.add]
    every += [_Wanted(each.existing, (), each.references) for each in plan.sourcings]
    return sorted(every, key=lambda each: order(each.statement))


def _statement_lines(plan: Plan, wanted: _Wanted) -> list[str] | None:
    """Return a line a reference, the first with the qualifiers; None where the tools would not do what it says."""
    statement = wanted.statement
    value = _value(statement.value)
    qualifiers = _columns("P", wanted.qualifiers)
    sources = [_columns("S", reference.snaks) for reference in wanted.references]
    if value is None or qualifiers is None or None in sources or plan.is_crowded(statement):
        return None
    first = [statement.item, statement.property, value]
    return [
        _line(*first, *(() if number else qualifiers), *source)
        for number, source in enumerate(source for source in sources if source)
    ]


def _name_line(name: Name) -> str | None:
    text = _quoted(name.text)
    return text and _line(name.item, _LETTERS[name.kind] + name.language, text)


def _line(*columns: str) -> str:
    return "\t".join(columns) + _COMMENT


def _columns(letter: str, snaks: Iterable[Snak]) -> list[str] | None:
    """Return a column with the property and one with the value for each snak; None where one is not held."""
    found = []
    for snak in snaks:
        value = _value(snak.value)
        if value is None:
            return None
        found += [letter + snak.property[1:], value]
    return found


def _value(value: Value) -> str | None:
    """Return a value as a column has it; None where V1 does not hold it to the letter."""
    match value:
        case Item():
            return value.id
        case Time():
            return f"{value.time}/{value.precision}" + ("/J" if value.calendar == _JULIAN else "")
        case Quantity():
            bounds = f"[{value.lower},{value.upper}]" if value.lower is not None else ""
            return value.amount.lstrip("+") + bounds + ("" if value.unit == "1" else f"U{value.unit[1:]}")
        case Text():
            return _quoted(value.text)
        case Monolingual():
            quoted = _quoted(value.text)
            return quoted and f"{value.language}:{quoted}"
        case Special():
            return value.value
        case Other():
            return None


def _quoted(text: str) -> str | None:
    """Return a text in quotation marks; those within it are no trouble where they are even in number.

    >>> _quoted('the "Astraeus" crew'), _quoted('12" wide'), _quoted("a|b")
    ('"the "Astraeus" crew"', None, None)
    """
    if not text or text.count('"') % 2 or _NOT_HELD.search(text) or escaped(text) != text:
        return None
    return f'"{text}"'


def _files(lines: list[tuple[str, str]]) -> list[str]:
    files: list[list[str]] = []
    for _, group in groupby(lines, key=lambda line: line[0]):
        block = [line for _, line in group]
        if not files or len(files[-1]) + len(block) > LONGEST:
            files.append([])
        files[-1] += block
    return ["".join(f"{line}\n" for line in file) for file in files] or [""]
