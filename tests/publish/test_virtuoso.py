"""Publishing into Virtuoso 7, which wants Digest and the Graph Store Protocol, and rewrites durations."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import BASE
from spaceflight_graph.publish import difference, run
from spaceflight_graph.publish.target import PASSWORD, USER, Target

VirtuosoStarted = Callable[[Path], AbstractContextManager[tuple[str, Callable[[str], None]]]]


@pytest.fixture
def target(virtuoso_started: VirtuosoStarted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    with virtuoso_started(tmp_path) as (address, _):
        yield Target(f"{address}/sparql-auth", f"{address}/sparql", f"{address}/sparql-graph-crud-auth")


def held(target: Target) -> dict[str, int]:
    """Return our graphs there with their sizes."""
    rows = target.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    sizes = {row["g"].value: int(row["n"].value) for row in rows}
    return {name: size for name, size in sizes.items() if name.startswith((BASE, "urn:spaceflight"))}


def test_it_ends_and_goes_on_where_it_was_interrupted(
    small_store: Store, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(sent: int, _: int) -> None:
        if sent > 3_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.publish(small_store, "one", target, interrupt)
    assert not any(name.startswith(BASE) for name in held(target))
    seen: list[int] = []
    done = run.publish(small_store, "one", target, lambda sent, _: seen.append(sent))
    assert seen[0] > 3_000
    graphs = [graph for graph in small_store.named_graphs() if isinstance(graph, NamedNode)]
    sizes = {g.value: sum(1 for _ in small_store.quads_for_pattern(None, None, None, g)) for g in graphs}
    assert held(target) == done == sizes
    changes = list(difference.difference(small_store, target))
    assert changes, "Virtuoso 7 writes durations as numbers; where it no longer does, docs/scaling.md is to be mended"
    lines = [line for change in changes for line in (*change.added, *change.removed)]
    assert [line for line in lines if "uration" not in line[2]] == []
    assert len({change.graph for change in changes}) < len(sizes)
    monkeypatch.setenv(PASSWORD, "wrong")
    with pytest.raises(SpaceflightError, match=r"sparql-graph-crud-auth\S*: wants other credentials"):
        run.publish(small_store, "two", target)
