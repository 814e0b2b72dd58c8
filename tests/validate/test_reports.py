"""Every format: valid by its own schema, whole, escaped, and the same each time."""

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from spaceflight_graph.errors import Place
from spaceflight_graph.findings import Finding, Report, Rule, Severity, ordered
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.reports import FORMATS, as_text, render
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:Shape-p , ex:Shape-q ; sh:node ex:Named .
ex:Shape-p sh:path ex:p ; sh:maxInclusive 5 ; rdfs:comment "Why: six is too many."@en ;
    sh:message "At most 5. Fix: 100%, less."@en .
ex:Shape-q sh:path ( ex:q [ sh:inversePath ex:r ] ) ; sh:minCount 1 ; sh:severity sh:Warning .
ex:Named sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Info ] .
"""
DATA = """\
@prefix ex: <http://example.org/> .
ex:a a ex:T ;
    ex:name "联盟号" ; ex:p 6 , 7 .
ex:b a ex:T ; ex:p "\\u0007 & <tag> ::error::"@en .
[] a ex:T ; ex:name "c" .
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("my data")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / "data, 1.ttl").write_text(DATA, encoding="utf-8")
    (folder / "broken.ttl").write_text("@prefix ex: <http://example.org/> .\nex:a ex:b oops .\n", encoding="utf-8")
    found = validate_paths(sorted(folder.glob("[db]*.ttl")), shapes=ShapeFiles.read([folder / "shapes.ttl"]))
    assert len(found.findings) == 8
    info = Finding("For your information.", Severity.INFO, "ex:Note", NamedNode("http://example.org/a"))
    claimed = replace(info, source=Place("doc:x", 7), place=Place("data, 1.ttl", 2, 1, 5))
    return replace(found, findings=ordered([*found.findings, claimed]))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_is_the_same_text(report: Report, form: str) -> None:
    turned = replace(report, findings=ordered(reversed(report.findings)))
    assert render(report, form) == render(turned, form)
    assert len(render(report, form)) > 500


def test_sarif(report: Report) -> None:
    log = json.loads(render(report, "sarif"))
    run = log["runs"][0]
    assert len(run["results"]) == len(report.findings)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    six = next(result for result in run["results"] if result.get("properties", {}).get("value") == '"6"^^xsd:integer')
    assert six["level"] == "error"
    place = six["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("data%2C%201.ttl")
    assert place["region"] == {
        "startLine": 3, "startColumn": 26, "endColumn": 27, "snippet": {"text": '    ex:name "联盟号" ; ex:p 6 , 7 .'}
    }  # fmt: skip
    rule = rules[six["ruleIndex"]]
    assert "six is too many" in rule["help"]["text"]
    assert rule["helpUri"] == "http://example.org/Shape-p"
    assert len({result["partialFingerprints"]["spaceflightFinding/v1"] for result in run["results"]}) == len(
        run["results"]
    )


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the schemas are not at hand")
def test_sarif_is_valid(report: Report) -> None:
    jsonschema = import_module("jsonschema")
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(render(report, "sarif")), schema)
    jsonschema.validate(json.loads(render(Report(), "sarif")), schema)


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the schemas are not at hand")
def test_junit_is_valid(report: Report) -> None:
    etree = import_module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))
    schema.assertValid(etree.fromstring(render(report, "junit").encode()))


def test_junit(report: Report) -> None:
    suites = ElementTree.fromstring(render(report, "junit"))
    assert sum(int(suite.get("failures", "")) for suite in suites) == len(report.findings) - 1
    assert len(suites.findall(".//failure")) == len(report.findings) - 1
    assert len(suites.findall(".//skipped")) == 1
    held = [suite.get("name") for suite in suites if suite.get("failures") == "0" and suite.get("skipped") == "0"]
    assert "ex:Shape" not in held
    assert held


def test_github(report: Report) -> None:
    *lines, summary = render(report, "github").splitlines()
    assert summary == as_text.summary(report)
    assert len(lines) == len(report.findings)
    pattern = re.compile(
        r"^::(error|warning|notice) (?:file=[^,:]+,)?(?:line=\d+,col=\d+,(?:endColumn=\d+,)?)?title=[^,:]*::[^\n]+$"
    )
    assert all(pattern.match(line) for line in lines), lines
    assert any("data%2C 1.ttl" in line and "100%25, less." in line for line in lines)
    finding = Finding("a\nb\r%", rule="r:x,y", place=Place("f:1.ttl", 1, 2))
    (annotation, _) = render(Report((finding,)), "github").splitlines()
    assert annotation == "::error file=f%3A1.ttl,line=1,col=2,title=r%3Ax%2Cy::a%0Ab%0D%25"


