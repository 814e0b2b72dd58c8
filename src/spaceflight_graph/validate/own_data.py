"""What validation does for the project's own data, and for no one else's: the only place that ties it to the build.

Claims become facts before the rules look at them, as in a build; the ontology is at hand even where only data is given;
and the ontology itself is asked the questions in ``queries/checks``.
"""

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph import resources
from spaceflight_graph.claims.layers import Layer, Sources
from spaceflight_graph.errors import DataError, Problem
from spaceflight_graph.files import shown
from spaceflight_graph.findings import Finding, Rule
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, QUDT, RDF, RDFS, SF, WIKIBASE, expand
from spaceflight_graph.rdf import inputs
from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, Shapes
from spaceflight_graph.validate.shapes import ShapeFiles

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


def shapes() -> ShapeFiles:
    """Return the project's own shapes."""
    return ShapeFiles.read([_shown("shapes")]).sound()


def paths() -> list[Path]:
    """Return where the project's own data is: ontology and data."""
    return [_shown("ontology"), _shown("data")]


def _shown(folder: str) -> Path:
    return Path(shown(resources.path(folder)))


def context(store: Store, taken: int) -> list[Source]:
    """Return the ontology's files, if the store has not got them.

    Args:
        store: what was given to be validated.
        taken: how many files that were.
    """
    if (ONTOLOGY, RDF.type, OWL.Ontology) in _triples(store, ONTOLOGY):
        return []
    sources = inputs.open_all(inputs.expand([_shown("ontology")]))
    for number, source in enumerate(sources, taken):
        source.label = f"f{number}b"
    return sources


def _triples(store: Store, subject: NamedNode) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(subject, None, None, None)}


def derived(store: Store, sources: Sequence[Source]) -> tuple[list[Quad], list[Quad], list[Finding]]:
    """Return what a build would derive from claims: facts and disputes, what is inferred, what keeps it from either."""
    if next(iter(store.quads_for_pattern(None, RDF.type, SF.Claim, None)), None) is None:
        return [], [], []
    from spaceflight_graph.claims.ontology import Ontology
    from spaceflight_graph.resolve.graph import derive

    files = {file: layer for source in sources for file, layer in _layers(source).items()}
    ontology = Ontology.of(t for layer in files.values() if layer.graph == GRAPH.ontology for t in layer.triples)
    try:
        graph = derive(Sources(files, ontology))
    except DataError as error:
        return [], [], [_finding(store, problem) for problem in error.problems]
    said, inferred = (
        [Quad(t.subject, t.predicate, t.object) for owner in owners for t in graph.derived[owner]]
        for owners in ((GRAPH.facts, GRAPH.disputes), (GRAPH.inferred,))
    )
    return said, inferred, [_finding(store, problem) for problem in graph.problems]


def outvoted(data: Data, shapes: Shapes) -> tuple[list[Finding], list[str]]:
    """Return which claims say what the shape of their property refuses, though no fact repeats it; and notes on that.

    Two kinds are left out. A claim of a quantity says a number, and the shapes speak of the quantity made of it. And a
    claim that a decision deprecates has been ruled on: that is how a slip of a document stays on record.

    Args:
        data: what the claims say, and all that follows from it.
        shapes: the project's own shapes.
    """
    store = data.store
    quantities = {quad.subject for quad in store.quads_for_pattern(None, RDFS.range, QUDT.QuantityValue, None)}
    against = [q.subject for q in store.quads_for_pattern(None, WIKIBASE.rank, WIKIBASE.DeprecatedRank, None)]
    ruled = {q.object for ruling in against for q in store.quads_for_pattern(ruling, SF.onClaim, None, None)}
    engine = Engine(data, shapes)
    found = engine.run_reified(quantities)
    notes = [f"Outvoted claims were not held to {root.name}: {reason}." for root, reason in engine.left.items()]
    return [finding for finding in found if finding.focus not in ruled], notes


def _layers(source: Source) -> dict[Path, Layer]:
    """Return what a file holds, by named graph.

    The folders and files of the layers say so by their names. Of any other file each thing goes where its kind belongs,
    claims as if they stood in a file of their document.
    """
    file, triples = Path(source.name), _read(source)
    graph = _graph(file)
    if graph is not None:
        return {file: Layer(graph, triples, source)}
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
    return {place: Layer(owner, its, source) for place, (owner, its) in layers.items()}


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
        Triple(q.subject, q.predicate, restored(q.object)) if isinstance(q.object, Literal) else q.triple for q in quads
    ]


def _finding(store: Store, problem: Problem) -> Finding:
    """Return a problem as a finding; one with a claim stands at the claim's value."""
    node = expand(problem.subject) if problem.subject else None
    values = [quad.object for quad in store.quads_for_pattern(node, RDF.object, None, None)] if node else []
    if not values:
        return Finding(str(problem._replace(place=None)), rule=CLAIMS.name, place=problem.place)
    return Finding(
        problem.said(), rule=CLAIMS.name, focus=node, path="rdf:object", value=values[0], path_term=RDF.object
    )
