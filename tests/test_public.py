"""The public names: there, few, and light until used."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

import spaceflight_graph
from spaceflight_graph.errors import StoreError
from spaceflight_graph.store.dataset import open_dataset

ASK = "PREFIX sf: <https://w3id.org/spaceflight/ontology#> SELECT ?flight { ?flight sf:cosparId '2001-001A' }"


@pytest.mark.parametrize("name", spaceflight_graph.__all__)
def test_public_name_is_there(name: str) -> None:
    assert getattr(spaceflight_graph, name).__doc__


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = spaceflight_graph.frobnicate


def test_import_is_light() -> None:
    code = "import sys, spaceflight_graph; print(sorted({'rdflib', 'pyoxigraph', 'click'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # the plugin's own call
def test_rdflib_on_top_of_the_store(small_store_path: Path) -> None:
    dataset = open_dataset(small_store_path)
    flight = rdflib.URIRef("https://w3id.org/spaceflight/id/one")
    assert [row[0] for row in dataset.query(ASK)] == [flight]  # type: ignore[index]
    cospar = rdflib.URIRef("https://w3id.org/spaceflight/ontology#cosparId")
    assert dataset.value(flight, cospar) == rdflib.Literal("2001-001A", datatype=rdflib.XSD.string)
    graphs = {str(graph.identifier) for graph in dataset.graphs()}
    assert "https://w3id.org/spaceflight/graph/facts" in graphs


def test_rdflib_needs_a_built_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Fix: run `spaceflight build`"):
        open_dataset(tmp_path)
