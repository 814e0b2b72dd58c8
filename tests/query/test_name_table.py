"""The table of names: found from any of their words on, however the text is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Triple

from spaceflight_graph.namespaces import RDFS, SF, expand
from spaceflight_graph.query.names import Names, table
from spaceflight_graph.rdf.names import words


def made(**labels: str) -> Names:
    return Names(table(Triple(expand(f"id:{slug}"), RDFS.label, Literal(label)) for slug, label in labels.items()))


def test_a_line_for_each_word_of_each_name() -> None:
    triples = [
        Triple(expand("id:soyuz-2"), RDFS.label, Literal(" Soyuz\n2 ")),
        Triple(expand("id:soyuz-2"), SF.time, Literal("Soyuz")),
        Triple(BlankNode("b"), RDFS.label, Literal("Soyuz")),
        Triple(expand("id:soyuz-2"), RDFS.label, RDFS.label),
    ]
    assert table(triples).decode().splitlines() == [
        "2\t1\tid:soyuz-2\tSoyuz 2",
        "2\t1\tid:soyuz-2\tsoyuz-2",
        "soyuz2\t0\tid:soyuz-2\tSoyuz 2",
        "soyuz2\t0\tid:soyuz-2\tsoyuz-2",
    ]


def test_beginning() -> None:
    names = made(a="Soyuz MS-07", b="Union", c="MS")
    assert [(e.thing, e.word) for e in names.beginning("ms")] == [("id:c", 0), ("id:a", 1)]
    assert [e.thing for e in names.beginning("soyuzms0")] == ["id:a"]
    assert [e.thing for e in names.beginning("a")] == ["id:a"]
    assert list(names.beginning("t")) == list(names.beginning("zz")) == []
    assert [e.thing for e in names.beginning("ms", most=1)] == ["id:c"]


def test_holding() -> None:
    names = made(a="Soyuz MS-07", b="Union", c="ms")
    assert [e.name for e in names.holding("uzm")] == ["Soyuz MS-07"]
    assert [e.name for e in names.holding("nio")] == ["Union"]
    assert list(names.holding("id:a")) == []  # the table's own words are no names
    assert list(names.holding("uzm", most=0)) == []


@pytest.mark.parametrize(
    ("text", "slips", "found"),
    [("soyusms07", 1, True), ("soyuzmz07", 1, True), ("soiusms07", 2, True), ("xxxxxxxxx", 2, False)],
)
def test_near(text: str, slips: int, found: bool) -> None:
    assert ("Soyuz MS-07" in {entry.name for entry in made(a="Soyuz MS-07").near(text, slips)}) == found


def test_near_ones_are_of_about_the_same_length() -> None:
    names = made(a="Union of many", b="Unions")
    assert {entry.name for entry in names.near("union", 1)} == {"Unions"}
    assert {entry.name for entry in names.near("unionofm", 1)} >= {"Union of many"}


SLUGS = st.from_regex(r"[a-z]{1,4}", fullmatch=True)


@given(
    st.dictionaries(SLUGS, st.text(min_size=1, max_size=12), max_size=6),
    st.text(max_size=4),
)
def test_halving_finds_what_looking_at_all_finds(labels: dict[str, str], text: str) -> None:
    labels = {slug: label for slug, label in labels.items() if "".join(label.split())}
    data = table(Triple(expand(f"id:{slug}"), RDFS.label, Literal(label)) for slug, label in labels.items())
    key = "".join(words(text))
    lines = [line.split("\t") for line in data.decode().split("\n")[:-1]]
    assert all(len(line) == 4 for line in lines)
    names = Names(data)
    assert [e.name for e in names.beginning(key)] == [line[3] for line in lines if line[0].startswith(key)]
    if key:
        assert {e.name for e in names.holding(key)} == {line[3] for line in lines if key in line[0] and line[1] == "0"}
