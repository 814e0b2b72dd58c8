"""Canned queries: a file each, with a header, parameters that are bound as terms, and documented results.

    #+ summary: …            one line, ends in ? or .
    #+ description: …        optional, a line or more of the same key
    #+ tags: …               comma-separated
    #+ param NAME: TYPE, required | optional | default VALUE, what it is
    #+ returns: …

``$name`` is a parameter, ``?name`` is found. A parameter's type is an XSD datatype or a class of the ontology; an
optional one stands in ``VALUES`` only, where it becomes ``UNDEF`` when it is not given. Binding replaces the ``$name``
tokens of the query by terms as SPARQL writes them, so that the same text runs on any SPARQL 1.1 store.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from spaceflight_graph import resources
from spaceflight_graph.errors import (
    DataError,
    NotFoundError,
    ParameterError,
    Place,
    Problem,
    SpaceflightError,
    shortened,
)
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import PREFIXES, XSD, expand
from spaceflight_graph.query import lookup
from spaceflight_graph.sparql import header, mistakes, reach
from spaceflight_graph.sparql.binding import bound

if TYPE_CHECKING:
    from spaceflight_graph.values import Value

Results = QuerySolutions | QueryBoolean | QueryTriples

_SUCH_AS = {"date": "2017-12-17", "gYear": "2017", "gYearMonth": "2017-12", "dateTime": "2017-12-17T07:21:00Z"}
_PARAMETER = re.compile(r"(\S+), *(required|optional|default ([^,]+)), *(.+)")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a canned query.

    Attributes:
        name: without the ``$``.
        type: an XSD datatype, or a class whose instances may be named.
        required: whether it must be given.
        default: its value where it is not given; None for one that may be left out.
        description: what it is.
    """

    name: str
    type: NamedNode
    required: bool
    default: str | None
    description: str


@dataclass(frozen=True)
class Query:
    """A canned query: its header and text."""

    name: str
    file: Path
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    returns: str
    text: str


def files(below: Path | None = None) -> dict[str, Path]:
    """Return the canned queries by name, in order. Checks of the ontology are kept apart, in ``queries/checks``."""
    folder = resources.path("queries", below)
    return {
        file.stem: file for file in sorted(folder.rglob("*.rq"), key=lambda f: f.stem) if file.parent.name != "checks"
    }


def all_queries(below: Path | None = None) -> list[Query]:
    """Return all canned queries, sorted by name."""
    return [read(file) for file in files(below).values()]


def get(name: str) -> Query:
    """Return one canned query.

    Raises:
        NotFoundError: there is none of that name; the message lists those that come near.
    """
    known = files()
    if name in known:
        return read(known[name])
    import difflib

    near = difflib.get_close_matches(name, known, 5, cutoff=0.4) or list(known)
    raise NotFoundError(
        f"no query is called {shortened(name)!r}. Fix: take one of {', '.join(near)}; `spaceflight query` lists all."
    )


@cache
def read(file: Path) -> Query:
    """Read a query file.

    Raises:
        DataError: the header lacks a part or a parameter cannot be read.
    """
    text = file.read_text(encoding="utf-8")
    keys: list[header.Line] = []
    parameters: list[Parameter] = []
    for number, key, value in header.lines(text):
        word, _, name = key.partition(" ")
        if word == "param":
            found = _PARAMETER.fullmatch(value or "")
            if not found or not name.isidentifier():
                raise DataError([_bad(file, number, "not a parameter", "#+ param NAME: TYPE, required, WHAT IT IS")])
            kind, need, default, description = found.groups()
            parameters.append(Parameter(name, expand(kind), need == "required", default, description))
        elif value is None:
            raise DataError([_bad(file, number, "not a header line", "#+ key: value")])
        else:
            keys.append((number, key, value))
    head = header.values(keys)
    for part in ("summary", "tags", "returns"):
        if part not in head:
            raise DataError([_bad(file, 1, f"the header has no {part}", f"#+ {part}: …")])
    return Query(
        name=file.stem,
        file=file,
        summary=head["summary"],
        description=head.get("description", ""),
        tags=tuple(tag.strip() for tag in head["tags"].split(",")),
        parameters=tuple(parameters),
        returns=head["returns"],
        text=text,
    )


