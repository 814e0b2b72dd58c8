"""From files that a user names to proposals: the only place that puts tables and snapshots to one search."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import shown
from spaceflight_graph.link import items, label_table, snapshot, things
from spaceflight_graph.link.candidates import Described, Proposal, Verdict
from spaceflight_graph.link.entities_file import Link
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.search import Search
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.namespaces import expand
from spaceflight_graph.query import lookup


@dataclass(frozen=True)
class Found:
    """What was found.

    Attributes:
        proposals: by thing, the likeliest first.
        names: of each thing that was looked for.
        notes: what of the files was not read.
        summary: how much was found.
    """

    proposals: list[Proposal]
    names: dict[str, str]
    notes: list[str]
    summary: str


def find(store: Store, paths: Sequence[Path], kind: str | None = None, language: str = "en") -> Found:
    """Look for things without an item in tables and snapshots.

    Args:
        store: the graph.
        paths: tables, by their suffix, and snapshots.
        kind: a class; only its things are looked for.
        language: of the names of things.

    Raises:
        SpaceflightError: a file is missing or broken, or there is no such class.
    """
    wanted = things.unlinked(store, kind)
    graph, kinds = things.Things(store), Dictionary(store)
    search = Search(graph.described(wanted), kinds.kinds, graph.linked)
    tables = _read(paths, kinds, search)
    told = label_table.merged(tables)
    snapshots = [path for path in paths if not label_table.is_table(path)]
    state = items.offer(snapshots, search, kinds, [item.id for item in told]) if snapshots else Snapshot({})
    for item in told:
        if (now := state.current(item.id)) not in state.missing:
            search.offer(replace(item, id=now))
    proposals = search.proposals()
    names = {thing: lookup.label(store, expand(thing), language) for thing in wanted}
    return Found(
        proposals, names, [note for table in tables for note in _notes(table)], _summary(proposals, len(wanted))
    )


def current(paths: Sequence[Path], links: Iterable[Link]) -> Snapshot:
    """Return what snapshots tell of the items of links: what was merged, what was deleted."""
    tables = [shown(path) for path in paths if label_table.is_table(path)]
    if tables:
        raise SpaceflightError(
            f"{tables[0]}: a table does not tell what was merged. Fix: leave it out, or name a snapshot."
        )
    return snapshot.read(paths, {link.item for link in links}) if paths else Snapshot({})


def fewest(proposals: Iterable[Proposal], limit: int) -> list[Proposal]:
    """Return the first proposals for each thing."""
    so_far: Counter[str] = Counter()
    kept = []
    for one in proposals:
        so_far[one.thing] += 1
        kept += [one] if so_far[one.thing] <= limit else []
    return kept


def _read(paths: Sequence[Path], kinds: Dictionary, search: Search) -> list[label_table.Table]:
    """Return tables with what they tell of items that may be what is looked for: read twice, as lines may tell more."""
    files = [path for path in paths if label_table.is_table(path)]
    hits: set[str] = set()

    def is_no_hit(item: Described) -> bool:
        hits.update([item.id] if search.may_have(item) else [])
        return False

    tables = [label_table.read(file, kinds, is_no_hit) for file in files]
    return [label_table.read(file, kinds, lambda item: item.id in hits) for file in files] if hits else tables


def _notes(table: label_table.Table) -> list[str]:
    notes = []
    if table.passed_over:
        notes.append(f"{table.file}: columns that say nothing here: {', '.join(table.passed_over)}.")
    if table.unknown_kinds:
        notes.append(f"{table.file}: kinds that are none of ours: {', '.join(sorted(table.unknown_kinds))}.")
    if table.left_out:
        lines = "line has" if table.left_out == 1 else "lines have"
        notes.append(f"{table.file}: {table.left_out} {lines} no item, or none that is verified.")
    return notes


def _summary(proposals: Sequence[Proposal], wanted: int) -> str:
    best: dict[str, Verdict] = {}
    for one in proposals:
        best.setdefault(one.thing, one.verdict)
    number = Counter(best.values())
    what = "thing" if wanted == 1 else "things"
    return (
        f"{wanted} {what} without an item: {number[Verdict.MATCH]} match, {number[Verdict.MAYBE]} maybe,"
        f" {number[Verdict.NAMESAKE]} only namesakes, {wanted - len(best)} nothing."
    )
