"""The small source broken in one way at a time: the only place that says what a build tells of each fault.

Every fault is named once, with its file, its line where it has one, and its remedy; and the last good graph still
answers.
"""

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from spaceflight_graph.build import build
from spaceflight_graph.claims import layers
from spaceflight_graph.errors import DataError, SpaceflightError
from spaceflight_graph.resolve import graph
from spaceflight_graph.store.local import open_store, read_manifest

Edit = Callable[[str, str, str], Path]
SMALL = Path(__file__).parents[1] / "small" / "data"
STILL_THERE = 'PREFIX sf: <https://w3id.org/spaceflight/ontology#> ASK { ?flight sf:cosparId "2001-001A" }'


@dataclass(frozen=True)
class Told:
    """One problem that a build must tell.

    Attributes:
        file: the file below ``data``.
        line: a text that the line which is named must hold.
        says: what the message must hold, the thing's name first.
    """

    file: str
    line: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """A way to break the source, and all that the build must tell of it."""

    name: str
    edits: tuple[tuple[str, str, str], ...]
    told: tuple[Told, ...]


def block(file: str, name: str) -> str:
    """Return the description of one thing, as the small source has it."""
    found = re.search(
        rf"^{re.escape(name)}\n.*?^\.\n", (SMALL / file).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"{file} does not describe {name}"
    return found[0]


def within(file: str, name: str, old: str, new: str) -> tuple[str, str, str]:
    """Return the edit that changes the description of one thing."""
    text = block(file, name)
    assert text.count(old) == 1, f"{name}: {old!r} is there {text.count(old)} times"
    return file, text, text.replace(old, new)


def without(file: str, name: str) -> tuple[str, str, str]:
    """Return the edit that takes the description of one thing out."""
    return file, block(file, name), ""


ALPHA, BETA = "claims/alpha.ttl", "claims/beta.ttl"
FLIGHTS, CREWS = "entities/flights.ttl", "entities/crews.ttl"
MASS = "claim:alpha-L8-one-craft-mass"
PLAN = "claim:alpha-L4-one-launch-planned-time-2001-01-01"
LONG = "The craft weighed about 7,220 kg, and with its crew, their food and all else a bit more"
assert len(LONG) > 80

FAULTS = (
    Fault(
        "landing-before-its-launch",
        (
            within(ALPHA, "claim:alpha-L7-one-landing-time", "2001-01-12", "2001-01-01"),
            within(BETA, "claim:beta-L5-one-landing-time", '"2001-01-12', '"2001-01-01'),
        ),
        (
            Told(
                ALPHA,
                'rdf:object "2001-01-01T12:39',
                ("id:one", "2001-01-01T12:39", "before its launch at", "2001-01-02T00:04"),
            ),
        ),
    ),
    Fault(
        "distance-from-nowhere",
        (
            without(ALPHA, "claim:alpha-L7-one-landing-reference-place"),
            without(BETA, "claim:beta-L6-one-landing-reference-place"),
        ),
        (Told("entities/events.ttl", "id:one-landing\n", ("id:one-landing", "sf:referencePlace")),),
    ),
    Fault(
        "crew-without-commander",
        (within(ALPHA, "claim:alpha-L2-one-crew-lee-role", "sf:Commander", "sf:FlightEngineer"),),
        (Told(FLIGHTS, "id:one\n", ("id:one", "primary crew", "has 0 commanders")),),
    ),
    Fault(
        "crew-with-two-commanders",
        (within(ALPHA, "claim:alpha-L2-one-crew-roth-role", "sf:FlightEngineer", "sf:Commander"),),
        (Told(FLIGHTS, "id:one\n", ("id:one", "primary crew", "has 2 commanders")),),
    ),
    Fault(
        "malformed-cospar-id",
        (within(ALPHA, "claim:alpha-L8-one-cospar-id", 'object "2001-001A"', 'object "2001-1A"'),),
        (Told(ALPHA, 'rdf:object "2001-1A"', ("id:one", "COSPAR id", "2017-081A", "from doc:alpha:8")),),
    ),
    Fault(
        "claim-without-document",
        (within(ALPHA, MASS, "    sf:document doc:alpha ;\n", ""),),
        (Told(ALPHA, MASS, (MASS, "sf:document")),),
    ),
    Fault(
        "claim-without-line",
        (within(ALPHA, MASS, "    sf:line 8 ;\n", ""),),
        (Told(ALPHA, MASS, (MASS, "sf:line")),),
    ),
    Fault(
        "words-over-80-characters",
        (within(ALPHA, MASS, "~7,220 kg", LONG),),
        (Told(ALPHA, LONG, (MASS, "sf:statedAs", "80 characters")),),
    ),
    Fault(
        "unknown-role",
        (within(ALPHA, "claim:alpha-L2-one-crew-roth-role", "sf:FlightEngineer", "sf:CenterSeat"),),
        (Told(ALPHA, "rdf:object sf:CenterSeat", ("id:one-crew-roth", "role", "sf:Commander")),),
    ),
    Fault(
        "two-entities-with-one-wikidata-id",
        (within(FLIGHTS, "id:two", '"二号"@zh ;', '"二号"@zh ;\n    schema:sameAs wd:Q1001 ;'),),
        (
            Told(FLIGHTS, "schema:sameAs wd:Q1001", ("id:one", "Wikidata id")),
            Told(FLIGHTS, "schema:sameAs wd:Q1001", ("id:two", "Wikidata id")),
        ),
    ),
    Fault(
        "quantity-without-unit",
        (within(ALPHA, MASS, "    qudt:unit unit:KiloGM ;\n", ""),),
        (Told(ALPHA, MASS, (MASS, "qudt:unit")),),
    ),
    Fault(
        "quantity-by-hand-without-unit",
        (
            within(
                "entities/craft.ttl", "id:arrow-7", "a sf:LaunchVehicle ;", "a sf:LaunchVehicle ;\n    sf:mass 300 ;"
            ),
        ),
        (Told("entities/craft.ttl", "sf:mass 300", ("id:arrow-7", "300", "sf:mass", "qudt:unit")),),
    ),
    Fault(
        "functional-property-with-two-facts",
        (within(CREWS, "id:one-crew-lee", "sf:flight id:one ;", "sf:flight id:one , id:two ;"),),
        (Told(CREWS, "sf:flight id:one , id:two", ("id:one-crew-lee", "sf:flight", "id:one", "id:two")),),
    ),
    Fault(
        "unknown-term",
        (within(ALPHA, MASS, "sf:mass", "sf:weight"),),
        (Told(ALPHA, "    rdf:predicate sf:weight", ("sf:weight", "not a term of the ontology")),),
    ),
    Fault(
        "unknown-prefix",
        (within(ALPHA, MASS, "id:one-craft", "craft:one"),),
        (Told(ALPHA, "    rdf:subject craft:one", ("not valid Turtle", "prefix", "@prefix")),),
    ),
    Fault(
        "entity-without-kind",
        (within("entities/tallies.ttl", "id:vehicle", "a sf:Kind ;\n    ", ""),),
        (Told("entities/tallies.ttl", "id:vehicle\n", ("id:vehicle", "has a kind")),),
    ),
    Fault(
        "claim-about-unknown-entity",
        (within(ALPHA, MASS, "id:one-craft", "id:one-kraft"),),
        (Told(ALPHA, "rdf:subject id:one-kraft", (MASS, "data/entities", "rdf:subject")),),
    ),
    Fault(
        "claim-about-unknown-entity-whose-kind-follows",
        (within(ALPHA, "claim:alpha-L5-one-docking-docking-port", "rdf:object id:port", "rdf:object id:prot"),),
        (
            Told(
                ALPHA,
                "rdf:object id:prot",
                ("claim:alpha-L5-one-docking-docking-port", "rdf:object"),
            ),
        ),
    ),
    Fault(
        "label-in-another-language",
        (within(FLIGHTS, "id:two", '"Zwei"@de', '"Deux"@fr'),),
        (Told(FLIGHTS, '"Deux"@fr', ("id:two", "language", "de, en, ru, zh")),),
    ),
    Fault(
        "date-that-no-calendar-has",
        (within(ALPHA, "claim:alpha-L11-one-recovery-time", '"2001-01-12"', '"2001-13-45"'),),
        (
            Told(
                ALPHA,
                "claim:alpha-L11-one-recovery-time",
                ("claim:alpha-L11-one-recovery-time", "2001-13-45", "line 11 of doc:alpha"),
            ),
        ),
    ),
    Fault(
        "plan-whose-date-is-none",
        (within(ALPHA, PLAN, '"2000"^^xsd:gYear', '"soon"^^xsd:date'),),
        (Told(ALPHA, '"soon"^^xsd:date', (PLAN, "as a date, month or year", "from doc:alpha:4")),),
    ),
    Fault(
        "unit-that-is-none",
        (within(ALPHA, MASS, "unit:KiloGM", "<urn:kg>"),),
        (Told(ALPHA, MASS, (MASS, "urn:kg", "no unit of QUDT")),),
    ),
    Fault(
        "link-to-an-event-that-is-text",
        (
            (
                ALPHA,
                block(ALPHA, MASS),
                block(ALPHA, MASS)
                + "\n"
                + block(ALPHA, MASS)
                .replace("craft-mass", "recovery-follows")
                .replace("id:one-craft", "id:one-recovery")
                .replace("sf:mass", "sf:follows")
                .replace("7220", '"one-landing"')
                .replace("    qudt:unit unit:KiloGM ;\n    sf:approximation sf:About ;\n", ""),
            ),
        ),
        (
            Told(
                ALPHA, "claim:alpha-L8-one-recovery-follows", ("claim:alpha-L8-one-recovery-follows", "names no thing")
            ),
        ),
    ),
    Fault(
        "decision-on-unknown-claim",
        (("decisions.ttl", "claim:gamma-L2-one-landing-time", "claim:gamma-L3-one-landing-time"),),
        (Told("decisions.ttl", "sf:onClaim claim:gamma-L3", ("decision:gamma-landing", "sf:onClaim")),),
    ),
)


def problems(store: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build a broken source over a good graph; return what the build tells. The good graph must still answer."""
    monkeypatch.chdir(source)
    before = read_manifest(store)
    with pytest.raises(DataError) as refused:
        build(store, source=source)
    assert read_manifest(store) == before
    good = open_store(store)
    assert len(good) == before.counts["triples"]
    assert bool(good.query(STILL_THERE, use_default_graph_as_union=True))
    told = list(map(str, refused.value.problems))
    for problem in told:
        assert re.search(r"[^.]\. Fix: .+[^.]\.$", problem), problem
        assert "\n" not in problem
    return told


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_told_once_with_its_place_and_remedy(
    fault: Fault, small_source: Path, good_store: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for change in fault.edits:
        edit(*change)
    told = problems(good_store, small_source, monkeypatch)
    assert len(told) == len(fault.told), "\n".join(told)
    for problem, want in zip(told, fault.told, strict=True):
        place = re.match(rf"data/{want.file}:(\d+):", problem)
        assert place, problem
        lines = (small_source / "data" / want.file).read_text(encoding="utf-8").split("\n")
        assert want.line.strip() in lines[int(place[1]) - 1], problem
        missing = [part for part in want.says if part not in problem]
        assert not missing, problem


@pytest.mark.parametrize("file", ["documents.ttl", "entities/people.ttl", "claims/beta.ttl", "decisions.ttl"])
def test_truncated_file_is_told_with_line_and_column(
    file: str, small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_source / "data" / file
    text = path.read_text(encoding="utf-8")
    cut = text[: text.rindex(" ;")]
    path.write_text(cut, encoding="utf-8")
    (problem,) = problems(good_store, small_source, monkeypatch)
    assert re.match(rf"data/{file}:{cut.count(chr(10)) + 1}:\d+: not valid Turtle: ", problem), problem
    assert "the file is cut off; restore its end" in problem


@pytest.mark.parametrize("file", ["documents.ttl", "claims/beta.ttl", "decisions.ttl"])
def test_missing_file_is_told(file: str, small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small_source / "data" / file).unlink()
    (problem,) = problems(good_store, small_source, monkeypatch)
    assert problem.startswith(f"data/{file}: no such file")


def test_missing_entities_file_is_told_by_the_claims_about_them(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_source / "data" / "entities" / "people.ttl").unlink()
    told = problems(good_store, small_source, monkeypatch)
    assert sum("claim:alpha-L2-one-crew-lee-person: " in problem for problem in told) == 1


def test_many_undescribed_things_are_told_in_one_line_first(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[build.__module__], "SHOWN", 3)
    (small_source / "data" / "entities" / "people.ttl").unlink()
    told = problems(good_store, small_source, monkeypatch)
    assert sum("a thing that is described" in problem for problem in told) == 3
    assert told[0] == (
        "data/entities: 3 things are undescribed, such as id:ann-lee, id:bo-roth, id:cy-tan; 9 claims speak of them,"
        " the first 3 follow. Fix: describe them there, or mend how the claims spell them."
    )


@pytest.mark.parametrize("folder", ["entities", "coverage"])
def test_missing_folder_is_told(
    folder: str, small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(small_source / "data" / folder)
    (problem,) = problems(good_store, small_source, monkeypatch)
    assert problem.startswith(f"data/{folder}: holds no Turtle file.")


@pytest.mark.parametrize("folder", ["ontology", "shapes", "queries"])
def test_source_holds_all_four_folders(folder: str, small_source: Path, tmp_path: Path) -> None:
    (small_source / folder).unlink()
    with pytest.raises(SpaceflightError, match=rf"{folder}: no such folder\. Fix: ") as refused:
        build(tmp_path / "store", source=small_source)
    assert refused.value.exit_code == 2


def test_empty_claims_file_is_told_with_one_remedy(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_source / "data" / "claims" / "beta.ttl").write_text("")
    assert problems(good_store, small_source, monkeypatch) == [
        "data/claims/beta.ttl: holds no triple. Fix: write what belongs there; the build reads all of it or nothing."
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipe_in_place_of_a_file_is_refused(small_source: Path, tmp_path: Path) -> None:
    file = small_source / "data" / "claims" / "beta.ttl"
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(SpaceflightError, match=r"beta\.ttl: is no regular file\. Fix: ") as refused:
        build(tmp_path / "store", source=small_source)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("name", ["claims/beta.ttl", "claims"])
def test_what_may_not_be_read_is_told_so(
    name: str, small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read all, and so a test cannot take the permission away."""
    closed = small_source / "data" / name

    def guard(kind: str) -> None:
        real = getattr(Path, kind)

        def guarded(path: Path) -> object:
            if path == closed:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path)

        monkeypatch.setattr(Path, kind, guarded)

    guard("read_bytes")
    guard("iterdir")
    with pytest.raises(SpaceflightError, match=rf"{name}: cannot be read \(Permission denied\)\. Fix: ") as refused:
        build(tmp_path / "store", source=small_source)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PLAN, '"2000"^^xsd:gYear', '"2000-05Z"^^xsd:gYearMonth'),
        (PLAN, '"2000"^^xsd:gYear', '"2000-05-06+03:00"^^xsd:date'),
        (PLAN, '"2001-01-01"^^xsd:date', '"2001-01-01T24:00:00Z"^^xsd:dateTime'),
        (PLAN, '"2001-01-01"^^xsd:date', '"9999-12-31T23:59:59-05:00"^^xsd:dateTime'),
        (PLAN, '"2001-01-01"^^xsd:date', '"12001-01-01T00:00:00-05:00"^^xsd:dateTime'),
    ],
)
def test_valid_but_rare_times_are_taken(name: str, old: str, new: str, small_source: Path, edit: Edit) -> None:
    day = ("    sf:precision sf:Day ;\n", "") if new.endswith("dateTime") else ("", "")
    edit(ALPHA, block(ALPHA, name), block(ALPHA, name).replace(old, new).replace(*day))
    assert not graph.derive(layers.load(small_source)).problems


