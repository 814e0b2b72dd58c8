"""Sorting in bounded memory: the only place that sorts more than memory may hold."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice

AT_ONCE = 100_000
"""So many lines are sorted in memory; more go through files that have no name."""


def ordered(lines: Iterable[bytes], at_once: int = AT_ONCE) -> Iterator[bytes]:
    """Yield lines in the order of their bytes, each once; in UTF-8 that is the order of code points.

    Args:
        lines: each ends in its only line break.
        at_once: how many are held in memory.
    """
    rest = iter(lines)
    piece = sorted(islice(rest, at_once))
    with ExitStack() as files:
        pieces: list[Iterable[bytes]] = []
        while len(piece) == at_once:
            file = files.enter_context(tempfile.TemporaryFile())
            file.writelines(piece)
            file.seek(0)
            pieces.append(file)
            piece = sorted(islice(rest, at_once))
        for line, _ in groupby(merge(*pieces, piece)):
            yield line
