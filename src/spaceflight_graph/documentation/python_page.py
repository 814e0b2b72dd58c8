"""The page on Python, made from the code: ``python -m spaceflight_graph.documentation.python_page`` writes it anew.

Signatures are those of the source, for each version of Python shows types in its own way.
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping

import spaceflight_graph
from spaceflight_graph import files, resources

FILE = "docs/python.md"
_LEAD = """# The graph in Python

Made from the code by `make generate`; do not edit. The notebook [tour.ipynb](tour.ipynb) shows what comes back.

```python
import spaceflight_graph

graph = spaceflight_graph.open_graph()  # or a folder, as text or Path; the graph that the command line asks
crew = graph.ask("crew-of-flight", flight="Soyuz MS-07")
print(crew)  # as people read it; notebooks show a table
for row in crew:
    print(row["name"], row["flightNumber"])

frame = crew.to_dataframe()  # with pip install 'spaceflight-graph[pandas]'
why = graph.explain("soyuz-ms-07", "launch vehicle")
people = graph.find("Шкаплеров", "Person")
walks = graph.list("Spacewalk")
open_points = graph.disputes(lang="de")
rows = graph.sparql("SELECT ?walk { ?walk a sf:Spacewalk }")
picture = graph.plot("milestones", flight="Soyuz MS-07")  # pip install 'spaceflight-graph[plot]'; .save("steps.svg")
```

Open the graph once and ask it often; nothing is written to it. There is none until `spaceflight build`, or
`spaceflight_graph.build_graph(path)`, makes one. All layers are asked at once; `graph.store` is the bare
`pyoxigraph.Store`, whose own `query` finds nothing unless it is given `use_default_graph_as_union=True`.

## What a column holds

| in the graph | in Python |
|---|---|
| a thing, a term of the ontology | `Thing`: `.iri`, `.label` in the language asked for, `.slug` |
| a time to the second or finer | `datetime.datetime`, with its zone where it has one |
| a day | `datetime.date` |
| a month, quarter, year, decade | `PartialDate`: `.iso`, `.precision`, `.year`, `.month` |
| a length of time | `datetime.timedelta` |
| a whole number, a decimal | `int`, `decimal.Decimal` |
| a text, and what Python cannot hold to the last digit (a picosecond, a length in months, a day of a zone) | `str` |
| nothing told | `None` |

What qualifies a column `x` stands in columns of its own: `xPrecision`, `xApproximation`, `xUnit`, `xWindowEnd`,
`xPlanned`. `row.reads("x")` says all of it in words, and `row.span("x")` the first and last second that a time may
mean: times of any precision compare by it. Program with types? `row.typed("x", date)` is a `date` or an error.
"""


def text() -> str:
    """Return what the page should hold: a lead, and an entry for each public name."""
    names = [name for name in spaceflight_graph.__all__ if not name.startswith("__")]
    return "".join([_LEAD, "\n## Names\n", *(part for name in names for part in _entry(name))])


def _entry(name: str) -> Iterator[str]:
    thing = getattr(spaceflight_graph, name)
    node = _node(thing)
    if isinstance(node, ast.FunctionDef):
        yield f"\n### {name}\n\n`{name}{_signature(node)}`\n\n{_told(inspect.getdoc(thing) or '')}"
        return
    fields = {f.target.id: ast.unparse(f.annotation) for f in node.body if _is_field(f)}  # type: ignore[attr-defined]
    yield f"\n### {name}\n\n{_told(inspect.getdoc(thing) or '', fields)}"
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
    methods = [m for m in methods if "overload" not in map(ast.unparse, m.decorator_list)]
    yield "\n" if methods else ""
    for method in methods:
        plain = "property" in map(ast.unparse, method.decorator_list)
        result = ast.unparse(method.returns) if method.returns else "None"
        called = f"{method.name}: {result}" if plain else f"{method.name}{_signature(method)}"
        yield f"- `{called}`  \n  {_first(ast.get_docstring(method) or '')}\n"


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id[0] != "_"


def _node(thing: object) -> ast.FunctionDef | ast.ClassDef:
    """Return the source of a function or class, as Python reads it."""
    assert inspect.isfunction(thing) or inspect.isclass(thing)  # noqa: S101 - public names are such
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)  # noqa: S101 - as above
    return node


def _signature(node: ast.FunctionDef) -> str:
    """Return parameters and result as the source has them."""
    node.args.args = [one for one in node.args.args if one.arg not in ("self", "cls")]
    node.args.posonlyargs = [one for one in node.args.posonlyargs if one.arg not in ("self", "cls")]
    return f"({ast.unparse(node.args)}) -> {ast.unparse(node.returns) if node.returns else 'None'}"


def _first(docstring: str) -> str:
    """Return the first paragraph of a docstring."""
    return _marked(" ".join(docstring.split("\n\n")[0].split()))


def _told(docstring: str, fields: Mapping[str, str] | None = None) -> str:
    """Return a docstring as Markdown: paragraphs, and a list for each of its sections; with the types of attributes."""
    told: list[str] = []
    for paragraph in docstring.split("\n\n"):
        if paragraph.lstrip().startswith(">>>"):
            continue
        head, *rest = paragraph.split("\n")
        if not head.endswith(":") or not rest or not rest[0].startswith("    "):
            told.append(_first(paragraph))
            continue
        entries = re.split(r"\n(?=\S)", textwrap.dedent("\n".join(rest)))
        items = [entry.split(": ", 1) if ": " in entry else ["", entry] for entry in entries]
        told.append("\n".join(_item(name, fields or {}, _first(text)) for name, text in items))
        told[-1] = f"{head}\n\n{told[-1]}"
    return "\n\n".join(told) + "\n"


def _item(name: str, fields: Mapping[str, str], text: str) -> str:
    kind = f": {fields[name]}" if name in fields else ""
    return f"- `{name}{kind}`: {text}" if name else f"- {text}"


def _marked(text: str) -> str:
    """Return a text with its code as Markdown marks it."""
    return re.sub(r":\w+:`([^`]+)`", r"`\1`", text).replace("``", "`")


if __name__ == "__main__":
    files.generate(resources.root() / FILE, text(), check="--check" in sys.argv)
