"""What shapes ask for in vain, so that nobody takes silence for a verdict: the only place that looks for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import OWL, PREFIXES, Term
from spaceflight_graph.shacl import vocabulary
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.paths import OPERATORS
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.terms import ASKED, ASKING, ELSEWHERE, PROPERTIES, THINGS
from spaceflight_graph.shacl.vocabulary import sh

KINDS = {
    "ill-formed": "A shape that SHACL does not allow cannot be checked, and is passed over.",
    "refused": "A constraint that SHACL does not allow, or that nobody can apply, has not been checked.",
    "unanswered": "A constraint that takes too long, or too much, has not been checked.",
    "unknown-term": "A term of SHACL that nobody looks at checks nothing: a misspelt one least of all.",
    "idle-value": "A value that SHACL does not allow there, or that needs another one beside it, changes nothing.",
    "unknown-flag": "A flag that no regular expression knows changes nothing.",
    "undefined-shape": "Everything conforms to a shape that is defined nowhere.",
    "import": "Shapes that are imported and not read check nothing.",
    "ambiguous-path": "A list is a sequence path whatever else it has (SHACL, §2.3.1): the operator says nothing.",
    "no-target": "A shape that no target leads to looks at nothing.",
    "empty-target": "A shape whose target nobody is looks at nothing.",
    "idle-severity": "A severity counts on a shape; on a SPARQL constraint it changes nothing.",
}
"""The kinds of notes, each with why it matters."""


def _boolean(value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype.value == f"{PREFIXES['xsd']}boolean"


_VALUES: Mapping[NamedNode, tuple[str, Callable[[Term], bool]]] = {
    sh("severity"): ("an IRI", lambda value: isinstance(value, NamedNode)),
    sh("message"): ("a string", lambda value: isinstance(value, Literal)),
    **{sh(name): ("true or false", _boolean) for name in
       ("deactivated", "closed", "uniqueLang", "qualifiedValueShapesDisjoint")},
}  # fmt: skip
"""What the values of some properties have to be, so that they are not passed over."""


_COUNTS = ("qualifiedMinCount", "qualifiedMaxCount")
_BESIDE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*_COUNTS, "qualifiedValueShapesDisjoint"), ("qualifiedValueShape",)),
    "qualifiedValueShape": _COUNTS,
    "flags": ("pattern",),
    "ignoredProperties": ("closed",),
}
"""What says something only beside another property, or one of some."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the shapes graph that checks nothing, though it looks as if it did.

    Attributes:
        kind: one of :data:`KINDS`.
        message: what, why and the remedy.
        subject: where it stands: the subject of a triple, and its predicate and object as far as they are to blame.
    """

    kind: str
    message: str
    subject: Term | None
    predicate: NamedNode | None = None
    object: Term | None = None


def told(kind: str, errors: Iterable[ShapeError]) -> list[Note]:
    """Return a note for each of some errors."""
    return [Note(kind, str(error), error.node, error.predicate, error.value) for error in errors]


def unanswered(shape: Shape, component: NamedNode | None, reason: str) -> Note:
    """Return a note on a constraint of a shape that was given up, or on all of the shape's."""
    of = vocabulary.parameter(component) if component is not None else None
    what = f"sh:{of} was" if of else "its constraints were"
    where = (sh(of), None) if of and not of.startswith("qualifiedM") else (None, None)
    return Note("unanswered", f"{shape.name}: {what} not answered: {reason}", shape.node, *where)


def notes(shapes: Shapes) -> list[Note]:
    """Return what in the shapes checks nothing, whatever the data."""
    return [
        *_unknown_properties(shapes),
        *_unknown_things(shapes),
        *_entailment(shapes),
        *_unknown_flags(shapes),
        *_idle_values(shapes),
        *_undefined(shapes),
        *_imports(shapes),
        *_aimless(shapes),
        *_ambiguous(shapes),
        *_idle_severities(shapes),
    ]


