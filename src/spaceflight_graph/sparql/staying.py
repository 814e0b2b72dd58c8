"""Paths that may lead nowhere, from nodes that no graph has: the only place that answers them.

``<urn:x> path* ?y`` has ``<urn:x>`` for ``?y``, whether or not any triple has it (SPARQL 1.1, §18.4: ZeroLengthPath).
The store says so only of nodes that it has. From any other node a path leads nowhere else, so that the pattern is
written as its answer. That is done where the path is one property, or one group, with ``*`` or ``?`` behind it.
"""

from collections.abc import Callable, Mapping, Sequence

from spaceflight_graph.sparql.lexer import NAMES, VARIABLES, Token, lex, significant
from spaceflight_graph.sparql.named import named

_BEFORE = frozenset({"{", "}", "."})
_BEHIND = frozenset({"}", ".", "{", "FILTER", "OPTIONAL", "BIND", "VALUES", "MINUS"})


def answered(sparql: str, prefixes: Mapping[str, str], has: Callable[[str], bool]) -> str:
    """Return a query with such patterns answered.

    Args:
        sparql: the query.
        prefixes: known without being declared.
        has: tells whether some triple has a node of this IRI.

    >>> answered("SELECT * { <urn:x> <urn:p>* ?y }", {}, lambda _: False)
    'SELECT * { VALUES ?y { <urn:x> } }'
    >>> answered("ASK { ?y (<urn:p>/<urn:q>)? <urn:x> . ?y a ?z }", {}, lambda _: False)
    'ASK { VALUES ?y { <urn:x> } . ?y a ?z }'
    """
    tokens = significant(lex(sparql))
    places = [at for at, token in enumerate(tokens) if token.kind == "SIGN" and token.text in ("*", "?")]
    patterns = [pattern for at in places if (pattern := _pattern(tokens, at)) is not None]
    if not patterns or any(token.word == "GRAPH" for token in tokens):  # where each graph answers for itself
        return sparql
    iris = {one.start: one.iri for one in named(sparql, prefixes)}
    for subject, value in reversed(patterns):
        ends = [iris.get(subject.start, ""), iris.get(value.start, "")]
        known = [iri for iri in ends if iri]
        if len(set(known)) != 1 or has(known[0]):
            continue
        variable = next((end.text for end in (subject, value) if end.kind in VARIABLES), None)
        answer = "{}" if variable is None else f"VALUES {variable} {{ <{known[0]}> }}"
        sparql = sparql[: subject.start] + answer + sparql[value.end :]
    return sparql


def _pattern(tokens: Sequence[Token], sign: int) -> tuple[Token, Token] | None:
    """Return what a path with a sign behind it leads from and to, where it is the whole of a pattern."""
    start = sign - 1
    if tokens[start].text == ")":
        depth = 1
        while depth and start > 0:
            start -= 1
            depth += {")": 1, "(": -1}.get(tokens[start].text, 0)
    elif tokens[start].kind not in {*NAMES, "IRIREF"} and tokens[start].word != "A":
        return None
    start -= tokens[start - 1].text == "^"
    if start < 2 or sign + 2 >= len(tokens):
        return None
    before, subject, value, behind = tokens[start - 2], tokens[start - 1], tokens[sign + 1], tokens[sign + 2]
    whole = before.text in _BEFORE and behind.word in _BEHIND
    return (subject, value) if whole and all(_is_end(token) for token in (subject, value)) else None


def _is_end(token: Token) -> bool:
    return token.kind in VARIABLES | NAMES | {"IRIREF"}
