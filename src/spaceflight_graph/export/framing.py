"""JSON-LD framing, read on demand: the only place that puts a thing together as a frame says.

What it makes of one thing is what the framing algorithm of JSON-LD 1.1 makes of a whole graph, for the part of it that
our frames use: ``@embed`` (always or never), ``@explicit``, properties, ways back. It reads what it needs and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from pyoxigraph import NamedNode

from spaceflight_graph.export.compaction import Compactor, Node, Said
from spaceflight_graph.export.context import Context

_NAMES_REMEMBERED = 20_000


class Source(Protocol):
    """A graph that can be asked for one node at a time."""

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of a thing: nothing where it is not in the graph."""

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to a thing by a property, in order."""


@dataclass
class _Frame:
    embed: bool
    explicit: bool
    forth: dict[str, "_Frame"] = field(default_factory=dict)
    back: list[tuple[str, NamedNode, "_Frame"]] = field(default_factory=list)


class Framer:
    """Puts things together."""

    def __init__(self, source: Source, context: Context, frame: Mapping[str, Any]) -> None:
        self.source = source
        self.compactor = Compactor(context)
        self._context = context
        self._frame = self._read(frame)
        self._remembered = lru_cache(_NAMES_REMEMBERED)(source.said)

    def thing(self, thing: NamedNode) -> Node | None:
        """Return a thing as the frame has it, in the keys of the context; None where the graph says nothing of it."""
        said = self.source.said(thing)
        return self._node(thing, said, self._frame, ()) if said else None

    def _read(self, told: Mapping[str, Any]) -> _Frame:
        frame = _Frame(told.get("@embed") != "@never", bool(told.get("@explicit")))
        for key, below in told.items():
            if key.startswith("@"):
                continue
            defined = self._context.get(key)
            if isinstance(defined, Mapping) and "@reverse" in defined:
                by = NamedNode(self.compactor.spelled_out(str(defined["@reverse"])))
                frame.back.append((key, by, self._read(below)))
            else:
                name = str(defined["@id"]) if isinstance(defined, Mapping) else key
                frame.forth[self.compactor.spelled_out(name)] = self._read(below)
        return frame

    def _node(self, thing: NamedNode, said: list[Said], frame: _Frame, above: tuple[NamedNode, ...]) -> Node:
        inside = (*above, thing)
        implicit = _Frame(frame.embed, frame.explicit)

        def embed(predicate: str, value: NamedNode) -> Node | None:
            below = frame.forth.get(predicate, implicit)
            if not below.embed or value in inside:
                return None
            its = self._remembered(value)
            return self._node(value, its, below, inside) if its else None

        if frame.explicit:
            said = [(p, v) for p, v in said if p.value in frame.forth or p.value == _TYPE]
        node = self.compactor.node(thing.value, said, embed)
        for key, by, below in frame.back:
            found = self.source.pointing(by, thing)
            if found:
                node[key] = [self._node(one, self.source.said(one), below, inside) for one in found]
        return dict(sorted(node.items())) if frame.back else node


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
