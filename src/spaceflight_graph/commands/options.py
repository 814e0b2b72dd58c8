"""Options that several commands share."""

from pathlib import Path

import click

from spaceflight_graph.store.local import default_path

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    default=default_path,
    metavar="DIR",
    help="Folder of the local graph. [default: $SPACEFLIGHT_STORE, or the user's data folder]",
)
safe_csv_option = click.option(
    "--safe-csv",
    is_flag=True,
    help="With csv or tsv: an apostrophe before each cell that a spreadsheet would take for a formula.",
)
source_option = click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Folder with ontology, data, shapes and queries. [default: those that came with the package]",
)
