"""A store that is not as it was built is noticed: most damage whenever it is opened, all of it by ``store check``."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.build import build
from spaceflight_graph.errors import StoreError
from spaceflight_graph.store import checksums, local, reservation

Harm = Callable[[Path, random.Random], str]
SPACEFLIGHT = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()"]


@pytest.fixture
def store(small_store_path: Path, tmp_path: Path) -> Path:
    """A copy of a good store that a test may damage."""
    return shutil.copytree(small_store_path, tmp_path / "store")


def database(store: Path) -> Path:
    return store / local.read_manifest(store).graph


def listing(store: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return all files of a store: size, time and content."""
    return {
        str(file.relative_to(store)): (file.stat().st_size, file.stat().st_mtime_ns, file.read_bytes())
        for file in store.rglob("*")
        if file.is_file()
    }


def chosen(folder: Path, chance: random.Random) -> Path:
    """Return one of the files that hold something; the biggest ones hold the rows, and half of the choices."""
    files = sorted(file for file in folder.iterdir() if file.name in checksums.taken(folder) and file.stat().st_size)
    return chance.choice([*files, *[file for file in files if file.suffix == ".sst"] * 2])


def flipped(folder: Path, chance: random.Random) -> str:
    """Flip one bit, as a tired disk does: the time of the file stays as it was."""
    file = chosen(folder, chance)
    held, times = bytearray(file.read_bytes()), file.stat()
    held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    file.write_bytes(held)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    return f"{file.name}: does not hold the bytes that were written"


def overwritten(folder: Path, chance: random.Random) -> str:
    """Write other bytes into a file now, of the same length."""
    file = chosen(folder, chance)
    file.write_bytes(chance.randbytes(file.stat().st_size))
    return f"{file.name}: does not hold the bytes that were written"


def truncated(folder: Path, chance: random.Random) -> str:
    file = chosen(folder, chance)
    size = file.stat().st_size
    os.truncate(file, chance.randrange(1, size))
    return f"{file.name}: has {file.stat().st_size:,} bytes where {size:,} were written"


def emptied(folder: Path, chance: random.Random) -> str:
    file = chosen(folder, chance)
    size = file.stat().st_size
    os.truncate(file, 0)
    return f"{file.name}: has 0 bytes where {size:,} were written"


def missing(folder: Path, chance: random.Random) -> str:
    file = chosen(folder, chance)
    file.unlink()
    return f"{file.name}: is gone"


def swapped(folder: Path, chance: random.Random) -> str:
    one, two = chance.sample(sorted(folder.glob("*.sst")), 2)
    sizes = sorted([(one.name, one.stat().st_size), (two.name, two.stat().st_size)])
    assert sizes[0][1] != sizes[1][1]
    one.rename(folder / "between")
    two.rename(one)
    (folder / "between").rename(two)
    return f"{sizes[0][0]}: has {sizes[1][1]:,} bytes where {sizes[0][1]:,} were written"


def extra(folder: Path, chance: random.Random) -> str:
    name = f"{chance.randrange(100, 999):06}.sst"
    shutil.copyfile(chosen(folder, chance), folder / name)
    return f"{name}: no build has written this file"


HARMS: tuple[Harm, ...] = (flipped, overwritten, truncated, emptied, missing, swapped, extra)
SEEDS = [(HARMS[seed % len(HARMS)], seed) for seed in range(28)]
"""More than twenty, and each harm four times."""


@pytest.mark.parametrize(("harm", "seed"), SEEDS, ids=[f"{harm.__name__}-{seed}" for harm, seed in SEEDS])
def test_damage_is_noticed_whenever_a_graph_is_opened(harm: Harm, seed: int, store: Path) -> None:
    wrong = harm(database(store), random.Random(seed))
    remedy = re.escape(f"Fix: run `spaceflight build --store {store}`.")
    message = rf"^{re.escape(str(database(store)))}/{re.escape(wrong)}\. {remedy}$"
    with pytest.raises(StoreError, match=message):
        local.open_store(store)
    with pytest.raises(StoreError, match=message):
        local.check(store)


@pytest.mark.parametrize(("harm", "seed"), SEEDS, ids=[f"{harm.__name__}-{seed}" for harm, seed in SEEDS])
def test_of_a_large_graph_a_flipped_bit_is_noticed_by_the_check_alone(
    harm: Harm, seed: int, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checksums, "READ_THROUGH", 0)
    assert len(local.open_store(store)) > 1000
    folder, built = database(store), (store / reservation.MANIFEST).stat().st_mtime_ns
    wrong = harm(folder, random.Random(seed))
    files = local.read_manifest(store).files
    at_open = checksums.difference(folder, files, fully=False, built=built)
    assert at_open == (None if harm is flipped else f"{folder}/{wrong}")
    assert checksums.difference(folder, files, fully=True, built=built) == f"{folder}/{wrong}"


