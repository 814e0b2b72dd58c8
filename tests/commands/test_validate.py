"""``spaceflight validate`` as a CI uses it: exit codes, baselines, globs, standard input, caches."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from spaceflight_graph.commands.validate import command
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Report
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate import cache, child
from spaceflight_graph.validate.reports import FORMATS
from spaceflight_graph.validate.run import validate

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
ex:Violates a sh:NodeShape ; sh:targetClass ex:T ; sh:property
    [ sh:path ex:p ; sh:maxInclusive 5 ; sh:message "Too big." ] .
ex:Warns a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Warning ] .
ex:Links a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:to ; sh:class ex:Known ] .
"""
PREFIX = "@prefix ex: <http://example.org/> .\n"


@pytest.fixture(autouse=True)
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of this large process takes its time; ``tests/validate/test_child.py`` tests the child."""
    monkeypatch.setattr(child, "in_child", lambda job, **_: child.run(job, lambda *_: None))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "all.ttl").write_text(SHAPES, encoding="utf-8")
    (tmp_path / "good.ttl").write_text(PREFIX + "ex:good a ex:T ; ex:p 1 ; ex:q 1 .\n", encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(PREFIX + "ex:bad a ex:T ; ex:p 9 ; ex:q 1 .\n", encoding="utf-8")
    (tmp_path / "warned.ttl").write_text(PREFIX + "ex:warned a ex:T .\n", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text(PREFIX + "ex:broken ex:p .\nex:x ex:p 'y .\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command, ["--shapes", "shapes", *arguments], input=stdin)


def refused(*arguments: str) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, SpaceflightError), result.output
    assert result.exception.exit_code == 2
    message = str(result.exception)
    assert "Fix: " in message or "Fix " in message
    return message


def test_exit_codes(folder: Path) -> None:
    assert run("good.ttl").exit_code == 0
    assert run("bad.ttl").exit_code == 1
    assert run("warned.ttl").exit_code == 0
    assert run("warned.ttl", "--fail-on", "warning").exit_code == 1
    assert run("good.ttl", "--fail-on", "info").exit_code == 0
    assert run("broken.ttl").exit_code == 1
    assert "no such file" in refused("missing.ttl")
    assert "no file matches" in refused("*.nothing")
    assert (
        "not a known RDF format" in refused("shapes/../good.txt") if (folder / "good.txt").write_text("") == 0 else True
    )
    (folder / "empty").mkdir()
    assert "holds no data" in refused("empty")


def test_wrong_shapes_are_told_and_end_with_2(folder: Path) -> None:
    shapes = folder / "shapes" / "all.ttl"
    for text, wanted in (
        ("ex:S a <http://www.w3.org/ns/shacl#PropertyShape> .", "sh:path"),
        ('ex:S <http://www.w3.org/ns/shacl#pattern> "[" ; <http://www.w3.org/ns/shacl#targetClass> ex:T .', "pattern"),
        ("ex:S ex:p .", "1:"),
        ("ex:a ex:b ex:c .", "no shapes"),
    ):
        shapes.write_text(PREFIX + text, encoding="utf-8")
        assert wanted in refused("good.ttl")
    shapes.write_text(PREFIX + "\nex:S <http://www.w3.org/ns/shacl#minCount> 1 .", encoding="utf-8")
    assert refused("good.ttl").startswith("shapes/all.ttl:3:1: ex:S: sh:minCount needs a sh:path")
    shapes.write_text(SHAPES.replace("sh:maxInclusive 5", "sh:pattern '('"), encoding="utf-8")
    assert "shapes/all.ttl:4:5: ex:Violates/ex:p: sh:pattern is no regular expression" in refused(
        "good.ttl", "--strict"
    )


def test_ill_formed_shapes_are_a_finding_and_strict_refuses_them(folder: Path) -> None:
    shapes = folder / "shapes" / "all.ttl"
    for wrong, kind, code in (
        ("sh:property ex:gone", "ill-formed", 0),
        ("sh:property [ sh:path ex:p ; sh:pattern '(' ]", "refused", 1),
    ):
        shapes.write_text(SHAPES.replace("sh:targetClass", f"{wrong} ; sh:targetClass", 1), encoding="utf-8")
        result = run("good.ttl", "--format", "json")
        assert result.exit_code == code
        assert [finding["rule"] for finding in json.loads(result.stdout)["findings"]] == [f"shapes:{kind}"]
        assert refused("good.ttl", "--strict").startswith(
            "SHACL does not allow these shapes. Fix them, or leave out --strict:\nshapes/all.ttl:"
        )


@pytest.mark.usefixtures("folder")
def test_one_bad_file_does_not_hide_the_others() -> None:
    result = run("broken.ttl", "bad.ttl", "--format", "json")
    found = [(f["rule"], f["place"]["file"], f["place"]["line"]) for f in json.loads(result.stdout)["findings"]]
    assert found[0][1:] == ("bad.ttl", 2)
    assert ("syntax", "broken.ttl", 2) in found
    assert ("syntax", "broken.ttl", 3) in found


def test_folders_and_globs(folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "bad.ttl").rename(folder / "deep" / "er" / "bad.ttl")
    for argument in ("deep", "deep/**/*.ttl", "deep/er/b?d.ttl", str(folder / "deep" / "*" / "*.ttl"), "good.ttl"):
        result = run(argument, "--format", "json")
        assert result.exit_code == (0 if argument == "good.ttl" else 1), argument
    assert json.loads(run("deep", "--format", "json").stdout)["files"] == ["deep/er/bad.ttl"]


def test_standard_input(folder: Path) -> None:
    text = (folder / "bad.ttl").read_text(encoding="utf-8")
    result = run("-", "--format", "json", stdin=text)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"][0]["place"]["file"] == "<stdin>"
    triple = "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/T> .\n"
    assert run("-", "--stdin-format", "ntriples", "--fail-on", "warning", stdin=triple).exit_code == 1


@pytest.mark.usefixtures("folder")
def test_quiet() -> None:
    assert run("good.ttl", "--quiet").output == ""
    assert "Conforms" in run("good.ttl").output
    assert "Too big." in run("bad.ttl", "--quiet").output


@pytest.mark.usefixtures("folder")
def test_the_same_each_time_whatever_the_order() -> None:
    first = run("bad.ttl", "warned.ttl", "good.ttl", "--format", "sarif").stdout
    assert run("bad.ttl", "warned.ttl", "good.ttl", "--format", "sarif").stdout == first
    listed = [
        json.loads(run(*files, "--format", "json").stdout)["findings"]
        for files in (("bad.ttl", "warned.ttl"), ("warned.ttl", "bad.ttl"))
    ]
    assert listed[0] == listed[1]
    assert len(listed[0]) == 2


def test_output_file(folder: Path) -> None:
    result = run("bad.ttl", "--format", "sarif", "--output", "out.sarif")
    assert result.exit_code == 1
    assert len(json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1
    assert "1 violation" in result.stderr
    assert "cannot be written" in refused("bad.ttl", "--output", "nowhere/out.sarif")


def test_baseline(folder: Path) -> None:
    assert "--baseline" in refused("bad.ttl", "--update-baseline")
    assert "no such baseline" in refused("bad.ttl", "--baseline", "known.json")
    assert run("bad.ttl", "--baseline", "known.json", "--update-baseline").exit_code == 0
    assert run("bad.ttl", "--baseline", "known.json").exit_code == 0
    moved = (folder / "bad.ttl").read_text(encoding="utf-8").replace("ex:bad", "\n\n# moved\nex:bad")
    (folder / "bad.ttl").write_text(moved, encoding="utf-8")
    assert run("bad.ttl", "--baseline", "known.json").exit_code == 0
    (folder / "bad.ttl").write_text(moved.replace("ex:p 9", "ex:p 9 , 8"), encoding="utf-8")
    result = run("bad.ttl", "--baseline", "known.json", "--format", "json")
    assert result.exit_code == 1
    assert [f["value"]["value"] for f in json.loads(result.stdout)["findings"]] == ["8"]
    gone = run("good.ttl", "--baseline", "known.json")
    assert "1 known findings are gone" in gone.stderr
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert "is no baseline" in refused("bad.ttl", "--baseline", "known.json")


def test_cache_remembers_and_notices(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in another file, in the shapes or in a version is noticed; the same input is not looked at again."""
    runs: list[int] = []

    def counted(sources: list[Source], **named: Any) -> Report:
        runs.append(1)
        return validate(sources, **named)

    monkeypatch.setattr(cache, "validate", counted)
    (folder / "link.ttl").write_text(PREFIX + "ex:l a ex:T ; ex:q 1 ; ex:to ex:k .\n", encoding="utf-8")
    (folder / "known.ttl").write_text(PREFIX + "ex:k a ex:Known .\n", encoding="utf-8")
    arguments = ("link.ttl", "known.ttl", "bad.ttl", "--cache", ".cache", "--format", "turtle")

    def again() -> tuple[int, int, str]:
        result = run(*arguments)
        return result.exit_code, len(runs), result.stdout

    first = again()
    assert first[:2] == (1, 1)
    assert again() == first
    (folder / "known.ttl").write_text(PREFIX + "ex:k a ex:Forgotten .\n", encoding="utf-8")
    changed = again()  # link.ttl itself did not change, and has a finding now
    assert changed[1] == 2
    assert "ClassConstraintComponent" in changed[2]
    assert again() == changed
    shapes = folder / "shapes" / "all.ttl"
    shapes.write_text(shapes.read_text(encoding="utf-8").replace("maxInclusive 5", "maxInclusive 50"), encoding="utf-8")
    assert again()[1] == 3
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert again()[1] == 4
    for file in (folder / ".cache").glob("*.json"):
        file.write_text("{", encoding="utf-8")
    assert again()[1] == 5


