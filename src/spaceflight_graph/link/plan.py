"""From differences to what is given back: the only place that decides which of them become edits.

What is not certain is no edit: it goes to people, as a mismatch. What goes nowhere is told, with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spaceflight_graph.link.difference import Difference, Verdict
from spaceflight_graph.link.edits import LeftOut, Mismatch, Plan, Sourcing, order, spot
from spaceflight_graph.link.labels import Name
from spaceflight_graph.link.limits import refusal
from spaceflight_graph.link.ours import Ours
from spaceflight_graph.link.same_reference import ADDRESS, is_among
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import Item, Rank, Reference, Snak, Statement, Text, Value


def plan(differences: Iterable[Difference], names: Iterable[Name], snapshot: Snapshot, *, finer: bool = False) -> Plan:
    """Return what to give back.

    Args:
        differences: of ours and theirs, by the same snapshot.
        names: the labels and aliases to give.
        snapshot: what is there.
        finer: whether a value that is finer than theirs is added beside it.
    """
    draft = _Draft(snapshot, finer=finer)
    ours = [(difference, difference.ours) for difference in differences if difference.ours is not None]
    for difference, fact in ours:
        draft.meet(difference, fact)
    for difference, fact in ours:
        draft.take(difference, fact)
    return draft.plan(tuple(names))


_TWO_EVENTS = "two events of ours have this value, and as one statement they would be taken for one"


class _Draft:
    """A plan in the making."""

    def __init__(self, snapshot: Snapshot, *, finer: bool) -> None:
        self.snapshot = snapshot
        self.adding = (Verdict.ADD_VALUE, Verdict.OURS_FINER) if finer else (Verdict.ADD_VALUE,)
        self.add: dict[tuple[object, ...], Statement] = {}
        self.sourcings: dict[str, Sourcing] = {}
        self.mismatches: dict[Mismatch, None] = {}
        self.left_out: dict[LeftOut, None] = {}
        self.by_guid = {each.id: each for entity in snapshot.entities.values() for each in entity.statements}
        self.events: dict[tuple[object, ...], set[str]] = defaultdict(set)
        self.there = {_whole(each) for entity in snapshot.entities.values() for each in entity.statements}

    def meet(self, difference: Difference, ours: Ours) -> None:
        """Note which event of ours a statement is about, before any is taken."""
        if ours.statement and ours.is_dated():
            self.events[_whole(self._settled(ours.statement, difference.item))].add(ours.thing)

    def take(self, difference: Difference, ours: Ours) -> None:
        """Take one difference into the plan, as its verdict has it."""
        if difference.verdict is Verdict.CONFLICT:
            self._contradict(difference, ours)
        elif ours.statement is None:
            return
        elif difference.verdict in self.adding:
            self._add(difference, ours, ours.statement)
        elif difference.verdict is Verdict.ADD_REFERENCE:
            self._source(difference, ours, ours.statement)

    def plan(self, names: tuple[Name, ...]) -> Plan:
        """Return the plan, sorted."""
        add = tuple(sorted(self.add.values(), key=order))
        sourcings = tuple(sorted(self.sourcings.values(), key=lambda each: (order(each.existing), each.existing.id)))
        touched = {each.item for each in add} | {each.existing.item for each in sourcings} | {n.item for n in names}
        return Plan(
            add,
            sourcings,
            names,
            tuple(sorted(self.mismatches, key=_mismatch_order)),
            tuple(self.left_out),
            self._crowded(add),
            {
                item: entity.revision
                for item, entity in sorted(self.snapshot.entities.items())
                if item in touched and entity.revision is not None
            },
        )

    def _add(self, difference: Difference, ours: Ours, said: Statement) -> None:
        statement = self._settled(said, difference.item)
        if ours.suggestion or not statement.references:
            if difference.verdict is Verdict.ADD_VALUE:
                self._suggest(difference, ours, "it rests on no source that Wikidata takes")
        elif self.snapshot.truthy:
            self._suggest(difference, ours, "the snapshot tells no ranks: they may have deprecated it")
        elif why := self._why_not(statement):
            self._leave(difference, ours, why)
        elif self._is_of_two_events(statement):
            self._leave(difference, ours, _TWO_EVENTS)
        elif (key := _whole(statement)) in self.add:
            before = self.add[key]
            more = self._lacking(statement.references, before.references)
            self.add[key] = replace(before, references=before.references + more)
        else:
            self.add[key] = replace(statement, references=self._lacking(statement.references, ()))

    def _source(self, difference: Difference, ours: Ours, said: Statement) -> None:
        statement = self._settled(said, difference.item)
        fitting = _fitting(statement, difference.theirs)
        if ours.suggestion or not fitting:
            return None
        if self._is_of_two_events(statement):
            return self._leave(difference, ours, _TWO_EVENTS)
        if len(fitting) > 1:
            return self._leave(difference, ours, "several statements there have this value")
        existing = self.by_guid.get(fitting[0].id)  # as it is: where items were merged, a difference has their new ids
        if existing is None or existing.id is None or self.snapshot.truthy:
            return self._leave(difference, ours, "the snapshot tells no references and no GUIDs")
        before = self.sourcings.get(existing.id, Sourcing(existing, ()))
        more = self._lacking(statement.references, existing.references + before.references)
        if more and (why := refusal(replace(statement, references=more))):
            return self._leave(difference, ours, why)
        if more:
            self.sourcings[existing.id] = Sourcing(existing, before.references + more)
        return None

    def _is_of_two_events(self, statement: Statement) -> bool:
        """Whether another event of ours would be the same statement, such as a second docking of that month."""
        return len(self.events[_whole(statement)]) > 1

    def _contradict(self, difference: Difference, ours: Ours) -> None:
        for existing in difference.theirs:
            if existing.rank is Rank.DEPRECATED:
                continue
            if existing.id is None:
                self._leave(difference, ours, "a conflict, and the snapshot tells no GUID to name their value by")
            else:
                self._doubt(difference, ours, existing)

    def _doubt(self, difference: Difference, ours: Ours, existing: Statement | None) -> None:
        told = ours.told
        if ours.statement and isinstance(ours.statement.value, Item):
            told = f"{told} ({self.snapshot.current(ours.statement.value.id)})"
        self.mismatches[Mismatch(difference.item, difference.property, existing, told, _address(ours))] = None

    def _suggest(self, difference: Difference, ours: Ours, why: str) -> None:
        self._doubt(difference, ours, None)
        self._leave(difference, ours, f"{why}; suggested to people")

    def _leave(self, difference: Difference, ours: Ours, why: str) -> None:
        self.left_out[LeftOut(ours.thing, difference.item, difference.property, ours.told, why)] = None

    def _why_not(self, statement: Statement) -> str:
        """Return why a statement is not to be added; nothing where it is."""
        if statement.rank is not Rank.NORMAL:
            return "which rank a statement has is for people to say"
        if _whole(statement) in self.there:
            return "it is there already"
        if gone := sorted(self.snapshot.missing.intersection(_items(statement))):
            return f"{gone[0]} is gone"
        return refusal(statement)

    def _settled(self, statement: Statement, item: str) -> Statement:
        """Return a statement about the item as it is now, in which every item is the one that redirects lead to."""

        def settled(snak: Snak) -> Snak:
            if isinstance(snak.value, Item):
                return Snak(snak.property, Item(self.snapshot.current(snak.value.id)))
            return snak

        return replace(
            statement,
            item=item,
            id=None,
            value=settled(Snak(statement.property, statement.value)).value,
            qualifiers=tuple(map(settled, statement.qualifiers)),
            references=tuple(Reference(tuple(map(settled, each.snaks))) for each in statement.references),
        )

    def _lacking(self, ours: Sequence[Reference], there: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """Return those of our references that are not there, each once."""
        found: list[Reference] = []
        for reference in ours:
            if reference not in (*there, *found) and not is_among(reference, (*there, *found), self.snapshot.current):
                found.append(reference)
        return tuple(found)

    def _crowded(self, add: Sequence[Statement]) -> frozenset[tuple[str, str, object]]:
        count: dict[tuple[str, str, object], int] = defaultdict(int)
        for entity in self.snapshot.entities.values():
            for statement in entity.statements:
                count[spot(statement)] += 1
        for statement in add:
            count[spot(statement)] += 1
        return frozenset(key for key, number in count.items() if number > 1)


def _whole(statement: Statement) -> tuple[object, ...]:
    """Return what makes a statement another one than its neighbours."""
    return statement.item, statement.property, statement.value, frozenset(statement.qualifiers)


def _fitting(ours: Statement, theirs: Sequence[Statement]) -> list[Statement]:
    """Return those of their statements, which say the same, that ours may source: no qualifier contradicts it."""
    fitting = [each for each in theirs if each.rank is not Rank.DEPRECATED and not _contradicts(each, ours)]
    same = [each for each in fitting if set(ours.qualifiers) <= set(each.qualifiers)]
    return same or fitting


def _contradicts(theirs: Statement, ours: Statement) -> bool:
    qualifiers: dict[str, set[Value]] = defaultdict(set)
    for snak in theirs.qualifiers:
        qualifiers[snak.property].add(snak.value)
    return any(snak.property in qualifiers and snak.value not in qualifiers[snak.property] for snak in ours.qualifiers)


def _address(ours: Ours) -> str:
    """Return the first address that a value is cited by; empty where there is none."""
    snaks = [snak for each in ours.statement.references for snak in each.snaks] if ours.statement else []
    return next((s.value.text for s in snaks if s.property == ADDRESS and isinstance(s.value, Text)), "")


def _items(statement: Statement) -> set[str]:
    snaks = [Snak(statement.property, statement.value), *statement.qualifiers]
    snaks += [snak for reference in statement.references for snak in reference.snaks]
    return {snak.value.id for snak in snaks if isinstance(snak.value, Item)}


def _mismatch_order(mismatch: Mismatch) -> tuple[int, int, str, str]:
    guid = (mismatch.existing.id if mismatch.existing else None) or ""
    return int(mismatch.item[1:]), int(mismatch.property[1:]), guid, mismatch.told
