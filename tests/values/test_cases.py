"""The cases that issue 4 names, as claims give them and as the documents write them."""

from datetime import date

import pytest

from spaceflight_graph.values import (
    Ranged,
    Relation,
    Value,
    offset_place,
    place,
    read,
    relate,
    stated_duration,
    stated_number,
    stated_time,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
LAUNCH_DAY, DOCKING_DAY, LANDING_DAY = date(2017, 12, 17), date(2017, 12, 19), date(2018, 6, 3)


def moment(lexical: str, precision: str | None = None) -> Value:
    return read(lexical, XSD + "dateTime", precision=precision)


def said(text: str, day: date | None = None) -> Value:
    value = stated_time(text, day=day)
    assert value is not None, text
    return value


def lasting(text: str) -> Value:
    value = stated_duration(text)
    assert value is not None, text
    return value


def measured(text: str) -> Value:
    value = stated_number(text)
    assert value is not None, text
    return value


def day(lexical: str) -> Value:
    return read(lexical, XSD + "date")


def duration(lexical: str) -> Value:
    return read(lexical, XSD + "duration")


def number(lexical: str, unit: str | None, approximation: str | None = None) -> Value:
    return read(lexical, XSD + "decimal", unit=unit, approximation=approximation)


LAUNCH = {
    "claim 07:21 UTC": moment("2017-12-17T07:21:00Z", "Minute"),
    "claim 10:21:01.127 Moscow": moment("2017-12-17T10:21:01.127+03:00"),
    "claim 2:21 EST": moment("2017-12-17T02:21:00-05:00", "Minute"),
    "claim 17 December": day("2017-12-17"),
    "de infobox": said("17. Dezember 2017, 07:21 UTC"),
    "de caption": said("2:21 a.m. Eastern Time (1:21 p.m. Baikonur time)", LAUNCH_DAY),
    "de Baikonur": said("1:21 p.m. Baikonur time", LAUNCH_DAY),
    "russianspaceweb": said("2017 Dec. 17, 10:21:01.127 Moscow Time (2:21 a.m. EST)"),
    "russianspaceweb EST": said("2:21 a.m. EST", LAUNCH_DAY),
    "russianspaceweb day": said("Dec. 17, 2017"),
    "zh infobox": said("2017年12月17日 7:21 UTC"),
    "zh text": said("2017年12月17日7时21分（UTC）"),
    "zh text without zone": said("2017年12月17日7时21分"),
    "zh chronicle": said("12月17日", LAUNCH_DAY),
}
AGREEING = (Relation.SAME, Relation.AGREES, Relation.REFINES, Relation.REFINED_BY)


@pytest.mark.parametrize("a", LAUNCH)
@pytest.mark.parametrize("b", LAUNCH)
def test_every_page_agrees_on_the_launch(a: str, b: str) -> None:
    assert relate(LAUNCH[a], LAUNCH[b]) in AGREEING


def test_the_launch_is_told_most_finely_by_the_fraction_of_a_second() -> None:
    finest = LAUNCH["claim 10:21:01.127 Moscow"]
    assert finest == LAUNCH["russianspaceweb"]
    coarser = [name for name, value in LAUNCH.items() if relate(finest, value) is Relation.REFINES]
    assert sorted(coarser) == sorted(LAUNCH.keys() - {"claim 10:21:01.127 Moscow", "russianspaceweb"})


SAME, AGREES, REFINES, CONFLICTS = Relation.SAME, Relation.AGREES, Relation.REFINES, Relation.CONFLICTS
CASES = {
    "168 d 5 h 18 min refines 168 days": (REFINES, duration("P168DT5H18M"), duration("P168D")),
    "…in words": (REFINES, lasting("168d 5h 18min"), lasting("168 days")),
    "…de and zh": (SAME, lasting("168d 5h 18min"), lasting("168天5时18分")),
    "…words and claim": (SAME, lasting("168天5时18分"), duration("P168DT5H18M")),
    "12:16:40 Moscow refines 09:16 UTC": (
        REFINES,
        moment("2018-06-03T12:16:40+03:00"),
        moment("2018-06-03T09:16:00Z", "Minute"),
    ),
    "…in words (undocking)": (
        REFINES,
        said("12:16:40 Moscow Time (5:16 a.m. EDT)", LANDING_DAY),
        said("3. Juni 2018 um 09:16 UTC"),
    ),
    "Site 1/5 refines Baikonur": (
        REFINES,
        place("id:baikonur-site-1-5", frozenset({"id:baikonur", "id:kazakhstan"})),
        place("id:baikonur", frozenset({"id:kazakhstan"})),
    ),
    "12 September 21:17 UTC refines 13 September": (
        REFINES,
        moment("2017-09-12T21:17:00Z", "Minute"),
        day("2017-09-13"),
    ),
    "…in words (zh, de)": (REFINES, said("12 September 2017, 21:17 UTC"), said("9 月 13 日", date(2017, 1, 1))),
    "29 July 00:54 Moscow is 28 July 21:54 UTC": (
        SAME,
        moment("2017-07-29T00:54:00+03:00", "Minute"),
        moment("2017-07-28T21:54:00Z", "Minute"),
    ),
    "…in words ": (SAME, said("July 29, 2017, 00:54 Moscow Time"), said("28. Juli 2017, 21:54 UTC")),
    "7,220 kg refines ~7,220 kg": (REFINES, number("7220", "KiloGM"), number("7220", "KiloGM", "About")),
    "7,216 kg refines ~7,220 kg": (REFINES, number("7216", "KiloGM"), measured("~7,220 kilograms")),
    "7,080 kg is not ~7,220 kg": (CONFLICTS, number("7080", "KiloGM"), measured("~7,220 kilograms")),
    "…words and claim ": (SAME, measured("~7,220 kilograms"), number("7220", "KiloGM", "About")),
    "11:44:38.3 rounds to 11:45": (
        AGREES,
        moment("2017-12-17T11:44:38.3Z"),
        moment("2017-12-17T11:45:00Z", "Minute"),
    ),
    "…in words  ": (AGREES, said("11:44:38.3 UTC", LAUNCH_DAY), said("11:45 UTC", LAUNCH_DAY)),
    "11:44:29 does not": (CONFLICTS, said("11:44:29 UTC", LAUNCH_DAY), said("11:45 UTC", LAUNCH_DAY)),
    "12:39 and 12:59": (
        CONFLICTS,
        moment("2018-06-03T12:39:00Z", "Minute"),
        moment("2018-06-03T12:59:00Z", "Minute"),
    ),
    "…landing, de and zh": (CONFLICTS, said("3. Juni 2018, 12:39 UTC"), said("2018年6月3日 12:59 UTC")),
    "…landing, russianspaceweb and de": (
        SAME,
        said("15:39 Moscow Time (8:39 a.m. EDT)", LANDING_DAY),
        said("3. Juni 2018, 12:39 UTC"),
    ),
    "147 and 156 km": (
        CONFLICTS,
        offset_place("id:zhezkazgan", number("147", "KiloM"), "SE"),
        offset_place("id:zhezkazgan", measured("156 km"), "SE"),
    ),
    "docking an hour apart": (
        CONFLICTS,
        said("2017 Dec. 19, 11:39 Moscow Time (3:39 a.m. EST)"),
        said("19. Dezember 2017, 09:39 UTC"),
    ),
    "docking as told": (SAME, said("3:39 a.m. EST", DOCKING_DAY), said("2017年12月19日 08:39 UTC")),
    "20:40 in the infobox, 20:44 in the text": (
        CONFLICTS,
        moment("2018-03-23T20:40:00", "Minute"),
        moment("2018-03-23T20:44:00", "Minute"),
    ),
    "…in words   ": (CONFLICTS, said("2018-03-23T20:40"), said("20:44", date(2018, 3, 23))),
    "…in UTC": (CONFLICTS, said("2018-03-23T20:40Z"), said("20:44 UTC", date(2018, 3, 23))),
    "136th and 159th, until they count different things": (CONFLICTS, measured("第136次"), measured("159th")),
    "hand-over told twice": (
        SAME,
        said("June 1, 2018, at 2:25 p.m. EDT (21:25 Moscow Time)"),
        said("21:25 Moscow Time", date(2018, 6, 1)),
    ),
    "约 596 秒 and 10 minutes, about": (
        REFINES,
        lasting("596 秒"),
        read("PT600S", XSD + "duration", approximation="About"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    expected, a, b = CASES[name]
    assert relate(a, b) is expected


def test_a_docking_before_its_launch_is_seen_on_the_scale() -> None:
    docking, launch = said("2017 Dec. 16, 11:39 Moscow Time"), LAUNCH["claim 07:21 UTC"]
    assert isinstance(docking, Ranged)
    assert isinstance(launch, Ranged)
    assert docking.high <= launch.low


def elapsed(begin: Value, end: Value) -> tuple[float, float]:
    """The seconds that may lie between: times and durations share one scale."""
    assert isinstance(begin, Ranged)
    assert isinstance(end, Ranged)
    return float(end.low - begin.high) / 1e6, float(end.high - begin.low) / 1e6


def test_the_chinese_duration_shows_that_its_landing_is_a_slip() -> None:
    stated = lasting("168天5时18分")
    assert isinstance(stated, Ranged)
    launch = said("2017年12月17日 7:21 UTC")
    fits = {}
    for landing in ("2018年6月3日 12:39 UTC", "2018年6月3日 12:59 UTC"):
        low, high = elapsed(launch, said(landing))
        fits[landing] = low * 1e6 < stated.high and stated.low < high * 1e6
    assert fits == {"2018年6月3日 12:39 UTC": True, "2018年6月3日 12:59 UTC": False}


def test_three_and_a_half_hours_after_undocking() -> None:
    about = lasting("ca. 3 ½ Stunden")
    assert isinstance(about, Ranged)
    low, high = elapsed(said("3. Juni 2018 um 09:16 UTC"), said("3. Juni 2018, 12:39 UTC"))
    assert about.low <= low * 1e6 < high * 1e6 <= about.high
    assert relate(read("PT3H30M", XSD + "duration", approximation="About"), about) is REFINES


def test_engine_cut_off_8_7_minutes_into_the_flight() -> None:
    """10:29:48 after 10:21:01.127 is 8.78 minutes: a page that truncates is right too."""
    told = lasting("8.7 minutes")
    assert isinstance(told, Ranged)
    low, high = elapsed(LAUNCH["russianspaceweb"], said("10:29:48 Moscow Time", LAUNCH_DAY))
    assert told.low <= low * 1e6 < high * 1e6 <= told.high
