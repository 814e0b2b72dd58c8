"""Claims come together whatever their order, in memory or over the disk."""

import random

import pytest
from pyoxigraph import Literal

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, expand
from spaceflight_graph.resolve.grouping import grouped


def made(count: int) -> list[Claim]:
    return [
        Claim(
            expand(f"claim:c{i:05}"), expand(f"id:x{i % 97}"), SF.time, Literal(str(i)), expand(f"doc:d{i % 5}"), i + 1
        )
        for i in range(count)
    ]


@pytest.mark.parametrize("run", [7, 100, 999, 1000, 5000])
def test_groups_are_the_same_however_much_fits_into_memory(run: int) -> None:
    claims = made(1000)
    random.Random(1).shuffle(claims)
    groups = list(grouped(iter(claims), run))
    assert [claim.iri.value for group in groups for claim in group] == [
        claim.iri.value for claim in sorted(claims, key=lambda c: (c.subject.value, c.iri.value))
    ]
    assert len(groups) == 97
    assert sorted(claim.line for group in groups for claim in group) == list(range(1, 1001))


def test_nothing_gives_nothing() -> None:
    assert list(grouped([])) == []
