"""Data, shapes and file names that are out to harm who reads a report; reports in Turtle, whatever the prefixes."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.validate.reports import FORMATS, as_text, render
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

SH = PREFIXES["sh"]
SHAPES = f"""\
@prefix s: <{SH}> .
@prefix sh: <http://other.example/sh#> .
@prefix xsd: <http://other.example/xsd#> .
@prefix a.b: <http://dotted.example/> .
@prefix é: <http://accent.example/> .
@prefix : <http://empty.example/> .
:Shape a s:NodeShape ; s:targetSubjectsOf :p , sh:p ;
    s:property [ s:path :p ; s:datatype <http://www.w3.org/2001/XMLSchema#integer> ;
        s:message "evil \\u001b]0;PWNED\\u0007\\u001b[2J \\u202e\\u009b ##[add-mask]x\\n::error file=x::INJECT" ] ;
    s:property [ s:path [ s:inversePath sh:q ] ; s:minCount 1 ; s:severity xsd:Bad ] ;
    s:property [ s:path ( :p a.b:q ) ; s:minCount 2 ] .
"""
DATA = """\
@prefix : <http://empty.example/> .
@prefix sh: <http://elsewhere.example/sh#> .
@prefix xsd: <http://other.example/xsd#> .
@prefix é: <http://accent.example/> .
:error :p \"\"\"
::error::injected
\"\"\" , "raw \x1b[2J\u202e" , "\\u2028"@en , "x"^^xsd:y , "2020"^^<http://www.w3.org/2001/XMLSchema#gYear> , é:é .
sh:x :p "v" .
::error :p :::notice .
broken \x1b[2J .
"""
NAMES = ("plain.ttl", "a\x1b[2Jb.ttl", "a\n::error::b.ttl", "\u202eltt.ttl", os.fsdecode(b"\xff.ttl"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / "data").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "data" / name).write_text(DATA.replace('"v"', f'"v{number}"'), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    found = validate_paths([folder / "data"], shapes=ShapeFiles.read([folder / "shapes.ttl"]))
    assert len(found.findings) == 24
    assert {Path(finding.place.file).name for finding in found.findings if finding.place} == {*NAMES, "shapes.ttl"}
    claimed = Finding("a\n::error::b", rule="::error::r", source=Place("doc:\x1b", 7), place=Place("::error::x", 2))
    because = replace(
        found.findings[0], details=(replace(claimed, focus=found.findings[0].focus),), message="::error::because"
    )
    return replace(found, findings=(*found.findings, claimed, because), notes=("::error::note \x1b",))


@pytest.mark.filterwarnings("ignore:.*replaced by U.FFFD")
@pytest.mark.parametrize("form", FORMATS)
def test_no_line_is_an_order_and_no_character_is_unseen(report: Report, form: str) -> None:
    written = render(report, form)
    lines = written.split("\n")
    assert len(lines) > 20
    assert [line for line in lines if not line.isprintable()] == []
    orders = [line for line in lines if line.lstrip().startswith("::")]
    if form == "github":
        ours = re.compile(r"::(?:error|warning) file=[^,:]+,(line=\d+,(col=\d+,(endColumn=\d+,)?)?)?title=[^,:]+::.+")
        assert len(orders) == len(lines) - 2  # the summary, and nothing behind the last line break
        orders = [order for order in orders if not ours.fullmatch(order)]
    assert orders == []
    assert ("##[" in written) is (form != "text")
    written.encode()


def test_text_shows_what_is_there(report: Report) -> None:
    lines = render(report, "text").splitlines()
    assert any(
        r": evil \x1b]0;PWNED\x07\x1b[2J \u202e\x9b \x23#[add-mask]x\n::error file=x::INJECT" in line for line in lines
    )
    wanted = r' :error :p "raw \u001B[2J\u202e" [sh:'
    at = next(number for number, line in enumerate(lines) if wanted in line)
    shown, carets = lines[at + 1 : at + 3]
    start = carets.index("^")
    assert shown[start : start + carets.count("^")] == r'"raw \x1b[2J\u202e"'
    at = lines.index(r"      \x3a:error :p :::notice .")
    start = lines[at + 1].index("^")
    assert lines[at][start : start + lines[at + 1].count("^")] == ":::notice"
    assert r"note: \x3a:error::note \x1b" in lines
    coloured = list(as_text.lines(report, style=lambda text, **_: f"<{text}>"))
    assert [line.replace("<", "").replace(">", "") for line in coloured] == [
        line.replace("<", "").replace(">", "") for line in lines
    ]


@pytest.mark.filterwarnings("ignore:.*replaced by U.FFFD")
def test_programs_get_what_the_data_holds(report: Report) -> None:
    found = json.loads(render(report, "json"))
    assert set(found["files"]) == set(report.files)
    assert [finding["message"] for finding in found["findings"]] == [finding.message for finding in report.findings]
    run = json.loads(render(report, "sarif"))["runs"][0]
    assert [result["message"]["text"] for result in run["results"]] == [finding.message for finding in report.findings]
    assert any(artifact["location"]["uri"].endswith("%FF.ttl") for artifact in run["artifacts"])
    told = [node.get("message", "") for node in ElementTree.fromstring(render(report, "junit")).iter("failure")]
    assert any("\ufffd]0;PWNED\ufffd\ufffd[2J \u202e\x9b" in message for message in told)


def results(turtle: str) -> Counter[tuple[str, ...]]:
    """Return what a report in Turtle says, a row a result, without the names of blank nodes."""
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    parts = ("focusNode", "value", "resultSeverity", "sourceShape", "sourceConstraintComponent", "resultMessage")
    asked = " ".join(f"OPTIONAL {{ ?r <{SH}{part}> ?{part} }}" for part in parts)
    rows = store.query(f"SELECT * {{ [] a <{SH}ValidationReport> ; <{SH}result> ?r {asked} }}")
    assert isinstance(rows, QuerySolutions)
    return Counter(
        tuple("[]" if isinstance(row[part], BlankNode) else str(row[part]) for part in parts) for row in rows
    )


def test_turtle_can_be_read_back_whatever_the_prefixes(report: Report) -> None:
    wanted: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        severity = finding.severity_term or NamedNode(SH + finding.severity.value.capitalize())
        message = finding.messages[0] if finding.messages else Literal(finding.message)
        terms = (finding.focus, finding.value, severity, finding.shape, finding.component, message)
        if finding.focus is not None:
            wanted[tuple("[]" if isinstance(term, BlankNode) else str(term) for term in terms)] += 1
    assert wanted.total() == 19
    assert any("http://other.example/xsd#Bad" in row[2] for row in wanted)
    assert results(render(report, "turtle")) == wanted


@pytest.mark.parametrize(
    "prefix", ["sh", "xsd", "", "a.", "a b", "1", "é", "a.b", "-", "_", "A", "a:b", "sh>", "\u202e", "rdf", "x-y_z"]
)
def test_no_prefix_breaks_the_report(prefix: str) -> None:
    base = "http://example.org/"
    finding = Finding(
        'sh:x xsd:y a.: "\\',
        Severity.VIOLATION,
        "r",
        NamedNode(base + "a.b"),
        value=Literal("7", datatype=NamedNode(base + "t")),
    )
    shape = replace(finding, shape=NamedNode(base + "-s"), component=NamedNode(base), value=Literal(7))
    turtle = render(
        Report((finding, shape), prefixes={prefix: base, "sh": base + "sh#", "xsd": base + "xsd#"}), "turtle"
    )
    assert results(turtle).total() == 2
    assert (f"{prefix}:a.b" in turtle) is (prefix in ("A", "rdf", "x-y_z"))


def test_messages_and_coloured_output_of_the_program(folder: Path) -> None:
    run = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()", "validate"]
    given = [*run, "data", "--shapes", "shapes.ttl"]
    plain = subprocess.run(given, capture_output=True, cwd=folder, env=os.environ | {"FORCE_COLOR": ""}, check=False)
    coloured = subprocess.run(
        given, capture_output=True, cwd=folder, env=os.environ | {"FORCE_COLOR": "1"}, check=False
    )
    assert plain.returncode == coloured.returncode == 1
    assert b"\x1b" not in plain.stdout
    assert re.sub(rb"\x1b\[\d+m", b"", coloured.stdout) == plain.stdout != coloured.stdout
    for arguments in (["no\n::error::x\x1b.ttl"], ["--format", "no\n::error::x\x1b"], ["data", "--shapes", "data"]):
        told = subprocess.run([*run, *arguments], capture_output=True, cwd=folder, check=False)
        assert told.returncode == 2
        lines = told.stderr.decode().split("\n")
        assert all(line.isprintable() and not line.startswith("::") for line in lines)
        assert any(line.startswith("Error: ") for line in lines)
    junit = subprocess.run([*given, "--format", "junit"], capture_output=True, cwd=folder, text=True, check=False)
    assert re.fullmatch(r"note: \d+ characters are replaced by U\+FFFD, for XML cannot hold them\.\n", junit.stderr)
    sarif = subprocess.run([*given, "--format", "sarif"], capture_output=True, cwd=folder, check=False)
    files = [artifact["location"]["uri"] for artifact in json.loads(sarif.stdout)["runs"][0]["artifacts"]]
    assert "data/%FF.ttl" in files
    assert "data/a%1B%5B2Jb.ttl" in files
