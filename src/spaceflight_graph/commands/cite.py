"""``spaceflight cite``: every claim is found again in the documents, and every line is accounted for."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import source_option


@click.command()
@click.option("--documents", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Folder that holds the documents, under any file names.")  # fmt: skip
@source_option
def command(documents: Path, source: Path | None) -> None:
    """Check every citation to the letter, and that every line is cited or excused.

    Claims that a person inferred, and did not read off the line, are counted.
    Documents are found by their digest. Exit code 1 when anything is missing or misquoted.
    """
    from spaceflight_graph import output, tables
    from spaceflight_graph.claims.citations import cite

    rows = [
        [c.document, *(f"{n:,}" for n in (c.lines, c.cited, c.excused, c.claims, c.inferred))]
        for c in cite(documents, source)
    ]
    output.write(tables.plain(["document", "lines", "cited", "excused", "claims", "inferred"], rows))
