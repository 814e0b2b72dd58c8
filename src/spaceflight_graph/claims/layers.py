"""Which file belongs to which named graph, and the reading of them all.

    ontology/*.ttl          graph:ontology
    data/documents.ttl      graph:documents
    data/entities/*.ttl     graph:entities
    data/claims/<doc>.ttl   graph:claims/<doc>
    data/coverage/<doc>.ttl graph:coverage
    data/decisions.ttl      graph:decisions

Derived, and never read from a file: graph:facts, graph:disputes, graph:inferred.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeGuard

from pyoxigraph import NamedNode, RdfFormat, Triple

from spaceflight_graph import resources
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError, in_order
from spaceflight_graph.files import shown, unreadable
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, Term, shorten
from spaceflight_graph.rdf.places import Locator, Wanted
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.suggestions import either, respelled

_WHOLE = "the build reads all of it or nothing"


@dataclass(frozen=True)
class Reread:
    """The triples of a file, read anew whenever they are asked for: its text takes a tenth of their memory."""

    source: Source
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Triple]:
        return (quad.triple for quad in self.source.quads())


@dataclass(frozen=True)
class Layer:
    """What one file gives to one named graph.

    Attributes:
        graph: the named graph.
        triples: in the order of the file.
        source: the file as it was read.
        used: the terms of our own namespace in it.
        claims: how often something in it is called a claim; None where nobody has counted.
    """

    graph: NamedNode
    triples: Sequence[Triple] | Reread
    source: Source
    used: frozenset[Term] = frozenset()
    claims: int | None = None

    def places(self, nodes: Iterable[NamedNode]) -> dict[Term, Place]:
        """Return the lines at which the file begins to describe some things."""
        found = Locator([self.source]).beginnings(nodes)
        return {node: Place(place.file, place.line) for node, place in found.items()}


@dataclass(frozen=True)
class Sources:
    """Everything the build reads, file by file."""

    files: Mapping[Path, Layer]
    ontology: Ontology

    def triples(self, graph: NamedNode) -> Iterator[Triple]:
        """Yield the triples of one named graph."""
        for _, layer in self.layers(graph):
            yield from layer.triples

    def layers(self, graph: NamedNode) -> Iterator[tuple[Path, Layer]]:
        """Yield each file of one named graph."""
        return ((file, layer) for file, layer in self.files.items() if layer.graph == graph)

    def claims(self) -> Iterator[tuple[Path, Layer]]:
        """Yield each claims file, in the order of the file names."""
        for file, layer in self.files.items():
            if layer.graph.value.startswith(GRAPH.iri + "claims/"):
                yield file, layer

    def digest(self) -> str:
        """Return a digest of all that was read: the same sources have the same one."""
        total = sha256()
        for file, layer in self.files.items():
            total.update(os.fsencode(file.name) + b"\0" + sha256(layer.source.data).digest())
        return total.hexdigest()


def files(below: Path | None = None) -> dict[Path, NamedNode]:
    """Return the source files and the graph of each, in a fixed order.

    Raises:
        SpaceflightError: a source folder is missing or may not be read.
        DataError: a file that must be there is not.
    """
    ontology, data, *_ = (resources.path(folder, below) for folder in resources.FOLDERS)
    found = dict.fromkeys(_turtle_in(ontology), GRAPH.ontology)
    found[data / "documents.ttl"] = GRAPH.documents
    found |= dict.fromkeys(_turtle_in(data / "entities"), GRAPH.entities)
    found |= {file: NamedNode(f"{GRAPH.iri}claims/{file.stem}") for file in _turtle_in(data / "claims")}
    found |= dict.fromkeys(_turtle_in(data / "coverage"), GRAPH.coverage)
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


def _turtle_in(folder: Path) -> list[Path]:
    """Return the Turtle files of a folder by name; none where there is no such folder."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".ttl")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(folder, error) from None


