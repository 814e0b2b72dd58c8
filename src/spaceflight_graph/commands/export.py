"""``spaceflight export``: the graph as a file."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import language_for, language_option, source_option, store_option
from spaceflight_graph.errors import SpaceflightError


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(
    ["csvw", "jsonld", "nanopub", "nquads", "ntriples", "sssom", "trig", "turtle"]
))  # fmt: skip
@click.argument("names", metavar="[THING]...", nargs=-1)
@click.option("--profile", type=click.Choice(["native", "schema", "wikidata"]), default="native", show_default=True,
              help="For jsonld, names: ours, schema.org's alone, or Wikidata's where they mean the same.")  # fmt: skip
@click.option("--embed", is_flag=True,
              help="With --profile schema: one thing as a script element for a web page in --lang.")  # fmt: skip
@click.option("--statements", is_flag=True,
              help="For turtle and ntriples: what Wikidata could have from us, in its own RDF.")  # fmt: skip
@language_option
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all; of csvw, the folder. [default: standard output]")  # fmt: skip
@click.option("--policy", metavar="POLICY",
              help="Choose the facts anew from the sources by another policy, and leave the store alone.")  # fmt: skip
@source_option
@store_option
def command(
    form: str,
    names: tuple[str, ...],
    profile: str,
    embed: bool,
    statements: bool,
    language: str | None,
    target: Path | None,
    policy: str | None,
    source: Path | None,
    store: Path,
) -> None:
    """Write the graph as csvw, jsonld, nanopub, nquads, ntriples, trig or turtle, or only some things of it.

    JSON-LD holds what exists and what is said of it, flights first, and warns of plans, values that are not exact and
    open disputes; it holds no claims, so no references. The RDF formats hold the whole store with claims, facts and
    disputes. nanopub is TriG, one nanopublication a claim; csvw is a folder of tables with their description; sssom is
    a table of how our terms stand to Wikidata's. The same graph gives the same bytes.

    A statement needs a source that Wikidata takes: those without are left out, and counted with the reason.
    """
    from spaceflight_graph import files, output
    from spaceflight_graph.export import csvw, write
    from spaceflight_graph.query import lookup
    from spaceflight_graph.store.local import open_store

    if policy:
        from spaceflight_graph.resolve.graph import in_memory

        graph = in_memory(source, policy=policy)
    elif source:
        raise SpaceflightError("--source goes with --policy: without it the store is exported. Fix: leave it out.")
    else:
        graph = open_store(store)
    if form == "csvw":
        if target is None or names or profile != "native":
            raise SpaceflightError(
                "csvw is a folder of whole tables. Fix: name the folder with --output, and no THING."
            )
        csvw.write(graph, target)
        return
    things = [lookup.find(graph, name) for name in names]
    page = language_for(language, people=False) if embed else None
    if language and not embed:
        raise SpaceflightError("--lang goes with --embed: data have all languages. Fix: leave it out.")
    if statements:
        if things:
            raise SpaceflightError("--statements is of all things. Fix: name none.")
        text, told = write.statements(graph, form, profile)
        output.tell(told)
        content = iter([text])
    else:
        content = write.pieces(graph, form, profile, things, page)
    if target:
        files.write(target, content)
    else:
        for piece in content:
            output.write(piece)
