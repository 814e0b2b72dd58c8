"""``spaceflight sparql``: any read-only query."""

from pathlib import Path
from typing import TextIO

import click

from spaceflight_graph.commands.options import store_option
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.results import FORMATS


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@store_option
def command(file: TextIO, form: str, store: Path) -> None:
    """Run a SPARQL query from FILE or standard input.

    The prefixes of the graph need not be declared. Queries see the union of all named graphs and nothing else.
    """
    from spaceflight_graph import query, results
    from spaceflight_graph.store import open_store

    try:
        asked = file.read().removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise SpaceflightError(f"{file.name}: is not UTF-8. Fix: save the query as UTF-8.") from None
    click.echo(results.text(query.ask(open_store(store), asked, PREFIXES), form), nl=False)
