"""The ontology holds on the whole published graph, derived nodes included, and not only on who and what exists."""

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph import __version__
from spaceflight_graph.namespaces import GRAPH, OWL, RDF, RDFS, SF, SKOS, WIKIBASE, XSD, Term, expand, shorten
from spaceflight_graph.reason import closure, inference

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
    return closure.of_everything(triples(store))


def by_rules(store: Store) -> set[Triple]:
    """A hundred times as fast, and held equal to owlrl by another test."""
    closed, known = inference._stored(triples(store)), triples(store)
    rules = inference._rules(closure.of_everything(triples(store, GRAPH.ontology)))
    inference._apply(rules, closed, inference._keys(known))
    return {quad.triple for quad in closed}


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


@pytest.mark.parametrize(("which", "closure"), [("small_store", by_owlrl), ("shipped_store", by_rules)])
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


def test_values_are_of_the_datatypes_that_properties_ask_for(shipped_store: Store) -> None:
    wanted = {
        quad.subject: quad.object
        for quad in shipped_store.quads_for_pattern(None, RDFS.range, None, GRAPH.ontology)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(XSD.iri)
    }
    assert len(wanted) > 15
    values = [quad for quad in shipped_store if quad.predicate in wanted]
    assert len(values) > 2500
    odd = [q for q in values if not isinstance(q.object, Literal) or q.object.datatype != wanted[q.predicate]]
    assert odd == []


KINDS = {OWL.DatatypeProperty, OWL.ObjectProperty, expand("owl:AnnotationProperty"), expand("owl:Class")}
BUILT_IN = ("owl", "rdf", "rdfs", "xsd")
RECORDED = {expand("rdf:subject"), expand("rdf:predicate"), expand("rdf:object")}
"""By which claims, facts and disputes name a triple: OWL 2 DL has no place for them."""


def test_every_class_and_property_is_declared_once(shipped_store: Store) -> None:
    kinds: dict[Term, list[Term]] = defaultdict(list)
    for quad in shipped_store.quads_for_pattern(None, RDF.type, None, GRAPH.ontology):
        if quad.object in KINDS:
            kinds[quad.subject].append(quad.object)
    assert {term: its for term, its in kinds.items() if len(its) != 1} == {}
    asserted = [quad for quad in shipped_store if quad.graph_name != GRAPH.dataset]  # that speaks of the graph, in VoID
    used: set[Term] = {quad.predicate for quad in asserted}
    kinds_of = (RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, RDFS.subPropertyOf)
    used |= {quad.object for quad in asserted if quad.predicate in kinds_of}
    foreign = {term for term in used if not shorten(str(term).strip("<>")).startswith(tuple(f"{p}:" for p in BUILT_IN))}
    assert len(foreign) > 240
    links = {str(quad.object).strip("<>") for quad in shipped_store.quads_for_pattern(None, WIKIBASE.claim, None)}
    assert len(links) > 100
    caveats = ("", "Approximation", "Planned", "Precision", "Reads", "Seconds", "WindowEnd")
    told = {NamedNode(link + caveat) for link in links for caveat in caveats}
    assert foreign - kinds.keys() - told == set()
    ours = {term for term in kinds if shorten(str(term).strip("<>")).startswith("sf:")}
    assert kinds.keys() - ours - foreign == set(), "declared, and not used"


def test_nothing_of_rdf_itself_is_a_class_or_property_of_the_ontology(shipped_store: Store) -> None:
    ontology = triples(shipped_store, GRAPH.ontology)
    assert not {t.predicate for t in ontology} & RECORDED
    wider = {t.object for t in ontology if t.predicate in (RDFS.subClassOf, RDFS.domain, RDFS.subPropertyOf)}
    assert len(wider) > 20
    assert not {term for term in wider if shorten(str(term).strip("<>")).startswith("rdf:")}


def test_header_says_who_when_and_under_what_terms(shipped_store: Store) -> None:
    ontology = expand("sf:").value.removesuffix("#")
    header = {
        shorten(quad.predicate.value): quad.object.value
        for quad in shipped_store.quads_for_pattern(NamedNode(ontology), None, None, GRAPH.ontology)
        if isinstance(quad.object, NamedNode | Literal)
    }
    assert header.pop("dcterms:title")
    assert header.pop("dcterms:description")
    assert header.pop("dcterms:modified") >= header["dcterms:created"]
    assert header == {
        "dcterms:created": "2026-11-22",
        "dcterms:creator": "Spaceflight Graph contributors",
        "dcterms:license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "owl:versionIRI": f"{ontology}/{__version__}",
        "owl:versionInfo": __version__,
        "rdf:type": OWL.Ontology.value,
        "vann:preferredNamespacePrefix": "sf",
        "vann:preferredNamespaceUri": f"{ontology}#",
    }


def test_no_two_properties_and_no_two_classes_are_called_the_same(shipped_store: Store) -> None:
    """On a page or in an answer, nothing else tells them apart."""
    named: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for quad in shipped_store.quads_for_pattern(None, RDFS.label, None, GRAPH.ontology):
        kinds = {q.object for q in shipped_store.quads_for_pattern(quad.subject, RDF.type, None, GRAPH.ontology)}
        label = quad.object
        if (
            isinstance(quad.subject, NamedNode)
            and isinstance(label, Literal)
            and kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
        ):
            named[label.value.casefold(), label.language or "", OWL.Class in kinds].append(shorten(quad.subject.value))
    assert len(named) > 400
    assert {key: terms for key, terms in named.items() if len(set(terms)) > 1} == {}
