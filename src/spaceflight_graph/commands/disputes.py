"""``spaceflight disputes``: what the documents disagree on."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import (
    language_for,
    language_option,
    raw_option,
    reader_of,
    safe_csv_option,
    store_option,
)
from spaceflight_graph.query.results import FORMATS


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@language_option
@raw_option
@safe_csv_option
@store_option
def command(form: str, language: str | None, raw: bool, safe_csv: bool, store: Path) -> None:
    """List what the documents truly disagree on: what was chosen, against what, why, and what lies behind it.

    `spaceflight explain SUBJECT PROPERTY` shows the claims of one of them.
    """
    from spaceflight_graph import output
    from spaceflight_graph.query import ask, catalogue, results
    from spaceflight_graph.store.local import open_store

    results.refuse_unfit(form, safe_csv=safe_csv)
    people = form in results.FOR_PEOPLE
    language = language_for(language, people=people)
    graph, query = open_store(store), catalogue.get("disputes")
    reader = reader_of(graph, language, query.empty.get(language), wanted=people and not raw)
    output.write(results.text(ask.run(graph, query, {}, language), form, safe_csv=safe_csv, reader=reader))
