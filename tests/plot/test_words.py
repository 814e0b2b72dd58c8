"""The words in pictures: there in every language."""

import pytest

from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.plot import words
from spaceflight_graph.query import catalogue


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_picture_has_a_title(language: str) -> None:
    titles = [words.title(query.name, [], language) for query in catalogue.all_queries() if query.plot]
    assert len(set(titles)) == len(titles) > 0


def test_every_word_is_there_once_in_each_language() -> None:
    assert set(words._LANGUAGES) == set(LABELS)
    assert len(words._WORDS) > 10
    for name, texts in words._WORDS.items():
        assert len(texts) == len(set(texts)) == 4, name
        assert all(texts)


def test_title_with_what_was_asked() -> None:
    assert words.title("timeline", ["Soyuz MS-07"], "en") == "Soyuz MS-07: Timeline"
    assert words.title("launches", ["Baikonur", "Soyuz"], "de") == "Baikonur, Soyuz: Starts nach Monat"
