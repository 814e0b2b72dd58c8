"""From the rows of an answer to a chart: the only place that knows which kinds of pictures there are.

The header of a query names one, with the columns that it is drawn from: ``#+ plot: months label=name time=date``.

    events    label place time (end plan)   what happens, in order, on a rail
    plans     label of plan actual          how far plans lie from what happened
    lengths   label people length           how long each took
    months    label time                    how many a month
    stays     label note begin end at       from when to when; ``at`` is the parameter that gives the day in question
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from spaceflight_graph import wording
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.plot import ticks
from spaceflight_graph.plot.chart import Chart, Row, Span, Style
from spaceflight_graph.plot.ticks import XSD, place
from spaceflight_graph.plot.words import counted
from spaceflight_graph.query.answer import Answer
from spaceflight_graph.query.answer import Row as Found
from spaceflight_graph.query.typed import PartialDate
from spaceflight_graph.wording import word

Columns = Mapping[str, str]
Asked = Mapping[str, str]

_COMPARED = 2
"""How many ends a time needs to be set against another."""
_SHORTEST_GAP = 2
_LONGEST_IN_DAYS = 730


def events(answer: Answer, columns: Columns, _: Asked) -> Chart:
    """Return what happens in order, each with its time as told; between them, how long nothing is told to happen."""
    language = answer.reader.language
    rows: list[Row] = []
    before: datetime | None = None
    left_out = 0
    for found in answer:
        when = found.reads(columns["time"])
        until = found.reads(columns["end"]) if "end" in columns else ""
        plan = found.reads(columns["plan"]) if "plan" in columns else ""
        planned = (not when and not until) or found.get(columns["time"] + "Planned") is True
        text = f"{when} – {until}" if when and until else when or (f"– {until}" if until else "")
        if not text and plan:
            text = wording.planned(plan, language=language)
        if not text:
            left_out += 1
            continue
        low = _span(found, columns["time"])[0]
        if before and low and (gap := (low - before).days) >= _SHORTEST_GAP:
            rows.append(Row("", _long(gap, language), aside=True))
        before = low
        what = _joined(found.reads(columns["label"]), found.reads(columns["place"])).replace(" · -> ", " → ")
        rows.append(Row(text, what, (Span(0, 0, "planned" if planned else "told"),)))
    key = _key(rows, told=word("told", language), planned=word("planned", language))
    return Chart(tuple(rows), -1, 1, width=0.4, key=key, footer=counted("no time", left_out, language))


def plans(answer: Answer, columns: Columns, _: Asked) -> Chart:
    """Return how far each plan of a time or a length lies from what came of it, as far as both are told."""
    language = answer.reader.language
    rows: list[Row] = []
    left_out = 0
    before = ""
    for found in sorted(answer, key=lambda found: _came(found, columns["actual"])):
        apart = _apart(found, columns["plan"], columns["actual"])
        if apart is None:
            left_out += 1
            continue
        low, high = (ticks.squeezed(length.total_seconds()) for length in apart)
        label = f"{found.reads(columns['label'])} · {found.reads(columns['of'])}"
        note = f"{found.reads(columns['plan'])} → {found.reads(columns['actual'])}"
        style: Style = "told" if low <= 0 <= high else "planned"
        rows.append(Row("" if label == before else label, note, (Span(low, high, style),)))
        before = label
    ends = [end for row in rows for span in row.spans for end in (span.low, span.high)]
    low, high = min([*ends, -1.0]) - 0.3, max([*ends, 1.0]) + 0.3
    return Chart(
        tuple(rows),
        low,
        high,
        ticks=ticks.differences(low, high, language),
        ends=(word("sooner", language), word("later", language)),
        line=0.0,
        key=_key(rows, told=word("kept", language), planned=word("missed", language)),
        footer=counted("not compared", left_out, language),
    )


def lengths(answer: Answer, columns: Columns, _: Asked) -> Chart:
    """Return how long each took."""
    language = answer.reader.language
    told = [value for found in answer if isinstance(value := found[columns["length"]], timedelta)]
    longest = max((value.total_seconds() for value in told), default=3600.0)
    _unit, seconds, marks = ticks.lengths(longest, language)
    rows = []
    for found in answer:
        value, people = found[columns["length"]], found.reads(columns["people"])
        reads = found.reads(columns["length"]) or word("unknown", language)
        spans = (Span(0, value.total_seconds() / seconds),) if isinstance(value, timedelta) else ()
        rows.append(Row(found.reads(columns["label"]), _joined(reads, people), spans))
    return Chart(tuple(rows), 0, longest / seconds * 1.02, ticks=marks)


def months(answer: Answer, columns: Columns, _: Asked) -> Chart:
    """Return how many there were in each month, from the first to the last, with their names."""
    language = answer.reader.language
    named: dict[tuple[int, int], list[str]] = {}
    left_out = 0
    for found in answer:
        month = _month(found[columns["time"]])
        if month is None:
            left_out += 1
        else:
            named.setdefault(month, []).append(found.reads(columns["label"]))
    rows: list[Row] = []
    last: tuple[int, int] | None = None
    for year, number in sorted(named):
        empty = (year - last[0]) * 12 + number - last[1] - 1 if last else 0
        if empty > 1:
            reads = wording.reads(str(empty), f"{XSD}decimal", unit="MO", language=language)
            rows.append(Row("", f"{reads}: 0", aside=True))
        elif empty == 1 and last:
            rows.append(Row(_reads_month(last[0] + last[1] // 12, last[1] % 12, language), ""))
        names = named[year, number]
        rows.append(Row(_reads_month(year, number - 1, language), ", ".join(names), (Span(0, len(names)),)))
        last = year, number
    most = max(map(len, named.values()), default=1)
    footer = counted("coarse", left_out, language)
    return Chart(tuple(rows), 0, most, width=1.2, ticks=ticks.counts(most), footer=footer)


def stays(answer: Answer, columns: Columns, asked: Asked) -> Chart:
    """Return from when to when each was there, as finely as told, and the day in question."""
    language = answer.reader.language
    day = date.fromisoformat(asked[columns["at"]])
    noon = place(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    rows = []
    for found in answer:
        begin, end = _span(found, columns["begin"]), _span(found, columns["end"])
        spans = _stay(begin, end, noon, planned=found.get(columns["end"] + "Planned") is True)
        times = f"{found.reads(columns['begin'])} – {found.reads(columns['end'])}".strip(" –")
        rows.append(Row(found.reads(columns["label"]), _joined(times, found.reads(columns["note"])), spans))
    ends = [noon, *(end for row in rows for span in row.spans for end in (span.low, span.high))]
    margin = max(1.0, (max(ends) - min(ends)) * 0.02)
    low, high = min(ends) - margin, max(ends) + margin
    rows = [
        replace(row, spans=tuple(s for s in row.spans if s.style != "perhaps" or _seen(s, low, high))) for row in rows
    ]
    return Chart(
        tuple(rows),
        low,
        high,
        ticks=ticks.days(low, high, language),
        line=noon,
        line_text=wording.reads(day.isoformat(), f"{XSD}date", language=language),
        key=_key(
            rows, told=word("told", language), perhaps=word("perhaps", language), planned=word("planned", language)
        ),
    )


KINDS: dict[str, Callable[[Answer, Columns, Asked], Chart]] = {
    "events": events,
    "lengths": lengths,
    "months": months,
    "plans": plans,
    "stays": stays,
}


def _stay(
    begin: tuple[datetime | None, datetime | None],
    end: tuple[datetime | None, datetime | None],
    noon: float,
    *,
    planned: bool,
) -> tuple[Span, ...]:
    """Return a stay that takes in a day: what is told of it, what may have been, and what was only planned."""
    first, surely = (None if moment is None else place(moment) for moment in begin)
    still, last = (None if moment is None else place(moment) for moment in end)
    low = noon if surely is None else min(surely, noon)
    high = noon if still is None else max(still, noon)
    spans = []
    if first is not None and first < low:
        spans.append(Span(first, low, "perhaps"))
    if planned:
        return (*spans, Span(low, noon), Span(noon, last if last is not None else high, "planned"))
    if last is not None and last > high:
        spans.append(Span(high, last, "perhaps"))
    return (*spans, Span(low, high))


def _seen(span: Span, low: float, high: float) -> bool:
    """Tell whether a span is long enough to be seen on an axis."""
    return span.high - span.low > (high - low) / 50


def _came(found: Found, actual: str) -> float:
    """Return what plans are sorted by: when it came; what is no time stands last."""
    first, _ = _span(found, actual)
    return place(first) if first else math.inf


def _span(found: Found, column: str) -> tuple[datetime | None, datetime | None]:
    """Return the ends of a time, as far as it has any; none of what is no time."""
    try:
        return found.span(column) or (None, None)
    except SpaceflightError:
        return None, None


def _apart(found: Found, plan: str, actual: str) -> tuple[timedelta, timedelta] | None:
    """Return by how much a plan lies behind what came of it: the least and the most that both may mean."""
    planned, came = found[plan], found[actual]
    if isinstance(planned, timedelta) and isinstance(came, timedelta):
        return planned - came, planned - came
    ends = [end for span in (_span(found, plan), _span(found, actual)) for end in span if end]
    if len(ends) < 2 * _COMPARED:
        return None
    return ends[0] - ends[3], ends[1] - ends[2]


def _month(value: object) -> tuple[int, int] | None:
    if isinstance(value, PartialDate):
        return (value.year, value.month) if value.month and value.precision == "Month" else None
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(UTC)
    if isinstance(value, date):
        return value.year, value.month
    zoned = re.match(r"(\d{4})-(\d\d)-", str(value))  # a day of a zone is no date of Python
    return (int(zoned[1]), int(zoned[2])) if zoned else None


def _reads_month(year: int, before: int, language: str) -> str:
    """Return how a month reads, of which so many are before it in the year."""
    return wording.reads(f"{year:04}-{before + 1:02}", f"{XSD}gYearMonth", language=language)


def _long(gap: int, language: str) -> str:
    """Return how a number of days reads."""
    number, unit = (gap // 365, "YR") if gap >= _LONGEST_IN_DAYS else (gap, "DAY")
    return wording.reads(str(number), f"{XSD}decimal", unit=unit, language=language)


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _key(rows: list[Row], **texts: str) -> tuple[tuple[Style, str], ...]:
    """Return what the styles mean that are used; nothing where there is only one."""
    used = {span.style for row in rows for span in row.spans}
    styles: tuple[Style, ...] = ("told", "perhaps", "planned")
    return tuple((style, texts[style]) for style in styles if style in used) if len(used) > 1 else ()
