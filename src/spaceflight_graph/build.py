"""From Turtle to a store: read, resolve, reason, validate, write. Nothing is replaced before all is well."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Store

from spaceflight_graph import resources
from spaceflight_graph.claims import layers
from spaceflight_graph.errors import DataError
from spaceflight_graph.findings import Finding, Severity
from spaceflight_graph.namespaces import shorten
from spaceflight_graph.reason import inference
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.graph import Clock, Graph, Step, derive
from spaceflight_graph.store import local

UNDESCRIBED = ("Claim-subject-known", "Claim-object-known")
"""The rules that a thing breaks which claims speak of and no file describes."""

SHOWN = 10
"""Such claims are shown one by one up to here."""

__all__ = ["Step", "build"]


def build(
    path: Path,
    *,
    source: Path | None = None,
    policy: str = choose.POLICIES[0],
    reasoner: str = inference.REASONERS[0],
    told: Callable[[Step], None] = lambda _: None,
) -> local.Manifest:
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
    borne = _refuse_violations(graph, sources, resources.path("shapes", source))
    clock.step("validate", {"violations": 0, "warnings": borne})
    counts = graph.counts | {"triples": len(graph.quads)}
    manifest = local.replace(path, graph.quads, sources=sources.digest(), policy=policy, counts=counts)
    clock.step("store", {"triples": len(graph.quads)})
    return manifest


def _refuse_violations(graph: Graph, sources: layers.Sources, shapes: Path) -> int:
    """Validate the whole graph against the shapes, and return how many lesser findings there are.

    Raises:
        DataError: with a line for each finding of severity Violation, and for each claim that cannot be read.
    """
    from spaceflight_graph.shacl import Shapes
    from spaceflight_graph.validate.run import check, with_places

    data = Store()
    data.bulk_extend(graph.quads)
    rules = Shapes.read([shapes])
    everything = check(data, rules)
    findings = [finding for finding in everything if finding.severity is Severity.VIOLATION]
    files = [Path(resources.shown(file)) for file in sources.files]
    findings = with_places(findings, data, rules, files) if findings else []
    unknown = [f for f in findings if isinstance(f.shape, NamedNode) and f.shape.value.endswith(UNDESCRIBED)]
    problems = [_told(finding) for finding in findings if finding not in unknown[SHOWN:]]
    named = "\n".join(problems)
    for thing, problem in graph.problems:
        if f"{shorten(thing.value)}: " not in named:  # else a shape has said better what the claim lacks
            problems.append(problem)
    if problems:
        lead = [_undescribed(unknown)] if len(unknown) > SHOWN else []
        raise DataError([*lead, *sorted(set(problems), key=_by_place)])
    return len(everything)


def _undescribed(findings: Sequence[Finding]) -> str:
    """Return the one line that leads where a whole file of entities seems to be gone."""
    things = sorted({shorten(f.value.value) for f in findings if isinstance(f.value, NamedNode)})
    some = ", ".join(things[:3])
    return (
        f"data/entities: {len(things)} things are undescribed, such as {some}; {len(findings)} claims speak of them,"
        f" the first {SHOWN} follow. Fix: restore the file that describes them, or describe them."
    )


def _told(finding: Finding) -> str:
    """Return a finding as one line: place, thing, what is wrong, and the line of the document behind it."""
    focus = finding.focus
    name = shorten(focus.value) if isinstance(focus, NamedNode | BlankNode) else str(focus)
    message = re.sub(r"https?://[^\s,;]+[^\s,;.]", lambda iri: shorten(iri.group()), finding.message)
    place = ", from ".join(str(place) for place in (finding.place, finding.source) if place)
    told = message if message.startswith(name) else f"{name}: {message}"
    return f"{place}: {told}" if place else told


def _by_place(problem: str) -> list[tuple[int, str]]:
    """Return the key that puts line 9 before line 22."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", problem)]
