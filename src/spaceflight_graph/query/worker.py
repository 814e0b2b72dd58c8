"""Queries that anybody may write, each in a process of its own: the only place that limits their time and memory.

The database engine cannot be stopped from within its process, and a query that exhausts its stack ends that process.
"""

import multiprocessing
import os
import signal
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import ask, results
from spaceflight_graph.store.local import open_store

MEMORY = 4 * 2**30
"""How many bytes a query may take, where the system can limit them."""


def answer(path: Path, sparql: str, form: str, seconds: int, *, safe_csv: bool = False) -> str:
    """Ask the local graph and return the results as text.

    Args:
        path: the store's folder.
        sparql: the query; the prefixes of the graph need not be declared.
        form: one of the formats of results.py.
        seconds: after which the query is given up.
        safe_csv: as results.py has it.

    Raises:
        SpaceflightError: as `ask.ask` and `results.text`; or the query took too long or too much.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=_answer, args=(there, path, sparql, form, seconds, safe_csv), daemon=True)
    try:
        child.start()
        there.close()  # so that the end of the child is the end of the pipe
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
    finally:
        if child.pid:
            child.kill()
            child.join()
    if isinstance(found, Exception):
        raise found
    text, noted = found
    for warning in noted:
        warnings.warn(warning, stacklevel=2)
    return str(text)


def _answer(there: Connection, path: Path, sparql: str, form: str, seconds: int, safe_csv: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an engine that ends says so by ending
    if os.name == "posix":
        import resource

        signal.alarm(seconds + 1)  # should the one who waits be gone
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    try:
        with warnings.catch_warnings(record=True) as noted:
            text = results.text(ask.ask(open_store(path), sparql, PREFIXES), form, safe_csv=safe_csv)
        there.send((text, [warning.message for warning in noted]))
    except Exception as error:  # whatever it is, the one who waits tells it
        there.send(error)
