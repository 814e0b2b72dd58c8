"""``spaceflight link``: proposals for people, spreadsheets and programs, and what is written of them."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import finding, proposals
from spaceflight_graph.link.candidates import FACTS, Feature, Proposal, Verdict

Run = Callable[..., CompletedProcess[str]]
TABLE = str(Path(__file__).parent / "small-table.tsv")
TSV = """\
accept	thing	name	item	item name	score	verdict	reasons
yes	id:two	Two	Q1002	Two	100	match	same label, same kind, launched the same day, same operator
	id:two	Two	Q1003	Two	10	namesake	same label, launched another day
	id:town	Town	Q1006	Town	65	maybe	same label, same kind
	id:town	Town	Q1007	Town	50	maybe	same label
	id:bo-roth	Bo Roth	Q1004	Bo Roth	65	maybe	same label, same kind
	id:bo-roth	Bo Roth	Q1005	Bo Rot (pilot)	45	maybe	same as a misspelling, same kind
	id:one-craft	Craft of One	Q1001	One	60	namesake	same as an alias, same kind, Q1001 is id:one
"""
NOTES = """\
{table}: columns that say nothing here: evidence.
{table}: kinds that are none of ours: film, rock band.
{table}: 2 lines have no item, or none that is verified.
{wanted} things without an item: 1 match, 2 maybe, 1 only namesakes, {nothing} nothing.
"""


def sources(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "data" / "entities").iterdir()}


def by_thing(text: str) -> list[str]:
    head, *lines = text.splitlines()
    return [head, *sorted(lines)]


def test_proposals_for_a_spreadsheet(spaceflight: Run, small_store_path: Path) -> None:
    done = spaceflight("link", TABLE, "--format", "tsv", store=small_store_path)
    assert by_thing(done.stdout) == by_thing(TSV)
    assert done.stderr.splitlines()[:3] == NOTES.format(table=_shown(), wanted="", nothing="").splitlines()[:3]
    assert (
        done.stderr.splitlines()[3]
        .partition(" ")[2]
        .startswith("things without an item: 1 match, 2 maybe, 1 only namesakes, ")
    )
    assert done.returncode == 0


def _shown() -> str:
    from spaceflight_graph.files import shown

    return shown(Path(TABLE))


def test_the_number_of_things(spaceflight: Run, small_store_path: Path) -> None:
    done = spaceflight("link", TABLE, "--kind", "Person", store=small_store_path)
    assert "3 things without an item: 0 match, 1 maybe, 0 only namesakes, 2 nothing.\n" in done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["thing", "name", "item", "item", "name", "score", "verdict", "reasons"]
    assert lines[2].split()[:6] == ["id:bo-roth", "Bo", "Roth", "Q1004", "Bo", "Roth"]
    assert len(lines) == 4


def test_one_thing_and_one_line(spaceflight: Run, small_store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.tsv"
    file.write_text("qid\tlabel\n\tTown\nQ1\tTwo\n", encoding="utf-8")
    told = spaceflight("link", str(file), "--kind", "City", store=small_store_path).stderr.splitlines()
    assert told[0].endswith("t.tsv: 1 line has no item, or none that is verified.")
    assert told[1] == "1 thing without an item: 0 match, 0 maybe, 0 only namesakes, 1 nothing."


def test_limit(spaceflight: Run, small_store_path: Path) -> None:
    done = spaceflight("link", TABLE, "--kind", "Place", "--limit", "1", "--format", "tsv", store=small_store_path)
    assert [line.split("\t")[1:4:2] for line in done.stdout.splitlines()[1:]] == [["id:town", "Q1006"]]


def test_as_the_reconciliation_api_answers(spaceflight: Run, small_store_path: Path) -> None:
    done = spaceflight("link", TABLE, "--kind", "Spaceflight", "--format", "json", store=small_store_path)
    features = [("exact_label", 1.0), ("kind", 1.0), ("P619", 1.0), ("P137", 1.0)]
    assert json.loads(done.stdout) == {
        "id:two": {
            "result": [
                {
                    "id": "Q1002", "name": "Two", "score": 100, "match": True,
                    "type": [{"id": "CargoFlight", "name": "CargoFlight"}],
                    "features": [{"id": name, "value": value} for name, value in features],
                },
                {
                    "id": "Q1003", "name": "Two", "score": 10, "match": False, "type": [],
                    "features": [{"id": "exact_label", "value": 1.0}, {"id": "P619", "value": -1.0}],
                },
            ]
        }
    }  # fmt: skip
    people = spaceflight("link", TABLE, "--kind", "Person", "--format", "json", store=small_store_path)
    assert [len(json.loads(people.stdout)[f"id:{name}"]["result"]) for name in ("ann-lee", "bo-roth", "cy-tan")] == [
        0,
        2,
        0,
    ]


def test_nothing_found_is_no_table(spaceflight: Run, small_store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("qid\tlabel\nQ1\tNobody\n", encoding="utf-8")
    done = spaceflight("link", str(tmp_path / "t.tsv"), "--kind", "Person", store=small_store_path)
    assert done.stdout == ""
    assert done.stderr == "3 things without an item: 0 match, 0 maybe, 0 only namesakes, 3 nothing.\n"


def test_write_takes_matches_only(spaceflight: Run, small_store_path: Path, small_source: Path) -> None:
    before = sources(small_source)
    done = spaceflight("link", TABLE, "--write", "--source", str(small_source), store=small_store_path)
    assert done.returncode == 0
    assert done.stderr.endswith("data/entities/flights.ttl: 1 link written.\n")
    after = sources(small_source)
    assert {name for name in after if after[name] != before[name]} == {"flights.ttl"}
    assert b"schema:sameAs wd:Q1002 ;\n" in after["flights.ttl"]
    again = spaceflight("link", TABLE, "--write", "--source", str(small_source), store=small_store_path)
    assert again.stderr.endswith("Nothing to write: no new link.\n")
    assert sources(small_source) == after


def test_what_a_person_says_yes_to(spaceflight: Run, small_source: Path, tmp_path: Path) -> None:
    looked_over = tmp_path / "looked-over.tsv"
    lines = TSV.splitlines()
    lines[3] = "Yes" + lines[3]
    lines[4] = "no" + lines[4]
    looked_over.write_text("\ufeff" + "\r\n".join([*lines, ""]), encoding="utf-8")
    done = spaceflight("link", "--accept", str(looked_over), "--source", str(small_source))
    assert [line.rpartition("/")[2] for line in done.stderr.splitlines()] == [
        "flights.ttl: 1 link written.",
        "places.ttl: 1 link written.",
    ]
    assert (done.returncode, done.stdout) == (0, "")
    assert b"schema:sameAs wd:Q1006 ;\n" in sources(small_source)["places.ttl"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.tsv:1: has not the columns accept, thing and item. Fix: save what `--format tsv` writes, with tabs."),
        (
            "accept,thing,item\nyes,id:two,Q1\n",
            "a.tsv:1: has not the columns accept, thing and item. Fix: save what `--format tsv` writes, with tabs.",
        ),
        ("accept\tthing\titem\n\nyes\tid:two\n", "a.tsv:3: 2 cells, and 3 columns. Fix: mend the line."),
        ("accept\tthing\titem\nx\tid:two\tQ1\n", "a.tsv:2: 'x' is neither yes nor no. Fix: write yes, no or nothing."),
        (
            "accept\tthing\titem\nyes\tid:two\tQ1\nyes\tid:one\tQ2\n",
            "a.tsv:3: id:one is Q1001, and would be Q2 too. Fix: keep the one that is right.",
        ),
        (b"\xff", "a.tsv: not UTF-8. Fix: save the table as UTF-8."),
        (None, "a.tsv: there is no such file. Fix: check its name."),
    ],
)
def test_what_cannot_be_accepted(
    spaceflight: Run,
    small_source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str | bytes | None,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path("a.tsv").write_bytes(text if isinstance(text, bytes) else text.encode())
    before = sources(small_source)
    done = spaceflight("link", "--accept", "a.tsv", "--source", str(small_source))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {told}\n")
    assert sources(small_source) == before


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A snapshot in which Q1002 was merged into Q2002, and Q1006 deleted."""
    labels = {"en": {"language": "en", "value": "Second"}}
    entity = {"type": "item", "id": "Q2002", "labels": labels, "aliases": {}, "claims": {}}
    gone = {"id": "Q1006", "missing": ""}
    file = tmp_path / "moved.json"
    file.write_text(json.dumps({"entities": {"Q1002": entity, "Q1006": gone}}), encoding="utf-8")
    return file


