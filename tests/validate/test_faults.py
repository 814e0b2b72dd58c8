"""A hundred faults, seeded into our own data: how many are found, in the right file, on the right line?

    python tests/validate/test_faults.py

prints the figures, fault by fault. A fault is one line of one file, changed as people change lines by mistake. What is
found inside the block that a fault broke belongs to the fault, and so does what is then missing of a thing that the
block names; everything else is beyond what was expected.
"""

import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.namespaces import shorten
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.run import validate_paths

ROOT = Path(__file__).parents[2]
FIVE = ROOT / "tests" / "five"
ALL = 100
Change = Callable[[str], str]


@dataclass(frozen=True)
class Kind:
    """A way to go wrong: in which files, on lines of which form, and how the line reads afterwards."""

    name: str
    files: str
    line: str
    change: Change
    count: int
    missing: bool = False
    late: bool = False


@dataclass(frozen=True)
class Fault:
    """A fault in its place: the line that was changed, and the block around it."""

    kind: str
    file: str
    line: int
    expected: int
    first: int
    last: int
    about: frozenset[str]


def swap(pattern: str, by: str) -> Change:
    return lambda line: re.sub(pattern, by, line, count=1)


CLAIMS = "data/claims/*.ttl"
ENTITIES = "data/entities/*.ttl"
KINDS = [
    Kind("ill-formed date", CLAIMS, r'rdf:object "\d{4}-\d\d-\d\d"\^\^xsd:date ;', swap(r"-\d\d-\d\d", "-13-40"), 8),
    Kind("ill-formed time", CLAIMS, r'rdf:object ".*"\^\^xsd:dateTime ;', swap(r"T\d\d", "T27"), 6),
    Kind("dangling subject", CLAIMS, r"rdf:subject id:", swap(r"id:", "id:no-such-"), 8),
    Kind("dangling object", CLAIMS, r"rdf:object id:", swap(r"id:", "id:no-such-"), 8),
    Kind("unknown property", CLAIMS, r"rdf:predicate sf:", swap(r"sf:", "sf:un"), 6),
    Kind("unknown term", CLAIMS, r"    sf:statedAs ", swap(r"sf:statedAs", "sf:statedBy"), 5),
    Kind("unknown document", CLAIMS, r"    sf:document doc:", swap(r"doc:", "doc:no-"), 6),
    Kind("no line", CLAIMS, r"    sf:line \d", swap(r"    .*", "    # the line is gone"), 6, missing=True),
    Kind("two lines", CLAIMS, r"    sf:line \d", swap(r"(\d+) ;", r"\1 , 99999 ;"), 5),
    Kind("line that is no number", CLAIMS, r"    sf:line \d", swap(r"(\d+)", r'"\1"'), 5),
    Kind("unknown precision", CLAIMS, r"    sf:precision sf:", swap(r"sf:precision sf:", "sf:precision sf:Roughly"), 4),
    Kind("sentence for a value", CLAIMS, r'    sf:statedAs "', swap('As "', 'As "' + "and so on " * 9), 5),
    Kind("not a claim any more", CLAIMS, r"    a sf:Claim ;", swap("sf:Claim", "sf:Clame"), 3),
    Kind("label in Klingon", ENTITIES, r'    rdfs:label "[^"]*"@en ;', swap("@en", "@tlh"), 5),
    Kind("two labels of a language", ENTITIES, r'    rdfs:label "[^"]*"@en ;', swap("@en ;", '@en , "again"@en ;'), 6),
    Kind("malformed Wikidata id", ENTITIES, r"    schema:sameAs wd:Q", swap("wd:Q", "wd:P"), 4),
    Kind("Wikidata id of another", "data/entities/people.ttl", r"    schema:sameAs wd:Q", swap(r"Q\d+", "Q71248"), 1),
    Kind("no definition", "ontology/*.ttl", r"    skos:definition ", swap(r"    .*", "    # gone"), 3, missing=True),
    Kind("no label", "ontology/*.ttl", r"    rdfs:label ", swap("@en", "@fr"), 2, missing=True),
    Kind("string not closed", CLAIMS, r'    sf:statedAs ".*"@\w+ ;$', swap(r'"(@\w+ ;)$', r"\1"), 2),
    Kind("no semicolon", CLAIMS, r"    sf:line \d", swap(" ;", ""), 1, late=True),
    Kind("unknown prefix", CLAIMS, r"    sf:document doc:", swap("doc:", "dok:"), 1),
]  # fmt: skip


