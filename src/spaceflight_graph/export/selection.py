"""The only place that says which triples an export holds: who and what exists, and what is said of it.

The claims behind a fact stay out. A fact node comes along only as a warning: where the fact is a plan, is not exact, is
a window or longer than its value looks (2020 for the 2020s), or is under a dispute that nobody has settled; the node of
that dispute comes along too.
"""

from pyoxigraph import NamedNode, Store, Triple

from spaceflight_graph.link import truthy
from spaceflight_graph.link.alignment import Alignment
from spaceflight_graph.link.facts import OPEN, STRETCHES
from spaceflight_graph.link.ours import ours
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, SKOS

INSTANCE_OF = NamedNode(PREFIXES["wdt"] + "P31")
_CAVEATS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd)
_INSTANCE_BY = (SKOS.exactMatch, SKOS.broadMatch)


def statements(store: Store) -> set[Triple]:
    """Return the entities and the facts, with the nodes of those facts that have a caveat and of open disputes."""
    told = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Fact, GRAPH.facts)}
    disputes = {
        quad.subject
        for basis in OPEN
        for quad in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes)
        if isinstance(quad.subject, NamedNode)
    }
    warned = {quad.subject for caveat in _CAVEATS for quad in store.quads_for_pattern(None, caveat, None, GRAPH.facts)}
    warned |= {
        quad.subject
        for stretch in STRETCHES
        for quad in store.quads_for_pattern(None, SF.precision, stretch, GRAPH.facts)
    }
    found = {quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.entities)}
    for dispute in disputes:
        about = {quad.triple for quad in store.quads_for_pattern(dispute, None, None, GRAPH.disputes)}
        warned |= {t.object for t in about if t.predicate == SF.chosen and isinstance(t.object, NamedNode)}
        found |= about
    for quad in store.quads_for_pattern(None, None, None, GRAPH.facts):
        if quad.predicate != SF.relationToFact and (quad.subject not in told or quad.subject in warned):
            found.add(quad.triple)
    return found


def in_wikidata_terms(store: Store) -> set[Triple]:
    """Return the same, with things that have a Wikidata id named by it, and what Wikidata would say by its properties.

    What ``link/`` makes a statement of is added as a truthy triple, where that hides nothing (``link/truthy.py``).
    Where our property means the same wherever it stands, the triple takes the place of ours. All else keeps our names.
    """
    base = statements(store)
    alignment = Alignment(store)
    given = ours(store)
    items = {t.subject: t.object for t in base if t.predicate == SCHEMA.sameAs}
    same = {rule.term: rule.theirs for rule in alignment.rules if rule.plain and rule.relation == "exactMatch"}
    kinds = {term: theirs for term, relation, theirs in alignment.relations() if relation in _INSTANCE_BY}
    found = truthy.triples(given)
    for t in base:
        if t.predicate == SCHEMA.sameAs:
            continue
        subject, value = items.get(t.subject, t.subject), items.get(t.object, t.object)  # type: ignore[arg-type]
        if t.predicate == RDF.type and t.object in kinds:
            found.add(Triple(subject, INSTANCE_OF, kinds[t.object]))  # type: ignore[arg-type,index]
        if t.predicate in same:
            theirs = Triple(subject, NamedNode(PREFIXES["wdt"] + same[t.predicate]), value)  # type: ignore[arg-type]
            if theirs in found:
                continue
        found.add(Triple(subject, t.predicate, value))  # type: ignore[arg-type]
    return found


def events(store: Store) -> set[NamedNode]:
    """Return the classes of events, as the graph's ontology has them."""
    found = {SF.Event}
    ahead = [SF.Event]
    while ahead:
        for quad in store.quads_for_pattern(None, RDFS.subClassOf, ahead.pop(), GRAPH.ontology):
            if isinstance(quad.subject, NamedNode) and quad.subject not in found:
                found.add(quad.subject)
                ahead.append(quad.subject)
    return found
