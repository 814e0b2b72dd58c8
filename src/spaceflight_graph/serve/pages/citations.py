"""Claims as the page of their document shows them: what each says, in which words, and what became of it."""

from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.namespaces import RDF, SF
from spaceflight_graph.query import lookup
from spaceflight_graph.query.told import every, label, one, told
from spaceflight_graph.serve.pages import links
from spaceflight_graph.serve.pages.links import Link


@dataclass(frozen=True)
class Cited:
    """A claim.

    Attributes:
        slug: the last part of its IRI.
        thing: what it is about.
        property: what it says of that.
        value: what it states, as people read it.
        words: its own words; and of which language they are.
        spoken: empty where that is not told.
        relation: how it stands to the answer.
        rejected: whether the answer was chosen against it.
        inferred_from: what a person inferred it from; nothing where it was read.
    """

    slug: str
    thing: Link
    property: str
    value: Link
    words: str
    spoken: str
    relation: str
    rejected: bool
    inferred_from: tuple[str, ...]


class Citations:
    """Reads claims for readers of one language; names are looked up once."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language
        self._named = cache(lambda node: links.thing(store, node, language))
        self._label = cache(lambda node: lookup.label(store, node, language))

    def read(self, claim: NamedNode) -> Cited:
        """Return a claim."""
        store = self._store
        value, words = one(store, claim, RDF.object), one(store, claim, SF.statedAs)
        reads = told(store, claim, self._language).reads
        predicate, relation = one(store, claim, RDF.predicate), one(store, claim, SF.relationToFact)
        return Cited(
            slug=links.slug(claim).removeprefix("claim/"),
            thing=self._named(one(store, claim, RDF.subject)),
            property=self._label(predicate) if predicate else "",
            value=Link(reads, self._named(value).address if isinstance(value, NamedNode) else None),
            words=words.value if isinstance(words, Literal) else "",
            spoken=(words.language or "") if isinstance(words, Literal) else "",
            relation=self._label(relation) if relation else "",
            rejected=one(store, claim, SF.rejectedFor) is not None,
            inferred_from=tuple(
                sorted(label(store, ground, self._language) for ground in every(store, claim, SF.inferredFrom))
            ),
        )
