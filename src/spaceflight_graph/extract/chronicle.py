"""Chronicles into cells: numbered or dated entries, each with the date that it begins with and the words behind it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.dated import leading

_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)、．]\s*|[*•·▪◦-]+\s+)?")
_YEAR = re.compile(
    r"\s*(?:#{1,6}\s*|=+\s*)?(?:[^\d\n]{0,20})?((?:19|20)\d\d)(?:\s*年(?:[^\d\n]{0,20})?)?(?:\s*=+)?\s*[:：]?\s*"
)
_ENUMERATED = re.compile(r"\s*\(?\d{1,3}[.)、．]\s*")


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return a block for each entry that begins with a date, or with a clock time below one.

    An entry has the cells ``date`` or ``time``, and ``text``, one for each of its lines. A clock time's block stands in
    that of its day. A line that is only a year dates what stands below it, as the heading of their blocks.

    Args:
        lines: without their ends.
        labels: of no use here: an entry has none.
    """
    del labels
    blocks: list[Block] = []
    day: int | None = None
    year = ""
    for n, whole in enumerate(lines, 1):
        line = whole.rstrip("\r")
        if found := _YEAR.fullmatch(line):
            year, day = found.group(1), None
            continue
        marks = _NUMBER.match(line)
        body = line[marks.end() :] if marks else line
        entry = leading(body)
        if entry is None and (entry := leading(line.strip())) is not None:
            body = line.strip()  # 3. Mai is a day, and no third entry
        if entry is None or not body.strip():
            if _ENUMERATED.match(line):
                day = None
            elif day is not None and line.strip():
                last = blocks[-1]
                more = Cell(n, "text", " ".join(line.split()), line.strip(), len(last.cells))
                blocks[-1] = replace(last, cells=(*last.cells, more))
            continue
        cells = [Cell(n, label, " ".join(words.split()), words) for label, words in _named(entry.day, entry.clock)]
        if words := body[entry.end :].strip():
            cells.append(Cell(n, "text", words, words))
        parent = None if entry.day else day
        if not entry.day and day is None:
            continue
        number = 1 + sum(block.parent == parent for block in blocks)
        if entry.day:
            day = len(blocks)
        blocks.append(Block("item", tuple(cells), n, number, parent, year))
    return blocks, []


def _named(day: str, clock: str) -> list[tuple[str, str]]:
    return [(label, words) for label, words in (("date", day), ("time", clock)) if words]
