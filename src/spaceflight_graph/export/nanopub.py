"""Nanopublications, one a claim: TriG with four graphs each, by the guidelines of nanopub.net.

The assertion is the triple as the document says it. Where the claim has a caveat (a plan, "about", a window, a decade),
or its value a unit, a bare triple would say more or less than the document does: the assertion is then the claim
itself, with its caveats. Provenance is the claim, its document, the line and its own words; publication info says whose
edition it is, when its data were changed last, and under which licence.
"""

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.export.edition import Edition, edition
from spaceflight_graph.namespaces import BASE, GRAPH, PREFIXES, PROV, QUDT, RDF, SF, XSD, expand, shorten

NAMESPACE = BASE + "nanopub/"
SCHEMA = "http://www.nanopub.org/nschema#"
_QUALIFIERS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd, QUDT.unit)
_STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)
_ASSERTED = (RDF.subject, RDF.predicate, RDF.object, SF.precision, *_QUALIFIERS)
_SOURCE = (SF.document, SF.line, SF.statedAs, SF.inferredFrom)
_DESCRIBED = tuple(map(expand, ("dcterms:language", "dcterms:publisher", "dcterms:title", "schema:url", "sf:sha256")))
_PREFIXES = dict(sorted({**PREFIXES, "np": SCHEMA, "nanopub": NAMESPACE}.items()))


def text(store: Store, things: Sequence[NamedNode] = ()) -> Iterator[str]:
    """Yield nanopublications one by one, in the order of their claims; together they are one TriG document.

    Args:
        store: the graph.
        things: only the claims about these, or these claims; all where none is named.

    Raises:
        NotFoundError: nothing is claimed of one of them.
    """
    about = edition(store)
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in _PREFIXES.items())
    for claim in _claims(store, things):
        yield "\n" + _trig(quads(store, claim, about))


def quads(store: Store, claim: NamedNode, about: Edition) -> list[Quad]:
    """Return the four graphs of one claim."""
    name = NAMESPACE + claim.value.removeprefix(PREFIXES["claim"])
    this, head, assertion, provenance, info = (
        NamedNode(name + part) for part in ("", "#Head", "#assertion", "#provenance", "#pubinfo")
    )
    said = sorted(
        {quad.triple for quad in store.quads_for_pattern(claim, None, None, None) if quad.graph_name != GRAPH.facts},
        key=str,
    )
    of = {t.predicate: t.object for t in said}
    made = [
        Quad(this, RDF.type, NamedNode(SCHEMA + "Nanopublication"), head),
        Quad(this, NamedNode(SCHEMA + "hasAssertion"), assertion, head),
        Quad(this, NamedNode(SCHEMA + "hasProvenance"), provenance, head),
        Quad(this, NamedNode(SCHEMA + "hasPublicationInfo"), info, head),
    ]
    if of.keys().isdisjoint(_QUALIFIERS) and of.get(SF.precision) not in _STRETCHES:
        made.append(Quad(of[RDF.subject], of[RDF.predicate], of[RDF.object], assertion))  # type: ignore[arg-type]
    else:
        made.append(Quad(claim, RDF.type, SF.Claim, assertion))
        made += [Quad(claim, t.predicate, t.object, assertion) for t in said if t.predicate in _ASSERTED]
    made.append(Quad(assertion, PROV.wasDerivedFrom, claim, provenance))
    made += [Quad(claim, t.predicate, t.object, provenance) for t in said if t.predicate in _SOURCE]
    described = {quad.triple for quad in store.quads_for_pattern(of[SF.document], None, None, GRAPH.documents)}  # type: ignore[arg-type]
    for t in sorted(described, key=str):
        if t.predicate in _DESCRIBED:
            made.append(Quad(t.subject, t.predicate, t.object, provenance))
    made += [
        Quad(this, expand("dcterms:creator"), Literal(about.creator, language="en"), info),
        Quad(this, expand("dcterms:created"), Literal(about.modified, datatype=XSD.date), info),
        Quad(this, expand("dcterms:license"), NamedNode(about.licence), info),
        Quad(this, expand("dcterms:isPartOf"), NamedNode(about.iri), info),
        Quad(this, expand("owl:versionInfo"), Literal(about.version), info),
    ]
    return made


def _claims(store: Store, things: Sequence[NamedNode]) -> Iterator[NamedNode]:
    """Yield claims in the order of their IRIs, with no more in memory than the names."""
    found = set()
    for thing in things:
        claims = {q.subject for q in store.quads_for_pattern(None, RDF.subject, thing, None) if _is_claim(store, q)}
        if next(store.quads_for_pattern(thing, RDF.type, SF.Claim, None), None):
            claims.add(thing)
        if not claims:
            raise NotFoundError(
                f"nothing is claimed of {shorten(thing.value)}."
                " Fix: name a thing that a document tells of, or a claim; `spaceflight explain` shows them."
            )
        found |= claims
    if not things:
        found = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Claim, None)}
    yield from sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def _is_claim(store: Store, quad: Quad) -> bool:
    return next(store.quads_for_pattern(quad.subject, RDF.type, SF.Claim, None), None) is not None


def _trig(made: list[Quad]) -> str:
    """Return quads as TriG whose prefixes are declared already."""
    written = (serialize(made, format=RdfFormat.TRIG, prefixes=_PREFIXES) or b"").decode()
    return "".join(line for line in written.splitlines(keepends=True) if not line.startswith("@prefix "))
