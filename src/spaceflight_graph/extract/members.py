"""One cell that holds a list into a cell for each member: the only place that parts them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spaceflight_graph.extract.cells import Cell

_MANY = 100
"""No field holds so many lists, and no list so many members."""


def parted(cell: Cell, separator: re.Pattern[str] | None) -> tuple[Cell, ...]:
    """Return a cell for each member of a list, numbered on; the cell itself where there is none."""
    if separator is None:
        return (cell,)
    members = tuple(_members(cell, separator))
    return members if len(members) > 1 else (cell,)


def _members(cell: Cell, separator: re.Pattern[str]) -> Iterator[Cell]:
    start, number, behind = 0, 0, 0
    for end, following in [*((it.start(), it.end()) for it in separator.finditer(cell.text)), (len(cell.text), 0)]:
        text = cell.text[start:end].strip()
        start = following
        if not text:
            continue
        at = cell.raw.find(text, behind)
        raw = text if at >= 0 else cell.raw
        behind = at + len(text) if at >= 0 else behind
        kept = [index for index, (part, _) in enumerate(cell.parts) if part and part in text]
        yield replace(
            cell,
            text=text,
            raw=raw,
            item=cell.item * _MANY + number,
            parts=tuple(cell.parts[index] for index in kept),
            targets=tuple(cell.targets[index] for index in kept if index < len(cell.targets)),
            flags=tuple(cell.flags[index] for index in kept if index < len(cell.flags)),
        )
        number += 1
