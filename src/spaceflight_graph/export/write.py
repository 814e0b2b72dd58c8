"""One door to every export: the only place that knows all formats and profiles."""

from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import NamedNode, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import rdf_files

PROFILES = ("native", "schema", "wikidata")
FORMATS = ("csvw", "jsonld", "nanopub", *rdf_files.FORMATS, "sssom")


def text(store: Store, form: str, profile: str = PROFILES[0], things: Sequence[NamedNode] = ()) -> str:
    """Return the graph in a format; as `pieces`, in one text."""
    return "".join(pieces(store, form, profile, things))


def pieces(
    store: Store, form: str, profile: str = PROFILES[0], things: Sequence[NamedNode] = (), page: str | None = None
) -> Iterator[str]:
    """Return the graph, or some things of it, in a format, piece by piece.

    Args:
        store: the graph.
        form: one of ``FORMATS`` that is one text.
        profile: for JSON-LD: ``native``; ``schema``, with the terms of schema.org alone; or ``wikidata``, where things
            and properties have Wikidata's names as far as they mean the same (docs/wikidata.md).
        things: only these.
        page: the language of the web page that a thing is embedded in.

    Raises:
        SpaceflightError: the profile or the things do not go with the format.
    """
    if form != "jsonld" and profile != PROFILES[0]:
        raise SpaceflightError(f"--profile {profile} goes with jsonld only. Fix: leave it out, or export jsonld.")
    if form == "nanopub":
        from spaceflight_graph.export import nanopub

        return nanopub.text(store, things)
    if profile == "schema":
        from spaceflight_graph.export import schema_jsonld

        if page is None:
            return schema_jsonld.text(store, things)
        if len(things) != 1:
            raise SpaceflightError("--embed takes one thing. Fix: name one.")
        return iter([schema_jsonld.embedded(store, things[0], page)])
    if page is not None:
        raise SpaceflightError("--embed goes with --profile schema only. Fix: add it, or leave out --embed.")
    if form == "sssom":
        from spaceflight_graph.export import sssom

        if things:
            raise SpaceflightError("sssom is of the ontology, and of no single thing. Fix: name none.")
        return iter([sssom.text(store)])
    if things:
        raise SpaceflightError("single things go with --profile schema and nanopub only. Fix: name none.")
    if form == "jsonld":
        from spaceflight_graph.export import context, jsonld, selection

        chosen: Callable[[Store], object] = selection.statements if profile == "native" else selection.in_wikidata_terms
        return iter([jsonld.text(chosen(store), context.shipped(), selection.events(store))])  # type: ignore[arg-type]
    return iter([rdf_files.text(store, form)])


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
    return wikibase.text(given, form), wikibase.told(given)
