"""One door to every export, and the writing of a file whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import rdf_files

PROFILES = ("native", "wikidata")
FORMATS = ("jsonld", *rdf_files.FORMATS)


def text(store: Store, form: str, profile: str = PROFILES[0]) -> str:
    """Return the graph in a format.

    Args:
        store: the graph.
        form: one of ``FORMATS``.
        profile: for JSON-LD: ``native``, or ``wikidata``, where things and properties have Wikidata's names as far as
            they mean the same (docs/wikidata.md).

    Raises:
        SpaceflightError: the profile does not go with the format.
    """
    if form == "jsonld":
        from spaceflight_graph.export import context, jsonld, selection

        chosen: Callable[[Store], object] = selection.statements if profile == "native" else selection.in_wikidata_terms
        return jsonld.text(chosen(store), context.shipped(), selection.events(store))  # type: ignore[arg-type]
    if profile != PROFILES[0]:
        raise SpaceflightError(f"--profile {profile} goes with jsonld only. Fix: leave it out, or export jsonld.")
    return rdf_files.text(store, form)


def to_file(path: Path, content: str) -> None:
    """Write a file whole or not at all; a link leads to the file, and a device or pipe takes the text.

    Raises:
        SpaceflightError: the disk does not take it; an older file stays as it was.
    """
    target = path.resolve() if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, and never replaced
            target.write_text(content, encoding="utf-8")
            return
        handle, name = tempfile.mkstemp(prefix=".spaceflight-", suffix=".draft", dir=target.parent)
        try:
            with open(handle, "w", encoding="utf-8") as draft:  # noqa: PTH123 - a file that is open
                draft.write(content)
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)  # noqa: PTH105 - one step
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SpaceflightError(f"{path}: cannot be written: {why}. Fix: name another file.") from None


def _umask() -> int:
    """Return what a new file does not allow; there is no asking without setting."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
