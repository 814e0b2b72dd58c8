"""How values read, to the letter, in the four languages: the table is reads.txt."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from spaceflight_graph import values
from spaceflight_graph.values.times import TIME_PRECISIONS
from spaceflight_graph.wording import LANGUAGES, durations, lies, places, planned, reads, times
from spaceflight_graph.wording.reading import XSD, has_reading

ROOT = Path(__file__).parents[2]
CAVEATS = {"in": "unit", "to": "precision", "until": "window_end"}
APPROXIMATIONS = {"About", "MoreThan", "LessThan", "UpTo", "AtLeast"}

CASES = [line.split(" | ") for line in (ROOT / "tests/wording/reads.txt").read_text("utf-8").splitlines()[1:]]


def told(case: str, language: str) -> str:
    lexical, datatype, *caveats = case.split()
    given = {CAVEATS[word]: caveats[at + 1] for at, word in enumerate(caveats) if word in CAVEATS}
    approximation = next((word for word in caveats if word in APPROXIMATIONS), None)
    return reads(lexical, XSD + datatype, approximation=approximation, language=language, **given)


@pytest.mark.parametrize(("case", "wanted"), [(first, rest) for first, *rest in CASES], ids=[row[0] for row in CASES])
def test_reads(case: str, wanted: list[str]) -> None:
    assert [told(case, language) for language in ("en", "de", "ru", "zh")] == wanted


def test_other_languages_read_english() -> None:
    assert reads("P3Y", XSD + "duration", language="fr") == "3 years"


def concepts(scheme: str) -> dict[str, dict[str, str]]:
    """Return the coded values of a scheme of the ontology, with their labels."""
    iri = "https://w3id.org/spaceflight/ontology#"
    triples = list(parse(path=ROOT / "ontology" / "concepts.ttl", format=RdfFormat.TURTLE))
    members = {t.subject for t in triples if getattr(t.object, "value", None) == iri + scheme}
    found: dict[str, dict[str, str]] = {str(m).removeprefix(f"<{iri}").removesuffix(">"): {} for m in members}
    for t in triples:
        if t.subject in members and t.predicate.value.endswith("#label") and isinstance(t.object, Literal):
            found[str(t.subject).removeprefix(f"<{iri}").removesuffix(">")][t.object.language or ""] = t.object.value
    assert found
    return found


def test_every_precision_has_its_words() -> None:
    known = {*times.PRECISIONS, *durations.PRECISIONS, durations.TENTH}
    assert set(concepts("Precisions")) <= known
    assert set(TIME_PRECISIONS) <= set(times.PRECISIONS)


def test_approximations_are_called_as_the_ontology_calls_them() -> None:
    labels = concepts("Approximations")
    assert set(labels) == APPROXIMATIONS
    for code, words in LANGUAGES.items():
        assert {name: words.near[name].format("").strip() for name in labels} == {
            name: of[code] for name, of in labels.items()
        }
        assert set(labels) <= words.near_times.keys()


def test_every_unit_has_its_words() -> None:
    for words in LANGUAGES.values():
        assert words.units.keys() - {"MIN+"} == values.UNITS.keys()
        assert len(words.months) == 12
        assert len(words.months_alone) in (0, 12)


def test_plans() -> None:
    assert [planned("X", language=code) for code in (*LANGUAGES, "fr")] == [
        "X (planned)", "X (geplant)", "X (план)", "X（计划）", "X (planned)"
    ]  # fmt: skip
    assert [planned("X", "Y", code) for code in LANGUAGES] == [
        "X (planned, as of Y)", "X (geplant, Stand Y)", "X (план на Y)", "X（计划，截至Y）"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bearing", "place", "wanted"),
    [
        ("SE", "X", ["1 km SE of X", "1 km südöstlich von X", "1 km к юго-востоку от г. X", "X东南1 km"]),
        ("NW", "X", ["1 km NW of X", "1 km nordwestlich von X", "1 km к северо-западу от г. X", "X西北1 km"]),
        (None, "X", ["1 km from X", "1 km von X", "1 km от г. X", "距X1 km"]),
        ("N", None, ["1 km N", "1 km nördlich", "1 km к северу", "北1 km"]),
        ("W", None, ["1 km W", "1 km westlich", "1 km к западу", "西1 km"]),
        ("NNE", "X", ["1 km NNE of X", "1 km NNE von X", "1 km NNE от г. X", "XNNE1 km"]),
        (None, None, ["1 km"] * 4),
    ],
)
def test_where_something_lies(bearing: str | None, place: str | None, wanted: list[str]) -> None:
    assert [lies("1 km", bearing, place, code) for code in LANGUAGES] == wanted
    assert lies("1 km", bearing, place, "fr") == wanted[0]


def test_bearings_are_those_of_the_ontology() -> None:
    known = concepts("Bearings")
    assert set(known) == set(places.POINTS)
    for code in ("de", "zh"):
        words = dict(zip(places.POINTS, places.BEARINGS[code], strict=True))
        stems = {point: names[code].lower().removesuffix("en") for point, names in known.items()}
        assert {point: word.removesuffix("lich").replace("ö", "o") for point, word in words.items()} == stems


def test_which_literals_have_a_reading() -> None:
    assert all(map(has_reading, (XSD + "gYear", XSD + "duration", XSD + "integer")))
    assert not any(map(has_reading, (XSD + "string", XSD + "boolean", "http://example.org/integer")))


def test_whatever_is_written_is_read() -> None:
    """No text, however wrong, is an error to one who only wants to see it."""
    for lexical in (
        "",
        "P",
        "PT",
        "-",
        ".",
        "0000",
        "2018-00-00T99:99:99",
        "9" * 5000,
        "P" + "9" * 5000 + "D",
        "1e999",
    ):
        for datatype in ("dateTime", "duration", "decimal", "boolean"):
            assert re.fullmatch(r"(?s).*", reads(lexical, XSD + datatype))
