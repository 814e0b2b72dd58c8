"""What we could give Wikidata: the only place that puts each fact as a statement, or says why it is none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.link import days, numbers, pinned
from spaceflight_graph.link.alignment import Alignment, Rule
from spaceflight_graph.link.facts import Fact, Facts
from spaceflight_graph.link.references import references
from spaceflight_graph.link.statement import Item, Quantity, Snak, Statement, Text, Value
from spaceflight_graph.namespaces import RDF, SKOS, XSD, Term, shorten
from spaceflight_graph.query import lookup
from spaceflight_graph.query.told import every, one

_TO_THE_MINUTE = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(\d+)M")
_TEXTS = {"ExternalId": "external-id", "String": "string"}
_MINUTE = "MIN"


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
        inverse: the same said of the value (P156 beside P155), where Wikidata says it twice.
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
    inverse: Statement | None = None

    def is_dated(self) -> bool:
        """Tell whether its statement says when an event was."""
        return self.statement is not None and self.statement.is_dated()


class _NotGivenError(Exception):
    """A fact that is no statement, and why."""

    def __init__(self, fate: Fate, why: str) -> None:
        super().__init__(why)
        self.fate, self.why = fate, why


def ours(store: Store) -> list[Ours]:
    """Return every fact of the graph once, sorted by its name."""
    made = _Maker(store)
    found = [made.of(fact) for fact in made.facts.all()]
    beaten = numbers.not_given({given.fact: given.statement for given in found if given.statement})
    return [_beaten(given, beaten[given.fact]) if given.fact in beaten else given for given in found]


def mapped(store: Store) -> Iterator[Ours]:
    """Yield the facts that have a property of Wikidata and an item to say it of, one at a time, and hold none.

    A qualifier comes with the statement that carries it. Which of several numbers is given is not sorted out: that
    takes all of them together.
    """
    made = _Maker(store)
    for term in sorted(made.alignment.of_term, key=lambda term: term.value):
        yield from map(made.of, made.facts.of(term, partial(made.may_be_said, term)))


def with_inverses(given: Iterable[Ours]) -> list[Ours]:
    """Return the same with one more for each statement that Wikidata says of the value, too."""
    found = []
    for one_of_ours in given:
        found.append(one_of_ours)
        if one_of_ours.inverse:
            found.append(replace(one_of_ours, statement=one_of_ours.inverse, inverse=None))
    return found


class _Maker:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.alignment = Alignment(store)
        self.facts = Facts(store)
        self.near = {
            term: theirs for term, relation, theirs in self.alignment.relations() if relation == SKOS.closeMatch
        }

    def of(self, fact: Fact) -> Ours:
        """Return a fact with what becomes of it."""
        try:
            rule, fate, statement, why = self._put(fact)
        except _NotGivenError as reason:
            rule, fate, statement, why = None, reason.fate, None, reason.why
        inverse = None
        if statement and rule and rule.inverse and isinstance(statement.value, Item):
            inverse = Statement(statement.value.id, rule.inverse, Item(statement.item), references=statement.references)
        return Ours(
            fact=fact.name,
            thing=shorten(fact.subject.value),
            fate=fate,
            statement=statement,
            not_before=fact.not_before,
            not_after=fact.not_after,
            told=fact.told.reads,
            why=why,
            suggestion=statement is not None and not statement.references,
            inverse=inverse,
        )

    def may_be_said(self, term: NamedNode, subject: Term | None) -> bool:
        """Whether a fact may be a statement, before it is read whole: what leads to no item is none."""
        return any(
            rule.item_by == RDF.object or self.alignment.item(self._path(rule.item_by, subject))
            for rule in self.alignment.of_term[term]
        )

    def _put(self, fact: Fact) -> tuple[Rule, Fate, Statement, str]:
        if fact.plan:
            raise _NotGivenError(Fate.PLAN, "it is a plan, and Wikidata would tell it as done")
        rule = next((rule for rule in self.alignment.of_term.get(fact.predicate, ()) if self._holds(rule, fact)), None)
        if rule is None:
            raise _NotGivenError(Fate.NO_PROPERTY, self._no_property(fact))
        if rule.qualifier_of:
            return self._qualifier(rule, fact)
        item = self.alignment.item(self._at(rule.item_by, fact, fact.subject))
        if item is None:
            about = self._at(rule.item_by, fact, fact.subject)
            raise _NotGivenError(Fate.NO_ITEM, f"{self._label(about)} has no item")
        value, fate, why = self._value(rule, fact)
        if fact.disputed:
            raise _NotGivenError(Fate.DISPUTED, "the documents disagree, and nobody has settled it")
        if fact.inexact:
            raise _NotGivenError(Fate.NOT_EXACT, fact.inexact)
        cited, none = references(self.store, fact.subject, fact.predicate, fact.claims, value)
        statement = Statement(item, rule.theirs, value, qualifiers=self._qualifiers(rule, fact), references=cited)
        reasons = [f"{rule.theirs} by {rule.name}", why, none]
        return rule, fate, statement, "; ".join(reason for reason in reasons if reason)

    def _holds(self, rule: Rule, fact: Fact) -> bool:
        """Whether the subject leads to all that a rule asks of it, and the value is of the classes that it asks for."""
        return all(
            any(True for _ in self.store.quads_for_pattern(fact.subject, None, wanted)) for wanted in rule.of_subject
        ) and all(
            isinstance(fact.object, NamedNode)
            and any(True for _ in self.store.quads_for_pattern(fact.object, RDF.type, wanted))
            for wanted in rule.of_object
        )

    def _no_property(self, fact: Fact) -> str:
        name, near = shorten(fact.predicate.value), self.near.get(fact.predicate)
        if near:
            return f"Wikidata's {near.value.rpartition('/')[2]} is near {name}, and not the same"
        if fact.predicate in self.alignment.of_term:
            return f"no property of Wikidata means {name} of such a thing"
        return f"no property of Wikidata means {name}"

    def _at(self, path: NamedNode | None, fact: Fact, default: Term) -> Term | None:
        """Return what a rule's path leads to from a fact."""
        if path is None:
            return default
        return fact.object if path == RDF.object else self._path(path, fact.subject)

    def _path(self, path: NamedNode | None, subject: Term | None) -> Term | None:
        return subject if path in (None, RDF.subject) else one(self.store, subject, path)

    def _value(self, rule: Rule, fact: Fact) -> tuple[Value, Fate, str]:
        kind = self.alignment.datatypes.get(rule.theirs, "")
        value = self._at(rule.value_by, fact, fact.object)
        if kind == "WikibaseItem":
            return self._item(rule, value)
        if kind == "Time":
            return _time(fact)
        if kind == "Quantity":
            return _quantity(rule, fact), Fate.MAPPED, ""
        if kind in _TEXTS and isinstance(value, Literal):
            return Text(value.value, _TEXTS[kind]), Fate.MAPPED, ""
        raise _NotGivenError(Fate.NO_PROPERTY, f"{rule.theirs} takes no such value")

    def _item(self, rule: Rule, value: Term | None) -> tuple[Value, Fate, str]:
        found = self.alignment.item(value)
        if found:
            return Item(found), Fate.MAPPED, ""
        if rule.widened_by and isinstance(value, NamedNode):
            for wider in self._wider(value, rule.widened_by):
                within = self.alignment.item(wider)
                if within:
                    why = f"{self._label(value)} has no item, and is in {self._label(wider)}"
                    return Item(within), Fate.COARSENED, why
        raise _NotGivenError(Fate.NO_ITEM, f"{self._label(value)} has no item")

    def _wider(self, value: NamedNode, path: NamedNode) -> list[NamedNode]:
        """Return what a thing is part of, the nearest first: what is part of most of the others."""
        around = {found for found in every(self.store, value, path) if isinstance(found, NamedNode)}
        inside = {place: len(around & set(every(self.store, place, path))) for place in around}
        return sorted(around, key=lambda place: (-inside[place], place.value))

    def _qualifiers(self, carrier: Rule, fact: Fact) -> tuple[Snak, ...]:
        found = []
        for rule in self.alignment.rules:
            if rule.qualifier_of == carrier.name:
                for told in self.facts.about(fact.subject, rule.term):
                    item = self.alignment.item(told.object)
                    if item and not told.plan and not told.disputed and self._holds(rule, told):
                        found.append(Snak(rule.theirs, Item(item)))
        return tuple(found)

    def _qualifier(self, rule: Rule, fact: Fact) -> tuple[Rule, Fate, Statement, str]:
        """Return the statement that carries a fact as a qualifier."""
        if self.alignment.item(fact.object) is None:
            raise _NotGivenError(Fate.NO_ITEM, f"{self._label(fact.object)} has no checked item")
        carrier = next(found for found in self.alignment.rules if found.name == rule.qualifier_of)
        for main in self.facts.about(fact.subject, carrier.term):
            if self._holds(carrier, main):
                _, fate, statement, why = self._put(main)
                return rule, fate, statement, f"{rule.theirs} as a qualifier; {why}"
        raise _NotGivenError(Fate.NO_PROPERTY, f"{rule.theirs} is a qualifier, and there is no statement to carry it")

    def _label(self, node: Term | None) -> str:
        return lookup.label(self.store, node, "en") if isinstance(node, NamedNode) else "the value"


