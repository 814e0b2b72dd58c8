"""Is the value of a claim what its own words say? The only place that reads those words."""

import re
from dataclasses import replace
from datetime import date
from enum import Enum, auto

from pyoxigraph import Literal

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.values import Relation, Value


class Verdict(Enum):
    """How a value stands to its own words."""

    FITS = auto()
    CONTRADICTS = auto()
    NOT_READ = auto()
    """A time, length or number in words that nothing here can read: a zone that is not known, a word too many."""
    NAMES = auto()
    """The value is a thing, a text or a yes: nobody can tell it from words alone."""


_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")


def verdict(claim: Claim, stated: str) -> Verdict:
    """Return how the value of a claim stands to its own words; of a window, both ends must be among them."""
    if not isinstance(claim.object, Literal):
        return Verdict.NAMES
    try:
        value = denoted(claim, {})
    except ValueError:
        return Verdict.NAMES  # the build names it
    told: Value | None
    if isinstance(value, values.Time):
        ends, told = _times(claim, claim.object, stated)
    elif isinstance(value, values.Duration):
        ends, told = [value], values.stated_duration(stated)
    elif isinstance(value, values.Quantity):
        ends, told = [value], values.stated_number(stated)
    else:
        return Verdict.NAMES
    if told is None:
        return Verdict.NOT_READ
    conflicts = any(values.relate(end, told) is Relation.CONFLICTS for end in ends)
    return Verdict.CONTRADICTS if conflicts else Verdict.FITS


def _times(claim: Claim, begin: Literal, stated: str) -> tuple[list[Value], Value | None]:
    """Return the ends of what a claim of a time denotes, and what its words denote.

    Words that name no zone are told in the zone of the value, for values keep the zone that they are told in. Where
    neither has one, both are of the same zone, whatever it is: 2018 is not 2019, though somewhere it is both.
    """
    known = re.match(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d:])", begin.value)
    day = date.fromisoformat((known.group() + "-01-01")[:10]) if known else None
    named = _ZONE.search(begin.value)
    told = values.stated_time(stated, day=day, zone=named.group() if named else None)
    suffix = ""
    if told is not None and not named:
        there = values.stated_time(stated, day=day, zone="Z")
        told, suffix = there, "" if there == told else "Z"
    ends = (begin,) if claim.window_end is None else (begin, claim.window_end)
    alone = replace(claim, window_end=None)
    here = [replace(alone, object=Literal(end.value + suffix, datatype=end.datatype)) for end in ends]
    return [denoted(end, {}) for end in here], told
