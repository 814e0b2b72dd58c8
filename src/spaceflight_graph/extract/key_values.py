"""Lists of keys and values into cells: a known label, then a colon, a tab or a bar, then the value, a line each."""

import re
from collections.abc import Collection, Sequence

from spaceflight_graph.extract.cells import Block, Broken
from spaceflight_graph.extract.labelled import Form, Labelled, Labels, cell, fields, fold, without_notes

EACH = "(each)"
"""Behind a label that heads a list, the label of each line of it: ``Crew (each)``."""

_PARTED = (Form.COLON, Form.TAB, Form.BAR)
_FEWEST = 3
_SECTION = re.compile(r"[\s>*•#]*([^\W\d][\w '’-]{1,30})[:：]\s*")
_KEY = re.compile(r"[^:：]{1,30}[:：]\s")
_HEADING = re.compile(r"\s*(?:#{1,6}\s+|=+\s*|\*\*)?(.{1,120}?)(?:\s*=+|\*\*)?\s*[:：]?\s*")


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return a block for each list, with the line above it as its heading.

    Where a label comes again there are several lists: each launch of a page of launches has one. A label without a
    value heads the lines below it: their own labels go on with it (``Date`` below ``Launch``), or they are its values.

    Args:
        lines: without their ends.
        labels: that a mapping knows; a line that begins with none of them is no field.
    """
    known = Labels(labels)
    found: dict[int, Labelled] = {}
    section = ""
    for n, line in enumerate(lines):
        read = known.read(f"{section} {line.strip()}") if section and line.strip() else None
        if read is None or read.form not in _PARTED:
            read = known.read(line)
        if read is not None and read.form in _PARTED and read.value:
            found[n] = read
        elif heads := _SECTION.fullmatch(line):
            section = heads.group(1)
        elif section and line.strip() and not _KEY.match(line) and fold(f"{section} {EACH}") in known.known:
            found[n] = Labelled(f"{section} {EACH}", without_notes(line), Form.ALONE)
        if not line.strip():
            section = ""
    blocks: list[Block] = []
    for part in _parted(sorted(found), lines, found):
        if len(part) >= _FEWEST:
            cells = [cell(n + 1, found[n].label, found[n].value) for n in part]
            first = part[0] - (found[part[0]].form is Form.ALONE)  # the label of a list stands above it
            fields(cells, _above(lines, first, found), blocks)
    return blocks, []


def _parted(numbers: list[int], lines: Sequence[str], found: dict[int, Labelled]) -> list[list[int]]:
    """Return the lines in lists; a page that has no label twice is one list, whatever stands in between."""
    labels = [found[n].label.casefold() for n in numbers if found[n].form is not Form.ALONE]
    if len(set(labels)) == len(labels):
        return [numbers]
    parts: list[list[int]] = []
    for n in numbers:
        first = found[parts[-1][0]].label if parts else ""
        between = [line for line in lines[parts[-1][-1] + 1 : n] if line.strip()] if parts else []
        again = found[n].form is not Form.ALONE and found[n].label.casefold() == first.casefold()
        if not parts or again or between:
            parts.append([])
        parts[-1].append(n)
    return parts


def _above(lines: Sequence[str], first: int, found: dict[int, Labelled]) -> str:
    for n in range(first - 1, max(-1, first - 4), -1):
        if lines[n].strip():
            heading = _HEADING.fullmatch(lines[n].rstrip("\r"))
            return heading.group(1).strip() if heading and n not in found else ""
    return ""
