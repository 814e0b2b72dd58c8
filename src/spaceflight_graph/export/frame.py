"""The JSON-LD frames: the only place that says what stands inside what, and how much is told of what is only named.

A frame is a file of its own, for any JSON-LD processor: applied to the whole graph it makes what an export of one thing
is. A thing has its parts inside whole, and what it points to by name.
"""

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.export.context import Context
from spaceflight_graph.namespaces import PREFIXES, QUDT, RDFS, SF

Frame = dict[str, Any]

WHOLE: Frame = {"@embed": "@always", "@id": {}, "@omitDefault": True}
NAMED: Frame = WHOLE | {"@explicit": True, "rdfs:label": {"@omitDefault": True}}
BARE: Frame = {"@embed": "@never", "@id": {}, "@omitDefault": True}
_OF_SOURCES = (SF.Claim, SF.Decision, SF.Dispute, SF.ExcusedLine)
_OF_CAVEATS = (
    "approximation", "chosen", "disputeCause", "planAge", "planCurrentAt", "planned", "precision", "predicate",
    "rdf:subject", "sf:reads", "windowEnd",
)  # fmt: skip
"""What one must know not to take a value for plain truth; how it was chosen is in the whole graph."""
_OF_SMALL_THINGS = (SF.Ordinal, SF.Tally)


def native(ontology: Iterable[Triple], context: Context) -> Frame:
    """Return the frame of a profile whose things are laid out as ours are.

    Args:
        ontology: ours, with domains and ranges.
        context: the profile's.

    Returns:
        A frame that makes flights, where nobody puts another ``@type`` or an ``@id`` there.
    """
    triples = list(ontology)
    domains = {t.subject: t.object for t in triples if t.predicate == RDFS.domain}
    flights = sorted(_below(SF.Spaceflight, triples))
    quantities = {t.subject for t in triples if t.predicate == RDFS.range and t.object == QUDT.QuantityValue}
    named: dict[str, NamedNode] = {}  # what points to things that have a name
    for key, told in context.items():
        if isinstance(told, dict) and told.get("@type") == "@id":
            prefix, _, name = str(told["@id"]).partition(":")
            if prefix in ("sf", "wdt") and NamedNode(PREFIXES[prefix] + name) not in quantities:
                named[key] = NamedNode(PREFIXES[prefix] + name)
    domain = {key: domains.get(iri) for key, iri in named.items()}
    small = {key: NAMED for key in named if domain[key] in _OF_SMALL_THINGS}
    wide = {key: NAMED for key in named if domain[key] not in _OF_SOURCES}
    caveat = WHOLE | {"@explicit": True} | dict.fromkeys(_OF_CAVEATS, BARE) | {"object": NAMED}
    hung = {key: WHOLE | small | {"caveats": caveat} for key in ("ordinals", "tallies")}
    part = WHOLE | wide | hung | {"caveats": caveat}
    thing = part | {"@type": flights, "partsOfFlight": part}
    del thing["@id"]
    return {"@context": context} | dict(sorted(thing.items()))


def _below(kind: NamedNode, ontology: list[Triple]) -> set[str]:
    """Return the names of a class and all below it."""
    found, ahead = {kind}, [kind]
    while ahead:
        above = ahead.pop()
        below = {t.subject for t in ontology if t.predicate == RDFS.subClassOf and t.object == above}
        for one in below - found:
            if isinstance(one, NamedNode):
                found.add(one)
                ahead.append(one)
    return {one.value.removeprefix(PREFIXES["sf"]) for one in found}
