"""What the README says that the graph knows is what it knows."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from spaceflight_graph import Graph, PartialDate, open_graph

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SECTION = " ".join(README.split("## What it knows, and what not\n")[1].split("\n## ")[0].split())
COUNTS = {
    "documents": "?x a sf:Document",
    "claims": "?x a sf:Claim",
    "flights": "?x a sf:Spaceflight",
    "crewed flights": "?x a sf:CrewedFlight",
    "persons": "?x a sf:Person",
    "spacewalks": "?x a sf:Spacewalk",
    "events": "?x a sf:Event",
    "of them with a time": "?x a sf:Event ; sf:time ?t",
}


@pytest.fixture
def graph(shipped_store_path: Path) -> Graph:
    return open_graph(shipped_store_path)


def count(graph: Graph, pattern: str) -> int:
    return graph.sparql(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")[0].typed("n", int)


def test_numbers(graph: Graph) -> None:
    told = {what: int(number.replace(",", "")) for number, what in re.findall(r"\*\*([\d,]+) ([^*]+)\*\*", SECTION)}
    assert told == {what: count(graph, pattern) for what, pattern in COUNTS.items()}


def test_languages(graph: Graph) -> None:
    assert f"in {len({row['language'] for row in graph.ask('documents')})} languages" in SECTION


def test_years(graph: Graph) -> None:
    times = [row["t"] for row in graph.sparql("SELECT ?t { ?x a sf:Event ; sf:time ?t }")]
    years = sorted(time.year for time in times if isinstance(time, date | datetime | PartialDate))
    assert len(years) == len(times)
    assert f"from the {years[0]}s to {years[-1]}, {years.count(2017)} in 2017" in SECTION
    plans = [row["t"] for row in graph.sparql("SELECT ?t { ?x a sf:Event ; sf:plannedTime|sf:plannedEndTime ?t }")]
    last = max(plan.year for plan in plans if isinstance(plan, date | datetime | PartialDate))
    assert f"Plans reach to {last}." in SECTION


def test_how_much_of_a_flight(graph: Graph) -> None:
    without = "?x a sf:Spaceflight FILTER NOT EXISTS { ?l a sf:Launch ; sf:flight ?x ; sf:time ?t }"
    assert f"of {count(graph, without)} not even that" in SECTION
    most = [row["x"] for row in graph.sparql("SELECT ?x { ?e a sf:Event ; sf:flight ?x }")]
    counts = sorted((most.count(flight) for flight in set(most)), reverse=True)
    assert f"({counts[0]} events; no other has more than {counts[1]})" in SECTION
