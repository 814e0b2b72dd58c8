"""The page of disputes: of each its cause, both sides, and how it was settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph.namespaces import GRAPH, RDF, SF, SKOS, shorten
from spaceflight_graph.query import explain
from spaceflight_graph.query.explain import Explanation, Voice
from spaceflight_graph.query.told import label, nodes, one
from spaceflight_graph.serve.pages.links import Link, link_to, thing
from spaceflight_graph.serve.pages.rendering import page


@dataclass(frozen=True)
class Contested:
    """A dispute.

    Attributes:
        slug: the last part of its IRI.
        thing: what it is about.
        property: likewise.
        explained: all that is told of that property of that thing.
        cause: what lies behind it, and what that means in English.
        agreeing: what the answer goes by.
        against: what stands against it.
        basis: the rule that settled it.
        rulings: the reasons of decisions that did.
    """

    slug: str
    thing: Link
    property: str
    explained: Explanation
    cause: tuple[str, str]
    agreeing: tuple[Voice, ...]
    against: tuple[Voice, ...]
    basis: str
    rulings: tuple[str, ...]


def html(store: Store, language: str) -> bytes:
    """Return the page."""
    disputes = [_contested(store, node, language) for node in _all(store)]
    return page("disputes.html", language, "/disputes?", disputes=disputes, link=link_to)


def triples(store: Store) -> list[Triple]:
    """Return all disputes as data, with the claims that take part."""
    found = {quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.disputes)}
    for dispute in _all(store):
        for claim in (*nodes(store, dispute, SF.disputedClaim), *nodes(store, dispute, SF.chosen)):
            found |= {quad.triple for quad in store.quads_for_pattern(claim, None, None, None)}
    return sorted(found, key=str)


def _all(store: Store) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Dispute, GRAPH.disputes))
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def _contested(store: Store, dispute: NamedNode, language: str) -> Contested:
    subject, prop = one(store, dispute, RDF.subject), one(store, dispute, RDF.predicate)
    assert isinstance(subject, NamedNode)  # noqa: S101 - the build makes them so
    assert isinstance(prop, NamedNode)  # noqa: S101
    (explained,) = explain.explain(store, subject.value, prop.value, language)
    claims = {shorten(claim.value) for claim in nodes(store, dispute, SF.disputedClaim)}
    parties = [voice for voice in explained.voices if voice.claim in claims]
    cause = one(store, dispute, SF.disputeCause)
    meaning = one(store, cause, SKOS.definition)
    basis = label(store, one(store, dispute, SF.basis), language)
    return Contested(
        slug=shorten(dispute.value).partition(":")[2],
        thing=thing(store, subject, language),
        property=explained.property_label,
        explained=explained,
        cause=(label(store, cause, language), meaning.value if isinstance(meaning, Literal) else ""),
        agreeing=tuple(voice for voice in parties if not _against(voice)),
        against=tuple(voice for voice in parties if _against(voice)),
        basis=basis,
        rulings=tuple(_rulings(explained, shorten(dispute.value))),
    )


def _against(voice: Voice) -> bool:
    """Tell whether a claim stands against the answer: rejected, or about something else and not adding up."""
    return voice.rejected or voice.apart


def _rulings(explained: Explanation, dispute: str) -> Iterable[str]:
    for contest in explained.disputes:
        if contest.dispute == dispute:
            yield from contest.rulings
