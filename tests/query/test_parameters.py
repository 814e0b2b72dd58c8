"""Parameters: what people may write, what they are told when it fits nothing, and that no value becomes query text."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from spaceflight_graph.errors import NotFoundError, ParameterError, SpaceflightError
from spaceflight_graph.namespaces import GRAPH, PREFIXES, expand
from spaceflight_graph.query import ask, catalogue, parameters, results

ONE = str(expand("id:one"))
ANN = str(expand("id:ann-lee"))
NASTY = [
    "> . } ; DROP ALL #",
    '"',
    "'''",
    '"""',
    "\\",
    '\\" } UNION { ?s ?p ?o',
    "one\n} ; DROP ALL ; {",
    "<http://example.org/> . ?s ?p ?o",
    "{?s ?p ?o}",
    "$flight ?flight",
    "UNDEF",
    "SERVICE <http://127.0.0.1:9/>",
    "\r\n\t\x00\x1f\u2028",
    "",
]


def bound(name: str, store: Store | None, **given: str) -> str:
    return parameters.bind(catalogue.get(name), given, store)


def query_of(folder: Path, header: str, body: str) -> catalogue.Query:
    """Write a query of our own and read it."""
    file = folder / "mine.rq"
    file.write_text(f"#+ summary: What?\n#+ tags: test\n{header}#+ returns: x\n\n{body}\n", encoding="utf-8")
    return catalogue.read(file)


def values_of(store: Store, sparql: str) -> list[object]:
    solutions = ask.ask(store, sparql)
    assert isinstance(solutions, QuerySolutions)
    return [row[0] for row in solutions]


# What people may write


@pytest.mark.parametrize(
    "name",
    [
        "one",
        "id:one",
        PREFIXES["id"] + "one",
        f"<{PREFIXES['id']}one>",
        " one ",
        "One",
        "ONE",
        "Eins",
        "eins",
        "一号",
        "“一号”",
        "Flug Eins",
        "flug-eins",
        "FLUG  EINS",
        "flugeins",
    ],
)
def test_one_flight_by_all_its_names(small_store: Store, name: str) -> None:
    assert f"sf:flight {ONE} ;" in bound("crew-of-flight", small_store, flight=name)


@pytest.mark.parametrize("name", ["bo-roth", "Bo Roth", "Bo Rot", "bo rot", "Bo-Rot"])
def test_slip_is_a_name_too(small_store: Store, name: str) -> None:
    assert str(expand("id:bo-roth")) in bound("flights-of-person", small_store, person=name)


@pytest.mark.parametrize("name", ["Person", "sf:Person", "person", "Человек"])
def test_class_by_its_names(small_store: Store, name: str) -> None:
    assert f"VALUES ?wanted {{ {expand('sf:Person')} }}" in bound("unlinked", small_store, kind=name)


def test_optional_parameter_left_out_is_undefined(small_store: Store) -> None:
    assert "VALUES ?wanted { UNDEF }" in bound("unlinked", small_store)


def test_default_stands_in(small_store: Store) -> None:
    assert '"1965-03-18"^^<http://www.w3.org/2001/XMLSchema#date>' in bound("spacewalks", small_store)


def test_without_a_graph_a_slug_or_iri_is_taken_as_it_is() -> None:
    for name in ("soyuz-ms-99", "id:soyuz-ms-99", PREFIXES["id"] + "soyuz-ms-99"):
        assert str(expand("id:soyuz-ms-99")) in bound("crew-of-flight", None, flight=name)
    with pytest.raises(ParameterError, match="by slug or IRI"):
        bound("crew-of-flight", None, flight="Soyuz MS-07")


def test_header_and_strings_keep_their_dollars(small_store: Store, tmp_path: Path) -> None:
    mine = query_of(
        tmp_path,
        "#+ param x: xsd:integer, required, a number\n",
        'SELECT * { BIND("$x" AS ?a) BIND($x AS ?b) # $x\n FILTER($x) BIND(<http://e/$x> AS ?c) ?x a :\\$x }',
    )
    text = parameters.bind(mine, {"x": "7"}, small_store)
    number = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert text.endswith(
        f'{{ BIND("$x" AS ?a) BIND({number} AS ?b) # $x\n FILTER({number}) BIND(<http://e/$x> AS ?c) ?x a :\\$x }}\n'
    )


# What they are told


