"""What is wrong with a query, told from its tokens: no string, comment or name is taken for a mistake."""

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.sparql import furthest, mistakes, size
from spaceflight_graph.sparql.lexer import lex

DEEP = "(" * (size.DEEPEST + 1)
BUSY = "!" * (size.BUSIEST + 1)


def told(query: str, *prefixes: str, file: str = "") -> str:
    known = {prefix: f"http://e/{prefix}#" for prefix in prefixes}
    with pytest.raises(SyntaxError) as caught:
        Store().query(query, prefixes=known)
    return "\n".join(mistakes.told(query, caught.value, known, file))


@pytest.mark.parametrize(
    "text",
    [
        *(f"ASK {{ ?s ?p {quote}{{}}{quote} }}" for quote in ("'", '"', "'''", '"""')),
        "ASK { } # {}",
        "ASK { ?s <http://e/{}> ?o }".replace("{}", "{0}"),
    ],
)
def test_signs_in_text_do_not_count(text: str) -> None:
    for signs in (DEEP, "[" * 201, "{" * 201, BUSY, "=" * 3001):
        if "{0}" not in text:
            size.refuse_large(text.replace("{}", signs))
    size.refuse_large(text.replace("{0}", "-" * 3001))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"ASK {{ FILTER{DEEP} }}", "deeper than 200"),
        (f"ASK {{ {'[' * 200} }}", "deeper than 200"),
        (f"ASK {{ FILTER({BUSY}true) }}", "3,000 operators"),
        (f"ASK {{ FILTER(1{'+1' * 3001}) }}", "3,000 operators"),
        (f"ASK {{ FILTER(1{'-1e-1' * 3001}) }}", "3,000 operators"),
        (f"ASK {{ FILTER(1{'&&1' * 1501}) }}", "3,000 operators"),
        (f"ASK {{ ?s <rel> '{DEEP}' }}", "deeper than 200"),
        (f"ASK {{ ?s x:rel '{DEEP}' }}", "deeper than 200"),
        (f"ASK {{ ?s ?p '{BUSY}' ~ }}", "3,000 operators"),
    ],
)
def test_too_much(text: str, part: str) -> None:
    with pytest.raises(SpaceflightError, match=part):
        size.refuse_large(text)


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ FILTER({'(' * 198}1{')' * 198}) }}",
        f"ASK {{ FILTER({'!' * 3000}true) }}",
        f"ASK {{ FILTER(1{'-1e-1' * 2999}) }}",
        f"ASK {{ FILTER(1{'&&1' * 1500}) }}",
        f"ASK {{ {'[] ?p () . ' * 300} }}",
        " " * 15_994 + "ASK {}",
    ],
)
def test_just_enough(text: str) -> None:
    size.refuse_large(text)


