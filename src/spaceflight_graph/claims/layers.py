"""Which file belongs to which named graph, and the reading of them all.

    ontology/*.ttl          graph:ontology
    data/documents.ttl      graph:documents
    data/entities/*.ttl     graph:entities
    data/claims/<doc>.ttl   graph:claims/<doc>
    data/coverage/<doc>.ttl graph:coverage
    data/decisions.ttl      graph:decisions

Derived, and never read from a file: graph:facts, graph:disputes, graph:inferred.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from spaceflight_graph import resources
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.errors import DataError, at
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, shorten
from spaceflight_graph.rdf import turtle


@dataclass(frozen=True)
class Sources:
    """Everything the build reads, file by file."""

    files: Mapping[Path, tuple[NamedNode, list[Triple]]]
    ontology: Ontology

    def triples(self, graph: NamedNode) -> Iterator[Triple]:
        """Yield the triples of one named graph."""
        for owner, triples in self.files.values():
            if owner == graph:
                yield from triples

    def claims(self) -> Iterator[tuple[Path, list[Triple]]]:
        """Yield each claims file with its triples, in the order of the file names."""
        for file, (graph, triples) in self.files.items():
            if graph.value.startswith(GRAPH.iri + "claims/"):
                yield file, triples

    def digest(self) -> str:
        """Return a digest of all that was read: the same sources have the same one."""
        total = sha256()
        for file in self.files:
            total.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
        return total.hexdigest()


def files(below: Path | None = None) -> dict[Path, NamedNode]:
    """Return the source files and the graph of each, in a fixed order.

    Raises:
        SpaceflightError: a source folder is missing or may not be read.
        DataError: a file that must be there is not.
    """
    ontology, data, *_ = (resources.path(folder, below) for folder in ("ontology", "data", "shapes", "queries"))
    found = dict.fromkeys(_turtle_in(ontology), GRAPH.ontology)
    found[data / "documents.ttl"] = GRAPH.documents
    found |= dict.fromkeys(_turtle_in(data / "entities"), GRAPH.entities)
    found |= {file: NamedNode(f"{GRAPH.iri}claims/{file.stem}") for file in _turtle_in(data / "claims")}
    found |= dict.fromkeys(_turtle_in(data / "coverage"), GRAPH.coverage)
    found[data / "decisions.ttl"] = GRAPH.decisions
    present = set(found.values())
    missing = [
        f"{resources.shown(folder)}: holds no Turtle file. Fix: restore it; the build reads all of it or nothing."
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
        raise turtle.unreadable(folder, error) from None


def load(below: Path | None = None) -> Sources:
    """Read all sources.

    Raises:
        SpaceflightError: a source folder is missing.
        DataError: a file is missing or not valid Turtle, a document has no claims or claims have no document, or a
            term of our own namespace is not in the ontology. All such problems are told at once.
    """
    graphs = files(below)
    read = turtle.read_all(graphs)
    ontology = Ontology.of(t for file, triples in read.items() if graphs[file] == GRAPH.ontology for t in triples)
    problems = [*_unpaired(graphs, read), *_unknown_terms(read, ontology)]
    if problems:
        raise DataError(problems)
    return Sources({file: (graphs[file], triples) for file, triples in read.items()}, ontology)


def unsound(file: Path, triples: Iterable[Triple], claims: Sequence[Claim]) -> Iterator[tuple[NamedNode, str]]:
    """Yield a message for each claim that cannot count: its parts are not in one place, or its file is another's.

    Args:
        file: a claims file.
        triples: what it holds.
        claims: those of its claims that are whole.
    """
    own = NamedNode(PREFIXES["doc"] + file.stem)
    problems = {
        claim.iri: f"cites {shorten(claim.document.value)}, yet this file holds the claims of {shorten(own.value)}."
        f" Fix: mend sf:document, or move the claim to {claim.document.value.removeprefix(PREFIXES['doc'])}.ttl."
        for claim in claims
        if claim.document != own
    }
    named = {t.subject for t in triples if t.predicate == RDF.type and t.object == SF.Claim}
    for node in named - {claim.iri for claim in claims}:
        if isinstance(node, NamedNode):
            problems[node] = (
                "is not whole here. Fix: write a claim as one block with subject, predicate, object, document and"
                " line (a whole number), each once."
            )
    for node, problem in sorted(problems.items(), key=lambda item: item[0].value):
        local = node.value.removeprefix(PREFIXES["claim"])
        yield node, f"{at(resources.shown(file), turtle.line_of(file, local))}: claim:{local}: {problem}"


def _unpaired(graphs: Mapping[Path, NamedNode], read: Mapping[Path, list[Triple]]) -> Iterator[str]:
    """Yield what is wrong where documents and claims files do not match one to one."""
    catalogue = next(file for file, graph in graphs.items() if graph == GRAPH.documents)
    described = {
        t.subject.value.removeprefix(PREFIXES["doc"])
        for t in read[catalogue]
        if t.predicate == RDF.type and t.object == SF.Document and isinstance(t.subject, NamedNode)
    }
    claimed = {file.stem: file for file, graph in graphs.items() if graph.value.startswith(GRAPH.iri + "claims/")}
    for name in sorted(described - claimed.keys()):
        yield (
            f"{resources.shown(catalogue.parent / 'claims' / (name + '.ttl'))}: no such file, though"
            f" {resources.shown(catalogue)} describes doc:{name}. Fix: restore the file or remove the document."
        )
    for name in sorted(claimed.keys() - described):
        yield (
            f"{resources.shown(claimed[name])}: {resources.shown(catalogue)} describes no doc:{name}."
            f" Fix: describe the document there, or name the file after one that is."
        )


def _unknown_terms(read: Mapping[Path, list[Triple]], ontology: Ontology) -> Iterator[str]:
    """Yield each term of our own namespace that the ontology does not declare, with its first line in the file."""
    ours = PREFIXES["sf"]
    for file, triples in read.items():
        used = {
            term
            for t in triples
            for term in (t.subject, t.predicate, t.object)
            if isinstance(term, NamedNode) and term.value.startswith(ours)
        }
        for term in sorted(used - ontology.terms, key=lambda term: term.value):
            local = term.value.removeprefix(ours)
            text = file.read_text(encoding="utf-8")
            found = re.search(rf"[:#]{re.escape(local)}(?![\w-])", text)
            line = text.count("\n", 0, found.start()) + 1 if found else None
            yield (
                f"{at(resources.shown(file), line)}: {shorten(term.value)} is not a term of the ontology."
                f" Fix: mend its spelling, or declare it in ontology/."
            )
