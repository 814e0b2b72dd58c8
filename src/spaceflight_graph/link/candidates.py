"""Which Wikidata item a thing of ours may be: the only place that weighs names, kinds and facts. Pure; knows no file.

A name is never enough, and neither is a name with a kind: namesakes have both. A match needs

- an id that only one thing has (COSPAR id, catalogue number); or
- a name, and the day of the launch, landing or birth, or somebody of the crew, or a flight of the person; or
- a name to the letter, the kind, and a fact that many share (country, operator …), where no other item has as much; of
  people such facts decide nothing.

What disagrees makes a namesake of it, and what nobody knows decides nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spaceflight_graph.link.names import NO_LIKENESS, Name, likeness, unpadded

IDS = ("P247", "P377")
"""What only one thing has."""
TELLING = ("P569", "P619", "P620", "P1029", "P450")
"""What two things of one name do not share."""
SHARED = ("P17", "P27", "P108", "P137", "P176", "P361", "P375", "P917")
"""What many things share."""
FACTS = (*IDS, *TELLING, *SHARED)
DAYS = ("P569", "P619", "P620")
TEXTS = (*IDS, "P917")
"""Texts, not names of things."""
SINGLE = ("kind", *IDS, *DAYS)
"""What a thing has one of: where it differs, it is another thing."""
DIVIDING = ("P17", "P27", "P450", "P1029")
"""What makes another thing likely where it differs, as long as nothing telling agrees; others may be incomplete."""

_NAME, _KIND, _TELLING, _SHARED, _DIFFERS = 50, 15, 35, 10, 40
_ID = re.compile(r"Q(?=\d)|id:")
_ONE_DAY = 3
"""How many days of UTC a day without a zone touches."""


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, in UTC, on which something may have been; ISO, so that text compares as time."""

    first: str
    last: str

    def meets(self, other: "Days") -> bool | None:
        """Tell whether both are one day; None where they may be: one of them is a month, or a year."""
        if self.last < other.first or other.last < self.first:
            return False
        return True if self._short() and other._short() else None

    def _short(self) -> bool:
        from datetime import date  # only those who compare days wait for it

        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days < _ONE_DAY


Value = Days | frozenset[str]
"""Days; or all that names one value: its item, its names as `query.lookup.key` has them, the key of a text."""


@dataclass(frozen=True, slots=True)
class Described:
    """A thing of ours, or an item of theirs.

    Attributes:
        id: ours shortened, such as ``id:soyuz-ms-07``; theirs such as ``Q21392568``.
        names: in any language.
        kinds: classes of ours, by local name; none where the kind is unknown.
        facts: by property of Wikidata, one of ``FACTS``.
    """

    id: str
    names: tuple[Name, ...]
    kinds: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def with_more(self, other: "Described") -> "Described":
        """Return this and what another source tells of the same."""
        facts = {
            name: tuple(dict.fromkeys((*self.facts.get(name, ()), *other.facts.get(name, ()))))
            for name in (*self.facts, *other.facts)
        }
        names = tuple(dict.fromkeys((*self.names, *other.names)))
        return Described(self.id, names, self.kinds | other.kinds, facts)


class Verdict(StrEnum):
    """What comes of it."""

    MATCH = "match"
    MAYBE = "maybe"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against.

    Attributes:
        id: ``exact_label``, ``alias``, ``other_language``, ``normalised_label``, ``slip``, ``kind`` or a property.
        value: how much it speaks for it, up to 1; below 0 against.
    """

    id: str
    value: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that a thing may be.

    Attributes:
        thing: of ours, shortened.
        item: of theirs.
        name: the item's, as it is like ours; its first name where none is.
        score: 0 to 100.
        verdict: what comes of it.
        features: what speaks for and against.
        kinds: of the item, as classes of ours.
        note: why the verdict is not what the features say.
    """

    thing: str
    item: str
    name: str
    score: int
    verdict: Verdict
    features: tuple[Feature, ...]
    kinds: frozenset[str] = frozenset()
    note: str = ""