def test_known_prefixes_leave_no_doubt() -> None:
    text = f"ASK {{ ?s x:rel '{DEEP}' }}"
    size.refuse_large(text, {"x"})


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("", "it is empty"),
        ("# ASK {}", "it is empty"),
        ("#+ a: b\rINSERT DATA { }", "this is an update"),
        ("PREFIX a: <http://e/> BASE <http://e/> with <http://e/g> DELETE { } WHERE { }", "this is an update"),
        ("PREFIX insert: <http://e/> CLEAR ALL", "this is an update"),
        ("ASK { ?s a.b.c:d ?o }", "the prefix a.b.c: is not declared"),
        ("ASK { ?s ?p 'a:b' . ?s <c:d> 1 . ?s f:g 1 }", "the prefix f: is not declared"),
        ("PREFIX f: <http://e/> ASK { ?s f:g 1 ; :h 2 }", "the prefix : is not declared"),
        ("ASK { ?s ?p _:a, 'x'@en , ?x:  }", "the prefix : is not declared"),
        ("prefix known: <http://e/> ASK { known:a other:b }", "the prefix other: is not declared"),
        ("PREFIX skosx: <http://e/> ASK { ?s skso:a 1 }", "write skosx: or begin the query with PREFIX skso: <…>"),
        ("ASK { ?s skos:a 1 }", "begin the query with PREFIX skos: <http://www.w3.org/2004/02/skos/core#>."),
        ("ASK { ?s ?p _:a } INSERT", "expected GROUP, HAVING, LIMIT, OFFSET, ORDER or VALUES, not INSERT"),
        ("ASK { _:a ?p 1 OPTIONAL { _:a ?q 2 } }", "_:a belongs to another group. Fix: take a variable"),
        ("PREFIX f: <rel> ASK { }", "<rel> is no absolute IRI"),
        ("PREFIX f: <not an IRI> ASK { f:a f:b f:c }", "no IRI has spaces in it"),
        ("ASK { ?s ?p <http://e/a b> }", "no IRI has spaces in it"),
        ("ASK { ?s ?p 'x }", "the text that begins with ' has no end"),
        ("ASK { VALUES (?a ?b) { (1) } }", "a row has not as many values as there are variables. Fix: write UNDEF"),
        ("SELECT ?x WHER { }", "or a variable, not WHER. Fix: write WHERE, if that is meant."),
        ("SELECT ?x { FILTER(STRLENGTH(?x) > 1) }", "or a function, not STRLENGTH. Fix: write STRLEN, if that"),
        ("SELECT ?x, ?y {}", "Fix: take the comma out."),
        ("ASK { } }", "not `}`. Fix: take the bracket out."),
        ("ASK { FILTER(1 > 0 }", "expected `)` or an operator, not `}`. Fix: close the bracket with )."),
        ("ASK { ?s ?p ?o", "the query ends too soon: expected BIND,"),
        ("ASK { ?s ?p ?o", "Fix: close the bracket with }."),
        ("ASK { ?s ?p", "a number. Fix: write the rest of it."),
        ("SELECT COUNT(?x) {}", "Fix: put it in brackets and give it a name, such as (COUNT(?x) AS ?n)."),
        ("SELECT (COUNT(?x)) {}", "Fix: write AS and a name, such as AS ?n."),
        ("SELECT ?x {} ORDER ?x", "expected BY, not `?x`. Fix: write BY before it."),
        ("ASK { ?s ?p ?o ?a ?b ?c }", "Fix: write a full stop before it, if a new triple begins here."),
        ("ASK { ?s ?p ?o <http://e/> ?b ?c }", "Fix: write a full stop before it, if a new triple begins here."),
        ("ASK { ?s ?p a }", "not a. Fix: mend the query there."),
        ("ASK { FILTER(1 == 1) }", "not `=`. Fix: write =."),
        ("ASK { FILTER(1 => 1) }", "Fix: write >=."),
        ("ASK { FILTER(1 =< 1) }", "Fix: write <=."),
        ("ASK { FILTER(1 <> 1) }", "Fix: write !=."),
        ("ASK { FILTER(true & true) }", "Fix: write &&."),
        ("ASK {} VALUES ?x {1} foo", "expected the end of the query, not foo."),
        ("SELECT * {} GROUP BY ?x", "SELECT * is not authorized with GROUP BY"),
        ("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", "?a is neither in GROUP BY nor in an aggregate"),
        ("SELECT ?x ?x {}", "?x is selected twice. Fix: select it once."),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "Fix: give it another name, such as ?x2."),
    ],
)
def test_what_is_told(query: str, part: str) -> None:
    assert part in told(query)


def test_known_prefix_is_not_missing() -> None:
    assert "the prefix f: is not declared" in told("ASK { ?s f:a }")
    assert "expected `(`" in told("ASK { ?s f:a }", "f")


def test_place_is_where_the_mistake_is() -> None:
    query = "# 联盟\nASK {\n\t?联 f:a 1 . FILTER(?联 => 3)\n}"
    first, *drawn = told(query, "f").split("\n")
    assert first.startswith("not a SPARQL query: error at 3:24: expected ")
    assert drawn == ["3 |     ?联 f:a 1 . FILTER(?联 => 3)", f"  | {' ' * 28}^"]
    named = told(query, "f", file="my.rq")
    assert named.startswith("my.rq:3:24: not a SPARQL query: expected ")
    assert told("", file="my.rq").startswith("my.rq: not a SPARQL query: it is empty")


def test_words_that_would_do_further_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furthest, "stop", lambda *_: None)
    assert told("ASK {") == "not a SPARQL query: error at 1:6. Fix: put spaces between the words."


@pytest.mark.parametrize("broken", [*"}({)[],.;'<\\\0", "foo", "f:o", "?x", "AS", "SELECT", ""])
def test_every_mistake_gets_one_message(broken: str) -> None:
    query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a <http://e/> . FILTER(?s > 1) } GROUP BY ?s LIMIT 3"
    tokens = [token.text for token in lex(query)]
    refused = 0
    for place in range(len(tokens)):
        text = "".join([*tokens[:place], broken, *tokens[place + 1 :]])
        try:
            Store().query(text)
        except SyntaxError as error:
            first, *drawn = mistakes.told(text, error, {})
            assert first.count("Fix: ") == 1
            assert len(drawn) in (0, 2)
            refused += 1
    assert refused > 10
