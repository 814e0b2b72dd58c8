"""Tables of items as truthy snapshots: the only place that turns their cells into triples of Wikidata.

A column for a property (``P619``, ``launch``) tells what Wikidata holds of it, and an empty cell that it holds nothing.
Where a cell names a thing by words alone, its whole column tells nothing: which item is meant is not known.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.files import shown
from spaceflight_graph.link import label_table
from spaceflight_graph.link.candidates import DAYS, FACTS, TEXTS
from spaceflight_graph.namespaces import PREFIXES, RDFS, XSD


def triples(file: Path, wanted: Collection[str] | None) -> list[Triple]:
    """Return what a table tells, as truthy triples.

    Args:
        file: a table as ``label_table`` reads it.
        wanted: ids of items; others are passed over. None: all.

    Raises:
        SpaceflightError: as `label_table.read`.
    """
    found: list[Triple] = []
    by_words: set[NamedNode] = set()
    rows = label_table.rows(file)
    next(rows)  # the names of the columns
    for number, cells in rows:
        item = label_table.item_of(cells, shown(file), number)
        if item is None or (wanted is not None and item not in wanted):
            continue
        subject, language = NamedNode(PREFIXES["wd"] + item), dict(cells).get("language") or "en"
        found += (Triple(subject, RDFS.label, Literal(cell, language=language)) for at, cell in cells if at == "label")
        for column, cell in cells:
            if cell and column in FACTS:
                predicate = NamedNode(PREFIXES["wdt"] + column)
                values = list(_values(column, cell, shown(file), number))
                found += (Triple(subject, predicate, value) for value in values if value is not None)
                by_words |= {predicate} if None in values else set()
    return [triple for triple in found if triple.predicate not in by_words]


def _values(column: str, cell: str, file: str, number: int) -> Iterator[Literal | NamedNode | None]:
    """Yield the values of a cell; None for what it names by words."""
    if column in DAYS:
        first = label_table.day_of(cell, file, number).first  # of a month or year, as truthy triples have it
        yield Literal(f"{first}T00:00:00Z", datatype=XSD.dateTime)
        return
    for text in label_table.several(cell):
        item = label_table.as_item(text)
        yield Literal(text) if column in TEXTS else NamedNode(PREFIXES["wd"] + item) if item else None
