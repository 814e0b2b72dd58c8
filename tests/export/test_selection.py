"""Which triples an export holds, and under which names: on graphs of a few triples, to the last one."""

import pytest
from pyoxigraph import RdfFormat, Store, Triple, parse

from spaceflight_graph.export import context, rdf_files, selection
from spaceflight_graph.namespaces import GRAPH, PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def graph(**layers: str) -> Store:
    store = Store()
    for name, text in layers.items():
        store.load((HEAD + text).encode(), RdfFormat.TURTLE, to_graph=getattr(GRAPH, name))
    return store


def triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse((HEAD + text).encode(), RdfFormat.TURTLE)}


FACTS = "id:a sf:p 1 . fact:a a sf:Fact ; rdf:subject id:a ; rdf:predicate sf:p ; rdf:object 1"
OPEN = "dispute:a a sf:Dispute ; sf:chosen fact:a ; sf:disputedClaim claim:a ; sf:basis"
TOLD: dict[str, tuple[dict[str, str], str]] = {
    "what exists and what is said, and not who says so": (
        {"entities": "id:a a sf:Person .", "facts": f"{FACTS} .", "inferred": "id:a a sf:Agent ."},
        "id:a a sf:Person ; sf:p 1 .",
    ),
    "a fact that is not exact comes with its node": (
        {"facts": f"{FACTS} ; sf:approximation sf:About ."},
        f"{FACTS} ; sf:approximation sf:About .",
    ),
    "so does a plan": (
        {"facts": f"{FACTS} ; sf:planCurrentAt '2017' ."},
        f"{FACTS} ; sf:planCurrentAt '2017' .",
    ),
    "and one whose property does not say that it is a plan": (
        {"facts": f"{FACTS} ; sf:planned true ."},
        f"{FACTS} ; sf:planned true .",
    ),
    "so does a window": (
        {"facts": f"{FACTS} ; sf:windowEnd '2018' ."},
        f"{FACTS} ; sf:windowEnd '2018' .",
    ),
    "so does a decade": (
        {"facts": f"{FACTS} ; sf:precision sf:Decade ."},
        f"{FACTS} ; sf:precision sf:Decade .",
    ),
    "a year does not": (
        {"facts": f"{FACTS} ; sf:precision sf:Year ."},
        "id:a sf:p 1 .",
    ),
    "the node of a plain fact beside it stays out": (
        {"facts": f"{FACTS} ; sf:approximation sf:About . fact:b a sf:Fact ; rdf:subject id:b ."},
        f"{FACTS} ; sf:approximation sf:About .",
    ),
    "how a claim stands to its fact stays out": (
        {"facts": "claim:a sf:relationToFact sf:Same . id:a sf:p 1 ."},
        "id:a sf:p 1 .",
    ),
    "a tie brings the dispute and the node of what was chosen": (
        {"facts": f"{FACTS} .", "disputes": f"{OPEN} sf:TieBreak ."},
        f"{FACTS} . {OPEN} sf:TieBreak .",
    ),
    "so does what nobody settled": (
        {"facts": f"{FACTS} .", "disputes": f"{OPEN} sf:Unsettled ."},
        f"{FACTS} . {OPEN} sf:Unsettled .",
    ),
    "what a ruling settled does not": (
        {"facts": f"{FACTS} .", "disputes": f"{OPEN} sf:Ruling ."},
        "id:a sf:p 1 .",
    ),
    "a dispute brings no other node that it names": (
        {"facts": f"{FACTS} . fact:b a sf:Fact .", "disputes": f"{OPEN} sf:TieBreak , fact:b ."},
        f"{FACTS} . {OPEN} sf:TieBreak , fact:b .",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("layers", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_told(layers: dict[str, str], expected: str) -> None:
    assert selection.statements(graph(**layers)) == triples(expected)


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
    store = graph(entities=entities, facts=facts, ontology=ALIGNED)
    assert selection.in_wikidata_terms(store) == triples(expected)


ONTOLOGY = """
sf:Craft a owl:Class . sf:flight a owl:ObjectProperty . sf:mass a owl:DatatypeProperty ; rdfs:range xsd:decimal .
sf:motto a owl:DatatypeProperty ; rdfs:range rdf:langString .
sf:note a owl:DatatypeProperty ; rdfs:comment rdf:langString .
sf:About a sf:Approximation . schema:name a owl:DatatypeProperty . sf:loose rdfs:seeAlso owl:Class . [ a owl:Class ] .
"""


def test_context_says_what_each_term_takes() -> None:
    made = context.context(triples(ONTOLOGY))
    plain = context.context(())
    assert {key: value for key, value in made.items() if key not in plain} == {
        "Craft": "sf:Craft",
        "flight": {"@id": "sf:flight", "@type": "@id"},
        "mass": {"@id": "sf:mass"},
        "motto": {"@id": "sf:motto", "@container": "@language"},
        "note": {"@id": "sf:note"},
    }
    assert plain["events"] == {"@reverse": "sf:flight"}
    assert plain["label"] == {"@id": "rdfs:label", "@container": "@language"}


def test_context_that_is_shipped_is_that_of_the_ontology(real_store: Store) -> None:
    ontology = [quad.triple for quad in real_store.quads_for_pattern(None, None, None, GRAPH.ontology)]
    assert context.shipped() == context.context(ontology)


@pytest.mark.parametrize(("form", "prefixed"), [("nquads", 0), ("ntriples", 0), ("trig", 1), ("turtle", 1)])
def test_formats_that_know_prefixes_have_them(form: str, prefixed: int) -> None:
    text = rdf_files.text(graph(entities="id:a a sf:Person ."), form)
    assert text.count(f"@prefix id: <{PREFIXES['id']}> .") == prefixed
    assert ("id:a" in text) == bool(prefixed)
