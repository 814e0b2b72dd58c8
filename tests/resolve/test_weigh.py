"""Weighing, and what the sources say around the claims: groups, ranks, containment, families, events of flights."""

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.namespaces import RDF, SF, SKOS, XSD, expand
from spaceflight_graph.resolve.surroundings import containment, events_of_flights, origins
from spaceflight_graph.resolve.weigh import Read, apart, beside, finest, largest, sharpest, support, together, width

AROUND = {expand("id:pad").value: frozenset({expand("id:port").value})}


def read(name: str, value: str, precision: str = "Minute", about: str | None = None) -> Read:
    """Return a claim of the document that its name begins with, and what it denotes."""
    told: NamedNode | Literal = (
        expand(value)
        if value.startswith("id:")
        else Literal(value, datatype=XSD.dateTime if "T" in value else XSD.date)
    )
    exact = precision if "T" in value else None
    claim = Claim(
        expand(f"claim:{name}"), expand("id:x"), SF.time, told, expand(f"doc:{name[0]}"), 1, None, exact, about
    )
    return Read(claim, denoted(claim, AROUND))


def names(reads: list[Read]) -> list[str]:
    return [one.claim.iri.value.rsplit("/")[-1] for one in reads]


def test_largest_group_counts_documents_and_not_claims() -> None:
    reads = [read("a-1", "2018-06-03Z"), read("a-2", "2018-06-03Z"), read("b", "2018-06-05Z"), read("c", "2018-06-05Z")]
    assert names(largest(reads, {})) == ["b", "c"]
    family = {expand("doc:b"): expand("doc:b"), expand("doc:c"): expand("doc:b")}
    assert names(largest(reads, family)) == ["a-1", "a-2"]  # one document each: then the larger number of claims


def test_of_equal_groups_the_finer_one_then_the_fuller_one_then_the_first() -> None:
    day, minute = read("a", "2018-06-03Z"), read("b", "2018-06-05T12:00:00Z")
    assert names(largest([day, minute], {})) == ["b"]
    assert names(largest([minute, day], {})) == ["b"]
    once, twice = read("b", "2018-06-03Z"), [read("a-1", "2018-06-05Z"), read("a-2", "2018-06-05Z")]
    assert names(largest([once, *twice], {})) == ["a-1", "a-2"]
    assert names(largest([*twice, once], {})) == ["a-1", "a-2"]
    assert names(largest([read("b", "2018-06-09Z"), read("a", "2018-06-03Z")], {})) == ["b"]
    assert names(largest([read("b", "2018-06-03Z"), read("a", "2018-06-09Z")], {})) == ["b"]


def test_days_that_touch_do_not_overlap() -> None:
    days = [read("a", "2018-06-03Z"), read("b", "2018-06-04Z"), read("c", "2018-06-05Z"), read("d", "2018-06-05Z")]
    assert names(largest(days, {})) == ["c", "d"]
    assert names(largest(days[:2], {})) == ["a"]


def test_claim_that_has_ended_no_longer_counts() -> None:
    """Two days in a row, and a month that holds both: never three documents at one moment."""
    reads = [read("a", "2018-06-03Z"), read("b", "2018-06-04Z"), read("c", "2018-06-04T12:00:00Z")]
    assert names(largest(reads, {})) == ["b", "c"]


def test_document_counts_once_while_one_of_its_claims_lasts() -> None:
    """At noon on the 3rd both of ``a`` and ``b`` hold; ``a`` has a minute there that ends, and its day goes on."""
    reads = [read("a-1", "2018-06-03Z"), read("a-2", "2018-06-03T10:00:00Z"), read("b", "2018-06-03T12:00:00Z")]
    assert names(largest(reads, {})) == ["a-1", "b"]


def test_largest_group_of_places_is_of_one_place_and_what_holds_it() -> None:
    pad, port, moon = read("a", "id:pad"), read("b", "id:port"), read("c", "id:moon")
    assert names(largest([port, pad, moon], {})) == ["b", "a"]
    assert names(largest([moon, pad, port], {})) == ["a", "b"]
    assert names(largest([moon, port], {})) == ["c"]
    assert names(largest([port, read("d", "id:moon"), moon], {})) == ["d", "c"]


def test_kinds_of_values_are_weighed_apart() -> None:
    """A text and a day of one property: what cannot be compared is never one group."""
    day, other, place = read("a", "2018-06-03Z"), read("c", "2018-06-03Z"), read("b", "id:pad")
    assert names(largest([place, day, other], {})) == ["a", "c"]
    assert names(largest([place, day], {})) == ["b"]


def test_finest_of_a_group() -> None:
    day, minute, again = read("a", "2018-06-03Z"), read("c", "2018-06-03T12:39:00Z"), read("d", "2018-06-03T12:39:00Z")
    other = read("b", "2018-06-03T12:38:00Z")
    reads = [day, minute, again, other]
    assert finest(reads, reads) is minute  # as fine as ``b``, and stated twice
    assert finest([day, minute, other], [day, minute, other]) is other
    pad, port = read("b", "id:pad"), read("a", "id:port")
    assert finest([port, pad], [port, pad]) is pad  # within the other