@pytest.mark.parametrize(("severity", "conforms"), [(Severity.VIOLATION, "false"), (Severity.WARNING, "true")])
def test_turtle_never_says_that_what_was_not_checked_conforms(severity: Severity, conforms: str) -> None:
    told = Report((Finding("The query of ex:S cannot be run.", severity, "shapes:refused", place=Place("s.ttl", 3)),))
    text = render(told, "turtle")
    assert "# s.ttl:3: The query of ex:S cannot be run.\n" in text
    assert f"    sh:conforms {conforms} .\n" in text


def test_turtle_is_the_w3c_report(report: Report) -> None:
    store = Store()
    store.load(render(report, "turtle").encode(), format=RdfFormat.TURTLE)
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
    results = "SELECT ?r { ?v a sh:ValidationReport ; sh:conforms false ; sh:result ?r . ?r a sh:ValidationResult }"
    assert len(list(store.query(sh + results))) == len(report.findings) - 1  # type: ignore[arg-type]
    details = "SELECT ?d { ?r sh:sourceConstraintComponent sh:NodeConstraintComponent ; sh:detail/sh:sourceShape ?d }"
    assert len(list(store.query(sh + details))) == 1  # type: ignore[arg-type]
    path = "ASK { ?r sh:resultPath ( <http://example.org/q> [ sh:inversePath <http://example.org/r> ] ) }"
    assert bool(store.query(sh + path))
    assert bool(store.query(sh + 'ASK { ?r sh:resultMessage "At most 5. Fix: 100%, less."@en ; sh:value 6 }'))


def test_json(report: Report) -> None:
    document = json.loads(render(report, "json"))
    assert document["counts"] == {"violation": 5, "warning": 3, "info": 1}
    assert [f["place"]["line"] for f in document["findings"] if f["rule"] == "syntax"] == [2]
    assert next(f for f in document["findings"] if f["source"])["source"]["file"] == "doc:x"


def test_text_points_at_the_value(report: Report) -> None:
    lines = render(report, "text").splitlines()
    at = next(index for index, line in enumerate(lines) if "data, 1.ttl:3:26" in line)
    assert lines[at + 1 : at + 3] == ['      ex:name "联盟号" ; ex:p 6 , 7 .', " " * 30 + "^"]
    assert "claimed by doc:x:7" in render(report, "text")
    assert any("because ex:name: Less than 1 values" in line for line in lines)


def test_what_looks_alike_is_shown_once() -> None:
    one = Finding("No.", rule="r", focus=NamedNode("urn:a"), value=Literal("x"), place=Place("x.ttl", 1, 2, 3))
    report = Report((one, replace(one, component=NamedNode("urn:c"))), ("x.ttl",), (), 5)
    assert render(report, "text").count("x.ttl:1:2") == 1
    assert "2 violations" in render(report, "text")
    assert "[2 results: <urn:c>]" in render(report, "text")
    (annotation, _) = render(report, "github").splitlines()
    assert annotation.endswith("No. (2 results)")
    assert len(json.loads(render(report, "json"))["findings"]) == 2


def test_colours_are_for_terminals() -> None:
    report = Report((Finding("No.", rule="r", place=Place("x.ttl", 1)),), ("x.ttl",), (), 5)
    assert "\x1b[31m" in "".join(as_text.lines(report, style=click.style))
    assert "\x1b" not in render(report, "text")


def test_the_screen_is_capped_and_the_file_is_not() -> None:
    kinds = 10
    findings = [
        Finding("No.", rule=f"r{number % kinds}", focus=NamedNode(f"urn:{number}"), place=Place("x.ttl", number))
        for number in range(1, 20001)
    ]
    report = Report(tuple(findings), ("x.ttl",), (), 5)
    shown = list(as_text.lines(report, limit=3))
    assert len(shown) < 100
    assert "  … and 1,997 more of this kind" in shown
    assert len(list(as_text.lines(report))) > 20000
    assert shown[-1].startswith("20,000 violations")


def test_fingerprints_survive_moved_lines_and_tell_things_apart() -> None:
    one = Finding("m", rule="r", focus=NamedNode("urn:a"), value=Literal("1"), place=Place("x.ttl", 1))
    moved = replace(one, place=Place("x.ttl", 99, 7))
    other = replace(one, value=Literal("2"))
    assert fingerprints([one]) == fingerprints([moved])
    assert len(set(fingerprints([one, other, replace(one, rule="s"), replace(one, path="p")]))) == 4
    assert len(set(fingerprints([one, moved]))) == 2


def test_rules_without_findings_are_told() -> None:
    rules = (Rule("quiet", "http://example.org/q", Severity.WARNING, "Hush.", "Why: so."),)
    driver = json.loads(render(Report(rules=rules), "sarif"))["runs"][0]["tool"]["driver"]
    assert driver["rules"][0]["defaultConfiguration"] == {"level": "warning"}
    assert 'name="quiet"' in render(Report(rules=rules), "junit")