@pytest.mark.usefixtures("folder")
def test_every_format_is_the_same_from_the_cache() -> None:
    for form in ("text", "json", "turtle", "sarif", "junit", "github"):
        arguments = ("bad.ttl", "warned.ttl", "broken.ttl", "--format", form)
        plain = run(*arguments).stdout
        assert run(*arguments, "--cache", ".cache").stdout == plain
        assert run(*arguments, "--cache", ".cache").stdout == plain


def test_reports_of_earlier_runs_do_not_gather(folder: Path) -> None:
    for number in range(cache.KEPT + 2):
        (folder / "bad.ttl").write_text(f"{PREFIX}ex:b a ex:T ; ex:q {number} .\n", encoding="utf-8")
        run("bad.ttl", "--cache", ".cache")
    assert len(list((folder / ".cache").iterdir())) == cache.KEPT


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color_is_heard_on_a_terminal(folder: Path, no_color: str, coloured: bool) -> None:
    ours, theirs = pty.openpty()
    code = "from spaceflight_graph.cli import run; run()"
    command = [sys.executable, "-c", code, "validate", "bad.ttl", "--shapes", "shapes"]
    subprocess.run(command, stdout=theirs, cwd=folder, env=os.environ | {"NO_COLOR": no_color}, check=False)
    os.close(theirs)
    told = os.read(ours, 100_000)
    os.close(ours)
    assert b"Too big." in told
    assert (b"\x1b[" in told) is coloured


