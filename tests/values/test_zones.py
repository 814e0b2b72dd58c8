"""The zones that pages name."""

from datetime import datetime, timedelta

import pytest

from spaceflight_graph.values import zone
from spaceflight_graph.values.zones import ZONES

WINTER, SUMMER = datetime(2017, 12, 17, 12), datetime(2018, 6, 3, 12)


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("UTC", 0, 0),
        ("GMT", 0, 0),
        ("Z", 0, 0),
        ("协调世界时", 0, 0),
        ("世界时", 0, 0),
        ("MEZ", 1, 1),
        ("CET", 1, 1),
        ("MESZ", 2, 2),
        ("CEST", 2, 2),
        ("莫斯科时间", 3, 3),
        ("Moskauer Zeit", 3, 3),
        ("Eastern", -5, -4),
        ("Baikonur", 6, 6),
        ("MSK", 3, 3),
        ("Moscow Time", 3, 3),
        ("moscow  time", 3, 3),
        ("Moscow", 3, 3),
        ("EST", -5, -5),
        ("EDT", -4, -4),
        ("CST", -6, -6),
        ("CDT", -5, -5),
        ("Eastern Time", -5, -4),
        ("Baikonur time", 6, 6),
        ("北京时间", 8, 8),
        ("Beijing time", 8, 8),
        ("+03:00", 3, 3),
        ("-0530", -5.5, -5.5),
        ("UTC+3", 3, 3),
        ("UTC−5", -5, -5),
        ("+14:00", 14, 14),
        ("-14", -14, -14),
        ("GMT +5:59", 5 + 59 / 60, 5 + 59 / 60),
    ],
)
def test_a_zone_by_its_name(name: str, winter: float, summer: float) -> None:
    assert zone(name).utcoffset(WINTER) == timedelta(hours=winter)
    assert zone(name).utcoffset(SUMMER) == timedelta(hours=summer)


def test_baikonur_has_changed_its_clocks() -> None:
    assert zone("Baikonur time").utcoffset(datetime(2019, 12, 17)) == timedelta(hours=5)


@pytest.mark.parametrize("name", ZONES)
def test_every_name_is_a_zone(name: str) -> None:
    assert zone(name).utcoffset(WINTER) is not None


@pytest.mark.parametrize("name", ["Mars time", "", "+15:00", "+14:01", "-14:01", "+03:60", "PST"])
def test_an_unknown_zone_lists_the_known(name: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no known time zone: use an offset such as \+03:00 or one of UTC, .*北京时间\.$"
    ):
        zone(name)
