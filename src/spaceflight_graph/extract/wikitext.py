"""Wikitext into cells: templates with their fields, those within them, tables and dated lists, as a page has them."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from spaceflight_graph.extract import brackets, dated, listed, markup, wikitables
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.pieces import NOT_CLOSED, arguments, plain

_HEADING = re.compile(r"^(={1,6})[ \t]*(.+?)[ \t]*\1[ \t]*(?:<!--.*-->)?[ \t\r]*$", re.MULTILINE)
_BOLD = re.compile(r"^(?:\'{3}([^\'\n]{3,60})\'{3}|;([^:\n]{3,60}))[ \t:]*$", re.MULTILINE)
"""A line of its own that heads what stands below it without being a heading."""
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_NUMBERED = re.compile(r"([^\W\d]+?)[ _]?([1-9]\d?)((?:_\w+)?)")
_DEEPEST = 4


class Page:
    """A page whose positions are lines, too.

    Attributes:
        text: all of it.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.text = "\n".join(lines)
        self._starts = [0]
        for line in lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._headings = [(found.start(), found.group(2)) for found in _HEADING.finditer(brackets.masked(self.text))]
        self._names: dict[int, str] = {}
        self._bold = [(found.start(), plain(found[1] or found[2])) for found in _BOLD.finditer(self.text)]

    def line(self, position: int) -> int:
        """Return the number of the line that a position is on."""
        return bisect_right(self._starts, position)

    def start(self, line: int) -> int:
        """Return the position that a line begins at."""
        return self._starts[line - 1]

    def heading(self, position: int) -> str:
        """Return the words of the nearest heading above a position, and those of a line in bold type below that."""
        index = bisect_right(self._headings, (position, "\U0010ffff")) - 1
        bold = bisect_right(self._bold, (position, "\U0010ffff")) - 1
        below = bold >= 0 and (index < 0 or self._bold[bold][0] > self._headings[index][0])
        return " ".join(filter(None, (self._heading(index), self._bold[bold][1] if below else "")))

    def _heading(self, index: int) -> str:
        if index < 0:
            return ""
        if index not in self._names:
            start = self._headings[index][0]
            line = self.text[start : self.text.find("\n", start) if "\n" in self.text[start:] else None]
            self._names[index] = plain(line.strip().strip("=").strip())
        return self._names[index]

    def cells(self, label: str, items: Sequence[markup.Item], start: int) -> Iterator[Cell]:
        """Yield a cell for each value of a field; for a field without any, one that tells so.

        Args:
            label: of the field.
            items: its values.
            start: a position of the field, for its line.
        """
        for number, item in enumerate(items):
            yield self._cell(label, item, number, start)
        if not items:
            yield Cell(self.line(start), label, "", "", why=markup.EMPTY)

    def _cell(self, label: str, item: markup.Item, number: int, start: int) -> Cell:
        first, last = (item.start, item.end) if item.start >= 0 else (start, start)
        why, text = item.why, item.text
        if "\n" in self.text[first:last] and item.parts and not why:
            first, last = item.parts[0].start, item.parts[-1].end
        if "\n" in self.text[first:last]:
            last = self.text.index("\n", first)
            text, why = "", why or "its words stand on several lines"
        raw = self.text[first:last].strip("\r ")
        line = self.line(first)
        parts = [part for part in item.parts if self.line(part.start) == self.line(part.end) == line]
        return Cell(
            line, label, text, raw, number,
            tuple((part.text, self.text[part.start : part.end].strip("\r")) for part in parts),
            tuple(part.target for part in parts), tuple(part.flag for part in parts), why,
        )  # fmt: skip


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return the blocks of a page of wikitext, and what of its markup does not end.

    Args:
        lines: without their ends.
        labels: of the fields that a mapping knows; wikitext says itself where a field ends.
    """
    del labels
    page = Page(lines)
    blocks: list[Block] = []
    broken: list[Broken] = []
    for span in brackets.templates(page.text):
        text = page.text[span.start : span.end]
        if span.missing:
            name = re.split(r"[|\n}]", text[2:], maxsplit=1)[0].strip()
            broken.append(Broken(page.line(span.start), f"the template {name!r} does not end"))
        first = len(blocks)
        _template(page, span.start, text + span.missing, None, 0, blocks, broken)
        if span.missing and span.end == len(page.text):
            _doubt_the_last(blocks, first)
    wikitables.tables(page, blocks, broken)
    dated.lists(page, blocks)
    listed.lists(page, blocks)
    return _abbreviated(blocks), broken


def _abbreviated(blocks: list[Block]) -> list[Block]:
    """Return the blocks; an abbreviation that the page links once means the same where it stands without a link."""
    targets: dict[str, set[str]] = {}
    for cell in (cell for block in blocks for cell in block.cells):
        for (words, _), target in zip(cell.parts, cell.targets, strict=True):
            if target and _ABBREVIATION.fullmatch(words):
                targets.setdefault(words, set()).add(target)
    told = {words: found.pop() for words, found in targets.items() if len(found) == 1}
    return [replace(block, cells=tuple(_with_links(cell, told) for cell in block.cells)) for block in blocks]


def _with_links(cell: Cell, told: Mapping[str, str]) -> Cell:
    last = cell.text.rpartition(" ")[2]
    if last not in told or any(words == last for words, _ in cell.parts):
        return cell
    parts, targets = (*cell.parts, (last, last)), (*cell.targets, told[last])
    return replace(cell, parts=parts, targets=targets, flags=(*cell.flags, False))


def _template(
    page: Page, start: int, text: str, parent: int | None, depth: int, blocks: list[Block], broken: list[Broken]
) -> None:
    """Add the block of a template, and those of the templates within its values."""
    import mwparserfromhell
    from mwparserfromhell.nodes import Template

    try:
        nodes = list(mwparserfromhell.parse(text, skip_style_tags=True).nodes)
    except mwparserfromhell.parser.ParserError:
        nodes = []
    if not nodes or not isinstance(nodes[0], Template):
        broken.append(Broken(page.line(start), "a template that cannot be read"))
        return
    node = nodes[0]
    if sum(bool(argument.showkey) for argument in node.params) == 0 or depth > _DEEPEST:
        return
    kind = " ".join(re.sub("<!--.*?-->", "", str(node.name), flags=re.DOTALL).replace("_", " ").split())
    index = len(blocks)
    number = 1 + sum(block.kind == kind and block.parent == parent for block in blocks)
    blocks.append(Block(kind, (), page.line(start), number, parent, page.heading(start)))
    cells: list[Cell] = []
    for name, value, at in arguments(node, start):
        items, inner = markup.read(value, at)
        if items or not inner:
            cells += page.cells(name, items, at)
        for template in inner:
            _template(page, template.start, template.text, index, depth + 1, blocks, broken)
    blocks[index] = replace(blocks[index], cells=tuple(_last_of_each(cells)))
    _rows(index, blocks)


def _doubt_the_last(blocks: list[Block], first: int) -> None:
    """Take the last value from the blocks from one on: the page breaks off in it, and nobody knows what is missing."""
    there = [(cell.line, at, n) for at, block in enumerate(blocks[first:], first) for n, cell in enumerate(block.cells)]
    _, at, n = max(there, default=(0, 0, -1))
    if n >= 0:
        cells = list(blocks[at].cells)
        cells[n] = replace(cells[n], text="", why=NOT_CLOSED)
        blocks[at] = replace(blocks[at], cells=tuple(cells))


def _last_of_each(cells: list[Cell]) -> Iterator[Cell]:
    """Yield the cells; of a field that stands twice, a page shows only the last."""
    runs: list[list[Cell]] = []
    for cell in cells:
        if not runs or runs[-1][0].label != cell.label or cell.item == 0:
            runs.append([])
        runs[-1].append(cell)
    last = {run[0].label: number for number, run in enumerate(runs)}
    for number, run in enumerate(runs):
        for cell in run:
            if last[cell.label] == number:
                yield cell
            else:
                yield replace(cell, text="", why="the field stands again below, and the page shows that one")


def _rows(index: int, blocks: list[Block]) -> None:
    """Add a block for each row of a template that numbers its fields: position1, crew1_up, flights1_up."""
    whole = blocks[index]
    rows: dict[int, list[Cell]] = {}
    for cell in whole.cells:
        if found := _NUMBERED.fullmatch(cell.label):
            rows.setdefault(int(found.group(2)), []).append(replace(cell, label=found.group(1) + found.group(3)))
    if len({cell.label for cell in rows.get(1, [])}) < 2:
        return
    blocks[index] = replace(whole, cells=tuple(cell for cell in whole.cells if not _NUMBERED.fullmatch(cell.label)))
    for number, row in sorted(rows.items()):
        line = min(cell.line for cell in row)
        blocks.append(Block(f"{whole.kind}/row", tuple(row), line, number, index, whole.heading))
