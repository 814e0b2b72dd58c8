"""``spaceflight publish``: the graph into another store."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import store_option

SHOWN = 20


@click.command()
@click.argument("url")
@click.option("--query", "query", metavar="URL", help="Where that store answers queries. [default: the same address]")
@click.option("--diff", is_flag=True, help="Only say what would change; exit code 1 if anything would.")
@click.option("--graph-store", "graphs_at", metavar="URL",
              help="Where it takes graphs (Graph Store Protocol), faster than updates.")  # fmt: skip
@store_option
def command(url: str, query: str | None, diff: bool, graphs_at: str | None, store: Path) -> None:
    """Put the graph into the store that takes SPARQL Update at URL.

    Batches wait in staging graphs that queries do not meet; one update at the end replaces the old graph. What was
    interrupted goes on where it was. Credentials come from $SPACEFLIGHT_PUBLISH_USER and $SPACEFLIGHT_PUBLISH_PASSWORD,
    or from .netrc. docs/scaling.md tells of stores and their traps.
    """
    from spaceflight_graph import output, printable
    from spaceflight_graph.publish import difference, run
    from spaceflight_graph.publish.target import Target, refuse_unsafe
    from spaceflight_graph.store.local import open_store, read_manifest

    target = Target(url, query or url, graphs_at)
    refuse_unsafe(target)
    graph, edition = open_store(store), read_manifest(store).sources[:16]
    if diff:
        changes = list(difference.difference(graph, target))
        for change in changes:
            lines = [f"{change.graph}: {len(change.added):,} to add, {len(change.removed):,} to remove"]
            for sign, told in (("+", change.added), ("-", change.removed)):
                lines += [f"  {sign} {' '.join(line)}" for line in told[:SHOWN]]
                lines += [f"  {sign} and {len(told) - SHOWN:,} more"] if len(told) > SHOWN else []
            output.write("".join(f"{printable.line(line)}\n" for line in lines))
        if not changes:
            output.write("Nothing would change.\n")
        raise SystemExit(1 if changes else 0)

    def progress(sent: int, total: int) -> None:
        if output.on_terminal():
            output.write(f"\r{sent:,} of {total:,} triples")

    done = run.publish(graph, edition, target, progress)
    if output.on_terminal():
        output.write("\r")
    output.write(f"{url}: {sum(done.values()):,} triples in {len(done)} graphs.\n")
