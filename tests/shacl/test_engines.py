"""Both engines give one verdict on the same files: the compiled one, and pySHACL, which is the reference."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate.run import ENGINES, validate
from spaceflight_graph.validate.shapes import ShapeFiles

pytestmark = pytest.mark.usefixtures("sparql_prepared_once")
ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "shapes").glob("launch-vehicle/*.ttl")) + sorted(
    (ROOT / "tests" / "shapes" / "tally").glob("*.ttl")
)


@pytest.fixture(scope="module")
def shapes() -> ShapeFiles:
    return ShapeFiles.read([ROOT / "shapes"])


def test_there_are_fixtures() -> None:
    assert len(FIXTURES) > 4


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_same_findings_at_the_same_places(file: Path, shapes: ShapeFiles) -> None:
    told = []
    for engine in ENGINES:
        sources = open_all(expand([file, ROOT / "ontology"]))
        found = validate(sources, shapes=shapes, engine=engine).findings
        told.append({(str(f.place), f.rule, str(f.focus), str(f.value), f.severity) for f in found})
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (":S sh:targetNode :x ; sh:property [ sh:path [ sh:zeroOrOnePath :r ] ; sh:in ( 1 ) ] .", ":y a :A ."),
        (":S sh:targetNode :x ; sh:not [ sh:not [ sh:path [ sh:zeroOrMorePath :r ] ; sh:in ( 1 ) ] ] .", ":y a :A ."),
        (":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :S ; sh:maxCount 1 ] .", ":z a :C ; :p :x , :z ."),
    ],
    ids=[
        "named node that is not in the data",
        "named node, looked at by a shape inside",
        "shape that refers to itself",
    ],
)
def test_same_findings_on_odd_shapes(rules: str, text: str) -> None:
    prefixes = "@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    shapes = ShapeFiles.of([Source("rules.ttl", (prefixes + rules).encode(), RdfFormat.TURTLE, "s0b")])
    told = []
    for engine in ENGINES:
        found = validate(
            [Source("data.ttl", (prefixes + text).encode(), RdfFormat.TURTLE)], shapes=shapes, engine=engine
        )
        told.append({(f.rule, str(f.focus), str(f.value), f.component, len(f.details)) for f in found.findings})
    assert told[0] == told[1] != set()


def test_cache_is_refused_with_the_reference(tmp_path: Path) -> None:
    command = [
        "from spaceflight_graph.cli import run; run()",
        "validate",
        "--engine",
        "pyshacl",
        "--cache",
        str(tmp_path),
    ]
    result = subprocess.run(
        [sys.executable, "-c", *command], capture_output=True, text=True, env=os.environ, check=False
    )
    assert result.returncode == 2
    assert "--cache goes with --engine compiled only" in result.stderr
