"""What questions look up: on the graph of the made-up flight, and on triples of a line or two."""

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph.namespaces import GRAPH, LABELS, PROV, RDF, RDFS, SF, SKOS, WIKIBASE, XSD, Term, expand
from spaceflight_graph.resolve.lookups import Links, lookups

X = expand("id:x")
FACT = expand("fact:x--duration")
PRESENCE = expand("presence:ann-lee--station--one")


def said(*about: Triple, entities: tuple[Triple, ...] = (), functional: tuple[NamedNode, ...] = ()) -> set[Triple]:
    links = Links(functional)
    links.add(about)
    return set(lookups(entities, [], [], {}, [], {}, [], [], links))


def label(thing: NamedNode, text: str, language: str) -> Triple:
    return Triple(thing, RDFS.label, Literal(text, language=language))


def objects(store: Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(expand(subject), expand(predicate), None, GRAPH.lookups)
    return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ({"en": "One", "de": "Eins"}, {"en": "One@en", "de": "Eins@de", "ru": "One@en", "zh": "One@en"}),
        ({"de": "Eins", "zh": "一"}, {"en": "Eins@de", "de": "Eins@de", "ru": "Eins@de", "zh": "一@zh"}),
        ({"fr": "Un"}, dict.fromkeys(("en", "de", "ru", "zh"), "Un@fr")),
    ],
)
def test_reader_is_shown_a_label_in_their_language_else_in_english_else_in_any(
    labels: dict[str, str], shown: dict[str, str]
) -> None:
    found = said(entities=tuple(label(X, text, tag) for tag, text in labels.items()))
    assert {
        language: f"{t.object.value}@{t.object.language}"
        for language, prop in LABELS.items()
        for t in found
        if t.predicate == prop and isinstance(t.object, Literal)
    } == shown


@pytest.mark.parametrize(
    ("english", "own", "shown"),
    [
        ("Launch of One", {}, {"en": "Launch of One", "de": "Start von Eins", "ru": "One: запуск", "zh": "One发射"}),
        ("First launch of One", {}, dict.fromkeys(("en", "de", "ru", "zh"), "First launch of One")),
        ("", {"de": "Start von Eins"}, {"en": "Launch of One", "de": "Start von Eins", "ru": "One: запуск"}),
        ("", {"zh": "One发射"}, {"en": "Launch of One", "de": "Start von Eins", "zh": "One发射"}),
        ("", {"de": "Launch of One"}, dict.fromkeys(("en", "de", "ru", "zh"), "Launch of One")),
        ("Launch of One", {"de": "Erstling"}, {"en": "Launch of One", "de": "Erstling", "ru": "Launch of One"}),
    ],
)
def test_event_that_is_called_by_kind_and_flight_is_so_in_each_language(
    english: str, own: dict[str, str], shown: dict[str, str]
) -> None:
    flight = expand("id:one")
    entities = [
        label(flight, "One", "en"),
        label(flight, "Eins", "de"),
        Triple(X, RDF.type, SF.Launch),
        Triple(X, SF.flight, flight),
        *([label(X, english, "en")] if english else []),
        *(label(X, text, tag) for tag, text in own.items()),
    ]
    ontology = [
        label(SF.Launch, text, tag)
        for tag, text in zip(("en", "de", "ru", "zh"), ("launch", "Start", "запуск", "发射"), strict=True)
    ]
    told = list(lookups(entities, ontology, [], {}, [], {}, [], [], Links(())))
    found = {(t.predicate, t.object.value) for t in told if t.subject == X and isinstance(t.object, Literal)}
    assert {(LABELS[tag], text) for tag, text in shown.items()} <= found
    assert {(SF.nameKey, text.replace(" ", "").replace(":", "").casefold()) for text in shown.values()} <= {
        (prop, text.replace(":", "")) for prop, text in found
    }


def test_names_are_told_as_they_are_compared() -> None:
    old, slip = (
        Triple(X, SKOS.altLabel, Literal("soyuz ms 7")),
        Triple(X, SKOS.hiddenLabel, Literal("Sojuz-MS", language="de")),
    )
    found = said(entities=(label(X, "Союз МС-07", "ru"), label(X, "Soyuz MS-7", "en"), old, slip))
    assert sorted(t.object.value for t in found if t.predicate == SF.nameKey) == ["sojuzms", "soyuzms7", "союзмс07"]  # type: ignore[union-attr]


def test_names_of_works_are_told_too() -> None:
    work = [label(X, "Launch log", "en")]
    assert set(lookups([], [], work, {}, [], {}, [], [], Links(()))) == {Triple(X, SF.nameKey, Literal("launchlog"))}


