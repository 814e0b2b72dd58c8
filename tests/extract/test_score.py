"""Precision and recall on the practice pages, which are no part of the project, against what people wrote down."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from spaceflight_graph.extract.page import extract

HERE = Path(__file__).parent
PRACTICE = HERE.parents[2] / "shared" / "practice"
GOLD = sorted(file.stem for file in (HERE / "gold").glob("*.tsv"))
LEAST = {
    "infobox": (0.98, 0.95),
    "crew table": (0.98, 0.95),
    "dated list": (0.98, 0.95),
    "list of keys and values": (0.98, 0.85),
    "fact sheet": (0.97, 0.8),
    "chronicle": (0.97, 0.75),
    "forecast": (0.97, 0.75),
}

pytestmark = pytest.mark.skipif(not PRACTICE.is_dir(), reason="../shared/practice is not there: its pages are not ours")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("extract_score", HERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for their module
    spec.loader.exec_module(module)
    return module


def test_precision_and_recall(score: ModuleType) -> None:
    found = score.score(GOLD)
    assert found.keys() == LEAST.keys()
    for kind, (precision, recall) in LEAST.items():
        assert found[kind].precision >= precision, found[kind].wrong
        assert found[kind].recall >= recall, found[kind].missing


@pytest.mark.parametrize("file", sorted(PRACTICE.glob("*.*")), ids=lambda file: file.stem)
def test_no_line_is_silent_and_all_words_stand_on_theirs(file: Path) -> None:
    found = extract(file).extraction
    lines = file.read_text(encoding="utf-8").split("\n")
    told = {it.line for it in found.claims} | {it.line for it in found.not_placed} | {it.line for it in found.excused}
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= told
    assert all(it.stated and it.stated in lines[it.line - 1] for it in found.claims)


@pytest.mark.parametrize(
    "file", sorted(PRACTICE.glob("*note*")) + sorted(PRACTICE.glob("ro_*")), ids=lambda file: file.stem
)
def test_prose_gives_no_claims(file: Path) -> None:
    assert extract(file).extraction.claims == ()
