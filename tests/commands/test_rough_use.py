"""Rough use: devices as output, closed pipes, damaged stores, odd encodings. One message each, and nothing is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph import files, resources
from spaceflight_graph.claims import layers
from spaceflight_graph.errors import SpaceflightError, StoreError
from spaceflight_graph.namespaces import GRAPH
from spaceflight_graph.query import ask, results
from spaceflight_graph.store import checksums, local, reservation

Spaceflight = Callable[..., subprocess.CompletedProcess[str]]
RUN = "from spaceflight_graph.cli import run; run()"


def shell(command: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f"run() {{ {sys.executable} -c '{RUN}' \"$@\"; }}; {command}"
    settings = os.environ | {"SPACEFLIGHT_STORE": str(at)} | environment
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, env=settings, check=False
    )


def test_a_device_or_link_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, target, link = tmp_path / "pipe", tmp_path / "target", tmp_path / "link"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    try:
        files.write(pipe, "text")
        assert pipe.is_fifo()
        assert reader.communicate(timeout=10)[0] == b"text"
    finally:
        reader.kill()
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    files.write(link, "new")
    assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, "new")


def test_a_build_goes_on_when_nobody_reads_what_it_tells(small_source: Path, tmp_path: Path) -> None:
    result = shell(f"run build --source {small_source} | true", tmp_path / "store")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(local.open_store(tmp_path / "store")) > 0


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("run query > /dev/full", "no space left on device. Fix:"),
        ("PYTHONIOENCODING=latin-1 run show one --lang zh", "PYTHONIOENCODING=utf-8"),
        ("printf '\\xff\\xfe' | run sparql", "UTF-8"),
        ("printf 'SELECT' | run sparql", "error at 1:"),
    ],
)
def test_one_message_with_a_remedy(small_store_path: Path, command: str, part: str) -> None:
    result = shell(command, small_store_path)
    assert result.returncode == 2
    assert part in result.stderr
    assert "a fault of the program" not in result.stderr


def test_names_are_utf8_in_any_locale(small_store_path: Path) -> None:
    plain = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    for command in ("query crew-of-flight flight=一号 --format csv", "explain 一号", "show 一号"):
        result = shell(f"run {command}", small_store_path, **plain)
        assert (result.returncode, result.stderr) == (0, ""), command
    result = shell(r"run query crew-of-flight flight=$'\xff'", small_store_path, **plain)
    assert result.returncode == 2
    assert "no Spaceflight is called" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        "{}",
        "export {}",
        "query {}",
        "query crew-of-flight {}",
        "query crew-of-flight {}=1",
        "query crew-of-flight flight={}",
        "query crew-of-flight flight={} --endpoint http://127.0.0.1:9/",
        "query crew-of-flight flight=one --endpoint {}",
        "query events-on-day day={}",
        "explain {}",
        "explain one {}",
        "show {}",
    ],
)
def test_long_name_is_told_in_short(spaceflight: Spaceflight, small_store_path: Path, command: str) -> None:
    result = spaceflight(*command.format("x" * 100_000).split(), store=small_store_path)
    assert result.returncode == 2
    assert "Error: " in result.stderr
    assert len(result.stderr) < 1500


def test_a_closed_output_is_no_fault(small_store_path: Path) -> None:
    result = shell("run query >&-", small_store_path)
    assert "fault of the program" not in result.stderr


def test_a_byte_order_mark_is_read(small_store_path: Path, tmp_path: Path) -> None:
    assert shell(r"printf '\xef\xbb\xbfASK {}' | run sparql", small_store_path).stdout == "yes\n"
    file = tmp_path / "marked.ttl"
    file.write_bytes(b"\xef\xbb\xbf<http://a> <http://b> <http://c> .\n")
    assert len(layers.read(file, GRAPH.entities).triples) == 1


@pytest.mark.parametrize("change", [{"graph": 5}, {"counts": []}])
def test_a_manifest_of_other_types_is_refused(
    small_store_path: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    told = json.loads((small_store_path / reservation.MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / reservation.MANIFEST).write_text(json.dumps(told | change), encoding="utf-8")
    with pytest.raises(StoreError, match="does not hold what was written"):
        local.read_manifest(tmp_path)


def test_a_database_that_the_engine_refuses_is_told(good_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (good_store / local.read_manifest(good_store).graph).glob("*.sst"):
        file.write_bytes(b"x" * 100)
    monkeypatch.setattr(checksums, "difference", lambda *_, **__: None)
    with pytest.raises(StoreError, match=r"cannot be opened: .*Fix: run `spaceflight build"):
        local.open_store(good_store)


def test_a_database_that_breaks_while_rows_are_read_is_told(good_store: Path) -> None:
    graph = local.open_store(good_store)
    rows = ask.ask(graph, "SELECT * { ?s ?p ?o }")
    for file in (good_store / local.read_manifest(good_store).graph).glob("*.sst"):
        file.write_bytes(b"x" * file.stat().st_size)
    with pytest.raises(SpaceflightError, match=r"the query failed: .*Fix:"):
        results.text(rows, "csv")


def test_a_graph_that_is_replaced_while_it_is_opened_is_found_again(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spaceflight_graph.build import build

    path = good_store
    real, asked = local.read_manifest, []

    def late(where: Path) -> local.Manifest:
        manifest = real(where)
        asked.append(manifest.graph)
        if len(asked) == 1:
            build(path, source=small_source)
        return manifest

    monkeypatch.setattr(local, "read_manifest", late)
    assert len(local.open_store(path)) > 0
    assert len(set(asked)) == 2


def test_an_interrupt_just_after_the_manifest_keeps_the_new_graph(
    small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spaceflight_graph.build import build

    path, real = tmp_path / "store", Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        real(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(path, source=small_source)
    assert len(local.open_store(path)) > 0


def test_without_a_home_the_store_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("SPACEFLIGHT_STORE", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(StoreError, match="--store"):
        local.default_path()


def test_a_parameter_given_twice_is_refused(small_store_path: Path) -> None:
    result = shell("run query crew-of-flight flight=one flight=two", small_store_path)
    assert result.returncode == 2
    assert "twice" in result.stderr


def test_a_folder_that_is_gone_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "cwd", gone)
    assert files.shown(Path("/a/b")) == "/a/b"


def test_data_alone_is_held_to_the_ontology_too(tmp_path: Path) -> None:
    from spaceflight_graph.validate.run import validate_paths

    file = tmp_path / "x.ttl"
    file.write_text("<http://a> a <https://w3id.org/spaceflight/ontology#Persn> .\n", encoding="utf-8")
    assert "check:declared" in [finding.rule for finding in validate_paths([file]).findings]


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spaceflight_graph.findings import Report
    from spaceflight_graph.validate.baseline import write_baseline

    known = tmp_path / "known.json"
    known.write_text("old", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match="cannot be written"):
        write_baseline(known, Report(findings=(), files=(), rules=(), triples=0))
    assert known.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_deeply_nested_query_is_refused_before_it_is_parsed(small_store: Store, brackets: str) -> None:
    deep = f"SELECT * WHERE {brackets[0] * 7_000}{brackets[1] * 7_000}"
    with pytest.raises(SpaceflightError, match=r"nests brackets deeper than 200\. Fix:"):
        ask.ask(small_store, deep)


def test_python_m_is_the_same_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "spaceflight_graph", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("spaceflight 0.")


def test_ctrl_c_while_the_program_starts_is_one_message() -> None:
    code = (
        "import sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "from spaceflight_graph.__main__ import run\n"
        "run()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (
        2,
        "Error: interrupted. Nothing half-done is left behind; run the command again.\n",
    )


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["query", "no-such"], 2)])
def test_what_others_left_for_the_end_is_done(arguments: list[str], code: int) -> None:
    program = "import atexit, sys\nfrom spaceflight_graph.__main__ import run\natexit.register(print, 'goodbye')\nrun()"
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == code
    assert result.stdout.endswith("goodbye\n")
    assert result.stderr.startswith("Error: " if code else "")


def test_the_process_ends_without_taking_itself_apart() -> None:
    program = (
        "import sys\n"
        "from spaceflight_graph.__main__ import run\n"
        "class Last:\n"
        "    def __del__(self):\n"
        "        sys.stderr.write('taken apart')\n"
        "last = Last()\n"
        "run()"
    )
    command = [sys.executable, "-c", program, "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("spaceflight ")
    assert result.stderr == ""


def test_cache_file_that_we_did_not_write_is_passed_over(tmp_path: Path) -> None:
    data = tmp_path / "x.ttl"
    data.write_text("<http://e/x> <http://e/p> 1 .\n", encoding="utf-8")
    shapes = str(resources.path("shapes"))
    command = [sys.executable, "-c", RUN, "validate", str(data), "--shapes", shapes, "--cache", str(tmp_path / "cache")]
    command.append("--allow-empty")
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    files = list((tmp_path / "cache").glob("*.json"))
    assert files
    for file in files:
        file.write_text('{"is": "Report", "findings": 5}', encoding="utf-8")
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
