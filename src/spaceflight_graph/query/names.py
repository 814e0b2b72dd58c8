r"""The names of things in a table to be searched from the beginning of any word: the only place that lays it out.

A line for each word of each name, sorted: the name from that word on without spaces and accents, which word it is, the
thing as a prefixed name, and the name as it is written. A build writes the table beside the database; what begins with
a text then stands in one place and is found by halving, however many names there are.

    ms07\t1\tid:soyuz-ms-07\tSoyuz MS-07
    soyuzms07\t0\tid:soyuz-ms-07\tSoyuz MS-07
"""

import mmap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph.namespaces import DCTERMS, RDFS, SKOS, shorten
from spaceflight_graph.rdf.names import words
from spaceflight_graph.store import local

FILE = "names.tsv"
PROPERTIES = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, DCTERMS.title)
MOST = 5_000
"""So many lines are looked at for one text: who types one letter does not wait for all that has it."""


class Entry(NamedTuple):
    """A name from one of its words on.

    Attributes:
        key: without spaces and accents, from that word on.
        word: which word it begins with, from 0.
        thing: whose name it is, as a prefixed name.
        name: as it is written; a slug, where it is that.
    """

    key: str
    word: int
    thing: str
    name: str


class Names:
    """The table, as a file or made from a graph."""

    def __init__(self, data: "bytes | mmap.mmap") -> None:
        self._data = data

    @classmethod
    def of(cls, path: Path) -> "Names":
        """Return the names of the local graph.

        Raises:
            StoreError: the graph was never built or was built by another version.
        """
        file = path / local.read_manifest(path).graph / FILE
        if not file.is_file():  # a build before there was such a table
            return cls.of_graph(local.open_store(path))
        with file.open("rb") as opened:
            return cls(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if file.stat().st_size else b"")

    @classmethod
    def of_graph(cls, store: Store) -> "Names":
        """Return the names of any graph; that takes the longer the more there are."""
        found = (quad for prop in PROPERTIES for quad in store.quads_for_pattern(None, prop, None, None))
        return cls(table(found))

    def beginning(self, key: str, most: int = MOST) -> Iterator[Entry]:
        """Yield the names that begin with a text, or one of whose words does; those that are the text come first."""
        wanted, at = key.encode(), self._first(key.encode())
        for _ in range(most):
            end = self._data.find(b"\n", at)
            if end < 0 or self._data[at : at + len(wanted)] != wanted:
                return
            yield _entry(self._data[at:end])
            at = end + 1

    def holding(self, key: str, most: int = 4 * MOST) -> Iterator[Entry]:
        """Yield the names that hold a text anywhere, each once and whole."""
        return (entry for entry in self._lines_with(key, most) if entry.word == 0)

    def near(self, key: str, slips: int, most: int = 4 * MOST) -> list[Entry]:
        """Return names, from any word on, that may be a text with so many slips in it, and some that are not.

        Cut into one piece more than it has slips, at least one piece of the text is as it should be.
        """
        cuts = [len(key) * part // (slips + 1) for part in range(slips + 2)]
        found: dict[Entry, None] = {}
        for start, end in pairwise(cuts):
            for entry in self._lines_with(key[start:end], most // (slips + 1)):
                if abs(len(entry.key) - len(key)) <= 3:
                    found[entry] = None
        return list(found)

    def _lines_with(self, text: str, most: int) -> Iterator[Entry]:
        """Yield the lines whose key holds a text, of the first so many that hold it at all."""
        wanted, at = text.encode(), -1
        for _ in range(most):
            at = self._data.find(wanted, at + 1)
            if at < 0:
                return
            start, end = self._data.rfind(b"\n", 0, at) + 1, self._data.find(b"\n", at)
            if text in (entry := _entry(self._data[start:end])).key:
                yield entry
            at = end

    def _first(self, wanted: bytes) -> int:
        """Return where the first line begins that is not less than a text."""
        low, high = 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = self._data.rfind(b"\n", 0, middle) + 1
            end = self._data.find(b"\n", start) + 1 or high
            if self._data[start : start + len(wanted)] < wanted:
                low = end
            else:
                high = start
        return low


def table(triples: "Iterable[Triple | Quad]") -> bytes:
    """Return the table of the names and slugs that some triples tell."""
    lines = set()
    for t in triples:
        if t.predicate in PROPERTIES and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            thing = shorten(t.subject.value)
            slug = [] if "://" in thing else [thing.partition(":")[2]]
            for name in (t.object.value, *slug):
                written = " ".join(name.split())
                parts = words(written)
                lines |= {f"{''.join(parts[at:])}\t{at}\t{thing}\t{written}\n".encode() for at in range(len(parts))}
    return b"".join(sorted(lines))


def _entry(line: bytes) -> Entry:
    key, word, thing, name = line.decode().split("\t")
    return Entry(key, int(word), thing, name)
