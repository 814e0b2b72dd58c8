"""The W3C's suites for RDF syntaxes through the command line, where they are at hand; and what runs them."""

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat
from suites import cases, run

from spaceflight_graph.validate import child

SUITES = Path(__file__).parents[3] / "shared" / "conformance" / "rdf-tests"
TURTLE = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix rdft: <http://www.w3.org/ns/rdftest#> .
<#1> a rdft:TestTurtleEval ; mf:action <good.ttl> .
<#2> a rdft:TestTurtlePositiveSyntax ; mf:action <empty.ttl> .
<#3> a rdft:TestTurtleNegativeSyntax ; mf:action <bad.ttl> .
<#4> a rdft:TestTurtleNegativeSyntax ; mf:action <not-bad.ttl> .
<#5> a rdft:TestTurtlePositiveSyntax ; mf:action <not-good.ttl> .
<#6> a mf:QueryEvaluationTest ; mf:action <query.rq> .
"""
FILES = {
    "good.ttl": "<urn:a> <urn:b> 1 .",
    "empty.ttl": "# nothing",
    "bad.ttl": "<urn:a> <urn:b> 1 .\n\n<urn:a> <urn:b .",
    "not-bad.ttl": "<urn:a> <urn:b> 1 .",
    "not-good.ttl": "<urn:a> <urn:b> .",
}
JSON = [
    {"@type": ["jld:PositiveEvaluationTest"], "input": "a.jsonld"},
    {"@type": ["jld:NegativeEvaluationTest"], "input": "b.jsonld", "option": {"specVersion": "json-ld-1.1"}},
    {"@type": ["jld:NegativeEvaluationTest"], "input": "c.jsonld", "option": {"specVersion": "json-ld-1.0"}},
]
CORE = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:test="http://www.w3.org/2000/10/rdf-tests/rdfcore/testSchema#">
  <test:NegativeParserTest rdf:about="#1"><test:status>APPROVED</test:status>
    <test:inputDocument rdf:resource="http://www.w3.org/2000/10/rdf-tests/rdfcore/x/bad.rdf"/></test:NegativeParserTest>
  <test:PositiveParserTest rdf:about="#2"><test:status>OBSOLETE</test:status>
    <test:inputDocument rdf:resource="http://www.w3.org/2000/10/rdf-tests/rdfcore/x/old.rdf"/></test:PositiveParserTest>
</rdf:RDF>"""


@pytest.fixture(autouse=True)
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of this large process takes its time; ``tests/validate/test_child.py`` tests the child."""
    monkeypatch.setattr(child, "in_child", lambda job, **_: child.run(job, lambda *_: None))


def test_what_is_read_and_refused_is_counted(tmp_path: Path) -> None:
    for name, text in {"manifest.ttl": TURTLE, **FILES}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "toRdf-manifest.jsonld").write_text(json.dumps({"sequence": JSON}), encoding="utf-8")
    (tmp_path / "a.jsonld").write_text('{"@id": "urn:a", "urn:b": 1}', encoding="utf-8")
    (tmp_path / "b.jsonld").write_text('{"@id": "urn:a",\n\n"urn:b": }', encoding="utf-8")
    (tmp_path / "Manifest.rdf").write_text(CORE, encoding="utf-8")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "bad.rdf").write_text("<a>\n</b>", encoding="utf-8")
    found = run(tmp_path)
    turtle, core, jsonld = (found[form] for form in (RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.JSON_LD))
    assert (turtle.read, turtle.refused, turtle.at_first) == (2, 1, 0)
    assert [line.partition(": ")[0] for line in turtle.wrong] == ["not-bad.ttl", "not-good.ttl"]
    assert turtle.places[0].startswith("bad.ttl:3:9: ")
    assert (core.read, core.refused, core.wrong) == (0, 1, [])
    assert core.places[0].startswith("x/bad.rdf:2:")
    assert (jsonld.read, jsonld.refused, jsonld.wrong) == (1, 1, [])


@pytest.mark.skipif(not SUITES.exists(), reason=f"the W3C's suites are not at hand: {SUITES}")
def test_suites() -> None:
    """All is read and refused as it should be, but for what lies elsewhere: nothing is fetched."""
    assert sum(1 for _ in cases(SUITES)) > 1000
    wrong = [line for tally in run(SUITES).values() for line in tally.wrong]
    assert [line for line in wrong if "nothing is fetched" not in line] == []
