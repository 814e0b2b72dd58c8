"""Entity JSON ↔ statements: real entities and small ones, read whole and written as they were."""

import json
from pathlib import Path
from typing import Any

import pytest

from spaceflight_graph.link.entity_json import Entity, read_entity, write_entity, write_snak, write_statement
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
)

OWN = sorted((Path(__file__).parent / "entities").glob("*.json"))
REAL = sorted(Path(__file__).parents[3].joinpath("shared", "datasets", "wikidata-entities").glob("*.json"))
COORDINATE = {"latitude": 45.9, "longitude": 63.3, "altitude": None, "precision": 0.1, "globe": "http://e/Q2"}


def entities(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["entities"]
    return found


def statement(**changes: Any) -> dict[str, Any]:
    """Return a statement of one property as JSON."""
    main = {"snaktype": "value", "property": "P1", "datavalue": {"type": "string", "value": "x"}, "datatype": "string"}
    return {"type": "statement", "rank": "normal", "mainsnak": main} | changes


def entity(*statements: dict[str, Any], **changes: Any) -> dict[str, Any]:
    claims: Any = {"P1": list(statements)} if statements else []
    return {"id": "Q1", "labels": [], "aliases": [], "claims": claims} | changes


def valued(kind: str, value: object, datatype: str | None = "string") -> dict[str, Any]:
    """Return a statement with a value."""
    main = {"snaktype": "value", "property": "P1", "datavalue": {"type": kind, "value": value}}
    return statement(mainsnak=main if datatype is None else main | {"datatype": datatype})


def only(data: dict[str, Any]) -> Statement:
    (found,) = read_entity(data).statements
    return found


def plain(data: Any) -> Any:
    """Return statements without what is not kept: hashes, numbers of ids, the order of keys that an order tells."""
    if isinstance(data, list):
        return [plain(each) for each in data]
    if not isinstance(data, dict):
        return data
    left_out = {"hash", "snaks-order", "qualifiers-order", "numeric-id"}
    if data.get("snaktype") in ("somevalue", "novalue"):
        left_out.add("datatype")
    return {key: plain(value) for key, value in data.items() if key not in left_out}


SNAK = {"snaktype": "value", "property": "P1", "datavalue": {"type": "string", "value": "x"}}


def test_own_entities_are_read() -> None:
    assert [file.stem for file in OWN] == ["Q20980629", "Q21392568", "Q592219"]
    found = read_entity(entities(OWN[1])["Q21392568"])
    assert (found.id, found.revision, found.labels["de"]) == ("Q21392568", 1234567, "Sojus MS-07")
    assert found.aliases == {"en": ("ISS-53S",)}
    landing = [each for each in found.statements if each.property == "P620"]
    assert [each.rank for each in landing] == [Rank.DEPRECATED, Rank.NORMAL]
    assert landing[0].qualifiers == (Snak("P2241", Item("Q41755623")),)
    assert landing[1].references == (Reference((Snak("P854", Text("https://example.org/soyuz", "url")),)),)
    assert landing[1].value == Time("+2018-06-03T00:00:00Z", 11)
    assert landing[1].id == "Q21392568$00000004-0000-4000-8000-000021392568"
    assert [each.value for each in found.statements if each.property == "P2047"] == [Special.SOMEVALUE]


@pytest.mark.parametrize("file", OWN + REAL, ids=lambda file: file.stem)
def test_what_is_read_is_written_as_it_was(file: Path) -> None:
    ((name, data),) = entities(file).items()
    found = read_entity(data)
    written = write_entity(found)
    assert found.id == name
    assert len(found.statements) == sum(map(len, data["claims"].values())) > 3
    assert plain(written["claims"]) == plain(data["claims"])
    assert (written["labels"], written["aliases"] or []) == (data["labels"], data["aliases"])
    assert read_entity(json.loads(json.dumps(written))) == found


@pytest.mark.skipif(not REAL, reason="needs ../shared/datasets/wikidata-entities")
def test_real_entities_have_every_kind_of_value() -> None:
    statements = [each for file in REAL for data in entities(file).values() for each in read_entity(data).statements]
    snaks = [Snak(each.property, each.value) for each in statements]
    snaks += [snak for each in statements for snak in each.qualifiers]
    snaks += [snak for each in statements for reference in each.references for snak in reference.snaks]
    kinds = {type(snak.value) for snak in snaks}
    assert kinds == {Item, Monolingual, Other, Quantity, Special, Text, Time}
    assert {snak.value.datatype for snak in snaks if isinstance(snak.value, Other)} == {
        "globe-coordinate",
        "time",  # 14 December 2017, give or take a day
    }
    assert {each.rank for each in statements} == set(Rank)


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("string", "x", Text("x", "string")),
        ("wikibase-entityid", {"entity-type": "item", "id": "Q5"}, Item("Q5")),
        ("wikibase-entityid", {"entity-type": "item", "numeric-id": 5}, Item("Q5")),
        ("wikibase-entityid", {"entity-type": "property", "id": "P5", "numeric-id": 5}, Item("P5")),
        ("quantity", {"amount": "+51.66", "unit": "1"}, Quantity("+51.66")),
        (
            "quantity",
            {"amount": "+5", "unit": "http://www.wikidata.org/entity/Q7727", "upperBound": "+6", "lowerBound": "+4"},
            Quantity("+5", "Q7727", "+4", "+6"),
        ),
        ("monolingualtext", {"language": "de", "text": "Sojus"}, Monolingual("Sojus", "de")),
    ],
)
def test_value(kind: str, value: object, read: object) -> None:
    assert only(entity(valued(kind, value))).value == read


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("globecoordinate", COORDINATE),
        ("wikibase-entityid", {"entity-type": "lexeme", "id": "L5"}),
        ("wikibase-entityid", {"entity-type": "item", "id": "Q0"}),
        ("quantity", {"amount": "+5", "unit": "1", "upperBound": "+6"}),
        ("quantity", {"amount": "+5", "unit": "http://other.example/Q7"}),
        ("quantity", {"amount": 5, "unit": "1"}),
        ("quantity", {"amount": "+5", "unit": None}),
        ("monolingualtext", {"language": "de", "text": ["Sojus"]}),
        *(
            (
                "time",
                {
                    "time": "+2017-12-17T00:00:00Z",
                    "timezone": 0,
                    "before": 0,
                    "after": 0,
                    "precision": 11,
                    "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
                }
                | odd,
            )
            for odd in (
                {"timezone": 60},
                {"before": 1},
                {"after": 1},
                {"calendarmodel": "https://e/Q1985727"},
                {"calendarmodel": [1]},
                {"precision": "11"},
            )
        ),
    ],
)
def test_value_that_the_model_does_not_hold_whole_is_handed_back_as_it_came(kind: str, value: object) -> None:
    found = only(entity(valued(kind, value, "whatever")))
    assert isinstance(found.value, Other)
    assert found.value.datatype == "whatever"
    assert write_statement(found)["mainsnak"]["datavalue"] == {"type": kind, "value": value}


