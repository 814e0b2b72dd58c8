"""How the difference reads: values as people read them, and what programs get."""

import json

import pytest
from pyoxigraph import Store

from spaceflight_graph.link import side_by_side
from spaceflight_graph.link.difference import Difference, Verdict
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.entity_rdf import UNIT_NOT_TOLD
from spaceflight_graph.link.known import Known, known
from spaceflight_graph.link.ours import Fate, ours
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Rank,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

MS_07 = "Q21392568"


NAMED = Snapshot(
    {"Q7": Entity("Q7", {"de": "sieben", "en": "seven"}, {}, ()), "Q8": Entity("Q8", {"en": "eight"}, {}, ())}
)


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        (Item(MS_07), "Sojus MS-07"),
        (Item("Q7"), "sieben"),
        (Item("Q8"), "eight"),
        (Item("Q9"), "Q9"),
        (Time("+2017-12-17T00:00:00Z", 11), "17. Dez. 2017"),
        (Time("+2017-12-00T00:00:00Z", 10), "Dez. 2017"),
        (Time("+2017-00-00T00:00:00Z", 9), "2017"),
        (Time("+2010-00-00T00:00:00Z", 8), "2010er-Jahre"),
        (Time("+1900-00-00T00:00:00Z", 7), "+1900-00-00T00:00:00Z"),
        (Time("-0044-03-15T00:00:00Z", 11), "-0044-03-15T00:00:00Z"),
        (Quantity("+51.66", "Q28390"), "51,66°"),
        (Quantity("+3"), "3"),
        (Quantity("-3", "Q1"), "-3 Q1"),
        (Quantity("+3", UNIT_NOT_TOLD), "3"),
        (Text("2017-081A"), "2017-081A"),
        (Monolingual("Sojus", "de"), "Sojus (de)"),
        (Special.SOMEVALUE, "(unknown)"),
        (Special.NOVALUE, "(none)"),
        (Other("globe-coordinate"), "(globe-coordinate)"),
    ],
)
def test_value_as_people_read_it(real_store: Store, value: Value, reads: str) -> None:
    names = side_by_side.Names(real_store, known(real_store), NAMED, "de")
    assert names.value(value) == reads


def test_what_we_know_is_told_beside_what_we_would_give(real_store: Store) -> None:
    facts = {(fact.statement.item, fact.statement.property): fact for fact in ours(real_store) if fact.statement}
    names = side_by_side.Names(real_store, known(real_store), NAMED, "en")
    german = side_by_side.Names(real_store, known(real_store), NAMED, "de")
    place = facts[MS_07, "P1158"]
    assert place.fate == Fate.COARSENED
    assert names.ours(place) == "Kazakhstan (Kazakh steppe)"
    assert names.ours(facts[MS_07, "P619"]) == "17 Dec 2017, 07:21:01.127 UTC"
    assert german.ours(facts[MS_07, "P619"]) == "17. Dez. 2017, 07:21:01,127 UTC"
    assert german.ours(facts[MS_07, "P375"]) == "Sojus FG"


def test_ranks_are_told() -> None:
    statement = Statement("Q1", "P1", Text("x"), Rank.DEPRECATED)
    names = side_by_side.Names(Store(), Known(), NAMED, "en")
    assert names.theirs(statement) == "x (deprecated)"


def test_coordinate_read_from_rdf_has_a_type_alone() -> None:
    theirs = (Statement("Q1", "P625", Other("globe-coordinate")),)
    told = json.loads(side_by_side.as_json([Difference("id:x", "Q1", "P625", Verdict.THEY_HAVE, None, theirs, "")]))
    assert told[0]["theirs"][0]["value"] == {"type": "globe-coordinate"}
    assert told[0]["ours"] is None


def test_json_is_told_in_the_letters_of_its_language() -> None:
    theirs = (Statement("Q1", "P1", Monolingual("联盟", "zh")),)
    assert '"联盟"' in side_by_side.as_json([Difference("id:x", "Q1", "P1", Verdict.THEY_HAVE, None, theirs, "")])
