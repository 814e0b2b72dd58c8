"""Edits for ``wbeditentity``: the only place for its JSON. A line an item, with the revision that it was made from.

What is there stays, by three rules of that interface: a statement without ``id`` is a new one; one with ``id`` replaces
the one of that name, so that it is sent complete, as it was, with our references behind its own; and an alias without
``add`` replaces all others. ``clear`` and ``remove`` are never written. By ``baserevid`` Wikibase sees what others have
changed since and refuses an edit that would undo it: an item whose revision nobody knows is not edited.
"""

import json
from typing import Any

from spaceflight_graph.link.edits import Plan
from spaceflight_graph.link.entity_json import write_reference, write_statement
from spaceflight_graph.link.labels import Kind
from spaceflight_graph.printable import unicode_escaped
from spaceflight_graph.version import __version__

SUMMARY = f"Spaceflight Graph v{__version__}"


def text(plan: Plan) -> str:
    """Return the edits as lines of JSON, sorted by item; each holds what ``wbeditentity`` wants to know."""
    return "".join(unicode_escaped(json.dumps(edit, ensure_ascii=False)) + "\n" for edit in edits(plan))


def edits(plan: Plan) -> list[dict[str, Any]]:
    """Return an edit for each item: its ``id``, ``baserevid`` and ``summary``, and as ``data`` what is added."""
    data: dict[str, dict[str, Any]] = {}
    for statement in plan.add:
        _claims(data, statement.item, statement.property).append(write_statement(statement))
    for sourcing in plan.sourcings:
        written = write_statement(sourcing.existing)
        written["references"] = written.get("references", []) + [write_reference(each) for each in sourcing.references]
        _claims(data, sourcing.existing.item, sourcing.existing.property).append(written)
    for name in plan.names:
        term = {"language": name.language, "value": name.text}
        kept = data.setdefault(name.item, {})
        if name.kind is Kind.LABEL:
            kept.setdefault("labels", {})[name.language] = term
        else:
            kept.setdefault("aliases", {}).setdefault(name.language, []).append(term | {"add": ""})
    return [
        {"id": item, "baserevid": plan.revisions[item], "summary": SUMMARY, "data": data[item]}
        for item in sorted(data, key=lambda name: int(name[1:]))
        if item in plan.revisions
    ]


def beyond(plan: Plan) -> list[str]:
    """Return the items that a plan would edit and whose revision nobody knows."""
    touched = {each.item for each in plan.add} | {each.existing.item for each in plan.sourcings}
    touched |= {name.item for name in plan.names}
    return sorted(touched - set(plan.revisions), key=lambda name: int(name[1:]))


def _claims(data: dict[str, dict[str, Any]], item: str, property_: str) -> list[Any]:
    claims: list[Any] = data.setdefault(item, {}).setdefault("claims", {}).setdefault(property_, [])
    return claims
