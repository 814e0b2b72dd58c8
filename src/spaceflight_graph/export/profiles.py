"""The profiles of JSON-LD: the only place that lists them.

A profile is a context, a frame and a selection: what its keys mean, what stands inside what, and which triples there
are. Context and frame are files of the ontology's folder, for any JSON-LD processor; those that are made from the
ontology are written anew by ``python -m spaceflight_graph.export.profiles``.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from spaceflight_graph import files, resources
from spaceflight_graph.claims.layers import load
from spaceflight_graph.export import context, frame, selection
from spaceflight_graph.export.context import Context
from spaceflight_graph.export.frame import Frame
from spaceflight_graph.export.selection import Selection
from spaceflight_graph.namespaces import GRAPH


@dataclass(frozen=True)
class Profile:
    """One way to write the graph as JSON-LD.

    Attributes:
        context: the file that says what the keys mean.
        frame: the file that says what stands inside what.
        select: takes the selection from a graph.
    """

    context: str
    frame: str
    select: Callable[[Store], Selection]

    def keys(self) -> Context:
        """Return the context as its file has it."""
        made: Context = _read(self.context)["@context"]
        return made

    def layout(self) -> Frame:
        """Return the frame as its file has it."""
        return _read(self.frame)


def _wikidata(store: Store) -> Selection:
    from spaceflight_graph.export.in_wikidata_terms import InWikidataTerms

    return InWikidataTerms(store)


PROFILES = {
    "native": Profile("context.jsonld", "frame.json", selection.Native),
    "wikidata": Profile("context-wikidata.jsonld", "frame-wikidata.json", _wikidata),
}


def made() -> dict[str, str]:
    """Return what each generated file should hold."""
    ontology = list(load().triples(GRAPH.ontology))
    found = {}
    for profile, keys in (("native", context.native(ontology)), ("wikidata", context.wikidata(ontology))):
        found[PROFILES[profile].context] = {"@context": keys}
        found[PROFILES[profile].frame] = frame.native(ontology, keys)
    return {name: json.dumps(told, indent=1, ensure_ascii=False) + "\n" for name, told in found.items()}


def _read(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((resources.path("ontology") / name).read_text(encoding="utf-8"))
    return told


if __name__ == "__main__":
    for name, text in made().items():
        files.generate(resources.path("ontology") / name, text, check="--check" in sys.argv)
