"""Shapes to findings: the only door to validation, for ``spaceflight build``, the command line and other programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad, Store

from spaceflight_graph.findings import Finding, Report, Rule, ordered
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.places import Locator
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.shacl.notes import notes
from spaceflight_graph.validate.locate import locate
from spaceflight_graph.validate.shapes import ShapeFiles, placed

ENGINES = ("compiled", "pyshacl")
SYNTAX = Rule(
    "syntax",
    message="The file is what its name says, so that a strict parser reads it. Fix: see what the parser tells.",
    why="What one parser reads and the next rejects is data for some and an error for others.",
    help_uri="https://www.w3.org/TR/turtle/",
)


@dataclass(slots=True)
class _Work:
    """What a run has gathered so far."""

    store: Store = field(default_factory=Store)
    prefixes: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    derived: list[Quad] = field(default_factory=list)
    rewritten: bool = False

    def read(self, sources: Iterable[Source]) -> None:
        for source in sources:
            quads = source.quads()
            if source.format.supports_datasets:
                quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            self.store.bulk_extend(quads)
            self.rewritten = self.rewritten or source.as_written
            for prefix, namespace in source.prefixes.items():
                self.prefixes.setdefault(prefix, namespace)
            self.findings += [Finding(p.message, rule=SYNTAX.name, place=p.place) for p in source.problems]


def check(store: Store, shapes: Shapes) -> list[Finding]:
    """Return what is wrong with the union of all graphs of a store.

    The findings have no places in files: nobody knows here where the triples came from.

    Raises:
        SpaceflightError: the shapes themselves are wrong.
    """
    return _check(Data(_flat(store), exact=False), shapes)[0]


def with_places(
    findings: Sequence[Finding], store: Store, shapes: ShapeFiles, sources: Sequence[Source]
) -> list[Finding]:
    """Return findings of `check` with the places in the files that the store was made from."""
    return locate(findings, Locator(sources), _flat(store), shapes) if findings else []


def validate_paths(paths: Iterable[str | Path], *, shapes: ShapeFiles | None = None) -> Report:
    """Return what is wrong with files of RDF, taken together, and where.

    Args:
        paths: files, folders and globs.
        shapes: the rules. Without them, the project's own are used, and the files are taken for data of the project:
            facts are derived from claims, and the ontology is at hand and checked.

    Raises:
        SpaceflightError: a path that leads nowhere, or shapes that are wrong themselves.
    """
    return validate(open_all(expand(paths)), shapes=shapes)


def validate(
    sources: Sequence[Source],
    *,
    shapes: ShapeFiles | None = None,
    engine: str = ENGINES[0],
) -> Report:
    """Return what is wrong with files that have been opened, and where; see :func:`validate_paths`.

    Args:
        sources: the files.
        shapes: the rules; the project's own unless given.
        engine: ``compiled``, or ``pyshacl``: the reference for every verdict, a hundred times slower.
    """
    work = _Work()
    work.read(sources)
    triples = len(work.store)
    extra: list[Rule] = []
    everything = list(sources)
    own = shapes is None
    if shapes is None:
        shapes, extra, everything = _own(work, sources)
    data = Data(
        work.store, work.prefixes, exact=True, rewritten=work.rewritten, quads=lambda: _spelled(work, everything)
    )
    found, told = _check(data, shapes, engine)
    if own:
        from spaceflight_graph.validate import own_data

        unread = {finding.focus for finding in work.findings}  # of which more has been told already
        outvoted, more = own_data.outvoted(data, shapes)
        found += [finding for finding in outvoted if finding.focus not in unread]
        told += more
    locator = Locator(everything)
    placed: list[Finding] = []
    unplaced: list[Finding] = []
    for finding in (*found, *work.findings):
        (unplaced if finding.place is None else placed).append(finding)
    located = locate(unplaced, locator, work.store, shapes)
    given = {source.name for source in sources}
    findings = [f for f in (*located, *placed) if f.place is None or f.place.file in given]
    places = {finding.place for finding in findings if finding.place is not None}
    return Report(
        findings=ordered(findings),
        files=tuple(source.name for source in sources),
        rules=(SYNTAX, *extra, *shapes.rules(located=bool(findings))),
        triples=triples,
        notes=tuple(told),
        prefixes={**work.prefixes, **shapes.prefixes},
        excerpts={(place.file, place.line): locator.line(place) for place in places if place.line is not None},
    )


def _spelled(work: _Work, sources: Iterable[Source]) -> Iterator[Quad]:
    """Yield all quads again, as the files spell them, and what was derived."""
    for source in sources:
        yield from (Quad(quad.subject, quad.predicate, quad.object) for quad in source.quads())
    yield from work.derived


def _own(work: _Work, sources: Sequence[Source]) -> tuple[ShapeFiles, list[Rule], list[Source]]:
    """Add to the data what the project's own data needs; return the rules for it, and all files."""
    from spaceflight_graph import resources
    from spaceflight_graph.validate import checks, own_data

    context = own_data.context(work.store, len(sources))
    work.read(context)
    everything = [*sources, *context]
    asked = checks.read_checks(resources.path("queries") / "checks")
    work.findings += checks.run_checks(work.store, asked)
    quads, problems = own_data.derived(work.store, everything)
    work.store.bulk_extend(quads)
    work.derived = quads
    work.findings += problems
    return own_data.shapes(), [own_data.CLAIMS, *(check.rule for check in asked)], everything


def _check(data: Data, shapes: Shapes, engine: str = ENGINES[0]) -> tuple[list[Finding], list[str]]:
    """Return each finding once, in order, and what a reader should know about how they were found."""
    quads = data.quads or (lambda: data.store)
    compiled = Engine(data, shapes)
    told = notes(shapes)
    if engine == "pyshacl":
        found = set(run_pyshacl(quads(), shapes, shapes.roots(), data.prefixes))
        told.append("Checked by pySHACL alone, as asked.")
    else:
        try:
            found = set(compiled.run())
        except ShapeError as error:
            raise (placed(error, shapes.files, shapes.graph) if isinstance(shapes, ShapeFiles) else error) from error
        if compiled.left:
            found.update(run_pyshacl(quads(), shapes, list(compiled.left), data.prefixes))
            reasons = sorted(set(compiled.left.values()))
            told += [f"Checked by pySHACL, which takes longer: {reason}." for reason in reasons]
    if not found and shapes.roots() and not compiled.has_targets():
        told.append("No node of the data is a target of any shape: nothing was checked.")
    return (compiled.explain(ordered(found)) if engine != "pyshacl" else list(ordered(found))), told


def _flat(store: Store) -> Store:
    """Return a store whose default graph is the union of all graphs: counting is only right there."""
    if next(iter(store.named_graphs()), None) is None:
        return store
    flat = Store()
    flat.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return flat


__all__ = ["SYNTAX", "check", "validate", "validate_paths", "with_places"]
