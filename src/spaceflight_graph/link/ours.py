"""What we could give Wikidata: the only place that puts each fact of the graph as a statement, or says why it is none."""

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Store

from spaceflight_graph.link.statement import Statement


class Fate(StrEnum):
    """What becomes of a fact where it is put in Wikidata's terms."""

    MAPPED = "maps"
    COARSENED = "maps, coarsened"
    UNSURE = "unsure"
    NO_PROPERTY = "no property"
    NO_ITEM = "no item"
    PLAN = "plan"
    NOT_EXACT = "not exact"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Ours:
    """A fact of ours and what becomes of it.

    Attributes:
        fact: the fact, such as ``fact:soyuz-ms-07-landing--time``.
        thing: what the fact is about, such as ``id:soyuz-ms-07-landing``; where the statement is about another thing
            (the flight), its item is in the statement.
        fate: what becomes of it.
        statement: how Wikidata would say it; None where it cannot.
        not_before, not_after: of a time, the whole range that we know, as ``xsd:dateTime`` in UTC.
        told: how our value reads, in English.
        why: the reason for the fate, for people.
        suggestion: whether it maps, but rests on no source that Wikidata takes.
    """

    fact: str
    thing: str
    fate: Fate
    statement: Statement | None
    not_before: str | None
    not_after: str | None
    told: str
    why: str
    suggestion: bool


def ours(store: Store) -> list[Ours]:
    """Return every fact of the graph once, sorted by its name."""
    raise NotImplementedError
