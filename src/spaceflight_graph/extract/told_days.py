"""The day that a page has told: the only place that decides whether a time without a day may take it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import values
from spaceflight_graph.extract.cells import Block
from spaceflight_graph.extract.readers import Value
from spaceflight_graph.extract.result import LONGEST
from spaceflight_graph.namespaces import XSD

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CLOCKS = frozenset(["Minute", "Second", "Fraction"])
_ROUNDING = timedelta(minutes=2)
"""Two zones' clock times for one moment differ by no more, for one may be rounded."""


@dataclass
class ToldDays:
    """The last day that a page has told, and of what.

    Attributes:
        zone: of clock times that name none.
        day: the day; of a page that is about one year, its first.
        thing: what the day was told of; None for a page's year and a list's days.
    """

    zone: str | None = None
    day: date | None = None
    thing: NamedNode | None = None

    def begin(self, document: str, lines: Sequence[str]) -> None:
        """Take the year that the days of a page are of: the one that its name or its title names."""
        title = next((line for line in lines if line.strip() and line.strip() != "---"), "")
        if lines and lines[0].strip() == "---":  # front matter
            title = next((line for line in lines[1:30] if line.startswith("title:")), title)
        for text in (document, title if len(title) <= LONGEST else ""):
            years = set(_YEAR.findall(text))
            if len(years) == 1:
                self.day = date(int(years.pop()), 1, 1)
                return

    def enter(self, block: Block, blocks: Sequence[Block]) -> None:
        """Take the day of a dated entry, for the clock times in it and below it."""
        if block.kind != "item":
            return
        if _YEAR.fullmatch(block.heading):
            self.day = date(int(block.heading), 1, 1)
        outer = [] if block.parent is None else blocks[block.parent].cells
        for cell in [*outer, *block.cells]:
            form = values.time_form(cell.text, day=self.day) if cell.label == "date" else None
            if form is not None and form.datatype == "date":
                self.day = date.fromisoformat(form.lexical)

    def may_date(self, thing: NamedNode, value: Value, block: Block) -> bool:
        """Whether a time names its day, or the last day is its own: a landing's is not that of the undocking."""
        named = values.time_form(value.words, zone=self.zone) is not None
        return named or block.kind == "item" or self.thing == thing

    def remember(self, thing: NamedNode, value: Value) -> None:
        """Take the day of a time that was claimed of a thing."""
        if value.form is not None and value.form.datatype in ("date", "dateTime"):
            self.day, self.thing = date.fromisoformat(value.form.lexical[:10]), thing


def on_the_same_day(told: Iterable[NamedNode | Literal], value: Value) -> Value:
    """Return a clock time with the date on which it is a moment that was told in another zone.

    Args:
        told: what the same cell has told of the same before.
        value: whose words name no day.
    """
    form = value.form
    if form is None or form.precision not in _CLOCKS or values.time_form(value.words) is not None:
        return value
    moment = _moment(value.object)
    for first in (_moment(other) for other in told):
        for days in (-1, 1):
            if first and moment and abs(moment + timedelta(days=days) - first) < _ROUNDING:
                lexical = (moment + timedelta(days=days)).date().isoformat() + form.lexical[10:]
                moved = Literal(lexical, datatype=NamedNode(XSD.iri + form.datatype))
                return replace(value, object=moved, form=replace(form, lexical=lexical))
    return value


def _moment(value: NamedNode | Literal | None) -> datetime | None:
    """Return the moment that a literal tells, where it names its zone."""
    try:
        moment = datetime.fromisoformat(value.value) if isinstance(value, Literal) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
