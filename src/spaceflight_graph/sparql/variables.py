"""Variables that the engine refuses where the grammar does not: the only place that finds which one it minds.

It tells at most that there is one. So it is asked again, with one variable at a time written otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spaceflight_graph.sparql.furthest import left
from spaceflight_graph.sparql.lexer import VARIABLES, Token, lex, significant

_Edit = tuple[Token, str, str, str]
"""A variable, what is written in its place, what is wrong with it, and the remedy."""

_FRESH = "?spaceflight_fresh"


def refused(sparql: str, prefixes: Mapping[str, str]) -> tuple[Token, str, str] | None:
    """Return a variable that the engine minds, what is wrong with it, and the remedy.

    Args:
        sparql: a text that is no query.
        prefixes: known without being declared.

    >>> variable, wrong, _ = refused("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", {})
    >>> variable.start, wrong
    (7, '?a is neither in GROUP BY nor in an aggregate')
    """
    most = left(sparql, prefixes)
    tokens = significant(lex(sparql))
    for variable, instead, wrong, remedy in (*_named_twice(tokens), *_selected(tokens)):
        if left(sparql[: variable.start] + instead + sparql[variable.end :], prefixes) < most:
            return variable, wrong, remedy
    return None


def _named_twice(tokens: Sequence[Token]) -> Iterator[_Edit]:
    for word, variable in pairwise(tokens):
        if word.word == "AS" and variable.kind in VARIABLES:
            wrong = f"{variable.text} has a value already where AS gives it one"
            yield variable, _FRESH, wrong, f"give it another name, such as {variable.text}2"


def _selected(tokens: Sequence[Token]) -> Iterator[_Edit]:
    depth, selecting, seen = 0, False, set[str]()
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if token.word == "SELECT":
            depth, selecting, seen = 0, True, set()
        elif token.text == "{" or token.word in ("WHERE", "FROM"):
            selecting = False
        elif selecting and depth == 0 and token.kind in VARIABLES:
            name = token.text[1:]
            if name in seen:
                yield token, "", f"{token.text} is selected twice", "select it once"
            else:
                seen.add(name)
                sample = f"(SAMPLE({token.text}) AS {_FRESH})"
                wrong = f"{token.text} is neither in GROUP BY nor in an aggregate"
                yield token, sample, wrong, f"group by it, or select (SAMPLE({token.text}) AS {token.text}1)"