def test_a_snapshot_tells_what_was_merged_and_deleted(
    spaceflight: Run, small_store_path: Path, moved: Path, small_source: Path, tmp_path: Path
) -> None:
    done = spaceflight("link", TABLE, str(moved), "--format", "tsv", store=small_store_path)
    told = [line.split("\t")[1:7:2] for line in done.stdout.splitlines()[1:]]
    assert [item for thing, item, _ in told if thing == "id:two"] == ["Q2002", "Q1003"]
    assert [item for thing, item, _ in told if thing == "id:town"] == ["Q1007"]
    file = tmp_path / "a.tsv"
    file.write_text("accept\tthing\titem\nyes\tid:two\tQ1002\nyes\tid:town\tQ1006\n", encoding="utf-8")
    before = sources(small_source)
    done = spaceflight("link", str(moved), "--accept", str(file), "--source", str(small_source))
    assert done.returncode == 2
    first, second = done.stderr.splitlines()
    assert first.endswith("a.tsv:2: Q1002 was merged into Q2002. Fix: look at Q2002, and take that if it is the thing.")
    assert second.endswith("a.tsv:3: Q1006 was deleted on Wikidata. Fix: leave the thing without it.")
    assert sources(small_source) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Error: nothing to look in. Fix: name a table of items, or a snapshot of Wikidata."),
        (["none.tsv"], "Error: none.tsv: there is no such file. Fix: check its name."),
        (["none.json"], "Error: none.json: is not there. Fix: name a snapshot of Wikidata."),
        ([TABLE, "--kind", "Spaceship"], "Error: no Class is called 'Spaceship'. Fix: "),
        ([TABLE, "--limit", "0"], "Error: spaceflight link: invalid value for '--limit'"),
        (
            [TABLE, "--write", "--accept", "a.tsv"],
            "Error: --write and --accept do not go together. Fix: take what is sure, or what you looked over.",
        ),
        (
            ["none.tsv", "--accept", TABLE],
            f"Error: {TABLE}:1: has not the columns accept, thing and item. Fix: save what",
        ),
    ],
)
def test_asked_wrongly(
    spaceflight: Run,
    small_store_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = spaceflight("link", *arguments, store=small_store_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(told)
    assert done.stdout == ""


def test_a_table_does_not_tell_what_was_merged() -> None:
    with pytest.raises(SpaceflightError, match="a table does not tell what was merged"):
        finding.current([Path(TABLE)], [])


def test_every_reason_has_words() -> None:
    features = [Feature(name, value) for name in (*FACTS, "kind") for value in (1.0, -1.0)]
    told = [proposals.reasons(Proposal("id:x", "Q1", "X", 0, Verdict.MAYBE, (feature,))) for feature in features]
    assert len(set(told)) == len(features)
    assert all(told)
