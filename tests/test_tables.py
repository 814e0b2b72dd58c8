"""Results as people read them: laid out for the terminal, whole everywhere else."""

import io
import json
import subprocess
import sys
from collections.abc import Callable

import pytest
import wcwidth
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from spaceflight_graph import tables
from spaceflight_graph.query import ask, results


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def become(columns: int) -> None:
        monkeypatch.setattr("sys.stdout", Terminal())
        monkeypatch.setenv("COLUMNS", str(columns))

    return become


def claims(store: Store, form: str) -> str:
    return results.text(ask.ask(store, f"SELECT ('short' AS ?a) ('{'long ' * 100}' AS ?b) ('联盟' AS ?c) {{}}"), form)


def test_wide_cells_go_on_below_on_a_terminal(small_store: Store, on_terminal: Callable[[int], None]) -> None:
    whole = claims(small_store, "table")
    assert "long " * 99 in whole
    on_terminal(100)
    lines = claims(small_store, "table").splitlines()
    assert max(map(tables.width, lines)) <= 100
    assert "".join(lines).count("long") == 100
    assert lines[2].startswith("short  long long")
    assert lines[2].endswith("联盟")
    assert lines[3].startswith("       long long")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "md"])
def test_cells_are_laid_out_in_tables_alone(small_store: Store, on_terminal: Callable[[int], None], form: str) -> None:
    on_terminal(40)
    assert "long " * 99 in claims(small_store, form)


@pytest.mark.parametrize(
    ("text", "places", "lines"),
    [
        ("abc", 3, ["abc"]),
        ("abcd", 3, ["abc", "d"]),
        ("a-b c-d", 4, ["a-b", "c-d"]),
        ("联盟号", 6, ["联盟号"]),
        ("联盟号", 5, ["联盟", "号"]),
        ("Союз МС", 5, ["Союз", "МС"]),
        ("👩‍🚀 x", 3, ["👩‍🚀", "x"]),
        ("", 3, [""]),
    ],
)
def test_wrapped(text: str, places: int, lines: list[str]) -> None:
    assert tables.wrapped(text, places) == lines


def test_an_astronaut_is_two_places_wide() -> None:
    assert tables.plain(["a", "b"], [["👩‍🚀", "x"], ["ab", "y"]]).splitlines()[2:] == ["👩‍🚀  x", "ab  y"]


def test_triples_come_with_the_prefixes_they_use(small_store: Store) -> None:
    made = results.text(
        ask.ask(small_store, "CONSTRUCT { ?s a ?t ; <http://e/p> 1.5 } WHERE { ?s a ?t } LIMIT 1"), "table"
    )
    head = [line.split()[1] for line in made.splitlines() if line.startswith("@prefix")]
    assert 0 < len(head) < 5
    assert head == sorted(head)
    assert {"sf:", "rdf:"} & set(head) == {"sf:"}


def test_json_is_json(small_store: Store) -> None:
    assert json.loads(claims(small_store, "json"))["head"]["vars"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (None, ""),
        (NamedNode("https://w3id.org/spaceflight/id/a"), "id:a"),
        (Literal(" two\n lines ", language="en"), "two lines"),
        (Literal(5), "5"),
        (BlankNode("b"), "_:b"),
        (Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")), "<urn:a> <urn:b> <urn:c>"),
    ],
)
def test_cell(term: NamedNode | Literal | BlankNode | None, shown: str) -> None:
    assert tables.cell(term) == shown


@pytest.mark.parametrize(
    ("places", "widths"),
    [
        (None, [5, 29, 39]),
        (77, [5, 29, 39]),
        (76, [5, 29, 38]),
        (67, [5, 29, 29]),
        (66, [5, 28, 28]),
        (65, [5, 28, 28]),
        (60, [5, 25, 25]),
        (34, [5, 12, 12]),
    ],
)
def test_widest_columns_are_narrowed_first(places: int | None, widths: list[int]) -> None:
    words = "x" * 5, " ".join(["xxxx"] * 6), " ".join(["xxxx"] * 8)
    head, ruler, *rows = tables.plain(["a", "b", "c"], [words] * 3, places).splitlines()
    assert [len(part) for part in ruler.split("  ")] == widths
    assert head == f"a{' ' * 6}b{' ' * (widths[1] + 1)}c"
    assert "".join(rows).replace(" ", "") == "x" * (5 + 24 + 32) * 3


@pytest.mark.parametrize("places", [*range(20, 161, 7), 40, 80, 120, 160])
@pytest.mark.parametrize("indent", [0, 2])
def test_every_line_fits(places: int, indent: int) -> None:
    head = ["thing", "name", "answer"]
    rows = [
        ["soyuz-ms-07", "“联盟”MS-07载人飞船", "about 7,220 kg (planned)"],
        ["soyuz-2", "Союз-2", "word " * 30],
        ["a", "", ""],
    ]
    lines = tables.plain(head, rows, places, indent).splitlines()
    assert max(map(tables.width, lines)) <= places
    assert all(not line or line.startswith(" " * indent) for line in lines)
    letters = "".join("".join(lines).split())
    assert letters.count("word") == 30
    assert "联盟" in letters.replace("answer", "")


