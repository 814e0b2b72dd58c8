"""``spaceflight extract``: a page to claims, what is not placed, and the review by a person."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from spaceflight_graph.commands.extract import command

Run = Callable[..., CompletedProcess[str]]
BOX = Path(__file__).parents[1] / "extract" / "small" / "data" / "mappings" / "box.ttl"

PAGE = """A page about a made-up flight, all times in UTC

Flight: Eins
Start: 2 January 2001, 00:04
Rocket: Arrow
Serial: 7
Mass: 7,300 kg
Start: soon
Crew: Ann Lee
"""


@pytest.fixture
def source(small_source: Path) -> Path:
    folder = small_source / "data" / "mappings"
    folder.mkdir()
    shutil.copy(BOX, folder)
    return small_source


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "delta.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def extract(spaceflight: Run, source: Path, page: Path) -> Run:
    def run(*arguments: str) -> CompletedProcess[str]:
        given = arguments if arguments and not arguments[0].startswith("--") else (str(page), *arguments)
        return spaceflight("extract", *given, "--source", str(source))

    return run


def test_claims_go_out_and_what_is_not_placed_is_told(extract: Run) -> None:
    done = extract()
    assert done.returncode == 0
    assert (
        "claim:delta-L4-one-launch-time\n    a sf:Claim ;\n    rdf:subject id:one-launch ;\n"
        "    rdf:predicate sf:time ;\n"
        '    rdf:object "2001-01-02T00:04:00Z"^^xsd:dateTime ;\n    sf:precision sf:Minute ;\n'
    ) in done.stdout
    assert f'sf:sha256 "{sha256(PAGE.encode()).hexdigest()}"' in done.stdout
    told = done.stderr.splitlines()
    assert [line.split("delta.txt", 1)[1] for line in told] == [
        ":8: Start: soon: not read",
        ": box: 7 claims, 1 things proposed, 1 fields not placed, 1 lines of prose left to a person,"
        " 1 lines without anything to claim",
    ]
    assert extract().stdout == done.stdout


def test_a_new_folder_holds_a_file_each(extract: Run, tmp_path: Path) -> None:
    done = extract("--to", str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(it.name for it in (tmp_path / "new").iterdir()) == [
        "claims.ttl", "coverage.ttl", "document.ttl", "entities.ttl", "not-placed.tsv",
    ]  # fmt: skip
    assert "8\tStart\tsoon\tnot read\t\n" in (tmp_path / "new" / "not-placed.tsv").read_text(encoding="utf-8")
    again = extract("--to", str(tmp_path / "new"))
    assert again.returncode == 2
    assert "is there already, and not empty. Fix: name a new folder." in again.stderr


def test_a_page_without_excuses_has_no_file_of_them(tmp_path: Path) -> None:
    (tmp_path / "sheet.txt").write_text(
        "Probe 9 mission at a glance:\nLaunch site Baikonur\nLanding 3 May 2041\nOrbits 9\n", encoding="utf-8"
    )
    done = CliRunner().invoke(command, [str(tmp_path / "sheet.txt"), "--to", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert sorted(it.name for it in (tmp_path / "new").iterdir()) == [
        "claims.ttl", "document.ttl", "entities.ttl", "not-placed.tsv",
    ]  # fmt: skip


def test_what_was_accepted_is_built(extract: Run, spaceflight: Run, source: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert extract("--to", str(new), "--publisher", "the test suite", "--title", "Delta").returncode == 0
    shutil.copy(new / "claims.ttl", source / "data" / "claims" / "delta.ttl")
    shutil.copy(new / "entities.ttl", source / "data" / "entities" / "delta.ttl")
    documents = source / "data" / "documents.ttl"
    documents.write_text(
        documents.read_text(encoding="utf-8") + (new / "document.ttl").read_text(encoding="utf-8"), encoding="utf-8"
    )
    built = spaceflight("build", "--source", str(source), store=tmp_path / "store")
    assert built.returncode == 0, built.stderr
    explained = spaceflight("explain", "one-craft", "mass", store=tmp_path / "store")
    assert (
        "7,300 kg"
        in explained.stdout + spaceflight("explain", "one-spacecraft", "mass", store=tmp_path / "store").stdout
    )


def test_a_review_sets_the_page_beside_the_graph(extract: Run) -> None:
    done = extract("--review", "--format", "tsv")
    assert done.returncode == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["accept", "claim", "line", "words", "about", "property", "value", "standing", "the graph"]
    by_claim = {row[1]: (row[0], *row[6:]) for row in rows[1:]}
    assert by_claim["delta-L4-one-launch-time"] == (
        "yes", "2 Jan 2001, 00:04 UTC", "agrees", "2 Jan 2001 by gamma; 2 Jan 2001, 00:04 UTC by beta;"
        " 2 Jan 2001, 03:04:05 UTC+3 by alpha",
    )  # fmt: skip
    assert by_claim["delta-L5-one-launch-vehicle-model"] == ("yes", "Arrow", "agrees", "Arrow by 2 others")
    assert "delta-L4-one-launch-time" not in extract("--review").stdout  # people see the words, and no names
    assert "agrees" in extract("--review").stdout


def test_what_disagrees_is_not_accepted_beforehand(extract: Run, page: Path) -> None:
    page.write_text(PAGE.replace("2 January 2001, 00:04", "3 January 2001, 00:04"), encoding="utf-8")
    rows = [line.split("\t") for line in extract("--review", "--format", "tsv").stdout.splitlines()]
    launch = next(row for row in rows if row[1] == "delta-L4-one-launch-time")
    assert (launch[0], launch[7]) == ("", "DISAGREES")
    assert [row[0] for row in rows[1:]].count("") == 2  # and whose craft it is, of which the graph knows another


def test_only_what_is_accepted_is_written(extract: Run, tmp_path: Path) -> None:
    text = extract("--review", "--format", "tsv").stdout
    rows = text.splitlines()
    looked = [rows[0], *("no" + row.removeprefix("yes") if "launch-time" in row else row for row in rows[1:])]
    file = tmp_path / "looked.tsv"
    file.write_text("\n".join(looked) + "\n", encoding="utf-8")
    done = extract("--accept", str(file))
    assert done.returncode == 0, done.stderr
    assert "launch-time" not in done.stdout
    assert "claim:delta-L7" in done.stdout
    file.write_text(rows[0] + "\n", encoding="utf-8")
    assert "a sf:Claim" not in extract("--accept", str(file)).stdout
    assert "id:one-spacecraft\n" not in extract("--accept", str(file)).stdout  # nothing accepted speaks of it


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("accept\t", "ok\t", 1), "looked.tsv:1: has not the columns accept and claim."),
        (lambda text: text.replace("yes\t", "perhaps\t", 1), "looked.tsv:2: 'perhaps' is neither yes nor no."),
        (
            lambda text: text.replace("delta-L4-one", "delta-L5-one", 1),
            "looked.tsv:2: 'delta-L5-one-launch-time' is no claim",
        ),
        (lambda text: text.replace("\tone-launch\t", "\t", 1), "looked.tsv:2: 8 cells, and 9 columns."),
        (lambda _: "", "looked.tsv:1: has not the columns accept and claim."),
    ],
)
def test_a_broken_review_accepts_nothing(
    extract: Run, tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    file = tmp_path / "looked.tsv"
    file.write_text(change(extract("--review", "--format", "tsv").stdout), encoding="utf-8")
    done = extract("--accept", str(file), "--to", str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", 1, "delta.txt: holds no words. Fix: name a page with some."),
        (b"Flight: One\nStart: \xff\n", 1, "delta.txt:2: byte 0xff is no UTF-8. Fix: save the page as UTF-8."),
    ],
)
def test_a_page_that_cannot_be_read_is_named(extract: Run, page: Path, content: bytes, code: int, message: str) -> None:
    page.write_bytes(content)
    done = extract()
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr


def test_what_is_asked_wrongly_is_told(extract: Run, page: Path, tmp_path: Path) -> None:
    for arguments, message in (
        ((str(tmp_path / "none.txt"),), "none.txt: no such file. Fix: name a page that is there."),
        ((str(tmp_path),), "is no regular file. Fix: name a page."),
        (("--about", "nowhere"), "--about nowhere: the graph has no such thing."),
        (("--document", "Not A Slug"), "--document Not A Slug: is no slug."),
    ):
        done = extract(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert message in done.stderr
    assert page.exists()


def test_an_unknown_layout_gives_no_claims(extract: Run, page: Path) -> None:
    page.write_text("Only prose about Flight One.\n\nStart: 2 January 2001\n", encoding="utf-8")
    done = extract()
    assert done.returncode == 0
    assert "a sf:Claim" not in done.stdout
    assert done.stderr.splitlines()[-1].endswith(
        "no layout that is known: 0 claims, 0 things proposed, 2 fields not placed, 0 lines of prose left to a person,"
        " 0 lines without anything to claim"
    )


def test_a_page_may_say_what_it_is_about(extract: Run, page: Path) -> None:
    page.write_text(PAGE.replace("Flight: Eins", "Flight: Nobody's"), encoding="utf-8")
    assert "rdf:subject id:one-launch" not in extract().stdout
    assert "rdf:subject id:one-launch" in extract("--about", "one").stdout


def test_a_table_is_read_row_by_row(spaceflight: Run, tmp_path: Path) -> None:
    table = Path(__file__).parents[2] / "data" / "tables" / "nasa-eva.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "some-walks.csv"
    file.write_text("\n".join([rows[0], "1,USA,Ada Nobody,Gemini IV,06/03/1965,0:36"]) + "\n", encoding="utf-8")
    done = spaceflight("extract", str(file))
    assert done.returncode == 0
    assert "claim:some-walks-L2-eva-1965-06-03-duration\n" in done.stdout
    assert '    rdf:object "PT0H36M"^^xsd:dayTimeDuration ;\n' in done.stdout
    assert "some-walks.csv: spacewalks by NASA: " in done.stderr
    assert "the page does not name what it is about" not in done.stderr
