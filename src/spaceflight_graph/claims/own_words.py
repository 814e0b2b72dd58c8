"""Is the value of a claim what its own words say, no more and no less? The only place that reads those words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum, auto

from pyoxigraph import Literal

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.values import Relation, Time, Value


class Verdict(Enum):
    """How a value stands to its own words, the best first."""

    FITS = auto()
    SAYS_MORE = auto()
    """2020 for the 2020s, 2019-06-03 for June 2019, 7,220 kg for about 7,220 kg."""
    CONTRADICTS = auto()
    NOT_READ = auto()
    """A time, length or number in words that nothing here can read: a zone that is not known, a word too many."""
    NAMES = auto()
    """The value is a thing, a text or a yes: nobody can tell it from words alone."""


_NUMBERED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
"""A day in numbers alone: some begin with the month, some with the day."""
_COUNTED = re.compile(r"(\d{1,3}):(\d\d)")
"""A length in numbers alone: hours and minutes, or minutes and seconds."""
_IN_THREES = re.compile(r"(?<![\d.,])(\d{1,3})[.,](\d{3})(?![\d.,])")
"""A number with one mark before three digits: who writes German or Russian may part thousands by it, or a decimal."""
_EITHER_WAY = ("de", "ru")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")


def verdict(claim: Claim, stated: str, language: str = "en") -> Verdict:
    """Return how the value of a claim stands to its own words; what a person inferred may say more, and from what.

    Numbers alone are read in each way that people who write the language mean them: the value has to be one of these.
    """
    found = min((_verdict(claim, words) for words in _readings(claim, stated, language)), key=lambda one: one.value)
    return Verdict.FITS if found is Verdict.SAYS_MORE and claim.inferred else found


def _readings(claim: Claim, stated: str, language: str) -> list[str]:
    """Return the words; or, of numbers alone, what they may stand for."""
    kind = claim.object.datatype.value if isinstance(claim.object, Literal) else ""
    if (day := _NUMBERED.fullmatch(stated)) and kind.endswith("date"):
        return [f"{day[3]}-{month:0>2}-{date:0>2}" for month, date in ((day[1], day[2]), (day[2], day[1]))]
    if (length := _COUNTED.fullmatch(stated)) and kind.endswith("uration"):
        return [f"{length[1]} h {length[2]} min", f"{length[1]} min {length[2]} s"]
    if language not in _EITHER_WAY:
        return [stated]
    return [stated, _IN_THREES.sub(r"\1\2", stated), _IN_THREES.sub(r"\1.\2", stated)]


def _verdict(claim: Claim, stated: str) -> Verdict:
    if not isinstance(claim.object, Literal):
        return Verdict.NAMES
    try:
        value = denoted(claim, {})
    except ValueError:
        return Verdict.NAMES  # the build names it
    told: Value | None
    if isinstance(value, Time):
        return _of_times(claim, claim.object, stated)
    if isinstance(value, values.Duration):
        told = values.stated_duration(stated)
    elif isinstance(value, values.Quantity):
        told = values.stated_number(stated)
    else:
        return Verdict.NAMES
    if told is None:
        return Verdict.NOT_READ
    relation = values.relate(value, told)
    if relation is Relation.REFINES and not claim.approximation and values.stated_approximation(stated):
        return Verdict.SAYS_MORE
    return Verdict.CONTRADICTS if relation is Relation.CONFLICTS else Verdict.FITS


def _of_times(claim: Claim, begin: Literal, stated: str) -> Verdict:
    """Return how a time, or both ends of a window, stand to their words.

    Words that name no zone are told in the zone of the value, for values keep the zone that they are told in. Where
    neither has one, both are of the same zone, whatever it is: 2018 is not 2019, though somewhere it is both.
    """
    known = re.match(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d:])", begin.value)
    day = date.fromisoformat((known.group() + "-01-01")[:10]) if known else None
    named = _ZONE.search(begin.value)
    zone, suffix = named.group() if named else None, ""
    told = values.stated_time(stated, day=day, zone=zone)
    if told is None:
        return Verdict.NOT_READ
    if zone is None and told != (there := values.stated_time(stated, day=day, zone="Z")):
        assert there is not None  # noqa: S101 - a zone makes nothing unreadable
        told, zone, suffix = there, "Z", "Z"
    claim = replace(
        claim, object=_zoned(begin, suffix), window_end=claim.window_end and _zoned(claim.window_end, suffix)
    )
    alone = replace(claim, window_end=None)
    ends = [denoted(replace(alone, object=end), {}) for end in (claim.object, claim.window_end) if end is not None]
    if any(values.relate(end, told) is Relation.CONFLICTS for end in ends):
        return Verdict.CONTRADICTS
    if values.relate(denoted(claim, {}), told) is not Relation.REFINES:
        return Verdict.FITS
    return Verdict.FITS if len(ends) == 1 and _is_an_end(ends[0], stated, day, zone) else Verdict.SAYS_MORE


def _zoned(literal: Literal, zone: str) -> Literal:
    return Literal(literal.value + zone, datatype=literal.datatype)


def _is_an_end(value: Value, stated: str, day: date | None, zone: str | None) -> bool:
    """Whether the words tell what lasts from one time to another, and the value is one of the two."""
    window: Sequence[Time] = values.stated_window(stated, day=day, zone=zone) or ()
    return any(values.relate(value, end) in (Relation.SAME, Relation.REFINED_BY) for end in window)
