"""The local graph on disk: built whole or not at all, opened read-only.

    <store>/manifest.json     which graph is current, who built it and from what; replaced in one step
    <store>/graph-<digest>/   an Oxigraph database
    <store>/lock              held while a build runs
    <store>/making-<digest>/  a database while it is written

A build writes a new database beside the current one and then replaces the manifest, so that a build that fails, is
interrupted or runs out of disk leaves the last good graph as it was, and readers never see half a graph. A folder that
holds other things and no graph of ours is refused, and only what a build has made is ever removed.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from pyoxigraph import Quad, Store

from spaceflight_graph import __version__
from spaceflight_graph.errors import StoreError

FORMAT = 1
MANIFEST = "manifest.json"
DRAFT = "manifest.draft"
LOCK = "lock"

_MADE = re.compile(r"making-[0-9a-f]{12}|graph-[0-9a-f]{12}(-\w+)?")


@dataclass(frozen=True)
class Manifest:
    """What the current graph is.

    Attributes:
        format: the layout of the store; another one cannot be read.
        version: the version of the package that built it.
        graph: the folder of the database.
        sources: digest of all files it was built from.
        policy: the policy by which facts were chosen.
        counts: what it holds, such as ``claims`` and ``facts``.
    """

    format: int
    version: str
    graph: str
    sources: str
    policy: str
    counts: dict[str, int]


def default_path() -> Path:
    """Return where the store lies unless told otherwise: ``$SPACEFLIGHT_STORE``, else the user's data folder."""
    if named := os.environ.get("SPACEFLIGHT_STORE"):
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME")
    try:
        return (Path(home) if home else Path.home() / ".local" / "share") / "spaceflight-graph"
    except RuntimeError:
        raise StoreError("you have no home folder to keep the graph in. Fix: name a folder with --store.") from None


def read_manifest(path: Path) -> Manifest:
    """Return what the store says of itself.

    Raises:
        StoreError: it was never built, is not a store, or another version built it.
    """
    remedy = "Fix: run `spaceflight build`."
    try:
        told = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**told)
        if not isinstance(manifest.graph, str) or not isinstance(manifest.counts, dict):
            raise TypeError("not as this version writes it")
    except FileNotFoundError:
        raise StoreError(f"{path}: no graph has been built here. {remedy}") from None
    except IsADirectoryError:
        raise _folder_in_the_way(path / MANIFEST) from None
    except OSError as error:
        raise StoreError(f"{path / MANIFEST}: {(error.strerror or str(error)).lower()}. {remedy}") from None
    except (ValueError, TypeError):
        raise StoreError(f"{path / MANIFEST}: is not a manifest that this version can read. {remedy}") from None
    if manifest.format != FORMAT or manifest.version != __version__:
        raise StoreError(f"{path}: was built by version {manifest.version}, and this is {__version__}. {remedy}")
    if not (path / manifest.graph).is_dir():
        raise StoreError(f"{path / manifest.graph}: the database is gone. {remedy}")
    return manifest


def open_store(path: Path) -> Store:
    """Open the current graph for reading. Queries on it should use the union of all graphs as default graph.

    Raises:
        StoreError: as `read_manifest`, or the database is damaged.
    """
    manifest = read_manifest(path)
    try:
        return Store.read_only(str(path / manifest.graph))
    except (OSError, RuntimeError) as error:
        if read_manifest(path).graph != manifest.graph:  # a build replaced it in between
            return open_store(path)
        raise StoreError(f"{path / manifest.graph}: cannot be opened: {error}. Fix: run `spaceflight build`.") from None


def replace(path: Path, quads: Iterable[Quad], *, sources: str, policy: str, counts: dict[str, int]) -> Manifest:
    """Write a new graph and make it the current one; on any failure the old one stays.

    Args:
        path: the store's folder, made if it is not there.
        quads: the whole graph.
        sources: digest of what it was made from.
        policy: the policy that chose the facts.
        counts: told in the manifest.

    Raises:
        StoreError: the folder is somebody else's, another build is running, or the disk does not take it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        _refuse_strange(path)
        with _only_build(path):
            _sweep(path)
            return _replace(path, quads, sources, policy, counts)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {(error.strerror or str(error)).lower()}."
            f" Fix: make room or name another folder with --store; the last good graph, if any, is untouched."
        ) from None


def _refuse_strange(path: Path) -> None:
    """Raise where a folder is not empty and no build has ever written to it, or where a file cannot be written."""
    if not any((path / name).exists() for name in (MANIFEST, LOCK)) and any(path.iterdir()):
        raise StoreError(f"{path}: is not empty and holds no graph of ours. Fix: name a new folder with --store.")
    for name in (MANIFEST, DRAFT, LOCK):
        if (path / name).is_dir():
            raise _folder_in_the_way(path / name)


def _folder_in_the_way(path: Path) -> StoreError:
    return StoreError(f"{path}: is a folder, where a file should be. Fix: remove this folder.")


def _remove(folder: Path) -> None:
    import shutil  # only a build needs it, and a query must start at once

    shutil.rmtree(folder, ignore_errors=True)


def _replace(path: Path, quads: Iterable[Quad], sources: str, policy: str, counts: dict[str, int]) -> Manifest:
    taken = {old.name for old in path.iterdir()}
    plain = f"graph-{sources[:12]}"
    name = next(name for i in count() if (name := f"{plain}-{i}" if i else plain) not in taken)
    making = path / f"making-{sources[:12]}"
    try:
        store = Store(str(making))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
        del store  # closes the database
        manifest = Manifest(FORMAT, __version__, name, sources, policy, dict(sorted(counts.items())))
        making.rename(path / name)
        making = path / name
        draft = path / DRAFT
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(manifest), file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path / MANIFEST)
    except BaseException:  # Ctrl-C too: nothing half-written is left behind
        if _current(path) != making.name:
            _remove(making)
            (path / DRAFT).unlink(missing_ok=True)
        raise
    _sweep(path)
    return manifest


def _sweep(path: Path) -> None:
    """Remove what earlier builds left: unfinished databases, and finished ones that are no longer current."""
    kept = _current(path)
    for old in list(path.iterdir()):
        if old.name != kept and _MADE.fullmatch(old.name):
            _remove(old)


def _current(path: Path) -> str | None:
    """Return the folder that the manifest names, whichever version wrote it."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8")).get("graph")
    except (OSError, ValueError, AttributeError):
        return None
    return found if isinstance(found, str) else None


@contextmanager
def _only_build(path: Path) -> Iterator[None]:
    """Let one build run at a time; the lock goes with the process that holds it."""
    with (path / LOCK).open("w") as lock:
        try:
            import fcntl
        except ImportError:  # not a POSIX system: the manifest is still replaced in one step
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"{path}: another build is running. Fix: wait for it, or name another --store.") from None
        yield
