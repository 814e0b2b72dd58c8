"""``spaceflight export``: the graph as a file."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import source_option, store_option
from spaceflight_graph.errors import SpaceflightError


@click.command()
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["jsonld", "nquads", "ntriples", "sssom", "trig", "turtle"])
)
@click.option("--profile", type=click.Choice(["native", "wikidata"]), default="native", show_default=True,
              help="For jsonld: our own names, or Wikidata's where they mean the same.")  # fmt: skip
@click.option("--statements", is_flag=True,
              help="For turtle and ntriples: what Wikidata could have from us, in its own RDF.")  # fmt: skip
@click.option("--output", "-o", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write to FILE, whole or not at all. [default: standard output]")  # fmt: skip
@click.option("--policy", metavar="POLICY",
              help="Choose the facts anew from the sources by another policy, and leave the store alone.")  # fmt: skip
@source_option
@store_option
def command(
    form: str,
    profile: str,
    statements: bool,
    target: Path | None,
    policy: str | None,
    source: Path | None,
    store: Path,
) -> None:
    """Write the graph as jsonld, nquads, ntriples, trig or turtle, or its alignment to Wikidata as sssom.

    JSON-LD holds what exists and what is said of it, flights first, and warns of plans, values that are not exact and
    open disputes; it holds no claims, so no references. The RDF formats hold the whole store with claims, facts and
    disputes. sssom is a table of how our terms stand to Wikidata's. The same graph gives the same bytes.

    A statement needs a source that Wikidata takes: those without are left out, and counted with the reason.
    """
    from spaceflight_graph import files, output
    from spaceflight_graph.export import write
    from spaceflight_graph.store.local import open_store

    if policy:
        from spaceflight_graph.resolve.graph import in_memory

        graph = in_memory(source, policy=policy)
    elif source:
        raise SpaceflightError("--source goes with --policy: without it the store is exported. Fix: leave it out.")
    else:
        graph = open_store(store)
    if statements:
        content, told = write.statements(graph, form, profile)
        output.tell(told)
    else:
        content = write.text(graph, form, profile)
    if target:
        files.write(target, content)
    else:
        output.write(content)
