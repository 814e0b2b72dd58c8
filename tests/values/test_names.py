"""Designators, texts, entities, truth values and addresses."""

import re

import pytest

from spaceflight_graph.values import Relation, Value, entity, read, relate

XSD = "http://www.w3.org/2001/XMLSchema#"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def string(lexical: str) -> Value:
    return read(lexical, XSD + "string")


def text(lexical: str, language: str | None) -> Value:
    return read(lexical, LANG_STRING, language=language)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (string("2017-081A"), string("2017-081a"), Relation.SAME),
        (string("R15000-061"), string("R15000–061"), Relation.SAME),
        (string("R15000-061"), string("R 15000 ‑ 061"), Relation.SAME),
        (string("R15000-061"), string("Ｒ１５０００－０６１"), Relation.SAME),
        (string("R15000-061"), string("R15000-062"), Relation.CONFLICTS),
        (string("11F732"), string("11F747"), Relation.CONFLICTS),
        (string("№ 737"), string("No 737"), Relation.SAME),
        (string("Straße"), string("STRASSE"), Relation.SAME),
        (string("Астрей"), text("Астрей", "ru"), Relation.NOT_COMPARABLE),
        (text("Астрей", "ru"), text("АСТРЕЙ", "RU"), Relation.SAME),
        (text("Астрей", "ru"), text("Пульсар", "ru"), Relation.CONFLICTS),
        (text("Astraeus", "en"), text("Astraeus", "zh"), Relation.NOT_COMPARABLE),
        (text("Astraeus", None), string("Astraeus"), Relation.NOT_COMPARABLE),
        (entity("id:a"), entity("id:a"), Relation.SAME),
        (entity("id:a"), entity("id:A"), Relation.CONFLICTS),
        (read("true", XSD + "boolean"), read("1", XSD + "boolean"), Relation.SAME),
        (read("true", XSD + "boolean"), read("0", XSD + "boolean"), Relation.CONFLICTS),
        (read("http://a/", XSD + "anyURI"), read("http://A/", XSD + "anyURI"), Relation.CONFLICTS),
        (read("http://a/", XSD + "anyURI"), read(" http://a/ ", XSD + "anyURI"), Relation.SAME),
        (read("http://a/", XSD + "anyURI"), entity("http://a/"), Relation.NOT_COMPARABLE),
    ],
)
def test_names_compare(a: Value, b: Value, relation: Relation) -> None:
    assert relate(a, b) is relation


@pytest.mark.parametrize(
    ("lexical", "datatype", "settings", "why"),
    [
        (" ", XSD + "string", {}, "' ' is empty."),
        ("yes", XSD + "boolean", {}, "'yes' is not an xsd:boolean."),
        ("x", XSD + "hexBinary", {}, f"Values of datatype {XSD}hexBinary cannot be compared."),
        ("x", XSD + "string", {"unit": "M"}, "An xsd:string has no unit, yet 'x' is given in M."),
        ("2017", XSD + "gYear", {"unit": "M"}, "An xsd:gYear has no unit, yet '2017' is given in M."),
        ("3", XSD + "integer", {"precision": "Day"},
         "Only times and durations have a precision: '3' tells its own by its digits."),
        ("x", XSD + "string", {"approximation": "About"},
         "Only what can be ordered can be approximate: 'x' is an xsd:string."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(lexical: str, datatype: str, settings: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        read(lexical, datatype, **settings)
