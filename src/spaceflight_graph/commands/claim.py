"""``spaceflight claim``: one claim from the command line."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import LocalPath, source_option


@click.command()
@click.argument("document")
@click.argument("line", type=click.IntRange(min=1))
@click.argument("subject")
@click.argument("predicate", metavar="PROPERTY")
@click.argument("words")
@click.option("--value", metavar="TEXT", help="The value, where the words alone do not give it: words, or id:…")
@click.option("--day", metavar="DATE", help="The date that the page has told before.")
@click.option("--zone", metavar="ZONE", help="Of clock times that name none, such as 'Moscow Time' or +03:00.")
@click.option("--language", metavar="TAG", help="Of the words. [default: that of the document]")
@click.option("--planned", is_flag=True, help="What is claimed was a plan, and the property does not say so.")
@click.option(
    "--text", type=LocalPath(path_type=Path), metavar="FILE", help="The document: hold the words to its line."
)
@click.option("--write", is_flag=True, help="Write it into the document's claims file, in its place.")
@source_option
def command(
    document: str, line: int, subject: str, predicate: str, words: str, value: str | None, day: str | None,
    zone: str | None, language: str | None, planned: bool, text: Path | None, write: bool, source: Path | None,
) -> None:  # fmt: skip
    """Claim that LINE of DOCUMENT says PROPERTY of SUBJECT in WORDS; name, datatype, precision and unit are filled in.

    Example: spaceflight claim zh-wikipedia-soyuz-ms-07 77 soyuz-ms-07-landing time "2018年6月3日 12:59 UTC"
    """
    from spaceflight_graph import output
    from spaceflight_graph.extract import claims_file
    from spaceflight_graph.extract.one_claim import Desk
    from spaceflight_graph.files import shown

    desk = Desk(source)
    written = desk.claim(
        document, line, subject, predicate, words,
        value=value, day=day, zone=zone, language=language, planned=planned, text=text,
    )  # fmt: skip
    if write:
        claims_file.add(written.file, desk.sources.files[written.file], written.block, line)
        output.tell(f"{shown(written.file)}: {written.name} written.")
    output.write(written.block)
