"""Lists of keys and values into cells: a known label, then a colon, a tab or a bar, then the value, a line each."""

import re
from collections.abc import Collection, Sequence

from spaceflight_graph.extract.cells import Block, Broken
from spaceflight_graph.extract.labelled import Form, Labelled, Labels, cell, fields

_PARTED = (Form.COLON, Form.TAB, Form.BAR)
_FEWEST = 3
_HEADING = re.compile(r"\s*(?:#{1,6}\s+|=+\s*|\*\*)?(.{1,120}?)(?:\s*=+|\*\*)?\s*[:：]?\s*")


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return a block for each list, with the line above it as its heading.

    Where a label comes again there are several lists: each launch of a page of launches has one.

    Args:
        lines: without their ends.
        labels: that a mapping knows; a line that begins with none of them is no field.
    """
    known = Labels(labels)
    found: dict[int, Labelled] = {}
    for n, line in enumerate(lines):
        read = known.read(line)
        if read is not None and read.form in _PARTED and read.value:
            found[n] = read
    blocks: list[Block] = []
    for part in _parted(sorted(found), lines, found):
        if len(part) >= _FEWEST:
            cells = [cell(n + 1, found[n].label, found[n].value) for n in part]
            fields(cells, _above(lines, part[0], found), blocks)
    return blocks, []


def _parted(numbers: list[int], lines: Sequence[str], found: dict[int, Labelled]) -> list[list[int]]:
    """Return the lines in lists; a page that has no label twice is one list, whatever stands in between."""
    labels = [found[n].label.casefold() for n in numbers]
    if len(set(labels)) == len(labels):
        return [numbers]
    parts: list[list[int]] = []
    for n in numbers:
        first = found[parts[-1][0]].label if parts else ""
        between = [line for line in lines[parts[-1][-1] + 1 : n] if line.strip()] if parts else []
        if not parts or found[n].label.casefold() == first.casefold() or between:
            parts.append([])
        parts[-1].append(n)
    return parts


def _above(lines: Sequence[str], first: int, found: dict[int, Labelled]) -> str:
    for n in range(first - 1, max(-1, first - 4), -1):
        if lines[n].strip():
            heading = _HEADING.fullmatch(lines[n].rstrip("\r"))
            return heading.group(1).strip() if heading and n not in found else ""
    return ""
