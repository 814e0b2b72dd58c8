"""All things of a class, and the classes there are: what the graph holds, by kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import wording
from spaceflight_graph.namespaces import PREFIXES, RDF, RDFS, SF, TRUE, expand
from spaceflight_graph.query import lookup
from spaceflight_graph.query.find import kind_of, shown_label
from spaceflight_graph.query.told import Told, every, told

_FACTS = tuple((prop, NamedNode(PREFIXES["sfp"] + name)) for prop, name in (
    (SF.time, "time"), (SF.plannedTime, "plannedTime"),
))  # fmt: skip
"""What orders things, and the property that leads to its fact; a plan where nothing has happened yet."""

_CAVEATS = ("Precision", "Approximation", "WindowEnd", "Planned")


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing of a class.

    Attributes:
        slug: how it is typed: a slug, or a prefixed name where that alone would be another thing.
        iri: of the thing.
        label: what readers of the language call it.
        kind: the class that it is described with, in the language.
        time: when it happened, or the only time that it is planned for, as the graph has it; of a flight, of its
            launch. None where no document tells.
        when: the same as people read it, with all that qualifies it.
        told: the same with what qualifies it, each of its own.
    """

    slug: str
    iri: str
    label: str
    kind: str
    time: Literal | None
    when: str
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One class, and how many things are of it.

    Attributes:
        slug: the class as it is typed.
        iri: of the class.
        label: what readers of the language call it.
        count: how many things are of it or of a class below it.
    """

    slug: str
    iri: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class _Time:
    value: Literal
    fact: NamedNode
    planned: bool


def things(store: Store, of_class: str, *, language: str = "en", limit: int | None = None) -> list[Listed]:
    """Return all things of a class and of those below it, in order of time, then by label.

    Args:
        store: the graph.
        of_class: by name or label in any language, such as ``Spaceflight`` or ``Raumflug``.
        language: of labels, kinds and times.
        limit: how many at most; None: all.

    Raises:
        NotFoundError: there is no such class; the message lists candidates.
    """
    wanted = lookup.find_class(store, of_class)
    found = {q.subject for q in store.quads_for_pattern(None, RDF.type, wanted, None)}
    nodes = [node for node in found if isinstance(node, NamedNode)]
    times = {node: _time_of(store, node) for node in nodes}
    labels = {node: shown_label(store, node, language) for node in nodes}

    def order(node: NamedNode) -> tuple[bool, Any, str, str]:
        time = times[node]
        return time is None, _beginning(time.value) if time else None, labels[node], node.value

    listed = []
    for node in sorted(nodes, key=order)[:limit]:
        kind, when = kind_of(store, node, language), _when(store, times[node], language)
        listed.append(Listed(lookup.typed(store, node), node.value, labels[node], kind, *when))
    return listed


def rows(listed: Iterable[Listed]) -> tuple[list[str], list[list[NamedNode | Literal | None]]]:
    """Return things as programs get them: columns and terms, what qualifies a time in columns of its own."""
    head = ["thing", "typed", "label", "kind", "time"]
    return [*head, *(f"time{caveat}" for caveat in _CAVEATS)], [
        [NamedNode(one.iri), Literal(one.slug), Literal(one.label), Literal(one.kind), one.time, *_caveats(one)]
        for one in listed
    ]


def _caveats(one: Listed) -> list[NamedNode | Literal | None]:
    if one.told is None or one.time is None:
        return [None] * len(_CAVEATS)
    return [
        expand(f"sf:{one.told.precision}") if one.told.precision else None,
        expand(f"sf:{one.told.approximation}") if one.told.approximation else None,
        Literal(one.told.window_end, datatype=one.time.datatype) if one.told.window_end else None,
        TRUE if one.told.planned else None,
    ]


def classes(store: Store, *, language: str = "en") -> list[Counted]:
    """Return the classes that have things, with how many, those below them included; the largest first.

    Args:
        store: the graph.
        language: of labels.
    """
    kinds = Counter(q.object for q in store.quads_for_pattern(None, SF.kind, None, None))
    counts: Counter[NamedNode] = Counter()
    for kind, number in kinds.items():
        if isinstance(kind, NamedNode):
            counts.update(dict.fromkeys(_with_those_above(store, kind), number))
    ordered = sorted(counts, key=lambda node: (-counts[node], node.value))
    return [
        Counted(lookup.typed(store, node), node.value, shown_label(store, node, language), counts[node])
        for node in ordered
    ]


def class_rows(counted: Iterable[Counted]) -> tuple[list[str], list[list[NamedNode | Literal | None]]]:
    """Return classes as programs get them: columns and terms."""
    return ["class", "typed", "label", "things"], [
        [NamedNode(c.iri), Literal(c.slug), Literal(c.label), Literal(c.count)] for c in counted
    ]


def _with_those_above(store: Store, kind: NamedNode) -> set[NamedNode]:
    """Return a class and all classes of ours above it."""
    found, ahead = {kind}, [kind]
    while ahead:
        above = every(store, ahead.pop(), RDFS.subClassOf)
        new = {c for c in above if isinstance(c, NamedNode) and c.value.startswith(SF.iri)} - found
        found |= new
        ahead += new
    return found


def _time_of(store: Store, node: NamedNode) -> _Time | None:
    """Return the time of an event, or of the launch of a flight."""
    launches = (
        q.subject
        for q in store.quads_for_pattern(None, SF.flight, node, None)
        if isinstance(q.subject, NamedNode) and SF.Launch in every(store, q.subject, SF.kind)
    )
    for event in (node, *sorted(launches, key=lambda launch: launch.value)):
        for prop, link in _FACTS:
            values = {value for value in every(store, event, prop) if isinstance(value, Literal)}
            facts = sorted((f for f in every(store, event, link) if isinstance(f, NamedNode)), key=lambda f: f.value)
            if len(values) == 1 and facts:
                return _Time(values.pop(), facts[0], prop == SF.plannedTime)
    return None


def _beginning(time: Literal) -> Any:
    """Return the first moment that a time may denote."""
    from spaceflight_graph import values  # who lists what has no time does not wait for it

    value = values.read(time.value, time.datatype.value)
    return value.low if isinstance(value, values.Ranged) else None


def _when(store: Store, time: _Time | None, language: str) -> tuple[Literal | None, str, Told | None]:
    """Return a time, as people read it, and with what qualifies it; a plan says that it is one."""
    if time is None:
        return None, "", None
    whole = told(store, time.fact, language)
    plain = wording.planned("", language=language).strip()
    unsaid = time.planned and plain[1:-1] not in whole.reads
    reads = wording.planned(whole.reads, language=language) if unsaid else whole.reads
    return time.value, reads, replace(whole, planned=time.planned or whole.planned)