def bind(query: Query, given: Mapping[str, str], store: Store | None) -> str:
    """Return the text of a canned query with its parameters bound.

    Args:
        query: the query.
        given: parameters as a user writes them.
        store: the graph in which names are looked up; without it things are named by slug or IRI only.

    Raises:
        ParameterError: a parameter is missing, unknown or cannot be read.
        NotFoundError: a thing of that name does not exist or is not the only one.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            offered = ", ".join(known) or "none"
            raise ParameterError(
                f"query {query.name} has no parameter {shortened(name)!r}. Fix: its parameters are: {offered}."
            )
    terms: dict[str, str] = {}
    asked = {**{parameter.name: parameter.default for parameter in query.parameters}, **given}
    _refuse_empty_range(query, asked)
    for parameter in query.parameters:
        value = asked[parameter.name]
        if value is not None:
            terms[parameter.name] = str(_term(query, parameter, value, store))
        elif parameter.required:
            raise ParameterError(
                f"query {query.name} needs the parameter {parameter.name} ({parameter.description})."
                f" Fix: add {parameter.name}=VALUE."
            )
        else:
            terms[parameter.name] = "UNDEF"
    return bound(query.text, terms, {"VAR2"})


def run(store: Store, query: Query, given: Mapping[str, str]) -> Results:
    """Run a canned query on the local graph.

    Raises:
        ParameterError: as `bind`.
        NotFoundError: as `bind`.
    """
    return ask(store, bind(query, given, store))


def ask(store: Store, sparql: str, prefixes: Mapping[str, str] | None = None) -> Results:
    """Run any query on the local graph, over the union of its named graphs unless it chooses some with FROM.

    It can read nothing else. How long it takes is not limited here: see apart.py.

    Args:
        store: the graph.
        sparql: the query.
        prefixes: known without being declared.

    Raises:
        SpaceflightError: the query is not SPARQL, is an update, is too large, or calls another service.
    """
    mistakes.refuse_large(sparql, prefixes or {})
    if reach.calls_out(sparql, prefixes):
        raise SpaceflightError(
            "the query calls SERVICE, or has that word beside a mistake; queries here do not use the network."
            " Fix: take the call out, or mend the query."
        )
    union = not reach.chooses_graphs(sparql, prefixes)
    with failures():
        try:
            return store.query(sparql, prefixes=dict(prefixes or {}), use_default_graph_as_union=union)
        except SyntaxError as error:
            raise SpaceflightError(f"not a SPARQL query: {mistakes.told(sparql, error, prefixes or {})}") from None


@contextmanager
def failures() -> Iterator[None]:
    """Turn what goes wrong while a query is asked or its rows are read into a message."""
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        raise SpaceflightError(
            f"the query failed: {error}. Fix: mend it, or build the graph anew if that is damaged."
        ) from None


def _refuse_empty_range(query: Query, asked: Mapping[str, str | None]) -> None:
    """Raise where a parameter ``from`` is later than the parameter ``to``: nothing lies between them."""
    if not {"from", "to"} <= asked.keys():
        return
    from spaceflight_graph.values import Ranged

    ends = {
        p.name: _read(query, p, value)
        for p in query.parameters
        if p.name in ("from", "to") and (value := asked[p.name]) is not None
    }
    first, last = ends.get("from"), ends.get("to")
    if isinstance(first, Ranged) and isinstance(last, Ranged) and first.low > last.low and first.high > last.high:
        raise ParameterError(
            f"query {query.name}: from={asked['from']} is later than to={asked['to']}. Fix: begin before the end."
        )


def _read(query: Query, parameter: Parameter, value: str) -> "Value":
    """Return what the value of a parameter denotes whose type is an XSD datatype."""
    from spaceflight_graph import values

    value = value.strip()
    try:
        return values.read(value, parameter.type.value)
    except ValueError as error:
        kind, why = parameter.type.value.rsplit("#", 1)[1], str(error).rstrip(".")
        shown = shortened(value)
        raise ParameterError(
            f"query {query.name}: {parameter.name}={shown}: {why if shown == value else shortened(why)}."
            f" Fix: give a {kind}{f' such as {_SUCH_AS[kind]}' if kind in _SUCH_AS else ''} ({parameter.description})."
        ) from None


def _term(query: Query, parameter: Parameter, value: str, store: Store | None) -> NamedNode | Literal:
    if parameter.type == XSD.string:
        return Literal(value)
    if parameter.type.value.startswith(PREFIXES["xsd"]):
        _read(query, parameter, value)
        return Literal(value.strip(), datatype=parameter.type)
    if store is None:
        if candidates := lookup.spelled(value):
            return candidates[0]
        raise ParameterError(
            f"query {query.name}: {parameter.name}={shortened(value)}: on another endpoint a thing is named by slug"
            " or IRI. Fix: give one, such as soyuz-ms-07."
        )
    return lookup.find(store, value, parameter.type)


def _bad(file: Path, line: int, what: str, form: str) -> Problem:
    return Problem(what, f"write it as `{form}`", Place(shown(file), line))
