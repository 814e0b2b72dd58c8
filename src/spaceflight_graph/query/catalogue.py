"""Canned queries: a file each, with a header, parameters that are bound as terms, and documented results.

    #+ summary: …            one line, ends in ? or .
    #+ description: …        optional, a line or more of the same key
    #+ tags: …               comma-separated
    #+ param NAME: TYPE, required | optional | default VALUE, what it is
    #+ returns: …
    #+ plot: KIND WHAT=COLUMN…  optional, its picture (see plot/kinds.py)
    #+ empty: …              optional, what an answer without rows means, for people; else that no document tells
    #+ empty@LANGUAGE: …     optional, the same in another language

``$name`` is a parameter, ``?name`` is found; ``$label`` and ``$lang`` are bound to the language of the reader and need
no line in the header. A parameter's type is an XSD datatype or a class of the ontology; an
optional one stands in ``VALUES`` only, where it becomes ``UNDEF`` when it is not given. Binding replaces the ``$name``
tokens of the query by terms as SPARQL writes them, so that the same text runs on any SPARQL 1.1 store.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pyoxigraph import NamedNode

from spaceflight_graph import resources
from spaceflight_graph.errors import (
    DataError,
    NotFoundError,
    Place,
    Problem,
    shortened,
)
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import expand
from spaceflight_graph.sparql import header
from spaceflight_graph.suggestions import nearest

_PARAMETER = re.compile(r"(\S+), *(required|optional|default ([^,]+)), *(.+)")


_APART = ("checks", "tables")
"""Folders of queries for the program itself: checks of the ontology, and tables to export."""

READER = ("label", "lang")
"""What is bound to the language of the reader."""


class Parameter(NamedTuple):
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


class Query(NamedTuple):
    """A canned query: its header and text.

    Attributes:
        name: by which it is asked.
        file: where it stands.
        summary: what it answers, in a line.
        description: more of it; empty where there is no more.
        tags: what it is about.
        parameters: what it takes.
        returns: its columns, in words.
        text: in SPARQL, its header included.
        empty: by language, what an answer without rows means, for people.
        plot: the kind of its picture and the columns for it, where it has one.
    """

    name: str
    file: Path
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    returns: str
    text: str
    empty: Mapping[str, str] = MappingProxyType({})
    plot: str | None = None


def files(below: Path | None = None) -> dict[str, Path]:
    """Return the canned queries by name, in order; not those of ``queries/checks`` and ``queries/tables``."""
    folder = resources.path("queries", below)
    return {
        file.stem: file
        for file in sorted(folder.glob("*/*.rq"), key=lambda file: file.stem)
        if file.parent.name not in _APART
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
    near = nearest(name, known, 5, parts=True)
    remedy = f"take one of {', '.join(near)}; " if near else ""
    raise NotFoundError(f"no query is called {shortened(name)!r}. Fix: {remedy}`spaceflight query` lists all.")


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
            if not found or not name.isidentifier() or name in READER:
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
        empty={tag or "en": head[key] for key in head for word, _, tag in [key.partition("@")] if word == "empty"},
        plot=head.get("plot"),
    )


def _bad(file: Path, line: int, what: str, form: str) -> Problem:
    return Problem(what, f"write it as `{form}`", Place(shown(file), line))
