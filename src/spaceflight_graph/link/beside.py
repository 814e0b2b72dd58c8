"""Our graph beside Wikidata: the one place where the steps stand in a row: a snapshot or a service, and comparing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from spaceflight_graph.errors import NotFoundError, SpaceflightError, shortened
from spaceflight_graph.link import difference, known, ours, service, snapshot
from spaceflight_graph.namespaces import shorten
from spaceflight_graph.query import lookup


@dataclass(frozen=True)
class Beside:
    """The difference, and what it was made from.

    Attributes:
        differences: sorted by thing and property.
        known: what our graph knows of items.
        snapshot: what Wikidata holds.
        notes: what people should know of how the two were brought together.
    """

    differences: list[difference.Difference]
    known: known.Known
    snapshot: snapshot.Snapshot
    notes: list[str]


def wikidata(store: Store, paths: Sequence[Path], endpoint: str | None = None, names: Sequence[str] = ()) -> Beside:
    """Return our graph beside Wikidata.

    Args:
        store: our graph.
        paths: of snapshots.
        endpoint: of a query service, in their stead.
        names: of the only things that are wanted; none: all.

    Raises:
        SpaceflightError: nothing or too much to compare with, a thing that is not linked or not there, bad input.
    """
    if bool(paths) == (endpoint is not None):
        raise SpaceflightError("nothing to compare with, or too much. Fix: name a SNAPSHOT, or give --endpoint URL.")
    items = known.known(store)
    wanted = _wanted(store, items, names)
    facts = ours.with_inverses(ours.ours(store))
    if endpoint is not None:
        told = service.fetch(endpoint, sorted(wanted), _properties(facts))
    else:
        told = snapshot.read(paths, wanted)
    there = {item: told.current(item) for item in sorted(wanted) if told.current(item) in told.entities}
    absent = sorted(set(wanted) - set(there) - told.missing)
    if absent and (names or not there) and not wanted & told.missing:
        listed = ", ".join(f"{item} ({items.things[item]})" for item in absent[:8])
        more = f" and {len(absent) - 8} more" if len(absent) > 8 else ""
        raise SpaceflightError(f"{listed}{more}: not in the snapshot. Fix: fetch it, or name other things.")
    found = [each for each in difference.difference(facts, told, items) if each.item in there.values()]
    notes = [
        f"{old} ({items.things[old]}) was merged into {new}. Fix: link to that"
        for old, new in there.items()
        if old != new
    ]
    if absent:
        notes.append(f"{len(absent)} of {len(wanted)} linked things are not in the snapshot")
    return Beside(found, items, told, notes)


def _wanted(store: Store, items: known.Known, names: Sequence[str]) -> set[str]:
    """Return the items of the things that have these names; of all things where there are none."""
    if not names:
        return set(items.things)
    by_thing = {thing: item for item, thing in items.things.items()}
    found = set()
    for name in names:
        thing = shorten(lookup.find(store, name).value)
        if thing not in by_thing:
            raise NotFoundError(
                f"{shortened(name)} ({thing}) is not linked to Wikidata. Fix: give it a schema:sameAs in data/entities."
            )
        found.add(by_thing[thing])
    return found


def _properties(facts: Sequence[ours.Ours]) -> list[str]:
    return sorted({fact.statement.property for fact in facts if fact.statement is not None})
