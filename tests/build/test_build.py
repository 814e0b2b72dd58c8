"""A build: all or nothing, the same every time, and both reasoners agree."""

import gc
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store, parse

from spaceflight_graph import __version__
from spaceflight_graph.build import Step, _give_back, _shown, build
from spaceflight_graph.claims import layers
from spaceflight_graph.errors import DataError, NotFoundError, SpaceflightError, StoreError
from spaceflight_graph.export import write
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SF, WIKIBASE
from spaceflight_graph.reason import inference
from spaceflight_graph.resolve.graph import derive
from spaceflight_graph.resolve.lookups import REPEATED, repeats
from spaceflight_graph.store import local, reservation

ROOT = Path(__file__).parents[2]
Edit = Callable[[str, str, str], Path]


def test_build_tells_each_step(small_source: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    manifest = build(tmp_path / "store", source=small_source, told=steps.append)
    assert [step.name for step in steps] == ["read", "resolve", "reason", "validate", "store"]
    assert all(step.seconds >= 0 for step in steps)
    assert manifest.counts["documents"] == 3
    assert manifest.counts["disputes"] == 2
    assert len(local.open_store(tmp_path / "store")) == manifest.counts["triples"]


@pytest.mark.parametrize("error", [OSError, AttributeError, TypeError])
def test_no_build_fails_for_memory_that_cannot_be_given_back(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refused(name: object) -> None:
        asked.append(name)
        raise error

    monkeypatch.setattr("ctypes.CDLL", refused)
    _give_back()
    assert asked == [None]


@pytest.mark.parametrize("looking", [True, False])
def test_python_looks_for_no_garbage_while_it_builds_and_then_as_before(
    looking: bool, small_source: Path, tmp_path: Path
) -> None:
    seen: list[bool] = []
    (gc.enable if looking else gc.disable)()
    try:
        build(tmp_path / "store", source=small_source, told=lambda _: seen.append(gc.isenabled()))
        assert set(seen) == {False}
        assert gc.isenabled() is looking
    finally:
        gc.enable()


def test_shapes_are_shown_once_what_is_written_and_what_follows_of_things(small_source: Path, good_store: Path) -> None:
    """What only repeats, and the nodes of facts and disputes, are left out."""
    made = local.open_store(good_store)
    sources = layers.load(small_source)
    shown = list(_shown(derive(sources), sources))
    ours = (PREFIXES["fact"], PREFIXES["dispute"])
    wanted = {
        quad.triple
        for quad in made
        if quad.graph_name != GRAPH.dataset
        and not repeats(quad.predicate)
        and quad.predicate not in (SF.relationToFact, SF.rejectedFor, SF.step, SF.claimCount, WIKIBASE.claim)
        and (quad.graph_name == GRAPH.lookups or not quad.subject.value.startswith(ours))
    }
    assert len(shown) == len(wanted) > 1000
    assert {quad.triple for quad in shown} == wanted
    assert {str(quad.graph_name) for quad in shown} == {"DEFAULT"}


def test_no_shape_looks_at_what_only_repeats() -> None:
    """A build leaves it out of what it validates."""
    repeated = {*map(str, REPEATED), PREFIXES["sfp"]}
    shapes = [quad for file in (ROOT / "shapes").glob("*.ttl") for quad in parse(path=str(file))]
    assert len(shapes) > 1000
    assert not [q for q in shapes if str(q.object) in repeated or "sfp:" in str(q.object)]
    names = {f"sf:{prop.value.rsplit('#')[1]}" for prop in REPEATED}
    assert not [q for q in shapes if names & set(re.findall(r"sf:\w+", str(q.object)))]


@pytest.fixture(scope="module")
def second_store(small_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the made-up flight, built again."""
    path = tmp_path_factory.mktemp("second") / "store"
    build(path, source=small_store_path.parent / "source")
    return local.open_store(path)


@pytest.mark.parametrize("form", write.FORMATS)
def test_second_build_gives_same_bytes(small_store: Store, second_store: Store, form: str) -> None:
    written = [write.text(store, form) for store in (small_store, second_store)]
    assert written[0] == written[1]
    assert len(written[0]) > 1000


def test_order_of_sources_does_not_matter_and_hash_seed_neither(small_source: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from spaceflight_graph.build import build;"
        "from spaceflight_graph.store.local import open_store; from spaceflight_graph.export import write;"
        "p = Path(sys.argv[2]); build(p, source=Path(sys.argv[1]));"
        "sys.stdout.write(write.text(open_store(p), 'nquads'))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code, str(small_source), str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1


def test_both_reasoners_give_the_same_on_the_five_documents(real_store: Store, real_source: Path) -> None:
    assert inference.REASONERS == ("rules", "owlrl")
    by_rules = set(real_store.quads_for_pattern(None, None, None, GRAPH.inferred))
    by_owlrl = derive(layers.load(real_source), reasoner="owlrl").derived[GRAPH.inferred]
    assert len(by_rules) > 1000
    assert {quad.triple for quad in by_rules} == set(by_owlrl)


def test_classes_that_share_no_member_are_refused(small_source: Path, tmp_path: Path, edit: Edit) -> None:
    edit("entities/people.ttl", "a sf:Person ;", "a sf:Person , sf:Organization ;")
    with pytest.raises(DataError, match=r"sf:Organization, sf:Person.*Fix:"):
        build(tmp_path / "store", source=small_source)


def test_unknown_reasoner_and_policy_list_the_known(small_source: Path, tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match="rules, owlrl"):
        build(tmp_path / "store", source=small_source, reasoner="pellet")
    with pytest.raises(NotFoundError, match="most-supported, most-precise or as-told-by:DOCUMENT with one of alpha"):
        build(tmp_path / "store", source=small_source, policy="as-told-by:delta")


def test_failed_build_leaves_the_last_good_graph(small_source: Path, good_store: Path, edit: Edit) -> None:
    path = good_store
    before = write.text(local.open_store(path), "nquads")
    edit("claims/alpha.ttl", "sf:line 3 ;", "")
    with pytest.raises(DataError):
        build(path, source=small_source)
    assert write.text(local.open_store(path), "nquads") == before
    assert sorted(p.name for p in path.iterdir() if p.name.startswith("making")) == []


def test_first_build_that_fails_leaves_nothing(small_source: Path, tmp_path: Path, edit: Edit) -> None:
    edit("claims/alpha.ttl", "sf:line 3 ;", "")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DataError):
        build(tmp_path / "new" / "store", source=small_source)
    assert sorted(tmp_path.iterdir()) == before


def test_store_that_takes_nothing_is_told_of_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    steps: list[Step] = []
    with pytest.raises(StoreError, match=r"cannot be written: not a directory\. Fix: make room or name another"):
        build(tmp_path / "file" / "store", source=tmp_path / "nowhere", told=steps.append)
    assert not steps


def test_full_disk_leaves_the_last_good_graph(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = good_store
    before = local.read_manifest(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match=r"no space left on device\. Fix: make room"):
        build(path, source=small_source)
    assert local.read_manifest(path) == before
    assert len(list(path.glob("graph-*"))) == 1
    assert len(local.open_store(path)) == before.counts["triples"]


def test_interrupted_build_leaves_the_last_good_graph(small_source: Path, good_store: Path) -> None:
    path = good_store
    before = local.read_manifest(path)
    command = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()", "build"]
    process = subprocess.Popen(
        [*command, "--source", str(small_source), "--store", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    process.stdout.readline()  # the first step is done
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert local.read_manifest(path) == before
    assert len(local.open_store(path)) == before.counts["triples"]


def test_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.mkdir()
    code = (
        "import sys, time; from pathlib import Path; from spaceflight_graph.store import reservation;"
        "m = reservation._only_build(Path(sys.argv[1])); m.__enter__(); print('held', flush=True); time.sleep(30)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(StoreError, match="another build is running"):
            local.replace(path, [], sources="0" * 64, policy="p", counts={})
    finally:
        holder.kill()
        holder.communicate()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:  # the lock goes with the process
        try:
            local.replace(path, [], sources="0" * 64, policy="p", counts={})
            return
        except StoreError:
            time.sleep(0.05)
    pytest.fail("the lock outlived its process")


def test_store_never_built(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph has been built here\. Fix: run `spaceflight build"):
        local.open_store(tmp_path)


def test_folder_of_somebody_else_is_refused_and_left_alone(small_source: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    for name in ("graph-thesis", "making-of"):
        (path / name).mkdir(parents=True)
        (path / name / "text").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match=r"mine: is not empty and holds no graph of ours\. Fix: name a new folder"):
        build(path, source=small_source)
    assert sorted(p.name for p in path.rglob("*")) == ["graph-thesis", "making-of", "text", "text"]


def test_build_removes_only_what_a_build_has_made(small_source: Path, good_store: Path) -> None:
    path, manifest = good_store, local.read_manifest(good_store)
    theirs = {"graph-thesis", "graph-0123456789abc", "making-of", f"{manifest.graph}.old"}
    ours = {"graph-0123456789ab", "graph-0123456789ab-b", "making-0123456789ab"}
    for name in theirs | ours:
        (path / name).mkdir()
    again = build(path, source=small_source)
    left = {p.name for p in path.iterdir() if p.is_dir()}
    assert left == theirs | {again.graph}


def test_old_graphs_that_cannot_be_removed_do_not_stop_a_build(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_remove", lambda _: None)
    path = good_store
    built = [local.read_manifest(path).graph, *(build(path, source=small_source).graph for _ in range(3))]
    assert len(set(built)) == 4
    assert len(local.open_store(path)) > 0


@pytest.mark.parametrize("name", [reservation.MANIFEST, "lock"])
def test_folder_where_a_file_should_be_is_named(small_source: Path, good_store: Path, name: str) -> None:
    path = good_store
    (path / name).unlink()
    (path / name).mkdir()
    wanted = rf"{name}: is a folder, where a file should be\. Fix: remove this folder"
    with pytest.raises(StoreError, match=wanted):
        build(path, source=small_source)
    if name == reservation.MANIFEST:
        with pytest.raises(StoreError, match=wanted):
            local.open_store(path)


def test_store_of_another_version(good_store: Path) -> None:
    path = good_store
    manifest = path / reservation.MANIFEST
    manifest.write_text(manifest.read_text().replace(f'"{__version__}"', '"0.0.1"'))
    with pytest.raises(StoreError, match=rf"built by version 0\.0\.1, and this is {__version__}.*Fix: run"):
        local.open_store(path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', "null"])
def test_store_with_a_broken_manifest(tmp_path: Path, content: str) -> None:
    (tmp_path / reservation.MANIFEST).write_text(content)
    with pytest.raises(StoreError, match="Fix: run `spaceflight build"):
        local.open_store(tmp_path)


def test_store_whose_database_is_gone_or_damaged(good_store: Path) -> None:
    path, manifest = good_store, local.read_manifest(good_store)
    for file in (path / manifest.graph).iterdir():
        file.unlink()
    with pytest.raises(StoreError, match=r"000004\.log: is gone\. Fix: run"):
        local.open_store(path)
    (path / manifest.graph).rmdir()
    with pytest.raises(StoreError, match="the database is gone"):
        local.open_store(path)


def test_reader_keeps_its_graph_while_a_build_replaces_it(small_source: Path, good_store: Path, edit: Edit) -> None:
    path = good_store
    reader: Store = local.open_store(path)
    size = len(reader)
    edit("entities/people.ttl", '"Cy Tan"@en', '"Cyrus Tan"@en')
    build(path, source=small_source)
    assert len(reader) == size
    assert sum(1 for _ in reader) == size
