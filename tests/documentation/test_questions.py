"""The ten questions have the answers that the page shows."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(
    r"^## (\d+)\. ([^\n]+\?)\n\n.*?```sparql\n(.*?)```\n\n```text\n(.*?)```\n", PAGE, re.DOTALL | re.MULTILINE
)


def test_there_are_ten() -> None:
    assert [int(number) for number, _, _, _ in QUESTIONS] == list(range(1, 11))
    assert PAGE.count("```sparql") == PAGE.count("```text") == 10


@pytest.mark.parametrize(("query", "shown"), [(query, shown) for _, _, query, shown in QUESTIONS])
def test_answer(
    query: str, shown: str, shipped_store_path: Path, tmp_path: Path, spaceflight: Callable[..., CompletedProcess[str]]
) -> None:
    (tmp_path / "question.rq").write_text(query, encoding="utf-8")
    result = spaceflight("sparql", str(tmp_path / "question.rq"), store=shipped_store_path)
    assert (result.returncode, result.stderr, result.stdout) == (0, "", shown)
    assert len(shown.splitlines()) > 2
