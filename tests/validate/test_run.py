"""The door to validation: what is read, what is left out, and what a reader is told about the run."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.findings import Finding, Report, Severity
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.rdf.places import Locator
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.validate.checks import read_checks, run_checks
from spaceflight_graph.validate.locate import locate
from spaceflight_graph.validate.run import check, validate, with_places
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = f"@prefix : <http://e.org/> . @prefix sh: <{PREFIXES['sh']}> . @prefix xsd: <{PREFIXES['xsd']}> .\n"
A, P = NamedNode("http://e.org/a"), NamedNode("http://e.org/p")
BYTE = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:datatype xsd:byte ] ."
IRI = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:nodeKind sh:IRI ] ."


def shapes(text: str) -> ShapeFiles:
    return ShapeFiles.of([Source("rules.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")])


def source(text: str, name: str = "x.ttl", form: RdfFormat = RdfFormat.TURTLE, label: str = "f0b") -> Source:
    return Source(name, (HEAD + text).encode(), form, label)


def told(report: Report) -> list[tuple[str, str]]:
    return [(str(finding.place), str(finding.value)) for finding in report.findings]


# What is read


def test_datatypes_that_a_store_rewrites_are_kept_in_whichever_file() -> None:
    number = "^^<http://www.w3.org/2001/XMLSchema#"
    files = [source(f':a :p "{n}"^^xsd:{kind} .', f"{n}") for n, kind in ((1, "byte"), (2, "integer"), (3, "byte"))]
    assert told(validate(files, shapes=shapes(BYTE))) == [("2:2:7", f'"2"{number}integer>')]
    bound = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxInclusive 2 ] ."
    assert told(validate(files, shapes=shapes(bound))) == [("3:2:7", f'"3"{number}byte>')]


@pytest.mark.parametrize("form", [RdfFormat.TRIG, RdfFormat.TURTLE])
def test_graphs_are_one_graph(form: RdfFormat) -> None:
    text = ":g { :a :p 1 . } :h { :a :p 1 , 2 . }" if form == RdfFormat.TRIG else ":a :p 1 , 2 ."
    rule = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 2 ] ."
    report = validate([source(text, form=form)], shapes=shapes(rule))
    assert (report.conforms, report.triples) == (True, 2)


def test_prefixes_are_those_of_the_first_file_that_has_them_and_of_the_shapes() -> None:
    files = [source("@prefix x: <urn:1> . :a :p 1 .", "1"), source("@prefix x: <urn:2> . @prefix y: <urn:y> .", "2")]
    assert validate(files, shapes=shapes("@prefix z: <urn:z> . " + IRI)).prefixes == {
        "": "http://e.org/",
        "sh": PREFIXES["sh"],
        "xsd": PREFIXES["xsd"],
        "x": "urn:1",
        "y": "urn:y",
        "z": "urn:z",
    }


def test_lines_of_all_findings_come_along() -> None:
    report = validate([source(":a :p 1 ,\n  2 .\n:b :p ."), source(":c :p 3 .", "y.ttl")], shapes=shapes(IRI))
    assert report.excerpts == {
        ("x.ttl", 2): ":a :p 1 ,",
        ("x.ttl", 3): "  2 .",
        ("x.ttl", 4): ":b :p .",
        ("y.ttl", 2): ":c :p 3 .",
    }
    assert (report.files, report.notes) == (("x.ttl", "y.ttl"), ())
    rules = [rule for rule in report.rules if not rule.name.startswith("shapes:")]
    assert [rule.name for rule in rules] == ["syntax", ":S", ":S/:p"]
    assert [rule.place and rule.place.line for rule in rules] == [None, 2, 2]


def test_rules_have_no_places_where_nothing_is_found() -> None:
    assert {rule.place for rule in validate([source(":a :p :b .")], shapes=shapes(IRI)).rules} == {None}


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
@pytest.mark.parametrize(
    ("rule", "data", "found"),
    [
        (IRI, ":a :q 1 .", ["shapes:empty-target"]),
        (IRI, ":a :p :b .", []),
        (":S a sh:NodeShape ; sh:nodeKind sh:IRI .", ":a :p 1 .", ["shapes:no-target"]),
    ],
)
def test_silence_is_explained(rule: str, data: str, found: list[str], engine: str) -> None:
    report = validate([source(data)], shapes=shapes(rule), engine=engine)
    assert [finding.rule for finding in report.findings] == found
    assert report.notes == (("Checked by pySHACL alone, as asked.",) if engine == "pyshacl" else ())


# A store without files


def test_store_is_checked_as_one_graph_and_placed_afterwards() -> None:
    store = Store()
    for name in "gh":
        store.add(Quad(A, P, Literal("x"), NamedNode(f"urn:{name}")))
    rules = shapes(IRI)
    findings = check(store, rules)
    assert [(finding.place, str(finding.value)) for finding in findings] == [(None, '"x"')]
    (placed,) = with_places(findings, store, rules, [source(':a :p "x" .')])
    assert str(placed.place) == "x.ttl:2:7"
    assert str(placed.shape_place) == "rules.ttl:2:41"
    assert with_places([], store, rules, []) == []


def test_store_has_lost_which_whole_numbers_were_bytes() -> None:
    store = Store()
    store.extend(Quad(A, P, Literal(n, datatype=NamedNode(PREFIXES["xsd"] + "byte"))) for n in ("5", "500"))
    assert [str(finding.value).partition("^^")[0] for finding in check(store, shapes(BYTE))] == ['"500"']


def test_store_is_checked_by_the_reference_where_it_must_be() -> None:
    store = Store()
    store.extend([Quad(A, P, A), Quad(A, NamedNode("http://e.org/q"), Literal("x"))])
    rule = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:node :S ] , [ sh:path :q ; sh:nodeKind sh:IRI ] ."
    assert '"x"' in {str(finding.value) for finding in check(store, shapes(rule))}


def test_reference_reads_what_the_files_say() -> None:
    rule = ':S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:pattern "^0(?!x)" ] .'
    assert told(validate([source(':a :p "07"^^xsd:integer , 7 .')], shapes=shapes(rule))) == [
        ("x.ttl:2:27", str(Literal(7)))
    ]


def test_finding_that_stands_in_no_file_is_told() -> None:
    rule = ":S sh:targetNode :absent ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    report = validate([source(":a :p 1 ."), source(":b :p 1 .", "y.ttl")], shapes=shapes(rule))
    assert told(report) == [("None", "None")]
    report = validate([source(":a :p 1 .")], shapes=shapes(rule))
    assert (told(report), report.excerpts) == ([("x.ttl", "None")], {})


def test_wrong_shape_has_a_place_where_it_came_from_a_file() -> None:
    text = ":S sh:targetSubjectsOf :p ;\n sh:property [ sh:path :p ; sh:pattern '(' ] ."
    store = Store()
    store.add(Quad(A, P, Literal("x")))
    with pytest.raises(SpaceflightError, match=r"^rules\.ttl:2:1: :S/:p: sh:pattern is no regular expression"):
        check(store, shapes(text))
    plain = Shapes(ShapesGraph(source(text).quads()), {"": "http://e.org/"})
    with pytest.raises(SpaceflightError, match=r"^:S/:p: sh:pattern is no regular expression"):
        check(store, plain)


# Places


def test_value_is_spelled_as_the_file_has_it_and_no_other() -> None:
    number = NamedNode(PREFIXES["xsd"] + "integer")
    five, text = Literal("5", datatype=number), source(':a :p "05"^^xsd:integer ; :q :b .')
    text.stand_ins = False  # so that the store rewrites it
    rules, store = shapes(IRI), Store()
    store.bulk_extend(text.quads())
    finding = Finding("m", focus=A, value=five, path_term=P)
    for given, value, place in (
        (finding, '"05"', "x.ttl:2:7"),
        (Finding("m", focus=A, value=NamedNode("http://e.org/b"), path_term=P), "<http://e.org/b>", "x.ttl:2:30"),
        (Finding("m", focus=A), "None", "x.ttl:2:1"),
        (Finding("m", focus=A, value=Literal("6"), path_term=P), '"6"', "x.ttl:2:1"),
        (Finding("m", focus=NamedNode("urn:gone")), "None", "x.ttl"),
    ):
        (placed,) = locate([given], Locator([text]), store, rules)
        assert str(placed.value).partition("^^")[0] == value
        assert str(placed.place) == place


def test_json_ld_names_the_focus_node_or_else_the_value() -> None:
    text = Source("x.jsonld", b'[{"@id": "http://e.org/a"},\n{"@id": "http://e.org/b"}]', RdfFormat.JSON_LD)
    b, gone = NamedNode("http://e.org/b"), NamedNode("urn:gone")
    for focus, value, line in ((A, b, 1), (b, A, 2), (gone, b, 2), (gone, gone, None), (BlankNode("x"), A, 1)):
        (placed,) = locate([Finding("m", focus=focus, value=value)], Locator([text]), Store(), shapes(IRI))
        assert placed.place is not None
        assert placed.place.line == line


def test_nothing_to_place() -> None:
    assert locate([], Locator([]), Store(), shapes(IRI)) == []


# Shapes from files


def test_rules_as_reports_tell_about_them() -> None:
    rules = shapes(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ;\n"
        ' sh:message "Wrong." ; rdfs:comment "Why: so." ; sh:severity sh:Info .'
    )
    found = [(r.name, r.iri, r.severity, r.message, r.why, r.place and r.place.line) for r in rules.rules(located=True)]
    assert found == [
        (":S", "http://e.org/S", Severity.INFO, "Wrong.", "Why: so.", 3),
        (":S/:p", None, Severity.VIOLATION, "", "", 3),
    ]
    assert [rule.place for rule in rules.rules()] == [None, None]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":S sh:path .", r"The shapes cannot be read\. Fix their syntax first:\nrules\.ttl:2:12: "),
        (":a :p :b .", r"^rules\.ttl: no shapes\. Fix: name a folder that holds some\.$"),
    ],
)
def test_shapes_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(SpaceflightError, match=message):
        shapes(text)


# Checks

CHECK = "#+ summary: What?\n#+ why: So.\n#+ message: {{?this}} has {{?value}}.\n#+ severity: {}\n{}\n"
SELECT = "SELECT ?this ?path ?value { ?this ?path ?value }"


def write_check(folder: Path, severity: str = "warning", query: str = SELECT, lacking: str = "") -> Path:
    text = CHECK.format(severity, query)
    (folder / "one.rq").write_text("".join(t for t in text.splitlines(True) if not lacking or lacking not in t))
    return folder


def test_check_becomes_a_finding_a_row(tmp_path: Path) -> None:
    store = Store()
    store.add(Quad(NamedNode(PREFIXES["sf"] + "a"), NamedNode(PREFIXES["sf"] + "p"), Literal("x")))
    place = Place((tmp_path / "one.rq").as_posix(), 1)
    (finding,) = run_checks(store, read_checks(write_check(tmp_path)))
    assert finding == Finding(
        "sf:a has x.",
        severity=Severity.WARNING,
        rule="check:one",
        focus=NamedNode(PREFIXES["sf"] + "a"),
        path="sf:p",
        value=Literal("x"),
        shape_place=place,
        path_term=NamedNode(PREFIXES["sf"] + "p"),
    )
    write_check(tmp_path, query="SELECT ?this ?value { ?this ?p ?v OPTIONAL { ?v ?x ?value } }")
    (finding,) = run_checks(store, read_checks(tmp_path))
    assert (finding.path, finding.path_term, finding.value) == (None, None, None)


@pytest.mark.parametrize("key", ["summary", "why", "message", "severity"])
def test_check_whose_header_lacks_a_key(tmp_path: Path, key: str) -> None:
    with pytest.raises(SpaceflightError, match=rf"one\.rq: the header has no {key}\. Fix: add '#\+ {key}: …'\."):
        read_checks(write_check(tmp_path, lacking=f"#+ {key}"))


def test_checks_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match=r"holds no checks\. Fix: reinstall the package"):
        read_checks(tmp_path)
    with pytest.raises(SpaceflightError, match=r"severity is none\. Fix: use violation, warning or info\."):
        read_checks(write_check(tmp_path, "bad"))
    with pytest.raises(SpaceflightError, match=r"one\.rq:1: is not valid SPARQL"):
        list(run_checks(Store(), read_checks(write_check(tmp_path, query="SELECT {"))))
