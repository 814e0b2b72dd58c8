"""How long each canned query takes on our own data: the best of five, and the share of the slowest.

    python tests/benchmarks/bench_queries.py

Every real case of tests/queries is asked of a graph built from the repository's data.
"""

import sys
import tempfile
import time
from pathlib import Path

from spaceflight_graph.build import build
from spaceflight_graph.query import ask, catalogue, results
from spaceflight_graph.store.local import open_store

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print a line a case, the slowest first."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), source=ROOT)
        store = open_store(Path(folder))
        found = []
        for case in sorted((ROOT / "tests" / "queries").glob("*/real-*.csv")):
            lines = case.read_text(encoding="utf-8").splitlines()
            given = dict(line[2:].split("=", 1) for line in lines if line.startswith("# "))
            best = min(_timed(store, case.parent.name, given) for _ in range(5))
            found.append((best, f"{case.parent.name}/{case.stem}"))
    slowest = max(found)[0]
    for seconds, name in sorted(found, reverse=True):
        sys.stdout.write(f"{seconds * 1000:8.1f} ms  {seconds / slowest:5.2f}  {name}\n")


def _timed(store: object, name: str, given: dict[str, str]) -> float:
    started = time.perf_counter()
    results.text(ask.run(store, catalogue.get(name), given), "table")  # type: ignore[arg-type]
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
