"""Wikitext into cells: what each kind of markup leaves of a value, and that its raw words stand on its line."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spaceflight_graph.extract import wikitext
from spaceflight_graph.extract.cells import Block, Cell

BOX = """{{Infobox spaceflight
| name = Probe 9 <!-- not 8 -->
| mission_duration = {{time interval|2001-01-01 00:00|2001-01-03 00:00}}
| launch_mass = {{convert|7000|kg|lb}}<ref name=x>{{cite web|title=A}}</ref>
| launch_date = {{End date text|3 May 2001, 04:05:06}}{{nbsp}}[[Coordinated Universal Time|UTC]]<ref name=x />
| launch_site = [[Cape North|North]], [[Pad 7 (Cape North)|Pad&nbsp;7]]
| landing_mass =
| crew_members = {{Unbulleted list
 | [[Ann Ox|A. Ox]]
 | {{ill|Bo Yak|de|Bo Jak}}
 |class=crew}}
| crew_launching = {{flagicon|RUS}} [[Cy Elk]]<br/>[[Di Gnu]]
| docking = {{Infobox spaceflight/Dock
  | docking_target = [[Outpost]]
  | docking_date = 4 May 2001
 }}{{Infobox spaceflight/Dock
  | docking_target = [[Outpost]] (relocation)
 }}
| orbit_apoapsis = {{mystery|9}} km
}}
'''Probe 9''' flew."""

TABLES = """== 乘组 ==
=== 候补 ===
{| class="wikitable"
|+ Reserve
! 姓名 || 职责
|-
| {{flagicon|CHN}} [[甲_(航天员)|甲]] || 指令长
|-
| rowspan="2" align="left" | {{le|乙|Yi}}
| 操作手
|-
| 实验员 <ref>|x|</ref>
|}
== 时间 ==
* 5月3日
** 4时5分，[[发射|发射]]升空
* none
"""

CREW = """{{Spaceflight crew
|terminology = Astronaut
|position1 = Commander
|crew1_up = {{flag|USA}} [[Ann Ox]]
|crew1_down = [[Bo Yak]]
|position2 = Pilot
|crew2 = [[Cy Elk]]
}}"""


def blocks(text: str) -> list[Block]:
    lines = text.split("\n")
    found, _ = wikitext.split(lines, ())
    assert_at_their_lines(found, lines)
    return found


def assert_at_their_lines(found: Sequence[Block], lines: Sequence[str]) -> None:
    for block in found:
        assert 1 <= block.line <= len(lines)
        for cell in block.cells:
            assert cell.raw in lines[cell.line - 1]
            assert all(raw in lines[cell.line - 1] for _, raw in cell.parts)
            assert len(cell.parts) == len(cell.targets) == len(cell.flags)
            assert not (cell.why and cell.text)


def cells(text: str, label: str) -> list[Cell]:
    return [cell for block in blocks(text) for cell in block.cells if cell.label == label]


def value(markup: str) -> str:
    (cell,) = cells("{{Box|a=1\n|x = " + markup + "\n}}", "x")
    return cell.text or f"({cell.why})"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("[[Cape North|North]] ''Pad''&nbsp;7", "North Pad 7"),
        ("[[Cape North]]", "Cape North"),
        ("[[File:Patch.png|30px]][[Probe 8]]", "Probe 8"),
        ("[https://example.org Words]<!-- hidden -->", "Words"),
        ("2001年5月3日<br>4:05 UTC", "2001年5月3日 4:05 UTC"),
        ("{{Start date|2001|5|3|4|5|6|Z}}", "2001-05-03 04:05:06 UTC"),
        ("{{Start date|2001|5|3}}", "2001-05-03"),
        ("{{convert|86.9|e6mi|e6km}}", "86.9 million mi"),
        ("{{cvt|196|to|209|km}}", "196 to 209 km"),
        ("{{convert|7000| |}}", "(nothing is known of {{convert}})"),
        ("{{convert|4|ft|6|in}}", "(nothing is known of {{convert}})"),
        ("{{val|7.5|u=km/s}}", "7.5 km/s"),
        ("{{nowrap|{{cvt|155|km}} south}}", "155 km south"),
        ("{{coord|47|17|12.6|N|69|32|31.2|E}}", "47°17′12.6″N 69°32′31.2″E"),
        ("{{Duration|d=8|h=3|m=18|s=35}}", "8 days, 3 hours, 18 minutes, 35 seconds"),
        ("{{duration|3|18}}", "3 hours, 18 minutes"),
        ("{{coord|-47.5|69.25}}", "-47.5, 69.25"),
        ("{{lang|ru|Орёл}} ({{lang-ru|Орёл}})", "Орёл (Орёл)"),
        ("{{tsl|en|Probe|探测器}}", "探测器"),
        ("{{ill|Bo Yak|de|Bo Jak|lt=Bo}}", "Bo"),
        ("-{zh-hans:航天;zh-hant:太空}-站", "航天站"),
        ("-{联盟}-号", "联盟号"),
        ("{{USS|North|X-1|6}}", "USS North"),
        ("{{#expr:1+1}} days", "(computed by the page)"),
        ("{{Age in days|2001|1|1}} days", "(computed by the page)"),
        ("{{unheard of|7}}", "(nothing is known of {{unheard of}})"),
        ("7<ref>{{cite|a=1|b=2}}</ref> days{{efn|why}}", "7 days"),
        ("7 <ref>unclosed", "(its markup does not end)"),
        ("<s>6</s> <span style='x'>7</span>", "7"),
        ("<code>7</code>", "(nothing is known of <code>)"),
        ("{{flag|United States}}", "United States"),
        ("{{flag|United States}} [[Ann Ox]]", "Ann Ox"),
        ("{{flagicon|USA}}", "(no value is given)"),
        ("{{n/a}}", "(no value is given)"),
    ],
)
def test_what_is_left_of_markup(markup: str, text: str) -> None:
    assert value(markup) == text


def test_an_infobox() -> None:
    box, first, second = blocks(BOX)
    assert (box.kind, box.line, first.kind, first.parent) == ("Infobox spaceflight", 1, "Infobox spaceflight/Dock", 0)
    assert (first.number, second.number, second.cells[0].text) == (1, 2, "Outpost (relocation)")
    found = {cell.label: cell for cell in box.cells}
    assert (found["name"].text, found["name"].raw) == ("Probe 9", "Probe 9")
    assert found["mission_duration"].why == "computed by the page"
    assert (found["launch_mass"].text, found["launch_mass"].raw) == ("7000 kg", "{{convert|7000|kg|lb}}")
    assert found["launch_date"].text == "3 May 2001, 04:05:06 UTC"
    assert found["launch_date"].raw.endswith("[[Coordinated Universal Time|UTC]]")
    assert found["launch_site"].parts == (("North", "North"), ("Pad 7", "Pad&nbsp;7"))
    assert found["launch_site"].targets == ("Cape North", "Pad 7 (Cape North)")
    assert found["landing_mass"].why == "no value is given"
    assert "docking" not in found
    assert found["orbit_apoapsis"].why == "nothing is known of {{mystery}}"


def test_members_of_a_list_are_cells_at_their_own_lines() -> None:
    assert [(cell.line, cell.item, cell.text) for cell in cells(BOX, "crew_members")] == [
        (9, 0, "A. Ox"),
        (10, 1, "Bo Yak"),
    ]
    first, second = cells(BOX, "crew_launching")
    assert (first.text, first.raw, first.parts[0], first.flags) == (
        "Cy Elk",
        "[[Cy Elk]]",
        ("RUS", "RUS"),
        (True, False),
    )
    assert second.text == "Di Gnu"
    bullets = cells("{{Box|a=1|x=\n* [[Ann Ox]]\n* [[Bo Yak]]\n}}", "x")
    assert [(cell.line, cell.text) for cell in bullets] == [(2, "Ann Ox"), (3, "Bo Yak")]
    assert [cell.text for cell in cells("{{Box|a=1|x={{Plainlist|\n* Ox\n* Yak\n}}}}", "x")] == ["Ox", "Yak"]
    assert [cell.text for cell in cells("{{Box|a=1|x=[[Ox]],<br>[[Yak]]}}", "x")] == ["Ox, Yak"]


def test_of_a_field_that_stands_twice_the_last_counts() -> None:
    first, last = cells("{{Box|a=1|x=6\n|x=7}}", "x")
    assert (first.text, last.text) == ("", "7")
    assert first.why.startswith("the field stands again")


def test_numbered_fields_are_rows() -> None:
    whole, first, second = blocks(CREW)
    assert [cell.label for cell in whole.cells] == ["terminology"]
    assert (first.kind, first.number, first.parent) == ("Spaceflight crew/row", 1, 0)
    assert [(cell.label, cell.text) for cell in first.cells] == [
        ("position", "Commander"),
        ("crew_up", "Ann Ox"),
        ("crew_down", "Bo Yak"),
    ]
    assert [cell.text for cell in second.cells] == ["Pilot", "Cy Elk"]
    assert len(blocks("{{Box|programme=1|programme2=2|x=3}}")) == 1


def test_a_table() -> None:
    table, *rows = [block for block in blocks(TABLES) if block.kind in ("table", "row")]
    assert (table.line, table.heading) == (3, "候补 Reserve")
    assert all(row.parent == 0 and row.heading == "候补 Reserve" for row in rows)
    assert [[(cell.line, cell.label, cell.text) for cell in row.cells] for row in rows] == [
        [(7, "姓名", "甲"), (7, "职责", "指令长")],
        [(9, "姓名", "乙"), (10, "职责", "操作手")],
        [(9, "姓名", "乙"), (12, "职责", "实验员")],
    ]
    assert rows[0].cells[0].targets == ("", "甲 (航天员)")
    assert rows[1].cells[0].targets == ("Yi",)


def test_a_cell_that_spans_columns_stands_once() -> None:
    (_, row) = blocks("{|\n! a !! b !! c\n|-\n| colspan=2 | 1 || 2\n|}")
    assert [(cell.label, cell.text) for cell in row.cells] == [("a", "1"), ("c", "2")]


def test_a_list_by_date() -> None:
    day, clock = [block for block in blocks(TABLES) if block.kind == "item"]
    assert [(cell.label, cell.text) for cell in day.cells] == [("date", "5月3日")]
    assert [(cell.label, cell.text) for cell in clock.cells] == [("time", "4时5分"), ("text", "发射升空")]
    assert clock.cells[1].raw == "[[发射|发射]]升空"
    assert clock.parent is not None
    assert blocks(TABLES)[clock.parent] is not day
    assert blocks(TABLES)[clock.parent] == day


@pytest.mark.parametrize(
    ("text", "labels", "why"),
    [
        ("{{Box\n| a = 1\n| b = [[Ox", ["a", "b"], "the template 'Box' does not end"),
        ("{{Box\n| a = 1\n| b = {{x|2\n\n'''Probe''' flew {{y|1}}.", ["a", "b"], "the template 'Box' does not end"),
        ("{{Box\n| a = 1\n| b = 2 <!-- never", ["a", "b"], "the template 'Box' does not end"),
        ("{|\n! h\n|-\n| 1\n== Next ==\nwords", ["h"], "the table does not end"),
        ("{|\n! h\n|-\n| 1", ["h"], "the table does not end"),
    ],
)
def test_what_does_not_end_is_told_and_what_stands_before_is_kept(text: str, labels: list[str], why: str) -> None:
    found, broken = wikitext.split(text.split("\n"), ())
    assert [(fault.line, fault.why) for fault in broken] == [(1, why)]
    assert [cell.label for block in found for cell in block.cells] == labels
    assert next(cell.text for block in found for cell in block.cells) == "1"


def test_the_value_that_a_page_breaks_off_in_is_not_read() -> None:
    found = cells("{{Box\n| a = 1\n| x = {{Unbulleted list\n | [[Ann Ox]]\n | [[Bo Y", "x")
    assert [(cell.text, cell.why) for cell in found] == [("Ann Ox", ""), ("", "its markup does not end")]
    assert [cell.text for cell in cells("{{Box\n| a = 1\n| x = 7,2\n\n'''Probe'''", "x")] == ["7,2"]


def test_what_is_no_field_is_none() -> None:
    assert blocks("{{reflist}}\n<ref>{{cite web|title=A}}</ref>\n<!-- {{Box|a=1}} -->\nwords") == []


_MARKUP = [
    "{{",
    "}}",
    "[[",
    "]]",
    "|",
    "=",
    "\n",
    "{|",
    "|}",
    "|-",
    "!",
    "<br>",
    "<ref>",
    "</ref>",
    "<!--",
    "-->",
    "''",
]
_MARKUP += [
    "Box",
    "* ",
    "== h ==\n",
    "&nbsp;",
    "{{convert|",
    "a",
    "5月3日",
    "rowspan=3|",
    "<ul><li>",
    "\r",
    "\x00",
    "{{{",
    "-{",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_MARKUP) | st.text(max_size=4), max_size=40).map("".join))
@example("{{Box|a=1|b=<nowiki>}}</nowiki>}}")
@example("{{a|" * 60)
@example("[[" * 30 + "{{Box|a=[[b]]|c={{d}}")
def test_any_text_can_be_split(text: str) -> None:
    blocks(text)
