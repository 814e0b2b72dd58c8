"""Canned queries as a web API: the only place that makes addresses and OpenAPI of their headers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import LABELS, PREFIXES
from spaceflight_graph.query import catalogue
from spaceflight_graph.query.catalogue import Parameter, Query
from spaceflight_graph.serve import media
from spaceflight_graph.serve.language import PARAMETER as LANGUAGE
from spaceflight_graph.serve.refusal import Refusal
from spaceflight_graph.version import __version__

ENDINGS = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle",
}
"""What may follow the name of a query: the same as Accept, for those who can only give an address."""
_SCHEMAS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "gYear": {"type": "string", "pattern": r"^-?\d{4,}$"},
    "string": {"type": "string"},
}


@dataclass(frozen=True)
class Asked:
    """A request for a canned query: its text, or an answer.

    Attributes:
        name: of the query.
        given: parameters as somebody writes them.
        language: of labels; None where the address does not say.
        media: what the ending of the address wants; None: as Accept has it.
        text: the query itself, where that is wanted.
    """

    name: str
    given: dict[str, str]
    language: str | None = None
    media: str | None = None
    text: str | None = None


def read(path: str, pairs: Sequence[tuple[str, str]]) -> Asked:
    """Return what ``/query/PATH?PAIRS`` asks.

    Raises:
        Refusal: no such query or ending, a parameter given twice, a language that is none of ours.
    """
    name, dot, ending = path.partition(".")
    try:
        query = catalogue.get(name)
    except NotFoundError as error:
        raise Refusal(404, str(error)) from None
    if ending == "rq":
        return Asked(name, {}, text=query.text)
    if dot and ending not in ENDINGS:
        raise Refusal(404, f"there is no .{ending} of it. Fix: take one of {', '.join(ENDINGS)}, rq")
    given: dict[str, str] = {}
    for key, value in pairs:
        if key in given:
            raise Refusal(400, f"{key} is given twice. Fix: give it once")
        if value or key == LANGUAGE:  # a form sends what was left empty, too
            given[key] = value
    language = given.pop(LANGUAGE, None)
    if language is not None and language not in LABELS:
        raise Refusal(400, f"{LANGUAGE} is one of {', '.join(LABELS)}. Fix: give one of them")
    return Asked(name, given, language, ENDINGS.get(ending))


def listed(base: str) -> str:
    """Return all canned queries with their addresses, as JSON."""
    found = [
        {
            "name": query.name,
            "summary": query.summary,
            "url": f"{base}query/{query.name}",
            "parameters": [
                {
                    "name": parameter.name,
                    "type": _short(parameter),
                    "required": parameter.required,
                    "default": parameter.default,
                    "description": parameter.description,
                }
                for parameter in query.parameters
            ],
        }
        for query in catalogue.all_queries()
    ]
    return json.dumps({"queries": found}, ensure_ascii=False, indent=1) + "\n"


def openapi(base: str) -> str:
    """Return the canned queries as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""
    told = {
        "openapi": "3.1.0",
        "info": {"title": "Spaceflight Graph", "version": __version__},
        "servers": [{"url": base.rstrip("/")}],
        "paths": {f"/query/{query.name}": {"get": _operation(query)} for query in catalogue.all_queries()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _operation(query: Query) -> dict[str, Any]:
    offered = [kind for kind in ENDINGS.values() if kind in media.ROWS] if _makes_rows(query) else media.TRIPLES
    return {
        "operationId": query.name,
        "summary": query.summary,
        **({"description": query.description} if query.description else {}),
        "tags": list(query.tags),
        "parameters": [*map(_parameter, query.parameters), _LANGUAGE],
        "responses": {
            "200": {
                "description": query.returns,
                "content": {kind: {} for kind in offered},
            },
            "default": {"description": "a problem", "content": {"application/problem+json": {}}},
        },
    }


_LANGUAGE: dict[str, Any] = {
    "name": LANGUAGE,
    "in": "query",
    "required": False,
    "description": "the language of labels",
    "schema": {"type": "string", "enum": [*LABELS], "default": "en"},
}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_SCHEMAS.get(_short(parameter).removeprefix("xsd:"), _SCHEMAS["string"]))
    if parameter.default is not None:
        schema["default"] = int(parameter.default) if schema["type"] == "integer" else parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": schema,
    }


def _short(parameter: Parameter) -> str:
    iri = parameter.type.value
    for prefix in ("xsd", "sf"):
        if iri.startswith(PREFIXES[prefix]):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
    return iri


def _makes_rows(query: Query) -> bool:
    return query.file.parent.name != "export"
