"""The folder of a store while a build runs: the only place that makes it, holds it, and gives it back as it was.

A folder that holds other things and no graph of ours is refused before a build has begun to work, and so is one that
cannot be written to. Where the first build fails, nothing is left that was not there.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

from spaceflight_graph.errors import StoreError

MANIFEST = "manifest.json"
DRAFT = "manifest.draft"
LOCK = "lock"
_MADE = r"(making|graph)-[0-9a-f]{12}(-\w+)?"
"""What the folders of databases are called."""


def is_database(name: str) -> bool:
    """Tell whether a folder of that name is a database that a build made, or has begun to make."""
    return re.fullmatch(_MADE, name) is not None


@contextmanager
def reserved(path: Path) -> Iterator[None]:
    """Hold the folder for one build, and make it if it is not there.

    Raises:
        StoreError: it is somebody else's, another build is running, or it cannot be written to.
    """
    new = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        with refusals(path):
            path.mkdir(parents=True, exist_ok=True)
            refuse_strange(path)
        with _only_build(path):
            with refusals(path):
                _try_out(path)
            yield
    except BaseException:
        with suppress(OSError):  # somebody has put something there meanwhile
            for folder in new:
                folder.rmdir()
        raise


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Tell what the system says to writing.

    Raises:
        StoreError: in place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {(error.strerror or str(error)).lower()}."
            f" Fix: make room or name another folder with --store; the last good graph, if any, is untouched."
        ) from None


def refuse_strange(path: Path) -> None:
    """Raise where a folder is not empty and no build has ever written to it, or where something is in a build's way."""
    there = sorted(path.iterdir())
    if there and not {MANIFEST, LOCK} & {entry.name for entry in there}:
        raise StoreError(f"{path}: is not empty and holds no graph of ours. Fix: name a new folder with --store.")
    own = [entry for entry in there if entry.name in (MANIFEST, DRAFT, LOCK) or is_database(entry.name)]
    links = [str(entry) for entry in own if entry.is_symlink()]
    if links:
        these = "this link" if len(links) == 1 else "these links"
        raise StoreError(f"{', '.join(links)}: a build writes nothing through links. Fix: remove {these}.")
    for entry in own:
        if not entry.is_file() and not is_database(entry.name):
            raise in_the_way(entry)


def in_the_way(path: Path) -> StoreError:
    """Return the error that something stands where a file should."""
    what = "folder" if path.is_dir() else "pipe or device"
    return StoreError(f"{path}: is a {what}, where a file should be. Fix: remove this {what}.")


def _try_out(path: Path) -> None:
    """Write and remove a file: what refuses that would refuse a graph after all the work."""
    draft = path / DRAFT
    draft.unlink(missing_ok=True)  # an earlier build may have left one
    draft.touch(exist_ok=False)
    draft.unlink()


@contextmanager
def _only_build(path: Path) -> Iterator[None]:
    """Let one build run at a time; the lock goes with the process that holds it."""
    with refusals(path):
        file, new = _opened(path / LOCK)
    with file:
        _take(file, path)
        try:
            yield
        except BaseException:
            with suppress(OSError):
                if new and [entry.name for entry in path.iterdir()] == [LOCK]:
                    (path / LOCK).unlink()
            raise


def _opened(lock: Path) -> tuple[TextIOWrapper, bool]:
    """Return the lock's file, and whether it was not there before."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.fdopen(os.open(lock, flags | os.O_CREAT | os.O_EXCL, 0o666), "r+"), True
    except FileExistsError:
        return os.fdopen(os.open(lock, flags), "r+"), False


def _take(file: TextIOWrapper, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not a POSIX system: the manifest is still replaced in one step
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(file.fileno()).st_ino == (path / LOCK).stat().st_ino:
            return
    except (BlockingIOError, FileNotFoundError):  # held, or just given up by a build that failed and removed it
        pass
    raise StoreError(f"{path}: another build is running. Fix: wait for it, or name another --store.")
