"""An explanation to the last word: a thing with a claim of each kind, made for it."""

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, PREFIXES
from spaceflight_graph.query import explain
from spaceflight_graph.query.explain import Contest, Explanation, Voice
from spaceflight_graph.query.told import Told

TOLD = """
id:a rdfs:label "Thing A"@en . id:b rdfs:label "Thing B"@en . sf:mass rdfs:label "mass"@en .
sf:crew rdfs:label "crew"@en .
sf:mass a owl:DatatypeProperty . sf:agency a owl:ObjectProperty . sf:crew a owl:ObjectProperty .
sf:About rdfs:label "about"@en . sf:Same rdfs:label "same"@en . sf:Conflicts rdfs:label "conflicts"@en .
sf:Naming rdfs:label "names"@en .
sf:Ruling rdfs:label "ruling"@en . sf:TieBreak rdfs:label "tie-break"@en . sf:Slip rdfs:label "slip"@en .
sf:Arithmetic rdfs:label "arithmetic"@en . sf:Sum rdfs:label "sum"@en . sf:Unknown rdfs:label "unknown"@en .
quantity:q qudt:numericValue 7.5 ; qudt:unit unit:TONNE .

fact:m a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object quantity:q ; sf:basis sf:Ruling ;
    sf:support 2 ; sf:approximation sf:About .
claim:one a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object 7.5 ; qudt:unit unit:TONNE ; sf:line 9 ;
    sf:document doc:x ; sf:statedAs "7.5 t" ; sf:approximation sf:About ; sf:relationToFact sf:Same .
claim:two a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object 8 ; sf:line 3 ; sf:document doc:y ;
    sf:statedAs "8" , "9" ; sf:relationToFact sf:Conflicts ; sf:rejectedFor fact:m ; sf:planned true ;
    sf:inferredFrom claim:one , sf:Naming .
claim:sum a sf:Claim ; rdf:subject id:b ; rdf:predicate sf:mass ; rdf:object 1 ; sf:line 1 ; sf:document doc:x ;
    sf:statedAs "1" ; sf:relationToFact sf:Same ; sf:planned true ;
    sf:planCurrentAt "2017"^^xsd:gYear ; sf:inferredFrom sf:Naming , sf:Guess .
claim:loose a sf:Claim ; rdf:subject id:a .
_:nobody a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object 99 .
id:decision sf:onClaim claim:two ; sf:rationale "A slip." .
dispute:slip a sf:Dispute ; rdf:subject id:a ; rdf:predicate sf:mass ; sf:disputeCause sf:Slip ; sf:basis sf:Ruling ;
    sf:disputedClaim claim:one , claim:two ; prov:wasDerivedFrom id:decision .
dispute:sum a sf:Dispute ; rdf:subject id:a ; rdf:predicate sf:mass ; sf:disputeCause sf:Arithmetic ;
    sf:basis sf:TieBreak ; sf:disputedClaim claim:one , claim:sum .
dispute:other a sf:Dispute ; rdf:subject id:a ; rdf:predicate sf:crew ; sf:disputeCause sf:Unknown .

fact:c a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:crew ; rdf:object id:b ; sf:basis sf:Sum ;
    sf:planCurrentAt "2018"^^xsd:gYear ; prov:wasDerivedFrom claim:sum .
fact:n a sf:Fact ; rdf:subject id:many ; rdf:predicate sf:crew ; rdf:object id:b ; sf:basis sf:Sum ; sf:support 1 ;
    sf:planned true .
fact:o a sf:Fact ; rdf:subject id:many ; rdf:predicate sf:crew ; rdf:object id:a ; sf:basis sf:Ruling ; sf:support 3 .
id:late sf:crew id:b . id:many sf:crew id:a , id:b .
"""
ABOUT = Told("7.5", "xsd:decimal", "unit:TONNE", approximation="About", reads="about 7.5 t")
ONE = Voice("claim:one", "", ABOUT, "7.5 t", "x", 9, "same", False, None)
TWO = Voice(
    "claim:two",
    "",
    Told("8", "xsd:integer", planned=True, reads="8 (planned)"),
    "8",
    "y",
    3,
    "conflicts",
    True,
    "A slip.",
    ("claim:one", "names"),
)
SUM = Voice(
    "claim:sum",
    "Thing B: mass",
    Told("1", "xsd:integer", planned=True, plan_current_at="2017", reads="1 (planned, as of 2017)"),
    "1",
    "x",
    1,
    "does not add up",
    False,
    None,
    ("names", "sf:Guess"),
    apart=True,
)
MASS = Explanation(
    "id:a",
    "Thing A",
    "sf:mass",
    "mass",
    answers=(ABOUT,),
    basis="ruling",
    support=2,
    disputes=(
        Contest("arithmetic", "tie-break", ("claim:one", "claim:sum"), (), "dispute:sum"),
        Contest("slip", "ruling", ("claim:one", "claim:two"), ("A slip.",), "dispute:slip"),
    ),
    voices=(ONE, TWO, SUM),
)
CREW = Explanation(
    "id:a",
    "Thing A",
    "sf:crew",
    "crew",
    answers=(Told("id:b", plan_current_at="2018", reads="Thing B (planned, as of 2018)"),),
    basis="sum",
    support=0,
    disputes=(Contest("unknown", "", (), (), "dispute:other"),),
    voices=(replace(SUM, relation="same", apart=False),),  # what does not add up is something else
)


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    made.load((head + TOLD).encode(), RdfFormat.TURTLE, to_graph=GRAPH.facts)
    return made


