"""Which names are given: typography, what is there already, what is no name, and what only context tells apart."""

from collections import Counter

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.labels import Kind, Name, gifts, names
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.namespaces import GRAPH

HEAD = """
@prefix id: <https://w3id.org/spaceflight/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sf: <https://w3id.org/spaceflight/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""


def known(turtle: str) -> list[tuple[str, str, str, str]]:
    store = Store()
    store.load(HEAD + turtle, RdfFormat.TURTLE, to_graph=GRAPH.entities)
    return [(name.item, name.kind.value, name.language, name.text) for name in names(store)]


def test_labels_come_first_and_quotation_marks_stay_here() -> None:
    found = known("""id:a a sf:CrewedFlight ; schema:sameAs wd:Q1 ;
        rdfs:label "Союз МС-07"@ru , "联盟MS-07"@zh ;
        skos:altLabel "“联盟”MS-07"@zh , "«Союз» МС"@ru , "安东∙什"@zh , '"Falcon" 9'@en , "  a   b "@de .""")
    assert found == [
        ("Q1", "label", "ru", "Союз МС-07"),
        ("Q1", "label", "zh", "联盟MS-07"),
        ("Q1", "alias", "de", "a b"),
        ("Q1", "alias", "en", "Falcon 9"),
        ("Q1", "alias", "ru", "Союз МС"),
        ("Q1", "alias", "zh", "安东·什"),
        ("Q1", "alias", "zh", "联盟MS-07"),
    ]


@pytest.mark.parametrize(
    "turtle",
    [
        'id:a rdfs:label "not linked"@en .',
        'id:a schema:sameAs <https://example.org/Q1> ; rdfs:label "linked elsewhere"@en .',
        'id:a schema:sameAs wd:P31 ; rdfs:label "a property"@en .',
        'id:a schema:sameAs wd:Q1 ; skos:hiddenLabel "a slip"@en .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "no language" .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "une autre langue"@fr .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "“”"@zh .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "a\\u202eb"@zh .',
        f'id:a schema:sameAs wd:Q1 ; rdfs:label "{"a" * 251}"@en .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "Two"@en . id:b skos:altLabel "“two”"@en .',
        'id:a schema:sameAs wd:Q1 ; rdfs:label "Two"@en . id:b schema:sameAs wd:Q2 ; rdfs:label "Two"@en .',
    ],
)
def test_what_is_no_name_to_give(turtle: str) -> None:
    assert known(turtle) == []


def test_what_two_things_of_one_item_share_is_given_once_and_another_language_is_another_name() -> None:
    found = known("""id:a schema:sameAs wd:Q1 ; rdfs:label "One"@en . id:b schema:sameAs wd:Q1 ; rdfs:label "One"@en .
        id:c rdfs:label "One"@de .""")
    assert found == [("Q1", "label", "en", "One")]


def test_a_part_of_the_fuller_name_of_a_person_is_no_name() -> None:
    found = known("""id:a a sf:Person ; schema:sameAs wd:Q1 ; rdfs:label "Scott Tingle"@en , "Kanai"@de ;
            skos:altLabel "Tingle"@en , "Scott D. Tingle"@en , "Norishige Kanai"@de .
        id:b a sf:Spaceport ; schema:sameAs wd:Q2 ; rdfs:label "Baikonur Cosmodrome"@en ; skos:altLabel "Baikonur"@en .
        id:c a sf:Person ; schema:sameAs wd:Q3 ; rdfs:label "Gerst"@en .""")
    assert [(item, text) for item, _, _, text in found] == [
        ("Q1", "Kanai"),
        ("Q2", "Baikonur Cosmodrome"),
        ("Q3", "Gerst"),
        ("Q1", "Scott Tingle"),
        ("Q1", "Norishige Kanai"),
        ("Q2", "Baikonur"),
        ("Q1", "Scott D. Tingle"),
    ]


LABEL, ALIAS = Name("Q1", Kind.LABEL, "zh", "联盟MS-07"), Name("Q1", Kind.ALIAS, "zh", "联盟飞船")


def given(
    some: list[Name],
    labels: dict[str, str],
    aliases: dict[str, tuple[str, ...]] | None = None,
    covered: frozenset[str] | None = None,
    *,
    truthy: bool = False,
) -> list[tuple[str, str]]:
    entity = Entity("Q1", labels, aliases or {}, ())
    snapshot = Snapshot({"Q1": entity}, {"Q2": "Q1"}, truthy=truthy, covered=covered)
    found = gifts(some, snapshot)
    assert all(name.item == "Q1" for name in found)
    return [(name.kind.value, name.text) for name in found]


def test_what_is_lacking_is_given() -> None:
    assert given([LABEL, ALIAS], {"en": "Soyuz MS-07"}) == [("label", "联盟MS-07"), ("alias", "联盟飞船")]


@pytest.mark.parametrize("language", ["zh", "zh-hans", "zh-cn"])
def test_a_label_is_never_replaced(language: str) -> None:
    assert given([LABEL], {language: "联盟号MS-07"}) == [("alias", "联盟MS-07")]
    assert given([LABEL], {language: "联盟MS-07"}) == []
    assert given([LABEL], {"en": "Soyuz MS-07"}, {language: ("“联盟” ms-07",)}) == []
    assert given([ALIAS], {language: "联盟 飞船"}) == []


def test_two_labels_of_ours_are_a_label_and_an_alias() -> None:
    other = Name("Q2", Kind.LABEL, "zh", "联盟号MS-07")
    assert given([LABEL, other], {"en": "Soyuz MS-07"}) == [("label", "联盟MS-07"), ("alias", "联盟号MS-07")]
    assert given([LABEL, LABEL], {"en": "Soyuz MS-07"}) == [("label", "联盟MS-07")]


def test_a_label_for_all_languages_is_one_for_those_in_latin_letters() -> None:
    english = Name("Q1", Kind.LABEL, "en", "Soyuz MS-07")
    assert given([english, LABEL], {"mul": "Soyuz MS-07"}) == [("label", "联盟MS-07")]
    assert given([english], {"mul": "Sojus MS-07"}) == [("alias", "Soyuz MS-07")]
    assert given([english], {"eng": "Soyuz MS-07"}) == [("label", "Soyuz MS-07")]


def test_nothing_is_given_where_nobody_tells_which_names_there_are() -> None:
    assert given([LABEL], {}) == []
    assert given([LABEL], {"en": "Soyuz MS-07"}, truthy=True) == []
    assert given([LABEL], {"en": "Soyuz MS-07"}, covered=frozenset({"P31"})) == []
    assert gifts([LABEL], Snapshot({})) == ()


def test_gifts_are_sorted_by_item_language_and_kind() -> None:
    some = [
        Name("Q10", Kind.LABEL, "en", "a"),
        Name("Q9", Kind.ALIAS, "zh", "a"),
        Name("Q9", Kind.LABEL, "zh", "b"),
        Name("Q9", Kind.ALIAS, "de", "c"),
        Name("Q9", Kind.ALIAS, "de", "b"),
    ]
    entities = {item: Entity(item, {"fr": "x"}, {}, ()) for item in ("Q9", "Q10")}
    found = gifts([some[2], some[0], some[1], some[3], some[4]], Snapshot(entities))
    assert [name.text for name in found] == ["b", "c", "b", "a", "a"]
    assert [name.item for name in found] == ["Q9", "Q9", "Q9", "Q9", "Q10"]


def test_our_own_names_have_no_quotation_marks_and_stay_in_their_languages(real_store: Store) -> None:
    found = names(real_store)
    assert Counter(name.language for name in found).keys() == {"de", "en", "ru", "zh"}
    assert len({name.item for name in found if name.language == "zh"}) > 90
    assert not [name for name in found if set(name.text) & set('"“”«»„「」∙|')]
    assert "Soyuz" not in {name.text for name in found if name.language == "en"}  # a rocket and a craft
    assert "金井香苗" not in {name.text for name in found}
