"""The alignment is data: read back whole, of checked ids, and nothing said twice."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from spaceflight_graph.link import pinned
from spaceflight_graph.link.alignment import Alignment, Rule
from spaceflight_graph.namespaces import GRAPH, RDF, SF, expand, shorten
from spaceflight_graph.values import UNITS

TABLES = Path(__file__).parents[3] / "shared" / "wikidata"
KINDS = {
    "wikibase-item": "WikibaseItem", "time": "Time", "quantity": "Quantity", "string": "String",
    "external-id": "ExternalId",
}  # fmt: skip
RULE = """mapping:x a sf:Mapping ; sf:mappedTerm sf:p ; sf:mappedBy skos:closeMatch ; sf:mappedTo wdt:P9 ;
    sf:ofSubject sf:B , sf:A ; sf:ofObject sf:C ; sf:itemBy sf:flight ; sf:valueBy sf:person ; sf:widenedBy sf:partOf ;
    sf:inUnit unit:MIN ; sf:qualifierOf mapping:y ; sf:inverselyTo wdt:P8 ; sf:justification semapv:LogicalReasoning ;
    rdfs:comment "Why."@en ."""


def test_a_mapping_is_read_with_all_its_parts(graph: Callable[..., Store]) -> None:
    found = next(rule for rule in Alignment(graph(ontology=RULE)).rules if rule.name == "mapping:x")
    assert found == Rule(
        name="mapping:x",
        term=expand("sf:p"),
        relation="closeMatch",
        theirs="P9",
        of_subject=(expand("sf:A"), expand("sf:B")),
        of_object=(expand("sf:C"),),
        item_by=expand("sf:flight"),
        value_by=expand("sf:person"),
        widened_by=expand("sf:partOf"),
        unit="MIN",
        qualifier_of="mapping:y",
        inverse="P8",
        justification="semapv:LogicalReasoning",
        note="Why.",
    )
    assert not found.plain


@pytest.mark.parametrize("part", ["item_by", "value_by", "widened_by", "unit", "qualifier_of"])
def test_any_part_that_changes_the_shape_makes_a_rule_less_than_plain(part: str) -> None:
    plain = Rule("mapping:x", expand("sf:p"), "closeMatch", "P9", of_subject=(expand("sf:A"),), inverse="P8")
    assert plain.plain
    assert not replace(plain, **{part: expand("sf:q")}).plain  # type: ignore[arg-type]  # any value will do


def test_relations_come_by_term_and_then_by_theirs(graph: Callable[..., Store]) -> None:
    expected = [(f"sf:{term}", f"wdt:P{number}") for term in "XYZ" for number in range(1, 7)]
    said = " ".join(f"{term} skos:exactMatch {theirs} ." for term, theirs in reversed(expected))
    relations = Alignment(graph(ontology=said)).relations()
    found = [(shorten(term.value), shorten(theirs.value)) for term, _, theirs in relations]
    assert [pair for pair in found if pair in expected] == expected


def test_a_skos_relation_is_a_rule_where_it_is_exact(graph: Callable[..., Store]) -> None:
    said = "sf:p skos:exactMatch wdt:P9 , schema:p . sf:q skos:closeMatch wdt:P8 . sf:A skos:exactMatch wd:Q7 ."
    alignment = Alignment(graph(ontology=said))
    ours = {expand("sf:p"), expand("sf:q"), expand("sf:A")}
    assert [rule for rule in alignment.rules if rule.term in ours] == [Rule("sf:p", expand("sf:p"), "exactMatch", "P9")]
    assert alignment.of_term[expand("sf:p")][0].plain
    told = {(term, theirs) for term, _, theirs in alignment.relations() if term in ours}
    assert told == {
        (expand("sf:p"), expand("wdt:P9")), (expand("sf:q"), expand("wdt:P8")), (expand("sf:A"), expand("wd:Q7")),
    }  # fmt: skip


def test_the_mapping_that_asks_for_more_comes_first(graph: Callable[..., Store]) -> None:
    wide = RULE.replace("mapping:x", "mapping:a").replace("sf:ofObject sf:C ;", "").replace("sf:B , ", "")
    names = [rule.name for rule in Alignment(graph(ontology=f"{wide} {RULE}")).of_term[expand("sf:p")]]
    assert names == ["mapping:x", "mapping:a"]


@pytest.mark.parametrize(
    ("node", "item"),
    [
        (expand("id:a"), "Q1"),
        (expand("id:b"), None),
        (expand("sf:Role"), "Q7"),
        (expand("sf:Near"), None),
        (expand("sf:prop"), None),
        (None, None),
    ],
)
def test_item_of_a_thing_or_coded_value(graph: Callable[..., Store], node: NamedNode | None, item: str | None) -> None:
    store = graph(
        entities="id:a schema:sameAs wd:Q1 . id:b a sf:Person .",
        ontology="sf:Role skos:exactMatch wd:Q7 . sf:Near skos:closeMatch wd:Q8 . sf:prop skos:exactMatch wdt:P1 .",
    )
    assert Alignment(store).item(node) == item


def test_every_property_that_makes_statements_has_its_datatype(real_store: Store) -> None:
    alignment = Alignment(real_store)
    used = {rule.theirs for rule in alignment.rules} | {rule.inverse for rule in alignment.rules if rule.inverse}
    assert len(used) > 35
    assert used == alignment.datatypes.keys()
    assert set(alignment.datatypes.values()) == set(KINDS.values())


def test_nothing_is_said_by_a_mapping_and_a_relation(real_store: Store) -> None:
    alignment = Alignment(real_store)
    mapped = {rule.term for rule in alignment.rules if rule.of_subject}
    exact = {rule.term for rule in alignment.rules if not rule.of_subject}
    assert len(mapped) > 15
    assert not mapped & exact
    twice = [its for its in Counter((t, theirs) for t, _, theirs in alignment.relations()).items() if its[1] > 1]
    assert not twice


def test_terms_of_mappings_are_those_of_the_ontology(real_store: Store) -> None:
    alignment = Alignment(real_store)
    terms = {quad.subject for quad in real_store.quads_for_pattern(None, RDF.type, None, GRAPH.ontology)}
    names = {rule.name for rule in alignment.rules}
    for rule in alignment.rules:
        paths = {rule.item_by, rule.value_by, rule.widened_by} - {None, RDF.subject, RDF.object}
        assert {rule.term, *rule.of_subject, *rule.of_object, *paths} <= terms, rule.name
        assert rule.unit in (None, *pinned.UNITS), rule.name
        assert rule.qualifier_of is None or rule.qualifier_of in names, rule.name
    mappings = [*real_store.quads_for_pattern(None, RDF.type, SF.Mapping, GRAPH.ontology)]
    assert len(mappings) == len([rule for rule in alignment.rules if rule.of_subject]) > 30


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of checked Wikidata ids are not at hand")
def test_ids_and_datatypes_are_those_of_the_checked_tables(real_store: Store) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (TABLES / name).open(encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file, delimiter="\t") if row["status"].startswith("verified-")]

    checked = {row["pid"]: KINDS.get(row["datatype"]) for row in rows("properties.tsv")}
    datatypes = Alignment(real_store).datatypes
    assert datatypes == {prop: checked[prop] for prop in datatypes}
    languages = {row["qid"] for row in rows("classes_places_organizations.tsv") if row["kind"] == "language"}
    assert set(pinned.LANGUAGES.values()) <= languages


def test_units_are_those_of_qudt() -> None:
    """Held to qudt:wikidataMatch of qudt-public-repo, 2026-08-05."""
    assert dict(pinned.UNITS) == {
        "KiloGM": "Q11570", "KiloM": "Q828224", "M": "Q11573", "TONNE": "Q191118", "DEG": "Q28390", "MIN": "Q7727",
    }  # fmt: skip
    assert pinned.UNITS.keys() <= UNITS.keys()
