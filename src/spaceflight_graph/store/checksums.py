"""Checksums of a database's files: the only place that tells whether they are as they were written.

Who reads a broken block of RocksDB gets an error at best: a query has been seen to run on until all memory was taken,
where blocks were broken and looked well from outside. So files are compared before they are opened. A CRC-32 sees every
slip of the disk and costs 0.3 ms a megabyte; it is no guard against somebody who means harm, who would write a new one.
"""

import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from os import scandir, stat_result
from pathlib import Path

READ_THROUGH = 16 * 2**20
"""Up to this many bytes, all files are read whenever a graph is opened: 5 ms. Ours has 13 MB."""

_KEEPS_NO_DATA = re.compile(r"LOCK|LOG(\.old\.\d+)?")
"""What RocksDB writes for itself and never reads as data: its lock and its diary."""
_PIECE = 2**16


def taken(folder: Path) -> dict[str, list[int]]:
    """Return the size and checksum of each file of a database."""
    return {name: [found.st_size, _checksum(folder / name)] for name, found in sorted(_files(folder))}


def difference(folder: Path, known: Mapping[str, list[int]], *, fully: bool, built: int) -> str | None:
    """Return what is not as it was written, the first thing by name; None where all is well.

    Names and sizes are always compared. Of a database larger than :data:`READ_THROUGH`, only files that were touched
    after the build are read.

    Args:
        folder: the database.
        known: what :func:`taken` returned when it was written.
        fully: whether to read all files, however large.
        built: when the build was done, as ``st_mtime_ns``.

    Raises:
        OSError: a file cannot be read, or goes away meanwhile.
    """
    if not folder.is_dir():
        return f"{folder}: the database is gone"
    here = dict(_files(folder))
    for name in sorted(here.keys() | known.keys()):
        if name not in here:
            return f"{folder / name}: is gone"
        if name not in known:
            return f"{folder / name}: no build has written this file"
        if not stat.S_ISREG(here[name].st_mode):
            return f"{folder / name}: is no regular file"
        if here[name].st_size != known[name][0]:
            return f"{folder / name}: has {here[name].st_size:,} bytes where {known[name][0]:,} were written"
    all_of_them = fully or sum(found.st_size for found in here.values()) <= READ_THROUGH
    for name in sorted(here):
        if (all_of_them or here[name].st_mtime_ns > built) and _checksum(folder / name) != known[name][1]:
            return f"{folder / name}: does not hold the bytes that were written"
    return None


def _files(folder: Path) -> Iterator[tuple[str, stat_result]]:
    with scandir(folder) as entries:
        for entry in entries:
            if not _KEEPS_NO_DATA.fullmatch(entry.name):
                yield entry.name, entry.stat(follow_symlinks=False)


def _checksum(file: Path) -> int:
    total = 0
    piece = memoryview(bytearray(_PIECE))
    with file.open("rb", buffering=0) as bytes_of:
        while size := bytes_of.readinto(piece):
            total = zlib.crc32(piece[:size], total)
    return total