def empty_targets(shapes: Shapes, empty: Iterable[tuple[Shape, str, Term]]) -> list[Note]:
    """Return a note for each target that no node of the data is.

    Args:
        shapes: the shapes.
        empty: shape, kind and value of each such target.
    """
    words = {
        "targetClass": "no node of the data is a {}",
        "targetSubjectsOf": "no node of the data has {}",
        "targetObjectsOf": "{} leads to no node of the data",
    }
    found = []
    for shape, kind, value in empty:
        what = words[kind].format(shapes.names.show(value))
        message = f"{shape.name} checks nothing: {what}. Fix: mend sh:{kind}, or the data."
        implicit = kind == "targetClass" and value == shape.node
        where = (None, None) if implicit else (sh(kind), value)
        found.append(Note("empty-target", message, shape.node, *where))
    return found


def _unknown_properties(shapes: Shapes) -> Iterator[Note]:
    found: dict[str, tuple[Term, NamedNode]] = {}
    for node in shapes.graph.nodes():
        for predicate in shapes.graph.properties(node):
            local = _local(predicate)
            if local is not None and local not in PROPERTIES | ASKED and local != "entailment":
                found.setdefault(local, (node, predicate))
    for local, (node, predicate) in sorted(found.items()):
        if local in ASKING:
            what = "it belongs to SHACL Advanced Features, which nobody here applies"
            remedy = "say it in SHACL Core or SHACL-SPARQL, or check it by other means"
        else:
            what = "it is no property of SHACL Core or SHACL-SPARQL"
            remedy = _instead(local, PROPERTIES)
        message = f"sh:{local} (in {_name(shapes, node)}) was not looked at: {what}. Fix: {remedy}."
        yield Note("unknown-term", message, node, predicate)


def _entailment(shapes: Shapes) -> Iterator[Note]:
    """Yield the inferences that the shapes graph asks for: whoever does not make them has to say so (SHACL, §1.5)."""
    for node in shapes.graph.subjects(sh("entailment")):
        for regime in shapes.graph.values(node, sh("entailment")):
            what = f"sh:entailment asks for {shapes.names.show(regime)}, and nothing is inferred here"
            yield Note(
                "refused", f"{what}. Fix: infer it beforehand, and take this out.", node, sh("entailment"), regime
            )


def _idle_values(shapes: Shapes) -> Iterator[Note]:
    """Yield values that are passed over; where a shape may have one at most, all but the first."""
    graph = shapes.graph
    for predicate, (wanted, fits) in _VALUES.items():
        for node in graph.subjects(predicate):
            values = graph.values(node, predicate)
            sound = [value for value in values if fits(value)]
            passed = [(value, f"is not {wanted}") for value in values if value not in sound]
            passed += [(value, "is one too many") for value in sound[1:] if predicate == sh("severity")]
            for value, why in passed:
                what = f"{_name(shapes, node)}: {shapes.names.show(predicate)} {shapes.names.show(value)} {why}"
                remedy = "take it out" if "many" in why else f"write {wanted}"
                yield Note("idle-value", f"{what}, and changes nothing. Fix: {remedy}.", node, predicate, value)
    for name, others in _BESIDE.items():
        for node in graph.subjects(sh(name)):
            if node in shapes.by_node and not any(graph.values(node, sh(other)) for other in others):
                needed = " or ".join(f"sh:{other}" for other in others)
                what = f"{_name(shapes, node)}: sh:{name} changes nothing without {needed}"
                yield Note("idle-value", f"{what}. Fix: add it, or take this out.", node, sh(name))


def _unknown_things(shapes: Shapes) -> Iterator[Note]:
    found: dict[str, tuple[Term, NamedNode, Term]] = {}
    for quad in shapes.graph.triples():
        local = _local(quad.object)
        known = local in ELSEWHERE or str(local).endswith("ConstraintComponent")
        if local is not None and not known and _local(quad.predicate) != "path":
            found.setdefault(local, (quad.subject, quad.predicate, quad.object))
    for local, (node, predicate, value) in sorted(found.items()):
        message = (
            f"sh:{local} (in {_name(shapes, node)}) is no term of SHACL Core or SHACL-SPARQL."
            f" Fix: {_instead(local, THINGS)}."
        )
        yield Note("unknown-term", message, node, predicate, value)


