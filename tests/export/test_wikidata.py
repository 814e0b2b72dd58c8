"""Every thing that the checked tables list has its Wikidata id, and no id comes from anywhere else."""

import csv
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDFS, SCHEMA
from spaceflight_graph.query.lookup import key

ROOT = Path(__file__).parents[2]
TABLES = ROOT.parent / "shared" / "wikidata"
NAMESAKES = {"Q966657"}
"""Listed things that only share a name with ours: the city of Cape Canaveral, and ours is the cape."""

pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="the tables of checked Wikidata ids are not at hand")


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["status"].startswith("verified-")]


def links(store: Store) -> dict[str, str]:
    """Return the id of each thing."""
    return {
        quad.subject.value: quad.object.value.rsplit("/", 1)[1]
        for quad in store.quads_for_pattern(None, SCHEMA.sameAs, None, GRAPH.entities)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def test_no_id_comes_from_elsewhere(real_store: Store) -> None:
    checked = {
        row["qid"] for table in ("people_and_missions.tsv", "classes_places_organizations.tsv") for row in rows(table)
    }
    checked |= {row["pid"] for row in rows("properties.tsv")}
    used = set(links(real_store).values())
    for quad in parse(path=str(ROOT / "ontology" / "wikidata.ttl"), format=RdfFormat.TURTLE):
        named = [node.value for node in (quad.subject, quad.object) if isinstance(node, NamedNode)]
        used |= {iri.rsplit("/", 1)[1] for iri in named if iri.startswith((PREFIXES["wd"], PREFIXES["wdt"]))}
    assert len(used) > 150
    assert used <= checked


@pytest.mark.parametrize("table", ["people_and_missions.tsv", "classes_places_organizations.tsv"])
def test_every_listed_thing_is_linked(real_store: Store, table: str) -> None:
    linked = links(real_store)
    named: dict[str, set[str]] = {}
    for quad in real_store.quads_for_pattern(None, RDFS.label, None, GRAPH.entities):
        if isinstance(quad.object, Literal) and quad.object.language == "en" and isinstance(quad.subject, NamedNode):
            named.setdefault(key(quad.object.value), set()).add(quad.subject.value)
    seen = 0
    for row in rows(table):
        if row["qid"] in NAMESAKES or row["kind"] in (
            "class",
            "occupation",
            "concept",
            "timezone",
            "language",
            "rank-reason",
            "statement-qualifier",
        ):
            continue
        label = re.sub(r"\s*[(/].*", "", row["label"])
        things = named.get(key(label), set())
        seen += bool(things)
        unlinked = [thing for thing in things if thing not in linked]
        assert not unlinked, f"{unlinked} should be linked: {label} is listed as {row['qid']}"
    assert seen > 40


def test_two_people_of_one_name_are_not_confused(real_store: Store) -> None:
    assert links(real_store)[PREFIXES["id"] + "oleg-kononenko"] == "Q375659"
