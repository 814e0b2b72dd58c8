"""The local graph on disk: built whole or not at all, opened read-only.

    <store>/manifest.json     which graph is current, from what it was built, its checksums; replaced in one step
    <store>/graph-<digest>/   an Oxigraph database, and the names of things in one file (query/names.py)
    <store>/lock              held while a build runs
    <store>/making-<digest>/  a database while it is written

A build writes a new database beside the current one and then replaces the manifest, so that a build that fails, is
interrupted or runs out of disk leaves the last good graph as it was, and readers never see half a graph. Only what a
build has made is ever removed. Nothing is written through a link in the folder; the folder itself may be one. Reading
changes no file, and notices those that changed.
"""

import json
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, count, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pyoxigraph import Quad, Store

from spaceflight_graph.errors import StoreError
from spaceflight_graph.store import checksums
from spaceflight_graph.store.reservation import DRAFT, MANIFEST, in_the_way, is_database, refusals, reserved
from spaceflight_graph.suggestions import typed
from spaceflight_graph.version import __version__

FORMAT = 2

PIECE = 600_000
"""So many quads are handed to a store at once. Of fewer, RocksDB merges more pieces: with 220,000 a build of 2.5
million took 86 s, with this 74. More take more memory: 1.1 GB with 880,000, with this 0.9."""


class Manifest(NamedTuple):
    """What the current graph is.

    Attributes:
        format: the layout of the store; another one cannot be read.
        version: the version of the package that built it.
        graph: the folder of the database.
        sources: digest of all files it was built from.
        policy: the policy by which facts were chosen.
        counts: what it holds, such as ``claims`` and ``facts``.
        files: size and checksum of each file of the database.
    """

    format: int
    version: str
    graph: str
    sources: str
    policy: str
    counts: dict[str, int]
    files: dict[str, list[int]]

    def text(self) -> str:
        """Return the manifest as its file has it, with a checksum of its own at the end."""
        told: dict[str, object] = self._asdict()
        return json.dumps(told | {"checksum": _seal(told)}, indent=2) + "\n"


def _seal(told: dict[str, object]) -> int:
    return zlib.crc32(json.dumps(told, sort_keys=True).encode())


def default_path() -> Path:
    """Return where the store lies unless told otherwise: ``$SPACEFLIGHT_STORE``, else the user's data folder."""
    if named := os.environ.get("SPACEFLIGHT_STORE"):
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME")
    try:
        return (Path(home) if home else Path.home() / ".local" / "share") / "spaceflight-graph"
    except RuntimeError:
        raise StoreError("you have no home folder to keep the graph in. Fix: name a folder with --store.") from None


def _remedy(path: Path) -> str:
    """Return how to mend a store, as it is typed: one that no setting names must be named."""
    try:
        usual = default_path() == path
    except StoreError:
        usual = False
    return f"Fix: run `spaceflight build{'' if usual else f' --store {typed(str(path))}'}`."


def read_manifest(path: Path) -> Manifest:
    """Return what the store says of itself.

    Raises:
        StoreError: it was never built, is not a store, is damaged, or another version built it.
    """
    file = path / MANIFEST
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise in_the_way(file)
        told = json.loads(file.read_text(encoding="utf-8"))
        seal = told.pop("checksum", None)
        form, version = told["format"], told["version"]
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"{path}: no graph has been built here. {_remedy(path)}") from None
    except OSError as error:
        raise StoreError(f"{file}: {(error.strerror or str(error)).lower()}. {_remedy(path)}") from None
    except (ValueError, TypeError, AttributeError, KeyError):
        raise StoreError(f"{file}: is not a manifest that this version can read. {_remedy(path)}") from None
    if version != __version__:
        raise StoreError(f"{path}: was built by version {version}, and this is {__version__}. {_remedy(path)}")
    if form != FORMAT:
        wrong = f"is a store of format {form}, and this version reads format {FORMAT}"
        raise StoreError(f"{path}: {wrong}. {_remedy(path)}")
    if seal != _seal(told):
        raise StoreError(f"{file}: does not hold what was written. {_remedy(path)}")
    return Manifest(**told)


def open_store(path: str | Path) -> Store:
    """Open the current graph for reading. Queries on it should use the union of all graphs as default graph.

    The files of the database are checked first, as far as `checksums.difference` does it by the way.

    Raises:
        StoreError: as `read_manifest`, or the database is damaged.
    """
    return _opened(Path(path), fully=False)[1]


