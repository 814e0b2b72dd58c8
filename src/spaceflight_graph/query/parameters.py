"""What a user gives for the parameters of a canned query, as terms in its text: the only place that binds them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import ParameterError, shortened
from spaceflight_graph.namespaces import LABELS, PREFIXES, XSD
from spaceflight_graph.query import lookup
from spaceflight_graph.query.catalogue import Parameter, Query
from spaceflight_graph.sparql.binding import bound

if TYPE_CHECKING:
    from spaceflight_graph.values import Value

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_SUCH_AS = {"date": "2017-12-17", "gYear": "2017", "gYearMonth": "2017-12", "dateTime": "2017-12-17T07:21:00Z"}


def bind(query: Query, given: Mapping[str, str], store: Store | None, language: str = "en") -> str:
    """Return the text of a canned query with its parameters bound.

    Args:
        query: the query.
        given: parameters as a user writes them.
        store: the graph in which names are looked up; without it things are named by slug or IRI only.
        language: of the reader, a key of ``LABELS``: ``$label`` becomes the property that leads to the label to show,
            ``$lang`` the language itself.

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
    terms = {"label": str(LABELS[language]), "lang": str(Literal(language))}
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
    return bound(_without_header(query.text), terms, {"VAR2"})


def _without_header(text: str) -> str:
    """Return a query with empty lines for its header, whose letters of all languages take 14 ms to be told apart."""
    lines = text.splitlines(keepends=True)
    body = next((at for at, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    return "\n" * body + "".join(lines[body:])


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


def _is_day(text: str) -> bool:
    """Tell whether a text is a plain day for certain, so that nothing need be imported to read it."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _term(query: Query, parameter: Parameter, value: str, store: Store | None) -> NamedNode | Literal:
    if parameter.type == XSD.string:
        return Literal(value)
    if parameter.type.value.startswith(PREFIXES["xsd"]):
        text = value.strip()
        if parameter.type != XSD.date or not _is_day(text):
            _read(query, parameter, value)
        if parameter.type == XSD.date:
            text = _ZONE.sub("", text)  # a day is a page of the calendar: the graph's days have no zone
        return Literal(text, datatype=parameter.type)
    if store is None:
        if candidates := lookup.spelled(value):
            return candidates[0]
        raise ParameterError(
            f"query {query.name}: {parameter.name}={shortened(value)}: on another endpoint a thing is named by slug"
            " or IRI. Fix: give one, such as soyuz-ms-07."
        )
    return lookup.find(store, value, parameter.type)
