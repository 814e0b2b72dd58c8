"""Lists by date: the only place that finds the date or clock time that an entry begins with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spaceflight_graph.extract import markup
from spaceflight_graph.extract.cells import Block, Cell

if TYPE_CHECKING:
    from spaceflight_graph.extract.wikitext import Page

_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec januar februar märz mai juni juli oktober dezember okt dez"
)
_MONTH = "(?:" + "|".join(sorted(_MONTHS.split(), key=lambda month: (-len(month), month))) + r")\b\.?"
_DAY = (
    r"(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH}(?:,? \d{{4}}(?!\d))?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}}(?!\d))?"
    rf"|\d{{4}} {_MONTH} \d{{1,2}}"
)
_CLOCK = (
    r"\d{1,2} ?[时時点點](?: ?\d{1,2} ?分(?: ?\d{1,2} ?秒(?: ?\d{1,3} ?毫秒)?)?|整)?"
    r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:UTC|GMT|MSK|EDT|EST|CDT|CST|PDT|PST|MEZ|MESZ|CET|CEST)(?:[+-]\d{1,2})?)?(?: Uhr)?"
)
_RANGE = rf"(?: ?(?:—|–|-|~|至|to) ?(?:{_DAY}|\d{{1,2}} ?日|\d{{1,2}}(?![\d:])))?"
LEADING = re.compile(
    rf"(?P<day>(?:{_DAY}){_RANGE})?(?:[ ,，]*(?P<clock>{_CLOCK}))?"
    r"(?=[\s,，、:：.。;；–—-]|[^\d\w]|[\u4e00-\u9fff]|$)[\s,，、:：–—-]*",
    re.IGNORECASE,
)
"""An entry's beginning: a day, a clock time, or both; what follows is told of it."""

_BULLET = re.compile(r"(?P<marks>[*#:]+)[ \t]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """How an entry begins.

    Attributes:
        day: the words of its day; empty where it names none.
        clock: the words of its clock time; empty where it names none.
        end: where the words behind them begin.
    """

    day: str
    clock: str
    end: int


def leading(text: str) -> Entry | None:
    """Return the day and clock time that an entry begins with, None where it begins with neither.

    >>> leading("4月20日，飞船发射升空").day
    '4月20日'
    >>> leading("Three days later") is None
    True
    """
    found = LEADING.match(text)
    if found is None or not (found["day"] or found["clock"]):
        return None
    return Entry(found["day"] or "", found["clock"] or "", found.end())


def lists(page: "Page", blocks: list[Block]) -> None:
    """Add a block for each dated entry of a page's lists; a clock time stands in the block of its day."""
    at = 0
    above: list[tuple[int, int]] = []
    for number, line in enumerate(page.text.split("\n"), 1):
        bullet = _BULLET.match(line)
        if bullet is None:
            above = above if not line.strip() else []
        else:
            depth = len(bullet["marks"])
            above = [(level, index) for level, index in above if level < depth]
            items = markup.read(line[bullet.end() :], at + bullet.end())[0]
            text = items[0].text if len(items) == 1 and not items[0].why else ""
            entry = leading(text)
            if entry is not None:
                parent = above[-1][1] if above else None
                cells = tuple(_cells(line[bullet.end() :].strip(), number, text, entry))
                if cells:
                    count = 1 + sum(block.kind == "item" and block.parent == parent for block in blocks)
                    above.append((depth, len(blocks)))
                    blocks.append(Block("item", cells, number, count, parent, page.heading(at)))
        at += len(line) + 1


def _cells(raw: str, line: int, text: str, entry: Entry) -> Iterator[Cell]:
    """Yield the cells ``date``, ``time`` and ``text`` of an entry, those whose words stand on the line as they are."""
    behind = 0
    for label, words in (("date", entry.day), ("time", entry.clock)):
        if words and (at := raw.find(words, behind)) >= 0:
            behind = at + len(words)
            yield Cell(line, label, " ".join(words.split()), words)
    if entry.end < len(text):
        yield Cell(line, "text", text[entry.end :], raw[behind:].lstrip(" \t,，、:：–—-"))
