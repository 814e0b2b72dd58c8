"""Rendered boxes, fact sheets and key-value lists into cells: which label a line begins with, and where a box ends."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaceflight_graph.extract import chronicle, fact_sheet, key_values, rendered
from spaceflight_graph.extract.cells import Block, Broken
from spaceflight_graph.extract.labelled import Form, Labels

LABELS = (
    "start",
    "startplatz",
    "mission",
    "landung",
    "dauer auf station",
    "vorherige mission",
    "vorher",
    "nachher",
    "foto",
)
ENGLISH = ("launch", "launch date and time", "launch site", "crew", "docking at station", "docking")


def told(blocks: Sequence[Block]) -> list[tuple[int, str, str]]:
    return [(cell.line, cell.label, cell.text) for block in blocks for cell in block.cells]


@pytest.mark.parametrize(
    ("line", "label", "value", "form"),
    [
        ("Start3. Mai 2001", "Start", "3. Mai 2001", Form.GLUED),
        ("StartplatzNordkap", "Startplatz", "Nordkap", Form.GLUED),
        ("Startplatz:  Nordkap 7[2]", "Startplatz", "Nordkap 7", Form.COLON),
        ("| Start | 3. Mai | ||", "Start", "3. Mai", Form.BAR),
        ("Dauer auf Station\t3d", "Dauer auf Station", "3d", Form.TAB),
        ("- **Start:** 3. Mai", "Start", "3. Mai", Form.COLON),
        ("1. Start – 3. Mai", "Start", "3. Mai", Form.COLON),
        ("Start：3. Mai [a]", "Start", "3. Mai", Form.COLON),
        ("start 3. Mai", "start", "3. Mai", Form.SPACE),
        ("Mission:", "Mission", "", Form.ALONE),
        ("Foto [1]", "Foto", "", Form.ALONE),
    ],
)
def test_a_line_with_a_label(line: str, label: str, value: str, form: Form) -> None:
    read = Labels(LABELS).read(line)
    assert read is not None
    assert (read.label, read.value, read.form) == (label, value, form)
    assert read.value in line


@pytest.mark.parametrize(
    "line", ["Startmasse7220 kg", "Neustart: 3. Mai", "Startfenster", "", "x" * 500 + "Start", "Start: " + "x" * 500]
)
def test_a_line_without(line: str) -> None:
    assert Labels(LABELS).read(line) is None


def test_no_labels_no_fields() -> None:
    assert Labels(()).read("Start: 3. Mai") is None


BOX = """Sonde 9

MissionSonde 9
Start3. Mai 2001, 04:05 UTC
StartplatzNordkap
Dauer auf Station3d 2h
Startmasse7 t
Ann Ox, Bo Yak und Cy Elk
Ann Ox, Bo Yak und Cy Elk
◄  Vorher / nachher  ►
Sonde 8
Sonde 10

Sonde 9 war ein Flug.
Start und Landung
"""


def test_a_rendered_box() -> None:
    (block,), broken = rendered.split(BOX.split("\n"), LABELS)
    assert broken == []
    assert (block.line, block.heading) == (3, "Sonde 9")
    assert told([block]) == [
        (3, "Mission", "Sonde 9"),
        (4, "Start", "3. Mai 2001, 04:05 UTC"),
        (5, "Startplatz", "Nordkap"),
        (6, "Dauer auf Station", "3d 2h"),
        (8, rendered.NAMES, "Ann Ox, Bo Yak und Cy Elk"),
        (11, "Vorher", "Sonde 8"),
        (12, "nachher", "Sonde 10"),
    ]


def test_values_on_the_line_below() -> None:
    text = "Mission: Sonde 9\r\nStart | 3. Mai | ||\nFoto |\nAnn Ox und Bo Yak |\nVorherige\nMission:\nSonde 8"
    blocks, _ = rendered.split(text.split("\n"), LABELS)
    assert told(blocks)[2:] == [(4, "Foto", "Ann Ox und Bo Yak"), (7, "Vorherige Mission", "Sonde 8")]
    assert blocks[0].cells[0].raw == "Sonde 9"


def test_neighbours_in_one_row_and_one_neighbour_alone() -> None:
    head = "MissionSonde 9\nStart3. Mai\nStartplatzNordkap\n◄ Vorher / nachher ►\n"
    assert told(rendered.split((head + "Sonde 8 | | Sonde 10 |").split("\n"), LABELS)[0])[3:] == [
        (5, "Vorher", "Sonde 8"),
        (5, "nachher", "Sonde 10"),
    ]
    assert told(rendered.split((head + "Sonde 10\n\nText").split("\n"), LABELS)[0])[3:] == []


def test_two_fields_are_no_box() -> None:
    assert rendered.split(["Start: 3. Mai", "Landung: 4. Mai", "", "Text"], LABELS) == ([], [])


SHEET = """Launch of Probe 9 drew a crowd.
Probe 9 mission at a glance:

