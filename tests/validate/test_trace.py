"""What a finding is blamed on: the triples to look for, the best first, for each way in which a path can lead."""

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import PREFIXES, RDF, Term
from spaceflight_graph.rdf.places import Wanted
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate.run import check
from spaceflight_graph.validate.shapes import ShapeFiles
from spaceflight_graph.validate.trace import Trace, block

EX = "http://e.org/"
HEAD = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in {"": EX, **{name: PREFIXES[name] for name in ("id", "rdf", "sf", "sh", "doc")}}.items()
)


def shapes(text: str) -> ShapeFiles:
    return ShapeFiles.of([Source("rules.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")])


def graph(text: str) -> Store:
    store = Store()
    store.load((HEAD + text).encode(), format=RdfFormat.TURTLE)
    return store


def shown(term: Term | None) -> str:
    """Return a term by its last word; ``*`` for any, ``_`` for a blank node."""
    if term is None or isinstance(term, BlankNode):
        return "*" if term is None else "_"
    if isinstance(term, NamedNode):
        return re.split("[/#]", term.value)[-1]
    assert isinstance(term, Literal)
    return f'"{term.value}"' + (f"@{term.language}" if term.language else "")


def said(wanted: Wanted) -> str:
    triple = " ".join(map(shown, (wanted.subject, wanted.predicate, wanted.object)))
    among = "" if wanted.among is None else f" among {' '.join(sorted(map(shown, wanted.among)))}"
    return triple + " at subject" * wanted.at_subject + " last" * wanted.last + among


def traced(rule: str, data: str) -> list[str]:
    """Return what the only finding is blamed on, beside the block of the focus node."""
    store, rules = graph(data), shapes(rule)
    (finding,) = set(check(store, rules))
    last = [said(wanted) for wanted in block(finding.focus)]
    focus = shown(finding.focus)
    blocks = [f"{focus} type * at subject", f"{focus} * * at subject", f"* * {focus}"]
    assert last == ([] if isinstance(finding.focus, Literal) else blocks)
    return [said(wanted) for wanted in Trace(store, rules).triples(finding)]


def path(text: str, constraint: str, target: str = "sh:targetNode :a") -> str:
    return f":S {target} ; sh:property [ sh:path {text} ; {constraint} ] ."


