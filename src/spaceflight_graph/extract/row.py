"""One row of a table: its cells under its columns, what its rules make of them, and templates filled from both."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.extract.cells import Block, Cell
from spaceflight_graph.extract.mapping import BlockMapping, Field, Rule, folded
from spaceflight_graph.extract.readers import Value
from spaceflight_graph.namespaces import shorten

NOTHING = frozenset({"", "-"})
"""What a cell holds that says nothing."""
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass
class Row:
    """A row in the making.

    Attributes:
        block: its cells.
        meant: what they are.
        cells: by folded label; a list is a cell for each member.
        said: what each rule makes of each cell.
        linked: what each rule links to.
    """

    block: Block
    meant: BlockMapping
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    said: list[tuple[Cell, Rule, Value]] = field(default_factory=list)
    linked: dict[NamedNode, NamedNode] = field(default_factory=dict)

    def filled(self, template: str, outer: str = "") -> str:
        """Return a template with its braces filled: columns, values of claims, what it hangs on; empty for nothing."""

        def told(name: str) -> str:
            if not name:
                return outer
            if ":" in name:
                values = (value.object for _, rule, value in self.said if shorten(rule.predicate.value) == name)
                return next((value.value for value in values if isinstance(value, Literal)), "")
            return " and ".join(cell.text for cell in self.cells.get(folded(name), ()) if cell.text not in NOTHING)

        return _BRACES.sub(lambda match: told(match[1]), template)


def fits(block: Block, meant: BlockMapping) -> bool:
    """Whether a row is of a kind."""
    if folded(block.kind) not in meant.kinds:
        return False
    if meant.matches is None:
        return True
    return any(meant.matches.search(cell.text) for cell in block.cells if folded(cell.label) == meant.column)


def members(cell: Cell, found: Field | None) -> Iterator[Cell]:
    """Yield a cell, or one for each member of a list."""
    if found is None or found.separator is None:
        yield cell
        return
    members = [member.strip() for member in found.separator.split(cell.raw) if member and member.strip()]
    for item, member in enumerate(members):
        yield Cell(cell.line, cell.label, " ".join(member.split()), member, item)


def whole(row: Row, template: str) -> str:
    """Return a template filled; empty where one of its braces is."""
    parts: Mapping[str, str] = {name: row.filled(f"{{{name}}}") for name in _BRACES.findall(template)}
    return row.filled(template) if all(parts.values()) else ""
