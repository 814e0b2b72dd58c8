"""What somebody who writes a query is told: on a terminal, of a file, of a mistake."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

RUN = "from spaceflight_graph.cli import run; run()"
HINT = "Type a SPARQL query, then Ctrl-D on a line of its own; Ctrl-C gives it up.\n"


def sparql(
    *arguments: str, store: Path, stdin: str | int = "", at: Path | None = None
) -> subprocess.CompletedProcess[str]:
    given = {"stdin": stdin} if isinstance(stdin, int) else {"input": stdin}
    return subprocess.run(
        [sys.executable, "-c", RUN, "sparql", *arguments, "--store", str(store)],
        capture_output=True, text=True, check=False, timeout=60, cwd=at, **given,
    )  # fmt: skip


def on_terminal(arguments: Sequence[str], typed: str, store: Path) -> subprocess.CompletedProcess[str]:
    ours, theirs = pty.openpty()
    try:
        os.write(ours, typed.encode())
        return sparql(*arguments, store=store, stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_terminal_is_told_that_a_query_is_waited_for(small_store_path: Path, tmp_path: Path) -> None:
    result = on_terminal([], "ASK { ?s ?p ?o }\n\x04", small_store_path)
    assert (result.stdout, result.stderr, result.returncode) == ("yes\n", HINT, 0)
    assert sparql(store=small_store_path, stdin="ASK { ?s ?p ?o }").stderr == ""
    query = tmp_path / "q.rq"
    query.write_text("ASK {}", encoding="utf-8")
    assert on_terminal([str(query)], "", small_store_path).stderr == ""


def test_nobody_types_in_vain(tmp_path: Path) -> None:
    result = on_terminal([], "", tmp_path)
    assert result.stderr.endswith(f"no graph has been built here. Fix: run `spaceflight build --store {tmp_path}`.\n")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)


def test_a_mistake_in_a_file_is_told_with_its_place(small_store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("# 联盟\n\nASK {\n\t?s ?p\n}\n", encoding="utf-8")
    result = sparql("q.rq", store=small_store_path, at=tmp_path)
    first, line, marks = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (2, "")
    assert first.startswith("Error: q.rq:5:1: not a SPARQL query: expected ")
    assert (line, marks) == ("5 | }", "  | ^")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_mistake_in_what_is_typed_is_told_with_its_place(small_store_path: Path, arguments: list[str]) -> None:
    result = sparql(*arguments, store=small_store_path, stdin="ASK {\r\n ?x =\r\n}")
    first, line, marks = result.stderr.splitlines()
    assert first.startswith("Error: not a SPARQL query: error at 2:5: expected ")
    assert (result.returncode, line, marks) == (2, "2 |  ?x =", "  |     ^")


def test_what_is_no_text_is_told_with_its_file(small_store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xff\xfe")
    result = sparql("q.rq", store=small_store_path, at=tmp_path)
    assert result.stderr == "Error: q.rq: is not UTF-8. Fix: save the query as UTF-8.\n"


def test_a_term_that_does_not_exist_is_a_warning_and_with_strict_an_error(small_store_path: Path) -> None:
    query = "SELECT ?s {\n  ?s a sf:SpaceWalk }"
    told = "\n".join(
        (
            "at 2:8: sf:SpaceWalk is nowhere in the graph. Fix: write sf:Spacewalk.",
            "2 |   ?s a sf:SpaceWalk }",
            "  |        ^^^^^^^^^^^^\n",
        )
    )
    result = sparql(store=small_store_path, stdin=query)
    assert (result.returncode, result.stdout) == (0, "No rows.\n")
    assert result.stderr == f"warning: {told}"
    result = sparql("--strict", store=small_store_path, stdin=query)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"Error: {told}"
    right = query.replace("SpaceWalk", "Spacewalk")
    for arguments in ([], ["--strict"]):
        result = sparql(*arguments, "--format", "csv", store=small_store_path, stdin=right)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == "s\nhttps://w3id.org/spaceflight/id/eva-1\n"


def test_a_term_that_does_not_exist_is_told_where_the_query_fails(small_store_path: Path) -> None:
    result = sparql("--format", "csv", store=small_store_path, stdin="CONSTRUCT WHERE { ?s a sf:SpaceWalk }")
    assert result.returncode == 2
    assert result.stderr.startswith("warning: at 1:24: sf:SpaceWalk is nowhere")
    assert "Error: this query makes triples, which csv cannot hold." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], "2 d 1 h"),
        (["--lang", "ru"], "2 сут 1 ч"),
        (["--raw"], "P2DT1H"),
        (["--format", "csv"], "P2DT1H"),
        (["--format", "md"], "| 2 d 1 h |"),
        (["--format", "md", "--raw"], "| P2DT1H |"),
    ],
)
def test_durations_read_as_people_write_them(small_store_path: Path, arguments: list[str], shown: str) -> None:
    query = "SELECT ('P2DT1H'^^xsd:dayTimeDuration AS ?x) {}"
    result = sparql(*arguments, store=small_store_path, stdin=query)
    assert (result.stderr, result.stdout.splitlines()[-1].strip()) == ("", shown)
