"""What is wrong with the text of a query: the only place that says what the parser minds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from spaceflight_graph.errors import Place, shortened
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.sparql import caret, furthest, variables
from spaceflight_graph.sparql.lexer import NAMES, VARIABLES, Token, lex, significant
from spaceflight_graph.suggestions import either, respelled

_NO_QUERY = "not a SPARQL query"
_CLOSE = "close it with the same sign; a text of several lines stands between three of them"
_MEANT = {"=>": ">=", "==": "=", "=<": "<=", "<>": "!=", "&": "&&"}
"""Operators of other languages, and those of SPARQL."""
_BEGINS = {*VARIABLES, *NAMES, "IRIREF", "BLANK_NODE_LABEL"}
"""What a triple begins with."""
_SIGNS = {",": "comma", "}": "bracket", ")": "bracket", "]": "bracket"}
_SENTENCE = re.compile(r"SELECT \* (?:\w+ ?){3,}|[A-Z][a-z]+(?: \w+){3,}")
"""What the parser says of a query as a whole, in its list of what it expected."""

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


def told(sparql: str, error: SyntaxError, prefixes: Mapping[str, str], file: str = "") -> tuple[str, ...]:
    """Return what is wrong with a text that the parser refuses, and the remedy; then the line, and a caret below it.

    Args:
        sparql: the text.
        error: what the parser says.
        prefixes: known without being declared.
        file: where the text stands; empty for what somebody typed.
    """
    found = _found(sparql, error, prefixes)
    if isinstance(found, str):
        return (f"{f'{file}: ' if file else ''}{_NO_QUERY}: {found}",)
    start, end, wrong, remedy = found
    line, column = caret.position(sparql, start)
    place = f"{Place(file, line, column)}: {_NO_QUERY}" if file else f"{_NO_QUERY}: error at {line}:{column}"
    return f"{place}: {wrong}. Fix: {remedy}.", *caret.drawn(sparql, start, end)


def _found(sparql: str, error: SyntaxError, prefixes: Mapping[str, str]) -> str | tuple[int, int, str, str]:
    """Return what is wrong as a whole; or where a mistake begins and ends, what it is, and the remedy."""
    tokens = significant(lex(sparql))
    if not tokens:
        return "it is empty. Fix: ask something, such as ASK { ?s ?p ?o }."
    prologue = {"PREFIX", "BASE", "<PNAME_NS>", "<IRIREF>"}
    if next((token.word for token in tokens if token.word not in prologue), "") in _UPDATES:
        return "this is an update; only SELECT, ASK, CONSTRUCT and DESCRIBE are asked here. Fix: ask a question."
    said = error.msg or str(error)
    where = furthest.stop(sparql, prefixes)
    if where is None:  # it reads the words in another way where they touch
        return f"{said.partition(': ')[0]}. Fix: put spaces between the words."
    if where.word in ("}", "") and (refused := variables.refused(sparql, prefixes)):
        variable, wrong, remedy = refused
        return variable.start, variable.end, wrong, remedy
    if not where.word and (sentence := _SENTENCE.search(said)):
        return where.start, where.end, sentence.group(), "mend the query"
    return where.start, where.end, *_minded(where, tokens, prefixes)


def _minded(where: furthest.Stop, tokens: Sequence[Token], prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return what the parser minds at a word, and the remedy."""
    if where.kind in NAMES:
        prefix = where.word.partition(":")[0]
        declared = {name.text[:-1] for before, name in pairwise(tokens) if before.word == "PREFIX"}
        if prefix not in declared and prefix not in prefixes:
            return f"the prefix {shortened(prefix)}: is not declared", _declare(prefix, {*declared, *prefixes})
    if where.kind == "BLANK_NODE_LABEL" and any(t.text == where.word and t.start < where.start for t in tokens):
        return f"{shortened(where.word)} belongs to another group", "take a variable in its place"
    if where.kind == "IRIREF" and "an IRI" in where.expected:
        return f"{shortened(where.word)} is no absolute IRI", "write all of it, such as <https://example.org/x>"
    if where.word == "<" and "an IRI" in where.expected and not _meant(where, tokens):
        return "no IRI has spaces in it", "write an IRI between < and >"
    if where.word in ("'", '"'):
        return f"the text that begins with {where.word} has no end", _CLOSE
    if where.word == "}" and where.expected == ("(",):
        return "a row has not as many values as there are variables", "write UNDEF for one that has none"
    expected = either([_quoted(name) for name in where.expected or ("the end of the query",)])
    if where.word:
        return f"expected {expected}, not {_quoted(shortened(where.word))}", _remedy(where, tokens)
    return f"the query ends too soon: expected {expected}", _remedy(where, tokens)


def _remedy(where: furthest.Stop, tokens: Sequence[Token]) -> str:
    """Return how to mend what is not expected where it stands."""
    words = [word for word in where.expected if word.isupper()]
    if "a function" in where.expected:
        words += sorted(furthest.FUNCTIONS)
    if meant := _meant(where, tokens):
        return f"write {meant}"
    if where.kind == "WORD" and (near := respelled(where.word, words, 1)):
        return f"write {near[0]}, if that is meant"
    if where.word.upper() in furthest.FUNCTIONS and {"(", "a variable"} <= {*where.expected}:
        return f"put it in brackets and give it a name, such as ({where.word}(?x) AS ?n)"
    if "AS" in where.expected:
        return "write AS and a name, such as AS ?n"
    if where.word in ("", "}") and (close := next((sign for sign in ")]}" if sign in where.expected), None)):
        return f"close the bracket with {close}"
    if where.word in (",", "}", ")", "]"):
        return f"take the {_SIGNS[where.word]} out"
    if "." in where.expected and where.kind in _BEGINS:
        return "write a full stop before it, if a new triple begins here"
    if where.word and len(words) == len(where.expected) == 1:
        return f"write {words[0]} before it"
    return "mend the query there" if where.word else "write the rest of it"


def _meant(where: furthest.Stop, tokens: Sequence[Token]) -> str | None:
    """Return the operator of SPARQL that is meant by one of another language."""
    before = next((token.text for token in tokens if token.end == where.start), "")
    return _MEANT.get(before + where.word)


def _quoted(expected: str) -> str:
    """Return a sign between backticks: it would be taken for one of the message."""
    return expected if expected[0].isalnum() else f"`{expected}`"


def _declare(prefix: str, known: Iterable[str]) -> str:
    if prefix in PREFIXES:
        return f"begin the query with PREFIX {prefix}: <{PREFIXES[prefix]}>"
    near = respelled(prefix, sorted(known), 1)
    instead = f"write {near[0]}: or " if near else ""
    return f"{instead}begin the query with PREFIX {shortened(prefix)}: <…>, the namespace that it stands for"
