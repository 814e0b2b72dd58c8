"""Odd but real input: every finding keeps its verdict and its place, and nothing ends in a fault of the program."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.rdf.inputs import expand, open_all
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.shacl.notes import KINDS, notes
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.validate import run
from spaceflight_graph.validate.baseline import without_known, write_baseline
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.reports import render
from spaceflight_graph.validate.run import ENGINES, validate, validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

PREFIXES = """\
@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
AGE = "ex:S sh:targetSubjectsOf ex:age ; sh:property [ sh:path ex:age ; sh:datatype xsd:integer ] ."


def rules(text: str) -> ShapeFiles:
    return ShapeFiles.of([Source("rules.ttl", (PREFIXES + text).encode(), RdfFormat.TURTLE, "s0b")])


def checked(shapes: str, data: str, engine: str = ENGINES[0], form: RdfFormat = RdfFormat.TURTLE) -> Report:
    source = Source("data.ttl", (PREFIXES + data).encode(), form)
    return validate([source], shapes=rules(shapes), engine=engine)


def places(report: Report) -> list[str]:
    return [str(finding.place).removeprefix("data.ttl:") for finding in report.findings]


MEMBER = (
    'ex:S sh:targetSubjectsOf ex:member ; sh:sparql [ sh:select """PREFIX ex: <http://e.org/> SELECT $this '
    '{ $this ex:member ?t . FILTER NOT EXISTS { $this ex:member ?t . ?t ex:lead ?l . %s } }""" ] .'
)