IRI, LITERAL = "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal"
SELECT = '[ sh:select "SELECT $this ?value {{ {} }}" ] .'
VALUES = {
    "a property": (path(":p", IRI), ":a :p 5 .", ['a p "5"', 'a * "5"']),
    "a sequence, at its end": (path("( :p :q )", IRI), ":a :p :b . :b :q 5 .", ['b q "5"', 'a * "5"']),
    "a sequence by two ways": (
        path("( :p :q )", IRI),
        ":a :p :c , :b . :b :q 5 . :c :q 5 .",
        ['b q "5"', 'c q "5"', 'a * "5"'],
    ),
    "a sequence of three": (path("( :p :q :r )", IRI), ":a :p :b . :b :q :c . :c :r 5 .", ['c r "5"', 'a * "5"']),
    "a sequence over a text": (path("( :p :q )", IRI), ':a :p "x" , :b . :b :q 5 .', ['b q "5"', 'a * "5"']),
    "backwards": (path("[ sh:inversePath :p ]", LITERAL), ":b :p :a .", ["b p a at subject", "a * b"]),
    "a sequence backwards": (
        path("[ sh:inversePath ( :p :q ) ]", LITERAL),
        ":b :p :c . :c :q :a .",
        ["b p c at subject", "a * b"],
    ),
    "backwards at the end": (
        path("( :p [ sh:inversePath :q ] )", LITERAL),
        ":a :p :c . :b :q :c .",
        ["b q c at subject", "a * b"],
    ),
    "backwards and backwards again": (
        path("[ sh:inversePath [ sh:inversePath :p ] ]", LITERAL),
        ":a :p :b .",
        ["a p b", "a * b"],
    ),
    "one way or another": (
        path("[ sh:alternativePath ( :p :q ) ]", IRI),
        ":a :q 5 .",
        ['a p "5"', 'a q "5"', 'a * "5"'],
    ),
    "a text by a way that leads to none": (
        path("[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]", IRI),
        ":a :p 5 .",
        ['a p "5"', 'a * "5"'],
    ),
    "a choice behind a step": (
        path("( :p [ sh:alternativePath ( :q ( :r :s ) ) ] )", IRI),
        ":a :p :b . :b :r :c . :c :s 5 .",
        ['c s "5"', 'a * "5"'],
    ),
    "any number of steps": (
        path("[ sh:zeroOrMorePath :p ]", "sh:not [ sh:hasValue :c ]", "sh:targetClass :T"),
        ":a a :T ; :p :b . :b :p :c .",
        ["b p c", "a * c"],
    ),
    "one step or more": (
        path("[ sh:oneOrMorePath :p ]", IRI),
        ":a :p :b . :b :p 5 .",
        ['b p "5"', 'a * "5"'],
    ),
    "too many at the end of a repetition": (
        path("( [ sh:zeroOrMorePath :p ] [ sh:oneOrMorePath [ sh:alternativePath ( :q :r ) ] ] )", "sh:maxCount 1"),
        ":a :p :b . :b :q 5 , 6 .",
        ["a r * last", "a q * last", "a p * last"],
    ),
    "nothing at the end of a repetition": (
        path("( [ sh:oneOrMorePath :p ] :q )", "sh:minCount 1"),
        ":a :p :b . :b :p :c .",
        ["a p * last"],
    ),
    "the other of two that are equal": (
        path(":p", "sh:equals :q"),
        ":a :q :b .",
        ["a p b", "a q b", "a * b"],
    ),
    "another rule about two that are equal": (
        path(":p", f"sh:equals :q ; {IRI}"),
        ":a :p 5 ; :q 5 .",
        ['a p "5"', 'a * "5"'],
    ),
    "two that are equal, and another rule": (
        path(":p", f"sh:equals :q ; {IRI}"),
        ":a :q :b .",
        ["a p b", "a q b", "a * b"],
    ),
    "a text as focus node": (
        path("[ sh:inversePath :p ]", LITERAL, "sh:targetObjectsOf :p"),
        ":a :p 5 .",
        ['a p "5" at subject'],
    ),
    "a blank node": (path(":p", IRI), ":a :p [ :q 5 ] .", ["a p _", "a * _"]),
    "the node itself": (":S sh:targetNode :a ; sh:nodeKind sh:Literal .", ":a :p 5 .", []),
    "a property that a query names": (
        ':S sh:targetNode :a ; sh:sparql [ sh:select "SELECT $this ?path ?value { $this ?path ?value }" ] .',
        ":a :p 5 .",
        ['a p "5"', 'a * "5"'],
    ),
    "a value that a query found at the node": (
        ":S sh:targetNode :a ; sh:sparql " + SELECT.format("$this ?p ?value"),
        ":a :p 5 .",
        ['a p "5"', 'a * "5"'],
    ),
    "a value that a query found a step away": (
        ":S sh:targetNode :a ; sh:sparql " + SELECT.format("$this <http://e.org/p>/<http://e.org/q> ?value"),
        ":a :p :c , :b . :b :q 5 . :c :q 5 .",
        ['b q "5"', 'c q "5"', 'a * "5"'],
    ),
    "a value that a query found a step before": (
        ":S sh:targetNode :a ; sh:sparql " + SELECT.format("?x <http://e.org/p> $this ; <http://e.org/q> ?value"),
        ":b :p :a ; :q 5 .",
        ['b q "5"', 'a * "5"'],
    ),
    "a value that a query found at a blank node": (
        ":S sh:targetSubjectsOf :p ; sh:sparql " + SELECT.format("$this <http://e.org/p>/<http://e.org/q> ?value"),
        "[ :p [ :q 5 ] ] .",
        ['_ q "5"', '_ * "5"'],
    ),
    "a value that a query found at a text": (
        ":S sh:targetObjectsOf :p ; sh:sparql " + SELECT.format("?x <http://e.org/p> $this ; <http://e.org/q> ?value"),
        ":b :p 1 ; :q 5 .",
        ['b q "5"'],
    ),
    "a name with a question mark": (
        ":S sh:targetSubjectsOf :p ; sh:sparql " + SELECT.format("$this <http://e.org/p>/<http://e.org/q> ?value"),
        "<http://e.org/w?v=1&x=2> :p :b . :b :q 5 .",
        ['b q "5"', 'w?v=1&x=2 * "5"'],
    ),
}  # fmt: skip
COUNTS = {
    "nothing at all is missing at the node": (path(":p", "sh:minCount 1"), ":a :q 5 .", []),
    "something is missing at the end of a sequence": (
        path("( :p :q )", "sh:minCount 1"),
        ":a :p :c , :b .",
        ["a p b", "a p c"],
    ),
    "one more is missing": (path("( :p :q )", "sh:minCount 2"), ":a :p :b . :b :q 5 .", ["a p b"]),
    "a node that should be another": (":S sh:targetNode :a ; sh:hasValue :b .", ":a :q 5 .", []),
    "the longest way comes first": (
        path("( :p :q :r )", "sh:minCount 1"),
        ":a :p :b . :b :q :c .",
        ["b q c", "a p b"],
    ),
    "a value is missing at the end of a sequence": (path("( :p :q )", "sh:hasValue 5"), ":a :p :b .", ["a p b"]),
    "a choice may end too soon, nobody knows where": (
        path("[ sh:alternativePath ( :p :q ) ]", "sh:minCount 2"),
        ":a :p :b .",
        [],
    ),
    "one too many": (path(":p", "sh:maxCount 1"), ":a :p 1 , 2 .", ["a p * last", "a p * last"]),
    "one too many behind a step: the node's own first": (
        path("( :p :q )", "sh:maxCount 1"),
        ":a :p :b . :b :q 1 , 2 .",
        ["a p * last", "b q * last"],
    ),
    "one too many backwards": (
        path("[ sh:inversePath :p ]", "sh:maxCount 1"),
        ":b :p :a . :c :p :a .",
        ["* p a last", "* p a last"],
    ),
    "a language twice: those alone that share it": (
        path(":p", "sh:uniqueLang true"),
        ':a :p "x"@en , "y"@EN , "z"@de , "n" , "m" , :b .',
        ['a p * last among "x"@en "y"@en', 'a p * last among "x"@en "y"@en'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "data", "expected"), [*VALUES.values(), *COUNTS.values()], ids=[*VALUES, *COUNTS])
def test_what_is_to_blame(rule: str, data: str, expected: list[str]) -> None:
    assert traced(rule, data) == expected


CLAIM = ":%s a sf:Claim ; rdf:subject :a ; rdf:predicate %s ; rdf:object %s . "
CLAIMED = {
    "the claim that says it": (path(":p", IRI), CLAIM % ("c", ":p", "5"), ['a p "5"', 'c object "5"', 'a * "5"']),
    "no claim of another value": (
        path(":p", IRI),
        CLAIM % ("c", ":p", ":x") + CLAIM % ("d", ":p", "5"),
        ['a p "5"', 'd object "5"', 'a * "5"'],
    ),
    "no claim of another property": (path(":p", IRI), CLAIM % ("c", ":q", "5"), ['a p "5"', 'a * "5"']),
    "every claim of a property with a value too many": (
        path(":p", "sh:maxCount 0"),
        CLAIM % ("c", ":p", "5"),
        ["a p * last", 'c object "5" last', "a p * last", 'c object "5" last'],
    ),
    "no claim that does not say of what": (
        path(":p", IRI),
        ":c a sf:Claim ; rdf:subject :a ; rdf:object 5 .",
        ['a p "5"', 'a * "5"'],
    ),
    "no claim of one value too many backwards, for nobody knows whose it is": (
        path("[ sh:inversePath :p ]", "sh:maxCount 0"),
        ":c a sf:Claim ; rdf:subject :b ; rdf:predicate :p ; rdf:object :a . :b :p :a .",
        ["* p a last", "* p a last"],
    ),
    "the time, where its bounds are wrong": (
        path("sf:notBefore", IRI),
        CLAIM % ("c", "sf:time", "2017") + CLAIM % ("d", "sf:time", "1") + CLAIM % ("e", "sf:notBefore", "3"),
        ['a notBefore "5"', 'c object "2017"', 'a * "5"'],
    ),
    "the time, where its later bound is wrong": (
        path("sf:notAfter", IRI),
        CLAIM % ("c", "sf:time", "2017"),
        ['a notAfter "5"', 'c object "2017"', 'a * "5"'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "claims", "expected"), CLAIMED.values(), ids=CLAIMED)
def test_what_is_derived_stands_at_its_claim(rule: str, claims: str, expected: list[str]) -> None:
    name = next((name for name in (":p", "sf:notBefore", "sf:notAfter") if f"sh:path {name}" in rule), ":q")
    assert traced(rule, f"{claims} :a {name} 5 ; sf:time 2017 .") == expected


def test_twenty_ways_are_enough() -> None:
    ways = " ".join(f":a :p :b{number} . :b{number} :q 5 ." for number in range(25))
    assert len(traced(path("( :p :q )", IRI), ways)) == 20 + 1


DOCUMENTS = """
:whole sf:document doc:x ; sf:line 7 . :lineless sf:document doc:x .
:named sf:document doc:x ; sf:line :seven . :nameless sf:document "x" ; sf:line 7 .
:other sf:document doc:y ; sf:line 1 .
"""


@pytest.mark.parametrize(
    ("triple", "focus", "expected"),
    [
        ("whole", None, "x 7"),
        (None, "whole", "x 7"),
        ("whole", "other", "x 7"),
        ("nowhere", "other", "y 1"),
        ("nameless", "other", "y 1"),
        ("lineless", None, "x None"),
        ("named", None, "x None"),
        ("nameless", None, None),
        (None, None, None),
    ],
)
def test_document_behind_a_triple(triple: str | None, focus: str | None, expected: str | None) -> None:
    trace = Trace(graph(DOCUMENTS), shapes(":S sh:nodeKind sh:IRI ."))
    wanted = Wanted(NamedNode(EX + triple), RDF.object) if triple else None
    found = trace.source(wanted, Finding("m", focus=NamedNode(EX + focus) if focus else Literal("x")))
    assert (f"{shown(found[0])} {found[1]}" if found else None) == expected


def test_line_that_is_no_number_is_none() -> None:
    trace = Trace(graph(':c sf:document doc:x ; sf:line "7a" .'), shapes(":S sh:nodeKind sh:IRI ."))
    assert trace.source(Wanted(NamedNode(EX + "c")), Finding("m")) == (NamedNode(PREFIXES["doc"] + "x"), None)


def test_finding_about_nothing_is_blamed_on_nothing() -> None:
    assert Trace(graph(""), shapes(":S sh:nodeKind sh:IRI .")).triples(Finding("m")) == []
