"""Mismatch Finder: the only place for its CSV. Nothing in it is an edit: people look at each row.

It refuses a whole file by the first row that breaks a rule. A row names the value that is there by the GUID of its
statement and by text that Wikidata's own parser reads; or by neither, where the value is missing there.
"""

import csv
import io
import re

from spaceflight_graph.link.edits import Mismatch, Plan
from spaceflight_graph.link.statement import Item, Monolingual, Other, Quantity, Special, Text, Time, Value
from spaceflight_graph.printable import escaped

COLUMNS = (
    "item_id",
    "statement_guid",
    "property_id",
    "wikidata_value",
    "meta_wikidata_value",
    "external_value",
    "external_url",
    "type",
)
LONGEST = 1500

_ITEM = re.compile(r"Q[1-9]\d{0,10}")
_PROPERTY = re.compile(r"P[1-9]\d*")
_UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_PARTS_BY_PRECISION = {9: 1, 10: 2, 11: 3}


def text(plan: Plan) -> str:
    """Return the rows with their header, ready to be uploaded."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row for mismatch in plan.mismatches if (row := _row(mismatch)))
    return file.getvalue()


def beyond(plan: Plan) -> list[Mismatch]:
    """Return the mismatches that no row can hold: their value or its GUID is none that Mismatch Finder takes."""
    return [mismatch for mismatch in plan.mismatches if not _row(mismatch)]


def _row(mismatch: Mismatch) -> list[str] | None:
    existing, calendar, value, guid = mismatch.existing, "", "", ""
    told = _plain(mismatch.told)
    if not _ITEM.fullmatch(mismatch.item) or not _PROPERTY.fullmatch(mismatch.property) or not told:
        return None
    if existing:
        guid, value = existing.id or "", _plain(_value(existing.value))
        calendar = existing.value.calendar if isinstance(existing.value, Time) else ""
        if not value or not re.fullmatch(rf"{mismatch.item}\${_UUID}", guid):
            return None
    address = mismatch.address.replace("\\", "%5C")
    address = address if len(address) <= LONGEST else ""
    return [mismatch.item, guid, mismatch.property, value, calendar, told, address, "statement"]


def _value(value: Value) -> str:
    """Return a value as Wikidata's own parser reads it; empty where it reads none."""
    match value:
        case Item():
            return value.id
        case Time():
            parts = value.time.removeprefix("+").partition("T")[0].split("-")
            return "-".join(parts[: _PARTS_BY_PRECISION.get(value.precision, 0)]) if value.time.startswith("+") else ""
        case Quantity():
            return value.amount.removeprefix("+")
        case Text() | Monolingual():
            return value.text
        case Special() | Other():
            return ""


def _plain(text: str) -> str:
    r"""Return a text in one line, without the backslash that PHP takes for an escape, cut where it is too long.

    >>> _plain("a \\ b\nc")
    'a / b c'
    """
    line = escaped(" ".join(text.split())).replace("\\", "/")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
