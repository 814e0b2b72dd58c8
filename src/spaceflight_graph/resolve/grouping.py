"""Claims about one property of one thing brought together, in memory that does not grow with their number.

An external merge sort: runs of a fixed length are sorted in memory and written to a temporary file; then all runs are
merged. What fits into one run never touches the disk.
"""

import heapq
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import IO

from spaceflight_graph.claims.claim import Claim

RUN = 50_000
"""Claims a run: about 60 MB of memory."""

_BLOCK = 200
"""Claims read from a run at once, so that merging a hundred runs holds a few megabytes."""

Keyed = tuple[tuple[str, str, str], Claim]


def grouped(claims: Iterable[Claim], run: int = RUN) -> Iterator[list[Claim]]:
    """Yield the claims of each subject and predicate, sorted by subject, predicate and name.

    Args:
        claims: in any order; read once.
        run: how many are held in memory.
    """
    for _, together in groupby(_sorted(claims, run), key=lambda keyed: keyed[0][:2]):
        yield [claim for _, claim in together]


def _sorted(claims: Iterable[Claim], run: int) -> Iterator[Keyed]:
    keyed = (((c.subject.value, c.predicate.value, c.iri.value), c) for c in claims)
    first = sorted(islice(keyed, run), key=itemgetter(0))
    second = sorted(islice(keyed, run), key=itemgetter(0))
    if not second:
        yield from first
        return
    with tempfile.TemporaryFile() as file:
        runs = [_write(file, first), _write(file, second)]
        del first, second
        while more := sorted(islice(keyed, run), key=itemgetter(0)):
            runs.append(_write(file, more))
        yield from heapq.merge(*(_read(file, blocks) for blocks in runs), key=itemgetter(0))


def _write(file: IO[bytes], run: list[Keyed]) -> list[int]:
    """Append a run and return where its blocks begin."""
    starts = []
    for start in range(0, len(run), _BLOCK):
        starts.append(file.tell())
        pickle.dump(run[start : start + _BLOCK], file, protocol=pickle.HIGHEST_PROTOCOL)
    return starts


def _read(file: IO[bytes], starts: list[int]) -> Iterator[Keyed]:
    """Yield a run, block by block: the file is ours alone, made a moment ago, so unpickling it is safe."""
    for start in starts:
        file.seek(start)
        yield from pickle.load(file)  # noqa: S301
