"""Who was aboard when: the stays at a station, or those of a person, as bars."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import values
from spaceflight_graph.namespaces import PREFIXES, RDF, SF, TRUE
from spaceflight_graph.plot import ticks
from spaceflight_graph.plot.chart import Chart, Row, Span, Style
from spaceflight_graph.plot.words import labelled
from spaceflight_graph.query.told import label, one, told
from spaceflight_graph.serve.pages.pictures import charts
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.wording import word

_LONGEST_GAP = 366.0
"""Days: what lies further apart has a picture of its own, for on one axis all stays would be points."""
_LEAST_MARGIN = 1.0
_DAY = 2.5
"""What a day covers at most, of whichever zone it may be."""
_SINCE, _UNTIL, _PLANNED = (NamedNode(PREFIXES["sfp"] + name) for name in ("since", "until", "untilPlanned"))


@dataclass(frozen=True)
class _Stay:
    name: str
    because: str
    reads: str
    spans: tuple[Span, ...]

    @property
    def low(self) -> float:
        return min(span.low for span in self.spans)

    @property
    def high(self) -> float:
        return max(span.high for span in self.spans)


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return the pictures of a station or person; none of what is neither, or of whom no stay is told."""
    found: list[_Stay] = []
    for by, other in ((SF.station, SF.presenceOf), (SF.presenceOf, SF.station)):
        for quad in store.quads_for_pattern(None, by, node, None):
            if SF.Presence == one(store, quad.subject, RDF.type) and isinstance(quad.subject, NamedNode):
                found += _stay(store, quad.subject, label(store, one(store, quad.subject, other), language), language)
    runs = list(_runs(sorted(found, key=lambda stay: (stay.low, stay.high, stay.name, stay.because))))
    return [charts.drawn(_chart(run, language), f"aboard-{number}") for number, run in enumerate(runs, 1)]


def _stay(store: Store, presence: NamedNode, name: str, language: str) -> Iterator[_Stay]:
    """Yield a stay, if its begin or end is told."""
    ends = []
    for prop in (SF.since, SF.until):
        value = one(store, presence, prop)
        ends.append(_days(value) if isinstance(value, Literal) else None)
    reads = [
        told(store, fact, language).reads if isinstance(fact := one(store, presence, prop), NamedNode) else ""
        for prop in (_SINCE, _UNTIL)
    ]
    spans = _spans(ends[0], ends[1], planned=one(store, presence, _PLANNED) == TRUE)
    because = label(store, one(store, presence, SF.occasion), language)
    times = reads[0] if reads[0] == reads[1] else " – ".join(reads).strip()
    if spans:
        yield _Stay(name, because, times, spans)


def _days(value: Literal) -> tuple[float, float] | None:
    """Return the first and last moment that a time covers, in days; None where it has no end."""
    time = values.read(value.value, value.datatype.value)
    if not isinstance(time, values.Time) or time.not_before is None or time.not_after is None:
        return None
    low, high = (ticks.place(datetime.fromisoformat(end)) for end in (time.not_before, time.not_after))
    return low, high


def _spans(since: tuple[float, float] | None, until: tuple[float, float] | None, *, planned: bool) -> tuple[Span, ...]:
    """Return a stay from its begin to its end; one end alone is a mark.

    Where the end is told coarser than a day, what that leaves open is shown as such; where it is only planned, so is
    the stay, but for its begin.
    """
    if since is None or until is None or until[1] <= since[0]:
        known = since or until
        return (Span(known[0], known[0]),) if known else ()
    if planned:
        return Span(since[0], until[1], "planned"), Span(since[0], since[0])
    surely = max(since[0], until[0])
    perhaps = (Span(surely, until[1], "perhaps"),) if until[1] - until[0] > _DAY else ()
    return Span(since[0], surely), *perhaps


def _runs(stays: list[_Stay]) -> Iterator[list[_Stay]]:
    """Yield stays that lie near each other, in order."""
    run: list[_Stay] = []
    for stay in stays:
        if run and stay.low - max(one.high for one in run) > _LONGEST_GAP:
            yield run
            run = []
        run.append(stay)
    if run:
        yield run


def _chart(stays: list[_Stay], language: str) -> Chart:
    """Return one row a person or station, with all of its stays."""
    by_name: dict[str, list[_Stay]] = defaultdict(list)
    for stay in stays:
        by_name[stay.name].append(stay)
    rows = []
    for name, own in by_name.items():
        longest = max(own, key=lambda stay: stay.high - stay.low)
        spans = [
            Span(span.low, span.high, span.style, f"{stay.because}, {stay.reads}")
            for stay in sorted(own, key=lambda stay: stay.low - stay.high)  # short ones lie above long ones
            for span in stay.spans
        ]
        rows.append(Row(name, f"{longest.because} · {longest.reads}", tuple(spans)))
    low, high = min(stay.low for stay in stays), max(stay.high for stay in stays)
    margin = max(_LEAST_MARGIN, (high - low) * 0.02)
    used = {span.style for span in chain.from_iterable(row.spans for row in rows)}
    styles: tuple[Style, ...] = ("told", "perhaps", "planned")
    return Chart(
        tuple(rows),
        low - margin,
        high + margin,
        ticks=ticks.days(low - margin, high + margin, language),
        key=tuple((style, word(style, language)) for style in styles if style in used) if len(used) > 1 else (),
        title=labelled(word("on-board", language), _years(low, high), language),
    )


def _years(low: float, high: float) -> str:
    first, last = (ticks.year(at) for at in (low, high))
    return str(first) if first == last else f"{first}–{last}"
