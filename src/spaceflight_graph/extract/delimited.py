"""Comma- and tab-separated tables into blocks: the only place that reads CSV and TSV. A row is one block."""

import csv
from collections.abc import Collection, Iterator, Sequence

from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.mapping import folded

KIND = "row"
HEAD = "heading"


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return the rows of a table below its heads, and what is wrong with it.

    A row counts for the line on which it begins, also where a quoted cell runs over several: then the raw words are
    those of that line.

    Args:
        lines: the file; the first has the heads.
        labels: folded heads that the mapping of the table knows, all of which must be there.
    """
    if not lines:
        return [], [Broken(1, "is empty")]
    blocks: list[Block] = []
    broken: list[Broken] = []
    rows = _rows(lines, broken)
    _, head = next(rows, (1, []))
    heads = [cell.strip() for cell in head]
    there = [folded(label) for label in heads]
    broken += (Broken(1, f"has no column {label!r}") for label in sorted(set(labels) - set(there)))
    twice = sorted({label for label in there if there.count(label) > 1})
    broken += (Broken(1, f"has the column {label!r} twice") for label in twice)
    blocks.append(Block(HEAD, (), 1))
    for line, cells in rows:
        if len(cells) != len(heads):
            broken.append(Broken(line, f"has {len(cells)} cells under {len(heads)} heads"))
            continue
        made = tuple(_cell(line, head, text, lines[line - 1]) for head, text in zip(heads, cells, strict=True))
        blocks.append(Block(KIND, made, line, number=len(blocks)))
    return blocks, sorted(broken, key=lambda fault: fault.line)


def _rows(lines: Sequence[str], broken: list[Broken]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row that is not empty, with the line on which it begins."""
    delimiter = "\t" if "\t" in lines[0] else ","
    ended = [line.rstrip("\r") + "\n" for line in lines]
    reader = csv.reader(ended, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        broken.append(Broken(begins, f"cannot be read on: {error}"))


def _cell(line: int, label: str, text: str, written: str) -> Cell:
    """Return a cell; its raw words are empty where none of them stand on the line as they are."""
    begins = text.strip().partition("\n")[0].rstrip()
    raw = next((raw for raw in (begins, begins.replace('"', '""')) if raw in written), "")
    return Cell(line, label, " ".join(text.split()), raw)
