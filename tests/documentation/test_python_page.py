"""The page on Python is what the code makes it, and its program runs; so does that of the README."""

import re
from pathlib import Path

import pytest

import spaceflight_graph
from spaceflight_graph.documentation import python_page

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / python_page.FILE).read_text(encoding="utf-8")
PROGRAMS = {
    name: re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    for name in ("README.md", python_page.FILE)
}


def test_page_is_up_to_date() -> None:
    assert python_page.text() == PAGE


def test_every_public_name_has_its_entry() -> None:
    headings = re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)
    assert [*headings, "__version__"] == sorted(spaceflight_graph.__all__, key=lambda n: (n == "__version__", n))
    for method in ("ask", "sparql", "holds", "explain", "find", "list", "disputes", "plot", "queries", "close"):
        assert f"\n- `{method}(" in PAGE


def test_entries_hold_types_and_no_self() -> None:
    assert "`open_graph(store: str | Path | None=None, *, lang: str='en') -> Graph`" in PAGE
    assert "- `ask(name: str, /, *, lang: str | None=None, **parameters: Given) -> Answer`" in PAGE
    assert "- `slug: str`" in PAGE
    assert "- `iri: str`: its whole name." in PAGE
    assert "- `of(results: Results, reader: Reader) -> 'Answer'`" in PAGE
    assert not re.search(r"\b(self|cls)\b", PAGE)
    assert "``" not in PAGE.replace("```", "")
    assert ">>>" not in PAGE


@pytest.mark.parametrize(
    ("name", "program"), [(name, program) for name, programs in PROGRAMS.items() for program in programs]
)
def test_programs_run(
    name: str,
    program: str,
    shipped_store_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SPACEFLIGHT_STORE", str(shipped_store_path))
    names: dict[str, object] = {}
    exec(compile(program, name, "exec"), names)
    assert "Anton Shkaplerov" in capsys.readouterr().out
    values = {key: value for key, value in names.items() if key[0] != "_"}
    assert all(len(value) > 0 for value in values.values() if hasattr(value, "__len__"))


def test_each_page_has_a_program() -> None:
    assert {name: len(programs) for name, programs in PROGRAMS.items()} == {"README.md": 1, python_page.FILE: 1}
