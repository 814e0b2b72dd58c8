"""Publishing into a real store: the server of Oxigraph, from the same index as the library."""

import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import NamedNode, Quad, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import BASE
from spaceflight_graph.publish import batches, difference, run
from spaceflight_graph.publish.target import PASSWORD, USER, Target, refuse_unsafe

SERVER = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(SERVER is None, reason="the server of Oxigraph is not installed")
COUNT = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}graph/facts> {{ ?s ?p ?o }} }}"


@pytest.fixture
def target() -> Iterator[Target]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [str(SERVER), "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Target(f"http://127.0.0.1:{port}/update", f"http://127.0.0.1:{port}/query")
        server.kill()


def held(target: Target) -> dict[str, int]:
    rows = target.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {row["g"].value: int(row["n"].value) for row in rows}


def sizes(store: Store) -> dict[str, int]:
    return {g.value: sum(1 for _ in store.quads_for_pattern(None, None, None, g)) for g in store.named_graphs()}


@pytest.mark.parametrize("by_graph_store", [False, True])
def test_all_graphs_are_there_and_nothing_else(small_store: Store, target: Target, by_graph_store: bool) -> None:
    for graph in (f"{BASE}graph/old", "http://e/theirs"):
        target.change(f"INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> 1 }} }}")
    if by_graph_store:
        target = Target(target.update, target.query, target.update.replace("/update", "/store"))
    seen: list[tuple[int, int]] = []
    done = run.publish(small_store, "one", target, lambda sent, total: seen.append((sent, total)))
    assert done == sizes(small_store)
    assert held(target) == {**done, "http://e/theirs": 1}
    assert seen[-1] == (len(small_store), len(small_store))
    assert list(difference.difference(small_store, target)) == []


def test_what_was_interrupted_goes_on_and_is_not_seen_before(small_store: Store, target: Target) -> None:
    def interrupt(sent: int, _: int) -> None:
        if sent > 3_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.publish(small_store, "one", target, interrupt)
    there = held(target)
    assert sum(there.values()) > 3_000
    assert all(name.startswith(batches.STAGING) for name in there)
    assert target.number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?kind } }") == 0
    seen: list[int] = []
    run.publish(small_store, "one", target, lambda sent, _: seen.append(sent))
    assert seen[0] > 3_000
    assert held(target) == sizes(small_store)


def test_what_waits_of_another_edition_is_removed(small_store: Store, target: Target) -> None:
    target.change(f"INSERT DATA {{ GRAPH <{batches.staging('two', BASE + 'graph/a')}> {{ <a:a> <a:b> 1 }} }}")
    run.publish(small_store, "one", target)
    assert held(target) == sizes(small_store)


def test_a_reader_sees_the_old_graph_or_the_new_one(
    small_store: Store, real_store_path: Path, real_store: Store, target: Target
) -> None:
    """The publisher is killed ten times, at any moment; then it is let through."""
    run.publish(small_store, "old", target)
    old, new = (sizes(store)[BASE + "graph/facts"] for store in (small_store, real_store))
    assert old != new
    chance = random.Random(1)
    command = [sys.executable, "-m", "spaceflight_graph", "publish", target.update, "--query", target.query]
    for kill in (*[True] * 10, False):
        with subprocess.Popen([*command, "--store", str(real_store_path)], stdout=subprocess.DEVNULL) as publisher:
            until = time.monotonic() + chance.uniform(0.2, 1.5)
            while publisher.poll() is None and (not kill or time.monotonic() < until):
                assert target.number(COUNT) in (old, new)
            publisher.kill()
    assert held(target) == sizes(real_store)


def test_the_difference_is_told_by_value(small_store: Store, target: Target) -> None:
    run.publish(small_store, "one", target)
    some = next(q for q in small_store if "#integer" in str(q.object))
    graph = some.graph_name.value
    spelled = f'"0{some.object.value}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    target.change(f"DELETE DATA {{ GRAPH <{graph}> {{ {some.subject} {some.predicate} {some.object} }} }}")
    target.change(f"INSERT DATA {{ GRAPH <{graph}> {{ {some.subject} {some.predicate} {spelled} }} }}")
    assert list(difference.difference(small_store, target)) == []
    target.change(f"INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> <a:c> }} }}")
    (change,) = difference.difference(small_store, target)
    assert (change.graph, change.added, change.removed) == (graph, (), (("<a:a>", "<a:b>", "<a:c>"),))


def test_the_command(spaceflight: Callable[..., CompletedProcess[str]], small_store_path: Path, target: Target) -> None:
    def told(*arguments: str) -> CompletedProcess[str]:
        return spaceflight("publish", target.update, "--query", target.query, *arguments, store=small_store_path)

    before = told("--diff")
    assert before.returncode == 1
    assert "to add, 0 to remove" in before.stdout
    assert "more" in before.stdout
    done = told()
    assert (done.returncode, done.stderr) == (0, "")
    assert " triples in " in done.stdout
    after = told("--diff")
    assert (after.returncode, after.stdout) == (0, "Nothing would change.\n")


def test_a_store_that_refuses_or_is_not_there(small_store: Store, target: Target) -> None:
    with pytest.raises(SpaceflightError, match=r"answers 400 Bad Request: .*Fix:"):
        target.change("NONSENSE")
    with pytest.raises(SpaceflightError, match=r"cannot be reached: .*goes on where it was"):
        Target("http://127.0.0.1:9/update", target.query).change("CLEAR ALL")
    with pytest.raises(SpaceflightError, match=r"http://127\.0\.0\.1:9/query: cannot be reached"):
        run.publish(small_store, "one", Target(target.update, "http://127.0.0.1:9/query"))


def test_a_store_that_loses_triples_is_told(small_store: Store, target: Target) -> None:
    class Losing(Target):
        def add(self, graph: str, triples: str) -> None:
            super().add(graph, triples.partition("\n")[2] if triples.count("\n") > 1 else triples)

    with pytest.raises(SpaceflightError, match=r"has [\d,]+ triples there, of [\d,]+\. Fix: publish again"):
        run.publish(small_store, "one", Losing(target.update, target.query))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://store.example/update", "in the clear"),
        ("ftp://store.example/update", "no address of a store"),
        ("update", "no address of a store"),
        ("https://store.example/update", None),
        ("http://127.0.0.1/update", None),
    ],
)
def test_a_password_is_not_sent_in_the_clear(url: str, words: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "somebody")
    monkeypatch.setenv(PASSWORD, "secret")
    if words is None:
        refuse_unsafe(Target(url, url))
        return
    with pytest.raises(SpaceflightError, match=words) as told:
        refuse_unsafe(Target(url, url))
    assert "secret" not in str(told.value)


def test_quads_of_a_graph_are_in_one_order(small_store: Store) -> None:
    first = [batch.triples for batch in batches.batches(run._quads(small_store), "x")]
    assert first == [batch.triples for batch in batches.batches(run._quads(small_store), "x")]
    assert Quad(NamedNode("a:a"), NamedNode("a:a"), NamedNode("a:a")) not in small_store
