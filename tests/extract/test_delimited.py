"""CSV and TSV into rows: lines, raw words, and what is broken."""

import pytest

from spaceflight_graph.extract.cells import Broken
from spaceflight_graph.extract.delimited import split


def rows(
    text: str, labels: set[str] | None = None
) -> tuple[list[tuple[int, list[tuple[str, str, str]]]], list[Broken]]:
    """Return line and cells (label, text, raw) of each row, and what is broken."""
    blocks, broken = split(text.split("\n"), labels or set())
    assert (blocks[0].kind, blocks[0].line, blocks[0].cells) == ("heading", 1, ())
    assert [block.number for block in blocks[1:]] == list(range(1, len(blocks)))
    assert {cell.line for block in blocks for cell in block.cells} <= {block.line for block in blocks}
    return [(block.line, [(it.label, it.text, it.raw) for it in block.cells]) for block in blocks[1:]], broken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1, x  y \r\n", [(2, [("a", "1", "1"), ("b", "x y", "x  y")])]),
        ("a\tb\n1,2\tx y\n", [(2, [("a", "1,2", "1,2"), ("b", "x y", "x y")])]),
        ('a,b\n"1, 2",3\n', [(2, [("a", "1, 2", "1, 2"), ("b", "3", "3")])]),
        ('a,b\n"say ""no""",3\n', [(2, [("a", 'say "no"', 'say ""no""'), ("b", "3", "3")])]),
        (
            'a,b\n"first\nsecond",3\n4,5\n',
            [(2, [("a", "first second", "first"), ("b", "3", "")]), (4, [("a", "4", "4"), ("b", "5", "5")])],
        ),
        ("a,b\n\n,\n1,2\n", [(4, [("a", "1", "1"), ("b", "2", "2")])]),
        ("a,b\n1,\n", [(2, [("a", "1", "1"), ("b", "", "")])]),
    ],
)
def test_cells_have_their_line_and_raw_words(text: str, found: list[object]) -> None:
    assert rows(text) == (found, [])


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("a,b\n1\n1,2\n", [Broken(2, "has 1 cells under 2 heads")]),
        ("a,A\n1,2\n", [Broken(1, "has no column 'b'"), Broken(1, "has the column 'a' twice")]),
        ('a,b\n1,2\n"3,4\n', [Broken(3, "cannot be read on: unexpected end of data")]),
    ],
)
def test_what_is_broken_is_told_with_its_line(text: str, broken: list[Broken]) -> None:
    assert rows(text, {"a", "b"})[1] == broken


def test_rows_around_a_broken_one_are_read() -> None:
    assert [line for line, _ in rows("a,b\n1,2\n1\n3,4\n")[0]] == [2, 4]


def test_nothing_is_broken() -> None:
    assert split([], {"a"}) == ([], [Broken(1, "is empty")])
