"""What a canned query waits for before it is asked: no more is imported than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

ONLY_FOR_OTHERS = {
    "spaceflight_graph.build": "builds",
    "spaceflight_graph.sparql.furthest": "mistakes",
    "spaceflight_graph.sparql.mistakes": "mistakes",
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
