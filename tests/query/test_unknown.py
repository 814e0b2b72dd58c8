"""A term of ours that does not exist is told with those that come near; what exists, or is nobody's, is not."""

import re
import warnings
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import unknown

ROOT = Path(__file__).parents[2]


def told(store: Store, query: str, file: str = "") -> list[str]:
    return ["\n".join(lines) for lines in unknown.unknown(store, query, PREFIXES, file)]


@pytest.mark.parametrize(
    ("term", "remedy"),
    [
        ("sf:SpaceWalk", "write sf:Spacewalk."),
        ("sf:Lunch", "write sf:Launch or sf:LaunchPad."),
        ("id:ann-le", "write id:ann-lee."),
        ("id:Launch", "write sf:Launch"),
        ("sf:ann-lee", "write id:ann-lee."),
        ("id:flug-eins", "write id:one."),
        ("sf:flug-eins", "write id:one."),
        ("doc:alpah", "write doc:alpha."),
        ("graph:fact", "write sf:Fact or graph:facts."),
        ("graph:lookupp", "write graph:lookups."),
        ("sfp:tim", "write sfp:time"),
        ("sfp:timePlaned", "write sfp:timePlanned"),
        ("sfp:timePrecison", "write sfp:timePrecision"),
        ("claim:qqq", "look for it with `spaceflight find`."),
        ("<https://w3id.org/spaceflight/ontology#SpaceWalk>", "write sf:Spacewalk."),
        ("<https://w3id.org/spaceflight/qqq>", "look for it with `spaceflight find`."),
    ],
)
def test_what_does_not_exist_is_told_with_what_may_be_meant(small_store: Store, term: str, remedy: str) -> None:
    found = told(small_store, f"ASK {{ ?s ?p {term} }}")
    assert len(found) == 1
    first, line, marks = found[0].split("\n")
    assert first.startswith(f"at 1:13: {term} is nowhere in the graph. Fix: {remedy}")
    assert (line, marks) == (f"1 | ASK {{ ?s ?p {term} }}", f"  | {' ' * 12}{'^' * len(term)}")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a sf:Launch ; sf:time ?t ; sfp:time ?f ; sfp:timePrecision sf:Day }",
        "ASK { id:one ?p doc:alpha . claim:alpha-L2-one-crew-lee-person ?q 'sf:SpaceWalk' }",
        "ASK FROM graph:facts { GRAPH graph:claims\\/alpha { ?s ?p sf:Claim } } # sf:SpaceWalk",
        "ASK { ?s rdfs:lable <http://example.org/nobody>, unknown:x, sfsh:Nothing, sf: }",
        "ASK { ?s sfp:home ?f ; sfp:homePlanned ?p ; sfp:plannedTimeWindowEnd ?w }",
        "PREFIX sf: <http://example.org/> ASK { ?s a sf:SpaceWalk }",
        "CONSTRUCT { ?s a sf:SpaceWalk { } . ?s sf:mine 1 } WHERE { ?s a sf:Launch }",
        "ASK { ?s ?p <https://w3id.org/spaceflight/> , <https://w3id.org/spaceflight/ontology#> }",
        "ASK { ?s ?p <https://w3id.org/spaceflight/id/a b> }",
    ],
)
def test_what_exists_or_is_not_ours_is_not_told(small_store: Store, query: str) -> None:
    assert told(small_store, query) == []


def test_names_are_written_with_the_prefixes_at_hand(small_store: Store) -> None:
    query = "PREFIX s: <https://w3id.org/spaceflight/ontology#>\nASK {\n\t?s a s:SpaceWalk , s:ann-lee }"
    first, second = told(small_store, query, "q.rq")
    assert first.split("\n") == [
        "q.rq:3:7: s:SpaceWalk is nowhere in the graph. Fix: write s:Spacewalk.",
        "3 |     ?s a s:SpaceWalk , s:ann-lee }",
        "  |          ^^^^^^^^^^^",
    ]
    assert second.startswith("q.rq:3:21: s:ann-lee is nowhere in the graph. Fix: write id:ann-lee.")


def test_each_is_told_once_and_few_are_told(small_store: Store) -> None:
    query = "ASK { ?s a sf:Qx1 , sf:Qx1 , sf:Qx0 , sf:Qx2 }"
    assert [re.findall("sf:Qx.", text)[0] for text in told(small_store, query)] == ["sf:Qx1", "sf:Qx0", "sf:Qx2"]
    many = " , ".join(f"sf:Qx{n}" for n in range(unknown.MOST + 2))
    found = told(small_store, f"ASK {{ ?s a {many} }}")
    assert len(found) == unknown.MOST + 1
    assert found[-1] == "more such names in the query: 2."
    assert len(told(small_store, f"ASK {{ ?s a {many.rsplit(' , ', 2)[0]} }}")) == unknown.MOST


def test_few_candidates_are_offered(small_store: Store) -> None:
    remedies = told(small_store, "ASK { ?s a sf:Launcher }")[0].split("\n")[0]
    assert remedies.count("sf:") == 1 + unknown.CANDIDATES


def test_a_warning_is_its_lines() -> None:
    assert str(unknown.UnknownTermWarning("one", "two")) == "one\ntwo"


def test_heed_warns_or_raises(small_store: Store) -> None:
    query = "ASK { ?s a sf:SpaceWalk , sf:Lunch }"
    with pytest.warns(unknown.UnknownTermWarning) as noted:
        unknown.heed(small_store, query, PREFIXES, "q.rq")
    lines = [str(warning.message) for warning in noted]
    assert [line.split(" is nowhere")[0] for line in lines] == ["q.rq:1:12: sf:SpaceWalk", "q.rq:1:27: sf:Lunch"]
    with pytest.raises(SpaceflightError) as caught:
        unknown.heed(small_store, query, PREFIXES, "q.rq", strict=True)
    assert str(caught.value) == "\n".join(lines)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        unknown.heed(small_store, "ASK { ?s a sf:Launch }", PREFIXES, strict=True)


def test_no_canned_query_is_warned_of(real_store: Store) -> None:
    """Nor is a table: they name links that the graph has none of at present, such as those of windows."""
    files = sorted((ROOT / "queries").rglob("*.rq"))
    assert len(files) > 40
    assert {file.name: told(real_store, file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }
