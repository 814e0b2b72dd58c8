"""How a word that is begun may go on."""

from pathlib import Path

import pytest

from spaceflight_graph.errors import NotFoundError, StoreError
from spaceflight_graph.namespaces import expand
from spaceflight_graph.query import completion


def values(words: list[completion.Word]) -> list[str]:
    return [word.value for word in words]


@pytest.mark.parametrize(
    ("begun", "of_class", "offered"),
    [
        ("one-l", "owl:Thing", ["one-landing", "one-launch"]),
        ("ONE-L", "owl:Thing", ["one-landing", "one-launch"]),
        ("id:one-l", "owl:Thing", ["id:one-landing", "id:one-launch"]),
        ("one", "sf:Spaceflight", ["one"]),
        ("", "sf:Spaceflight", ["one", "two"]),
        ("", "sf:Person", ["ann-lee", "bo-roth", "cy-tan"]),
        ("lee", "sf:Person", ["ann-lee"]),  # no slug begins so, but a name of hers
        ("安", "sf:Person", ["ann-lee"]),
        ("zwei", "sf:Spaceflight", ["two"]),
        ("flug ei", "sf:Spaceflight", ["one"]),
        ("tw", "sf:Person", []),
        ("sf:one", "sf:Spaceflight", []),
        ("http://one", "sf:Spaceflight", []),
        ("spacewal", "owl:Class", ["Spacewalk"]),
        ("launchVehicle", "rdf:Property", ["launchVehicle", "launchVehicleModel"]),
        ("launch", "owl:Thing", ["one-launch", "two-launch"]),  # the class is no thing
    ],
)
def test_things(small_store_path: Path, begun: str, of_class: str, offered: list[str]) -> None:
    found = values(completion.things(small_store_path, begun, expand(of_class)))
    assert found == offered


def test_all_of_a_class(small_store_path: Path) -> None:
    everything = values(completion.things(small_store_path, ""))
    assert {"one", "ann-lee", "one-landing"} <= set(everything)
    assert everything == sorted(everything)
    properties = values(completion.things(small_store_path, "", expand("rdf:Property")))
    assert {"launchVehicle", "sf:station", "time"} <= set(properties)  # a thing has the slug station
    assert "Spaceflight" not in properties


def test_no_more_than_anybody_reads(small_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "MOST", 2)
    assert len(completion.things(small_store_path, "one")) == 2
    assert len(completion.things(small_store_path, "")) == 2


def test_labels_are_in_the_language_of_the_reader(small_store_path: Path) -> None:
    assert completion.things(small_store_path, "tw", expand("sf:Spaceflight"), "de") == [("two", "Zwei")]
    assert completion.properties(small_store_path, "one", "cosp", "de") == [("cosparId", "COSPAR-Bezeichnung")]


def test_properties_of_a_thing(small_store_path: Path) -> None:
    found = values(completion.properties(small_store_path, "Eins", ""))
    assert found == ["cosparId", "dockedDuration", "duration", "launchVehicle", "launchVehicleModel", "spacecraft"]
    assert values(completion.properties(small_store_path, "one", "DOCK")) == ["dockedDuration"]
    with pytest.raises(NotFoundError):
        completion.properties(small_store_path, "nobody", "")


def test_classes_with_how_many(small_store_path: Path) -> None:
    assert completion.classes(small_store_path, "event", "de") == [("Event", "Ereignis (11)")]
    assert values(completion.classes(small_store_path, "spacef")) == ["Spaceflight"]


def test_queries_with_what_they_answer() -> None:
    assert completion.queries("crew-of") == [("crew-of-flight", "Who flies on a flight, in which role?")]
    assert len(completion.queries("")) > 20


@pytest.mark.parametrize(
    ("query", "given", "begun", "offered"),
    [
        ("launches", [], "", ["from=", "to=", "site=", "vehicle=", "operator="]),
        ("launches", ["from=2017-01-01"], "", ["to=", "site=", "vehicle=", "operator="]),
        ("launches", ["from=2017-01-01"], "t", ["to="]),
        ("launches", [], "vehicle=arr", ["vehicle=arrow"]),
        ("crew-of-flight", [], "flight=", ["flight=one", "flight=two"]),
        ("crew-of-flight", [], "flight=ei", ["flight=one"]),
        ("crew-of-flight", [], "rocket=", []),
        ("plans", [], "from=", ["from=1957"]),
    ],
)
def test_parameters(small_store_path: Path, query: str, given: list[str], begun: str, offered: list[str]) -> None:
    assert values(completion.parameters(small_store_path, query, given, begun)) == offered


def test_what_is_not_there(small_store_path: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        completion.parameters(small_store_path, "nothing", [], "")
    with pytest.raises(StoreError):
        completion.things(tmp_path, "one")
