"""The IRIs that a query names: the only place that reads them from its text, by its own prologue or known prefixes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin

from spaceflight_graph.sparql.lexer import Token, lex, significant

_ESCAPED = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)"


class Named(NamedTuple):
    """An IRI where a query names it.

    Attributes:
        iri: the whole of it.
        text: as it is written.
        start: where it begins in the query.
    """

    iri: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def named(sparql: str, prefixes: Mapping[str, str]) -> Iterator[Named]:
    """Yield the IRIs that a query looks for, where they stand; those that only its answer is made of it may invent.

    Args:
        sparql: a query.
        prefixes: known without being declared.

    >>> [(it.iri, it.start) for it in named("PREFIX e: <http://e/> CONSTRUCT { ?s e:new 1 } { ?s e:old 1 }", {})]
    [('http://e/old', 52)]
    """
    tokens = significant(lex(sparql))
    known, base = dict(prefixes), ""
    invented = set(_template(tokens))
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.kind == "IRIREF":
            iri = _joined(base, _plain(token.text[1:-1]))
            if before.word == "BASE":
                base = iri
            elif before.kind == "PNAME_NS":
                known[before.text[:-1]] = iri
            elif token.start not in invented:
                yield Named(iri, token.text, token.start)
        elif token.kind == "PNAME_LN" and token.start not in invented:
            prefix, _, local = token.text.partition(":")
            if prefix in known:
                yield Named(known[prefix] + _plain(local), token.text, token.start)


def _template(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where the words stand that CONSTRUCT makes its triples of."""
    depth = 0
    for before, token in pairwise(tokens):
        if depth or before.word == "CONSTRUCT":
            depth += (token.text == "{") - (token.text == "}")
            yield token.start


def _joined(base: str, iri: str) -> str:
    """Return an IRI made whole; Python's own way loses a number sign at its end."""
    joined = urljoin(base, iri)
    return f"{joined}#" if iri.endswith("#") and not joined.endswith("#") else joined


def _plain(text: str) -> str:
    r"""Return an IRI or the end of a name without escapes.

    >>> _plain(r"a\,b\u00e9")
    'a,bé'
    """
    return re.sub(_ESCAPED, lambda found: found[3] or chr(int(found[1] or found[2], 16)), text)