def test_every_bit_of_the_manifest_counts(store: Path) -> None:
    file = store / reservation.MANIFEST
    whole, good = file.read_bytes(), local.read_manifest(store)
    chance, noticed = random.Random(1), 0
    for _ in range(200):
        held = bytearray(whole)
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
        file.write_bytes(held)
        try:
            found = local.read_manifest(store)
        except StoreError:
            noticed += 1
        else:
            assert found == good, held  # white space may differ and nothing else
    assert noticed > 150


def test_what_the_database_engine_writes_for_itself_is_no_damage(store: Path) -> None:
    folder = database(store)
    assert {"LOCK", "LOG"} <= {file.name for file in folder.iterdir()}
    (folder / "LOCK").unlink()
    (folder / "LOG").write_text("opened once more")
    (folder / "LOG.old.1790000000000000").write_text("opened before")
    local.check(store)
    (folder / "LOGS").write_text("")
    with pytest.raises(StoreError, match="LOGS: no build has written this file"):
        local.open_store(store)


def test_a_link_or_folder_in_place_of_a_file_is_damage(store: Path, tmp_path: Path) -> None:
    file = database(store) / "CURRENT"
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=r"CURRENT: is no regular file\. Fix: run"):
        local.open_store(store)


def test_a_store_of_the_format_before_is_refused(store: Path) -> None:
    file = store / reservation.MANIFEST
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    with pytest.raises(StoreError, match=r"is a store of format 1, and this version reads format 2\. Fix: run"):
        local.open_store(store)


def test_a_manifest_that_is_a_pipe_is_not_waited_for(store: Path) -> None:
    (store / reservation.MANIFEST).unlink()
    os.mkfifo(store / reservation.MANIFEST)
    with pytest.raises(StoreError, match=r"is a pipe or device, where a file should be\. Fix: remove"):
        local.open_store(store)


def test_two_processes_read_at_once_and_change_nothing(store: Path) -> None:
    before = listing(store)
    readers = [
        subprocess.Popen([*SPACEFLIGHT, *command, "--store", str(store)], stdout=subprocess.PIPE, text=True)
        for command in (["store", "check"], ["query", "launches"])
    ]
    told = [reader.communicate(timeout=60)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0]
    files = checksums.taken(database(store))
    size, triples = sum(size for size, _ in files.values()), local.read_manifest(store).counts["triples"]
    assert told[0] == f"{database(store)}: {len(files)} files, {size:,} bytes, {triples:,} triples: all as built.\n"
    assert "one     One" in told[1]
    assert listing(store) == before


def test_the_command_line_names_the_file_and_ends_with_2(store: Path) -> None:
    wrong = flipped(database(store), random.Random(7))
    for command in (["store", "check"], ["query", "launches"], ["sparql", "-"]):
        ended = subprocess.run(
            [*SPACEFLIGHT, *command, "--store", str(store)], input="ASK {}", capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == f"Error: {database(store)}/{wrong}. Fix: run `spaceflight build --store {store}`.\n"


def test_a_build_over_a_damaged_store_mends_it(store: Path, small_source: Path) -> None:
    missing(database(store), random.Random(3))
    manifest = build(store, source=small_source)
    assert local.check(store) == manifest


def replaced(store: Path) -> None:
    """Replace a store by the same graph twice, so that its folder gets its old name again, with other bytes in it."""
    manifest, quads = local.read_manifest(store), list(local.open_store(store))
    for _ in range(2):
        local.replace(store, quads, sources=manifest.sources, policy=manifest.policy, counts=manifest.counts)
    assert local.read_manifest(store).graph == manifest.graph
    assert local.read_manifest(store) != manifest


def test_a_store_that_a_build_replaces_while_it_is_checked_is_not_taken_for_damaged(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = checksums.difference
    calls: list[str | None] = []

    def meanwhile(*given: object, **named: object) -> str | None:
        if not calls:
            calls.append(None)
            replaced(store)
        calls.append(real(*given, **named))  # type: ignore[arg-type]
        return calls[-1]

    monkeypatch.setattr(checksums, "difference", meanwhile)
    assert len(local.open_store(store)) == local.read_manifest(store).counts["triples"]
    assert isinstance(calls[-2], str)
    assert calls[-1] is None


def test_a_store_that_is_gone_between_check_and_opening_is_opened_anew(
    store: Path, small_source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Late:
        def __new__(cls, path: str) -> Store:  # type: ignore[misc]
            return Store(path)

        @staticmethod
        def read_only(path: str) -> Store:
            if not opened:
                opened.append(path)
                build(store, source=small_source)
            opened.append(path)
            return Store.read_only(path)

    with monkeypatch.context() as patched:
        patched.setattr(local, "Store", Late)
        assert len(local.open_store(store)) == local.read_manifest(store).counts["triples"]
    assert len(set(opened)) == 2
