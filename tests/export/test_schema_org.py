"""The profile ``schema`` says in schema.org's terms what the graph says, no more and no less, as sites take it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import util
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any, cast

import pytest
from pyld import jsonld as pyld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Graph

from spaceflight_graph import resources
from spaceflight_graph.errors import NotFoundError, SpaceflightError
from spaceflight_graph.export import embedding, schema_jsonld, schema_table, write
from spaceflight_graph.export.exact import Exact
from spaceflight_graph.export.schema_org import Node, SchemaOrg, when
from spaceflight_graph.namespaces import GRAPH, TRUE, XSD, expand

FLIGHT = expand("id:soyuz-ms-07")


def shaping() -> ModuleType:
    spec = util.spec_from_file_location("schema_shapes", Path(__file__).parent / "schema_shapes.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHAPES = shaping()


def of(store: Store, name: str) -> dict[str, Any]:
    return cast(dict[str, Any], SchemaOrg(store).document(expand(name)))


def names(nodes: list[dict[str, Any]]) -> list[str]:
    return [node["@id"].rpartition("/")[2] for node in nodes]


def graph(document: Node | dict[str, Any]) -> Graph:
    told = pyld.to_rdf(schema_jsonld.context() | document, {"format": "application/n-quads"})
    return Graph().parse(data=told, format="nt")


def test_flight_is_an_event_with_time_place_and_people(real_store: Store) -> None:
    found = of(real_store, "id:soyuz-ms-07")
    assert found["@type"] == "Event"
    assert found["startDate"] == {"@type": "DateTime", "@value": "2017-12-17T07:21:01.127Z"}
    assert found["endDate"] == {"@type": "DateTime", "@value": "2018-06-03T12:39Z"}  # told to the minute
    assert found["duration"] == "P168DT5H18M"
    (place,) = found["location"]
    assert place["address"]["addressCountry"] == "Kazakhstan"
    assert place["sameAs"] == ["http://www.wikidata.org/entity/Q2580456"]
    assert names(found["performer"]) == ["norishige-kanai", "anton-shkaplerov", "scott-tingle"]
    assert names(found["organizer"]) == ["roscosmos"]
    assert {"@language": "zh", "@value": "联盟MS-07"} in found["name"]
    assert [one["value"] for one in found["identifier"]] == ["2017-081A", "43063"]
    assert found["sameAs"] == ["http://www.wikidata.org/entity/Q21392568"]
    assert found["subjectOf"]["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert found["subjectOf"]["dateModified"]["@value"] == "2026-11-25"


def test_parts_of_a_flight_are_in_the_order_of_time_and_name_people_once(real_store: Store) -> None:
    parts = of(real_store, "id:soyuz-ms-07")["subEvent"]
    assert names(parts)[0] == "soyuz-ms-07-launch"
    assert names(parts)[-1] == "soyuz-ms-07-landing"
    assert parts[-1]["performer"][0] == {"@id": "https://w3id.org/spaceflight/id/anton-shkaplerov"}
    assert "soyuz-ms-07-rollout" not in names(parts)  # it comes before the flight
    assert all("startDate" in part and "superEvent" not in part for part in parts)


def test_event_leads_to_its_flight_and_a_person_to_flights(real_store: Store) -> None:
    assert names(of(real_store, "id:soyuz-ms-07-landing")["superEvent"]) == ["soyuz-ms-07"]
    person = of(real_store, "id:anton-shkaplerov")
    assert person["@type"] == "Person"
    assert names(person["nationality"]) == ["russia"]
    assert "soyuz-ms-07" in names(person["performerIn"])
    assert of(real_store, "id:russia")["@type"] == "Country"
    assert of(real_store, "id:soyuz-ms-07-spacecraft")["@type"] == "Vehicle"
    assert of(real_store, "id:karaganda")["address"] == {
        "@id": "https://w3id.org/spaceflight/id/karaganda#address",
        "@type": "PostalAddress",
        "addressCountry": "Kazakhstan",
        "addressLocality": "Karaganda",
    }
    assert "address" not in of(real_store, "id:atlantic-ocean")  # no country is told
    assert of(real_store, "id:nasa")["address"]["addressCountry"] == "United States"


@pytest.mark.parametrize("name", ["id:station", "sf:Launch"])
def test_what_only_looks_like_a_vehicle_or_is_no_thing_has_no_type(small_store: Store, name: str) -> None:
    assert SchemaOrg(small_store).type(expand(name)) is None


def test_other_events_are_named_with_when_and_where(real_store: Store) -> None:
    (flight,) = of(real_store, "id:soyuz-ms-07-landing")["superEvent"]
    assert flight["startDate"]["@value"] == "2017-12-17T07:21:01.127Z"
    assert flight["location"][0]["address"]["addressCountry"] == "Kazakhstan"
    assert "performer" not in flight
    source = SchemaOrg(real_store)
    person = cast(dict[str, Any], schema_jsonld.for_page(source.document(expand("id:scott-tingle")), "en"))
    assert person["performerIn"]["location"]["name"] == "Baikonur Site 1/5"
    whole = source.document(expand("id:nick-hague"))
    assert "performerIn" in whole
    assert "performerIn" not in schema_jsonld.for_page(whole, "en")  # no place of that launch is told


def test_backup_crew_does_not_perform(small_store: Store) -> None:
    assert names(of(small_store, "id:one")["performer"]) == ["ann-lee", "bo-roth"]


TIMES = {
    ("2017-12-17T07:21:01.127Z", "dateTime", "Fraction"): ("DateTime", "2017-12-17T07:21:01.127Z"),
    ("2017-12-17T10:21:01+03:00", "dateTime", "Second"): ("DateTime", "2017-12-17T10:21:01+03:00"),
    ("2017-12-17T10:21:00+03:00", "dateTime", "Minute"): ("DateTime", "2017-12-17T10:21+03:00"),
    ("2017-12-17T07:00:00Z", "dateTime", "Hour"): ("Date", "2017-12-17"),
    ("2017-12-17T07:21:00", "dateTime", "Minute"): None,  # in which zone?
    ("2017-12-17", "date", "Day"): ("Date", "2017-12-17"),
    ("2017-12-17+08:00", "date", "Day"): ("Date", "2017-12-17"),
    ("2017-12", "gYearMonth", "Month"): None,
    ("2017", "gYear", "Year"): None,
}


@pytest.mark.parametrize(("told", "expected"), TIMES.items(), ids=str)
def test_time_is_as_precise_as_it_is_told(told: tuple[str, str, str], expected: tuple[str, str] | None) -> None:
    value, kind, precision = told
    found = when(Literal(value, datatype=getattr(XSD, kind)), expand(f"sf:{precision}"))
    assert found == (expected and {"@type": expected[0], "@value": expected[1]})


STRETCHES = ("Decade", "FiscalYear", "HalfYear", "Quarter")
CAVEATS: dict[str, list[tuple[NamedNode, NamedNode | Literal]]] = {
    "plan": [(expand("sf:planned"), TRUE)],
    "plan of a day": [(expand("sf:planCurrentAt"), Literal("2017-01-01", datatype=XSD.date))],
    "approximation": [(expand("sf:approximation"), expand("sf:About"))],
    "window": [(expand("sf:windowEnd"), Literal("2018-01-02", datatype=XSD.date))],
    **{stretch: [(expand("sf:precision"), expand(f"sf:{stretch}"))] for stretch in STRETCHES},
}


def with_one_fact(caveat: str) -> Store:
    """Return a graph of a launch on a day, as one fact with a caveat."""
    store, event, fact = Store(), expand("id:x"), expand("fact:x")
    day = Literal("2018-01-01", datatype=XSD.date)
    store.add(Quad(event, expand("rdf:type"), expand("sf:Event"), GRAPH.entities))
    store.add(Quad(event, expand("sf:time"), day, GRAPH.facts))
    node: list[tuple[NamedNode, NamedNode | Literal]] = [
        (expand("rdf:subject"), event),
        (expand("rdf:predicate"), expand("sf:time")),
        (expand("rdf:object"), day),
        *CAVEATS.get(caveat, []),
    ]
    store.extend(Quad(fact, *said, GRAPH.facts) for said in node)
    if "dispute" in caveat:
        basis = {"a tie in a dispute": "sf:TieBreak", "an open dispute": "sf:Unsettled"}.get(caveat, "sf:Ruling")
        store.add(Quad(expand("dispute:x"), expand("sf:chosen"), fact, GRAPH.disputes))
        store.add(Quad(expand("dispute:x"), expand("sf:basis"), expand(basis), GRAPH.disputes))
    return store


@pytest.mark.parametrize("caveat", [*CAVEATS, "a tie in a dispute", "an open dispute"])
def test_nothing_with_a_caveat_is_told_as_plain(caveat: str) -> None:
    assert "startDate" not in SchemaOrg(with_one_fact(caveat)).node(expand("id:x"), set())


@pytest.mark.parametrize("caveat", ["none", "a settled dispute"])
def test_plain_fact_is_told(caveat: str) -> None:
    store = with_one_fact(caveat)
    assert SchemaOrg(store).node(expand("id:x"), set())["startDate"] == {"@type": "Date", "@value": "2018-01-01"}
    assert Exact(store).leading_to(expand("id:x"), expand("sf:flight")) == []


def test_of_two_times_none_is_told() -> None:
    store = with_one_fact("none")
    other = Literal("2018-01-03", datatype=XSD.date)
    for predicate, value in (("subject", expand("id:x")), ("predicate", expand("sf:time")), ("object", other)):
        store.add(Quad(expand("fact:y"), expand(f"rdf:{predicate}"), value, GRAPH.facts))
    assert "startDate" not in SchemaOrg(store).node(expand("id:x"), set())


def test_plan_alone_has_no_start(real_store: Store) -> None:
    found = of(real_store, "id:crewed-mars-landing-2030")
    assert "startDate" not in found
    assert "eventStatus" not in found


def test_whole_graph_keeps_to_domains_and_ranges(real_store: Store) -> None:
    document = json.loads(write.text(real_store, "jsonld", "schema"))
    assert len(document["@graph"]) > 400
    data = graph(document)
    assert len(data) > 3000
    assert SHAPES.wrong(data) == []
    used = {str(p).rpartition("/")[2] for p in data.predicates()} - {"22-rdf-syntax-ns#type"}
    assert used <= {row["term"] for row in SHAPES.table("schema_terms")}
    keys = {rule.key for rule in schema_table.RULES}
    assert keys <= {row["term"] for row in SHAPES.table("schema_terms")}


_START, _BAD = {"@type": "Date", "@value": "2017-12-17"}, {"@type": "Date", "@value": "2017-13-01"}
NONSENSE: dict[str, tuple[dict[str, Any], str]] = {
    "a person with a start": (
        {"@type": "Person", "startDate": {"@type": "Date", "@value": "2017-12-17"}},
        "startDate-domain",
    ),
    "an event at a person": ({"@type": "Event", "location": {"@id": "x:p", "@type": "Person"}}, "location-range"),
    "a crew of countries": ({"@type": "Event", "performer": {"@id": "x:c", "@type": "Country"}}, "performer-range"),
    "a date that is none": (
        {"@type": "Event", "startDate": {"@type": "Date", "@value": "2017-13-01"}},
        "startDate-range",
    ),
    "a date without a type": ({"@type": "Event", "startDate": "2017-12-17"}, "startDate-range"),
    "a clock without a zone": (
        {"@type": "Event", "startDate": {"@type": "DateTime", "@value": "2017-12-17T07:21:00"}},
        "startDate-range",
    ),
    "a term that is not there": ({"@type": "Event", "launchDate": "2017"}, "launchDate"),
    "a type that is not there": ({"@type": "Spaceflight"}, "Spaceflight"),
    "a name that is a thing": ({"@type": "Event", "name": {"@id": "x:n"}}, "name-range"),
}


@pytest.mark.parametrize(("document", "shape"), NONSENSE.values(), ids=NONSENSE)
def test_shapes_reject_nonsense(document: dict[str, Any], shape: str) -> None:
    found = SHAPES.wrong(graph({"@id": "x:a"} | document))
    assert [broken.rpartition("/")[2] for _, broken in found] == [shape]


def test_each_document_framed_again_is_the_same_bytes(real_store: Store) -> None:
    frame = json.loads((resources.path("ontology") / "frame-schema.json").read_text(encoding="utf-8"))
    assert frame["@context"] == schema_jsonld.context()["@context"]
    lines = list(schema_jsonld.lines(real_store))
    assert len(lines) > 400
    for line in lines:
        again = pyld.frame(json.loads(line), frame, {"omitGraph": True})
        assert json.dumps(again, ensure_ascii=False, separators=(",", ":")) + "\n" == line


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader uses it
def test_every_reader_reads_the_same_triples(real_store: Store) -> None:
    text = write.text(real_store, "jsonld", "schema")
    told = pyld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    triples = {quad.triple for quad in parse(told, RdfFormat.N_QUADS)}
    assert len(triples) > 3000
    assert {quad.triple for quad in parse(text, RdfFormat.JSON_LD)} == triples
    by_rdflib = Graph().parse(data=text, format="json-ld").serialize(format="nt")
    assert {quad.triple for quad in parse(by_rdflib, RdfFormat.N_TRIPLES)} == triples
    lines = write.text(real_store, "ndjsonld", "schema").splitlines()
    assert {quad.triple for line in lines for quad in parse(line, RdfFormat.JSON_LD)} == triples


def test_context_has_terms_of_schema_org_alone() -> None:
    keys = cast(dict[str, Any], schema_jsonld.context()["@context"])
    assert keys.pop("@vocab") == "https://schema.org/"
    assert set(keys) <= {row["term"] for row in SHAPES.table("schema_terms")}
    assert not [rule for rule in keys.values() if "@id" in rule or "@reverse" in rule]


def test_pieces_are_one_document_as_json_writes_it(small_store: Store) -> None:
    text = write.text(small_store, "jsonld", "schema")
    document = json.loads(text)
    assert text == json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    dataset, first, *_ = document["@graph"]
    assert dataset["@type"] == "Dataset"
    assert first["@id"] == expand("id:one").value  # flights first
    assert first["subjectOf"] == {"@id": dataset["@id"]}
    assert [node["@id"] for node in document["@graph"]].count(expand("id:one-landing").value) == 0  # it is inside
    two = json.loads("".join(schema_jsonld.text(small_store, ["one", "ann-lee"])))
    assert names(two["@graph"][1:]) == ["ann-lee", "one"]


def complete(event: dict[str, Any]) -> bool:
    """Whether Google would take an event: a name, a start, and a place with an address."""
    located = event.get("location")
    return bool({"name", "startDate"} <= event.keys() and isinstance(located, dict) and located.get("address"))


def test_google_takes_flights_of_which_time_and_place_are_told(real_store: Store) -> None:
    pages = {
        thing.value.rpartition("/")[2]: cast(dict[str, Any], schema_jsonld.for_page(source.document(thing), "en"))
        for source in [SchemaOrg(real_store)]
        for thing in source.things()
        if source.exact.is_a(thing, expand("sf:Spaceflight"))
    }
    taken = {name for name, page in pages.items() if complete(page)}
    assert {"soyuz-ms-07", "soyuz-ms-06", "tianzhou-1"} <= taken
    told = {name for name, page in pages.items() if {"startDate", "location"} <= page.keys()}
    assert taken == told


def test_page_has_one_name_plain_times_and_only_complete_parts(real_store: Store) -> None:
    source = SchemaOrg(real_store)
    page = cast(dict[str, Any], schema_jsonld.for_page(source.document(FLIGHT), "de"))
    assert page["@context"] == "https://schema.org"
    assert page["name"] == "Sojus MS-07"
    assert page["alternateName"][:3] == ["Soyuz MS-07", "Союз МС-07", "联盟MS-07"]
    assert page["startDate"] == "2017-12-17T07:21:01.127Z"
    assert page["location"]["name"] == "Baikonur 1/5"
    assert names(page["subEvent"]) == ["soyuz-ms-07-launch", "soyuz-ms-07-landing"]
    assert page["subEvent"][0]["location"] == {"@id": page["location"]["@id"]}
    assert complete(page["subEvent"][1])


def test_what_the_left_out_part_described_is_described_where_it_is_met_next() -> None:
    person: Node = {"@id": "x:p", "@type": "Person", "name": ["P"]}
    place: Node = {"@id": "x:l", "@type": "Place", "name": ["L"], "address": {"@id": "x:a", "@type": "PostalAddress"}}
    first: Node = {"@id": "x:1", "@type": "Event", "name": ["1"], "startDate": "a", "performer": [person]}
    second = first | {"@id": "x:2", "performer": [{"@id": "x:p"}], "location": [place]}
    page = schema_jsonld.for_page({"@id": "x:f", "@type": "Event", "name": ["F"], "subEvent": [first, second]}, "en")
    assert cast(dict[str, Any], page)["subEvent"]["performer"] == {"@id": "x:p", "@type": "Person", "name": "P"}


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found, self.tags = False, "", [""][:0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = (tag, attrs) == ("script", [("type", "application/ld+json")])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        self.found += data if self.inside else ""


@pytest.mark.parametrize("text", ["</script><b>", "<!-- <script>", "a & b &lt;", "]]>", "\u2028\u2029", "\\u003c"])
def test_no_text_ends_the_script_element(text: str) -> None:
    page = f"<title>x</title>{embedding.script(json.dumps({'name': text}, ensure_ascii=False))}<p>after</p>"
    reader = Scripts()
    reader.feed(page)
    assert reader.tags == ["title", "script", "p"]
    assert json.loads(reader.found) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(reader.found)


def test_unknown_kind_is_refused_with_what_stands_beside(real_store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        list(schema_jsonld.text(real_store, ["soyuz-ms-07-crew-shkaplerov"]))
    assert str(caught.value) == (
        "id:soyuz-ms-07-crew-shkaplerov is of the kind sf:CrewAssignment, for which schema.org has no type."
        " Fix: take one of id:anton-shkaplerov, id:roscosmos, id:soyuz-ms-07."
    )
    alone = Store()
    alone.add(Quad(expand("id:x"), expand("rdf:type"), expand("sf:Orbit"), GRAPH.entities))
    with pytest.raises(NotFoundError, match=r"Fix: name an Event, Person, .*, Place or Vehicle\."):
        SchemaOrg(alone).named(expand("id:x"))
    for number in range(9):
        alone.add(Quad(expand("id:x"), expand("sf:flight"), expand(f"id:f{number}"), GRAPH.facts))
        alone.add(Quad(expand(f"id:f{number}"), expand("rdf:type"), expand("sf:Event"), GRAPH.entities))
    with pytest.raises(NotFoundError, match=r"Fix: take one of id:f0, .*, id:f7\.$"):
        SchemaOrg(alone).named(expand("id:x"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jsonld", "nobody", "--profile", "schema"], "no Thing is called 'nobody'."),
        (["jsonld", "one-crew-lee", "--profile", "schema"], "id:one-crew-lee is of the kind sf:CrewAssignment"),
        (["jsonld", "--profile", "schema", "--embed"], "--embed takes jsonld of one thing. Fix: name one"),
        (["ndjsonld", "one", "--embed"], "--embed takes jsonld of one thing. Fix: name one"),
        (["jsonld", "CrewedFlight", "--profile", "schema", "--embed"], "--embed takes one thing, and this is a class."),
        (
            ["jsonld", "Ordinal", "--profile", "schema"],
            "schema.org has no type for any sf:Ordinal. Fix: name an ",
        ),
        (["jsonld", "one", "--profile", "schema", "--lang", "de"], "--lang goes with --profile schema --embed"),
        (["jsonld", "one", "--embed", "--lang", "de"], "--lang goes with --profile schema --embed"),
        (["turtle", "--profile", "schema"], "--profile schema goes with jsonld only."),
    ],
    ids=str,
)
def test_wrong_questions(
    arguments: list[str],
    message: str,
    spaceflight: Callable[..., CompletedProcess[str]],
    small_store_path: Path,
) -> None:
    result = spaceflight("export", *arguments, store=small_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {message}")
    assert result.stderr.count("\n") == 1


def test_command_embeds_in_the_language_asked_for(
    spaceflight: Callable[..., CompletedProcess[str]], small_store_path: Path
) -> None:
    page = spaceflight(
        "export", "jsonld", "一号", "--profile", "schema", "--embed", "--lang", "zh", store=small_store_path
    )
    assert page.stdout.startswith('<script type="application/ld+json">\n{\n')
    assert '\n  "name": "一号",\n' in page.stdout
    english = spaceflight("export", "jsonld", "one", "--profile", "schema", "--embed", store=small_store_path)
    assert '\n  "name": "One",\n' in english.stdout


def test_our_own_terms_are_embedded_as_they_are(
    spaceflight: Callable[..., CompletedProcess[str]], small_store: Store, small_store_path: Path
) -> None:
    page = spaceflight("export", "jsonld", "one", "--embed", store=small_store_path)
    assert page.stdout == embedding.script(write.text(small_store, "jsonld", "native", ["one"]))


def test_class_stands_for_its_instances_that_have_a_type(small_store: Store) -> None:
    people = json.loads(write.text(small_store, "jsonld", "schema", ["Person", "one", "ann-lee"]))["@graph"]
    assert names(people[1:]) == ["ann-lee", "bo-roth", "cy-tan", "one"]
    only = json.loads(write.text(small_store, "jsonld", "schema", ["CrewedFlight"]))
    assert names(only["@graph"][1:]) == ["one"]  # a class is a list, of one thing too


def test_embedding_asks_for_a_thing_of_a_type(small_store: Store) -> None:
    with pytest.raises(SpaceflightError, match=r"for which schema\.org has no type"):
        schema_jsonld.embedded(small_store, "one-crew-lee")
