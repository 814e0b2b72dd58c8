"""What is said is said whole, or the exit code says so; colours are where they are wanted."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph import output
from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError

RUN = "from spaceflight_graph.cli import run; run()"
BIG = "query timeline flight=one --format json"
SOUND = Path(__file__).parent / "small" / "data" / "documents.ttl"


class Slow(io.RawIOBase):
    """A file that takes three bytes at a time, as a disk that is filling up may, and none after ``room``."""

    def __init__(self, room: int = 1000) -> None:
        self.taken, self.room = b"", room

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(memoryview(data))[:3]  # type: ignore[arg-type]
        if len(self.taken) + len(part) > self.room:
            raise OSError(28, "No space left on device")
        self.taken += part
        return len(part)


def shell(command: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f"run() {{ {sys.executable} -c '{RUN}' \"$@\"; }}; {command}"
    settings = os.environ | {"SPACEFLIGHT_STORE": str(store)} | environment
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=settings, check=False)


@pytest.mark.parametrize("wrap", [io.BufferedWriter, lambda raw: raw])
def test_every_byte_is_written_or_told(
    wrap: Callable[[Slow], io.BufferedWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = Slow()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(wrap(raw), "utf-8"))
    output.write("联盟 \x1b[31m")
    output.write(b"\xff")
    assert raw.taken == "联盟 \x1b[31m".encode() + b"\xff"
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(wrap(Slow(10)), "utf-8"))
    with pytest.raises(SpaceflightError, match=r"standard output: no space left on device\. Fix: "):
        output.write("x" * 100)


def test_a_closed_output_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert not output.on_terminal()
    with pytest.raises(SpaceflightError, match=r"standard output: it is closed\. Fix: "):
        output.write("x")


def test_messages_are_lines_whatever_they_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    output.tell("a\n::error::b\x1b[2J", "::notice::c")
    assert stream.getvalue() == "a\\n::error::b\\x1b[2J\n\\x3a:notice::c\n"
    monkeypatch.setattr(sys, "stderr", None)
    output.tell("nobody hears")


def test_a_line_for_each_problem() -> None:
    error = DataError([Problem("no", "mend it", Place("a\nb.ttl", 1)), Problem("nor this", "mend it")])
    assert error.lines() == ("a\nb.ttl:1: no. Fix: mend it.", "nor this. Fix: mend it.")
    assert str(error) == "\n".join(error.lines())


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "0"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(terminal: bool, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(output, "on_terminal", lambda: terminal)
    assert output.coloured() is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="no ulimit")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "room"), [("export nquads", 100), (BIG, 1), ("validate --help", 1), (f"validate {SOUND}", 0)]
)
def test_a_file_that_may_not_grow_is_exit_2(
    small_store_path: Path, tmp_path: Path, unbuffered: str, command: str, room: int
) -> None:
    told = tmp_path / "told"
    result = shell(
        f"(ulimit -f {room}; run {command} 2>&3 >{told}) 3>&2",
        small_store_path,
        PYTHONUNBUFFERED=unbuffered,
        PYTHONDONTWRITEBYTECODE="1",  # it would be cut, too, and break whoever imports it next
    )
    assert result.returncode == 2
    assert told.stat().st_size == room * 1024


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("closed", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_exit_2(small_store_path: Path, unbuffered: str, closed: str) -> None:
    result = shell(f"run {BIG} {closed}", small_store_path, PYTHONUNBUFFERED=unbuffered)
    assert result.returncode == 2
    assert result.stderr.startswith("Error: standard output: ")
    assert len(result.stderr.splitlines()) == 1


GONE = "| (exec <&-; sleep 0.2); exit ${PIPESTATUS[0]}"
"""A reader that closes the pipe at once, and the code of the one who writes."""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["export nquads", BIG, "--help"])
def test_a_reader_who_leaves_is_no_error(small_store_path: Path, unbuffered: str, command: str) -> None:
    result = shell(f"(sleep 0.1; run {command}) {GONE}", small_store_path, PYTHONUNBUFFERED=unbuffered)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(("value", "code"), [(1, 0), (9, 1)])
def test_the_verdict_does_not_hang_on_the_reader(small_store_path: Path, tmp_path: Path, value: int, code: int) -> None:
    shapes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> a sh:NodeShape ; sh:targetSubjectsOf <http://e/p> ;"
        " sh:property [ sh:path <http://e/p> ; sh:maxInclusive 5 ] ."
    )
    (tmp_path / "shapes.ttl").write_text(shapes, encoding="utf-8")
    (tmp_path / "data.ttl").write_text(f"<http://e/x> <http://e/p> {value} .", encoding="utf-8")
    command = f"run validate {tmp_path}/data.ttl --shapes {tmp_path}/shapes.ttl"
    result = shell(f"(sleep 0.1; {command}) {GONE}", small_store_path)
    assert (result.returncode, result.stderr) == (code, "")


def test_nobody_to_tell_is_no_fault(small_store_path: Path) -> None:
    for closed in ("2>&-", "2>/dev/full"):
        assert shell(f"run query nosuch {closed}", small_store_path).returncode == 2
        assert shell(f"run {BIG} {closed} >/dev/null", small_store_path).returncode == 0


def test_a_closed_input_is_an_empty_one(small_store_path: Path) -> None:
    result = shell("run sparql <&-", small_store_path)
    assert result.returncode == 2
    assert "it is empty. Fix: " in result.stderr
