"""Tables of items as snapshots: what a column tells, what a cell without an item spoils, and what is refused."""

from pathlib import Path

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import snapshot
from spaceflight_graph.link.statement import Item, Statement, Text, Time

ENTITY = '{"type": "item", "id": "Q5", "labels": {}, "aliases": {}, "claims": {}}'
HEAD = "qid|label|language|status|launch|landing|rocket|operator|cospar|remark"
ONE = "Q1|Probe 1|en||2041-05-03T04:05:06Z|2041-06|Kite|wd:Q7;Q8|2041-001A|well"
TWO = "Q2|Sonde 2|de|verified|+2042||Q9|Q7|2042-002A|"


def read(folder: Path, *lines: str, wanted: tuple[str, ...] | None = None) -> snapshot.Snapshot:
    (folder / "table.psv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return snapshot.read([folder / "table.psv"], wanted)


def day(text: str, precision: int) -> Time:
    return Time(f"+{text}T00:00:00Z", precision)


def test_a_table_is_a_truthy_snapshot(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD, ONE, TWO, "|Nobody||||||||", "Q3|Three||unsure|2043||||2043-003A|")
    assert found.truthy
    assert found.entities.keys() == {"Q1", "Q2"}
    assert [each.labels for each in found.entities.values()] == [{"en": "Probe 1"}, {"de": "Sonde 2"}]
    told = {(each.item, each.property, each.value) for one in found.entities.values() for each in one.statements}
    assert told == {
        ("Q1", "P619", day("2041-05-03", 11)),
        ("Q1", "P620", day("2041-06-00", 10)),
        ("Q1", "P137", Item("Q7")),
        ("Q1", "P137", Item("Q8")),
        ("Q1", "P247", Text("2041-001A")),
        ("Q2", "P619", day("2042-00-00", 9)),
        ("Q2", "P137", Item("Q7")),
        ("Q2", "P247", Text("2042-002A")),
    }
    assert all(isinstance(each, Statement) for one in found.entities.values() for each in one.statements)
    assert sorted(found.covered or ()) == ["P137", "P247", "P619", "P620"], "nothing tells which rocket Kite is"


def test_only_wanted_items_are_taken(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD, ONE, TWO, wanted=("Q2",))
    assert found.entities.keys() == {"Q2"}
    assert found.covered is not None
    assert "P375" in found.covered


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (ONE.replace("2041-06", "June"), "table.psv:2: 'June' is no day. Fix: write it as 2017-12-17"),
        (ONE.replace("Q1", "one"), "table.psv:2: 'one' is no item. Fix: write Q and its number"),
        (ONE + "|more", "table.psv:2: 11 cells, and 10 columns. Fix: mend the line"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(SpaceflightError, match=told.replace("+", r"\+")):
        read(tmp_path, HEAD, line)


def test_a_table_without_items_is_none(tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match="no column for the item"):
        read(tmp_path, "name|launch", "Probe 1|2041")


def test_a_table_does_not_mix_with_entity_json(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(
        '{"type": "item", "id": "Q5", "labels": {}, "aliases": {}, "claims": {}}', encoding="utf-8"
    )
    (tmp_path / "table.psv").write_text(f"{HEAD}\n{ONE}\n", encoding="utf-8")
    with pytest.raises(SpaceflightError, match=r"table\.psv: truthy triples and entity JSON do not mix"):
        snapshot.read([tmp_path / "one.json", tmp_path / "table.psv"])


def test_a_text_is_read_as_the_json_that_it_may_hold(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ENTITY, encoding="utf-8")
    assert snapshot.read([tmp_path / "one.txt"]).entities.keys() == {"Q5"}


def test_a_table_is_known_by_its_name_in_any_letters(tmp_path: Path) -> None:
    (tmp_path / "TABLE.TSV").write_text("QID\tLabel\tLaunch\nQ1\tProbe 1\t2041-05-03\n", encoding="utf-8")
    assert snapshot.read([tmp_path / "TABLE.TSV"]).entities.keys() == {"Q1"}