class Kinds:
    """How classes stand to each other.

    Args:
        above: for each class itself and all that it is a subclass of.
        families: classes that people take for each other, such as a craft and its model.
    """

    def __init__(self, above: Mapping[str, frozenset[str]], families: Sequence[frozenset[str]] = ()) -> None:
        self.above = above
        self.families = families

    def agree(self, ours: Iterable[str], theirs: Iterable[str]) -> bool | None:
        """Tell whether kinds are the same or one is within the other; None where they may be, or one is unknown."""
        wide = [self._family(kind) for kind in ours]
        others = [self._family(kind) for kind in theirs]
        if not wide or not others:
            return None
        if any(b in self._above(a) or a in self._above(b) for a in ours for b in theirs):
            return True
        return None if any(a & b for a in wide for b in others) else False

    def _above(self, kind: str) -> frozenset[str]:
        return self.above.get(kind, frozenset((kind,)))

    def _family(self, kind: str) -> frozenset[str]:
        above = self._above(kind)
        return above.union(*(family for family in self.families if family & above))


def compare(ours: Described, theirs: Described, kinds: Kinds) -> tuple[Feature, ...]:
    """Return what speaks for and against two descriptions being of one thing."""
    found = []
    likes = (likeness(a, b) for a in ours.names for b in theirs.names)
    name, much = max(likes, key=lambda like: like[1], default=NO_LIKENESS)
    if much:
        found.append(Feature(name, much))
    kind = kinds.agree(ours.kinds, theirs.kinds)
    if kind is not None:
        found.append(Feature("kind", 1.0 if kind else -1.0))
    for fact in FACTS:
        same = _same(fact, ours.facts.get(fact, ()), theirs.facts.get(fact, ()))
        if same is not None:
            found.append(Feature(fact, 1.0 if same else -1.0))
    return tuple(found)


def _same(fact: str, ours: Sequence[Value], theirs: Sequence[Value]) -> bool | None:
    """Tell whether two have a value in common; None where nobody knows."""
    told = [_meet(fact, a, b) for a in ours for b in theirs]
    return True if True in told else None if None in told or not told else False


def _meet(fact: str, a: Value, b: Value) -> bool | None:
    if isinstance(a, Days) or isinstance(b, Days):
        return a.meets(b) if isinstance(a, Days) and isinstance(b, Days) else None
    if not {unpadded(fact, one) for one in a}.isdisjoint(unpadded(fact, one) for one in b):
        return True
    # One thing has many names: that names differ tells nothing, that ids of one kind do tells all.
    return False if fact in TEXTS or _kinds_of_ids(a) & _kinds_of_ids(b) else None


def _kinds_of_ids(value: frozenset[str]) -> set[str]:
    return {match[0] for one in value if (match := _ID.match(one))}


def verdict(features: Sequence[Feature], kinds: Iterable[str]) -> Verdict:
    """Return what features come to, as long as no other item or thing has a say.

    Args:
        features: as `compare` returns them.
        kinds: of the thing.
    """
    for_it = {feature.id for feature in features if feature.value > 0}
    against = {feature.id for feature in features if feature.value < 0}
    by_id = bool(for_it & set(IDS))
    telling = bool(for_it & set(TELLING))
    if against:
        divided = against & set(SINGLE) or (against & set(DIVIDING) and not (by_id or telling))
        return Verdict.NAMESAKE if divided else Verdict.MAYBE
    named = for_it - {"kind", *FACTS}
    if by_id or (named and telling):
        return Verdict.MATCH
    to_the_letter = named & {"exact_label", "alias", "other_language"}
    shared = for_it & set(SHARED) and "kind" in for_it and "Person" not in kinds
    return Verdict.MATCH if to_the_letter and shared else Verdict.MAYBE


def score(features: Iterable[Feature]) -> int:
    """Return 0 to 100: for sorting, no chance of anything."""
    total = shared = 0.0
    values = {feature.id: feature.value for feature in features}
    for name, value in values.items():
        if value < 0:
            total -= _DIFFERS
        elif name in SHARED:
            shared = min(2 * _SHARED, shared + _SHARED * value)
        elif name in IDS:
            total += 2 * _NAME * value
        else:
            total += (_KIND if name == "kind" else _TELLING if name in TELLING else _NAME) * value
    return max(0, min(100, round(total + shared)))