def test_data_that_no_shape_looks_at_is_an_error(folder: Path) -> None:
    (folder / "other.ttl").write_text(PREFIX + "ex:o a ex:Other .\n", encoding="utf-8")
    assert "nothing was checked: no shape looks at any node" in refused("other.ttl")
    allowed = run("other.ttl", "--allow-empty")
    assert allowed.exit_code == 0
    assert allowed.stdout.splitlines()[-1].endswith(" 0 focus nodes.")
    assert "1 focus node." in run("good.ttl").stdout
    assert "nothing was checked" in refused("other.ttl", "--baseline", "known.json", "--update-baseline")
    assert not (folder / "known.json").exists()


@pytest.mark.usefixtures("folder")
def test_our_shapes_have_not_looked_at_the_data_of_others() -> None:
    """The ontology that we add has focus nodes; what counts is the data that was named."""
    result = CliRunner().invoke(command, ["good.ttl"])
    assert "nothing was checked" in str(result.exception)
    assert " 0 focus nodes." in result.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_what_checks_nothing_is_told_in_every_format(folder: Path, form: str) -> None:
    shapes = folder / "shapes" / "all.ttl"
    shapes.write_text(SHAPES.replace("sh:minCount", "sh:minCont"), encoding="utf-8")
    told = run("good.ttl", "--format", form)
    assert told.exit_code == 0
    assert "sh:minCont" in told.stdout
    assert run("good.ttl", "--format", form, "--fail-on", "warning").exit_code == 1
    strict = run("good.ttl", "--format", form, "--strict", "--quiet")
    assert (strict.exit_code, "sh:minCont" in strict.stdout) == (1, True)


def test_counts_agree_in_every_format(folder: Path) -> None:
    (folder / "bad.ttl").write_text(PREFIX + "ex:bad a ex:T ; ex:p 9 , 10 ; ex:to ex:x .\n", encoding="utf-8")
    document = json.loads(run("bad.ttl", "--format", "json").stdout)
    assert document["counts"] == {"violation": 3, "warning": 1, "info": 0}
    assert "3 violations, 1 warning: " in run("bad.ttl").stdout
    levels = [r["level"] for r in json.loads(run("bad.ttl", "--format", "sarif").stdout)["runs"][0]["results"]]
    assert (levels.count("error"), levels.count("warning")) == (3, 1)
    github = run("bad.ttl", "--format", "github").stdout.splitlines()
    assert sum(line.startswith("::error") for line in github) == 3
    assert run("bad.ttl", "--format", "junit").stdout.count("<failure ") == 4
    assert run("bad.ttl", "--format", "turtle").stdout.count("sh:result [") == 4


@pytest.mark.usefixtures("folder")
def test_the_text_names_the_constraint_beside_a_message() -> None:
    assert 'ex:bad ex:p "9"^^xsd:integer [sh:maxInclusive]' in run("bad.ttl").stdout
