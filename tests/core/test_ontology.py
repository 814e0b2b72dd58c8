"""The ontology holds on the whole published graph, derived nodes included, and not only on who and what exists."""

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph import reason
from spaceflight_graph.namespaces import GRAPH, OWL, RDF, RDFS, SF, SKOS, XSD, Term

RECORDS = {SF.Claim, SF.Decision, SF.Dispute, SF.Document, SF.ExcusedLine, SF.Fact}


def triples(store: Store, *graphs: Term) -> set[Triple]:
    """Return what some graphs or all say, but for labels and other texts for people."""
    return {
        quad.triple
        for quad in store
        if (not graphs or quad.graph_name in graphs)
        and quad.predicate != RDFS.label
        and not quad.predicate.value.startswith(SKOS.iri)
    }


def by_owlrl(store: Store) -> set[Triple]:
    return reason._closed(triples(store))


def by_rules(store: Store) -> set[Triple]:
    """A hundred times as fast, and held equal to owlrl by another test."""
    return reason._by_rules(reason._closed(triples(store, GRAPH.ontology)), triples(store))


def classes_of_records(closed: set[Triple]) -> dict[Term, dict[Term, set[Term]]]:
    """Return the classes of each record, by the one of ``RECORDS`` that it is of."""
    classes: dict[Term, set[Term]] = defaultdict(set)
    for t in closed:
        if t.predicate == RDF.type:
            classes[t.subject].add(t.object)
    found: dict[Term, dict[Term, set[Term]]] = defaultdict(dict)
    for thing, its in classes.items():
        for kind in its & RECORDS:
            found[kind][thing] = its
    return found


@pytest.mark.parametrize(("which", "closure"), [("small_store", by_owlrl), ("real_store", by_rules)])
def test_no_reasoner_takes_a_record_for_another(which: str, closure: object, request: pytest.FixtureRequest) -> None:
    assert callable(closure)
    closed = closure(request.getfixturevalue(which))
    wider: dict[Term, set[Term]] = defaultdict(set)
    for t in closed:
        if t.predicate == RDFS.subClassOf:
            wider[t.subject].add(t.object)
    records = classes_of_records(closed)
    assert records.keys() == RECORDS
    for kind, members in records.items():
        foreign = {thing: odd for thing, its in members.items() if (odd := its - {kind, OWL.Thing, *wider[kind]})}
        assert foreign == {}, kind


def test_values_are_of_the_datatypes_that_properties_ask_for(real_store: Store) -> None:
    wanted = {
        quad.subject: quad.object
        for quad in real_store.quads_for_pattern(None, RDFS.range, None, GRAPH.ontology)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(XSD.iri)
    }
    assert len(wanted) > 15
    values = [quad for quad in real_store if quad.predicate in wanted]
    assert len(values) > 2500
    odd = [q for q in values if not isinstance(q.object, Literal) or q.object.datatype != wanted[q.predicate]]
    assert odd == []
