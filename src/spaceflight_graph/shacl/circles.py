"""Nodes that lead to each other, found together: the only place that looks for circles in data."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Node = TypeVar("_Node")


def components(starts: Iterable[_Node], onward: Callable[[_Node], Iterable[_Node]]) -> Iterator[list[_Node]]:
    """Yield all nodes that are reached, those together that lead to each other; what they lead to comes before.

    Tarjan's algorithm, without recursion.

    Args:
        starts: where to begin.
        onward: returns what a node leads to; called once for each.

    >>> leads = {"a": "b", "b": "cd", "c": "b", "d": ""}
    >>> list(components("a", leads.__getitem__))
    [['d'], ['b', 'c'], ['a']]
    """
    numbers: dict[_Node, int] = {}
    lowest: dict[_Node, int] = {}
    """The lowest number that a node is known to lead to, until its component is complete."""
    waiting: list[_Node] = []
    walk: list[tuple[_Node, Iterator[_Node], int]] = []

    def enter(node: _Node) -> None:
        numbers[node] = lowest[node] = len(numbers)
        walk.append((node, iter(onward(node)), len(waiting)))
        waiting.append(node)

    for start in starts:
        if start not in numbers:
            enter(start)
        while walk:
            node, ahead, place = walk[-1]
            for other in ahead:
                if other not in numbers:
                    enter(other)
                    break
                if other in lowest:
                    lowest[node] = min(lowest[node], numbers[other])
            else:
                walk.pop()
                if walk:
                    before = walk[-1][0]
                    lowest[before] = min(lowest[before], lowest[node])
                if lowest[node] == numbers[node]:
                    complete = waiting[place:]
                    del waiting[place:]
                    for one in complete:
                        del lowest[one]
                    yield complete
