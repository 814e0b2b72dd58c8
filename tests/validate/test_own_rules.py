"""Our own shapes and checks, as rules: valid SHACL, named, with a severity, a remedy and a reason."""

import re
from importlib.resources import files as files_of
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from spaceflight_graph.findings import Severity
from spaceflight_graph.namespaces import RDFS
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Shape
from spaceflight_graph.shacl.vocabulary import sh
from spaceflight_graph.validate.checks import Check, read_checks, run_checks
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

ROOT = Path(__file__).parents[2]
SHAPES = ShapeFiles.read([ROOT / "shapes"])
GROUPING = {"property"}
SEVERITIES = {sh("Violation"), sh("Warning"), sh("Info")}
RULES = [
    shape
    for shape in SHAPES.by_node.values()
    if isinstance(shape.node, NamedNode) and {parameter for parameter, _ in shape.constraints} - GROUPING
]
SHACL_SHACL = str(files_of("pyshacl") / "assets" / "shacl-shacl.ttl")
CHECKS = read_checks(ROOT / "queries" / "checks")
PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sf: <https://w3id.org/spaceflight/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
HOME = "rdfs:isDefinedBy <https://w3id.org/spaceflight/ontology>"
FINE = f'a owl:Class ; rdfs:label "x"@en ; skos:definition "y"@en ; {HOME}'
BROKEN = {
    "declared": "ex:a sf:nonsense 1 .",
    "defined": f'sf:X a owl:Class ; rdfs:label "x"@en ; {HOME} .',
    "deprecated": f"sf:X {FINE} ; owl:deprecated true .",
    "domain": "ex:p rdfs:domain ex:A . ex:x ex:p 1 ; a ex:B .",
    "domains": f"sf:A {FINE} ; owl:disjointWith sf:B . sf:B {FINE} . ex:p rdfs:subPropertyOf ex:q ; rdfs:domain sf:A . "
    "ex:q rdfs:domain sf:B .",
    "home": "sf:X a owl:Class .",
    "kinds": 'ex:p a owl:ObjectProperty . ex:a ex:p "text" .',
    "labelled": f'sf:X a owl:Class ; rdfs:label "x"@en , "z"@en ; skos:definition "y"@en ; {HOME} .',
    "members": "[] a owl:AllDisjointClasses ; owl:members ( ex:A ex:B ) . ex:C rdfs:subClassOf ex:B . "
    "ex:y a ex:A , ex:C .",
    "profile": f"sf:X {FINE} ; rdfs:subClassOf [ owl:unionOf ( ex:A ex:B ) ] .",
    "range": "ex:p rdfs:range ex:A . ex:x ex:p ex:y . ex:y a ex:B .",
    "satisfiable": f"sf:X {FINE} ; rdfs:subClassOf ex:A , ex:B . "
    "[] a owl:AllDisjointClasses ; owl:members ( ex:A ex:B ) .",
    "wikidata": "ex:a schema:sameAs <http://www.wikidata.org/entity/P31> .",
}


def found(text: str) -> list[str]:
    store = Store()
    store.load((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return [finding.rule.removeprefix("check:") for finding in run_checks(store, CHECKS)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.name)
def test_a_check_finds_its_fault_and_it_alone(check: Check) -> None:
    name = check.rule.name.removeprefix("check:")
    assert found(BROKEN[name]) == [name]


def test_a_finding_of_a_check_is_as_bad_as_its_header_says_and_names_the_term() -> None:
    store = Store()
    store.load((PREFIXES + BROKEN["defined"]).encode(), format=RdfFormat.TURTLE)
    (finding,) = run_checks(store, CHECKS)
    assert finding.severity is Severity.VIOLATION
    assert finding.message.startswith("sf:X has 0 English definitions. Fix: ")
    assert str(finding.shape_place).endswith("defined.rq:1")


def test_a_sound_ontology_passes_every_check() -> None:
    assert found(f"sf:X {FINE} ; schema:sameAs <http://www.wikidata.org/entity/Q42> . ex:a a sf:X .") == []


def test_every_check_has_a_remedy_and_a_reason() -> None:
    assert len(CHECKS) == len(BROKEN)
    for check in CHECKS:
        assert re.search(r"Fix: .+\.$", check.rule.message), check.rule.name
        assert check.rule.why.endswith("."), check.rule.name


def test_our_ontology_passes_every_check() -> None:
    store = Store()
    for file in sorted((ROOT / "ontology").glob("*.ttl")):
        store.load(path=str(file), format=RdfFormat.TURTLE)
    assert len(store) > 1000
    assert [(finding.rule, str(finding.focus)) for finding in run_checks(store, CHECKS)] == []


def test_our_shapes_are_valid_shacl() -> None:
    files = sorted((ROOT / "shapes").glob("*.ttl"))
    assert files
    sources = [Source(f.name, f.read_bytes(), RdfFormat.TURTLE, f"f{i}b") for i, f in enumerate(files)]
    report = validate(sources, shapes=ShapeFiles.read([SHACL_SHACL]))
    wrong = [finding for finding in report.findings if not finding.rule.startswith("shapes:")]
    assert [(str(finding.place), finding.message) for finding in wrong] == []
    assert report.focus_nodes > 100


def test_the_rules_of_shacl_find_a_shape_that_is_not() -> None:
    text = (
        b"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:PropertyShape ; sh:path <urn:p> ; sh:minCount 1.5 ."
    )
    assert len(validate([Source("x.ttl", text, RdfFormat.TURTLE)], shapes=ShapeFiles.read([SHACL_SHACL])).findings) > 0


@pytest.mark.parametrize("shape", RULES, ids=lambda shape: shape.name)
def test_a_rule_says_how_bad_why_and_how_to_mend(shape: Shape) -> None:
    graph = SHAPES.graph
    assert set(graph.values(shape.node, sh("severity"))) <= SEVERITIES
    assert graph.values(shape.node, sh("severity")), "no sh:severity"
    messages = [message.value for message in shape.messages]
    for parameter, value in shape.constraints:
        if parameter == "sparql":
            messages += [message.value for message in graph.literals(value, sh("message"))]
    assert messages, "no sh:message"
    assert all(re.search(r"Fix: .+\.$", message) for message in messages), messages
    comments = [comment.value for comment in graph.literals(shape.node, RDFS.comment)]
    assert len(comments) == 1
    assert comments[0].startswith("Why: ")


def test_every_rule_that_can_find_something_has_a_name() -> None:
    assert len(RULES) > 50
    for shape in SHAPES.by_node.values():
        for parameter, value in shape.constraints:
            if parameter == "property" and isinstance(shape.node, NamedNode):
                assert isinstance(value, NamedNode), f"{shape.name} has a property shape without a name"
