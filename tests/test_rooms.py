"""The map of the package holds: what may import what, with imports inside functions counted, and no circle anywhere."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = "spaceflight_graph"
ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / PACKAGE

# From the ground up, as CONTRIBUTING.md has it: a room uses those before it, never those after it.
ROOMS = (
    "version", "errors", "printable", "suggestions", "output", "namespaces", "findings", "files", "looked_over",
    "resources", "tables", "process", "values", "wording", "sparql", "rdf", "claims", "reason", "resolve", "shacl",
    "validate", "store", "query", "plot", "graph", "link", "extract", "export", "publish", "serve", "build",
    "commands", "cli", "__main__", "__init__", "documentation",
)  # fmt: skip
PURE = ("errors", "printable", "suggestions", "output", "values", "wording")
"""Rooms that know no RDF library."""


def modules() -> dict[str, Path]:
    """Return the modules of the package by dotted name."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = file
    return found


MODULES = modules()


def imported(name: str) -> Iterator[str]:
    """Yield the full names that a module imports anywhere in its text, but for what only a type checker sees."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    unseen = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = f"{PACKAGE}.{package}." if node.level else ""
            assert node.level <= 1, f"{name}: goes more than one package up"
            yield from (f"{above}{node.module or ''}.{alias.name}".replace("..", ".") for alias in node.names)


def arrows(name: str) -> set[str]:
    """Return the modules of ours that a module imports; the package itself is above all of them."""
    found = set()
    for full in imported(name):
        if full.split(".")[0] == PACKAGE:
            parts = full.split(".")[1:]
            while parts and ".".join(parts) not in MODULES:
                parts.pop()
            found.add(".".join(parts) or "__init__")
    return found - {name}


ARROWS = {name: arrows(name) for name in MODULES}


def room(name: str) -> str:
    return name.split(".")[0]


def test_every_room_is_on_the_map() -> None:
    assert {room(name) for name in MODULES} == set(ROOMS)
    assert sum(map(len, ARROWS.values())) > 200


@pytest.mark.parametrize("name", sorted(MODULES))
def test_arrows_lead_one_way(name: str) -> None:
    order = {room: number for number, room in enumerate(ROOMS)}
    wrong = {other for other in ARROWS[name] if order[room(other)] > order[room(name)]}
    assert not wrong, f"{name} imports {sorted(wrong)}, which stand after it"


def test_no_circle() -> None:
    waiting = dict(ARROWS)
    while ready := {name for name, others in waiting.items() if others.isdisjoint(waiting)}:
        waiting = {name: others for name, others in waiting.items() if name not in ready}
    assert not waiting, f"a circle among {sorted(waiting)}"


@pytest.mark.parametrize("name", sorted(name for name in MODULES if room(name) in PURE))
def test_pure_rooms_know_no_rdf_library(name: str) -> None:
    assert not {full.split(".")[0] for full in imported(name)} & {"pyoxigraph", "rdflib", "oxrdflib"}


def test_the_engine_could_be_lifted_out() -> None:
    """What the engine of SHACL needs of us opens no file and knows no place in one."""
    needed = {other for name in MODULES if room(name) == "shacl" for other in ARROWS[name] if room(other) != "shacl"}
    assert {room(other) for other in needed} <= {"errors", "findings", "namespaces", "sparql", "rdf"}
    assert {other for other in needed if room(other) == "rdf"} <= {"rdf", "rdf.literals", "rdf.rdflib_terms", "rdf.xsd"}


def test_the_map_in_contributing_is_this_one() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = [line.split("`")[1].rstrip("/") for line in text.splitlines() if line.startswith("| `")]
    assert listed == list(ROOMS)


def test_no_test_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By default pytest goes into no folder called ``build``, and runs no example of a docstring."""
    folders = {folder.name for file in ROOT.glob("tests/**/test_*.py") for folder in file.relative_to(ROOT).parents}
    assert "build" in folders
    skipped = [name for name in folders for pattern in pytestconfig.getini("norecursedirs") if fnmatch(name, pattern)]
    assert skipped == []
    assert pytestconfig.getoption("doctestmodules")
    assert {"tests", f"src/{PACKAGE}"} <= set(pytestconfig.getini("testpaths"))
