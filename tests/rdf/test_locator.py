"""Where a triple stands: the place of each part of it, in each of several files, however it is spelled there."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from spaceflight_graph.errors import Place
from spaceflight_graph.namespaces import Term, expand
from spaceflight_graph.rdf.places import Locator, Text, Wanted
from spaceflight_graph.rdf.source import Source

EX = "http://e.org/"
HEAD = f"@prefix : <{EX}> .\n"
S, P, Q, T = (NamedNode(EX + name) for name in "spqt")


def turtle(text: str, name: str = "a.ttl", label: str = "f0b") -> Source:
    return Source(name, (HEAD + text).encode(), RdfFormat.TURTLE, label)


def found(wanted: Wanted, *sources: Source) -> str | None:
    """Return the place of a triple, with the column where it ends."""
    locator = Locator(sources)
    locator.look_for([wanted])
    place = locator.find(wanted)
    return None if place is None else f"{place[0]}-{place[0].end_column}"


ONE = ":s :p :t ,\n :q , 5 .\n:q :p :s .\n:s :q :t .\n"
PARTS = {
    "the object": (Wanted(S, P, T), "a.ttl:2:7-9"),
    "the subject": (Wanted(S, P, T, at_subject=True), "a.ttl:2:1-3"),
    "the predicate": (Wanted(S, P, T, at_predicate=True), "a.ttl:2:4-6"),
    "the next object": (Wanted(S, P, Q), "a.ttl:3:2-4"),
    "any value: the first": (Wanted(S, P), "a.ttl:2:7-9"),
    "any value: the last": (Wanted(S, P, last=True), "a.ttl:3:7-8"),
    "any property: the first": (Wanted(S, None, T), "a.ttl:2:7-9"),
    "any property: the last": (Wanted(S, None, T, last=True), "a.ttl:5:7-9"),
    "any triple of a subject": (Wanted(S, at_subject=True), "a.ttl:2:1-3"),
    "any triple with an object": (Wanted(None, None, S), "a.ttl:4:7-9"),
    "any triple with a property and an object": (Wanted(None, Q, T), "a.ttl:5:7-9"),
    "one of some values": (Wanted(S, P, among=frozenset({Q, S})), "a.ttl:3:2-4"),
    "none of some values": (Wanted(S, P, among=frozenset({S})), None),
    "another value": (Wanted(S, P, S), None),
    "another subject": (Wanted(T, P, S), None),
    "nothing at all": (Wanted(None), None),
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "place"), PARTS.values(), ids=PARTS)
def test_parts_of_a_triple(wanted: Wanted, place: str | None) -> None:
    assert found(wanted, turtle(ONE)) == place


def whole(text: str) -> Literal:
    return Literal(text, datatype=expand("xsd:integer"))


@pytest.mark.parametrize("text", ["5", '"05"^^<http://www.w3.org/2001/XMLSchema#integer>'])
@pytest.mark.parametrize("wanted", [Wanted(S, P, whole("5")), Wanted(S, P, whole("05")), Wanted(None, P, whole("05"))])
def test_value_is_found_however_it_is_spelled(text: str, wanted: Wanted) -> None:
    source = turtle(f':s :p "5" ,\n {text} .')
    assert found(wanted, source) == f"a.ttl:3:2-{2 + len(text)}"


def test_spelling_counts_where_a_value_stands_twice() -> None:
    source = turtle(':s :p 5 ,\n "05"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    assert found(Wanted(S, P, whole("05")), source) == "a.ttl:3:2-50"
    assert found(Wanted(S, P, whole("5")), source) == "a.ttl:2:7-8"
    turned = turtle(':s :p "05"^^<http://www.w3.org/2001/XMLSchema#integer> ,\n 5 .')
    assert found(Wanted(S, P, whole("5")), turned) == "a.ttl:3:2-3"
    assert found(Wanted(S, P, whole("005")), turned) == "a.ttl:2:7-55"


def test_value_comes_back_as_the_file_spells_it() -> None:
    locator = Locator([turtle(":s :p 1.50 .")])
    wanted = Wanted(S, P, Literal("1.5", datatype=expand("xsd:decimal")))
    locator.look_for([wanted])
    assert locator.find(wanted) == (
        Place("a.ttl", 2, 7, 11),
        Literal("1.50", datatype=expand("xsd:decimal")),
    )


def test_one_of_some_values_is_known_by_its_value() -> None:
    wanted = Wanted(S, P, among=frozenset({whole("7")}))
    assert found(
        wanted, turtle(":s :p 1 ,\n 007 .".replace("007", '"007"^^<http://www.w3.org/2001/XMLSchema#integer>'))
    )


def test_first_file_that_has_it_counts() -> None:
    files = [
        turtle(text, name, f"f{number}b")
        for number, (name, text) in enumerate({"x": ":q :p 1 .", "y": ONE, "z": ONE}.items())
    ]
    assert found(Wanted(S, P, T), *files) == "y:2:7-9"
    assert found(Wanted(S, P, T, last=True), *files) == "z:2:7-9"


def test_blank_nodes_are_those_of_their_file() -> None:
    files = [turtle("[] :p 1 .\n[] :p 2 .", "x", "f0b"), turtle("[] :p 3 .\n\n[] :p 4 .", "y", "f1b")]
    assert found(Wanted(BlankNode("f1b1"), P), *files) == "y:4:7-8"
    assert found(Wanted(BlankNode("f0b1"), P), *files) == "x:3:7-8"
    both = Locator(files)
    both.look_for([Wanted(BlankNode("f1b1"), P), Wanted(BlankNode("f0b1"), P)])
    assert [str(place[0]) for n in "01" if (place := both.find(Wanted(BlankNode(f"f{n}b1"))))] == ["x:3:7", "y:4:7"]
    assert found(Wanted(S, P, BlankNode("f1b1")), turtle(":s :p [ ] , [ ] .", "y", "f1b")) == "y:2:13-14"
    assert found(Wanted(None, P, BlankNode("f1b1")), turtle(":s :p [ ] , [ ] .", "y", "f1b")) == "y:2:13-14"


def test_files_may_be_looked_through_again_for_more() -> None:
    locator = Locator([turtle(ONE)])
    for wanted, place in (
        (Wanted(S, P, T), "a.ttl:2:7"),
        (Wanted(Q, P), "a.ttl:4:7"),
        (Wanted(None, None, T), "a.ttl:2:7"),
    ):
        assert locator.find(wanted) is None or wanted.subject is None
        locator.look_for([wanted])
        here = locator.find(wanted)
        assert here is not None
        assert str(here[0]) == place


NAMES = {
    "with a prefix": (":s :p 1 .", "a.ttl:2:7-8"),
    "in full": ("<http://e.org/s> <http://e.org/p> 1 .", "a.ttl:2:35-36"),
    "below a prefix that ends within a word": ("@prefix y: <http://e.org> .\ny:\\/s :p 1 .", "a.ttl:3:10-11"),
    "with an escape": ("<http://e.org/\\u0073> :p 1 .", "a.ttl:2:26-27"),
    "relative to a base": ("@base <http://e.org/> .\n<s> :p 1 .", "a.ttl:3:8-9"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), NAMES.values(), ids=NAMES)
def test_subject_is_found_however_it_is_spelled(text: str, place: str) -> None:
    assert found(Wanted(S, P), turtle(text)) == place


@pytest.mark.parametrize(
    ("iri", "text", "place"),
    [
        ("http://e.org/card#me", "@prefix me: <http://e.org/card#me> .\nme: :p 1 .", "a.ttl:3:8-9"),
        ("http://e.org/n1b", "@prefix n: <http://e.org/n1> .\nn:b :p 1 .", "a.ttl:3:8-9"),
        ("http://e.org/", "@base <http://e.org/> .\n<> :p 1 .", "a.ttl:3:7-8"),
        ("http://e.org/", ": :p 1 .", "a.ttl:2:6-7"),
        ("http://e.org/a/", ":q :p 1 .\n<http://e.org/a/> :p 1 .", "a.ttl:3:22-23"),
    ],
)
def test_names_without_a_word_of_their_own(iri: str, text: str, place: str) -> None:
    assert found(Wanted(NamedNode(iri), P), turtle(text)) == place


# Lines and columns


def test_span_ends_in_the_line_where_it_begins() -> None:
    source = turtle(':s :p """a\nb""" , """c\r\nd""" .')
    assert found(Wanted(S, P), source) == "a.ttl:2:7-11"
    assert found(Wanted(S, P, last=True), source) == "a.ttl:3:8-12"


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((0, 1), Place("x", 1, 1, 2)),
        ((0, 2), Place("x", 1, 1, 3)),
        ((0, 3), Place("x", 1, 1, 3)),
        ((3, 5), Place("x", 2, 1, 3)),
        ((6, 8), Place("x", 3, 1, 3)),
        ((7, 9), Place("x", 3, 2, 3)),
    ],
)
def test_place_of_a_span(span: tuple[int, int], place: Place) -> None:
    assert Text(Source("x", b"ab\ncd\nef", RdfFormat.TURTLE)).place(span) == place


@pytest.mark.parametrize(("number", "line"), [(0, ""), (1, "ab"), (2, ""), (3, "c\td"), (4, "e"), (5, ""), (-1, "")])
def test_line_by_its_number(number: int, line: str) -> None:
    assert Text(Source("x", b"\xef\xbb\xbfab\r\n\rc\td\ne", RdfFormat.TURTLE)).line(number) == line


def test_line_of_a_place() -> None:
    locator = Locator([turtle("first .", "x"), turtle("second .", "y")])
    assert locator.line(Place("y", 2)) == "second ."
    assert locator.line(Place("y")) == ""
    assert locator.line(Place("z", 2)) == ""


# JSON-LD and RDF/XML, where only names are found


def jsonld(*names: str) -> Source:
    nodes = ", ".join(f'{{"@id": "{name}"}}' for name in names)
    return Source("x.jsonld", f'{{"@graph": [{nodes}]}}'.encode(), RdfFormat.JSON_LD)


def xml(*names: str, attribute: str = "rdf:about") -> Source:
    return Source("x.rdf", " ".join(f"<x {attribute}='{name}'/>" for name in names).encode(), RdfFormat.RDF_XML)


def mentioned(term: Term | None, *sources: Source) -> str | None:
    """Return the text at the place where a node is named, and where that is."""
    place = Locator(sources).mention(term)
    if place is None:
        return None
    text = next(source for source in sources if source.name == place.file).data.decode()
    assert place.line == 1
    return f"{place.column} {text[(place.column or 0) - 1 : (place.end_column or 0) - 1]}"


@pytest.mark.parametrize(
    ("names", "iri", "expected"),
    [
        (["http://e.org/s"], "http://e.org/s", "35 s"),
        (["https://e.org/s", "http://e.org/s"], "http://e.org/s", "63 s"),  # another scheme is another name
        (["https://e.org/s"], "http://e.org/s", None),
        (["http://d.org/s", "ex:s"], "http://e.org/s", "52 s"),
        (["ex:t/s"], "http://e.org/s", None),
        (["ex:t/s"], "http://e.org/t/s", "27 s"),
        (["./s"], "http://e.org/s", "24 s"),
        (["../t/s"], "http://e.org/t/s", "27 s"),
        (["#s"], "http://e.org/x#s", "23 s"),
        (["t/s"], "http://e.org/s", None),
        (["http://e.org/"], "http://e.org/", "22 http://e.org/"),
        (["http://e.org/t/"], "http://e.org/", None),
        (["urn:a:s"], "urn:a:s", "28 s"),
        (["s"], "http://e.org/t", None),
    ],
)
def test_name_in_json_ld(names: list[str], iri: str, expected: str | None) -> None:
    assert mentioned(NamedNode(iri), jsonld(*names)) == expected


@pytest.mark.parametrize("attribute", ["rdf:about", "rdf:ID", "rdf:resource"])
def test_name_in_rdf_xml(attribute: str) -> None:
    source = xml("https://e.org/s", "http://e.org/s", attribute=attribute)
    first = len(f"<x {attribute}='https://e.org/s'/> <x {attribute}='http://e.org/")
    assert mentioned(S, source) == f"{first + 1} s"
    assert mentioned(NamedNode("http://e.org/t"), source) is None


def test_only_names_are_mentioned_and_only_there() -> None:
    assert mentioned(Literal("s"), jsonld("s")) is None
    assert mentioned(None, jsonld("s")) is None
    assert mentioned(S, Source("a.ttl", b'# "@id": "http://e.org/s"', RdfFormat.TURTLE)) is None
    locator = Locator([jsonld("http://e.org/s")])
    locator.look_for([Wanted(S)])
    assert locator.find(Wanted(S)) is None


def test_file_of_a_node_where_no_line_is_known() -> None:
    files = [turtle(":q :p :t .", "x"), turtle(":s :p :t .", "y")]
    locator = Locator(files)
    assert locator.file(S) == Place("y")
    assert locator.file(T) == Place("x")
    assert locator.file(P) is None
    assert locator.file(None) is None
    assert Locator(files[:1]).file(S) == Place("x")
    assert Locator(files[:1]).file(None) == Place("x")
