"""Results as people read them: cut on a terminal, whole everywhere else."""

import io
import json
from collections.abc import Callable

import pytest
from pyoxigraph import Store

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
