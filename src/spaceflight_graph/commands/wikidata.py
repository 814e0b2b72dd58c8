"""``spaceflight wikidata``: what Wikidata holds beside what we know."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import LocalPath, language_for, language_option, store_option


@click.command()
@click.argument("snapshots", nargs=-1, metavar="[SNAPSHOT]...", type=LocalPath(path_type=Path))
@click.option(
    "--endpoint", metavar="URL", help="Ask a query service instead, such as https://query.wikidata.org/sparql."
)
@click.option(
    "--thing",
    "things",
    multiple=True,
    metavar="THING",
    shell_complete=completed.things(),
    help="Only this thing; may be given again.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--give-back",
    "folder",
    type=LocalPath(path_type=Path),
    metavar="DIR",
    help="Instead, write what to add there to a new folder: QuickStatements, Wikibase JSON, labels, mismatches.",
)
@click.option("--finer", is_flag=True, help="With --give-back: add a value that is finer than theirs beside it.")
@language_option
@store_option
def command(
    snapshots: tuple[Path, ...],
    endpoint: str | None,
    things: tuple[str, ...],
    form: str,
    folder: Path | None,
    finer: bool,
    language: str | None,
    store: Path,
) -> None:
    """Show for each linked thing what is new, what agrees and what conflicts on Wikidata.

    A SNAPSHOT is a file of entity JSON (Special:EntityData, wbgetentities, a dump; also .gz, .bz2), RDF, a folder of
    them, or a table of items as `link` takes it. What is compared is every property that a fact of ours has there. A
    conflict is no error.

    With --give-back nothing is uploaded, and who uploads the files replaces nothing there: values, references, labels
    and aliases are only added. What conflicts or cannot be cited is a mismatch, for people to look at.
    """
    from spaceflight_graph import files, output, printable, tables
    from spaceflight_graph.errors import SpaceflightError
    from spaceflight_graph.link import beside, give_back, side_by_side
    from spaceflight_graph.store.local import open_store

    if finer and not folder:
        raise SpaceflightError("--finer goes with --give-back. Fix: name a folder with --give-back DIR.")
    if folder and form == "json":
        raise SpaceflightError("--give-back writes files, and no difference. Fix: leave --format out.")
    graph = open_store(store)
    found = beside.wikidata(graph, snapshots, endpoint, things)
    for note in found.notes:
        output.tell(f"note: {note}")
    if folder:
        planned = give_back.planned(graph, found, finer=finer)
        files.write_folder(folder, give_back.files(planned))
        output.write("".join(f"{printable.line(line)}\n" for line in give_back.told(planned)))
    elif form == "json":
        output.write(side_by_side.as_json(found.differences))
    else:
        names = side_by_side.Names(graph, found.known, found.snapshot, language_for(language, people=True))
        output.write(side_by_side.text(found.differences, names, tables.terminal()))