PLACED = {
    "an IRI with a bad escape": (AGE, "ex:a ex:age [ ex:b 1 ] .\n<http://e.org/a%zz> ex:p 1 .", ["2:13", "3:1"]),
    "half a character": (AGE, 'ex:a ex:age [ ex:b 1 ] .\nex:b ex:p "\\uD800" .', ["2:13", "3:12"]),
    "no character at all": (AGE, 'ex:a ex:age [ ex:b 1 ] .\nex:b ex:p "\\U00110000" .', ["2:13", "3:12"]),
    "a base that has no folders": (AGE, '@base <urn:x:y> .\n<a> ex:age "x" .\nex:b ex:age "x" .', ["data.ttl", "4:13"]),
    "a prefix that is the whole name": (AGE, '@prefix w: <http://e.org/card#me> . w: ex:age "x" .', ["2:47"]),
    "escaped names": (AGE, 'ex:foo\\-bar ex:age "y" .\nex:x\\.y ex:age "z" .', ["2:20", "3:16"]),
    "a prefix that changes": (
        AGE,
        '@prefix a: <http://e.org/n1> . a:b ex:age "x" . @prefix a: <http://e.org/n2> . a:c ex:age 5 .',
        ["2:43"],
    ),
    "an empty fragment": (AGE, '@base <http://e.org/card> . <#> ex:age "t" .\n<?> ex:age "u" .', ["2:40", "3:12"]),
    "a base before broken syntax": (
        AGE,
        '@base <http://base.org/> .\nex:broken ex:p .\n<a> ex:age "x" .',
        ["3:16", "4:12"],
    ),
    "a language twice, and others": (
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:t ; sh:uniqueLang true ] .",
        'ex:a a ex:C ; ex:t "Trees"@en ,\n "Trees 2"@en ,\n "Baum"@de .',
        ["3:2"],
    ),
    "two properties that should agree": (
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p2 ; sh:equals ex:r ] .",
        "ex:b a ex:C ;\n ex:p ex:x ;\n ex:r ex:x .",
        ["4:7"],
    ),
    "a text that two things have, asked of the text": (
        "ex:S sh:targetObjectsOf ex:id ; sh:property [ sh:path [ sh:inversePath ex:id ] ; sh:maxCount 1 ] .",
        'ex:a ex:id "5" .\nex:b ex:id "5" .',
        ["3:12"],
    ),
    "a name with a question mark": (
        'ex:S sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select "SELECT $this ?value '
        '{ $this <http://e.org/p>/<http://e.org/q> ?value }" ] .',
        "<http://e.org/w?v=1> ex:p ex:b .\nex:b ex:q 5 .",
        ["3:11"],
    ),
    "a class that is its own shape": (
        "ex:C a owl:Class , sh:NodeShape ; sh:property [ sh:path ex:z ; sh:minCount 1 ] .",
        "ex:a a ex:C .",
        ["2:1"],
    ),
    "a shape that refers to itself": (
        "ex:P sh:targetClass ex:C ; sh:property [ sh:path ex:n ; sh:maxCount 0 ] , [ sh:path ex:k ; sh:node ex:P ] .",
        'ex:a a ex:C ; ex:k ex:b .\nex:b ex:n "x" .',
        ["2:20"],
    ),
    "what pySHACL has to check, inside another shape": (
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:k ; sh:node ex:N ] . "
        'ex:N a sh:NodeShape ; sh:property [ sh:path ex:n ; sh:pattern "^(?!x)" ] .',
        'ex:a a ex:C ; ex:k ex:b .\nex:b ex:n "x" .',
        ["2:20"],
    ),
    "a pair of properties on a blank node": (
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:node ex:N ] . ex:N sh:equals ex:r .",
        "ex:a a ex:C ; ex:p [ ex:q 1 ] .",
        ["2:20"],
    ),
    "a query about small numbers": (
        "ex:S sh:targetClass ex:C ; sh:sparql [ sh:select "
        '"SELECT $this ?value { $this <http://e.org/age> ?value FILTER(?value < 0) }" ] .',
        'ex:a a ex:C ; ex:age "-5"^^xsd:int .\nex:b a ex:C ; ex:age -5 .\nex:c a ex:C ; ex:age "5"^^xsd:short .',
        ["2:22", "3:22"],
    ),
    "a query about datatypes": (
        "ex:S sh:targetClass ex:C ; sh:sparql [ sh:select "
        '"SELECT $this ?value { $this <http://e.org/n> ?value FILTER(DATATYPE(?value) NOT IN (<http://www.w3.org/2001/XMLSchema#short>)) }" ] .',
        'ex:a a ex:C ; ex:n "7"^^xsd:short , "7"^^xsd:int .',
        ["2:37"],
    ),
    "a value of the shape's own type, by pySHACL": (
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:size ; "
        'sh:in ( "5"^^xsd:nonNegativeInteger 1.0 2.5e0 ) ; sh:pattern "^(?!x)" ] .',
        'ex:a a ex:C ; ex:size "5"^^xsd:nonNegativeInteger , 1.0 , 2.5e0 ,\n 6 .',
        ["3:2"],
    ),
    "a last word in EXISTS that is no name": (
        MEMBER % "?l ex:active true",
        "ex:bob ex:member ex:team . ex:team ex:lead ex:eve . ex:eve ex:active false .",
        ["2:1"],
    ),
    "a choice of ways in EXISTS": (
        MEMBER % "?l ex:ok|ex:enabled ?x",
        "ex:bob ex:member ex:team . ex:team ex:lead ex:eve . ex:eve ex:active false .",
        ["2:1"],
    ),
    "a blank node behind another": (
        "ex:S sh:targetSubjectsOf ex:home ; sh:property [ sh:path ex:home ; sh:node [ sh:property "
        "[ sh:path ex:zip ; sh:minCount 1 ] ] ] .",
        'ex:ann ex:home [ ex:zip 1 ] .\nex:bob ex:home [ ex:street "bad" ] ,\n  [ ex:zip 2 ] .',
        ["3:16"],
    ),
    "names that are pictures": (
        "ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:nodeKind sh:BlankNode ] .",
        "ex:x ex:p ex:😀 , 7 . ex:y ex:p 8 .",
        ["2:11", "2:18", "2:32"],
    ),
    "small numbers in the rows of a query": (
        "ex:S sh:targetObjectsOf ex:p ; sh:sparql [ sh:select "
        '"SELECT $this ?value { ?x <http://e.org/p> $this . ?x <http://e.org/q> ?value }" ] .',
        'ex:x ex:p "5"^^xsd:byte ; ex:q "7"^^xsd:short .',
        ["2:32"],
    ),
    "a sum over a choice of ways": (
        'ex:S sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select "SELECT $this { { SELECT $this (COUNT(?x) AS ?n) '
        '{ $this (<http://e.org/p>|<http://e.org/q>) ?x } GROUP BY $this } FILTER(?n > 2) }" ] .',
        "ex:x ex:p 1 ; ex:q 1 , 2 .",
        ["2:1"],
    ),
}


