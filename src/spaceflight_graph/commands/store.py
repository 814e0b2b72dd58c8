"""``spaceflight store``: the local graph as files."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import store_option


@click.group()
def command() -> None:
    """Look after the local graph."""


@command.command()
@store_option
def check(store: Path) -> None:
    """Compare every file of the local graph with what was built.

    Exit code 0: all is as it was. 2: something is not; the message names the file, and `spaceflight build` makes the
    graph anew. Every other command notices what it can in 5 ms: files that are gone, strange or of another size, and
    other bytes in any of them as long as the graph takes no more than 16 MB.
    """
    from spaceflight_graph import output, printable
    from spaceflight_graph.store import local

    manifest = local.check(store)
    size = sum(size for size, _ in manifest.files.values())
    where = printable.line(str(store / manifest.graph))
    counts = f"{len(manifest.files)} files, {size:,} bytes, {manifest.counts['triples']:,} triples"
    output.write(f"{where}: {counts}: all as built.\n")
