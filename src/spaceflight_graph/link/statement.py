"""What Wikibase calls a statement: the only place for its parts. Pure values; no RDF, no JSON.

Names and rules are those of the Wikibase data model: a statement is a main snak (property and value) with a rank,
qualifiers and references; a reference is a set of snaks.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
"""A decimal number as text; a store may have left its sign out."""
GREGORIAN = "Q1985727"
"""The item of the proleptic Gregorian calendar, in which all times of ours are."""


class Rank(StrEnum):
    """How a statement stands among the others of its property."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Item:
    """Another item, such as ``Q592219``."""

    id: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time as Wikibase stores it: no finer than a day.

    Attributes:
        time: with sign and at least four digits of the year, such as ``+2017-12-17T00:00:00Z``; of a month the day is
            ``00``, of a year the month too.
        precision: 11 for a day, 10 for a month, 9 for a year, 8 for a decade.
        calendar: the item of the calendar.
    """

    time: str
    precision: int
    calendar: str = GREGORIAN


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit.

    Attributes:
        amount: a decimal number as text, with its sign: no digit is lost or made up.
        unit: the item of the unit; ``1`` for none.
        lower, upper: the bounds, both or none.
    """

    amount: str
    unit: str = "1"
    lower: str | None = None
    upper: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text without a language.

    Attributes:
        text: the text.
        datatype: of its property: ``string``, ``external-id``, ``url`` or ``commonsMedia``.
    """

    text: str
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Monolingual:
    """A text in one language."""

    text: str
    language: str


class Special(StrEnum):
    """In place of a value: that there is one and nobody knows it, or that there is none."""

    SOMEVALUE = "somevalue"
    NOVALUE = "novalue"


@dataclass(frozen=True, slots=True)
class Other:
    """A value that none of the above holds whole, such as a coordinate or a time with a zone: we only hand it back.

    Attributes:
        datatype: of its property, such as ``globe-coordinate``.
        json: its ``datavalue``, keys sorted; None where it was not read from JSON and so cannot be handed back.
    """

    datatype: str
    json: str | None = None


Value = Item | Time | Quantity | Text | Monolingual | Special | Other


@dataclass(frozen=True, slots=True)
class Snak:
    """A property with a value."""

    property: str
    value: Value


@dataclass(frozen=True, slots=True)
class Reference:
    """What a statement rests on: snaks of which the order does not count."""

    snaks: tuple[Snak, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about an item.

    Attributes:
        item: what it is about, such as ``Q21392568``.
        property: such as ``P619``.
        value: the main value.
        rank: how it stands among the others.
        qualifiers: in their order.
        references: in their order.
        id: the GUID that Wikidata gave it, ``Q21392568$…``; None for one that is not there.
    """

    item: str
    property: str
    value: Value
    rank: Rank = Rank.NORMAL
    qualifiers: tuple[Snak, ...] = ()
    references: tuple[Reference, ...] = ()
    id: str | None = None

    def moments(self) -> dict[str, Value]:
        """Return the qualifiers that say when, which make two statements of one value two."""
        return {snak.property: snak.value for snak in self.qualifiers if snak.property in _WHEN}

    def is_dated(self) -> bool:
        """Tell whether it says when an event was: the same said of another event is another statement."""
        return isinstance(self.value, Time) or bool(self.moments())


_WHEN = ("P580", "P582", "P585")
