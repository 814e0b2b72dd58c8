"""Citations: found again to the letter, or told."""

import errno
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from spaceflight_graph.build import build
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.citations import Coverage, cite
from spaceflight_graph.errors import DataError, SpaceflightError

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "small" / "documents"
DOCUMENTS = ROOT.parent / "shared" / "documents"
Edit = Callable[[str, str, str], Path]


def problems(source: Path, documents: Path = TEXTS) -> list[str]:
    with pytest.raises(DataError) as caught:
        cite(documents, source)
    return list(map(str, caught.value.problems))


def test_small_documents_are_wholly_read(small_source: Path) -> None:
    reports = {report.document: report for report in cite(TEXTS, small_source)}
    assert set(reports) == {"alpha", "beta", "gamma"}
    beta = Coverage("beta", lines=8, cited=7, excused=1, claims=10, not_read=reports["beta"].not_read)
    assert reports["beta"] == beta


def test_words_that_nobody_can_read_are_counted(small_source: Path, edit: Edit) -> None:
    """What is not read is not checked: nobody learns so in silence."""
    edit("claims/alpha.ttl", '"12:39 UTC"@en', '"at 12:39 UTC"@en')
    (alpha, beta, gamma) = cite(TEXTS, small_source)
    before = len(alpha.not_read)
    assert all(line.startswith("claim:alpha-L") for line in alpha.not_read)
    edit("claims/alpha.ttl", '"at 12:39 UTC"@en', '"Town at 12:39 UTC"@en')
    (alpha, *others) = cite(TEXTS, small_source)
    assert others == [beta, gamma]
    assert len(alpha.not_read) == before + 1
    assert "claim:alpha-L7-one-landing-time, line 7: 'Town at 12:39 UTC'" in alpha.not_read


def test_inferred_claims_are_counted(small_source: Path, edit: Edit) -> None:
    edit("claims/gamma.ttl", "    sf:line 6 ;\n", "    sf:inferredFrom sf:Naming , sf:Narration ;\n    sf:line 6 ;\n")
    inferred = {report.document: report.inferred for report in cite(TEXTS, small_source)}
    assert inferred == {"alpha": 0, "beta": 0, "gamma": 1}


def test_our_own_data_against_the_documents() -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not at hand")
    reports = cite(DOCUMENTS, ROOT)
    assert len(reports) >= 5
    assert all(report.claims > 50 and report.cited > 5 for report in reports)


def test_value_that_is_not_at_its_line(small_source: Path, edit: Edit) -> None:
    file = edit("claims/alpha.ttl", '"2001-001A"@en', '"2001-001B"@en')
    line = 1 + file.read_text(encoding="utf-8").split("claim:alpha-L8-one-cospar-id")[0].count("\n")
    (problem,) = problems(small_source)
    assert (
        f"alpha.ttl:{line}: claim:alpha-L8-one-cospar-id: stated as '2001-001B', but line 8 does not say so" in problem
    )
    assert "Fix:" in problem


def test_value_that_another_line_says(small_source: Path, edit: Edit) -> None:
    edit("claims/gamma.ttl", 'sf:line 6 ;\n    sf:statedAs "2.5 吨"@zh', 'sf:line 5 ;\n    sf:statedAs "2.5 吨"@zh')
    found = problems(small_source)
    assert any("line 5 does not say so, line 6 does" in problem for problem in found)
    assert any("doc:gamma:6: neither cited nor excused" in problem for problem in found)


def test_line_beyond_the_end(small_source: Path, edit: Edit) -> None:
    edit("claims/gamma.ttl", "sf:line 6 ;", "sf:line 600 ;")
    assert any("the document has 6 lines" in problem for problem in problems(small_source))


def test_line_that_is_cited_and_excused(small_source: Path, edit: Edit) -> None:
    edit("coverage/beta.ttl", "sf:line 1 ;", "sf:line 1 ;\n    sf:throughLine 2 ;")
    assert problems(small_source) == [
        "doc:beta:2: both cited and excused. Fix: remove the excuse from data/coverage.",
    ]