def test_kind_is_the_class_of_the_file() -> None:
    assert said(entities=(Triple(X, RDF.type, SF.Launch),)) == {Triple(X, SF.kind, SF.Launch)}


def test_what_is_linked_itself_or_by_its_flight_is_linked_as_all_its_classes(small_store: Store) -> None:
    linked = {
        name: [iri.removeprefix(SF.iri) for iri in objects(small_store, f"id:{name}", "sf:linkedAs")]
        for name in ("one", "one-launch", "one-crew-lee", "two", "two-launch")
    }
    assert linked == {
        "one": ["CrewedFlight", "Spaceflight"],
        "one-launch": ["Event", "Launch"],
        "one-crew-lee": ["CrewAssignment"],
        "two": [],
        "two-launch": [],
    }


def fact(prop: NamedNode, value: Term, *caveats: tuple[NamedNode, Term]) -> list[Triple]:
    head = [(RDF.type, SF.Fact), (RDF.subject, X), (RDF.predicate, prop), (RDF.object, value)]
    return [Triple(FACT, part, told) for part, told in (*head, *caveats)]


def test_link_leads_to_the_fact_and_to_the_caveats_of_the_only_value() -> None:
    minute, text = expand("sf:Minute"), Literal("53 h", language="en")
    about = fact(SF.time, Literal("2017", datatype=XSD.gYear), (SF.precision, minute), (SF.reads, text))
    link = Triple(X, expand("sfp:time"), FACT)
    declared = Triple(SF.time, WIKIBASE.claim, expand("sfp:time"))
    assert said(*about) == {link, declared}
    assert said(*about, functional=(SF.time,)) == {link, declared, Triple(X, expand("sfp:timePrecision"), minute)}


def test_each_caveat_of_the_only_value_is_linked_to(real_store: Store) -> None:
    """Asked of real fact nodes: a caveat that stands apart from the rest of its node would be lost."""
    lost = """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX sf: <https://w3id.org/spaceflight/ontology#>
        PREFIX wikibase: <http://wikiba.se/ontology#>
        SELECT ?caveat (COUNT(?told) AS ?all) (SUM(IF(BOUND(?found), 1, 0)) AS ?linked) WHERE {
            VALUES ?caveat { sf:approximation sf:planned sf:precision sf:windowEnd }
            ?fact ?caveat ?told ; a sf:Fact ; rdf:subject ?thing ; rdf:predicate ?p .
            ?p a owl:FunctionalProperty ; wikibase:claim ?link .
            BIND(IRI(CONCAT(STR(?link), UCASE(SUBSTR(STRAFTER(STR(?caveat), "#"), 1, 1)),
                SUBSTR(STRAFTER(STR(?caveat), "#"), 2))) AS ?short)
            OPTIONAL { ?thing ?short ?found FILTER(?found = ?told) }
        } GROUP BY ?caveat"""
    rows = real_store.query(lost, use_default_graph_as_union=True)
    counts = {str(row["caveat"].value).rpartition("#")[2]: (row["all"].value, row["linked"].value) for row in rows}  # type: ignore[union-attr]
    assert set(counts) == {"approximation", "planned", "precision"}  # windows are of plans alone
    assert all(told == linked for told, linked in counts.values()), counts


def test_way_of_reading_is_linked_to_where_the_term_tells_less() -> None:
    text = Literal("53 h", language="en")
    lasting = fact(SF.duration, Literal("PT53H", datatype=XSD.dayTimeDuration), (SF.reads, text))
    assert Triple(X, expand("sfp:durationReads"), text) in said(*lasting, functional=(SF.duration,))
    assert Triple(X, expand("sfp:durationReads"), text) not in said(*lasting)
    far = fact(SF.distanceFromReference, expand("quantity:147-KiloM"), (SF.reads, text))
    assert Triple(X, expand("sfp:distanceFromReferenceReads"), text) in said(
        *far, functional=(SF.distanceFromReference,)
    )


def test_seconds_of_the_only_duration_are_linked_to() -> None:
    seconds = Literal("190800", datatype=XSD.decimal)
    lasting = fact(SF.duration, Literal("PT53H", datatype=XSD.dayTimeDuration), (SF.seconds, seconds))
    link = Triple(X, expand("sfp:durationSeconds"), seconds)
    assert link in said(*lasting, functional=(SF.duration,))
    assert link not in said(*lasting)


def test_what_is_said_of_a_claim_among_the_facts_links_nothing() -> None:
    assert said(Triple(expand("claim:a"), SF.reads, Literal("5 km", language="en"))) == set()


