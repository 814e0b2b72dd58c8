"""The Reconciliation Service API 0.2, so that OpenRefine and others match their tables with the graph.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Candidates are found by name in any
language; a match is sure only where the name is exact and one more value agrees, or an id does: never by a namesake.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, RDFS, SF, SKOS, shorten
from spaceflight_graph.query import find, lookup
from spaceflight_graph.query.names import Names
from spaceflight_graph.query.told import nodes
from spaceflight_graph.rdf.names import key
from spaceflight_graph.serve.pages import thing
from spaceflight_graph.serve.refusal import Refusal

BATCH = 100
"""So many queries may stand in one request."""
LIMIT = 10
MOST = 100
_SCORES = {find.EXACT: 100, find.BEGINNING: 75, find.WORDS: 70, find.INSIDE: 50, find.NEAR: 40}
_AGREES, _DIFFERS = 20, -20
_NAMES = ("name", "label")
_LABELS = (RDFS.label, SKOS.altLabel)
_SOFT = str.maketrans("", "", "\u00ad\u200b\ufeff")
"""What public tables hold between letters and nobody sees."""
_IDS = frozenset({NamedNode(PREFIXES["sf"] + "cosparId")})
"""Properties whose value names one thing alone."""

Json = dict[str, Any]


def manifest(base: str) -> Json:
    """Return what the service is."""
    root = base.rstrip("/")
    return {
        "versions": ["0.2"],
        "name": "Spaceflight Graph",
        "identifierSpace": PREFIXES["id"],
        "schemaSpace": PREFIXES["sf"],
        "defaultTypes": [{"id": "Spaceflight", "name": "spaceflight"}, {"id": "Person", "name": "person"}],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "preview": {"url": f"{root}/reconcile/preview?id={{{{id}}}}", "width": 400, "height": 160},
        "suggest": {
            kind: {"service_url": root, "service_path": f"/reconcile/suggest/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def answers(store: Store, names: Names, text: str) -> Json:
    """Return the candidates for a batch of queries.

    Args:
        store: the graph.
        names: those of the graph.
        text: a JSON object of queries.

    Raises:
        Refusal: it is no such object, or holds too many.
    """
    queries = _object(text, "queries")
    if len(queries) > BATCH:
        raise Refusal(400, f"a request has at most {BATCH} queries. Fix: send them in parts")
    return {name: {"result": _candidates(store, names, query)} for name, query in queries.items()}


def extension(store: Store, text: str) -> Json:
    """Return values of properties of things.

    Raises:
        Refusal: the request is none.
    """
    asked = _object(text, "extend")
    ids, properties = asked.get("ids", []), asked.get("properties", [])
    if not isinstance(ids, list) or not isinstance(properties, list) or len(ids) > MOST * BATCH:
        raise Refusal(400, "extend has lists of ids and of properties. Fix: send both")
    nodes = [(str(one.get("id", "")), _property(store, str(one.get("id", "")))) for one in properties]
    meta = [{"id": name, "name": lookup.label(store, node) if node else name} for name, node in nodes]
    rows = {str(one): {name: _cells(store, str(one), node) for name, node in nodes} for one in ids}
    return {"meta": meta, "rows": rows}


def suggestion(store: Store, names: Names, kind: str, prefix: str) -> Json:
    """Return what begins with a text: an ``entity``, a ``property`` or a ``type``."""
    wanted = {"entity": None, "property": RDF.Property, "type": OWL.Class}[kind]
    found = []
    for one in find.find(store, prefix, limit=MOST, names=names):
        node = NamedNode(one.iri) if one.iri else None
        if node is None or not _is(store, node, wanted):
            continue
        found.append({"id": _local(node), "name": one.label, "description": one.kind})
    return {"result": found[:LIMIT]}


def proposals(store: Store, kind: str, limit: int) -> Json:
    """Return properties that things of a class have, the most frequent first."""
    counts: Counter[NamedNode] = Counter()
    if _fit(kind):
        for quad in store.quads_for_pattern(None, RDF.type, NamedNode(PREFIXES["sf"] + kind), None):
            told = {one.predicate for one in store.quads_for_pattern(quad.subject, None, None, GRAPH.facts)}
            counts.update(prop for prop in told if prop.value.startswith(SF.iri))
    ranked = sorted(counts, key=lambda prop: (-counts[prop], prop.value))[:limit]
    listed = [{"id": _local(prop), "name": lookup.label(store, prop)} for prop in ranked]
    return {"type": kind, "limit": limit, "properties": listed}


def _object(text: str, what: str) -> Json:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refusal(400, f"{what} is no JSON object. Fix: send one")
    return found


def _candidates(store: Store, names: Names, query: object) -> list[Json]:
    """Return the candidates for one query, the best first; at most one of them is a match."""
    if not isinstance(query, dict):
        raise Refusal(400, "a query is a JSON object. Fix: send one")
    text = str(query.get("query") or "").translate(_SOFT).strip()
    kinds = query.get("type") or []
    wanted = [NamedNode(PREFIXES["sf"] + kind) for kind in ([kinds] if isinstance(kinds, str) else kinds) if _fit(kind)]
    if kinds and not wanted:
        return []
    listed = query.get("properties")
    told = [
        (str(one.get("pid", "")), _property(store, str(one.get("pid", ""))), one.get("v"))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    limit = query.get("limit")
    most = min(limit, MOST) if isinstance(limit, int) and limit > 0 else LIMIT
    found = [
        _scored(store, one, told)
        for one in _named(store, names, text, told)
        if not wanted or any(lookup.is_a(store, one.node, kind) for kind in wanted)
    ]
    found.sort(key=lambda pair: (-pair[0]["score"], pair[0]["id"]))
    sure = [candidate for candidate, is_sure in found if is_sure]
    return [{**candidate, "match": [candidate] == sure} for candidate, _ in found][:most]


def _fit(kind: object) -> bool:
    return isinstance(kind, str) and kind.isidentifier()


class _Named(NamedTuple):
    """A thing that may be meant: how well its name fits, and whether that is what was asked for to the letter."""

    node: NamedNode
    label: str
    score: int
    exact: bool


_Told = tuple[str, NamedNode | None, object]
"""A value of the table: the property as it is asked for, the one that it is here, and the value."""


def _named(store: Store, names: Names, text: str, told: Sequence[_Told]) -> list[_Named]:
    """Return things by name, and by an id that is told."""
    found: dict[NamedNode, _Named] = {}
    for one in find.find(store, text, limit=MOST, names=names) if text else []:
        if one.iri and one.iri.startswith(PREFIXES["id"]):
            node = NamedNode(one.iri)
            found[node] = _Named(node, one.label, _SCORES[one.match], one.match == find.EXACT)
    for _, prop, value in told:
        if prop in _IDS and isinstance(value, str):
            for quad in store.quads_for_pattern(None, prop, None, None):
                same = isinstance(quad.object, Literal) and key(quad.object.value) == key(value)
                if same and isinstance(quad.subject, NamedNode):
                    other = _Named(quad.subject, lookup.label(store, quad.subject), _SCORES[find.INSIDE], exact=False)
                    found.setdefault(other.node, other)
    return list(found.values())


def _scored(store: Store, one: _Named, told: Sequence[_Told]) -> tuple[Json, bool]:
    """Return a candidate, and whether it is sure to be what is meant."""
    score, agreeing, by_id = one.score, 0, False
    features: list[Json] = [{"id": "name", "value": one.score}]
    for pid, prop, value in told:
        held = _spellings(store, one.node, prop) if prop is not None else set()
        if held:  # what nobody tells speaks neither for it nor against it
            agrees = not held.isdisjoint(_given(value))
            agreeing += agrees
            by_id = by_id or (agrees and prop in _IDS)
            score += _AGREES if agrees else _DIFFERS
            features.append({"id": pid, "value": agrees})
    told_of = {
        "id": _local(one.node),
        "name": one.label,
        "description": find.kind_of(store, one.node, "en"),
        "score": max(0, min(100, score)),
        "type": [{"id": _local(kind), "name": lookup.label(store, kind)} for kind in nodes(store, one.node, SF.kind)],
        "features": features,
    }
    return told_of, by_id or (one.exact and agreeing > 0 and score > _SCORES[find.EXACT])


def _given(value: object) -> set[str]:
    """Return the spellings of a value of a table: text, number, a thing that is matched already, or several."""
    if isinstance(value, list):
        return {spelling for one in value for spelling in _given(one)}
    if isinstance(value, Mapping):
        return {key(str(value[name])) for name in ("id", "name") if value.get(name)}
    return {key(str(value))} - {""}


def _spellings(store: Store, node: NamedNode, prop: NamedNode) -> set[str]:
    """Return how the values of a property may be written: literals, labels and slugs of things."""
    found = set()
    for quad in store.quads_for_pattern(node, prop, None, None):
        if isinstance(quad.object, Literal):
            found |= {key(quad.object.value), key(quad.object.value.partition("T")[0])}
        elif isinstance(quad.object, NamedNode):
            found.add(key(_local(quad.object)))
            for name in _LABELS:
                labels = store.quads_for_pattern(quad.object, name, None, None)
                found |= {key(label.object.value) for label in labels if isinstance(label.object, Literal)}
    return found - {""}


def _property(store: Store, pid: str) -> NamedNode | None:
    """Return a property by its name, its label in any language, or the Wikidata property that means the same."""
    if pid in _NAMES:
        return RDFS.label
    if re.fullmatch(r"P\d+", pid):
        same = store.quads_for_pattern(None, SKOS.exactMatch, NamedNode(PREFIXES["wdt"] + pid), GRAPH.ontology)
        return next((quad.subject for quad in same if isinstance(quad.subject, NamedNode)), None)
    try:
        return lookup.find(store, pid, RDF.Property, suggest=False) if pid else None
    except NotFoundError:
        return None


def _cells(store: Store, slug: str, prop: NamedNode | None) -> list[Json]:
    if prop is None:
        return []
    try:
        node = NamedNode(PREFIXES["id"] + slug)
    except ValueError:
        return []
    values = {quad.object for quad in store.quads_for_pattern(node, prop, None, None)}
    return [_cell(store, value) for value in sorted(values, key=str) if isinstance(value, Literal | NamedNode)]


def _cell(store: Store, value: Literal | NamedNode) -> Json:
    if isinstance(value, NamedNode):
        return {"id": _local(value), "name": lookup.label(store, value)}
    kind = value.datatype.value.rpartition("#")[2]
    if kind == "integer":
        return {"int": int(value.value)}
    if kind in ("decimal", "double"):
        return {"float": float(value.value)}
    return {"date": value.value} if kind == "dateTime" else {"str": value.value}


def preview(store: Store, slug: str) -> str:
    """Return a small page that says what a thing is, for a frame in the client.

    Raises:
        NotFoundError: there is none.
    """
    from html import escape

    node = thing.resolve(store, slug)
    label, kind = escape(lookup.label(store, node)), escape(find.kind_of(store, node, "en"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{label}</title></head>'
        f'<body><p><a href="/id/{escape(slug)}" target="_blank" rel="noopener">{label}</a></p>'
        f"<p>{kind}</p></body></html>"
    )


def _is(store: Store, node: NamedNode, wanted: NamedNode | None) -> bool:
    if wanted is None:
        return node.value.startswith(PREFIXES["id"])
    return lookup.is_a(store, node, wanted)


def _local(node: NamedNode) -> str:
    """Return the part of an IRI that the service has as id."""
    name = shorten(node.value)
    return name.partition(":")[2] if name.partition(":")[0] in ("id", "sf", "doc") else name
