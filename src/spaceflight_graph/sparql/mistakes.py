"""What is wrong with the text of a query: the only place that refuses it for its size or says what the parser minds."""

import re
from collections.abc import Container

from spaceflight_graph.errors import SpaceflightError, shortened

LONGEST = 16_000
"""How many characters a query may have."""
DEEPEST = 200
"""How deep the brackets of a query may nest; those in its strings and comments count as well."""
BUSIEST = 3000
"""How many operators a query may have; those in its names, strings and comments count as well."""

_PASSED_OVER = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\#[^\n\r]*|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'""",
    re.DOTALL,
)
_UPDATE = re.compile(
    r"(?:\s|prefix\s*[\w.-]*:|base\b)*(?:insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE
)
_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:@?$.%-])((?!_:)[\w.-]*):")


def refuse_large(sparql: str) -> None:
    """Refuse a text that is larger than any question: the parser would run out of stack and take us along.

    Raises:
        SpaceflightError: it is too long, nests too deeply or has too many operators.
    """
    if len(sparql) > LONGEST:
        raise SpaceflightError(f"the query is longer than {LONGEST:,} characters. Fix: ask in several queries.")
    depth = 0
    for character in re.findall(r"[][(){}]", sparql):
        depth += 1 if character in "([{" else -1
        if depth > DEEPEST:
            raise SpaceflightError(f"the query nests brackets deeper than {DEEPEST}. Fix: make it flatter.")
    if len(re.findall(r"[-!+*/^&|<>=]", sparql)) > BUSIEST:
        raise SpaceflightError(f"the query has more than {BUSIEST:,} operators. Fix: ask in several queries.")


def told(sparql: str, error: SyntaxError, prefixes: Container[str]) -> str:
    """Return what is wrong with a text that the parser refuses, and the remedy.

    Args:
        sparql: the text.
        error: what the parser says.
        prefixes: known without being declared.
    """
    bare = _PASSED_OVER.sub(" ", sparql)
    if not bare.strip():
        return "it is empty. Fix: ask something, such as ASK { ?s ?p ?o }."
    if _UPDATE.match(bare):
        return "this is an update; only SELECT, ASK, CONSTRUCT and DESCRIBE are asked here. Fix: ask a question."
    said = error.msg or str(error)
    place = said.partition(": ")[0]
    declared = set(_DECLARED.findall(bare))
    missing = [prefix for prefix in _USED.findall(bare) if prefix not in declared and prefix not in prefixes]
    if missing:
        return f"{place}, and the prefix {shortened(missing[0])}: is not declared. Fix: declare it."
    rule = re.search(r"[A-Z][a-z]+(?: \w+){3,}", said)  # in a list of half the grammar
    return f"{place}{f': {rule.group()}' if rule else ''}. Fix: mend the query."
