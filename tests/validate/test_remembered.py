"""What is kept of findings from run to run: fingerprints, baselines and whole reports, to the letter."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.findings import Finding, Report, Rule, Severity
from spaceflight_graph.namespaces import expand
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate import cache
from spaceflight_graph.validate.baseline import without_known, write_baseline
from spaceflight_graph.validate.fingerprints import fingerprints
from spaceflight_graph.validate.shapes import ShapeFiles

ONE = Finding(
    "m",
    rule="r",
    focus=NamedNode("urn:a"),
    path="p",
    value=Literal("1"),
    component=NamedNode("urn:c"),
    path_term=NamedNode("urn:p"),
    path_turtle="( urn:p )",
    identity="i",
    place=Place("x.ttl", 1),
)
UNNAMED = replace(ONE, focus=None)

DIFFERENT = {
    "another node": (ONE, replace(ONE, focus=NamedNode("urn:b"))),
    "another value": (ONE, replace(ONE, value=Literal("2"))),
    "no value": (ONE, replace(ONE, value=None)),
    "another component": (ONE, replace(ONE, component=NamedNode("urn:d"))),
    "another path": (ONE, replace(ONE, path_turtle="( urn:q )")),
    "another property": (replace(ONE, path_turtle=None), replace(ONE, path_turtle=None, path_term=NamedNode("urn:q"))),
    "another path in words": (
        replace(ONE, path_turtle=None, path_term=None),
        replace(ONE, path_turtle=None, path_term=None, path="q"),
    ),
    "another rule": (ONE, replace(ONE, identity="j")),
    "another name of the rule": (replace(ONE, identity=""), replace(ONE, identity="", rule="s")),
    "another file, where there is no node": (UNNAMED, replace(UNNAMED, place=Place("y.ttl", 1))),
    "another message, where there is no node": (UNNAMED, replace(UNNAMED, message="n")),
    "no file, where there is no node": (UNNAMED, replace(UNNAMED, place=None)),
}  # fmt: skip
SAME = {
    "another line": (ONE, replace(ONE, place=Place("x.ttl", 9))),
    "another file": (ONE, replace(ONE, place=Place("y.ttl", 1))),
    "another message": (ONE, replace(ONE, message="n")),
    "another prefix of the path": (ONE, replace(ONE, path="q")),
    "another name of a rule that has a digest": (ONE, replace(ONE, rule="s")),
    "another blank node": (replace(ONE, focus=BlankNode("a")), replace(ONE, focus=BlankNode("b"))),
    "another line, where there is no node": (UNNAMED, replace(UNNAMED, place=Place("x.ttl", 9))),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_fingerprint_tells_apart(one: Finding, other: Finding) -> None:
    assert fingerprints([one]) != fingerprints([other])


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_fingerprint_is_the_same_for(one: Finding, other: Finding) -> None:
    assert fingerprints([one]) == fingerprints([other])


def test_fingerprints_are_32_letters_and_numbered() -> None:
    first, second, third = fingerprints([ONE, ONE, ONE])
    assert (len(first), second, third) == (32, f"{first}:2", f"{first}:3")


def test_fingerprint_stays_as_earlier_baselines_have_it() -> None:
    least = Finding("m", rule="r", focus=NamedNode("urn:a"))
    assert fingerprints([ONE, least, replace(least, focus=None)]) == [
        "789492e9a35e540201c57259f9d77450",
        "b3e6d4c1ca93e2e9dfa6ddf6aeaf70d7",
        "97adf3418f5e0b847b4f122df384e4f5",
    ]


# Baselines


def test_baseline_says_who_they_are(tmp_path: Path) -> None:
    report = Report((ONE, replace(UNNAMED, value=None, path=None, rule="ü")), prefixes={"u": "urn:"})
    write_baseline(tmp_path / "known.json", report)
    marks = fingerprints(report.findings)
    known = dict(sorted(zip(marks, ['r u:a p "1"', "ü"], strict=True)))
    written = (tmp_path / "known.json").read_text(encoding="utf-8")
    assert written == json.dumps({"format": 1, "known": known}, ensure_ascii=False, indent=2) + "\n"


def test_baseline_hides_what_it_knows_and_counts_what_is_gone(tmp_path: Path) -> None:
    new, other = replace(ONE, value=Literal("2")), replace(ONE, value=Literal("3"))
    file = tmp_path / "known.json"
    write_baseline(file, Report((ONE, other)))
    report = Report((ONE, new), notes=("first",))
    assert without_known(file, report) == (
        replace(report, findings=(new,), notes=("first", f"1 known findings of {file} are not shown.")),
        1,
    )
    assert without_known(file, Report((new,), notes=("first",))) == (Report((new,), notes=("first",)), 2)


@pytest.mark.parametrize("text", ['{"format": 2, "known": {}}', '{"format": 1, "known": []}', "{", '{"format": 1}'])
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(SpaceflightError, match=r"is no baseline\. Fix: make it anew with --update-baseline\."):
        without_known(tmp_path / "known.json", Report())


# Whole reports

WHOLE = Report(
    findings=(
        replace(
            ONE,
            severity=Severity.INFO,
            focus=BlankNode("b"),
            value=Literal("x", language="en"),
            messages=(Literal("ü"), Literal("5", datatype=expand("xsd:byte"))),
            place=Place("x.ttl", 1, 2, 3),
            details=(ONE, UNNAMED),
        ),
        ONE,
    ),
    files=("x.ttl", "y.ttl"),
    rules=(Rule("r", None, Severity.WARNING, "m", "w", Place("s.ttl", 1)),),
    triples=7,
    notes=("n",),
    prefixes={"b": "urn:b", "a": "urn:a"},
    excerpts={("x.ttl", 1): "line"},
)
SHAPES = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetClass <urn:c> ; sh:nodeKind sh:IRI ."


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """Count the runs; each gives the same report."""
    made: list[Report] = []

    def validate(*_: object, **__: object) -> Report:
        made.append(WHOLE)
        return WHOLE

    monkeypatch.setattr(cache, "validate", validate)
    return made


def source(name: str = "x.ttl", text: str = "<urn:a> a <urn:c> .", form: RdfFormat = RdfFormat.TURTLE) -> Source:
    return Source(name, text.encode(), form)


def shapes(text: str = SHAPES, name: str = "s.ttl") -> ShapeFiles:
    return ShapeFiles.of([Source(name, text.encode(), RdfFormat.TURTLE, "s0b")])


def test_report_comes_back_as_it_was(tmp_path: Path, runs: list[Report]) -> None:
    told = [cache.cached(tmp_path / "deep" / "er", [source()], shapes()) for _ in range(3)]
    assert told == [WHOLE] * 3
    assert len(runs) == 1
    assert list(told[1].prefixes) == ["b", "a"]
    assert [type(message) for message in told[1].findings[0].messages] == [Literal, Literal]
    (file,) = (tmp_path / "deep" / "er").iterdir()
    assert len(file.name) == len("validate-.json") + 40


CHANGED = {
    "a byte": ([source(text="<urn:b> a <urn:c> .")], shapes()),
    "a name": ([source("y.ttl")], shapes()),
    "a format": ([source(form=RdfFormat.TRIG)], shapes()),
    "another file": ([source(), source("y.ttl", "")], shapes()),
    "a byte of the shapes": ([source()], shapes(SHAPES + " ")),
    "a name of the shapes": ([source()], shapes(name="t.ttl")),
    "our own shapes": ([source()], None),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "rules"), CHANGED.values(), ids=CHANGED)
def test_whatever_changes_is_noticed(sources: list[Source], rules: ShapeFiles | None) -> None:
    assert cache.digest(sources, rules) != cache.digest([source()], shapes())
    assert cache.digest([source()], shapes()) == cache.digest([source()], shapes())


@pytest.mark.parametrize("damage", [b"", b"{", b"x\n[]", b"\xff\n\xff"])
def test_what_cannot_be_read_is_as_good_as_nothing(tmp_path: Path, runs: list[Report], damage: bytes) -> None:
    cache.cached(tmp_path, [source()], shapes())
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.cached(tmp_path, [source()], shapes()) == WHOLE
    assert len(runs) == 2


def test_report_that_was_changed_by_hand_is_not_believed(tmp_path: Path, runs: list[Report]) -> None:
    cache.cached(tmp_path, [source()], shapes())
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"line", b"lime"))
    assert cache.cached(tmp_path, [source()], shapes()) == WHOLE
    assert len(runs) == 2


def test_oldest_reports_go_first(tmp_path: Path, runs: list[Report]) -> None:
    sources = [source(f"{number}.ttl") for number in range(cache.KEPT + 2)]
    for one in sources:
        cache.cached(tmp_path, [one], shapes())
    assert cache.KEPT == 20
    kept = {f"validate-{cache.digest([one], shapes())}.json" for one in sources[2:]}
    assert {file.name for file in tmp_path.iterdir()} == kept
    assert len(runs) == 22


def test_folder_that_cannot_be_written(tmp_path: Path, runs: list[Report]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpaceflightError, match=r"file: cannot be written \(.+\)\. Fix: name another --cache\."):
        cache.cached(tmp_path / "file", [source()], shapes())
    assert len(runs) == 1
