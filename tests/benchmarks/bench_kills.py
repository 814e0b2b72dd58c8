"""Builds killed at random moments: after each, the old or the new graph answers whole and the next build works.

    python tests/benchmarks/bench_kills.py [KILLS]

Each kill has a seed, its number. Even ones fall anywhere in a build, odd ones while the store is written. The flight of
tests/small is built, with one label changed from build to build, so that the old graph and the new one can be told
apart. Exit code 1: a kill did harm.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from spaceflight_graph.build import build
from spaceflight_graph.export import write
from spaceflight_graph.store import local, reservation

ROOT = Path(__file__).parents[2]
KILLS = 32


def main() -> None:
    """Print a line a kill: when, what was left lying about, which graph answered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [_source(folder / "one", "Cy Tan"), _source(folder / "two", "Cyrus Tan")]
        store = folder / "store"
        texts = [_built(store, source) for source in reversed(sources)][::-1]
        assert texts[0] != texts[1]
        whole, last = _times(folder / "other", sources[0])
        faults = 0
        for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS):
            old, new = seed % 2, 1 - seed % 2
            moment, left = _killed(store, sources[new], random.Random(seed), last if seed % 2 else None, whole)
            answer = _text(store)
            told = "old" if answer == texts[old] else "new" if answer == texts[new] else "NEITHER"
            again = _built(store, sources[new]) == texts[new]
            tidy = sorted(p.name for p in store.iterdir()) == sorted(
                [local.read_manifest(store).graph, "lock", reservation.MANIFEST]
            )
            faults += told == "NEITHER" or not again or not tidy
            sys.stdout.write(
                f"{seed:3}  killed {moment:25}  left {', '.join(left) or 'nothing':38}  {told:7} graph answers;"
                f" next build {'works' if again and tidy else 'FAILS'}\n"
            )
    sys.stdout.write(f"{faults} faults\n")
    raise SystemExit(1 if faults else 0)


def _source(folder: Path, label: str) -> Path:
    folder.mkdir()
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "tests" / "small" / "data", folder / "data")
    people = folder / "data" / "entities" / "people.ttl"
    people.write_text(people.read_text(encoding="utf-8").replace('"Cy Tan"@en', f'"{label}"@en'), encoding="utf-8")
    return folder


def _built(store: Path, source: Path) -> str:
    build(store, source=source)
    return _text(store)


def _text(store: Path) -> str:
    """Return all that the graph holds, every file of it read through."""
    local.check(store)
    return write.text(local.open_store(store), "nquads")


def _started(store: Path, source: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()", "build"]
    return subprocess.Popen(
        [*command, "--store", str(store), "--source", str(source)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


def _until_validated(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("validate"):
            return


def _times(store: Path, source: Path) -> tuple[float, float]:
    """Return how long a build takes, and how long the writing of the store."""
    started = time.monotonic()
    process = _started(store, source)
    _until_validated(process)
    validated = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - started, time.monotonic() - validated


def _killed(
    store: Path, source: Path, chance: random.Random, last: float | None, whole: float
) -> tuple[str, list[str]]:
    """Kill a build; return when, and what it left besides the graph before."""
    before = {p.name for p in store.iterdir()}
    process = _started(store, source)
    if last is not None:
        _until_validated(process)
    wait = chance.uniform(0, whole if last is None else last)
    time.sleep(wait)
    process.kill()
    process.communicate()
    when = f"{'at' if last is None else 'in the store step,'} {wait:.2f} s"
    return when, sorted({p.name for p in store.iterdir()} - before)


if __name__ == "__main__":
    main()
