"""What is wrong with the text of a query: the only place that refuses it for its size or says what the parser minds."""

import re
from collections.abc import Container
from itertools import pairwise

from spaceflight_graph.errors import SpaceflightError, shortened
from spaceflight_graph.sparql.doubt import doubt
from spaceflight_graph.sparql.lexer import NAMES, NUMBERS, Token, lex, significant

LONGEST = 16_000
"""How many characters a query may have."""
DEEPEST = 200
"""How deep the brackets of a query may nest."""
BUSIEST = 3000
"""How many characters of a query may be operators."""

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


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


def told(sparql: str, error: SyntaxError, prefixes: Container[str]) -> str:
    """Return what is wrong with a text that the parser refuses, and the remedy.

    Args:
        sparql: the text.
        error: what the parser says.
        prefixes: known without being declared.
    """
    tokens = significant(lex(sparql))
    if not tokens:
        return "it is empty. Fix: ask something, such as ASK { ?s ?p ?o }."
    prologue = {"PREFIX", "BASE", "<PNAME_NS>", "<IRIREF>"}
    if next((token.word for token in tokens if token.word not in prologue), "") in _UPDATES:
        return "this is an update; only SELECT, ASK, CONSTRUCT and DESCRIBE are asked here. Fix: ask a question."
    said = error.msg or str(error)
    place = said.partition(": ")[0]
    names = [(token.text.partition(":")[0], before) for before, token in pairwise(tokens) if token.kind in NAMES]
    declared = {prefix for prefix, before in names if before.word == "PREFIX"}
    missing = next((prefix for prefix, _ in names if prefix not in declared and prefix not in prefixes), None)
    if missing is not None:
        return f"{place}, and the prefix {shortened(missing)}: is not declared. Fix: declare it."
    rule = re.search(r"[A-Z][a-z]+(?: \w+){3,}", said)  # in a list of half the grammar
    return f"{place}{f': {rule.group()}' if rule else ''}. Fix: mend the query."


def _signs(token: Token) -> str:
    """Return the brackets and operators of a token, the sign of a number included."""
    if token.kind in NUMBERS:
        return token.text[:1]
    return token.text if token.kind == "SIGN" else ""
