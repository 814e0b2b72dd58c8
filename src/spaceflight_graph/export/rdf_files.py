"""The whole store, or some triples of it, in the RDF formats, written as it is read.

The store keeps its quads in an order that depends on nothing but the quads, so the same graph is the same bytes without
any sorting. Canonical N-Quads are sorted by line, as RDFC-1.0 asks for.
"""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from spaceflight_graph.export import edition, order
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF


class Form(NamedTuple):
    """An RDF format of ours: a syntax, and what is done to the graph before."""

    syntax: RdfFormat
    canonical: bool = False
    reified: bool = False

    @property
    def prefixes(self) -> dict[str, str] | None:
        """The prefixes that the syntax may use."""
        return dict(PREFIXES) if self.syntax in (RdfFormat.TRIG, RdfFormat.TURTLE) else None


FORMATS = {
    "canonical-nquads": Form(RdfFormat.N_QUADS, canonical=True),
    "nquads": Form(RdfFormat.N_QUADS),
    "nquads12": Form(RdfFormat.N_QUADS, reified=True),
    "ntriples": Form(RdfFormat.N_TRIPLES),
    "trig": Form(RdfFormat.TRIG),
    "turtle": Form(RdfFormat.TURTLE),
    "turtle12": Form(RdfFormat.TURTLE, reified=True),
}


def whole(store: Store, name: str, sink: BinaryIO) -> None:
    """Write the whole store, after what is said of the dataset; formats without named graphs hold all graphs.

    Args:
        store: the graph.
        name: one of ``FORMATS``.
        sink: takes bytes.
    """
    form = FORMATS[name]
    if form.canonical:
        with tempfile.TemporaryFile() as draft:
            write(of_dataset(store), form._replace(canonical=False), draft)
            store.dump(draft, form.syntax)
            draft.seek(0)
            _canonical(draft, sink)
        return
    if form.reified:
        write(_reified(_chained(store)), form, sink)
        return
    write(of_dataset(store), form, sink)
    body: Any = _WithoutHead(sink, form)
    if form.syntax.supports_datasets:
        store.dump(body, form.syntax, prefixes=form.prefixes)
        return
    for graph in _graphs(store):
        store.dump(body.again(), form.syntax, from_graph=graph, prefixes=form.prefixes)


def some(quads: Iterable[Quad], name: str, sink: BinaryIO) -> None:
    """Write some quads, in their order; canonical ones in theirs."""
    form = FORMATS[name]
    if form.canonical:
        _canonical((serialize([quad], format=form.syntax) or b"" for quad in quads), sink)
    else:
        write(_reified(quads) if form.reified else quads, form, sink)


def write(quads: Iterable[Quad], form: Form, sink: BinaryIO) -> None:
    """Write quads, or their triples where the syntax has no named graphs."""
    told: Iterable[Quad | Triple] = quads if form.syntax.supports_datasets else (quad.triple for quad in quads)
    serialize(told, sink, format=form.syntax, prefixes=form.prefixes)  # type: ignore[arg-type]  # either kind


def of_dataset(store: Store) -> list[Quad]:
    """Return what is said of the dataset, in a graph of its own."""
    return [Quad(edition.DATASET, *said, GRAPH.dataset) for said in edition.said(store)]


def _graphs(store: Store) -> list[NamedNode]:
    return sorted((graph for graph in store.named_graphs() if isinstance(graph, NamedNode)), key=str)


def _chained(store: Store) -> Iterator[Quad]:
    yield from of_dataset(store)
    for graph in _graphs(store):
        yield from store.quads_for_pattern(None, None, None, graph)


def _reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads with each claim, fact and dispute as reifier of its triple, where it names a whole one.

    Args:
        quads: those of one subject in one graph in a row.
    """
    for (subject, graph), group in groupby(quads, key=lambda quad: (quad.subject, quad.graph_name)):
        its = list(group)
        parts = {quad.predicate: quad.object for quad in its if quad.predicate in _PARTS}
        if len(parts) == len(_PARTS):
            told = Triple(*(parts[name] for name in _PARTS))  # type: ignore[arg-type]
            yield Quad(subject, _REIFIES, told, graph)
            its = [quad for quad in its if quad.predicate not in _PARTS]
        yield from its


_PARTS = (RDF.subject, RDF.predicate, RDF.object)
_REIFIES = NamedNode(PREFIXES["rdf"] + "reifies")


def _canonical(lines: Iterable[bytes], sink: BinaryIO) -> None:
    """Write lines of N-Quads in canonical form: sorted, each once, blank nodes named as RDFC-1.0 has it.

    How blank nodes are named depends on the quads that have some, so only those are held in memory.
    """
    nameless: list[Quad] = []

    def named() -> Iterator[bytes]:
        for line in lines:
            if b"_:" in line:
                (quad,) = parse(line, RdfFormat.N_QUADS)
                if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                    nameless.append(quad)
                    continue
            yield line
        dataset = Dataset(nameless)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        for quad in dataset:
            yield serialize([quad], format=RdfFormat.N_QUADS) or b""

    for line in order.ordered(named()):
        sink.write(line)


class _WithoutHead:
    """Hands on what is written but for the prefixes at its head, which stand there already."""

    def __init__(self, sink: BinaryIO, form: Form) -> None:
        self._sink = sink
        node = NamedNode("urn:x")
        sample = serialize([Triple(node, node, node)], format=form.syntax, prefixes=form.prefixes) or b""
        self._head = sample.index(b"<urn:x>")
        self._left = self._head

    def again(self) -> "_WithoutHead":
        """Expect another head."""
        self._left = self._head
        return self

    def write(self, data: bytes) -> int:
        """Hand on what is no head."""
        cut = min(self._left, len(data))
        self._left -= cut
        self._sink.write(data[cut:])
        return len(data)

    def flush(self) -> None:
        """Do nothing: who opened the sink closes it."""
