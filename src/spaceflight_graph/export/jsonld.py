"""JSON-LD documents, written as they are made: the whole graph flat, things framed, or a thing a line.

The whole graph is one node a thing, each told once (flattened and compacted). A thing alone has its parts inside, and
what it points to by name, so that it needs no other document; its context is the part that it uses.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, starmap

from pyoxigraph import NamedNode

from spaceflight_graph.export import edition, order, selection
from spaceflight_graph.export.compaction import Compactor, Node, Said, needed
from spaceflight_graph.export.context import Context
from spaceflight_graph.export.framing import Framer
from spaceflight_graph.export.profiles import Profile
from spaceflight_graph.export.selection import Selection
from spaceflight_graph.namespaces import SCHEMA

_NODES_AT_ONCE = 10_000  # in memory, of some hundred bytes each
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def whole(chosen: Selection, profile: Profile, dataset: list[Said]) -> Iterator[str]:
    """Yield the whole selection as one document: the dataset, then all nodes by IRI, one a line.

    Args:
        chosen: what the profile takes from a graph.
        profile: whose context.
        dataset: what is said of the dataset.
    """
    context = profile.keys()
    write = Compactor(context).node

    def line(node: NamedNode, said: list[Said]) -> bytes:
        return f"{node.value}\0{_compact(write(node.value, said))}\n".encode()

    nodes = order.ordered(starmap(line, chosen.each()), _NODES_AT_ONCE)
    told = (node[node.index(b"\0") + 1 : -1].decode() for node in nodes)
    return _listed(chain([_compact(write(edition.DATASET.value, dataset))], told), context)


def document(nodes: Iterable[tuple[NamedNode, list[Said]]], context: Context) -> Iterator[str]:
    """Yield one document of flat nodes, one a line."""
    write = Compactor(context).node
    return _listed((_compact(write(thing.value, said)) for thing, said in nodes), context)


def of_things(
    chosen: Selection, profile: Profile, dataset: list[Said], things: Iterable[NamedNode], *, one: bool
) -> Iterator[str]:
    """Yield a document of things, each put together as the profile's frame has it.

    Args:
        chosen: what the profile takes from a graph.
        profile: whose context and frame.
        dataset: what is said of the dataset.
        things: by the names that the selection has for them, in order.
        one: whether it is one thing: then the document is that thing and carries the part of the context that it
            needs; else it is a list, in the keys of the whole context.
    """
    context = profile.keys()
    nodes = _framed(chosen, profile, dataset, things, context)
    if one:
        return (_in_lines({"@context": needed(context, node)} | node) + "\n" for node in nodes)
    return _listed(map(_in_lines, nodes), context)


def lines(
    chosen: Selection, profile: Profile, dataset: list[Said], things: Iterable[NamedNode] | None = None
) -> Iterator[str]:
    """Yield a document a line: each thing put together, with the part of the context that it needs.

    Args:
        chosen: what the profile takes from a graph.
        profile: whose context and frame.
        dataset: what is said of the dataset.
        things: by the names that the selection has for them; all that are part of no other when left out.
    """
    context = profile.keys()
    if things is None:
        things = (one for one in _by_iri(chosen.things()) if not selection.is_part(chosen.said(one)))
    for node in _framed(chosen, profile, dataset, things, context):
        yield _compact({"@context": needed(context, node)} | node) + "\n"


def _listed(nodes: Iterable[str], context: Context) -> Iterator[str]:
    yield f'{{"@context": {_compact(context)},\n"@graph": [\n'
    between = ""
    for node in nodes:
        yield between + node
        between = ",\n"
    yield "\n]}\n"


def _framed(
    chosen: Selection, profile: Profile, dataset: list[Said], things: Iterable[NamedNode], context: Context
) -> Iterator[Node]:
    """Yield things put together, each with the dataset that tells of it."""
    source = _WithDataset(chosen, dataset)
    framer = Framer(source, context, profile.layout())
    for thing in things:
        source.root = thing
        node = framer.thing(thing)
        if node is not None:
            yield node


class _WithDataset:
    """A selection whose roots point to the dataset that tells of them."""

    def __init__(self, chosen: Selection, told: list[Said]) -> None:
        self._chosen = chosen
        self._told = told
        self.root: NamedNode | None = None
        self.pointing = chosen.pointing

    def said(self, thing: NamedNode) -> list[Said]:
        if thing == edition.DATASET:
            return self._told
        said = self._chosen.said(thing)
        return [*said, (SCHEMA.subjectOf, edition.DATASET)] if said and thing == self.root else said


def _by_iri(nodes: Iterable[NamedNode]) -> Iterator[NamedNode]:
    for line in order.ordered(f"{node.value}\n".encode() for node in nodes):
        yield NamedNode(line[:-1].decode())


def _in_lines(node: Node) -> str:
    """Return a node with a line for each property, and for each of its values where there are many."""
    made = []
    for key, told in node.items():
        if isinstance(told, list) and len(told) > 1:
            value = "[\n  " + ",\n  ".join(map(_compact, told)) + "\n]"
        else:
            value = _compact(told)
        made.append(f"{_compact(key)}: {value}")
    return "{\n" + ",\n".join(made) + "\n}"
