"""XSD 1.1's lexical rules and order of values, and literals that come back from a store as the file has them."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import XSD
from spaceflight_graph.rdf.literals import as_written, restored
from spaceflight_graph.rdf.xsd import days_in, less, well_formed

LONG = "9" * 5000
WELL = {
    "integer": ["0", "-0", "+007", LONG],
    "decimal": ["1.", ".5", "+1", "-0.0", f"0.{LONG}1"],
    "double": ["INF", "-INF", "+INF", "NaN", "1.e5", ".5E-3"],
    "float": ["INF", "NaN", "1e400"],
    "boolean": ["true", "false", "1", "0"],
    "byte": ["-128", "+0127"],
    "unsignedByte": ["255", "-0"],
    "positiveInteger": ["1", "0001", LONG],
    "negativeInteger": ["-1", f"-{LONG}"],
    "nonPositiveInteger": ["0", "-5"],
    "unsignedLong": ["18446744073709551615"],
    "dateTime": ["2020-01-01T24:00:00", "-0001-02-28T00:00:00.123456789012345678901Z", "12020-01-01T00:00:00+14:00"],
    "dateTimeStamp": ["2020-01-01T00:00:00Z"],
    "date": ["2020-02-29", "0000-02-29", "-0004-02-29Z"],
    "time": ["24:00:00", "24:00:00.00", "23:59:59.9-13:59"],
    "gYear": ["2020", "-0001Z"],
    "gYearMonth": ["2020-12"],
    "gMonth": ["--12Z"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gDay": ["---31"],
    "duration": ["P1Y", "-P1DT1.5S", "PT0S"],
    "yearMonthDuration": ["P13M"],
    "dayTimeDuration": ["PT36H", "P1DT1M"],
    "hexBinary": ["", "0aFF"],
    "token": ["whatever  it  is"],
}
ILL = {
    "integer": ["", "1.0", "0x1", " 1", "1\n", "\u0661", "--1"],
    "decimal": [".", "1e0", "INF", ""],
    "double": ["inf", "Infinity", "nan", "-NaN", "1e", "0x1", "1_0", "e5", ""],
    "float": ["inf", "1f"],
    "boolean": ["True", "yes", ""],
    "byte": ["128", "-129"],
    "unsignedByte": ["256", "-1"],
    "positiveInteger": ["0", "-1", f"-{LONG}"],
    "negativeInteger": ["0", LONG],
    "nonPositiveInteger": ["1"],
    "unsignedLong": ["18446744073709551616"],
    "dateTime": [
        "2020-01-01",
        "2020-01-01T24:00:01",
        "2019-02-29T00:00:00",
        "02020-01-01T00:00:00",
        "+2020-01-01T00:00:00",
    ],
    "dateTimeStamp": ["2020-01-01T00:00:00"],
    "date": ["2020-02-30", "2020-04-31", "1900-02-29", "2020-1-1", "2020-01-01+14:01"],
    "time": ["24:00:00.1", "23:60:00", "23:00"],
    "gYear": ["20", "2020-01"],
    "gYearMonth": ["2020-13"],
    "gMonth": ["--13", "12"],
    "gMonthDay": ["--02-30", "--04-31", "02-29"],
    "gDay": ["---32", "--31"],
    "duration": ["P", "PT", "P1YT", "P-1D", "PT.5S", "PT1.S", "P1W"],
    "yearMonthDuration": ["P1D", "P"],
    "dayTimeDuration": ["P1M", "P1DT"],
    "hexBinary": ["0", "0G"],
}


def test_well_formed() -> None:
    assert not [(local, text) for local, texts in WELL.items() for text in texts if not well_formed(local, text)]


def test_ill_formed() -> None:
    assert not [(local, text) for local, texts in ILL.items() for text in texts if well_formed(local, text)]


@pytest.mark.parametrize(
    ("one", "other", "is_less", "or_equal"),
    [
        (("integer", "2"), ("integer", "10"), True, True),
        (("integer", LONG), ("decimal", f"{LONG}.0"), False, True),
        (("integer", LONG), ("decimal", f"{LONG}.1"), True, True),
        (("decimal", "0." + "9" * 40), ("byte", "1"), True, True),
        (("double", "NaN"), ("double", "NaN"), False, False),
        (("double", "1e400"), ("double", "INF"), False, True),
        (("double", "-INF"), ("integer", f"-{LONG}"), False, True),
        (("float", "0.1"), ("double", "0.1"), False, False),
        (("float", "0.1"), ("decimal", "0.1"), False, True),
        (("double", "0.1"), ("decimal", "0.1000000000000000000001"), False, True),
        (("float", "1e39"), ("float", "INF"), False, True),
        (("byte", "300"), ("integer", "301"), None, None),
        (("integer", "1"), ("string", "2"), None, None),
        (("boolean", "0"), ("boolean", "true"), True, True),
        (("string", "Z"), ("string", "a"), True, True),
        (("token", "Z"), ("token", "a"), None, None),
        (("hexBinary", "00"), ("hexBinary", "01"), None, None),
        (("dateTime", "2020-01-01T00:00:00+02:00"), ("dateTime", "2019-12-31T22:00:00Z"), False, True),
        (("dateTime", "2020-01-01T00:00:00-02:00"), ("dateTime", "2020-01-01T02:00:00.00Z"), False, True),
        (("dateTime", "2020-12-31T24:00:00Z"), ("dateTimeStamp", "2021-01-01T00:00:00Z"), False, True),
        (("dateTime", "2020-01-01T00:00:00"), ("dateTime", "2020-01-01T14:00:00Z"), None, None),
        (("dateTime", "2020-01-01T00:00:00"), ("dateTime", "2020-01-01T14:00:00.1Z"), True, True),
        (("dateTime", "2020-01-01T00:00:00." + "0" * 30 + "1"), ("dateTime", "2020-01-01T00:00:00.1"), True, True),
        (("dateTime", "-0001-12-31T00:00:00"), ("dateTime", "0000-01-01T00:00:00"), True, True),
        (("time", "24:00:00"), ("time", "00:00:00"), False, True),
        (("date", "2020-03-01"), ("date", "2020-02-29"), False, False),
        (("date", "2020-01-01"), ("dateTime", "2021-01-01T00:00:00"), None, None),
        (("gYear", "2020"), ("gYear", "02021"), None, None),
        (("gYear", "2020"), ("gYear", "12021"), True, True),
        (("gYearMonth", "2020-02"), ("gYearMonth", "2020-10"), True, True),
        (("gMonth", "--02"), ("gMonth", "--10"), True, True),
        (("gMonthDay", "--02-29"), ("gMonthDay", "--03-01"), True, True),
        (("gDay", "---02"), ("gDay", "---31"), True, True),
        (("duration", "P1M"), ("duration", "P30D"), None, None),
        (("duration", "P1M"), ("duration", "P32D"), True, True),
        (("duration", "P1Y"), ("yearMonthDuration", "P12M"), False, True),
        (("dayTimeDuration", "-PT36H"), ("dayTimeDuration", "P1D"), True, True),
    ],
)
def test_order(one: tuple[str, str], other: tuple[str, str], is_less: bool | None, or_equal: bool | None) -> None:
    assert less(one, other, or_equal=False) is is_less
    assert less(one, other, or_equal=True) is or_equal


def test_days() -> None:
    assert [days_in(year, 2) for year in (1900, 2000, 2019, 2020, 0)] == [28, 29, 28, 29, 29]
    assert [days_in(2019, month) for month in (1, 4, 12)] == [31, 30, 31]


def test_every_literal_comes_back_as_the_file_has_it() -> None:
    texts = [(local, text) for table in (WELL, ILL) for local, several in table.items() for text in several]
    for local, text in texts:
        literal = Literal(text, datatype=NamedNode(XSD.iri + local))
        store = Store()
        store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), as_written(literal)))
        back = next(iter(store)).object
        assert isinstance(back, Literal)
        assert restored(back) == literal


def test_what_the_store_takes_for_a_value_is_one() -> None:
    texts = [(local, text) for table in (WELL, ILL) for local, several in table.items() for text in several]
    casts = {"byte", "unsignedByte", "positiveInteger", "negativeInteger", "nonPositiveInteger", "unsignedLong"}
    casts |= {"dateTimeStamp", "hexBinary", "token"}
    for local, text in texts:
        literal = as_written(Literal(text, datatype=NamedNode(XSD.iri + local)))
        if local in casts or not literal.datatype.value.startswith(XSD.iri):
            continue
        query = f"SELECT (<{XSD.iri}{local}>({literal}) AS ?cast) {{}}"
        row = next(iter(Store().query(query)))  # type: ignore[arg-type]
        assert (row["cast"] is not None) == well_formed(local, text), (local, text)