def check(path: Path) -> Manifest:
    """Read the current graph through, and return what the store says of it: all is as it was built.

    Raises:
        StoreError: as `open_store`.
    """
    manifest, store = _opened(path, fully=True)
    held = sum(1 for _ in store)
    if held != manifest.counts.get("triples", held):
        wrong = f"{path / manifest.graph}: {held:,} triples where {manifest.counts['triples']:,} were written"
        raise StoreError(f"{wrong}. {_remedy(path)}")
    return manifest


def _opened(path: Path, *, fully: bool) -> tuple[Manifest, Store]:
    while True:
        manifest = read_manifest(path)
        folder = path / manifest.graph
        try:
            built = (path / MANIFEST).stat().st_mtime_ns
            wrong = checksums.difference(folder, manifest.files, fully=fully, built=built)
            if wrong is None:
                return manifest, Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:
            wrong = f"{folder}: cannot be opened: {error}"
        if read_manifest(path) == manifest:  # else a build replaced it in between
            raise StoreError(f"{wrong}. {_remedy(path)}")


def replace(
    path: Path,
    quads: Iterable[Quad],
    *,
    sources: str,
    policy: str,
    counts: dict[str, int],
    beside: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> Manifest:
    """Hold the store's folder, made if it is not there, and write a new graph into it (`write`).

    Raises:
        StoreError: as `reservation.reserved` and `write`.
    """
    with reserved(path):
        return write(path, quads, sources=sources, policy=policy, counts=counts, beside=beside)


def write(
    path: Path,
    quads: Iterable[Quad],
    *,
    sources: str,
    policy: str,
    counts: dict[str, int],
    beside: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> Manifest:
    """Write a new graph and make it the current one; on any failure the old one stays.

    Args:
        path: the store's folder, held for this build (`reservation.reserved`).
        quads: the whole graph; asked for piece by piece.
        sources: digest of what it was made from.
        policy: the policy that chose the facts.
        counts: told in the manifest, with the number of triples.
        beside: files to lie beside the database's, by name; made when that is written, and its memory is free again.

    Raises:
        StoreError: the disk does not take it.
    """
    with refusals(path):
        _sweep(path)
        return _write(path, quads, sources, policy, counts, beside)


def _remove(folder: Path) -> None:
    import shutil  # only a build needs it, and a query must start at once

    shutil.rmtree(folder, ignore_errors=True)


def pieces(quads: Iterable[Quad]) -> Iterator[Iterable[Quad]]:
    """Yield quads in parts that a store takes at once: memory is for one of them, not for all."""
    left = iter(quads)
    for first in left:
        yield chain((first,), islice(left, PIECE - 1))


def _write(
    path: Path,
    quads: Iterable[Quad],
    sources: str,
    policy: str,
    counts: dict[str, int],
    beside: Mapping[str, Callable[[], bytes]],
) -> Manifest:
    taken = {old.name for old in path.iterdir()}
    digest = sources[:12]
    numbered = (f"{digest}-{i}" if i else digest for i in count())
    free = next(one for one in numbered if not {f"graph-{one}", f"making-{one}"} & taken)
    name, making = f"graph-{free}", path / f"making-{free}"
    try:
        making.mkdir()  # what is there already is not written to
        store = Store(str(making))
        for piece in pieces(quads):
            store.bulk_extend(piece)
        store.optimize()
        triples = len(store)
        store.flush()
        del store  # closes the database
        for beside_it, made in beside.items():
            (making / beside_it).write_bytes(made())
        files = checksums.taken(making)
        told = dict(sorted({**counts, "triples": triples}.items()))
        manifest = Manifest(FORMAT, __version__, name, sources, policy, told, files)
        making.rename(path / name)
        making = path / name
        draft = path / DRAFT
        draft.unlink(missing_ok=True)  # an earlier build may have left one
        with draft.open("x", encoding="utf-8") as file:
            file.write(manifest.text())
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
        if old.name != kept and is_database(old.name):
            _remove(old)


def _current(path: Path) -> str | None:
    """Return the folder that the manifest names, whichever version wrote it."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8")).get("graph")
    except (OSError, ValueError, AttributeError):
        return None
    return found if isinstance(found, str) else None
