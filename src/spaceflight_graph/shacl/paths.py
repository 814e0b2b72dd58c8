"""Property paths: read from a shapes graph, written as SPARQL. The only place that knows their grammar."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import BlankNode, NamedNode

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.vocabulary import sh

_REPEATS = {sh("zeroOrMorePath"): "*", sh("oneOrMorePath"): "+", sh("zeroOrOnePath"): "?"}

OPERATORS = (sh("inversePath"), sh("alternativePath"), *_REPEATS)

UNFOLDED = "urn:x-unfolded:"
"""How the IRIs begin that stand for what a path goes through."""
_NO_PATH = "sh:path is not a property path. Fix: use an IRI, a list or a path operator."
_MOST_REPEATS = 2
"""Repetitions one after the other lead to a node in as many ways as there are to share the steps among them."""
_MOST_STEPS = 30
"""Of more steps than these there may be too many ways to walk: they multiply where they fork and meet again."""


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """One node of a property path, nested as deep as one likes.

    Attributes:
        kind: ``iri``, ``^`` (inverse), ``/`` (sequence), ``|`` (alternative), ``*``, ``+`` or ``?``.
        iri: the property, for ``iri``.
        parts: what the operator applies to, for all others.
        stays: whether the path may lead nowhere, so that a node is a value of itself.
        steps: how many properties stand in it.
        repeats: how many repetitions.
        nested: how many of those stand in each other.
    """

    kind: str
    iri: NamedNode | None = None
    parts: tuple["Path", ...] = ()
    stays: bool = field(init=False)
    steps: int = field(init=False)
    repeats: int = field(init=False)
    nested: int = field(init=False)

    def __post_init__(self) -> None:
        """Reckon what is known of the path from its parts, so that nobody has to go down into it."""
        repeated = self.kind in "*+"
        if self.kind in ("iri", "*", "?"):
            stays = self.kind != "iri"
        else:
            stays = (any if self.kind == "|" else all)(part.stays for part in self.parts)
        object.__setattr__(self, "stays", stays)
        object.__setattr__(self, "steps", sum(part.steps for part in self.parts) if self.parts else 1)
        object.__setattr__(self, "repeats", sum(part.repeats for part in self.parts) + repeated)
        object.__setattr__(self, "nested", max((part.nested for part in self.parts), default=0) + repeated)

    def text(self, name: Callable[[str], str]) -> str:
        """Return the path as SPARQL, with ``name`` to write its IRIs."""

        def pieces(path: "Path") -> Iterator["Path | str"]:
            if path.iri is not None:
                yield name(path.iri.value)
                return
            yield "^" if path.kind == "^" else ""
            for number, part in enumerate(path.parts):
                if number:
                    yield f" {path.kind} " if path.kind == "|" else path.kind
                yield from (part,) if part.kind == "iri" else ("(", part, ")")
            yield path.kind if path.kind in "*+?" else ""

        return _written(self, pieces)

    def turtle(self) -> str:
        """Return the path as SHACL writes it in Turtle, with full IRIs but for those of SHACL."""
        operators = {"^": "inversePath", "*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}

        def pieces(path: "Path") -> Iterator["Path | str"]:
            if path.iri is not None:
                yield str(path.iri)
            elif path.kind in operators:
                yield from (f"[ sh:{operators[path.kind]} ", path.parts[0], " ]")
            else:
                yield "( " if path.kind == "/" else "[ sh:alternativePath ( "
                for part in path.parts:
                    yield from (part, " ")
                yield ")" if path.kind == "/" else ") ]"

        return _written(self, pieces)

    def sparql(self) -> str:
        """Return the path as SPARQL with full IRIs; of a winding path its unfolded form (``unfolded.py``)."""
        if self.winding:
            into, on, out = self.unfolded()
            whole = f"^{into}/{on}*/{out}"
            return f"({whole} | <{UNFOLDED}>)"  # an alternative is not taken apart, and asked for piece by piece
        return self.text(lambda iri: f"<{iri}>")

    @property
    def winding(self) -> bool:
        """Tell whether the store might walk one stretch again and again: it has to be unfolded first."""
        return self.nested > 1 or self.repeats > _MOST_REPEATS or self.steps > _MOST_STEPS

    def unfolded(self) -> tuple[NamedNode, NamedNode, NamedNode]:
        """Return the properties that lead into the unfolded path (backwards), along it, and out of it."""
        digest = sha256(self.turtle().encode()).hexdigest()[:16]
        into, on, out = (NamedNode(f"{UNFOLDED}{digest}:{name}") for name in ("in", "on", "out"))
        return into, on, out

    def first_steps(self) -> Iterator["Path"]:
        """Yield the properties, inverted or not, by which a simplified path may leave a node."""
        return self._outermost(1)

    def last_steps(self) -> Iterator["Path"]:
        """Yield the properties, inverted or not, by which a simplified path may arrive at a value."""
        return self._outermost(-1)

    def _outermost(self, direction: int) -> Iterator["Path"]:
        ahead = [self]
        while ahead:
            path = ahead.pop()
            if path.kind in ("iri", "^"):
                yield path
            elif path.kind != "/":
                ahead += path.parts
            else:
                for part in path.parts[::direction]:
                    ahead.append(part)
                    if not part.stays:
                        break

    @property
    def simple(self) -> NamedNode | None:
        """Return the property, if the path is nothing but one."""
        return self.iri if self.kind == "iri" else None


def _written(path: Path, pieces: Callable[[Path], Iterable[Path | str]]) -> str:
    """Return a text of pieces, paths in it being written of pieces in turn."""
    text: list[str] = []
    ahead: list[Path | str] = [path]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            text.append(one)
        else:
            ahead += reversed(list(pieces(one)))
    return "".join(text)


def read_path(graph: ShapesGraph, node: Term, shape: NamedNode | BlankNode, name: str) -> Path:
    """Return the property path that a value of ``sh:path`` stands for.

    Args:
        graph: the shapes graph.
        node: the value.
        shape: whose path it is.
        name: what to call the shape.

    Raises:
        ShapeError: the value is no well-formed path.
    """
    if isinstance(node, NamedNode) and graph.is_list(node):
        raise ShapeError(shape, f"{name}: {_NO_PATH}")
    built: list[Path] = []
    above: set[Term] = set()
    ahead: list[tuple[Term, tuple[str, int] | None]] = [(node, None)]
    while ahead:
        one, read = ahead.pop()
        if read is not None:  # its parts are there
            kind, count = read
            parts = tuple(built[-count:])
            del built[-count:]
            built.append(Path(kind, parts=parts))
            above.discard(one)
        elif isinstance(one, NamedNode):
            built.append(Path("iri", one))
        elif not isinstance(one, BlankNode) or one in above:
            raise ShapeError(shape, f"{name}: {_NO_PATH}")
        else:
            kind, members = _operator(graph, one, shape, name)
            above.add(one)
            ahead.append((one, (kind, len(members))))
            ahead += [(member, None) for member in reversed(members)]
    return built[0]


def _operator(
    graph: ShapesGraph, node: BlankNode, shape: NamedNode | BlankNode, name: str
) -> tuple[str, Sequence[Term]]:
    """Return what a node of a path does, and to what.

    A list is a sequence, whatever else the node has: of all kinds of paths only a sequence may have more than one
    triple, so that it is the one that the node is (SHACL, §2.3.1: it satisfies exactly one of the rules).
    """
    if graph.is_list(node):
        members = graph.items(node) if graph.is_sound_list(node) else ()
        if len(members) < 2:
            raise ShapeError(
                shape, f"{name}: a sequence path needs a list of two members or more. Fix: use the property itself."
            )
        return "/", members
    kinds = [kind for kind in OPERATORS for _ in graph.values(node, kind)]
    if len(kinds) > 1:
        raise ShapeError(
            shape, f"{name}: sh:path is two paths in one. Fix: use one operator, or a list, with one value."
        )
    inverse = graph.value(node, sh("inversePath"))
    if inverse is not None:
        return "^", (inverse,)
    alternatives = graph.value(node, sh("alternativePath"))
    if alternatives is not None:
        members = graph.items(alternatives) if graph.is_sound_list(alternatives) else ()
        if len(members) < 2:
            raise ShapeError(shape, f"{name}: sh:alternativePath needs a list of two members or more. Fix: add one.")
        return "|", members
    for operator, sign in _REPEATS.items():
        repeated = graph.value(node, operator)
        if repeated is not None:
            return sign, (repeated,)
    raise ShapeError(shape, f"{name}: {_NO_PATH}")