@pytest.mark.parametrize(("shapes", "data", "expected"), PLACED.values(), ids=PLACED)
def test_place(shapes: str, data: str, expected: list[str]) -> None:
    assert places(checked(shapes, data)) == expected


@pytest.mark.parametrize("name", [name for name in PLACED if "base" not in name and "character" not in name])
def test_pyshacl_agrees(name: str) -> None:
    shapes, data, expected = PLACED[name]
    assert places(checked(shapes, data, "pyshacl")) == expected


def test_trig_is_read_on_behind_a_broken_graph() -> None:
    data = 'ex:g {\n ex:a ex:age oops .\n}\nex:h { ex:c ex:age "y" . }\nex:i { ex:d ex:age "z" . }'
    assert places(checked(AGE, data, form=RdfFormat.TRIG)) == ["3:14", "5:20", "6:20"]


def test_broken_rdf_xml_tells_the_line() -> None:
    text = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description>\n</rdf:RDF>'
    source = Source("r.rdf", text.encode(), RdfFormat.RDF_XML)
    assert [str(f.place) for f in validate([source], shapes=rules(AGE)).findings if f.rule == "syntax"] == ["r.rdf:3:3"]


def test_nothing_is_fetched_for_json_ld() -> None:
    source = Source("a.jsonld", b'{"@context": "https://schema.org/", "@id": "http://e.org/a"}', RdfFormat.JSON_LD)
    (finding,) = [found for found in validate([source], shapes=rules(AGE)).findings if found.rule == "syntax"]
    assert "Fix: write it into the file" in finding.message


def test_a_file_is_named_even_where_no_line_is(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + "ex:x a ex:C .", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(PREFIXES + '@base <urn:x:y> .\n<a> ex:age "x" .', encoding="utf-8")
    (finding,) = validate_paths([tmp_path], shapes=rules(AGE)).findings
    assert str(finding.place) == str(tmp_path / "b.ttl")


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (
            'ex:S sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT ?value { $this ex:v ?value }" ] .',
            "select [$]this",
        ),
    ],
)
def test_wrong_shape_is_one_message(shape: str, why: str) -> None:
    prefixes = 'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://e.org/" ] . '
    with pytest.raises(SpaceflightError, match=why):
        checked(prefixes + shape.replace("sh:select", "sh:prefixes ex: ; sh:select"), "ex:a a ex:C ; ex:s 'x' .")


def test_pattern_that_only_one_engine_knows_is_one_message() -> None:
    shape = 'ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:s ; sh:pattern "^\\\\p{Lu}$" ] .'
    data = 'ex:a a ex:C ; ex:s "A" , "a" .'
    assert len(checked(shape, data).findings) == 1
    with pytest.raises(SpaceflightError, match="pySHACL cannot check ex:S: bad escape"):
        checked(shape, data, "pyshacl")


