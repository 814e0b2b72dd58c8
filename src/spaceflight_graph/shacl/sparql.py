"""SPARQL-based constraints (``sh:sparql``): the only place that reads and rewrites queries written by others.

SHACL asks such a query once for each focus node, with ``$this`` bound beforehand. We write the node into the text, or
join the query with all focus nodes (``joining.py``). In doubt about the text (``sparql/doubt.py``) we do neither, and
give the node to the engine as a term. That reaches ``$this`` in patterns, filters, EXISTS, sub-selects, GROUP BY and
selected columns; but where no pattern of its group has ``$this``, the engine says that it is not BOUND, and leaves
``$this AS ?x`` empty. Such a query is left to pySHACL, and so is one whose text still has a ``$PATH`` or
``$currentShape``: those are always written in, where the lexer sees them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from spaceflight_graph.namespaces import OWL, PREFIXES, Term
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.exists import reordered
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.joining import AGGREGATES, joinable
from spaceflight_graph.shacl.nodes import is_true
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.vocabulary import sh
from spaceflight_graph.sparql import mistakes
from spaceflight_graph.sparql.binding import Pieces, bound, cut, filled
from spaceflight_graph.sparql.doubt import doubt
from spaceflight_graph.sparql.lexer import NUMBERS, STRINGS, lex, significant
from spaceflight_graph.sparql.reach import calls_out

_FORBIDDEN = {"MINUS", "VALUES"}
_OF_TERMS = frozenset({"=", "!=", "<", ">", "<=", ">=", "IN", "LIMIT", "OFFSET"})
"""What looks at the values of literals, or may."""
_LITERALS = frozenset(f"<{kind}>" for kind in (*NUMBERS, *STRINGS))
_TRUTH, _ENDS = frozenset({"(", "!", "&&", "||"}), frozenset({")", "&&", "||"})
"""Between these a variable alone is asked whether its value is true."""
_OPENS = frozenset({"FILTER", "SELECT", "DISTINCT", "WHERE", "BIND", "A"})
_SIGNS = frozenset("?({!&|}.)/^;,")
"""After these, or what begins so, a bracket is no call of a function."""
_TERM_FUNCTIONS = frozenset({"BOUND", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "SAMETERM", "STR", "STRLEN", "LANG"})

# Where a value given to the engine does not reach, as far as can be told from a text that may be read in two ways.
_BETWEEN = r"(?:[\s()]|#[^\r\n]*+[\r\n])*+"
_NOT_REACHED = re.compile(
    rf"BOUND{_BETWEEN}[?$]this|[?$]this{_BETWEEN}AS[\s?$#]|[?$](?:PATH|currentShape)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A value of ``sh:sparql``: a query that selects what is wrong.

    Attributes:
        node: its node in the shapes graph.
        query: its text, prefixes and path filled in.
        messages: its message templates.
        deactivated: whether it is switched off.
        doubt: why the engine may read its text in another way than we do, if it may.
    """

    node: Node
    query: str
    messages: tuple[Literal, ...]
    deactivated: bool
    doubt: str | None
    _pieces: Pieces
    _words: tuple[str, ...]

    def error(self, shape: Shape, error: Exception) -> ShapeError:
        """Return what to raise where the store refuses to run the query."""
        return _wrong(self.node, shape, f"its query cannot be run ({error}). Fix: mend sh:select.")

    def asked(self, focus: Term) -> tuple[str, dict[str, Term]]:
        """Return the query for one focus node, and what is to be given to the engine with it.

        The node is written where ``$this`` stands. A blank node is given, for it cannot be written; and so is any node
        where the text is in doubt, for then we do not know where ``$this`` stands.
        """
        if self.doubt:
            return self.query, {"this": focus}
        if isinstance(focus, BlankNode):
            return filled(self._pieces, None, "this"), {"this": focus}
        return filled(self._pieces, str(focus), "this"), {}

    @property
    def by_terms(self) -> bool:
        """Tell whether the query looks at terms only, never at the value or datatype of a literal; no when in doubt."""
        words = self._words
        if self.doubt or not (_OF_TERMS | _LITERALS).isdisjoint(words):
            return False
        calls = {one for one, two in pairwise(words) if two == "(" and one[0] not in _SIGNS and one not in _OPENS}
        alone = any(
            word[0] == "?" and one in _TRUTH and (one != "(" or before not in _TERM_FUNCTIONS) and after in _ENDS
            for before, one, word, after in zip(words, words[1:], words[2:], words[3:], strict=False)
        )
        return not alone and calls <= _TERM_FUNCTIONS

    def beyond(self, *, rewritten: bool, named: bool) -> str | None:
        """Return why the store would not give the rows that SPARQL asks for, if so.

        Args:
            rewritten: whether the data have literals whose datatypes the store rewrites.
            named: whether focus nodes are named one by one, and may be absent from the data.
        """
        if self.doubt and _NOT_REACHED.search(self.query):
            return f"can be read in two ways ({self.doubt}), and asks more of $this than what it is"
        if rewritten and not self.by_terms and (self._has("DATATYPE") or not self._same_terms_are_of_data):
            return "asks for datatypes that the store rewrites"
        if named and self._has("*", "?"):
            return "may stay at a node that is not in the data"
        if self._has(*AGGREGATES) and self._has("|"):
            return "counts along an alternative path, where the store leaves out what comes twice"
        return None

    @property
    def _same_terms_are_of_data(self) -> bool:
        """Tell whether SAMETERM only compares terms of the data: those are rewritten alike, or not at all."""
        words = self._words
        asked = [words[at + 1 : at + 6] for at, word in enumerate(words) if word == "SAMETERM"]
        if not asked and not self._has("SAMETERM"):
            return True
        made = any(word in ("AS", "TRUE", "FALSE") or word in _LITERALS for word in words)
        variables = all(
            (left, comma, right) == ("(", ",", ")") and one[0] == other[0] == "?"
            for left, one, comma, other, right in asked
        )
        return not self.doubt and not made and variables

    def _has(self, *words: str) -> bool:
        """Tell whether the query has one of some words; in doubt it has what its text has anywhere."""
        return any(word in (self.query.upper() if self.doubt else self._words) for word in words)

    def joined(self, nodes: str) -> str | None:
        """Return the query for all focus nodes at once, or ``None`` where that could give other rows.

        Args:
            nodes: a group that binds ``?this`` to each focus node once.
        """
        if self.doubt or not joinable(self._words):
            return None
        # Reordered before the nodes are there: variables that only find those are none that EXISTS knows.
        for text in (reordered(self.query), self.query):
            body = next(token for token in lex(text) if token.text == "{")
            query = f"{text[: body.end]} {nodes} {text[body.end :]}"
            if _is_valid(query):
                return query
        return None