def seed(folder: Path) -> list[Fault]:
    """Put the faults into a copy of our data, one a block, the same each time."""
    choose = random.Random(7)
    texts = {path: path.read_text(encoding="utf-8").split("\n") for path in sorted(folder.rglob("*.ttl"))}
    taken: set[tuple[Path, int]] = set()
    faults = []
    for kind in KINDS:
        places = list(_places(kind, folder, texts))
        choose.shuffle(places)
        left = kind.count
        for path, index in places:
            first, last = _block(texts[path], index)
            if left == 0 or (path, first) in taken:
                continue
            changed = kind.change(texts[path][index])
            if changed == texts[path][index]:
                continue
            taken.add((path, first))
            about = frozenset(re.findall(r"(?:id|sf):[\w-]+", "\n".join(texts[path][first:last])))
            texts[path][index] = changed
            name = path.relative_to(folder).as_posix()
            expected = first if kind.missing else index + kind.late
            faults.append(Fault(kind.name, name, index + 1, expected + 1, first + 1, last + 1, about))
            left -= 1
        assert left == 0, f"no place left for: {kind.name}"
    for path, lines in texts.items():
        path.write_text("\n".join(lines), encoding="utf-8")
    return faults


def _places(kind: Kind, folder: Path, texts: dict[Path, list[str]]) -> Iterator[tuple[Path, int]]:
    for path in sorted(folder.glob(kind.files)):
        for index, line in enumerate(texts[path]):
            if re.search(kind.line, line) and len(texts[path][_block(texts[path], index)[0]]) > 2:
                yield path, index


def _block(lines: list[str], index: int) -> tuple[int, int]:
    first = index
    while first > 0 and (not lines[first] or lines[first][0] in " ."):
        first -= 1
    last = index
    while last < len(lines) - 1 and lines[last] != ".":
        last += 1
    return first, last


@dataclass(frozen=True)
class Figures:
    """How well the faults were found."""

    faults: list[Fault]
    in_file: set[Fault]
    on_line: set[Fault]
    beyond: list[Finding]


def measure(folder: Path, sound: Report) -> Figures:
    """Validate a copy of our data with the faults, and compare with what is found without them."""
    for whole in (ROOT / "ontology", FIVE / "data"):
        shutil.copytree(whole, folder / whole.name)
    before = Counter(fingerprints(sound.findings))
    faults = seed(folder)
    findings = _report(folder).findings
    new = [finding for finding, mark in zip(findings, fingerprints(findings), strict=True) if mark not in before]
    in_file, on_line, beyond = set(), set(), []
    for finding in new:
        place = finding.place
        file = Path(place.file).relative_to(folder).as_posix() if place else ""
        line = place.line or 0 if place else 0
        hit = next((fault for fault in faults if fault.file == file and fault.first <= line <= fault.last), None)
        if hit is None:
            focus = shorten(finding.focus.value) if isinstance(finding.focus, NamedNode) else ""
            if not any(focus in fault.about for fault in faults):
                beyond.append(finding)
            continue
        in_file.add(hit)
        if line == hit.expected:
            on_line.add(hit)
    return Figures(faults, in_file, on_line, beyond)


def _report(folder: Path) -> Report:
    return validate_paths([folder / "ontology", folder / "data"])


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory, real_report: Report) -> Figures:
    return measure(tmp_path_factory.mktemp("faults"), real_report)


def test_a_hundred_faults_are_found_where_they_are(
    figures: Figures, record_testsuite_property: Callable[[str, object], None]
) -> None:
    record_testsuite_property("faults in the right file", len(figures.in_file))
    record_testsuite_property("faults on the right line", len(figures.on_line))
    record_testsuite_property("findings beyond the faults", len(figures.beyond))
    assert len(figures.faults) == ALL
    missed = [fault for fault in figures.faults if fault not in figures.in_file]
    assert len(figures.in_file) >= 98, missed
    assert len(figures.on_line) >= 95, [fault for fault in figures.in_file if fault not in figures.on_line]
    assert len(figures.beyond) <= 2, figures.beyond


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        result = measure(Path(temporary), validate_paths([ROOT / "ontology", FIVE / "data"]))
    for fault in result.faults:
        verdict = "line" if fault in result.on_line else "file" if fault in result.in_file else "MISSED"
        print(f"{verdict:7} {fault.kind:28} {fault.file}:{fault.expected}")  # noqa: T201
    for finding in result.beyond:
        print(f"beyond  {finding.rule} {finding.place} {finding.message}")  # noqa: T201
    print(  # noqa: T201
        f"{len(result.faults)} faults: {len(result.in_file)} in the right file, {len(result.on_line)} on its line, "
        f"{len(result.beyond)} findings beyond them"
    )
