"""What was a plan: the only place that decides whether a cell tells what happened or what was to happen."""

import re

from spaceflight_graph.extract.cells import Cell
from spaceflight_graph.resolve.grade import PLANNED

PROPERTIES = frozenset(PLANNED.values())
"""They tell of plans themselves."""

_ASIDE = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
"""Another value in brackets; what is planned there says nothing of the one in front of it."""


def planned(cell: Cell, words: str, marks: re.Pattern[str] | None) -> bool:
    """Whether a cell tells of a plan.

    Args:
        cell: its label may tell it, too.
        words: what of its text is meant.
        marks: words that mark a plan.
    """
    rest = _ASIDE.sub("", cell.text)
    told = rest if words in rest else cell.text
    return marks is not None and bool(marks.search(f"{cell.label} {told}"))
