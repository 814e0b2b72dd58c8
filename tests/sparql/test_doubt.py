"""Where the lexer is in doubt, and that the engine reads a query as the lexer does wherever it is not."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.sparql.doubt import WORDS, doubt, unescaped
from spaceflight_graph.sparql.lexer import NAMES, NUMBERS, STRINGS, VARIABLES, lex

HEAD = (
    "PREFIX : <http://e/> PREFIX a: <http://a/> PREFIX b: <http://b/> PREFIX d: <http://d/> PREFIX e: <http://h:> "
    "PREFIX true: <http://t/> PREFIX GRAPH: <http://g/> PREFIX x.y: <http://xy/> SELECT * "
)


def variables(query: str) -> set[str] | None:
    """Return the variables that the engine sees in a query, or nothing if that is none that it can run."""
    try:
        return {variable.value for variable in Store().query(query).variables}  # type: ignore[union-attr]
    except (SyntaxError, ValueError, RuntimeError):
        return None


def rewritten(body: str) -> tuple[str, dict[str, str]]:
    """Return a query whose tokens are all replaced by others of their kind and set apart, and the new variables."""
    new: dict[str, str] = {}
    parts = []
    for kind, text, _ in lex(body):
        if kind in VARIABLES:
            text = f"?{new.setdefault(text[1:], f'v{len(new)}')}"
        elif kind in NAMES:
            text = ":name"
        elif kind in STRINGS:
            text = "'string'"
        elif kind in NUMBERS:
            text = text[:1].strip("0123456789.") + "7"
        elif kind == "OTHER" or (kind == "WORD" and text.upper() not in WORDS):
            text = "other"
        else:
            text = {"IRIREF": "<http://x/y>", "COMMENT": "#?z '\n", "NIL": "()", "LANGTAG": "@de"}.get(kind, text)
        parts.append(f"{text} ")
    return HEAD + "".join(parts), new


def read_alike(body: str) -> bool:
    """Tell whether the engine sees the tokens of a query as the lexer does."""
    query, new = rewritten(body)
    seen = variables(HEAD + body)
    return seen is not None and variables(query) == {new.get(name, "") for name in seen}


# What is in doubt, with a query that the engine reads in another way.
DOUBTFUL = {
    "a comparison up to an IRI's end": ("{ ?a ?b ?c FILTER(?a<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "behind a bracket": ("{ ?a ?b ?c FILTER((?a)<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "behind a group": ("{ ?a ?b ?c FILTER(EXISTS{}<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "behind a boolean": ("{ ?a ?b ?c FILTER(false<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "behind a string": ("{ ?a ?b ?c FILTER('x'@en<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "behind a call": ("{ ?a ?b ?c FILTER(RAND()<b:c&&d:e>?f) }", "<b:c&&d:e> may be a comparison"),
    "no absolute IRI": ("{ ?a ?b ?c FILTER(?a<:p&&?o>:q) }", "<:p&&?o> is no absolute IRI"),
    "an IRI of no character": (r"{ ?a ?b ?c OPTIONAL { ?s <http://e/\uD800> ?d } }", "is no absolute IRI"),
    "a word that goes on": ("{ ?a ?b trueFILTER(?a) }", "trueFILTER is no word of SPARQL"),
    "a word of SPARQL 1.2": ("{ ?a ?b ?c LATERAL { ?d ?e ?f } }", "LATERAL is no word of SPARQL"),
    "a keyword and a name": ("{ ?a ?b ?c . GRAPHb:f { ?x ?y ?z } }", "GRAPHb:f may begin with a keyword"),
    "a keyword and a name, declared": (
        "{ ?a ?b ?c . GRAPH:f { ?x ?y ?z } }",
        "GRAPH:f may begin with a keyword",
    ),
    "the same in small letters": ("{ ?a ?b ?c . graphb:f { ?x ?y ?z } }", "graphb:f may begin with a keyword"),
    "a verb and a name": ("{ ?s ab:x }", "ab: is not declared"),
    "a term and a name": ("{ trued:e ?z }", "trued: is not declared"),
    "a second dot": ("{ ?s ?p b:a.b.d:e ?q ?r }", "b:a.b.d:e may end at its second dot"),
    "a name of no IRI": ("{ e:a ?o }", "e:a stands for no IRI"),
    "a repeated path": ("{ ?s b:c+1, +2 . ?x ?y ?z }", "+1 may be part of a path"),
    "a repeated verb": ("{ ?s a+1 }", "+1 may be part of a path"),
    "a repeated group": ("{ ?s (b:c|d:e)+1 }", "+1 may be part of a path"),
    "a repeated IRI": ("{ ?s <http://e/p>+1 }", "+1 may be part of a path"),
    "the end of a triple": ("{ ?a ?b ?c.1 ?d ?e }", ".1 may be the end of a triple and a number"),
    "the end of a triple in brackets": ("{ ?a ?b 1 .5 ?d ?e }", ".5 may be the end of a triple and a number"),
    "a string of no character": (
        '{ VALUES ?x { """"#\\uD800\n} ?a ?b ?c . { #"""\n} }',
        "has an escape that is no character",
    ),
    "a comparison with an IRI": ("{ ?a ?b ?c FILTER(?a<<http://e/p>) }", "<< may begin a triple"),
    "a triple as a term": ("{ <<?a ?b ?c>> ?d ?e }", "<< may begin a triple"),
    "a triple of IRIs as a term": ("{ ?a ?b ?c . <<<http://e/s> ?b ?c>> ?d ?e }", "<< may begin a triple"),
    "an annotation": ("{ ?a ?b ?c {| ?d ?e |} }", "{| may begin an annotation"),
    "a reifier": ("{ ?a ?b ?c ~ ?r }", "'~' is nothing that SPARQL knows"),
    "a direction": ("{ ?a ?b 'x'@en--ltr }", "@en- may be a direction"),
}


