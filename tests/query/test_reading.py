"""Rows as people read them: caveats folded into their cells, labels in the reader's language, nothing lost."""

from collections.abc import Mapping

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from spaceflight_graph.namespaces import PREFIXES, RDFS, XSD, Term, expand
from spaceflight_graph.query import ask, results
from spaceflight_graph.query.reading import Asker, Reader

DECADE, ABOUT, MINUTE, KILOGRAM = (expand(c) for c in ("sf:Decade", "sf:About", "sf:Minute", "unit:KiloGM"))
TRUE, FALSE = Literal("true", datatype=XSD.boolean), Literal("false", datatype=XSD.boolean)


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + kind))


def cell(row: Mapping[str, Term | None], language: str = "en") -> list[str]:
    """Return the columns that are left of a row, and what stands in the first."""
    head, (cells,) = Reader(language).rows(list(row), [list(row.values())])
    return [cells[0], *head]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"x": typed("2020", "gYear"), "xPrecision": DECADE}, ["the 2020s", "x"]),
        ({"x": typed("2020", "gYear"), "xPrecision": None}, ["2020", "x"]),
        ({"x": Literal(7220), "xUnit": KILOGRAM, "xApproximation": ABOUT}, ["about 7,220 kg", "x"]),
        ({"x": Literal(7220), "xUnit": expand("cur:EUR")}, ["7,220 EUR", "x"]),
        ({"x": typed("2024", "gYear"), "xWindowEnd": typed("2025", "gYear")}, ["2024–2025", "x"]),
        ({"x": typed("2024", "gYear"), "xPlanned": TRUE}, ["2024 (planned)", "x"]),
        ({"x": typed("2024", "gYear"), "xPlanned": FALSE}, ["2024", "x"]),
        ({"x": typed("2024", "gYear"), "xPlanned": None}, ["2024", "x"]),
        ({"x": Literal("Soyuz-U", language="en"), "xPlanned": typed("1", "boolean")}, ["Soyuz-U (planned)", "x"]),
        ({"x": typed("P2DT5H", "dayTimeDuration"), "xReads": Literal("53 h", language="en")}, ["53 h", "x"]),
        ({"x": typed("P2DT5H", "dayTimeDuration"), "xReads": None}, ["2 d 5 h", "x"]),
        ({"x": None, "xPrecision": DECADE, "xPlanned": TRUE, "xReads": Literal("never")}, ["", "x"]),
        ({"x": typed("2020", "gYear"), "yPrecision": DECADE}, ["2020", "x", "yPrecision"]),
        ({"xPrecision": DECADE}, ["sf:Decade", "xPrecision"]),
        ({"x": typed("2020", "gYear"), "xReading": Literal("a")}, ["2020", "x", "xReading"]),
    ],
)  # fmt: skip
def test_caveats_are_folded(row: Mapping[str, Term | None], shown: list[str]) -> None:
    assert cell(row) == shown


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (typed("2017-12-17T07:21:01.127Z", "dateTime"), "17 Dec 2017, 07:21:01.127 UTC"),
        (typed("2017-12-17T07:21:00Z", "dateTime"), "17 Dec 2017, 07:21 UTC"),
        (typed("2017-12-17T07:21:00", "dateTime"), "17 Dec 2017, 07:21"),
        (typed("2017-12-17T10:21:00+03:00", "dateTime"), "17 Dec 2017, 10:21 UTC+3"),
        (typed("2017-12-17T10:21:01+03:00", "dateTime"), "17 Dec 2017, 10:21:01 UTC+3"),
        (typed("2017-12-17", "date"), "17 Dec 2017"),
        (typed("P168DT5H18M", "dayTimeDuration"), "168 d 5 h 18 min"),
        (Literal(19500), "19,500"),
        (TRUE, "yes"),
        (Literal(" a \n b "), "a b"),
        (Literal(" a \n b ", language="en"), "a b"),
        (typed("x \n y", "duration"), "x y"),
        (typed("2017", "gYear"), "2017"),
        (Literal("POINT(1000 2)", datatype=NamedNode("http://www.opengis.net/ont/geosparql#wkt")), "POINT(1000 2)"),
        (expand("id:soyuz-ms-07"), "soyuz-ms-07"),
        (expand("doc:de-wikipedia-soyuz-ms-07"), "de-wikipedia-soyuz-ms-07"),
        (expand("claim:a-L1-b"), "a-L1-b"),
        (expand("fact:a--b"), "fact:a--b"),
        (expand("wd:Q1"), "wd:Q1"),
        (expand("sf:About"), "sf:About"),
        (expand("quantity:156-KiloM"), "156 km"),
        (expand("quantity:-0.5-KiloM-PER-HR"), "−0.5 km/h"),
        (expand("quantity:odd"), "quantity:odd"),
        (BlankNode("b"), "_:b"),
        (None, ""),
    ],
)
def test_terms_without_caveats(term: Term | None, shown: str) -> None:
    assert cell({"x": term}) == [shown, "x"]


def test_seconds_that_are_told_are_shown() -> None:
    when = typed("2017-12-17T07:21:00Z", "dateTime")
    assert cell({"x": when, "xPrecision": expand("sf:Second")})[0] == "17 Dec 2017, 07:21:00 UTC"
    assert cell({"x": when, "xPrecision": None})[0] == "17 Dec 2017, 07:21:00 UTC"


