"""A finding stands at its triple: file, line and column, however the file is written."""

from pathlib import Path

import pytest

from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:Flight-name sh:path ex:name ; sh:minCount 1 ; sh:maxCount 2 ; sh:uniqueLang true .
ex:Flight a sh:NodeShape ;
    sh:targetClass ex:Flight ;
    sh:property ex:Flight-name ;
    sh:property [ sh:path ex:mass ; sh:datatype xsd:decimal ] ;
    sh:property [ sh:path ( ex:crew ex:age ) ; sh:minInclusive 18 ] ;
    sh:property [ sh:path [ sh:inversePath ex:of ] ; sh:class ex:Event ] ;
    sh:sparql [ sh:select \"\"\"SELECT $this ?value WHERE {
        $this <http://example.org/from> ?a . ?a <http://example.org/at> ?value . FILTER (?value > 5) }\"\"\" ] .
"""
HEAD = "@prefix ex: <http://example.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"  # two lines


def report(folder: Path, **files: str | bytes) -> Report:
    shapes = folder / "shapes.ttl"
    shapes.write_text(SHAPES, encoding="utf-8")
    paths = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(path)
    return validate_paths(paths, shapes=ShapeFiles.read([shapes]))


def only(found: Report) -> Finding:
    assert len(found.findings) == 1, found.findings
    return found.findings[0]


def where(finding: Finding) -> tuple[str, int | None, int | None]:
    assert finding.place is not None
    return Path(finding.place.file).name, finding.place.line, finding.place.column


NAME = 'ex:f a ex:Flight ; ex:name "f" '
CASES = {
    "a value": (NAME + ';\n ex:mass "heavy" .', 4, 10),
    "in a comma list": (NAME + "; ex:mass 1.0 , 2.5 ,\n   7 ,\n 3.5 .", 4, 4),
    "in a list of lists": (NAME + "; ex:x ( 1 ( 2 ) ) , [ ex:y 3 ] ; ex:mass\n\n  true .", 5, 3),
    "behind a string of several lines": (NAME + ', """two\nlines "quoted" # no comment\n""" ; ex:mass 9 .', 5, 15),
    "behind a comment": (NAME + '; # "not a string\n ex:mass 9 . # <no iri', 4, 10),
    "with full IRIs": ('<http://example.org/f> a ex:Flight ; ex:name "f" ;\n <http://example.org/mass> 9 .', 4, 28),
    "with another prefix": ("@prefix z: <http://example.org/f> . z: a ex:Flight ; ex:name 'f' ;\n ex:mass 9 .", 4, 10),
    "relative to a base": ("@base <http://example.org/> .\n<f> a ex:Flight ; ex:name 'f' ; ex:mass\n  <g> .", 5, 3),
    "after escapes": ("ex:f\\~g a ex:Flight ; ex:name 'f' ;\n ex:mass 9 .", 4, 10),
    "of a blank node": ('[] a ex:Flight ; ex:name "f" ;\n ex:mass 9 .', 4, 10),
    "of a labelled blank node": ('_:f a ex:Flight ; ex:name "f" .\n_:f ex:mass 9 .', 4, 13),
    "inside brackets": (NAME + "; ex:x [ a ex:Flight ; ex:name 'g' ;\n ex:mass 9 ] .", 4, 10),
    "in the second block of its subject": (NAME + ".\nex:g a ex:Other .\nex:f ex:mass 9 .", 5, 14),
    "said twice, at its first": (NAME + "; ex:mass 9 .\nex:f ex:mass 9 .", 3, 42),
    "a value that is missing, at the subject": ("ex:other a ex:Other .\n\n ex:f a ex:Flight .", 5, 2),
    "a value that is missing, at its typed block": ("ex:f ex:of ex:g .\nex:f a ex:Flight .", 4, 1),
    "one value too many, at the last": (NAME + ', "g" ,\n  "h" .', 4, 3),
    "one language twice, at the last": (NAME + '.\nex:f ex:name "a"@en .\nex:g a ex:Other .\n', None, None),
    "at the end of a path": (NAME + "; ex:crew ex:anna .\nex:anna ex:age 17 .", 4, 16),
    "at the start of an inverse path": (NAME + ".\n ex:rock ex:of ex:f .", 4, 2),
    "of a SPARQL constraint": (NAME + "; ex:from ex:l .\nex:l ex:at 3 , 6 .", 4, 16),
    "after Chinese and a rocket": ("ex:f a ex:Flight ; ex:name '联盟号🚀'@zh ; ex:mass 9 .", 3, 48),
    "spelled otherwise than the store": (NAME + '; ex:mass "09"^^xsd:integer .', 3, 42),
    "with a windows line break": (NAME + ";\r\n ex:mass 9 .\r\n", 4, 10),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column"), CASES.values(), ids=CASES.keys())
def test_turtle(text: str, line: int | None, column: int | None, tmp_path: Path) -> None:
    found = report(tmp_path, data_ttl=HEAD + text)
    if line is None:
        assert found.conforms
    else:
        assert where(only(found)) == ("data.ttl", line, column)


def test_a_language_used_twice_is_where_it_is_used_again(tmp_path: Path) -> None:
    found = report(tmp_path, data_ttl=HEAD + 'ex:f a ex:Flight ; ex:name "a"@en ,\n  "b"@EN .\n')
    assert where(only(found)) == ("data.ttl", 4, 3)


def test_byte_order_mark_and_line_breaks(tmp_path: Path) -> None:
    text = (HEAD + NAME + ";\n ex:mass 9 .").replace("\n", "\r\n")
    assert where(only(report(tmp_path, data_ttl=b"\xef\xbb\xbf" + text.encode()))) == ("data.ttl", 4, 10)
    first = b"\xef\xbb\xbf<http://example.org/f> a <http://example.org/Flight> ."
    assert where(only(report(tmp_path, data_ttl=first))) == ("data.ttl", 1, 1)


def test_several_files(tmp_path: Path) -> None:
    found = report(
        tmp_path, a_ttl=HEAD + NAME + ".", b_ttl=HEAD + "# nothing\nex:f ex:mass 9 .", c_ttl=HEAD + "ex:g ex:mass 8 ."
    )
    assert where(only(found)) == ("b.ttl", 4, 14)


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Flight>"
FORMATS = {
    "data_trig": HEAD + "ex:g { " + NAME + ";\n ex:mass 9 }",
    "data_nt": f"<http://example.org/f> {TYPE} .\n# what\n<http://example.org/f> <http://example.org/name> \"f\" .\n"
    '<http://example.org/f> <http://example.org/mass> "9" .\n',
    "data_nq": f"<http://example.org/f> {TYPE} <http://g> .\n\n"
    '<http://example.org/f> <http://example.org/name> "f" <http://g> .\n'
    '<http://example.org/f> <http://example.org/mass> "9" .\n',
    "data_jsonld": '{\n "@context": {"ex": "http://example.org/"},\n "@graph": [ {"@id": "ex:other"},\n'
    '  {"@id": "ex:f", "@type": "ex:Flight", "ex:name": "f", "ex:mass": "9"} ]\n}',
    "data_rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://example.org/">\n'
    ' <Other rdf:about="http://example.org/other"/>\n\n <Flight rdf:about="http://example.org/f"><name>f</name>'
    "<mass>9</mass></Flight>\n</rdf:RDF>",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_formats(name: str, tmp_path: Path) -> None:
    finding = only(report(tmp_path, **{name: FORMATS[name]}))
    assert where(finding)[:2] == (name.replace("_", "."), 4)


def test_shapes_have_places_too(tmp_path: Path) -> None:
    found = report(tmp_path, data_ttl=HEAD + "ex:f a ex:Flight ; ex:mass 9 .")
    places = {finding.rule: finding.shape_place for finding in found.findings}
    assert {rule: place and (place.line, place.column) for rule, place in places.items()} == {
        "ex:Flight-name": (5, 1),
        "ex:Flight/ex:mass": (9, 17),
    }


def test_the_value_is_spelled_as_in_the_file(tmp_path: Path) -> None:
    finding = only(report(tmp_path, data_ttl=HEAD + NAME + '; ex:crew [ ex:age "007"^^xsd:integer ] .'))
    assert str(finding.value) == '"007"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_nothing_is_read_twice_where_there_is_nothing_to_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the text was scanned")

    monkeypatch.setattr("spaceflight_graph.rdf.places.Text._starts", property(never))
    shapes = tmp_path / "none.ttl"
    shapes.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetNode <urn:c> .")
    data = tmp_path / "data.ttl"
    data.write_text(HEAD + NAME + ".")
    assert validate_paths([data], shapes=ShapeFiles.read([shapes])).conforms
