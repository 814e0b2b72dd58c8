"""What is read of our things: facts, no plans, nothing hedged, and places with all that they are part of."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.link.candidates import Days
from spaceflight_graph.link.names import Name, Standing
from spaceflight_graph.link.things import Things, named, of_tables, unlinked
from spaceflight_graph.namespaces import DCTERMS, GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, TRUE, Term, expand


def graph(*facts: tuple[str, str, Term], hedged: tuple[int, str] | None = None) -> Store:
    """Return a graph in which Russia and Bo have names, and of which one fact is hedged."""
    store = Store()
    for number, (subject, predicate, value) in enumerate(facts):
        node, prop = expand(subject), NamedNode(SF.iri + predicate)
        store.add(Quad(node, prop, value, GRAPH.facts))
        fact = expand(f"fact:{number}")
        for part, term in ((RDF.subject, node), (RDF.predicate, prop), (RDF.object, value)):
            store.add(Quad(fact, part, term, GRAPH.facts))
        if hedged and hedged[0] == number:
            store.add(Quad(fact, NamedNode(SF.iri + hedged[1]), TRUE, GRAPH.facts))
    russia = expand("id:russia")
    store.add(Quad(russia, RDFS.label, Literal("Russia", language="en"), GRAPH.entities))
    store.add(Quad(russia, SCHEMA.sameAs, NamedNode(PREFIXES["wd"] + "Q159"), GRAPH.entities))
    store.add(Quad(russia, SF.kind, NamedNode(SF.iri + "Country"), GRAPH.lookups))
    return store


RUSSIA = frozenset({"id:russia", "russia", "Q159"})


def facts(store: Store, thing: str) -> dict[str, tuple[object, ...]]:
    return dict(Things(store).described([thing])[0].facts)


@pytest.mark.parametrize("caveat", ["planned", "approximation"])
def test_plans_and_hedged_values_are_no_facts(caveat: str) -> None:
    told = (("id:x", "operator", expand("id:russia")), ("id:x", "cosparId", Literal("2001-001A")))
    assert facts(graph(*told), "id:x") == {"P137": (RUSSIA,), "P247": (frozenset({"2001001a"}),)}
    assert facts(graph(*told, hedged=(0, caveat)), "id:x") == {"P247": (frozenset({"2001001a"}),)}


def test_a_country_is_one_of_a_place_only() -> None:
    store = graph(("id:x", "operator", expand("id:russia")), ("id:x", "country", expand("id:russia")))
    assert facts(store, "id:x") == {"P137": (RUSSIA,), "P17": (RUSSIA,)}


def test_a_part_is_part_of_every_whole() -> None:
    store = graph(("id:pad", "partOf", expand("id:base")), ("id:base", "partOf", expand("id:russia")))
    assert facts(store, "id:pad") == {"P361": (frozenset({"id:base"}),), "P17": (RUSSIA,)}
    store = graph(("id:a", "partOf", expand("id:b")), ("id:b", "partOf", expand("id:a")))
    assert facts(store, "id:a") == {"P361": (frozenset({"id:b"}), frozenset({"id:a"}))}


def test_events_and_crews(small_store: Store) -> None:
    one, lee, tan = Things(small_store).described(["id:one", "id:ann-lee", "id:cy-tan"])
    assert one.facts["P619"] == (Days("2001-01-02", "2001-01-02"),)
    assert one.facts["P620"] == (Days("2001-01-12", "2001-01-12"),)
    assert [min(value) for value in one.facts["P1029"] if isinstance(value, frozenset)] == ["annlee", "borot"]
    assert [value for value in lee.facts["P450"] if isinstance(value, frozenset) and "Q1001" in value]
    assert "P450" not in tan.facts  # backup crew flies not
    assert one.kinds == {"CrewedFlight"}
    assert lee.kinds == {"Person"}


def test_names_in_their_order(small_store: Store) -> None:
    assert Things(small_store).names("id:bo-roth") == (
        Name("Bo Roth", "en"),
        Name("Bo Roth", "de"),
        Name("Bo Rot", "en", Standing.SLIP),
    )


def test_days_that_cannot_be_told() -> None:
    store = graph()
    for bound, text in ((SF.notBefore, "-0004-01-01T00:00:00Z"), (SF.notAfter, "0005-01-01T00:00:00Z")):
        store.add(Quad(expand("id:l"), bound, Literal(text), GRAPH.facts))
    store.add(Quad(expand("id:l"), RDF.type, SF.Launch, GRAPH.entities))
    store.add(Quad(expand("id:l"), SF.flight, expand("id:x"), GRAPH.entities))
    assert facts(store, "id:x") == {}


def test_who_has_an_item_and_who_has_none(small_store: Store) -> None:
    assert Things(small_store).linked == {"Q1001": "id:one"}
    assert unlinked(small_store, "Person") == ["id:ann-lee", "id:bo-roth", "id:cy-tan"]
    assert {"id:one", "id:town", "id:water"} <= set(named(small_store))
    assert not [name for name in named(small_store) if not name.startswith("id:")]


def test_things_of_tables_are_those_that_a_table_names() -> None:
    store, table = graph(), NamedNode(GRAPH.iri + "claims/table")
    for name in ("id:row-2", "id:row-1", "doc:table"):
        store.add(Quad(expand(name), RDFS.label, Literal("A row", language="en"), table))
    store.add(Quad(expand("id:row-3"), SF.partOf, expand("id:row-1"), table))  # it has no name
    store.add(Quad(expand("doc:page"), RDFS.label, Literal("A page", language="en"), GRAPH.entities))
    assert of_tables(store) == []  # a document that is no table says nothing of what exists
    store.add(Quad(table, DCTERMS.license, NamedNode("https://example.org/licence"), table))
    assert of_tables(store) == ["id:row-1", "id:row-2"]
    assert named(store) == ["id:row-1", "id:row-2", "id:russia"]
