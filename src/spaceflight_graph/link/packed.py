"""Packed files, as Wikidata's dumps are: the only place that knows by which suffix, and how one is opened."""

import bz2
import gzip
from pathlib import Path
from typing import Any, BinaryIO, cast

_OPENERS: dict[str, Any] = {".bz2": bz2.open, ".gz": gzip.open}


def suffix(file: Path) -> str:
    """Return the suffix of what a file holds once it is unpacked.

    >>> suffix(Path("latest-all.json.bz2")), suffix(Path("truthy.nt"))
    ('.json', '.nt')
    """
    return Path(file.stem if file.suffix in _OPENERS else file.name).suffix


def opened(file: Path) -> BinaryIO:
    """Open a file, packed or not.

    Raises:
        OSError: it cannot be read; without a number (``errno``) where it is not packed as its suffix says.
        EOFError: while it is read: it is cut.
    """
    return cast(BinaryIO, _OPENERS.get(file.suffix, open)(file, "rb"))
