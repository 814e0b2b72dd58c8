"""Entity JSON of Wikibase ↔ statements: the only place that knows its keys.

``Special:EntityData``, ``wbgetentities`` and the dumps write it, ``wbeditentity`` reads it. What is read is written
again as it was, but for hashes: a value that the model does not hold whole is kept as its own JSON (``Other``).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spaceflight_graph.link.statement import (
    AMOUNT,
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
    Value,
)

ENTITY = "http://www.wikidata.org/entity/"
_ID = re.compile(r"[PQ][1-9]\d*", re.ASCII)
_LETTERS = {"item": "Q", "property": "P"}
_TEXTS = (
    "amount",
    "calendarmodel",
    "entity-type",
    "id",
    "language",
    "lowerBound",
    "text",
    "time",
    "unit",
    "upperBound",
)
"""What is a text in every value that has it."""
_WHOLE = ("labels", "aliases", "claims")
Json = dict[str, Any]


@dataclass(frozen=True)
class Entity:
    """What Wikidata holds of one item.

    Attributes:
        id: such as ``Q21392568``.
        labels: by language.
        aliases: by language, in their order.
        statements: in their order.
        revision: that was read; None where it is not told.
    """

    id: str
    labels: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    statements: tuple[Statement, ...]
    revision: int | None = None


def read_entity(data: object) -> Entity:
    """Return an entity.

    Args:
        data: an entity as JSON was parsed.

    Raises:
        ValueError: it is none, or not whole; one plain sentence says why.
    """
    entity = _object(data, "an entity")
    name = entity.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise ValueError("an entity has no id such as Q21392568")
    if missing := [key for key in _WHOLE if key not in entity]:
        raise ValueError(f"{name} comes without its {' and '.join(missing)}, and so is not whole")
    labels, aliases, claims = (_by_key(entity[key], f"the {key} of {name}") for key in _WHOLE)
    revision = entity.get("lastrevid")
    try:
        return Entity(
            id=name,
            labels={language: str(label["value"]) for language, label in labels.items()},
            aliases={language: tuple(str(alias["value"]) for alias in some) for language, some in aliases.items()},
            statements=tuple(
                _read_statement(name, property_, each) for property_, some in claims.items() for each in _list(some)
            ),
            revision=revision if isinstance(revision, int) else None,
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{name} is no entity JSON of Wikibase ({type(error).__name__} {error})") from None


def write_entity(entity: Entity) -> Json:
    """Return an entity as JSON: `read_entity` backwards, but for what it does not keep."""
    claims: dict[str, list[Json]] = {}
    for statement in entity.statements:
        claims.setdefault(statement.property, []).append(write_statement(statement))
    written: Json = {
        "type": "item" if entity.id.startswith("Q") else "property",
        "id": entity.id,
        "labels": {language: {"language": language, "value": text} for language, text in entity.labels.items()},
        "aliases": {
            language: [{"language": language, "value": text} for text in some]
            for language, some in entity.aliases.items()
        },
        "claims": claims,
    }
    return written if entity.revision is None else written | {"lastrevid": entity.revision}


def write_statement(statement: Statement) -> Json:
    """Return a statement as JSON; without a GUID Wikibase takes it for a new one.

    Raises:
        ValueError: one of its values was not read from JSON and cannot be written back.
    """
    written: Json = {} if statement.id is None else {"id": statement.id}
    written |= {"type": "statement", "rank": statement.rank.value, "mainsnak": write_snak(_main(statement))}
    if statement.qualifiers:
        grouped = _grouped(statement.qualifiers)
        written |= {"qualifiers": grouped, "qualifiers-order": list(grouped)}
    if statement.references:
        written["references"] = [write_reference(reference) for reference in statement.references]
    return written


def write_reference(reference: Reference) -> Json:
    """Return a reference as JSON."""
    grouped = _grouped(reference.snaks)
    return {"snaks": grouped, "snaks-order": list(grouped)}


def write_snak(snak: Snak) -> Json:
    """Return a snak as JSON.

    Raises:
        ValueError: its value was not read from JSON and cannot be written back.
    """
    value = snak.value
    if isinstance(value, Special):
        return {"snaktype": value.value, "property": snak.property}
    datatype, datavalue = _write_value(value)
    return {"snaktype": "value", "property": snak.property, "datatype": datatype, "datavalue": datavalue}


def _main(statement: Statement) -> Snak:
    return Snak(statement.property, statement.value)


def _grouped(snaks: Iterable[Snak]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for snak in snaks:
        found.setdefault(snak.property, []).append(write_snak(snak))
    return found


def _write_value(value: Value) -> tuple[str, Json]:
    """Return the datatype and the ``datavalue`` of a value."""
    if isinstance(value, Item):
        kind = "item" if value.id.startswith("Q") else "property"
        return f"wikibase-{kind}", {"type": "wikibase-entityid", "value": {"entity-type": kind, "id": value.id}}
    if isinstance(value, Time):
        return "time", {
            "type": "time",
            "value": {
                "time": value.time,
                "timezone": 0,
                "before": 0,
                "after": 0,
                "precision": value.precision,
                "calendarmodel": ENTITY + value.calendar,
            },
        }
    if isinstance(value, Quantity):
        amount: Json = {"amount": value.amount, "unit": "1" if value.unit == "1" else ENTITY + value.unit}
        if value.upper is not None and value.lower is not None:
            amount |= {"upperBound": value.upper, "lowerBound": value.lower}
        return "quantity", {"type": "quantity", "value": amount}
    if isinstance(value, Text):
        return value.datatype, {"type": "string", "value": value.text}
    if isinstance(value, Monolingual):
        text = {"language": value.language, "text": value.text}
        return "monolingualtext", {"type": "monolingualtext", "value": text}
    if not isinstance(value, Other) or value.json is None:
        raise ValueError("a value that was not read from entity JSON cannot be written back")
    return value.datatype, json.loads(value.json)


def _read_statement(item: str, property_: str, data: object) -> Statement:
    statement = _object(data, f"a statement of {item}")
    main = _read_snak(statement["mainsnak"])
    if main.property != property_:
        raise ValueError(f"{item} has a statement of {main.property} among those of {property_}")
    try:
        rank = Rank(statement.get("rank", "normal"))
    except ValueError:
        raise ValueError(f"{item} has a statement of an unknown rank: {statement['rank']!r}") from None
    return Statement(
        item=item,
        property=property_,
        value=main.value,
        rank=rank,
        qualifiers=_read_snaks(statement, "qualifiers"),
        references=tuple(Reference(_read_snaks(each, "snaks")) for each in _list(statement.get("references", []))),
        id=_text(statement, "id"),
    )


def _read_snaks(holder: object, key: str) -> tuple[Snak, ...]:
    """Return snaks in the order that is told beside them, else in that of the file."""
    told = _object(holder, "a reference")
    snaks = _by_key(told.get(key, {}), f"the {key} of a statement")
    order = [name for name in told.get(f"{key}-order", ()) if name in snaks]
    names = order + [name for name in snaks if name not in order]
    return tuple(_read_snak(each) for name in names for each in _list(snaks[name]))


def _read_snak(data: object) -> Snak:
    snak = _object(data, "a snak")
    name = snak["property"]
    if not isinstance(name, str) or not re.fullmatch(r"P[1-9]\d*", name, re.ASCII):
        raise ValueError(f"{name!r} is no property of Wikidata")
    if snak["snaktype"] != "value":
        return Snak(name, Special(snak["snaktype"]))
    return Snak(name, _read_value(_object(snak["datavalue"], "a value"), _text(snak, "datatype")))


def _read_value(datavalue: Json, datatype: str | None) -> Value:
    """Return a value; what would not be written again as it is here becomes an `Other`."""
    kind, value = str(datavalue["type"]), datavalue["value"]
    found = _known(kind, value, datatype)
    if found is not None and _same(_write_value(found)[1]["value"], value):
        return found
    return Other(datatype or kind, json.dumps(datavalue, sort_keys=True, ensure_ascii=False))


def _known(kind: str, value: Any, datatype: str | None) -> Value | None:
    if kind == "string" and isinstance(value, str):
        return Text(value, datatype or "string")
    if not isinstance(value, Mapping) or not all(isinstance(value.get(key, ""), str) for key in _TEXTS):
        return None
    if kind == "wikibase-entityid":
        letter = _LETTERS.get(value.get("entity-type", ""))
        name = value.get("id") or f"{letter}{value.get('numeric-id')}"  # old dumps have the number alone
        return Item(name) if letter and _ID.fullmatch(name) else None
    if kind == "time" and isinstance(value["precision"], int):
        return Time(value["time"], value["precision"], value["calendarmodel"].removeprefix(ENTITY))
    if kind == "quantity" and AMOUNT.fullmatch(value["amount"]):
        unit = value["unit"].removeprefix(ENTITY)
        return Quantity(value["amount"], unit, value.get("lowerBound"), value.get("upperBound"))
    if kind == "monolingualtext":
        return Monolingual(value["text"], value["language"])
    return None


def _same(written: Any, read: Any) -> bool:
    """Whether a value is written as it was read; the number of an entity may be left out, or be all there is."""
    if isinstance(written, dict) and isinstance(read, dict) and "entity-type" in read:
        return bool(written["entity-type"] == read["entity-type"] and written["id"] == read.get("id", written["id"]))
    return bool(written == read)


def _object(data: object, what: str) -> Json:
    if not isinstance(data, dict):
        raise ValueError(f"{what} is no object of JSON")
    return data


def _text(data: Json, key: str) -> str | None:
    """Return what may be told and is a text then."""
    told = data.get(key)
    if told is None or isinstance(told, str):
        return told
    raise ValueError(f"the {key} of a statement is {told!r}, and so is no text")


def _by_key(data: object, what: str) -> Json:
    """Return an object; PHP writes an empty list where there is nothing in it."""
    return {} if data == [] else _object(data, what)


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("something that should be a list of JSON is none")
    return data
