"""Our statements in Wikidata's own RDF: every part of one, names that stay, and the same read back."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import edition, statements, write
from spaceflight_graph.export.rdf_files import FORMATS
from spaceflight_graph.link.ours import Fate, Ours, ours, with_inverses
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in statements.NAMES.items())
SOURCE = Reference((Snak("P854", Text("http://example.org/x", "url")), Snak("P813", Time("+2026-11-20T00:00:00Z", 11))))
DAY = Time("+2017-12-17T00:00:00Z", 11)


def given(statement: Statement | None, fact: str = "fact:f", why: str = "x") -> Ours:
    suggestion = statement is not None and not statement.references
    return Ours(fact, "id:x", Fate.MAPPED, statement, None, None, "told", why, suggestion)


def said(
    value: Value, prop: str = "P619", refs: tuple[Reference, ...] = (SOURCE,), rank: Rank = Rank.NORMAL
) -> Statement:
    return Statement("Q1", prop, value, rank=rank, references=refs)


def as_triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse((HEAD + turtle).encode(), RdfFormat.TURTLE)}


def named(triples: set[Triple], names: str) -> set[Triple]:
    """Return triples with the nodes that are named after what they hold called in short."""
    found: dict[str, NamedNode] = {}
    for t in sorted(triples, key=str):
        for term in (t.subject, t.object):
            if isinstance(term, NamedNode):
                for prefix in names.split():
                    if term.value.startswith(statements.NAMES[prefix]):
                        found.setdefault(term.value, NamedNode(f"{statements.NAMES[prefix]}x"))
    return {
        Triple(
            found.get(t.subject.value, t.subject) if isinstance(t.subject, NamedNode) else t.subject,
            t.predicate,
            found.get(t.object.value, t.object) if isinstance(t.object, NamedNode) else t.object,
        )
        for t in triples
    }


def test_a_statement_with_all_its_parts() -> None:
    statement = Statement(
        "Q1", "P1029", Item("Q3"), qualifiers=(Snak("P3831", Item("Q9")), Snak("P585", DAY)),
        references=(Reference((Snak("P1683", Monolingual("words", "en")), Snak("P248", Item("Q5")))),),
        id="Q1$8C8E2C3D-0000-0000-0000-000000000000",
    )  # fmt: skip
    assert named(statements.triples([given(statement)]), "wdref wdv") == as_triples(
        """wd:Q1 p:P1029 wds:Q1-8C8E2C3D-0000-0000-0000-000000000000 ; wdt:P1029 wd:Q3 .
        wds:Q1-8C8E2C3D-0000-0000-0000-000000000000 a wikibase:Statement , wikibase:BestRank ;
            wikibase:rank wikibase:NormalRank ; ps:P1029 wd:Q3 ; pq:P3831 wd:Q9 ; rdfs:seeAlso fact:f ;
            pq:P585 "2017-12-17T00:00:00Z"^^xsd:dateTime ; pqv:P585 wdv:x ; prov:wasDerivedFrom wdref:x .
        wdref:x a wikibase:Reference ; pr:P1683 "words"@en ; pr:P248 wd:Q5 .
        wdv:x a wikibase:TimeValue ; wikibase:timeValue "2017-12-17T00:00:00Z"^^xsd:dateTime ;
            wikibase:timePrecision 11 ; wikibase:timeTimezone 0 ; wikibase:timeCalendarModel wd:Q1985727 ."""
    )


VALUES = {
    "item": (Item("Q2"), "wds:x ps:P1 wd:Q2 . wd:Q1 wdt:P1 wd:Q2 ."),
    "text": (Text("A"), 'wds:x ps:P1 "A" . wd:Q1 wdt:P1 "A" .'),
    "id": (Text("2017-081A", "external-id"), 'wds:x ps:P1 "2017-081A" . wd:Q1 wdt:P1 "2017-081A" .'),
    "url": (Text("http://e.org/", "url"), "wds:x ps:P1 <http://e.org/> . wd:Q1 wdt:P1 <http://e.org/> ."),
    "picture": (
        Text("A b.jpg", "commonsMedia"),
        "wds:x ps:P1 <http://commons.wikimedia.org/wiki/Special:FilePath/A%20b.jpg> ."
        "wd:Q1 wdt:P1 <http://commons.wikimedia.org/wiki/Special:FilePath/A%20b.jpg> .",
    ),
    "words": (Monolingual("a", "zh"), 'wds:x ps:P1 "a"@zh . wd:Q1 wdt:P1 "a"@zh .'),
    "month": (
        Time("+2017-09-00T00:00:00Z", 10),
        """wds:x ps:P1 "2017-09-01T00:00:00Z"^^xsd:dateTime ; psv:P1 wdv:x .
        wd:Q1 wdt:P1 "2017-09-01T00:00:00Z"^^xsd:dateTime .
        wdv:x a wikibase:TimeValue ; wikibase:timeValue "2017-09-01T00:00:00Z"^^xsd:dateTime ;
            wikibase:timePrecision 10 ; wikibase:timeTimezone 0 ; wikibase:timeCalendarModel wd:Q1985727 .""",
    ),
    "year": (
        Time("-0043-00-00T00:00:00Z", 9),
        """wds:x ps:P1 "-0043-01-01T00:00:00Z"^^xsd:dateTime ; psv:P1 wdv:x .
        wd:Q1 wdt:P1 "-0043-01-01T00:00:00Z"^^xsd:dateTime .
        wdv:x a wikibase:TimeValue ; wikibase:timeValue "-0043-01-01T00:00:00Z"^^xsd:dateTime ;
            wikibase:timePrecision 9 ; wikibase:timeTimezone 0 ; wikibase:timeCalendarModel wd:Q1985727 .""",
    ),
    "number with a unit and bounds": (
        Quantity("+3.50", "Q7727", "+3", "+4"),
        """wds:x ps:P1 "+3.50"^^xsd:decimal ; psv:P1 wdv:x . wd:Q1 wdt:P1 "+3.50"^^xsd:decimal .
        wdv:x a wikibase:QuantityValue ; wikibase:quantityAmount "+3.50"^^xsd:decimal ; wikibase:quantityUnit wd:Q7727 ;
            wikibase:quantityLowerBound "+3"^^xsd:decimal ; wikibase:quantityUpperBound "+4"^^xsd:decimal .""",
    ),
    "bare number": (
        Quantity("+3"),
        """wds:x ps:P1 "+3"^^xsd:decimal ; psv:P1 wdv:x . wd:Q1 wdt:P1 "+3"^^xsd:decimal .
        wdv:x a wikibase:QuantityValue ; wikibase:quantityAmount "+3"^^xsd:decimal ; wikibase:quantityUnit wd:Q199 .""",
    ),
    "none": (Special.NOVALUE, "wds:x a wdno:P1 . wd:Q1 a wdno:P1 ."),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.values(), ids=VALUES)
def test_values(value: Value, expected: str) -> None:
    made = named(statements.triples([given(said(value, "P1"))]), "wds wdv wdref")
    frame = as_triples(
        """wd:Q1 p:P1 wds:x . wds:x a wikibase:Statement , wikibase:BestRank ; wikibase:rank wikibase:NormalRank ;
        rdfs:seeAlso fact:f ; prov:wasDerivedFrom wdref:x . wdref:x a wikibase:Reference ;
        pr:P854 <http://example.org/x> ; pr:P813 "2026-11-20T00:00:00Z"^^xsd:dateTime ; prv:P813 wdv:x .
        wdv:x a wikibase:TimeValue ; wikibase:timeValue "2026-11-20T00:00:00Z"^^xsd:dateTime ;
        wikibase:timePrecision 11 ; wikibase:timeTimezone 0 ; wikibase:timeCalendarModel wd:Q1985727 ."""
    )
    assert made == frame | as_triples(expected)


def test_an_unknown_value_has_a_name_and_is_no_blank_node() -> None:
    made = statements.triples([given(said(Special.SOMEVALUE, "P1"))])
    values = {t.predicate.value: str(t.object) for t in made if "/P1" in t.predicate.value}
    assert values[statements.NAMES["ps"] + "P1"].startswith("<http://www.wikidata.org/.well-known/genid/")
    assert not [t for t in made if str(t.object).startswith("_:")]


@pytest.mark.parametrize(
    ("ranks", "best"),
    [
        ([Rank.NORMAL, Rank.NORMAL], [True, True]),
        ([Rank.PREFERRED, Rank.NORMAL], [True, False]),
        ([Rank.NORMAL, Rank.DEPRECATED], [True, False]),
        ([Rank.DEPRECATED], [False]),
    ],
)
def test_the_best_ranks_are_truthy(ranks: list[Rank], best: list[bool]) -> None:
    made = statements.triples([given(said(Item(f"Q{at}"), rank=rank)) for at, rank in enumerate(ranks)])
    truthy = {str(t.object) for t in made if t.predicate.value.startswith(statements.NAMES["wdt"])}
    assert truthy == {f"<{statements.NAMES['wd']}Q{at}>" for at, is_best in enumerate(best) if is_best}
    assert len([t for t in made if t.object == NamedNode(statements.NAMES["wikibase"] + "BestRank")]) == sum(best)


def test_what_has_no_source_stays_out_and_is_counted() -> None:
    one, none = given(said(DAY)), given(said(Item("Q2"), refs=()), why="P1 by x; only Wikipedia says so")
    other = given(said(Item("Q3"), refs=()), why="P1 by x; no address")
    assert statements.triples([one, none, other, given(None)]) == statements.triples([one])
    assert statements.told([one, one, none, none, other, given(None)]) == (
        "1 statements; 3 suggestions left out: 2 only Wikipedia says so, 1 no address"
    )
    assert statements.told([one]) == "1 statements; 0 suggestions left out"
    as_often = [given(said(Item("Q2"), refs=()), why=why) for why in ("b", "a", "c")]
    assert statements.told(as_often) == "0 statements; 3 suggestions left out: 1 a, 1 b, 1 c"


def test_the_same_statement_of_two_facts_is_one_with_the_sources_of_both() -> None:
    other = Reference((Snak("P248", Item("Q5")),))
    made = statements.triples([given(said(DAY)), given(said(DAY, refs=(SOURCE, other)), fact="fact:g")])
    nodes = {t.subject for t in made if t.predicate.value.endswith("#rank")}
    assert len(nodes) == 1
    assert len([t for t in made if t.predicate.value.endswith("wasDerivedFrom")]) == 2
    assert {str(t.object)[-2:] for t in made if t.predicate.value.endswith("seeAlso")} == {"f>", "g>"}


def test_names_depend_on_what_is_said_and_not_on_the_order_of_snaks() -> None:
    turned = Reference(tuple(reversed(SOURCE.snaks)))
    assert statements.triples([given(said(DAY))]) == statements.triples([given(said(DAY, refs=(turned,)))])
    names = {
        next(t.subject for t in statements.triples([given(one)]) if t.predicate.value.endswith("#rank"))
        for one in (
            said(DAY), said(DAY, "P620"), said(Time(DAY.time, 10)), said(DAY, rank=Rank.DEPRECATED),
            Statement("Q2", "P619", DAY, references=(SOURCE,)),
            Statement("Q1", "P619", DAY, qualifiers=(Snak("P1480", Item("Q2")),), references=(SOURCE,)),
        )
    }  # fmt: skip
    assert len(names) == 6


def test_names_are_as_long_as_those_of_wikidata() -> None:
    made = statements.triples([given(said(Special.SOMEVALUE, "P1")), given(said(DAY))])
    names = {term.value for t in made for term in (t.subject, t.object) if isinstance(term, NamedNode)}
    hexadecimal = {"wdv": "[0-9a-f]{32}", "wdref": "[0-9a-f]{40}"}
    lengths = {statements.NAMES[prefix]: shape for prefix, shape in hexadecimal.items()}
    lengths[statements.NAMES["wds"]] = "Q1-[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"
    lengths["http://www.wikidata.org/.well-known/genid/"] = "[0-9a-f]{32}"
    for start, shape in lengths.items():
        ends = [name.removeprefix(start) for name in names if name.startswith(start)]
        assert ends, start
        assert [end for end in ends if not re.fullmatch(shape, end)] == []


def test_names_stay_from_version_to_version() -> None:
    """Who has taken a statement knows it again by its name: this one may change with a reason only."""
    qualifiers = (Snak("P3831", Item("Q9")), Snak("P585", DAY))
    for some in (qualifiers, qualifiers[::-1]):
        made = statements.triples([given(Statement("Q1", "P1", Item("Q2"), qualifiers=some, references=(SOURCE,)))])
        names = {str(t.object).rpartition("/")[2] for t in made if t.predicate.value.endswith(("p/P1", "DerivedFrom"))}
        assert names == {
            "Q1-78DB647A-B849-AEF8-5A41-E33FCFB8F4B3>", "ec8053df96a3f8dc3cd16af34a124296904a8516>",
        }  # fmt: skip


def by_rdflib(text: str, form: str) -> set[tuple[object, ...]]:
    """Return what rdflib reads, numbers by their value: of Turtle's ``+51.66`` it keeps no sign."""
    return {(s, p, getattr(o, "value", o)) for s, p, o in rdflib.Graph().parse(data=text, format=form)}


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_our_own_statements_read_back(real_store: Store, form: str) -> None:
    text, _ = write.statements(real_store, form)
    triples = statements.triples(with_inverses(ours(real_store)))
    assert len(triples) > 350
    triples |= {Triple(edition.DATASET, *said) for said in edition.said(real_store)}
    assert {quad.triple for quad in parse(text, format=FORMATS[form].syntax)} == triples
    plain = "".join(f"{t} .\n" for t in triples)
    read = by_rdflib(text, "turtle" if form == "turtle" else "nt")
    assert read == by_rdflib(plain, "nt")
    assert len(read) == len(triples)
    assert write.statements(real_store, form)[0] == text


