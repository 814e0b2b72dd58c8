"""The names of things, against each other: who has one in which language, in which letters, with which numbers."""

import re
import unicodedata
from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDFS, SKOS, shorten

LABEL, OTHER = "label", "other"
NUMBER = re.compile(r"\d+")
RUSSIANS = """SELECT DISTINCT ?x {
    { ?x sf:nationality id:russia } UNION { ?x sf:affiliation id:roscosmos }
    UNION { ?assignment sf:person ?x ; sf:agency id:roscosmos }
    ?x a sf:Person }"""
SOYUZ_AND_PROGRESS = """SELECT DISTINCT ?x {
    VALUES ?kind { sf:Spaceflight sf:Spacecraft sf:SpacecraftModel sf:LaunchVehicleModel }
    ?x a ?kind ; rdfs:label ?label FILTER(REGEX(?label, "^(Soyuz|Progress)")) }"""
FLIGHTS = "SELECT DISTINCT ?x { ?x a sf:Spaceflight ; rdfs:label ?label }"
Names = dict[str, dict[str, set[str]]]


@pytest.fixture(scope="module")
def names(real_store: Store) -> dict[str, Names]:
    """The labels and other labels of each thing, by kind of label and by language."""
    found: dict[str, Names] = defaultdict(lambda: {LABEL: defaultdict(set), OTHER: defaultdict(set)})
    for predicate, kind in ((RDFS.label, LABEL), (SKOS.altLabel, OTHER)):
        for quad in real_store.quads_for_pattern(None, predicate, None, GRAPH.entities):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, Literal)
            found[shorten(quad.subject.value)][kind][str(quad.object.language)].add(quad.object.value)
    assert len(found) > 800
    return found


def things(store: Store, query: str, at_least: int) -> list[str]:
    rows = store.query(query, use_default_graph_as_union=True, prefixes=dict(PREFIXES))
    assert isinstance(rows, QuerySolutions)
    found = sorted(shorten(row[0].value) for row in rows)
    assert len(found) >= at_least
    return found


def has(name: str, script: str) -> bool:
    """Return whether a letter of a name is of a script, by the Unicode names of its letters."""
    return any(unicodedata.name(letter, "").startswith(script) for letter in name)


@pytest.mark.parametrize(("query", "at_least"), [(RUSSIANS, 10), (SOYUZ_AND_PROGRESS, 25)])
def test_what_russians_built_and_flew_has_a_russian_name(
    real_store: Store, names: dict[str, Names], query: str, at_least: int
) -> None:
    without = [thing for thing in things(real_store, query, at_least) if not names[thing][LABEL]["ru"]]
    assert without == []


def test_a_russian_has_the_name_with_patronymic_and_without(real_store: Store, names: dict[str, Names]) -> None:
    for person in things(real_store, RUSSIANS, 10):
        (short,), (full,) = names[person][LABEL]["ru"], names[person][OTHER]["ru"]
        given, patronymic, family = full.split(" ")
        assert short == f"{given} {family}"
        assert re.search("(вич|вна)$", patronymic)


def test_a_chinese_label_is_chinese_or_what_the_thing_is_called_elsewhere(names: dict[str, Names]) -> None:
    seen = 0
    for thing, of_thing in names.items():
        elsewhere = {*of_thing[LABEL]["en"], *of_thing[OTHER]["en"]}
        for label in of_thing[LABEL]["zh"]:
            seen += 1
            assert has(label, "CJK") or label in elsewhere, thing
    assert seen > 300


def test_other_letters_are_in_no_language_that_lacks_them(names: dict[str, Names]) -> None:
    foreign = {"en": ("CJK", "CYRILLIC"), "de": ("CJK", "CYRILLIC"), "ru": ("CJK",), "zh": ("CYRILLIC",)}
    for thing, of_thing in names.items():
        for kind in (LABEL, OTHER):
            for language, texts in of_thing[kind].items():
                assert not [t for t in texts for script in foreign[language] if has(t, script)], thing


def test_where_there_is_another_name_there_is_a_label(names: dict[str, Names]) -> None:
    found = [(thing, language) for thing, n in names.items() for language in n[OTHER] if not n[LABEL][language]]
    assert found == []


def test_no_name_is_told_twice(names: dict[str, Names]) -> None:
    for thing, of_thing in names.items():
        for language, labels in of_thing[LABEL].items():
            assert not labels & of_thing[OTHER][language], thing


def test_a_flight_has_its_number_in_every_language(real_store: Store, names: dict[str, Names]) -> None:
    seen = 0
    for flight in things(real_store, FLIGHTS, 40):
        (english,) = names[flight][LABEL]["en"]
        for label in {text for texts in names[flight][LABEL].values() for text in texts if NUMBER.search(text)}:
            seen += 1
            assert NUMBER.findall(label) == NUMBER.findall(english), flight
    assert seen > 60
