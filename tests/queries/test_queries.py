"""Every canned query against rows worked out by hand: the only place that says what a query must answer.

``<query>/small-*.csv`` is asked of the made-up flight in tests/small, ``<query>/real-*.csv`` of the five
documents, frozen in tests/five. A file
begins with a line ``# name=value`` for each parameter; then come the columns and the rows, in order, each cell as
`spaceflight_graph.tables.cell` shows it. The triples of a CONSTRUCT are sorted by what is shown. The rows of the real
cases come from reading the documents, never from running the query.
"""

import csv
import difflib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, QuerySolutions, QueryTriples, Store

from spaceflight_graph import tables
from spaceflight_graph.namespaces import GRAPH, RDF, SF, TRUE, XSD, expand
from spaceflight_graph.query import ask, catalogue

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.csv"))
QUERIES = sorted(catalogue.files())


@dataclass(frozen=True)
class Case:
    """What a query is given, and all that it must answer."""

    given: dict[str, str]
    head: list[str]
    rows: list[list[str]]


def read(file: Path) -> Case:
    lines = file.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("# ")]
    given = dict(line[2:].split("=", 1) for line in comments)
    assert lines[: len(comments)] == comments, f"{file}: parameters stand first"
    head, *rows = csv.reader(lines[len(comments) :], strict=True)
    return Case(given, head, rows)


@cache
def answer(store: Store, file: Path) -> tuple[list[str], list[list[str]]]:
    """Return the columns and rows that a case's query answers."""
    found = ask.run(store, catalogue.get(file.parent.name), read(file).given)
    if isinstance(found, QueryTriples):
        rows = sorted([tables.cell(term) for term in (t.subject, t.predicate, t.object)] for t in found)
        return ["subject", "predicate", "object"], rows
    assert isinstance(found, QuerySolutions)
    head = [variable.value for variable in found.variables]
    return head, [[tables.cell(row[i]) for i in range(len(head))] for row in found]


def as_lines(rows: list[list[str]]) -> list[str]:
    return [" | ".join(row) for row in rows]


@pytest.mark.parametrize("file", CASES, ids=[f"{file.parent.name}/{file.stem}" for file in CASES])
def test_case(file: Path, small_store: Store, real_store: Store) -> None:
    case = read(file)
    store = small_store if file.name.startswith("small-") else real_store
    head, rows = answer(store, file)
    wanted, got = as_lines([case.head, *case.rows]), as_lines([head, *rows])
    assert got == wanted, "\n" + "\n".join(difflib.unified_diff(wanted, got, "by hand", "answered", lineterm="", n=1))


@pytest.mark.parametrize("kind", ["small", "real"])
@pytest.mark.parametrize("name", QUERIES)
def test_query_has_a_case_with_rows(name: str, kind: str) -> None:
    files = list((HERE / name).glob(f"{kind}-*.csv"))
    assert any(read(file).rows for file in files), f"{name} has no {kind} case that expects a row"


def test_cases_are_of_known_queries() -> None:
    assert CASES
    strangers = [str(file.relative_to(HERE)) for file in CASES if file.parent.name not in QUERIES]
    assert not strangers
    misnamed = [str(file.relative_to(HERE)) for file in CASES if not file.name.startswith(("small-", "real-"))]
    assert not misnamed


@pytest.mark.parametrize("name", QUERIES)
def test_no_row_comes_twice(name: str, real_store: Store) -> None:
    for file in sorted((HERE / name).glob("real-*.csv")):
        _, rows = answer(real_store, file)
        twice = [line for line, count in Counter(as_lines(rows)).items() if count > 1]
        assert not twice, f"{file.name}: {twice}"


def test_crew_that_was_only_planned_is_marked(small_store: Store) -> None:
    """No document says so of a crew yet; a forecast of flights would."""
    store = Store()
    store.extend(small_store)
    planned = expand("sfp:personPlanned")
    store.extend(
        Quad(expand(f"id:{crew}"), planned, TRUE, GRAPH.lookups) for crew in ("one-crew-lee", "one-backup-crew-tan")
    )
    for query, given, name in (
        ("crew-of-flight", {"flight": "one"}, "Ann Lee"),
        ("backup-crew", {"flight": "one"}, "Cy Tan"),
        ("flights-of-person", {"person": "ann-lee"}, "One"),
    ):
        found = ask.run(store, catalogue.get(query), given)
        assert isinstance(found, QuerySolutions)
        marked = {row["name"].value: row["namePlanned"] for row in found}
        assert marked[name] == TRUE, query
    for person in ("ann-lee", "bo-roth"):
        met = ask.run(store, catalogue.get("people-met-in-space"), {"person": person})
        assert isinstance(met, QuerySolutions)
        assert [row["occasion"].value for row in met] == ["Spacewalk of 5 January 2001"]


def test_element_of_an_orbit_that_was_only_planned_is_marked(small_store: Store) -> None:
    store = Store()
    store.extend(small_store)
    fact = expand("fact:one-orbit--inclination")
    assert list(store.quads_for_pattern(fact, RDF.type, SF.Fact))
    store.add(Quad(fact, SF.planned, TRUE, GRAPH.facts))
    found = ask.run(store, catalogue.get("orbit"), {"flight": "one"})
    assert isinstance(found, QuerySolutions)
    assert {row["element"].value: row["valuePlanned"] for row in found}["inclination"] == TRUE


@pytest.mark.parametrize(
    ("plan", "years"),
    [
        ({"plannedTime": "MoreThan"}, [2000, 2009]),
        ({"plannedTime": "About"}, [2000]),
        ({"plannedTime": None, "plannedEndTime": "AtLeast"}, [2000, 2009]),
        ({"plannedTime": "MoreThan", "plannedEndTime": None}, [2000]),
        ({"plannedEndTime": "MoreThan"}, [2000, 2009]),
        ({"plannedEndTime": "UpTo"}, [2000]),
    ],
)
def test_plan_for_after_a_year_counts_in_all_later_ones(plan: dict[str, str | None], years: list[int]) -> None:
    store, event, year = Store(), expand("id:x"), Literal("2000", datatype=XSD.gYear)
    for prop, approximation in plan.items():
        fact = expand(f"fact:{prop}")
        store.add(Quad(event, expand(f"sf:{prop}"), year, GRAPH.facts))
        store.add(Quad(event, expand(f"sfp:{prop}"), fact, GRAPH.lookups))
        store.add(Quad(fact, RDF.object, year, GRAPH.facts))
        if approximation:
            store.add(Quad(fact, SF.approximation, expand(f"sf:{approximation}"), GRAPH.facts))
    query = catalogue.get("plans")
    asked = {y: ask.run(store, query, {"from": str(y), "to": str(y)}) for y in (1999, 2000, 2009)}
    assert [y for y, found in asked.items() if isinstance(found, QuerySolutions) and list(found)] == years
