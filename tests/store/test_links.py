"""Nothing outside a store's folder is emptied, made or removed through a link, a pipe or a name that lies in it."""

import os
import re
import shutil
from pathlib import Path

import pytest

from spaceflight_graph.errors import StoreError
from spaceflight_graph.store import local, reservation

OURS = (
    reservation.LOCK,
    reservation.DRAFT,
    reservation.MANIFEST,
    "making-0123456789ab",
    "graph-0123456789ab",
    "graph-0123456789ab-1",
)
FILES = OURS[:3]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else's, with a file and a folder."""
    (tmp_path / "outside" / "folder").mkdir(parents=True)
    (tmp_path / "outside" / "file").write_text("precious", encoding="utf-8")
    (tmp_path / "outside" / "folder" / "file").write_text("years of work", encoding="utf-8")
    return tmp_path / "outside"


def untouched(outside: Path) -> bool:
    held = {str(p.relative_to(outside)): p.read_text(encoding="utf-8") for p in outside.rglob("*") if p.is_file()}
    return held == {"file": "precious", "folder/file": "years of work"} and len(list(outside.rglob("*"))) == 3


def written(store: Path) -> local.Manifest:
    return local.replace(store, [], sources="0123456789ab" * 5, policy="p", counts={"triples": 0})


@pytest.mark.parametrize("built", [True, False], ids=["over-a-graph", "first-build"])
@pytest.mark.parametrize("target", ["file", "folder", "nothing-yet"])
@pytest.mark.parametrize("name", OURS)
def test_a_link_where_a_build_writes_is_refused(
    name: str, target: str, built: bool, outside: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    if built:
        written(store)
    if name in FILES:
        (store / name).unlink(missing_ok=True)
    elif (store / name).exists():
        shutil.rmtree(store / name)
    (store / name).symlink_to(Path("..") / "outside" / target)
    if not built and name not in (reservation.LOCK, reservation.MANIFEST):
        (store / reservation.LOCK).touch()  # a build that was killed has been here
    before = sorted(store.iterdir())
    message = rf"^{re.escape(str(store / name))}: a build writes nothing through links\. Fix: remove this link\.$"
    with pytest.raises(StoreError, match=message):
        written(store)
    assert untouched(outside)
    assert sorted(store.iterdir()) == before
    assert (store / name).is_symlink()
    (store / name).unlink()
    assert written(store) == local.check(store)


def test_all_links_are_named_at_once(outside: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / reservation.LOCK).symlink_to(outside / "file")
    (store / reservation.DRAFT).symlink_to(outside / "new")
    with pytest.raises(StoreError) as refused:
        written(store)
    links = f"{store / reservation.LOCK}, {store / reservation.DRAFT}"
    assert str(refused.value) == f"{links}: a build writes nothing through links. Fix: remove these links."
    assert untouched(outside)


@pytest.mark.parametrize("target", ["file", "folder", "nothing-yet"])
@pytest.mark.parametrize("name", OURS)
def test_a_link_that_comes_after_the_look_is_not_followed(
    name: str, target: str, outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / name).symlink_to(outside / target)
    monkeypatch.setattr(reservation, "refuse_strange", lambda _: None)
    if name == reservation.LOCK:
        with pytest.raises(StoreError, match=r"cannot be written: too many levels of symbolic links"):
            written(store)
    else:
        assert written(store) == local.check(store)
    assert untouched(outside)


def test_a_file_with_two_names_is_not_emptied(outside: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    for name in FILES:
        os.link(outside / "file", store / name)
    assert written(store) == local.check(store)
    assert untouched(outside)


def test_links_inside_what_a_build_removes_are_removed_and_not_followed(outside: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    old = written(store)
    (store / old.graph / "link").symlink_to(outside / "folder")
    (store / "making-aaaaaaaaaaaa").mkdir()
    (store / "making-aaaaaaaaaaaa" / "000004.log").symlink_to(outside / "file")
    assert written(store).graph != old.graph
    assert not list(store.rglob("link"))
    assert untouched(outside)


def test_the_folder_of_the_store_may_be_a_link(outside: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "store").symlink_to("disk")
    (tmp_path / "disk" / "notes").symlink_to(outside)  # not a name that a build uses
    (tmp_path / "disk" / reservation.LOCK).touch()
    for _ in range(2):
        manifest = written(tmp_path / "store")
        assert sorted(p.name for p in (tmp_path / "disk").iterdir()) == sorted(
            [manifest.graph, reservation.LOCK, reservation.MANIFEST, "notes"]
        )
    assert len(local.open_store(tmp_path / "store")) == 0
    assert untouched(outside)


@pytest.mark.parametrize("name", FILES)
def test_a_pipe_where_a_build_writes_is_refused(name: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / reservation.LOCK).touch()
    (store / name).unlink(missing_ok=True)
    os.mkfifo(store / name)
    with pytest.raises(StoreError, match=rf"{name}: is a pipe or device, where a file should be\. Fix: remove"):
        written(store)


def test_what_an_unfinished_build_left_and_cannot_be_removed_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_remove", lambda _: None)
    store = tmp_path / "store"
    (store / "making-0123456789ab").mkdir(parents=True)
    (store / "making-0123456789ab" / "IDENTITY").write_text("another")
    (store / reservation.LOCK).touch()
    assert written(store) == local.check(store)
    assert [p.name for p in (store / "making-0123456789ab").iterdir()] == ["IDENTITY"]
