"""The local graph on disk, with graphs of one triple: replaced whole or not at all, and only by its own kind."""

import json
import os
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph import __version__
from spaceflight_graph.errors import StoreError
from spaceflight_graph.store import local, reservation

A, B = "a" * 64, "b" * 64


def quad(number: int) -> Quad:
    return Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(number))


def built(path: Path, number: int = 1, sources: str = A) -> local.Manifest:
    return local.replace(path, [quad(number)], sources=sources, policy="p", counts={"z": 1, "a": 2})


def held(path: Path) -> list[str]:
    """Return the values in the graph."""
    return [found.object.value for found in local.open_store(path)]


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def test_graph_is_built_and_told_of(tmp_path: Path) -> None:
    manifest = built(tmp_path / "deep" / "store")
    counts = {"a": 2, "triples": 1, "z": 1}
    assert manifest == local.Manifest(2, __version__, f"graph-{A[:12]}", A, "p", counts, manifest.files)
    assert manifest.files
    assert local.read_manifest(tmp_path / "deep" / "store") == manifest
    assert held(tmp_path / "deep" / "store") == ["1"]
    assert names(tmp_path / "deep" / "store") == [manifest.graph, "lock", "manifest.json"]
    text = (tmp_path / "deep" / "store" / "manifest.json").read_text(encoding="utf-8")
    assert text.startswith('{\n  "format": 2,\n  "version"')
    assert '"counts": {\n    "a": 2,\n    "triples": 1,\n    "z": 1\n  }' in text


def test_next_graph_takes_the_place_of_the_last(tmp_path: Path) -> None:
    graphs = [built(tmp_path, number, sources).graph for number, sources in ((1, A), (2, B), (3, B), (4, B))]
    assert graphs == [f"graph-{A[:12]}", f"graph-{B[:12]}", f"graph-{B[:12]}-1", f"graph-{B[:12]}"]
    assert held(tmp_path) == ["4"]
    assert names(tmp_path) == [f"graph-{B[:12]}", "lock", "manifest.json"]


def test_graphs_that_could_not_be_removed_are_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    graphs = [built(tmp_path, number).graph for number in (1, 2, 3)]
    assert graphs == [f"graph-{A[:12]}{end}" for end in ("", "-1", "-2")]
    assert held(tmp_path) == ["3"]


def test_only_what_a_build_has_made_is_removed(tmp_path: Path) -> None:
    built(tmp_path)
    theirs = {"graph-thesis", "graph-0123456789abc", "making-of", "making-0123456789ab.old"}
    for name in (*theirs, "graph-0123456789ab", "graph-0123456789ab-b", "making-0123456789ab"):
        (tmp_path / name).mkdir()
    kept = built(tmp_path, 2).graph
    assert set(names(tmp_path)) == theirs | {kept, "lock", "manifest.json"}


# What breaks a build


def failing() -> Iterator[Quad]:
    yield quad(2)
    raise KeyboardInterrupt


def test_interrupted_build_leaves_the_last_graph_and_nothing_else(tmp_path: Path) -> None:
    before = built(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        local.replace(tmp_path, failing(), sources=B, policy="p", counts={})
    assert local.read_manifest(tmp_path) == before
    assert held(tmp_path) == ["1"]
    assert names(tmp_path) == [before.graph, "lock", "manifest.json"]


def test_full_disk_leaves_the_last_graph_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = built(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match=r"cannot be written: no space left on device\. Fix: make room"):
        built(tmp_path, 2, B)
    assert held(tmp_path) == ["1"]
    assert names(tmp_path) == [before.graph, "lock", "manifest.json"]


def test_error_without_a_reason_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("Broken")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(StoreError, match=r"cannot be written: broken\. Fix:"):
        built(tmp_path)


def test_interrupted_after_the_step_that_counts_the_new_graph_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path)
    real = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        real(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, 2, B)
    assert held(tmp_path) == ["2"]


def test_one_build_runs_at_a_time(tmp_path: Path) -> None:
    def second() -> Iterator[Quad]:
        with pytest.raises(StoreError, match=r"another build is running\. Fix: wait"):
            built(tmp_path, 2, B)
        assert names(tmp_path) == ["lock", f"making-{A[:12]}"]  # what the next build would remove
        yield quad(1)

    local.replace(tmp_path, second(), sources=A, policy="p", counts={})
    assert held(tmp_path) == ["1"]
    built(tmp_path, 3, B)
    assert held(tmp_path) == ["3"]


# What the folder of a store is after a build that fails, and before one begins


def whole(path: Path) -> list[str]:
    return sorted(str(each.relative_to(path)) for each in path.rglob("*"))


def failed(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        local.replace(path, failing(), sources=B, policy="p", counts={})


@pytest.mark.parametrize("there", ["", "deep", "deep/store"])
def test_first_build_that_fails_leaves_nothing_that_was_not_there(there: str, tmp_path: Path) -> None:
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    before = whole(tmp_path)
    failed(tmp_path / "deep" / "store")
    assert whole(tmp_path) == before


def test_later_build_that_fails_leaves_the_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    failed(tmp_path)
    assert names(tmp_path) == ["lock"]


def test_what_came_meanwhile_stays_where_a_first_build_fails(tmp_path: Path) -> None:
    def quads() -> Iterator[Quad]:
        yield quad(1)
        (tmp_path / "new" / "thesis").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        local.replace(tmp_path / "new", quads(), sources=A, policy="p", counts={})
    assert names(tmp_path / "new") == ["lock", "thesis"]  # without the lock, the next build would refuse the folder


def test_folder_that_nothing_can_be_written_to_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = built(tmp_path)

    def refused(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "touch", refused)
    with (
        pytest.raises(
            StoreError, match=r"cannot be written: permission denied\. Fix: make room or name another folder"
        ),
        reservation.reserved(tmp_path),
    ):
        pytest.fail("the work has begun")
    assert local.check(tmp_path) == manifest


def test_folder_below_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match=r"file/store: cannot be written: not a directory\. Fix: "),
        reservation.reserved(tmp_path / "file" / "store"),
    ):
        pytest.fail("the work has begun")
    assert names(tmp_path) == ["file"]


