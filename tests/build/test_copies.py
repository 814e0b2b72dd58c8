"""The data many times over, as benchmarks have it: a source that builds, with nothing lost and nothing shared."""

from pathlib import Path

import pytest

from spaceflight_graph.claims import layers

ROOT = Path(__file__).parents[2]


def test_each_copy_says_as_much_under_names_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
    from copies import make

    make(2, tmp_path / "twice")
    once, twice = layers.load(ROOT), layers.load(tmp_path / "twice")
    claims = [sum(len(layer.triples) for _, layer in sources.claims()) for sources in (once, twice)]
    assert 0 < claims[0] * 2 == claims[1]
    subjects = {t.subject for _, layer in twice.claims() for t in layer.triples}
    assert len(subjects) == 2 * len({t.subject for _, layer in once.claims() for t in layer.triples})