def test_each_file_is_read_once_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("a.ttl", "B.TTL", ".venv/c.ttl", "sub/d.ttl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "again.ttl").symlink_to(tmp_path / "a.ttl")
    files = [file.relative_to(tmp_path).as_posix() for file in expand([tmp_path, tmp_path / "sub" / ".." / "a.ttl"])]
    assert files == ["B.TTL", "a.ttl", "sub/d.ttl"]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").symlink_to(tmp_path / "gone.ttl")
    with pytest.raises(SpaceflightError, match=r"a\.ttl: cannot be read"):
        open_all(expand([tmp_path]))


def test_english_message_is_shown() -> None:
    said = 'sh:message "Fehler: {?value}"@de , "Wrong: {?value}"@en'
    shape = f'ex:S sh:targetClass ex:C ; sh:sparql [ {said} ; sh:select "SELECT $this ?value {{ $this a ?value }}" ] .'
    (finding,) = checked(shape, "ex:a a ex:C .").findings
    assert finding.message == "Wrong: http://e.org/C"


def test_many_values_of_one_node_are_placed_in_time() -> None:
    values = " ,\n".join(f'"{number}"' for number in range(5_000))
    found = places(checked(AGE, f"ex:a ex:age {values} ."))
    assert found[:2] + found[-1:] == ["2:13", "3:1", "5001:1"]


TWINS = """ex:T sh:targetClass ex:C ; sh:property
    [ sh:path ex:tag ; sh:hasValue ex:A ; sh:message "needs A" ] ,
    [ sh:path ex:tag ; sh:hasValue ex:B ; sh:message "needs B" ] ."""


def test_baseline_tells_rules_of_one_path_apart(tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    write_baseline(baseline, checked(TWINS, "ex:i a ex:C ; ex:tag ex:A ."))
    report, gone = without_known(baseline, checked(TWINS, "ex:i a ex:C ; ex:tag ex:B ."))
    assert [finding.message for finding in report.findings] == ["needs A"]
    assert gone == 1
    sarif = json.loads(render(report, "sarif"))["runs"][0]
    described = {rule["id"]: rule["shortDescription"]["text"] for rule in sarif["tool"]["driver"]["rules"]}
    assert [described[result["ruleId"]] for result in sarif["results"]] == ["needs A"]


def test_fingerprint_does_not_hang_on_prefixes() -> None:
    shapes = "ex:S sh:targetClass ex:C ; sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ."
    marks = [
        fingerprints(checked(shapes, data).findings)
        for data in ("ex:x a ex:C .", "@prefix d: <http://e.org/> . @prefix ex: <http://f.org/> . d:x a d:C .")
    ]
    assert marks[0] == marks[1] != []


@pytest.mark.parametrize("text", ["{}", '{"format": 9, "known": {}}', '{"format": 1, "known": "abc"}', "[]"])
def test_what_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(SpaceflightError, match="is no baseline"):
        without_known(tmp_path / "known.json", Report())


def test_message_that_says_the_results_spoils_no_report() -> None:
    for said in ("the results", "the findings"):
        shape = (
            f'ex:S sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 ; sh:message "{said}" .'
        )
        report = checked(shape, "ex:a a ex:C .")
        assert len(json.loads(render(report, "sarif"))["runs"][0]["results"]) == 1
        assert len(json.loads(render(report, "json"))["findings"]) == 1


def test_sarif_does_not_repeat_a_long_line() -> None:
    report = checked(AGE, " ".join(f'ex:n{number} ex:age "x" .' for number in range(500)))
    sarif = render(report, "sarif")
    assert len(sarif) < 1_000_000
    regions = [
        result["locations"][0]["physicalLocation"]["region"] for result in json.loads(sarif)["runs"][0]["results"]
    ]
    assert all('"x"' in region["snippet"]["text"] for region in regions)


@pytest.mark.parametrize("name", ["-foo", "a–b", "a×b", "½", "a.", "a'b", "ok"])
def test_report_is_turtle_whatever_things_are_called(name: str) -> None:
    written = render(checked(AGE, f'<http://e.org/{name}> ex:age "x" .'), "turtle")
    (focus,) = [t.object for t in parse(written.encode(), format=RdfFormat.TURTLE) if "focusNode" in str(t.predicate)]
    assert focus == NamedNode(f"http://e.org/{name}")


# ruff: noqa: E501
IDLE = (
    ("unknown-term", "ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .", "2:23", "sh:target (in ex:S) was not"),
    ("unknown-term", "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCoutn 1 ] .", "2:57",
     "Fix: write sh:minCount."),
    ("unknown-term", "ex:S a sh:NodeShap ; sh:targetClass ex:C ; sh:nodeKind sh:IRI .", "2:8", "Fix: write sh:NodeShape."),
    ("unknown-term", "ex:S sh:targetClass ex:C ; sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:object 1 ] .", "2:28",
     "sh:rule (in ex:S) was not looked at: it belongs to SHACL Advanced Features"),
    ("idle-value", "ex:S sh:targetClass ex:C ; sh:deactivated 'yes' .", "2:43",
     'ex:S: sh:deactivated "yes" is not true or false, and changes nothing. Fix: write true or false.'),
    ("idle-value", "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:qualifiedValueShapesDisjoint 1 ;"
     " sh:qualifiedMinCount 0 ; sh:qualifiedValueShape [ sh:class ex:D ] ] .", "2:89", "is not true or false"),
    ("idle-value", "ex:S sh:targetClass ex:C ; sh:severity 'Info' .", "2:40", 'sh:severity "Info" is not an IRI'),
    ("idle-value", "ex:S sh:targetClass ex:C ; sh:message ex:m , 'm' , 4 .", "2:39", "sh:message ex:m is not a string"),
    ("idle-value", "ex:S sh:targetClass ex:C ; sh:severity sh:Info , sh:Warning .", "2:50",
     "sh:severity sh:Warning is one too many, and changes nothing. Fix: take it out."),
    ("unknown-flag", 'ex:S sh:targetClass ex:C ; sh:pattern "e" ; sh:flags "iz" .', "2:54", "'iz' has 'z'"),
    ("undefined-shape", "ex:S sh:targetClass ex:C ; sh:node ex:Typo .", "2:36", "ex:Typo is referred to as a shape"),
    ("import", "ex: owl:imports ex:more . ex:S sh:targetClass ex:C ; sh:closed false .", "2:17",
     "ex:more is imported, and not followed"),
    ("no-target", "ex:S sh:targetClass ex:C ; sh:nodeKind sh:IRI . ex:T sh:node ex:U . ex:U sh:nodeKind sh:IRI .", "2:49",
     "ex:T checks nothing: it has no target"),
    ("empty-target", "ex:S sh:targetClass ex:C , ex:D ; sh:nodeKind sh:IRI .", "2:28",
     "ex:S checks nothing: no node of the data is a ex:D. Fix: mend sh:targetClass, or the data."),
    ("empty-target", "ex:D a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI . ex:S sh:targetClass ex:C .", "2:1",
     "no node of the data is a ex:D"),
    ("empty-target", "ex:S sh:targetSubjectsOf ex:q ; sh:nodeKind sh:IRI .", "2:26", "no node of the data has ex:q"),
    ("empty-target", "ex:S sh:targetObjectsOf ex:q ; sh:nodeKind sh:IRI .", "2:25", "ex:q leads to no node of the data"),
    ("idle-severity", 'ex:S sh:targetClass ex:C ; sh:sparql [ sh:severity sh:Info ; sh:select "SELECT $this { $this <urn:z> 1 }" ] .',
     "2:52", "ex:S: sh:severity of its SPARQL constraint changes nothing"),
    ("ambiguous-path", "ex:S sh:targetClass ex:C ; sh:property [ sh:path _:p ; sh:maxCount 1 ] . _:p sh:inversePath ex:q ; <{0}first> ex:p ; "
     "<{0}rest> [ <{0}first> ex:q ; <{0}rest> () ] .".format("http://www.w3.org/1999/02/22-rdf-syntax-ns#"), "2:78", "a path that is a list has an operator, too, which says nothing"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "shapes", "place", "message"), IDLE)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_checks_nothing_is_a_finding_at_its_place(
    kind: str, shapes: str, place: str, message: str, engine: str
) -> None:
    (finding,) = checked(shapes, "ex:a a ex:C .", engine).findings
    assert (finding.rule, finding.severity) == (f"shapes:{kind}", Severity.WARNING)
    assert str(finding.place) == f"rules.ttl:{place}"
    assert message in finding.message
    assert "Fix: " in finding.message


def test_every_kind_of_idleness_is_provoked() -> None:
    assert {kind for kind, *_ in IDLE} == set(KINDS) - {"ill-formed", "refused", "unanswered"}


LEFT_OUT = (
    ("ill-formed", "sh:property ex:gone .", "2:65", "ex:S: sh:property points to ex:gone, which is defined nowhere."),
    ("ill-formed", "sh:property [ sh:minCount 1 ] .", "2:65", "ex:S/: a property shape needs a sh:path."),
    ("refused", "sh:property [ sh:path ex:p ; sh:minCount 'x' ] .", "2:65", "ex:S/ex:p: sh:minCount is not a count."),
    ("refused", "sh:property [ sh:path ex:p ; sh:maxCount '2' ] .", "2:65", "ex:S/ex:p: sh:maxCount is not a count."),
    *(
        ("refused", f"{what} .", "2:1", f"ex:S: {what.split()[0]} is no list")
        for what in (
            "sh:in ex:x",
            "sh:in [ rdf:first 1 ]",
            "sh:in [ rdf:first 1 , 2 ; rdf:rest () ]",
            "sh:in [ rdf:first 1 ; rdf:rest () , ( 2 ) ]",
            "sh:or _:l . _:l rdf:first [ sh:class ex:D ] ; rdf:rest _:l",
            "sh:and [ rdf:first [ sh:class ex:D ] ; rdf:rest ex:x ]",
            "sh:xone [ rdf:first [ sh:class ex:D ] ; rdf:rest 7 ]",
            "sh:in () . rdf:nil rdf:first 1",
            "sh:in () . rdf:nil rdf:rest ()",
            "sh:languageIn [ rdf:first 'en' ]",
            "sh:ignoredProperties [ rdf:first ex:p ] ; sh:closed true",
        )
    ),
    (
        "ill-formed",
        "sh:property [ sh:path [ sh:alternativePath [ rdf:first ex:p ; rdf:rest ( ex:q ) , () ] ] ; sh:class ex:D ] .",
        "2:65",
        "sh:alternativePath needs a list of two members or more",
    ),
    (
        "ill-formed",
        "sh:property [ sh:path [ rdf:first ex:p ; rdf:rest ( ex:q ) , ( ex:r ) ] ; sh:class ex:D ] .",
        "2:65",
        "a sequence path needs a list of two members or more",
    ),
    ("refused", 'sh:sparql [ sh:select "SELECT ?value { $this <urn:v> ?value }" ] .', "2:65", "does not select $this"),
)


@pytest.mark.parametrize(("kind", "shapes", "place", "message"), LEFT_OUT)
def test_what_is_wrong_is_a_finding_and_the_rest_is_checked(kind: str, shapes: str, place: str, message: str) -> None:
    report = checked(f"ex:S sh:targetClass ex:C ; sh:nodeKind sh:Literal ; {shapes}", "ex:a a ex:C .")
    right, wrong = sorted(report.findings, key=lambda finding: finding.rule)
    assert (right.rule, right.severity, str(right.place)) == ("ex:S", Severity.VIOLATION, "data.ttl:2:1")
    assert wrong.rule == f"shapes:{kind}"
    assert wrong.severity is (Severity.WARNING if kind == "ill-formed" else Severity.VIOLATION)
    assert str(wrong.place) == f"rules.ttl:{place}"
    assert message in wrong.message
    assert wrong.rule in {rule.name for rule in report.rules}


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("qualifiedMinCount", 0, "sh:qualifiedValueShape"),
        ("qualifiedMaxCount", 0, "sh:qualifiedValueShape"),
        ("qualifiedValueShapesDisjoint", "true", "sh:qualifiedValueShape"),
        ("qualifiedValueShape", "[ sh:class ex:D ]", "sh:qualifiedMinCount or sh:qualifiedMaxCount"),
        ("flags", "'i'", "sh:pattern"),
        ("ignoredProperties", "()", "sh:closed"),
    ],
)
def test_what_says_nothing_alone(name: str, value: object, needed: str) -> None:
    """PySHACL refuses most of these."""
    shapes = f"ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:{name} {value} ] ."
    [finding] = checked(shapes, "ex:a a ex:C .").findings
    assert (finding.rule, str(finding.place)) == ("shapes:idle-value", "rules.ttl:2:57")
    assert finding.message.startswith(f"ex:S/ex:p: sh:{name} changes nothing without {needed}. Fix: ")


