"""From facts to what follows from them by OWL 2 RL.

owlrl closes the ontology alone, which is small. Each axiom of the closure then becomes one SPARQL update, and the
updates run on the facts until nothing new follows. owlrl over everything gives the same and takes a hundred times as
long; it stays as the reference (``reasoner="owlrl"``), and a test holds both equal.

Rule names as in OWL 2 Profiles, section 4.3: cax-sco, prp-spo1, prp-spo2, prp-dom, prp-rng, prp-inv, prp-symp, prp-trp.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph.errors import DataError, Problem, SpaceflightError
from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, Term, shorten

REASONERS = ("rules", "owlrl")

_AXIOMS = {
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.type, RDF.first, RDF.rest,
    OWL.inverseOf, OWL.propertyChainAxiom, OWL.members,
}  # fmt: skip
# What OWL says of everything, and so of nothing.
_TRIVIAL = {OWL.Thing, NamedNode(PREFIXES["rdfs"] + "Resource"), NamedNode(OWL.iri + "Class")}


def infer(ontology: Iterable[Triple], facts: Iterable[Triple], reasoner: str = REASONERS[0]) -> list[Triple]:
    """Return what follows from the ontology and the facts and is in neither, sorted.

    Args:
        ontology: all triples of the ontology; annotations are passed over.
        facts: who and what exists, and what is said of it.
        reasoner: ``rules`` or ``owlrl``.

    Raises:
        DataError: the facts contradict the ontology (something is of two classes that share no member).
        SpaceflightError: no such reasoner.
    """
    axioms = {t for t in ontology if t.predicate in _AXIOMS}
    store = _stored(facts)
    known = {quad.triple for quad in store}
    if reasoner == "rules":
        closed = _by_rules(_closed(axioms), store)
    elif reasoner == "owlrl":
        closed = _closed(axioms | known)
    else:
        raise SpaceflightError(f"reasoner {reasoner!r}: not known. Fix: take one of {', '.join(REASONERS)}.")
    things = {term for t in known for term in (t.subject, t.object) if isinstance(term, NamedNode)}
    things -= {t.subject for t in axioms}
    found = {t for t in closed if t.subject in things}
    _refuse_contradictions(axioms, found)
    return sorted((t for t in found - known if _says_something(t)), key=str)


def _stored(triples: Iterable[Triple]) -> Store:
    """Return triples in a store, which rewrites literals (PT53H is P2DT5H): else each would follow from itself."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    return store


def _refuse_contradictions(axioms: set[Triple], found: Iterable[Triple]) -> None:
    """Raise where a thing is of two classes that share no member (rule cax-adc)."""
    classes: dict[Term, set[Term]] = defaultdict(set)
    for t in found:
        if t.predicate == RDF.type:
            classes[t.subject].add(t.object)
    lists = [set(_items(axioms, t.object)) for t in axioms if t.predicate == OWL.members]
    problems = [
        Problem(
            "is of classes that share no member: "
            + ", ".join(sorted(shorten(c.value) for c in both if isinstance(c, NamedNode))),
            "mend its class in data/entities, or the claim whose property asks for the other class",
            subject=shorten(thing.value),
        )
        for thing, its in sorted(classes.items(), key=lambda item: str(item[0]))
        for disjoint in lists
        if len(both := its & disjoint) > 1 and isinstance(thing, NamedNode)
    ]
    if problems:
        raise DataError(problems)


def _items(triples: Iterable[Triple], head: Term) -> Iterator[Term]:
    """Yield the members of an RDF list."""
    objects: dict[tuple[Term, NamedNode], Term] = {
        (t.subject, t.predicate): t.object for t in triples if t.predicate in (RDF.first, RDF.rest)
    }
    while head != RDF.nil:
        yield objects[head, RDF.first]
        head = objects[head, RDF.rest]


def _says_something(triple: Triple) -> bool:
    if triple.predicate == OWL.sameAs:
        return triple.subject != triple.object
    return triple.object not in _TRIVIAL and isinstance(triple.object, NamedNode | Literal)


def _closed(triples: Iterable[Triple]) -> set[Triple]:
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


def _by_rules(ontology: set[Triple], store: Store) -> set[Triple]:
    """Apply each axiom of the closed ontology to facts as one SPARQL update, until nothing new follows."""
    rules = list(_rules(ontology))
    before = None
    while before != len(store):
        before = len(store)
        for rule in rules:
            store.update(rule)
    return {quad.triple for quad in store}


def _rules(ontology: set[Triple]) -> Iterator[str]:
    """Yield the axioms of a closed ontology as SPARQL updates."""
    for t in sorted(ontology, key=str):
        s, p, o = t.subject, t.predicate, t.object
        unnamed = not isinstance(s, NamedNode) or (isinstance(o, BlankNode) and p != OWL.propertyChainAxiom)
        if unnamed or s == o or o in _TRIVIAL:
            continue  # each update would give an unnamed class a new name, without end
        if p == RDFS.subClassOf:
            yield f"INSERT {{ ?x a {o} }} WHERE {{ ?x a {s} }}"
        elif p == RDFS.subPropertyOf:
            yield f"INSERT {{ ?x {o} ?y }} WHERE {{ ?x {s} ?y }}"
        elif p == RDFS.domain:
            yield f"INSERT {{ ?x a {o} }} WHERE {{ ?x {s} ?y }}"
        elif p == RDFS.range:
            yield f"INSERT {{ ?y a {o} }} WHERE {{ ?x {s} ?y FILTER(!isLiteral(?y)) }}"
        elif p == OWL.inverseOf:
            yield f"INSERT {{ ?y {o} ?x }} WHERE {{ ?x {s} ?y FILTER(!isLiteral(?y)) }}"
            yield f"INSERT {{ ?y {s} ?x }} WHERE {{ ?x {o} ?y FILTER(!isLiteral(?y)) }}"
        elif p == RDF.type and o == OWL.SymmetricProperty:
            yield f"INSERT {{ ?y {s} ?x }} WHERE {{ ?x {s} ?y }}"
        elif p == RDF.type and o == OWL.TransitiveProperty:
            yield f"INSERT {{ ?x {s} ?z }} WHERE {{ ?x {s} ?y . ?y {s} ?z }}"
        elif p == OWL.propertyChainAxiom:
            steps = [f"?n{i} {step} ?n{i + 1}" for i, step in enumerate(_items(ontology, o))]
            yield f"INSERT {{ ?n0 {s} ?n{len(steps)} }} WHERE {{ {' . '.join(steps)} }}"
