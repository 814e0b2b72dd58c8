"""What a page is split into before anybody knows what it means: blocks of cells, each with its line and raw words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a page, under the label that the page gives it.

    Attributes:
        line: counted from 1; the line on which ``raw`` stands to the letter.
        label: the field's label as the page has it, such as ``launch_date``, ``Start`` or the head of a column.
        text: the value without markup, with single spaces.
        raw: the slice of the line that the value came from, as it stands.
        item: which member of a list within one field it is, from 0.
        parts: text and raw words of what markup sets apart within the value, such as links and codes of flags.
        targets: for each part, another name that the page gives it, such as the page that it links to; or empty.
        flags: for each part, whether it is a flag that stands for a country.
        why: the value is there for people and no reader can read it, for this reason; ``text`` is empty then.
    """

    line: int
    label: str
    text: str
    raw: str
    item: int = 0
    parts: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()
    flags: tuple[bool, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells about one thing.

    Attributes:
        kind: what a mapping calls it by: the name of a template, ``table``, ``row``, ``fields``, ``item``.
        cells: in the order of the page.
        line: where it begins.
        number: which of its kind within its parent, from 1.
        parent: the index of the block that it stands in, in the list of all blocks.
        heading: the nearest heading above, without markup.
    """

    kind: str
    cells: tuple[Cell, ...]
    line: int
    number: int = 1
    parent: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Markup that does not end, or a row that does not fit its table.

    Attributes:
        line: where it begins.
        why: what is wrong, without a full stop.
    """

    line: int
    why: str
