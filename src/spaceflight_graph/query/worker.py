"""Queries that anybody may write, each in a process of its own: the only place that limits their time and memory."""

import os
import signal
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.process import child, limit
from spaceflight_graph.query import ask, results
from spaceflight_graph.store.local import open_store

MEMORY = 4 * 2**30
"""How many bytes a query may take, where the system can limit them."""


def answer(path: Path, sparql: str, form: str, seconds: int, *, safe_csv: bool = False, file: str = "") -> str:
    """Ask the local graph and return the results as text.

    Args:
        path: the store's folder.
        sparql: the query; the prefixes of the graph need not be declared.
        form: one of the formats of results.py.
        seconds: after which the query is given up.
        safe_csv: as results.py has it.
        file: where the query stands, for messages; empty for what somebody typed.

    Raises:
        SpaceflightError: as `ask.ask` and `results.text`; or the query took too long or too much.
    """
    try:
        with child(_answer, path, sparql, form, seconds, safe_csv, file) as here:
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
    if isinstance(found, Exception):
        raise found
    text, noted = found
    for warning in noted:
        warnings.warn(warning, stacklevel=2)
    return str(text)


def _answer(there: Connection, path: Path, sparql: str, form: str, seconds: int, safe_csv: bool, file: str) -> None:
    limit(MEMORY)
    if os.name == "posix":
        signal.alarm(seconds + 1)  # should the one who waits be gone
    try:
        with warnings.catch_warnings(record=True) as noted:
            text = results.text(ask.ask(open_store(path), sparql, PREFIXES, file), form, safe_csv=safe_csv)
        there.send((text, [warning.message for warning in noted]))
    except Exception as error:  # whatever it is, the one who waits tells it
        there.send(error)