def test_what_is_imported_and_named_is_followed() -> None:
    first = f"{PREFIXES}<> owl:imports <more.ttl> , <other.ttl> . ex:S sh:targetClass ex:C ; sh:nodeKind sh:Literal ."
    more = f"{PREFIXES}ex:T sh:targetClass ex:C ; sh:class ex:D ."
    files = {"shapes/a.ttl": first, "shapes/more.ttl": more}
    both = ShapeFiles.of([Source(name, text.encode(), RdfFormat.TURTLE, name[7]) for name, text in files.items()])
    report = validate([Source("d.ttl", f"{PREFIXES}ex:a a ex:C .".encode(), RdfFormat.TURTLE)], shapes=both)
    assert [(f.rule, str(f.place)) for f in report.findings] == [
        ("ex:S", "d.ttl:2:1"), ("ex:T", "d.ttl:2:1"), ("shapes:import", "shapes/a.ttl:2:29"),
    ]  # fmt: skip


def test_inference_that_is_asked_for_and_not_made_is_a_violation() -> None:
    report = checked("ex: sh:entailment ex:RDFS . ex:S sh:targetClass ex:C ; sh:closed false .", "ex:a a ex:C .")
    assert [(f.rule, f.severity, str(f.place)) for f in report.findings] == [
        ("shapes:refused", Severity.VIOLATION, "rules.ttl:2:19")
    ]


