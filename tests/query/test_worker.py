"""Queries that anybody may write: given up in time, stopped by Ctrl-C, and a fallen engine is one message."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.query import worker

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COMMAND = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()", "sparql"]


def children(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_query_is_given_up_in_time(small_store_path: Path) -> None:
    before = time.monotonic()
    result = subprocess.run(
        [*COMMAND, "--timeout", "1"],
        input=LONG,
        capture_output=True,
        text=True,
        env=os.environ | {"SPACEFLIGHT_STORE": str(small_store_path)},
        check=False,
        timeout=60,
    )
    assert time.monotonic() - before < 30
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "Error: the query took longer than 1 s. Fix: ask for less, or give a longer --timeout.\n",
    )


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [
        (signal.SIGINT, 2, "Error: interrupted. Nothing half-done is left behind; run the command again."),
        (signal.SIGTERM, 143, ""),
    ],
)
def test_a_signal_stops_a_long_query(small_store_path: Path, sent: signal.Signals, code: int, said: str) -> None:
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"SPACEFLIGHT_STORE": str(small_store_path)},
    ) as process:
        assert process.stdin
        process.stdin.write(LONG)
        process.stdin.close()
        deadline = time.monotonic() + 20
        while not (asked := children(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(sent)
        try:
            assert process.wait(timeout=10) == code
        finally:
            process.kill()
        assert process.stderr
        told = process.stderr.read().strip()
    assert told == said
    assert asked
    assert all(gone(child) for child in asked)


def test_engine_that_falls_is_one_message(small_store_path: Path) -> None:
    code = "from spaceflight_graph.sparql import size; size.LONGEST = size.BUSIEST = 10**6;" + COMMAND[2]
    result = subprocess.run(
        [sys.executable, "-c", code, "sparql", "--store", str(small_store_path)],
        input="ASK { FILTER(" + "!" * 100_000 + "true) }",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(r"Error: the query ended the database engine: .* Fix: .*\n", result.stderr)


def test_answers_and_refusals_come_from_there(small_store_path: Path, tmp_path: Path) -> None:
    assert worker.answer(small_store_path, "ASK { id:one a ?x }", "table", 60) == "yes\n"
    with pytest.raises(SpaceflightError, match="not a SPARQL query"):
        worker.answer(small_store_path, "SELECT", "table", 60)
    with pytest.raises(SpaceflightError, match="no graph has been built here"):
        worker.answer(tmp_path, "ASK {}", "table", 60)


def test_nobody_is_called(small_store_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        result = subprocess.run(
            [*COMMAND, "--store", str(small_store_path)],
            input=f"PREFIX :<{here}> SELECT * {{ FILTER(1<2)SERVICE#>\n:s {{ ?a ?b ?c }} }}",
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        assert (result.returncode, "calls SERVICE" in result.stderr) == (2, True)
        with pytest.raises(BlockingIOError):  # nobody has connected
            listener.accept()
