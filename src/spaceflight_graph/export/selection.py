"""Which triples an export holds: who and what exists, and what is said of it; not the claims behind it."""

from pyoxigraph import NamedNode, Store, Triple

from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SCHEMA, SF

WIKIDATA_QUERY = "wikidata"
INSTANCE_OF = NamedNode(PREFIXES["wdt"] + "P31")


def statements(store: Store) -> set[Triple]:
    """Return the entities and the facts, without the fact nodes that lead to the claims."""
    told = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Fact, GRAPH.facts)}
    found = {quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.entities)}
    for quad in store.quads_for_pattern(None, None, None, GRAPH.facts):
        if quad.subject not in told and quad.predicate != SF.relationToFact:
            found.add(quad.triple)
    return found


def in_wikidata_terms(store: Store) -> set[Triple]:
    """Return the same, with things that have a Wikidata id named by it, and properties that Wikidata shares by its own.

    What Wikidata says of a flight itself and we tell by its events and crew is added (``queries/export/wikidata.rq``).
    """
    from spaceflight_graph import query

    base = statements(store)
    made = query.run(store, query.get(WIKIDATA_QUERY), {})
    base |= set(made)  # type: ignore[arg-type]  # a CONSTRUCT makes triples
    items = {t.subject: t.object for t in base if t.predicate == SCHEMA.sameAs}
    exact = NamedNode(PREFIXES["skos"] + "exactMatch")
    aligned = {quad.subject: quad.object for quad in store.quads_for_pattern(None, exact, None, GRAPH.ontology)}
    properties = {ours: theirs for ours, theirs in aligned.items() if "/prop/direct/" in str(theirs)}
    renamed: set[Triple] = set()
    for t in base:
        if t.predicate == SCHEMA.sameAs:
            continue
        if t.predicate == RDF.type and t.object in aligned:
            item = items.get(t.subject, t.subject)
            renamed.add(Triple(item, INSTANCE_OF, aligned[t.object]))  # type: ignore[arg-type, index]
        subject, predicate, value = (
            items.get(t.subject, t.subject),
            properties.get(t.predicate, t.predicate),
            t.object,
        )
        assert isinstance(subject, NamedNode)  # noqa: S101 - no blank nodes in data, and items are IRIs
        assert isinstance(predicate, NamedNode)  # noqa: S101
        renamed.add(Triple(subject, predicate, items.get(value, value)))  # type: ignore[arg-type]
    return renamed
