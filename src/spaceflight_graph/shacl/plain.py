"""Data as queries written by others have to see them: the only place that undoes the stand-ins for literals."""

from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import RDF, Term
from spaceflight_graph.rdf.literals import AS_WRITTEN, as_written, restored


class Plain:
    """A copy of the data where the store holds every literal as it likes.

    Attributes:
        store: the copy.
    """

    def __init__(self, data: Store) -> None:
        self._data = data
        self.store = Store()
        self.store.bulk_extend(
            Quad(q.subject, q.predicate, restored(q.object)) if isinstance(q.object, Literal) else q for q in data
        )

    @cached_property
    def _spellings(self) -> dict[Term, list[Literal]]:
        """Return the literals of the files that the copy spells in another way, by how it spells them."""
        apart = {quad.object: None for quad in self._data if _is_apart(quad.object)}
        files = [restored(literal) for literal in apart if isinstance(literal, Literal)]
        store = Store()
        store.extend(Quad(NamedNode(f"urn:{index}"), RDF.object, literal) for index, literal in enumerate(files))
        found: dict[Term, list[Literal]] = {}
        for quad in store:
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.object, []).append(files[int(quad.subject.value.removeprefix("urn:"))])
        return found

    def spelled(self, term: Term, focus: Term | None) -> Term:
        """Return a term of the copy as the files spell it; where they do in several ways, as the focus node does."""
        several: list[Term] = [*self._spellings.get(term, ())]
        if several and self._holds(None, term):
            several.append(term)
        if len(several) > 1 and focus is not None:
            several = [one for one in several if self._holds(focus, one)] or several
        return several[0] if len(several) == 1 else term

    def _holds(self, subject: Term | None, value: Term) -> bool:
        stored = as_written(value) if isinstance(value, Literal) else value
        if isinstance(subject, Literal):
            return False
        return next(self._data.quads_for_pattern(subject, None, stored, None), None) is not None


def _is_apart(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value.startswith(AS_WRITTEN)
