"""Answers in Python: rows of values, whole for programs, as people read them for people."""

import builtins
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pandas
import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import ask
from spaceflight_graph.query.answer import SHOWN, Answer
from spaceflight_graph.query.reading import Reader
from spaceflight_graph.query.typed import Thing

Sparql = Callable[..., Answer]


@pytest.fixture
def sparql(small_store: Store) -> Sparql:
    def run(query: str, language: str = "en") -> Answer:
        return Answer.of(ask.ask(small_store, query, PREFIXES), Reader.of(small_store, language, "Nobody did."))

    return run


def values(sparql: Sparql, text: str, *columns: str) -> Answer:
    names = " ".join(f"?{name}" for name in columns)
    return sparql(f"SELECT {names} {{ VALUES ({names}) {{ {text} }} }}")


def test_row_is_a_mapping(sparql: Sparql) -> None:
    (row,) = values(sparql, "(1 'two' UNDEF)", "a", "b", "c")
    assert dict(row) == {"a": 1, "b": "two", "c": None}
    assert (len(row), list(row), "a" in row, "z" in row) == (3, ["a", "b", "c"], True, False)
    with pytest.raises(KeyError, match="no column is called 'z'; there are a, b, c"):
        row["z"]
    assert repr(row) == "<Row a=1; b=two>"


def test_typed_column(sparql: Sparql) -> None:
    (row,) = values(sparql, "(1 UNDEF)", "a", "b")
    assert row.typed("a", int) == 1
    with pytest.raises(SpaceflightError, match=r"^a holds int '1', and no str\. Fix: .*row\['a'\]\.$"):
        row.typed("a", str)
    with pytest.raises(SpaceflightError, match="b holds nothing, and no str"):
        row.typed("b", str)


def test_column_as_people_read_it(sparql: Sparql) -> None:
    (row,) = values(sparql, "(7220 sf:About unit:KiloGM)", "mass", "massApproximation", "massUnit")
    assert row.reads("mass") == "about 7,220 kg"
    assert row["massUnit"] == Thing(PREFIXES["unit"] + "KiloGM", "")
    with pytest.raises(
        KeyError, match="massUnit qualifies another column, and is read with it; those to read are mass"
    ):
        row.reads("massUnit")
    with pytest.raises(KeyError, match="no column is called 'z'"):
        row.reads("z")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("row", "span"),
    [
        (
            '"2018-06-03T12:39:00Z"^^xsd:dateTime sf:Minute UNDEF UNDEF',
            (utc(2018, 6, 3, 12, 39), utc(2018, 6, 3, 12, 39, 59)),
        ),
        ('"2018-04"^^xsd:gYearMonth UNDEF UNDEF UNDEF', (utc(2018, 3, 31, 10), utc(2018, 5, 1, 11, 59, 59))),
        ('"2018-04-01Z"^^xsd:date UNDEF UNDEF UNDEF', (utc(2018, 4, 1), utc(2018, 4, 1, 23, 59, 59))),
        ('"2018-04-01Z"^^xsd:date UNDEF UNDEF "2018-04-03Z"^^xsd:date', (utc(2018, 4, 1), utc(2018, 4, 3, 23, 59, 59))),
        ('"2020Z"^^xsd:gYear sf:Decade UNDEF UNDEF', (utc(2020, 1, 1), utc(2029, 12, 31, 23, 59, 59))),
        ('"2018-05Z"^^xsd:gYearMonth UNDEF sf:MoreThan UNDEF', (utc(2018, 5, 1), None)),
    ],
)
def test_span_is_what_a_time_may_mean(sparql: Sparql, row: str, span: tuple[datetime | None, datetime | None]) -> None:
    (found,) = values(sparql, f"({row})", "x", "xPrecision", "xApproximation", "xWindowEnd")
    assert found.span("x") == span


def test_span_of_no_time(sparql: Sparql) -> None:
    (row,) = values(sparql, '(1 UNDEF "2018"^^xsd:gYear)', "a", "b", "c")
    assert row.span("b") is None
    assert row.span("c") is not None
    with pytest.raises(SpaceflightError, match=r"a holds '1', which is no time. Fix: name another column"):
        row.span("a")