@pytest.mark.parametrize(("shapes", "message"), [(shapes, message) for _, shapes, _, message in LEFT_OUT])
def test_shapes_of_which_nothing_can_be_checked_are_refused(shapes: str, message: str) -> None:
    with pytest.raises(SpaceflightError) as caught:
        checked(f"ex:S sh:targetClass ex:C ; {shapes}", "ex:a a ex:C .")
    place = "2:28" if "ex:gone" in shapes else "2:40" if "sh:select" in shapes else "2:1"
    assert str(caught.value).startswith(f"rules.ttl:{place}: ")
    assert message in str(caught.value)


def test_reference_is_not_hindered_by_an_ill_formed_shape() -> None:
    shapes = "ex:S sh:targetClass ex:C ; sh:nodeKind sh:Literal ; sh:property ex:gone , [ sh:minCount 1 ] ."
    assert sorted(f.rule for f in checked(shapes, "ex:a a ex:C .", "pyshacl").findings) == [
        "ex:S", "shapes:ill-formed", "shapes:ill-formed",
    ]  # fmt: skip


def test_shape_that_pyshacl_refuses_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; ex:max 3 ] .
        ex:T a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; ex:max 3 ] .
        ex:Max a sh:ConstraintComponent ; sh:parameter [ sh:path ex:max ] ;
            sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER($value <= $max) }" ] ."""

    def touchy(
        quads: Iterable[Quad], of: Shapes, roots: Collection[Shape], prefixes: Mapping[str, str]
    ) -> list[Finding]:
        for root in roots:
            if root.name == "ex:S":
                raise root.error("no. Fix: it.")
        return run_pyshacl(quads, of, roots, prefixes)

    monkeypatch.setattr(run, "run_pyshacl", touchy)
    found = sorted(checked(shapes, "ex:a a ex:C ; ex:p 4 .").findings, key=lambda finding: finding.rule)
    assert [finding.rule for finding in found] == ["ex:T/ex:p", "shapes:refused"]
    assert found[1].message == "ex:S: no. Fix: it."