@pytest.mark.parametrize(("form", "profile"), [("jsonld", "native"), ("nquads", "native"), ("turtle", "wikidata")])
def test_other_formats_are_refused(small_store: Store, form: str, profile: str) -> None:
    with pytest.raises(SpaceflightError, match="--statements goes with turtle and ntriples only"):
        write.statements(small_store, form, profile)


def test_the_command_says_what_it_leaves_out(
    spaceflight: Callable[..., CompletedProcess[str]], real_store_path: Path
) -> None:
    result = spaceflight("export", "turtle", "--statements", store=real_store_path)
    assert result.returncode == 0
    assert result.stderr == (
        "40 statements; 185 suggestions left out: 157 no document that says so has an address or an item,"
        " 26 only Wikipedia says so, 2 no claim says just this\n"
    )
    assert "ps:P619" in result.stdout


def test_two_dockings_of_one_month_are_two_statements() -> None:
    docking = given(said(Time("+2018-06-00T00:00:00Z", 10), "P622"))
    undocking = replace(docking, thing="id:undocking", fact="fact:g")
    nodes = {t.object for t in statements.triples([docking, undocking]) if t.predicate == NamedNode(P + "P622")}
    assert len(nodes) == 2
    assert statements.told([docking, undocking]) == "2 statements; 0 suggestions left out"
    crew = given(said(Item("Q592219"), "P1029"))
    assert statements.told([crew, replace(crew, thing="id:y")]) == "1 statements; 0 suggestions left out"


P = statements.NAMES["p"]
