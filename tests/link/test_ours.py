"""Every fact of the graph, once: as a statement of Wikidata, or with the reason why it is none."""

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from spaceflight_graph.link.ours import Fate, Ours, ours, with_inverses
from spaceflight_graph.link.statement import Item, Quantity, Snak, Statement, Text, Time, Value

ENTITIES = """
id:flight a sf:CrewedFlight , sf:Spaceflight ; schema:sameAs wd:Q1 ; rdfs:label "Flight"@en .
id:before a sf:CrewedFlight ; schema:sameAs wd:Q2 . id:ann a sf:Person ; schema:sameAs wd:Q3 .
id:bo a sf:Person ; rdfs:label "Bo"@en . id:up a sf:Launch ; sf:flight id:flight .
id:down a sf:Landing ; sf:flight id:flight . id:away a sf:Undocking ; sf:flight id:flight .
id:walk a sf:Spacewalk ; rdfs:label "Walk"@en . id:orbit a sf:Orbit ; sf:flight id:flight .
id:seat a sf:CrewAssignment ; sf:flight id:flight . id:expedition a sf:Expedition ; schema:sameAs wd:Q4 .
id:land a sf:Country , sf:Place ; schema:sameAs wd:Q5 ; rdfs:label "Land"@en .
id:county a sf:Region , sf:Place ; schema:sameAs wd:Q6 ; sf:partOf id:land ; rdfs:label "County"@en .
id:steppe a sf:Region , sf:Place ; sf:partOf id:county , id:land ; rdfs:label "Steppe"@en .
id:nowhere a sf:Region ; rdfs:label "Nowhere"@en .
quantity:q qudt:numericValue 254.4 ; qudt:unit unit:KiloM . quantity:lb qudt:numericValue 2 ; qudt:unit unit:LB .
quantity:cold qudt:numericValue -5 ; qudt:unit unit:DEG .
"""
MINUTE = '; sf:notBefore "2018-06-03T12:39:00Z"^^xsd:dateTime ; sf:notAfter "2018-06-03T12:39:59Z"^^xsd:dateTime'
NO_ZONE = '; sf:notBefore "2017-09-12T10:00:00Z"^^xsd:dateTime ; sf:notAfter "2017-09-14T11:59:59Z"^^xsd:dateTime'
NEW_YEAR = '; sf:notBefore "2016-12-31T10:00:00Z"^^xsd:dateTime ; sf:notAfter "2017-01-02T11:59:59Z"^^xsd:dateTime'
CLOCK = '"2018-06-03T12:39:00Z"^^xsd:dateTime'


def about(subject: str, predicate: str, value: str, more: str = "", name: str = "f") -> str:
    """Return a statement with its fact, in Turtle."""
    node = f"fact:{name} a sf:Fact ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value}"
    return f"{subject} {predicate} {value} . {node} {more} ."


def only(store: Store, name: str = "f") -> Ours:
    (found,) = (given for given in ours(store) if given.fact == f"fact:{name}")
    return found


