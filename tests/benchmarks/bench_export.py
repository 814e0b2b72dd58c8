"""How long an export of a large graph takes and how much memory, beside the store's own dump and rdflib's JSON-LD.

    python tests/benchmarks/bench_export.py [COPIES | STORE]

COPIES (20 when left out) makes a graph of the data so many times over, without validating it; STORE is one that is
there.
Each task runs in a process of its own; times are those of its processor, so that a busy machine does not count.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import NamedNode, RdfFormat, parse

from spaceflight_graph.claims import layers
from spaceflight_graph.export import jsonld, profiles, write
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.resolve.graph import derive
from spaceflight_graph.store import local

BENCHMARKS = Path(__file__).parent
SYNTAXES = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "turtle": RdfFormat.TURTLE}
FORMS = ("nquads", "trig", "turtle", "ntriples", "canonical-nquads", "nquads12", "jsonld", "ndjsonld")


def main(given: str) -> None:
    """Print a table of all tasks."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(given)
        if given.isdecimal():
            store = Path(folder) / "store"
            alone("make", given, folder)
        counts = local.read_manifest(store).counts
        print(f"{counts['triples']:,} quads")
        for name in SYNTAXES:
            seconds, memory, _ = told(f"dump {name}", alone(f"dump-{name}", str(store), folder))
            ours, peak, _ = told(f"  export {name}", alone(f"export-{name}", str(store), folder))
            print(f"    {ours / seconds:.2f} times the time of the dump, memory {peak:.0f} MB against {memory:.0f}")
        for name in FORMS[3:]:
            told(f"export {name}", alone(f"export-{name}", str(store), folder))
        export, _, _ = told("export jsonld", alone("export-jsonld", str(store), folder))
        writing, _, triples = told("  the writer alone, from memory", alone("writer", str(store), folder))
        reading, _, _ = told("rdflib reads the same triples", alone("rdflib-read", str(store), folder))
        theirs, _, _ = told("rdflib reads and writes them", alone("rdflib", str(store), folder))
        print(
            f"JSON-LD of {triples:,} triples: {(theirs - reading) / writing:.1f} times as fast as rdflib's serializer,"
        )
        print(f"from the store to the file {theirs / export:.1f} times as fast as rdflib from N-Triples to the file")


def alone(*arguments: str) -> tuple[float, float, int]:
    """Run a task in a process of its own, and return its seconds, megabytes and triples."""
    ran = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    return tuple(json.loads(ran.stdout))


def told(name: str, found: tuple[float, float, int]) -> tuple[float, float, int]:
    """Print what a task took."""
    print(f"{name:34}{found[0]:8.1f} s {found[1]:8.0f} MB", flush=True)
    return found


def task(name: str, given: str, folder: Path) -> tuple[float, int]:
    """Do one task, and return the seconds of the part that counts, and how many triples it was about."""
    if name == "make":
        subprocess.run([sys.executable, BENCHMARKS / "copies.py", given, folder / "source"], check=True)
        graph = derive(layers.load(folder / "source"), policy="most-supported", reasoner="rules")
        quads = list(graph.quads())
        counts = {"triples": len(quads)}
        local.replace(folder / "store", quads, sources="0" * 64, policy="most-supported", counts=counts)
        return 0.0, len(quads)
    what, _, form = name.partition("-")
    if what in ("dump", "export"):
        store = local.open_store(Path(given))
        with (folder / form).open("wb") as sink:
            if what == "export":
                return timed(lambda: write.to(sink, store, form)), 0
            return timed(lambda: dump(store, SYNTAXES[form], sink)), 0
    if name == "writer":
        chosen, profile = profiles.PROFILES["native"].select(local.open_store(Path(given))), profiles.PROFILES["native"]
        nodes = [(node, chosen.said(node)) for node in (*chosen.things(), *chosen.others())]
        with (folder / "writer").open("w") as text:
            return timed(lambda: text.writelines(jsonld.document(nodes, profile.keys()))), sum(len(n[1]) for n in nodes)
    import rdflib

    lines = folder / "triples.nt"
    if not lines.exists():
        read: Any = parse(path=str(folder / "jsonld"), format=RdfFormat.JSON_LD)
        with lines.open("w") as text:
            text.writelines(f"{quad.triple} .\n" for quad in read)

    def by_rdflib() -> None:
        graph = rdflib.Graph().parse(lines, format="nt")
        if name == "rdflib":
            context = profiles.PROFILES["native"].keys()
            graph.serialize(folder / "rdflib", format="json-ld", context=context, indent=None)

    return timed(by_rdflib), 0


def dump(store: Any, syntax: RdfFormat, sink: BinaryIO) -> None:
    """Have the store dump itself; Turtle, which has no named graphs, a graph at a time."""
    if syntax.supports_datasets:
        store.dump(sink, syntax, prefixes=dict(PREFIXES))
        return
    for graph in store.named_graphs():
        assert isinstance(graph, NamedNode)
        store.dump(sink, syntax, from_graph=graph, prefixes=dict(PREFIXES))


def timed(work: Callable[[], object]) -> float:
    """Return how long the processor works."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    if len(sys.argv) <= 2:
        main(*sys.argv[1:] or ["20"])
    else:
        spent, triples = task(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
        print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, triples]))
