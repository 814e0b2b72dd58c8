"""What one source gives to one named graph, and all of them together: the only place that says what a build reads."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeGuard

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.errors import Place
from spaceflight_graph.namespaces import GRAPH, PREFIXES, Term
from spaceflight_graph.rdf.places import Locator
from spaceflight_graph.rdf.source import Source

TABLE = ".csv"


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

    def things(self) -> Iterator[Triple]:
        """Yield what a table says of who and what exists; nothing where it is no table."""
        return (t for t in self.triples if _is_thing(t.subject)) if self.source.original else iter(())

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

    def things(self) -> Iterator[Triple]:
        """Yield what is said of who and what exists: in the entities, and in tables of those that come from them."""
        yield from self.triples(GRAPH.entities)
        for _, layer in self.claims():
            yield from layer.things()

    def digest(self) -> str:
        """Return a digest of all that was read: the same sources have the same one."""
        total = sha256()
        for file, layer in self.files.items():
            total.update(os.fsencode(file.name) + b"\0" + sha256(layer.source.data).digest())
        return total.hexdigest()


def claims_of(file: Path) -> NamedNode:
    """Return the named graph of what a document says: of its claims file, or of a table."""
    return NamedNode(f"{GRAPH.iri}claims/{file.stem}")


def _is_thing(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(PREFIXES["id"])


def is_ours(term: Term) -> TypeGuard[NamedNode]:
    """Tell whether a term is of our own namespace."""
    return isinstance(term, NamedNode) and term.value.startswith(PREFIXES["sf"])
