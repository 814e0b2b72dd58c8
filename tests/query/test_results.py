"""Results in every format, when the data is out to harm who reads them."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, Store, Variable, parse, parse_query_results

from spaceflight_graph.commands import disputes, query, sparql
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.printable import ReplacedWarning
from spaceflight_graph.query import ask, results, worker

EVIL = "\x1b[31mRED\x1b]0;PWN\x07\x9b\u202e\r\n::error file=x::y"
FORMULAS = [
    "=1+1",
    "+cmd|'/C calc'!A0",
    "-cmd",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "-",
    "-5-6",
]
HARMLESS = ["", "a=b", "-5", "+5", "-5.25e-3", "-.5", "+79161234567", "联盟", "'=1", "a\n=b"]


def made(store: Store, value: str, form: str, *, safe_csv: bool = False) -> str:
    return results.text(ask.ask(store, f"SELECT ({Literal(value)} AS ?x) (1 AS ?n) {{}}"), form, safe_csv=safe_csv)


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_row_is_a_line_that_does_nothing(small_store: Store, form: str) -> None:
    lines = made(small_store, EVIL, form).split("\n")
    assert len(lines) == 4
    assert all(line.isprintable() for line in lines)
    assert r"RED" in lines[2]
    assert r"x1b]0;PWN" in lines[2]
    assert not made(small_store, "::error::x", form).splitlines()[2].startswith("::")


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_programs_get_what_the_data_holds(small_store: Store, form: str) -> None:
    written = made(small_store, EVIL, form)
    if form == "csv":
        assert list(csv.reader(io.StringIO(written, newline=""))) == [["x", "n"], [EVIL, "1"]]
        return
    standard = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}[form]
    (row,) = parse_query_results(written, format=standard)  # type: ignore[misc]
    assert row[Variable("x")] == Literal(EVIL)
    assert not re.search(r"^\s*::", written, re.MULTILINE)


def test_a_first_cell_is_no_order_in_csv(small_store: Store) -> None:
    assert made(small_store, "::error::x", "csv") == 'x,n\r\n"::error::x",1\r\n'
    assert made(small_store, "a::error::x", "csv") == "x,n\r\na::error::x,1\r\n"


def test_xml_is_well_formed_and_says_what_it_lost(small_store: Store, small_store_path: Path) -> None:
    value = EVIL + "\ufffe\uffff"
    with pytest.warns(ReplacedWarning, match="5 characters") as told:
        written = made(small_store, value, "xml")
    assert len(told) == 1
    kept = re.sub("[\x1b\x07\ufffe\uffff]", "\ufffd", value)
    assert [node.text for node in ElementTree.fromstring(written).iter() if node.tag.endswith("literal")] == [kept, "1"]
    with pytest.warns(ReplacedWarning, match="5 characters") as told:
        asked = worker.answer(small_store_path, f"SELECT ({Literal(value)} AS ?x) (1 AS ?n) {{}}", "xml", 60)
    assert (asked, len(told)) == (written, 1)


def test_triples_are_told_in_escapes(small_store: Store) -> None:
    asked = f"CONSTRUCT {{ <http://a/\u202e> <http://b> {Literal(EVIL)} }} WHERE {{}}"
    written = results.text(ask.ask(small_store, asked), "table")
    assert written.isascii()
    (triple,) = parse(written, format=RdfFormat.TURTLE)
    assert (triple.subject.value, triple.object) == ("http://a/\u202e", Literal(EVIL))


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("value", FORMULAS + HARMLESS, ids=ascii)
def test_safe_csv(small_store: Store, value: str, form: str) -> None:
    wanted = f"'{value}" if value in FORMULAS else value
    written = made(small_store, value, form, safe_csv=True)
    assert written == made(small_store, wanted, form)
    if form == "csv":
        assert list(csv.reader(io.StringIO(written, newline="")))[1] == [wanted, "1"]


def test_safe_csv_keeps_language_datatype_and_numbers(small_store: Store) -> None:
    asked = (
        'SELECT ("=x"@en AS ?a) (-5 AS ?b) (-1.5 AS ?c) ("-P1D"^^xsd:duration AS ?d) (<http://a> AS ?e) (?z AS ?f) {}'
    )
    found = results.text(
        ask.ask(small_store, "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " + asked), "tsv", safe_csv=True
    )
    assert found.splitlines()[1].split("\t") == [
        '"\'=x"@en', "-5", "-1.5", '"\'-P1D"^^<http://www.w3.org/2001/XMLSchema#duration>', "<http://a>", ""
    ]  # fmt: skip
    assert results.text(ask.ask(small_store, "ASK {}"), "csv", safe_csv=True) == "true"


@pytest.mark.parametrize("form", ["table", "json", "xml", "md"])
def test_safe_csv_is_for_csv(small_store_path: Path, form: str) -> None:
    for command, arguments in ((query.command, ["disputes"]), (disputes.command, []), (sparql.command, ["-"])):
        given = [*arguments, "--safe-csv", "--format", form, "--store", str(small_store_path)]
        result = CliRunner().invoke(command, given, input="ASK {}")
        assert isinstance(result.exception, SpaceflightError)
        assert result.exception.exit_code == 2
        assert str(result.exception).startswith("--safe-csv goes with --format csv or tsv")


def test_safe_csv_on_the_command_line(small_store_path: Path) -> None:
    given = ["--safe-csv", "--format", "csv", "--store", str(small_store_path)]
    assert CliRunner().invoke(sparql.command, given, input='SELECT ("=1" AS ?x) {}').stdout_bytes == b"x\r\n'=1\r\n"
    assert CliRunner().invoke(disputes.command, given).exit_code == 0
    assert CliRunner().invoke(query.command, ["disputes", *given]).exit_code == 0


def test_nothing_is_taken_out_in_a_pipe(small_store_path: Path) -> None:
    given = ["--format", "json", "--store", str(small_store_path)]
    asked = CliRunner().invoke(sparql.command, given, input=f"SELECT ({Literal(EVIL)} AS ?x) {{}}")
    assert json.loads(asked.stdout_bytes)["results"]["bindings"][0]["x"]["value"] == EVIL
    raw = CliRunner().invoke(
        sparql.command, [*given[2:], "--format", "csv"], input=f"SELECT ({Literal(EVIL)} AS ?x) {{}}"
    )
    assert EVIL.encode() in raw.stdout_bytes
