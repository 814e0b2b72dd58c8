"""Shapes to findings: the only door to validation, for ``spaceflight build``, the command line and other programs."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad, Store

from spaceflight_graph.findings import Finding, Report, Rule, ordered
from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.places import Locator
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.fallback import limited, run_pyshacl
from spaceflight_graph.shacl.notes import unanswered
from spaceflight_graph.shacl.probes import Probe
from spaceflight_graph.shacl.shapes import Shape
from spaceflight_graph.shacl.vocabulary import component, parameter
from spaceflight_graph.validate.locate import locate
from spaceflight_graph.validate.shapes import GATE, ShapeFiles, placed

ENGINES = ("compiled", "pyshacl")
SYNTAX = Rule(
    "syntax",
    message="The file is what its name says, so that a strict parser reads it. Fix: see what the parser tells.",
    why="What one parser reads and the next rejects is data for some and an error for others.",
    help_uri="https://www.w3.org/TR/turtle/",
)

PATTERN_SECONDS = 10
"""How long a pattern may take that only Python's regular expressions know."""

Progress = Callable[[str, str], None]
"""Told what a run is about to do: ``open``, ``read``, ``check``, or ``ask`` for a constraint; and what."""


@dataclass(slots=True)
class _Work:
    """What a run has gathered so far."""

    progress: Progress
    store: Store = field(default_factory=Store)
    prefixes: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    derived: list[Quad] = field(default_factory=list)
    rewritten: bool = False

    def read(self, sources: Iterable[Source]) -> None:
        for source in sources:
            self.progress("read", source.name)
            quads = source.quads()
            if source.format.supports_datasets:
                quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            self.store.bulk_extend(quads)
            self.rewritten = self.rewritten or source.as_written
            for prefix, namespace in source.prefixes.items():
                self.prefixes.setdefault(prefix, namespace)
            self.findings += [Finding(p.said(), rule=SYNTAX.name, place=p.place) for p in source.problems]


def _silent(_: str, __: str) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class _Asking:
    """Tells of each constraint before it is asked, and knows which are not to be."""

    progress: Progress
    unasked: Mapping[int, str]
    number: int = 0

    def __call__(self, what: str) -> str | None:
        """Tell what is to be asked, and return why it is not, if so."""
        self.progress("ask", what)
        self.number += 1
        return self.unasked.get(self.number - 1)

    def probe(self, probe: Probe) -> str | None:
        return self(f"sh:{parameter(probe.component)} of {probe.shape.name}")


def check(store: Store, shapes: Shapes) -> list[Finding]:
    """Return what is wrong with the union of all graphs of a store.

    The findings have no places in files: nobody knows here where the triples came from.

    Raises:
        SpaceflightError: the shapes themselves are wrong.
    """
    engine = Engine(Data(_flat(store), exact=False), shapes)
    found, _ = _check(engine, ENGINES[0], _Asking(_silent, {}))
    for error in engine.wrong:
        raise placed(error, shapes.files, shapes.graph) if isinstance(shapes, ShapeFiles) else error
    return found


def with_places(
    findings: Sequence[Finding], store: Store, shapes: ShapeFiles, sources: Sequence[Source]
) -> list[Finding]:
    """Return findings of `check` with the places in the files that the store was made from."""
    return locate(findings, Locator(sources), _flat(store), shapes) if findings else []


def validate_paths(paths: str | Path | Iterable[str | Path], *, shapes: ShapeFiles | None = None) -> Report:
    """Return what is wrong with files of RDF, taken together, and where.

    Args:
        paths: files, folders and globs, or one of them.
        shapes: the rules. Without them, the project's own are used, and the files are taken for data of the project:
            facts are derived from claims, and the ontology is at hand and checked.

    Raises:
        SpaceflightError: a path that leads nowhere, or shapes that are wrong themselves.
    """
    return validate(open_all(expand([paths] if isinstance(paths, str | Path) else paths)), shapes=shapes)