PRIMARY = about("id:seat", "sf:crew", "sf:PrimaryCrew", name="crew")
ANN = about("id:seat", "sf:person", "id:ann", name="person")
GIVEN: dict[str, tuple[str, str, str, Value, Fate]] = {
    "a launch is the flight's": (
        about("id:up", "sf:time", CLOCK, MINUTE), "Q1", "P619", Time("+2018-06-03T00:00:00Z", 11), Fate.COARSENED,
    ),
    "an undocking, too": (
        about("id:away", "sf:time", CLOCK, MINUTE), "Q1", "P622", Time("+2018-06-03T00:00:00Z", 11), Fate.COARSENED,
    ),
    "a day in UTC": (
        about("id:down", "sf:time", '"2018-06-03Z"^^xsd:date', MINUTE), "Q1", "P620", Time("+2018-06-03T00:00:00Z", 11),
        Fate.MAPPED,
    ),
    "a day without a zone is a month": (
        about("id:down", "sf:time", '"2017-09-13"^^xsd:date', NO_ZONE), "Q1", "P620", Time("+2017-09-00T00:00:00Z", 10),
        Fate.COARSENED,
    ),
    "a country": (about("id:down", "sf:place", "id:land"), "Q1", "P1158", Item("Q5"), Fate.MAPPED),
    "a place without an item is the nearest that has one": (
        about("id:down", "sf:place", "id:steppe"), "Q1", "P1158", Item("Q6"), Fate.COARSENED,
    ),
    "a crew member": (ANN.replace("fact:person", "fact:f") + PRIMARY, "Q1", "P1029", Item("Q3"), Fate.MAPPED),
    "a member's flight": (ANN + PRIMARY.replace("fact:crew", "fact:f"), "Q3", "P450", Item("Q1"), Fate.MAPPED),
    "a backup": (
        ANN.replace("fact:person", "fact:f") + PRIMARY.replace("Primary", "Backup"), "Q1", "P3015", Item("Q3"),
        Fate.MAPPED,
    ),
    "a commander": (
        ANN + PRIMARY + about("id:seat", "sf:role", "sf:Commander"), "Q1", "P4791", Item("Q3"), Fate.MAPPED,
    ),
    "who is of an expedition": (
        about("id:ann", "sf:expedition", "id:expedition"), "Q4", "P1029", Item("Q3"), Fate.MAPPED,
    ),
    "a flight of an expedition": (
        about("id:flight", "sf:expedition", "id:expedition"), "Q1", "P361", Item("Q4"), Fate.MAPPED,
    ),
    "an id": (
        about("id:flight", "sf:cosparId", '"2017-081A"'), "Q1", "P247", Text("2017-081A", "external-id"), Fate.MAPPED,
    ),
    "a name in a language": (
        about("id:flight", "sf:callSign", '"Астрей"@ru'), "Q1", "P2317", Text("Астрей"), Fate.MAPPED,
    ),
    "a length of time in minutes": (
        about("id:flight", "sf:duration", '"P168DT5H18M"^^xsd:dayTimeDuration'), "Q1", "P2047",
        Quantity("+242238", "Q7727"), Fate.MAPPED,
    ),
    "a length of time without days and hours": (
        about("id:flight", "sf:duration", '"PT45M"^^xsd:dayTimeDuration'), "Q1", "P2047", Quantity("+45", "Q7727"),
        Fate.MAPPED,
    ),
    "a count": (about("id:flight", "sf:crewSize", "3"), "Q1", "P1132", Quantity("+3"), Fate.MAPPED),
    "a number in its unit": (
        about("id:orbit", "sf:apogee", "quantity:q"), "Q1", "P2243", Quantity("+254.4", "Q828224"), Fate.MAPPED,
    ),
    "a number below nothing": (
        about("id:orbit", "sf:inclination", "quantity:cold"), "Q1", "P2045", Quantity("-5", "Q28390"), Fate.MAPPED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "item", "prop", "value", "fate"), GIVEN.values(), ids=GIVEN)
def test_what_is_given(graph: Callable[..., Store], facts: str, item: str, prop: str, value: Value, fate: Fate) -> None:
    found = only(graph(entities=ENTITIES, facts=facts))
    assert (found.statement, found.fate) == (Statement(item, prop, value), fate)
    assert found.suggestion, "no claim, no source"


