"""How a word that somebody has begun may go on: the only place that says so, for names, parameters and their values.

Each of them is answered while somebody waits between two keys: what is begun is looked up in the table of names, and of
a thing no more is read than tells whether it fits and what it is called.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, SF, expand, shorten
from spaceflight_graph.query import catalogue, lookup
from spaceflight_graph.query.catalogue import Parameter
from spaceflight_graph.query.find import shown_label
from spaceflight_graph.query.names import Names
from spaceflight_graph.rdf.names import words
from spaceflight_graph.store.local import open_store

MOST = 300
"""So many are offered: nobody reads more, and a shell asks before it shows them."""


class Word(NamedTuple):
    """One way to go on.

    Attributes:
        value: the whole word.
        told: what it is, in a few words.
    """

    value: str
    told: str


def things(path: Path, begun: str, of_class: NamedNode = OWL.Thing, language: str = "en") -> list[Word]:
    """Return the things whose slug begins so; where there are none, those one of whose names does.

    Args:
        path: of the store.
        begun: what is there of the word, perhaps with a prefix such as ``id:``.
        of_class: what they must be.
        language: of their labels.

    Raises:
        StoreError: as `open_store`.
    """
    store = open_store(path)
    prefix, colon, rest = begun.rpartition(":")
    if colon and prefix not in lookup.SLUGS_IN:
        return []
    nodes = _called(path, rest) if rest else _all(store, of_class)
    found: dict[str, Word] = {}
    for node in islice((node for node in nodes if _fits(store, node, of_class)), MOST):
        slug = shorten(node.value) if colon else lookup.typed(store, node)
        if slug.startswith(prefix + colon):
            found[slug] = Word(slug, shown_label(store, node, language))
    exact = [word for slug, word in found.items() if slug.casefold().startswith(begun.casefold())]
    return sorted(exact or found.values())


def _called(path: Path, begun: str) -> Iterator[NamedNode]:
    key = "".join(words(lookup.as_utf8(begun)))
    for thing in dict.fromkeys(entry.thing for entry in Names.of(path).beginning(key)):
        yield NamedNode(thing) if "://" in thing else expand(thing)


def _all(store: Store, of_class: NamedNode) -> Iterator[NamedNode]:
    """Yield all of a class: of any, the things that have a kind."""
    kinds = {RDF.Property: (OWL.ObjectProperty, OWL.DatatypeProperty)}.get(of_class, (of_class,))
    of_any = of_class == OWL.Thing
    for kind in (None,) if of_any else kinds:
        for quad in store.quads_for_pattern(None, SF.kind if of_any else RDF.type, kind, None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _fits(store: Store, node: NamedNode, of_class: NamedNode) -> bool:
    """Tell whether a thing is of a class; what stands for any is a thing of ours, and no term."""
    return node.value.startswith(PREFIXES["id"]) if of_class == OWL.Thing else lookup.is_a(store, node, of_class)


def properties(path: Path, subject: str, begun: str, language: str = "en") -> list[Word]:
    """Return the properties of which the graph knows a value for a thing.

    Args:
        path: of the store.
        subject: the thing, as somebody has typed it.
        begun: what is there of the word.
        language: of their labels.

    Raises:
        NotFoundError: there is no such thing.
        StoreError: as `open_store`.
    """
    store = open_store(path)
    node = lookup.find(store, subject, suggest=False)
    used = {quad.predicate for quad in store.quads_for_pattern(node, None, None, GRAPH.facts)}
    ours = [prop for prop in used if prop.value.startswith(SF.iri)]
    told = sorted(Word(lookup.typed(store, prop), shown_label(store, prop, language)) for prop in ours)
    return _beginning(told, begun)


def classes(path: Path, begun: str, language: str = "en") -> list[Word]:
    """Return the classes that have things, each with its label and how many.

    Raises:
        StoreError: as `open_store`.
    """
    from spaceflight_graph.query import listing  # nothing else here needs it

    counted = listing.classes(open_store(path), language=language)
    return _beginning(sorted(Word(one.slug, f"{one.label} ({one.count:,})") for one in counted), begun)


def queries(begun: str) -> list[Word]:
    """Return the canned queries, each with the question that it answers."""
    return [
        Word(name, catalogue.read(file).summary) for name, file in catalogue.files().items() if name.startswith(begun)
    ]


def parameters(path: Path, query: str, given: Iterable[str], begun: str, language: str = "en") -> list[Word]:
    """Return the parameters of a query that are not given yet, as ``name=``, or values of the one that is begun.

    Args:
        path: of the store.
        query: the name of the query.
        given: the parameters before, as typed.
        begun: what is there of the word: ``fli`` or ``flight=soy``.
        language: of labels.

    Raises:
        NotFoundError: there is no such query.
        StoreError: as `open_store`.
    """
    known = {parameter.name: parameter for parameter in catalogue.get(query).parameters}
    name, equals, value = begun.partition("=")
    if not equals:
        done = {text.partition("=")[0] for text in given}
        return _beginning((Word(f"{one}=", known[one].description) for one in known if one not in done), begun)
    if name not in known:
        return []
    return [Word(f"{name}={word.value}", word.told) for word in _values(path, known[name], value, language)]


def _values(path: Path, parameter: Parameter, begun: str, language: str) -> list[Word]:
    """Return values that a parameter could have; of a date its default, for nobody knows which one is meant."""
    if parameter.type.value.startswith(PREFIXES["xsd"]):
        return _beginning([Word(parameter.default, parameter.description)] if parameter.default else [], begun)
    return things(path, begun, parameter.type, language)


def _beginning(some: Iterable[Word], begun: str) -> list[Word]:
    return [word for word in some if word.value.casefold().startswith(begun.casefold())]