def test_a_circle_of_idle_shapes_is_told_once() -> None:
    report = checked(
        "ex:T sh:node ex:U . ex:U sh:node ex:T . ex:S sh:targetClass ex:C ; sh:nodeKind sh:IRI .", "ex:a a ex:C ."
    )
    assert [finding.message.split()[0] for finding in report.findings] == ["ex:T"]


@pytest.mark.parametrize(
    ("shapes", "number"),
    [
        ("ex:S sh:targetClass ex:C , ex:D ; sh:targetNode ex:a , ex:z ; sh:nodeKind sh:IRI .", 3),
        ("ex:S sh:targetSubjectsOf ex:age ; sh:deactivated true .", 0),
        ("ex:S sh:targetObjectsOf ex:age . ex:T sh:targetClass ex:C .", 3),
    ],
)
def test_focus_nodes_are_counted_once(shapes: str, number: int) -> None:
    assert checked(shapes, "ex:a a ex:C , ex:D ; ex:age 1 . ex:b a ex:C .").focus_nodes == number


def test_shapes_that_check_something_need_no_note() -> None:
    assert checked(AGE, "ex:a ex:age 1 .").notes == ()
    assert checked(AGE, "ex:a ex:age 1 .").conforms
    assert notes(ShapeFiles.read([Path(__file__).parents[2] / "shapes"])) == []