def test_unknown_name_lists_near_ones(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no Spaceflight is called 'Onne'.*one \(One\)"):
        bound("crew-of-flight", small_store, flight="Onne")
    with pytest.raises(NotFoundError, match=r"no Person is called 'Lee'.*ann-lee \(Ann Lee\)"):
        bound("flights-of-person", small_store, person="Lee")


def test_unknown_name_like_none_has_a_remedy(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match="Fix: `spaceflight list Spaceflight` lists them all"):
        bound("crew-of-flight", small_store, flight="qqqqqqqqqq")


def test_near_ones_are_of_the_class(small_store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        bound("crew-of-flight", small_store, flight="Ann Le")
    assert "ann-lee" not in str(caught.value)


def test_ambiguous_name_lists_all_it_stands_for(small_store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        bound("crew-of-flight", small_store, flight="arrow flight")
    assert (
        "'arrow flight' is the name of 2 things. Fix: take one of one (One, crewed flight), two (Two, cargo flight)."
        in str(caught.value)
    )


def test_class_settles_a_name_of_two_things(small_store: Store) -> None:
    assert ONE in bound("orbit", small_store, flight="One")  # a craft is called One, too
    with pytest.raises(NotFoundError, match=r"one \(One, crewed flight\), one-craft \(Craft of One, spacecraft\)"):
        bound("claims-about", small_store, thing="One")


@pytest.mark.parametrize("name", ["ann-lee", "id:ann-lee", "Ann Lee", "安·李"])
def test_thing_of_another_class(small_store: Store, name: str) -> None:
    with pytest.raises(NotFoundError, match="id:ann-lee is no Spaceflight, but a sf:Person"):
        bound("crew-of-flight", small_store, flight=name)


def test_unknown_query_lists_near_ones() -> None:
    with pytest.raises(NotFoundError, match=r"no query is called 'crew-of-fligt'.*crew-of-flight"):
        catalogue.get("crew-of-fligt")
    with pytest.raises(NotFoundError, match=r"called 'qqq'\. Fix: `spaceflight query` lists all"):
        catalogue.get("qqq")


def test_checks_are_no_canned_queries() -> None:
    with pytest.raises(NotFoundError):
        catalogue.get("declared")


def test_unknown_parameter_lists_the_known(small_store: Store) -> None:
    with pytest.raises(ParameterError, match=r"crew-of-flight has no parameter 'person'\. Fix: write flight=ann-lee"):
        bound("crew-of-flight", small_store, flight="one", person="ann-lee")
    with pytest.raises(ParameterError, match="leave it out, for it takes none"):
        bound("documents", small_store, flight="one")


def test_missing_parameter_is_named(small_store: Store) -> None:
    with pytest.raises(ParameterError, match=r"needs the parameter flight .*add flight=VALUE"):
        bound("crew-of-flight", small_store)


@pytest.mark.parametrize(
    "day",
    [
        "",
        "today",
        "2017",
        "2017-06",
        "2017-6-5",
        "5.6.2017",
        "2017-13-01",
        "2017-02-30",
        "2017-06-05T00:00:00Z",
        *NASTY,
    ],
)
def test_malformed_date(small_store: Store, day: str) -> None:
    with pytest.raises(ParameterError, match=r"(?s)query events-on-day: day=.*Fix: give a date"):
        bound("events-on-day", small_store, day=day)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("plans", {"from": "2030", "to": "2020"}),
        ("launches", {"from": "2018-01-01", "to": "2017-01-01"}),
        ("launches", {"from": "2018-01-01", "to": "2017-12-31"}),
        ("spacewalks", {"from": "2018-01-02Z", "to": "2018-01-01Z"}),
        ("plans", {"from": "2100"}),
        ("plans", {"to": "1956"}),
    ],
)
def test_range_that_ends_before_it_begins(small_store: Store, name: str, given: dict[str, str]) -> None:
    with pytest.raises(
        ParameterError,
        match=rf"{name}: from=\S+ is later than to=\S+\. Fix: (write from=|give (from|to)= as well)",
    ):
        bound(name, small_store, **given)


@pytest.mark.parametrize("day", ["2018-01-01", "2018-01-01Z", "2018-01-01+03:00"])
def test_range_of_one_day(small_store: Store, day: str) -> None:
    assert bound("launches", small_store, **{"from": day, "to": "2018-01-01"})


@pytest.mark.parametrize(
    ("name", "given", "example"),
    [
        ("events-on-day", {"day": "the fifth"}, "2017-12-17"),
        ("plans", {"from": "20"}, "2017"),
    ],
)
def test_format_is_shown(small_store: Store, name: str, given: dict[str, str], example: str) -> None:
    with pytest.raises(ParameterError, match=rf"Fix: give a \w+ such as {example} \("):
        bound(name, small_store, **given)


@pytest.mark.parametrize("day", ["2001-01-05", "2001-01-05Z", "2001-01-05+03:00", " 2001-01-05\n"])
def test_day_however_written(small_store: Store, day: str) -> None:
    events = values_of(small_store, bound("events-on-day", small_store, day=day))
    assert events == [expand("id:town-meeting"), expand("id:eva-1")]


# No value becomes query text


@pytest.mark.parametrize("value", NASTY)
def test_name_cannot_break_out(small_store: Store, value: str) -> None:
    size = len(small_store)
    with pytest.raises(NotFoundError):
        bound("crew-of-flight", small_store, flight=value)
    assert len(small_store) == size


@pytest.mark.parametrize("value", [value for value in NASTY if value not in ("UNDEF", "'''")])
def test_name_cannot_break_out_elsewhere(value: str) -> None:
    with pytest.raises(ParameterError):
        bound("crew-of-flight", None, flight=value)


def test_quote_in_a_slug_stays_in_its_iri(small_store: Store) -> None:
    text = bound("crew-of-flight", None, flight="'''")
    assert f"sf:flight {expand('id:')!s}"[:-1] + "'''> ;" in text
    assert values_of(small_store, text) == []


@pytest.mark.parametrize("value", [*NASTY, "plain", "联盟MS-07", "\u0041\\u0041"])
def test_text_is_bound_as_a_literal(small_store: Store, tmp_path: Path, value: str) -> None:
    header = "#+ param text: xsd:string, required, any text\n"
    mine = query_of(tmp_path, header, "SELECT ?x WHERE { VALUES ?x { $text } }")
    assert values_of(small_store, parameters.bind(mine, {"text": value}, small_store)) == [Literal(value)]


@pytest.mark.parametrize(
    "name", ["id:a>b", "id:a b", "https://e.org/a>b", "id:{}", "<https://e.org/\n>", "id:a\\u003E"]
)
def test_no_iri_holds_what_iris_cannot(name: str) -> None:
    with pytest.raises(ParameterError):
        bound("crew-of-flight", None, flight=name)


# What may be asked at all

CALL = "<http://127.0.0.1:9/sparql>"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT*{{sErViCe{CALL}{{?s ?p ?o}}}}",
        f"SELECT * {{ SERVICE SILENT {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE # far away\n{CALL} {{ ?s ?p ?o }} }}",
        f'SELECT * {{ ?s ?p "a \\" b" . SERVICE {CALL} {{ ?s ?p ?o }} }}',
        f"SELECT * {{ #\rSERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ OPTIONAL {{ ?s <http://e/\\u0061#> ?o }} SERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"PREFIX ex: <http://e/> SELECT * {{ OPTIONAL {{ ?s ex:a\\# ?o }} SERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"PREFIX ex: <http://e/> SELECT * {{ ?s ex:a\\' 1 SERVICE {CALL} {{ ?s ?p ?o }} ?t ex:b\\' 2 }}",
        f"SELECT * {{ ?s ?p 1SERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1.5e0SERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {CALL} {{ ?s ?p ?o }} }}",
        f"PREFIX : {CALL} SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER(1<2)SERVICE{CALL}{{ ?s ?p ?o }}FILTER(2>1) }}",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { FILTER(1<2)SERVICE#>\n:s { ?a ?b ?c } }",
        "PREFIX x:<http://127.0.0.1:9/> ASK { FILTER(1<2)SERVICE#a>b\nx:{ ?a ?b ?c } FILTER(2>1) }",
        f"SELECT * {{ FILTER(1<?x)#>\nSERVICE{CALL}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s <http://e/p> 1 , 2 . SERVICE{CALL}{{}} }} # <SERVICE>",
    ],
)
def test_service_is_refused(small_store: Store, text: str) -> None:
    with pytest.raises(SpaceflightError, match="calls SERVICE"):
        ask.ask(small_store, text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { BIND("SERVICE <x>" AS ?x) }',
        "SELECT * { BIND('service' AS ?x) }",
        'SELECT * { BIND("""a "SERVICE" b""" AS ?x) }',
        "SELECT * { BIND('''it's a\nSERVICE''' AS ?x) }",
        "SELECT * { BIND(1 AS ?x) } # SERVICE",
        "SELECT ?service { BIND(1 AS ?service) }",
        "SELECT $service { BIND(1 AS $service) }",
        "SELECT * { BIND(<http://e/SERVICE> AS ?x) }",
        "PREFIX ex: <http://e/> SELECT * { BIND(ex:SERVICE AS ?x) }",
        'SELECT * { BIND("x"@en-SERVICE AS ?x) }',
        "SELECT * { FILTER(1<2) BIND(<http://e/service/1> AS ?x) FILTER(2>1) }",
        "PREFIX service: <http://e/> SELECT * { BIND(service:SERVICE AS ?x) }",
        r"SELECT * { BIND('\u0022SERVICE' AS ?x) }",
    ],
)
def test_word_alone_is_no_call(small_store: Store, text: str) -> None:
    assert len(values_of(small_store, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "DROP ALL",
        "CLEAR DEFAULT",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <http://e/s> <http://e/p> 1 }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "",
        "not SPARQL",
        "SELECT * {",
    ],
)
def test_what_is_no_query_is_refused(small_store: Store, text: str) -> None:
    size = len(small_store)
    with pytest.raises(SpaceflightError, match=r"^not a SPARQL query: .{0,200} Fix: [^\n]*(\n[^\n]+){0,2}$"):
        ask.ask(small_store, text)
    assert len(small_store) == size


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "this is an update; only SELECT, ASK, CONSTRUCT and DESCRIBE are asked here"),
        ("# a\nPREFIX : <http://e/#>\nINSERT DATA { :s :p 1 }", "this is an update"),
        ("", "it is empty"),
        (" \n# nothing\n", "it is empty"),
        ("SELECT * { ?s nosuch:x ?o }", "the prefix nosuch: is not declared"),
        ("SELECT * { nosuch:x ?p ?o }", "the prefix nosuch: is not declared"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "?x has a value already where AS gives it one"),
    ],
)
def test_mistake_is_named(small_store: Store, text: str, part: str) -> None:
    with pytest.raises(SpaceflightError, match=re.escape(part)):
        ask.ask(small_store, text)