@pytest.mark.parametrize(("body", "reason"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubt(body: str, reason: str) -> None:
    assert reason in (doubt(lex(HEAD + body)) or "")


UNSEEN = {  # read in another way, but no variable tells; or read alike and in doubt for simplicity
    "an IRI of no character", "a repeated path", "a repeated verb", "a repeated group", "a repeated IRI",
    "a comparison with an IRI",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in DOUBTFUL if name not in UNSEEN])
def test_doubt_has_a_reason(name: str) -> None:
    body, _ = DOUBTFUL[name]
    assert variables(HEAD + body) is not None
    assert not read_alike(body)


SURE = [
    "{ ?a ?b ?c FILTER(?a < <http://e/p> || 'x'@en - 1 = 2) }",
    "{ ?a b:c ?d FILTER(?a < ?d && ?d > 5) }",
    "{ ?a <http://e/p> <http://e/o> ; <http://e/q>?c,<http://e/r> . <http://e/s> a?x . }",
    "{ ?a (<http://e/p>/<http://e/q>|^<http://e/r>)* ?c }",
    "{ ?a !(<http://e/p>|^<http://e/q>) ?c FILTER(?a IN (<http://e/p>, <http://e/q>)) }",
    "{ ?a b:a.b ?c FILTER(EXISTS { ?a <http://e/p> ?e }) }",
    "{ ?a b:p\\#q\\.r.s ?c. ?c b:%2F.q 1.5 , -1 , 1.5e0 }",
    '{ ?a ?b \'?x\'@en-GB , "#"^^b:c , \'\'\'it\'s ?y\'\'\' , """a "?z" """ #?w\r. ?c ?d ?e }',
    "{ ?a ?b '\\u003F\\u0022' , <http://e/\\u00e9> }",
    "{ ?a x.y:z _:b.c . ?d b:p [] , () , [ b:c ?e ] }",
    "{ ?a ?b ?c FILTER(?a-1 <= +1 && !BOUND(?c) || ?b = <http://e/p>) FILTER NOT EXISTS { ?c a b:d } }",
]


@pytest.mark.parametrize("body", SURE)
def test_no_doubt(body: str) -> None:
    assert doubt(lex(HEAD + body)) is None
    assert read_alike(body)


def test_no_doubt_in_the_other_clauses() -> None:
    clauses = "FROM <http://e/g> { ?a ?b ?c } GROUP BY ?a HAVING(?a>1) ORDER BY DESC(?a) ?a LIMIT 1 OFFSET 2"
    query = f"BASE <http://e/> {HEAD.replace('*', 'DISTINCT ?a (COUNT(*) AS ?n)')} {clauses}"
    assert variables(query) == {"a", "n"}
    assert doubt(lex(query)) is None


def test_known_prefixes_need_not_be_declared() -> None:
    assert doubt(lex("ASK { ?s sf:p ?o }")) == "sf: is not declared"
    assert doubt(lex("ASK { ?s sf:p ?o }"), {"sf"}) is None
    assert doubt(lex("ASK { ?s sf:a.b.c ?o }"), {"sf"}) == "sf:a.b.c may end at its second dot"


def test_our_own_queries_leave_no_doubt() -> None:
    files = sorted((Path(__file__).parents[2] / "queries").rglob("*.rq"))
    assert len(files) > 30
    assert [(file.name, why) for file in files if (why := doubt(lex(file.read_text(encoding="utf-8"))))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "a"), (r"\u0041\U0001F600", "A😀"), (r"\n\\u0041", r"\n\\u0041"), (r"\ud83d", None), (r"\U00110000", None)],
)
def test_unescaped(text: str, expected: str | None) -> None:
    assert unescaped(text) == expected


