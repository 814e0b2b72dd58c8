"""What a user reads when something is wrong: the order of its words."""

import pytest

from spaceflight_graph.errors import (
    DataError,
    NotFoundError,
    ParameterError,
    Place,
    Problem,
    SpaceflightError,
    StoreError,
    in_order,
    shortened,
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("x.ttl"), "x.ttl"),
        (Place("x.ttl", 7), "x.ttl:7"),
        (Place("x.ttl", 7, 3), "x.ttl:7:3"),
        (Place("x.ttl", 7, 3, 9), "x.ttl:7:3"),
    ],
)
def test_place_as_text(place: Place, text: str) -> None:
    assert str(place) == text


def test_places_in_order() -> None:
    places = [
        Place("b", 1),
        Place("a", 10),
        Place("a", 2, 1),
        Place("a", 2),
        Place("a", 1, 2),
        Place("a", 1),
        Place("a"),
    ]
    assert sorted(places, key=Place.key) == places[::-1]
    assert Place("a", 1, 2).key() == Place("a", 1, 2, 9).key()


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("It is so"), "It is so"),
        (Problem("It is so", "change it"), "It is so. Fix: change it."),
        (Problem("it is so", "change it", Place("x", 1), "id:a"), "x:1: id:a: it is so. Fix: change it."),
        (Problem("it is so", "", Place("x", 1), "", Place("doc:y", 2)), "x:1, from doc:y:2: it is so"),
        (Problem("it is so", "", None, "id:a", Place("doc:y", 2)), "doc:y:2: id:a: it is so"),
    ],
)
def test_problem_as_text(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_problems_are_told_a_line_each_and_kept() -> None:
    problems = [Problem("one"), Problem("two")]
    error = DataError(problems)
    assert (str(error), error.problems) == ("one\ntwo", tuple(problems))


def test_exit_codes() -> None:
    assert (SpaceflightError.exit_code, DataError.exit_code) == (2, 1)
    assert {kind.exit_code for kind in (NotFoundError, ParameterError, StoreError)} == {2}


def test_long_text_is_cut() -> None:
    assert shortened("x" * 80) == "x" * 80
    assert shortened("x" * 81) == "x" * 80 + "…"


def test_problems_in_order() -> None:
    said = [Problem("m", place=Place(file, line)) for file, line in (("b", 114), ("b", 23), ("a", 200), ("b", 23))]
    assert [str(problem.place) for problem in in_order(said)] == ["a:200", "b:23", "b:114"]
    claims = [Problem("m", subject=f"claim:x-L{line}") for line in (114, 23)]
    assert [problem.subject for problem in in_order(claims)] == ["claim:x-L23", "claim:x-L114"]
    assert str(in_order([Problem("²"), Problem("1")])[0]) == "1"
