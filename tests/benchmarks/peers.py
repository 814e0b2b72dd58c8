"""One SHACL engine on one pair of files: the only place that knows how each is called, and what it calls its results.

    python tests/benchmarks/peers.py ENGINE SHAPES DATA RESULTS

writes a line for each result (focus node, component, severity, path, value) and prints the seconds of processor time
from the start of the process until the engine had its report. ``bench_peers.py`` calls this once for each engine.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SH = "http://www.w3.org/ns/shacl#"
BLANK = "_:"
MODULES = {
    "pySHACL": "pyshacl",
    "pyshacl-turbo": "pyshacl_turbo",
    "pyrudof": "pyrudof",
    "shacl (Rust)": "shacl",
    "pyshifty": "shifty",
}
"""The engines that Python can import, by the name that people know them by."""
Row = tuple[str, ...]
_TOLD = ("focusNode", "sourceConstraintComponent", "resultSeverity", "value")


def installed() -> list[str]:
    """Return the engines that are at hand."""
    return [name for name, module in MODULES.items() if find_spec(module)]


def row(focus: str, component: str, severity: str, path: str, value: str) -> Row:
    """Return what counts when two engines are compared.

    A blank node has no name, and a path is one property or more. What ``sh:value`` is where a query selects none is
    seen in three ways: it does not count there.
    """
    local = component.removeprefix(SH).removesuffix("ConstraintComponent")
    value = "" if local == "SPARQL" else value
    return tuple(" ".join(text.split()) for text in (focus, local, severity.removeprefix(SH), path, value))


def of_turtle(report: bytes) -> Iterator[Row]:
    """Yield the results of a W3C report, those that are no details of others."""
    from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

    told: dict[Any, dict[str, Any]] = {}
    for quad in parse(report, format=RdfFormat.TURTLE):
        told.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)

    def text(result: dict[str, Any], name: str) -> str:
        term = result.get(SH + name, [None])[0]
        return "" if term is None else BLANK if isinstance(term, BlankNode) else str(term.value)

    for node in list(told):
        for result in told[node].get(SH + "result", ()):
            found = told[result]
            path = found.get(SH + "resultPath", [None])[0]
            way = path.value if isinstance(path, NamedNode) else BLANK * (path is not None)
            focus, component, severity, value = (text(found, name) for name in _TOLD)
            yield row(focus, component, severity, way, value)


def _of_graph(graph: Any) -> Callable[[], Iterable[Row]]:
    return lambda: of_turtle(graph.serialize(format="nt", encoding="utf-8"))


def _pyshacl(shapes: str, data: str) -> Callable[[], Iterable[Row]]:
    import pyshacl

    return _of_graph(pyshacl.validate(data, shacl_graph=shapes)[1])


def _turbo(shapes: str, data: str) -> Callable[[], Iterable[Row]]:
    import pyshacl_turbo

    return _of_graph(
        pyshacl_turbo.validate(data, shacl_graph=shapes, advanced="sh:rule" in Path(shapes).read_text())[1]
    )


def _shifty(shapes: str, data: str) -> Callable[[], Iterable[Row]]:
    import shifty

    return _of_graph(shifty.validate(data, shapes, infer=False, graph_mode="data")[1])


def _rust(shapes: str, data: str) -> Callable[[], Iterable[Row]]:
    shacl = import_module("shacl")  # a folder of our tests has the same name

    report = shacl.validate(data, shapes)
    return lambda: of_turtle(report.turtle.encode())


def _rudof(shapes: str, data: str) -> Callable[[], Iterable[Row]]:
    from pyrudof import RDFFormat, ReaderMode, Rudof, RudofConfig, ShaclFormat

    session = Rudof(RudofConfig())
    session.read_data(data, RDFFormat.Turtle)
    session.read_shacl(shapes, ShaclFormat.Turtle, None, ReaderMode.Lax)
    violations = session.validate_shacl().violations

    def plain(term: str | None) -> str:
        if term and term.startswith(chr(34)):  # a literal, as Turtle has it
            return term[1 : term.rindex(chr(34))]
        return BLANK if term and term.startswith(BLANK) else term or ""

    return lambda: (
        row(plain(one.focus_node), one.constraint_component, one.severity, plain(one.path), plain(one.value))
        for one in (violations() if callable(violations) else violations)
    )


ENGINES: dict[str, Callable[[str, str], Callable[[], Iterable[Row]]]] = {
    "pySHACL": _pyshacl,
    "pyshacl-turbo": _turbo,
    "pyrudof": _rudof,
    "shacl (Rust)": _rust,
    "pyshifty": _shifty,
}


if __name__ == "__main__":
    _, engine, shapes_file, data_file, results = sys.argv
    rows = ENGINES[engine](shapes_file, data_file)
    seconds = time.process_time()
    Path(results).write_text("".join("\t".join(one) + "\n" for one in sorted(rows())), encoding="utf-8")
    print(seconds)
