"""One rule of the mappings that ship at a time: what a field of a made-up page gives, and what it must not give."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.extract import mapping_files
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
    "landing_site = 哈萨克斯坦卡拉干达东南147公里": [
        "landing sf:bearingFromReference SE", "landing sf:distanceFromReference 147",
        "landing sf:referencePlace page-l3",
    ],
    "landing_site = 降落在卡拉干达东南147公里": [],
    "landing_site = 147 km southeast": [],
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

BOX = "Sonde 9\nMissionsdaten\nMission: Sonde 9\n{}\nBesatzung: 2\nFlugdauer: 3d 2h\nNavigation\n"
RENDERED = {
    "Landeplatz: --": [],
    "Landung: 3. Mai 2041, 11:20 UTC (geplant: 11:00 UTC)": ["landing sf:time 2041-05-03T11:20:00Z"],
    "Landung: 3. Mai 2041 (geplant)": ["landing sf:plannedTime 2041-05-03"],
    "Start vom Mond: 3. Mai 2041": [],
    "Rufzeichen: CM: Drache": [],
    "Raumfahrzeug: CSM-108": ["flight sf:spacecraft craft", "flight sf:spacecraftModel csm", "craft sf:model csm"],
    "Space Shuttle: Challenger OV-99": ["flight sf:spacecraft challenger"],
    "Mannschaftsfoto: Bild fehlt": [],
    "Mannschaftsfoto: Emblem der Mission": [],
    "Mannschaftsfoto: Ann van Ox": ["crew-ox sf:crew PrimaryCrew", "crew-ox sf:person ann-van-ox"],
    "Zurückgelegte Strecke: 6,2 Mio. km": ["flight sf:distanceTravelled 6200000"],
    "Zurückgelegte Strecke: 84.345.678 km": ["flight sf:distanceTravelled 84345678"],
    "Startmasse: ca. 7.080,5 kg": ["flight sf:spacecraft craft", "craft sf:mass 7080.5"],
    "Startmasse: 7,080 t": ["flight sf:spacecraft craft", "craft sf:mass 7.080"],
    "Startmasse: 6.2 t": ["flight sf:spacecraft craft", "craft sf:mass 6.2"],
    "Startmasse: 7.08.0 kg": [],
    "Inklination: 51,654°": ["orbit sf:inclination 51.654"],
    "Inklination: 51.65 Grad, kreisförmig": ["orbit sf:inclination 51.65"],
    "Inklination: 51,6° bis 52°": [],
    "Landeplatz: Mond\nLandeplatz: Pazifik": [],
}

CREW = {
    "* [[Ann Ox]] (2), Commander": ["crew-ox sf:role Commander"],
    "* Mission Specialist 3: [[Ann Ox]]": ["crew-ox sf:role MissionSpecialist"],
    "* '''Pilot''' – [[Ann Ox]] ([[NASA]])": ["crew-ox sf:agency nasa", "crew-ox sf:role Pilot"],
    "* [[甲乙 (航天员)|甲乙]]（Ann Ox，2次），任务专家": ["crew-l5 sf:role MissionSpecialist"],
    "* [[Ann Ox]], Lunar Module Pilot": ["crew-ox sf:role LunarModulePilot"],
    "* Command Pilot: [[Ann Ox]]": ["crew-ox sf:role Commander"],
    "* [[Ann Ox]], Moonwalking Pilot": [],
    "* 执行任务：[[甲乙]]（1），指令长": None,
    "* Launch slipped two days": None,
    "* May 3: [[Ann Ox]] became Commander": None,
}


@pytest.mark.parametrize(("field", "claims"), RENDERED.items(), ids=list(RENDERED))
def test_a_field_of_a_rendered_box(tmp_path: Path, field: str, claims: list[str]) -> None:
    found = page(tmp_path, BOX.format(field))
    assert [it.replace("sonde-9-spacecraft", "craft").replace("sonde-9-", "").replace("sonde-9", "flight")
            for it in told(found, 4)] == claims  # fmt: skip
    assert found.extraction.claims, "the rest of the box is read"


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
    listed = "* '''[[Apsis|Perigee]]''': 190 km\n* Apogee: {{convert|249|km}}\n* Crew: many\n"
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n== Mission parameters ==\n{listed}")
    assert told(found, 5) == ["orbit sf:perigee 190"]
    assert told(found, 6) == ["orbit sf:apogee 249"]
    assert told(found, 7) == []
    assert page(tmp_path, f"{{{{Infobox spaceflight\n| name = P 9\n}}}}\n== Other ==\n{listed}").extraction.claims == ()


SECTIONS = """Probe 9

