"""Where a mistake is drawn: lines, columns, tabs, wide and unseen characters, long lines."""

import pytest

from spaceflight_graph.sparql import caret


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("联盟\n\t👩‍🚀x", 7, (2, 5)),
        ("a\n\n\nb", 4, (4, 1)),
        ("a\u2028b\x0cc", 4, (1, 5)),
    ],
)
def test_position(text: str, offset: int, place: tuple[int, int]) -> None:
    assert caret.position(text, offset) == place


def drawn(text: str, meant: str) -> list[str]:
    start = text.index(meant)
    return list(caret.drawn(text, start, start + len(meant)))


def test_tabs_and_wide_characters() -> None:
    assert drawn("a\n\t联\t盟x b", "盟x") == ["2 |     联    盟x b", "  |           ^^^"]


def test_number_of_the_line_widens_the_margin() -> None:
    assert drawn("\n" * 9 + "ab", "b") == ["10 | ab", "   |  ^"]


def test_what_no_terminal_should_get_is_written_out() -> None:
    assert drawn("\x1b[2J \u202e bad", "bad") == ["1 | \\x1b[2J \\u202e bad", "  |                ^^^"]


def test_end_of_the_text_and_of_a_line() -> None:
    assert list(caret.drawn("ASK {", 5, 5)) == ["1 | ASK {", "  |      ^"]
    assert list(caret.drawn("'a\nb'", 0, 6)) == ["1 | 'a", "  | ^^"]


def test_long_lines_are_cut_around_the_place() -> None:
    line, marks = drawn("a" * 500 + "!" + "b" * 500, "!")
    assert line == f"1 | …{'a' * 50}!{'b' * 49}…"
    assert marks == f"  | {' ' * 51}^"
    line, marks = drawn("!" + "b" * 100, "!")
    assert (line, marks) == (f"1 | !{'b' * 99}…", "  | ^")
    line, marks = drawn("a" * 100 + "!", "!")
    assert (line, marks) == (f"1 | …{'a' * 99}!", f"  | {' ' * 100}^")
    line, marks = drawn("!" * 150, "!" * 150)
    assert (line, marks) == (f"1 | {'!' * 100}…", f"  | {'^' * 100}")
    assert drawn("a" * 99 + "!", "!")[0] == f"1 | {'a' * 99}!"
