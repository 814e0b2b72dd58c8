"""What is wrong with a query, told from its tokens: no string, comment or name is taken for a mistake."""

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.sparql import mistakes

DEEP = "(" * (mistakes.DEEPEST + 1)
BUSY = "!" * (mistakes.BUSIEST + 1)


def told(query: str, *prefixes: str) -> str:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    return mistakes.told(query, caught.value, prefixes)


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
            mistakes.refuse_large(text.replace("{}", signs))
    mistakes.refuse_large(text.replace("{0}", "-" * 3001))


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
        mistakes.refuse_large(text)


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
    mistakes.refuse_large(text)


def test_known_prefixes_leave_no_doubt() -> None:
    text = f"ASK {{ ?s x:rel '{DEEP}' }}"
    mistakes.refuse_large(text, {"x"})


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
        ("ASK { ?s ?p '''a:b' '''  }}", "mend the query"),
        ("ASK { ?s ?p _:a, 'x'@en , ?x:  }", "the prefix : is not declared"),
        ("PREFIX f: <http://e/> ASK { ?s f:g _:b.c 1 # k:l\n}", "mend the query"),
        ("PREFIX f: <not an IRI> ASK { f:a f:b f:c }", "mend the query"),
        ("ASK { ?s ?p 1 } INSERT", "mend the query"),
        ("prefix known: <http://e/> ASK { known:a other:b }", "the prefix other: is not declared"),
    ],
)
def test_what_is_told(query: str, part: str) -> None:
    assert part in told(query)


def test_known_prefix_is_not_missing() -> None:
    assert "the prefix f: is not declared" in told("ASK { ?s f:a }")
    assert "Fix: mend the query" in told("ASK { ?s f:a }", "f")
