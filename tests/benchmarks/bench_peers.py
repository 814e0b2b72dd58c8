"""Validation beside every other engine that is installed: times in one run, and whether results are the same.

    python tests/benchmarks/bench_peers.py                            # tiny, 10,000, 100,000, the wild
    python tests/benchmarks/bench_peers.py 1000000 --limit 900        # seconds that one engine may take
    python tests/benchmarks/bench_peers.py tiny wild --rounds 5       # the best of five
    python tests/benchmarks/bench_peers.py 10000 --jena CLASSPATH     # ``bench_validate.py`` says where that is from

Prints a Markdown table: processor seconds of each engine from the start of its process to its report (ours: the whole
command, report written), the ratio to ours, and how its results differ from ours. Peers are whatever of pySHACL,
pyshacl-turbo, pyrudof, ``shacl`` (Rust) and pyshifty is installed in this environment; none is needed by the project.
All engines get the same two files: data and ontology in one, shapes in the other. Never a test.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench_validate_missions import missions
from peers import Row, installed, of_turtle

from spaceflight_graph import resources
from spaceflight_graph.rdf.inputs import expand
from spaceflight_graph.validate import own_data

WILD = Path(__file__).parents[3] / "shared" / "shapes-in-the-wild"
CASES = {
    "DCAT-AP 3.0.1": ("dcat-ap-3.0.1/dcat-ap-SHACL.ttl", "dcat-ap-3.0.1/data.ttl"),
    "gist on UCO": ("gist/gistShapes.ttl", "gist/uco-mono.ttl"),
    "223P on itself": ("s223/223p.ttl", "s223/223p.ttl"),
    "223P, nrel-example": ("s223/223p.ttl", "s223/nrel-example.ttl", "s223/223p.ttl"),
    "223P, lbnl-bdg3-1": ("s223/223p.ttl", "s223/lbnl-bdg3-1.ttl", "s223/223p.ttl"),
}
TINY = """\
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
TINY_DATA = 'ex:a a ex:Person ; ex:name "Anna" ; ex:age 7 .\nex:b a ex:Person ; ex:name "Bo" , "Bob" ; ex:age "old" .\n'
TINY_SHAPES = """\
ex:Person-shape a sh:NodeShape ; sh:targetClass ex:Person ;
    sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 3 ] ,
        [ sh:path ex:age ; sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ] .
"""


def main() -> None:
    """Run every engine on every case, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", default=["tiny", "10000", "100000", "wild"])
    parser.add_argument("--limit", type=float, default=300, help="seconds that one engine may take for one case")
    parser.add_argument("--rounds", type=int, default=1, help="the best of so many counts")
    parser.add_argument("--jena", metavar="CLASSPATH")
    parser.add_argument("--show", type=int, default=0, help="so many results that differ, to standard error")
    parser.add_argument("--only", metavar="ENGINE", action="append", help="leave out all other peers")
    options = parser.parse_args()
    peers = [name for name in (*installed(), *(["Jena"] if options.jena else [])) if name in (options.only or [name])]
    print("| case | ours | results |", " | ".join(peers), "|")
    print("|---" * (3 + len(peers)) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for name, shapes, data in (case for asked in options.cases for case in _cases(asked, Path(folder))):
            _compare(name, shapes, data, peers, options)


def _cases(asked: str, folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Yield name, shapes and data of what is asked for, each in one file."""
    shapes, data = folder / "shapes.ttl", folder / "data.ttl"
    if asked == "tiny":
        shapes.write_text(TINY + TINY_SHAPES, encoding="utf-8")
        data.write_text(TINY + TINY_DATA, encoding="utf-8")
        yield "tiny", shapes, data
    elif asked == "wild":
        if not WILD.exists():
            print(f"skipped: no shapes in the wild, {WILD} is not there", file=sys.stderr)
            return
        for name, (rules, *files) in CASES.items():
            data.write_bytes(b"\n".join((WILD / file).read_bytes() for file in files))
            yield name, WILD / rules, data
    else:
        ours = expand([*own_data.paths()[:1], resources.path("data") / "documents.ttl"])
        text = "".join(missions(int(asked))).encode()
        data.write_bytes(b"\n".join([*(file.read_bytes() for file in ours if file.suffix == ".ttl"), text]))
        shapes.write_bytes(b"\n".join(file.read_bytes() for file in expand([resources.path("shapes")])))
        yield f"{int(asked):,} triples", shapes, data


def _compare(name: str, shapes: Path, data: Path, peers: list[str], options: argparse.Namespace) -> None:
    ours, mine = min((_ours(shapes, data, options.limit) for _ in range(options.rounds)), key=lambda run: run[0])
    cells = [name, f"{ours:.2f} s", str(mine.total())]
    for peer in peers:
        runs = []
        for _ in range(options.rounds):
            try:
                runs.append(_theirs(peer, shapes, data, options))
            except subprocess.TimeoutExpired:
                cells.append(f"not within {options.limit:g} s")
                break
            except RuntimeError as error:
                cells.append(f"fails: {error}")
                break
        else:
            seconds, theirs = min(runs, key=lambda run: run[0])
            same = "same" if theirs == mine else f"{(mine - theirs).total()} missing, {(theirs - mine).total()} more"
            for which, rows in (("missing", mine - theirs), ("more", theirs - mine)):
                for one in sorted(rows)[: options.show]:
                    print(peer, which, one, file=sys.stderr)
            cells.append(f"{seconds:.2f} s, {seconds / ours:.2f} times, {same}")
    print("|", " | ".join(cells), "|", flush=True)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _timed(command: list[str], limit: float) -> tuple[float, subprocess.CompletedProcess[bytes]]:
    before = _processor()
    done = subprocess.run(command, capture_output=True, check=False, timeout=limit)
    return _processor() - before, done


def _ours(shapes: Path, data: Path, limit: float) -> tuple[float, Counter[Row]]:
    command = [sys.executable, "-m", "spaceflight_graph", "validate", "--format", "turtle", "--timeout", f"{limit:g}"]
    seconds, done = _timed([*command, "--shapes", str(shapes), str(data)], limit)
    if done.returncode == 2:  # it could not be checked
        raise SystemExit(done.stderr.decode())
    return seconds, Counter(of_turtle(done.stdout))


def _theirs(peer: str, shapes: Path, data: Path, options: argparse.Namespace) -> tuple[float, Counter[Row]]:
    """Return processor time and results of a peer.

    Raises:
        RuntimeError: it gives none; with what it says.
    """
    if peer == "Jena":
        command = [
            "java",
            "-Xmx6g",
            "-cp",
            options.jena,
            "shacl.shacl_validate",
            f"--shapes={shapes}",
            f"--data={data}",
        ]
        seconds, done = _timed(command, options.limit)
        if not done.stdout:
            raise RuntimeError(_said(done.stderr))
        return seconds, Counter(of_turtle(done.stdout))
    found = data.with_suffix(".tsv")
    command = [sys.executable, str(Path(__file__).with_name("peers.py")), peer, str(shapes), str(data), str(found)]
    _, done = _timed(command, options.limit)
    if done.returncode:
        raise RuntimeError(_said(done.stderr))
    rows = Counter(tuple(line.split("\t")) for line in found.read_text(encoding="utf-8").splitlines())
    return float(done.stdout.split()[-1]), rows


def _said(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines() or ["nothing"]
    return " ".join(lines[-1].split())[:80].replace("|", "/")


if __name__ == "__main__":
    main()
