"""Query results in the formats that people and programs read: the only place that names them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from spaceflight_graph import printable, tables
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES, XSD
from spaceflight_graph.query.ask import Results, failures

if TYPE_CHECKING:
    from spaceflight_graph.query.reading import Reader

FORMATS = ("table", "csv", "tsv", "json", "xml", "md")
FOR_PEOPLE = ("table", "md")
_STANDARD = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_SEPARATED = ("csv", "tsv")
_ORDER = r'"(?:[^"]|"")*+"|(?<![^\n])[^\S\r\n]*::[^,\r\n"]*'
"""A quoted cell, or the first cell of a row where it begins as an order to a CI does and is not quoted."""
_FORMULA = r"[\t\r\n]|\s*[-=+@＝＋－＠]"
_NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


def text(
    results: Results, form: str, *, safe_csv: bool = False, reader: "Reader | None" = None, indent: int = 0
) -> str:
    """Return results as text.

    Args:
        results: rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE.
        form: one of ``FORMATS``; triples are written as sorted Turtle, whatever ``table`` means for rows.
        safe_csv: whether cells that a spreadsheet would take for a formula get an apostrophe before them, as OWASP
            recommends: those that begin with = + - @, their full-width forms, a tab or a line break, and are no number.
        reader: who reads what is for people (``table``, ``md``); None: someone who wants to see terms.
        indent: how many spaces stand before each line of a table.

    Raises:
        SpaceflightError: the format does not fit the results.
    """
    with failures():  # rows are found while they are read
        return _text(_without_formulas(results) if safe_csv else results, form, reader, indent)


def refuse_unfit(form: str, *, safe_csv: bool) -> None:
    """Raise where cells are to be made safe for spreadsheets in a format that is none for them."""
    if safe_csv and form not in _SEPARATED:
        raise SpaceflightError(
            f"--safe-csv goes with --format csv or tsv, not with {form}. Fix: choose one of them, or leave it out."
        )


def refuse_as_rows(form: str) -> None:
    """Raise where triples are wanted in a format that holds rows."""
    if form != "table":
        raise SpaceflightError(f"this query makes triples, which {form} cannot hold. Fix: leave --format out.")


def _text(results: Results, form: str, reader: "Reader | None", indent: int) -> str:
    if isinstance(results, QueryTriples):
        refuse_as_rows(form)
        triples = sorted(results, key=str)
        return printable.unicode_escaped(turtle(triples).decode())
    if form in _STANDARD:
        written = (results.serialize(format=_STANDARD[form]) or b"").decode()
        return _HARMLESS[form](written)
    if isinstance(results, QueryBoolean):
        return f"{'yes' if results else 'no'}\n"
    assert isinstance(results, QuerySolutions)  # noqa: S101 - there is no fourth kind
    head = [variable.value for variable in results.variables]
    terms = [[row[i] for i in range(len(head))] for row in results]
    if not terms and (reader or form == "table"):
        return f"{' ' * indent}{reader.nothing() if reader else 'No rows.'}\n"
    if reader:
        head, rows = reader.rows(head, terms)
        head = reader.heads(head)
    else:
        rows = [[tables.cell(term) for term in row] for row in terms]
    return laid_out(head, rows, form, indent)


def laid_out(head: Sequence[str], rows: Iterable[Sequence[str]], form: str, indent: int = 0) -> str:
    """Return cells in one of the formats for people; a table fits the terminal."""
    return tables.plain(head, rows, tables.terminal(), indent) if form == "table" else tables.markdown(head, rows)


def made(head: Sequence[str], rows: Iterable[Sequence[NamedNode | Literal | None]]) -> QuerySolutions:
    """Return the rows of an answer that no query gave, to be told in the same formats."""

    def term(of: NamedNode | Literal) -> dict[str, str]:
        if isinstance(of, NamedNode):
            return {"type": "uri", "value": of.value}
        kind = {} if of.datatype == XSD.string else {"datatype": of.datatype.value}
        return {"type": "literal", "value": of.value, **kind}

    bindings = [{name: term(of) for name, of in zip(head, row, strict=True) if of is not None} for row in rows]
    told = {"head": {"vars": list(head)}, "results": {"bindings": bindings}}
    answer = parse_query_results(json.dumps(told), format=QueryResultsFormat.JSON)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - it has rows
    return answer


def _quoted(text: str) -> str:
    """Return CSV that begins no line with what a CI obeys, but for line breaks that are data: quotes change no cell."""
    return (
        re.sub(_ORDER, lambda cell: cell[0] if cell[0].startswith('"') else f'"{cell[0]}"', text)
        if "::" in text
        else text
    )


_HARMLESS: dict[str, Callable[[str], str]] = {
    "csv": _quoted,
    "tsv": str,
    "json": printable.unicode_escaped,
    "xml": printable.xml,
}


def _without_formulas(results: Results) -> Results:
    """Return results in which no literal begins as a formula does."""
    if not isinstance(results, QuerySolutions):
        return results
    table = json.loads(results.serialize(format=QueryResultsFormat.JSON) or b"")
    for row in table["results"]["bindings"]:
        for term in row.values():
            value = term["value"]
            if term["type"] == "literal" and re.match(_FORMULA, value) and not re.fullmatch(_NUMBER, value):
                term["value"] = f"'{value}"
    return parse_query_results(json.dumps(table), format=QueryResultsFormat.JSON)


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES, out: BytesIO | None = None) -> bytes:
    """Return triples in their order, with the prefixes that they use, sorted.

    Args:
        triples: what is written.
        prefixes: those that may be used; the serializer writes all of them, a line each, in any order.
        out: takes what the serializer writes, and may refuse it.
    """
    out = BytesIO() if out is None else out
    serialize(triples, out, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    body = out.getvalue().split(b"\n", len(prefixes))[-1]
    without_texts = re.sub(rb'"(?:[^"\\]|\\.)*"|<[^>]*>', b"", body)
    used = {prefix.decode() for prefix in re.findall(rb"([\w-]+):", without_texts)}
    return "".join(f"@prefix {p}: <{prefixes[p]}> .\n" for p in sorted(used & prefixes.keys())).encode() + body
