"""Things of ours among many items: the only place that looks names up, and that gives an item to one thing only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spaceflight_graph.link.candidates import (
    IDS,
    TELLING,
    Days,
    Described,
    Kinds,
    Proposal,
    Value,
    Verdict,
    compare,
    score,
    verdict,
)
from spaceflight_graph.link.names import likeness, spellings


class Search:
    """Looks for things among items that come one after another: what each costs does not grow with the things.

    Args:
        things: ours that have no item.
        kinds: how classes stand to each other.
        linked: items that things of ours have already, and which.
    """

    def __init__(self, things: Sequence[Described], kinds: Kinds, linked: Mapping[str, str]) -> None:
        self.things = things
        self.kinds = kinds
        self.linked = linked
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._ids: set[str] = set()
        self._found: dict[str, Described] = {}
        self._pairs: dict[int, set[str]] = defaultdict(set)
        for number, thing in enumerate(things):
            for spelling in dict.fromkeys(s for name in thing.names for s in spellings(name.text)):
                self._by_name[spelling].append(number)
            for fact in IDS:
                for key in _keys(thing.facts.get(fact, ())):
                    self._by_id[fact, key].append(number)
                    self._ids.add(key)

    def wants(self, texts: Iterable[str]) -> bool:
        """Tell whether an item of such names and ids may be a thing of ours, before it is read."""
        return any(spelling in self._by_name or spelling in self._ids for t in texts for spelling in spellings(t))

    def may_have(self, item: Described) -> bool:
        """Tell whether an item may be a thing of ours."""
        ids = (key for fact in IDS for key in _keys(item.facts.get(fact, ())))
        return self.wants((*(name.text for name in item.names), *ids))

    def offer(self, item: Described) -> None:
        """Take note of an item; of one offered before, all that is told counts."""
        known = self._found.get(item.id)
        item = known.with_more(item) if known else item
        numbers = {n for name in item.names for s in spellings(name.text) for n in self._by_name.get(s, ())}
        numbers |= {
            n for fact in IDS for key in _keys(item.facts.get(fact, ())) for n in self._by_id.get((fact, key), ())
        }
        if numbers:
            self._found[item.id] = item
            for number in numbers:
                self._pairs[number].add(item.id)

    def proposals(self) -> list[Proposal]:
        """Return all that was found, by thing, the likeliest first."""
        found = [
            sorted((self._weighed(thing, i) for i in self._pairs[n]), key=rank) for n, thing in enumerate(self.things)
        ]
        taken = defaultdict(list)
        for proposals in found:
            for proposal in proposals:
                if proposal.verdict == Verdict.MATCH:
                    taken[proposal.item].append(proposal.thing)
        return [one for proposals in found for one in sorted(settled(proposals, taken), key=rank)]

    def _weighed(self, thing: Described, item_id: str) -> Proposal:
        item = self._found[item_id]
        features = compare(thing, item, self.kinds)
        like = max(item.names, key=lambda name: max(likeness(own, name)[1] for own in thing.names))
        owner = self.linked.get(item.id)
        decided = Verdict.NAMESAKE if owner else verdict(features, thing.kinds)
        note = f"{item.id} is {owner}" if owner else ""
        return Proposal(thing.id, item.id, like.text, score(features), decided, features, item.kinds, note)


def settled(proposals: Sequence[Proposal], taken: Mapping[str, Sequence[str]]) -> Iterator[Proposal]:
    """Yield the proposals for a thing: matches that are not the only ones are none."""
    matches = [one for one in proposals if one.verdict == Verdict.MATCH]
    rivals = [one for one in proposals if one.verdict != Verdict.NAMESAKE]
    for one in proposals:
        others = [thing for thing in taken.get(one.item, ()) if thing != one.thing]
        by_shared = not any(feature.id in (*IDS, *TELLING) for feature in one.features)
        doubles = [other.item for other in (rivals if by_shared else matches) if other != one]
        if one.verdict == Verdict.MATCH and others:
            yield replace(one, verdict=Verdict.MAYBE, note=f"{', '.join(others)} would be {one.item} too")
        elif one.verdict == Verdict.MATCH and doubles:
            yield replace(one, verdict=Verdict.MAYBE, note=f"{', '.join(doubles)} may be it as well")
        else:
            yield one


def rank(proposal: Proposal) -> tuple[int, int, int, str]:
    """Return what proposals for a thing are sorted by."""
    return list(Verdict).index(proposal.verdict), -proposal.score, len(proposal.item), proposal.item


def _keys(values: Iterable[Value]) -> set[str]:
    return {key for value in values if not isinstance(value, Days) for key in value}
