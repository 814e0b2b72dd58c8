"""Options that several commands share."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pyoxigraph import Store

from spaceflight_graph.files import refuse_address
from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.store.local import default_path

if TYPE_CHECKING:
    from spaceflight_graph.query.reading import Reader


class LocalPath(click.Path):
    """A file or folder of this machine: an address is refused as it was written, not searched for as a path."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        refuse_address(value)
        return super().convert(value, param, ctx)


class LocalFile(click.File):
    """A file of this machine that is opened."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the open file."""
        refuse_address(value)
        return super().convert(value, param, ctx)


store_option = click.option(
    "--store",
    type=LocalPath(path_type=Path, file_okay=False),
    default=default_path,
    metavar="DIR",
    help="Folder of the local graph. [default: $SPACEFLIGHT_STORE, or the user's data folder]",
)


def language_of_the_locale() -> str:
    """Return the language that the user's locale names, where we have it; else English.

    As POSIX has it, the first of LC_ALL, LC_MESSAGES and LANG that is set decides.
    """
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    code = re.split(r"[-_.@]", named.lower())[0]
    return code if code in LABELS else "en"


def language_for(chosen: str | None, *, people: bool) -> str:
    """Return the language of an answer: programs get English unless they ask for another, wherever they run."""
    return chosen or (language_of_the_locale() if people else "en")


def reader_of(store: Store | None, language: str, empty: str | None, *, wanted: bool) -> "Reader | None":
    """Return who reads an answer of a graph, or of another endpoint (None); nobody where terms are wanted."""
    if not wanted:
        return None
    from spaceflight_graph.query.reading import Reader  # programs need not wait for words

    return Reader.of(store, language, empty) if store is not None else Reader(language, empty=empty)


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(sorted(LABELS)),
    help="Language of labels, values and the words around them; what has no label in it has its English one, else any."
    " [default: the locale's for people, en for programs]",
)
raw_option = click.option(
    "--raw",
    is_flag=True,
    help="Show terms as the graph has them, and what qualifies a value beside it, as programs get them.",
)
safe_csv_option = click.option(
    "--safe-csv",
    is_flag=True,
    help="With csv or tsv: an apostrophe before each cell that a spreadsheet would take for a formula.",
)
source_option = click.option(
    "--source",
    type=LocalPath(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Folder with ontology, data, shapes and queries. [default: those that came with the package]",
)
