"""Which triples an export holds, and under which names: on graphs of a few triples, to the last one."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from spaceflight_graph.export import context, frame, selection
from spaceflight_graph.export.in_wikidata_terms import InWikidataTerms
from spaceflight_graph.export.selection import Native
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SF, expand

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def graph(**layers: str) -> Store:
    store = Store()
    for name, text in layers.items():
        store.load((HEAD + text).encode(), RdfFormat.TURTLE, to_graph=getattr(GRAPH, name))
    return store


def triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse((HEAD + text).encode(), RdfFormat.TURTLE)}


ONE = "id:a a sf:Person ."
FACTS = "id:a sf:p 1 . fact:a a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:p ; rdf:object 1"
OPEN = "dispute:a a sf:Dispute ; sf:chosen fact:a ; sf:disputedClaim claim:a ; sf:basis"
TOLD: dict[str, tuple[dict[str, str], str]] = {
    "what exists and what is said, and not who says so": (
        {"entities": ONE, "facts": f"{FACTS} .", "inferred": "id:a a sf:Agent ."},
        "id:a a sf:Person ; sf:p 1 .",
    ),
    "a fact that is not exact comes with its node": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:approximation sf:About ."},
        f"{FACTS} ; sf:approximation sf:About .",
    ),
    "so does a plan": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:planCurrentAt '2017' ."},
        f"{FACTS} ; sf:planCurrentAt '2017' .",
    ),
    "and one whose property does not say that it is a plan": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:planned true ."},
        f"{FACTS} ; sf:planned true .",
    ),
    "so does a window": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:windowEnd '2018' ."},
        f"{FACTS} ; sf:windowEnd '2018' .",
    ),
    "so does a decade": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:precision sf:Decade ."},
        f"{FACTS} ; sf:precision sf:Decade .",
    ),
    "a year does not": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:precision sf:Year ."},
        "id:a sf:p 1 .",
    ),
    "the node of a plain fact beside it stays out": (
        {"entities": ONE, "facts": f"{FACTS} ; sf:approximation sf:About . fact:b a sf:Fact ; rdf:subject id:b ."},
        f"{FACTS} ; sf:approximation sf:About .",
    ),
    "how a claim stands to its fact stays out": (
        {"entities": ONE, "facts": "claim:a sf:relationToFact sf:Same . id:a sf:p 1 ."},
        "id:a sf:p 1 .",
    ),
    "a tie brings the dispute and the node of what was chosen": (
        {"entities": ONE, "facts": f"{FACTS} .", "disputes": f"{OPEN} sf:TieBreak ."},
        f"{FACTS} . {OPEN} sf:TieBreak .",
    ),
    "so does what nobody settled": (
        {"entities": ONE, "facts": f"{FACTS} .", "disputes": f"{OPEN} sf:Unsettled ."},
        f"{FACTS} . {OPEN} sf:Unsettled .",
    ),
    "what a ruling settled does not": (
        {"entities": ONE, "facts": f"{FACTS} .", "disputes": f"{OPEN} sf:Ruling ."},
        "id:a sf:p 1 .",
    ),
    "a dispute brings no other node that it names": (
        {"entities": ONE, "facts": f"{FACTS} . fact:b a sf:Fact .", "disputes": f"{OPEN} sf:TieBreak , fact:b ."},
        f"{FACTS} . {OPEN} sf:TieBreak , fact:b .",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("layers", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_told(layers: dict[str, str], expected: str) -> None:
    assert selection.triples(Native(graph(**layers))) == triples(f"{ONE} {expected}")


@pytest.mark.parametrize(("layers", "expected"), TOLD.values(), ids=TOLD)
def test_a_node_alone_is_told_as_in_the_whole(layers: dict[str, str], expected: str) -> None:
    source = Native(graph(**layers))
    nodes = {*source.things(), *source.others()}
    assert {Triple(node, *said) for node in nodes for said in source.said(node)} == triples(f"{ONE} {expected}")
    facts = {expand("fact:a"), expand("fact:b")}
    assert {fact for fact in facts if source.said(fact)} == facts & {t.subject for t in triples(expected)}


def test_what_a_table_describes_may_be_linked_elsewhere() -> None:
    store, table = (
        graph(entities="id:row schema:sameAs wd:Q1 . id:a a sf:Person .", facts="id:row sf:p 1 ."),
        "claims/t",
    )
    rows = f"<{GRAPH.iri}{table}> dcterms:license <http://e.org/l> . id:row a sf:Person . id:a rdfs:label 'A' ."
    store.load((HEAD + rows).encode(), RdfFormat.TURTLE, to_graph=NamedNode(GRAPH.iri + table))
    expected = "id:row a sf:Person ; schema:sameAs wd:Q1 ; sf:p 1 . id:a a sf:Person ; rdfs:label 'A' ."
    source = Native(store)
    assert selection.triples(source) == triples(expected)
    assert {Triple(node, *said) for node in source.things() for said in source.said(node)} == triples(expected)


def test_a_fact_with_two_caveats_is_told_once() -> None:
    facts = f"{FACTS} ; sf:approximation sf:About ; sf:planned true , false ; sf:precision sf:Decade , sf:Quarter ."
    told = Native(graph(entities=ONE, facts=facts)).each()
    assert [len(said) for node, said in told if node == expand("fact:a")] == [9]


def test_quantities_and_names_of_coded_values_come_along() -> None:
    facts = "id:a sf:mass quantity:1-KG . quantity:1-KG a qudt:QuantityValue ; qudt:numericValue 1 ."
    coded = "sf:Commander a sf:CrewRole ; rdfs:label 'commander'@en ; skos:definition 'x'@en ; rdfs:label id:a ."
    ontology = f"{coded} sf:CrewRole a owl:Class ; rdfs:label 'role'@en . id:b a sf:CrewRole ; rdfs:label 'b'@en ."
    found = selection.triples(Native(graph(entities=ONE, facts=facts, ontology=ontology)))
    assert found == triples(f"{ONE} {facts} sf:Commander rdfs:label 'commander'@en .")


def test_what_is_derived_of_claims_stays_out() -> None:
    facts = "claim:a sf:relationToFact sf:Same ; sf:reads '7 kg'@en ; a qudt:QuantityValue ."
    found = selection.triples(Native(graph(entities=ONE, facts=facts)))
    assert found == triples(f"{ONE} claim:a a qudt:QuantityValue .")


def test_what_points_to_a_thing() -> None:
    doubts = "fact:b a sf:Fact ; rdf:subject id:a ; sf:planned true ."
    store = graph(
        entities="id:f sf:flight id:a . id:e sf:flight id:a , id:b .",
        facts=f"{FACTS} ; sf:planned true . {doubts} fact:c a sf:Fact ; rdf:subject id:a . id:d sf:flight id:a .",
        disputes=f"{OPEN} sf:TieBreak ; rdf:subject id:a . dispute:b sf:basis sf:Ruling ; rdf:subject id:a .",
        inferred="id:g sf:flight id:a .",
    )
    found = {by: Native(store).pointing(expand(by), expand("id:a")) for by in ("sf:flight", "rdf:subject")}
    assert found["sf:flight"] == [expand("id:d"), expand("id:e"), expand("id:f")]
    assert found["rdf:subject"] == [expand("dispute:a"), expand("fact:a"), expand("fact:b")]


def test_instances_are_told_or_inferred() -> None:
    store = graph(entities=f"{ONE} id:b a sf:Dog .", inferred="id:b a sf:Person .", facts="id:c a sf:Person .")
    assert set(Native(store).instances(SF.Person)) == {expand("id:a"), expand("id:b")}


@pytest.mark.parametrize(("by", "part"), [("flight", True), ("ordinalOf", True), ("tallyOf", True), ("station", False)])
def test_what_is_part_of_a_thing(by: str, part: bool) -> None:
    assert selection.is_part([(SF.time, expand("id:b")), (expand(f"sf:{by}"), expand("id:a"))]) is part


ALIGNED = """
sf:p skos:exactMatch wdt:P1 . sf:q skos:exactMatch schema:q . sf:r skos:broadMatch wdt:P2 .
sf:Exact skos:exactMatch wd:Q7 . sf:Broad skos:broadMatch wd:Q8 . sf:Text skos:exactMatch "Q9" .
sf:t skos:exactMatch wdt:P3 . sf:n skos:exactMatch wdt:P4 .
wd:P1 wikibase:propertyType wikibase:WikibaseItem . wd:P3 wikibase:propertyType wikibase:String .
wd:P4 wikibase:propertyType wikibase:Quantity .
"""
LINKED = "id:a schema:sameAs wd:Q1 . id:b schema:sameAs wd:Q2 ."
SAID = "id:a sf:{0} {1} . fact:a a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:{0} ; rdf:object {1}"
RENAMED = {
    "things and properties by their ids": (LINKED, SAID.format("p", "id:b") + " .", "wd:Q1 wdt:P1 wd:Q2 ."),
    "a text": (LINKED, SAID.format("t", '"x"') + " .", 'wd:Q1 wdt:P3 "x" .'),
    "a text in a language is told both ways": (
        LINKED, SAID.format("t", '"x"@en') + " .", 'wd:Q1 wdt:P3 "x" ; sf:t "x"@en .',
    ),
    "a number hides its unit": (LINKED, SAID.format("n", "3") + " .", "wd:Q1 sf:n 3 ."),
    "what has no id keeps its name and ours": (
        "id:b schema:sameAs wd:Q2 .", SAID.format("p", "id:b") + " .", "id:a sf:p wd:Q2 .",
    ),
    "a value that has none, too": (
        "id:a schema:sameAs wd:Q1 .", SAID.format("p", "id:b") + " .", "wd:Q1 sf:p id:b .",
    ),
    "a property of another vocabulary, or a wider one, keeps ours": (
        LINKED, "id:a sf:q 1 ; sf:r 2 .", "wd:Q1 sf:q 1 ; sf:r 2 .",
    ),
    "a class that is one of theirs, or has a wider one there, is told both ways": (
        "id:a a sf:Exact . id:b a sf:Broad ; schema:sameAs wd:Q2 . id:c a sf:Text .", "",
        "id:a a sf:Exact ; wdt:P31 wd:Q7 . wd:Q2 a sf:Broad ; wdt:P31 wd:Q8 . id:c a sf:Text .",
    ),
    "a class that is only spoken of makes no instance": (LINKED, "id:a sf:q sf:Exact .", "wd:Q1 sf:q sf:Exact ."),
    "a fact with a caveat keeps our name, and its node": (
        LINKED, SAID.format("p", "id:b") + " ; sf:planned true .",
        "wd:Q1 sf:p wd:Q2 . fact:a a sf:Fact ; rdf:subject wd:Q1 ; rdf:predicate sf:p ; rdf:object wd:Q2 ;"
        " sf:planned true .",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entities", "facts", "expected"), RENAMED.values(), ids=RENAMED)
def test_names_of_wikidata(entities: str, facts: str, expected: str) -> None:
    if " a sf:" not in entities:  # an export holds what exists: both are of some kind
        entities += " id:a a sf:Other . id:b a sf:Other ."
        first, second = ("wd:Q1" if "id:a schema:sameAs" in entities else "id:a"), "wd:Q2"
        second = second if "id:b schema:sameAs" in entities else "id:b"
        expected += f" {first} a sf:Other . {second} a sf:Other ."
    found = InWikidataTerms(graph(entities=entities, facts=facts, ontology=ALIGNED))
    assert selection.triples(found) == triples(expected)


def test_what_points_to_an_item_does_so_by_its_id() -> None:
    entities = "id:a schema:sameAs wd:Q1 . id:e sf:flight id:a ; schema:sameAs wd:Q3 . id:b sf:flight id:a ."
    found = InWikidataTerms(graph(entities=entities, ontology=ALIGNED))
    assert found.pointing(SF.flight, expand("wd:Q1")) == [expand("wd:Q3"), expand("id:b")]
    assert found.named(expand("id:a")) == expand("wd:Q1")
    assert found.said(expand("id:a")) == []  # it goes by its id


ONTOLOGY = """
sf:Craft a owl:Class . sf:flight a owl:ObjectProperty . sf:mass a owl:DatatypeProperty ; rdfs:range xsd:decimal .
sf:motto a owl:DatatypeProperty ; rdfs:range rdf:langString .
sf:note a owl:DatatypeProperty ; rdfs:comment rdf:langString .
sf:About a sf:Approximation . schema:name a owl:DatatypeProperty . sf:loose rdfs:seeAlso owl:Class . [ a owl:Class ] .
"""


def test_context_says_what_each_term_takes() -> None:
    made = context.native(triples(ONTOLOGY))
    plain = context.native(())
    assert {key: value for key, value in made.items() if key not in plain} == {
        "Craft": "sf:Craft",
        "flight": {"@id": "sf:flight", "@type": "@id", "@container": "@set"},
        "mass": {"@id": "sf:mass", "@container": "@set"},
        "motto": {"@id": "sf:motto", "@container": ["@language", "@set"]},
        "note": {"@id": "sf:note", "@container": "@set"},
    }
    assert plain["partsOfFlight"] == {"@reverse": "sf:flight", "@container": "@set"}
    assert plain["label"] == {"@id": "rdfs:label", "@container": ["@language", "@set"]}


def test_context_of_wikidata_has_a_key_for_each_of_its_properties() -> None:
    aligned = """sf:flight skos:exactMatch wdt:P10 , wd:Q1 . sf:note skos:closeMatch wdt:P8 . wdt:P7 skos:note wdt:P5 .
        sf:a sf:mappedTo wdt:P9 ; sf:inverselyTo wdt:P2 . wd:P10 wikibase:propertyType wikibase:WikibaseItem .
        wd:P9 wikibase:propertyType wikibase:Time ."""
    ontology = triples(ONTOLOGY + aligned)
    made = context.wikidata(ontology)
    assert list(made.items())[:-4] == list(context.native(ontology).items())
    assert list(made.items())[-4:] == [
        ("P2", {"@id": "wdt:P2", "@container": "@set"}),
        ("P9", {"@id": "wdt:P9", "@container": "@set"}),
        ("P10", {"@id": "wdt:P10", "@type": "@id", "@container": "@set"}),
        ("P31", {"@id": "wdt:P31", "@type": "@id", "@container": "@set"}),
    ]


def test_frame_names_things_and_holds_parts_and_quantities_whole() -> None:
    ontology = triples(
        """sf:Spaceflight a owl:Class . sf:Cargo rdfs:subClassOf sf:Spaceflight . sf:Late rdfs:subClassOf sf:Cargo .
        sf:person a owl:ObjectProperty . sf:mass a owl:ObjectProperty ; rdfs:range qudt:QuantityValue .
        sf:seriesOf a owl:ObjectProperty ; rdfs:domain sf:Tally .
        sf:onClaim a owl:ObjectProperty ; rdfs:domain sf:Decision . sf:note a owl:DatatypeProperty ."""
    )
    keys = context.native(ontology)
    made = frame.native(ontology, keys)
    assert made["@type"] == ["Cargo", "Late", "Spaceflight"]
    assert made["@context"] == keys
    part = made["partsOfFlight"]
    assert {key for key in part if key[0] != "@"} == {"caveats", "ordinals", "person", "seriesOf", "tallies"}
    assert made["person"] == part["person"] == frame.NAMED
    assert {key for key in part["tallies"] if key[0] != "@"} == {"caveats", "seriesOf"}
    assert part["caveats"]["@explicit"] is True
