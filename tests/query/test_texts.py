"""The texts of the canned queries: whole headers, known prefixes, standard SPARQL 1.1 that other stores can read."""

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib.plugins.sparql.parser import parseQuery

from spaceflight_graph.namespaces import LABELS, PREFIXES
from spaceflight_graph.query import catalogue, parameters
from spaceflight_graph.query.reading import Reader
from spaceflight_graph.sparql import reach
from spaceflight_graph.wording import COLUMNS, phrases

FILES = catalogue.files()
EVERYTHING = {
    "sf:Spaceflight": "id:soyuz-ms-07",
    "sf:Person": "id:peggy-whitson",
    "sf:Place": "id:baikonur-cosmodrome",
    "sf:LaunchVehicleModel": "id:soyuz-fg",
    "sf:Organization": "id:jaxa",
    "sf:SpaceStation": "id:international-space-station",
    "owl:Class": "sf:Person",
    "owl:Thing": "id:soyuz-ms-07-landing",
    "rdf:Property": "sf:time",
    "xsd:date": "2017-12-17",
    "xsd:gYear": "2017",
}

NO_WINDOW = {"vehicle-of-flight": ["value"]}
"""Properties of craft: masses, lengths, names."""

read_by_rdflib = cache(parseQuery)  # a query without optional parameters has one text only

each_query = pytest.mark.parametrize("file", FILES.values(), ids=FILES)


def code(file: Path) -> str:
    """Return a query without its header and strings."""
    text = "".join(line for line in file.read_text(encoding="utf-8").splitlines(True) if not line.startswith("#"))
    return re.sub(r'"[^"\n]*"', '""', text)


def header(file: Path) -> str:
    return "".join(line for line in file.read_text(encoding="utf-8").splitlines(True) if line.startswith("#+"))


def columns(file: Path) -> list[str]:
    """Return the columns of a query's answer; of triples, none."""
    given = {name: EVERYTHING[kind] for name, kind in typed(file).items()}
    answer = Store().query(parameters.bind(catalogue.read(file), given, None))
    return [variable.value for variable in answer.variables] if isinstance(answer, QuerySolutions) else []


def typed(file: Path) -> dict[str, str]:
    """Return the prefixed type of each parameter, as the header spells it."""
    return dict(re.findall(r"^#\+ param (\w+): (\S+),", header(file), re.MULTILINE))


def test_there_are_queries() -> None:
    assert len(FILES) >= 26
    folder = next(iter(FILES.values())).parents[1]
    rest = [file for file in folder.rglob("*.rq") if file not in FILES.values()]
    assert {file.parent.name for file in rest} <= {"checks", "tables"}, "two queries share a name"


@each_query
def test_header_is_whole(file: Path) -> None:
    read = catalogue.read(file)
    assert re.fullmatch(r".+[.?]", read.summary)
    assert read.returns
    assert all(re.fullmatch(r"[a-z]+", tag) for tag in read.tags)
    keys = re.findall(r"^#\+ ([\w@]+)", header(file), re.MULTILINE)
    order = ["summary", "description", "tags", "param", "returns", "plot", "empty", "empty@de", "empty@ru", "empty@zh"]
    assert keys == sorted(keys, key=order.index), f"write the header in the order {order}"
    assert [key for key in keys if keys.count(key) > 1 and key not in ("description", "param")] == []
    assert set(read.empty) in (set(), set(LABELS)), "say in each language why there are no rows"
    for language, told in read.empty.items():
        assert told.startswith(re.split(r"(?<=[:：])", phrases(language).nothing)[0]), "it begins as others do"


@each_query
def test_columns_have_names_for_people(file: Path) -> None:
    if heads := columns(file):
        shown, _ = Reader().rows(heads, [])
        assert [name for name in shown if name not in COLUMNS] == [], "name them in wording/columns.py"
        assert all(len(set(Reader(language).heads(shown))) == len(shown) for language in LABELS)


@each_query
def test_columns_that_may_hold_a_window_have_one_for_its_end(file: Path) -> None:
    """Or one for how the graph reads the value, window and all."""
    heads = columns(file)
    vague = [x for x in heads if f"{x}Precision" in heads and not {f"{x}WindowEnd", f"{x}Reads"} & set(heads)]
    assert vague == NO_WINDOW.get(file.stem, [])


@each_query
def test_parameters_are_declared_and_used(file: Path) -> None:
    declared = [parameter.name for parameter in catalogue.read(file).parameters]
    assert len(declared) == len(set(declared))
    assert set(re.findall(r"\$(\w+)", code(file))) - set(catalogue.READER) == set(declared)


@each_query
def test_parameters_are_not_selected(file: Path) -> None:
    for selected in re.findall(r"SELECT\b(.*?)\bWHERE|(?:GROUP BY|CONSTRUCT)\b([^{}]*)", code(file), re.DOTALL):
        assert "$" not in "".join(selected)


@each_query
def test_optional_parameters_stand_in_values_only(file: Path) -> None:
    outside = re.sub(r"VALUES (?:\?\w+ \{ \$\w+ \}|\([?\w ]+\) \{ \([$\w ]+\) \})", "", code(file))
    for parameter in catalogue.read(file).parameters:
        if not parameter.required and parameter.default is None:
            assert f"${parameter.name}" not in re.findall(r"\$\w+", outside), parameter.name


@each_query
def test_prefixes_are_ours_and_used(file: Path) -> None:
    text = code(file)
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]+)>$", text, re.MULTILINE))
    assert declared.items() <= PREFIXES.items()
    assert list(declared) == sorted(declared)
    body = re.sub(r"<[^>]*>", "", re.sub(r"^PREFIX .*$", "", text, flags=re.MULTILINE))
    assert set(re.findall(r"(?<![\w?$])([\w-]+):(?=\w)", body)) == set(declared)


@each_query
def test_returns_names_each_column_in_order(file: Path) -> None:
    found = re.search(r"SELECT (?:DISTINCT )?(.*?)\s*WHERE", code(file), re.DOTALL)
    if not found:
        pytest.skip("makes triples")
    columns = [
        last or plain
        for plain, last in re.findall(r"\?(\w+)|\([^()]*(?:\((?:[^()]|\([^()]*\))*\))?[^()]* AS \?(\w+)\)", found[1])
    ]
    items = re.sub(r"\([^()]*\)", "", catalogue.read(file).returns.split(";")[0]).split(",")
    assert [item.split()[0] for item in items] == columns


@each_query
def test_it_is_put_to_the_union_of_all_graphs(file: Path) -> None:
    """`ask.run` relies on it."""
    given = {name: EVERYTHING[kind] for name, kind in typed(file).items()}
    assert not reach.chooses_graphs(parameters.bind(catalogue.read(file), given, None))


@each_query
@pytest.mark.parametrize("full", [False, True], ids=["required", "all"])
def test_rdflib_reads_it_too(file: Path, full: bool) -> None:
    read = catalogue.read(file)
    types = typed(file)
    given = {p.name: EVERYTHING[types[p.name]] for p in read.parameters if full or p.required}
    bound = parameters.bind(read, given, None)
    assert "$" not in re.sub(r"^#.*$", "", bound, flags=re.MULTILINE)
    read_by_rdflib(bound)
