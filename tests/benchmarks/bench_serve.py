"""How many questions a server answers, and whether one bad client makes the others wait.

    python tests/benchmarks/bench_serve.py [STORE] [SECONDS]

Prints, from one run: requests a second of our server and of Oxigraph's own (where `oxigraph` is installed) with the
same queries; the times of 32 clients alone, and beside one that sends endless queries; wrong answers; memory of all
processes of a server.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import catalogue, parameters
from spaceflight_graph.store.local import default_path, open_store

CLIENTS = 32
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
        with httpx.Client(timeout=60, headers={"Accept": "text/csv"}) as client:
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


def memory(pid: int) -> int:
    """Return the resident bytes of a process and its children."""
    rows = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    return 1024 * sum(int(rss) for own, parent, rss in map(str.split, rows.splitlines()) if str(pid) in (own, parent))


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
    with ours(store) as (url, pid):
        wanted = [httpx.post(url, data={"query": t}, headers={"Accept": "text/csv"}, timeout=60).text for t in texts]
        assert all(text.count("\n") > 1 for text in wanted)
        alone, wrong = run(url, texts, wanted, seconds, bad=False)
        calm = told("ours", alone, wrong, seconds)
        beside, wrong = run(url, texts, wanted, seconds, bad=True)
        pressed = told("ours, beside endless queries", beside, wrong, seconds)
        print(f"p99 beside endless queries: {pressed / calm:.1f} times; memory {memory(pid) / 2**20:.0f} MiB")
    if not shutil.which("oxigraph", path=str(Path(sys.executable).parent)):
        print("oxigraph: not installed")
        return
    with oxigraphs(store) as (url, pid):
        peer, wrong = run(url, texts, wanted, seconds, bad=False)
        told("oxigraph", peer, wrong, seconds)
        print(f"throughput, ours to oxigraph's: {len(alone) / len(peer):.2f}; its memory {memory(pid) / 2**20:.0f} MiB")


main()
