"""Claims and decisions read from triples, the terms of the ontology, and what a claim's value denotes."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim, Decision, descriptions, read_claims, read_decisions
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.namespaces import PREFIXES, RDF, SF, XSD, expand

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
WHOLE = """claim:a a sf:Claim ; rdf:subject id:x ; rdf:predicate sf:time ; rdf:object "2018-06"^^xsd:gYearMonth ;
    sf:document doc:d ; sf:line 7 .
"""
A = Claim(expand("claim:a"), expand("id:x"), SF.time, Literal("2018-06", datatype=XSD.gYearMonth), expand("doc:d"), 7)


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(HEAD + turtle, RdfFormat.TURTLE)]


def claims(turtle: str) -> list[Claim]:
    return list(read_claims(triples(turtle)))


def test_whole_claim() -> None:
    assert claims(WHOLE) == [A]
    more = "; qudt:unit unit:KiloGM ; sf:precision sf:Month ; sf:approximation sf:About ; sf:planCurrentAt 2018"
    (full,) = claims(WHOLE.replace("7 .", f"7 {more} ; sf:planned true ; sf:inferredFrom claim:b , sf:Naming ."))
    plan = Literal("2018", datatype=XSD.integer)
    unit = expand("unit:KiloGM")
    told = replace(A, unit=unit, precision="Month", approximation="About", plan_current_at=plan)
    assert full == replace(told, planned=True, inferred=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a sf:Claim", "a sf:Document"),
        ("claim:a a", "_:a a"),
        *((part, "") for part in ("rdf:subject id:x ;", "rdf:predicate sf:time ;", "sf:document doc:d ;")),
        ('rdf:object "2018-06"^^xsd:gYearMonth ;', ""),
        ("; sf:line 7", ""),
        ("rdf:subject id:x", "rdf:subject id:x , id:y"),
        ("rdf:subject id:x", 'rdf:subject "x"'),
        ("rdf:predicate sf:time", 'rdf:predicate "time"'),
        ('"2018-06"^^xsd:gYearMonth', "_:month"),
        ("sf:document doc:d", 'sf:document "d"'),
        ("sf:line 7", "sf:line 7 , 8"),
        ("sf:line 7", "sf:line doc:d"),
        ("sf:line 7", 'sf:line "seven"'),
        ("sf:line 7", "sf:line -7"),
        ("sf:line 7", "sf:line 7.5"),
        ("; sf:line 7", ". id:other a sf:Event . claim:a sf:line 7"),
    ],
)
def test_claim_that_is_not_whole_is_left_out(old: str, new: str) -> None:
    assert WHOLE.count(old) == 1
    assert claims(WHOLE.replace(old, new)) == []


def test_window_of_a_claim() -> None:
    end = Literal("2018-08", datatype=XSD.gYearMonth)
    assert claims(WHOLE.replace("7 .", '7 ; sf:windowEnd "2018-08"^^xsd:gYearMonth .')) == [replace(A, window_end=end)]
    for wrong in ("id:x", '"2018-08" , "2018-09"'):
        assert claims(WHOLE.replace("7 .", f"7 ; sf:windowEnd {wrong} .")) == [A]


def test_what_stands_where_a_name_should_is_passed_over() -> None:
    """The shapes name it; the claim counts without."""
    wrong = '; qudt:unit "kg" ; sf:precision "Month" ; sf:approximation sf:About , sf:UpTo ; sf:planCurrentAt id:x'
    wrong += ' ; sf:planned "yes" .'
    assert claims(WHOLE.replace("7 .", "7 " + wrong)) == [A]
    assert claims(WHOLE.replace("7 .", '"+7" .')) == [A]


def test_claims_come_in_the_order_of_their_file() -> None:
    other = WHOLE.replace("claim:a", "claim:b")
    assert [claim.iri for claim in claims(other + WHOLE)] == [expand("claim:b"), expand("claim:a")]
    assert claims("id:x a sf:Event . claim:c a sf:Claim . " + WHOLE) == [A]


RULING = "decision:a a sf:Decision ; sf:onClaim claim:a ; wikibase:rank wikibase:PreferredRank ."


@pytest.mark.parametrize(
    ("turtle", "read"),
    [
        (RULING, Decision(expand("decision:a"), expand("claim:a"), preferred=True, cause=None)),
        (
            RULING.replace("Preferred", "Deprecated").replace("k .", "k ; sf:disputeCause sf:Slip ."),
            Decision(expand("decision:a"), expand("claim:a"), preferred=False, cause=SF.Slip),
        ),
        (
            RULING.replace("k .", 'k ; sf:disputeCause "slip" .'),
            Decision(expand("decision:a"), expand("claim:a"), preferred=True, cause=None),
        ),
        (RULING.replace("PreferredRank", "NormalRank"), None),
        (RULING.replace("sf:onClaim claim:a ;", ""), None),
        (RULING.replace("sf:onClaim claim:a", 'sf:onClaim "a"'), None),
        (RULING.replace("a sf:Decision", "a sf:Claim"), None),
        (RULING.replace("decision:a a", "_:a a"), None),
    ],
)
def test_decisions(turtle: str, read: Decision | None) -> None:
    assert list(read_decisions(triples("decision:b a sf:Event . " + turtle))) == ([read] if read else [])


def test_descriptions_keep_the_order_of_the_file() -> None:
    found = descriptions(triples("id:b sf:line 2 , 1 . id:a sf:line 3 . id:b a sf:Event ."))
    assert list(found) == [expand("id:b"), expand("id:a")]
    assert [term.value for term in found[expand("id:b")][SF.line]] == ["2", "1"]  # type: ignore[union-attr]
    assert found[expand("id:b")][RDF.type] == [SF.Event]


def test_what_the_code_knows_of_the_ontology() -> None:
    known = Ontology.of(
        triples(
            """
            sf:time a owl:DatatypeProperty , owl:FunctionalProperty .
            sf:place a owl:ObjectProperty , owl:FunctionalProperty .
            sf:mass a owl:ObjectProperty ; rdfs:range qudt:QuantityValue .
            sf:crew a owl:ObjectProperty ; rdfs:range sf:Person .
            sf:label rdfs:range rdfs:Literal .
            schema:name a owl:ObjectProperty , owl:FunctionalProperty .
            _:b a owl:FunctionalProperty .
            """
        )
    )
    time, place, mass, crew = (expand(f"sf:{name}") for name in ("time", "place", "mass", "crew"))
    assert known.terms == {time, place, mass, crew}
    assert known.functional == {time, place}
    assert known.quantities == {mass}
    assert known.links == {place, crew}


def test_what_a_claim_denotes() -> None:
    pad, port = expand("id:pad"), expand("id:port")
    around = {pad.value: frozenset({port.value})}
    assert denoted(replace(A, object=pad), around) == values.place(pad.value, frozenset({port.value}))
    assert denoted(replace(A, object=port), around) == values.place(port.value, frozenset())
    plan = Literal("2018-02-30", datatype=XSD.date)
    with pytest.raises(ValueError, match="2018-02-30"):
        denoted(replace(A, plan_current_at=plan), {})
    number = replace(A, object=Literal("7", datatype=XSD.integer))
    for unit, code in (("unit:KiloGM", "KiloGM"), ("cur:USD", "USD")):
        assert denoted(replace(number, unit=expand(unit)), {}) == values.read("7", XSD.integer.value, unit=code)
    with pytest.raises(ValueError, match=r"^https://w3id.org/spaceflight/id/pad is no unit of QUDT"):
        denoted(replace(number, unit=pad), {})


def test_what_a_window_denotes() -> None:
    end = Literal("2018-08", datatype=XSD.gYearMonth)
    summer = denoted(replace(A, window_end=end), {})
    assert summer == values.read("2018-06", XSD.gYearMonth.value, window_end="2018-08")
    with pytest.raises(ValueError, match=r"^A window ends as it begins, with a time of the same datatype: '2018' does"):
        denoted(replace(A, window_end=Literal("2018", datatype=XSD.gYear)), {})
    with pytest.raises(ValueError, match=r"^A window ends as it begins"):
        denoted(replace(A, object=expand("id:pad"), window_end=end), {})
    with pytest.raises(ValueError, match=r"^Only times have a window"):
        denoted(replace(A, object=Literal("7"), window_end=Literal("8")), {})
