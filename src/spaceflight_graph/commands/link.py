"""``spaceflight link``: Wikidata items for things that have none."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import LocalPath, language_for, language_option, source_option, store_option


@click.command()
@click.argument("files", nargs=-1, type=LocalPath(path_type=Path), metavar="[TABLE_OR_SNAPSHOT]...")
@click.option(
    "--kind", metavar="CLASS", help="Only things of a class, such as Person. [default: all that Wikidata holds]"
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=3, show_default=True, help="How many items for each thing."
)
@click.option("--format", "form", type=click.Choice(("table", "tsv", "json")), default="table", show_default=True)
@click.option("--write", is_flag=True, help="Write the matches into data/entities; nothing else is taken.")
@click.option(
    "--accept",
    type=LocalPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what a TSV of proposals says yes to, after a person has looked them over.",
)
@source_option
@language_option
@store_option
def command(
    files: tuple[Path, ...],
    kind: str | None,
    limit: int,
    form: str,
    write: bool,
    accept: Path | None,
    source: Path | None,
    language: str | None,
    store: Path,
) -> None:
    """Propose Wikidata items for things that have none, or write those that are accepted.

    A table (TSV, CSV) has the columns qid and label and, where known, language, kind, alias, and facts such as launch,
    cospar, crew, operator or country. A snapshot is entity JSON, a folder of it, a dump, or RDF.

    A name alone is never a match: it takes an id that only one thing has, or another fact that agrees. To look the rest
    over, save them with `--format tsv`, write yes in the column accept, and give the file to `--accept`.
    """
    from spaceflight_graph import output
    from spaceflight_graph.errors import ParameterError
    from spaceflight_graph.link import entities_file, finding, proposals, things
    from spaceflight_graph.store.local import open_store

    if write and accept:
        raise ParameterError(
            "--write and --accept do not go together. Fix: take what is sure, or what you looked over."
        )
    if not files and not accept:
        raise ParameterError("nothing to look in. Fix: name a table of items, or a snapshot of Wikidata.")

    def of_tables() -> list[str]:
        return things.of_tables(open_store(store))

    if accept:
        links = proposals.accepted(accept)
        snapshot = finding.current(files, links)
        _tell_written(entities_file.write(links, source, snapshot.redirects, snapshot.missing, of_tables))
        return
    found = finding.find(open_store(store), files, kind, language_for(language, people=form == "table"))
    output.tell(*found.notes)
    if found.proposals or form != "table":
        output.write(proposals.text(finding.fewest(found.proposals, limit), found.names, form))
    output.tell(found.summary)
    if write:
        links = [entities_file.Link(one.thing, one.item) for one in found.proposals if one.verdict == "match"]
        _tell_written(entities_file.write(links, source, of_tables=of_tables))


def _tell_written(written: dict[Path, int]) -> None:
    from spaceflight_graph import output
    from spaceflight_graph.files import shown

    for file, number in written.items():
        output.tell(f"{shown(file)}: {number} link{'s' if number != 1 else ''} written.")
    if not written:
        output.tell("Nothing to write: no new link.")
