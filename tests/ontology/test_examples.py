"""The examples of a term are in the graph: a thing of the class, a triple of the property; those that are not one, too.

class      … (id:soyuz-ms-07-landing).       the first name in brackets is one of the class, the others exist
property   id:x sf:time "…"^^xsd:date .      one triple, in Turtle
Negative example: …                          the same, of another class or property
Made-up example: …                           only where the graph has none
"""

import re
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, Variable, parse

from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, SF, Term, expand

NAME = re.compile(r"\((\w+:[\w-]+)\)")
TERM = re.compile(r"\bsf:\w+")
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
NEGATIVE, MADE_UP = "Negative example: ", "Made-up example: "
PROLOGUE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
CLASSES, PROPERTIES = (expand("owl:Class"),), (OWL.DatatypeProperty, OWL.ObjectProperty)


def terms(store: Store, kinds: Iterable[NamedNode]) -> set[Term]:
    found = {quad.subject for kind in kinds for quad in store.quads_for_pattern(None, RDF.type, kind, GRAPH.ontology)}
    return {term for term in found if isinstance(term, NamedNode) and term.value.startswith(SF.iri)}


def texts(store: Store, kinds: Iterable[NamedNode], predicate: str) -> list[tuple[Term, str]]:
    """Return what some of our terms say of themselves."""
    ours = terms(store, kinds)
    said = store.quads_for_pattern(None, expand(predicate), None, GRAPH.ontology)
    found = [(q.subject, q.object.value) for q in said if q.subject in ours and isinstance(q.object, Literal)]
    return sorted(found, key=str)


def classes_of(store: Store, name: str) -> set[Term]:
    """Return every class that a thing is of, near and far; none where there is no such thing."""
    rows = store.query(
        "SELECT ?thing ?kind { ?thing a/rdfs:subClassOf* ?kind }",
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=True,
        substitutions={Variable("thing"): expand(name)},
    )
    return {row["kind"] for row in rows}  # type: ignore[union-attr]


def triple_in(text: str) -> Triple:
    (quad,) = parse(PROLOGUE + text, RdfFormat.TURTLE)
    found: Triple = quad.triple
    return found


def holds(store: Store, *pattern: Term | None) -> bool:
    return next(iter(store.quads_for_pattern(*pattern)), None) is not None  # type: ignore[arg-type]


def test_every_class_and_property_has_an_example(shipped_store: Store) -> None:
    for kinds in (CLASSES, PROPERTIES):
        all_of_them = terms(shipped_store, kinds)
        assert len(all_of_them) > 100
        shown = {t for t, text in texts(shipped_store, kinds, "skos:example") if not text.startswith(NEGATIVE)}
        assert all_of_them - shown == set()


def test_example_of_a_class_is_one_of_it(shipped_store: Store) -> None:
    seen = 0
    for term, text in texts(shipped_store, CLASSES, "skos:example"):
        first, *others = NAME.findall(text)
        kinds = classes_of(shipped_store, first)
        assert kinds, f"{term}: there is no {first}"
        assert (term in kinds) != text.startswith(NEGATIVE), f"{term}: {text}"
        assert all(classes_of(shipped_store, other) for other in others), text
        seen += 1
    assert seen > 200


def test_example_of_a_class_has_the_dates_of_the_graph(shipped_store: Store) -> None:
    seen = 0
    for term, text in texts(shipped_store, CLASSES, "skos:example"):
        values = {
            quad.object.value
            for name in NAME.findall(text)
            for quad in shipped_store.quads_for_pattern(expand(name), None, None)
            if isinstance(quad.object, Literal)
        }
        for date in DATE.findall(text):
            seen += 1
            assert any(value.startswith(date) for value in values), f"{term}: {text}"
    assert seen > 25


def test_example_of_a_property_is_told(shipped_store: Store) -> None:
    seen = 0
    for term, text in texts(shipped_store, PROPERTIES, "skos:example"):
        if text.startswith(MADE_UP):
            assert not holds(shipped_store, None, term, None), f"{term} is used: take an example from the graph"
            continue
        triple = triple_in(text.removeprefix(NEGATIVE))
        assert holds(shipped_store, *triple), f"{term}: {text}"
        assert (triple.predicate == term) != text.startswith(NEGATIVE), f"{term}: {text}"
        seen += 1
    assert seen > 200


@pytest.mark.parametrize("predicate", ["skos:definition", "skos:example", "skos:scopeNote"])
def test_terms_that_texts_name_exist(shipped_store: Store, predicate: str) -> None:
    named = {
        expand(name)
        for quad in shipped_store.quads_for_pattern(None, expand(predicate), None, GRAPH.ontology)
        for name in TERM.findall(str(quad.object))
    }
    assert named
    assert {term for term in named if not holds(shipped_store, term, RDF.type, None, GRAPH.ontology)} == set()


def test_terms_that_are_mistaken_have_a_note_or_an_example_of_what_they_are_not(shipped_store: Store) -> None:
    every = (*CLASSES, *PROPERTIES, SF.Concept)
    notes = {term for term, _ in texts(shipped_store, every, "skos:scopeNote")}
    negative = {term for term, text in texts(shipped_store, every, "skos:example") if text.startswith(NEGATIVE)}
    assert len(notes) > 110
    assert len(negative) > 200
