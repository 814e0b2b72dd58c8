"""The graphs that many tests ask: one from the made-up flight of tests/small, one from our own data."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from pyoxigraph import Store

from spaceflight_graph.build import build
from spaceflight_graph.store.local import open_store

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "small"
DOCUMENTS = ROOT.parent / "shared" / "documents"


# On a CI the same examples in every run, and no clock: a red run is a fault and not chance. At home, new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")

# A run in the background (`make test &`) ignores Ctrl-C, and so would the programs that tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def source_below(folder: Path, data: Path) -> Path:
    """Make a source folder: some data, and the repository's ontology, shapes and queries."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(data, folder / "data")
    return folder


@pytest.fixture(scope="session")
def small_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of the made-up flight was built."""
    folder = tmp_path_factory.mktemp("small")
    build(folder / "store", source=source_below(folder / "source", SMALL / "data"))
    return folder / "store"


@pytest.fixture(scope="session")
def small_store(small_store_path: Path) -> Store:
    """The graph of the made-up flight."""
    store = open_store(small_store_path)
    assert len(store) > 0
    return store


@pytest.fixture(scope="session")
def real_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of our own data was built."""
    path = tmp_path_factory.mktemp("real") / "store"
    build(path, source=ROOT)
    return path


@pytest.fixture(scope="session")
def real_store(real_store_path: Path) -> Store:
    """The graph of our own data."""
    store = open_store(real_store_path)
    assert len(store) > 0
    return store


@pytest.fixture
def small_source(tmp_path: Path) -> Path:
    """A source folder of its own for a test that breaks it."""
    return source_below(tmp_path / "source", SMALL / "data")


@pytest.fixture
def edit(small_source: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in one file of ``small_source``; the text must be there."""

    def replace(file: str, old: str, new: str) -> Path:
        path = small_source / "data" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return replace
