"""The only place that writes a page's words in the normal form of a claim: lexical form, datatype, precision, unit.

What it writes denotes what the ``stated_…`` functions read from the same words. What no literal can hold to the same
precision (two weeks, 2.5 hours) is not written at all: None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .quantities import UNITS
from .reading import XSD, read
from .relation import Relation, Value, relate
from .stated import duration_parts, number_parts, stated_duration, stated_number
from .stated_times import Fields, stated_fields, stated_time
from .times import FISCAL, MINUTE, MONTHS


@dataclass(frozen=True, slots=True)
class Form:
    """A value in the normal form of a claim.

    Attributes:
        lexical: its lexical form.
        datatype: the local name of its XSD datatype.
        precision: local name of the precision of a time or a tenth of a minute; None where none is named.
        approximation: local name of the approximation; None for none.
        unit: QUDT local name or currency code of a number; None for none.
        window_end: the last moment of a window that begins with ``lexical``.
    """

    lexical: str
    datatype: str
    precision: str | None = None
    approximation: str | None = None
    unit: str | None = None
    window_end: str | None = None

    def denoted(self) -> Value:
        """Return the value.

        Raises:
            ValueError: there is no such value.
        """
        return read(
            self.lexical,
            XSD + self.datatype,
            precision=self.precision,
            unit=self.unit,
            approximation=self.approximation,
            window_end=self.window_end,
        )


def time_form(text: str, *, day: date | None = None, zone: str | None = None) -> Form | None:
    """Return the normal form of the words for a time or a window, in the zone that they are told in.

    Args:
        text: as the page has it.
        day: the date that the page has told before; it gives what the text leaves out.
        zone: the zone of clock times that name none; a day gets none.

    >>> form = time_form("2017 Dec. 17, 10:21:01.127 Moscow Time")
    >>> form and (form.lexical, form.precision)
    ('2017-12-17T10:21:01.127+03:00', 'Fraction')
    """
    ends = stated_fields(text, day=day, zone=zone)
    forms = [_moment(fields) for fields in ends]
    if not forms:
        return None
    form = forms[0]
    if len(forms) == 2:
        other = forms[1]
        if (form.datatype, form.precision, form.approximation) != (
            other.datatype,
            other.precision,
            other.approximation,
        ):
            return None  # a window ends as it begins
        form = Form(form.lexical, form.datatype, form.precision, form.approximation, window_end=other.lexical)
    # a zone that a day does not name is none of what is told
    named = zone if all(fields.zoned for fields in ends) else None
    return _faithful(form, stated_time(text, day=day, zone=named))


def _moment(told: Fields) -> Form:
    year = f"{told.year:04}"
    if told.precision in ("Year", "Decade", FISCAL):
        kind, lexical = "gYear", year
    elif told.precision in MONTHS:
        kind, lexical = "gYearMonth", f"{year}-{told.month:02}"
    elif told.precision == "Day":
        kind, lexical = "date", f"{year}-{told.month:02}-{told.day:02}"
    else:
        kind, lexical = (
            "dateTime",
            f"{year}-{told.month:02}-{told.day:02}T{told.hour:02}:{told.minute:02}:{told.second:02}",
        )
        lexical += f".{told.fraction}" if told.fraction else ""
    if told.zoned and told.east is not None:
        lexical += _offset(told.east)
    return Form(lexical, kind, told.precision, told.approximation)


def _offset(east: int) -> str:
    minutes = abs(east) // MINUTE
    return "Z" if not east else f"{'-' if east < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def duration_form(text: str) -> Form | None:
    """Return the normal form of the words for a duration.

    >>> form = duration_form("168天5时18分")
    >>> form and (form.lexical, form.datatype)
    ('P168DT5H18M', 'dayTimeDuration')
    """
    told = duration_parts(text)
    if told is None:
        return None
    parts, approximation = told
    counts = {rank: (count, step) for rank, count, step in parts}
    last, (count, step) = parts[-1][0], counts[parts[-1][0]]
    precision = None
    seconds = ""
    if step != 1:
        if last == 5 and step.denominator == 10:
            precision, counts[5], counts[6] = "TenthOfMinute", (count // 10, step), (count % 10 * 6, step)
        elif last == 6:
            digits = len(str(step.denominator)) - 1
            seconds = f"{count // step.denominator}.{count % step.denominator:0{digits}}S"
            del counts[6]
        else:
            return None
    if 2 in counts:
        return None  # a week is no part of a literal, and seven days are finer
    date_part = "".join(f"{counts[rank][0]}{sign}" for rank, sign in ((0, "Y"), (1, "M"), (3, "D")) if rank in counts)
    clock = "".join(f"{counts[rank][0]}{sign}" for rank, sign in ((4, "H"), (5, "M"), (6, "S")) if rank in counts)
    lexical = f"P{date_part}{'T' if clock or seconds else ''}{clock}{seconds}"
    months, rest = counts.keys() & {0, 1}, counts.keys() - {0, 1} or seconds
    kind = "duration" if months and rest else "yearMonthDuration" if months else "dayTimeDuration"
    return _faithful(Form(lexical, kind, precision, approximation), stated_duration(text))


def number_form(text: str, *, unit: str | None = None) -> Form | None:
    """Return the normal form of the words for a number.

    Args:
        text: as the page has it.
        unit: of a number that names none, as a key of `UNITS`; None: a bare count.

    >>> form = number_form("约7.22吨")
    >>> form and (form.lexical, form.unit, form.approximation)
    ('7.22', 'TONNE', 'About')
    """
    told = number_parts(text)
    if told is None:
        return None
    digits, exponent, named, approximation = told
    if named == "NUM":
        named = None
    if exponent >= 0:
        form = Form(str(digits * 10**exponent), "integer", None, approximation, named or unit)
    else:
        whole = f"{abs(digits):0{1 - exponent}}"
        sign = "-" if digits < 0 else ""
        form = Form(f"{sign}{whole[:exponent]}.{whole[exponent:]}", "decimal", None, approximation, named or unit)
    if form.unit is not None and form.unit not in UNITS:
        raise ValueError(f"{form.unit!r} is no known unit: use one of {', '.join(sorted(UNITS))}.")
    # the zeros of "195亿" are no digits that the words give, yet no number is written without them
    return form if unit and not named else _faithful(form, stated_number(text), Relation.REFINES)


def _faithful(form: Form, told: Value | None, *allowed: Relation) -> Form | None:
    """Return a form where it denotes what the words do."""
    try:
        denoted = form.denoted()
    except ValueError:
        return None
    return form if told is not None and relate(denoted, told) in (Relation.SAME, *allowed) else None
