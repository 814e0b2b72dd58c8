"""Infoboxes as a page shows them, without markup, into cells: labels glued to values, before a colon, bar or space."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.labelled import LONGEST, Form, Labelled, Labels, cell, fields, fold, runs, without_notes

NAMES = "(names)"
"""The label of a line of names that stands in a box without one: the words below a picture of a crew."""

_GOES_ON = re.compile(r"[^\d:：|]{1,40}[:：](?:\s|$)")
"""How a line goes on whose label is a longer one that nobody knows: ``Start vom Mond:``."""
_TWICE = "the box has this field twice, and tells other things in it"
_FEWEST = 3
_SHORT = 120
_GAP = 4
_ARROWS = re.compile(r"[◄►◀▶←→⯇⯈|]")
_A_NAME = r"(?:[^\W\d_][\w’'´`.-]*\.?)(?: (?:[^\W\d_][\w’'´`.-]*\.?)){1,4}(?:, (?:Jr|Sr)\.?)?"
_NAME = re.compile(_A_NAME)
_NAMED = re.compile(
    r"(?:[^:]{0,60}(?:v\. ?l\. ?n\. ?r\.|von links|from left)[^:]{0,40}: |v\. ?l\. ?n\. ?r\. )?"
    rf"{_A_NAME}(?:, {_A_NAME})*,? (?:und|and|&) {_A_NAME}"
)


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return the blocks of a rendered page: one for each box, a run of short lines of which most have a known label.

    Args:
        lines: without their ends.
        labels: that a mapping knows; without a label nothing here is a field.
    """
    known = Labels(labels)
    found = {n: read for n, line in enumerate(lines) if len(line) <= LONGEST and (read := known.read(line))}
    blocks: list[Block] = []
    for run in runs(sorted(found), _GAP):
        sure = [n for n in run if found[n].form is not Form.SPACE or len(lines[n]) <= _SHORT]
        if len(sure) >= _FEWEST:
            last = _last(lines, sure, known)
            fields(_told_once(_cells(lines, sure[0], last, known)), _title(lines, sure[0]), blocks)
    return blocks, []


def _told_once(cells: list[Cell]) -> list[Cell]:
    """Return the cells; a field that a box has twice is read in neither place: one of them is of the Moon."""
    first = [fold(cell.label) for cell in cells if cell.item == 0 and cell.label != NAMES and cell.text]
    twice = {label for label in first if first.count(label) > 1}
    return [replace(cell, text="", why=_TWICE) if fold(cell.label) in twice else cell for cell in cells]


def _title(lines: Sequence[str], first: int) -> str:
    return next((line.strip() for line in reversed(lines[max(0, first - 3) : first]) if line.strip()), "")


def _last(lines: Sequence[str], run: list[int], known: Labels) -> int:
    """Return the last line of a box: behind its last field there may be names of neighbours and pictures."""
    last = run[-1]
    for n in range(run[-1] + 1, min(len(lines), run[-1] + 2 * _GAP)):
        if len(lines[n]) > _SHORT:
            break
        if _pair(lines[n], known) or _two_lines(lines, n, known):
            last = n + 2
        elif _NAMED.fullmatch(lines[n].strip()):
            last = max(last, n)
    return min(last, len(lines) - 1)


def _pair(line: str, known: Labels) -> list[str]:
    """Return two labels that one line announces: what stands before the mission, and what behind it."""
    labels = [" ".join(part.split()) for part in _ARROWS.sub(" ", line).split("/")]
    return labels if len(labels) == 2 and all(fold(label) in known.known for label in labels) else []


def _two_lines(lines: Sequence[str], n: int, known: Labels) -> str:
    """Return a label that is parted by a line's end; empty where there is none."""
    if n + 1 >= len(lines) or len(lines[n]) + len(lines[n + 1]) > _SHORT:
        return ""
    label = f"{_ARROWS.sub(' ', lines[n]).strip()} {_ARROWS.sub(' ', lines[n + 1]).strip()}".rstrip(": ")
    return label if fold(label) in known.known and lines[n].strip() and lines[n + 1].strip() else ""


def _cells(lines: Sequence[str], first: int, last: int, known: Labels) -> list[Cell]:
    cells: list[Cell] = []
    n = first
    while n <= last:
        line = lines[n].rstrip("\r")
        n += 1
        if not line.strip():
            continue
        if label := _two_lines(lines, n - 1, known):
            n += 1
            n = _below(lines, n, label, known, cells)
        elif pair := _pair(line, known):
            n = _neighbours(lines, n, pair, cells)
        elif read := known.read(line):
            n = _field(lines, n, read, known, cells)
        elif cells and _goes_on(cells[-1], line):
            cells.append(replace(cell(n, cells[-1].label, without_notes(line)), item=cells[-1].item + 1))
        elif _NAMED.fullmatch(line.strip(" |\t")):
            names = without_notes(line)
            if not any(other.text == names for other in cells):
                cells.append(cell(n, NAMES, names))
    return cells


def _goes_on(above: Cell, line: str) -> bool:
    """Whether a line is one more value of the field above: another name, or the clock time of its date."""
    words = line.strip(" |\t")
    names = _NAME.fullmatch(above.text) and _NAME.fullmatch(words)
    return bool(names) or (re.match(r"\d{1,2}:\d\d", words) is not None and above.text.rstrip(",")[-4:].isdigit())


def _field(lines: Sequence[str], n: int, read: Labelled, known: Labels, cells: list[Cell]) -> int:
    """Add the cell of a field that stands on line ``n``; return how many lines are read."""
    if read.form is Form.ALONE:
        return _below(lines, n, read.label, known, cells)
    if read.form is Form.SPACE and _GOES_ON.match(read.value):
        return n
    cells.append(cell(n, read.label, read.value))
    return n


def _below(lines: Sequence[str], n: int, label: str, known: Labels, cells: list[Cell]) -> int:
    """Add the cell of a label whose value stands on the next line; return how many lines are read."""
    n += n + 1 < len(lines) and not lines[n].strip()
    line = lines[n].rstrip("\r") if n < len(lines) else ""
    value = without_notes(line)
    if value and len(line) <= _SHORT and known.read(line) is None and not _pair(line, known):
        cells.append(cell(n + 1, label, value))
        return n + 1
    return n


def _neighbours(lines: Sequence[str], n: int, labels: list[str], cells: list[Cell]) -> int:
    """Add the cells of two neighbours that stand on the next two lines, or on the next one; return the lines read."""
    below: list[tuple[int, str]] = []
    for at in range(n, min(n + 6, len(lines))):
        words = lines[at].strip(" |\t\r")
        if len(words) > _SHORT or (not words and "|" not in lines[at]):
            break
        if words and not re.fullmatch(r"[(\[].*[)\]]", words):  # (crewed)
            below.append((at, words))
    both = [part.strip() for part in below[0][1].split("|") if part.strip()] if below else []
    if len(both) == 2:
        at = below[0][0]
        cells += [cell(at + 1, label, value) for label, value in zip(labels, both, strict=True)]
        return at + 1
    if len(below) == 2:
        cells += [cell(at + 1, label, value) for label, (at, value) in zip(labels, below, strict=True)]
        return below[-1][0] + 1
    return n
