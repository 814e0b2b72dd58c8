"""How answers and builds grow with the data: one, ten and forty copies of ours in one run.

    python tests/benchmarks/bench_queries.py [COPIES ...]     default: 1 10 40
    python tests/benchmarks/bench_queries.py --stores STORE ...     of graphs that are built already, the smallest first

Prints a line for each real case of tests/queries: its rows in the largest graph, the median processor time of its
answer in each, how many times as long that is as the engine alone takes for the same query text, and how the time grows
from the first graph to the last. Before that what each build took in a process of its own: processor time, peak memory,
and both a claim; how many times as long that is as pyoxigraph alone takes to load the same quads; how both grow from
size to size.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from spaceflight_graph.query import ask, catalogue
from spaceflight_graph.query.parameters import bind
from spaceflight_graph.store.local import open_store, read_manifest

ROOT = Path(__file__).parents[2]
RUNS = 5
PATIENCE = 2.0
"""Seconds after which a case is not run again."""


def main(stores: list[Path]) -> None:
    """Print a line a case, the slowest in the largest graph first."""
    claims = [read_manifest(store).counts["claims"] for store in stores]
    cases = sorted((ROOT / "tests" / "queries").glob("*/real-*.csv"))
    found: dict[str, list[tuple[int, float, float]]] = {}
    for path in stores:
        store = open_store(path)
        for case in cases:
            found.setdefault(f"{case.parent.name}/{case.stem.removeprefix('real-')}", []).append(_case(store, case))
    print(f"{'rows':>7}", *(f"{n:>9,} claims" for n in claims), " of the engine's", "  growth", "  query")
    for name, of_each in sorted(found.items(), key=lambda item: -item[1][-1][1]):
        rows, last, engine = of_each[-1]
        times = " ".join(f"{seconds * 1000:13.1f} ms" for _, seconds, _ in of_each)
        print(f"{rows:7,} {times} {last / engine:15.2f} x {last / of_each[0][1]:7.1f} x   {name}")


def _case(store: Store, case: Path) -> tuple[int, float, float]:
    """Return the number of rows of an answer, the median time that it takes, and that of the engine alone."""
    lines = case.read_text(encoding="utf-8").splitlines()
    given = dict(line[2:].split("=", 1) for line in lines if line.startswith("# "))
    query = catalogue.get(case.parent.name)
    text = bind(query, given, store)

    def ours() -> list[bytes]:
        return _lines(ask.run(store, query, given))

    def alone() -> list[bytes]:
        return _lines(store.query(text, use_default_graph_as_union=True))

    answer = ours()
    assert sorted(answer) == sorted(alone()), case
    return len(answer), _median(ours), _median(alone)


def _lines(answer: ask.Results) -> list[bytes]:
    """Return an answer as text, a line a row or triple."""
    if isinstance(answer, QueryTriples):
        return (answer.serialize(format=RdfFormat.N_TRIPLES) or b"").splitlines()
    return (answer.serialize(format=QueryResultsFormat.TSV) or b"").splitlines()[1:]


def _median(work: Callable[[], object]) -> float:
    """Return the median time of some runs; of fewer, where they take long."""
    seconds: list[float] = []
    while len(seconds) < RUNS and sum(seconds) < PATIENCE:
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def built(copies: int, folder: Path) -> tuple[Path, float, float, float]:
    """Build so many copies; return the store, seconds of the processor and of the clock, and peak memory in MB.

    Copies are made in a process of their own, for a process that is started takes its parent's peak for its own.
    """
    source, store = folder / f"source-{copies}", folder / f"store-{copies}"
    subprocess.run([sys.executable, ROOT / "tests" / "benchmarks" / "copies.py", str(copies), source], check=True)
    told = subprocess.run(
        [sys.executable, __file__, "--build", str(source), str(store)], capture_output=True, text=True, check=True
    ).stdout.split()
    return store, float(told[0]), float(told[1]), float(told[2])


def worker(source: Path, store: Path) -> None:
    """Build one graph and print what it took."""
    from spaceflight_graph.build import build

    started = time.monotonic()
    build(store, source=source)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)


def raw(store: Path, folder: Path) -> float:
    """Return the processor seconds in which pyoxigraph alone loads the quads of a graph, in a process of its own."""
    file, copy = folder / "all.nq", folder / "copy"
    open_store(store).dump(str(file), format=RdfFormat.N_QUADS)
    told = subprocess.run(
        [sys.executable, __file__, "--raw", str(file), str(copy)], capture_output=True, text=True, check=True
    ).stdout
    file.unlink()
    shutil.rmtree(copy)
    return float(told)


def loader(file: Path, copy: Path) -> None:
    """Load a file of quads and print what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    store = Store(str(copy))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.optimize()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime)


def all_of(sizes: list[int]) -> None:
    """Build graphs of several sizes, tell what that took, and ask them."""
    with tempfile.TemporaryDirectory() as folder:
        made = [built(copies, Path(folder)) for copies in sizes]
        for copies, (store, seconds, clock, peak) in zip(sizes, made, strict=True):
            counts = read_manifest(store).counts
            claims = counts["claims"]
            print(
                f"{copies:>3} copies  {claims:>8,} claims  {counts['triples']:>10,} triples"
                f"  {seconds:6.1f} s of processor, {seconds / claims * 1000:5.2f} ms a claim, {clock:6.1f} s"
                f"  peak {peak:5.0f} MB, {peak / claims * 1000:5.1f} kB a claim"
                f"  {seconds / raw(store, Path(folder)):5.2f} times as long as loading alone",
                flush=True,
            )
        for (a, (_, *first)), (b, (_, *second)) in pairwise(zip(sizes, made, strict=True)):
            work, clock, memory = (after / before for before, after in zip(first, second, strict=True))
            print(f"{b / a:g} times the data: {clock:.2f} times as long, {work:.2f} the work, {memory:.2f} the memory")
        main([store for store, *_ in made])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        worker(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--raw"]:
        loader(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--stores"]:
        main([Path(store) for store in sys.argv[2:]])
    else:
        all_of([int(size) for size in sys.argv[1:]] or [1, 10, 40])
