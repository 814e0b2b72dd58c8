"""Which file belongs to which named graph, and the reading of them all.

    ontology/*.ttl          graph:ontology
    data/documents.ttl      graph:documents
    data/entities/*.ttl     graph:entities
    data/claims/<doc>.ttl   graph:claims/<doc>
    data/tables/<doc>.csv   graph:claims/<doc>, with the things that come from the table
    data/coverage/<doc>.ttl graph:coverage
    data/decisions.ttl      graph:decisions

Derived, and never read from a file: graph:facts, graph:disputes, graph:inferred. How a table is read is not known here
(`spaceflight_graph.extract.tables`); which tables there are is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat

from spaceflight_graph import resources
from spaceflight_graph.claims.faults import unknown_terms, unpaired
from spaceflight_graph.claims.layer import TABLE, Layer, Reread, Sources, claims_of, is_ours
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError, in_order
from spaceflight_graph.files import shown, unreadable
from spaceflight_graph.namespaces import GRAPH, SF, Term
from spaceflight_graph.rdf.source import Source

__all__ = ["Layer", "Sources", "Tables", "files", "layer_of", "load", "read", "tables"]

_WHOLE = "the build reads all of it or nothing"
Tables = Callable[[Sources], Mapping[Path, Layer]]
"""Reads tables; what it is given holds the entities that their cells may name."""


def files(below: Path | None = None) -> dict[Path, NamedNode]:
    """Return the source files and the graph of each, in a fixed order.

    Raises:
        SpaceflightError: a source folder is missing or may not be read.
        DataError: a file that must be there is not.
    """
    ontology, data, *_ = (resources.path(folder, below) for folder in resources.FOLDERS)
    found = dict.fromkeys(_in(ontology), GRAPH.ontology)
    found[data / "documents.ttl"] = GRAPH.documents
    found |= dict.fromkeys(_in(data / "entities"), GRAPH.entities)
    found |= {file: claims_of(file) for file in _in(data / "claims")}
    found |= dict.fromkeys(_in(data / "coverage"), GRAPH.coverage)
    found[data / "decisions.ttl"] = GRAPH.decisions
    present = set(found.values())
    missing = [
        Problem("holds no Turtle file", f"put what belongs there into one; {_WHOLE}", Place(shown(folder)))
        for folder, graph in (
            (ontology, GRAPH.ontology),
            (data / "entities", GRAPH.entities),
            (data / "coverage", GRAPH.coverage),
        )
        if graph not in present
    ]
    if missing:
        raise DataError(missing)
    return found


def tables(below: Path | None = None) -> list[Path]:
    """Return the tables, by name."""
    return _in(resources.path("data", below) / "tables", TABLE)


def _in(folder: Path, suffix: str = ".ttl") -> list[Path]:
    """Return the files of a kind in a folder by name; none where there is no such folder."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == suffix)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(folder, error) from None


def load(below: Path | None = None, read_tables: Tables | None = None) -> Sources:
    """Read all sources.

    Args:
        below: a folder with our sources; the package's own when left out.
        read_tables: reads the tables; without it they are left out.

    Raises:
        SpaceflightError: a source folder is missing, or a file may not be read, or not to its end.
        DataError: a file is missing, empty or not valid Turtle, a document has no claims or claims have no document, or
            a term of our own namespace is not in the ontology. All such problems are told at once.
    """
    found: dict[Path, Layer] = {}
    problems: list[Problem] = []
    for file, graph in files(below).items():
        try:
            found[file] = read(file, graph)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    ontology = Ontology.of(t for layer in found.values() if layer.graph == GRAPH.ontology for t in layer.triples)
    problems = [*unpaired(found, tables(below)), *unknown_terms(found.values(), ontology)]
    if problems:
        raise DataError(in_order(problems))
    sources = Sources(found, ontology)
    if read_tables is not None:
        made = read_tables(sources)
        if problems := list(unknown_terms(made.values(), ontology)):
            raise DataError(in_order(problems))
        sources = replace(sources, files={**found, **made})
    return sources


def read(file: Path, graph: NamedNode) -> Layer:
    """Read one Turtle file of ours, strictly.

    Raises:
        SpaceflightError: it may not be read, or is no file that can be read to its end.
        DataError: it is missing, empty of triples or not valid Turtle.
    """
    place = Place(shown(file))
    try:
        if file.exists() and not file.is_file():
            raise SpaceflightError(
                f"{place}: is no regular file. Fix: put the file itself there, not a folder or a pipe."
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise DataError([Problem("no such file", f"put it there; {_WHOLE}", place)]) from None
    except OSError as error:
        raise unreadable(file, error) from None
    layer = layer_of(Source(place.file, data, RdfFormat.TURTLE, f"{file.stem}-", first=1, stand_ins=False), graph)
    for problem in layer.source.problems[:1]:  # what follows the first one may be its doing
        what = problem.message.rstrip(".")
        raise DataError([Problem(f"not valid Turtle: {what}", problem.remedy, problem.place)])
    if not len(layer.triples):
        raise DataError([Problem("holds no triple", f"write what belongs there; {_WHOLE}", place)])
    return layer


def layer_of(source: Source, graph: NamedNode) -> Layer:
    """Return what a source gives to a named graph; what is wrong with it gathers in ``source.problems``."""
    terms: set[Term] = set()
    count = claims = 0
    for quad in source.quads():
        value = quad.object
        terms.update((quad.subject, quad.predicate, value))
        count += 1
        claims += value == SF.Claim
    return Layer(graph, Reread(source, count), source, frozenset(filter(is_ours, terms)), claims)
