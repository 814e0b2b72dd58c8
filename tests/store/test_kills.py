"""A build that is killed does no harm: two kills here, thirty-two in ``tests/benchmarks/bench_kills.py``."""

import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "bench_kills.py"


def test_two_kills() -> None:
    ended = subprocess.run([sys.executable, str(SCRIPT), "2"], capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines()
    assert (ended.returncode, lines[2:]) == (0, ["0 faults"]), ended.stdout + ended.stderr
    assert all(re.search(r"killed .* (old|new) +graph answers; next build works$", line) for line in lines[:2])
