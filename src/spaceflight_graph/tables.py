"""Results as people read them: the only place that lays out rows, for terminals and for Markdown."""

import unicodedata
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.namespaces import Term, shorten


def cell(term: Term | None) -> str:
    """Return a term as a reader wants it: a literal without its datatype, an IRI with a prefix."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def plain(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return aligned columns; a Chinese character takes two places, as it does on a terminal."""
    table = [list(head), *map(list, rows)]
    widths = [max(width(row[i]) for row in table) for i in range(len(head))]
    table.insert(1, ["─" * w for w in widths])
    lines = ("  ".join(text + " " * (w - width(text)) for text, w in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    escaped = ([text.replace("\\", "\\\\").replace("|", "\\|") for text in row] for row in rows)
    lines = [list(head), ["---"] * len(head), *escaped]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def width(text: str) -> int:
    """Return how many places a text takes on a terminal.

    >>> width("Soyuz"), width("联盟")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
