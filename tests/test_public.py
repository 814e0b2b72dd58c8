"""The public names: there, few, and light until used."""

import runpy
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import rdflib

import spaceflight_graph
from spaceflight_graph.errors import SpaceflightError, StoreError
from spaceflight_graph.store.dataset import open_dataset

ROOT = Path(__file__).parents[1]
ASK = "PREFIX sf: <https://w3id.org/spaceflight/ontology#> SELECT ?flight { ?flight sf:cosparId '2001-001A' }"


@pytest.mark.parametrize("name", spaceflight_graph.__all__)
def test_public_name_is_there(name: str) -> None:
    assert getattr(spaceflight_graph, name).__doc__


def test_dir_lists_the_public_names_and_no_others() -> None:
    assert dir(spaceflight_graph) == sorted(spaceflight_graph.__all__)
    listed = {word.rstrip("(,") for word in (spaceflight_graph.__doc__ or "").replace("(", " ").split()}
    assert set(spaceflight_graph.__all__) - {"__version__"} <= listed


def test_a_users_program(real_store_path: Path) -> None:
    """Mypy reads it with the tests, in strict mode; here it runs."""
    main = runpy.run_path(str(Path(__file__).with_name("user_example.py")))["main"]
    assert main(str(real_store_path)) == [
        ("Fyodor Yurchikhin, Sergey Ryazansky", timedelta(hours=7, minutes=34)),
        "Soyuz MS-07",
        [("russianspaceweb-soyuz-ms-07", 38)],
        8,
    ]
    with pytest.raises(SystemExit, match="Fix: run `spaceflight build"):
        main(real_store_path / "nowhere")


def test_store_and_query_by_text(small_store_path: Path) -> None:
    store = spaceflight_graph.open_store(str(small_store_path))
    rows = spaceflight_graph.run_query(store, "crew-of-flight", {"flight": "one"})
    assert [str(row["name"].value) for row in rows] == ["Ann Lee", "Bo Roth"]  # type: ignore[union-attr]
    assert spaceflight_graph.get_query("launches").name == "launches"
    assert len(spaceflight_graph.open_dataset(str(small_store_path))) > 0


def test_paths_may_be_text(small_source: Path, tmp_path: Path) -> None:
    spaceflight_graph.build_graph(str(tmp_path / "store"), source=str(small_source))
    assert spaceflight_graph.open_graph(str(tmp_path / "store")).holds("ASK { id:one a sf:Spaceflight }")
    good = str(ROOT / "tests" / "shapes" / "agreement" / "good-parties.ttl")
    assert spaceflight_graph.validate_paths(good) == spaceflight_graph.validate_paths([good])
    with pytest.raises(SpaceflightError, match="nowhere: no such folder"):
        spaceflight_graph.check_citations(str(tmp_path / "nowhere"), str(small_source))


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
    with pytest.raises(StoreError, match="Fix: run `spaceflight build"):
        open_dataset(tmp_path)