def test_document_that_hedges_once_means_it_where_it_repeats_the_bare_value() -> None:
    bare, hedged = read("a-1", "2018-06-03T12:39:00Z"), read("a-2", "2018-06-03T12:39:00Z", about="About")
    assert finest([bare, hedged], [bare, hedged]) is hedged
    stranger, later = read("b", "2018-06-03T12:39:00Z"), read("a-3", "2018-06-03T12:40:00Z", about="About")
    assert finest([stranger, hedged], [stranger, hedged]) is stranger
    assert finest([bare, later], [bare, later]) is bare
    open_ended = read("a-0", "2018-06-03T12:39:00Z", about="AtLeast")
    assert finest([open_ended, hedged], [open_ended, hedged]) is hedged  # neither is bare
    assert finest([hedged, day := read("a-4", "2018-06-03Z")], [hedged, day]) is hedged


def test_widths() -> None:
    assert width(read("a", "2018-06-03T12:39:00Z").value) == 60_000_000
    assert width(read("a", "id:pad").value) == 0
    for about in ("UpTo", "AtLeast"):
        assert width(read("a", "2018-06-03T12:39:00Z", about=about).value) == float("inf")


def test_sharpest() -> None:
    day, minute, slip = read("a", "2018-06-03Z"), read("b", "2018-06-03T12:39:00Z"), read("c", "2018-06-05T12:00:00Z")
    assert sharpest([day, minute, slip]) == [minute, slip]
    pad, port, moon = read("a", "id:pad"), read("b", "id:port"), read("c", "id:moon")
    assert sharpest([port, pad, moon]) == [pad, moon]


def test_together_beside_and_apart() -> None:
    day, minute, slip = read("a", "2018-06-03Z"), read("b", "2018-06-03T12:39:00Z"), read("c", "2018-06-05T12:00:00Z")
    place = read("d", "id:pad")
    assert [together(day, other) for other in (day, minute, slip, place)] == [True, True, False, False]
    assert beside(day, [slip, minute, place]) == [minute.claim]
    assert [apart(day, [other.value]) for other in (minute, slip, place)] == [False, True, False]
    assert apart(day, [minute.value, slip.value])
    assert support([day.claim, day.claim, slip.claim], {}) == 2


def parts(pairs: str, predicate: NamedNode) -> list[Triple]:
    found = [pair.split("<") for pair in pairs.split()]
    return [Triple(expand(f"id:{a}"), predicate, expand(f"id:{b}")) for a, b in found]


def test_containment_reaches_near_and_far_and_round_a_circle() -> None:
    claims = [
        Claim(expand(f"claim:{i}"), expand(f"id:{a}"), predicate, expand(f"id:{b}"), expand("doc:a"), 1)
        for i, (a, predicate, b) in enumerate(
            [("pad", SF.partOf, "port"), ("ms", SF.variantOf, "soyuz"), ("launch", SF.follows, "rollout")]
        )
    ]
    ontology = [
        *parts("port<land land<pad", SF.partOf),
        *parts("kazakh<turkic", SKOS.broader),
        *parts("a<b", SF.flight),
    ]
    found = {
        thing.rsplit("/")[-1]: {name.rsplit("/")[-1] for name in around}
        for thing, around in containment(claims, ontology).items()
    }
    assert found == {
        "pad": {"port", "land", "pad"},
        "port": {"land", "pad", "port"},
        "land": {"pad", "port", "land"},
        "ms": {"soyuz"},
        "kazakh": {"turkic"},
    }


def test_documents_that_copy_each_other_are_one_family() -> None:
    copies = parts("b<a c<b e<d", SF.derivedFrom) + parts("x<y", SF.partOf)
    heads = {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
    expected = {expand(f"id:{name}"): expand(f"id:{head}") for name, head in heads.items() if name not in "ad"}
    found = origins(copies)
    assert {document: found.get(document, document) for document in expected} == expected
    assert all(found.get(expand(f"id:{name}"), expand(f"id:{name}")) == expand(f"id:{name}") for name in "adxy")


def test_documents_that_copy_each_other_round_a_circle() -> None:
    found = origins(parts("a<b b<c c<a", SF.derivedFrom))
    assert {found.get(expand(f"id:{name}"), expand(f"id:{name}")) for name in "abc"} == {expand("id:a")}


def test_events_of_flights_by_class() -> None:
    entities = [
        *parts("launch<ms7 landing<ms7 odd<ms7 other<ms8", SF.flight),
        Triple(expand("id:launch"), RDF.type, SF.Launch),
        Triple(expand("id:landing"), RDF.type, SF.Landing),
        Triple(expand("id:other"), RDF.type, SF.Launch),
        Triple(expand("id:ms7"), RDF.type, SF.Spaceflight),
        Triple(expand("id:ms7"), expand("rdfs:label"), Literal("MS-07")),
        Triple(expand("id:text"), SF.flight, Literal("MS-07")),
    ]
    found = events_of_flights(entities)
    assert {flight: dict(kinds) for flight, kinds in found.items()} == {
        expand("id:ms7"): {
            SF.Launch: [expand("id:launch")],
            SF.Landing: [expand("id:landing")],
            SF.Event: [expand("id:odd")],
        },
        expand("id:ms8"): {SF.Launch: [expand("id:other")]},
    }
