"""``spaceflight sparql``: any read-only query."""

import os
import signal
import sys
from pathlib import Path
from typing import TextIO

import click

from spaceflight_graph.commands.options import (
    LocalFile,
    language_for,
    language_option,
    raw_option,
    safe_csv_option,
    store_option,
)
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.query.results import FORMATS


@click.command()
@click.argument("file", type=LocalFile("r", encoding="utf-8"), default="-")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--timeout", type=click.IntRange(1, 86_400), default=60, show_default=True, metavar="SECONDS",
              help="Give the query up after so many seconds.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Refuse a query with terms of the graph's namespaces that do not exist.")
@language_option
@raw_option
@safe_csv_option
@store_option
def command(
    file: TextIO,
    form: str,
    timeout: int,
    strict: bool,
    language: str | None,
    raw: bool,
    safe_csv: bool,
    store: Path,
) -> None:
    """Run a SPARQL query from FILE or standard input.

    The prefixes of the graph need not be declared. Queries see the union of all named graphs, or those that they choose
    with FROM, and nothing else. A term of the graph's namespaces that does not exist is told with those that come near.

    In table and md, durations and quantities read as people write them, and all else can be typed back.
    """
    from spaceflight_graph import files, output
    from spaceflight_graph.query import results, worker
    from spaceflight_graph.query.reading import Asker
    from spaceflight_graph.sparql.size import LONGEST
    from spaceflight_graph.store.local import read_manifest

    results.refuse_unfit(form, safe_csv=safe_csv)
    typed = file.name in ("-", "<stdin>", 0)
    name = "" if typed else files.shown(Path(file.name))
    if typed and file.isatty():
        read_manifest(store)  # nobody should type in vain
        end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
        output.tell(f"Type a SPARQL query, then {end} on a line of its own; Ctrl-C gives it up.")
    try:
        asked = file.read(LONGEST + 2).removeprefix("\ufeff")  # enough to see that it is too long
    except UnicodeDecodeError:
        raise SpaceflightError(f"{name or 'standard input'}: is not UTF-8. Fix: save the query as UTF-8.") from None
    people = form in results.FOR_PEOPLE and not raw
    reader = Asker(language_for(language, people=people)) if people else None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the query ends with the one who waits for it
    output.write(worker.answer(store, asked, form, timeout, safe_csv=safe_csv, file=name, strict=strict, reader=reader))