# The engine beside the lexer, on queries made by chance, from what is easily misread

_TERMS = ["?a", "?b", "$c", ":f", "b:c", "<http://e/i>", "<b:c>", "'x'", "1", "true", "b:a.b", "_:x"]
_VERBS = ["?a", "a", ":f", "b:c", "<http://e/i>", ":f/b:c", "^b:c", ":f*", "(:f|b:c)+", ":f?", "!(a|^b:c)", ":f+"]
_VALUES = [*_TERMS, "()", "[]", "[ :f ?d ]", "(1 ?a <http://e/i>)", "-1", "+1", "'x'@en", "'x'^^b:c", '"""w"""', "+.5"]
_OPERANDS = ["?a", "?b", "1", "-1", "true", "'x'", "<http://e/i>", "b:c", "STR(?a)", "(?a)", "EXISTS{?a b:c ?d}", "!?a"]
_OPERATORS = ["<", ">", "=", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", " IN ", "<b:c&&d:e>"]
_PIECES = [
    *_TERMS, *_VERBS, *_VALUES, *_OPERANDS, *_OPERATORS, *"(){}[]^?.,;|!~#\\\"'<>$@%&\n\r\x0c\xa0é😀_1",
    *("''", "'''", '"""', "#c\n", "#>\n", "@en", "@en--ltr", "a:x", "d:e", "true:", "GRAPH:f", "FILTER(", "FILTERb:f(",
      "OPTIONAL{", "UNION", "BIND(", "AS", "VALUES", "IN", "NOT", "<rel>", "<b:c||?x>", "1.", ".5", "1e5", "b:a.b.c",
      "b:a.b.d:e", "{|", "|}", "<<", ">>", "<<(", "COUNT(*)", "1FILTER(", "trueFILTER(", "SELECT *", "\\u0041",
      "b:\\#x",
      "b:x\\-y", "b:%2F", "x.y:z", "e:a", "e:", "'\\uD800'", "'\\u0041'", "<http://e/\\u0041>", "<http://e/\\u003E>",
      "?é", "?x😀", "GRAPH ?g{", "MINUS{", "LATERAL{"),
]  # fmt: skip


class Maker:
    """Makes queries by chance, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def one(self, choices: list[str]) -> str:
        return self.random.choice(choices)

    def space(self) -> str:
        return self.one(["", "", " ", "\n", "#c\n"])

    def expression(self, depth: int = 0) -> str:
        if depth > 2 or self.random.random() < 0.5:
            return self.one(_OPERANDS)
        parts = (self.expression(depth + 1), self.one(_OPERATORS), self.expression(depth + 1))
        return self.space().join(parts)

    def group(self, depth: int = 0) -> str:
        parts = ["{"]
        for _ in range(self.random.randint(0, 3)):
            kind = self.random.random()
            if kind < 0.6:
                parts += [self.one(_TERMS), self.space(), self.one(_VERBS), self.space(), self.one(_VALUES)]
                parts += [self.space(), self.one([".", ".", ";", ",", ""])]
            elif kind < 0.85:
                parts.append(f"FILTER{self.space()}({self.expression()})")
            elif depth < 2:
                parts += [self.one(["OPTIONAL", "", "FILTER EXISTS", "GRAPH ?a"]), self.group(depth + 1)]
            else:
                parts.append(f"BIND({self.expression()} AS ?z)")
            parts.append(self.space())
        return "".join([*parts, "}"])

    def query(self) -> str:
        text = self.group()
        for _ in range(self.random.choice([0, 0, 1, 1, 1, 2, 3])):
            start = self.random.randint(0, len(text))
            text = text[:start] + self.one(_PIECES) + text[start + self.random.choice([0, 0, 0, 1, 2, 4]) :]
        return text


@pytest.mark.parametrize("seed", range(4))
def test_engine_reads_as_the_lexer_does(seed: int) -> None:
    maker = Maker(seed)
    compared = 0
    for _ in range(3_000):
        body = maker.query()
        if variables(HEAD + body) is not None and doubt(lex(HEAD + body)) is None:
            compared += 1
            assert read_alike(body), body
    assert compared > 300


def test_pairs_of_pieces() -> None:
    """Any two pieces side by side, in each place of a query."""
    places = ["{ ?s ?p %s }", "{ ?s %s ?o }", "{ %s ?p ?o }", "{ ?s ?p ?o FILTER(%s) }", "{ ?s ?p ?o %s ?q ?r }"]
    maker = Maker(0)
    compared = 0
    for one, two in pairwise(maker.one(_PIECES) for _ in range(3_000)):
        for place in places:
            body = place % (one + two)
            if variables(HEAD + body) is not None and doubt(lex(HEAD + body)) is None:
                compared += 1
                assert read_alike(body), body
    assert compared > 300
