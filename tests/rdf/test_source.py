"""Files in, quads out: what is read of a file with mistakes, where they are told, and what its literals become."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import expand
from spaceflight_graph.rdf import inputs
from spaceflight_graph.rdf.literals import as_stored, as_written, restored
from spaceflight_graph.rdf.rdflib_terms import from_term, to_graph, to_term
from spaceflight_graph.rdf.source import Source, next_statement

HEAD = "@prefix : <http://e.org/> .\n"


def read(text: str | bytes, form: RdfFormat = RdfFormat.TURTLE, **named: int) -> tuple[list[str], list[str]]:
    """Return the subjects that are read, by their last letters, and what is wrong."""
    source = Source("x", text if isinstance(text, bytes) else text.encode(), form, **named)  # type: ignore[arg-type]
    found = [f"{quad.subject.value.rpartition('/')[2]}={quad.object.value}" for quad in source.quads()]  # type: ignore[union-attr]
    return found, [str(problem) for problem in source.problems]


CUT, MEND = "Fix: the file is cut off; restore its end.", "Fix: mend the Turtle there."
CLOSE = "Fix: close it with its quote, or write line breaks as \\n."
BROKEN = {
    "nothing": ("", [], []),
    "a statement between two": (":a :p 1 .\n:b :p oops .\n:c :p 3 .\n", ["a=1", "c=3"], [("3:7", MEND)]),
    "two of them, and a prefix between": (
        ":b :p oops .\n@prefix z: <http://z/> .\nz:a :p 1 .\nz:b :p oops .\nz:c :p 3 .\n",
        ["a=1", "c=3"],
        [("2:7", MEND), ("5:8", MEND)],
    ),
    "a base before it": ("@base <http://b/> .\n:b :p oops .\n<a> :p 1 .\n", ["a=1"], [("3:7", MEND)]),
    "the first line": ("oops .\n:a :p 1 .\n", ["a=1"], [("2:1", MEND)]),
    "an unknown prefix": (
        "no:a :p 1 .\n:a :p 1 .\n",
        ["a=1"],
        [("2:1", "Fix: declare the prefix with @prefix at the head of the file, or mend its spelling.")],
    ),
    "the end": (":a :p 1 .\n:b :p", ["a=1"], [("3:6", CUT)]),
    "the end of a line": (":a :p 1 .\n:b :p 'x\n", ["a=1"], [("3:7", CLOSE)]),
    "an IRI that goes on": (":a :p 1 .\n:b :p <x .\n:c :p 3 .\n", ["a=1", "c=3"], [("3:7", "Fix: close it with >.")]),
    "a string that goes on": (":a :p 1 .\n:b :p 'x .\n:c :p 3 .\n", ["a=1", "c=3"], [("3:7", CLOSE)]),
    "a string up to the next": (":b :p 'x .\n:c :p 'y' .\n:d :p 4 .\n", ["c=y", "d=4"], [("2:11", CLOSE)]),
    "a quote too many": (":b :p '''x'''' .\n:c :p 3 .\n", ["c=3"], [("2:14", CLOSE)]),
    "behind what is not ASCII": (":b :p 'üб🚀' , 'x .\n:c :p 3 .\n", ["b=üб🚀", "c=3"], [("2:15", CLOSE)]),
    "the end in the midst of a word": (":a :p 1 .\n:b :p tru", ["a=1"], [("3:7", CUT)]),
    "the last line": (":a :p 1 .\n:b :p oops .", ["a=1"], [("3:7", MEND)]),
    "the last line and a break": (":a :p 1 .\n:b :p oops\n", ["a=1"], [("3:7", MEND)]),
    "a graph": ("{ :a :p 1 . }\n:g {\n :b :p oops .\n}\n{ :c :p 3 . }\n", ["a=1", "c=3"], [("4:8", MEND)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found", "problems"), BROKEN.values(), ids=BROKEN)
def test_mistake_hides_nothing_else(text: str, found: list[str], problems: list[tuple[str, str]]) -> None:
    told, wrong = read(HEAD + text, RdfFormat.TRIG if "{" in text else RdfFormat.TURTLE)
    assert told == found
    assert [(one.split(": ")[0], one[one.index("Fix") :]) for one in wrong] == [
        (f"x:{at}", fix) for at, fix in problems
    ]
    assert not any("arser error" in one for one in wrong)


@pytest.mark.parametrize("word", ['"y"@en_US', "5x", "-5-", "5_", "_:b%", '"a y"@en_US'])
@pytest.mark.parametrize("before", [0, 1, 97, 98, 99, 100, 200])
def test_no_quad_of_half_a_word(word: str, before: int) -> None:
    found, problems = read(HEAD + ":a :p 1 .\n" * before + f":b :p 2 , {word} .\n:c :p 3 .\n")
    assert found == ["a=1"] * before + ["b=2", "c=3"]
    assert [problem.startswith(f"x:{before + 2}:") for problem in problems] == [True]
    graph, _ = read(f"{HEAD}:g {{ :b :p 2 , {word} .\n}}\n", RdfFormat.TRIG)
    assert graph == ["b=2"]


@pytest.mark.parametrize(
    "text", [":b :p 2", ":b :p 2 x", ":b :p 2 . :c%z :q 3 .", ":b :p 2 ; :q%z 3 .", ":b :p 2 , :q%z ."]
)
def test_whole_words_before_a_mistake_count(text: str) -> None:
    assert read(HEAD + text)[0] == ["b=2"]


def test_lines_are_told_when_they_are_whole() -> None:
    line = '<http://e.org/a> <http://e.org/p> "y"@en'
    assert read(f"{line} .\n{line}_US .\n", RdfFormat.N_TRIPLES)[0] == ["a=y"]


def test_base_is_remembered_behind_a_mistake() -> None:
    text = "@base <http://b/> .\n<x> <p> oops .\n<a> <p> <o> .\n"
    (quad,) = Source("x", text.encode(), RdfFormat.TURTLE).quads()
    assert [term.value for term in (quad.subject, quad.predicate, quad.object)] == [  # type: ignore[union-attr]
        "http://b/a", "http://b/p", "http://b/o",
    ]  # fmt: skip
    (quad,) = Source("x", b"<x> <p> oops .\n<a> <p> <o> .\n", RdfFormat.TURTLE).quads()
    assert quad.predicate.value == "file:///p"


def test_what_is_not_utf8() -> None:
    found, (problem,) = read(HEAD.encode() + b":a :p '\xff' .\n:b :p 2 .\n")
    assert found == ["b=2"]
    assert problem.startswith("x:2:")
    assert problem.endswith("Fix: save the file as UTF-8.")


def test_byte_order_mark_is_no_mistake() -> None:
    assert read(b"\xef\xbb\xbf" + HEAD.encode() + b":a :p 1 .") == (["a=1"], [])


def test_hundred_mistakes_are_enough() -> None:
    found, problems = read(HEAD + ":a :p oops .\n" * 150 + ":b :p 1 .\n")
    assert (found, len(problems)) == ([], 100)


def test_reading_again_forgets_what_was_wrong() -> None:
    source = Source("x", (HEAD + ":a :p oops .\n").encode(), RdfFormat.TURTLE)
    for _ in range(2):
        list(source.quads())
        assert len(source.problems) == 1


def test_json_ld_and_xml_are_read_whole_or_not() -> None:
    _, (problem,) = read('[{"@id": "http://e.org/a",\n "http://e.org/p": 1},\n oops]', RdfFormat.JSON_LD)
    assert problem.startswith("x:3:2: ")
    root = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://e.org/">\n'
    _, (problem,) = read(f'{root}<a rdf:about="http://e.org/a" p="1"/>\n<b></c></rdf:RDF>', RdfFormat.RDF_XML)
    assert problem.startswith("x:3:6: ")
    _, (problem,) = read(root + "<a p='1'/>\n<rdf:li/></rdf:RDF>", RdfFormat.RDF_XML)
    assert problem == "x:2:1: XML namespaces are required in RDF/XML. Fix: mend it there."
    _, (problem,) = read(root + "<x:a/></rdf:RDF>", RdfFormat.RDF_XML)
    assert problem == "x:2:1: Unknown prefix x:. Fix: declare the prefix with xmlns, or mend its spelling."


@pytest.mark.parametrize("end", ["", "<a>", "<a", "<a><p>1</p></a>", "<a><p>1</p></a>\n<b rdf:about='x"])
def test_xml_that_is_cut_off(end: str) -> None:
    root = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://e.org/">\n'
    _, (problem,) = read(root + end, RdfFormat.RDF_XML)
    last = end.rpartition("\n")[2]
    column = last.index("<b") if "<b" in last else 0 if last == "<a" else len(last)
    assert problem.startswith(f"x:{2 + end.count(chr(10))}:{column + 1}: ")
    assert problem.endswith(". Fix: the file is cut off; restore its end.")
    assert read(root + "<a><p>1</p></a></rdf:RDF>", RdfFormat.RDF_XML) == (["f0b0=1", "f0b0=http://e.org/a"][::-1], [])


@pytest.mark.parametrize("form", [RdfFormat.N_TRIPLES, RdfFormat.N_QUADS])
def test_lines_have_no_base(form: RdfFormat) -> None:
    assert Source("x", b"", form).base is None
    found, (problem,) = read("<a> <http://e.org/p> 1 .\n<http://e.org/b> <http://e.org/p> <http://e.org/c> .\n", form)
    assert found == ["b=http://e.org/c"]
    assert problem.startswith("x:1:")


def test_others_are_read_relative_to_their_name() -> None:
    assert Source("/a b/ü.ttl", b"", RdfFormat.TURTLE).base == "file:///a%20b/%C3%BC.ttl"


@pytest.mark.parametrize(
    ("data", "line", "rest"),
    [
        (b"a .\nb .\nc .\n", 1, b"b .\nc .\n"),
        (b"a .\nb .\nc .\n", 2, b"c .\n"),
        (b"a .\nb .\nc .\n", 3, None),
        (b"a .\nb .\nc .\n", 4, None),
        (b"a 'x\n b .\n\n# no\n  \nc .\n", 1, b"c .\n"),
        (b"a ;\nb ;\nc .\nd .\n", 1, b"d .\n"),
        (b"g {\n a oops .\n}\n_:d .\n", 2, b"_:d .\n"),
        (b"a .", 1, None),
        (b"", 1, None),
    ],
)
def test_where_reading_goes_on(data: bytes, line: int, rest: bytes | None) -> None:
    start = next_statement(data, line)
    assert (None if start is None else data[start:]) == rest


# Blank nodes and literals


def blank(source: Source) -> list[str]:
    return [node.value for q in source.quads() for node in (q.subject, q.object) if isinstance(node, BlankNode)]


def test_blank_nodes_are_numbered_as_they_come() -> None:
    text = (HEAD + "_:x :p [] . _:x :p _:y , _:z . _:y :p 1 .").encode()
    assert blank(Source("x", text, RdfFormat.TURTLE, "f3b")) == ["f3b0", "f3b1", "f3b0", "f3b2", "f3b0", "f3b3", "f3b2"]
    assert blank(Source("x", text, RdfFormat.TURTLE, "f3b", first=7))[:2] == ["f3b7", "f3b8"]
    xml = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="urn:"><a><p>1</p></a></rdf:RDF>'
    assert set(blank(Source("x", xml, RdfFormat.RDF_XML))) == {"f0b0"}


@pytest.mark.parametrize(
    ("text", "stand_ins", "datatype", "careful", "rewritten"),
    [
        (':a :p "5"^^xsd:byte .', True, "urn:as-written:byte", True, True),
        (':a :p "5"^^xsd:byte .', False, "xsd:byte", False, False),
        (':a :p "5"^^xsd:integer .', True, "xsd:integer", True, False),
        (":a :p 5 , [] .", True, "xsd:integer", True, False),
        ('_:a :p "5"^^<http://www.w3.org/2001/XMLSchema#int> .', True, "urn:as-written:int", True, True),
    ],
)
def test_datatypes_that_a_store_would_rewrite(
    text: str, stand_ins: bool, datatype: str, careful: bool, rewritten: bool
) -> None:
    head = HEAD + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    source = Source("x", (head + text).encode(), RdfFormat.TURTLE, stand_ins=stand_ins)
    value = next(iter(list(source.quads()))).object
    assert isinstance(value, Literal)
    kind = NamedNode(datatype) if datatype.startswith("urn") else expand(datatype)
    assert (value.value, value.datatype) == ("5", kind)
    assert (source.careful, source.as_written) == (careful, rewritten)


@pytest.mark.parametrize(
    ("text", "looked_at", "plain"),
    [(':a :p "[]" , "_:b" .', True, True), (":a :p [] .", True, False), (':a :p "5"^^xsd:byte , "[]" .', True, False)],
)
def test_a_file_that_was_found_plain_is_looked_at_no_more(text: str, looked_at: bool, plain: bool) -> None:
    head = HEAD + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    source = Source("x", (head + text).encode(), RdfFormat.TURTLE)
    first = source.quads()
    next(first)
    assert (source.careful, source.plain) == (looked_at, False)
    first = source.quads()
    quads = list(first)
    assert source.plain is plain
    assert list(source.quads()) == quads
    assert source.plain is plain


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(datatype) if ":" in datatype else expand(f"xsd:{datatype}"))


@pytest.mark.parametrize("local", ["byte", "unsignedLong", "dateTimeStamp"])
def test_stand_in_and_back(local: str) -> None:
    there = as_written(typed("5", local))
    assert there == typed("5", f"urn:as-written:{local}")
    assert restored(there) == typed("5", local)


@pytest.mark.parametrize(
    "kept", [typed("5", "integer"), Literal("5"), Literal("5", language="en"), typed("5", "urn:byte")]
)
def test_other_literals_need_no_stand_in(kept: Literal) -> None:
    assert as_written(kept) is kept
    assert restored(kept) is kept


@pytest.mark.parametrize(
    ("term", "stored"),
    [
        (typed("007", "integer"), typed("7", "integer")),
        (typed("1.50", "decimal"), typed("1.5", "decimal")),
        (typed("x", "integer"), typed("x", "integer")),
        (Literal("007"), Literal("007")),
        (Literal("007", language="en"), Literal("007", language="en")),
        (NamedNode("urn:a"), NamedNode("urn:a")),
    ],
)
def test_terms_as_the_store_spells_them(term: Literal, stored: Literal) -> None:
    assert as_stored(term) == stored


@pytest.mark.parametrize(
    "term",
    [
        NamedNode("urn:a"), BlankNode("b"), Literal("x"), Literal("x", language="en"), typed("007", "integer"),
        typed("2018-06-03T12:00:00Z", "dateTime"), typed("x", "integer"),
    ],
)  # fmt: skip
def test_terms_of_rdflib_and_back(term: NamedNode | BlankNode | Literal) -> None:
    assert from_term(to_term(term)) == term
    assert getattr(to_term(Literal("x")), "datatype", "") is None


def test_what_is_no_term_of_rdflib() -> None:
    with pytest.raises(TypeError, match="not an RDF term: 5"):
        from_term(5)


def test_graph_of_rdflib_has_the_prefixes_of_the_file() -> None:
    quads = list(Source("x", (HEAD + ":a :p :b , 1 .").encode(), RdfFormat.TURTLE).quads())
    graph = to_graph(quads, {"e": "http://e.org/"})
    assert len(graph) == 2
    assert dict(graph.namespaces())["e"] == to_term(NamedNode("http://e.org/"))
    assert len(to_graph(quads)) == 2


# Files that a user names


def test_files_of_paths_patterns_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.ttl", "a.nt", "sub/c.TTL", "sub/.git/d.ttl", "sub/note.txt", "[x].ttl", ".hidden.ttl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "sub" / "folder.ttl").mkdir()
    (tmp_path / "sub" / "a.ttl.gz").touch()
    monkeypatch.chdir(tmp_path)

    def named(*paths: str) -> list[str]:
        return [path.as_posix() for path in inputs.expand(paths)]

    assert named("b.ttl", "a.nt", "./b.ttl") == ["b.ttl", "a.nt"]
    assert named(".") == ["[x].ttl", "a.nt", "b.ttl", "sub/c.TTL"]
    assert named("*.ttl") == [".hidden.ttl", "[x].ttl", "b.ttl"]
    assert named("[x].ttl") == ["[x].ttl"]
    assert named(f"{tmp_path}/s*/*.TTL") == [f"{tmp_path}/sub/c.TTL"]
    for path, message in (
        ("*.nothing", "no file matches"),
        ("gone.ttl", "there is no such file"),
        ("sub/note.txt", "not a known RDF format"),
        ("sub/a.ttl.gz", "is packed"),
        ("sub/.git/..", "holds no data"),
    ):
        if path == "sub/.git/..":
            (tmp_path / "empty").mkdir()
            path = "empty"
        with pytest.raises(SpaceflightError, match=rf"{message}.*Fix: "):
            inputs.expand([path])
    with pytest.raises(SpaceflightError, match="holds no shapes"):
        inputs.expand(["empty"], "shapes")


def test_opened_files_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.RDF"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    first, second = inputs.open_all([tmp_path / "a.ttl", tmp_path / "b.RDF"], "s")
    assert (first.name, first.data, first.format, first.label) == (
        (tmp_path / "a.ttl").as_posix(), b"a.ttl", RdfFormat.TURTLE, "s0b",
    )  # fmt: skip
    assert (second.format, second.label) == (RdfFormat.RDF_XML, "s1b")
    assert inputs.open_all([tmp_path / "a.ttl"])[0].label == "f0b"


@pytest.mark.parametrize("end", ["/>", " ></e:p>", "></e:p>"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_empty_xml_literal(end: str, quote: str) -> None:
    text = f"<e:p xmlns:x={quote}urn:x{quote}  rdf:parseType = {quote}Literal{quote}{end}"
    assert literals(text) == [("", f"{RDF}XMLLiteral")]


@pytest.mark.parametrize(
    "more", ["rdf:resource='urn:x' rdf:parseType='Literal'", "rdf:parseType='Literal' rdf:resource='urn:x'"]
)
def test_literal_that_is_a_resource_is_refused(more: str) -> None:
    with pytest.raises(AssertionError, match="Problem"):
        literals(f"<e:p {more} />")


def test_empty_element_within_an_xml_literal_is_left_alone() -> None:
    inner = '<e:b rdf:parseType="Literal"/>'
    ((value, datatype),) = literals(f'<e:p rdf:parseType="Literal">{inner}</e:p>')
    assert datatype == f"{RDF}XMLLiteral"
    assert 'parseType="Literal"' in value
    assert "datatype" not in value


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def literals(element: str) -> list[tuple[str, str]]:
    """Return value and datatype of the literals that an element of RDF/XML stands for."""
    head = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://e.org/"><rdf:Description rdf:about="http://e.org/s">'
    source = Source("x.rdf", f"{head}{element}</rdf:Description></rdf:RDF>".encode(), RdfFormat.RDF_XML)
    objects = [quad.object for quad in source.quads()]
    assert not source.problems
    return [(one.value, one.datatype.value) for one in objects if isinstance(one, Literal)]
