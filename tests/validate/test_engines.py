"""Both engines give one verdict on the same files: the compiled one, and pySHACL, which is the reference."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spaceflight_graph.shacl import Shapes
from spaceflight_graph.shacl.sources import expand, open_all
from spaceflight_graph.validate import ENGINES, validate

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "shapes").glob("launch-vehicle/*.ttl")) + sorted(
    (ROOT / "tests" / "shapes" / "tally").glob("*.ttl")
)


def test_there_are_fixtures() -> None:
    assert len(FIXTURES) > 4


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_same_findings_at_the_same_places(file: Path) -> None:
    shapes = Shapes.read([ROOT / "shapes"])
    told = []
    for engine in ENGINES:
        sources = open_all(expand([file, ROOT / "ontology"]))
        found = validate(sources, shapes=shapes, engine=engine).findings
        told.append({(str(f.place), f.rule, str(f.focus), str(f.value), f.severity) for f in found})
    assert told[0] == told[1]


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
