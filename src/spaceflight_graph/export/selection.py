"""The only place that says which triples an export holds: who and what exists, and what is said of it.

The claims behind a fact stay out. A fact node comes along only as a warning: where the fact is a plan, is not exact, is
a window or longer than its value looks (2020 for the 2020s), or is under a dispute that nobody has settled; the node of
that dispute comes along too.
"""

from pyoxigraph import NamedNode, Store, Triple

from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, SKOS

WIKIDATA_QUERY = "wikidata"
INSTANCE_OF = NamedNode(PREFIXES["wdt"] + "P31")
_CAVEATS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd)
_OPEN = (SF.TieBreak, SF.Unsettled)
_STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)  # a gYear or gYearMonth alone would say less


def statements(store: Store) -> set[Triple]:
    """Return the entities and the facts, with the nodes of those facts that have a caveat and of open disputes."""
    told = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Fact, GRAPH.facts)}
    disputes = {
        quad.subject
        for basis in _OPEN
        for quad in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes)
        if isinstance(quad.subject, NamedNode)
    }
    warned = {quad.subject for caveat in _CAVEATS for quad in store.quads_for_pattern(None, caveat, None, GRAPH.facts)}
    warned |= {
        quad.subject
        for stretch in _STRETCHES
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
    """Return the same, with things that have a Wikidata id named by it, and properties that Wikidata shares by its own.

    A fact with a caveat keeps our property, for Wikidata's would tell it as plain truth. What Wikidata says of a thing
    itself and we tell in more than one step is added (``queries/export/wikidata.rq``).
    """
    from spaceflight_graph.query import ask, catalogue

    base = statements(store)
    warned = _facts(base)
    made = ask.run(store, catalogue.get(WIKIDATA_QUERY), {})
    base |= set(made)  # type: ignore[arg-type]  # a CONSTRUCT makes triples
    items = {t.subject: t.object for t in base if t.predicate == SCHEMA.sameAs}
    same = _aligned(store, SKOS.exactMatch)
    kinds = _aligned(store, SKOS.broadMatch) | same
    properties = {ours: theirs for ours, theirs in same.items() if theirs.value.startswith(PREFIXES["wdt"])}
    renamed: set[Triple] = set()
    for t in base:
        if t.predicate == SCHEMA.sameAs:
            continue
        if t.predicate == RDF.type and t.object in kinds:
            item = items.get(t.subject, t.subject)
            renamed.add(Triple(item, INSTANCE_OF, kinds[t.object]))  # type: ignore[arg-type]
        subject, predicate, value = (
            items.get(t.subject, t.subject),
            t.predicate if t in warned else properties.get(t.predicate, t.predicate),
            t.object,
        )
        assert isinstance(subject, NamedNode)  # noqa: S101 - no blank nodes in data, and items are IRIs
        renamed.add(Triple(subject, predicate, items.get(value, value)))  # type: ignore[arg-type]
    return renamed


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


def _facts(triples: set[Triple]) -> set[Triple]:
    """Return what the fact nodes among the triples are about."""
    parts: dict[object, dict[NamedNode, object]] = {}
    for t in triples:
        if t.predicate in (RDF.subject, RDF.predicate, RDF.object):
            parts.setdefault(t.subject, {})[t.predicate] = t.object
    return {
        Triple(its[RDF.subject], its[RDF.predicate], its[RDF.object])  # type: ignore[arg-type]
        for its in parts.values()
        if len(its) == 3
    }


def _aligned(store: Store, relation: NamedNode) -> dict[object, NamedNode]:
    return {
        quad.subject: quad.object
        for quad in store.quads_for_pattern(None, relation, None, GRAPH.ontology)
        if isinstance(quad.object, NamedNode)
    }
