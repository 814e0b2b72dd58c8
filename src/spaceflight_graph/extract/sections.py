"""Articles in Markdown into cells: a block for each heading, with the first paragraph that stands below it."""

import re
from collections.abc import Collection, Sequence

from spaceflight_graph.extract.cells import Block, Broken, Cell

_HEADING = re.compile(r"#{2,4}\s+(?P<words>\S.*?)\s*#*\s*")
_MARKUP = re.compile(r"<[^<>]*>|\[\d+\]")


def split(lines: Sequence[str], labels: Collection[str]) -> tuple[list[Block], list[Broken]]:
    """Return a block for each heading that words follow, with the cell ``text``: the first line of words below it.

    Args:
        lines: without their ends.
        labels: of no use here: a paragraph has none.
    """
    del labels
    blocks: list[Block] = []
    heading = ""
    for n, line in enumerate(lines, 1):
        if found := _HEADING.fullmatch(line.rstrip("\r")):
            heading = found["words"]
        elif heading and line.strip():
            cell = Cell(n, "text", " ".join(_MARKUP.sub("", line).split()), line.strip())
            blocks.append(Block("item", (cell,), n, 1 + len(blocks), None, heading))
            heading = ""
    return blocks, []
