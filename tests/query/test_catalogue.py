"""The header of a canned query, and what in its text is a parameter: on queries of a line or two."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, Store

from spaceflight_graph.errors import DataError, NotFoundError, ParameterError, SpaceflightError
from spaceflight_graph.namespaces import OWL, expand
from spaceflight_graph.query import ask, catalogue, parameters

HEAD = "#+ summary: What?\n#+ tags: a, b\n#+ returns: x, a thing\n"
NUMBER = "#+ param x: xsd:integer, required, a number\n"
SEVEN = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'


def written(folder: Path, text: str, name: str = "mine") -> catalogue.Query:
    file = folder / f"{name}.rq"
    file.write_text(text, encoding="utf-8")
    return catalogue.read(file)


def test_header_is_read(tmp_path: Path) -> None:
    text = (
        "#+ summary: What?\n#+ description: One.\n#+ description: Two.\n# a comment\n#+ tags: a,  b ,c\n"
        "#+ param day: xsd:date, default 2017-12-17, the day, if any\n#+   param of : no\n"
        "#+ param thing:owl:Thing,required,what\n#+ param kind: owl:Class, optional, its kind\n"
        "#+ returns: x, a thing\n#+ returns: y\n"
        "#+ empty: Nobody\n#+ empty: did.\n#+ empty@de: Niemand.\nSELECT ?x { }\n"
    ).replace("#+   param of : no\n", "")
    assert written(tmp_path, text) == catalogue.Query(
        name="mine",
        file=tmp_path / "mine.rq",
        summary="What?",
        description="One. Two.",
        tags=("a", "b", "c"),
        parameters=(
            catalogue.Parameter("day", expand("xsd:date"), False, "2017-12-17", "the day, if any"),
            catalogue.Parameter("thing", OWL.Thing, True, None, "what"),
            catalogue.Parameter("kind", OWL.Class, False, None, "its kind"),
        ),
        returns="x, a thing y",
        text=text,
        empty={"en": "Nobody did.", "de": "Niemand."},
    )
    assert written(tmp_path, HEAD, "plain").empty == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("tags", "tag"), "mine.rq:1: the header has no tags. Fix: write it as `#+ tags: …`."),
        (HEAD.replace("summary", "sum"), "mine.rq:1: the header has no summary. Fix: write it as `#+ summary: …`."),
        (HEAD.replace("returns", "return"), "mine.rq:1: the header has no returns. Fix: write it as `#+ returns: …`."),
        (HEAD + "#+ nonsense\n", "mine.rq:4: not a header line. Fix: write it as `#+ key: value`."),
        (
            HEAD + "#+ param x: xsd:integer, needed, a number\n",
            "mine.rq:4: not a parameter. Fix: write it as `#+ param NAME: TYPE, required, WHAT IT IS`.",
        ),
    ],
)
def test_header_that_lacks_something(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        written(tmp_path, text)
    assert str(caught.value).endswith(message)


@pytest.mark.parametrize(
    ("body", "bound"),
    [
        ("SELECT ?x { ?x ?p $x }", f"SELECT ?x {{ ?x ?p {SEVEN} }}"),
        ("SELECT ?x { ?x ?p $x, $x }", f"SELECT ?x {{ ?x ?p {SEVEN}, {SEVEN} }}"),
        (r"SELECT ?x { ?x ex:cost\$x $x }", rf"SELECT ?x {{ ?x ex:cost\$x {SEVEN} }}"),
        (r"SELECT ?x { ?x ex:\$x ?p }", r"SELECT ?x { ?x ex:\$x ?p }"),
        (r"SELECT ?x { ?x ex:a\\ $x }", rf"SELECT ?x {{ ?x ex:a\\ {SEVEN} }}"),
        (r'SELECT ?x { ?x ?p "a\"$x" , $x }', rf'SELECT ?x {{ ?x ?p "a\"$x" , {SEVEN} }}'),
        (r"SELECT ?x { ?x ?p 'a\'$x' , $x }", rf"SELECT ?x {{ ?x ?p 'a\'$x' , {SEVEN} }}"),
        ("SELECT ?x { ?x <http://e/$x> $x }", f"SELECT ?x {{ ?x <http://e/$x> {SEVEN} }}"),
        ("SELECT ?x { # $x\n?x ?p $x }", f"SELECT ?x {{ # $x\n?x ?p {SEVEN} }}"),
        ("SELECT ?x { FILTER(1<$x) FILTER($x>2) }", f"SELECT ?x {{ FILTER(1<{SEVEN}) FILTER({SEVEN}>2) }}"),
        ("SELECT ?x { }", "SELECT ?x { }"),
        ("$x", SEVEN),
    ],
)
def test_what_is_a_parameter_and_what_only_looks_like_one(tmp_path: Path, body: str, bound: str) -> None:
    mine = written(tmp_path, HEAD + NUMBER + body)
    without_header = re.sub(r"^#\+.*", "", HEAD + NUMBER, flags=re.MULTILINE)  # its lines stay, empty
    assert parameters.bind(mine, {"x": " 7 "}, None) == without_header + bound


RANGE = (
    "#+ param from: xsd:%s, default %s, the first\n#+ param to: xsd:%s, optional, the last\n"
    "#+ param x: xsd:date, optional, another\n"
)


@pytest.mark.parametrize(
    ("kind", "first", "last", "fine"),
    [
        ("gYear", "2017", "2017", True),
        ("gYear", "2017", "2018", True),
        ("gYear", "2018", "2017", False),
        ("dateTime", "2017-01-01T00:00:01Z", "2017-01-01T00:00:00Z", False),
        ("dateTime", "2017-01-01T00:00:00Z", "2017-01-01T00:00:00Z", True),
        ("date", "2017-01-02Z", "2017-01-02", True),  # a day without a zone lasts longer, and begins before
        ("date", "2017-01-02", "2017-01-02Z", True),
        ("integer", "9", "1", False),
        ("boolean", "true", "false", True),  # neither comes before the other
    ],
)
def test_range_must_not_end_before_it_begins(tmp_path: Path, kind: str, first: str, last: str, fine: bool) -> None:
    mine = written(tmp_path, HEAD + RANGE % (kind, first, kind) + "SELECT $from { ?a ?b $to }", f"{kind}-{first}")
    given = {"to": last, "x": "2017-01-01"}
    if fine:
        assert f'"{last.removesuffix("Z") if kind == "date" else last}"^^' in parameters.bind(mine, given, None)
    else:
        with pytest.raises(ParameterError, match=f"from={first} is later than to={last}. Fix: give from= as well"):
            parameters.bind(mine, given, None)
    assert f'"{first.removesuffix("Z") if kind == "date" else first}"^^' in parameters.bind(mine, {}, None)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("xsd:date", "today", "x=today: '?today'? .*Fix: give a date such as 2017-12-17 (x, of any kind)."),
        ("xsd:integer", "many", "x=many: .*Fix: give a integer (x, of any kind)."),
        ("xsd:date", "9" * 100, f"x={'9' * 80}…: .*…. Fix: give a date such as 2017-12-17 (x, of any kind)."),
    ],
)
def test_value_that_cannot_be_read(tmp_path: Path, kind: str, value: str, message: str) -> None:
    mine = written(tmp_path, f"{HEAD}#+ param x: {kind}, required, x, of any kind\n")
    with pytest.raises(ParameterError) as caught:
        parameters.bind(mine, {"x": value}, None)
    told = str(caught.value)
    assert told.startswith("query mine: " + message.partition(":")[0])
    assert told.endswith(message.partition(".*")[2])
    assert len(told) < 350


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    mine = written(tmp_path, HEAD + "#+ param x: xsd:string, required, a text\n$x")
    assert parameters.bind(mine, {"x": " 7 "}, None).endswith('" 7 "')


def test_thing_elsewhere_is_the_one_that_its_slug_names_first(tmp_path: Path) -> None:
    mine = written(tmp_path, HEAD + "#+ param x: owl:Thing, required, a thing\n$x")
    assert parameters.bind(mine, {"x": "a"}, None).endswith(str(expand("id:a")))
    with pytest.raises(ParameterError, match="named by slug or IRI"):
        parameters.bind(mine, {"x": "a b"}, None)


def test_parameters_that_are_unknown_or_missing(tmp_path: Path) -> None:
    none, one = written(tmp_path, HEAD, "none"), written(tmp_path, HEAD + NUMBER, "one")
    for query, given, message in (
        (none, {"y": "1"}, "query none has no parameter 'y'. Fix: leave it out, for it takes none."),
        (one, {"x": "1", "y": "1"}, "query one has no parameter 'y'. Fix: write x=1."),
        (one, {}, "query one needs the parameter x (a number). Fix: add x=VALUE."),
    ):
        with pytest.raises(ParameterError) as caught:
            parameters.bind(query, given, None)
        assert str(caught.value) == message


def test_queries_of_a_folder_but_for_the_checks(tmp_path: Path) -> None:
    for name in ("b/two.rq", "a/zed.rq", "c/alpha.rq", "checks/hidden.rq", "tables/hidden.rq", "c/note.txt"):
        (tmp_path / "queries" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "queries" / name).write_text(HEAD, encoding="utf-8")
    assert list(catalogue.files(tmp_path)) == ["alpha", "two", "zed"]
    assert [query.name for query in catalogue.all_queries(tmp_path)] == ["alpha", "two", "zed"]


def test_near_names_are_offered_else_all() -> None:
    with pytest.raises(NotFoundError) as caught:
        catalogue.get("plan")
    assert "plans" in str(caught.value)
    assert "timeline" not in str(caught.value)
    with pytest.raises(NotFoundError) as caught:
        catalogue.get("####")
    assert str(caught.value) == "no query is called '####'. Fix: `spaceflight query` lists all."


def test_prefixes_are_known_when_they_are_given() -> None:
    known = {"ex": "http://e.org/"}
    assert [row[0] for row in ask.ask(Store(), "SELECT (STR(ex:a) AS ?x) {}", known)] == [  # type: ignore[union-attr]
        Literal("http://e.org/a")
    ]
    with pytest.raises(SpaceflightError, match="the prefix ex: is not declared"):
        ask.ask(Store(), "SELECT (STR(ex:a) AS ?x) {}")
    with pytest.raises(SpaceflightError, match="the prefix other: is not declared"):
        ask.ask(Store(), "SELECT (STR(other:a) AS ?x) {}", known)


def test_a_mistake_in_a_query_of_a_file_is_told_with_the_file(tmp_path: Path, small_store: Store) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text("#+ summary: What?\n#+ tags: x\n#+ returns: x\n\nSELECT ?x WHER { ?x ?p ?o }\n", encoding="utf-8")
    with pytest.raises(SpaceflightError) as caught:
        ask.run(small_store, catalogue.read(file), {})
    assert str(caught.value).startswith(f"{file}:5:11: not a SPARQL query: expected FROM, WHERE,")
