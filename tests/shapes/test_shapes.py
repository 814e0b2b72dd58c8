"""Every rule of ``shapes/`` against small graphs: the only place that says what each rule must find, and what not.

``<shape>/good-*.ttl`` gives no finding. ``<shape>/bad-*.ttl`` holds, beside its data, the results it must give, in
SHACL's own words (the only blank nodes in the file), and it must give these alone. All are checked in one run, where
the names of each fixture are its own. As in a build, the reasoner reads what is said of things, and not the records:
claims, documents, decisions, facts, disputes.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple

from spaceflight_graph.claims import layers
from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import BASE, GRAPH, OWL, PREFIXES, QUDT, RDF, RDFS, SF, expand, shorten
from spaceflight_graph.reason import inference
from spaceflight_graph.shacl import Shapes
from spaceflight_graph.shacl.shapes import Shape
from spaceflight_graph.validate.run import check
from spaceflight_graph.validate.shapes import ShapeFiles

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
FIXTURES = sorted(HERE.glob("*/*.ttl"))
BAD = [file for file in FIXTURES if file.name.startswith("bad-")]
OWL_CLASS = expand("owl:Class")

Result = tuple[str, str, str]
"""Focus node, source shape and severity."""


@dataclass(frozen=True)
class Fixture:
    """A small graph under names of its own, and what must be found in it."""

    data: tuple[Triple, ...]
    expected: frozenset[Result]


@cache
def shapes() -> Shapes:
    return ShapeFiles.read([REPOSITORY / "shapes"])


@cache
def rules() -> dict[str, Shape]:
    """Return every named shape that can find something by itself: a property shape, or constraints of its own."""
    return {
        shorten(node.value): shape
        for node, shape in shapes().by_node.items()
        if isinstance(node, NamedNode) and (shape.path or any(kind != "property" for kind, _ in shape.constraints))
    }


@cache
def families() -> dict[str, str]:
    """Return the shapes that rules are named after, by the folder of their fixtures: ``same-as`` → ``sfsh:SameAs``."""
    names = (shorten(node.value) for node in shapes().by_node if isinstance(node, NamedNode))
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", n[5:]).lower(): n for n in names if "-" not in n}


@cache
def ontology() -> dict[str, tuple[Triple, ...]]:
    """Return the triples of each file of the ontology."""
    return {
        file.stem: tuple(layers.read(file, GRAPH.ontology).triples)
        for file in sorted((REPOSITORY / "ontology").glob("*.ttl"))
    }


def vocabulary() -> list[Triple]:
    return [t for triples in ontology().values() for t in triples]


def mark(file: Path) -> str:
    """Return what makes the names of one fixture differ from those of all others: ``event~bad-time``."""
    return f"{file.parent.name}~{file.stem}"


@cache
def read(file: Path) -> Fixture:
    """Part a file into its data and the results that it expects."""

    def own(term: NamedNode) -> NamedNode:
        ours = term.value.startswith(BASE) and not term.value.startswith((PREFIXES["sf"], PREFIXES["map"]))
        return NamedNode(f"{term.value}~{mark(file)}") if ours else term

    said: dict[BlankNode, dict[str, str]] = {}
    data = []
    for t in layers.read(file, GRAPH.entities).triples:
        if isinstance(t.subject, BlankNode):
            assert isinstance(t.object, NamedNode), t
            said.setdefault(t.subject, {})[shorten(t.predicate.value)] = shorten(t.object.value)
            continue
        assert isinstance(t.subject, NamedNode), t
        assert not isinstance(t.object, BlankNode), f"{file}: data without blank nodes, please: {t}"
        data.append(Triple(own(t.subject), t.predicate, own(t.object) if isinstance(t.object, NamedNode) else t.object))
    for result in said.values():
        assert result.pop("rdf:type") == "sh:ValidationResult"
        assert result.keys() == {"sh:focusNode", "sh:sourceShape", "sh:resultSeverity"}, f"{file}: {result}"
    expected = frozenset((r["sh:focusNode"], r["sh:sourceShape"], r["sh:resultSeverity"]) for r in said.values())
    assert len(expected) == len(said), f"{file}: the same result twice"
    return Fixture(tuple(data), expected)


@cache
def graph() -> Store:
    """Return the data of all fixtures with the ontology and what follows."""
    records = {t.subject for t in ontology()["provenance"] if t.predicate == RDF.type and t.object == OWL_CLASS}
    data = [t for file in FIXTURES for t in read(file).data]
    recorded = {t.subject for t in data if t.predicate == RDF.type and t.object in records}
    inferred = inference.infer(vocabulary(), (t for t in data if t.subject not in recorded))
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in (*vocabulary(), *data, *inferred))
    return store


@cache
def findings() -> list[Finding]:
    return check(graph(), shapes())


@cache
def results() -> dict[str, set[Result]]:
    """Return what is found in each fixture, by the name that makes its own names differ."""
    found: dict[str, set[Result]] = {}
    for finding in findings():
        assert isinstance(finding.focus, NamedNode), finding
        assert isinstance(finding.shape, NamedNode), f"{finding}: the rule has no name"
        name, _, owner = shorten(finding.focus.value).partition("~")
        severity = f"sh:{finding.severity.name.title()}"
        found.setdefault(owner, set()).add((name, shorten(finding.shape.value), severity))
    return found


def targets(family: str, file: Path) -> set[NamedNode]:
    """Return the nodes of a fixture that a shape, or a rule named after it, checks."""
    found: set[NamedNode] = set()
    subjects = {t.subject for t in read(file).data if isinstance(t.subject, NamedNode)}
    for node, shape in shapes().by_node.items():
        if not isinstance(node, NamedNode) or shorten(node.value).split("-")[0] != family:
            continue
        for kind, term in shape.targets:
            assert isinstance(term, NamedNode), shape.name
            if kind == "targetClass":
                found |= {s for s in subjects if Quad(s, RDF.type, term) in graph()}
            else:
                assert kind == "targetSubjectsOf", f"{shape.name}: teach this test about sh:{kind}"
                found |= {s for s in subjects if any(graph().quads_for_pattern(s, term, None))}
    return found


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_fixture_gives_what_it_says_and_nothing_else(file: Path) -> None:
    expected = read(file).expected
    family = families()[file.parent.name]
    assert targets(family, file), f"{family} checks nothing in this file"
    assert results().get(mark(file), set()) == expected
    assert bool(expected) == (file in BAD)
    assert all(shape.split("-")[0] == family for _, shape, _ in expected), "the file lies in another shape's folder"


def test_every_fixture_is_run_and_every_shape_has_some() -> None:
    assert len(FIXTURES) >= 200
    assert set(FIXTURES) == set(HERE.rglob("*.ttl")), "a fixture lies where no test looks"
    assert all(file.name.startswith(("good-", "bad-")) for file in FIXTURES)
    assert results().keys() == {mark(file) for file in BAD}, "the ontology itself gives findings"
    for kind in ("good", "bad"):
        assert {file.parent.name for file in FIXTURES if file.name.startswith(kind)} == families().keys()


def test_every_rule_has_a_fixture_that_provokes_it_alone() -> None:
    alone = set()
    for file in BAD:
        provoked = {shape for _, shape, _ in read(file).expected}
        alone |= provoked if len(provoked) == 1 else set()
    assert len(rules()) >= 90
    assert alone == rules().keys()


def test_every_constraint_of_every_rule_is_provoked() -> None:
    """A rule may ask for several things: each has a fixture that fails on it."""
    provoked = {(f.shape, f.component.value.partition("#")[2]) for f in findings() if f.component}
    components = {"qualifiedValueShape": "QualifiedMinCount", "sparql": "SPARQL"}
    asked = {
        (shape.node, f"{components.get(kind, kind[0].upper() + kind[1:])}ConstraintComponent"): f"{name} sh:{kind}"
        for name, shape in rules().items()
        for kind, _ in shape.constraints
        if kind != "property"
    }
    assert len(asked) >= 140
    assert [text for key, text in asked.items() if key not in provoked] == []


def test_names_are_unique_and_begin_with_the_shape_that_has_them() -> None:
    text = "".join(file.read_text() for file in sorted((REPOSITORY / "shapes").glob("*.ttl")))
    written = re.findall(r"^(sfsh:[\w-]+)$", text, re.MULTILINE)
    named = [shorten(node.value) for node in shapes().by_node if isinstance(node, NamedNode)]
    assert sorted(written) == sorted(named), "a shape is written twice, or not in the house style"
    owners: dict[str, list[str]] = {}
    for node, shape in shapes().by_node.items():
        for kind, value in shape.constraints:
            if kind == "property" and isinstance(node, NamedNode):
                assert isinstance(value, NamedNode), f"{shape.name} has a property shape without a name"
                owners.setdefault(shorten(value.value), []).append(shorten(node.value))
    assert len(owners) > 80
    for name, shape in rules().items():
        if shape.path:
            assert owners[name] == [name.split("-")[0]]
        else:
            assert name.split("-")[0] in families().values()
            assert shape.targets, f"{name} checks nothing"


def test_every_rule_has_severity_message_remedy_and_why() -> None:
    source = shapes().graph
    assert rules()
    for name, shape in rules().items():
        severities = source.values(shape.node, expand("sh:severity"))
        assert severities in ((expand("sh:Violation"),), (expand("sh:Warning"),)), name
        asked = source.values(shape.node, expand("sh:sparql"))
        speakers = asked or (shape.node,)
        for speaker in speakers:
            messages = source.literals(speaker, expand("sh:message"))
            assert len(messages) == 1, name
            assert re.fullmatch(r"[^ ].*[.] Fix: .+[.]", messages[0].value), f"{name}: {messages[0].value}"
        for constraint in asked:
            assert not source.values(constraint, expand("sh:severity")), f"{name}: pySHACL ignores this severity"
        (why,) = source.literals(shape.node, expand("rdfs:comment"))
        assert re.fullmatch(r"Why: .+[.]", why.value), name
        assert why.language == "en"


def test_functional_and_quantity_rules_look_at_every_such_property() -> None:
    functional = {t.subject for t in vocabulary() if t.predicate == RDF.type and t.object == OWL.FunctionalProperty}
    quantities = {t.subject for t in vocabulary() if t.predicate == RDFS.range and t.object == QUDT.QuantityValue}
    assert len(functional) > 80
    assert len(quantities) > 15
    assert {term for _, term in rules()["sfsh:Functional"].targets} == functional
    assert {term for _, term in rules()["sfsh:Quantity-not-bare"].targets} == quantities


def test_lists_of_concepts_are_those_of_the_ontology() -> None:
    scheme: dict[object, object] = {t.subject: t.object for t in vocabulary() if t.predicate == expand("skos:inScheme")}
    listed: dict[object, set[object]] = {}
    for name, shape in rules().items():
        for kind, value in shape.constraints:
            terms = shapes().graph.items(value) if kind == "in" else ()
            if any(term in scheme for term in terms):
                (of,) = {scheme.get(term) for term in terms}
                assert of, f"{name} lists something that is no concept"
                listed.setdefault(of, set()).update(terms)
    assert len(listed) >= 8
    for of, members in listed.items():
        assert members == {concept for concept in scheme if scheme[concept] == of}


def test_every_class_that_has_instances_is_checked() -> None:
    classes = {t.subject for t in vocabulary() if t.predicate == RDF.type and t.object == OWL_CLASS}
    wider: dict[object, set[object]] = {}
    for t in vocabulary():
        if t.predicate == RDFS.subClassOf:
            wider.setdefault(t.subject, set()).add(t.object)
    checked = {term for shape in shapes().by_node.values() for kind, term in shape.targets if kind == "targetClass"}
    closed = {SF.Concept, SF.CrewRole}  # their members are the ontology's own
    ours = {c for c in classes if isinstance(c, NamedNode) and c.value.startswith(PREFIXES["sf"])} - closed
    assert len(ours) > 100
    assert {shorten(c.value) for c in ours if not _above(c, wider) & checked} == set()


def _above(term: object, wider: dict[object, set[object]]) -> set[object]:
    found = {term}
    for up in wider.get(term, ()):
        found |= _above(up, wider)
    return found


def test_shapes_conform_to_the_shapes_of_shacl_itself() -> None:
    rulebook = ShapeFiles.read([Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl"])
    store = Store()
    store.extend(shapes().graph.triples())
    assert len(store) > 1000
    assert check(store, rulebook) == []
    wrong = b"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x> a sh:NodeShape ; sh:minLength 1.5 ; sh:severity 'x' ."
    store.load(wrong, RdfFormat.TURTLE)
    assert [finding.path for finding in check(store, rulebook)] == ["sh:minLength", "sh:severity"]