def test_a_row_is_a_block_where_that_takes_fewer_lines() -> None:
    head, row = ["thing", "weight", "answer"], ["soyuz-ms-07", "7,220 kg", "word " * 9]
    assert tables.plain(head, [row, ["b", "", "c"]], 30) == (
        "thing   soyuz-ms-07\n"
        "weight  7,220 kg\n"
        "answer  word word word word\n"
        "        word word word word\n"
        "        word\n"
        "\n"
        "thing   b\n"
        "answer  c\n"
    )


def test_words_are_broken_only_in_blocks() -> None:
    assert tables.plain(["id", "b"], [["x" * 14, "y"]], 14) == f"id  {'x' * 10}\n    xxxx\nb   y\n"
    assert tables.plain(["id", "b"], [["x" * 11, "y"]], 14) == f"id           b\n{'─' * 11}  ─\n{'x' * 11}  y\n"


def test_chinese_is_broken_anywhere_but_keeps_five_characters() -> None:
    rows = [["联盟号飞船发射", "yy"], ["b", "yy"], ["c", "yy"]]
    lines = ["a           b", "──────────  ──", "联盟号飞船  yy", "发射", "b           yy", "c           yy"]
    assert tables.plain(["a", "b"], rows, 14).splitlines() == lines


def test_blocks_of_a_tiny_terminal_keep_ten_places() -> None:
    assert tables.plain(["a" * 9], [["x" * 12]], 5) == f"{'a' * 9}  {'x' * 10}\n{' ' * 11}xx\n"


def test_a_row_without_a_first_cell_is_set_off_where_others_go_on() -> None:
    rows = [["a b", "x"], ["", "y"], ["c", "z"], ["c", "z"], ["c", "z"]]
    assert tables.plain(["a", "b"], rows, 4).splitlines() == ["a  b", "─  ─", "a  x", "b", "", "   y", *["c  z"] * 3]
    assert "" not in tables.plain(["a", "b"], rows, 6).splitlines()
    assert "" not in tables.plain(["a", "b"], rows).splitlines()


def test_prose_hangs() -> None:
    assert tables.hanging("  one two three", 16) == ["  one two three"]
    assert tables.hanging("  one two three", 15) == ["  one two three"]
    assert tables.hanging("  one two three four", 15) == ["  one two", "    three four"]
    assert tables.hanging("联盟号飞船发射成功", 12) == ["联盟号飞船", "  发射成功"]


@pytest.mark.parametrize(("columns", "places"), [("40", 40), ("", None), ("wide", None), (None, None)])
def test_in_a_pipe_only_columns_says_how_wide(
    monkeypatch: pytest.MonkeyPatch, columns: str | None, places: int | None
) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert tables.terminal() == places


def test_a_terminal_that_tells_no_width_has_eighty_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setattr("os.get_terminal_size", lambda *_: (_ for _ in ()).throw(OSError))
    assert tables.terminal() == 80


def test_table_without_rows_or_columns() -> None:
    assert tables.plain(["ab"], []) == "ab\n──\n"
    assert tables.plain([], [], 10) == "\n\n"


def test_markdown_escapes_what_would_end_a_cell() -> None:
    assert tables.markdown(["a", "b"], [["x|y", "\\"]]) == "| a | b |\n| --- | --- |\n| x\\|y | \\\\ |\n"


def test_answers_of_other_kinds(small_store: Store) -> None:
    def told(query: str, form: str = "table") -> str:
        return results.text(ask.ask(small_store, query), form)

    assert (told("ASK { ?s ?p ?o }"), told("ASK { ?s <http://e/none> ?o }", "md")) == ("yes\n", "no\n")
    nothing = "SELECT ?a { ?s <http://e/none> ?a }"
    assert (told(nothing), told(nothing, "md"), told(nothing, "csv")) == ("No rows.\n", "| a |\n| --- |\n", "a\r\n")
    assert (
        told("CONSTRUCT { <http://e/s> <http://e/p> ?o } { VALUES ?o { 2 1 } }")
        == "<http://e/s> <http://e/p> 1 , 2 .\n"
    )
    assert told("SELECT (UNDEF AS ?a) {}".replace("UNDEF", "?none")) == "a\n─\n\n"


def test_width_is_that_of_the_tables_for_every_plain_character_and_beside_any() -> None:
    plain = [chr(code) for first, last, _ in tables._PLAIN for code in range(first, last + 1)]
    assert len(plain) > 20_000
    assert [char for char in plain if wcwidth.width(char) != tables.width(char)] == []
    for start in range(0, len(plain), 997):
        text = "".join(plain[start::331])
        assert wcwidth.width(text) == tables.width(text)
    for other in ("é", "e\u0301", "\u00ad", "👩\u200d🚀", "한", "©\ufe0f", "\u0483"):
        assert tables.width(f"–{other}盟") == wcwidth.width(f"–{other}盟")


def test_plain_text_does_not_wait_for_tables_of_widths() -> None:
    code = (
        "import sys; from spaceflight_graph.tables import width; print(width('– Союз 联盟'), 'wcwidth' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "11 False\n"
