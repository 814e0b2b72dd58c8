"""One door to every export: the only place that knows all formats and profiles."""

from collections.abc import Callable

from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import rdf_files

PROFILES = ("native", "wikidata")
FORMATS = ("jsonld", *rdf_files.FORMATS, "sssom")


def text(store: Store, form: str, profile: str = PROFILES[0]) -> str:
    """Return the graph in a format.

    Args:
        store: the graph.
        form: one of ``FORMATS``.
        profile: for JSON-LD: ``native``, or ``wikidata``, where things and properties have Wikidata's names as far as
            they mean the same (docs/wikidata.md).

    Raises:
        SpaceflightError: the profile does not go with the format.
    """
    if profile != PROFILES[0] and form != "jsonld":
        raise SpaceflightError(f"--profile {profile} goes with jsonld only. Fix: leave it out, or export jsonld.")
    if form == "jsonld":
        from spaceflight_graph.export import context, jsonld, selection

        chosen: Callable[[Store], object] = selection.statements if profile == "native" else selection.in_wikidata_terms
        return jsonld.text(chosen(store), context.shipped(), selection.events(store))  # type: ignore[arg-type]
    if form == "sssom":
        from spaceflight_graph.export import sssom

        return sssom.text(store)
    return rdf_files.text(store, form)


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
