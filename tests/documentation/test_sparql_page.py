"""The page on SPARQL is true: every query runs, and says what the page shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "sparql.md").read_text(encoding="utf-8")
RUN = [sys.executable, "-c", "from spaceflight_graph.cli import run; run()"]
EXAMPLES = re.findall(r"```sparql\n(.*?)```\n\n```text\n(.*?)```\n", PAGE, re.DOTALL)


def test_every_query_of_the_page_is_tried() -> None:
    assert len(EXAMPLES) == PAGE.count("```sparql") == PAGE.count("```text") > 8


@pytest.mark.parametrize(("query", "shown"), EXAMPLES)
def test_a_query_of_the_page_says_what_it_shows(
    query: str, shown: str, shipped_store_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "query.rq").write_text(query, encoding="utf-8")
    result = subprocess.run(
        [*RUN, "sparql", "query.rq", "--store", str(shipped_store_path)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert result.stderr + result.stdout == shown
    assert result.returncode == (2 if shown.startswith("Error: ") else 0)
