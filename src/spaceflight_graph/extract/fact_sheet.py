"""Fact sheets into cells: below a heading such as "at a glance", a label and its value on each line."""

import re
from collections.abc import Collection, Sequence

from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.labelled import LONGEST, Form, Labels, cell, fields, runs

_HEADING = re.compile(
    r"at a glance|fact sheet|fast facts|quick facts|key facts"
    r"|(?:mission|flight|launch) (?:facts|data|summary|profile)\s*:?\s*$"
    r"|auf einen blick|steckbrief|一览|概况|кратко",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
_FEWEST = 3
_WITHOUT_MARKS = (Form.SPACE, Form.GLUED)
"""Lines whose labels end with a colon or bar are a list of keys and values, with or without a heading."""
_FEWEST_WITHOUT_HEADING = 4


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return a block for each fact sheet of a page.

    Args:
        lines: without their ends.
        labels: that a mapping knows; the longest that a line begins with is its label.
    """
    known = Labels(labels)
    blocks: list[Block] = []
    taken = -1
    for n, line in enumerate(lines):
        if n > taken and len(line) <= _LONGEST_HEADING and _HEADING.search(line) and known.read(line) is None:
            cells = _sheet(lines, n + 1, known)
            if cells and cells[0].label and sum(bool(cell.label) for cell in cells) >= _FEWEST:
                fields(cells, line.strip().rstrip(":").strip(), blocks)
                taken = cells[-1].line
    if not blocks:
        found = [n for n, line in enumerate(lines) if (read := known.read(line)) and read.form in _WITHOUT_MARKS]
        for run in runs(found, 1):
            if len(run) >= _FEWEST_WITHOUT_HEADING:
                fields(_sheet(lines, run[0], known), "", blocks)
    return blocks, []


def _sheet(lines: Sequence[str], first: int, known: Labels) -> list[Cell]:
    """Return the cells from a line on, down to where text begins; a line without a known label has none either."""
    cells: list[Cell] = []
    below_a_gap = False
    label = ""
    for n in range(first, len(lines)):
        line = lines[n].rstrip("\r")
        if not line.strip():
            below_a_gap = bool(cells)
            continue
        read = known.read(line)
        if len(line) > LONGEST or (read is None and below_a_gap):
            break
        below_a_gap = False
        if read is None:
            cells.append(cell(n + 1, label, line.strip()))
        elif read.form is not Form.ALONE:
            cells.append(cell(n + 1, read.label, read.value))
        label = read.label if read is not None and read.form is Form.ALONE else ""
    while cells and not cells[-1].label:
        cells.pop()
    return cells
