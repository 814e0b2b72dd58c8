"""The only place for the names that pages give to time zones."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

MOSCOW, EASTERN, BAIKONUR, BEIJING = "Europe/Moscow", "America/New_York", "Asia/Qyzylorda", "Asia/Shanghai"

ZONES: dict[str, str | int] = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "协调世界时": 0,
    "世界时": 0,
    "MSK": MOSCOW,
    "Moscow Time": MOSCOW,
    "Moscow": MOSCOW,
    "Moskauer Zeit": MOSCOW,
    "莫斯科时间": MOSCOW,
    "EST": -5,
    "EDT": -4,
    "CST": -6,  # US Central, as these pages use it; China's is written 北京时间
    "CDT": -5,
    "Eastern Time": EASTERN,
    "Eastern": EASTERN,
    "MEZ": 1,
    "CET": 1,
    "MESZ": 2,
    "CEST": 2,
    "Baikonur time": BAIKONUR,  # UTC+6 until 20 December 2018, UTC+5 since
    "Baikonur": BAIKONUR,
    "Beijing time": BEIJING,
    "北京时间": BEIJING,
}
"""Names to a key of the IANA database, or to hours east of UTC where the name itself fixes them."""

_BY_NAME = {name.casefold(): place for name, place in ZONES.items()}
_NUMERIC = re.compile(r"(?:UTC|GMT)? ?([+−-])(\d\d?)(?::?(\d\d))?", re.ASCII | re.IGNORECASE)


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
