"""The canned query is what its mappings make it; each part of a mapping has its pattern. Its rows: test_truthy."""

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from spaceflight_graph import resources
from spaceflight_graph.link import truthy_query
from spaceflight_graph.link.alignment import Alignment

KINDS = """wd:P1 wikibase:propertyType wikibase:WikibaseItem . wd:P2 wikibase:propertyType wikibase:Time .
    wd:P3 wikibase:propertyType wikibase:String . wd:P4 wikibase:propertyType wikibase:Quantity .
    wd:P5 wikibase:propertyType wikibase:ExternalId .
    sf:C1 a sf:Crew , sf:Concept . sf:R1 a sf:CrewRole , sf:Concept . sf:A a owl:Class .
"""
RULE = "mapping:x a sf:Mapping ; sf:mappedTerm sf:p ; sf:mappedTo wdt:"
FINER = "mapping:z a sf:Mapping ; sf:mappedTerm sf:p ; sf:mappedTo wdt:P1 ; sf:ofSubject sf:A , sf:B "
DAY = [
    'BIND(STRBEFORE(STR(?first), "T") AS ?day)',
    'FILTER(?day = STRBEFORE(STR(?last), "T"))',
    'BIND(STRDT(CONCAT(?day, "T00:00:00Z"), xsd:dateTime) AS ?value)',
]


