"""The graph as an object of Python: the only place that knows how Python asks what the command line asks."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, Store

from spaceflight_graph.errors import ParameterError, SpaceflightError, StoreError, shortened
from spaceflight_graph.namespaces import LABELS, PREFIXES
from spaceflight_graph.query import ask, catalogue
from spaceflight_graph.query.answer import Answer
from spaceflight_graph.query.catalogue import Query
from spaceflight_graph.query.reading import Reader
from spaceflight_graph.query.typed import Given, text
from spaceflight_graph.store.local import default_path, open_store

if TYPE_CHECKING:
    from spaceflight_graph.plot.picture import Picture
    from spaceflight_graph.query.explain import Explanations


def open_graph(store: str | Path | None = None, *, lang: str = "en") -> Graph:
    """Open the local graph.

    Args:
        store: the folder of the graph; that of the command line when left out: ``$SPACEFLIGHT_STORE``, else the user's
            data folder.
        lang: the language of labels and readings unless a question asks for another: en, de, ru or zh.

    Raises:
        StoreError: the graph was never built, was built by another version, or is damaged.
        ParameterError: there is no such language.
    """
    return Graph(default_path() if store is None else Path(store), lang)


class Graph:
    """The local graph, opened for reading; made by :func:`open_graph`.

    Attributes:
        path: the folder that it lies in.
        lang: the language of labels and readings.
    """

    path: Path
    lang: str

    def __init__(self, path: Path, lang: str = "en") -> None:
        self.path = path
        self.lang = _known(lang)
        self._store: Store | None = open_store(path)

    @property
    def store(self) -> Store:
        """The graph as a ``pyoxigraph.Store``; ask it with ``use_default_graph_as_union=True``, or find nothing.

        Raises:
            StoreError: the graph is closed.
        """
        if self._store is None:
            raise StoreError(f"{self.path}: the graph is closed. Fix: open it anew.")
        return self._store

    def queries(self) -> tuple[Query, ...]:
        """Return the canned queries, by name: what they answer and which parameters they take."""
        return tuple(catalogue.all_queries())

    def ask(self, name: str, /, *, lang: str | None = None, **parameters: Given) -> Answer:
        """Run a canned query.

        Args:
            name: of the query.
            lang: the language of labels and readings; that of the graph when left out.
            parameters: as on the command line, things by slug, IRI or any label; values of Python will do, too: days,
                numbers, things of other answers. ``from_`` stands for ``from``, which Python keeps for itself.

        Raises:
            NotFoundError: no such query; or nothing, or more than one thing, has the name that a parameter gives.
            ParameterError: a parameter is missing, unknown or cannot be read; no such language.
        """
        query, language = catalogue.get(name), self._language(lang)
        results = ask.run(self.store, query, given(parameters), language)
        return Answer.of(results, Reader.of(self.store, language, query.empty.get(language)))

    def sparql(self, query: str, *, lang: str | None = None) -> Answer:
        """Run a SELECT, CONSTRUCT or DESCRIBE over the union of all named graphs, or those that it chooses with FROM.

        The prefixes of the graph need not be declared. Nothing limits how long it takes. A term of ours that does not
        exist is told as an ``UnknownTermWarning``.

        Raises:
            SpaceflightError: the query is not SPARQL, is an update, calls another service, fails, or answers yes or no.
        """
        reader = Reader.of(self.store, self._language(lang))
        self._warn(query)
        return Answer.of(ask.ask(self.store, query, PREFIXES), reader)

    def holds(self, query: str) -> bool:
        """Return what a SPARQL ASK answers, over the same graphs as :meth:`sparql`.

        Raises:
            SpaceflightError: as :meth:`sparql`; or the query has rows.
        """
        self._warn(query)
        answer = ask.ask(self.store, query, PREFIXES)
        if not isinstance(answer, QueryBoolean):
            raise SpaceflightError("the query has rows, and answers not yes or no. Fix: ask it with `sparql`.")
        return bool(answer)

    def explain(self, subject: str, property: str | None = None, *, lang: str | None = None) -> Explanations:  # noqa: A002
        """Return every claim about a thing: document, line, own words, what was chosen and why.

        Args:
            subject: the thing, by slug, IRI or any label.
            property: one property, such as ``time`` or ``launch vehicle``; all of them when left out.
            lang: the language of labels and readings; that of the graph when left out.

        Raises:
            NotFoundError: no such thing, no such property, or no document says anything of it.
        """
        from spaceflight_graph.query import explain  # most questions need it not

        return explain.Explanations(explain.explain(self.store, subject, property, self._language(lang)))

    def find(
        self, text: str, of_class: str | None = None, *, limit: int | None = 20, lang: str | None = None
    ) -> Answer:
        """Return what is called so, by any name in any language: things, terms, documents and queries, the best first.

        Where nothing is, it returns what comes near: ``row["match"]`` is then ``near``.

        Args:
            text: a name or a part of one; letter case, accents, spaces and hyphens do not count.
            of_class: only things of a class, by name or label in any language.
            limit: how many at most; None: all.
            lang: the language of labels; that of the graph when left out.

        Raises:
            NotFoundError: no such class.
        """
        from spaceflight_graph.query import find  # most questions need it not
        from spaceflight_graph.query.names import Names

        reader = Reader.of(self.store, self._language(lang), f"Nothing is called {shortened(text)!r} or nearly so.")
        found = find.find(self.store, text, of_class, language=reader.language, limit=limit, names=Names.of(self.path))
        return Answer(*find.rows(found), reader)

    def list(self, of_class: str | None = None, *, limit: int | None = None, lang: str | None = None) -> Answer:
        """Return all things of a class and of those below it, in order of time; without a class, the classes there are.

        Args:
            of_class: by name or label in any language, such as ``Spacewalk`` or ``Raumflug``.
            limit: how many at most; None: all.
            lang: the language of labels; that of the graph when left out.

        Raises:
            NotFoundError: no such class.
        """
        from spaceflight_graph.query import listing  # most questions need it not

        reader = Reader.of(self.store, self._language(lang))
        if of_class is None:
            return Answer(*listing.class_rows(listing.classes(self.store, language=reader.language)[:limit]), reader)
        things = listing.things(self.store, of_class, language=reader.language, limit=limit)
        return Answer(*listing.rows(things), reader)

    def disputes(self, *, lang: str | None = None) -> Answer:
        """Return what the documents disagree on: what was chosen, against what, why, and what lies behind it."""
        return self.ask("disputes", lang=lang)

    def plot(self, name: str, /, *, lang: str | None = None, **parameters: Given) -> Picture:
        """Run a canned query and return its answer as a picture, which notebooks show and ``save`` writes to a file.

        Args:
            name: of a query that has a picture.
            lang: the language of labels and readings; that of the graph when left out.
            parameters: as :meth:`ask` takes them.

        Raises:
            NotFoundError: as :meth:`ask`.
            ParameterError: as :meth:`ask`; or the query has no picture.
            SpaceflightError: matplotlib is not installed, or nothing in the answer can be drawn.
        """
        from spaceflight_graph.plot import picture  # most questions need no picture

        query = picture.drawable(catalogue.get(name))
        answer = self.ask(name, lang=lang, **parameters)
        return picture.of(self.store, query, given(parameters), answer)

    def close(self) -> None:
        """Let the graph go; answers stay as they are."""
        self._store = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph {self.path}{' (closed)' if self._store is None else ''}>"

    def _warn(self, query: str) -> None:
        from spaceflight_graph.query import unknown  # canned queries name only what there is

        for lines in unknown.unknown(self.store, query, PREFIXES):
            warnings.warn(unknown.UnknownTermWarning(*lines), stacklevel=3)

    def _language(self, lang: str | None) -> str:
        return self.lang if lang is None else _known(lang)


def given(parameters: Mapping[str, Given]) -> dict[str, str]:
    """Return parameters as the command line is given them; those that are None are left out.

    >>> given({"from_": 2017, "to": None})
    {'from': '2017'}
    """
    return {name.removesuffix("_"): text(value) for name, value in parameters.items() if value is not None}


def _known(lang: str) -> str:
    if lang not in LABELS:
        raise ParameterError(f"lang={shortened(str(lang))}: no such language. Fix: take one of {', '.join(LABELS)}.")
    return lang
