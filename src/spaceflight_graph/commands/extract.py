"""``spaceflight extract``: a page to claims, and what could not be placed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spaceflight_graph.commands.options import LocalPath, source_option

if TYPE_CHECKING:
    from spaceflight_graph.extract.page import Page
    from spaceflight_graph.extract.result import Description


@click.command()
@click.argument("page", type=LocalPath(path_type=Path))
@click.option("--to", "folder", type=LocalPath(path_type=Path, file_okay=False), metavar="DIR",
              help="Write all of it into a new folder, a file each.")  # fmt: skip
@click.option("--document", metavar="SLUG", help="The document's slug. [default: the name of the file]")
@click.option("--language", metavar="TAG", help="Its language. [default: that of the layout]")
@click.option("--about", metavar="SLUG", help="What the page is about, where it does not say so.")
@click.option("--title", metavar="TEXT", help="The document's title. [default: the name of the file]")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--url", metavar="IRI", help="Its address.")
@click.option("--review", is_flag=True, help="Show each claim beside what the graph knows of the same.")
@click.option("--format", "form", type=click.Choice(("table", "tsv")), default="table", show_default=True,
              help="Of the review; a TSV has a column accept to be filled in.")  # fmt: skip
@click.option("--accept", type=LocalPath(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write only what a TSV of the review says yes to.")  # fmt: skip
@source_option
def command(
    page: Path, folder: Path | None, document: str | None, language: str | None, about: str | None, title: str | None,
    publisher: str | None, url: str | None, review: bool, form: str, accept: Path | None,
    source: Path | None,
) -> None:  # fmt: skip
    """Read PAGE and write claims for what can be placed for certain, each with its line and words.

    Things that the graph does not have are proposed; what is not placed goes to standard error, a line each, with the
    reason. Without --to, the Turtle goes to standard output. A person looks it over before it goes into data/: save
    `--review --format tsv`, mend the column accept, and give it to --accept.
    """
    from spaceflight_graph import files, output
    from spaceflight_graph.extract import review as reviews
    from spaceflight_graph.extract.page import extract
    from spaceflight_graph.extract.report import summary, told
    from spaceflight_graph.extract.result import Description
    from spaceflight_graph.files import shown

    found = extract(page, document=document, language=language, about=about, source=source)
    if accept is not None:
        found = reviews.accepted(accept, found)
    if review:
        output.write(reviews.text(reviews.review(found, source), form))
        output.tell(summary(found.extraction, shown(page)))
        return
    about_it = Description(
        found.extraction.document, title or page.stem, found.language, found.digest, publisher or "", url or ""
    )
    contents = _contents(found, about_it)
    if folder is not None:
        files.write_folder(folder, contents)
    else:
        output.write("\n".join(text for name, text in contents.items() if name.endswith(".ttl")))
    output.tell(*told(found.extraction, shown(page)), summary(found.extraction, shown(page)))


def _contents(found: "Page", document: "Description") -> dict[str, str]:
    """Return the files that a person looks over, by their names; none without a triple, which no build would take."""
    from spaceflight_graph.extract import report, turtle

    extraction = found.extraction
    contents = {
        "document.ttl": turtle.described(document),
        "entities.ttl": turtle.things(extraction.proposals, extraction) if extraction.proposals else "",
        "claims.ttl": turtle.claims(extraction, found.subject) if extraction.claims else "",
        "coverage.ttl": turtle.coverage(extraction) if extraction.excused else "",
        "not-placed.tsv": report.table(extraction),
    }
    return {name: text for name, text in contents.items() if text}
