"""What validation does for the project's own data, and for no one else's: the only place that ties it to the build.

Claims become facts before the rules look at them, as in a build; the ontology is at hand even where only data is given;
and the ontology itself is asked the questions in ``queries/checks``.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph import resources
from spaceflight_graph.errors import DataError
from spaceflight_graph.findings import Finding, Place, Rule
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, SF, shorten
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.shacl.sources import FORMATS, Source, expand, open_all, restored

ONTOLOGY = NamedNode(PREFIXES["sf"].removesuffix("#"))
CLAIMS = Rule(
    "claims",
    message="A claim can be read and weighed. Fix: mend its value, its datatype, unit or precision.",
    why="What cannot be compared cannot agree or disagree, and no fact follows from it.",
)
_LAYERS: dict[object, NamedNode] = {
    SF.Document: GRAPH.documents,
    SF.Decision: GRAPH.decisions,
    SF.ExcusedLine: GRAPH.coverage,
}
_ADDRESS = re.compile(r"^(?P<file>[^\s:][^:\n]*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<rest>.*)$", re.DOTALL)


def shapes() -> Shapes:
    """Return the project's own shapes."""
    return Shapes.read([_shown("shapes")])


def paths() -> list[Path]:
    """Return where the project's own data is: ontology and data."""
    return [_shown("ontology"), _shown("data")]


def _shown(folder: str) -> Path:
    return Path(resources.shown(resources.path(folder)))


def context(store: Store, taken: int) -> list[Source]:
    """Return the ontology's files, if the store has not got them.

    Args:
        store: what was given to be validated.
        taken: how many files that were.
    """
    if (ONTOLOGY, RDF.type, OWL.Ontology) in _triples(store, ONTOLOGY):
        return []
    sources = open_all(expand([_shown("ontology")]))
    for number, source in enumerate(sources, taken):
        source.label = f"f{number}b"
    return sources


def _triples(store: Store, subject: NamedNode) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(subject, None, None, None)}


def derived(store: Store, sources: Sequence[Source]) -> tuple[list[Quad], list[Quad], list[Finding]]:
    """Return what a build would derive from claims: facts and disputes, what is inferred, what keeps it from either."""
    if next(iter(store.quads_for_pattern(None, RDF.type, SF.Claim, None)), None) is None:
        return [], [], []
    from spaceflight_graph import layers
    from spaceflight_graph.graph import derive
    from spaceflight_graph.vocabulary import Ontology

    files = {file: layer for source in sources for file, layer in _layers(source).items()}
    ontology = Ontology.of(t for graph, triples in files.values() if graph == GRAPH.ontology for t in triples)
    try:
        graph = derive(layers.Sources(files, ontology))
    except DataError as error:
        return [], [], [_told(problem) for problem in error.problems]
    said, inferred = (
        [Quad(q.subject, q.predicate, q.object) for q in graph.quads if q.graph_name in owners]
        for owners in ((GRAPH.facts, GRAPH.disputes), (GRAPH.inferred,))
    )
    return said, inferred, [_at_value(store, node, problem) for node, problem in graph.problems]


def _layers(source: Source) -> dict[Path, tuple[NamedNode, list[Triple]]]:
    """Return what a file holds, by named graph.

    The folders and files of the layers say so by their names. Of any other file each thing goes where its kind belongs,
    claims as if they stood in a file of their document.
    """
    file, triples = Path(source.name), _read(source)
    graph = _graph(file)
    if graph is not None:
        return {file: (graph, triples)}
    kinds = {t.subject: t.object for t in triples if t.predicate == RDF.type}
    documents = {t.subject: t.object for t in triples if t.predicate == SF.document}
    layers: dict[Path, tuple[NamedNode, list[Triple]]] = {}
    for triple in triples:
        kind, document = kinds.get(triple.subject), documents.get(triple.subject)
        owner, place = _LAYERS.get(kind, GRAPH.entities), file
        if kind == SF.Claim and isinstance(document, NamedNode):
            name = document.value.removeprefix(PREFIXES["doc"])
            owner, place = NamedNode(f"{GRAPH.iri}claims/{name}"), file / f"{name}.ttl"
        elif owner != GRAPH.entities:
            place = file / f"{owner.value.removeprefix(GRAPH.iri)}.ttl"
        layers.setdefault(place, (owner, []))[1].append(triple)
    return layers


def _graph(file: Path) -> NamedNode | None:
    """Return the named graph of a file, where the names of file and folder tell it."""
    if file.parent.name == "claims":
        return NamedNode(f"{GRAPH.iri}claims/{file.stem}")
    if file.parent.name in ("ontology", "coverage", "entities"):
        return NamedNode(GRAPH.iri + file.parent.name)
    return {"documents": GRAPH.documents, "decisions": GRAPH.decisions}.get(file.stem)


def _read(source: Source) -> list[Triple]:
    quads = source.quads()
    return [
        Triple(q.subject, q.predicate, restored(q.object) if isinstance(q.object, Literal) else q.object) for q in quads
    ]


def _at_value(store: Store, node: NamedNode, problem: str) -> Finding:
    """Return a problem with a claim as a finding that stands at the claim's value."""
    told = _told(problem)
    values = [quad.object for quad in store.quads_for_pattern(node, RDF.object, None, None)]
    if not values:
        return told
    message = told.message.removeprefix(f"{shorten(node.value)}: ")
    return Finding(message, rule=CLAIMS.name, focus=node, path="rdf:object", value=values[0], path_term=RDF.object)


def _told(problem: str) -> Finding:
    """Return a problem that the build tells in one line as a finding."""
    match = _ADDRESS.match(problem)
    if match is None or not match["file"].endswith(".ttl"):
        return Finding(problem, rule=CLAIMS.name)
    file = Path(match["file"])
    if file.parent.suffix in FORMATS or file.parent.name == "<stdin>":  # a layer of a file, see _layers
        return Finding(match["rest"], rule=CLAIMS.name, place=Place(file.parent.as_posix()))
    line, column = (int(match[part]) if match[part] else None for part in ("line", "column"))
    return Finding(match["rest"], rule=CLAIMS.name, place=Place(match["file"], line, column))
