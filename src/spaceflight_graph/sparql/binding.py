"""Terms in place of variables: the only place that writes values into a query's text.

A value is written as SPARQL writes a term, where the lexer sees a variable and nowhere else: in no string, comment,
IRI or name.
"""

from collections.abc import Collection, Mapping

from spaceflight_graph.sparql.lexer import VARIABLES, lex, significant

Pieces = tuple[tuple[str, str], ...]
"""Parts of a query's text, each with how a term is written behind it."""


def bound(query: str, terms: Mapping[str, str], kinds: Collection[str] = VARIABLES) -> str:
    """Return a query with terms in place of its variables.

    Args:
        query: the text.
        terms: what to write for a variable, by its name; the others stay.
        kinds: which variables are meant: ``VAR1`` is written ``?name``, ``VAR2`` ``$name``.

    >>> bound("ASK { ?s ?p $o, '$o' }", {"o": "5"})
    "ASK { ?s ?p 5, '$o' }"
    """
    return "".join(terms.get(t.text[1:], t.text) if t.kind in kinds else t.text for t in lex(query))


def filled(pieces: Pieces, term: str | None, variable: str) -> str:
    """Return a query with a term in place of a variable.

    Args:
        pieces: the query, as `cut` returns it.
        term: as SPARQL writes it; None for one that cannot be written, a blank node, and is given to the engine.
        variable: its name.

    >>> pieces = cut("SELECT $this { $this ?p ?o FILTER(BOUND($this)) }", "this")
    >>> filled(pieces, "<urn:x>", "this")
    'SELECT (<urn:x> AS ?this_1) { <urn:x> ?p ?o FILTER((true)) }'
    """
    parts = []
    for text, use in pieces:
        parts.append(text)
        if use == "bound":
            parts.append("(true)")
        elif use:
            parts.append(f"?{variable}" if term is None else use.format(term))
    return "".join(parts)


def cut(query: str, variable: str) -> Pieces:
    """Return a query cut before each place of a variable that has a value beforehand, as SHACL asks for ``$this``."""
    tokens = significant(lex(query))
    words = [token.word for token in tokens]
    here = f"?{variable}"
    pieces: list[tuple[str, str]] = []
    end, depth, where = 0, 0, ""
    for index, (token, word) in enumerate(zip(tokens, words, strict=True)):
        depth += (word == "(") - (word == ")")
        if word in ("SELECT", "{", "}", "GROUP", "ORDER"):
            where, depth = word, 0
        if word == "BOUND" and words[index + 1 : index + 4] == ["(", here, ")"]:
            pieces.append((query[end : token.start], "bound"))
            end = tokens[index + 3].end
        elif word == here and token.start >= end:
            pieces.append((query[end : token.start], _use(where if depth == 0 else "", f"{variable}_{index}")))
            end = token.end
    return (*pieces, (query[end:], ""))


def _use(where: str, name: str) -> str:
    """Return how a term is written outside brackets in a part of a query.

    Args:
        where: the part, by the word or bracket that opens it.
        name: what the term is called if it is selected; another name each time, for an inner one joins the outer.
    """
    if where == "SELECT":
        return f"({{0}} AS ?{name})"
    return "({0})" if where in ("GROUP", "ORDER") else "{0}"
