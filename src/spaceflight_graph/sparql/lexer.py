"""The words of SPARQL: the only place that cuts a query into tokens.

It knows every terminal of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) by the grammar's own name,
and covers any text: what is no terminal is of kind ``OTHER``, a character each. It takes the longest terminal, as the
standard says; the engine has no lexer, and may read a text in another way. Where that can be is told by ``doubt.py``.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

VARIABLES = frozenset({"VAR1", "VAR2"})
NAMES = frozenset({"PNAME_NS", "PNAME_LN"})
NUMBERS = frozenset({"INTEGER", "DECIMAL", "DOUBLE"})
STRINGS = frozenset({"STRING_LITERAL1", "STRING_LITERAL2", "STRING_LITERAL_LONG1", "STRING_LITERAL_LONG2"})
BLANK = frozenset({"WS", "COMMENT"})
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NUMBERS = r"""(?P<DOUBLE>[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++)
    |(?P<DECIMAL>[+-]?[0-9]*+\.[0-9]++)
    |(?P<INTEGER>[+-]?[0-9]++)"""
_IN_RUNS = rf"(?sx:{_NUMBERS}|(?P<WORD>[A-Za-z][A-Za-z0-9_]*+)|(?P<SIGN>[-.])|.)"
"""The terminals inside a RUN."""


class Token(NamedTuple):
    """A piece of a query.

    Attributes:
        kind: the terminal's name in the grammar; ``WORD`` for keywords, names of functions, ``a``, ``true`` and
            ``false``; ``SIGN`` for punctuation and operators; ``COMMENT``; ``OTHER`` for what is no terminal. Numbers
            keep their sign, so that INTEGER_POSITIVE is an ``INTEGER``.
        text: as it stands there.
        start: where it begins in the query.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next token begins."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """A keyword in upper case, a variable with a question mark, the text of a sign, else the kind in brackets.

        >>> [token.word for token in significant(lex('SELECT $x{?x a"("}'))]
        ['SELECT', '?x', '{', '?x', 'A', '<STRING_LITERAL2>', '}']
        """
        if self.kind == "WORD":
            return self.text.upper()
        if self.kind in VARIABLES:
            return "?" + self.text[1:]
        return self.text if self.kind in ("SIGN", "OTHER") else f"<{self.kind}>"


def lex(text: str) -> list[Token]:
    """Return the tokens of a text, which together are the text.

    >>> [(token.kind, token.text) for token in lex("?x-1")]
    [('VAR1', '?x'), ('INTEGER', '-1')]
    """
    return list(_lexed(text))


@lru_cache(maxsize=32)  # each step that looks at a query lexes it anew
def _lexed(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for match in _terminals(text.isascii()).finditer(text):
        if match.lastgroup == "RUN":
            tokens += (
                Token(part.lastgroup or "OTHER", part.group(), part.start())
                for part in re.compile(_IN_RUNS).finditer(text, match.start(), match.end())
            )
        else:
            tokens.append(Token(match.lastgroup or "OTHER", match.group(), match.start()))
    return tuple(tokens)


def significant(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens that are neither white space nor comments."""
    return [token for token in tokens if token.kind not in BLANK]


@cache
def _terminals(ascii_only: bool) -> re.Pattern[str]:
    """Return the terminals as one expression.

    It is compiled when first needed, and for ASCII alone where that will do: 2 ms instead of 16.

    Reading takes a time in proportion to the text: repetition never gives back what it has taken (``*+``), and a RUN is
    what a prefix would be if a colon followed, so that nobody looks for that colon again from each of its characters.
    """
    marks = "" if ascii_only else "\u00b7\u0300-\u036f\u203f-\u2040"
    letters = "A-Za-z" if ascii_only else _LETTERS
    chars = rf"[{letters}_0-9\-{marks}]"
    dotted = rf"(?:\.*+{chars}++)++"
    run = rf"(?![_0-9.\-{marks}]){dotted}"
    variable = rf"(?![\-{marks}])[{letters}_0-9{marks}]++"
    plx = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
    uchar = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
    escape = rf"\\[tbnrf\\\"']|{uchar}"
    terminals = rf"""(?P<WS>[ \t\r\n]++)
        |(?P<COMMENT>\#[^\r\n]*+)
        |(?P<VAR1>\?{variable})
        |(?P<VAR2>\${variable})
        |(?P<IRIREF><(?:[^<>"{{}}|^`\\\x00-\x20]++|{uchar})*+>)
        |{_NUMBERS}
        |(?P<BLANK_NODE_LABEL>_:(?![.\-{marks}]){dotted})
        |(?P<PNAME_NS>(?:{run})?:)(?P<PNAME_LN>(?![.\-{marks}])(?:\.*+(?:{chars}|:|{plx}))++)?
        |(?P<WORD>[A-Za-z][A-Za-z0-9_]*+(?!\.*+{chars}))
        |(?P<RUN>{run})
        |(?P<STRING_LITERAL_LONG1>\'\'\'(?:'{{0,2}}(?:[^'\\]++|{escape}))*+\'\'\')
        |(?P<STRING_LITERAL_LONG2>\"\"\"(?:"{{0,2}}(?:[^"\\]++|{escape}))*+\"\"\")
        |(?P<STRING_LITERAL1>'(?:[^'\\\r\n]++|{escape})*+')
        |(?P<STRING_LITERAL2>"(?:[^"\\\r\n]++|{escape})*+")
        |(?P<LANGTAG>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
        |(?P<NIL>\([ \t\r\n]*+\))
        |(?P<ANON>\[[ \t\r\n]*+\])
        |(?P<SIGN>\^\^|&&|\|\||!=|<=|>=|[][(){{}}.,;*/+\-!=<>|^?])
        |."""
    return re.compile(terminals, re.VERBOSE | re.DOTALL)
