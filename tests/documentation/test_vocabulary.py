"""The page of terms is what ontology and graph make it, leaves no term out, and counts as SPARQL does."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from spaceflight_graph.claims import layers
from spaceflight_graph.documentation import vocabulary
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDFS, SF

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / vocabulary.FILE).read_text(encoding="utf-8")
ENTRIES: dict[str, str] = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
SHOWN = {
    name: (int(count.replace(",", "")), sparql)
    for name, body in ENTRIES.items()
    for count, sparql in re.findall(r"^- In the shipped graph: ([\d,]+)\n- Query: `(SELECT .*)`$", body, re.MULTILINE)
}


def rows(store: Store, sparql: str) -> int:
    found = store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


def test_page_is_up_to_date() -> None:
    assert vocabulary.text() == PAGE


def test_every_term_has_its_entry_and_says_how_often_it_is_used() -> None:
    terms = {f"sf:{term.value.removeprefix(SF.iri)}" for term in layers.load(ROOT).ontology.terms}
    assert len(terms) > 300
    assert set(ENTRIES) == terms
    assert PAGE.count("\n### ") == len(terms)
    for name, body in ENTRIES.items():
        assert re.search(r"^- In the shipped graph: [\d,]+\n- Query: `[^`]+`", body, re.MULTILINE), name
        assert re.search(r"^- Label: .+ \(en\), .+ \(de\), .+ \(ru\), .+ \(zh\)$", body, re.MULTILINE), name


def test_every_term_has_one_label_in_each_language(shipped_store: Store) -> None:
    labels: dict[NamedNode, list[str]] = {term: [] for term in layers.load(ROOT).ontology.terms}
    for quad in shipped_store.quads_for_pattern(None, RDFS.label, None, GRAPH.ontology):
        assert isinstance(quad.object, Literal)
        labels[quad.subject].append(quad.object.language or "")  # type: ignore[index]
    assert {term: its for term, its in labels.items() if sorted(its) != sorted(vocabulary.LANGUAGES)} == {}


def test_query_that_shows_a_term_gives_as_many_rows_as_the_page_counts(shipped_store: Store) -> None:
    things = {name: shown for name, shown in SHOWN.items() if "?by" not in shown[1]}
    assert len(things) > 100
    assert {name: rows(shipped_store, sparql) for name, (_, sparql) in things.items()} == {
        name: count for name, (count, _) in things.items()
    }


@pytest.mark.parametrize("name", ["sf:Succeeded", "sf:PrimaryCrew", "sf:Minute", "sf:Ruling", "sf:Decade"])
def test_coded_value_is_counted_where_a_property_of_ours_leads_to_it(shipped_store: Store, name: str) -> None:
    sparql = f'SELECT * {{ ?s ?p {name} FILTER(STRSTARTS(STR(?p), "{SF.iri}")) MINUS {{ ?s a sf:Mapping }} }}'
    told = re.search(r"^- In the shipped graph: ([\d,]+)$", ENTRIES[name], re.MULTILINE)
    assert told is not None
    assert rows(shipped_store, sparql) == int(told[1].replace(",", ""))


@pytest.mark.parametrize(("name", "queries"), [("sf:Docking", "milestones"), ("sf:returnSeat", "crew-of-flight")])
def test_canned_query_that_names_a_term_is_shown(name: str, queries: str) -> None:
    assert f"`{queries}`" in ENTRIES[name].split("- Query: ")[1]
