"""Names of other people's tables to our things: the only place that answers queries of the Reconciliation API, 0.2.

A batch of queries goes in and answers come out, as the dictionaries that its JSON holds. No HTTP.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from spaceflight_graph.errors import ParameterError, shortened
from spaceflight_graph.link import things
from spaceflight_graph.link.candidates import (
    DAYS,
    FACTS,
    IDS,
    Described,
    Feature,
    Proposal,
    Value,
    Verdict,
    compare,
    score,
    verdict,
)
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.label_table import COLUMN, day, named
from spaceflight_graph.link.names import Name, overlap, spellings, words
from spaceflight_graph.link.proposals import features
from spaceflight_graph.link.search import rank, settled
from spaceflight_graph.namespaces import SF, expand
from spaceflight_graph.query import lookup
from spaceflight_graph.query.lookup import key

MOST = 100
"""How many candidates a query gets at most, whatever it asks for."""
USUAL = 10
"""How many it gets where it does not say."""
_NEAR = 0.5
"""How alike the words of names must be that are not the same."""
_NEARLY = 30
"""What a name scores of which all words are the same, and not their order."""

Answer = dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query: a thing as it is described, the classes it must have one of (None: any), how many are wanted."""

    thing: Described
    types: frozenset[str] | None
    limit: int


class Reconciler:
    """Answers queries over a graph, which is read once.

    Args:
        store: the graph.
        language: of the names in answers.
    """

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store = store
        self._language = language
        self._kinds = Dictionary(store)
        self._things = things.Things(store).described(things.named(store))
        self._words = [[words(name.text) for name in thing.names] for thing in self._things]
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for number, thing in enumerate(self._things):
            for name in thing.names:
                for spelling in spellings(name.text):
                    self._by_key[spelling].add(number)
            for word in frozenset().union(*self._words[number]):
                self._by_word[word].add(number)
            for fact in IDS:
                for value in thing.facts.get(fact, ()):
                    for text in value if isinstance(value, frozenset) else ():
                        self._by_key[f"{fact} {text}"].add(number)

    def answers(self, queries: Mapping[str, object]) -> dict[str, Answer]:
        """Return the answer to each query of a batch.

        Args:
            queries: ``{"q0": {"query": …, "type": …, "limit": …, "properties": [{"pid": …, "v": …}]}}``. A type that
                we do not have finds nothing, a property that we do not compare says nothing.

        Raises:
            ParameterError: a query has not that form.
        """
        return {name: self._answer(_read(name, query, self._kinds)) for name, query in queries.items()}

    def _answer(self, asked: _Asked) -> Answer:
        found = [self._weighed(number, asked) for number in self._candidates(asked)]
        shown = sorted(settled(sorted(found, key=rank), {}), key=lambda one: (-one.score, rank(one)))
        return {"result": [self._told(one) for one in shown[: asked.limit]]}

    def _candidates(self, asked: _Asked) -> Iterator[int]:
        """Yield the things that a query may mean."""
        keys = [spelling for name in asked.thing.names for spelling in spellings(name.text)]
        keys += [
            f"{fact} {text}" for fact in IDS for value in asked.thing.facts.get(fact, ()) for text in _texts(value)
        ]
        found = set().union(*(self._by_key.get(one, ()) for one in keys))
        shared: Counter[int] = Counter()
        for name in asked.thing.names:
            for word in words(name.text):
                shared.update(self._by_word.get(word, ()))
        found |= {number for number in shared if self._nearness(number, asked) >= _NEAR}
        for number in sorted(found):
            kinds = self._things[number].kinds
            if asked.types is None or any(asked.types & self._kinds.kinds.above.get(kind, {kind}) for kind in kinds):
                yield number

    def _nearness(self, number: int, asked: _Asked) -> float:
        own = self._words[number]
        return max((overlap(a, words(name.text)) for a in own for name in asked.thing.names), default=0.0)

    def _weighed(self, number: int, asked: _Asked) -> Proposal:
        thing = self._things[number]
        told = compare(thing, asked.thing, self._kinds.kinds)
        near = self._nearness(number, asked)
        points = score(told)
        if not {feature.id for feature in told} - {"kind", *FACTS}:
            points = min(100, points + round(_NEARLY * near))
        told = (*told, Feature("name_tokens", round(near, 2)))
        decided = verdict(told[:-1], thing.kinds)
        return Proposal("", thing.id, thing.names[0].text, points, decided, told)

    def _told(self, one: Proposal) -> dict[str, object]:
        thing = expand(one.item)
        kinds = sorted(things.Things(self._store).kinds(one.item))
        return {
            "id": one.item.removeprefix("id:"),
            "name": lookup.label(self._store, thing, self._language),
            "score": one.score,
            "match": one.verdict == Verdict.MATCH,
            "type": [
                {"id": kind, "name": lookup.label(self._store, NamedNode(SF.iri + kind), self._language)}
                for kind in kinds
            ],
            "features": features(one.features),
        }


def _read(name: str, query: object, kinds: Dictionary) -> _Asked:
    """Return a query as it was meant."""
    if not isinstance(query, Mapping):
        raise _misfit(name, query, "is no object", '{"query": "Soyuz MS-07"}')
    text, limit, types = query.get("query", ""), query.get("limit", USUAL), query.get("type")
    properties = query.get("properties", [])
    if not isinstance(text, str):
        raise _misfit(name, text, "is no text to look for", '"query": "Soyuz MS-07"')
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise _misfit(name, limit, "is no limit", '"limit": 5')
    listed = types if isinstance(types, list) else [] if types is None else [types]
    if not all(isinstance(one, str) for one in listed):
        raise _misfit(name, types, "is no type", '"type": "CrewedFlight"')
    if not isinstance(properties, list) or not all(
        isinstance(p, Mapping) and isinstance(p.get("pid"), str) for p in properties
    ):
        raise _misfit(name, properties, "are no properties", '"properties": [{"pid": "cosparId", "v": "2017-081A"}]')
    wanted = frozenset().union(*(kinds.word(one) or {one} for one in listed)) if listed else None
    names = (Name(text.strip()),) if spellings(text) else ()
    return _Asked(Described("", names, wanted or frozenset(), _facts(properties)), wanted, min(limit, MOST))


def _facts(properties: Iterable[Mapping[str, object]]) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for one in properties:
        fact = COLUMN.get(key(str(one["pid"]).removeprefix("sf:")), "")
        if fact in FACTS:
            told = one.get("v")
            values = (_value(fact, value) for value in (told if isinstance(told, list) else [told]))
            found[fact] = (*found.get(fact, ()), *(value for value in values if value))
    return {fact: values for fact, values in found.items() if values}


def _value(fact: str, told: object) -> Value | None:
    """Return what a cell says; None for what says nothing to us."""
    if isinstance(told, Mapping):
        texts = [str(told[part]) for part in ("id", "name") if told.get(part)]
        return frozenset().union(*(named(text) for text in texts), {f"id:{told.get('id')}"}) if texts else None
    if told is None or isinstance(told, bool) or not str(told).strip():
        return None
    return day(str(told).strip()) if fact in DAYS else named(str(told).strip())


def _texts(value: Value) -> Iterable[str]:
    return value if isinstance(value, frozenset) else ()


def _misfit(name: str, given: object, what: str, such_as: str) -> ParameterError:
    return ParameterError(f"query {shortened(name)!r}: {shortened(repr(given))} {what}. Fix: write it as {such_as}.")
