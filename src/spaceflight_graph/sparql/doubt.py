"""Where the engine may read a query in another way than the lexer: the only place that says if tokens can be trusted.

Oxigraph's grammar has no tokens. At each place it tries what may stand there, an IRI first, up to the next ``>``; where
that is no absolute IRI, it goes on with a comparison. It does not ask that a keyword end (``trueFILTER``), it knows
what SPARQL 1.1 does not (``<< >>``, ``~``, ``LATERAL``), and takes ``ex:a.b.c`` to end at the second dot. Who rewrites
a query by its tokens asks here first, and in doubt hands the text on as it is.
"""

import re
from collections.abc import Container, Iterable

from pyoxigraph import NamedNode

from spaceflight_graph.sparql.lexer import NAMES, NUMBERS, STRINGS, VARIABLES, Token, significant

_WORDS = """
    BASE PREFIX SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC LIMIT
    OFFSET VALUES UNDEF LOAD SILENT INTO CLEAR DROP CREATE ADD MOVE COPY TO INSERT DELETE DATA WITH USING DEFAULT ALL
    GRAPH OPTIONAL SERVICE BIND AS MINUS UNION FILTER A IN NOT EXISTS TRUE FALSE COUNT SUM MIN MAX AVG SAMPLE
    GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT SUBSTR
    STRLEN REPLACE UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES
    SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI
    ISBLANK ISLITERAL ISNUMERIC REGEX
"""
_BEFORE_NAMES = "BY DESCRIBE DISTINCT FILTER FROM GRAPH HAVING NAMED PREFIX SERVICE SILENT"
WORDS = frozenset(_WORDS.split())
"""The keywords and functions of SPARQL 1.1."""

_OPERANDS = NAMES | NUMBERS | STRINGS | VARIABLES | {"IRIREF", "LANGTAG", "NIL"}


def doubt(tokens: Iterable[Token], prefixes: Container[str] = ()) -> str | None:
    """Return why the engine may read a query in another way, or nothing where it reads it as the lexer does.

    That holds for what the engine takes for a query at all.

    Args:
        tokens: the whole query.
        prefixes: known without being declared.

    >>> from spaceflight_graph.sparql.lexer import lex
    >>> doubt(lex("SELECT * { ?s ?p ?o FILTER(?o < 5) }"))
    >>> doubt(lex("PREFIX : <urn:x:> SELECT * { ?s ?p ?o FILTER(?s<:p&&?o>:q) }"))
    '<:p&&?o> is no absolute IRI'
    """
    found = significant(tokens)
    namespaces = _declared(found)
    inside: list[str] = []
    before = Token("", "", 0)
    for token in found:
        reason = (
            _in_itself(token)
            or _beside(token, before, inside[-1] if inside else "")
            or (token.kind in NAMES and before.word != "PREFIX" and _as_name(token, namespaces, prefixes))
        )
        if reason:
            return reason
        if token.kind == "SIGN":
            if token.text in "([{":
                inside.append(token.text)
            elif token.text in ")]}" and inside:
                inside.pop()
        before = token
    return None


def _declared(tokens: list[Token]) -> dict[str, str]:
    """Return the namespaces that a query declares, by prefix.

    Args:
        tokens: the query's significant tokens.
    """
    return {
        name.text[:-1]: unescaped(iri.text[1:-1]) or ""
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.word == "PREFIX" and name.kind == "PNAME_NS" and iri.kind == "IRIREF"
    }


def unescaped(text: str) -> str | None:
    r"""Return an IRI or string with ``\uXXXX`` resolved, or nothing where such an escape stands for no character.

    >>> unescaped(r"caf\u00e9"), unescaped(r"\ud800")
    ('café', None)
    """
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = match.group(1) or match.group(2)
        return chr(int(code, 16)) if code else match.group()

    try:
        resolved = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\.", character, text, flags=re.DOTALL)
        resolved.encode()
    except ValueError:
        return None
    return resolved


def _in_itself(token: Token) -> str | None:
    """Return what is doubtful about a token wherever it stands."""
    kind, text = token.kind, token.text
    if kind == "OTHER":
        return f"{text!r} is nothing that SPARQL knows"
    if kind == "WORD" and text.upper() not in WORDS:
        return f"{text} is no word of SPARQL"
    if kind == "IRIREF" and not _is_iri(unescaped(text[1:-1])):
        return f"{text} is no absolute IRI"
    if kind in STRINGS and unescaped(text) is None:
        return f"{text} has an escape that is no character"
    return None


def _beside(token: Token, before: Token, inside: str) -> str | None:
    """Return what is doubtful about a token because of the one before it, and of the bracket that it stands in."""
    touching = before.end == token.start
    if touching and before.text == "<" and token.text.startswith("<"):
        return "<< may begin a triple"
    if touching and before.text == "{" and token.text.startswith("|"):
        return "{| may begin an annotation"
    if touching and before.kind == "LANGTAG" and token.text.startswith("-"):
        return f"{before.text}- may be a direction"
    if token.kind == "IRIREF" and inside == "(" and _ends_operand(before):
        return f"{token.text} may be a comparison"
    if token.kind in NUMBERS and inside != "(":
        if token.text.startswith("+") and _ends_path(before):
            return f"{token.text} may be part of a path"
        if token.text.startswith("."):
            return f"{token.text} may be the end of a triple and a number"
    return None


def _as_name(token: Token, namespaces: dict[str, str], prefixes: Container[str]) -> str | None:
    prefix, _, local = token.text.partition(":")
    if prefix.upper().startswith(tuple(_BEFORE_NAMES.split())):
        return f"{token.text} may begin with a keyword"
    if prefix not in namespaces and prefix not in prefixes:
        return f"{prefix}: is not declared"
    if len(re.findall(r"(?<!\\)\.+", local)) > 1:
        return f"{token.text} may end at its second dot"
    if prefix in namespaces and not _is_iri(namespaces[prefix] + local.replace("\\", "")):
        return f"{token.text} stands for no IRI"
    return None


def _ends_operand(token: Token) -> bool:
    return token.kind in _OPERANDS or token.text in (")", "}") or token.word in ("TRUE", "FALSE")


def _ends_path(token: Token) -> bool:
    return token.kind in NAMES or token.kind == "IRIREF" or token.text in ("a", ")")


def _is_iri(text: str | None) -> bool:
    try:
        NamedNode(text or "")
    except ValueError:
        return False
    return True
