"""From Turtle to a store: read, resolve, reason, validate, write. Nothing is replaced before all is well."""

import ctypes
import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from spaceflight_graph import resources
from spaceflight_graph.claims import layers
from spaceflight_graph.errors import DataError, Place, Problem, in_order
from spaceflight_graph.export import holdings
from spaceflight_graph.extract import tables
from spaceflight_graph.findings import Finding, Severity
from spaceflight_graph.namespaces import GRAPH, Term, shorten
from spaceflight_graph.query import names
from spaceflight_graph.reason import inference
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.graph import Clock, Graph, Step, derive
from spaceflight_graph.store import local
from spaceflight_graph.store.reservation import reserved

UNDESCRIBED = ("Claim-subject-known", "Claim-object-known")
"""The rules that a thing breaks which claims speak of and no file describes."""

SHOWN = 10
"""Such claims are shown one by one up to here."""

KEPT = "tables"
"""The folder of the store where tables lie as they were read."""

__all__ = ["Step", "build"]


def build(
    path: str | Path,
    *,
    source: str | Path | None = None,
    policy: str = choose.POLICIES[0],
    reasoner: str = inference.REASONERS[0],
    rows: str = tables.CHOICES[0],
    told: Callable[[Step], None] = lambda _: None,
    progress: tables.Progress = lambda *_: None,
) -> local.Manifest:
    """Build the local graph and make it the current one.

    Args:
        path: the store's folder.
        source: a folder with ``ontology``, ``data``, ``shapes`` and ``queries``; the package's own when left out.
        policy: how facts are chosen among claims.
        reasoner: ``rules`` or ``owlrl``.
        rows: which rows of the tables are read: ``crewed``, ``all`` or ``none``.
        told: called after each step.
        progress: called now and then while a table is read, with its name, the rows that are done and all of them.

    Raises:
        DataError: the data is wrong; the message has a line for each problem. The last good graph stays.
        SpaceflightError: asked wrongly, or the disk does not take it. The last good graph stays.
    """
    with _no_garbage():
        below = None if source is None else Path(source)
        read_tables = tables.reader(rows, below, kept=Path(path) / KEPT, progress=progress)
        return _built(Path(path), below, read_tables, policy, reasoner, Clock(told))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Let Python look for no garbage: a build makes millions of objects and no cycles of them."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _give_back() -> None:
    """Give the system the memory that is free: writing needs as much, and its threads do not take what others left.

    Only glibc can be asked to; elsewhere nothing happens.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _built(
    path: Path, source: Path | None, read_tables: layers.Tables | None, policy: str, reasoner: str, clock: Clock
) -> local.Manifest:
    with reserved(path):
        sources = layers.load(source, read_tables)
        triples = sum(len(layer.triples) for layer in sources.files.values())
        clock.step("read", {"files": len(sources.files), "triples": triples})
        graph = derive(sources, policy=policy, reasoner=reasoner, clock=clock)
        borne = _refuse_violations(_shown(graph, sources), graph.problems, sources, resources.path("shapes", source))
        clock.step("validate", {"violations": 0, "warnings": borne})
        _give_back()
        manifest = local.write(
            path,
            holdings.told_at_the_end(graph.quads()),
            sources=sources.digest(),
            policy=policy,
            counts=graph.counts,
            beside={names.FILE: lambda: names.table(_naming(sources))},
        )
        tables.keep(sources, path / KEPT)
        written = sum(size for size, _ in manifest.files.values())
        clock.step("store", {"triples": manifest.counts["triples"], "bytes": written})
        return manifest


def _naming(sources: layers.Sources) -> Iterator[Triple]:
    """Yield what gives things their names."""
    yield from sources.things()
    for owner in (GRAPH.ontology, GRAPH.documents):
        yield from sources.triples(owner)


def _shown(graph: Graph, sources: layers.Sources) -> Store:
    """Return what shapes look at, in one graph: counting is only right there."""
    data = Store()
    for layer in sources.files.values():
        data.bulk_extend(layer.source.quads())
    data.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in graph.checked)
    return data


def _refuse_violations(data: Store, unfit: Sequence[Problem], sources: layers.Sources, shapes: Path) -> int:
    """Validate the whole graph against the shapes, and return how many lesser findings there are.

    Raises:
        DataError: with a line for each finding of severity Violation, and for each claim that cannot be read.
    """
    from spaceflight_graph.shacl import Data
    from spaceflight_graph.validate import own_data
    from spaceflight_graph.validate.meant import meant
    from spaceflight_graph.validate.run import check, with_places
    from spaceflight_graph.validate.shapes import ShapeFiles

    rules = ShapeFiles.read([shapes]).sound()
    unread = {problem.subject for problem in unfit}
    outvoted, _ = own_data.outvoted(Data(data, exact=False), rules)
    everything = [*check(data, rules), *(finding for finding in outvoted if _name(finding.focus) not in unread)]
    findings = [finding for finding in everything if finding.severity is Severity.VIOLATION]
    findings = with_places(findings, data, rules, [layer.source for layer in sources.files.values()])
    findings = meant(findings, data)
    unknown = [f for f in findings if isinstance(f.shape, NamedNode) and f.shape.value.endswith(UNDESCRIBED)]
    told = [finding for finding in findings if finding not in unknown[SHOWN:]]
    better = {_name(finding.focus) for finding in told}  # a shape has said better what a claim lacks
    problems = [_problem(finding) for finding in told]
    problems += (problem for problem in unfit if problem.subject not in better)
    if problems:
        lead = [_undescribed(unknown)] if len(unknown) > SHOWN else []
        raise DataError([*lead, *in_order(problems)])
    return len(everything)


def _undescribed(findings: Sequence[Finding]) -> Problem:
    """Return the one problem that leads where a whole file of entities seems to be gone."""
    things = sorted({shorten(f.value.value) for f in findings if isinstance(f.value, NamedNode)})
    return Problem(
        f"{len(things)} things are undescribed, such as {', '.join(things[:3])}; {len(findings)} claims speak of them,"
        f" the first {SHOWN} follow",
        "describe them there, or mend how the claims spell them",
        Place("data/entities"),
    )


def _problem(finding: Finding) -> Problem:
    """Return a finding as a problem: its message, which has its remedy, names the thing with a prefix."""
    name = _name(finding.focus)
    message = re.sub(r"https?://[^\s,;]+[^\s,;.]", lambda iri: shorten(iri.group()), finding.message)
    return Problem(
        message, place=finding.place, subject="" if message.startswith(name) else name, source=finding.source
    )


def _name(focus: Term | None) -> str:
    return shorten(focus.value) if isinstance(focus, NamedNode | BlankNode) else str(focus)