Launch date and time 2001 May 3
Launch site Cape North
Orbit low
Crew Ann Ox, Bo Yak
Docking at station 2001 May 4

Preparations
Launch site was built."""


def test_a_fact_sheet() -> None:
    (block,), _ = fact_sheet.split(SHEET.split("\n"), ENGLISH)
    assert block.heading == "Probe 9 mission at a glance"
    assert told([block]) == [
        (4, "Launch date and time", "2001 May 3"),
        (5, "Launch site", "Cape North"),
        (6, "", "Orbit low"),
        (7, "Crew", "Ann Ox, Bo Yak"),
        (8, "Docking at station", "2001 May 4"),
    ]


def test_a_fact_sheet_without_a_heading_is_four_lines_in_a_row() -> None:
    lines = ["Launch 2001", "Launch site North", "Crew Ann Ox", "Docking 2002"]
    assert len(told(fact_sheet.split(lines, ENGLISH)[0])) == 4
    assert fact_sheet.split(lines[:3], ENGLISH)[0] == []
    assert fact_sheet.split([*lines[:2], "", *lines[2:]], ENGLISH)[0] == []


def test_lists_of_keys_and_values() -> None:
    text = "### Probe 9\nLaunch: 2001\n\nLaunch site：North\nCrew:\tAnn Ox\nDocking 2002\nother: words\n"
    text += "Probe 10\nLaunch: 2003\nCrew: Bo\nDocking: 2004\nLaunch: 2005\nCrew: Cy\nDocking: 2006"
    blocks, _ = key_values.split(text.split("\n"), ENGLISH)
    assert [block.heading for block in blocks] == ["Probe 9", "Probe 10", ""]
    assert told(blocks[:1]) == [(2, "Launch", "2001"), (4, "Launch site", "North"), (5, "Crew", "Ann Ox")]
    assert key_values.split(["Launch: 2001", "Crew: Ann", "words"], ENGLISH)[0] == []


CHRONICLE = """2001
1. 5月3日，探测器
发射升空。

2. 没有日期
3. 5 月 4 日-6 日，对接
**2002年**
- 3 May 2002: landed
- 12:30 UTC, opened
plain words
May 4, 2002, 04:05 UTC – left
"""


def test_a_chronicle() -> None:
    blocks, _ = chronicle.split(CHRONICLE.split("\n"), ())
    assert [(block.heading, block.parent, [(c.line, c.label, c.text) for c in block.cells]) for block in blocks] == [
        ("2001", None, [(2, "date", "5月3日"), (2, "text", "探测器"), (3, "text", "发射升空。")]),
        ("2001", None, [(6, "date", "5 月 4 日-6 日"), (6, "text", "对接")]),
        ("2002", None, [(8, "date", "3 May 2002"), (8, "text", "landed")]),
        ("2002", 2, [(9, "time", "12:30 UTC"), (9, "text", "opened"), (10, "text", "plain words")]),
        ("2002", None, [(11, "date", "May 4, 2002"), (11, "time", "04:05 UTC"), (11, "text", "left")]),
    ]


@pytest.mark.parametrize("line", ["3 days later", "Mayor 4", "2001", "5月底，飞", "1. 12 men", "3. Mai"])
def test_what_begins_with_no_day(line: str) -> None:
    blocks, _ = chronicle.split([line], ())
    assert [cell.text for block in blocks for cell in block.cells] == (["3. Mai"] if line == "3. Mai" else [])


Splitter = Callable[[Sequence[str], Sequence[str]], tuple[list[Block], list[Broken]]]
_WORDS = [
    "Start",
    "Startplatz",
    "Mission",
    ":",
    " ",
    "\n",
    "|",
    "\t",
    "Ann Ox und Bo Yak",
    "◄ Vorher / nachher ►",
    "Vorherige",
]
_WORDS += [
    "at a glance",
    "Launch",
    "Crew",
    "1. ",
    "5月3日",
    "3 May 2001",
    "12:30",
    "* ",
    "\r",
    "[1]",
    "2001",
    "\xa0",
    "ß",
    "İ",
]


@pytest.mark.parametrize("split", [rendered.split, fact_sheet.split, key_values.split, chronicle.split])
@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=4), max_size=40).map("".join))
def test_any_text_can_be_split(split: Splitter, text: str) -> None:
    lines = text.split("\n")
    for block in split(lines, (*LABELS, *ENGLISH))[0]:
        assert block.cells
        for cell in block.cells:
            assert cell.raw in lines[cell.line - 1]
            assert cell.raw == cell.raw.strip()
