"""A place in a query as people see it: the only place that counts its lines and columns, and draws carets."""

import re

from spaceflight_graph import printable, tables

WIDEST = 100
"""How many characters of a line are shown; of a longer one, those around the place."""

_BREAK = re.compile(r"\r\n|\n|\r")
_TAB = "    "


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column of an offset, both counted from 1, columns in characters.

    >>> position("a\r\nbc", 4)
    (2, 2)
    """
    breaks = [found.end() for found in _BREAK.finditer(text) if found.end() <= offset]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def drawn(text: str, start: int, end: int) -> tuple[str, str]:
    r"""Return the line of an offset, with its number before it, and a line with carets below what is meant.

    A Chinese character takes two places, a tab four, and what no terminal should get is written out.

    Args:
        text: the query.
        start: where it begins.
        end: where it ends; what goes on in the next line is marked to the end of this one.

    >>> print("\n".join(drawn("ASK {\n\t?联 foo:b ?c }", 10, 15)))
    2 |     ?联 foo:b ?c }
      |         ^^^^^
    """
    number, column = position(text, start)
    line = _BREAK.split(text)[number - 1]
    cut = max(0, min(column - 1 - WIDEST // 2, len(line) - WIDEST))
    before, meant, after = (
        printable.escaped(part.replace("\t", _TAB))
        for part in (
            line[cut : column - 1],
            line[column - 1 : min(column - 1 + end - start, cut + WIDEST)],
            line[column - 1 + end - start : cut + WIDEST],
        )
    )
    left, right = ("…" if cut else ""), ("…" if len(line) > cut + WIDEST else "")
    gutter = f"{number} | "
    marks = " " * tables.width(left + before) + "^" * max(1, tables.width(meant))
    return f"{gutter}{left}{before}{meant}{after}{right}", f"{' ' * (len(gutter) - 2)}| {marks}"
