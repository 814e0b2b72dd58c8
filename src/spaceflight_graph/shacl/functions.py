"""Functions that queries call: the only place where the store calls Python, and that hears of what goes wrong there.

The store takes an error of a function for an expression without a value; so the first one is kept, to be raised when
the query is done. Its own regular expressions end in time that grows with the text; Python's may never end, so whoever
lets a query run them sets a limit of time.
"""

import re
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.datatypes import FUNCTIONS
from spaceflight_graph.shacl.regex import Regex

Function = Callable[..., Any]


class Functions(dict[NamedNode, Function]):
    """Functions by the names that queries call them by.

    Attributes:
        patient: whether patterns may be run that may never end.
        failed: what went wrong first in one of them, if anything.
    """

    def __init__(self) -> None:
        super().__init__(FUNCTIONS)
        self.patient = False
        self.failed: Exception | None = None
        self._names: dict[Hashable, NamedNode] = {}

    def add(self, key: Hashable, make: Callable[[], Function]) -> NamedNode:
        """Return the name of a function, which is made when its key is first seen."""
        if key not in self._names:
            self._names[key] = NamedNode(f"urn:as-written?function-{len(self._names)}")
            self[self._names[key]] = self._guarded(make())
        return self._names[key]

    def define(self, name: NamedNode, function: Function) -> None:
        """Say what a function does that was added before."""
        self[name] = self._guarded(function)

    def pattern(self, pattern: str) -> NamedNode:
        """Return a function that tells whether a text matches a pattern of Python's."""
        compiled = re.compile(pattern)
        return self.add(("pattern", pattern), lambda: lambda text: Literal(compiled.search(text.value) is not None))

    def one_of(self, members: frozenset[Term]) -> NamedNode:
        """Return a function that tells whether a term is one of many."""
        return self.add(("in", members), lambda: lambda term: Literal(term in members))

    def _guarded(self, function: Function) -> Function:
        def call(*terms: Term) -> Term | None:
            if self.failed is not None:
                return None
            try:
                found: Term | None = function(*terms)
            except Exception as error:
                self.failed = error
                return None
            return found

        return call

    def check(self) -> None:
        """Raise what went wrong in a function since the last call."""
        failed, self.failed = self.failed, None
        if failed is not None:
            raise failed


def lenient(pattern: str, flags: str) -> Regex | None:
    """Return a pattern that is none of XPath's as one of the two other engines reads it, if any does."""
    letters = "".join(sorted({*flags} & {*"imsx"}))
    python = None
    with suppress(re.error):
        python = re.compile(f"(?{letters}:{pattern})" if letters else pattern).pattern
    store = f"(?{letters}){pattern}" if letters else pattern
    if understood(store):
        return Regex(store, python or "")
    return None if python is None else Regex(None, python)


@lru_cache(maxsize=1000)
def understood(pattern: str) -> bool:
    """Tell whether the store's engine takes a pattern; one that becomes too large for it, it does not."""
    rows = Store().query(f'SELECT (REGEX("", {Literal(pattern)}) AS ?r) {{}}')
    return any(row["r"] is not None for row in rows)  # type: ignore[union-attr]
