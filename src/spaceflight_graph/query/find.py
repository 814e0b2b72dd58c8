"""What is called so: things, terms, documents and queries by a name in any language, however it is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import suggestions, wording
from spaceflight_graph.namespaces import DCTERMS, LABELS, OWL, RDF, SF, expand
from spaceflight_graph.query import catalogue, lookup
from spaceflight_graph.query.names import Entry, Names
from spaceflight_graph.rdf.names import words

EXACT, BEGINNING, WORDS, INSIDE, NEAR = "exact", "beginning", "words", "inside", "near"
LIMIT = 20
MOST_SLIPS = 3
"""A text may be mistyped in so many places, one for three letters, and what it should be is still found."""

_ORDER = {"id": 0, "doc": 1, "sf": 2}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is called so.

    Attributes:
        slug: how it is typed: a slug, or a prefixed name where that alone would be another thing.
        iri: of the thing; None for a canned query.
        label: what readers of the language call it.
        kind: of which class it is, in the language; or that it is a class, a property or a query.
        called: the name that matched, where it is another than label and slug.
        match: ``exact``, ``beginning`` (of the name or of a word), ``words`` (in another order), ``inside``, ``near``.
    """

    slug: str
    iri: str | None
    label: str
    kind: str
    called: str | None
    match: str


def find(
    store: Store,
    text: str,
    of_class: str | None = None,
    *,
    language: str = "en",
    limit: int | None = LIMIT,
    names: Names | None = None,
) -> list[Found]:
    """Return what is called so, the best match first; what only comes near where nothing is.

    Args:
        store: the graph.
        text: what somebody typed; letter case, accents, width, spaces and hyphens do not count.
        of_class: only things of a class, by name or label in any language.
        language: of labels and kinds.
        limit: how many at most; None: all.
        names: those of the graph, as `Names.of` opens them; without it all labels are read, which takes long where
            there are many.

    Raises:
        NotFoundError: there is no such class.
    """
    wanted = lookup.find_class(store, of_class) if of_class else None
    found: list[Found] = []
    parts = words(" ".join(lookup.as_utf8(text).split()))
    for match, thing, name in _matches(names or Names.of_graph(store), parts):
        if limit is not None and len(found) >= limit:
            break
        if wanted is None or (not thing.startswith(_QUERY) and lookup.is_a(store, _node(thing), wanted)):
            found.append(_told(store, match, thing, name, parts, language))
    return found


_QUERY = "query "


def rows(found: Iterable[Found]) -> tuple[list[str], list[list[NamedNode | Literal | None]]]:
    """Return what was found as programs get it: columns and terms."""
    return ["thing", "typed", "label", "kind", "called", "match"], [
        [
            NamedNode(f.iri) if f.iri else None,
            *(Literal(text) if text else None for text in (f.slug, f.label, f.kind, f.called, f.match)),
        ]
        for f in found
    ]


def _matches(names: Names, parts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield how a thing matches, the thing and its best name, in order; each thing once."""
    seen: set[str] = set()
    key = "".join(parts)
    for match, entries in _tiers(names, parts, key):
        if match == NEAR and seen:
            return
        for entry in entries:
            if entry.thing not in seen:
                seen.add(entry.thing)
                yield match, entry.thing, entry.name


def _tiers(names: Names, parts: list[str], key: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield names tier by tier; a tier is only looked for when it is asked for."""
    if not key:
        return
    queries = _queries()
    beginning = [*names.beginning(key), *(entry for entry in queries if entry.key.startswith(key))]
    yield EXACT, sorted((entry for entry in beginning if entry.key == key and not entry.word), key=_rank)
    yield BEGINNING, sorted(beginning, key=_rank)
    if len(parts) > 1:
        yield WORDS, sorted(_in_any_order(names, parts), key=_rank)
    yield INSIDE, sorted((*names.holding(key), *(e for e in queries if not e.word and key in e.key)), key=_rank)
    found: list[Entry] = []
    for slips in range(1, min(len(key) - 1, max(1, len(key) // 3), MOST_SLIPS) + 1):
        by_key = defaultdict(list)
        for entry in chain(names.near(key, slips), queries):
            by_key[entry.key].append(entry)
        near = suggestions.nearest(key, by_key, cutoff=0.7)
        found = [entry for one in near for entry in sorted(by_key[one], key=_rank)]
        if any(not entry.thing.startswith(_QUERY) for entry in found):
            break
    yield NEAR, found


def _in_any_order(names: Names, parts: list[str]) -> Iterable[Entry]:
    """Return a name of each thing in one of whose names each word begins one."""
    whole: dict[tuple[str, str], Entry] = {}
    common: set[tuple[str, str]] | None = None
    for part in parts:
        entries = list(names.beginning(part))
        whole |= {(entry.thing, entry.name): entry for entry in entries}
        these = {(entry.thing, entry.name) for entry in entries}
        common = these if common is None else common & these
    return [whole[name] for name in common or ()]


def _queries() -> list[Entry]:
    """Return the names of the canned queries as entries."""
    return [
        Entry("".join(parts[at:]), at, _QUERY + name, name)
        for name in catalogue.files()
        for parts in [words(name)]
        for at in range(len(parts))
    ]


def _rank(entry: Entry) -> tuple[int, int, int, str, str]:
    """Return what names of a tier are sorted by: from the first word, things before terms, the shorter first."""
    prefix = entry.thing.partition(":")[0]
    return min(entry.word, 1), _ORDER.get(prefix, 3), len(entry.key), entry.thing, entry.name


def _node(thing: str) -> NamedNode:
    return NamedNode(thing) if "://" in thing else expand(thing)


def _told(store: Store, match: str, thing: str, name: str, parts: list[str], language: str) -> Found:
    if thing.startswith(_QUERY):
        query = catalogue.get(thing.removeprefix(_QUERY))
        return Found(query.name, None, query.summary, wording.term_kind("query", language), None, match)
    node = _node(thing)
    label, slug = shown_label(store, node, language), lookup.typed(store, node)
    kind = kind_of(store, node, language)
    seen = name in (label, slug) or any(all(part in "".join(words(text)) for part in parts) for text in (label, slug))
    return Found(slug, node.value, label, kind, None if seen else name, match)


def shown_label(store: Store, node: NamedNode, language: str) -> str:
    """Return what readers of a language call a thing, a document by its title."""
    for prop in (LABELS[language], DCTERMS.title):
        for quad in store.quads_for_pattern(node, prop, None, None):
            return quad.object.value  # type: ignore[union-attr]
    return lookup.label(store, node, language)


def kind_of(store: Store, node: NamedNode, language: str) -> str:
    """Return the label of a thing's class; what it is where it is a term."""
    kinds = [quad.object for quad in store.quads_for_pattern(node, SF.kind, None, None)]
    kinds = kinds or [quad.object for quad in store.quads_for_pattern(node, RDF.type, None, None)]
    nodes = sorted((kind for kind in kinds if isinstance(kind, NamedNode)), key=lambda kind: kind.value)
    if OWL.Class in nodes:
        return wording.term_kind("class", language)
    if not {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}.isdisjoint(nodes):
        return wording.term_kind("property", language)
    ours = [kind for kind in nodes if kind.value.startswith(SF.iri)] or nodes
    return lookup.label(store, ours[0], language) if ours else ""
