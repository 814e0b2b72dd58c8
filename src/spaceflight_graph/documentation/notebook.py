"""The notebook's outputs: ``python -m spaceflight_graph.documentation.notebook`` runs its cells and writes them anew.

Cells run here as Jupyter would run them, in order and in one namespace, without a kernel, its sockets and its clock:
the same graph gives the same file. A cell shows what it prints, and the value of its last line, as far as it is one.
"""

import ast
import contextlib
import io
import json
import os
import sys
from typing import Any

from spaceflight_graph import files, resources
from spaceflight_graph.documentation import built, pictures

FILE = "docs/tour.ipynb"
_SHOWN_AS = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}

Cell = dict[str, Any]
"""A cell, as nbformat 4 has it."""


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with the outputs of its cells, run anew.

    Raises:
        Exception: whatever a cell raises.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cells.append(cell | {"execution_count": count, "outputs": _outputs("".join(cell["source"]), names, count)})
        else:
            cells.append(cell)
    return notebook | {"cells": cells}


def _outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run a cell and return what it shows."""
    tree = ast.parse(source, f"cell {count}")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {count}", "exec"), names)  # noqa: S102 - that is what a notebook is for
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), names)  # noqa: S307
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        shown = {"text/plain": _lines(repr(value))}
        shown |= {kind: _lines(getattr(value, how)()) for kind, how in _SHOWN_AS.items() if hasattr(value, how)}
        outputs.append({"data": shown, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return outputs


def text(notebook: dict[str, Any]) -> str:
    """Return a notebook as Jupyter would write it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two notebooks show the same; each version of matplotlib writes pictures in its own way."""
    return text(_with_texts_of_pictures(one)) == text(_with_texts_of_pictures(other))


def _with_texts_of_pictures(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: pictures.texts("".join(inner)) if key == "image/svg+xml" else _with_texts_of_pictures(inner)
            for key, inner in value.items()
        }
    return [_with_texts_of_pictures(inner) for inner in value] if isinstance(value, list) else value


def _lines(told: str) -> list[str]:
    return told.splitlines(keepends=True)


def main(*, check: bool) -> None:
    """Run the notebook, or only check that it shows what it would show now."""
    file = resources.root() / FILE
    notebook = json.loads(file.read_text(encoding="utf-8"))
    with built.graph() as graph:
        os.environ["SPACEFLIGHT_STORE"] = str(graph.path)
        os.environ.pop("COLUMNS", None)  # tables are as wide as they are
        made = run(notebook)
    if not (check and same(notebook, made)):
        files.generate(file, text(made), check=check)


if __name__ == "__main__":
    main(check="--check" in sys.argv)
