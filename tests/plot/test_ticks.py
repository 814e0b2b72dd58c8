"""Axes: as many marks as there is room for, at round places."""

import itertools
from datetime import UTC, datetime

import pytest

from spaceflight_graph.plot import ticks
from spaceflight_graph.plot.chart import Tick


def at(*parts: int) -> float:
    return ticks.place(datetime(*parts, tzinfo=UTC))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (at(2017, 12, 17), at(2017, 12, 20), ["17 Dec 2017", "18 Dec 2017", "19 Dec 2017", "20 Dec 2017"]),
        (at(2017, 12, 17, 1), at(2017, 12, 18, 23), ["18 Dec 2017"]),
        (at(2017, 12, 1), at(2018, 2, 15), ["1 Dec 2017", "11 Dec 2017", "21 Dec 2017", "31 Dec 2017", "10 Jan 2018",
          "20 Jan 2018", "30 Jan 2018", "9 Feb 2018"]),
        (at(2017, 9, 1), at(2018, 2, 15), ["Sep 2017", "Oct 2017", "Nov 2017", "Dec 2017", "Jan 2018", "Feb 2018"]),
        (at(2017, 9, 13), at(2018, 6, 3), ["Nov 2017", "Jan 2018", "Mar 2018", "May 2018"]),
        (at(2013, 6, 1), at(2018, 6, 3), ["2014", "2015", "2016", "2017", "2018"]),
        (at(1957, 10, 4), at(2018, 6, 3), ["1960", "1970", "1980", "1990", "2000", "2010"]),
    ],
)  # fmt: skip
def test_days(low: float, high: float, texts: list[str]) -> None:
    found = ticks.days(low, high, "en")
    assert [tick.text for tick in found] == texts
    assert all(low <= tick.at <= high for tick in found)
    assert [tick.at for tick in found] == sorted(tick.at for tick in found)


def test_marks_stand_where_they_say() -> None:
    assert ticks.days(at(2017, 12, 31), at(2018, 1, 1), "de") == (
        Tick(at(2017, 12, 31), "31. Dez. 2017"),
        Tick(at(2018, 1, 1), "1. Jan. 2018"),
    )
    assert ticks.days(at(2017, 9, 1), at(2018, 2, 15), "zh")[4] == Tick(at(2018, 1, 1), "2018年1月")
    assert ticks.days(at(1957, 1, 1), at(2018, 1, 1), "zh")[0] == Tick(at(1960, 1, 1), "1960年")


def test_never_too_many_marks() -> None:
    for low, length in itertools.product(
        (0.0, 17_000.25), (0.0, 0.5, 3, 8, 40, 90, 130, 365, 1500, 9000, 90_000, 200_000)
    ):
        assert len(ticks.days(low, low + length, "en")) <= 9


@pytest.mark.parametrize(
    ("high", "unit", "texts"),
    [
        (6.58 * 3600, "HR", ["0 h", "1 h", "2 h", "3 h", "4 h", "5 h", "6 h"]),
        (2 * 3600, "HR", ["0 h", "1 h", "2 h"]),
        (1.9 * 3600, "MIN", ["0 min", "20 min", "40 min", "60 min", "80 min", "100 min"]),
        (30 * 3600, "HR", ["0 h", "5 h", "10 h", "15 h", "20 h", "25 h", "30 h"]),
        (168.2 * 86_400, "DAY", ["0 d", "50 d", "100 d", "150 d"]),
        (300, "MIN", ["0 min", "1 min", "2 min", "3 min", "4 min", "5 min"]),
    ],
)
def test_lengths(high: float, unit: str, texts: list[str]) -> None:
    found, seconds, marks = ticks.lengths(high, "en")
    assert (found, seconds) == (unit, {"HR": 3600, "MIN": 60, "DAY": 86_400}[unit])
    assert [tick.text for tick in marks] == texts
    assert [f"{tick.at:g}" for tick in marks] == [text.split()[0] for text in texts]


def test_counts() -> None:
    assert [tick.text for tick in ticks.counts(3)] == ["0", "1", "2", "3"]
    assert [tick.at for tick in ticks.counts(17)] == [0, 5, 10, 15]


def test_differences() -> None:
    found = ticks.differences(ticks.squeezed(-3600), ticks.squeezed(86_400), "ru")
    assert [tick.text for tick in found] == ["−1 ч", "−1 мин", "0", "1 мин", "1 ч", "1 сут"]
    assert [tick.at for tick in found] == [ticks.squeezed(s) for s in (-3600, -60, 0, 60, 3600, 86_400)]