def read_sparql(shapes: Shapes, node: Node, shape: Shape) -> SparqlConstraint:
    """Return a SPARQL constraint of a shape.

    Raises:
        ShapeError: no query, one that SPARQL or SHACL does not allow.
    """
    graph = shapes.graph
    selects = graph.literals(node, sh("select"))
    if len(selects) != 1:
        raise shape.error(f"sh:sparql has {len(selects)} sh:select. Fix: give it one.")
    given = {} if shape.path is None else {"PATH": shape.path.text(lambda iri: f"<{iri}>")}
    if isinstance(shape.node, NamedNode):
        given["currentShape"] = str(shape.node)
    text = bound(selects[0].value, given)
    _check(text, node, shape)
    prefixes = _prefixes(shapes, node, shape)
    written = text
    text = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items()) + text
    if calls_out(text):
        raise _wrong(node, shape, "SERVICE is not allowed in sh:sparql. Fix: ask the data at hand.")
    try:
        selected: Any = Store().query(text)
    except SyntaxError as error:
        said = mistakes.told(written, error, prefixes)[0]
        raise _wrong(node, shape, f"sh:select: {said}") from error
    except RuntimeError as error:  # a function that nobody has
        raise _wrong(node, shape, f"its query cannot be run ({error}). Fix: mend sh:select.") from error
    if "this" not in [variable.value for variable in getattr(selected, "variables", ())]:
        raise _wrong(node, shape, "the query of sh:sparql does not select $this. Fix: SELECT $this …")
    return SparqlConstraint(
        node=node,
        query=text,
        messages=tuple(sorted(graph.literals(node, sh("message")), key=str)),
        deactivated=any(is_true(value) for value in graph.literals(node, sh("deactivated"))),
        doubt=doubt(lex(text)),
        _pieces=cut(text, "this"),
        _words=_words(text),
    )


