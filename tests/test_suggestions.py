"""What somebody may have meant, and how a shell takes it."""

import shlex
import subprocess

import pytest

from spaceflight_graph.suggestions import MOST, either, nearest, respelled, typed


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("lanch", ["launch", "relanch"]),
        ("LANCH", ["launch", "relanch"]),
        ("dock", ["docks", "docking", "undocking"]),  # those that it is a part of, last
        ("", []),
        ("qqq", []),
    ],
)
def test_nearest(wanted: str, near: list[str]) -> None:
    assert (
        nearest(wanted, ["landing", "launch", "undocking", "docking", "relanch", "docks", "docks"], parts=True) == near
    )


def test_nearest_names() -> None:
    known = ["Spacewalk", "spacewalk", "Spacewalks", "Launch"]
    assert nearest("SPACEWALK", known) == ["Spacewalk", "spacewalk", "Spacewalks"]
    assert nearest("SpaceWalk", known, 1) == ["Spacewalk"]
    assert nearest("SpaceWalks", known, 2) == ["Spacewalks", "Spacewalk"]
    assert nearest("xyz", known) == []
    assert nearest("ace", known) == []  # it is but a part


def test_no_more_than_a_message_lists() -> None:
    assert len(nearest("thing", [f"thing {number}" for number in range(20)])) == MOST == 8
    assert len(nearest("thing", ["thing 1", "thing 2"], most=1)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "soyuz-ms-07",
        "Soyuz MS-07",
        "联盟MS-07",
        "it's",
        'a "b" c',
        "$HOME",
        "a`b`",
        "a\\b",
        "a!b",
        "it's!",
        "",
        "a;b",
        "*",
        "~",
    ],
)
def test_what_is_shown_can_be_pasted(name: str) -> None:
    assert shlex.split(typed(name)) == [name]
    shown = subprocess.run(["bash", "-c", f"printf %s {typed(name)}"], capture_output=True, text=True, check=True)
    assert shown.stdout == name


def test_no_quotes_where_none_are_needed() -> None:
    assert [typed(name) for name in ("soyuz-ms-07", "flight=one", "联盟", "https://w3id.org/x")] == [
        "soyuz-ms-07", "flight=one", "联盟", "https://w3id.org/x",
    ]  # fmt: skip


def test_terms_respelled() -> None:
    known = ["Spacewalk", "spacewalk", "Spacewalks", "Launch"]
    assert respelled("SPACEWALK", known) == ["Spacewalk", "spacewalk"]
    assert respelled("spaceWalk", known) == ["spacewalk", "Spacewalk"]
    assert respelled("SpaceWalk", known, 1) == ["Spacewalk"]
    assert respelled("SpaceWalkers", known) == ["Spacewalks", "Spacewalk", "spacewalk"]
    assert respelled("spacewalkers", known, 2) == ["Spacewalks", "spacewalk"]
    assert respelled("xyz", known) == []


def test_one_of_many() -> None:
    assert [either(list(names)) for names in ("a", "ab", "abc")] == ["a", "a or b", "a, b or c"]
