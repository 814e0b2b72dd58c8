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
        ("BJT", 8, 8),
        ("东八区", 8, 8),
        ("中国标准时间", 8, 8),
        ("MSD", 4, 4),
        ("ET", -5, -4),
        ("Eastern Daylight Time", -4, -4),
        ("CT", -6, -5),
        ("Central", -6, -5),
        ("Houston time", -6, -5),
        ("Central Standard Time", -6, -6),
        ("Central European Time", 1, 1),
        ("Central European Summer Time", 2, 2),
        ("MST", -7, -7),
        ("MDT", -6, -6),
        ("Mountain Time", -7, -6),
        ("PST", -8, -8),
        ("PDT", -7, -7),
        ("Pacific", -8, -7),
        ("Pacific Time", -8, -7),
        ("美国太平洋时间", -8, -7),
        ("AKST", -9, -9),
        ("AKDT", -8, -8),
        ("HST", -10, -10),
        ("British Summer Time", 1, 1),
        ("India Standard Time", 5.5, 5.5),
        ("JST", 9, 9),
        ("Tokyo time", 9, 9),
        ("东京时间", 9, 9),
        ("KST", 9, 9),
        ("Kourou time", -3, -3),
        ("AEST", 10, 10),
        ("NZDT", 13, 13),
        ("UTC + 8", 8, 8),
        ("UTC+0800", 8, 8),
        ("GMT+08:00", 8, 8),
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


@pytest.mark.parametrize("name", ["Mars time", "", "+15:00", "+14:01", "-14:01", "+03:60", "IST", "BST", "XYZ"])
def test_an_unknown_zone_lists_the_known(name: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no known time zone: use an offset such as \+03:00 or one of UTC, .*北京时间.*NZDT\.$"
    ):
        zone(name)
