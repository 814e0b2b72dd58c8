"""From facts to what follows from them by OWL 2 RL.

owlrl closes the ontology alone, which is small (`closure`). Each axiom of the closure then becomes one SPARQL update,
and the updates run on the facts until nothing new follows. owlrl over everything gives the same and takes a hundred
times as long; it stays as the reference (``reasoner="owlrl"``), and a test holds both equal.

Rule names as in OWL 2 Profiles, section 4.3: cax-sco, prp-spo1, prp-spo2, prp-dom, prp-rng, prp-inv, prp-symp, prp-trp.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph.errors import DataError, Problem, SpaceflightError, in_order
from spaceflight_graph.namespaces import OWL, RDF, RDFS, Term, shorten
from spaceflight_graph.reason import closure

REASONERS = ("rules", "owlrl")


def contradiction(thing: NamedNode, classes: Sequence[NamedNode]) -> Problem:
    """Return what to tell of a thing of classes that share no member, where nobody knows the files."""
    return Problem(
        f"is of classes that share no member: {', '.join(shorten(c.value) for c in classes)}",
        "mend its class in data/entities, or the claim whose property asks for the other class",
        subject=shorten(thing.value),
    )


def infer(
    ontology: Iterable[Triple],
    facts: Iterable[Triple],
    reasoner: str = REASONERS[0],
    told: Callable[[NamedNode, Sequence[NamedNode]], Problem] = contradiction,
) -> list[Triple]:
    """Return what follows from the ontology and the facts and is in neither, sorted.

    Args:
        ontology: all triples of the ontology; annotations are passed over.
        facts: who and what exists, and what is said of it.
        reasoner: ``rules`` or ``owlrl``.
        told: what to tell of a thing of classes that share no member.

    Raises:
        DataError: the facts contradict the ontology (something is of two classes that share no member).
        SpaceflightError: no such reasoner.
    """
    axioms = {t for t in ontology if t.predicate in closure.AXIOMS}
    rules = list(_rules(closure.of_ontology(axioms))) if reasoner == "rules" else []
    if rules:  # labels, addresses and the like follow from nothing, and nothing from them
        concerned = {prop for rule in rules for prop in rule.reads | rule.writes}
        facts = (t for t in facts if t.predicate in concerned or t.predicate == RDF.type)
    store = _stored(facts)
    known = {quad.triple for quad in store}
    things = {term for t in known for term in (t.subject, t.object) if isinstance(term, NamedNode)}
    things -= {t.subject for t in axioms}
    if reasoner == "rules":
        _apply(rules, store, _keys(known))
        closed: Iterable[Triple] = (quad.triple for quad in store)
    elif reasoner == "owlrl":
        closed = closure.of_everything(axioms | known)
    else:
        raise SpaceflightError(f"reasoner {reasoner!r}: not known. Fix: take one of {', '.join(REASONERS)}.")
    new = []
    classes: dict[Term, set[Term]] = defaultdict(set)
    for t in closed:
        if t.subject in things:
            if t.predicate == RDF.type:
                classes[t.subject].add(t.object)
            if t not in known and _says_something(t):
                new.append(t)
    _refuse_contradictions(axioms, classes, told)
    return sorted(new, key=str)


def _stored(triples: Iterable[Triple]) -> Store:
    """Return triples in a store, which rewrites literals (PT53H is P2DT5H): else each would follow from itself."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    return store


def _refuse_contradictions(
    axioms: set[Triple], classes: Mapping[Term, set[Term]], told: Callable[[NamedNode, Sequence[NamedNode]], Problem]
) -> None:
    """Raise where a thing is of two classes that share no member (rule cax-adc)."""
    lists = [set(_items(axioms, t.object)) for t in axioms if t.predicate == OWL.members]
    problems = [
        told(thing, sorted((c for c in both if isinstance(c, NamedNode)), key=lambda c: c.value))
        for thing, its in sorted(classes.items(), key=lambda item: str(item[0]))
        for disjoint in lists
        if len(both := its & disjoint) > 1 and isinstance(thing, NamedNode)
    ]
    if problems:
        raise DataError(in_order(problems))


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
    return triple.object not in closure.TRIVIAL and isinstance(triple.object, NamedNode | Literal)


@dataclass(frozen=True, slots=True)
class _Rule:
    """An axiom, in SPARQL.

    Attributes:
        reads: the properties that it needs triples of; the class, where it needs the members of one.
        writes: those that it makes triples of.
        given: the pattern that it needs.
        follows: the triple that it makes.
    """

    reads: frozenset[Term]
    writes: frozenset[Term]
    given: str
    follows: str


def _keys(triples: Iterable[Triple]) -> set[Term]:
    """Return the properties, and the classes with members, that there are triples of."""
    found: set[Term] = set()
    for t in triples:
        found.add(t.predicate)
        if t.predicate == RDF.type:
            found.add(t.object)
    return found


def _apply(rules: Iterable[_Rule], store: Store, fresh: set[Term]) -> None:
    """Apply rules until nothing new follows: all that read what there is, then those that read what has grown since."""
    rules = list(rules)
    while fresh:
        grown, fresh = fresh, set()
        for rule in rules:
            if rule.reads.isdisjoint(grown) and rule.reads.isdisjoint(fresh):
                continue
            if store.query(f"ASK {{ {rule.given} FILTER NOT EXISTS {{ {rule.follows} }} }}"):
                store.update(f"INSERT {{ {rule.follows} }} WHERE {{ {rule.given} }}")
                fresh |= rule.writes


def _rules(ontology: set[Triple]) -> Iterator[_Rule]:
    """Yield the axioms of a closed ontology as rules."""
    for t in sorted(ontology, key=str):
        s, p, o = t.subject, t.predicate, t.object
        unnamed = not isinstance(s, NamedNode) or (isinstance(o, BlankNode) and p != OWL.propertyChainAxiom)
        if unnamed or s == o or o in closure.TRIVIAL:
            continue  # each update would give an unnamed class a new name, without end
        one, other, member = frozenset({s}), frozenset({o}), frozenset({o, RDF.type})
        if p == RDFS.subClassOf:
            yield _Rule(one, member, f"?x a {s}", f"?x a {o}")
        elif p == RDFS.subPropertyOf:
            yield _Rule(one, other, f"?x {s} ?y", f"?x {o} ?y")
        elif p == RDFS.domain:
            yield _Rule(one, member, f"?x {s} ?y", f"?x a {o}")
        elif p == RDFS.range:
            yield _Rule(one, member, f"?x {s} ?y FILTER(!isLiteral(?y))", f"?y a {o}")
        elif p == OWL.inverseOf:
            yield _Rule(one, other, f"?x {s} ?y FILTER(!isLiteral(?y))", f"?y {o} ?x")
            yield _Rule(other, one, f"?x {o} ?y FILTER(!isLiteral(?y))", f"?y {s} ?x")
        elif p == RDF.type and o == OWL.SymmetricProperty:
            yield _Rule(one, one, f"?x {s} ?y FILTER(!isLiteral(?y))", f"?y {s} ?x")
        elif p == RDF.type and o == OWL.TransitiveProperty:
            yield _Rule(one, one, f"?x {s} ?y . ?y {s} ?z", f"?x {s} ?z")
        elif p == OWL.propertyChainAxiom:
            links = list(_items(ontology, o))
            steps = [f"?n{i} {step} ?n{i + 1}" for i, step in enumerate(links)]
            yield _Rule(frozenset(links), one, " . ".join(steps), f"?n0 {s} ?n{len(steps)}")