def test_every_property_in_order(store: Store) -> None:
    assert explain.explain(store, "Thing A") == [CREW, MASS]


def test_several_answers(store: Store) -> None:
    (found,) = explain.explain(store, "many")
    assert ([answer.reads for answer in found.answers], found.basis, found.support) == (
        ["Thing A", "Thing B (planned)"],
        "ruling, sum",
        3,
    )


def test_one_property(store: Store) -> None:
    assert explain.explain(store, "a", "mass") == [MASS]


def test_text_of_a_dispute(store: Store) -> None:
    assert explain.text(explain.explain(store, "a", "mass")[0]).splitlines() == [
        "Thing A: mass   (id:a sf:mass)",
        "  answer: about 7.5 t",
        "  chosen by: ruling, supported by 2 independent documents",
        "  disputed, cause: arithmetic, settled by: tie-break",
        "  disputed, cause: slip",
        "  ruling on claim:two: A slip.",
        "  claim:two is inferred from claim:one, names",
        "  claim:sum is inferred from names, sf:Guess",
        "  claim              value                                   stated as  document  line",
        "  ─────────────────  ──────────────────────────────────────  ─────────  ────────  ────",
        "  ✓ same             about 7.5 t                             7.5 t      x         9",
        "  ✗ conflicts        8 (planned)                             8          y         3",
        "  ≠ does not add up  Thing B: mass: 1 (planned, as of 2017)  1          x         1",
    ]


def test_text_in_another_language(store: Store) -> None:
    (found,) = explain.explain(store, "a", "mass", "de")
    assert [(voice.apart, voice.relation) for voice in found.voices][1:] == [
        (False, "conflicts"),
        (True, "geht nicht auf"),
    ]
    assert explain.text(found).splitlines() == [
        "Thing A: mass   (id:a sf:mass)",
        "  Antwort: etwa 7,5 t",
        "  Grund der Wahl: ruling, gestützt von 2 unabhängigen Dokumenten",
        "  strittig, Ursache: arithmetic, beigelegt durch: tie-break",
        "  strittig, Ursache: slip",
        "  Entscheid zu claim:two: A slip.",
        "  claim:two ist erschlossen aus: claim:one, names",
        "  claim:sum ist erschlossen aus: names, sf:Guess",
        "  Behauptung        Wert                                    angegeben als  Dokument  Zeile",
        "  ────────────────  ──────────────────────────────────────  ─────────────  ────────  ─────",
        "  ✓ same            etwa 7,5 t                              7.5 t          x         9",
        "  ✗ conflicts       8 (geplant)                             8              y         3",
        "  ≠ geht nicht auf  Thing B: mass: 1 (geplant, Stand 2017)  1              x         1",
    ]


def test_terms_as_the_graph_has_them(store: Store) -> None:
    lines = explain.text(explain.explain(store, "a", "mass")[0], raw=True).splitlines()
    assert lines[1] == "  answer: 7.5 [unit:TONNE] [About]"
    assert "Thing B: mass: 1 [planned] [planned as of 2017]  1 " in lines[-1]
    window = Told("2017", "xsd:gYear", precision="Year", window_end="2018")
    assert "  answer: 2017 … 2018 [Year]\n" in explain.text(replace(CREW, answers=(window,)), raw=True)


def test_a_window_and_a_reading_that_the_graph_has(store: Store) -> None:
    made = Store()
    made.bulk_extend(store)
    told = """fact:c sf:reads "besser"@de , "better"@en . fact:w a sf:Fact ; rdf:subject id:w ; rdf:predicate sf:crew ;
        rdf:object "2017"^^xsd:gYear ; sf:windowEnd "2018"^^xsd:gYear ; sf:precision sf:Year .
        fact:l a sf:Fact ; rdf:subject id:l ; rdf:predicate sf:crew ; rdf:object "PT53H"^^xsd:dayTimeDuration ;
        sf:reads "53 h"@en . id:w sf:crew 1 . id:l sf:crew 1 ."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    made.load((head + told).encode(), RdfFormat.TURTLE, to_graph=GRAPH.facts)
    (found,) = explain.explain(made, "w")
    assert found.answers == (Told("2017", "xsd:gYear", precision="Year", window_end="2018", reads="2017–2018"),)
    for language, reads in (("en", "53 h"), ("de", "2 d 5 h")):
        (found,) = explain.explain(made, "l", language=language)
        assert [answer.reads for answer in found.answers] == [reads]


def test_text_without_support(store: Store) -> None:
    lines = explain.text(explain.explain(store, "a", "crew")[0]).splitlines()
    assert lines[2:4] == ["  chosen by: sum", "  disputed, cause: unknown"]


def test_support_of_one_is_no_plural() -> None:
    text = explain.text(Explanation("id:a", "A", "sf:p", "p", (), "vote", 1, (), ()))
    assert "  chosen by: vote, supported by 1 independent document\n" in text


@pytest.mark.parametrize(
    ("subject", "prop", "message"),
    [
        ("a", "sf:agency", "no document states sf:agency of id:a. Fix: they state crew, mass."),
        ("late", "mass", "no document states sf:mass of id:late. Fix: they state none."),
        ("a", "sf:About", "sf:About is no Property, but no thing. Fix: leave it out to see all that is told."),
        ("late", None, "no document states anything of id:late itself. Fix: name another thing."),
    ],
)
def test_what_nobody_states(store: Store, subject: str, prop: str | None, message: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        explain.explain(store, subject, prop)
    assert str(caught.value) == message
