"""What an edit of Wikidata can be here: the only place for its kinds. All of them add.

There is no way to take a value away, to put another in its place, to set the rank of a statement that is there, or to
join two statements: there is no word for it here, and so no writer can write it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.labels import Kind, Name
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import Monolingual, Quantity, Reference, Statement, Text, Time


@dataclass(frozen=True, slots=True)
class Sourcing:
    """References for a statement that is there.

    Attributes:
        existing: the statement as it is, complete, with its GUID.
        references: those to add.
    """

    existing: Statement
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What a person should look at: a value that contradicts theirs, or one that they lack and we cannot cite.

    Attributes:
        item, property: where.
        existing: the statement that ours contradicts; None where there is none.
        told: how our value reads, as fine as we know it.
        address: a page that says so; empty where there is none.
    """

    item: str
    property: str
    existing: Statement | None
    told: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could be given and is not."""

    thing: str
    item: str
    property: str
    told: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to give back.

    Attributes:
        add: statements that are not there, each with a reference.
        sourcings: references for statements that are there.
        names: labels and aliases that items lack.
        mismatches: what people should look at; no edit.
        left_out: what is given in no way, and why.
        crowded: item, property and main value of statements that a tool which looks for the main value alone would take
            for others: two dockings at one station.
        revisions: which revision of each item the plan was made from.
    """

    add: tuple[Statement, ...] = ()
    sourcings: tuple[Sourcing, ...] = ()
    names: tuple[Name, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    crowded: frozenset[tuple[str, str, object]] = frozenset()
    revisions: Mapping[str, int] = field(default_factory=dict)

    @property
    def edits(self) -> int:
        """How many statements, references and names it adds."""
        return len(self.add) + sum(len(each.references) for each in self.sourcings) + len(self.names)

    def is_crowded(self, statement: Statement) -> bool:
        """Whether a tool which looks for the main value alone would take a statement for another one."""
        return spot(statement) in self.crowded


def spot(statement: Statement) -> tuple[str, str, object]:
    """Return by what tools such as QuickStatements find a statement again: qualifiers are none of it."""
    value: object = statement.value
    match value:
        case Time():
            value = value.time.lstrip("+").lstrip("0")
        case Quantity():
            value = Decimal(value.amount)
        case Text() | Monolingual():
            value = value.text
    return statement.item, statement.property, value


def order(statement: Statement) -> tuple[int, int, str]:
    """Return what statements are sorted by."""
    return int(statement.item[1:]), int(statement.property[1:]), repr(statement)


def apply(plan: Plan, snapshot: Snapshot) -> Snapshot:
    """Return what would be there after all edits of a plan, as Wikibase would make them; GUIDs are made up."""
    more: dict[str, list[Statement]] = defaultdict(list)
    for number, statement in enumerate(plan.add):
        more[statement.item].append(replace(statement, id=f"{statement.item}$00000000-0000-4000-8000-{number:012X}"))
    sources = {each.existing.id: each.references for each in plan.sourcings}
    entities = {
        item: replace(
            entity,
            labels=entity.labels | {n.language: n.text for n in plan.names if n.item == item and n.kind is Kind.LABEL},
            aliases=_with_aliases(entity, [n for n in plan.names if n.item == item and n.kind is Kind.ALIAS]),
            statements=tuple(
                replace(each, references=each.references + sources.get(each.id, ())) for each in entity.statements
            )
            + tuple(more[item]),
        )
        for item, entity in snapshot.entities.items()
    }
    return replace(snapshot, entities=entities)


def _with_aliases(entity: Entity, names: list[Name]) -> dict[str, tuple[str, ...]]:
    aliases = dict(entity.aliases)
    for name in names:
        aliases[name.language] = (*aliases.get(name.language, ()), name.text)
    return aliases
