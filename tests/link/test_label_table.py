"""Tables of items: what is read of them, and what is told of a broken one."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link.candidates import Days, Described
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.label_table import COLUMN, Table, day, merged, read
from spaceflight_graph.link.names import Name, Standing

HEAD = "qid\tlabel\tlanguage\tkind\talias\tstatus\tlaunch\tcrew\tCOSPAR ID\tevidence\n"


@pytest.fixture(scope="module")
def kinds(small_store: Store) -> Dictionary:
    return Dictionary(small_store)


def table(folder: Path, text: str | bytes, kinds: Dictionary, name: str = "t.tsv") -> Table:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file, kinds)


def test_a_line_is_an_item(tmp_path: Path, kinds: Dictionary) -> None:
    line = "wd:Q1002\t Two \ten\tcargo-flight\tFlight Two|Zwei; 2\tverified-1\t2001-02\tQ7; Ann Lee\t2001-002A\twhere\n"
    found = table(tmp_path, HEAD + "\n" + line, kinds)
    names = ("Flight Two", "Zwei", "2")
    assert found.items == [
        Described(
            "Q1002",
            (Name("Two", "en"), *(Name(text, "en", Standing.ALIAS) for text in names)),
            frozenset({"CargoFlight"}),
            {
                "P619": (Days("2001-02-01", "2001-02-28"),),
                "P1029": (frozenset({"Q7"}), frozenset({"annlee"})),
                "P247": (frozenset({"2001002a"}),),
            },
        )
    ]
    assert (found.passed_over, found.left_out, found.unknown_kinds) == (["evidence"], 0, set())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", 'item,name\nQ1,"One, the first"\n'),
        ("t.csv", "\ufeffitem;name\r\nQ1;One, the first\r\n"),
        ("t.psv", "Wikidata|Name\nhttp://www.wikidata.org/entity/Q1|One, the first\n"),
        ("t.tsv", "qid\tlabel\nhttps://www.wikidata.org/wiki/Q1\tOne, the first\n"),
    ],
)
def test_any_delimiter(tmp_path: Path, kinds: Dictionary, name: str, text: str) -> None:
    assert table(tmp_path, text, kinds, name).items == [Described("Q1", (Name("One, the first"),))]


def test_a_kind_is_told_by_its_item_or_the_address_of_that(tmp_path: Path, kinds: Dictionary) -> None:
    for told in ("Q752783", "wd:Q752783", "http://www.wikidata.org/entity/Q752783"):
        found = table(tmp_path, f"item,itemLabel,p31\nhttp://www.wikidata.org/entity/Q1,One,{told}\n", kinds, "t.csv")
        assert (found.items[0].kinds, found.unknown_kinds) == (frozenset({"CrewedFlight"}), set())


def test_a_quotation_mark_in_tsv_is_one(tmp_path: Path, kinds: Dictionary) -> None:
    assert table(tmp_path, 'qid\tlabel\nQ1\t"One" (a flight)\nQ2\t"Two\n', kinds).items == [
        Described("Q1", (Name('"One" (a flight)'),)),
        Described("Q2", (Name('"Two'),)),
    ]


def test_what_is_left_out(tmp_path: Path, kinds: Dictionary) -> None:
    lines = "\tA\tperson\tnot-found\nQ2\tB\tperson\tunverified\nQ3\tC\tstatus-of-mind; person\tverified-2\n"
    lines += "Q4\tD\trank\t\nQ5\tE\t\tNot found\n"
    found = table(tmp_path, "qid\tlabel\tkind\tstatus\n" + lines, kinds)
    assert [(one.id, one.kinds) for one in found.items] == [("Q3", {"Person"}), ("Q4", frozenset())]
    assert (found.left_out, found.unknown_kinds) == (3, {"status-of-mind", "rank"})


def test_only_what_is_wanted_is_held(tmp_path: Path, kinds: Dictionary) -> None:
    file = tmp_path / "t.tsv"
    file.write_text("qid\tlabel\nQ1\tOne\nQ2\tTwo\n\tThree\n", encoding="utf-8")
    found = read(file, kinds, lambda item: item.id == "Q2")
    assert ([item.id for item in found.items], found.left_out) == (["Q2"], 1)


def test_tables_tell_of_an_item_together(tmp_path: Path, kinds: Dictionary) -> None:
    first = table(tmp_path, "qid\tlabel\nQ1\tOne\nQ2\tTwo\n", kinds)
    second = table(tmp_path, "qid\tlabel\tlaunch\nQ1\tEins\t2001\n", kinds)
    assert merged([first, second]) == [
        Described("Q1", (Name("One"), Name("Eins")), frozenset(), {"P619": (Days("2001-01-01", "2001-12-31"),)}),
        Described("Q2", (Name("Two"),)),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "t.tsv:1: no column for the item. Fix: name one of them qid in the first line."),
        ("label\tkind\n", "t.tsv:1: no column for the item. Fix: name one of them qid in the first line."),
        ("qid\tkind\n", "t.tsv:1: no column for the label. Fix: name one of them label in the first line."),
        (
            "qid\titem\tlabel\n",
            "t.tsv:1: more than one column for the item. Fix: name one of them qid in the first line.",
        ),
        ("qid\tlabel\nQ1\tOne\nQ2\n", "t.tsv:3: 1 cells, and 2 columns. Fix: mend the line, or its quotation marks."),
        ("qid\tlabel\nQ1\tOne\tmore\n", "t.tsv:2: 3 cells, and 2 columns. Fix: mend the line, or its quotation marks."),
        ("qid\tlabel\nP31\tOne\n", "t.tsv:2: 'P31' is no item. Fix: write Q and its number, or nothing."),
        ("qid\tlabel\nQ0\tOne\n", "t.tsv:2: 'Q0' is no item. Fix: write Q and its number, or nothing."),
        ("qid\tlabel\nQ1\t\n", "t.tsv:2: Q1 has no name. Fix: name it, or take the line out."),
        (
            "qid\tlabel\tlaunch\nQ1\tOne\t17.12.2017\n",
            "t.tsv:2: '17.12.2017' is no day. Fix: write it as 2017-12-17, 2017-12 or 2017, in UTC.",
        ),
        (b"qid\tlabel\nQ1\tOne\nQ2\t\xff\n", "t.tsv:3: not UTF-8. Fix: save the table as UTF-8."),
        (
            'qid,label\nQ1,One\nQ2,"Two\nQ3,Three\n',
            "t.tsv:3: no line of a table (unexpected end of data). Fix: mend the line, or its quotation marks.",
        ),
    ],
)
def test_broken(
    tmp_path: Path, kinds: Dictionary, monkeypatch: pytest.MonkeyPatch, text: str | bytes, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SpaceflightError) as error:
        table(tmp_path, text, kinds)
    assert str(error.value) == told


def test_missing(tmp_path: Path, kinds: Dictionary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SpaceflightError, match=r"^none\.tsv: there is no such file\. Fix: check its name\.$"):
        read(tmp_path / "none.tsv", kinds)
    with pytest.raises(SpaceflightError, match=r"cannot be read \(Is a directory\)"):
        read(tmp_path, kinds)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2017-12-17", Days("2017-12-17", "2017-12-17")),
        ("+2017-12-17T00:00:00Z", Days("2017-12-17", "2017-12-17")),
        ("2016-02", Days("2016-02-01", "2016-02-29")),
        ("2017", Days("2017-01-01", "2017-12-31")),
        ("2017-02-30", None),
        ("2017-12-17T07:21:01+03:00", None),
        ("0000", None),
        ("", None),
    ],
)
def test_day(text: str, days: Days | None) -> None:
    assert day(text) == days


def test_words_for_kinds(kinds: Dictionary) -> None:
    assert kinds.word("crewed-flight") == kinds.word("Crewed flight") == kinds.word("Q752783") == {"CrewedFlight"}
    assert kinds.word("bemannter Raumflug") == {"CrewedFlight"}
    assert kinds.word("iss-module (pressurised)") == {"StationModule"}
    assert kinds.word("Q17505024") == {"Organization"}
    assert kinds.word("uncrewed flight") > kinds.word("cargo flight")
    assert kinds.word("occupation") == kinds.word("Q1") == frozenset()


def test_words_and_items_for_kinds_are_of_classes_that_there_are(kinds: Dictionary) -> None:
    from spaceflight_graph.link.kinds import FAMILIES, ITEMS, WORDS

    told = {name for names in (*ITEMS.values(), *WORDS.values(), *FAMILIES) for name in names}
    assert told - kinds.kinds.above.keys() == set()
    assert kinds.kinds.above["CargoFlight"] == {"CargoFlight", "Spaceflight"}
    assert kinds.kinds.above["CrewRole"] == {"CrewRole"}
    assert kinds.kinds.agree(["CargoFlight"], ["Spaceflight"])
    assert kinds.kinds.agree(["Satellite"], ["City"]) is False


def test_columns_have_one_meaning() -> None:
    assert COLUMN["qid"] == "item"
    assert COLUMN["p619"] == COLUMN["launchdate"] == "P619"