REACHING = {
    "plain": "SELECT $this {{ SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "in disguise": "SELECT $this {{ $this ?p ?o FILTER(1<2)SERVICE#>\n<{url}> {{ ?a ?b ?c }} }}",
    "a graph to load": "SELECT $this FROM <{url}> {{ $this ?p ?o }}",
}


@pytest.fixture
def caller() -> Iterator[tuple[str, list[object]]]:
    """Return an address at this machine, and a list of who has called there."""
    calls: list[object] = []

    def answer(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, who = server.accept()
                calls.append(who)
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answer, args=(server,), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING)
def test_shapes_reach_no_network(query: str, engine: str, caller: tuple[str, list[object]]) -> None:
    text = query.format(url=caller[0])
    with suppress(SpaceflightError):
        checked(f'ex:S sh:targetClass ex:C ; sh:sparql [ sh:select """{text}""" ] .', "ex:a a ex:C .", engine)
    assert caller[1] == []


def test_absent_node_in_a_query_is_itself() -> None:
    query = "SELECT $this ?value { $this <http://e.org/p>* ?value }"
    shape = f'ex:S sh:targetNode ex:absent ; sh:sparql [ sh:select "{query}" ] .'
    for engine in ENGINES:
        assert [str(f.value) for f in checked(shape, "ex:a a ex:C .", engine).findings] == ["<http://e.org/absent>"]


def test_json_ld_is_placed_at_the_very_node() -> None:
    text = """{"@context": {"age": "http://e.org/age"}, "@graph": [
        {"@id": "http://one.example/item", "age": 1},
        {"@id": "http://two.example/item", "age": "x"}]}"""
    source = Source("j.jsonld", text.encode(), RdfFormat.JSON_LD)
    assert [str(finding.place) for finding in validate([source], shapes=rules(AGE)).findings] == ["j.jsonld:3:37"]


def test_order_does_not_hang_on_chance(tmp_path: Path) -> None:
    query = 'sh:sparql [ sh:select "SELECT $this { $this <http://e.org/age> ?%s }" ]'
    shape = f"ex:S sh:targetSubjectsOf ex:age ; {' ; '.join(query % name for name in 'xyzuvw')} ."
    (tmp_path / "s.ttl").write_text(PREFIXES + shape, encoding="utf-8")
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:age 1 .", encoding="utf-8")
    program = "import sys; from spaceflight_graph.cli import run; sys.argv[1:] = sys.argv[1:]; run()"
    command = [sys.executable, "-c", program, "validate", "d.ttl", "--shapes", "s.ttl", "--format", "json"]
    told = {
        subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert told.pop().count('"rule"') == 6


def test_ill_formed_numbers_bring_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    report = checked("ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:in ( 1 '5'^^xsd:byte ) ] .",
                     'ex:x ex:p "x"^^xsd:integer .')  # fmt: skip
    assert "as-written" not in report.findings[0].message
    assert capfd.readouterr().err == ""


def test_function_that_nobody_has_is_a_wrong_query() -> None:
    query = "SELECT $this { $this ?p ?v FILTER(<http://e.org/f>(?v)) }"
    shape = f'ex:S sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select "{query}" ] .'
    with pytest.raises(SpaceflightError, match=r"rules\.ttl:2:45: ex:S: its query cannot be run"):
        checked(shape, "ex:x ex:p 1 .")


def test_fingerprint_does_not_hang_on_the_wording() -> None:
    shape = 'ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:message "%s" ] .'
    marks = [fingerprints(checked(shape % words, "ex:x a ex:C .").findings) for words in ("m", "better words")]
    assert marks[0] == marks[1] != []


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.ttl", "<urn:a> <urn:p> 1 .".encode("utf-16"), "Invalid UTF-8 .*\\. Fix: save the file as UTF-8\\."),
        ("a.ttl", b"<urn:a> <urn:p>", "Unexpected end\\. Fix: the file is cut off; restore its end\\."),
        ("a.jsonld", b'{"@context": "http://e.org/c"}', "nothing is fetched\\. Fix: write it into the file\\."),
        ("a.rdf", '<?xml version="1.0"?>'.encode("utf-16"), "hides what it declares\\. Fix: save it as UTF-8\\."),
    ],
)
def test_mistakes_of_syntax_are_told_with_their_remedy(name: str, data: bytes, message: str) -> None:
    form = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}[name.rpartition(".")[2]]
    [finding] = validate([Source(name, data, form)], shapes=rules(AGE)).findings[:1]
    assert re.fullmatch(f".*{message}", finding.message)
    with pytest.raises(SpaceflightError, match=message):
        ShapeFiles.of([Source(name, data, form)])
