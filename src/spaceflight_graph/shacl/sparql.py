"""SPARQL-based constraints (``sh:sparql``): the only place that reads and rewrites queries written by others.

SHACL asks such a query once for each focus node, with ``$this`` bound beforehand. Where joining it with all focus nodes
at once must give the same rows, that is done instead; the test is careful, and says no when in doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from spaceflight_graph.namespaces import OWL, PREFIXES, Term
from spaceflight_graph.shacl.exists import reordered
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.shapes import Shape, Shapes, is_true
from spaceflight_graph.shacl.vocabulary import sh
from spaceflight_graph.sparql.reach import calls_out

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w\-.]*:[\w\-.:%]*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign>[{}()])
    |(?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)
_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_FORBIDDEN = {"MINUS", "VALUES"}


@dataclass(slots=True)
class _Group:
    """One ``{ … }`` of a query, and how it uses ``$this``."""

    kind: str
    select: bool = False
    in_pattern: bool = False
    in_filter: bool = False
    in_bind: bool = False
    children: list["_Group"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A value of ``sh:sparql``: a query that selects what is wrong.

    Attributes:
        node: its node in the shapes graph.
        query: its text, prefixes and path filled in.
        messages: its message templates.
        deactivated: whether it is switched off.
        pieces: its text cut at each ``$this``, with what to write there.
    """

    node: Node
    query: str
    messages: tuple[Literal, ...]
    deactivated: bool
    pieces: tuple[tuple[str, str], ...]

    def asked(self, focus: Term) -> str:
        """Return the query for one focus node, with ``$this`` replaced by it; a blank node is left to be given."""
        blank = isinstance(focus, BlankNode)
        parts = []
        for text, use in self.pieces:
            parts.append(text)
            if use == "bound":
                parts.append("(true)")
            elif use:
                parts.append("?this" if blank else use.format(focus))
        return "".join(parts)

    def beyond(self, *, rewritten: bool, named: bool) -> str | None:
        """Return why the store would not give the rows that SPARQL asks for, if so.

        Args:
            rewritten: whether the data have literals whose datatypes the store rewrites.
            named: whether focus nodes are named one by one, and may be absent from the data.
        """
        words = _words(self.query)
        if rewritten and {"DATATYPE", "SAMETERM"} & set(words):
            return "asks for datatypes that the store rewrites"
        if named and {"*", "?"} & set(words):
            return "may stay at a node that is not in the data"
        if _AGGREGATES & set(words) and "|" in "".join(words).replace("||", ""):
            return "counts along an alternative path, where the store leaves out what comes twice"
        return None

    def joined(self, nodes: str) -> str | None:
        """Return the query for all focus nodes at once, or ``None`` where that could give other rows.

        Args:
            nodes: a group that binds ``?this`` to each focus node once.
        """
        if not _joinable(self.query):
            return None
        body = next(m for m in _TOKEN.finditer(self.query) if m.lastgroup == "sign" and m.group() == "{")
        query = f"{self.query[: body.end()]} {nodes} {self.query[body.end() :]}"
        if not _is_valid(query):
            return None
        nested = reordered(query)
        return nested if _is_valid(nested) else query


