"""How fast is validation, beside pySHACL and Jena, and does it find the same? Prints figures; never a test.

    python tests/benchmarks/bench_validate.py 10000 --pyshacl
    python tests/benchmarks/bench_validate.py 100000 --pyshacl      # minutes, all of them pySHACL's
    python tests/benchmarks/bench_validate.py 1000000 --jena CLASSPATH
    python tests/benchmarks/bench_validate.py own --pyshacl         # our own data, with all that follows from it
    python tests/benchmarks/bench_validate.py 200000 --cache        # ten files, twice

For Jena, CLASSPATH names its jars. Debian's libapache-jena-java (4.5.0) has all of them, but has moved its copy of
Xerces without the messages: put a folder first that holds org/apache/jena/ext/xerces of jena-core.jar as ``xerces``.

The data is generated (``bench_validate_missions.py``); ontology, documents and shapes are the project's own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from bench_validate_missions import missions
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from spaceflight_graph import resources
from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Shapes
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.validate import own_data
from spaceflight_graph.validate.cache import cached
from spaceflight_graph.validate.run import validate

Key = tuple[str, ...]


def key(finding: Finding) -> Key:
    """Return all that a W3C report says of a result."""
    parts = (finding.focus, finding.path_term, finding.value, finding.component, finding.shape, finding.severity_term)
    return (*(str(part or "") for part in parts), *sorted(message.value for message in finding.messages))


def main() -> None:
    """Generate, validate, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("triples")
    parser.add_argument("--pyshacl", action="store_true")
    parser.add_argument("--prepared", action="store_true", help="let rdflib parse each query once: verdicts, not times")
    parser.add_argument("--jena", metavar="CLASSPATH")
    parser.add_argument("--cache", action="store_true")
    options = parser.parse_args()
    if options.cache:
        _cache(int(options.triples))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "missions.ttl"
        if options.triples == "own":
            _own(data)
        else:
            with data.open("w", encoding="utf-8") as file:
                file.writelines(missions(int(options.triples)))
        files = [data] if options.triples == "own" else expand([*own_data.paths()[:1], _documents(), data])
        shapes = own_data.shapes()
        start = time.perf_counter()
        report = validate(open_all(files), shapes=shapes)
        ours = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"ours: {report.triples:,} triples, {len(report.findings)} findings, {ours:.2f} s, {peak} MB")
        for note in report.notes:
            print(f"  {note}")
        if options.prepared:
            _prepare_once()
        if options.pyshacl:
            _pyshacl(open_all(files), shapes, list(report.findings), ours)
        if options.jena:
            _jena(options.jena, files, list(report.findings), ours)


def _cache(triples: int) -> None:
    """Validate ten files without a cache, with an empty one, and again with nothing changed."""
    shapes = own_data.shapes()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        head, *blocks = missions(triples)
        size = len(blocks) // 10 + 1
        files = [folder / f"missions{number}.ttl" for number in range(10)]
        for number, file in enumerate(files):
            file.write_text(head + "".join(blocks[number * size : (number + 1) * size]), encoding="utf-8")

        def timed(what: str, run: Callable[[list[Source]], Report]) -> Report:
            start = time.perf_counter()
            report = run(open_all(expand([*own_data.paths()[:1], _documents(), *files])))
            seconds = time.perf_counter() - start
            print(f"{what}: {report.triples:,} triples, {len(report.findings)} findings, {seconds:.2f} s")
            return report

        def plain(sources: list[Source]) -> Report:
            return validate(sources, shapes=shapes)

        def remembered(sources: list[Source]) -> Report:
            return cached(folder / "cache", sources, shapes)

        timed("no cache", plain)
        timed("empty cache", remembered)
        same = timed("nothing changed", remembered) == timed("no cache", plain)
        print(f"  identical: {same}")


def _documents() -> Path:
    return resources.path("data") / "documents.ttl"