def test_answer_is_a_sequence(sparql: Sparql) -> None:
    answer = values(sparql, "(1) (2) (3)", "n")
    assert [row["n"] for row in answer] == [1, 2, 3]
    assert [row["n"] for row in answer[1:]] == [2, 3]
    assert isinstance(answer[1:], Answer)
    assert answer[-1]["n"] == 3
    with pytest.raises(IndexError):
        answer[3]


def test_shown_as_people_read_it(sparql: Sparql) -> None:
    answer = values(sparql, "(id:one 7220 unit:KiloGM)", "thing", "mass", "massUnit")
    assert str(answer) == "thing  mass\n─────  ────────\none    7,220 kg"
    assert repr(answer) == str(answer)
    assert answer._repr_html_() == (
        "<table>\n<thead><tr><th>thing</th><th>mass</th></tr></thead>\n"
        "<tbody>\n<tr><td>one</td><td>7,220 kg</td></tr>\n</tbody>\n</table>\n"
    )
    assert answer[0]["thing"] == Thing(PREFIXES["id"] + "one", "")
    assert str(answer[0]["thing"]) == "One"
    assert str(answer[0]["massUnit"]) == "unit:KiloGM"


def test_things_have_labels_in_the_language_asked_for(sparql: Sparql) -> None:
    (row,) = sparql("SELECT ?x ?q { VALUES (?x ?q) { (id:one id:one-landing) } }", "zh")
    assert [str(thing) for thing in row.values()] == ["一号", "一号着陆"]


def test_many_rows_are_shown_in_part_unless_printed(sparql: Sparql) -> None:
    answer = sparql("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 100")
    assert repr(answer).splitlines()[-1] == f"… and {100 - SHOWN} more rows"
    assert len(repr(answer).splitlines()) == 2 + SHOWN + 1
    assert len(str(answer).splitlines()) == 2 + 100
    assert answer._repr_html_().endswith(f"</table>\n<p>… and {100 - SHOWN} more rows</p>\n")
    assert answer._repr_html_().count("<td>") == SHOWN
    assert "more rows" not in repr(answer[:SHOWN]) + answer[:SHOWN]._repr_html_()


def test_no_rows_are_told_as_on_the_command_line(sparql: Sparql) -> None:
    answer = sparql("SELECT ?s { ?s a sf:Frob }")
    assert (len(answer), str(answer), repr(answer)) == (0, "Nobody did.", "Nobody did.")
    assert answer._repr_html_() == "<table>\n<tbody>\n<tr><td>Nobody did.</td></tr>\n</tbody>\n</table>\n"


def test_markup_of_the_data_is_text_in_a_notebook(sparql: Sparql) -> None:
    shown = values(sparql, "('<script>alert(1)</script>')", "<b>"[1])._repr_html_()
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in shown


def test_triples_are_in_order(sparql: Sparql) -> None:
    made = sparql("CONSTRUCT { ?s rdfs:label ?o } { VALUES (?s ?o) { (id:b 'x') (id:a 'y') (id:a 'x') } }")
    assert [(row.typed("subject", Thing).slug, row["object"]) for row in made] == [("a", "x"), ("a", "y"), ("b", "x")]


def test_data_frame(sparql: Sparql) -> None:
    frame = values(sparql, "(1 'x' 'PT1H'^^xsd:dayTimeDuration) (UNDEF 'y' UNDEF)", "n", "s", "d").to_dataframe()
    assert list(frame.columns) == ["n", "s", "d"]
    assert str(frame.dtypes["n"]) == "Int64"
    assert frame["n"].sum() == 1
    assert frame["d"].sum() == timedelta(hours=1)
    assert pandas.isna(frame["n"][1])
    empty = sparql("SELECT ?s { ?s a sf:Frob }").to_dataframe()
    assert (list(empty.columns), len(empty)) == (["s"], 0)
    assert str(values(sparql, "(1.5) (1)", "n").to_dataframe().dtypes["n"]) != "Int64"


def test_no_pandas(sparql: Sparql, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(
        SpaceflightError, match=r"pandas is not installed\. Fix: `pip install 'spaceflight-graph\[pandas\]'`"
    ):
        values(sparql, "(1)", "n").to_dataframe()