def test_document_whose_text_has_changed(small_source: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    with (texts / "alpha.txt").open("a") as file:
        file.write("one more line\n")
    (texts / "gamma.txt").unlink()
    assert problems(small_source, texts) == [
        f"{texts}: holds no file with the digest of doc:{name}. Fix: put the text there, or read it anew and change its"
        " sf:sha256."
        for name in ("alpha", "gamma")
    ]


def test_document_under_another_name(small_source: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    (texts / "alpha.txt").rename(texts / "renamed.html")
    assert len(cite(texts, small_source)) == 3


def test_value_that_contradicts_its_own_words(small_source: Path, edit: Edit) -> None:
    edit("claims/alpha.ttl", '"2001-01-02T03:04:05+03:00"', '"2001-01-02T03:04:05-05:00"')
    (problem,) = problems(small_source)
    assert "is not what '2001 Jan. 2, 03:04:05 Moscow Time' says. Fix:" in problem


def test_window_that_is_wider_than_its_words(small_source: Path, edit: Edit) -> None:
    edit(
        "claims/alpha.ttl",
        '"2001-01-12T12:39:00Z"^^xsd:dateTime ;',
        '"2001-01-12T12:39:00Z"^^xsd:dateTime ;\n    sf:windowEnd "2001-01-12T12:49:00Z"^^xsd:dateTime ;',
    )
    (problem,) = problems(small_source)
    assert "its value 2001-01-12T12:39:00Z to 2001-01-12T12:49:00Z is not what '12:39 UTC' says. Fix:" in problem


def test_no_such_folder(small_source: Path, tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match="no such folder"):
        cite(tmp_path / "nowhere", small_source)


FOREIGN = """
claim:alpha-L999-nonsense
    a sf:Claim ;
    rdf:subject id:one ;
    rdf:predicate sf:cosparId ;
    rdf:object "2001-001A" ;
    sf:document doc:beta ;
    sf:line 999 ;
    sf:statedAs "nonsense"@en ;
.
"""


@pytest.mark.parametrize("checked", ["cite", "build"])
def test_claim_in_the_file_of_another_document(checked: str, small_source: Path, tmp_path: Path) -> None:
    file = small_source / "data" / "claims" / "alpha.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + FOREIGN, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        cite(TEXTS, small_source) if checked == "cite" else build(tmp_path / "store", source=small_source)
    (problem,) = map(str, caught.value.problems)
    assert (
        f"alpha.ttl:{text.count(chr(10)) + 2}: claim:alpha-L999-nonsense: cites doc:beta, yet this file holds the"
        f" claims of doc:alpha. Fix: " in problem
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sf:line 1 ;", "sf:line 90 ;", "is of line 90, and the document has 8 lines"),
        ("sf:line 1 ;", "sf:line 1 ; sf:throughLine 90 ;", "is of line 90, and the document has 8 lines"),
        ("sf:line 1 ;", "sf:line 0 ;", "is of line 0, and the document has 8 lines"),
        ("sf:line 1 ;", "sf:line 0 ; sf:throughLine 3 ;", "is of line 0, and the document has 8 lines"),
        ("sf:line 1 ;", "sf:line 1.0 ;", "names no line, or one that is no whole number"),
        ("sf:line 1 ;", "sf:line 1 ; sf:throughLine 1.5 ;", "names no line, or one that is no whole number"),
        ("    sf:line 1 ;\n", "", "names no line, or one that is no whole number"),
        ("sf:line 1 ;", "sf:line 3 ; sf:throughLine 1 ;", "ends at line 1, before it begins at line 3"),
        ("sf:line 1 ;", "sf:line 1 ; sf:throughLine doc:beta ;", "names no line, or one that is no whole number"),
        ("sf:line 1 ;", 'sf:line "x" ;', "names no line, or one that is no whole number"),
        ("sf:document doc:beta", "sf:document doc:delta", "names no document that data/documents.ttl describes"),
    ],
)
def test_excuse_of_no_line(old: str, new: str, says: str, small_source: Path, edit: Edit) -> None:
    edit("coverage/beta.ttl", old, new)
    told = [problem for problem in problems(small_source) if "neither cited nor excused" not in problem]
    assert len(told) == 1
    assert f"coverage/beta.ttl:5: doc:beta-L1: {says}. Fix: mend its sf:document" in told[0]


def test_what_else_a_coverage_file_holds_is_passed_over(small_source: Path, edit: Edit) -> None:
    edit("coverage/beta.ttl", "doc:beta-L1\n", "doc:beta a sf:Document .\n\ndoc:beta-L1\n")
    reports = {report.document: report for report in cite(TEXTS, small_source)}
    assert reports["beta"].excused == 1


def test_first_text_that_may_not_be_read_is_told(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read all, and so a test cannot take the permission away."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    sources = layers.load(small_source)
    monkeypatch.setattr(layers, "load", lambda *_: sources)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SpaceflightError, match=r"alpha\.txt: cannot be read \(Permission denied\)\. Fix: "):
        cite(TEXTS, small_source)


def test_claim_whose_line_is_no_number(small_source: Path, edit: Edit) -> None:
    edit("claims/gamma.ttl", "sf:line 6 ;", 'sf:line "x" ;')
    told = [problem for problem in problems(small_source) if "neither cited nor excused" not in problem]
    assert len(told) == 1
    assert "is not whole here. Fix: write a claim as one block" in told[0]


def test_places_that_say_so_are_told_up_to_three(small_source: Path, edit: Edit) -> None:
    """``Two`` stands in lines 10, 12 and 13 of alpha.txt, ``Station`` in five."""
    edit("claims/alpha.ttl", '"2001-001A"@en', '"Two"@en')
    (problem,) = problems(small_source)
    assert (
        "stated as 'Two', but line 8 does not say so, line 10, 12, 13 does. Fix: mend sf:line or sf:statedAs."
        in problem
    )
    edit("claims/alpha.ttl", '"Two"@en', '"Station"@en')
    (problem,) = problems(small_source)
    assert "so, line 5, 9, 13 does. Fix:" in problem


def test_line_before_the_first(small_source: Path, edit: Edit) -> None:
    edit("claims/gamma.ttl", "sf:line 6 ;", "sf:line 0 ;")
    assert any(
        "stated as '2.5 吨', but the document has 6 lines. Fix:" in problem for problem in problems(small_source)
    )


def test_last_line_may_be_cited_whether_or_not_a_line_break_ends_it(small_source: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    text = (texts / "gamma.txt").read_bytes()
    for changed, lines in ((text.removesuffix(b"\n"), 6), (text + b"\n", 7)):
        (texts / "gamma.txt").write_bytes(changed)
        catalogue = small_source / "data" / "documents.ttl"
        new = catalogue.read_text(encoding="utf-8").replace(DIGEST, sha256(changed).hexdigest())
        catalogue.write_text(new, encoding="utf-8")
        (report,) = (report for report in cite(texts, small_source) if report.document == "gamma")
        assert report == Coverage("gamma", lines=lines, cited=5, excused=1, claims=7, not_read=report.not_read)
        catalogue.write_text(new.replace(sha256(changed).hexdigest(), DIGEST), encoding="utf-8")


def test_empty_lines_need_no_excuse_and_hide_no_other(small_source: Path, tmp_path: Path, edit: Edit) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS, texts)
    longer = (texts / "gamma.txt").read_bytes() + b"\n \nAn afterthought\n"
    (texts / "gamma.txt").write_bytes(longer)
    edit("documents.ttl", DIGEST, sha256(longer).hexdigest())
    (problem,) = problems(small_source, texts)
    assert problem.startswith("doc:gamma:9: neither cited nor excused.")


DIGEST = sha256((TEXTS / "gamma.txt").read_bytes()).hexdigest()


def test_line_that_is_neither_cited_nor_excused(small_source: Path, edit: Edit) -> None:
    edit("coverage/beta.ttl", "sf:line 1 ;", "sf:line 1 ;\n    sf:throughLine +1 ;")
    assert len(cite(TEXTS, small_source)) == 3
    edit("coverage/beta.ttl", "a sf:ExcusedLine", "a sf:Document")
    told = [problem for problem in problems(small_source) if "doc:beta:" in problem]
    assert told == ["doc:beta:1: neither cited nor excused. Fix: claim what it states, or excuse it in data/coverage."]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"P10D"^^xsd:dayTimeDuration', '"P11D"^^xsd:dayTimeDuration', "its value P11D is not what '10 days' says"),
        ('"P10D"^^xsd:dayTimeDuration', '"P10DT2H"^^xsd:dayTimeDuration', None),
        ("rdf:object 7220 ;", "rdf:object 7320 ;", "its value 7320 is not what '~7,220 kg' says"),
        ("rdf:object 7220 ;", "rdf:object 7225 ;", None),
        ('"2001-01-12T12:39:00Z"', '"2001-01-12T12:49:00Z"', "is not what '12:39 UTC' says"),
    ],
)
def test_value_against_its_own_words(old: str, new: str, says: str | None, small_source: Path, edit: Edit) -> None:
    edit("claims/alpha.ttl", old, new)
    if says is None:
        assert len(cite(TEXTS, small_source)) == 3
    else:
        (problem,) = problems(small_source)
        assert f"{says}. Fix: mend rdf:object, its zone or its unit." in problem