DISPUTE = "dispute:d sf:chosen fact:f ; sf:basis sf:{} ."
NOT_GIVEN: dict[str, tuple[str, Fate, str]] = {
    "a plan by its property": (about("id:up", "sf:plannedTime", CLOCK, MINUTE), Fate.PLAN, "plan"),
    "a plan by its fact": (about("id:flight", "sf:crewSize", "3", "; sf:planned true"), Fate.PLAN, "plan"),
    "a plan by its day": (
        about("id:flight", "sf:crewSize", "3", '; sf:planCurrentAt "2017"^^xsd:gYear'), Fate.PLAN, "plan",
    ),
    "what nobody there asks for": (
        about("id:flight", "sf:objective", '"x"@en'), Fate.NO_PROPERTY, "no property of Wikidata means sf:objective",
    ),
    "what is only near": (
        about("id:ann", "sf:nationality", "id:land"), Fate.NO_PROPERTY, "P27 is near sf:nationality, and not the same",
    ),
    "what has one of other things": (
        about("id:walk", "sf:duration", '"PT5M"^^xsd:dayTimeDuration'), Fate.NO_PROPERTY,
        "no property of Wikidata means sf:duration of such a thing",
    ),
    "a part that is of no country": (
        about("id:steppe", "sf:partOf", "id:county"), Fate.NO_PROPERTY, "P361 is near sf:partOf",
    ),
    "a thing without an item": (about("id:bo", "sf:affiliation", "id:ann"), Fate.NO_ITEM, "Bo has no item"),
    "a value without an item": (
        about("id:flight", "sf:destination", "id:bo"), Fate.NO_ITEM, "Bo has no item",
    ),
    "a place within none": (about("id:down", "sf:place", "id:nowhere"), Fate.NO_ITEM, "Nowhere has no item"),
    "a unit without an item": (about("id:flight", "sf:mass", "quantity:lb"), Fate.NO_ITEM, "unit LB"),
    "a role without an item": (
        ANN + PRIMARY + about("id:seat", "sf:role", "sf:FlightEngineer"), Fate.NO_ITEM, "no checked item",
    ),
    "no range": (about("id:up", "sf:time", CLOCK), Fate.UNSURE, "from when to when"),
    "half a range": (
        about("id:up", "sf:time", CLOCK, '; sf:notBefore "2018-06-03T12:39:00Z"^^xsd:dateTime'), Fate.UNSURE,
        "from when to when",
    ),
    "the turn of the year": (
        about("id:up", "sf:time", '"2017-01-01"^^xsd:date', NEW_YEAR), Fate.UNSURE, "2016-12-31T10:00:00Z",
    ),
    "about": (
        about("id:flight", "sf:crewSize", "3", "; sf:approximation sf:About"), Fate.NOT_EXACT, "not exact: about 3",
    ),
    "a window": (
        about("id:up", "sf:time", CLOCK, MINUTE + '; sf:windowEnd "2018-06-03T12:50:00Z"^^xsd:dateTime'),
        Fate.NOT_EXACT, "window",
    ),
    "a decade": (
        about("id:up", "sf:time", '"2020Z"^^xsd:gYear', MINUTE + "; sf:precision sf:Decade"), Fate.NOT_EXACT, "longer",
    ),
    **{
        stretch: (
            about("id:up", "sf:time", '"2018Z"^^xsd:gYear', f"{MINUTE} ; sf:precision sf:{stretch}"),
            Fate.NOT_EXACT, "longer",
        )
        for stretch in ("FiscalYear", "HalfYear", "Quarter")
    },
    "days alone": (
        about("id:flight", "sf:duration", '"P168D"^^xsd:dayTimeDuration'), Fate.NOT_EXACT, "not told to the minute",
    ),
    "hours": (
        about("id:flight", "sf:duration", '"PT5H"^^xsd:dayTimeDuration'), Fate.NOT_EXACT, "not told to the minute",
    ),
    "seconds": (
        about("id:flight", "sf:duration", '"PT5M3S"^^xsd:dayTimeDuration'), Fate.NOT_EXACT, "not told to the minute",
    ),
    "a length of time as a number of another kind": (
        about("id:flight", "sf:mass", '"PT5M"^^xsd:dayTimeDuration'), Fate.NOT_EXACT, "not told to the minute",
    ),
    "a text where an id is asked for": (
        about("id:flight", "sf:cosparId", "id:ann"), Fate.NO_PROPERTY, "P247 takes no such value",
    ),
    "a flight of a crew that only stands by": (
        ANN + about("id:seat", "sf:crew", "sf:BackupCrew"), Fate.NO_PROPERTY, "sf:crew of such a thing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "fate", "why"), NOT_GIVEN.values(), ids=NOT_GIVEN)
def test_what_is_not_given_and_why(graph: Callable[..., Store], facts: str, fate: Fate, why: str) -> None:
    found = only(graph(entities=ENTITIES, facts=facts))
    assert (found.fate, found.statement, found.suggestion) == (fate, None, False)
    assert why in found.why


@pytest.mark.parametrize(
    ("basis", "fate"),
    [("TieBreak", Fate.DISPUTED), ("Unsettled", Fate.DISPUTED), ("Ruling", Fate.MAPPED), ("Majority", Fate.MAPPED)],
)
def test_an_open_dispute_gives_nothing(graph: Callable[..., Store], basis: str, fate: Fate) -> None:
    facts = about("id:flight", "sf:crewSize", "3")
    assert only(graph(entities=ENTITIES, facts=facts, disputes=DISPUTE.format(basis))).fate == fate


def test_a_role_with_an_item_is_a_qualifier(graph: Callable[..., Store]) -> None:
    store = graph(
        entities=ENTITIES,
        facts=ANN + PRIMARY + about("id:seat", "sf:role", "sf:Cook", name="role"),
        ontology="sf:Cook skos:exactMatch wd:Q9 .",
    )
    member = Statement("Q1", "P1029", Item("Q3"), qualifiers=(Snak("P3831", Item("Q9")),))
    assert only(store, "person").statement == member
    assert (only(store, "role").statement, only(store, "role").fate) == (member, Fate.MAPPED)


@pytest.mark.parametrize(
    ("role", "item"),
    [("PayloadSpecialist", "Q612374"), ("ResearchCosmonaut", "Q20468847"), ("Commander", ""), ("FlightEngineer", "")],
)
def test_the_roles_that_have_a_checked_item(graph: Callable[..., Store], role: str, item: str) -> None:
    store = graph(entities=ENTITIES, facts=ANN + PRIMARY + about("id:seat", "sf:role", f"sf:{role}", name="role"))
    found = only(store, "person").statement
    assert found
    assert found.qualifiers == ((Snak("P3831", Item(item)),) if item else ())


@pytest.mark.parametrize("more", ["; sf:planned true", "; sf:planCurrentAt '2017'"])
def test_a_role_that_is_a_plan_is_none(graph: Callable[..., Store], more: str) -> None:
    store = graph(
        entities=ENTITIES,
        facts=ANN + PRIMARY + about("id:seat", "sf:role", "sf:Cook", more, name="role"),
        ontology="sf:Cook skos:exactMatch wd:Q9 .",
    )
    found = only(store, "person").statement
    assert found
    assert found.qualifiers == ()


@pytest.mark.parametrize(("basis", "kept"), [("TieBreak", False), ("Majority", True)])
def test_a_role_under_an_open_dispute_is_none(graph: Callable[..., Store], basis: str, kept: bool) -> None:
    store = graph(
        entities=ENTITIES,
        facts=ANN + PRIMARY + about("id:seat", "sf:role", "sf:Cook"),
        ontology="sf:Cook skos:exactMatch wd:Q9 .",
        disputes=DISPUTE.format(basis),
    )
    found = only(store, "person").statement
    assert found
    assert bool(found.qualifiers) == kept


def test_a_role_of_nobody_has_nothing_to_qualify(graph: Callable[..., Store]) -> None:
    facts = PRIMARY + about("id:seat", "sf:role", "sf:Cook", name="role")
    found = only(graph(entities=ENTITIES, facts=facts, ontology="sf:Cook skos:exactMatch wd:Q9 ."), "role")
    assert (found.fate, found.statement) == (Fate.NO_PROPERTY, None)


def test_the_flight_before_says_it_too(graph: Callable[..., Store]) -> None:
    given = ours(graph(entities=ENTITIES, facts=about("id:flight", "sf:previousFlight", "id:before")))
    assert len(given) == 1
    assert [one.statement for one in with_inverses(given)] == [
        Statement("Q1", "P155", Item("Q2")),
        Statement("Q2", "P156", Item("Q1")),
    ]
    assert [one.inverse for one in with_inverses(given)] == [Statement("Q2", "P156", Item("Q1")), None]


def test_two_orbits_give_one_number(graph: Callable[..., Store]) -> None:
    entities = (
        ENTITIES
        + """id:plane a sf:Orbit ; sf:flight id:flight .
        quantity:fine qudt:numericValue 51.66 ; qudt:unit unit:DEG .
        quantity:cut qudt:numericValue 51.6 ; qudt:unit unit:DEG .
        quantity:odd qudt:numericValue 60.1 ; qudt:unit unit:DEG ."""
    )
    fine = about("id:orbit", "sf:inclination", "quantity:fine", name="fine")
    agree = graph(entities=entities, facts=fine + about("id:plane", "sf:inclination", "quantity:cut", name="cut"))
    assert (only(agree, "fine").fate, only(agree, "cut").fate) == (Fate.MAPPED, Fate.NOT_EXACT)
    assert (only(agree, "cut").why, only(agree, "cut").statement) == ("fact:fine tells it finer", None)
    not_so = graph(entities=entities, facts=fine + about("id:plane", "sf:inclination", "quantity:odd", name="odd"))
    assert {only(not_so, name).fate for name in ("fine", "odd")} == {Fate.UNSURE}
