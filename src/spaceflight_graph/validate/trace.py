"""A finding to the triples that are to blame for it: the only place that guesses what the reader has to change.

Nothing here knows about files: it asks the store, and says which triples to look for, the best first.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Variable

from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import RDF, SF, Term
from spaceflight_graph.rdf.literals import as_written
from spaceflight_graph.rdf.places import Wanted
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.shacl.vocabulary import sh

_SURPLUS = {sh(name + "ConstraintComponent") for name in ("MaxCount", "UniqueLang")}
_UNIQUE, _EQUALS = sh("UniqueLangConstraintComponent"), sh("EqualsConstraintComponent")
_MISSING = {sh(name + "ConstraintComponent") for name in ("MinCount", "QualifiedMinCount", "HasValue")}
_BOUNDS = (SF.notBefore, SF.notAfter)


class Trace:
    """Finds the triples behind the findings of one run."""

    def __init__(self, store: Store, shapes: Shapes) -> None:
        self.store = store
        self.shapes = shapes
        self._has_claims, self._has_documents = (
            next(iter(store.quads_for_pattern(None, predicate, None, None)), None) is not None
            for predicate in (RDF.subject, SF.document)
        )

    def triples(self, finding: Finding) -> list[Wanted]:
        """Return the triples to look for, the one most to blame first; then comes the focus node's own block."""
        if finding.focus is None:
            return []
        found = list(self._offending(finding, finding.focus))
        if self._has_claims:
            found = [wanted for one in found for wanted in (one, *self._claimed(one))]
        return found

    def source(self, wanted: Wanted | None, finding: Finding) -> tuple[NamedNode, int | None] | None:
        """Return the document and line behind a triple, if a claim is."""
        for claim in (wanted.subject if wanted else None, finding.focus) if self._has_documents else ():
            if isinstance(claim, NamedNode | BlankNode):
                document = self._value(claim, SF.document)
                line = self._value(claim, SF.line)
                if isinstance(document, NamedNode):
                    number = int(line.value) if isinstance(line, Literal) and line.value.isdigit() else None
                    return document, number
        return None

    def _offending(self, finding: Finding, focus: Term) -> Iterator[Wanted]:
        shape = self.shapes.by_node.get(finding.shape) if finding.shape is not None else None
        path = shape.path if shape else None
        if isinstance(finding.path_term, NamedNode) and (path is None or path.simple != finding.path_term):
            path = Path("iri", finding.path_term)
        value = finding.value
        if path is None:
            if value is not None and value != focus:
                yield from self._near(focus, value)
                if not isinstance(focus, Literal):
                    yield Wanted(focus, None, value)
        elif path.repeats and finding.component in _SURPLUS | _MISSING:  # too far to walk for a place
            for step in path.first_steps():
                yield from (replace(one, at_subject=False, last=True) for one in self._steps(focus, step, None))
        elif path.winding:
            yield from self._last_steps(path, value)
        elif value is not None:
            yield from self._steps(focus, path, value)
            if shape is not None and finding.component == _EQUALS:
                others = [argument for name, argument in shape.constraints if name == "equals"]
                yield from (Wanted(focus, other, value) for other in others if isinstance(other, NamedNode))
            if not isinstance(focus, Literal):
                yield Wanted(focus, None, value)
        elif finding.component in _MISSING and path.kind == "/":
            yield from self._as_far_as_it_goes(focus, path)
        elif finding.component in _SURPLUS:
            own = path.parts[0] if path.kind == "/" else path  # what leads away from the node is its own doing
            among = self._repeated(focus, path) if finding.component == _UNIQUE else None
            for wanted in (*self._steps(focus, own, None), *self._steps(focus, path, None)):
                yield replace(wanted, at_subject=False, last=True, among=among)

    def _last_steps(self, path: Path, value: Term | None) -> Iterator[Wanted]:
        """Yield the triples by which a path may arrive at a value, from wherever."""
        for step in path.last_steps():
            for _, predicate, inverse in _ends(step):
                for node in self._beside(value, predicate, inverse=inverse):
                    one, other = (value, node) if inverse else (node, value)
                    if not isinstance(one, Literal):
                        yield Wanted(one, predicate, other, at_subject=inverse)

    def _repeated(self, focus: Term, path: Path) -> frozenset[Term]:
        """Return the values of a path whose language another one has, too."""
        values = [value for value in self._reached(focus, path) if isinstance(value, Literal)]
        tagged = {value: value.language.lower() for value in values if value.language}
        languages = Counter(tagged.values())
        return frozenset(value for value, language in tagged.items() if languages[language] > 1)

    def _as_far_as_it_goes(self, focus: Term, path: Path) -> Iterator[Wanted]:
        """Yield the last triple of a path that ends too soon: from there something is missing."""
        for length in range(len(path.parts) - 1, 0, -1):
            walked = path.parts[0] if length == 1 else Path("/", parts=path.parts[:length])
            for value in self._reached(focus, walked):
                yield from self._steps(focus, walked, value)

    def _steps(self, focus: Term, path: Path, value: Term | None) -> Iterator[Wanted]:
        """Yield the triples by which a path arrives at a value."""
        ends = list(_ends(path))
        for before, predicate, inverse in ends:
            near = self._beside(value, predicate, inverse=inverse) if len(ends) == 1 and before is not None else []
            if len(near) == 1 or before is None:  # there is no other way; to walk it all takes long
                starts = near or [focus]
            else:
                starts = self._starts(focus, before, predicate, value, inverse=inverse)
            for start in starts:
                if inverse:
                    if not isinstance(value, Literal):
                        yield Wanted(value, predicate, start, at_subject=True)
                elif not isinstance(start, Literal):
                    yield Wanted(start, predicate, value)

    def _starts(
        self, focus: Term, before: Path, predicate: NamedNode, value: Term | None, *, inverse: bool
    ) -> list[Term]:
        """Return the nodes on the way from which the last step leads to a value, if there is one."""
        if value is None:
            return list(self._reached(focus, before))
        step = f"?v {predicate} ?x" if inverse else f"?x {predicate} ?v"
        rows = self._ask("x", f"{step} . ?f {before.sparql()} ?x", {"f": focus, "v": value})
        return [row["x"] for row in rows]

    def _beside(self, value: Term | None, predicate: NamedNode, *, inverse: bool) -> list[Term]:
        """Return the nodes from which one step leads to a value."""
        if value is None:
            return []
        if inverse:
            return [row["x"] for row in self._ask("x", f"?v {predicate} ?x", {"v": value})]
        return [row["x"] for row in self._ask("x", f"?x {predicate} ?v", {"v": value})]

    def _near(self, focus: Term, value: Term) -> Iterator[Wanted]:
        """Yield the triples that tie a value to a focus node, when no path says how."""
        given = {"f": focus, "v": value}
        yield from (Wanted(focus, row["p"], value) for row in self._ask("p", "?f ?p ?v", given))
        yield from (Wanted(row["x"], row["p"], value) for row in self._ask("pqx", "?f ?q ?x . ?x ?p ?v", given))
        yield from (Wanted(row["x"], row["p"], value) for row in self._ask("pqx", "?x ?q ?f . ?x ?p ?v", given))

    def _reached(self, focus: Term, path: Path) -> Iterator[Term]:
        for row in self._ask("x", f"?f {path.sparql()} ?x", {"f": focus}):
            yield row["x"]

    def _claimed(self, wanted: Wanted) -> Iterator[Wanted]:
        """Yield the claims that say a triple, which may be derived from them and stand in no file."""
        if wanted.subject is None or wanted.predicate is None:
            return
        if wanted.predicate in _BOUNDS:  # nobody claims those: they are the range that the time denotes
            times = self.store.quads_for_pattern(wanted.subject, SF.time, None, None)  # type: ignore[arg-type]
            for quad in sorted(times, key=str):
                yield from self._claimed(Wanted(wanted.subject, SF.time, quad.object))
            return
        about = self.store.quads_for_pattern(None, RDF.subject, wanted.subject, None)
        for claim in sorted((quad.subject for quad in about), key=str):  # a store gives them as it was filled
            if wanted.predicate == self._value(claim, RDF.predicate):
                said = self._value(claim, RDF.object)
                if wanted.object is None or said == wanted.object:
                    yield Wanted(claim, RDF.object, said, last=wanted.last)

    def _value(self, subject: Any, predicate: NamedNode) -> Term | None:
        quad = next(iter(self.store.quads_for_pattern(subject, predicate, None, None)), None)
        return None if quad is None else quad.object

    def _ask(self, names: str, pattern: str, given: dict[str, Term]) -> list[dict[str, Any]]:
        """Return the rows of a pattern, with some variables given; few, and in a fixed order."""
        query = f"SELECT DISTINCT {' '.join(f'?{name}' for name in (*names, *given))} WHERE {{ {pattern} }}"
        stored = {Variable(n): as_written(term) if isinstance(term, Literal) else term for n, term in given.items()}
        rows: Any = self.store.query(query, substitutions=stored)
        found = [{name: row[name] for name in names} for row in rows]
        return sorted(found, key=lambda row: [str(term) for term in row.values()])[:20]


def block(focus: Term | None) -> Iterator[Wanted]:
    """Yield what to look for where the triples to blame are not to be found: where a node is described, or named."""
    if focus is not None and not isinstance(focus, Literal):
        yield Wanted(focus, RDF.type, at_subject=True)
        yield Wanted(focus, at_subject=True)
        yield Wanted(None, None, focus)


def _ends(path: Path) -> Iterator[tuple[Path | None, NamedNode, bool]]:
    """Yield the last steps of a path: what leads up to it, the property, and whether it is walked backwards."""
    if path.iri is not None:
        yield None, path.iri, False
    elif path.kind == "^":  # in a simplified path it stands before a property
        yield from ((None, iri, True) for iri in (path.parts[0].iri,) if iri is not None)
    elif path.kind == "|":
        for part in path.parts:
            yield from _ends(part)
    else:
        repeated = path.kind != "/"
        last = path.parts[-1]
        lead = (Path("*", parts=path.parts),) if repeated else path.parts[:-1]
        for before, predicate, inverse in _ends(last):
            steps = (*lead, before) if before is not None else lead
            yield (steps[0] if len(steps) == 1 else Path("/", parts=steps)), predicate, inverse
