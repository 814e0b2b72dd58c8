"""How many questions a server answers, and whether one bad client makes the others wait.

    python tests/benchmarks/bench_serve.py [STORE] [SECONDS]

Prints, from one run: requests a second of our server and of Oxigraph's own (where `oxigraph` is installed) with the
same queries by turns, and the processor time of each; the times of 32 clients alone, and beside one that sends endless
queries; wrong answers; memory of all processes of a server.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import catalogue, parameters
from spaceflight_graph.store.local import default_path, open_store

CLIENTS = 32
SLICES = 6
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("crew-of-flight", {"flight": "soyuz-ms-07"}),
    ("on-board", {"date": "2018-01-01"}),
    ("milestones", {"flight": "soyuz-ms-07"}),
    ("launches", {}),
    ("spacewalks", {}),
)


@contextmanager
def ours(store: Path) -> Iterator[tuple[str, int]]:
    command = [
        sys.executable,
        "-m",
        "spaceflight_graph",
        "serve",
        "--store",
        str(store),
        "--port",
        "0",
        "--timeout",
        "5",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.match(r"(http://\S+): serving", process.stdout.readline())
        assert found
        try:
            yield f"{found[1]}sparql", process.pid
        finally:
            process.terminate()


@contextmanager
def oxigraphs(store: Path) -> Iterator[tuple[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "graph.nq"
        from pyoxigraph import RdfFormat

        open_store(store).dump(str(dump), RdfFormat.N_QUADS)
        server = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        assert server
        subprocess.run([server, "load", "-l", f"{folder}/db", "-f", str(dump)], check=True, capture_output=True)
        subprocess.run([server, "optimize", "-l", f"{folder}/db"], check=True, capture_output=True)
        command = [server, "serve-read-only", "-l", f"{folder}/db", "-b", "127.0.0.1:17878", "--union-default-graph"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(2)
            try:
                yield "http://127.0.0.1:17878/query", process.pid
            finally:
                process.kill()


def run(url: str, texts: list[str], wanted: list[str], seconds: float, *, bad: bool) -> tuple[list[float], int]:
    """Return the times of all good requests, and how many answers were wrong or missing."""
    times: list[float] = []
    wrong = 0
    until = time.monotonic() + seconds
    lock = threading.Lock()

    def good(number: int) -> None:
        nonlocal wrong
        with httpx.Client(timeout=60, headers={"Accept": "text/csv"}, verify=False) as client:
            at = number
            while time.monotonic() < until:
                at = (at + 1) % len(texts)
                began = time.monotonic()
                answer = client.post(url, data={"query": texts[at]})
                with lock:
                    times.append(time.monotonic() - began)
                    wrong += answer.status_code != 200 or answer.text != wanted[at]

    def evil() -> None:
        with httpx.Client(timeout=60) as client:
            while time.monotonic() < until:
                client.post(url, data={"query": ENDLESS})

    threads = [threading.Thread(target=good, args=(n,)) for n in range(CLIENTS)]
    threads += [threading.Thread(target=evil)] if bad else []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    rows = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(own) for own, parent in map(str.split, rows.splitlines()) if str(pid) in (own, parent)]


def memory(pid: int) -> int:
    """Return the resident bytes of a process and its children."""
    pages = [int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in family(pid)]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process and its children have had, whatever else runs here."""
    stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(pid)]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / os.sysconf("SC_CLK_TCK")


def told(name: str, times: list[float], wrong: int, seconds: float) -> float:
    ordered = sorted(times)
    p99 = ordered[int(len(ordered) * 0.99)] * 1000
    print(
        f"{name:34} {len(times) / seconds:8.0f} requests/s   p50 {statistics.median(times) * 1000:7.1f} ms"
        f"   p99 {p99:8.1f} ms   wrong {wrong}"
    )
    return p99


def main() -> None:
    store = Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    graph = open_store(store)
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    texts = [head + parameters.bind(catalogue.get(name), given, graph) for name, given in ASKED]
    with ExitStack() as running:
        url, pid = running.enter_context(ours(store))
        wanted = [httpx.post(url, data={"query": t}, headers={"Accept": "text/csv"}, timeout=60).text for t in texts]
        assert all(text.count("\n") > 1 for text in wanted)
        servers = {"ours": (url, pid)}
        if shutil.which("oxigraph", path=str(Path(sys.executable).parent)):
            servers["oxigraph"] = running.enter_context(oxigraphs(store))
        times: dict[str, list[float]] = {name: [] for name in servers}
        wrong: dict[str, int] = dict.fromkeys(servers, 0)
        spent: dict[str, float] = dict.fromkeys(servers, 0.0)
        for _ in range(SLICES):  # by turns, so that what else the machine does slows both
            for name, (there, its) in servers.items():
                before = processor(its)
                found, bad = run(there, texts, wanted, seconds / SLICES, bad=False)
                spent[name] += processor(its) - before
                times[name] += found
                wrong[name] += bad
        calm = {name: told(name, times[name], wrong[name], seconds) for name in servers}
        for name in servers:
            print(f"{name:34} {spent[name] / len(times[name]) * 1000:8.2f} ms of processor time a request")
        if len(servers) > 1:
            ratio = len(times["ours"]) / len(times["oxigraph"])
            theirs = memory(servers["oxigraph"][1]) / 2**20
            print(f"throughput, ours to oxigraph's: {ratio:.2f}; its memory {theirs:.0f} MiB")
        beside, bad = run(url, texts, wanted, seconds, bad=True)
        pressed = told("ours, beside endless queries", beside, bad, seconds)
        print(f"p99 beside endless queries: {pressed / calm['ours']:.1f} times; memory {memory(pid) / 2**20:.0f} MiB")


main()