def _own(data: Path) -> None:
    """Write our own data with all that is derived from it, as a build would hold it."""
    store = Store()
    sources = open_all(expand(own_data.paths()))
    for source in sources:
        store.extend(Quad(q.subject, q.predicate, q.object) for q in source.quads())
    said, inferred, problems = own_data.derived(store, sources)
    if problems:
        raise SystemExit(f"the data cannot be built: {problems[0].message}")
    store.extend([*said, *inferred])
    store.dump(str(data), format=RdfFormat.TURTLE, from_graph=DefaultGraph())


def _prepare_once() -> None:
    """Make rdflib keep the queries it has parsed; pySHACL gives it the same text for each focus node."""
    processor: Any = import_module("rdflib.plugins.sparql.processor")
    parse, translate = processor.parseQuery, processor.translateQuery
    texts: dict[int, str] = {}
    algebra: dict[str, object] = {}
    trees = lru_cache(maxsize=None)(parse)

    def parsed(text: str) -> object:
        tree = trees(text)
        texts[id(tree)] = text
        return tree

    def translated(tree: object, *arguments: object) -> object:
        text = texts[id(tree)]
        if text not in algebra:
            algebra[text] = translate(tree, *arguments)
        return algebra[text]

    processor.parseQuery, processor.translateQuery = parsed, translated


def _pyshacl(sources: list[Source], shapes: Shapes, found: list[Finding], ours: float) -> None:
    quads = [Quad(q.subject, q.predicate, q.object) for source in sources for q in source.quads()]
    prefixes = {prefix: iri for source in sources for prefix, iri in source.prefixes.items()}
    start, start_cpu = time.perf_counter(), time.process_time()
    theirs = run_pyshacl(quads, shapes, shapes.roots(), prefixes)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(f"pySHACL: {len(theirs)} results, {seconds:.1f} s ({cpu:.1f} s CPU), {seconds / ours:.0f} times ours")
    one, two = set(map(key, found)), set(map(key, theirs))
    print(f"  identical: {one == two} ({len(one)} findings; only ours {len(one - two)}, only theirs {len(two - one)})")
    for which, keys in (("only ours", one - two), ("only theirs", two - one)):
        for item in sorted(keys)[:5]:
            print(f"  {which}: {item}")


def _jena(classpath: str, files: list[Path], found: list[Finding], ours: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, shapes = Path(folder) / "all.ttl", Path(folder) / "shapes.ttl"
        data.write_bytes(b"\n".join(file.read_bytes() for file in files if file.suffix == ".ttl"))
        shapes.write_bytes(b"\n".join(file.read_bytes() for file in expand([resources.path("shapes")])))
        command = ["java", "-Xmx6g", "-cp", classpath, "shacl.shacl_validate", f"--shapes={shapes}", f"--data={data}"]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
    if not done.stdout:
        print(f"Jena: no report: {done.stderr.strip().splitlines()[:3]}", file=sys.stderr)
        return
    store = Store()
    store.load(done.stdout.encode(), format=RdfFormat.TURTLE)
    theirs: Counter[Key] = Counter(
        tuple(str(row[name]) for name in ("focus", "component", "value", "severity")) for row in _rows(store)
    )
    print(f"Jena: {theirs.total()} results, {seconds:.1f} s, {seconds / ours:.1f} times as long (ours {len(found)})")
    mine: Counter[Key] = Counter((str(f.focus), str(f.component), str(f.value), str(f.severity_term)) for f in found)
    print(f"  identical: {mine == theirs} (only ours {(mine - theirs).total()}, only theirs {(theirs - mine).total()})")
    for which, items in (("only ours", mine - theirs), ("only theirs", theirs - mine)):
        for item in sorted(items)[:5]:
            print(f"  {which}: {item}")


def _rows(store: Store) -> Any:
    """Return the results of a report in a store; Jena tells of a SPARQL constraint no value but the one it selects."""
    return store.query("""
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?focus ?component ?value ?severity {
            ?result sh:focusNode ?focus ; sh:sourceConstraintComponent ?component ; sh:resultSeverity ?severity .
            OPTIONAL { ?result sh:value ?value }
        }""")


if __name__ == "__main__":
    main()
