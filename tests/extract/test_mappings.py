"""The mappings that ship, on made-up pages: what each kind of page gives, and that other pages give nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.commands.validate import command
from spaceflight_graph.extract.mapping import Splitter
from spaceflight_graph.extract.mapping_files import read
from spaceflight_graph.extract.page import Page, extract
from spaceflight_graph.extract.result import Reason
from spaceflight_graph.namespaces import shorten

WIKITEXT = """{{Infobox spaceflight
| name = Probe MS-91
| mission_duration = {{time interval|2041-05-03|2041-05-09}}
| spacecraft = Soyuz-MS No. 991
| manufacturer = [[Works (company)|Works]]
| launch_mass = {{cvt|7000|kg}}
| launch_date = {{Start date text|3 May 2041, 04:05:06|timezone=yes}}{{nbsp}}[[UTC]]<ref name=x />
| launch_rocket = [[Soyuz-FG]] No. 7-A
| launch_site = [[Baikonur Cosmodrome|Baikonur]], [[Gagarin's Start|Site 1/5]]
| landing_date = 9 May 2041,
04:00 UTC
| landing_site = [[Kazakh Steppe]], {{cvt|55|km}} south of [[Zhezkazgan]]
| crew_members = [[Ann Ox]]<br/>[[Bo Yak (astronaut)|Bo Yak]]
| crew_launching = [[Cy Elk]]
| crew_landing = [[Di Gnu]]
| crew_callsign = Kite ({{lang|ru|Змей}})
| orbit_periapsis = {{cvt|416|km}}
| orbit_period = 92.9&nbsp;minutes
| docking = {{Infobox spaceflight/Dock
  | docking_target = [[ISS]]
  | docking_port = ''[[Rassvet (ISS module)|Rassvet]]'' nadir
  | docking_date = 4 May 2041, 08:48 UTC
  | time_docked = 1 day
 }}{{Infobox spaceflight/Dock
  | docking_target = ISS (relocation)
  | undocking_date = 8 May 2041
  | time_docked = 2 days
 }}
| previous_mission = [[Probe MS-90]]
| next_mission = [[Probe MS-92]]
}}

== Crew ==
=== Backup crew ===
{| class="wikitable"
! Position !! Crew member
|-
| Commander || {{flagicon|RUS}} [[Ed Yeti]], [[Roscosmos]]<br>Third spaceflight
|}
=== Prime crew ===
{| class="wikitable"
! Position !! Name !! Nationality !! Flights
|-
| Pilot || {{flag|Kazakhstan}} [[Ann Ox]] || Kazakhstan || First
|}
"""

CHINESE = """{{UTC+8}}
{{太空任务信息框
|任务名称 = 风筝九号
|发射 = 2041年5月3日<br />4:05（[[UTC+8|+8]]）
|成员 = 2 / 3
|任务时间 = 6天1小时
|前次任务 = [[风筝八号]]
}}
== 乘组 ==
{|
! 职位 !! 发射阶段 !! 返回阶段 !! 飞行次数
|-
| 指令长 || {{flagicon|CHN}} {{le|甲乙|Jia Yi}} || N/A || 第2次
|}
== 时间轴 ==
*5月3日
** 4时5分6秒，点火
*5月9日
** 9时，着陆
"""

GERMAN = """Sonde MS-91
MissionSonde MS-91
RaumfahrzeugSojus 7K-MS (GRAU-Index 11F732) Seriennummer 991
Start3. Mai 2041, 04:05 UTC
Masse7.270 kg
LandeplatzKasachstan, 51°2'42"N
Erdumkreisungen2.987
Mannschaftsfoto
v. l. n. r. Ann Ox und Bo Yak
"""

SHEET = """Probe MS-91 mission at a glance:

Spacecraft Probe MS-91 (11F732 No. 991)
Launch site Baikonur, Site 1, Pad 5
Crew ISS Expedition 90/91: Ann Ox (NASA, Soyuz commander); Bo Yak (Roskosmos) - up only; returns later.
Launch date and time 2041 May 3, 04:05 Moscow Time (9:05 p.m. EDT)
Docking at ISS (nadir port) 2041 May 4, actual: 00:58:35 Moscow Time; planned: 01:01 Moscow Time
Docking location MIM1 Rassvet on the Russian segment
Mission duration Actual: 6 days (Originally planned for 7 days)
Landing 2041 May 9 (planned)
"""

KEYS = """Probe MS-91

Launch date:  03.05.2041
Launch time:  04:05 UTC
Launch pad:  1
Landing time:  03:00 UTC
Spacecraft:  Probe MS-91 (No. 991)
"""

CHRONICLE = "".join(
    f"{number}. {day}\n"
    for number, day in enumerate(
        ("1月3日，某公司宣布将发射探测器。", "1月6日，航天员完成了出舱活动。", "4月20日，“联盟”MS-04飞船发射升空。",
         "5月1日，某地召开会议。", "6月2日，两名航天员返回地球。"),
        start=1,
    )
)  # fmt: skip


def page(folder: Path, text: str, name: str = "page.txt") -> Page:
    (folder / name).write_text(text, encoding="utf-8")
    return extract(folder / name)


def claims(read: Page) -> set[str]:
    """Return the claims as words: line, subject, property, value; things of the flight without its name."""
    stem = f"{read.subject.value}-" if read.subject is not None else "none"

    def name(thing: NamedNode) -> str:
        if thing == read.subject:
            return "flight"
        return thing.value.removeprefix(stem) if thing.value.startswith(stem) else shorten(thing.value)

    return {
        f"{it.line} {name(it.subject)} {shorten(it.predicate.value)} "
        + (it.object.value if isinstance(it.object, Literal) else name(it.object))
        for it in read.extraction.claims
    }


def test_wikitext(tmp_path: Path) -> None:
    found = page(tmp_path, WIKITEXT)
    told = claims(found)
    assert found.subject == NamedNode("https://w3id.org/spaceflight/id/probe-ms-91")
    assert told >= {
        "4 flight sf:spacecraftModel id:soyuz-ms",
        "4 spacecraft sf:serialNumber 991",
        "5 spacecraft sf:manufacturer id:works",
        "6 spacecraft sf:mass 7000",
        "7 launch sf:time 2041-05-03T04:05:06Z",
        "8 flight sf:launchVehicle id:soyuz-fg-no-7-a",
        "8 id:soyuz-fg-no-7-a sf:model id:soyuz-fg",
        "9 launch sf:place id:baikonur-site-1-5",
        "10 landing sf:time 2041-05-09",
        "11 landing sf:time 2041-05-09T04:00:00Z",
        "12 landing sf:place id:kazakh-steppe",
        "12 landing sf:distanceFromReference 55",
        "12 landing sf:bearingFromReference sf:S",
        "12 landing sf:referencePlace id:zhezkazgan",
        "13 crew-ox sf:person id:ann-ox",
        "13 crew-yak sf:person id:bo-yak",
        "14 crew-elk sf:crew sf:PrimaryCrew",
        "15 landing sf:participant id:di-gnu",
        "16 flight sf:callSign Kite",
        "16 flight sf:callSign Змей",
        "17 orbit sf:perigee 416",
        "18 orbit sf:orbitalPeriod 92.9",
        "20 docking sf:station id:international-space-station",
        "21 docking sf:dockingPort id:rassvet",
        "22 docking sf:time 2041-05-04T08:48:00Z",
        "25 docking-2 sf:station id:international-space-station",
        "26 undocking-2 sf:time 2041-05-08",
        "29 flight sf:previousFlight id:probe-ms-90",
        "30 id:probe-ms-92 sf:previousFlight flight",
        "38 backup-crew-yeti sf:person id:ed-yeti",
        "38 backup-crew-yeti sf:crew sf:BackupCrew",
        "38 backup-crew-yeti sf:role sf:Commander",
        "38 backup-crew-yeti sf:agency id:roscosmos",
        "38 id:ed-yeti sf:nationality id:russia",
        "44 crew-ox sf:role sf:Pilot",
        "44 crew-ox sf:personFlightNumber 1",
        "44 id:ann-ox sf:nationality id:kazakhstan",
    }
    assert not any("dockedDuration" in claim for claim in told), "of two dockings nobody knows which is meant"
    computed = [it for it in found.extraction.not_placed if it.reason is Reason.COMPUTED]
    assert [(it.line, it.field) for it in computed] == [(3, "mission_duration")]


def test_a_page_that_breaks_off(tmp_path: Path) -> None:
    text = "{{Infobox spaceflight\n| name = Probe MS-91\n| orbits_completed = {{mystery|9}}\n"
    text += "| crew_size = 3\n| launch_mass = 7,2"
    found = page(tmp_path, text)
    assert claims(found) == {"4 flight sf:crewSize 3"}
    told = [(it.line, it.reason, it.hint) for it in found.extraction.not_placed]
    assert told == [
        (1, Reason.BROKEN, "the template 'Infobox spaceflight' does not end"),
        (3, Reason.NOT_READ, "nothing is known of {{mystery}}"),
        (5, Reason.BROKEN, "its markup does not end"),
    ]


def test_chinese_wikitext(tmp_path: Path) -> None:
    found = page(tmp_path, CHINESE, "zh-page.txt")
    told = claims(found)
    assert told >= {
        "4 launch sf:time 2041-05-03T04:05:00+08:00",
        "6 flight sf:duration P6DT1H",
        "13 crew-yi sf:person id:jia-yi",
        "13 crew-yi sf:role sf:Commander",
        "13 crew-yi sf:personFlightNumber 2",
        "13 id:jia-yi sf:nationality id:china",
        "17 launch sf:time 2041-05-03T04:05:06+08:00",
        "19 landing sf:time 2041-05-09T09:00:00+08:00",
    }
    assert not any("crewSize" in claim for claim in told), "2 up and 3 down are no size"
    labels = {shorten(it.iri.value): it.labels for it in found.extraction.proposals}
    assert labels["id:jia-yi"] == (("甲乙", "zh"), ("Jia Yi", "en"))


def test_a_rendered_box(tmp_path: Path) -> None:
    told = claims(page(tmp_path, GERMAN))
    assert told >= {
        "3 flight sf:spacecraftModel id:soyuz-ms",
        "3 spacecraft sf:serialNumber 991",
        "3 id:soyuz-ms sf:grauIndex 11F732",
        "4 launch sf:time 2041-05-03T04:05:00Z",
        "5 spacecraft sf:mass 7270",
        "6 landing sf:place id:kazakhstan",
        "7 flight sf:orbitCount 2987",
        "9 crew-ox sf:person id:ann-ox",
        "9 crew-yak sf:person id:bo-yak",
    }


def test_a_fact_sheet(tmp_path: Path) -> None:
    told = claims(page(tmp_path, SHEET))
    assert told >= {
        "3 spacecraft sf:serialNumber 991",
        "4 launch sf:place id:baikonur-site-1-5",
        "5 crew-ox sf:agency id:nasa",
        "5 crew-ox sf:role sf:Commander",
        "5 crew-yak sf:agency id:roscosmos",
        "6 launch sf:time 2041-05-03T04:05:00+03:00",
        "6 launch sf:time 2041-05-02T21:05:00-04:00",
        "7 docking sf:time 2041-05-04",
        "7 docking sf:time 2041-05-04T00:58:35+03:00",
        "7 docking sf:plannedTime 2041-05-04T01:01:00+03:00",
        "8 docking sf:dockingPort id:rassvet",
        "9 flight sf:duration P6D",
        "9 flight sf:plannedDuration P7D",
        "10 landing sf:plannedTime 2041-05-09",
    }
    assert len([claim for claim in told if " sf:person " in claim]) == 2


def test_keys_and_values(tmp_path: Path) -> None:
    found = page(tmp_path, KEYS)
    assert claims(found) == {
        "3 launch sf:time 2041-05-03",
        "4 launch sf:time 2041-05-03T04:05:00Z",
        "7 flight sf:spacecraft spacecraft",
        "7 spacecraft sf:serialNumber 991",
        "7 spacecraft sf:model id:probe-ms",
        "7 flight sf:spacecraftModel id:probe-ms",
    }
    assert [it.hint for it in found.extraction.not_placed if it.line == 6] == ["nothing tells its day"]


def test_a_chronicle(tmp_path: Path) -> None:
    found = page(tmp_path, CHRONICLE, "zh-chronicle-2041.txt")
    assert claims(found) == {
        "1 id:zh-chronicle-2041-l1 sf:time 2041-01-03",
        "2 id:zh-chronicle-2041-l2 sf:time 2041-01-06",
        "3 id:soyuz-ms-04-launch sf:time 2041-04-20",
        "4 id:zh-chronicle-2041-l4 sf:time 2041-05-01",
        "5 id:zh-chronicle-2041-l5 sf:time 2041-06-02",
    }
    kinds = [shorten(it.kind.value) for it in found.extraction.proposals]
    assert kinds == ["sf:Announcement", "sf:Spacewalk", "sf:Event", "sf:Landing"]
    assert page(tmp_path, CHRONICLE, "undated.txt").extraction.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Launch of a probe. The crew landed.\nLanding: soon\n",
        "{{Infobox person\n| name = Ann Ox\n| launch_date = 3 May 2041\n}}\n",
        "Start der Sonde\nLandung der Sonde\nBesatzung der Sonde\n",
        "== Crew ==\nwords\n",
        "News: March 2 – First flight.\n\nMarch 3 – Another.\n",
    ],
)
def test_an_unknown_layout_gives_no_claims(tmp_path: Path, text: str) -> None:
    found = page(tmp_path, text)
    assert found.extraction.claims == ()
    assert {it.line for it in found.extraction.not_placed} == {n for n, line in enumerate(text.split("\n"), 1) if line}


def test_each_of_several_lists_is_of_what_its_heading_names(tmp_path: Path) -> None:
    one = "Probe MS-91\nLaunch: 3 May 2041\nCrew: Ann Ox (Pilot), and Bo Yak (guest)\nSpacecraft: Shuttle Kite\n\n"
    other = "In between\nLaunch: 4 May 2041\nCrew: Cy Elk\nRocket: Soyuz-FG\n"
    found = page(tmp_path, one + other)
    told = {f"{it.line} {shorten(it.subject.value)}" for it in found.extraction.claims}
    assert told == {
        "2 id:probe-ms-91-launch",
        "3 id:probe-ms-91-crew-ox",
        "3 id:probe-ms-91-crew-yak",
        "4 id:probe-ms-91",
    }
    assert {it.reason for it in found.extraction.not_placed if it.line > 6} == {Reason.AMBIGUOUS}


def test_every_splitter_of_documents_has_a_mapping() -> None:
    assert {it.splitter for it in read()} >= set(Splitter) - {Splitter.DELIMITED}


def test_the_mappings_conform_to_their_shapes() -> None:
    root = Path(__file__).parents[2]
    report = CliRunner().invoke(
        command, [str(root / "data" / "mappings"), "--shapes", str(root / "shapes" / "mappings.ttl")]
    )
    assert report.exit_code == 0, report.output