def test_fact_that_lacks_a_part_links_nothing() -> None:
    """The shapes tell of it; here it only must not end the build."""
    whole = fact(SF.time, Literal("2017", datatype=XSD.gYear))
    assert said(*(t for t in whole if t.predicate != RDF.subject)) == set()
    assert said(*(t for t in whole if t.predicate != RDF.predicate)) == set()


def test_property_of_another_vocabulary_has_its_link_too() -> None:
    for name in ("skos:broader", "dcterms:title"):
        told = said(*fact(expand(name), Literal("x")))
        assert [t.predicate for t in told if t.subject == X] == [expand("sfp:" + name.partition(":")[2])]


def test_days_steps_and_counts_of_the_made_up_flight(small_store: Store) -> None:
    assert objects(small_store, "id:one-docking", "sf:onDay") == ["2001-01-03"]
    assert objects(small_store, "id:one-launch", "sf:kind") == [expand("sf:Launch").value]
    steps = [int(objects(small_store, f"id:one-{name}", "sf:step")[0]) for name in ("launch", "docking", "landing")]
    assert steps == sorted(steps)
    assert len(set(steps)) == 3
    claims = sum(
        1 for _ in small_store.quads_for_pattern(None, RDF.type, SF.Claim, NamedNode(GRAPH.iri + "claims/alpha"))
    )
    assert objects(small_store, "doc:alpha", "sf:claimCount") == [str(claims)]


def test_only_events_have_days_and_steps(real_store: Store) -> None:
    for prop in (SF.onDay, SF.step):
        things = {quad.subject for quad in real_store.quads_for_pattern(None, prop, None, GRAPH.lookups)}
        assert len(things) > 100
        for thing in things:
            kinds = {q.object for q in real_store.quads_for_pattern(thing, RDF.type, None, None)}
            assert kinds & {SF.Event, SF.Presence}, thing


def test_presence_of_the_made_up_flight(small_store: Store) -> None:
    told = {
        (quad.predicate, quad.object)
        for quad in small_store.quads_for_pattern(PRESENCE, None, None, GRAPH.lookups)
        if quad.predicate not in (SF.onDay, PROV.wasDerivedFrom)
    }
    since = Literal("2001-01-03T10:00:00Z", datatype=XSD.dateTime)
    until = Literal("2001-01-12T09:00:00Z", datatype=XSD.dateTime)
    minute = expand("sf:Minute")
    begin, end = (expand(f"fact:ann-lee--station--one--{name}") for name in ("since", "until"))
    assert told == {
        (RDF.type, SF.Presence),
        (SF.presenceOf, expand("id:ann-lee")),
        (SF.station, expand("id:station")),
        (SF.occasion, expand("id:one")),
        (SF.since, since),
        (SF.until, until),
        (expand("sfp:since"), begin),
        (expand("sfp:until"), end),
        (expand("sfp:sincePrecision"), minute),
        (expand("sfp:untilPrecision"), minute),
    }
    days = objects(small_store, "presence:ann-lee--station--one", "sf:onDay")
    assert (days[0], days[-1], len(days)) == ("2001-01-03", "2001-01-12", 10)
    rests = {q.object for q in small_store.quads_for_pattern(begin, PROV.wasDerivedFrom, None, GRAPH.lookups)}
    assert rests == {expand("claim:alpha-L5-one-docking-time")}
    told_of = [
        {q.predicate: q.object for q in small_store.quads_for_pattern(node, None, None, GRAPH.lookups)}
        for node in (begin, end)
    ]
    assert [(told[SF.notBefore], told[SF.notAfter]) for told in told_of] == [
        (since, Literal("2001-01-03T10:00:59Z", datatype=XSD.dateTime)),
        (until, Literal("2001-01-12T09:00:59Z", datatype=XSD.dateTime)),
    ]


def test_event_of_a_flight_that_one_language_names_is_called_after_that_name() -> None:
    flight = expand("id:one")
    entities = [
        label(flight, "Eins", "de"),
        Triple(X, RDF.type, SF.Launch),
        Triple(X, SF.flight, flight),
        label(X, "Start von Eins", "de"),
    ]
    ontology = [label(SF.Launch, "launch", "en"), label(SF.Launch, "Start", "de")]
    told = list(lookups(entities, ontology, [], {}, [], {}, [], [], Links(())))
    shown = {t.object for t in told if t.subject == X and t.predicate == LABELS["en"]}
    assert shown == {Literal("Launch of Eins", language="en")}
