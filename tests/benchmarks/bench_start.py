"""How long a question takes from nothing: the program's start, the opening of the graph, the answer on a terminal.

    python tests/benchmarks/bench_start.py STORE [PAIRS]     default: 40 pairs; of a graph that is built already

For some canned queries, each in a process of its own, prints the processor time beside that of a process that only
imports click and pyoxigraph. Both run in turns, so that what else the machine does meets both alike; of each the median
is told, and the median of the ratios of the pairs.
"""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"LC_ALL": "C.UTF-8"}
"""Else each run compiles anew what has changed since modules were compiled."""

BARE = (sys.executable, "-c", "import click, pyoxigraph")
SPACEFLIGHT = (sys.executable, "-c", "from spaceflight_graph.__main__ import run; run()")
QUERIES = (
    ("crew-of-flight", "flight=soyuz-ms-07"),
    ("timeline", "flight=soyuz-ms-07"),
    ("on-board", "date=2018-03-01"),
    ("documents",),
)


def spent(command: Sequence[str]) -> float:
    """Return the processor time of a process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(store: Path, pairs: int) -> None:
    """Print a line a query."""
    for query in QUERIES:
        command = (*SPACEFLIGHT, "query", *query, "--store", str(store))
        spent(command)  # files and compiled modules are at hand from here on
        timed = [(spent(BARE), spent(command)) for _ in range(pairs)]
        bare, ours = (statistics.median(column) for column in zip(*timed, strict=True))
        ratio = statistics.median(b / a for a, b in timed)
        print(
            f"{query[0]:16} {ours * 1000:6.1f} ms   imports alone {bare * 1000:5.1f} ms   {ratio:.2f} times", flush=True
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
