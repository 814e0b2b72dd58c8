"""``spaceflight disputes``: what the documents disagree on."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import safe_csv_option, store_option
from spaceflight_graph.query.results import FORMATS


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@safe_csv_option
@store_option
def command(form: str, safe_csv: bool, store: Path) -> None:
    """List what the documents truly disagree on: what was chosen, against what, why, and what lies behind it.

    `spaceflight explain SUBJECT PROPERTY` shows the claims of one of them.
    """
    from spaceflight_graph import output
    from spaceflight_graph.query import ask, catalogue, results
    from spaceflight_graph.store.local import open_store

    results.refuse_unfit(form, safe_csv=safe_csv)
    found = ask.run(open_store(store), catalogue.get("disputes"), {})
    output.write(results.text(found, form, safe_csv=safe_csv))
