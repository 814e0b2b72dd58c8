"""Constraints on one value as SPARQL expressions: the only place that says when a value is all right.

Each expression is true or false, never an error: a filter on its negation would lose the row.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.namespaces import PREFIXES, RDF, RDFS, Term
from spaceflight_graph.rdf.literals import as_written
from spaceflight_graph.rdf.xsd import whole
from spaceflight_graph.shacl.datatypes import has_datatype, in_order
from spaceflight_graph.shacl.errors import NotCompiledError, PatternError
from spaceflight_graph.shacl.exists import reaches
from spaceflight_graph.shacl.functions import Functions, lenient, understood
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.regex import FLAGS, NotXPathError, read
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.vocabulary import sh

_KINDS = {
    "IRI": "isIRI({v})",
    "BlankNode": "isBlank({v})",
    "Literal": "isLiteral({v})",
    "BlankNodeOrIRI": "!isLiteral({v})",
    "BlankNodeOrLiteral": "!isIRI({v})",
    "IRIOrLiteral": "!isBlank({v})",
}
_SIGNS = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_MANY = 30
"""More members of a list than these are looked up in a set."""
VALUE_WISE = frozenset({
    "class", "datatype", "nodeKind", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive",
    "minLength", "maxLength", "pattern", "languageIn", "not", "and", "or", "xone", "node", "in",
})  # fmt: skip
"""The constraints that look at one value at a time."""


class Expressions(ABC):
    """Writes SPARQL for the constraints of one shapes graph, as one data graph needs it."""

    def __init__(
        self, shapes: Shapes, subclasses: Mapping[Term, Iterable[Term]], *, exact: bool, rewritten: bool
    ) -> None:
        self.shapes = shapes
        self.graph: ShapesGraph = shapes.graph
        self.subclasses = subclasses
        self.exact = exact
        self.rewritten = rewritten
        self.functions = Functions()
        self.told: list[str] = []
        """What a reader should know of how the expressions were written."""
        self._numbers = count()

    def fresh(self) -> str:
        """Return a variable that nothing else uses."""
        return f"?_{next(self._numbers)}"

    def constant(self, term: Term, shape: Shape) -> str:
        """Return a term of the shapes graph as SPARQL."""
        if isinstance(term, BlankNode):
            raise NotCompiledError(f"{shape.name} compares with a blank node")
        return str(as_written(term) if isinstance(term, Literal) else term)

    def reaches(self, focus: str, path: Path, value: str, condition: str = "") -> str:
        """Return when a path leads to a value that meets a condition."""
        return reaches(focus, path, value, condition, iter(self.fresh, None))

    def instance(self, node: str, cls: Term) -> str:
        """Return a pattern that holds where ``node`` is an instance of a class or of a subclass."""
        terms, step = self.classes([cls])
        if len(terms) == 1:
            return f"{node} {step} {' '.join(terms)} ."
        kind = self.fresh()
        return f"{node} {step} {kind} . FILTER({kind} IN ({', '.join(sorted(terms))}))"

    def classes(self, of: Iterable[Term]) -> tuple[set[str], str]:
        """Return the classes that are some classes or below them, and the path that leads there from an instance.

        A class without a name cannot be written down; where there is one below, it has to be walked to.
        """
        names = {cls: set(self.subclasses.get(cls, ())) for cls in of}
        if any(isinstance(term, BlankNode) for below in names.values() for term in below):
            return {str(cls) for cls in names}, f"{RDF.type}/{RDFS.subClassOf}*"
        return {str(cls) for cls in names} | {str(cls) for below in names.values() for cls in below}, str(RDF.type)

    def value_is_fine(self, parameter: str, argument: Term, shape: Shape, value: str) -> str:
        """Return when ``value`` meets one of the :data:`VALUE_WISE` constraints."""
        if parameter in _SIGNS:
            return in_order(value, _SIGNS[parameter], self.constant(argument, shape))
        if parameter in ("minLength", "maxLength"):
            size = self.integer(argument, parameter, shape)
            if parameter == "minLength":
                return "true" if size == 0 else f"(!isBlank({value}) && STRLEN(STR({value})) >= {size})"
            return f"(!isBlank({value}) && STRLEN(STR({value})) <= {size})"
        return {
            "class": self._class,
            "datatype": self._datatype,
            "nodeKind": self._kind,
            "pattern": self._pattern,
            "languageIn": self._language,
            "in": self._in,
            "not": self._not,
            "and": self._and,
            "or": self._or,
            "xone": self._xone,
            "node": self._node,
        }[parameter](argument, shape, value)

    def integer(self, argument: Term, parameter: str, shape: Shape) -> int:
        """Return a count or length of the shapes graph."""
        number = None
        if isinstance(argument, Literal):
            number = whole(argument.datatype.value.removeprefix(PREFIXES["xsd"]), argument.value)
        if number is None or number < 0:
            raise shape.error(f"sh:{parameter} is not a count. Fix: use a whole number from 0.")
        return number

    def _class(self, cls: Term, _: Shape, value: str) -> str:
        return f"EXISTS {{ {self.instance(value, cls)} }}"

    def _datatype(self, datatype: Term, shape: Shape, value: str) -> str:
        if not isinstance(datatype, NamedNode):
            raise shape.error("sh:datatype is not an IRI. Fix: name a datatype.")
        return has_datatype(value, datatype.value, exact=self.exact, rewritten=self.rewritten)

    def _kind(self, kind: Term, shape: Shape, value: str) -> str:
        test = _KINDS.get(kind.value.rpartition("#")[2]) if isinstance(kind, NamedNode) else None
        if test is None:
            raise shape.error(f"sh:nodeKind is unknown. Fix: use one of sh:{', sh:'.join(_KINDS)}.")
        return test.format(v=value)

    def _pattern(self, pattern: Term, shape: Shape, value: str) -> str:
        flags = self.graph.value(shape.node, sh("flags"))
        letters = "".join(c for c in flags.value if c in FLAGS) if isinstance(flags, Literal) else ""
        if not isinstance(pattern, Literal):
            raise shape.error("sh:pattern is not a string. Fix: quote the pattern.")
        return f"(!isBlank({value}) && {self._matches(pattern.value, letters, shape, f'STR({value})')})"

    def _matches(self, pattern: str, flags: str, shape: Shape, text: str) -> str:
        try:
            regex = read(pattern, flags)
        except NotXPathError as error:
            other = lenient(pattern, flags)
            if other is None:
                raise shape.error(f"sh:pattern is no regular expression ({error}). Fix it.") from error
            self.told.append(
                f"{shape.name}: sh:pattern is no regular expression of XPath ({error}), and read leniently"
            )
            regex = other
        if regex.store is not None and understood(regex.store):
            return f"REGEX({text}, {Literal(regex.store)})"
        if not self.functions.patient:
            raise PatternError(f"{shape.name} has a pattern that the store's regular expressions lack")
        return f"COALESCE({self.functions.pattern(regex.python)}({text}), false)"

    def _language(self, ranges: Term, shape: Shape, value: str) -> str:
        tests = [
            f"langMatches(LANG({value}), {Literal(item.value)})" for item in self._members(ranges, "languageIn", shape)
        ]
        return f'(isLiteral({value}) && LANG({value}) != "" && ({" || ".join(tests)}))'

    def _in(self, members: Term, shape: Shape, value: str) -> str:
        terms = [term for term in self.listed(members, "in", shape) if not isinstance(term, BlankNode)]
        if len(terms) > _MANY:  # so that time does not grow with their number
            there = frozenset(as_written(term) if isinstance(term, Literal) else term for term in terms)
            return f"{self.functions.one_of(there)}({value})"
        iris = [str(term) for term in terms if isinstance(term, NamedNode)]
        tests = [f"sameTerm({value}, {self.constant(term, shape)})" for term in terms if isinstance(term, Literal)]
        if iris:
            tests.append(f"(isIRI({value}) && {value} IN ({', '.join(iris)}))")
        return f"({' || '.join(tests)})" if tests else "false"

    def listed(self, head: Term, parameter: str, shape: Shape) -> tuple[Term, ...]:
        """Return the members of a list of the shapes graph.

        Raises:
            ShapeError: it is none.
        """
        if not self.graph.is_sound_list(head):
            what = f"sh:{parameter} is no list, in which each node has one rdf:first and one rdf:rest, to rdf:nil"
            raise shape.error(f"{what}. Fix: write it in brackets.")
        return self.graph.items(head)

    def _members(self, head: Term, parameter: str, shape: Shape) -> list[Literal]:
        members = [item for item in self.listed(head, parameter, shape) if isinstance(item, Literal)]
        if not members:
            raise shape.error(f"sh:{parameter} needs a list of strings. Fix: give it one.")
        return members

    def _not(self, other: Term, shape: Shape, value: str) -> str:
        return f"!({self.conforms(self.shapes.shape(other, shape), value)})"

    def _and(self, members: Term, shape: Shape, value: str) -> str:
        return f"({' && '.join(self._each('and', members, shape, value))})"

    def _or(self, members: Term, shape: Shape, value: str) -> str:
        return f"({' || '.join(self._each('or', members, shape, value))})"

    def _xone(self, members: Term, shape: Shape, value: str) -> str:
        return f"(({' + '.join(f'IF({test}, 1, 0)' for test in self._each('xone', members, shape, value))}) = 1)"

    def _node(self, other: Term, shape: Shape, value: str) -> str:
        found = self.shapes.shape(other, shape)
        if found.path is not None:
            raise shape.error("sh:node points to a property shape. Fix: use sh:property.")
        return self.conforms(found, value)

    def _each(self, parameter: str, members: Term, shape: Shape, value: str) -> list[str]:
        items = self.listed(members, parameter, shape)
        return [self.conforms(self.shapes.shape(item, shape), value) for item in items]

    @abstractmethod
    def conforms(self, shape: Shape, focus: str) -> str:
        """Return when a node conforms to a shape; ``conformance.py`` knows."""
