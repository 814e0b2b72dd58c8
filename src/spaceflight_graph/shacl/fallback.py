"""pySHACL, for the shapes that have no SPARQL form here: the only place that calls it.

Everything stays in its shapes graph but the targets of shapes that are checked already: pySHACL's own ``use_shapes``
silently leaves out property shapes that are referred to by name.
"""

import signal
import threading
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from spaceflight_graph.findings import Finding, Severity
from spaceflight_graph.namespaces import RDF, Names, Term
from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.paths import read_path
from spaceflight_graph.shacl.results import best
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.vocabulary import sh

_TARGETS = frozenset(sh(name) for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"))


def run_pyshacl(
    quads: Iterable[Quad], shapes: Shapes, roots: Collection[Shape], prefixes: Mapping[str, str] | None = None
) -> list[Finding]:
    """Return what pySHACL finds wrong with a data graph, by some of the shapes.

    Raises:
        ShapeError: pySHACL cannot work with the shapes.
    """
    import logging  # which takes as long as many a run

    from spaceflight_graph.rdf import rdflib_terms

    import pyshacl  # isort: skip  # after rdflib has been told to leave literals alone
    from pyshacl.rdfutil.stringify import stringify_blank_node
    from rdflib import Graph

    # It logs a line for what the specification says to ignore.
    logging.getLogger("pyshacl").setLevel(logging.CRITICAL)
    stringify_blank_node.dict_cache.clear()  # keyed by id(): a new graph may live where an old one died
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = rdflib_terms.to_graph((_restored(quad) for quad in quads), prefixes)
            rules = rdflib_terms.to_graph(_targeting(shapes, roots), shapes.prefixes)
            with _values_told():
                _, report, text = pyshacl.validate(
                    data, shacl_graph=rules, inference="none", meta_shacl=False, advanced=False, js=False, inplace=True
                )
    except TimeoutError:
        raise
    except Exception as error:  # whatever goes wrong in there, the shapes or the data are beyond it
        raise _beyond(roots, error) from error
    if not isinstance(report, Graph):
        raise _beyond(roots, text)
    return _findings(report, shapes, Names(shapes.prefixes, prefixes or {}))


@contextmanager
def _values_told() -> Iterator[None]:
    """Let pySHACL tell each value that an ASK validator refuses, as SHACL §6.3 asks, with the message about that alone.

    Left to itself it leaves the value of a property shape out, and adds each message to those before.
    """
    from pyshacl.constraints.sparql import sparql_based_constraint_components as theirs

    validator, component = theirs.AskConstraintValidator, theirs.BoundShapeValidatorComponent
    asked, result = validator.validate, component.make_v_result

    def told(*given: Any, **named: Any) -> set[tuple[Any, Any]]:
        return {(value, (None, None, value) if answer is False else answer) for value, answer in asked(*given, **named)}

    def about_one(self: Any, *given: Any, **named: Any) -> Any:
        own = list(self.query_helper.bound_messages)
        return result(self, *given, **{**named, "extra_messages": own or named.get("extra_messages")})

    validator.validate, component.make_v_result = told, about_one  # type: ignore[method-assign]
    try:
        yield
    finally:
        validator.validate, component.make_v_result = asked, result  # type: ignore[method-assign]


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise a TimeoutError where what is done takes longer; Python's regular expressions heed it, too.

    Only the main thread can be stopped so; in any other nothing is limited.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _restored(quad: Quad) -> Quad:
    value = quad.object
    return Quad(quad.subject, quad.predicate, restored(value)) if isinstance(value, Literal) else quad


def _targeting(shapes: Shapes, roots: Collection[Shape]) -> Iterable[Quad]:
    """Yield the shapes graph without shapes that SHACL does not allow, and where only ``roots`` have targets."""
    wanted = {root.node for root in roots}
    refused = shapes.refused.keys()
    others = {shape.node for shape in shapes.by_node.values() if shape.targets} - wanted
    for quad in shapes.graph.triples():
        if quad.subject in refused or (quad.predicate == sh("property") and quad.object in refused):
            continue
        implicit = quad.predicate == RDF.type and quad.object not in (sh("NodeShape"), sh("PropertyShape"))
        if quad.subject in others and (implicit or quad.predicate in _TARGETS):
            continue
        yield quad


def _beyond(roots: Collection[Shape], why: object) -> ShapeError:
    names = ", ".join(shape.name for shape in roots)
    node = next(iter(roots)).node
    told = " ".join(str(why).split()) or type(why).__name__
    return ShapeError(
        node, f"pySHACL cannot check {names}: {told.rstrip('.')}. Fix: change the shape, or leave it out."
    )


def _findings(report: Any, shapes: Shapes, names: Names) -> list[Finding]:
    """Return the results of a validation report that are no details of others."""
    from rdflib import RDF, SH

    from spaceflight_graph.rdf.rdflib_terms import from_term

    found: list[Finding] = []

    def term(node: Any, predicate: Any) -> Term | None:
        value = report.value(node, predicate)
        return None if value is None else from_term(value)

    def finding(node: Any) -> Finding:
        shape, component = term(node, SH.sourceShape), term(node, SH.sourceConstraintComponent)
        severity, path = term(node, SH.resultSeverity), term(node, SH.resultPath)
        constraint = term(node, SH.sourceConstraint)
        messages = tuple(from_term(m) for m in sorted(report.objects(node, SH.resultMessage), key=str))
        literals = tuple(m for m in messages if isinstance(m, Literal))
        details = [finding(detail) for detail in report.objects(node, SH.detail)]
        walked = read_path(shapes.graph, path, path, "a result") if isinstance(path, Node) else None
        known = shapes.by_node.get(shape) if isinstance(shape, Node) else None
        return Finding(
            message=best(literals),
            severity=Severity.of(severity),
            rule=known.name if known else names.show(shape),
            focus=term(node, SH.focusNode),
            path=None if walked is None else walked.text(names.iri),
            value=term(node, SH.value),
            shape=shape if isinstance(shape, Node) else None,
            component=component if isinstance(component, NamedNode) else None,
            messages=literals,
            path_term=path if isinstance(path, Node) else None,
            severity_term=severity if isinstance(severity, NamedNode) else None,
            constraint=constraint if isinstance(constraint, NamedNode | BlankNode) else None,
            details=tuple(sorted(details, key=Finding.sort_key)),
            path_turtle=None if walked is None or walked.simple else walked.turtle(),
            identity=" ".join(shapes.identity(node) for node in (shape, constraint) if isinstance(node, Node)),
        )

    for whole in report.subjects(RDF.type, SH.ValidationReport):
        found.extend(finding(result) for result in report.objects(whole, SH.result))
    return found
