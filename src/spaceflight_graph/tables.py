"""Results as people read them: the only place that lays out rows, for terminals, for Markdown and for notebooks.

Cells are made harmless here, so that a row is a line and nothing in it is obeyed (printable.py).
"""

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph import output
from spaceflight_graph.namespaces import Term, shorten
from spaceflight_graph.printable import line

LEAST = 24
"""How many places a column keeps where the terminal is too narrow for all of them."""


def cell(term: Term | None) -> str:
    """Return a term as a reader wants it: a literal without its datatype and on one line, an IRI with a prefix."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def plain(head: Sequence[str], rows: Iterable[Sequence[str]], places: int | None = None) -> str:
    """Return aligned columns; a Chinese character takes two places, as it does on a terminal.

    Args:
        head: the names of the columns.
        rows: a text for each column.
        places: how wide the table should be; wide columns are cut, and none below ``LEAST``. None: as wide as it is.
    """
    table = [[line(text) for text in row] for row in (head, *rows)]
    widths = [max(width(row[i]) for row in table) for i in range(len(head))]
    if places is not None and widths:
        room = places - 2 * (len(widths) - 1)
        most = next((w for w in range(max(widths), LEAST, -1) if sum(min(w, own) for own in widths) <= room), LEAST)
        widths = [min(most, own) for own in widths]
        table = [[cut(text, w) for text, w in zip(row, widths, strict=True)] for row in table]
    padded = ([text + " " * (w - width(text)) for text, w in zip(row, widths, strict=True)] for row in table)
    heading, *body = ("  ".join(row).rstrip() for row in padded)
    ruler = "  ".join("─" * w for w in widths)
    return "".join(f"{text}\n" for text in (heading, ruler, *body))


def terminal() -> int | None:
    """Return how wide a table may be: with room for an indent on a terminal, else as wide as it is."""
    if not output.on_terminal():
        return None
    import shutil  # only people wait for it

    return shutil.get_terminal_size().columns - 2


def cut(text: str, places: int) -> str:
    """Return a text that takes no more than so many places, with an ellipsis where something is left out.

    >>> cut("Soyuz", 3), cut("联盟号", 5)
    ('So…', '联盟…')
    """
    if width(text) <= places:
        return text
    from wcwidth import clip

    return f"{clip(text, 0, places - 1, fillchar='')}…"


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
    from wcwidth import width as measured  # its tables take a third of a query's time to load

    return measured(text)