Crew:
Ann Ox [3], Commander
Bo Yak (NASA), Payload Commander
Bo (chief), Pilot
Cy Elk, Flight Engineer
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
Pilot: Di Gnu
Total cost: much
"""


def test_a_label_without_a_value_heads_the_lines_below_it(tmp_path: Path) -> None:
    found = page(tmp_path, SECTIONS)
    assert told(found, 4) == ["crew-ox sf:crew PrimaryCrew", "crew-ox sf:person ann-ox", "crew-ox sf:role Commander"]
    assert told(found, 5) == [
        "crew-yak sf:agency nasa",
        "crew-yak sf:crew PrimaryCrew",
        "crew-yak sf:person bo-yak",
        "crew-yak sf:role PayloadCommander",
    ]
    assert told(found, 6) == [], "the role of somebody without a name is nobody else's"
    assert "crew-elk sf:role FlightEngineer" in told(found, 7)
    assert told(found, 8) == [], "what somebody does is nobody's name"
    assert told(found, 11) == ["launch sf:time 2042-03-01"]
    assert told(found, 12) == ["launch sf:time 2042-03-01T11:22:00Z"]
    assert told(found, 14) == ["landing sf:place runway-33-cape-north"]
    assert told(found, 15) == ["landing sf:time 2042-03-12"]
    assert [told(found, line) for line in (16, 18)] == [[], []], "nothing tells what the time is of"
    assert told(found, 19) == ["crew-gnu sf:crew PrimaryCrew", "crew-gnu sf:person di-gnu", "crew-gnu sf:role Pilot"]


def test_the_label_of_who_is_named_tells_the_post(tmp_path: Path) -> None:
    fields = [field for known in mapping_files.read() for block in known.blocks for field in block.fields.values()]
    posts = [(field.labels, rule.codes.keys()) for field in fields for rule in field.rules if rule.of_label]
    assert posts, "the rule is there"
    assert all(labels <= codes for labels, codes in posts), "a label without a post would give a person alone"
    found = page(tmp_path, SECTIONS.replace("Pilot: Di", "Command module pilot: Di"))
    assert "crew-gnu sf:role CommandModulePilot" in told(found, 19)
    assert told(page(tmp_path, SECTIONS.replace("Pilot: Di Gnu", "Pilot: TBD")), 19) == []


def test_a_label_may_tell_that_it_is_a_plan(tmp_path: Path) -> None:
    found = page(
        tmp_path, "Probe 9\nPlanned launch date: 3 May 2041\nCrew: Ann Ox\nLanding: 9 May 2041\nRocket: Kite 1\n"
    )
    assert told(found, 2) == ["launch sf:plannedTime 2041-05-03"]


EVENTS = """Chronicle of spaceflight 2041

1. January 3 – Acme announced plans; a launch is planned for 2043.
2. January 6: Two astronauts carried out a spacewalk of 6 hours.
3. April 20, 07:13 UTC – Soyuz MS-04 was launched from Baikonur. It docked six hours later.
4. 12 May – Conference in Oz.
5. June 2 – Soyuz MS-03 landed in Kazakhstan.
6. August 9: A cargo craft docked with the station.
7. September 1 – The craft undocked.
"""


def test_a_chronicle_in_english(tmp_path: Path) -> None:
    found = page(tmp_path, EVENTS)
    assert [told(found, n) for n in (5, 7)] == [
        ["soyuz-ms-04-launch sf:time 2041-04-20"],
        ["soyuz-ms-03-landing sf:time 2041-06-02"],
    ]
    kinds = {it.line: shorten(it.kind.value) for it in found.extraction.proposals}
    assert kinds == {3: "sf:Announcement", 4: "sf:Spacewalk", 6: "sf:Event", 8: "sf:Docking", 9: "sf:Event"}
    assert page(tmp_path, EVENTS.replace("Chronicle", "News")).extraction.claims == ()


def test_a_chronicle_in_german(tmp_path: Path) -> None:
    lines = ["Chronik 2041", "", "3. Januar: Acme kündigte etwas an.", "6. Januar: Außenbordeinsatz zweier Raumfahrer.",
             "20. April: Start von Sojus MS-04.", "12. Mai: Konferenz.", "2. Juni: Sonde 9 landete."]  # fmt: skip
    found = page(tmp_path, "\n".join(lines))
    assert [str(it.object.value) for it in found.extraction.claims] == [
        "2041-01-03", "2041-01-06", "2041-04-20", "2041-05-12", "2041-06-02",
    ]  # fmt: skip
    kinds = [shorten(it.kind.value) for it in found.extraction.proposals]
    assert kinds == ["sf:Announcement", "sf:Spacewalk", "sf:Launch", "sf:Event", "sf:Landing"]


SHEET = """The Probe MS-91 mission at a glance:

