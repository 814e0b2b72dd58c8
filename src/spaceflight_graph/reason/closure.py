"""The ontology closed by OWL 2 RL: the only place that asks owlrl.

Closing the shipped ontology takes half a second and gives the same each time, so the package carries the result, made
by ``make generate``, with a digest of the axioms that it was made from. Any other ontology is closed when it is met.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from spaceflight_graph import files
from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, Term

FILE = Path(__file__).parent / "closure.nt"
AXIOMS = {
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.type, RDF.first, RDF.rest,
    OWL.inverseOf, OWL.propertyChainAxiom, OWL.members,
}  # fmt: skip
"""The properties of triples that anything follows from; all others are annotations."""

TRIVIAL = {OWL.Thing, NamedNode(PREFIXES["rdfs"] + "Resource"), NamedNode(OWL.iri + "Class")}
"""What OWL says of everything, and so of nothing."""


def of_ontology(axioms: Iterable[Triple]) -> set[Triple]:
    """Return the closure of an ontology, or as much of it as anything follows from.

    It is what the package carries, if that was made from the same axioms.
    """
    axioms = set(axioms)
    mark, _, content = FILE.read_text(encoding="utf-8").partition("\n") if FILE.is_file() else ("", "", "")
    if mark == _mark(axioms, content):
        return {quad.triple for quad in parse(content, RdfFormat.N_TRIPLES)}
    return of_everything(axioms)


def of_everything(triples: Iterable[Triple]) -> set[Triple]:
    """Return the OWL 2 RL closure that owlrl computes, its input included."""
    import owlrl

    from spaceflight_graph.rdf.rdflib_terms import from_term, to_graph

    graph = to_graph(triples, store="SimpleMemory")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    found: set[Triple] = set()
    for s, p, o in graph:
        subject, predicate = from_term(s), from_term(p)
        if isinstance(subject, NamedNode | BlankNode) and isinstance(
            predicate, NamedNode
        ):  # owlrl speaks of literals too
            found.add(Triple(subject, predicate, from_term(o)))
    return found


def text(axioms: Iterable[Triple]) -> str:
    """Return what the file should hold: a line that tells what it was made from, then what anything follows from."""
    axioms = set(axioms)
    content = "".join(f"{line}\n" for line in _lines(filter(_says_something, of_everything(axioms))))
    return f"{_mark(axioms, content)}\n{content}"


def _says_something(t: Triple) -> bool:
    if t.predicate == RDF.type:
        return t.object in (OWL.SymmetricProperty, OWL.TransitiveProperty)
    return t.predicate in AXIOMS and t.object not in TRIVIAL and t.subject != t.object


def _mark(axioms: Iterable[Triple], content: str) -> str:
    """Return the digests of axioms and of their closure, as the first line of the file has them."""
    made_from = "\n".join(_lines(axioms))
    return f"# {sha256(made_from.encode()).hexdigest()} {sha256(content.encode()).hexdigest()}"


def _lines(triples: Iterable[Triple]) -> list[str]:
    """Return triples as text, sorted; blank nodes are named after what is said of them, not by their reader."""
    told: dict[Term, list[Triple]] = defaultdict(list)
    for t in triples:
        told[t.subject].append(t)
    names: dict[Term, str] = {}

    def name(term: Term) -> str:
        if not isinstance(term, BlankNode):
            return str(term)
        if term not in names:
            names[term] = f"_:{term.value}"  # a list that bites its tail has no other name
            said = "\n".join(sorted(f"{t.predicate} {name(t.object)}" for t in told[term]))
            names[term] = f"_:{sha256(said.encode()).hexdigest()[:32]}"
        return names[term]

    return sorted(f"{name(s)} {p} {name(o)} ." for its in list(told.values()) for s, p, o in its)


if __name__ == "__main__":
    from spaceflight_graph.claims.layers import load
    from spaceflight_graph.namespaces import GRAPH

    ontology = (t for t in load().triples(GRAPH.ontology) if t.predicate in AXIOMS)
    files.generate(FILE, text(ontology), check="--check" in sys.argv)
