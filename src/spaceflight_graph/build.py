"""From Turtle to a store: read, resolve, reason, validate, write. Nothing is replaced before all is well."""

import re
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Store

from spaceflight_graph import layers, reason, resolve, resources, store, turtle
from spaceflight_graph.errors import DataError, at
from spaceflight_graph.graph import Clock, Graph, Step, derive
from spaceflight_graph.namespaces import shorten

__all__ = ["Step", "build"]


def build(
    path: Path,
    *,
    source: Path | None = None,
    policy: str = resolve.POLICIES[0],
    reasoner: str = reason.REASONERS[0],
    told: Callable[[Step], None] = lambda _: None,
) -> store.Manifest:
    """Build the local graph and make it the current one.

    Args:
        path: the store's folder.
        source: a folder with ``ontology``, ``data``, ``shapes`` and ``queries``; the package's own when left out.
        policy: how facts are chosen among claims.
        reasoner: ``rules`` or ``owlrl``.
        told: called after each step.

    Raises:
        DataError: the data is wrong; the message has a line for each problem. The last good graph stays.
        SpaceflightError: asked wrongly, or the disk does not take it. The last good graph stays.
    """
    clock = Clock(told)
    sources = layers.load(source)
    clock.step("read", {"files": len(sources.files), "triples": sum(len(t) for _, t in sources.files.values())})
    graph = derive(sources, policy=policy, reasoner=reasoner, clock=clock)
    _refuse_findings(graph, sources, resources.path("shapes", source))
    clock.step("validate", {"findings": 0})
    counts = graph.counts | {"triples": len(graph.quads)}
    manifest = store.replace(path, graph.quads, sources=sources.digest(), policy=policy, counts=counts)
    clock.step("store", {"triples": len(graph.quads)})
    return manifest


def _refuse_findings(graph: Graph, sources: layers.Sources, shapes: Path) -> None:
    """Validate the whole graph against the shapes.

    Raises:
        DataError: with a line for each finding of severity Violation, and for each claim that cannot be read.
    """
    from spaceflight_graph.findings import Severity
    from spaceflight_graph.shacl import Shapes
    from spaceflight_graph.validate import check

    data = Store()
    data.bulk_extend(graph.quads)
    described: dict[str, Path] = {}
    for file, (_, triples) in sources.files.items():
        for t in triples:
            if isinstance(t.subject, NamedNode):
                described.setdefault(t.subject.value, file)
    problems: list[str] = []
    for finding in check(data, Shapes.read([shapes])):
        if finding.severity is not Severity.VIOLATION:
            continue
        focus = finding.focus
        home = described.get(focus.value) if isinstance(focus, NamedNode) else None
        place = ""
        if home and isinstance(focus, NamedNode):
            place = at(resources.shown(home), turtle.line_of(home, focus.value.rsplit("/", 1)[-1])) + ": "
        name = shorten(focus.value) if isinstance(focus, NamedNode | BlankNode) else str(focus)
        problems.append(f"{place}{name}: {_readable(finding.message)}")
    named = "\n".join(problems)
    for thing, problem in graph.problems:  # a shape says better what a claim lacks
        if f"{shorten(thing.value)}: " not in named:
            problems.append(problem)
    if problems:
        raise DataError(sorted(set(problems), key=_by_place))


def _by_place(problem: str) -> list[tuple[int, str]]:
    """Return the key that puts line 9 before line 22."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", problem)]


def _readable(message: str) -> str:
    """Shorten the IRIs that a SPARQL constraint has put into its message."""
    return re.sub(r"https?://[^\s,;]+[^\s,;.]", lambda found: shorten(found.group()), message)
