"""Every error that a user can see, and what it is made of: the only place that gives a problem its words' order.

    SpaceflightError                exit 2: asked wrongly, or something broke
    ├── DataError                   exit 1: the data is wrong; carries one problem or more
    ├── NotFoundError               a name that does not exist; offers the nearest ones
    ├── ParameterError              a parameter that is missing, unknown or malformed
    └── StoreError                  the local graph is missing, foreign, damaged or cannot be written

Each message names the file (and line), what is wrong, and ends in the remedy.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LONGEST_SHOWN = 80


class Place(NamedTuple):
    """A spot in a file. Lines and columns are counted from 1, columns in characters. Sort places by `Place.key`.

    >>> print(Place("data/claims/x.ttl", 7))
    data/claims/x.ttl:7
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def key(self) -> tuple[str, int, int]:
        """Return what places are sorted by."""
        return self.file, self.line or 0, self.column or 0


class Problem(NamedTuple):
    """What is wrong with the data, as a value: it becomes text only where it is told.

    Attributes:
        message: what is wrong, without a full stop; or, where there is no ``remedy``, the whole sentence with its own.
        remedy: how to mend it.
        place: where to mend it.
        subject: the thing that it is about, as a prefixed name, where the message does not name it.
        source: the document and line behind it.

    >>> print(Problem("ends before it begins", "mend its sf:line", Place("x.ttl", 7), "claim:x"))
    x.ttl:7: claim:x: ends before it begins. Fix: mend its sf:line.
    """

    message: str
    remedy: str = ""
    place: Place | None = None
    subject: str = ""
    source: Place | None = None

    def said(self) -> str:
        """Return what is wrong and how to mend it, without place and subject."""
        return f"{self.message}. Fix: {self.remedy}." if self.remedy else self.message

    def __str__(self) -> str:
        place = ", from ".join(str(place) for place in (self.place, self.source) if place)
        return ": ".join(part for part in (place, self.subject, self.said()) if part)


class SpaceflightError(Exception):
    """Something a user can mend: one clear message, no traceback."""

    exit_code = 2

    def lines(self) -> tuple[str, ...]:
        """Return the message, a line each: a line break within one is data."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.lines())


class DataError(SpaceflightError):
    """The data is wrong. All problems found are told at once, a line each."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def lines(self) -> tuple[str, ...]:
        """Return a line for each problem."""
        return tuple(map(str, self.problems))


class NotFoundError(SpaceflightError):
    """A name that nothing answers to, with the candidates that come near."""


class ParameterError(SpaceflightError):
    """A query parameter that is missing, unknown or cannot be read."""


class StoreError(SpaceflightError):
    """The local graph was never built, was built by another version, is damaged, or cannot be written."""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems, each once, by file and line as people count: line 23 before line 114."""
    return sorted(dict.fromkeys(problems), key=_as_people_count)


def _as_people_count(problem: Problem) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", str(problem))
    return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts]


def shortened(text: str) -> str:
    """Return what a user wrote as a message repeats it: a long text is cut."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
