"""Query results in the formats that people and programs read: the only place that names them."""

import re
from collections.abc import Iterable

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from spaceflight_graph import tables
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query.ask import Results, failures

FORMATS = ("table", "csv", "tsv", "json", "xml", "md")
_STANDARD = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def text(results: Results, form: str) -> str:
    """Return results as text.

    Args:
        results: rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE.
        form: one of ``FORMATS``; triples are written as sorted Turtle, whatever ``table`` means for rows.

    Raises:
        SpaceflightError: the format does not fit the results.
    """
    with failures():  # rows are found while they are read
        return _text(results, form)


def refuse_as_rows(form: str) -> None:
    """Raise where triples are wanted in a format that holds rows."""
    if form != "table":
        raise SpaceflightError(f"this query makes triples, which {form} cannot hold. Fix: leave --format out.")


def _text(results: Results, form: str) -> str:
    if isinstance(results, QueryTriples):
        refuse_as_rows(form)
        triples = sorted(results, key=str)
        return _turtle(triples)
    if form in _STANDARD:
        return (results.serialize(format=_STANDARD[form]) or b"").decode()
    if isinstance(results, QueryBoolean):
        return f"{'yes' if results else 'no'}\n"
    assert isinstance(results, QuerySolutions)  # noqa: S101 - there is no fourth kind
    head = [variable.value for variable in results.variables]
    rows = [[tables.cell(row[i]) for i in range(len(head))] for row in results]
    if form == "table" and not rows:
        return "No rows.\n"
    return tables.plain(head, rows, tables.terminal()) if form == "table" else tables.markdown(head, rows)


def _turtle(triples: Iterable[Triple]) -> str:
    """Return triples with the prefixes that they use, sorted; the serializer writes all, a line each."""
    lines = (serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode().splitlines(True)
    body = "".join(lines[len(PREFIXES) :])
    used = set(re.findall(r"([\w-]+):", re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", body)))
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used & PREFIXES.keys())) + body
