"""Results as people read them: the only place that lays out rows, for terminals, for Markdown and for notebooks.

Cells are made harmless here, so that a row is a line and nothing in it is obeyed (printable.py).
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph import output
from spaceflight_graph.namespaces import Term, shorten
from spaceflight_graph.printable import line

BREAKABLE = 10
"""So many places a column keeps at least whose words may be broken."""

_PLAIN = (
    (0x20, 0x7E, 1),
    (0xA1, 0xAC, 1),
    (0xAE, 0x17F, 1),  # Latin
    (0x400, 0x482, 1),
    (0x48A, 0x52F, 1),  # Cyrillic
    (0x2010, 0x2027, 1),  # dashes and quotation marks
    (0x2500, 0x257F, 1),  # lines
    (0x3001, 0x3029, 2),
    (0x4E00, 0x9FFF, 2),  # Chinese
    (0xFF01, 0xFF60, 2),
)
"""First and last of characters that take so many places on every terminal."""


def cell(term: Term | None) -> str:
    """Return a term as a reader wants it: a literal without its datatype and on one line, an IRI with a prefix."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def plain(head: Sequence[str], rows: Iterable[Sequence[str]], places: int | None = None, indent: int = 0) -> str:
    """Return aligned columns; a Chinese character takes two places, as it does on a terminal.

    Where that is too wide, cells go on below themselves; or, where that takes fewer lines, each row is a block with a
    line for each of its cells.

    Args:
        head: the names of the columns.
        rows: a text for each column.
        places: how wide it may be. None: as wide as it is.
        indent: how many spaces are before each line; they count among the places.
    """
    titles, *table = ([line(text) for text in row] for row in (head, *rows))
    widths = [max(width(row[i]) for row in (titles, *table)) for i in range(len(titles))]
    room = None if places is None else places - indent
    if room is None or not titles or sum(widths) + 2 * (len(widths) - 1) <= room:
        lines = _aligned(titles, table, widths)
    else:
        lines = _blocks(titles, table, room)
        if narrow := _narrowed((titles, *table), widths, room):
            lines = min(_aligned(titles, table, narrow), lines, key=len)
    return "".join(f"{' ' * indent}{text}".rstrip() + "\n" for text in lines)


def _aligned(titles: list[str], table: list[list[str]], widths: list[int]) -> list[str]:
    """Return the lines of a table of such columns; a row without a first cell is set off, where others go on."""
    lines: list[str] = []
    goes_on = any(width(text) > w for row in table for text, w in zip(row, widths, strict=True))
    for row in (titles, *table):
        lines += [""] if goes_on and not row[0] else []
        cells = [wrapped(text, w) for text, w in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells), default=1)):
            parts = [(cell[at] if at < len(cell) else "", w) for cell, w in zip(cells, widths, strict=True)]
            lines.append("  ".join(padded(text, w) for text, w in parts).rstrip())
        if row is titles:
            lines.append("  ".join(_rule() * w for w in widths))
    return lines


def _rule() -> str:
    """Return what the line below the titles is made of: a reader without it gets hyphens."""
    try:
        "─".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return "-"
    return "─"


def _narrowed(table: Iterable[Sequence[str]], widths: list[int], room: int) -> list[int] | None:
    """Return how wide columns are that fit, the widest narrowed first; None where words would have to be broken."""
    least = [max(map(_longest_word, column)) for column in zip(*table, strict=True)]
    for most in range(max(widths), 0, -1):
        narrow = [max(low, min(own, most)) for low, own in zip(least, widths, strict=True)]
        if sum(narrow) + 2 * (len(narrow) - 1) <= room:
            return narrow
    return None


def _longest_word(text: str) -> int:
    """Return how many places a cell needs for its words; Chinese is broken anywhere."""
    if width(text) > len(text):
        return max(min(width(word), BREAKABLE if width(word) > len(word) else width(word)) for word in text.split())
    return max(map(width, text.split()), default=0)


def _blocks(titles: list[str], table: list[list[str]], room: int) -> list[str]:
    """Return a block of lines for each row: before each cell its title, and nothing of an empty cell."""
    before = max(map(width, titles)) + 2
    lines: list[str] = []
    for row in table:
        lines += [""] if lines else []
        for title, text in zip(titles, row, strict=True):
            parts = wrapped(text, max(room - before, BREAKABLE)) if text else []
            lines += [padded(title if at == 0 else "", before) + part for at, part in enumerate(parts)]
    return lines


def padded(text: str, places: int) -> str:
    """Return a text with so many spaces behind it that it takes so many places."""
    return text + " " * (places - width(text))


def wrapped(text: str, places: int) -> list[str]:
    """Return the lines of a text that take no more than so many places each; only longer words are broken.

    >>> wrapped("Soyuz MS-07 landed", 12), wrapped("联盟号飞船", 4)
    (['Soyuz MS-07', 'landed'], ['联盟', '号飞', '船'])
    """
    if width(text) <= places:
        return [text]
    if text.isascii():
        import textwrap

        return textwrap.wrap(text, places, break_on_hyphens=False)
    import wcwidth

    return wcwidth.wrap(text, places, break_on_hyphens=False)


def hanging(text: str, places: int | None) -> list[str]:
    """Return the lines of a text that fit; those after the first begin two places further in.

    >>> hanging("  ruling on a claim", 15), hanging("  ruling on a claim", None)
    (['  ruling on a', '    claim'], ['  ruling on a claim'])
    """
    if places is None or width(text) <= places:
        return [text]
    start = len(text) - len(text.lstrip(" "))
    first, *others = wrapped(text[start:], max(places - start - 2, BREAKABLE))
    return [" " * start + first, *(" " * (start + 2) + other for other in others)]


def terminal() -> int | None:
    """Return how wide what people read may be: as wide as the terminal, or as COLUMNS says; None: any width."""
    if not output.on_terminal() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    import shutil  # only people wait for it

    return shutil.get_terminal_size().columns


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a Markdown table, in which tags, links and pictures of the data are text.

    >>> markdown(["a"], [["x|y <b> [z](w)"]]).splitlines()[2]
    '| x\\|y \\<b> \\[z](w) |'
    """
    escaped = ([re.sub(r"[\\|<\[]", r"\\\g<0>", line(text)) for text in row] for row in rows)
    lines = [list(head), ["---"] * len(head), *escaped]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


def html(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return an HTML table, in which all that the data holds is text; what has no heads has no line for them.

    >>> html(["a"], [["<b>"]])
    '<table>\n<thead><tr><th>a</th></tr></thead>\n<tbody>\n<tr><td>&lt;b&gt;</td></tr>\n</tbody>\n</table>\n'
    """
    from html import escape  # only notebooks wait for it

    def cells(row: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(line(text))}</{tag}>" for text in row) + "</tr>"

    heading = f"<thead>{cells(head, 'th')}</thead>\n" if head else ""
    body = "".join(f"{cells(row, 'td')}\n" for row in rows)
    return f"<table>\n{heading}<tbody>\n{body}</tbody>\n</table>\n"


def width(text: str) -> int:
    """Return how many places a text takes on a terminal.

    >>> width("Soyuz"), width("联盟"), width("👩‍🚀")
    (5, 4, 2)
    """
    if text.isascii():
        return len(text)
    places = [_places(ord(char)) for char in text]
    if 0 not in places:
        return sum(places)
    from wcwidth import width as measured  # its tables take a third of a query's time to load

    return measured(text)


def _places(code: int) -> int:
    """Return how many places a character takes that is the same beside any other; 0 for all that may not be."""
    return next((places for first, last, places in _PLAIN if first <= code <= last), 0)
