"""From rows to charts: every mark stands where the rows say, and what is left out is counted."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from pyoxigraph import Store

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.plot import kinds, ticks
from spaceflight_graph.plot.chart import Chart, Row, Span, Tick
from spaceflight_graph.query import ask, catalogue
from spaceflight_graph.query.answer import Answer
from spaceflight_graph.query.reading import Reader

Drawn = Callable[..., Chart]


@pytest.fixture
def drawn(small_store: Store) -> Drawn:
    """Draw rows that are written as SPARQL has them."""

    def draw(
        kind: str, columns: str, *rows: str, asked: Mapping[str, str] | None = None, language: str = "en"
    ) -> Chart:
        names = " ".join(f"?{name}" for name in columns.split())
        query = f"SELECT {names} {{ VALUES ({names}) {{ {' '.join(f'({row})' for row in rows)} }} }}"
        answer = Answer.of(ask.ask(small_store, query, PREFIXES), Reader(language))
        return kinds.KINDS[kind](answer, {name: name for name in ("at", *columns.split())}, asked or {})

    return draw


def at(*parts: int) -> float:
    return ticks.place(datetime(*parts, tzinfo=UTC))  # type: ignore[misc,arg-type]


def day(text: str) -> str:
    return f'"{text}"^^xsd:date'


TOLD, PLANNED = (Span(0, 0),), (Span(0, 0, "planned"),)


def test_events(drawn: Drawn) -> None:
    chart = drawn(
        "events",
        "label place time end plan timePlanned",
        f"'Delivery' '-> Pad' {day('2017-12-01')} UNDEF '27 Nov 2017' UNDEF",
        f"'Test' 'Pad' {day('2017-12-02')} {day('2017-12-03')} UNDEF UNDEF",
        f"'Launch' UNDEF {day('2017-12-04')} UNDEF UNDEF false",
        f"'Rendezvous' UNDEF UNDEF {day('2017-12-07')} UNDEF UNDEF",
        f"'Docking' UNDEF {day('2017-12-07')} UNDEF UNDEF UNDEF",
        f"'Landing' UNDEF {day('2020-12-07')} UNDEF UNDEF true",
        "'Review' UNDEF UNDEF UNDEF '1 Jan 2021; 2 Jan 2021' UNDEF",
        "'Party' UNDEF UNDEF UNDEF UNDEF UNDEF",
        f"'Report' UNDEF {day('2021-12-07')} UNDEF UNDEF UNDEF",
    )
    assert chart.rows == (
        Row("1 Dec 2017", "Delivery → Pad", TOLD),
        Row("2 Dec 2017 – 3 Dec 2017", "Test · Pad", TOLD),
        Row("", "2 d", aside=True),
        Row("4 Dec 2017", "Launch", TOLD),
        Row("– 7 Dec 2017", "Rendezvous", TOLD),
        Row("7 Dec 2017", "Docking", TOLD),  # nobody knows how long after the rendezvous began
        Row("", "3 years", aside=True),
        Row("7 Dec 2020 (planned)", "Landing", PLANNED),
        Row("1 Jan 2021; 2 Jan 2021 (planned)", "Review", PLANNED),
        Row("7 Dec 2021", "Report", TOLD),
    )
    assert (chart.ticks, chart.low, chart.high) == ((), -1, 1)
    assert chart.key == (("told", "told"), ("planned", "planned"))
    assert chart.footer == ("Without a time, not drawn: 1",)


def test_events_need_not_tell_of_ends_and_plans(drawn: Drawn) -> None:
    chart = drawn("events", "label place time", f"'Launch' UNDEF {day('2017-12-17')}", language="de")
    assert chart.rows == (Row("17. Dez. 2017", "Launch", TOLD),)
    assert (chart.key, chart.footer) == ((), ())


def test_plans(drawn: Drawn) -> None:
    noon, later = '"2018-06-03T12:00:00Z"^^xsd:dateTime', '"2018-06-03T12:01:30Z"^^xsd:dateTime'
    chart = drawn(
        "plans",
        "label of plan planPrecision actual actualPrecision",
        "'Flight' 'duration' 'P122D'^^xsd:dayTimeDuration UNDEF 'P168D'^^xsd:dayTimeDuration UNDEF",
        f"'Landing' 'time' {later} sf:Second {noon} sf:Second",
        f"'Landing' 'time' {noon} sf:Second {noon} sf:Second",
        f"'Undocking' 'time' {day('2018-06-03Z')} UNDEF '2018-06-03T09:00:00Z'^^xsd:dateTime sf:Second",
        "'Landing' 'place' 'Kazakhstan' UNDEF 'Kazakh steppe' UNDEF",
        f"'Entry' 'time' {noon} UNDEF UNDEF UNDEF",
        "'Stay' 'duration' 'P5M'^^xsd:duration UNDEF 'P168D'^^xsd:dayTimeDuration UNDEF",
    )
    assert [(row.label, row.note) for row in chart.rows] == [
        ("Undocking · time", "3 Jun 2018 UTC → 3 Jun 2018, 09:00:00 UTC"),
        ("Landing · time", "3 Jun 2018, 12:01:30 UTC → 3 Jun 2018, 12:00:00 UTC"),
        ("", "3 Jun 2018, 12:00:00 UTC → 3 Jun 2018, 12:00:00 UTC"),
        ("Flight · duration", "122 d → 168 d"),
    ]
    undocking, late, kept, short = (row.spans[0] for row in chart.rows)
    assert undocking.style == kept.style == "told"
    assert late.style == short.style == "planned"
    assert undocking.low == pytest.approx(ticks.squeezed(-9 * 3600), abs=0.001)
    assert undocking.high == pytest.approx(ticks.squeezed(15 * 3600), abs=0.001)
    assert ticks.squeezed(88) < late.low <= ticks.squeezed(90) <= late.high < ticks.squeezed(92)
    assert kept.low <= 0 <= kept.high
    assert short == Span(ticks.squeezed(-46 * 86_400), ticks.squeezed(-46 * 86_400), "planned")
    assert (chart.low, chart.high) == (short.low - 0.3, undocking.high + 0.3)
    assert [tick.text for tick in chart.ticks] == ["−1 month", "−1 d", "−1 h", "−1 min", "0", "1 min", "1 h", "1 d"]
    assert (chart.line, chart.ends) == (0.0, ("← planned sooner or shorter", "planned later or longer →"))
    assert chart.key == (("told", "planned, and so it came"), ("planned", "planned, and it came otherwise"))
    assert chart.footer == ("Plans that cannot be set against a time or length told, not drawn: 3",)


def test_a_plan_within_a_coarser_time_was_kept(drawn: Drawn) -> None:
    chart = drawn(
        "plans",
        "label of plan planPrecision actual actualPrecision",
        "'Landing' 'time' '2018-06-03T12:00:30Z'^^xsd:dateTime sf:Second"
        " '2018-06-03T12:00:00Z'^^xsd:dateTime sf:Minute",
    )
    (span,) = chart.rows[0].spans
    assert span.style == "told"
    assert span.low == pytest.approx(ticks.squeezed(-29), abs=0.05)
    assert span.high == pytest.approx(ticks.squeezed(30), abs=0.05)


def test_open_times_are_not_compared(drawn: Drawn) -> None:
    chart = drawn(
        "plans",
        "label of plan planApproximation actual",
        f"'Landing' 'time' {day('2018-05-01')} sf:MoreThan {day('2018-06-03')}",
    )
    assert chart.rows == ()
    assert chart.footer[0].endswith(": 1")


def test_lengths(drawn: Drawn) -> None:
    chart = drawn(
        "lengths",
        "label people length lengthReads",
        f"{day('2017-01-06')} 'Ann, Bo' 'PT6H30M'^^xsd:dayTimeDuration '6 hours and a half'",
        f"{day('2017-01-13')} UNDEF 'PT3H'^^xsd:dayTimeDuration UNDEF",
        f"{day('2017-03-30')} 'Cy' UNDEF UNDEF",
    )
    assert chart.rows == (
        Row("6 Jan 2017", "6 hours and a half · Ann, Bo", (Span(0, 6.5),)),
        Row("13 Jan 2017", "3 h", (Span(0, 3),)),
        Row("30 Mar 2017", "length not told · Cy", ()),
    )
    assert chart.ticks == tuple(Tick(hour, f"{hour} h") for hour in range(7))
    assert chart.low == 0
    assert chart.high == pytest.approx(6.63)


def test_months(drawn: Drawn) -> None:
    chart = drawn(
        "months",
        "label time timePrecision",
        "'A' '1977'^^xsd:gYear UNDEF",
        "'Q' '2017-01'^^xsd:gYearMonth sf:Quarter",
        "'B' '2017-01-31T23:30:00-01:00'^^xsd:dateTime UNDEF",  # February, in UTC
        f"'C' {day('2017-02-28')} UNDEF",
        "'D' '2017-04'^^xsd:gYearMonth UNDEF",
        f"'E' {day('2017-11-05')} UNDEF",
        f"'F' {day('2018-01-05Z')} UNDEF",
        f"'G' {day('2018-02-05')} UNDEF",
    )
    assert chart.rows == (
        Row("Feb 2017", "B, C", (Span(0, 2),)),
        Row("Mar 2017", ""),
        Row("Apr 2017", "D", (Span(0, 1),)),
        Row("", "6 months: 0", aside=True),
        Row("Nov 2017", "E", (Span(0, 1),)),
        Row("Dec 2017", ""),
        Row("Jan 2018", "F", (Span(0, 1),)),
        Row("Feb 2018", "G", (Span(0, 1),)),
    )
    assert chart.ticks == (Tick(0, "0"), Tick(1, "1"), Tick(2, "2"))
    assert chart.high == 2
    assert chart.footer == ("Told only by year or coarser, not drawn: 2",)


def test_an_empty_january_has_its_year(drawn: Drawn) -> None:
    chart = drawn("months", "label time", f"'A' {day('2017-12-05')}", f"'B' {day('2018-02-05')}")
    assert [row.label for row in chart.rows] == ["Dec 2017", "Jan 2018", "Feb 2018"]
    chart = drawn("months", "label time", f"'A' {day('2017-11-05')}", f"'B' {day('2018-02-05')}")
    assert [row.label or row.note for row in chart.rows] == ["Nov 2017", "2 months: 0", "Feb 2018"]


def test_stays(drawn: Drawn) -> None:
    chart = drawn(
        "stays",
        "label note begin end endPlanned",
        f"'Ann' 'One' {day('2018-01-01Z')} {day('2018-03-01Z')} UNDEF",
        "'Bo' 'Two' '2018-01'^^xsd:gYearMonth '2018-03Z'^^xsd:gYearMonth false",
        f"'Cy' 'Three' {day('2018-01-10Z')} '2018-02Z'^^xsd:gYearMonth true",
        "'Di' 'Walk' UNDEF UNDEF UNDEF",
        f"'Ed' UNDEF {day('2018-02-02Z')} UNDEF true",
        asked={"at": "2018-02-02"},
    )
    noon = at(2018, 2, 2, 12)
    ann, bo, cy, di, ed = chart.rows
    assert (ann.label, ann.note, di.note, ed.note) == (
        "Ann",
        "1 Jan 2018 UTC – 1 Mar 2018 UTC · One",
        "Walk",
        "2 Feb 2018 UTC",
    )
    assert cy.note == "10 Jan 2018 UTC – Feb 2018 (planned) · Three"
    assert ann.spans == (
        Span(at(2018, 1, 1, 23, 59, 59), at(2018, 3, 1)),
    )  # days are too short to be seen on this axis
    assert [span.style for span in bo.spans] == ["perhaps", "perhaps", "told"]
    assert bo.spans[2] == Span(at(2018, 2, 1, 11, 59, 59), at(2018, 3, 1))
    assert bo.spans[1] == Span(at(2018, 3, 1), at(2018, 3, 31, 23, 59, 59), "perhaps")
    assert cy.spans == (Span(at(2018, 1, 10, 23, 59, 59), noon), Span(noon, at(2018, 2, 28, 23, 59, 59), "planned"))
    assert di.spans == (Span(noon, noon),)
    assert [span.style for span in ed.spans] == ["told", "planned"]
    assert (chart.line, chart.line_text) == (noon, "2 Feb 2018")
    assert chart.low < at(2018, 1, 1) < at(2018, 4, 1) < chart.high
    assert chart.key == (("told", "told"), ("perhaps", "not told how exactly"), ("planned", "planned"))


def test_every_query_with_a_picture_names_a_kind_and_columns_of_its_own(real_store: Store) -> None:
    drawable = [query for query in catalogue.all_queries() if query.plot]
    assert len(drawable) == 6
    given = {"flight": "soyuz-ms-07", "date": "2018-02-02"}
    for query in drawable:
        kind, *named = (query.plot or "").split()
        assert kind in kinds.KINDS
        asked = {p.name: given[p.name] for p in query.parameters if p.required}
        columns = Answer.of(ask.run(real_store, query, asked), Reader()).columns
        for pair in named:
            what, column = pair.split("=")
            assert column in (asked if what == "at" else columns), f"{query.name}: {pair}"
