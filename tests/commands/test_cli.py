"""The command line: exit codes, one clear message, no traceback, and help that is true."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.cli import COMMANDS
from spaceflight_graph.namespaces import expand

ROOT = Path(__file__).parents[2]
Spaceflight = Callable[..., subprocess.CompletedProcess[str]]
RUN = "from spaceflight_graph.cli import run; run()"


def process(*arguments: str, store: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    environment = os.environ | ({"SPACEFLIGHT_STORE": str(store)} if store else {})
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        input=stdin,
        check=False,
    )


def refused(result: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(spaceflight: Spaceflight, command: str) -> None:
    result = spaceflight(command, "--help")
    assert result.returncode == 0, result.stderr
    assert "Usage:" in result.stdout


def test_help_lists_every_command_and_version_is_told(spaceflight: Spaceflight) -> None:
    shown = spaceflight("--help").stdout
    assert all(name in shown for name in COMMANDS)
    assert spaceflight("--version").stdout.startswith("spaceflight 0.")


def test_query_in_every_format(spaceflight: Spaceflight, small_store_path: Path) -> None:
    for form, part in (
        ("table", "Ann Lee  commander"),
        ("csv", "https://w3id.org/spaceflight/id/ann-lee,Ann Lee,,commander"),
        ("tsv", '<https://w3id.org/spaceflight/id/ann-lee>\t"Ann Lee"@en'),
        ("json", '"value":"Ann Lee"'),
        ("xml", '<literal xml:lang="en">Ann Lee</literal>'),
        ("md", "| ann-lee | Ann Lee | commander |"),
    ):
        result = spaceflight("query", "crew-of-flight", "flight=Eins", "--format", form, store=small_store_path)
        assert result.returncode == 0, result.stderr
        assert part in result.stdout, form


def test_query_list_and_description(spaceflight: Spaceflight) -> None:
    listed = spaceflight("query").stdout
    assert "crew-of-flight" in listed
    described = spaceflight("query", "crew-of-flight", "--about").stdout
    assert "flight: a flight by slug, IRI or label (required)" in described


def test_cite_counts_and_lists_the_claims_whose_words_it_cannot_read(
    spaceflight: Spaceflight, small_source: Path
) -> None:
    arguments = ("cite", "--documents", str(ROOT / "tests" / "small" / "documents"), "--source", str(small_source))
    counted = spaceflight(*arguments).stdout
    assert counted.splitlines()[0].split() == [
        *("document", "lines", "cited", "excused", "claims", "inferred", "not", "read")
    ]
    listed = spaceflight(*arguments, "--not-read").stdout
    assert listed.startswith(counted)
    claims = listed.removeprefix(counted).splitlines()
    assert len(claims) == sum(int(row.split()[-1]) for row in counted.splitlines()[2:]) > 0
    assert all(", line " in claim and claim.startswith("claim:") for claim in claims)


def test_wrong_questions(spaceflight: Spaceflight, small_store_path: Path) -> None:
    refused(spaceflight("query", "crew", store=small_store_path), 2, "no query is called 'crew'", "crew-of-flight")
    refused(spaceflight("query", "crew-of-flight", store=small_store_path), 2, "needs the parameter flight")
    refused(
        spaceflight("query", "crew-of-flight", "one", store=small_store_path),
        2,
        "Fix: write flight=one.",
    )
    refused(spaceflight("query", "crew-of-flight", "flight=Onn", store=small_store_path), 2, "one (One)")
    refused(spaceflight("frobnicate"), 2, "there is no command 'frobnicate'")
    refused(spaceflight("export", "excel", store=small_store_path), 2, "'jsonld'")
    refused(process("sparql", stdin="SELECT", store=small_store_path), 2, "not a SPARQL query", "Fix:")
    refused(process("sparql", stdin="DELETE WHERE {?s ?p ?o}", store=small_store_path), 2, "this is an update")


def test_property_that_is_none_is_called_so(spaceflight: Spaceflight, small_store_path: Path) -> None:
    refused(spaceflight("explain", "one", "nosuch", store=small_store_path), 2, "no Property is called 'nosuch'")
    refused(spaceflight("explain", "nosuch", "nosuch", store=small_store_path), 2, "no Thing is called 'nosuch'")


def test_store_that_was_never_built(spaceflight: Spaceflight, tmp_path: Path) -> None:
    for command in (["query", "documents"], ["export", "turtle"], ["disputes"], ["show"], ["explain", "x"]):
        refused(spaceflight(*command, store=tmp_path), 2, "Fix: run `spaceflight build`.")
    refused(process("sparql", store=tmp_path, stdin="ASK {}"), 2, "Fix: run `spaceflight build`.")


def test_bad_data_is_exit_1_with_file_and_line(spaceflight: Spaceflight, small_source: Path, tmp_path: Path) -> None:
    file = small_source / "data/claims/beta.ttl"
    file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    result = spaceflight("build", "--source", str(small_source), store=tmp_path / "store")
    refused(result, 1, "beta.ttl:", "the file is cut off")


def test_sparql_sees_all_graphs_and_knows_the_prefixes(small_store_path: Path) -> None:
    result = process("sparql", stdin="ASK { id:one sf:cosparId '2001-001A' }", store=small_store_path)
    assert (result.returncode, result.stdout) == (0, "yes\n")


def test_disputes_and_explain(spaceflight: Spaceflight, small_store_path: Path) -> None:
    assert "one-landing" in spaceflight("disputes", store=small_store_path).stdout
    told = spaceflight("explain", "one-landing", "time", "--format", "json", store=small_store_path)
    assert json.loads(told.stdout)[0]["answers"][0]["value"] == "2001-01-12T12:39:00Z"


def test_show_is_one_screen_and_writes_jsonld(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.jsonld"
    result = spaceflight("show", "--export", str(target), store=real_store_path)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) <= 50
    assert "Anton Shkaplerov" in result.stdout
    assert "@graph" in json.loads(target.read_text(encoding="utf-8"))


def test_no_folder_is_made_on_the_way(spaceflight: Spaceflight, small_store_path: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "none" / "graph.jsonld")
    for command in (["show", "one", "--export", target], ["export", "jsonld", "--output", target]):
        refused(spaceflight(*command, store=small_store_path), 2, "no such file or directory. Fix: name another file")
    assert not (tmp_path / "none").exists()


def test_export_by_another_policy_leaves_the_store_alone(
    spaceflight: Spaceflight, real_source: Path, real_store_path: Path, tmp_path: Path
) -> None:
    """The Chinese page's own time is deprecated, so that its day is all it tells; the German page has the minute."""
    landing = "id:soyuz-ms-07-landing", "sf:time"
    for document, value in (("zh", '"2018-06-03"'), ("de", '"2018-06-03T12:39:00Z"')):
        policy = f"as-told-by:{document}-wikipedia-soyuz-ms-07"
        told = spaceflight(
            "export", "ntriples", "--policy", policy, "--source", str(real_source), store=tmp_path / "none"
        )
        assert told.returncode == 0, told.stderr
        subject, predicate = (expand(name).value for name in landing)
        assert f"<{subject}> <{predicate}> {value}" in told.stdout
    assert not (tmp_path / "none").exists()
    refused(
        spaceflight("export", "turtle", "--policy", "best", store=real_store_path), 2, "most-supported, most-precise"
    )


def test_export_of_things(spaceflight: Spaceflight, small_store_path: Path, tmp_path: Path) -> None:
    one = spaceflight("export", "jsonld", "一号", store=small_store_path)
    assert (one.returncode, json.loads(one.stdout)["@id"]) == (0, "id:one")
    target = tmp_path / "some.ndjsonld"
    told = spaceflight("export", "ndjsonld", "CrewedFlight", "bo-roth", "-o", str(target), store=small_store_path)
    assert (told.returncode, told.stdout) == (0, "")
    assert [json.loads(line)["@id"] for line in target.read_text("utf-8").splitlines()] == ["id:bo-roth", "id:one"]
    refused(spaceflight("export", "turtle", "Onn", "-o", str(target), store=small_store_path), 2, "one (One)")
    assert len(target.read_text("utf-8").splitlines()) == 2  # what was there stays
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_export_by_another_policy_is_the_same_bytes_each_time(small_source: Path, tmp_path: Path, form: str) -> None:
    command = ("export", form, "--policy", "most-precise", "--source", str(small_source))
    texts = {process(*command, store=tmp_path / "none").stdout for _ in range(2)}
    assert len(texts) == 1
    assert len(texts.pop()) > 1000


def test_closed_pipe_is_quiet(small_store_path: Path) -> None:
    command = f"{sys.executable} -c '{RUN}' export nquads | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=os.environ | {"SPACEFLIGHT_STORE": str(small_store_path)},
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_query_imports_no_heavy_library(small_store_path: Path) -> None:
    code = (
        "import sys\nsys.argv = ['spaceflight', 'query', 'crew-of-flight', 'flight=one']\n"
        "from spaceflight_graph.cli import run\n"
        "try:\n    run()\nfinally:\n    print(sorted({'rdflib', 'pyshacl', 'owlrl'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"SPACEFLIGHT_STORE": str(small_store_path)},
        check=False,
    )
    assert result.stdout.splitlines()[-1] == "[]", result.stderr
