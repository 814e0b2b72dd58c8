"""``spaceflight cite``: every claim is found again in the documents, and every line is accounted for."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import LocalPath, source_option


@click.command()
@click.option("--documents", required=True, type=LocalPath(path_type=Path, file_okay=False), metavar="DIR",
              help="Folder that holds the documents, under any file names.")  # fmt: skip
@click.option("--not-read", is_flag=True, help="List the claims whose own words nobody can read, values unchecked.")
@source_option
def command(documents: Path, not_read: bool, source: Path | None) -> None:
    """Check every citation to the letter, and that every line is cited or excused.

    Claims that a person inferred, and did not read off the line, are counted.
    Documents are found by their digest; tables lie among our sources, and a row of theirs is a line. Exit code 1 when
    anything is missing or misquoted. A time, length or number is also held to its own words; those that cannot be
    read, such as a time in a zone that is not known, are counted.
    """
    from spaceflight_graph import output, tables
    from spaceflight_graph.claims.citations import cite
    from spaceflight_graph.extract import tables as rows_of
    from spaceflight_graph.printable import line

    reports = cite(documents, source, rows_of.reader("all", source))
    rows = [
        [c.document, *(f"{n:,}" for n in (c.lines, c.cited, c.excused, c.claims, c.inferred, len(c.not_read)))]
        for c in reports
    ]
    head = ["document", "lines", "cited", "excused", "claims", "inferred", "not read"]
    output.write(tables.plain(head, rows, tables.terminal()))
    if not_read:
        output.write("".join(f"{line(claim)}\n" for report in reports for claim in report.not_read))
