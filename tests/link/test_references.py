"""What a statement cites: only what bears it out by itself, and only what Wikidata takes for a source."""

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from spaceflight_graph.link import references as module
from spaceflight_graph.link.references import references, trimmed
from spaceflight_graph.link.statement import Item, Monolingual, Reference, Snak, Text, Time, Value
from spaceflight_graph.namespaces import expand

DAY = Time("+2017-12-17T00:00:00Z", 11)
PAGE = 'doc:x a sf:Document ; dcterms:title "A  page"@en ; dcterms:language "en" ; schema:url <http://example.org/x>'
WIKI = 'doc:w a sf:Document ; dcterms:title "W"@de ; schema:url <https://de.wikipedia.org/wiki/W> .'
CLAIM = """claim:{name} rdf:subject id:a ; rdf:predicate sf:time ; rdf:object {value} ; sf:document doc:{document} ;
    sf:line {line} ; sf:statedAs "{words}"@en ; sf:relationToFact sf:{relation} ."""


def claim(
    name: str = "c",
    value: str = '"2017-12-17"',
    document: str = "x",
    line: int = 7,
    words: str = "17 Dec",
    how: str = "Same",
) -> str:
    return CLAIM.format(name=name, value=value, document=document, line=line, words=words, relation=how)


def cited(store: Store, *names: str, value: Value = DAY) -> tuple[tuple[Reference, ...], str]:
    claims = [expand(f"claim:{name}") for name in names or ("c",)]
    return references(store, expand("id:a"), expand("sf:time"), claims, value)


ADDRESS = Snak("P854", Text("http://example.org/x", "url"))
TITLE, LANGUAGE = Snak("P1476", Monolingual("A page", "en")), Snak("P407", Item("Q1860"))
WORDS = Snak("P1683", Monolingual("17 Dec", "en"))


def test_a_page_is_cited_with_all_that_is_known_of_it(graph: Callable[..., Store]) -> None:
    more = (
        '; schema:sameAs wd:Q5 ; sf:retrieved "2026-11-20"^^xsd:date ; sf:archive <http://archive.example/x>'
        ' ; sf:archived "2018-06-04"^^xsd:date .'
    )
    assert cited(graph(documents=PAGE + more, facts=claim())) == (
        (
            Reference(
                (
                    Snak("P248", Item("Q5")),
                    ADDRESS,
                    Snak("P813", Time("+2026-11-20T00:00:00Z", 11)),
                    Snak("P1065", Text("http://archive.example/x", "url")),
                    Snak("P2960", Time("+2018-06-04T00:00:00Z", 11)),
                    TITLE,
                    LANGUAGE,
                    WORDS,
                )
            ),
        ),
        "",
    )


def test_what_is_not_known_stays_out(graph: Callable[..., Store]) -> None:
    assert cited(graph(documents=f"{PAGE} .", facts=claim()))[0] == (Reference((ADDRESS, TITLE, LANGUAGE, WORDS)),)
    bare = 'doc:x dcterms:title "A page" ; dcterms:language "la" ; sf:archived "2018-06-04"^^xsd:date'
    bare += " ; schema:url <http://example.org/x> ."
    found = cited(graph(documents=bare, facts=claim(words=" ")))[0]
    assert found == (Reference((ADDRESS,)),)


UNCITED = {
    "Wikipedia": (WIKI, claim(document="w"), module.ONLY_WIKIPEDIA),
    "Wikipedia with an item": (f"{WIKI} doc:w schema:sameAs wd:Q5 .", claim(document="w"), module.ONLY_WIKIPEDIA),
    "no address": ('doc:x dcterms:title "A"@en .', claim(), module.NO_ADDRESS),
    "an address that is too long": (f"doc:x schema:url <http://example.org/{'x' * 482}> .", claim(), module.NO_ADDRESS),
    "inferred": (f"{PAGE} .", claim() + "claim:c sf:inferredFrom sf:Naming .", module.NO_DOCUMENT),
    "coarser than the fact": (f"{PAGE} .", claim(how="RefinedBy"), module.NO_DOCUMENT),
    "a claim of something else": (f"{PAGE} .", claim().replace("id:a", "id:b"), module.NO_DOCUMENT),
    "a claim of another property": (f"{PAGE} .", claim().replace("sf:time", "sf:place"), module.NO_DOCUMENT),
    "no claim": (f"{PAGE} .", "", module.NO_DOCUMENT),
}