def test_lock_that_a_failed_build_gives_up_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the opening of a lock and the taking of it another build may fail and remove it."""
    real = reservation._take

    def gone(file: TextIOWrapper, path: Path) -> None:
        (path / "lock").unlink()
        real(file, path)

    def another(file: TextIOWrapper, path: Path) -> None:
        (path / "lock").rename(path / "old")
        (path / "lock").touch()
        real(file, path)

    for meanwhile in (gone, another):
        (tmp_path / "lock").touch()
        monkeypatch.setattr(reservation, "_take", meanwhile)
        with pytest.raises(StoreError, match="another build is running"):
            built(tmp_path)


def test_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").touch()
    with pytest.raises(StoreError, match=r"is not empty and holds no graph of ours\. Fix: name a new folder"):
        built(tmp_path)
    assert names(tmp_path) == ["thesis"]


@pytest.mark.parametrize("ours", ["manifest.json", "lock"])
def test_folder_that_a_build_has_used_before_is_ours(tmp_path: Path, ours: str) -> None:
    (tmp_path / "thesis").touch()
    (tmp_path / ours).write_text("{}", encoding="utf-8")
    built(tmp_path)
    assert held(tmp_path) == ["1"]


@pytest.mark.parametrize("name", ["manifest.json", "manifest.draft", "lock"])
def test_folder_where_a_file_should_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "lock").touch() if name != "lock" else (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / name).mkdir()
    with pytest.raises(StoreError, match=rf"{name}: is a folder, where a file should be\. Fix: remove this folder\."):
        built(tmp_path)


# What breaks reading


def changed(path: Path, **told: Any) -> Path:
    """Build a graph and write something else into its manifest."""
    built(path)
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    (path / "manifest.json").write_text(json.dumps(manifest | told), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"graph": 1}, "does not hold what was written"),
        ({"counts": []}, "does not hold what was written"),
        ({"more": 1}, "does not hold what was written"),
        ({"format": 3}, "is a store of format 3, and this version reads format 2"),
        ({"version": "0.0.1"}, f"was built by version 0.0.1, and this is {__version__}"),
        ({"graph": "graph-gone"}, "does not hold what was written"),
    ],
)
def test_manifest_that_is_not_ours(tmp_path: Path, told: dict[str, Any], message: str) -> None:
    with pytest.raises(StoreError) as caught:
        local.read_manifest(changed(tmp_path, **told))
    assert f"{message}. Fix: run `spaceflight build --store {tmp_path}`." in str(caught.value)


def test_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file"):
        with pytest.raises(StoreError, match=r"no graph has been built here\. Fix: run `spaceflight build --store /"):
            local.open_store(path)
    with pytest.raises(StoreError, match=r"file: cannot be written: file exists\. Fix: make room"):
        built(tmp_path / "file")


def test_manifest_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise OSError("Broken")

    built(tmp_path)
    monkeypatch.setattr(Path, "read_text", broken)
    with pytest.raises(StoreError, match=r"manifest\.json: broken\. Fix:"):
        local.read_manifest(tmp_path)


def test_graph_that_is_replaced_while_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, read, seen = built(tmp_path), local.read_manifest, []

    def late(path: Path) -> local.Manifest:
        seen.append(path)
        if len(seen) > 1:
            return read(path)
        found = read(path)
        built(path, 2, B)
        return found

    monkeypatch.setattr(local, "read_manifest", late)
    assert held(tmp_path) == ["2"]
    assert not (tmp_path / old.graph).exists()


def test_damaged_graph(tmp_path: Path) -> None:
    graph = tmp_path / built(tmp_path).graph
    for file in graph.iterdir():
        file.unlink()
    with pytest.raises(StoreError, match=r"/\w+\.\w+: is gone\. Fix: run `spaceflight build"):
        local.open_store(tmp_path)


def test_reader_cannot_write(tmp_path: Path) -> None:
    built(tmp_path)
    store: Store = local.open_store(tmp_path)
    with pytest.raises(RuntimeError, match="read-write instances"):
        store.add(quad(2))


# Where it lies


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"SPACEFLIGHT_STORE": "s", "XDG_DATA_HOME": "/data", "HOME": "/home"}, "s"),
        ({"SPACEFLIGHT_STORE": "", "XDG_DATA_HOME": "/data", "HOME": "/home"}, "/data/spaceflight-graph"),
        ({"XDG_DATA_HOME": "", "HOME": "/home"}, "/home/.local/share/spaceflight-graph"),
        ({"HOME": "/home"}, "/home/.local/share/spaceflight-graph"),
    ],
)
def test_default_path(variables: dict[str, str], path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPACEFLIGHT_STORE", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert local.default_path() == Path(path)


def test_nobody_without_a_home_has_a_default_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(StoreError, match=r"you have no home folder .*Fix: name a folder with --store\."):
        local.default_path()
