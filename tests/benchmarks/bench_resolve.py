"""How fast claims become facts, and that memory does not grow with their number.

    python tests/benchmarks/bench_resolve.py [CLAIMS ...]     default: 500000 1000000

For each size a Turtle file of claims about a tenth as many things is made, then read, grouped and resolved in a process
of its own. Prints rate and peak memory of each size, and the ratios between the sizes: all from one run.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

SIZES = (500_000, 1_000_000)
PER_THING = 10
DOCUMENTS = 5
HEAD = """@prefix claim: <https://w3id.org/spaceflight/claim/> .
@prefix doc: <https://w3id.org/spaceflight/document/> .
@prefix id: <https://w3id.org/spaceflight/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sf: <https://w3id.org/spaceflight/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def made(count: int) -> Iterator[str]:
    """Yield claims in Turtle: each thing has times and places from several documents, some of which conflict."""
    draw = random.Random(count)
    things = count // PER_THING
    order = list(range(count))
    draw.shuffle(order)  # documents tell of things in no order
    for i in order:
        thing, n = i % things, i // things
        document = draw.randrange(DOCUMENTS)
        if n < PER_THING // 2:
            minute = 21 if draw.random() < 0.9 else 41
            value = f'"2017-12-17T07:{minute}:00Z"^^xsd:dateTime ; sf:precision sf:Minute'
            predicate = "time"
        else:
            value, predicate = f"id:place-{thing % 50 if draw.random() < 0.9 else 51}", "place"
        yield (
            f"claim:d{document}-L{i}-x a sf:Claim ; rdf:subject id:x{thing} ; rdf:predicate sf:{predicate} ;"
            f' rdf:object {value} ; sf:document doc:d{document} ; sf:line {i + 1} ; sf:statedAs "x"@en .\n'
        )


def worker(file: str) -> None:
    """Resolve one file and print what it took."""
    from pyoxigraph import RdfFormat, parse

    from spaceflight_graph.claims.claim import read_claims
    from spaceflight_graph.namespaces import SF
    from spaceflight_graph.resolve.choose import Context, resolve
    from spaceflight_graph.resolve.graph import grouped

    context = Context(functional={SF.time, SF.place})
    start = time.perf_counter()
    claims = facts = disputes = 0
    quads = parse(path=file, format=RdfFormat.TURTLE)
    for group in grouped(read_claims(quad.triple for quad in quads)):
        claims += len(group)
        chosen, unreadable = resolve(group, context)
        assert not unreadable
        facts += len(chosen)
        disputes += sum(choice.disputed for choice in chosen)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(claims, facts, disputes, seconds, peak)


def main(sizes: list[int]) -> None:
    """Print a table and the ratios."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "claims.ttl"
            with file.open("w", encoding="utf-8") as out:
                out.write(HEAD)
                out.writelines(made(size))
            told = subprocess.run(
                [sys.executable, __file__, "--worker", str(file)], capture_output=True, text=True, check=True
            ).stdout.split()
        claims, facts, disputes, seconds, peak = map(float, told)
        assert claims == size
        rows.append((size, seconds, peak))
        print(
            f"{int(claims):>9,} claims  {int(facts):>8,} facts  {int(disputes):>7,} disputed  {seconds:7.1f} s"
            f"  {claims / seconds:>9,.0f} claims/s  peak {peak:6.0f} MB",
            flush=True,
        )
    for (a, first, low), (b, second, high) in pairwise(rows):
        print(f"{b / a:.2f} times the claims: {second / first:.2f} times as long, {high / low:.2f} times the memory")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(sys.argv[2])
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
