"""Our own data under validation: facts follow from claims first, and a finding names the document behind it."""

import re
import shutil
from pathlib import Path

import pytest

from spaceflight_graph.findings import Report, Severity
from spaceflight_graph.validate.run import validate_paths

ROOT = Path(__file__).parents[2]
FIVE = ROOT / "tests" / "five"
LANDING = re.compile(
    r'(rdf:subject id:soyuz-ms-07-landing ;\n    rdf:predicate sf:time ;\n    rdf:object )"[^"]*"\^\^xsd:\w+'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for whole in (ROOT / "ontology", FIVE / "data"):
        shutil.copytree(whole, tmp_path / whole.name)
    return tmp_path


def checked(folder: Path, *names: str) -> Report:
    return validate_paths([folder / name for name in names])


def test_our_data_has_no_violation(shipped_report: Report) -> None:
    assert shipped_report.triples > 10_000
    assert [(finding.rule, str(finding.place)) for finding in shipped_report.at_least(Severity.VIOLATION)] == []


@pytest.fixture(scope="module")
def dangling(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What is found where only our data is given, and one claim names a thing that nothing describes."""
    data = shutil.copytree(FIVE / "data", tmp_path_factory.mktemp("dangling") / "data")
    file = data / "claims" / "en-blog-soyuz-ms-11.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rdf:object id:", "rdf:object id:no-such-", 1), encoding="utf-8")
    return validate_paths([data])


def test_the_ontology_is_at_hand_where_only_data_is_given(dangling: Report) -> None:
    """Without it, every term of ours would be one that nobody has declared."""
    assert [finding.rule for finding in dangling.at_least(Severity.VIOLATION)] == ["sfsh:Claim-object-known"]


def test_a_fact_that_is_wrong_stands_at_its_claim(folder: Path) -> None:
    changed = []
    for file in sorted((folder / "data" / "claims").glob("*.ttl")):
        text = file.read_text(encoding="utf-8")
        wrong = LANDING.sub(r'\1"2016-01-01T00:00:00Z"^^xsd:dateTime', text)
        if wrong != text:
            file.write_text(wrong, encoding="utf-8")
            changed.append(file.stem)
    assert changed
    report = checked(folder, "ontology", "data")
    found = [finding for finding in report.findings if finding.rule == "sfsh:Flight-lands-after-launch"]
    assert len(found) == 1
    place, source = found[0].place, found[0].source
    assert place is not None
    assert source is not None
    line = Path(place.file).read_text(encoding="utf-8").splitlines()[(place.line or 0) - 1]
    assert line == '    rdf:object "2016-01-01T00:00:00Z"^^xsd:dateTime ;'
    assert place.column == 16
    assert source.file == f"doc:{Path(place.file).stem}"
    assert source.line is not None


def test_a_claim_names_its_document_and_line(dangling: Report) -> None:
    (finding,) = dangling.at_least(Severity.VIOLATION)
    assert str(finding.source) == "doc:en-blog-soyuz-ms-11:1"


def test_claims_are_claims_in_whatever_file_they_come(folder: Path) -> None:
    claims = folder / "data" / "claims" / "de-wikipedia-soyuz-ms-07.ttl"
    text = claims.read_text(encoding="utf-8").replace("unit:KiloM ", "unit:FURLONG ", 1)
    claims.write_text(text, encoding="utf-8")
    (folder / "incoming").mkdir()
    (folder / "incoming" / "new.ttl").write_text(text, encoding="utf-8")
    told = []
    for file in (claims, folder / "incoming" / "new.ttl"):
        report = validate_paths([file, folder / "data" / "entities", folder / "data" / "documents.ttl"])
        found = [finding for finding in report.findings if finding.place and finding.place.file == str(file)]
        told.append([(f.rule, str(f.focus), f.message, f.place and f.place.line) for f in found])
    assert told[0] == told[1]
    assert [rule for rule, *_ in told[0]] == ["claims"]


def test_domains_are_held_against_what_is_derived_too(folder: Path) -> None:
    file = folder / "ontology" / "provenance.ttl"
    text = file.read_text(encoding="utf-8")
    narrow = "sf:precision\n    rdfs:domain sf:Claim ;\n"
    file.write_text(text.replace("sf:precision\n", narrow, 1), encoding="utf-8")
    found = checked(folder, "ontology", "data").at_least(Severity.VIOLATION)
    assert len(found) > 200
    assert {finding.rule for finding in found} == {"check:domain"}
    assert all(str(finding.focus).startswith("<https://w3id.org/spaceflight/fact/") for finding in found)