def test_numbers_of_lines_are_names() -> None:
    assert cell({"line": Literal(1234)})[0] == "1234"
    assert cell({"lines": Literal(1234)})[0] == "1,234"


def test_languages() -> None:
    row: dict[str, Term | None] = {"x": Literal(7220), "xUnit": KILOGRAM, "xPlanned": TRUE}
    assert [cell(row, code)[0] for code in ("de", "ru", "zh")] == [
        "7.220 kg (geplant)", "7\xa0220 кг (план)", "7,220千克（计划）"
    ]  # fmt: skip


def test_terms_of_the_ontology_have_their_labels(real_store: Store) -> None:
    row = [[expand("sf:Minute"), expand("sf:FlightEngineer1"), RDFS.label]] * 2
    asked = []
    reader = Reader.of(real_store, "de")
    label = reader.label
    reader.label = lambda node: asked.append(node) or label(node)  # type: ignore[func-returns-value]
    _, cells = reader.rows(["a", "b", "c"], row)
    assert cells == [["Minute", "Bordingenieur 1", "rdfs:label"]] * 2
    assert asked == [expand("sf:Minute"), expand("sf:FlightEngineer1")]


@pytest.mark.parametrize("form", ["table", "md"])
def test_an_answer_without_rows_says_what_that_means(small_store: Store, form: str) -> None:
    def told(reader: Reader | None) -> str:
        return results.text(ask.ask(small_store, "SELECT ?x { ?x a <urn:none> }"), form, reader=reader)

    assert told(Reader()) == "No rows: no document tells.\n"
    assert told(Reader("de")) == "Keine Zeilen: Davon sagt kein Dokument etwas.\n"
    assert told(Reader("zh", empty="Nobody met.")) == "Nobody met.\n"
    assert told(None) == ("No rows.\n" if form == "table" else "| x |\n| --- |\n")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_programs_get_terms_whoever_reads(small_store: Store, form: str) -> None:
    asked = 'SELECT ("2020"^^<http://www.w3.org/2001/XMLSchema#gYear> AS ?x) (<urn:sf#Decade> AS ?xPrecision) {}'
    shown = [results.text(ask.ask(small_store, asked), form, reader=reader) for reader in (None, Reader("de"))]
    assert shown[0] == shown[1]
    assert "Decade" in shown[0]
    nothing = "SELECT ?x { ?x a <urn:none> }"
    assert "No rows" not in results.text(ask.ask(small_store, nothing), form, reader=Reader())


@pytest.mark.parametrize("form", ["table", "md"])
def test_people_get_cells(small_store: Store, form: str) -> None:
    asked = 'SELECT ("2020"^^<http://www.w3.org/2001/XMLSchema#gYear> AS ?x) (<urn:sf#Decade> AS ?xPrecision) {}'
    assert "2020er-Jahre" in results.text(ask.ask(small_store, asked), form, reader=Reader("de"))
    assert "xPrecision" in results.text(ask.ask(small_store, asked), form)


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ('"PT8M42S"^^xsd:dayTimeDuration', "8 min 42 s"),
        ('"P6M"^^xsd:duration', "6 months"),
        ("quantity:156-KiloM", "156 km"),
        ("id:one", "id:one"),
        ("sf:Launch", "sf:Launch"),
        ('"2001-01-03T10:00:00Z"^^xsd:dateTime', "2001-01-03T10:00:00Z"),
        ("1234567", "1234567"),
        ("true", "true"),
        ('"a"@en', "a"),
    ],
)
def test_who_asks_in_sparql_sees_terms_that_can_be_typed_back(small_store: Store, term: str, shown: str) -> None:
    query = f"SELECT ?x ?xReads {{ VALUES (?x ?xReads) {{ ({term} 'r') }} }}"
    read = results.text(ask.ask(small_store, query, PREFIXES), "md", reader=Asker())
    assert read == f"| x | xReads |\n| --- | --- |\n| {shown} | r |\n"


def test_columns_are_called_as_people_call_them_but_for_who_named_them(small_store: Store) -> None:
    query = 'SELECT ?name ?mine { VALUES (?name ?mine) { ("a" "b") } }'
    for reader, head in (
        (Reader("de"), "| Name | mine |"),
        (Reader(), "| name | mine |"),
        (Asker("de"), "| name | mine |"),
    ):
        assert results.text(ask.ask(small_store, query), "md", reader=reader).splitlines()[0] == head


def test_who_asks_in_sparql_is_told_of_no_rows_and_of_what_is_unbound(small_store: Store) -> None:
    asker = Asker("ru")
    none = results.text(ask.ask(small_store, "SELECT ?x { ?x a <urn:none> }"), "table", reader=asker)
    unbound = results.text(ask.ask(small_store, "SELECT ?x { OPTIONAL { ?x a <urn:none> } }"), "md", reader=asker)
    assert (none, unbound) == ("Строк нет.\n", "| x |\n| --- |\n|  |\n")
    day = "SELECT ('P2DT1H'^^<http://www.w3.org/2001/XMLSchema#dayTimeDuration> AS ?x) {}"
    assert results.text(ask.ask(small_store, day), "md", reader=asker).splitlines()[-1] == "| 2 сут 1 ч |"