def load(below: Path | None = None) -> Sources:
    """Read all sources.

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
    problems = [*_unpaired(found), *_unknown_terms(found.values(), ontology)]
    if problems:
        raise DataError(in_order(problems))
    return Sources(found, ontology)


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
    source = Source(place.file, data, RdfFormat.TURTLE, f"{file.stem}-", first=1, stand_ins=False)
    terms: set[Term] = set()
    count = claims = 0
    for quad in source.quads():
        value = quad.object
        terms.update((quad.subject, quad.predicate, value))
        count += 1
        claims += value == SF.Claim
    for problem in source.problems[:1]:  # what follows the first one may be its doing
        what = problem.message.rstrip(".")
        raise DataError([Problem(f"not valid Turtle: {what}", problem.remedy, problem.place)])
    if not count:
        raise DataError([Problem("holds no triple", f"write what belongs there; {_WHOLE}", place)])
    return Layer(graph, Reread(source, count), source, frozenset(filter(_is_ours, terms)), claims)


def unsound(file: Path, layer: Layer, claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield a problem for each claim that cannot count: its parts are not in one place, or its file is another's.

    Args:
        file: a claims file.
        layer: what it holds.
        claims: those of its claims that are whole.
    """
    own = NamedNode(PREFIXES["doc"] + file.stem)
    wrong: dict[NamedNode, tuple[str, str]] = {
        claim.iri: (
            f"cites {shorten(claim.document.value)}, yet this file holds the claims of {shorten(own.value)}",
            f"mend sf:document, or move the claim to {claim.document.value.removeprefix(PREFIXES['doc'])}.ttl",
        )
        for claim in claims
        if claim.document != own
    }
    named: set[Term] = set()
    if layer.claims != len(claims):  # each claim that is whole is called one, once
        named = {t.subject for t in layer.triples if t.predicate == RDF.type and t.object == SF.Claim}
    for node in named - {claim.iri for claim in claims}:
        if isinstance(node, NamedNode):
            wrong[node] = (
                "is not whole here",
                "write a claim as one block with subject, predicate, object, document and line (a whole number), each"
                " once",
            )
    places = layer.places(wrong)
    for node, (message, remedy) in sorted(wrong.items(), key=lambda item: item[0].value):
        yield Problem(message, remedy, places.get(node), shorten(node.value))


def _unpaired(read: Mapping[Path, Layer]) -> Iterator[Problem]:
    """Yield what is wrong where documents and claims files do not match one to one."""
    catalogue = next(file for file, layer in read.items() if layer.graph == GRAPH.documents)
    described = {
        t.subject.value.removeprefix(PREFIXES["doc"])
        for t in read[catalogue].triples
        if t.predicate == RDF.type and t.object == SF.Document and isinstance(t.subject, NamedNode)
    }
    claimed = {file.stem: file for file, layer in read.items() if layer.graph.value.startswith(GRAPH.iri + "claims/")}
    for name in sorted(described - claimed.keys()):
        yield Problem(
            f"no such file, though {shown(catalogue)} describes doc:{name}",
            "write its claims there, or take the document out",
            Place(shown(catalogue.parent / "claims" / f"{name}.ttl")),
        )
    for name in sorted(claimed.keys() - described):
        yield Problem(
            f"{shown(catalogue)} describes no doc:{name}",
            "describe the document there, or name the file after one that is",
            Place(shown(claimed[name])),
        )


def _unknown_terms(layers: Iterable[Layer], ontology: Ontology) -> Iterator[Problem]:
    """Yield each term of our own namespace that the ontology does not declare, with its first line in the file."""
    for layer in layers:
        unknown = layer.used - ontology.terms
        if not unknown:
            continue
        used: dict[NamedNode, Wanted] = {}
        for t in layer.triples:
            for term, wanted in (
                (t.subject, Wanted(t.subject, at_subject=True)),
                (t.predicate, Wanted(t.subject, t.predicate, at_predicate=True)),
                (t.object, Wanted(t.subject, t.predicate, t.object)),
            ):
                if _is_ours(term) and term in unknown:
                    used.setdefault(term, wanted)
        locator = Locator([layer.source])
        locator.look_for(used.values())
        for term in sorted(used, key=lambda term: term.value):
            found = locator.find(used[term])
            place = Place(layer.source.name, found[0].line if found else None)
            what = f"{shorten(term.value)} is not a term of the ontology"
            yield Problem(what, f"{spelled(term, ontology.terms)}, or declare it in ontology/", place)


def spelled(node: NamedNode, known: Iterable[NamedNode]) -> str:
    """Return the remedy for a name that does not exist: those that come near.

    >>> spelled(NamedNode(SF.iri + "SpaceWalk"), [SF.Spacewalk, SF.Launch])
    'write sf:Spacewalk'
    """
    namespace = node.value[: max(node.value.rfind("/"), node.value.rfind("#")) + 1]
    names = sorted(it.value.removeprefix(namespace) for it in known if it.value.startswith(namespace))
    near = [shorten(namespace + name) for name in respelled(node.value.removeprefix(namespace), names, 3)]
    return f"write {either(near)}" if near else "mend its spelling"


def _is_ours(term: Term) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and term.value.startswith(PREFIXES["sf"])
