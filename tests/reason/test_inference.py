"""What follows by OWL 2 RL, rule by rule, on an ontology of a few lines; owlrl over everything says the same."""

import re
from inspect import signature

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from spaceflight_graph.errors import DataError, SpaceflightError
from spaceflight_graph.namespaces import PREFIXES, shorten
from spaceflight_graph.reason.inference import REASONERS, infer

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(HEAD + turtle, RdfFormat.TURTLE)]


def follows(ontology: str, facts: str, reasoner: str) -> list[str]:
    """Return what follows, each triple with short names."""
    found = infer(triples(ontology), triples(facts), reasoner)
    return [" ".join(shorten(re.sub("[<>]", "", str(term))) for term in t) for t in found]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize(
    ("ontology", "facts", "found"),
    [
        pytest.param(
            "sf:Launch rdfs:subClassOf sf:Event . sf:Event rdfs:subClassOf sf:Thing .",
            "id:x a sf:Launch .",
            ["id:x rdf:type sf:Event", "id:x rdf:type sf:Thing"],
            id="class",
        ),
        pytest.param(
            "sf:docksAt rdfs:subPropertyOf sf:at . sf:at rdfs:subPropertyOf sf:near .",
            "id:x sf:docksAt id:y .",
            ["id:x sf:at id:y", "id:x sf:near id:y"],
            id="property",
        ),
        pytest.param(
            "sf:crew rdfs:domain sf:Flight .", "id:x sf:crew id:y .", ["id:x rdf:type sf:Flight"], id="domain"
        ),
        pytest.param("sf:crew rdfs:range sf:Person .", "id:x sf:crew id:y .", ["id:y rdf:type sf:Person"], id="range"),
        pytest.param("sf:crew rdfs:range sf:Person .", 'id:x sf:crew "three" .', [], id="range-of-a-text"),
        pytest.param(
            "sf:holds owl:inverseOf sf:within .",
            "id:x sf:holds id:y . id:p sf:within id:q .",
            ["id:q sf:holds id:p", "id:y sf:within id:x"],
            id="inverse",
        ),
        pytest.param(
            "sf:holds owl:inverseOf sf:within .", 'id:x sf:holds "y" ; sf:within "z" .', [], id="inverse-of-a-text"
        ),
        pytest.param(
            "sf:beside a owl:SymmetricProperty .", "id:x sf:beside id:y .", ["id:y sf:beside id:x"], id="symmetric"
        ),
        pytest.param(
            "sf:within a owl:TransitiveProperty .",
            "id:a sf:within id:b . id:b sf:within id:c . id:c sf:within id:d .",
            ["id:a sf:within id:c", "id:a sf:within id:d", "id:b sf:within id:d"],
            id="transitive",
        ),
        pytest.param(
            "sf:aunt owl:propertyChainAxiom ( sf:parent sf:sister ) .",
            "id:a sf:parent id:b . id:b sf:sister id:c . id:b sf:parent id:d .",
            ["id:a sf:aunt id:c"],
            id="chain-of-two",
        ),
        pytest.param(
            "sf:far owl:propertyChainAxiom ( sf:p sf:q sf:r ) .",
            "id:a sf:p id:b . id:b sf:q id:c . id:c sf:r id:d . id:b sf:r id:e .",
            ["id:a sf:far id:d"],
            id="chain-of-three",
        ),
        pytest.param(
            "sf:crew rdfs:subPropertyOf sf:on . sf:on rdfs:range sf:Person . sf:Person rdfs:subClassOf sf:Agent .",
            "id:x sf:crew id:y .",
            ["id:x sf:on id:y", "id:y rdf:type sf:Agent", "id:y rdf:type sf:Person"],
            id="one-rule-after-another",
        ),
        pytest.param(
            "sf:follows a owl:ObjectProperty , owl:FunctionalProperty .",
            "id:a sf:follows id:b . id:b sf:follows id:c .",
            [],
            id="neither-symmetric-nor-transitive",
        ),
        pytest.param("sf:Launch rdfs:subClassOf sf:Event .", "id:x a sf:Launch , sf:Event .", [], id="known-already"),
        pytest.param(
            "sf:Launch rdfs:subClassOf sf:Event .", 'id:x sf:length "PT53H"^^xsd:duration .', [], id="rewritten"
        ),
        pytest.param(
            "sf:Launch rdfs:subClassOf [ rdfs:subClassOf sf:Event ] . sf:crew rdfs:range [ a owl:Class ] .",
            "id:x a sf:Launch . id:y a sf:Person . id:z sf:crew id:y .",
            ["id:x rdf:type sf:Event"],
            id="unnamed-classes",
        ),
        pytest.param("sf:Launch rdfs:subClassOf owl:Thing .", "id:x a sf:Launch .", [], id="of-everything"),
        pytest.param("sf:Launch rdfs:subClassOf sf:Event .", "id:x sf:is sf:Launch .", [], id="of-the-ontology-itself"),
    ],
)
def test_what_follows(ontology: str, facts: str, found: list[str], reasoner: str) -> None:
    assert follows(ontology, facts, reasoner) == found


def test_one_thing_with_two_names() -> None:
    """That a thing is itself goes without saying."""
    assert follows("sf:Launch rdfs:subClassOf sf:Event .", "id:x owl:sameAs id:y .", "owlrl") == [
        "id:y owl:sameAs id:x"
    ]


DISJOINT = (
    "[] a owl:AllDisjointClasses ; owl:members ( sf:Person sf:Place sf:Event ) . sf:Launch rdfs:subClassOf sf:Event ."
)


@pytest.mark.parametrize("reasoner", REASONERS)
def test_things_of_two_classes_that_share_no_member_are_told(reasoner: str) -> None:
    facts = "id:x a sf:Place , sf:Launch . id:fine a sf:Launch , sf:Other . id:a a sf:Person , sf:Place , sf:Event ."
    with pytest.raises(DataError) as caught:
        follows(DISJOINT, facts, reasoner)
    remedy = "Fix: mend its class in data/entities, or the claim whose property asks for the other class."
    assert list(map(str, caught.value.problems)) == [
        f"id:a: is of classes that share no member: sf:Event, sf:Person, sf:Place. {remedy}",
        f"id:x: is of classes that share no member: sf:Event, sf:Place. {remedy}",
    ]


def test_rules_are_the_default_and_a_mistyped_reasoner_is_told() -> None:
    assert signature(infer).parameters["reasoner"].default == "rules"
    with pytest.raises(SpaceflightError, match=r"reasoner 'rule': not known\. Fix: take one of rules, owlrl\."):
        infer([], [], "rule")
