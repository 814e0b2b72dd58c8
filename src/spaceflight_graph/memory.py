"""What a probe found, remembered until a triple changes that it could look at: the only place that knows its reach.

A probe's query names every property and every class that it reads. A file that changed can only matter to it if the
file, as it was or as it is, uses one of those. Where a query is not so plain, every change matters.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pyoxigraph import BlankNode, NamedNode

from spaceflight_graph.findings import Finding
from spaceflight_graph.shacl.engine import Engine
from spaceflight_graph.shacl.queries import Probe
from spaceflight_graph.shacl.sources import Source
from spaceflight_graph.shacl.terms import RDF_TYPE

Keys = frozenset[str]
_IRI = re.compile(r"<([^<>\s]+)>")
_TYPE = re.escape(str(RDF_TYPE))
_PLAIN_TYPE = re.compile(rf"{_TYPE} (?:<[^<>\s]+>|\?class \.|(?P<kind>\?_\d+) \. FILTER\((?P=kind) IN \()")
_ANY_PROPERTY = re.compile(r"\?\w+ \?\w+ \?\w+ \.")


@dataclass(slots=True)
class Memory:
    """What was found last time, and what has changed since.

    Attributes:
        findings: what each probe found, by its mark.
        changed: the properties and classes that changed files use; ``None`` if everything may have changed.
        asked: how many probes had to be asked.
    """

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    changed: Keys | None = None
    asked: int = 0

    def recall(self, engine: Engine) -> Callable[[Probe], Iterable[Finding]]:
        """Return what answers the probes of an engine, from memory where nothing they look at has changed."""
        before, self.findings = self.findings, {}

        def answer(probe: Probe) -> list[Finding]:
            key = mark(probe)
            known = before.get(key)
            if known is None or self.changed is None or matters(probe, self.changed):
                self.asked += 1
                known = list(engine.ask(probe))
            self.findings[key] = known
            return known

        return answer


def mark(probe: Probe) -> str:
    """Return a name for a probe: two probes of one name find the same in the same data."""
    parts: list[Any] = [probe.shape.node, probe.component, probe.argument, probe.query, probe.shape.severity_term]
    parts += [*probe.shape.messages, *(probe.constraint.messages if probe.constraint else ())]
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def matters(probe: Probe, changed: Keys) -> bool:
    """Tell whether a change of triples with some properties and classes can change what a probe finds.

    A SPARQL constraint, a property or class that is a variable: then every change does.
    """
    if probe.constraint is not None or _ANY_PROPERTY.search(probe.query):
        return bool(changed)
    query = _PLAIN_TYPE.sub(lambda match: match.group()[len(str(RDF_TYPE)) :], probe.query)
    if str(RDF_TYPE) in query:
        return bool(changed)
    return not changed.isdisjoint(_IRI.findall(query))


def keys_of(source: Source) -> Keys | None:
    """Return the properties and classes that a file uses, or ``None`` if it has blank nodes, which have no names."""
    found: set[str] = set()
    for quad in source.quads():
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            return None
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            found.add(quad.object.value)
        else:
            found.add(quad.predicate.value)
    return frozenset(found)


def changes(
    before: Mapping[str, tuple[str, Keys | None]], now: Mapping[str, str], sources: Sequence[Source]
) -> tuple[Keys | None, dict[str, Keys | None]]:
    """Return the keys of all files that changed, came or went, and the keys of each file as it is now.

    Args:
        before: digest and keys of each file at the last run.
        now: digest of each file.
        sources: the files.
    """
    keys = {
        source.name: before[source.name][1] if _unchanged(source.name, before, now) else keys_of(source)
        for source in sources
    }
    moved = [name for name in {*before, *now} if not _unchanged(name, before, now)]
    touched = [side[name] for name in moved for side in ({n: k for n, (_, k) in before.items()}, keys) if name in side]
    if any(found is None for found in touched) or (list(before) != list(now) and None in keys.values()):
        return None, keys  # blank nodes are named by the order of files
    return frozenset().union(*(found for found in touched if found is not None)), keys


def _unchanged(name: str, before: Mapping[str, tuple[str, Keys | None]], now: Mapping[str, str]) -> bool:
    return name in before and before[name][0] == now.get(name)