def read_sparql(shapes: Shapes, node: Node, shape: Shape) -> SparqlConstraint:
    """Return a SPARQL constraint of a shape.

    Raises:
        ShapeError: no query, one that SPARQL or SHACL does not allow.
    """
    graph = shapes.graph
    selects = graph.literals(node, sh("select"))
    if len(selects) != 1:
        raise shape.error(f"sh:sparql has {len(selects)} sh:select. Fix: give it one.")
    text = selects[0].value
    if shape.path is not None:
        path = shape.path.sparql()
        text = _replaced(text, "PATH", path)
    if isinstance(shape.node, NamedNode):
        text = _replaced(text, "currentShape", str(shape.node))
    _check(text, shape)
    prefixes = _prefixes(shapes, node)
    text = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items()) + text
    if calls_out(text):
        raise shape.error("SERVICE is not allowed in sh:sparql. Fix: ask the data at hand.")
    try:
        selected: Any = Store().query(text)
    except SyntaxError as error:
        raise shape.error(f"the query of sh:sparql is not valid SPARQL: {error}. Fix: mend it.") from error
    except RuntimeError as error:  # a function that nobody has
        raise shape.error(f"its query cannot be run ({error}). Fix: mend sh:select.") from error
    if "this" not in [variable.value for variable in getattr(selected, "variables", ())]:
        raise shape.error("the query of sh:sparql does not select $this. Fix: SELECT $this …")
    return SparqlConstraint(
        node=node,
        query=text,
        messages=tuple(sorted(graph.literals(node, sh("message")), key=str)),
        deactivated=any(is_true(value) for value in graph.literals(node, sh("deactivated"))),
        pieces=tuple(_pieces(text)),
    )


def _pieces(query: str) -> Iterator[tuple[str, str]]:
    """Yield the text before each ``$this``, and how a focus node is written there."""
    matches = [match for match in _TOKEN.finditer(query) if match.lastgroup != "comment"]
    words = [_word(match) for match in matches]
    end, depth, where = 0, 0, ""
    for index, (match, word) in enumerate(zip(matches, words, strict=True)):
        depth += (word == "(") - (word == ")")
        if word in ("SELECT", "{", "WHERE", "GROUP", "ORDER", "HAVING", "}"):
            where, depth = word, 0
        if word == "BOUND" and words[index + 1 : index + 4] == ["(", "?this", ")"]:
            yield query[end : match.start()], "bound"
            end = matches[index + 3].end()
        elif word == "?this" and match.start() >= end:
            use = "{0}"
            if where == "SELECT" and depth == 0:
                use = f"({{0}} AS ?this_{index})"  # another name for each: an inner one joins the outer
            elif where in ("GROUP", "ORDER") and depth == 0:
                use = "({0})"
            yield query[end : match.start()], use
            end = match.end()
    yield query[end:], ""


