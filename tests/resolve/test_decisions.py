"""Decisions: those that rule on nothing or change nothing are findings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.build import build
from spaceflight_graph.errors import DataError

Edit = Callable[[str, str, str], Path]


def test_decision_that_changes_nothing(small_source: Path, tmp_path: Path, edit: Edit) -> None:
    edit("decisions.ttl", "claim:gamma-L2-one-landing-time", "claim:gamma-L4-one-launch-time")
    with pytest.raises(DataError) as caught:
        build(tmp_path / "store", source=small_source)
    (problem,) = map(str, caught.value.problems)
    assert "decisions.ttl:9: decision:gamma-landing changes nothing: no other claim contradicts" in problem
    assert "Fix: remove the decision." in problem


def test_decision_on_a_claim_that_nobody_states(small_source: Path, tmp_path: Path, edit: Edit) -> None:
    edit("decisions.ttl", "claim:gamma-L2-one-landing-time", "claim:gamma-L99-nothing")
    with pytest.raises(DataError, match=r"decisions\.ttl:11:16: .*a claim that a document states.*Fix:"):
        build(tmp_path / "store", source=small_source)


def test_unreadable_claim_is_told_with_file_and_line_and_the_rest_goes_on(
    small_source: Path, tmp_path: Path, edit: Edit
) -> None:
    edit("claims/gamma.ttl", '"2001-01-02"^^xsd:date', '"2001-02-30"^^xsd:date')
    edit("claims/beta.ttl", "sf:line 4 ;", "sf:line 0 ;")
    with pytest.raises(DataError) as caught:
        build(tmp_path / "store", source=small_source)
    text = str(caught.value)
    assert "claim:gamma-L4-one-launch-time" in text
    assert "2001-02-30" in text
    assert "counted from 1" in text
