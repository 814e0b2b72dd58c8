"""RDF terms as Python values, as exact as the terms are: the only place that makes one of the other.

A time is as fine as it is told: a second is a ``datetime``, a day a ``date``, what is coarser a :class:`PartialDate`,
never a padded day. What Python cannot hold to the last digit (a picosecond, a year of five digits, a duration of
months, whose length is not known) stays the text that it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph import wording
from spaceflight_graph.namespaces import PREFIXES, Term

_XSD = PREFIXES["xsd"]
_MONTH = re.compile(r"(-?\d{4,})-(\d\d)")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_DURATION = re.compile(r"(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,6}))?S)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What the graph knows by a name: a flight, a person, a document, a term of the ontology.

    The same thing is equal in every language, and things sort by their IRI.

    Attributes:
        iri: its whole name.
        label: what people call it in the language of the answer; the end of its IRI where it has no label.
    """

    iri: str
    label: str = field(compare=False)

    @property
    def slug(self) -> str:
        """The end of its IRI, by which queries know it: ``soyuz-ms-07``."""
        return re.split("[/#]", self.iri)[-1]

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A time that is told no finer than a month. It sorts among its like; ``Row.span`` compares it with days.

    Attributes:
        iso: as ISO 8601 has it: ``2018-04``, ``2020``; of a quarter or half-year its first month, of a decade its first
            year.
        precision: Decade, FiscalYear, Year, HalfYear, Quarter or Month.

    >>> print(PartialDate("2018-04", "Month"), "·", PartialDate("2020", "Decade"), PartialDate("2020", "Year").year)
    Apr 2018 · the 2020s 2020
    """

    iso: str
    precision: str

    @property
    def year(self) -> int:
        """The year; of a decade its first."""
        return int(found[1] if (found := _MONTH.fullmatch(self.iso)) else self.iso)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12; of a quarter or half-year its first. None where no month is told."""
        return int(found[2]) if (found := _MONTH.fullmatch(self.iso)) else None

    def __str__(self) -> str:
        return wording.reads(self.iso, _XSD + "gYear", precision=self.precision)


Value = Thing | PartialDate | datetime | date | timedelta | Decimal | int | float | str | bool | None
"""What a cell may hold; None where nothing is told."""

Given = Thing | PartialDate | datetime | date | Decimal | int | str | None
"""What may be given for a parameter; None as if it were left out."""


def value(term: Term | None, label: Callable[[NamedNode], str], precision: str | None = None) -> Value:
    """Return a term as Python has it.

    Args:
        term: of an answer.
        label: what people call a node.
        precision: how fine a time is told, where a column says so: the local name of a precision.

    >>> value(Literal("PT6H35M", datatype=NamedNode(_XSD + "dayTimeDuration")), str)
    datetime.timedelta(seconds=23700)
    """
    if isinstance(term, NamedNode):
        return Thing(term.value, label(term))
    if isinstance(term, BlankNode):
        return Thing(f"_:{term.value}", f"_:{term.value}")
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    text, kind = term.value, term.datatype.value.removeprefix(_XSD)
    if kind in ("gYear", "gYearMonth"):
        coarsest = "Year" if kind == "gYear" else "Month"
        return PartialDate(text, precision or coarsest) if re.fullmatch(r"-?\d{4,}(?:-\d\d)?", text) else text
    try:
        return _READERS[kind](text) if kind in _READERS else text
    except (KeyError, ValueError, ArithmeticError):  # ill-typed, or beyond what Python can hold
        return text


def text(given: Thing | PartialDate | datetime | date | Decimal | int | str) -> str:
    """Return a value as the command line would be given it.

    >>> text(date(2017, 12, 17)), text(Thing("https://w3id.org/spaceflight/id/x", "X"))
    ('2017-12-17', 'https://w3id.org/spaceflight/id/x')
    """
    if isinstance(given, Thing):
        return given.iri
    if isinstance(given, PartialDate):
        return given.iso
    return given.isoformat() if isinstance(given, date) else str(given)


def _date_time(text: str) -> datetime | str:
    return datetime.fromisoformat(text) if _DATE_TIME.fullmatch(text) else text


def _duration(text: str) -> timedelta | str:
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:5])
    length = timedelta(days, seconds, int((found[6] or "").ljust(6, "0")), 0, minutes, hours)
    return -length if found[1] else length


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


_INTEGERS = """
    integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger unsignedLong
    unsignedInt unsignedShort unsignedByte
"""
_READERS: dict[str, Callable[[str], Value]] = {
    "boolean": _boolean,
    "date": date.fromisoformat,
    "dateTime": _date_time,
    "dayTimeDuration": _duration,
    "decimal": Decimal,
    "double": float,
    "duration": _duration,
    "float": float,
    **dict.fromkeys(_INTEGERS.split(), int),
}
