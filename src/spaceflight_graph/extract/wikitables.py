"""Tables of wikitext into cells: the only place that reads their rows, spans and heads.

A row is a block within its table's; a cell that spans rows stands in each of them, at its own line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spaceflight_graph.extract import brackets, markup
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.pieces import plain

if TYPE_CHECKING:
    from spaceflight_graph.extract.wikitext import Page

_LINE = re.compile(r"[^\n]*(?:\n|$)")
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"[^\[\]{}\0|]*=[^\[\]{}\0|]*|\s*|\s*nowrap\s*", re.IGNORECASE)
_MOST_COLUMNS = 60


@dataclass(slots=True)
class _Cell:
    """A cell as it stands: where its words begin and end, and what it spans."""

    start: int
    end: int
    head: bool
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class _Table:
    start: int
    caption: tuple[int, int] | None = None
    rows: list[list[_Cell]] = field(default_factory=lambda: [[]])
    depth: int = 1


def tables(page: "Page", blocks: list[Block], broken: list[Broken]) -> None:
    """Add the blocks of a page's tables and of their rows."""
    mask = brackets.masked(page.text)
    open_: _Table | None = None
    at = 0
    while at < len(mask):
        found = _LINE.match(mask, at)
        assert found is not None  # noqa: S101 - it matches any line
        start, at = at, found.end()
        line = found.group().rstrip("\r\n")
        words = line.lstrip(" \t:*")
        if open_ is None:
            open_ = _Table(start) if words.startswith("{|") else None
        elif words.startswith("{|"):
            open_.depth += 1
        elif words.startswith("|}"):
            open_.depth -= 1
            if not open_.depth:
                _add(page, open_, blocks)
                open_ = None
        elif re.match(r"={2,6}[^=].*=\s*$", line):
            broken.append(Broken(page.line(open_.start), "the table does not end"))
            _add(page, open_, blocks)
            open_ = None
        elif open_.depth == 1:
            _line(open_, line, start + len(line) - len(line.lstrip(" \t")))
    if open_ is not None:
        broken.append(Broken(page.line(open_.start), "the table does not end"))
        _add(page, open_, blocks)


def _line(table: _Table, line: str, start: int) -> None:
    """Take one line into a table: a new row, new cells, or more of the last cell."""
    words = line.lstrip(" \t").rstrip()
    if words.startswith("|-"):
        table.rows.append([])
    elif words.startswith("|+"):
        table.caption = (start + 2, start + len(words))
    elif words[:1] in ("|", "!"):
        head = words[0] == "!"
        at = 1
        for end in [found.start() for found in re.finditer(r"\|\||!!" if head else r"\|\|", words)] + [len(words)]:
            if end >= at:
                table.rows[-1].append(_cell(words[at:end], start + at, head))
                at = end + 2
    elif table.rows[-1] and words:
        table.rows[-1][-1].end = start + len(words)


def _cell(words: str, start: int, head: bool) -> _Cell:
    cell = _Cell(start, start + len(words), head)
    before, bar, _ = words.partition("|")
    if bar and _ATTRIBUTES.fullmatch(before):
        cell.start = start + len(before) + 1
        for name, number in _SPAN.findall(before):
            if name.casefold() == "rowspan":
                cell.rows = max(1, int(number))
            else:
                cell.columns = max(1, min(int(number), _MOST_COLUMNS))
    return cell


def _add(page: "Page", table: _Table, blocks: list[Block]) -> None:
    index = len(blocks)
    heading = page.heading(table.start)
    if table.caption:
        heading = f"{heading} {plain(page.text[table.caption[0] : table.caption[1]])}".strip()
    number = 1 + sum(block.kind == "table" for block in blocks)
    blocks.append(Block("table", (), page.line(table.start), number, None, heading))
    labels: list[str] = []
    count = 0
    for row in _spread(table.rows):
        if not row:
            continue
        if all(cell.head for cell in row) and (not labels or not count):
            heads = [plain(page.text[cell.start : cell.end]) for cell in row]
            labels = [new or old for new, old in zip(heads, labels + [""] * len(heads), strict=False)]
            continue
        count += 1
        cells = tuple(_read(page, row, labels))
        line = min((cell.line for cell in cells), default=page.line(row[0].start))
        blocks.append(Block("row", cells, line, count, index, heading))
    where = page.line(table.start), page.line(table.rows[0][0].start) if table.rows[0] else 0
    blocks[index] = replace(blocks[index], line=where[0])


def _spread(rows: list[list[_Cell]]) -> Iterator[list[_Cell]]:
    """Yield rows with a cell for each column: what spans columns stands in each, what spans rows in those below."""
    below: dict[int, tuple[_Cell, int]] = {}
    for row in rows:
        if not row:
            continue
        spread: list[_Cell] = []
        given = iter(row)
        while len(spread) < _MOST_COLUMNS:
            column = len(spread)
            if column in below:
                cell, left = below.pop(column)
                if left > 1:
                    below[column] = (cell, left - 1)
                spread.append(cell)
                continue
            following = next(given, None)
            if following is None:
                if not any(other > column for other in below):
                    break
                spread.append(_Cell(row[-1].end, row[-1].end, False))
                continue
            for wide in range(following.columns):
                if following.rows > 1:
                    below[column + wide] = (following, following.rows - 1)
                spread.append(following)
        yield spread


def _read(page: "Page", row: list[_Cell], labels: list[str]) -> Iterator[Cell]:
    """Yield the cells of a row; one that spans columns only once, under the first."""
    before: _Cell | None = None
    for column, cell in enumerate(row):
        if cell is before:
            continue
        before = cell
        label = labels[column] if column < len(labels) else ""
        yield from page.cells(label, markup.read(page.text[cell.start : cell.end], cell.start)[0], cell.start)
