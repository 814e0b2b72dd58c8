"""What our own data could give Wikidata: the figures of docs/wikidata.md, and what holds of every statement."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from pyoxigraph import Store

from spaceflight_graph.link.ours import Fate, Ours, ours
from spaceflight_graph.link.statement import Quantity, Rank, Text, Time
from spaceflight_graph.namespaces import GRAPH, RDF, SF, shorten

PAGE = Path(__file__).parents[2] / "docs" / "wikidata.md"


@cache
def real(store: Store) -> list[Ours]:
    return ours(store)


def test_every_fact_has_one_fate(real_store: Store) -> None:
    told = {
        shorten(str(q.subject).strip("<>")) for q in real_store.quads_for_pattern(None, RDF.type, SF.Fact, GRAPH.facts)
    }
    given = real(real_store)
    assert [one.fact for one in given] == sorted(told)
    assert len(told) > 2200
    for one in given:
        assert (one.statement is not None) == (one.fate in (Fate.MAPPED, Fate.COARSENED)), one
        assert one.why
        assert one.told
        assert one.statement is None or (one.statement.rank, one.statement.id) == (Rank.NORMAL, None)
        assert one.suggestion == bool(one.statement and not one.statement.references)


def test_counts_by_fate_are_those_of_the_page(real_store: Store) -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = {
        fate: int(count.replace(",", "")) for fate, count in re.findall(r"^\| ([a-z ,]+) \| ([\d,]+) \|", page, re.M)
    }
    assert told.keys() == {fate.value for fate in Fate}
    assert Counter(one.fate.value for one in real(real_store)) == {fate: count for fate, count in told.items() if count}
    assert told["maps"] > 190
    assert sum(one.suggestion for one in real(real_store)) == 185


def test_no_reference_is_to_a_wiki_and_no_day_is_of_two(real_store: Store) -> None:
    said = [one for one in real(real_store) if one.statement]
    for one in said:
        assert one.statement
        for snak in (snak for reference in one.statement.references for snak in reference.snaks):
            assert not isinstance(snak.value, Text) or "wiki" not in snak.value.text
        if isinstance(one.statement.value, Time) and one.statement.value.precision == 11:
            assert one.not_before
            assert one.not_after
            day = one.statement.value.time[1:11]
            assert (one.not_before[:10], one.not_after[:10]) == (day, day)
    assert sum(bool(one.statement and one.statement.references) for one in said) == 38


def test_soyuz_ms_06_and_07(real_store: Store) -> None:
    said = {one.fact: one for one in real(real_store)}
    ms_06 = said["fact:soyuz-ms-06-launch--time"]
    assert ms_06.statement
    assert ms_06.statement.value == Time("+2017-09-00T00:00:00Z", 10)  # 13 September in Beijing, 12 in UTC
    launch = said["fact:soyuz-ms-07-launch--time"].statement
    assert launch
    assert (launch.item, launch.property, launch.value) == ("Q21392568", "P619", Time("+2017-12-17T00:00:00Z", 11))
    assert [snak.property for snak in launch.references[0].snaks] == ["P854", "P1476", "P407", "P1683"]
    assert launch.references[0].snaks[0].value == Text("http://www.russianspaceweb.com/soyuz-ms-07.html", "url")
    duration = said["fact:soyuz-ms-07--duration"]
    assert duration.statement
    assert duration.statement.value == Quantity("+242238", "Q7727")
    assert duration.why.endswith("only Wikipedia says so")