def test_the_file_is_what_the_mappings_make_it() -> None:
    file = resources.path("queries") / truthy_query.FILE
    assert file.read_text(encoding="utf-8") == truthy_query.made()


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        pytest.param(
            "P1",
            ["?node sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "?told schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"],
            id="an item",
        ),
        pytest.param(
            "P1 ; sf:ofSubject sf:A , sf:C1 , sf:R1 ; sf:ofObject sf:B ; sf:inverselyTo wdt:P3",
            ["?node sf:linkedAs sf:A ; sf:crew sf:C1 ; sf:role sf:R1 ; sfp:p ?fact .", "?node schema:sameAs ?subject .",
             "?fact rdf:object ?told .", "?told a sf:B .", "?told schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)",
             "BIND(wdt:P3 AS ?inverse)"],
            id="of some things only, and said of the value too",
        ),
        pytest.param(
            "P1 ; sf:itemBy sf:flight ; sf:valueBy sf:person",
            ["?node sfp:p ?fact ; sf:flight ?about ; sf:person ?said .", "?about schema:sameAs ?subject .",
             "?said schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"],
            id="both ends elsewhere",
        ),
        pytest.param(
            "P1 ; sf:itemBy rdf:object ; sf:valueBy rdf:subject",
            ["?node sfp:p ?fact .", "?told schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "?node schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"],
            id="the other way round",
        ),
        pytest.param(
            "P2 ; sf:itemBy sf:flight ; sf:inverselyTo wdt:P1",
            ["?node sfp:p ?fact ; sf:flight ?about .", "?about schema:sameAs ?subject .",
             "?fact sf:notBefore ?first ; sf:notAfter ?last .", *DAY, "BIND(wdt:P2 AS ?property)"],
            id="a time",
        ),
        pytest.param(
            "P2 ; sf:itemBy rdf:object",
            ["?node sfp:p ?fact .", "?told schema:sameAs ?subject .",
             "?fact sf:notBefore ?first ; sf:notAfter ?last .", *DAY, "BIND(wdt:P2 AS ?property)"],
            id="a time of the value",
        ),
        pytest.param(
            "P3",
            ["?node sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "FILTER(ISLITERAL(?told))", "BIND(STR(?told) AS ?value)", "BIND(wdt:P3 AS ?property)"],
            id="a text",
        ),
        pytest.param("P4", None, id="a number"),
        pytest.param("P1 ; sf:qualifierOf mapping:y", None, id="a qualifier"),
        pytest.param(
            f"P1 ; sf:ofSubject sf:A . {FINER}",
            ["?node sf:linkedAs sf:A ; sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "?told schema:sameAs ?value .", "FILTER NOT EXISTS { ?node sf:linkedAs sf:A ; sf:linkedAs sf:B }",
             "BIND(wdt:P1 AS ?property)"],
            id="another rule asks for more of the subject",
        ),
        pytest.param(
            f"P1 ; sf:ofSubject sf:A . {FINER} ; sf:ofObject sf:D",
            ["?node sf:linkedAs sf:A ; sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "?told schema:sameAs ?value .",
             "FILTER NOT EXISTS { ?node sf:linkedAs sf:A ; sf:linkedAs sf:B . ?fact rdf:object ?it . ?it a sf:D }",
             "BIND(wdt:P1 AS ?property)"],
            id="another rule asks for more of both",
        ),
        pytest.param(
            f"P1 ; sf:ofSubject sf:A , sf:B . {FINER} ; sf:ofObject sf:D",
            ["?node sf:linkedAs sf:A ; sf:linkedAs sf:B ; sfp:p ?fact .", "?node schema:sameAs ?subject .",
             "?fact rdf:object ?told .",
             "?told schema:sameAs ?value .",
             "FILTER NOT EXISTS { ?node sf:linkedAs sf:A ; sf:linkedAs sf:B . ?fact rdf:object ?it . ?it a sf:D }",
             "BIND(wdt:P1 AS ?property)"],
            id="another rule asks for the same of the subject, and for more",
        ),
        pytest.param(
            f"P1 ; sf:ofSubject sf:E . {FINER}",
            ["?node sf:linkedAs sf:E ; sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .",
             "?told schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"],
            id="another rule asks for something else",
        ),
        pytest.param(
            f"P1 ; sf:ofObject sf:E . {FINER}",
            ["?node sfp:p ?fact .", "?node schema:sameAs ?subject .", "?fact rdf:object ?told .", "?told a sf:E .",
             "?told schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"],
            id="another rule asks for something else of the value",
        ),
    ],
)  # fmt: skip
def test_each_part_of_a_mapping_has_its_pattern(
    said: str, lines: list[str] | None, graph: Callable[..., Store]
) -> None:
    assert _branches(graph(ontology=f"{KINDS} {RULE}{said} .")) == ([lines] if lines else [])


@pytest.mark.parametrize(
    ("kind", "said", "first"),
    [
        ("sf:A", "P1", "?node sf:linkedAs sf:A ; sfp:p ?fact ."),
        ("sf:A", "P1 ; sf:ofSubject sf:B", "?node sf:linkedAs sf:B ; sfp:p ?fact ."),
        ("sf:A", "P1 ; sf:itemBy sf:flight", "?node sfp:p ?fact ; sf:flight ?about ."),
        ("sf:Event", "P1", "?node sfp:p ?fact ."),
    ],
)
def test_what_a_property_is_of_is_looked_up_where_few_of_that_are_linked(
    kind: str, said: str, first: str, graph: Callable[..., Store]
) -> None:
    (lines,) = _branches(graph(ontology=f"{KINDS} sf:p rdfs:domain {kind} . {RULE}{said} ."))
    assert lines[0] == first


def test_an_identifier_is_looked_for_among_what_is_linked(graph: Callable[..., Store]) -> None:
    (lines,) = _branches(graph(ontology=f"{KINDS} {RULE}P5 ."))
    assert lines[:2] == ["?node schema:sameAs ?subject .", "?node sfp:p ?fact ."]


def test_a_value_without_an_item_is_widened_in_a_branch_of_its_own(graph: Callable[..., Store]) -> None:
    exact, wider = _branches(graph(ontology=f"{KINDS} {RULE}P1 ; sf:widenedBy sf:partOf ."))
    assert exact[2:] == ["?fact rdf:object ?told .", "?told schema:sameAs ?value .", "BIND(wdt:P1 AS ?property)"]
    assert wider[2:] == [
        "?fact rdf:object ?told .",
        "?told sf:partOf ?wider .",
        "?wider schema:sameAs ?value .",
        "FILTER NOT EXISTS { ?told schema:sameAs ?own }",
        "FILTER NOT EXISTS { ?told sf:partOf ?nearer . ?nearer sf:partOf ?wider",
        "FILTER EXISTS { ?nearer schema:sameAs ?its } }",
        "BIND(wdt:P1 AS ?property)",
    ]


def _branches(store: Store) -> list[list[str]]:
    """Return the lines of each branch that comes from the mapping under test."""
    text = truthy_query.text(Alignment(store))
    parts = [part.split("    }\n")[0].splitlines() for part in text.split("    {   # ")[1:]]
    return [[line.strip() for line in lines[1:]] for lines in parts if lines[0] == "x"]
