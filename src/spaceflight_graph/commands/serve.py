"""``spaceflight serve``: the graph over HTTP."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import store_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries that run at once.")
@click.option("--waiting", type=click.IntRange(0, 10_000), default=64, show_default=True,
              help="Queries that may wait; past it clients are told to come again.")  # fmt: skip
@click.option("--timeout", type=click.IntRange(1, 3600), default=30, show_default=True, metavar="SECONDS",
              help="Stop a query after so many seconds.")  # fmt: skip
@click.option("--rows", type=click.IntRange(1), default=1_000_000, show_default=True, metavar="NUMBER",
              help="Refuse answers of more rows or triples.")  # fmt: skip
@store_option
def command(host: str, port: int, workers: int, waiting: int, timeout: int, rows: int, store: Path) -> None:
    """Serve the graph: SPARQL 1.1 at /sparql, the canned queries at /query.

    Read-only. Follows a rebuild of the graph without a restart. Ends with Ctrl-C. Needs the extra:
    pip install 'spaceflight-graph[serve]'.
    """
    from spaceflight_graph import output
    from spaceflight_graph.errors import SpaceflightError
    from spaceflight_graph.store.local import read_manifest

    read_manifest(store)  # or say at once that there is no graph
    try:
        from spaceflight_graph.serve import listening
    except ModuleNotFoundError as error:
        raise SpaceflightError(
            f"serving needs {error.name}. Fix: run `pip install 'spaceflight-graph[serve]'`."
        ) from None
    from spaceflight_graph.serve.limits import Limits

    limits = Limits(workers=workers, waiting=waiting, seconds=timeout, rows=rows)
    listening.serve(store, limits, host, port, lambda address: output.write(f"{address}: serving. Ctrl-C ends it.\n"))
