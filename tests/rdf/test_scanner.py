"""The scanner reads what pyoxigraph reads: the same triples, in the same order, blank nodes named alike."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat

from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.rdf.scanner import Scanner
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.rdf.tokens import needle

ROOT = Path(__file__).parents[2]
SUITE = ROOT.parent / "shared" / "conformance" / "shacl"
PREFIXES = "@prefix : <http://example.org/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
TRICKY = [
    ":s :p [ :q [ :r :o ] ; :t ( 1 [] ( 2 ) ) ] , :z .",
    "[] :p () . [ :a :b ] :c :d . [ :x :y ] . _:a :p _:b . ( 1 ) :p 2 .",
    ":a :b \"\"\"x \"quoted\" \n y\"\"\" , '''it's''' , \"tab\\t\\u00e9\\U0001F680\" .",
    ":a :c 1.5, 1, -2, 1e5, .5, +1.0E-3 ; ; :d true .",
    ":a.b :c-d :e%20f , :g\\,h , : . <x> a <#y>, <>, <../z> .",
    "@base <http://b/c/d> . <e> :p <f> . BASE <http://q/> PREFIX z: <http://z/> z:a a z:b . z:c a z:d .",
    "@base <http://e.org/c?x#y> . <#> :p <?> , <> , <#z> , <?z> .",
    ":a :b ( (1 2) ( ) ([:x 1]) \"x\"@en-GB \"y\"^^xsd:byte ) .",
    "(:a (:b)) :c () . ([:x :y] 1) :p :q ; :r [ ] , [ :s ( [] ) ] .",
    '# c\n:a :b :c . # "x\n:d :e "#no" ; # x\n :f :g . ',
    ":a a :b ; . [ :p :q ] . :s :p 1.:t :p 2 . :s :p \"a\".:t :p :o .",
    '_:x.y :p _:x.y . _:é :p :ü . :s :p "a"@en , "b"@EN-us .',
    ':s :p ( "a" ( "b" "c" ) "d" true "e" ) , ( "a"@en "b"^^:x 1 "c" 2 [] )  .',
    ':s :p ( [ :x "y" ] 1 ) , ( [ :x ( "y" ) ; ] "z" ) .',
    '[ :x "y" ] :p "z" . :s :p [ :x "y" , "b" ; :k 1 ] , [ :a [ :b "c" ] ] .',
    "<http://a/b> :p <http://a/ü> ;\r\n\t:q \"one\\\\\" , 'two' .\r\n",
]  # fmt: skip


def agree(text: str, form: RdfFormat = RdfFormat.TURTLE, name: str = "x.ttl") -> int:
    source = Source(name, text.encode(), form)
    expected = [
        (q.subject, q.predicate, restored(q.object) if isinstance(q.object, Literal) else q.object)
        for q in source._careful()
    ]
    assert not source.problems, source.problems
    found = [(seen.subject, seen.predicate, seen.object) for seen in Scanner(text, source.base, "f0b").triples()]
    assert found == expected
    return len(found)


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_turtle(text: str) -> None:
    assert agree(PREFIXES + text) > 0


def test_trig_and_quads() -> None:
    graphs = ":g { :s :p :o . :t :q [ :x 1 ] } GRAPH :h { :a :b ( 1 2 ) } { :x :y :z } :k :l :m . _:g { :a :b _:g }"
    assert agree(PREFIXES + graphs, RdfFormat.TRIG, "x.trig") == 11
    quads = '<http://a> <http://b> "x\\n"@en <http://g> .\n_:a <http://b> _:c .\n# x\n<http://a> <http://b> _:a _:g .'
    assert agree(quads, RdfFormat.N_QUADS, "x.nq") == 3


def test_real_files() -> None:
    files = [
        *ROOT.glob("ontology/*.ttl"),
        *ROOT.glob("shapes/*.ttl"),
        *ROOT.glob("data/**/*.ttl"),
        *SUITE.rglob("*.ttl"),
    ]
    assert len(files) > 10
    for file in files:
        agree(file.read_text(encoding="utf-8"), name=file.name)


NAMES = st.sampled_from([":a", ":b.c", ":d-e", "<http://example.org/f>", "_:n1", "_:n2"])
LITERALS = st.one_of(
    st.sampled_from(["1", "2.50", "1e3", "true", '"x"@en', '"5"^^xsd:byte', "'''a\n'b'''", '"# . [ ( \\" ;"']),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8).map(lambda text: str(Literal(text))),
)


def nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(st.sampled_from([":p", "a", ":q"]), children), max_size=3)
    lists = st.lists(children, max_size=4).map(lambda items: f"( {' '.join(items)} )")
    return lists | pairs.map(lambda found: f"[ {' ; '.join(f'{p} {o}' for p, o in found)} ]")


OBJECTS = st.recursive(NAMES | LITERALS, nested, max_leaves=8)
STATEMENTS = st.tuples(
    NAMES | nested(OBJECTS), st.sampled_from([":p", "a"]), st.lists(OBJECTS, min_size=1, max_size=3)
).map(lambda parts: f"{parts[0]} {parts[1]} {' , '.join(parts[2])} .")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(STATEMENTS, max_size=5))
def test_any_turtle(statements: list[str]) -> None:
    agree(PREFIXES + "\n".join(statements))


@pytest.mark.parametrize("word", ["here", "deep-er", "x.y"])
def test_only_statements_that_are_asked_for_are_read(word: str) -> None:
    text = (
        PREFIXES + ':other :p "here, deep-er and x.y"^^:t .\n:here :p 1 .\n:deep-er :p 2 .\n:z :p :x.y .\n:no :p 3 .\n'
    )
    text = text.replace('"here, deep-er and x.y"^^:t', ":thing")
    found = list(Scanner(text, None, "f0b", words={word}, blank=False).triples())
    assert [word in str(seen.subject) + str(seen.object) for seen in found] == [True]


def test_a_broken_statement_does_not_hide_the_next() -> None:
    text = PREFIXES + ":a :b oops .\n:c :d :e .\n"
    assert [str(seen.subject) for seen in Scanner(text, None, "f0b").triples()] == ["<http://example.org/c>"]


def test_a_broken_end_does_not_hide_what_stands_before_it_in_the_statement() -> None:
    text = PREFIXES + ':a :b "c" , 5 ; :p "un\n:b :c 6 .\n'
    found = [(seen.subject, seen.predicate, seen.object) for seen in Scanner(text, None, "f0b").triples()]
    assert found == [(q.subject, q.predicate, q.object) for q in Source("x", text.encode(), RdfFormat.TURTLE).quads()]
    assert len(found) == 2


def test_needles() -> None:
    assert needle("http://example.org/a/soyuz-ms-07") == "soyuz-ms-07"
    assert needle("http://example.org/a/") is None


@pytest.mark.parametrize(("opens", "closes"), [("[ :p ", " ]"), ("( ", " )")])
def test_what_is_nested_too_deeply_hides_nothing_else(opens: str, closes: str) -> None:
    text = f"{PREFIXES}:a :p {opens * 5000}1{closes * 5000} .\n\n:b :p :c .\n"
    seen = list(Scanner(text, None, "b").triples())
    assert [(str(one.subject), text[slice(*one.object_span)]) for one in seen[-1:]] == [
        ("<http://example.org/b>", ":c")
    ]
