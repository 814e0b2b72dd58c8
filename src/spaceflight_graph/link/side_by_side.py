"""The difference for people, thing by thing, and for programs as JSON: the only place that lays it out."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pyoxigraph import Store

from spaceflight_graph import printable, tables, wording
from spaceflight_graph.link.comparison import UNITS, XSD
from spaceflight_graph.link.difference import Difference, Verdict
from spaceflight_graph.link.entity_json import write_snak
from spaceflight_graph.link.known import Known
from spaceflight_graph.link.ours import Fate, Ours
from spaceflight_graph.link.property_names import named
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Rank,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)
from spaceflight_graph.namespaces import expand
from spaceflight_graph.query import lookup
from spaceflight_graph.query.told import told

HEAD = ("property", "ours", "Wikidata", "verdict", "why")
_SPECIAL = {Special.SOMEVALUE: "(unknown)", Special.NOVALUE: "(none)"}
_DATES = {11: ("date", None, 10), 10: ("gYearMonth", None, 7), 9: ("gYear", None, 4), 8: ("gYear", "Decade", 4)}


class Names:
    """What people call items and values, in their language."""

    def __init__(self, store: Store, known: Known, snapshot: Snapshot, language: str) -> None:
        self.store = store
        self.known = known
        self.snapshot = snapshot
        self.language = language

    def item(self, item: str) -> str:
        """Return our name of an item, else Wikidata's, else its id."""
        if thing := self.known.things.get(item):
            return lookup.label(self.store, expand(thing), self.language)
        entity = self.snapshot.entities.get(item)
        labels = entity.labels if entity else {}
        return labels.get(self.language) or labels.get("en") or item

    def value(self, value: Value) -> str:
        """Return how a value of Wikidata reads."""
        if isinstance(value, Item):
            return self.item(value.id)
        if isinstance(value, Time):
            return self._time(value)
        if isinstance(value, Quantity):
            unit = UNITS.get(value.unit)
            number = value.amount.removeprefix("+")
            if unit is None:
                return f"{number} {value.unit}".strip()
            return wording.reads(
                number, f"{XSD}decimal", unit=None if value.unit == "1" else unit, language=self.language
            )
        if isinstance(value, Special):
            return _SPECIAL[value]
        if isinstance(value, Other):
            return f"({value.datatype})"
        return f"{value.text} ({value.language})" if isinstance(value, Monolingual) else value.text

    def ours(self, ours: Ours) -> str:
        """Return how a value of ours reads, with all that we know of it: more than a statement takes."""
        assert ours.statement is not None  # noqa: S101 - or it would not have been compared
        value = ours.statement.value
        if isinstance(value, Item | Text | Monolingual) and ours.fate == Fate.MAPPED:
            return self.value(value)
        reads = ours.told if self.language == "en" else told(self.store, expand(ours.fact), self.language).reads
        return f"{self.value(value)} ({reads})" if isinstance(value, Item) else reads

    def theirs(self, statement: Statement) -> str:
        """Return how a statement reads: its value, and its rank where that is a choice of somebody."""
        rank = "" if statement.rank == Rank.NORMAL else f" ({statement.rank.value})"
        return self.value(statement.value) + rank

    def _time(self, value: Time) -> str:
        if value.precision not in _DATES or not value.time.startswith("+"):
            return value.time
        kind, precision, length = _DATES[value.precision]
        lexical = value.time[1 : 1 + length]
        return wording.reads(lexical, XSD + kind, precision=precision, language=self.language)


def text(differences: Sequence[Difference], names: Names, places: int | None = None) -> str:
    """Return a table for each thing, and how many there are of each verdict.

    Args:
        differences: sorted by thing.
        names: what people call what is in them.
        places: how wide a table should be; None: as wide as it is.
    """
    parts = []
    for (thing, item), some in groupby(differences, lambda each: (each.thing, each.item)):
        heading = printable.line(f"{lookup.label(names.store, expand(thing), names.language)} ({thing}, {item})")
        rows = [_row(each, names) for each in some]
        parts.append(f"{heading}\n{tables.plain(HEAD, rows, places)}\n")
    counted = Counter(each.verdict for each in differences)
    parts.append(", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict if counted[verdict]) + "\n")
    return "".join(parts)


def _row(each: Difference, names: Names) -> list[str]:
    theirs = " | ".join(names.theirs(statement) for statement in each.theirs)
    return [named(each.property), names.ours(each.ours) if each.ours else "", theirs, each.verdict.value, each.why]


def as_json(differences: Iterable[Difference]) -> str:
    """Return the same for programs: every value as Wikibase writes it."""
    told = [
        {
            "thing": each.thing,
            "item": each.item,
            "property": each.property,
            "verdict": each.verdict.value,
            "ours": each.ours and _ours(each.ours),
            "theirs": [_theirs(statement) for statement in each.theirs],
            "why": each.why,
        }
        for each in differences
    ]
    return printable.unicode_escaped(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def _ours(ours: Ours) -> dict[str, Any]:
    assert ours.statement is not None  # noqa: S101 - or it would not have been compared
    return {
        "fact": ours.fact,
        "told": ours.told,
        "fate": ours.fate.value,
        "notBefore": ours.not_before,
        "notAfter": ours.not_after,
        "value": _value(ours.statement),
    }


def _theirs(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "rank": statement.rank.value,
        "references": len(statement.references),
        "value": _value(statement),
    }


def _value(statement: Statement) -> Any:
    """Return the value of a statement as Wikibase writes it, its type told; a special one by its name."""
    if isinstance(statement.value, Special):
        return statement.value.value
    if isinstance(statement.value, Other) and statement.value.json is None:
        return {"type": statement.value.datatype}
    return write_snak(Snak(statement.property, statement.value))["datavalue"]