def test_old_dumps_tell_no_datatype() -> None:
    assert only(entity(valued("string", "x", None))).value == Text("x")
    assert only(entity(valued("globecoordinate", COORDINATE, None))).value == Other(
        "globecoordinate", json.dumps({"type": "globecoordinate", "value": COORDINATE}, sort_keys=True)
    )


def test_kind_of_value_that_is_no_text_is_handed_back() -> None:
    odd = {"type": ["x"], "value": 1}
    found = only(entity(statement(mainsnak=SNAK | {"datavalue": odd})))
    assert hash(found)
    assert write_statement(found)["mainsnak"]["datavalue"] == odd


def test_order_that_is_told_counts() -> None:
    one, two = (
        {"snaktype": "value", "property": name, "datavalue": {"type": "string", "value": name}, "datatype": "string"}
        for name in ("P2", "P3")
    )
    both = {"P2": [one], "P3": [two]}
    told = statement(qualifiers=both, **{"qualifiers-order": ["P3", "P4"]}, references=[{"snaks": both}])
    found = only(entity(told))
    assert [snak.property for snak in found.qualifiers] == ["P3", "P2"]
    assert [snak.property for snak in found.references[0].snaks] == ["P2", "P3"]
    written = write_statement(found)
    assert written["qualifiers-order"] == ["P3", "P2"]
    assert written["references"][0]["snaks-order"] == ["P2", "P3"]


def test_old_php_writes_lists_for_nothing() -> None:
    empty = entity()
    assert read_entity(empty) == Entity("Q1", {}, {}, (), None)
    assert write_entity(Entity("P1", {}, {}, ()))["type"] == "property"
    assert "lastrevid" not in write_entity(read_entity(empty))
    assert only(entity(statement(qualifiers=[], references=[]))).qualifiers == ()


def test_statement_that_is_new_has_neither_id_nor_empty_parts() -> None:
    new = Statement("Q1", "P1", Text("x"))
    assert list(write_statement(new)) == ["type", "rank", "mainsnak"]
    assert write_snak(Snak("P1", Special.NOVALUE)) == {"snaktype": "novalue", "property": "P1"}


def test_value_that_was_not_read_from_json_is_not_written() -> None:
    with pytest.raises(ValueError, match="cannot be written back"):
        write_snak(Snak("P625", Other("wktLiteral")))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([], "an entity is no object"),
        ({}, "has no id"),
        (entity(id="31"), "has no id"),
        (entity(id="Q031"), "has no id"),
        ({"id": "Q1", "labels": {}}, "Q1 comes without its aliases and claims, and so is not whole"),
        (entity(claims=["x"]), "the claims of Q1 is no object"),
        (entity(claims={"P1": {}}), "should be a list"),
        (entity(claims={"P2": [statement()]}), "Q1 has a statement of P1 among those of P2"),
        (entity(statement(rank="best")), "unknown rank: 'best'"),
        (entity(statement(mainsnak={"snaktype": "value", "property": "unknown"})), "'unknown' is no property"),
        (entity(statement(mainsnak={"snaktype": "value", "property": "P1"})), "no entity JSON of Wikibase .KeyError"),
        (entity(statement(mainsnak={"snaktype": "odd", "property": "P1"})), "'odd' is not a valid Special"),
        (entity({"rank": "normal"}), "no entity JSON of Wikibase"),
        (entity(labels={"en": "Soyuz"}), "no entity JSON of Wikibase"),
        (entity(statement(references=["x"])), "a reference is no object"),
        (entity(statement(id=7)), "the id of a statement is 7, and so is no text"),
        (
            entity(statement(mainsnak=SNAK | {"datatype": ["string"]})),
            "the datatype of a statement is .'string'., and so is no text",
        ),
        (entity(labels=7), "the labels of Q1 is no object"),
    ],
)
def test_what_is_no_whole_entity_is_refused(data: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_entity(data)


def test_revision_that_is_no_number_is_none() -> None:
    assert read_entity(entity(lastrevid=7)).revision == 7
    assert read_entity(entity(lastrevid="7")).revision is None