Spacecraft designation
11F732A48 No. 743
Launch site Baikonur, Site 1, Launch Pad 5
Launch date and time
2041 Aug. 22, 06:38:32 Moscow Time (actual)
Docking date and time (planned)
2041 Aug. 24, 08:30 Moscow Time
Docking destination ISS, Zvezda Service Module, SM
"""


def test_a_fact_sheet_with_values_below_their_labels(tmp_path: Path) -> None:
    found = page(tmp_path, SHEET)
    assert str(found.subject).endswith("probe-ms-91>")
    assert "probe-ms-91-spacecraft sf:serialNumber 743" in told(found, 4)
    assert not any("missionDesignation" in claim for claim in told(found, 4)), "an index of models is none"
    assert told(found, 5) == ["probe-ms-91-launch sf:place baikonur-site-1-5"]
    assert told(found, 7) == ["probe-ms-91-launch sf:time 2041-08-22T06:38:32+03:00"]
    assert [told(found, 8), told(found, 9)] == [[], []]
    assert [it for it in told(found, 10) if "Port" in it] == ["probe-ms-91-docking sf:dockingPort zvezda"]


@pytest.mark.parametrize(
    ("above", "subject"),
    [("Soyuz MS-04\nKazbek", "soyuz-ms-04"), ("Soyuz MS-04\nSoyuz MS-05", None), ("Flight No. 299", None)],
)
def test_a_flight_that_is_named_on_a_line_of_its_own(tmp_path: Path, above: str, subject: str | None) -> None:
    fields = "Data\nLaunch date:  20.04.2041\nLaunch pad:  1\nMission duration:  135d 18h 08m\n"
    found = page(tmp_path, f"Human spaceflights\n{above}\n\n{fields}")
    assert found.subject == (subject and NamedNode(f"https://w3id.org/spaceflight/id/{subject}"))


FORECAST = """---
layout: post
title: 2041年3月世界航天发射预告
---
### 序
这里是发射预告，UTC时间3月1日。
### Kite 9
另外一次发射，时间是UTC时间3月8日3点41分<sup>[1]</sup>，载荷是60颗卫星。
### Kite 10
原定UTC时间3月9日发射，推迟到UTC时间3月12日。
### 风筝一号
在北京时间6月17日上午，火箭将发射。
### Kite 11
发射时间待定。
"""


def test_a_forecast_of_launches(tmp_path: Path) -> None:
    found = page(tmp_path, FORECAST)
    assert [f"{it.line} {it.stated}" for it in found.extraction.claims] == [
        "8 UTC时间3月8日3点41分",
        "12 北京时间6月17日",
    ]
    assert told(found, 8) == ["kite-9-launch sf:plannedTime 2041-03-08T03:41:00Z"]
    assert [it.object.value for it in found.extraction.claims if isinstance(it.object, Literal)][
        1
    ] == "2041-06-17+08:00"
    assert {(it.line, it.hint) for it in found.extraction.not_placed if it.line == 6} == {
        (6, "its heading names no flight")
    }


def test_a_time_that_a_page_hides_from_people_is_none(tmp_path: Path) -> None:
    lines = ["Probe 9", "", "Probe 9", "NamesKite", "OperatorNASA", "COSPAR ID2041-054A", "Crew size7", "Launch date5 "
             "December 2041 22:19:28 (2041-12-05UTC22:19:28Z) UTC", "Inclination51.6 degrees"]  # fmt: skip
    found = page(tmp_path, "\n".join(lines))
    assert told(found, 8) == ["launch sf:time 2041-12-05T22:19:28Z"]


BARS = """Names | Kite |
---|---|
Mission type | Repair |
Operator | NASA |
COSPAR ID | 2042-010A |
Launch date | 1 March 2042 11:22:02 | UTC
Launch site | Cape North, LC-39A |
Inclination | 28.5 degrees |
STS-909 (KT3) was a mission that launched on 1 March 2042.
"""


def test_a_box_in_bars_whose_flight_the_first_sentence_names(tmp_path: Path) -> None:
    found = page(tmp_path, BARS)
    assert found.subject == NamedNode("https://w3id.org/spaceflight/id/sts-909")
    assert told(found, 3) == ["sts-909 sf:objective Repair"], "the mapping with more of the labels reads the box"
    assert told(found, 6) == ["sts-909-launch sf:time 2042-03-01T11:22:02Z"]
    assert page(tmp_path, BARS + "STS-910 was another.\n").extraction.claims == ()


def test_a_planned_orbit_is_none(tmp_path: Path) -> None:
    box = "{{Infobox spaceflight\n| name = Probe 9\n| orbit_epoch = %s\n| orbit_periapsis = 193 km\n}}\n"
    assert told(page(tmp_path, box % "Planned"), 4) == []
    assert told(page(tmp_path, box % "3 May 2041"), 4) == ["orbit sf:perigee 193"]


def test_a_crew_with_roles_and_agencies_in_brackets(tmp_path: Path) -> None:
    sheet = "Probe 9 mission at a glance:\n\nLaunch site Baikonur\nLanding 3 May 2041\nCrew Ann Ox (commander, NASA)\n"
    found = page(tmp_path, sheet)
    assert told(found, 5) == [
        "crew-ox sf:agency nasa", "crew-ox sf:crew PrimaryCrew", "crew-ox sf:person ann-ox",
        "crew-ox sf:role Commander",
    ]  # fmt: skip


def test_a_launch_of_a_list_by_date(tmp_path: Path) -> None:
    events = "== 飞行过程 ==\n* 2041年5月3日9时，飞船发射\n* 5月4日9时，飞船推迟发射\n"
    found = page(tmp_path, f"{{{{Infobox spaceflight\n| name = Probe 9\n}}}}\n{events}")
    assert told(found, 5) == ["launch sf:time 2041-05-03", "launch sf:time 2041-05-03T09:00:00"]
    assert told(found, 6) == []
