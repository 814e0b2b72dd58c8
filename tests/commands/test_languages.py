"""The reader's language on the command line: chosen, from the locale, or English; and terms where they are wanted."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.commands.options import language_of_the_locale
from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.wording import LANGUAGES

Spaceflight = Callable[..., subprocess.CompletedProcess[str]]
MASS = "Craft of One"


@pytest.mark.parametrize(
    ("set_to", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "ru@latin"}, "ru"),
        ({"LANG": "DE-at"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "deu"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({}, "en"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "de_DE"}, "ru"),
        ({"LC_ALL": "zh_CN", "LC_MESSAGES": "ru_RU", "LANG": "de_DE"}, "zh"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de"),
    ],
)
def test_language_of_the_locale(monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert language_of_the_locale() == language


def test_values_are_worded_in_every_language_that_has_labels() -> None:
    assert LABELS.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("command", [["query", "launches"], ["explain", "one-launch"], ["show", "one"]])
def test_people_read_the_language_of_their_locale_or_another(
    spaceflight: Spaceflight, small_store_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    english = spaceflight(*command, store=small_store_path).stdout
    chinese = spaceflight(*command, "--lang", "zh", store=small_store_path).stdout
    assert english != chinese
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert spaceflight(*command, store=small_store_path).stdout == chinese
    assert spaceflight(*command, "--lang", "en", store=small_store_path).stdout == english


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("command", [["query", "launches"], ["disputes"]])
def test_programs_get_the_same_wherever_they_run(
    spaceflight: Spaceflight, small_store_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], form: str
) -> None:
    english = spaceflight(*command, "--format", form, store=small_store_path).stdout
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert spaceflight(*command, "--format", form, store=small_store_path).stdout == english


def test_json_of_explain_is_english_unless_asked(
    spaceflight: Spaceflight, small_store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    told = [
        json.loads(spaceflight("explain", MASS, "mass", "--format", "json", *more, store=small_store_path).stdout)[0]
        for more in ([], ["--lang", "de"])
    ]
    assert [e["answers"][0]["reads"] for e in told] == ["about 7,220 kg", "etwa 7.220 kg"]
    assert [e["property_label"] for e in told] == ["mass", "Masse"]


def test_raw_shows_terms(spaceflight: Spaceflight, small_store_path: Path) -> None:
    launch, slug = "2001-01-02T00:04:05Z", "id:one"
    for form in ("table", "md"):
        told = spaceflight("query", "launches", "--raw", "--format", form, store=small_store_path).stdout
        read = spaceflight("query", "launches", "--format", form, store=small_store_path).stdout
        assert (launch in told, launch in read) == (True, False)
        assert (slug in told, slug in read) == (True, False)
    assert "id:" in spaceflight("disputes", "--raw", store=small_store_path).stdout
    assert "id:" not in spaceflight("disputes", store=small_store_path).stdout
    told = spaceflight("explain", MASS, "mass", "--raw", store=small_store_path).stdout
    assert "  answer: 7220 [unit:KiloGM] [About]\n" in told


def test_a_language_that_is_none_is_refused(spaceflight: Spaceflight, small_store_path: Path) -> None:
    told = spaceflight("disputes", "--lang", "fr", store=small_store_path)
    assert told.returncode == 2
    assert "'de', 'en', 'ru', 'zh'" in told.stderr


def test_an_empty_answer_says_that_no_document_tells(spaceflight: Spaceflight, small_store_path: Path) -> None:
    for form in ("table", "md"):
        asked = ["query", "plans", "from=2090", "--format", form]
        assert spaceflight(*asked, store=small_store_path).stdout == "No rows: no document tells.\n"
        german = "Keine Zeilen: Davon sagt kein Dokument etwas.\n"
        assert spaceflight(*asked, "--lang", "de", store=small_store_path).stdout == german
    assert "No rows" not in spaceflight("query", "plans", "from=2090", "--format", "csv", store=small_store_path).stdout


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "No rows: no document tells of a backup crew.\n"),
        ("de", "Keine Zeilen: Kein Dokument nennt eine Ersatzbesatzung.\n"),
        ("ru", "Строк нет: ни один документ не называет дублирующий экипаж.\n"),
        ("zh", "没有结果：没有文献提到后备乘组。\n"),
    ],
)
def test_why_an_answer_is_empty_is_told_in_each_language(
    spaceflight: Spaceflight, small_store_path: Path, language: str, told: str
) -> None:
    asked = ["query", "backup-crew", "flight=two", "--lang", language]
    assert spaceflight(*asked, store=small_store_path).stdout == told


def test_the_overview_is_worded_in_each_language(spaceflight: Spaceflight, small_store_path: Path) -> None:
    def titles(language: str) -> list[str]:
        lines = spaceflight("show", "one", "--lang", language, store=small_store_path).stdout.splitlines()
        return [line for line in lines if line and not line.startswith(" ")]

    first, *rest = titles("de")
    assert re.fullmatch(
        r"3 Dokumente  \d+ Behauptungen  .*\d+ Streitfälle  .* Entitäten  .* gefolgert  .* Tripel", first
    )
    assert rest == [
        "Besatzung von Eins",
        "Wichtigste Schritte von Eins (spaceflight query timeline zeigt alle)",
        "Worin sich die Dokumente widersprechen (spaceflight explain DING EIGENSCHAFT sagt, warum)",
    ]
    assert titles("en")[1:] == [
        "Crew of One",
        "Main steps of One (spaceflight query timeline shows all)",
        "What the documents disagree on (spaceflight explain THING PROPERTY tells why)",
    ]
    heads = ["Ding  ", "Person  ", "wann  "]
    german = spaceflight("show", "one", "--lang", "de", store=small_store_path).stdout.splitlines()
    assert (
        sorted(line.strip()[: len(head)] for line in german for head in heads if line.startswith(f"  {head}")) == heads
    )
    assert "  Grund der Wahl: " in spaceflight("explain", MASS, "mass", "--lang", "de", store=small_store_path).stdout