def _unknown_flags(shapes: Shapes) -> Iterator[Note]:
    for shape in shapes.by_node.values():
        for flags in shapes.graph.values(shape.node, sh("flags")):
            text = flags.value if isinstance(flags, Literal) else ""
            odd = "".join(dict.fromkeys(letter for letter in text if letter not in "smixq"))
            if odd or not isinstance(flags, Literal):
                what = f"sh:flags {text!r} has {odd or 'no text'!r}, which is none of s, m, i, x and q"
                message = f"{shape.name}: {what}. Fix: leave it out."
                yield Note("unknown-flag", message, shape.node, sh("flags"), flags)


def _undefined(shapes: Shapes) -> Iterator[Note]:
    for node, shape in shapes.by_node.items():
        if isinstance(node, NamedNode) and not shapes.graph.properties(node):
            message = f"{shape.name} is referred to as a shape, and defined nowhere: everything conforms to it."
            yield Note("undefined-shape", f"{message} Fix: define it, or mend its name.", None, None, node)


def _imports(shapes: Shapes) -> Iterator[Note]:
    graph = shapes.graph
    for node in graph.subjects(OWL.imports):
        for imported in graph.values(node, OWL.imports):
            if not graph.properties(imported):
                what = f"{shapes.names.show(imported)} is imported, and not followed"
                yield Note("import", f"{what}. Fix: name its file with --shapes.", node, OWL.imports, imported)


def _aimless(shapes: Shapes) -> Iterator[Note]:
    """Yield the outermost shapes that no target leads to."""
    idle = {node: shape for node, shape in shapes.by_node.items() if shape.constraints}
    for root in shapes.by_node.values():
        if root.targets or root.deactivated:
            _leave_out(idle, root, shapes)
    for shape in list(idle.values()):
        if shape.node in idle:
            _leave_out(idle, shape, shapes)
            idle[shape.node] = shape
    for shape in idle.values():
        message = f"{shape.name} checks nothing: it has no target, and no shape with a target leads to it."
        yield Note("no-target", f"{message} Fix: give it a target, or take it out.", shape.node)


def _leave_out(idle: dict[Node, Shape], start: Shape, shapes: Shapes) -> None:
    """Take a shape, and all that it leads to, out of those that are idle."""
    ahead, seen = [start], {start.node}
    while ahead:
        shape = ahead.pop()
        idle.pop(shape.node, None)
        for parameter, argument in shape.constraints:
            try:
                inner = [other for other in shapes.inner(parameter, argument, shape) if other.node not in seen]
            except ShapeError:  # nothing is to be found there
                continue
            seen.update(other.node for other in inner)
            ahead += inner


def _ambiguous(shapes: Shapes) -> Iterator[Note]:
    graph = shapes.graph
    for operator in OPERATORS:
        for node in graph.subjects(operator):
            if graph.is_list(node):
                what = "a path that is a list has an operator, too, which says nothing"
                yield Note("ambiguous-path", f"{shapes.names.show(operator)}: {what}. Fix: keep one.", node, operator)


def _idle_severities(shapes: Shapes) -> Iterator[Note]:
    for shape in shapes.by_node.values():
        for parameter, argument in shape.constraints:
            for severity in shapes.graph.values(argument, sh("severity")) if parameter == "sparql" else ():
                message = f"{shape.name}: sh:severity of its SPARQL constraint changes nothing."
                yield Note("idle-severity", f"{message} Fix: move it to the shape.", argument, sh("severity"), severity)


def _local(term: Term) -> str | None:
    """Return the local name of a term of SHACL's own namespace, or None for any other."""
    if not isinstance(term, NamedNode) or not term.value.startswith(sh("").value):
        return None
    return term.value.removeprefix(sh("").value)


def _name(shapes: Shapes, node: Term) -> str:
    shape = shapes.by_node.get(node) if isinstance(node, Node) else None
    return shape.name if shape else shapes.names.show(node)


def _instead(local: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(local, sorted(known), 1, cutoff=0.75)
    return f"write sh:{near[0]}" if near else "take it out, or check it by other means"
