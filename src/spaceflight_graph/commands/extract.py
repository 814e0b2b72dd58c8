"""``spaceflight extract``: a page to claims, and what could not be placed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spaceflight_graph.commands.options import LocalPath, source_option

if TYPE_CHECKING:
    from spaceflight_graph.extract.page import Page


@click.command()
@click.argument("page", type=LocalPath(path_type=Path))
@click.option("--to", "folder", type=LocalPath(path_type=Path, file_okay=False), metavar="DIR",
              help="Write all of it into a new folder, a file each.")  # fmt: skip
@click.option("--document", metavar="SLUG", help="The document's slug. [default: the name of the file]")
@click.option("--language", metavar="TAG", help="Its language. [default: that of the layout]")
@click.option("--about", metavar="SLUG", help="What the page is about, where it does not say so.")
@source_option
def command(
    page: Path, folder: Path | None, document: str | None, language: str | None, about: str | None, source: Path | None
) -> None:
    """Read PAGE and write claims for what can be placed for certain, each with its line and words.

    Things that the graph does not have are proposed; what is not placed goes to standard error, a line each, with the
    reason. Without --to, the Turtle goes to standard output. A person looks it over before it goes into data/.
    """
    from spaceflight_graph import files, output
    from spaceflight_graph.extract.page import extract
    from spaceflight_graph.extract.report import summary, told
    from spaceflight_graph.files import shown

    found = extract(page, document=document, language=language, about=about, source=source)
    contents = _contents(found, page)
    if folder is not None:
        files.write_folder(folder, contents)
    else:
        output.write("\n".join(text for name, text in contents.items() if name.endswith(".ttl")))
    output.tell(*told(found.extraction, shown(page)), summary(found.extraction, shown(page)))


def _contents(found: "Page", page: Path) -> dict[str, str]:
    """Return the files that a person looks over, by their names."""
    from spaceflight_graph.extract import report, turtle

    extraction = found.extraction
    return {
        "document.ttl": turtle.described(extraction, found.digest, found.language, page.stem),
        "entities.ttl": turtle.things(extraction.proposals, extraction),
        "claims.ttl": turtle.claims(extraction, found.subject),
        "coverage.ttl": turtle.coverage(extraction),
        "not-placed.tsv": report.table(extraction),
    }
