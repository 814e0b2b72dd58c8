"""One rule of the mappings that ship at a time: what a field of a made-up page gives, and what it must not give."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from spaceflight_graph.extract.page import Page, extract
from spaceflight_graph.namespaces import shorten

FIELDS = {
    # of several words for one thing, what is not known, and plans
    "crew_callsign = TBD": [],
    "launch_site = —": [],
    "launch_rocket = [[Kite 1]] or [[Kite 2]]": [],
    "landing_site = [[Salt Lake]] (planned)": ["landing sf:plannedPlace salt-lake"],
    "orbit_inclination = 51.6° (planned)": ["orbit sf:inclination 51.6 planned"],
    "orbit_inclination = 51.6°": ["orbit sf:inclination 51.6"],
    "programme = [[Kite programme]] (crewed missions)": ["flight sf:programme kite-programme"],
    "programme2 = [[Kite 2]] flights": [],
    "previous_mission2 = [[Probe 8]]": [],
    "next_mission2 = [[Probe 10]]": [],
    "mission_duration = 19 minutes (achieved)<br/>6 months (planned)": [
        "flight sf:duration PT19M",
        "flight sf:plannedDuration P6M",
    ],
    # models and those that were built
    "spacecraft_type = Kite 7K #21L": [
        "craft sf:model kite-7k", "craft sf:serialNumber 21L", "flight sf:spacecraft craft",
        "flight sf:spacecraftModel kite-7k",
    ],
    "spacecraft = {{OV|105}}": ["flight sf:spacecraft space-shuttle-endeavour"],
    "spacecraft = {{OV|7}}": [],
    "太空船名称 = [[奋进号航天飞机|奋进号]]": ["flight sf:spacecraft page-l3"],
    "launch_rocket = [[Kite V]] 401 (AV-034)": [
        "flight sf:launchVehicle kite-v-401-av-034", "flight sf:launchVehicleModel kite-v",
        "kite-v-401-av-034 sf:model kite-v", "kite-v-401-av-034 sf:serialNumber AV-034",
    ],
    # where it landed
    "landing_site = [[Gulf of Oz]], near [[Ozma]]": ["landing sf:place gulf-of-oz", "landing sf:referencePlace ozma"],
    "landing_site = near [[Ozma]], [[Kazakhstan]]": ["landing sf:place kazakhstan", "landing sf:referencePlace ozma"],
    "landing_site = 卡拉干达东南147公里": [
        "landing sf:bearingFromReference SE", "landing sf:distanceFromReference 147",
    ],
    "landing_site = 90 kilometres south of [[Ozma]]": [
        "landing sf:bearingFromReference S", "landing sf:distanceFromReference 90", "landing sf:referencePlace ozma",
    ],
    "landing_site = Steppes southeast of [[Dzhezkazgan]]": [
        "landing sf:bearingFromReference SE", "landing sf:referencePlace zhezkazgan",
    ],
    "orbits_completed = ~2,825": ["flight sf:orbitCount 2825"],
    "分離 = 2041年5月3日": ["undocking sf:time 2041-05-03"],
    "crew_landing = Landed uncrewed": [],
    "crew_landing = [[Bob van der Ox]]": ["landing sf:participant bob-van-der-ox"],
    "mission_type = 载人航天": ["flight sf:objective 载人航天"],
}  # fmt: skip

CREW = {
    "* [[Ann Ox]] (2), Commander": ["crew-ox sf:role Commander"],
    "* Mission Specialist 3: [[Ann Ox]]": ["crew-ox sf:role MissionSpecialist"],
    "* '''Pilot''' – [[Ann Ox]] ([[NASA]])": ["crew-ox sf:agency nasa", "crew-ox sf:role Pilot"],
    "* [[甲乙 (航天员)|甲乙]]（Ann Ox，2次），任务专家": ["crew-l5 sf:role MissionSpecialist"],
    "* [[Ann Ox]], Lunar Module Pilot": [],
    "* Launch slipped two days": None,
    "* May 3: [[Ann Ox]] became Commander": None,
}


def page(folder: Path, text: str) -> Page:
    (folder / "page.wikitext").write_text(text, encoding="utf-8")
    return extract(folder / "page.wikitext")


def told(found: Page, line: int) -> list[str]:
    """Return what a page's claims of one line say, in short."""
    short = [
        f"{shorten(it.subject.value)} {shorten(it.predicate.value)} "
        f"{it.object.value if isinstance(it.object, Literal) else shorten(it.object.value)}"
        f"{' planned' if it.planned else ''}"
        for it in found.extraction.claims
        if it.line == line
    ]
    for long, name in (("id:probe-9-spacecraft", "craft"), ("id:probe-9-", ""), ("id:probe-9", "flight"), ("id:", "")):
        short = [it.replace(long, name) for it in short]
    return sorted(it.replace(" sf:", " ", 2).replace(" ", " sf:", 1) for it in short)


@pytest.mark.parametrize(("field", "claims"), FIELDS.items(), ids=list(FIELDS))
def test_a_field(tmp_path: Path, field: str, claims: list[str]) -> None:
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n| {field}\n}}}}\n")
    assert told(found, 3) == claims
    assert claims or any(it.line == 3 for it in found.extraction.not_placed)


