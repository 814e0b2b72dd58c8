"""One door to every export: the only place that knows all formats and profiles, and what a user may ask for by name."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from spaceflight_graph.errors import NotFoundError, SpaceflightError
from spaceflight_graph.export import edition, jsonld, order, profiles, rdf_files
from spaceflight_graph.export.selection import Selection
from spaceflight_graph.namespaces import GRAPH, OWL, RDF, shorten

PROFILES = (*profiles.PROFILES, "schema")
FORMATS = ("jsonld", "nanopub", "ndjsonld", *rdf_files.FORMATS, "sssom")
_AT_ONCE = 2**16


def text(store: Store, form: str, profile: str = PROFILES[0], names: Sequence[str] = ()) -> str:
    """Return the graph, or some of its things, in a format.

    Args:
        store: the graph.
        form: one of ``FORMATS``.
        profile: for JSON-LD: ``native``; ``wikidata``, where things and properties have Wikidata's names as far as
            they mean the same (docs/wikidata.md); or ``schema``, with schema.org's names alone (docs/exports.md).
        names: things by slug, IRI or label, and classes for all their instances; the whole graph when left out.

    Raises:
        SpaceflightError: the profile does not go with the format, or a name is of nothing that this export holds.
    """
    sink = io.BytesIO()
    to(sink, store, form, profile, names)
    return sink.getvalue().decode()


def to(
    sink: BinaryIO,
    store: Store,
    form: str,
    profile: str = PROFILES[0],
    names: Sequence[str] = (),
    page: str | None = None,
) -> None:
    """Write the graph, or some of its things, as :func:`text` returns it, piece by piece.

    Args:
        sink: takes bytes.
        store: the graph.
        form: one of ``FORMATS``.
        profile: one of ``PROFILES``.
        names: things and classes by name.
        page: the language of the web page that JSON-LD is embedded in; none when left out.

    Raises:
        SpaceflightError: as :func:`text`; nothing is written then.
    """
    json = form in ("jsonld", "ndjsonld")
    if profile != PROFILES[0] and not json:
        raise SpaceflightError(f"--profile {profile} goes with jsonld only. Fix: leave it out, or export jsonld.")
    if page is not None:
        _pour(sink, [_embedded(store, form, profile, names, page)])
    elif json and profile == "schema":
        from spaceflight_graph.export import schema_jsonld

        _pour(sink, (schema_jsonld.text if form == "jsonld" else schema_jsonld.lines)(store, names))
    elif json:
        _to_json(sink, store, form, profiles.PROFILES[profile], names)
    elif form == "nanopub":
        from spaceflight_graph.export import nanopub
        from spaceflight_graph.query import lookup

        _pour(sink, nanopub.text(store, [lookup.find(store, name) for name in names]))
    elif form == "sssom":
        from spaceflight_graph.export import sssom

        if names:
            raise SpaceflightError("sssom is of the ontology, and of no single thing. Fix: name none.")
        _pour(sink, [sssom.text(store)])
    elif names:
        rdf_files.some(_quads(store, names), form, sink)
    else:
        rdf_files.whole(store, form, sink)


def statements(store: Store, form: str, profile: str = PROFILES[0]) -> tuple[str, str]:
    """Return the statements that Wikidata could have from us, in its own RDF, and how many are left out, and why.

    Raises:
        SpaceflightError: the format or profile has no such statements.
    """
    from spaceflight_graph.export import statements as wikibase
    from spaceflight_graph.link.ours import ours, with_inverses

    if form not in ("ntriples", "turtle") or profile != PROFILES[0]:
        raise SpaceflightError(
            "--statements goes with turtle and ntriples only. Fix: export one of those, without --profile."
        )
    given = with_inverses(ours(store))
    return wikibase.text(given, form, edition.said(store)), wikibase.told(given)


def _embedded(store: Store, form: str, profile: str, names: Sequence[str], page: str) -> str:
    """Return JSON-LD of one thing as a script element: as sites take it, or in our terms as it is."""
    from spaceflight_graph.export import embedding, schema_jsonld

    if form != "jsonld" or len(names) != 1:
        raise SpaceflightError("--embed takes jsonld of one thing. Fix: name one, as in `export jsonld THING --embed`.")
    if profile == "schema":
        return schema_jsonld.embedded(store, names[0], page)
    return embedding.script(text(store, form, profile, names))


def _to_json(sink: BinaryIO, store: Store, form: str, profile: profiles.Profile, names: Sequence[str]) -> None:
    chosen, dataset = profile.select(store), edition.said(store)
    things, one = _things(store, chosen, names) if names else (None, False)
    if form == "ndjsonld":
        pieces = jsonld.lines(chosen, profile, dataset, things)
    elif things is None:
        pieces = jsonld.whole(chosen, profile, dataset)
    else:
        pieces = jsonld.of_things(chosen, profile, dataset, things, one=one)
    _pour(sink, pieces)


def _pour(sink: BinaryIO, pieces: Iterable[str]) -> None:
    """Write pieces as they come, some at a time."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            sink.write("".join(held).encode())
            held, size = [], 0
    sink.write("".join(held).encode())


def _things(store: Store, chosen: Selection, names: Sequence[str]) -> tuple[list[NamedNode], bool]:
    """Return what some names stand for, in order, and whether it was one thing that was asked for.

    Raises:
        NotFoundError: nothing has the name, or the selection says nothing of what has it.
    """
    from spaceflight_graph.query import lookup

    found: set[NamedNode] = set()
    one = len(names) == 1
    for name in names:
        thing = lookup.find(store, name)
        if next(store.quads_for_pattern(thing, RDF.type, OWL.Class, GRAPH.ontology), None):
            things = set(chosen.instances(thing))
            one = False
        else:
            things = {chosen.named(thing)} if chosen.said(chosen.named(thing)) else set()
        if not things:
            raise NotFoundError(
                f"{shorten(thing.value)}: this export holds things and what is said of them, and nothing of it."
                " Fix: name a thing or a class of things, or export the whole graph as nquads."
            )
        found |= things
    return sorted(found, key=lambda node: node.value), one


def _quads(store: Store, names: Sequence[str]) -> Iterator[Quad]:
    """Yield what the JSON-LD of some things says, in the graphs that say it, in order."""
    profile = profiles.PROFILES[PROFILES[0]]
    chosen = profile.select(store)
    things, _ = _things(store, chosen, names)
    documents = jsonld.lines(chosen, profile, edition.said(store), things)
    triples = (quad.triple for line in documents for quad in parse(line.encode(), RdfFormat.JSON_LD))
    for line in order.ordered(f"{triple} .\n".encode() for triple in triples):
        (told,) = parse(line, RdfFormat.N_TRIPLES)
        graphs = {q.graph_name for q in store.quads_for_pattern(told.subject, told.predicate, told.object, None)}
        for graph in sorted(graphs, key=str) or [GRAPH.dataset]:
            yield Quad(told.subject, told.predicate, told.object, graph)
