"""A table as a file: the only place that says how ``data/tables/*.csv`` are written. Same rows, same bytes."""

import csv
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spaceflight_graph import output
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import shown, unreadable


def text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table as comma-separated values: UTF-8, a line a row, quotation marks only where they are needed.

    >>> text(["a", "b"], [["1", "x, y"]])
    'a,b\n1,"x, y"\n'
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return made.getvalue()


def read(path: str) -> str:
    """Return the text of a public file.

    Raises:
        SpaceflightError: it is not there, may not be read, or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SpaceflightError(f"{path}: no such file. Fix: fetch it from where the source publishes it.") from None
    except OSError as error:
        raise unreadable(Path(path), error) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SpaceflightError(f"{shown(Path(path))}:{line}: is not UTF-8. Fix: fetch the file again.") from None


def lacking(path: str, columns: Iterable[str], there: Iterable[str]) -> None:
    """Raise where a public file lacks columns.

    Raises:
        SpaceflightError: it does; with their names.
    """
    if missing := sorted(set(columns) - set(there)):
        raise SpaceflightError(f"{path}:1: has no column {', '.join(missing)}. Fix: fetch the file again.")


def program(usage: str, arguments: int, make: Callable[..., str]) -> None:
    """Run a source as a program: the names of its files are given, and the table goes to standard output."""
    if len(sys.argv) - 1 != arguments:
        output.tell(f"Error: wrong number of files. Fix: run {usage}")
        sys.exit(2)
    try:
        output.write(make(*sys.argv[1:]).encode())
    except SpaceflightError as error:
        output.tell(f"Error: {error}")
        sys.exit(2)
