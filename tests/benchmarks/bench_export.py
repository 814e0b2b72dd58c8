"""How long an export of a large graph takes and how much memory, beside the store's own dump and rdflib's JSON-LD.

    python tests/benchmarks/bench_export.py [COPIES | STORE] [TRIPLES]

COPIES (20 when left out) makes a graph of the data so many times over, without validating it; STORE is one that is
there. With TRIPLES only JSON-LD is measured, on what a store holds of things, facts and disputes so many times over,
each time with other names, that JSON-LD has so many triples at least.
Each task runs in a process of its own; times are those of its processor, so that a busy machine does not count.
"""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from spaceflight_graph.claims import layers
from spaceflight_graph.export import jsonld, profiles, write
from spaceflight_graph.namespaces import GRAPH, PREFIXES
from spaceflight_graph.resolve.graph import derive
from spaceflight_graph.store import local

BENCHMARKS = Path(__file__).parent
SYNTAXES = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "turtle": RdfFormat.TURTLE}
RENAMED = re.compile(r"https://w3id\.org/spaceflight/(id|claim|fact|dispute|quantity)/|http://www\.wikidata\.org/")
FORMS = ("nquads", "trig", "turtle", "ntriples", "canonical-nquads", "nquads12", "jsonld", "ndjsonld")


def main(given: str, triples: str = "") -> None:
    """Print a table of all tasks, or of those that are about JSON-LD."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(given)
        if given.isdecimal():
            store = Path(folder) / "store"
            alone("make", given, folder)
        if triples:
            _, _, once = alone("times", str(store), folder, "1")
            alone("times", str(store), folder, str(-(-int(triples) // once)))
            json_ld(Path(folder) / "times", folder)
            return
        counts = local.read_manifest(store).counts
        print(f"{counts['triples']:,} quads")
        for name in SYNTAXES:
            seconds, memory, _ = told(f"dump {name}", alone(f"dump-{name}", str(store), folder))
            ours, peak, _ = told(f"  export {name}", alone(f"export-{name}", str(store), folder))
            print(f"    {ours / seconds:.2f} times the time of the dump, memory {peak:.0f} MB against {memory:.0f}")
        for name in FORMS[3:]:
            told(f"export {name}", alone(f"export-{name}", str(store), folder))
        json_ld(store, folder)


def json_ld(store: Path, folder: str) -> None:
    """Print how our JSON-LD compares with rdflib's, from memory, from the store and from a file."""
    export, _, _ = told("export jsonld", alone("export-jsonld", str(store), folder))
    writing, _, triples = told("  the writer alone, from memory", alone("writer", str(store), folder))
    reading, _, _ = told("rdflib reads the same triples", alone("rdflib-read", str(store), folder))
    theirs, _, _ = told("rdflib reads and writes them", alone("rdflib", str(store), folder))
    stored, _, _ = told("rdflib writes them from a store", alone("rdflib-store", str(store), folder))
    print(f"JSON-LD of {triples:,} triples: {(theirs - reading) / writing:.1f} times as fast as rdflib's serializer,")
    print(f"from a store to a file {stored / export:.1f} times as fast as rdflib from such a store to a file,")
    print(f"and {theirs / export:.1f} times as fast as rdflib from N-Triples to a file")


def alone(*arguments: str) -> tuple[float, float, int]:
    """Run a task in a process of its own, and return its seconds, megabytes and triples."""
    ran = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    return tuple(json.loads(ran.stdout))


def told(name: str, found: tuple[float, float, int]) -> tuple[float, float, int]:
    """Print what a task took."""
    print(f"{name:34}{found[0]:8.1f} s {found[1]:8.0f} MB", flush=True)
    return found


def task(name: str, given: str, folder: Path, times: str = "") -> tuple[float, int]:
    """Do one task, and return the seconds of the part that counts, and how many triples it was about."""
    if name == "times":
        return 0.0, multiply(Path(given), folder / "times", int(times))
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

    if name == "rdflib-store":
        from oxrdflib import OxigraphStore

        source = folder / "triples-store"
        held = Store(str(source))
        held.bulk_load(path=str(folder / "triples.nt"), format=RdfFormat.N_TRIPLES)
        held.optimize()
        del held
        there = OxigraphStore(store=Store.read_only(str(source)))
        stored = rdflib.Graph(there, rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
        return timed(lambda: by_rdflib(stored, folder)), 0
    lines = folder / "triples.nt"
    if not lines.exists():
        read: Any = parse(path=str(folder / "jsonld"), format=RdfFormat.JSON_LD)
        with lines.open("w") as text:
            text.writelines(f"{quad.triple} .\n" for quad in read)

    def read_and_write() -> None:
        graph = rdflib.Graph().parse(lines, format="nt")
        if name == "rdflib":
            by_rdflib(graph, folder)

    return timed(read_and_write), 0


def by_rdflib(graph: Any, folder: Path) -> None:
    """Have rdflib write a graph as JSON-LD."""
    context = profiles.PROFILES["native"].keys()
    graph.serialize(folder / "rdflib", format="json-ld", context=context, indent=None)


def multiply(source: Path, target: Path, times: int) -> int:
    """Make a store that says so many times, of other things each time, what another one says; return its triples.

    The triples are those that JSON-LD has.
    """
    shutil.rmtree(target, ignore_errors=True)
    store = local.open_store(source)
    layers = [GRAPH.entities, GRAPH.facts, GRAPH.disputes]

    def quads() -> Iterator[Quad]:
        yield from store.quads_for_pattern(None, None, None, GRAPH.ontology)
        for number in range(times):
            for layer in layers:
                for quad in store.quads_for_pattern(None, None, None, layer):
                    subject, predicate, value = (renamed(term, number) for term in quad.triple)
                    yield Quad(subject, predicate, value, layer)

    local.replace(target, quads(), sources="0" * 64, policy="most-supported", counts={})
    chosen = profiles.PROFILES["native"].select(local.open_store(target))
    return len({(node, *said) for node, its in chosen.each() for said in its}) if times == 1 else 0


def renamed(term: Any, number: int) -> Any:
    """Return a thing of ours under another name, and anything else as it is."""
    if number and isinstance(term, NamedNode) and RENAMED.match(term.value):
        return NamedNode(f"{term.value}-times-{number}")
    return term


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
    if len(sys.argv) <= 3:
        main(*sys.argv[1:] or ["20"])
    else:
        spent, triples = task(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])
        print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, triples]))
