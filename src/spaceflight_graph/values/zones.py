"""The only place for the names that pages give to time zones.

A name that means zones of several countries is no name: IST is India's, Israel's and Ireland's, BST Britain's and
Bangladesh's. What is told in such a zone is not read, and ``cite`` counts it. CST is the one exception, and only in
texts that are not Chinese: the pages that use it are American.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

MOSCOW, EASTERN, BAIKONUR, BEIJING = "Europe/Moscow", "America/New_York", "Asia/Qyzylorda", "Asia/Shanghai"
CENTRAL, MOUNTAIN, PACIFIC, TOKYO = "America/Chicago", "America/Denver", "America/Los_Angeles", "Asia/Tokyo"
INDIA, KOUROU = "Asia/Kolkata", "America/Cayenne"

ZONES: dict[str, str | int] = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "Coordinated Universal Time": 0,
    "Universal Time": 0,
    "Greenwich Mean Time": 0,
    "Weltzeit": 0,
    "协调世界时": 0,
    "協調世界時": 0,
    "世界时": 0,
    "格林尼治时间": 0,
    "格林威治时间": 0,
    "MSK": MOSCOW,
    "MSD": 4,
    "МСК": MOSCOW,
    "Moscow Time": MOSCOW,
    "Moscow": MOSCOW,
    "Moskauer Zeit": MOSCOW,
    "莫斯科时间": MOSCOW,
    "EST": -5,
    "EDT": -4,
    "ET": EASTERN,
    "Eastern Time": EASTERN,
    "Eastern Standard Time": -5,
    "Eastern Daylight Time": -4,
    "Eastern": EASTERN,
    "美国东部时间": EASTERN,
    "美东时间": EASTERN,
    "CST": -6,  # US Central, as these pages use it; China's is written 北京时间
    "CDT": -5,
    "CT": CENTRAL,
    "Central Time": CENTRAL,
    "Central Standard Time": -6,
    "Central Daylight Time": -5,
    "Central": CENTRAL,
    "Houston time": CENTRAL,
    "美国中部时间": CENTRAL,
    "休斯敦时间": CENTRAL,
    "MST": -7,
    "MDT": -6,
    "MT": MOUNTAIN,
    "Mountain Time": MOUNTAIN,
    "Mountain Standard Time": -7,
    "Mountain Daylight Time": -6,
    "Mountain": MOUNTAIN,
    "PST": -8,
    "PDT": -7,
    "PT": PACIFIC,
    "Pacific Time": PACIFIC,
    "Pacific Standard Time": -8,
    "Pacific Daylight Time": -7,
    "Pacific": PACIFIC,
    "美国西部时间": PACIFIC,
    "美国太平洋时间": PACIFIC,
    "太平洋时间": PACIFIC,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "British Summer Time": 1,
    "MEZ": 1,
    "CET": 1,
    "Central European Time": 1,
    "mitteleuropäische Zeit": 1,
    "MESZ": 2,
    "CEST": 2,
    "Central European Summer Time": 2,
    "mitteleuropäische Sommerzeit": 2,
    "OEZ": 2,
    "EET": 2,
    "OESZ": 3,
    "EEST": 3,
    "Baikonur time": BAIKONUR,  # UTC+6 until 20 December 2018, UTC+5 since
    "Baikonur": BAIKONUR,
    "拜科努尔时间": BAIKONUR,
    "India Standard Time": INDIA,
    "Indian Standard Time": INDIA,
    "印度标准时间": INDIA,
    "印度时间": INDIA,
    "Beijing time": BEIJING,
    "Beijing": BEIJING,
    "BJT": BEIJING,
    "China Standard Time": BEIJING,
    "Pekinger Zeit": BEIJING,
    "北京时间": BEIJING,
    "北京時間": BEIJING,
    "中国标准时间": BEIJING,
    "东八区": 8,
    "JST": TOKYO,
    "Japan Standard Time": TOKYO,
    "Japan time": TOKYO,
    "Tokyo time": TOKYO,
    "Tokyo": TOKYO,
    "日本标准时间": TOKYO,
    "日本时间": TOKYO,
    "东京时间": TOKYO,
    "KST": 9,
    "Korea Standard Time": 9,
    "Kourou time": KOUROU,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}
"""Names to a key of the IANA database, or to hours east of UTC where the name itself fixes them."""

_BY_NAME = {name.casefold(): place for name, place in ZONES.items()}
OFFSET = r"(?:utc|gmt) ?(?:\+ ?|[−-])\d{1,2}(?::?\d\d)?(?!\d)"
"""Matches an offset as pages write it, folded; in ``12:15 UTC - 12:30`` there is none."""
_NUMERIC = re.compile(r"(?:UTC|GMT)? ?([+−-]) ?(\d\d?)(?::?(\d\d))?", re.ASCII | re.IGNORECASE)


def zone(name: str) -> tzinfo:
    """Return the time zone that a page means by a name, in any case, or by an offset such as ``+03:00`` or ``UTC+3``.

    Raises:
        ValueError: no name that pages use; the message lists those that are known.

    >>> zone("UTC+3").utcoffset(None)
    datetime.timedelta(seconds=10800)
    """
    wanted = " ".join(name.split())
    known = _BY_NAME.get(wanted.casefold())
    if isinstance(known, str):
        return ZoneInfo(known)
    if known is not None:
        return timezone(timedelta(hours=known)) if known else UTC
    if numeric := _NUMERIC.fullmatch(wanted):
        minutes = int(numeric[2]) * 60 + int(numeric[3] or 0)
        if minutes <= 14 * 60 and int(numeric[3] or 0) < 60:
            return timezone(timedelta(minutes=minutes if numeric[1] == "+" else -minutes))
    raise ValueError(f"{name!r} is no known time zone: use an offset such as +03:00 or one of {', '.join(ZONES)}.")
