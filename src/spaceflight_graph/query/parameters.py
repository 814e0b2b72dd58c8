"""What a user gives for the parameters of a canned query, as terms in its text: the only place that binds them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import ParameterError, shortened
from spaceflight_graph.namespaces import LABELS, PREFIXES, XSD
from spaceflight_graph.query import lookup
from spaceflight_graph.query.catalogue import Parameter, Query
from spaceflight_graph.sparql.binding import bound
from spaceflight_graph.suggestions import nearest, typed

if TYPE_CHECKING:
    from spaceflight_graph.query.elsewhere import Elsewhere
    from spaceflight_graph.values import Value

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ZONE = r"(?:Z|[+-]\d\d:\d\d)$"
_SUCH_AS = {"date": "2017-12-17", "gYear": "2017", "gYearMonth": "2017-12", "dateTime": "2017-12-17T07:21:00Z"}


def split(query: Query, texts: Sequence[str]) -> dict[str, str]:
    """Return the parameters that somebody gives as ``KEY=VALUE``.

    Args:
        query: whose they are.
        texts: as a shell has parted them.

    Raises:
        ParameterError: one has no ``=``, or is given twice; the message says what to type instead.
    """
    given: dict[str, str] = {}
    last = ""
    for at, text in enumerate(texts):
        name, equals, value = text.partition("=")
        if not equals or not name:
            meant = _meant(query, last, list(texts[at:]))
            raise ParameterError(f"query {query.name}: {shortened(text)!r} is no KEY=VALUE. Fix: write {meant}.")
        if name in given:
            raise ParameterError(f"query {query.name}: {shortened(name)} is given twice. Fix: give it once.")
        given[name] = value
        last = text
    return given


def _meant(query: Query, last: str, texts: list[str]) -> str:
    """Return what to write for a word that is no parameter: shells part names at spaces, and people may at ``=``."""
    known = [parameter.name for parameter in query.parameters]
    if not known:
        return f"no parameter, for it takes none: {'spaceflight query ' + query.name}"
    if texts[0] in known and texts[1:2] == ["="] and len(texts) > 2:
        return f"it without spaces: {typed(shortened(f'{texts[0]}={texts[2]}'))}"
    if last and texts[0] not in known:
        return f"a name that has spaces in quotes: {typed(shortened(' '.join([last, texts[0]])))}"
    return typed(f"{known[0]}={shortened(texts[0])}")


def bind(query: Query, given: Mapping[str, str], store: "Store | Elsewhere | None", language: str = "en") -> str:
    """Return the text of a canned query with its parameters bound.

    Args:
        query: the query.
        given: parameters as a user writes them.
        store: the graph in which names are looked up, here or elsewhere; None: things are named by slug or IRI.
        language: of the reader, a key of ``LABELS``: ``$label`` becomes the property that leads to the label to show,
            ``$lang`` the language itself.

    Raises:
        ParameterError: a parameter is missing, unknown or cannot be read.
        NotFoundError: a thing of that name does not exist or is not the only one.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            offered = " or ".join(typed(f"{one}={shortened(given[name])}") for one in nearest(name, known) or known)
            remedy = f"write {offered}" if known else "leave it out, for it takes none"
            raise ParameterError(f"query {query.name} has no parameter {shortened(name)!r}. Fix: {remedy}.")
    terms = {"label": str(LABELS[language]), "lang": str(Literal(language))}
    asked = {**{parameter.name: parameter.default for parameter in query.parameters}, **given}
    _refuse_empty_range(query, given, asked)
    for parameter in query.parameters:
        value = asked[parameter.name]
        if value is not None:
            terms[parameter.name] = str(_term(query, parameter, value, store))
        elif parameter.required:
            raise ParameterError(
                f"query {query.name} needs the parameter {parameter.name} ({parameter.description})."
                f" Fix: add {_such_as(parameter)}."
            )
        else:
            terms[parameter.name] = "UNDEF"
    return bound(_without_header(query.text), terms, {"VAR2"})


