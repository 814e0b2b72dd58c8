"""What a canned query waits for before it is asked: no more is imported than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.query import catalogue
from spaceflight_graph.query.parameters import bind

ONLY_FOR_OTHERS = {
    "dataclasses": "those with time to make classes",
    "select": "readers that are slow",
    "spaceflight_graph.build": "builds",
    "spaceflight_graph.query.told": "explanations",
    "spaceflight_graph.sparql.furthest": "mistakes",
    "spaceflight_graph.sparql.mistakes": "mistakes",
    "spaceflight_graph.sparql.reach": "other people's queries",
    "spaceflight_graph.sparql.size": "other people's queries",
    "spaceflight_graph.sparql.staying": "other people's queries",
    "spaceflight_graph.values": "days that are told in other ways",
    "spaceflight_graph.values.stated_times": "documents",
    "difflib": "mistakes",
    "rdflib": "datasets",
    "wcwidth": "characters whose width depends on others",
}


@pytest.mark.parametrize("query", ["crew-of-flight flight=one", "timeline flight=one", "events-on-day day=2018-03-01"])
def test_canned_query_imports_nothing_that_only_others_need(query: str, small_store_path: Path) -> None:
    code = "import sys; from spaceflight_graph.cli import main; main(standalone_mode=False); print(*sys.modules)"
    command = [sys.executable, "-c", code, "query", *query.split(), "--store", str(small_store_path)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()
    assert "spaceflight_graph.query.ask" in loaded
    assert {name for name in ONLY_FOR_OTHERS if name in loaded} == set()


def test_header_in_other_letters_is_not_put_to_the_engine(small_store: Store) -> None:
    """A text of ASCII alone is cut into words eight times as soon; each line stays where it is in the file."""
    query = catalogue.get("crew-of-flight")
    assert not query.text.isascii()
    text = bind(query, {"flight": "one"}, small_store)
    assert text.isascii()
    assert len(text.splitlines()) == len(query.text.splitlines())
    header = next(at for at, line in enumerate(query.text.splitlines()) if not line.startswith("#+"))
    assert text.splitlines()[:header] == [""] * header
    assert text.splitlines()[header:][1] == query.text.splitlines()[header:][1] != ""
