"""The graph as an object of Python: what it answers is what the command line answers, as values."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph import (
    Answer,
    Graph,
    NotFoundError,
    ParameterError,
    PartialDate,
    SpaceflightError,
    StoreError,
    Thing,
    UnknownTermWarning,
    open_graph,
)
from spaceflight_graph.query import explain
from spaceflight_graph.query.typed import Value

Run = Callable[..., CompletedProcess[str]]
ID = "https://w3id.org/spaceflight/id/"


@pytest.fixture
def small(small_store_path: Path) -> Graph:
    return open_graph(small_store_path)


@pytest.fixture
def real(real_store_path: Path) -> Graph:
    return open_graph(real_store_path)


def test_store_by_text_path_or_environment(small_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACEFLIGHT_STORE", str(small_store_path))
    for graph in (open_graph(), open_graph(str(small_store_path)), open_graph(small_store_path)):
        assert graph.path == small_store_path
        assert graph.ask("crew-of-flight", flight="one")[0]["name"] == "Ann Lee"


def test_no_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Fix: run `spaceflight build"):
        open_graph(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_rows_are_mappings_of_values(real: Graph) -> None:
    answer = real.ask("crew-of-flight", flight="Soyuz MS-07")
    assert answer.columns == ("person", "name", "namePlanned", "role", "agency", "flightNumber", "seat")
    assert dict(answer[0]) == {
        "person": Thing(ID + "anton-shkaplerov", "Anton Shkaplerov"),
        "name": "Anton Shkaplerov",
        "namePlanned": None,
        "role": "commander",
        "agency": "Roscosmos",
        "flightNumber": 3,
        "seat": "center seat",
    }
    assert len(answer) == 3
    assert str(answer[0]["person"]) == "Anton Shkaplerov"


def test_times_are_as_fine_as_they_are_told(real: Graph) -> None:
    when: dict[Value, Value] = {row["name"]: row["date"] for row in real.ask("launches")}
    assert when["Voyager 1"] == PartialDate("1977", "Year")
    assert when["Soyuz MS-06"] == date(2017, 9, 13)
    assert when["Soyuz MS-07"] == datetime(2017, 12, 17, 7, 21, 1, 127_000, tzinfo=UTC)
    walks = real.ask("spacewalks", from_=date(2017, 1, 6), to="2017-01-06")
    assert [row["duration"] for row in walks] == [timedelta(hours=6, minutes=35)]


def test_answers_of_answers_may_be_asked_on(real: Graph) -> None:
    (person,) = {row["person"] for row in real.ask("crew-of-flight", flight="soyuz-ms-07") if row["flightNumber"] == 3}
    assert isinstance(person, Thing)
    assert "Soyuz MS-07" in [row["name"] for row in real.ask("flights-of-person", person=person)]


def test_caveats_are_columns_and_what_people_read(real: Graph) -> None:
    (row,) = [row for row in real.ask("on-board", date="2018-02-02") if row["name"] == "Joseph Acaba"]
    assert row["until"] == PartialDate("2018-02", "Month")
    assert row["untilPlanned"] is True
    assert row.reads("until") == "Feb 2018 (planned)"
    assert row["untilApproximation"] is None
    assert row.reads("since") == "no earlier than 13 Sep 2017"


def test_a_language_of_the_graph_or_of_the_question(real_store_path: Path) -> None:
    german = open_graph(real_store_path, lang="de")
    assert german.ask("crew-of-flight", flight="soyuz-ms-07")[0]["role"] == "Kommandant"
    assert german.ask("crew-of-flight", flight="soyuz-ms-07", lang="zh")[0]["role"] == "指令长"
    assert german.explain("soyuz-ms-07", "launch vehicle")[0].property_label == "Trägerrakete"
    for asked in (lambda: open_graph(real_store_path, lang="fr"), lambda: german.ask("launches", lang="fr")):
        with pytest.raises(ParameterError, match=r"lang=fr: no such language. Fix: take one of de, en, ru, zh\."):
            asked()


def test_a_parameter_that_is_none_is_left_out(small: Graph) -> None:
    assert len(small.ask("launches", site=None)) == len(small.ask("launches")) > 0


def test_wrong_questions_are_told_as_on_the_command_line(small: Graph) -> None:
    with pytest.raises(NotFoundError, match=r"no query is called 'crew'. Fix: take one of .*crew-of-flight"):
        small.ask("crew")
    with pytest.raises(ParameterError, match="query crew-of-flight has no parameter 'fligth'"):
        small.ask("crew-of-flight", fligth="one")
    with pytest.raises(NotFoundError, match="no Spaceflight is called 'Twelve'"):
        small.ask("crew-of-flight", flight="Twelve")


def test_explain_takes_what_the_command_takes(real: Graph, real_store_path: Path, spaceflight: Run) -> None:
    for given in (["soyuz-ms-07", "launch vehicle"], ["Soyuz MS-07", "sf:launchVehicle"], ["联盟MS-07"]):
        told = real.explain(*given)
        assert f"{told}\n" == spaceflight("explain", *given, store=real_store_path).stdout
    with pytest.raises(NotFoundError, match="no Property is called 'frobs'"):
        real.explain("soyuz-ms-07", "frobs")


def test_explanations_are_a_tuple_that_notebooks_show(small: Graph) -> None:
    told = small.explain("one-landing", "time")
    assert (len(told), told[0].property) == (1, "sf:time")
    assert isinstance(told[0], explain.Explanation)
    shown = told._repr_html_()
    assert shown.startswith("<p><b>Landing of One: time   (id:one-landing sf:time)</b></p>\n<p>answer: 12 Jan 2001")
    assert "<th>claim</th>" in shown
    assert "<td>2001年1月12日 12:59 UTC</td>" in shown
    assert repr(told) == str(told)


def test_find(real: Graph) -> None:
    found = real.find("联盟MS-07", lang="zh", limit=1)
    assert [(row.typed("thing", Thing).slug, row["label"], row["match"]) for row in found] == [
        ("soyuz-ms-07", "联盟MS-07", "exact")
    ]
    assert len(real.find("Soyuz MS-07", "Person")) == 0
    assert str(real.find("qqqqqq")) == "Nothing is called 'qqqqqq' or nearly so."
    (query,) = [row for row in real.find("crew-of-flight") if row["typed"] == "crew-of-flight"]
    assert query["thing"] is None
    assert len(real.find("Soyuz", limit=None)) > 20 == len(real.find("Soyuz"))
    assert {row["match"] for row in real.find("Shkaplerof")} == {"near"}


def test_list(real: Graph) -> None:
    walks = real.list("Spacewalk")
    assert len(walks) == 8
    assert (walks[0]["thing"], walks[0]["time"]) == (Thing(ID + "eva-2017-01-06", ""), date(2017, 1, 6))
    assert [row["label"] for row in real.list("Spaceflight", limit=1, lang="zh")] == ["旅行者1号"]
    classes = {row["typed"]: row["things"] for row in real.list()}
    assert classes["Spacewalk"] == 8
    assert len(real.list(limit=3)) == 3
    with pytest.raises(NotFoundError, match="Spacewalk"):
        real.list("Spacewalx")


def test_list_says_how_sure_a_time_is(real: Graph) -> None:
    """A plan is one, and a year of a decade is none of its years."""
    rows = {row["typed"]: row for row in real.list("Event")}
    planned = [row for row in rows.values() if row["timePlanned"] is True]
    assert planned
    assert all(row.reads("time").endswith("(planned)") for row in planned)
    assert rows["soyuz-ms-07-launch"]["timePlanned"] is None
    coarse = {row["time"].precision for row in rows.values() if isinstance(row["time"], PartialDate)}
    assert coarse >= {"Month", "Year", "Decade"}


def test_disputes(real: Graph) -> None:
    assert [(str(row["what"]), row["cause"]) for row in real.disputes()][-1] == ("Landing of Soyuz MS-07", "slip")
    assert real.disputes(lang="de")[-1]["property"] == "Zeit"
    german = real.explain("soyuz-ms-07-landing", "time", lang="de")
    assert repr(german).splitlines()[2] == "  Grund der Wahl: Entscheid, gestützt von 3 unabhängigen Dokumenten"
    assert "<th>angegeben als</th>" in german._repr_html_()
    nobody = real.ask("crew-of-flight", flight="tianzhou-1", lang="zh")
    assert str(nobody).strip() == "没有结果：没有文献提到乘组；探测器、卫星和货运飞船没有乘组。"


def test_sparql_asks_the_union_of_all_graphs(real: Graph) -> None:
    """Facts, labels and inferred classes lie in three graphs, and no prefix is declared."""
    query = "SELECT ?walk ?name { ?walk a sf:Event ; sf:time '2017-01-06'^^xsd:date ; sf:participant/rdfs:label ?name"
    answer = real.sparql(query + " FILTER(LANG(?name) = 'zh') } ORDER BY ?name")
    assert [row["name"] for row in answer] == ["佩吉·惠特森", "肖恩·金布罗"]
    assert answer[0]["walk"] == Thing(ID + "eva-2017-01-06", "")
    graphs = real.sparql("SELECT ?g { GRAPH ?g { id:eva-2017-01-06 sf:time ?t } }")
    assert "https://w3id.org/spaceflight/graph/facts" in [row.typed("g", Thing).iri for row in graphs]


def test_sparql_makes_triples_and_holds_says_yes_or_no(small: Graph) -> None:
    made = small.sparql("CONSTRUCT { ?x a sf:Spacewalk } { ?x a sf:Spacewalk }")
    assert made.columns == ("subject", "predicate", "object")
    assert [str(row["subject"]) for row in made] == ["Spacewalk of 5 January 2001"]
    assert small.holds("ASK { id:one a sf:Spaceflight }") is True
    assert small.holds("ASK { id:two a sf:CrewedFlight }") is False
    with pytest.raises(SpaceflightError, match=r"answers yes or no, and has no rows\. Fix: ask it with `holds`"):
        small.sparql("ASK {}")
    with pytest.raises(SpaceflightError, match=r"has rows, and answers not yes or no\. Fix: ask it with `sparql`"):
        small.holds("SELECT * {}")


def test_a_term_of_ours_that_does_not_exist_is_warned_of(small: Graph) -> None:
    with pytest.warns(UnknownTermWarning, match="sf:SpaceWalk.*sf:Spacewalk") as warned:
        assert len(small.sparql("SELECT ?x { ?x a sf:SpaceWalk }")) == 0
    assert warned[0].filename == __file__
    with pytest.warns(UnknownTermWarning, match="sf:SpaceWalk"):
        assert not small.holds("ASK { ?x a sf:SpaceWalk }")


def test_queries_tell_what_they_take(small: Graph) -> None:
    told = {query.name: [parameter.name for parameter in query.parameters] for query in small.queries()}
    assert told["launches"] == ["from", "to", "site", "vehicle", "operator"]
    assert list(told) == sorted(told)


def test_a_closed_graph_answers_no_more_and_answers_stay(small_store_path: Path) -> None:
    with open_graph(small_store_path) as graph:
        answer = graph.ask("crew-of-flight", flight="one")
        assert repr(graph) == f"<Graph {small_store_path}>"
    assert repr(graph) == f"<Graph {small_store_path} (closed)>"
    with pytest.raises(StoreError, match=r"the graph is closed\. Fix: open it anew"):
        graph.ask("launches")
    assert isinstance(answer, Answer)
    assert answer[0]["name"] == "Ann Lee"