def _prefixes(shapes: Shapes, node: Node, shape: Shape) -> dict[str, str]:
    """Return the prefixes that ``sh:prefixes`` declares, after those that every query may use.

    Raises:
        ShapeError: a declaration with more than one prefix or namespace, or a prefix that stands for two namespaces.
    """
    graph = shapes.graph
    found = {prefix: PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl")}
    declared: dict[str, str] = {}
    owners = list(graph.values(node, sh("prefixes")))
    for owner in owners:  # grows while it is walked: imported ontologies declare prefixes, too
        owners += [other for other in graph.values(owner, OWL.imports) if other not in owners]
        for declaration in graph.values(owner, sh("declare")):
            for part in (sh("prefix"), sh("namespace")):
                several = graph.values(declaration, part)
                if len(several) > 1 and isinstance(declaration, Node):
                    what = f"sh:declare has {len(several)} sh:{part.value.rpartition('#')[2]}. Fix: give it one."
                    raise ShapeError(declaration, f"{shape.name}: {what}", part)
            prefix, namespace = graph.value(declaration, sh("prefix")), graph.value(declaration, sh("namespace"))
            if not (isinstance(prefix, Literal) and isinstance(namespace, Literal) and isinstance(declaration, Node)):
                continue
            if declared.setdefault(prefix.value, namespace.value) != namespace.value:
                what = f"sh:declare gives {prefix.value}: a second namespace. Fix: keep one."
                raise ShapeError(declaration, f"{shape.name}: {what}", sh("prefix"))
    return {**found, **declared}


def _check(text: str, node: Node, shape: Shape) -> None:
    """Raise an error for what SHACL forbids in a query whose variables are bound beforehand."""
    words = _words(text)
    for forbidden in sorted(_FORBIDDEN & set(words)):
        raise _wrong(node, shape, f"{forbidden} is not allowed in sh:sparql. Fix: use NOT EXISTS or IN.")
    for one, two in pairwise(words):
        if one == "AS" and two in ("?this", "?currentShape", "?shapesGraph"):
            raise _wrong(node, shape, f"sh:sparql binds {two} anew. Fix: use a variable of another name.")
    if "?currentShape" in words:
        raise _wrong(node, shape, "$currentShape stands for a shape without a name. Fix: name the shape.")
    if "?shapesGraph" in words:
        raise _wrong(node, shape, "$shapesGraph is not supported. Fix: do without it.")
    if "?PATH" in words:
        raise _wrong(node, shape, "$PATH stands in a shape without sh:path. Fix: use a property shape.")
    depth = 0
    for index, word in enumerate(words):
        depth += (word == "{") - (word == "}")
        if word == "SELECT" and depth > 0:
            projected = words[index + 1 : words.index("{", index)]
            if "?this" not in projected:
                raise _wrong(node, shape, "an inner SELECT leaves out $this. Fix: select it there, too.")


def _wrong(node: Node, shape: Shape, what: str) -> ShapeError:
    return ShapeError(node, f"{shape.name}: {what}", sh("select"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in significant(lex(text)))


def _is_valid(query: str) -> bool:
    try:
        Store().query(query)
    except SyntaxError:
        return False
    return True


def fill(template: str, bindings: dict[str, Term]) -> str:
    """Return a message with ``{?variable}`` and ``{$variable}`` replaced by what they are bound to.

    >>> fill("{$this} has {?value}", {"value": Literal("7")})
    '{$this} has 7'
    """

    def text(match: re.Match[str]) -> str:
        term = bindings.get(match.group(1))
        return match.group(0) if term is None else term.value if hasattr(term, "value") else str(term)

    return re.sub(r"\{[?$](\w+)\}", text, template)
