"""How large a query may be: the only place that refuses one for its size."""

import re
from collections.abc import Container

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.sparql.doubt import doubt
from spaceflight_graph.sparql.lexer import NUMBERS, Token, lex

LONGEST = 16_000
"""How many characters a query may have."""
DEEPEST = 200
"""How deep the brackets of a query may nest."""
BUSIEST = 3000
"""How many characters of a query may be operators."""


def refuse_large(sparql: str, prefixes: Container[str] = ()) -> None:
    """Refuse a text that is larger than any question: the parser would run out of stack and take us along.

    Brackets and operators in strings, comments, IRIs and names do not count, unless the parser may read them otherwise.

    Args:
        sparql: the text.
        prefixes: known without being declared.

    Raises:
        SpaceflightError: it is too long, nests too deeply or has too many operators.
    """
    if len(sparql) > LONGEST:
        raise SpaceflightError(f"the query is longer than {LONGEST:,} characters. Fix: ask in several queries.")
    tokens = lex(sparql)
    signs = sparql if doubt(tokens, prefixes) else "".join(_signs(token) for token in tokens)
    depth = 0
    for character in re.findall(r"[][(){}]", signs):
        depth += 1 if character in "([{" else -1
        if depth > DEEPEST:
            raise SpaceflightError(f"the query nests brackets deeper than {DEEPEST}. Fix: make it flatter.")
    if len(re.findall(r"[-!+*/^&|<>=]", signs)) > BUSIEST:
        raise SpaceflightError(f"the query has more than {BUSIEST:,} operators. Fix: ask in several queries.")


def _signs(token: Token) -> str:
    """Return the brackets and operators of a token, the sign of a number included."""
    if token.kind in NUMBERS:
        return token.text[:1]
    return token.text if token.kind == "SIGN" else ""
