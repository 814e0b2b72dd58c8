"""The notebook runs, and shows what it would show now."""

import json
from pathlib import Path

import pytest

from spaceflight_graph.documentation import notebook

ROOT = Path(__file__).parents[2]
TOUR = json.loads((ROOT / notebook.FILE).read_text(encoding="utf-8"))


def test_the_tour_runs_and_shows_what_it_shows(shipped_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACEFLIGHT_STORE", str(shipped_store_path))
    monkeypatch.delenv("COLUMNS", raising=False)
    made = notebook.run(TOUR)
    assert notebook.same(TOUR, made)
    assert notebook.text(made) == notebook.text(notebook.run(TOUR))
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    assert len(code) == 12
    assert all(cell["outputs"] for cell in code)
    assert (ROOT / notebook.FILE).read_text(encoding="utf-8") == notebook.text(TOUR)


def cells(*sources: str) -> dict[str, object]:
    return {"cells": [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]}


def test_a_cell_shows_what_it_prints_and_its_last_value() -> None:
    made = notebook.run(cells("x = 2\nprint(x)\nx + 1", "x", "x = 3", "", "None", "print('a')\nprint('b')"))
    outputs = [cell["outputs"] for cell in made["cells"]]
    assert outputs[0] == [
        {"name": "stdout", "output_type": "stream", "text": ["2\n"]},
        {"data": {"text/plain": ["3"]}, "execution_count": 1, "metadata": {}, "output_type": "execute_result"},
    ]
    assert outputs[1][0]["data"] == {"text/plain": ["2"]}
    assert outputs[2:5] == [[], [], []]
    assert outputs[5][0]["text"] == ["a\n", "b\n"]
    assert [cell["execution_count"] for cell in made["cells"]] == [1, 2, 3, 4, 5, 6]


def test_a_value_is_shown_as_html_and_as_a_picture() -> None:
    ways = {"_repr_html_": "<b>", "_repr_svg_": "<text>a</text>", "__repr__": "R"}
    rich = "".join(f"    {way} = lambda self: {shown!r}\n" for way, shown in ways.items())
    (cell,) = notebook.run(cells(f"class R:\n{rich}R()"))["cells"]
    shown = {"text/plain": ["R"], "text/html": ["<b>"], "image/svg+xml": ["<text>a</text>"]}
    assert cell["outputs"][0]["data"] == shown


def test_pictures_are_the_same_where_they_say_the_same() -> None:
    def showing(svg: str, text: str = "R") -> dict[str, object]:
        return {"cells": [{"outputs": [{"data": {"image/svg+xml": [svg], "text/plain": [text]}}]}]}

    assert notebook.same(showing("<g/><text>a</text>"), showing("<text x='1'>a</text>"))
    assert not notebook.same(showing("<text>a</text>"), showing("<text>b</text>"))
    assert not notebook.same(showing("<text>a</text>"), showing("<text>a</text>", "S"))


def test_a_cell_that_fails_is_no_output() -> None:
    with pytest.raises(ZeroDivisionError):
        notebook.run(cells("1 / 0"))
