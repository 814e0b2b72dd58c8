"""Sorting through files is sorting."""

import pytest

from spaceflight_graph.export.order import ordered

LINES = [f"{word}\n".encode() for word in ("b", "联盟", "a", "b", "é", "a/b", "z", "a")]


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 8, 9, 100])
def test_lines_are_in_order_and_once(at_once: int) -> None:
    assert list(ordered(iter(LINES), at_once)) == sorted(set(LINES))


def test_nothing_is_nothing() -> None:
    assert list(ordered([], 1)) == []