def test_faults_of_several_files_are_told_at_once(
    small_source: Path, good_store: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("malformed-cospar-id", "claim-without-line", "label-in-another-language", "date-that-no-calendar-has")
    chosen = [fault for fault in FAULTS if fault.name in names]
    assert len(chosen) == len(names)
    for fault in chosen:
        for change in fault.edits:
            edit(*change)
    told = problems(good_store, small_source, monkeypatch)
    assert len(told) == len(names), "\n".join(told)
    places = [(file, int(line)) for file, line, _ in (problem.split(":", 2) for problem in told)]
    assert places == sorted(places)
    assert len({file for file, _ in places}) == 2


def test_every_fault_has_its_own_name_and_is_run() -> None:
    assert len(FAULTS) >= 20
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert all(fault.edits and fault.told for fault in FAULTS)


def test_thing_of_two_classes_is_told_with_its_file_and_the_claim_that_makes_it_so(
    edit: Edit, small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = edit(
        "claims/alpha.ttl",
        "rdf:predicate sf:place ;\n    rdf:object id:pad-a",
        "rdf:predicate sf:place ;\n    rdf:object id:ann-lee",
    )
    line = 1 + claims.read_text(encoding="utf-8").split("\n").index("claim:alpha-L3-one-launch-place")
    assert problems(good_store, small_source, monkeypatch) == [
        "data/entities/people.ttl:7: id:ann-lee: is of classes that share no member: sf:Person, sf:Place; sf:place of"
        f" claim:alpha-L3-one-launch-place (data/claims/alpha.ttl:{line}) asks for sf:Place. Fix: mend that claim, or"
        " the class here."
    ]


def test_thing_that_is_the_subject_of_another_class_is_told_with_its_claim(
    edit: Edit, small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "    a sf:Claim ;\n    rdf:subject {} ;\n    rdf:predicate sf:crew ;"
    edit("claims/alpha.ttl", said.format("id:one-crew-lee"), said.format("id:bo-roth"))
    (told,) = problems(good_store, small_source, monkeypatch)
    assert ": id:bo-roth: is of classes that share no member: sf:CrewAssignment, sf:Person; sf:crew of claim:" in told
    assert "alpha-L2-one-crew-lee-crew (data/claims/alpha.ttl:31) asks for sf:CrewAssignment. Fix: mend that" in told


def test_thing_that_is_described_twice_is_told_with_both_places(
    small_source: Path, good_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = small_source / "data" / "entities" / "people.ttl"
    text = people.read_text(encoding="utf-8")
    people.write_text(f'{text}\nid:station a sf:Person ; rdfs:label "S"@en .\n', encoding="utf-8")
    (told,) = problems(good_store, small_source, monkeypatch)
    line = text.count("\n") + 2
    assert told.startswith("data/entities/craft.ttl:")
    assert told.endswith(f"; it is described at data/entities/people.ttl:{line}, too. Fix: mend its class.")