def validate(
    sources: Sequence[Source],
    *,
    shapes: ShapeFiles | None = None,
    engine: str = ENGINES[0],
    progress: Progress = _silent,
    unasked: Mapping[int, str] | None = None,
) -> Report:
    """Return what is wrong with files that have been opened, and where; see :func:`validate_paths`.

    Args:
        sources: the files.
        shapes: the rules; the project's own unless given.
        engine: ``compiled``, or ``pyshacl``: the reference for every verdict, a hundred times slower.
        progress: told what comes next.
        unasked: the constraints to leave out, by the number of ``ask`` in what is told, each with the reason.

    Raises:
        SpaceflightError: shapes of the project's own that SHACL does not allow, or what pySHACL refuses.
    """
    work = _Work(progress)
    work.read(sources)
    triples = len(work.store)
    extra: list[Rule] = []
    everything, given = list(sources), None
    own = shapes is None
    if shapes is None:
        shapes, extra, everything, given = _own(work, sources)
    data = Data(
        work.store, work.prefixes, exact=True, rewritten=work.rewritten, quads=lambda: _spelled(work, everything)
    )
    progress("check", "the shapes")
    checks = Engine(data, shapes)
    asking = _Asking(progress, unasked or {})
    found, told = _check(checks, engine, asking)
    progress("check", "what the shapes ask in vain")
    if own:
        from spaceflight_graph.validate import own_data

        unread = {finding.focus for finding in work.findings}  # of which more has been told already
        outvoted, more = own_data.outvoted(data, shapes)
        found += [finding for finding in outvoted if finding.focus not in unread]
        told += more
    gate = [finding for finding in found if finding.place is not None]  # of shapes, not of data
    if checks.wrong and (own or not asking.number):  # nothing is left that could be checked
        raise placed(checks.wrong[0], shapes.files, shapes.graph)
    gate += [] if own else shapes.idle(checks.empty_targets())
    gate += shapes.left_out(checks.compiler.wrong.values(), checks.unanswered)
    locator = Locator(everything)
    placed_by_now = [finding for finding in work.findings if finding.place is not None]
    unplaced = [finding for finding in (*found, *work.findings) if finding.place is None]
    located = locate(unplaced, locator, work.store, shapes)
    if own:
        from spaceflight_graph.validate.meant import meant

        located = meant(located, work.store)
    named = {source.name for source in sources}
    about_data = [f for f in (*located, *placed_by_now) if f.place is None or f.place.file in named]
    findings = ordered([*about_data, *gate])
    excerpts = {**_excerpts(about_data, locator), **_excerpts(gate, Locator(shapes.files))}
    return Report(
        findings=findings,
        files=tuple(source.name for source in sources),
        rules=(
            SYNTAX,
            *extra,
            *(rule for rule in GATE if not own or rule.name in {finding.rule for finding in gate}),
            *shapes.rules(located=bool(findings)),
        ),
        triples=triples,
        notes=tuple(told),
        prefixes={**work.prefixes, **shapes.prefixes},
        excerpts=excerpts,
        focus_nodes=checks.focus_nodes(given),
    )


def _excerpts(findings: Iterable[Finding], locator: Locator) -> dict[tuple[str, int], str]:
    """Return the lines that findings are about, by file and line."""
    places = {finding.place for finding in findings if finding.place is not None}
    return {(place.file, place.line): locator.line(place) for place in places if place.line is not None}


def _spelled(work: _Work, sources: Iterable[Source]) -> Iterator[Quad]:
    """Yield all quads again, as the files spell them, and what was derived."""
    for source in sources:
        yield from (Quad(quad.subject, quad.predicate, quad.object) for quad in source.quads())
    yield from work.derived


