"""What is new, what agrees, what conflicts: the only place that gives a verdict on a fact beside Wikidata's statements.

Ranks are heeded: what they deprecated is no value of theirs, but told where it is ours; where they prefer a value, a
conflict is with that. Redirects are followed; a thing of ours whose item was deleted is an error.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link.comparison import Standing, compare
from spaceflight_graph.link.known import Known
from spaceflight_graph.link.ours import Fate, Ours
from spaceflight_graph.link.same_reference import is_among
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import Item, Quantity, Rank, Snak, Special, Statement, Time, Value

ONE_VALUE = frozenset(
    {"P1132", "P1158", "P1427", "P2047", "P247", "P375", "P377", "P4791", "P569", "P570", "P619", "P620", "P621"}
)
"""Properties of which a thing has one true value: another one is a conflict. Of any other it is one value more."""
_COMPARED = (Fate.MAPPED, Fate.COARSENED, Fate.UNSURE)


class Verdict(StrEnum):
    """What a fact of ours is beside what Wikidata holds, or the other way round."""

    SAME = "same"
    OURS_FINER = "ours finer"
    THEIRS_FINER = "theirs finer"
    ADD_REFERENCE = "we can add a reference"
    ADD_VALUE = "we can add a value"
    UNSURE = "unsure"
    CONFLICT = "conflict"
    THEY_HAVE = "they have, we lack"
    DEPRECATED_THERE = "they deprecated this"


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of ours beside Wikidata's statements, or a statement of theirs that nothing of ours answers to.

    Attributes:
        thing: ours, such as ``id:soyuz-ms-07``.
        item: the id that it has on Wikidata now.
        property: such as ``P619``.
        verdict: how the two stand to each other.
        ours: the fact; None where we have none.
        theirs: what it was held against, the one that decided first; none where they have none.
        why: the reason, for people; empty where the verdict says it all.
    """

    thing: str
    item: str
    property: str
    verdict: Verdict
    ours: Ours | None
    theirs: tuple[Statement, ...]
    why: str


def difference(ours: Sequence[Ours], snapshot: Snapshot, known: Known | None = None) -> list[Difference]:
    """Return a verdict on each fact of ours that could be a statement of an item in a snapshot, and what we lack.

    Args:
        ours: the facts of our graph.
        snapshot: what Wikidata holds.
        known: what our graph knows of items.

    Raises:
        SpaceflightError: an item that a thing of ours is linked to was deleted.
    """
    known = known or Known()
    facts: dict[tuple[str, str], list[Ours]] = defaultdict(list)
    properties = set()
    things: dict[str, str] = {}
    for item in sorted(known.things):
        things.setdefault(snapshot.current(item), known.things[item])
    for fact in ours:
        if fact.statement is None or fact.fate not in _COMPARED:
            continue
        statement = _current(fact.statement, snapshot)
        things.setdefault(statement.item, fact.thing)
        properties.add(statement.property)
        of_pair = facts[statement.item, statement.property]
        moved = replace(fact, statement=statement)
        if not any(_says_the_same(each, moved) for each in of_pair):
            of_pair.append(moved)
    _refuse_deleted(things, snapshot)
    found: list[Difference] = []
    for item in sorted(things, key=lambda item: (things[item], item)):
        entity = snapshot.entities.get(item)
        if entity is None:
            continue
        theirs: dict[str, list[Statement]] = defaultdict(list)
        for told in entity.statements:
            theirs[told.property].append(_current(told, snapshot))
        for name in sorted(properties, key=lambda name: int(name[1:])):
            if snapshot.covered is None or name in snapshot.covered:
                pair = _Pair(things[item], item, name, theirs[name], snapshot, known)
                found += pair.differences(facts[item, name])
    return found


def _current(statement: Statement, snapshot: Snapshot) -> Statement:
    """Return a statement in which every item has the id that it has now."""

    def moved(snak: Snak) -> Snak:
        return Snak(snak.property, Item(snapshot.current(snak.value.id))) if isinstance(snak.value, Item) else snak

    return replace(
        statement,
        item=snapshot.current(statement.item),
        value=moved(Snak(statement.property, statement.value)).value,
        qualifiers=tuple(map(moved, statement.qualifiers)),
    )


def _says_the_same(a: Ours, b: Ours) -> bool:
    return a.statement == b.statement and (a.thing == b.thing or not a.is_dated())


def _refuse_deleted(things: dict[str, str], snapshot: Snapshot) -> None:
    deleted = sorted((things[item], item) for item in snapshot.missing if item in things)
    if deleted:
        told = ", ".join(f"{item} ({thing})" for thing, item in deleted)
        raise SpaceflightError(
            f"{told}: not on Wikidata, deleted or never there. Fix: mend or remove the link in data/entities."
        )


