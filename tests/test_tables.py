"""Results as people read them: cut on a terminal, whole everywhere else."""

import io
import json
from collections.abc import Callable

import pytest
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


def test_wide_cells_are_cut_on_a_terminal(small_store: Store, on_terminal: Callable[[int], None]) -> None:
    whole = claims(small_store, "table")
    assert "long " * 99 in whole
    on_terminal(100)
    lines = claims(small_store, "table").splitlines()
    assert {tables.width(line) for line in lines[1:]} == {98}
    assert "…" in lines[2]
    assert lines[2].startswith("short  long long")
    assert lines[2].endswith("联盟")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "md"])
def test_cells_are_cut_in_tables_alone(small_store: Store, on_terminal: Callable[[int], None], form: str) -> None:
    on_terminal(40)
    assert "long " * 99 in claims(small_store, form)


def test_a_column_keeps_what_can_be_read(small_store: Store, on_terminal: Callable[[int], None]) -> None:
    on_terminal(10)
    assert tables.width(claims(small_store, "table").splitlines()[2]) == len("short") + 2 + tables.LEAST + 2 + 4


@pytest.mark.parametrize(
    ("text", "places", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("联盟号", 6, "联盟号"),
        ("联盟号", 5, "联盟…"),
        ("联盟号", 4, "联…"),
        ("👩‍🚀 x", 3, "👩‍🚀…"),
    ],
)
def test_cut(text: str, places: int, shown: str) -> None:
    assert tables.cut(text, places) == shown


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
        (None, [5, 30, 40]),
        (79, [5, 30, 40]),
        (78, [5, 30, 39]),
        (69, [5, 30, 30]),
        (68, [5, 29, 29]),
        (67, [5, 29, 29]),
        (60, [5, 25, 25]),
        (57, [5, 24, 24]),
        (10, [5, 24, 24]),
    ],
)
def test_wide_columns_are_cut_first(places: int | None, widths: list[int]) -> None:
    head, line, row = tables.plain(["a", "b", "c"], [["x" * 5, "x" * 30, "x" * 40]], places).splitlines()
    assert [len(part) for part in line.split("  ")] == widths
    assert [tables.width(part) for part in row.split("  ")] == widths
    assert head == f"a{' ' * 6}b{' ' * (widths[1] + 1)}c"


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
