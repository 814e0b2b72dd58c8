"""Patterns in other engines: the only place that tries what the store understands, and that runs Python's ``re``.

The store's engine ends in time that grows with the text, whatever the pattern. Python's may never end; whoever lets it
run sets a limit, and is told here when that was reached: the store takes an error of a function for no answer.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from pyoxigraph import Literal, Store

from spaceflight_graph.shacl.regex import Regex


class Patience:
    """Runs patterns that may take long.

    Attributes:
        enough: whether there is a limit, so that they may be run.
        lost: whether it was reached.
    """

    def __init__(self) -> None:
        self.enough = False
        self.lost = False

    def function(self, pattern: str) -> Callable[[Literal], Literal | None]:
        """Return a function for the store that tells whether a text matches."""
        compiled = re.compile(pattern)

        def matches(text: Literal) -> Literal | None:
            if self.lost:
                return None
            try:
                return Literal(compiled.search(text.value) is not None)
            except TimeoutError:
                self.lost = True
                return None

        return matches


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
