"""``spaceflight list``: all things of a class, or the classes."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import language_for, language_option, safe_csv_option, store_option
from spaceflight_graph.query.results import FORMATS


@click.command()
@click.argument("of_class", metavar="CLASS", required=False, shell_complete=completed.classes())
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="So many at most.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@language_option
@safe_csv_option
@store_option
def command(
    of_class: str | None, limit: int | None, form: str, language: str | None, safe_csv: bool, store: Path
) -> None:
    """List all things of CLASS and of the classes below it, in order of time; without CLASS the classes that have any.

    CLASS is a name or label in any language: Spacewalk, "spacewalks", Raumflug. A flight has the time of its launch.
    """
    from spaceflight_graph import output
    from spaceflight_graph.query import listing, results
    from spaceflight_graph.store.local import open_store
    from spaceflight_graph.wording import column

    results.refuse_unfit(form, safe_csv=safe_csv)
    people = form in results.FOR_PEOPLE
    language = language_for(language, people=people)
    graph = open_store(store)
    if of_class is None:
        counted = listing.classes(graph, language=language)[:limit]
        if people:
            rows = [[c.slug, c.label, f"{c.count:,}"] for c in counted]
            columns = [column(name, language) for name in ("class", "label", "things")]
            output.write(results.laid_out(columns, rows, form))
            return
        head, terms = listing.class_rows(counted)
    else:
        listed = listing.things(graph, of_class, language=language, limit=limit)
        if people:
            rows = [[one.slug, one.label, one.kind, one.when] for one in listed]
            columns = [column(name, language) for name in ("thing", "label", "kind", "time")]
            output.write(results.laid_out(columns, rows, form))
            return
        head, terms = listing.rows(listed)
    output.write(results.text(results.made(head, terms), form, safe_csv=safe_csv))
