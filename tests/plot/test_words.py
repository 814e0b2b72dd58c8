"""The titles of pictures: there in every language."""

import pytest

from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.plot import words
from spaceflight_graph.query import catalogue


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_picture_has_a_title(language: str) -> None:
    titles = [words.title(query.name, [], language) for query in catalogue.all_queries() if query.plot]
    assert len(set(titles)) == len(titles) > 0


def test_title_with_what_was_asked() -> None:
    assert words.title("timeline", ["Soyuz MS-07"], "en") == "Soyuz MS-07: Timeline"
    assert words.title("launches", ["Baikonur", "Soyuz"], "de") == "Baikonur, Soyuz: Starts nach Monat"
