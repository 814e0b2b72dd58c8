"""An explanation to the last word: a thing with a claim of each kind, made for it."""

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, PREFIXES
from spaceflight_graph.query import explain
from spaceflight_graph.query.explain import Contest, Explanation, Voice

TOLD = """
id:a rdfs:label "Thing A"@en . id:b rdfs:label "Thing B"@en . sf:mass rdfs:label "mass"@en .
sf:crew rdfs:label "crew"@en .
sf:About rdfs:label "about"@en . sf:Same rdfs:label "same"@en . sf:Conflicts rdfs:label "conflicts"@en .
sf:Ruling rdfs:label "ruling"@en . sf:TieBreak rdfs:label "tie-break"@en . sf:Slip rdfs:label "slip"@en .
sf:Naming rdfs:label "from names alone"@en .
sf:Arithmetic rdfs:label "arithmetic"@en . sf:Sum rdfs:label "sum"@en . sf:Unknown rdfs:label "unknown"@en .
quantity:q qudt:numericValue 7.5 ; qudt:unit unit:TON .

fact:m a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object quantity:q ; sf:basis sf:Ruling ;
    sf:support 2 ; sf:approximation sf:About .
claim:one a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object 7.5 ; qudt:unit unit:TON ; sf:line 9 ;
    sf:document doc:x ; sf:statedAs "7.5 t" ; sf:approximation sf:About ; sf:relationToFact sf:Same .
claim:two a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object 8 ; sf:line 3 ; sf:document doc:y ;
    sf:statedAs "8" ; sf:relationToFact sf:Conflicts ; sf:rejectedFor fact:m ; sf:planned true ;
    sf:inferredFrom claim:one , sf:Naming .
claim:sum a sf:Claim ; rdf:subject id:b ; rdf:predicate sf:mass ; rdf:object 1 ; sf:line 1 ; sf:document doc:x ;
    sf:statedAs "1" ; sf:relationToFact sf:Same ; sf:planCurrentAt "2017"^^xsd:gYear .
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
fact:n a sf:Fact ; rdf:subject id:many ; rdf:predicate sf:crew ; rdf:object id:b ; sf:basis sf:Sum ; sf:support 1 .
fact:o a sf:Fact ; rdf:subject id:many ; rdf:predicate sf:crew ; rdf:object id:a ; sf:basis sf:Ruling ; sf:support 3 .
id:late sf:crew id:b . id:many sf:crew id:a , id:b .
"""
ONE = Voice("claim:one", "", "about 7.5 TON", "7.5 t", "x", 9, "same", False, None)
TWO = Voice(
    "claim:two", "", "8 (planned)", "8", "y", 3, "conflicts", True, "A slip.", ("claim:one", "from names alone")
)
SUM = Voice("claim:sum", "Thing B: mass", "1 (planned, as of 2017)", "1", "x", 1, explain.APART, False, None)
MASS = Explanation(
    "id:a",
    "Thing A",
    "sf:mass",
    "mass",
    answers=("about 7.5 TON",),
    basis="ruling",
    support=2,
    disputes=(
        Contest("arithmetic", "tie-break", ("claim:one", "claim:sum"), ()),
        Contest("slip", "ruling", ("claim:one", "claim:two"), ("A slip.",)),
    ),
    voices=(ONE, TWO, SUM),
)
CREW = Explanation(
    "id:a",
    "Thing A",
    "sf:crew",
    "crew",
    answers=("Thing B (planned, as of 2018)",),
    basis="sum",
    support=0,
    disputes=(Contest("unknown", "", (), ()),),
    voices=(replace(SUM, relation="same"),),  # what does not add up is something else
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
    assert (found.answers, found.basis, found.support) == (("Thing A", "Thing B"), "ruling, sum", 3)


def test_one_property(store: Store) -> None:
    assert explain.explain(store, "a", "mass") == [MASS]


def test_text_of_a_dispute(store: Store) -> None:
    assert explain.text(explain.explain(store, "a", "mass")[0]).splitlines() == [
        "Thing A: mass   (id:a sf:mass)",
        "  answer: about 7.5 TON",
        "  chosen by: ruling, supported by 2 independent documents",
        "  disputed, cause: arithmetic, settled by: tie-break",
        "  disputed, cause: slip",
        "  ruling on claim:two: A slip.",
        "  claim:two is inferred from claim:one, from names alone",
        "  claim              value                                   stated as  document  line",
        "  ─────────────────  ──────────────────────────────────────  ─────────  ────────  ────",
        "  ✓ same             about 7.5 TON                           7.5 t      x         9",
        "  ✗ conflicts        8 (planned)                             8          y         3",
        "  ≠ does not add up  Thing B: mass: 1 (planned, as of 2017)  1          x         1",
    ]


def test_text_without_support(store: Store) -> None:
    lines = explain.text(explain.explain(store, "a", "crew")[0]).splitlines()
    assert lines[2:4] == ["  chosen by: sum", "  disputed, cause: unknown"]


def test_support_of_one_is_no_plural() -> None:
    text = explain.text(Explanation("id:a", "A", "sf:p", "p", (), "vote", 1, (), ()))
    assert "  chosen by: vote, supported by 1 independent document\n" in text


@pytest.mark.parametrize(
    ("subject", "prop", "message"),
    [
        ("a", "sf:About", "no document states sf:About of id:a. Fix: they state crew, mass."),
        ("late", "mass", "no document states sf:mass of id:late. Fix: they state none."),
        ("late", None, "no document states anything of id:late itself. Fix: name another thing."),
    ],
)
def test_what_nobody_states(store: Store, subject: str, prop: str | None, message: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        explain.explain(store, subject, prop)
    assert str(caught.value) == message