def _prefixes(shapes: Shapes, node: Node) -> dict[str, str]:
    """Return the prefixes that ``sh:prefixes`` declares, after those that every query may use."""
    graph = shapes.graph
    found = {prefix: PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl")}
    owners = list(graph.values(node, sh("prefixes")))
    for owner in owners:  # grows while it is walked: imported ontologies declare prefixes, too
        owners += [other for other in graph.values(owner, OWL.imports) if other not in owners]
        for declaration in graph.values(owner, sh("declare")):
            prefix, namespace = graph.value(declaration, sh("prefix")), graph.value(declaration, sh("namespace"))
            if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                found[prefix.value] = namespace.value
    return found


def _replaced(text: str, variable: str, by: str) -> str:
    parts, end = [], 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "variable" and match.group()[1:] == variable:
            parts += [text[end : match.start()], by]
            end = match.end()
    return "".join([*parts, text[end:]])


def _check(text: str, shape: Shape) -> None:
    """Raise an error for what SHACL forbids in a query whose variables are bound beforehand."""
    words = _words(text)
    for forbidden in sorted(_FORBIDDEN & set(words)):
        raise shape.error(f"{forbidden} is not allowed in sh:sparql. Fix: use NOT EXISTS or IN.")
    for one, two in pairwise(words):
        if one == "AS" and two in ("?this", "?currentShape", "?shapesGraph"):
            raise shape.error(f"sh:sparql binds {two} anew. Fix: use a variable of another name.")
    if "?currentShape" in words:
        raise shape.error("$currentShape stands for a shape without a name. Fix: name the shape.")
    if "?shapesGraph" in words:
        raise shape.error("$shapesGraph is not supported. Fix: do without it.")
    if "?PATH" in words:
        raise shape.error("$PATH stands in a shape without sh:path. Fix: use a property shape.")
    depth = 0
    for index, word in enumerate(words):
        depth += (word == "{") - (word == "}")
        if word == "SELECT" and depth > 0:
            projected = words[index + 1 : words.index("{", index)]
            if "?this" not in projected:
                raise shape.error("an inner SELECT leaves out $this. Fix: select it there, too.")


def _words(text: str) -> list[str]:
    """Return the tokens of a query, as :func:`_word` sees them."""
    return [_word(match) for match in _TOKEN.finditer(text) if match.lastgroup != "comment"]


def _word(match: re.Match[str]) -> str:
    """Return what matters of a token: keywords in upper case, variables with a question mark, signs."""
    kind, token = match.lastgroup, match.group()
    if kind == "word":
        return token.upper()
    if kind == "variable":
        return "?" + token[1:]
    return token if kind in ("sign", "other") else f"<{kind}>"


def _joinable(text: str) -> bool:
    words = _words(text)
    if {"LIMIT", "OFFSET"} & set(words):
        return False
    if words.count("HAVING") > words.count("GROUP") or _aggregating(words) > words.count("GROUP"):
        return False
    for index, word in enumerate(words):
        if word == "GROUP":
            end = next((i for i, w in enumerate(words[index:], index) if w in ("HAVING", "ORDER", "}")), len(words))
            if "?this" not in words[index:end]:
                return False
    body = _groups(words)
    return body is not None and all(_is_safe(child, bound=True, inside_exists=False) for child in body.children)


def _aggregating(words: list[str]) -> int:
    """Return how many SELECTs have an aggregate."""
    found = 0
    for index, word in enumerate(words):
        if word == "SELECT":
            found += bool(_AGGREGATES & set(words[index : words.index("{", index)]))
    return found


def _groups(words: list[str]) -> _Group | None:
    """Return the outermost group of a query, with those inside it."""
    top = _Group("query")
    stack, parentheses, opener = [top], [0], [""]
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word == "{":
            kind = {"OPTIONAL": "optional", "EXISTS": "exists"}.get(before, "group")
            group = _Group(kind, select=index + 1 < len(words) and words[index + 1] == "SELECT")
            stack[-1].children.append(group)
            stack.append(group)
            parentheses.append(0)
            opener.append("")
        elif word == "}":
            stack.pop()
            parentheses.pop()
            opener.pop()
            if not stack:
                return None
        elif word == "(":
            if parentheses[-1] == 0:
                opener[-1] = before
            parentheses[-1] += 1
        elif word == ")":
            parentheses[-1] -= 1
        elif word == "?this":
            group = stack[-1]
            if parentheses[-1] == 0:
                group.in_pattern = True
            elif opener[-1] == "BIND":
                group.in_bind = True
            else:
                group.in_filter = True
    return top.children[0] if len(stack) == 1 and len(top.children) == 1 else None


def _is_safe(group: _Group, *, bound: bool, inside_exists: bool) -> bool:
    """Tell whether ``$this`` has its value in a group by itself, or by being looked up from around it.

    Args:
        group: the group.
        bound: whether the group around it binds ``$this``.
        inside_exists: whether it lies inside EXISTS.
    """
    if group.select:
        # Projected and bound inside, it joins; the group of its WHERE is looked at like any other.
        if inside_exists:
            return False
        return all(_is_safe(child, bound=False, inside_exists=False) and child.in_pattern for child in group.children)
    looked_up = group.kind in ("optional", "exists")
    if looked_up and not bound and (group.in_pattern or group.in_filter or group.in_bind):
        return False
    if group.in_bind and not group.in_pattern:
        return False
    if group.in_filter and not group.in_pattern and not (looked_up and not (inside_exists and group.kind != "exists")):
        return False
    within = inside_exists or group.kind == "exists"
    passed_on = group.in_pattern or (bound and group.kind == "exists")
    return all(_is_safe(child, bound=passed_on, inside_exists=within) for child in group.children)


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
