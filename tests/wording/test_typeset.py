"""How names are set: no quotation mark of any language is left, and no dot that only looks like the right one."""

import pytest

from spaceflight_graph.wording.names import typeset


@pytest.mark.parametrize(
    "told",
    ['"Soyuz" FG', "“Soyuz” FG", "„Soyuz‟ FG", "«Soyuz» FG", "‹Soyuz› FG", "「Soyuz」 FG", "『Soyuz』 FG",
     "《Soyuz》 FG", "〈Soyuz〉 FG", "〝Soyuz〞 FG", " Soyuz \t FG "],
)  # fmt: skip
def test_marks_and_spaces(told: str) -> None:
    assert typeset(told) == "Soyuz FG"


@pytest.mark.parametrize("dot", "∙•・‧·")
def test_dots(dot: str) -> None:
    assert typeset(f"斯科特{dot}廷格尔") == "斯科特·廷格尔"


def test_apostrophes_stay() -> None:
    assert typeset("L'Aquila's ’Oumuamua") == "L'Aquila's ’Oumuamua"
