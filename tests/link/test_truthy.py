"""Truthy triples hide nothing; and the canned query, which reads the same mappings, makes the same ones."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, QueryTriples, Store, Triple

from spaceflight_graph.link import truthy
from spaceflight_graph.link.ours import mapped, ours
from spaceflight_graph.link.statement import Item, Monolingual, Quantity, Special, Statement, Text, Time, Value
from spaceflight_graph.namespaces import XSD, expand
from spaceflight_graph.query import ask, catalogue


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Item("Q2"), expand("wd:Q2")),
        (Time("+2017-12-17T00:00:00Z", 11), Literal("2017-12-17T00:00:00Z", datatype=XSD.dateTime)),
        (Time("+2017-12-00T00:00:00Z", 10), None),
        (Text("2017-081A", "external-id"), Literal("2017-081A")),
        (Quantity("+3"), None),
        (Monolingual("x", "en"), None),
        (Special.SOMEVALUE, None),
    ],
)
def test_what_a_truthy_triple_can_tell(value: Value, told: object) -> None:
    found = truthy.triple(Statement("Q1", "P9", value))
    assert found == (Triple(expand("wd:Q1"), expand("wdt:P9"), told) if told else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("which", "least"), [("small_store", 5), ("real_store", 190)])
def test_the_query_makes_the_same(which: str, least: int, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue(which)
    found = ask.run(store, catalogue.get("wikidata"), {})
    assert isinstance(found, QueryTriples)
    made = set(found)
    assert made == truthy.triples(ours(store)) == truthy.triples(mapped(store))
    assert len(made) >= least


def test_what_leads_to_no_item_is_not_read(graph: Callable[..., Store]) -> None:
    told = [("id:a", "sf:cosparId", "'2001-001A'"), ("id:b", "sf:cosparId", "'2002-001A'")]  # itself
    told += [("id:seat", "sf:callSign", "'x'"), ("id:up", "sf:time", '"2001-01-02"^^xsd:date')]  # no rule leads further
    told += [("id:bo", "sf:expedition", "id:a"), ("id:di", "sf:expedition", "id:b")]  # what it leads to
    facts = "".join(
        f"{s} {p} {o} . fact:{n} a sf:Fact ; rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ."
        for n, (s, p, o) in enumerate(told)
    )
    entities = "id:a schema:sameAs wd:Q1 . id:up a sf:Launch ; sf:flight id:a . id:bo a sf:Person . id:di a sf:Person ."
    found = [given.fact for given in mapped(graph(entities=entities, facts=facts))]
    assert found == ["fact:0", "fact:4", "fact:5", "fact:3"]


def test_those_with_a_property_are_the_same_one_at_a_time(real_store: Store) -> None:
    whole = {given.fact: given for given in ours(real_store)}
    found = {given.fact: given for given in mapped(real_store)}
    assert {name for name, given in whole.items() if given.statement} <= found.keys() < whole.keys()
    apart = [given for name, given in found.items() if given != whole[name]]
    assert all(given.statement and isinstance(given.statement.value, Quantity) for given in apart)
    assert 0 < len(apart) < 30