@dataclass
class _Pair:
    """One property of one thing: our facts and their statements."""

    thing: str
    item: str
    property: str
    theirs: list[Statement]
    snapshot: Snapshot
    known: Known

    def differences(self, facts: Sequence[Ours]) -> list[Difference]:
        """Return a verdict on each fact, and then each statement of theirs that none of them was held against."""
        best = [each for each in self.theirs if each.rank == Rank.PREFERRED] or self._valid()
        agreed = {each for fact in facts for each in self._valid() if self._standing(fact, each) in _AGREE}
        verdicts = [self._verdict(fact, best, agreed) for fact in facts]
        told = {each for verdict in verdicts for each in verdict.theirs} | agreed
        return verdicts + [
            self._told(Verdict.THEY_HAVE, None, [each])
            for each in self._valid()
            if each not in told and not isinstance(each.value, Special)
        ]

    def _valid(self) -> list[Statement]:
        return [each for each in self.theirs if each.rank != Rank.DEPRECATED]

    def _standing(self, fact: Ours, theirs: Statement) -> Standing:
        """Return how a fact stands to a statement; two events that are the same only in kind differ."""
        assert fact.statement is not None  # noqa: S101 - chosen so
        standing = compare(fact, theirs, self.known, truthy=self.snapshot.truthy)
        if standing not in (Standing.SAME, Standing.OURS_FINER, Standing.THEIRS_FINER):
            return standing
        mine, other = fact.statement.moments(), theirs.moments()
        for name, value in mine.items():
            if name not in other:
                standing = Standing.OURS_FINER if standing == Standing.SAME else standing
            elif value != other[name]:
                return Standing.DIFFER
        return standing

    def _verdict(self, fact: Ours, best: Sequence[Statement], agreed: set[Statement]) -> Difference:
        standings = [(self._standing(fact, each), each) for each in self._valid()]
        same = [each for standing, each in standings if standing == Standing.SAME]
        if same:
            return self._same(fact, same, best)
        deprecated = [
            each for each in self.theirs if each.rank == Rank.DEPRECATED and self._standing(fact, each) == Standing.SAME
        ]
        if deprecated:
            return self._told(Verdict.DEPRECATED_THERE, fact, [*deprecated, *best], _reason(deprecated[0]))
        for wanted, verdict, why in _FURTHER:
            if some := [each for standing, each in standings if standing == wanted]:
                if wanted == Standing.OURS_FINER and (others := self._contradicting(standings, best)):
                    return self._told(Verdict.CONFLICT, fact, others)
                no_zone = verdict == Verdict.THEIRS_FINER and fact.fate == Fate.COARSENED and fact.not_before
                return self._told(verdict, fact, some, "theirs is one day of UTC, ours of any zone" if no_zone else why)
        return self._different(fact, best, agreed)

    def _contradicting(
        self, standings: Iterable[tuple[Standing, Statement]], best: Sequence[Statement]
    ) -> list[Statement]:
        """Return what they hold beside something coarser, and cannot be true where ours is."""
        return [
            each
            for standing, each in standings
            if standing == Standing.DIFFER and self.property in ONE_VALUE and each in best
            if not isinstance(each.value, Special) and not self._is_foreign(each.value)
        ]

    def _same(self, fact: Ours, same: Sequence[Statement], best: Sequence[Statement]) -> Difference:
        assert fact.statement is not None  # noqa: S101 - chosen so
        preferred = sorted(same, key=best.__contains__, reverse=True)
        why = "" if preferred[0] in best else "they prefer another value"
        new = [
            reference
            for reference in fact.statement.references
            if not any(is_among(reference, each.references, self.snapshot.current) for each in same)
        ]
        if new and not fact.suggestion and not self.snapshot.truthy:
            have = len(preferred[0].references)
            why = "; ".join(filter(None, (why, f"they have {have or 'no'} reference{'s' * (have != 1)}, not ours")))
            return self._told(Verdict.ADD_REFERENCE, fact, preferred, why)
        return self._told(Verdict.SAME, fact, preferred, why)

    def _different(self, fact: Ours, best: Sequence[Statement], agreed: set[Statement]) -> Difference:
        """Return the verdict on a fact that agrees with nothing of theirs."""
        assert fact.statement is not None  # noqa: S101 - chosen so
        if none := [each for each in best if each.value == Special.NOVALUE]:
            return self._told(Verdict.CONFLICT, fact, none, "they say that there is none")
        if self.property in ONE_VALUE and best:
            if unknown := [each for each in best if each.value == Special.SOMEVALUE]:
                return self._told(Verdict.UNSURE, fact, unknown, "they say that nobody knows it")
            if foreign := [each for each in best if self._is_foreign(each.value)]:
                return self._told(Verdict.UNSURE, fact, foreign, "nobody here knows what their item is part of")
            return self._told(Verdict.CONFLICT, fact, best)
        if fact.fate == Fate.UNSURE:
            return self._told(Verdict.UNSURE, fact, [], fact.why)
        others = [each for each in best if each not in agreed and not isinstance(each.value, Special)]
        if others and isinstance(fact.statement.value, Time | Quantity):
            return self._told(Verdict.UNSURE, fact, others, "they have another value; both may be true")
        why = ["no source that Wikidata takes"] if fact.suggestion else []
        if self.snapshot.truthy and best:
            why.append("they may have it at a lower rank")
        return self._told(Verdict.ADD_VALUE, fact, [], "; ".join(why))

    def _is_foreign(self, value: Value) -> bool:
        return isinstance(value, Item) and value.id not in self.known.things

    def _told(self, verdict: Verdict, fact: Ours | None, theirs: Iterable[Statement], why: str = "") -> Difference:
        return Difference(self.thing, self.item, self.property, verdict, fact, tuple(dict.fromkeys(theirs)), why)


_AGREE = (Standing.SAME, Standing.OURS_FINER, Standing.THEIRS_FINER, Standing.MEET)
_FURTHER = (
    (Standing.THEIRS_FINER, Verdict.THEIRS_FINER, ""),
    (Standing.OURS_FINER, Verdict.OURS_FINER, ""),
    (Standing.MEET, Verdict.UNSURE, "both may be true: what we know and what they say meet"),
    (Standing.NOT_COMPARABLE, Verdict.UNSURE, "cannot be compared"),
)


def _reason(statement: Statement) -> str:
    """Return why they deprecated a statement, if they say so (P2241)."""
    reasons = [
        snak.value.id for snak in statement.qualifiers if snak.property == "P2241" and isinstance(snak.value, Item)
    ]
    return f"their reason: {', '.join(reasons)}" if reasons else ""