@pytest.mark.parametrize(("entry", "claims"), CREW.items(), ids=list(CREW))
def test_an_entry_of_a_list_of_the_crew(tmp_path: Path, entry: str, claims: list[str] | None) -> None:
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n== Crew ==\n{entry}\n")
    person = "l5" if "甲" in entry else "ox"
    both = [f"crew-{person} sf:crew PrimaryCrew", f"crew-{person} sf:person {'page-l5' if '甲' in entry else 'ann-ox'}"]
    assert told(found, 5) == ([] if claims is None else sorted(both + claims))


@pytest.mark.parametrize(
    ("heading", "crew"),
    [("== Crew ==", "Primary"), ("=== Backup crew ===", "Backup"), ("== Crew ==\n'''Backup crew'''", "Backup"),
     ("== Crew ==\n;Reserve", "Backup"), ("== Support crew ==", None), ("== Crew notes ==", None),
     ("== 備援組員 ==", "Backup"), ("== Crew ==\n'''Ground'''", None),
     ("'''Backup'''\n== Crew ==", "Primary"), ("== Cargo ==", None)],
)  # fmt: skip
@pytest.mark.parametrize(
    "listed", ["* [[Ann Ox]], Pilot", "{|\n! Position !! Name\n|-\n| Pilot || [[Ann Ox]]\n|}"], ids=["list", "table"]
)
def test_a_heading_tells_which_crew(tmp_path: Path, heading: str, crew: str | None, listed: str) -> None:
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n{heading}\n{listed}\n\nThe end.\n")
    crews = [shorten(it.object.value) for it in found.extraction.claims if shorten(it.predicate.value) == "sf:crew"]
    assert crews == ([f"sf:{crew}Crew"] if crew else [])


@pytest.mark.parametrize(
    ("words", "number"),
    [("Second and last", "2"), ("Only", "1"), ("Third", "3"), ("0", None), ("—", None), ("第2次", "2")],
)
def test_which_of_a_persons_flights_it_is(tmp_path: Path, words: str, number: str | None) -> None:
    row = f"{{{{Spaceflight crew\n|position1 = Pilot\n|crew1_up = [[Ann Ox]]\n|flights1_up = {words}\n}}}}\n"
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n== Crew ==\n{row}")
    assert told(found, 8) == ([f"crew-ox sf:personFlightNumber {number}"] if number else [])


def test_an_abbreviation_means_what_the_page_links_it_to(tmp_path: Path) -> None:
    rows = "|crew1_up = [[Ann Ox]], [[NASA|NA]]\n|position2 = Pilot\n|crew2_up = [[Bo Yak]], NA\n|position3 = Pilot\n"
    box = f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n{{{{Spaceflight crew\n|position1 = Pilot\n{rows}}}}}\n"
    assert "crew-yak sf:agency nasa" in told(page(tmp_path, box), 8)
    twice = box.replace("|position3 = Pilot\n", "|position3 = Pilot\n|crew3_up = [[Cy Elk]], [[Narnia|NA]]\n")
    assert not any("agency" in claim for claim in told(page(tmp_path, twice), 8)), "of two things it means neither"


def test_parameters_that_a_list_names(tmp_path: Path) -> None:
    listed = "* '''[[Perigee]]:''' 190 km\n* Apogee: {{convert|249|km}}\n* Crew: many\n"
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n== Mission parameters ==\n{listed}")
    assert told(found, 5) == ["orbit sf:perigee 190"]
    assert told(found, 6) == ["orbit sf:apogee 249"]
    assert told(found, 7) == []
    assert page(tmp_path, f"{{{{Infobox spaceflight\n| name = P 9\n}}}}\n== Other ==\n{listed}").extraction.claims == ()


SECTIONS = """Probe 9

Crew:
Ann Ox [3], Commander
Bo Yak (NASA), Payload Commander
Mission Specialist
Launch:
Pad: 39-A
Date: 1 March 2042
Time: 11:22 UTC
Landing:
Location: Runway 33, Cape North
Date: 12 March 2042
Planned landing time: 10:00 UTC

Time: 09:00 UTC
Pilot: Cy Elk
Total cost: much
"""


def test_a_label_without_a_value_heads_the_lines_below_it(tmp_path: Path) -> None:
    found = page(tmp_path, SECTIONS)
    assert told(found, 4) == ["crew-ox sf:crew PrimaryCrew", "crew-ox sf:person ann-ox", "crew-ox sf:role Commander"]
    assert told(found, 5) == ["crew-yak sf:agency nasa", "crew-yak sf:crew PrimaryCrew", "crew-yak sf:person bo-yak"]
    assert told(found, 6) == [], "what somebody does is nobody's name"
    assert told(found, 9) == ["launch sf:time 2042-03-01"]
    assert told(found, 10) == ["launch sf:time 2042-03-01T11:22:00Z"]
    assert told(found, 12) == ["landing sf:place runway-33-cape-north"]
    assert told(found, 13) == ["landing sf:time 2042-03-12"]
    assert [told(found, line) for line in (14, 16)] == [[], []], "nothing tells what the time is of"
    assert told(found, 17) == ["crew-elk sf:crew PrimaryCrew", "crew-elk sf:person cy-elk", "crew-elk sf:role Pilot"]


def test_a_label_may_tell_that_it_is_a_plan(tmp_path: Path) -> None:
    found = page(
        tmp_path, "Probe 9\nPlanned launch date: 3 May 2041\nCrew: Ann Ox\nLanding: 9 May 2041\nRocket: Kite 1\n"
    )
    assert told(found, 2) == ["launch sf:plannedTime 2041-05-03"]
