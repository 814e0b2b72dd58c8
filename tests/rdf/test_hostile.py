"""Files that would bring a parser down are refused before, at their place; files that people write are not."""

import pytest
from pyoxigraph import RdfFormat

from spaceflight_graph.rdf.hostile import DEEPEST, hostile
from spaceflight_graph.rdf.source import Source

BODY = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">{}</rdf:RDF>'
ITEM = '<rdf:Description rdf:about="http://a"><e:p>{}</e:p></rdf:Description>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def told(data: str | bytes, form: RdfFormat) -> str | None:
    problem = hostile("x", data if isinstance(data, bytes) else data.encode(), form)
    return None if problem is None else str(problem)


def xml(declared: str, text: str) -> str:
    return f"<!DOCTYPE rdf:RDF [{declared}]>\n" + BODY.format(ITEM.format(text))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (xml(f'<!ENTITY a0 "ha">{LAUGHS}', "&a11;"), "x:2:129: The entities of the file grow out of proportion."),
        (xml('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"), "x:2:129: The entities of the file grow out of proportion."),
        (xml('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "x: The entity a lies elsewhere or changes"),
        (xml('<!ENTITY a PUBLIC "x" "http://e/">', "plain"), "x: The entity a lies elsewhere or changes"),
        (xml("<!ENTITY % a '<!ENTITY b \"c\">'>", "plain"), "x: The entity a lies elsewhere or changes"),
        (BODY.format("").encode("utf-16"), "x: The file is in a wide encoding"),
    ],
)
def test_document_types_that_do_harm(data: str | bytes, message: str) -> None:
    found = told(data, RdfFormat.RDF_XML)
    assert found is not None
    assert found.startswith(message)
    assert ". Fix: " in found


def test_entities_that_people_write_are_read() -> None:
    data = xml('<!ENTITY owl "http://www.w3.org/2002/07/owl#">', "&owl;Thing &amp; more")
    assert told(data, RdfFormat.RDF_XML) is None
    (quad,) = Source("x.rdf", data.encode(), RdfFormat.RDF_XML).quads()
    assert getattr(quad.object, "value", None) == "http://www.w3.org/2002/07/owl#Thing & more"


@pytest.mark.parametrize(("depth", "refused"), [(DEEPEST, False), (DEEPEST + 1, True), (6000, True)])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
def test_json_that_is_nested(depth: int, refused: bool, opens: str, closes: str) -> None:
    found = told(opens * depth + "1" + closes * depth, RdfFormat.JSON_LD)
    assert (found is not None) is refused
    if found:
        assert found.startswith(f"x:1:{DEEPEST * len(opens) + 1}: The JSON is nested deeper than {DEEPEST} levels.")


@pytest.mark.parametrize("inside", ["[" * 600, '\\"' + "{" * 600, "\\\\"])
def test_brackets_in_strings_nest_nothing(inside: str) -> None:
    assert told(f'{{"a": "{inside}", "b": [{",".join(["[]"] * 600)}]}}', RdfFormat.JSON_LD) is None


def test_what_is_refused_is_a_problem_of_the_file_and_nothing_is_read() -> None:
    source = Source("d.jsonld", b"[" * 1000, RdfFormat.JSON_LD)
    for _ in range(2):
        assert list(source.quads()) == []
        assert [str(problem.place) for problem in source.problems] == ["d.jsonld:1:501"]


def test_a_piece_that_is_longer_than_the_parser_takes_is_told() -> None:
    source = Source("x.nt", b'<urn:a> <urn:p> "' + b"x" * 17_000_000 + b'" .\n', RdfFormat.N_TRIPLES)
    assert list(source.quads()) == []
    (problem,) = source.problems
    assert problem.message.startswith("Something in the file is longer than the parser takes")
