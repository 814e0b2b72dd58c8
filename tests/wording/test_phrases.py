"""The fixed words of answers: each language has them all, in forms that its numbers ask for."""

import re

import pytest

from spaceflight_graph.wording import COLUMNS, LANGUAGES, PHRASES, column, counted, phrases
from spaceflight_graph.wording.phrases import Phrases

FORMS = {"en": {1, 2}, "de": {1, 2}, "ru": {1, 3}, "zh": {1}}


def said(words: Phrases) -> dict[str, tuple[str, ...]]:
    """Return every phrase by name, in all its forms."""
    told: dict[str, object] = {}
    for name, value in words._asdict().items():
        told |= {f"{name} {kind}": one for kind, one in value.items()} if isinstance(value, dict) else {name: value}
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in told.items()}  # type: ignore[arg-type]


def test_every_language_has_its_own() -> None:
    assert list(PHRASES) == list(LANGUAGES)
    for name in said(PHRASES["en"]):
        assert len({said(words)[name] for words in PHRASES.values()}) == len(PHRASES), name
    assert phrases("fr") == phrases("en") != phrases("ru")


@pytest.mark.parametrize("language", PHRASES)
def test_a_phrase_is_about_as_many_things_in_every_language(language: str) -> None:
    english = said(PHRASES["en"])
    for name, forms in said(PHRASES[language]).items():
        assert {len(re.findall("{}", form)) for form in forms} == {english[name][0].count("{}")}, name
        assert len(forms) in FORMS[language], name


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", 1, "x, supported by 1 independent document"),
        ("en", 2, "x, supported by 2 independent documents"),
        ("de", 1, "x, gestützt von 1 unabhängigen Dokument"),
        ("de", 1234, "x, gestützt von 1.234 unabhängigen Dokumenten"),
        ("ru", 1, "x, подтверждает 1 независимый документ"),
        ("ru", 3, "x, подтверждают 3 независимых документа"),
        ("ru", 11, "x, подтверждают 11 независимых документов"),
        ("zh", 5, "x，5篇独立文献支持"),
    ],
)
def test_numbers_have_their_forms(language: str, number: int, told: str) -> None:
    assert counted(phrases(language).supported, number, "x", language=language) == told


def test_columns_are_called_in_every_language() -> None:
    assert list(COLUMNS) == sorted(COLUMNS)
    assert {len(words) for words in COLUMNS.values()} == {len(LANGUAGES) - 1}
    assert [column("line", code) for code in (*LANGUAGES, "fr")] == ["line", "Zeile", "строка", "行号", "line"]
    assert [column("mine", code) for code in LANGUAGES] == ["mine"] * len(LANGUAGES)
