"""The W3C's suites for RDF syntaxes through ``spaceflight validate``: what is read, what is refused, and where.

    python tests/differential/suites.py FOLDER              # a table: formats and cases
    python tests/differential/suites.py FOLDER --places     # and what was told of each file that is to be refused

FOLDER is searched for manifests: those of w3c/rdf-tests (``manifest.ttl``: Turtle, TriG, N-Triples, N-Quads, RDF/XML),
of the RDF Core suite (``Manifest.rdf``) and of json-ld-api (``toRdf-manifest.jsonld``). None is part of the project.
A file is read if the exit code is 0, and refused if it is 1 and a finding of the rule ``syntax`` tells a line of it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, parse

from spaceflight_graph.commands.validate import command
from spaceflight_graph.namespaces import RDF
from spaceflight_graph.rdf.inputs import FORMATS
from spaceflight_graph.shacl.graph import ShapesGraph

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_RDFT = "http://www.w3.org/ns/rdftest#"
_CORE = "http://www.w3.org/2000/10/rdf-tests/rdfcore/"
_SCHEMA = f"{_CORE}testSchema#"
_HARMLESS = ("normative", "base")
"""The options of JSON-LD's tests with which a file is as good as without; cases with others are left out."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file of a suite, and whether it is to be read or to be refused."""

    file: Path
    good: bool


@dataclass(slots=True)
class Tally:
    """What came out for the files of one format."""

    read: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    at_first: int = 0


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of all manifests in a folder."""
    for manifest in sorted(folder.rglob("manifest.ttl")):
        yield from _of_turtle(manifest)
    for manifest in sorted(folder.rglob("Manifest.rdf")):
        yield from _of_core(manifest)
    for manifest in sorted(folder.rglob("toRdf-manifest.jsonld")):
        yield from _of_json(manifest)


def _of_turtle(manifest: Path) -> Iterator[Case]:
    graph = ShapesGraph(parse(manifest.read_bytes(), format=RdfFormat.TURTLE, base_iri=manifest.as_uri()))
    for entry in graph.subjects(NamedNode(_MF + "action")):
        kinds = [kind.value for kind in graph.values(entry, RDF.type) if isinstance(kind, NamedNode)]
        file = graph.value(entry, NamedNode(_MF + "action"))
        if isinstance(file, NamedNode) and any(kind.startswith(_RDFT) for kind in kinds):
            yield Case(manifest.parent / file.value.rpartition("/")[2], not any("Negative" in kind for kind in kinds))


def _of_core(manifest: Path) -> Iterator[Case]:
    graph = ShapesGraph(parse(manifest.read_bytes(), format=RdfFormat.RDF_XML, base_iri=manifest.as_uri()))
    for entry in graph.subjects(NamedNode(_SCHEMA + "inputDocument")):
        approved = any(status.value == "APPROVED" for status in graph.literals(entry, NamedNode(_SCHEMA + "status")))
        kind = str(graph.value(entry, RDF.type))
        for file in graph.values(entry, NamedNode(_SCHEMA + "inputDocument")) if approved else ():
            path = manifest.parent / str(file).strip("<>").removeprefix(_CORE)
            if kind.endswith("ParserTest>") and path.suffix == ".rdf":
                yield Case(path, "Negative" not in kind)


def _of_json(manifest: Path) -> Iterator[Case]:
    for entry in json.loads(manifest.read_text(encoding="utf-8"))["sequence"]:
        options = entry.get("option", {})
        if all(name in _HARMLESS or value == "json-ld-1.1" for name, value in options.items()):
            yield Case(manifest.parent / entry["input"], "jld:NegativeEvaluationTest" not in entry["@type"])


def run(folder: Path) -> dict[RdfFormat, Tally]:
    """Return what comes out for each format."""
    found: dict[RdfFormat, Tally] = {}
    with TemporaryDirectory() as made:
        shapes, more = Path(made) / "shapes.ttl", Path(made) / "more.ttl"
        shapes.write_text("<urn:S> a <http://www.w3.org/ns/shacl#NodeShape> .", encoding="utf-8")
        more.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")  # a file may be right and hold nothing
        for case in cases(folder):
            tally = found.setdefault(FORMATS[case.file.suffix], Tally())
            arguments = [str(case.file), str(more), "--shapes", str(shapes), "--allow-empty", "--format", "json"]
            done = CliRunner().invoke(command, arguments)
            _count(case, done.exit_code, done.stdout, done.exception, tally, folder)
    return found


def _count(case: Case, code: int, report: str, error: BaseException | None, tally: Tally, folder: Path) -> None:
    name = case.file.relative_to(folder).as_posix()
    told = json.loads(report)["findings"] if report else []
    spots = [one["place"] for one in told if one["rule"] == "syntax"]
    if case.good:
        tally.read += code == 0
        tally.wrong += [] if code == 0 else [f"{name}: not read: {told[0]['message'] if told else error}"]
        return
    lines = case.file.read_bytes().count(b"\n") + 1
    right = code == 1 and spots and all(spot and 1 <= (spot["line"] or 0) <= lines for spot in spots)
    tally.refused += bool(right)
    tally.wrong += [] if right else [f"{name}: {f'no place: {spots}' if spots else 'not refused'}"]
    tally.at_first += bool(spots) and (spots[0]["line"], spots[0].get("column")) == (1, 1) and lines > 2
    words = (one["message"] for one in told if one["rule"] == "syntax")
    where = (f"{spot['line']}:{spot.get('column')}" if spot else "-" for spot in spots)
    tally.places += [f"{name}:{spot}: {said}" for spot, said in zip(where, words, strict=True)]


def main() -> None:
    """Run all suites in a folder and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--places", action="store_true", help="tell what was told of each file that is to be refused")
    options = parser.parse_args()
    print("| format | to be read | read | to be refused | refused, with a line | told at 1:1 though longer |")
    print("|---" * 6 + "|")
    asked = Counter((FORMATS[case.file.suffix], case.good) for case in cases(options.folder))
    for form, tally in run(options.folder).items():
        good, bad = asked[form, True], asked[form, False]
        print(f"| {form.name} | {good} | {tally.read} | {bad} | {tally.refused} | {tally.at_first} |")
        print("".join(f"  {line}\n" for line in (*tally.wrong, *(tally.places if options.places else ()))), end="")


if __name__ == "__main__":
    main()
