"""What a picture shows, in numbers and texts: the only place that knows what it is made of. It draws nothing.

A chart is a table with a picture in it: each row has a label to the left of a field, marks in the field, and a note to
the right of it. All rows share the axis of the field.
"""

from dataclasses import dataclass
from typing import Literal

Style = Literal["told", "perhaps", "planned"]
"""What the documents tell; what may have been, within what they tell; what was planned."""


@dataclass(frozen=True)
class Span:
    """A mark: from one place of the axis to another, which may be the same.

    Attributes:
        low: where it begins.
        high: where it ends.
        style: what kind of mark it is.
        text: what it is, for who points at it, where that can be done.
    """

    low: float
    high: float
    style: Style = "told"
    text: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a chart.

    Attributes:
        label: to the left of the field.
        note: to the right of it.
        spans: in the field, those behind first.
        aside: whether it only tells what lies between two rows.
    """

    label: str
    note: str
    spans: tuple[Span, ...] = ()
    aside: bool = False


@dataclass(frozen=True)
class Tick:
    """A place of the axis that is marked."""

    at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A picture.

    Attributes:
        rows: from top to bottom.
        low: where the axis begins.
        high: where it ends, further on.
        width: of the field, in inches.
        ticks: of the axis, in order; none: the rows stand on a rail.
        ends: what it means to be further left and further right.
        line: a place of the axis that every row is held against.
        line_text: what that place is.
        key: what styles mean, where more than one is used.
        footer: what the picture leaves out.
        title: above all.
    """

    rows: tuple[Row, ...]
    low: float
    high: float
    width: float = 5.0
    ticks: tuple[Tick, ...] = ()
    ends: tuple[str, str] | None = None
    line: float | None = None
    line_text: str = ""
    key: tuple[tuple[Style, str], ...] = ()
    footer: tuple[str, ...] = ()
    title: str = ""

    def texts(self) -> tuple[str, ...]:
        """Return all that is written in it."""
        of_rows = (text for row in self.rows for text in (row.label, row.note))
        ticks = (tick.text for tick in self.ticks)
        key = (text for _, text in self.key)
        return (self.title, *of_rows, *ticks, *(self.ends or ()), self.line_text, *key, *self.footer)
