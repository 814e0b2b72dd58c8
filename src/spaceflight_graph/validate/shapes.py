"""Shapes read from files, and where they stand there: the only place that ties the engine's shapes to files."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from pyoxigraph import BlankNode, NamedNode

from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.findings import SHAPES, Finding, Rule, Severity
from spaceflight_graph.namespaces import RDFS, Term
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.places import Locator, Wanted
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import Node, ShapesGraph
from spaceflight_graph.shacl.notes import KINDS, Note, empty_targets, notes, told
from spaceflight_graph.shacl.shapes import Shape, Shapes, owner_of

_SEVERITY = {**dict.fromkeys(KINDS, Severity.WARNING), **dict.fromkeys(("refused", "unanswered"), Severity.VIOLATION)}
GATE = tuple(Rule(SHAPES + kind, None, _SEVERITY[kind], why, why) for kind, why in KINDS.items())
"""The rules about the shapes themselves."""


class ShapeFiles(Shapes):
    """The shapes of some files.

    Attributes:
        files: the files, as they were when they were read.
    """

    files: tuple[Source, ...]

    @cached_property
    def locator(self) -> Locator:
        """Return what finds the triples of the shapes in their files, and scans these once."""
        return Locator(self.files)

    def look_for(self, wanted: Iterable[Wanted]) -> None:
        """Let the locator look for some triples and, in the same scan, for all shapes."""
        self.locator.look_for([*wanted, *map(Wanted, self.by_node)])

    @classmethod
    def read(cls, paths: Iterable[str | Path]) -> Self:
        """Return the shapes in files, folders and globs.

        Raises:
            SpaceflightError: no file, broken syntax, or no shape.
        """
        return cls.of(open_all(expand(paths, "shapes"), "s"))

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Self:
        """Return the shapes in files that have been opened."""
        quads = [quad for source in sources for quad in source.quads()]
        problems = [problem for source in sources for problem in source.problems]
        if problems:
            lines = (f"{problem.place}: {problem.said()}" for problem in problems)
            raise SpaceflightError("The shapes cannot be read. Fix their syntax first:", *lines)
        prefixes: dict[str, str] = {}
        for source in sources:
            for prefix, namespace in source.prefixes.items():
                prefixes.setdefault(prefix, namespace)
        shapes = cls(ShapesGraph(quads), prefixes)
        if not shapes.by_node and not shapes.refused:
            raise SpaceflightError(
                f"{', '.join(s.name for s in sources)}: no shapes. Fix: name a folder that holds some."
            )
        shapes.files = tuple(sources)
        return shapes

    def place(self, node: Node) -> Place:
        """Return where a shape stands."""
        return self.locator.beginnings([node]).get(node, Place(self.files[0].name))

    def sound(self) -> Self:
        """Return the shapes, if SHACL allows them all.

        Raises:
            SpaceflightError: the first that it does not, with its place.
        """
        for error in self.refused.values():
            raise placed(error, self.files, self.graph)
        return self

    def idle(self, empty: Iterable[tuple[Shape, str, Term]]) -> list[Finding]:
        """Return what checks nothing, though it looks as if it did, with its place.

        Args:
            empty: shape, kind and value of each target that no node of the data is.
        """
        here = {NamedNode(source.base) for source in self.files if source.base is not None}
        own = (note for note in notes(self) if note.kind != "import" or note.object not in here)
        return self._found([*own, *empty_targets(self, empty)])

    def left_out(self, wrong: Iterable[ShapeError], unanswered: Iterable[Note]) -> list[Finding]:
        """Return what was to be checked and was not, with its place.

        Args:
            wrong: constraints that SHACL does not allow.
            unanswered: what took too long, or too much.
        """
        return self._found([*told("ill-formed", self.refused.values()), *told("refused", wrong), *unanswered])

    def _found(self, told: list[Note]) -> list[Finding]:
        """Return notes as findings, with their places."""
        wanted = {
            note: Wanted(
                note.subject,
                note.predicate,
                note.object,
                at_subject=note.predicate is None and note.object is None,
                at_predicate=note.predicate is not None and note.object is None,
            )
            for note in told
        }
        if not told:
            return []
        self.look_for(wanted.values())
        found = []
        for note in told:
            spot = self.locator.find(wanted[note])
            place = spot[0] if spot else Place(self.files[0].name)
            found.append(Finding(note.message, _SEVERITY[note.kind], SHAPES + note.kind, place=place))
        return found

    def rules(self, *, located: bool = False) -> list[Rule]:
        """Return every shape as the reports tell about it, with its place if asked for."""
        places = self.locator.beginnings(self.by_node if located else ())
        found = []
        for shape in self.by_node.values():
            comments = self.graph.literals(shape.node, RDFS.comment)
            found.append(
                Rule(
                    name=shape.name,
                    iri=shape.node.value if isinstance(shape.node, NamedNode) else None,
                    severity=shape.severity,
                    message=shape.messages[0].value if shape.messages else "",
                    why=comments[0].value if comments else "",
                    place=places.get(shape.node),
                )
            )
        return found


def placed(error: ShapeError, files: Sequence[Source], graph: ShapesGraph) -> SpaceflightError:
    """Return an error about a shape with the place of the nearest shape that has a name before it."""
    if error.predicate is not None:
        triple = Wanted(error.node, error.predicate, at_predicate=True)
        locator = Locator(files)
        locator.look_for([triple])
        if (spot := locator.find(triple)) is not None:
            return SpaceflightError(f"{spot[0]}: {error}")
    node: Node | None = error.node
    while isinstance(node, BlankNode):
        node = owner_of(graph, node)
    place = Locator(files).beginnings([node]).get(node) if node is not None else None
    return SpaceflightError(f"{place}: {error}") if place else error