def _without_header(text: str) -> str:
    """Return a query with empty lines for its header, whose letters of all languages take 14 ms to be told apart."""
    lines = text.splitlines(keepends=True)
    body = next((at for at, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    return "\n" * body + "".join(lines[body:])


def _such_as(parameter: Parameter) -> str:
    """Return a parameter as it is typed, and where its values are to be found."""
    kind = parameter.type.value.rsplit("#", 1)[-1]
    if kind in _SUCH_AS:
        return f"{parameter.name}=VALUE, such as {parameter.name}={_SUCH_AS[kind]}"
    where = f"; `spaceflight list {kind}` lists them" if parameter.type.value.startswith(PREFIXES["sf"]) else ""
    return f"{parameter.name}=VALUE{where}"


def _refuse_empty_range(query: Query, given: Mapping[str, str], asked: Mapping[str, str | None]) -> None:
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
        begin, end = asked["from"], asked["to"]
        remedy = f"write from={end} to={begin}"
        for name in (name for name in ("from", "to") if name not in given):
            remedy = f"give {name}= as well, for without it it is {asked[name]}"
        raise ParameterError(f"query {query.name}: from={begin} is later than to={end}. Fix: {remedy}.")


def _read(query: Query, parameter: Parameter, value: str) -> "Value":
    """Return what the value of a parameter denotes whose type is an XSD datatype."""
    from spaceflight_graph import values

    value = value.strip()
    try:
        return values.read(value, parameter.type.value)
    except ValueError as error:
        kind, why = parameter.type.value.rsplit("#", 1)[1], str(error).rstrip(".")
        shown = shortened(value)
        meant = _in_form(value, kind, last=parameter.name == "to")
        such = f": {parameter.name}={meant}" if meant else f" such as {_SUCH_AS[kind]}" if kind in _SUCH_AS else ""
        raise ParameterError(
            f"query {query.name}: {parameter.name}={shown}: {why if shown == value else shortened(why)}."
            f" Fix: give a {kind}{such} ({parameter.description})."
        ) from None


_DAY_FIRST = r"(\d\d?)[.-](\d\d?)[.-](\d{4})"
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)


def _in_form(text: str, kind: str, *, last: bool) -> str | None:
    """Return a date that is written in another way as a parameter takes it: its first day or year, or its last.

    >>> _in_form("17.12.2017", "date", last=False), _in_form("Dec 2017", "date", last=True)
    ('2017-12-17', '2017-12-31')
    """
    from spaceflight_graph import values

    if kind not in ("date", "gYear"):
        return None
    time = values.stated_time(re.sub(_DAY_FIRST, lambda d: f"{d[3]}/{d[2]:0>2}/{d[1]:0>2}", text))
    if time is None or time.not_before is None or time.not_after is None:
        return None
    first = datetime.fromisoformat(time.not_before) + _EAST  # a day begins in the east, and ends in the west
    end = datetime.fromisoformat(time.not_after) - _WEST
    day = (end if last else first).date().isoformat()
    return day if kind == "date" else day[:4]


def _is_day(text: str) -> bool:
    """Tell whether a text is a plain day for certain, so that nothing need be imported to read it."""
    try:
        return re.fullmatch(_DAY, text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _term(query: Query, parameter: Parameter, value: str, store: "Store | Elsewhere | None") -> NamedNode | Literal:
    if parameter.type == XSD.string:
        return Literal(value)
    if parameter.type.value.startswith(PREFIXES["xsd"]):
        text = value.strip()
        if parameter.type != XSD.date or not _is_day(text):
            _read(query, parameter, value)
        if parameter.type == XSD.date:
            text = re.sub(_ZONE, "", text)  # a day is a page of the calendar: the graph's days have no zone
        return Literal(text, datatype=parameter.type)
    if store is None:
        if candidates := lookup.spelled(value):
            return candidates[0]
        raise ParameterError(
            f"query {query.name}: {parameter.name}={shortened(value)}: without a graph a thing is named by slug or IRI."
            " Fix: give one, such as soyuz-ms-07."
        )
    if not isinstance(store, Store):
        return store.named(value, parameter.type)
    return lookup.find(store, value, parameter.type)