def test_failure_while_rows_are_read_is_told(small_store: Store) -> None:
    failing = f"SELECT (<{PREFIXES['xsd']}int>('1') AS ?x) {{}}"
    with pytest.raises(SpaceflightError, match=r"the query failed: .*int.* is not supported\. Fix:"):
        results.text(ask.ask(small_store, failing), "table")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ASK { FILTER(" + "!" * 10_000 + "true) }", "more than 3,000 operators"),
        ("ASK { FILTER(1" + "+1" * 5_000 + ") }", "more than 3,000 operators"),
        ("ASK { {}" + "UNION{}" * 50_000 + " }", "longer than 16,000 characters"),
        ("ASK { " + "OPTIONAL{}" * 30_000 + " }", "longer than 16,000 characters"),
    ],
)
def test_long_flat_query_is_refused_before_it_is_parsed(small_store: Store, text: str, part: str) -> None:
    with pytest.raises(SpaceflightError, match=f"{part}. Fix:"):
        ask.ask(small_store, text)


@pytest.mark.parametrize("clause", ["FROM", "from", "#\nFrom", "FROM NAMED <http://e/none> FROM"])
def test_query_may_choose_its_graphs(small_store: Store, clause: str) -> None:
    graph = GRAPH.decisions
    wanted = len(list(small_store.quads_for_pattern(None, None, None, graph)))
    assert 0 < wanted < len(small_store)
    assert values_of(small_store, f"SELECT (COUNT(*) AS ?n) {clause} {graph} {{ ?s ?p ?o }}") == [Literal(wanted)]


@pytest.mark.parametrize(
    "text", ["{ ?s ?p ?from }", "{ ?s ?p ?o } # FROM <http://e/none>", "{ ?s ?p ?o FILTER('from') }"]
)
def test_word_from_alone_chooses_no_graphs(small_store: Store, text: str) -> None:
    (number,) = values_of(small_store, f"SELECT (COUNT(*) AS ?n) {text}")
    assert int(number.value) > 1000  # type: ignore[attr-defined]


def test_query_sees_all_graphs_at_once(small_store: Store) -> None:
    both = f"SELECT ?x {{ {ANN} a ?x . ?claim <{PREFIXES['rdf']}object> {ANN} }} LIMIT 1"
    assert all(isinstance(term, NamedNode) for term in values_of(small_store, both))
    assert values_of(small_store, both)
