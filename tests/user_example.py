"""A program of a user, which mypy reads in strict mode with our tests: each public name has the type that it says."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import assert_type

import spaceflight_graph as sg


def longest_spacewalk(graph: sg.Graph) -> tuple[str, timedelta]:
    """Return the people of the longest spacewalk that is told with its length, and the length."""
    walks = graph.ask("spacewalks", from_=date(2017, 1, 1), to=date(2017, 12, 31))
    assert_type(walks, sg.Answer)
    timed = [walk for walk in walks if isinstance(walk["duration"], timedelta)]
    longest = max(timed, key=lambda walk: walk.typed("duration", timedelta))
    assert_type(longest, sg.Row)
    return longest.typed("people", str), longest.typed("duration", timedelta)


def first_launch_after(graph: sg.Graph, moment: datetime) -> sg.Thing:
    """Return the first flight that was surely launched after a moment, however finely its launch is told."""
    for row in graph.ask("launches"):
        span = row.span("date")
        if span and span[0] and span[0] > moment:
            return row.typed("flight", sg.Thing)
    raise LookupError(moment)


def voices(graph: sg.Graph) -> list[tuple[str, int]]:
    """Return who tells by which rocket Soyuz MS-07 flew, at which lines."""
    told = graph.explain("soyuz-ms-07", "launch vehicle")
    assert_type(told, sg.Explanations)
    assert_type(told[0], sg.Explanation)
    return [(voice.document, voice.line) for explanation in told for voice in explanation.voices]


def main(store: str | Path | None = None) -> list[object]:
    """Ask the local graph."""
    try:
        graph = sg.open_graph(store, lang="en")
    except sg.StoreError as error:
        raise SystemExit(str(error)) from error
    with graph:
        assert_type(graph.disputes(), sg.Answer)
        assert_type(graph.find("Союз МС-07"), sg.Answer)
        assert_type(graph.list("Spacewalk", limit=3), sg.Answer)
        assert_type(graph.plot("spacewalks"), sg.Picture)
        assert_type(graph.queries(), tuple[sg.Query, ...])
        assert_type(graph.holds("ASK { id:soyuz-ms-07 a sf:Spaceflight }"), bool)
        rows = graph.sparql("SELECT ?walk { ?walk a sf:Spacewalk }")
        first = first_launch_after(graph, datetime(2017, 12, 15, 23, tzinfo=UTC))
        return [longest_spacewalk(graph), first.label, voices(graph), len(rows)]
