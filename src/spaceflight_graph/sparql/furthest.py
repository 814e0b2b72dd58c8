"""How far the engine gets with a text that is no query: the only place that asks it where it stops and what it wants.

Oxigraph tells neither as a person would. It tries each keyword by reading as many characters as that has, and names the
furthest character that it read: ``WHER`` is told five characters late, with a list of the longest keywords alone. So
its own parser is asked again: with so much space between the words that no look reaches the next one, and, at the word
where it stops, with each thing in turn that SPARQL knows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from spaceflight_graph.sparql.doubt import WORDS
from spaceflight_graph.sparql.lexer import Token, lex, significant

_SPACE = " " * 24  # wider than any keyword
_NOTHING = "\x01"  # stands nowhere in SPARQL outside strings and IRIs
_PLACE = re.compile(r"error at (\d+):(\d+)")

FUNCTIONS = frozenset(
    """
    ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI
    ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE
    ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN
    STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE URI UUID YEAR
    """.split()  # noqa: SIM905 - quoted, they would take a line each
)
"""Those that stand before a bracket in SPARQL 1.1."""

_OPERATORS = frozenset(("IN", "NOT", "*", "+", "-", "/", "|", "=", "!=", ">", ">=", "&&", "||"))
# A lone < may begin an IRI that never ends, so nobody can ask for it; > stands where it does.
_SIGNS = ("{", "}", "(", ")", "[", "]", ".", ",", ";", *sorted(_OPERATORS - {"IN", "NOT"}), "^", "!", "^^")
_KINDS = {"a variable": "?x", "an IRI": "<urn:x>", "a text": "'x'", "a number": "1", "a language": "@en"}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the engine stops.

    Attributes:
        start: where the word begins that it does not take, in the text; at the end, behind the last word.
        end: where that word ends.
        word: as it is written; empty at the end of the text.
        kind: its terminal, as the lexer calls it; empty at the end.
        expected: what it would have taken there: keywords, signs, ``a variable`` and the like, in a fixed order.
    """

    start: int
    end: int
    word: str
    kind: str
    expected: tuple[str, ...]


def stop(sparql: str, prefixes: Mapping[str, str]) -> Stop | None:
    """Return where the engine stops, or nothing where it takes the words if they stand further apart.

    Args:
        sparql: a text that is no query.
        prefixes: known without being declared.

    >>> stop("SELECT ?x WHER { ?s ?p ?o }", {})
    Stop(start=10, end=14, word='WHER', kind='WORD', expected=('FROM', 'WHERE', '{', '(', 'a variable'))
    """
    units = _units(significant(lex(sparql)))
    texts = ["".join(token.text for token in unit) for unit in units]
    strange = next((i for i, (token, *_) in enumerate(units) if token.kind == "OTHER"), len(units))
    at = _before_spaced_iri(texts, _reached(texts[:strange], prefixes), prefixes)
    if at == len(units) and _takes(texts, prefixes):
        return None
    expected = _expected(texts[:at], prefixes)
    if at == len(units):
        end = units[-1][-1].end
        return Stop(end, end, "", "", expected)
    first, *rest = units[at]
    if rest and _reached([*texts[:at], first.text], prefixes) > at:  # the word will do, its bracket does not
        first = rest[0]
    return Stop(first.start, first.end, first.text, first.kind, expected)


def left(sparql: str, prefixes: Mapping[str, str]) -> int:
    """Return how many words of a text the engine does not get to; -1 where it takes all of it for a query."""
    texts = ["".join(token.text for token in unit) for unit in _units(significant(lex(sparql)))]
    return -1 if _takes(texts, prefixes) else len(texts) - _reached(texts, prefixes)


def _takes(texts: Sequence[str], prefixes: Mapping[str, str]) -> bool:
    return _said(_SPACE.join(texts), prefixes) is None


def _units(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return tokens a list each, but for a bracket that touches the word before: some functions mind a space there."""
    units: list[list[Token]] = []
    for token in tokens:
        opens = token.text == "(" or token.kind == "NIL"
        if opens and units and units[-1][-1].kind == "WORD" and units[-1][-1].end == token.start:
            units[-1].append(token)
        else:
            units.append([token])
    return units


def _said(text: str, prefixes: Mapping[str, str]) -> str | None:
    try:
        Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        return error.msg or str(error)
    except (ValueError, RuntimeError, OSError):  # it was read, and failed later
        return None
    return None


def _reached(texts: Sequence[str], prefixes: Mapping[str, str]) -> int:
    """Return how many words the engine takes, the rest of the text being nothing that it could."""
    text = "".join(f"{word}{_SPACE}" for word in texts) + _NOTHING
    found = _PLACE.match(_said(text, prefixes) or "")
    if found is None:
        return len(texts)
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    end = 0
    for number, word in enumerate(texts):
        end += len(word) + len(_SPACE)
        if offset < end:
            return number
    return len(texts)


def _before_spaced_iri(texts: Sequence[str], at: int, prefixes: Mapping[str, str]) -> int:
    """Return where an IRI begins that is none, for it has a space in it: the engine reads it up to its ``>``."""
    opened = next((i for i in range(min(at, len(texts) - 1), -1, -1) if texts[i] == "<"), None)
    if opened is None:
        return at
    before = texts[:opened]
    if _reached([*before, "<urn:x>"], prefixes) > opened and _reached([*before, ">"], prefixes) <= opened:
        return opened
    return at


def _expected(before: Sequence[str], prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the engine takes behind some words: functions and operators together, where they are many."""
    tried = {**{word: word for word in sorted(WORDS)}, **{sign: sign for sign in _SIGNS}, **_KINDS}
    taken = [name for name, text in tried.items() if _reached([*before, text], prefixes) > len(before)]
    functions = "YEAR" in taken  # where one function may stand all may
    operators = "&&" in taken
    told = [name for name in taken if not (functions and name in FUNCTIONS) and not (operators and name in _OPERATORS)]
    return (*told, *(["a function"] if functions else []), *(["an operator"] if operators else []))
