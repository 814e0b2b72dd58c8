"""Queries that anybody may write, each in a process of its own: the only place that limits their time and memory."""

import os
import signal
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.process import child, limit
from spaceflight_graph.query import ask, results, unknown
from spaceflight_graph.store.local import open_store

if TYPE_CHECKING:
    from spaceflight_graph.query.reading import Reader

MEMORY = 4 * 2**30
"""How many bytes a query may take, where the system can limit them."""


def answer(
    path: Path,
    sparql: str,
    form: str,
    seconds: int,
    *,
    safe_csv: bool = False,
    file: str = "",
    strict: bool = False,
    reader: "Reader | None" = None,
) -> str:
    """Ask the local graph and return the results as text.

    Args:
        path: the store's folder.
        sparql: the query; the prefixes of the graph need not be declared.
        form: one of the formats of results.py.
        seconds: after which the query is given up.
        safe_csv: as results.py has it.
        file: where the query stands, for messages; empty for what somebody typed.
        strict: whether terms of ours that do not exist are an error, and no warning.
        reader: as results.py has it.

    Raises:
        SpaceflightError: as `ask.ask` and `results.text`; or the query took too long or too much, or names terms of
            ours that do not exist where that is an error.
    """
    try:
        with child(_answer, path, sparql, form, seconds, safe_csv, file, strict, reader) as here:
            if not here.poll(seconds):
                raise SpaceflightError(
                    f"the query took longer than {seconds} s. Fix: ask for less, or give a longer --timeout."
                )
            found = here.recv()
    except EOFError:
        raise SpaceflightError(
            f"the query ended the database engine: it is too complicated, or takes more than {MEMORY // 2**30} GB."
            " Fix: ask for less, or in several queries."
        ) from None
    told, noted = found
    for warning in noted:
        warnings.warn(warning, stacklevel=2)
    if isinstance(told, Exception):
        raise told
    return str(told)


def _answer(
    there: Connection,
    path: Path,
    sparql: str,
    form: str,
    seconds: int,
    safe_csv: bool,
    file: str,
    strict: bool,
    reader: "Reader | None",
) -> None:
    limit(MEMORY)
    if os.name == "posix":
        signal.alarm(seconds + 1)  # should the one who waits be gone
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        told: str | Exception
        try:
            store = open_store(path)
            found = ask.ask(store, sparql, PREFIXES, file=file)
            unknown.heed(store, sparql, PREFIXES, file, strict=strict)
            told = results.text(found, form, safe_csv=safe_csv, reader=reader)
        except Exception as error:  # whatever it is, the one who waits tells it
            told = error
    there.send((told, [warning.message for warning in noted]))