def _beaten(given: Ours, finer: str | None) -> Ours:
    fate = Fate.NOT_EXACT if finer else Fate.UNSURE
    why = f"{finer} tells it finer" if finer else "we have several numbers for it, and they do not agree"
    return replace(given, fate=fate, statement=None, suggestion=False, why=why)


def _time(fact: Fact) -> tuple[Value, Fate, str]:
    if fact.not_before is None or fact.not_after is None or not isinstance(fact.object, Literal):
        raise _NotGivenError(Fate.UNSURE, "nobody tells from when to when it may have been")
    found = days.of_range(fact.not_before, fact.not_after)
    span = f"{fact.not_before} to {fact.not_after}"
    if found is None:
        raise _NotGivenError(Fate.UNSURE, f"in UTC it may be of two years: {span}")
    told = days.PRECISIONS.get(fact.object.datatype.value.removeprefix(XSD.iri))
    if told == found.precision:
        return found, Fate.MAPPED, ""
    if found.precision == days.DAY:
        return found, Fate.COARSENED, "Wikidata keeps no clock times"
    return found, Fate.COARSENED, f"no one day in UTC: {span}"


def _quantity(rule: Rule, fact: Fact) -> Quantity:
    """Return a number as it is told, or a length of time that is told to the minute in minutes."""
    number, unit = fact.told.value, (fact.told.unit or "").removeprefix("unit:")
    if isinstance(fact.object, Literal) and fact.object.datatype in (XSD.dayTimeDuration, XSD.duration):
        match = _TO_THE_MINUTE.fullmatch(fact.object.value)
        if match is None or rule.unit != _MINUTE:
            raise _NotGivenError(Fate.NOT_EXACT, f"it is not told to the minute: {fact.told.reads}")
        spent, hours, minutes = (int(part or 0) for part in match.groups())
        number, unit = str((spent * 24 + hours) * 60 + minutes), _MINUTE
    if unit and unit not in pinned.UNITS:
        raise _NotGivenError(Fate.NO_ITEM, f"the unit {unit} has no checked item")
    sign = "" if number.startswith(("-", "+")) else "+"
    return Quantity(sign + number, pinned.UNITS[unit] if unit else "1")
