"""The only place that writes a length of time: 168 d 5 h 18 min, 8.7 min, 3 years, −4 min."""

from __future__ import annotations

import re

from . import numbers
from .languages import Language

PRECISIONS = ("Year", "Month", "Day", "Hour", "Minute", "Second", "Fraction")
TENTH = "TenthOfMinute"
"""The local names of the ontology's precisions that a duration may have."""

_UNITS = ("YR", "MO", "DAY", "HR", "MIN", "SEC")
_SECONDS = 5
_HALF, _HALF_A_MONTH = "5", ("Month", "15")
_LEXICAL = (
    r"(?a)(-?)P(?=.)(?:(\d{1,15})Y)?(?:(\d{1,15})M)?(?:(\d{1,15})D)?"
    r"(?:T(?=.)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d+))?S)?)?"
)


def told(lexical: str, precision: str | None, words: Language, *, exact: bool) -> str | None:
    """Return how an XSD duration reads, part by part as it is written, or None where it is none.

    What is finer than the precision is left out, as it is in what the duration denotes, but for half a month. The
    finest part is told though it be zero, for it tells how precise the duration is: P2DT0H is 2 d 0 h.

    Args:
        lexical: of an xsd:duration or a type derived from it.
        precision: a member of `PRECISIONS`, or `TENTH`; None: the finest part that is written.
        words: of the reader's language.
        exact: as in numbers.py.
    """
    match = re.fullmatch(_LEXICAL, lexical.strip())
    if match is None:
        return None
    minus = "−" if match[1] else ""
    written = [match[part] for part in range(2, 8)]
    if precision == TENTH and not (written[0] or written[1]):
        return minus + _tenths([int(part or 0) for part in written[2:]], words, exact)
    last = max(rank for rank, part in enumerate(written) if part is not None)
    fraction = match[8] or ""
    if precision in PRECISIONS:
        last = min(PRECISIONS.index(precision), _SECONDS)
        fraction = fraction if precision == "Fraction" else _HALF if (precision, written[2]) == _HALF_A_MONTH else ""
    whole = [(part or "").lstrip("0") for part in written]
    shown = [rank for rank in range(last + 1) if whole[rank] or rank == last]
    return minus + words.gap.join(
        _part(whole[rank] or "0", fraction if rank == last else "", _UNITS[rank], rank < last, words, exact)
        for rank in shown
    )


def _tenths(clock: list[int], words: Language, exact: bool) -> str:
    """Return days, hours, minutes and seconds as minutes with one decimal."""
    days, hours, minutes, seconds = clock
    tenths = (((days * 24 + hours) * 60 + minutes) * 60 + seconds + 3) // 6
    return _part(str(tenths // 10), str(tenths % 10), "MIN", False, words, exact)


def _part(whole: str, fraction: str, unit: str, more: bool, words: Language, exact: bool) -> str:
    """Return one part of a duration; ``more``: a finer one follows."""
    forms = words.units["MIN+" if more and unit == "MIN" else unit]
    name = numbers.form(forms, whole, fraction, exact)
    return numbers.counted(numbers.amount(whole, fraction, words), name, words)
