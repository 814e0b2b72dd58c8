"""``spaceflight find``: what is called so."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import language_for, language_option, safe_csv_option, store_option
from spaceflight_graph.query.results import FORMATS


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--class", "of_class", metavar="CLASS", shell_complete=completed.classes(),
              help="Only things of this class, such as Person or Raumflug.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="NUMBER",
              help="So many at most.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@language_option
@safe_csv_option
@store_option
def command(
    text: tuple[str, ...],
    of_class: str | None,
    limit: int,
    form: str,
    language: str | None,
    safe_csv: bool,
    store: Path,
) -> None:
    """Find what is called TEXT: things, terms, documents and queries, by any name in any language.

    The first column is what other commands take. Letter case, accents, spaces and hyphens do not count. The name itself
    comes first, then what begins with it, then what holds it; where there is nothing, what comes near.
    """
    from spaceflight_graph import output
    from spaceflight_graph.errors import shortened
    from spaceflight_graph.query import find, results
    from spaceflight_graph.query.lookup import as_utf8
    from spaceflight_graph.query.names import Names
    from spaceflight_graph.store.local import open_store
    from spaceflight_graph.wording import column

    results.refuse_unfit(form, safe_csv=safe_csv)
    people = form in results.FOR_PEOPLE
    language = language_for(language, people=people)
    wanted = " ".join(map(as_utf8, text))
    found = find.find(
        open_store(store),
        wanted,
        of_class,
        language=language,
        limit=limit + 1,
        names=Names.of(store),
    )
    kept = found[:limit]
    if not kept:
        which = "nothing" if of_class is None else f"nothing of the class {shortened(of_class)!r}"
        output.tell(
            f"{which} is called {shortened(wanted)!r} or nearly so, in any language."
            " Fix: try another spelling or fewer words; `spaceflight list` shows what there is."
        )
    elif kept[0].match == find.NEAR:
        output.tell(f"nothing is called {shortened(wanted)!r}; what comes near:")
    if not people:
        output.write(results.text(results.made(*find.rows(kept)), form, safe_csv=safe_csv))
    elif kept:
        columns = [column(name, language) for name in ("thing", "label", "kind", "also called")]
        cells = [[f.slug, f.label, f.kind, f.called or ""] for f in kept]
        narrow = None if any(f.called for f in kept) else -1
        output.write(results.laid_out(columns[:narrow], [row[:narrow] for row in cells], form))
    if people and len(found) > limit:
        output.tell(f"the first {limit:,} are shown; --limit shows more.")
