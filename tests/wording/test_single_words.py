"""The words that stand alone: there in every language, and no second time where a column has them."""

import pytest

from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.wording import COLUMNS, NAMES, WORDS, capital, word
from spaceflight_graph.wording.words import CODES


def test_every_word_is_there_once_in_each_language() -> None:
    assert set(CODES) == set(NAMES) == set(LABELS)
    assert len(WORDS) > 50
    for name, texts in WORDS.items():
        assert len(texts) == len(set(texts)) == 4, name
        assert all(texts)


def test_no_word_stands_in_two_tables() -> None:
    assert set(WORDS) & set(COLUMNS) == set()
    told = {tuple(text.casefold() for text in texts[1:]) for texts in WORDS.values()}
    assert told & {tuple(text.casefold() for text in texts) for texts in COLUMNS.values()} == set()


def test_a_word_of_a_column_is_taken_from_there() -> None:
    assert [word("planned", language) for language in CODES] == ["planned", *COLUMNS["planned"]]
    with pytest.raises(KeyError):
        word("untold", "en")


def test_a_line_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert capital("führt zu NASA") == "Führt zu NASA"
    assert capital("") == ""