def _own(work: _Work, sources: Sequence[Source]) -> tuple[ShapeFiles, list[Rule], list[Source], Container[Term] | None]:
    """Add to the data what the project's own data needs.

    Returns:
        The rules; those that are no shapes; all files; and, where files were added, the nodes of those that were given.
    """
    from spaceflight_graph import resources
    from spaceflight_graph.validate import checks, own_data

    context = own_data.context(work.store, len(sources))
    nodes = {term for quad in work.store for term in (quad.subject, quad.object)} if context else None
    work.read(context)
    everything = [*sources, *context]
    asked = checks.read_checks(resources.path("queries") / "checks")
    work.findings += checks.run_checks(work.store, [check for check in asked if not check.after_derivation])
    said, inferred, problems = own_data.derived(work.store, everything)
    work.store.bulk_extend(said)
    work.findings += checks.run_checks(work.store, [check for check in asked if check.after_derivation])
    work.store.bulk_extend(inferred)
    work.derived = [*said, *inferred]
    work.findings += problems
    return own_data.shapes(), [own_data.CLAIMS, *(check.rule for check in asked)], everything, nodes


def _check(compiled: Engine, engine: str, asking: _Asking) -> tuple[list[Finding], list[str]]:
    """Return the findings in order, equal ones too, and what a reader should know about how they were found."""
    data, shapes = compiled.data, compiled.shapes
    quads = data.quads or (lambda: data.store)
    told: list[str] = []
    try:
        if engine == "pyshacl":
            asking.progress("check", "all shapes, with pySHACL")
            asking.number += bool(shapes.roots())
            found = run_pyshacl(quads(), shapes, shapes.roots(), data.prefixes)
            return list(ordered(found)), ["Checked by pySHACL alone, as asked."]
        found = compiled.run(asking.probe)
        if compiled.left:
            sure = [shape for shape in compiled.left if shape not in compiled.endless]
            if sure:
                found += _by_pyshacl(compiled, sure, asking)
            for shape in compiled.endless:
                asking.progress("check", shape.name)
                found += _in_time(compiled, shape)
            for shape, reason in sorted(compiled.left.items(), key=lambda each: each[1]):
                by = "slowly" if shape in compiled.endless else "by pySHACL, which takes longer"
                told.append(f"Checked {by}: {reason}.")
        told = [*dict.fromkeys(told), *(f"{note}." for note in compiled.told)]
        return compiled.explain(ordered(found)), told
    except ShapeError as error:
        raise (placed(error, shapes.files, shapes.graph) if isinstance(shapes, ShapeFiles) else error) from error


def _by_pyshacl(compiled: Engine, roots: Sequence[Shape], asking: _Asking) -> list[Finding]:
    """Return what pySHACL finds by some shapes: by all at once, and one by one where it refuses that."""
    data, shapes = compiled.data, compiled.shapes
    reason = asking(", ".join(shape.name for shape in roots))
    if reason is not None:
        compiled.unanswered += [unanswered(root, None, reason) for root in roots]
        return []
    try:
        return run_pyshacl((data.quads or (lambda: data.store))(), shapes, roots, data.prefixes)
    except ShapeError as error:
        if len(roots) == 1:
            compiled.compiler.wrong[str(error)] = error
            return []
    return [finding for root in roots for finding in _by_pyshacl(compiled, [root], asking)]


def _in_time(checks: Engine, shape: Shape) -> list[Finding]:
    """Return what is found by a shape whose pattern may never end, or that it does not."""
    shapes = checks.shapes
    try:
        with limited(PATTERN_SECONDS):
            return checks.slowly(shape)
    except TimeoutError:
        message = (
            f"{shape.name}: checking its pattern takes longer than {PATTERN_SECONDS} s, and may never end."
            " Fix: write it without a repetition inside a repetition."
        )
        place = shapes.place(shape.node) if isinstance(shapes, ShapeFiles) else None
        return [Finding(message, rule=shape.name, shape=shape.node, place=place, component=component("pattern"))]


def _flat(store: Store) -> Store:
    """Return a store whose default graph is the union of all graphs: counting is only right there."""
    if next(iter(store.named_graphs()), None) is None:
        return store
    flat = Store()
    flat.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return flat


__all__ = ["ENGINES", "SYNTAX", "Progress", "check", "validate", "validate_paths", "with_places"]
