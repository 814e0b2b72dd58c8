"""Bulleted lists of wikitext into cells: the only place that reads an entry that begins with no date.

Each entry is a block with the cell ``text``; entries that name what they tell of, such as ``Perigee: 331 km``, are the
fields of one block more, for their list.
"""

import re
from typing import TYPE_CHECKING

from spaceflight_graph.extract import markup
from spaceflight_graph.extract.cells import Block, Cell
from spaceflight_graph.extract.dated import leading
from spaceflight_graph.extract.pieces import plain

if TYPE_CHECKING:
    from spaceflight_graph.extract.wikitext import Page

_BULLET = re.compile(r"(?P<marks>[*#:]+)[ \t]*")
_LABEL = re.compile(r"(?P<label>(?:\[\[[^\[\]]*\]\]|[^:：{}|\[\]]){1,40})[:：](?!//)(?:''')?[ \t]*")
_LONGEST = 300
_FEWEST = 2


def lists(page: "Page", blocks: list[Block]) -> None:
    """Add a block for each entry of a page's lists, and one for each list whose entries have labels."""
    at = 0
    labelled: list[Cell] = []
    for line in [*page.text.split("\n"), ""]:
        bullet = _BULLET.match(line)
        if bullet is None or len(line) > _LONGEST:
            if len(labelled) >= _FEWEST:
                blocks.append(_block(page, "list", labelled, blocks))
            labelled = []
        else:
            start = at + bullet.end()
            cells = list(page.cells("text", markup.read(line[bullet.end() :], start)[0], start))
            if len(cells) == 1 and cells[0].text and leading(cells[0].text) is None:
                blocks.append(_block(page, "bullet", cells, blocks))
            label = _LABEL.match(line, bullet.end())
            if label and len(bullet["marks"]) == 1:
                value = markup.read(line[label.end() :], at + label.end())[0]
                labelled += page.cells(plain(label["label"]), value[:1], at) if len(value) == 1 else ()
        at += len(line) + 1


def _block(page: "Page", kind: str, cells: list[Cell], blocks: list[Block]) -> Block:
    number = 1 + sum(block.kind == kind for block in blocks)
    return Block(kind, tuple(cells), cells[0].line, number, None, page.heading(page.start(cells[0].line)))