@pytest.mark.parametrize(("documents", "claims", "why"), UNCITED.values(), ids=UNCITED)
def test_what_is_no_source(graph: Callable[..., Store], documents: str, claims: str, why: str) -> None:
    assert cited(graph(documents=documents, facts=claims)) == ((), why)


@pytest.mark.parametrize(
    "host", ["de.wikipedia.org", "zh.m.wikipedia.org", "www.wikidata.org", "commons.wikimedia.org"]
)
def test_wikis_are_told_by_their_host(graph: Callable[..., Store], host: str) -> None:
    store = graph(documents=f"doc:x schema:url <https://{host}/x> .", facts=claim())
    assert cited(store) == ((), module.ONLY_WIKIPEDIA)


def test_a_page_that_only_names_wikipedia_is_a_source(graph: Callable[..., Store]) -> None:
    address = "http://example.org/wikipedia.org"
    found, _ = cited(graph(documents=f"doc:x schema:url <{address}> .", facts=claim(words=" ")))
    assert found == (Reference((Snak("P854", Text(address, "url")),)),)


def test_an_address_of_500_characters_is_taken(graph: Callable[..., Store]) -> None:
    address = "http://example.org/".ljust(500, "x")
    assert cited(graph(documents=f"doc:x schema:url <{address}> .", facts=claim()))[0]


@pytest.mark.parametrize(("length", "kept"), [(500, True), (501, False)])
def test_a_copy_in_an_archive_has_an_address_that_is_taken(
    graph: Callable[..., Store], length: int, kept: bool
) -> None:
    copy = "http://archive.example/".ljust(length, "x")
    (found,), _ = cited(graph(documents=f"{PAGE} ; sf:archive <{copy}> .", facts=claim()))
    assert (Snak("P1065", Text(copy, "url")) in found.snaks) == kept


@pytest.mark.parametrize(("value", "kept"), [(DAY, True), (Item("Q2"), False)])
def test_a_clock_time_bears_out_its_day(graph: Callable[..., Store], value: Value, kept: bool) -> None:
    clock = claim(value='"2017-12-17T07:21:00Z"^^xsd:dateTime', how="RefinedBy")
    assert bool(cited(graph(documents=f"{PAGE} .", facts=clock), value=value)[0]) == kept


def test_one_reference_a_document_with_the_words_that_say_just_this_first(graph: Callable[..., Store]) -> None:
    clock = '"2017-12-17T07:21:00Z"^^xsd:dateTime'
    claims = (
        claim("early", clock, line=3, words="early", how="RefinedBy"),
        claim("late", line=9, words="late"),
        claim("first", line=8, words="first"),
        claim("other", document="y", words="other"),
    )
    store = graph(documents=f"{PAGE} . doc:y schema:url <http://example.org/y> .", facts="".join(claims))
    found, why = cited(store, "other", "late", "first", "early")
    quoted = [snak.value for reference in found for snak in reference.snaks if snak.property == "P1683"]
    assert (quoted, why) == ([Monolingual("first", "en"), Monolingual("other", "en")], "")


def test_wikipedia_beside_a_source_is_left_out(graph: Callable[..., Store]) -> None:
    store = graph(documents=f"{PAGE} . {WIKI}", facts=claim() + claim("w", document="w"))
    assert cited(store, "c", "w") == ((Reference((ADDRESS, TITLE, LANGUAGE, WORDS)),), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\n b\t", "a b"), ("x" * 400, "x" * 400), ("x" * 401, "x" * 399 + "…"), ("x" * 398 + " yz", "x" * 398 + "…")],
)
def test_texts_are_as_wikibase_takes_them(text: str, expected: str) -> None:
    assert trimmed(text) == expected
