"""The header of a query file."""

from pathlib import Path

import pytest

from spaceflight_graph.errors import DataError, SpaceflightError
from spaceflight_graph.query import catalogue
from spaceflight_graph.sparql import header
from spaceflight_graph.validate.checks import read_checks


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("#+ a: b\n#+ c : d: e \n", [(1, "a", "b"), (2, "c", "d: e")]),
        ("# note\n\n#+ a: b\n  \n#+ c:\n", [(3, "a", "b"), (5, "c", "")]),
        ("#+ a\n#+\n", [(1, "a", None), (2, "", None)]),
        ("#+ a: b\nASK {}\n#+ c: d", [(1, "a", "b")]),
        ("SELECT ('''\n#+ a: b\n''' AS ?x) {}", []),
        (" #+ a: b\n#+ c: d", []),
        ("#+a:b\r\n#+c:d", [(1, "a", "b"), (2, "c", "d")]),
        ("# + a: b\n#: c\n", []),
    ],
)
def test_lines(text: str, lines: list[header.Line]) -> None:
    assert list(header.lines(text)) == lines


def test_values_of_one_key_are_one_text() -> None:
    assert header.values(header.lines("#+ a: b\n#+ c: d\n#+ a: e\n#+ f\n")) == {"a": "b e", "c": "d", "f": ""}


WHOLE = "#+ summary: What?\n#+ tags: one, two\n#+ returns: x\n"


def read(folder: Path, text: str) -> catalogue.Query:
    file = folder / "mine.rq"
    file.write_text(text, encoding="utf-8")
    return catalogue.read(file)


def test_header_of_a_canned_query(tmp_path: Path) -> None:
    text = (
        f"#+ description: A\n#+ description: b.\n{WHOLE}#+ param a: xsd:date, default 2017-12-17, a day: any\nASK {{}}"
    )
    mine = read(tmp_path, text)
    assert (mine.summary, mine.description, mine.tags, mine.returns) == ("What?", "A b.", ("one", "two"), "x")
    (parameter,) = mine.parameters
    assert (parameter.name, parameter.required, parameter.default) == ("a", False, "2017-12-17")
    assert (parameter.type.value.rpartition("#")[2], parameter.description) == ("date", "a day: any")
    assert mine.text == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#+ param a xsd:date, required, a day\n", "1: not a parameter"),
        ("#+ param a: xsd:date, needed, a day\n", "1: not a parameter"),
        ("#+ param a-b: xsd:date, required, a day\n", "1: not a parameter"),
        ("#+ param: xsd:date, required, a day\n", "1: not a parameter"),
        ("#+ tags: a\n#+ summary\n", "2: not a header line"),
        ("#+ tags: a\n#+ summary: b\n", "1: the header has no returns"),
        ("ASK {}\n" + WHOLE, "1: the header has no summary"),
    ],
)
def test_what_is_wrong_with_a_canned_query(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError, match=f"mine.rq:{told}"):
        read(tmp_path, text)


CHECK = "#+ summary: What?\n#+ why: Because.\n#+ message: Wrong.\n#+ message: Fix: mend it.\n#+ severity: warning\n"


def test_header_of_a_check(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(f"{CHECK}\nSELECT ?this {{ }}", encoding="utf-8")
    (check,) = read_checks(tmp_path)
    rule = check.rule
    assert (rule.name, rule.severity.value, rule.message) == ("check:mine", "warning", "Wrong. Fix: mend it.")


@pytest.mark.parametrize("key", ["summary", "why", "message", "severity"])
def test_check_without_a_key(tmp_path: Path, key: str) -> None:
    lines = [line for line in CHECK.splitlines(True) if not line.startswith(f"#+ {key}")]
    (tmp_path / "mine.rq").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(SpaceflightError, match=f"the header has no {key}"):
        read_checks(tmp_path)
