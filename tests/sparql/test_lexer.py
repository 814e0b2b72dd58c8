"""The lexer: every terminal of the grammar, any text, in a time in proportion to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceflight_graph.sparql.lexer import lex, significant

TERMINALS = {
    "IRIREF": (
        ["<>", "<http://e/a#b?c>", "<rel>", "<b:c&&d:e>", r"<http://e/\u00e9\U0001F600>", "<http://e/é>"],
        ["<a b>", "<a<b>", '<a"b>', "<a{b>", "<a}b>", "<a|b>", "<a^b>", "<a`b>", "<a\\b>", "<a\tb>", "<a", r"<\u12>"],
    ),
    "PNAME_NS": ([":", "ex:", "a.b.c:", "a-1:", "é:", "A..b:"], ["_:", "1:", ".a:", "-a:", "a.:", "·a:", "a b:"]),
    "PNAME_LN": (
        [
            *("ex:a", ":a", "ex:1", "ex:_", "ex::", "ex:a:b", "ex:a.b.c", "ex:a..b", "ex:a-", "ex:%2F", "ex:a%aFb"),
            *(rf"ex:{escaped}" for escaped in [rf"\{sign}" for sign in "_~.-!$&'()*+,;=/?#@%"]),
            *(r"ex:a\#b", r"ex:\..b", "é:é", "ex:a·", "ex:😀", "a.b:c.d"),
        ],
        ["ex:a.", "ex:.a", "ex:-a", "ex:·a", "ex:%2", "ex:%zz", r"ex:\:", r"ex:\u0041", "ex:a b", "ex:a#b", "ex:a?b"],
    ),
    "BLANK_NODE_LABEL": (
        ["_:a", "_:1", "_:_", "_:b.c", "_:b..c", "_:b-", "_:é"],
        ["_:", "_:b.", "_:-b", "_:.b", "_:·"],
    ),
    "VAR1": (["?x", "?1", "?_", "?é", "?x·1", "?x1_y"], ["?", "?-x", "?x-y", "?·x", "? x", "?x.y", "?x:"]),
    "VAR2": (["$x", "$1", "$_", "$é", "$x·1"], ["$", "$-x", "$x-y", "$·x", "$ x", "$$"]),
    "LANGTAG": (["@en", "@en-GB", "@a-1-b2"], ["@", "@1", "@en_GB", "@en-", "@en--ltr", "@ en", "@é"]),
    "INTEGER": (["1", "007", "+1", "-1"], ["- 1", "1.", "+", "1x", "١"]),
    "DECIMAL": (["1.5", ".5", "-1.5", "+.5"], ["1.", ".", "1.5.", "-.", "1. 5"]),
    "DOUBLE": (["1e5", "1.e5", "1.5E-3", ".5e+1", "-1e5", "+.5e0"], ["1e", "e5", ".e5", "1 e5", "1e5.", "1e-"]),
    "STRING_LITERAL1": (
        ["''", "'a'", "'\"'", r"'\''", r"'\t\b\n\r\f\\\"'", r"'\u0041'", "'#'", "'\x0c'"],
        ["'", "'a", "'a\nb'", "'a\rb'", r"'\q'", r"'\u12'", "'a'b'", "'''"],
    ),
    "STRING_LITERAL2": (
        ['""', '"a"', '"\'"', r'"\""', r'"\U0001F600"', '"{ ?x"', '"é"'],
        ['"', '"a', '"a\nb"', '"a\rb"', r'"\q"', r'"\U0001F6"', '"a"b"', '"""'],
    ),
    "STRING_LITERAL_LONG1": (
        ["''''''", "'''a'''", "'''it's'''", "'''a''b'''", "'''a\n\rb'''", r"'''\''''", "'''\"'''"],
        ["'''a''", "'''a''''", "'''''", r"'''\q'''", "'''a"],
    ),
    "STRING_LITERAL_LONG2": (
        ['""""""', '"""a"""', '"""a "b" c"""', '"""a""b"""', '"""a\n\rb"""', r'"""\""""', '"""\'"""'],
        ['"""a""', '"""a""""', '"""""', r'"""\q"""', '"""a'],
    ),
    "NIL": (["()", "( )", "(\t\r\n )"], ["(", "(#\n)", "(x)", "(\x0c)"]),
    "ANON": (["[]", "[ ]", "[\t\r\n ]"], ["[", "[#\n]", "[x]", "[\xa0]"]),
    "WS": ([" ", "\t", "\r\n", " \n "], ["\x0c", "\xa0", "\u2028", "\ufeff", "\x00", ""]),
    "COMMENT": (["#", "# a ' < (", "#\u2028", "##", "#\x0c"], ["#\n", "#\r", "a#"]),
    "WORD": (["SELECT", "a", "true", "GROUP_CONCAT", "SHA256", "nosuch"], ["_a", "1a", "a-b", "a.b", "é", "aé", "a:"]),
    "SIGN": (
        [*"{}()[].,;*/+-!=<>|^?", "^^", "&&", "||", "!=", "<=", ">="],
        ["&", "~", "\\", "%", "@", "$", "^^^", "===", "<<", "|||", "{|", "_", "`"],
    ),
}
GOOD = [(kind, text) for kind, (good, _) in TERMINALS.items() for text in good]
BAD = [(kind, text) for kind, (_, bad) in TERMINALS.items() for text in bad]


def pieces(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in significant(lex(text))]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_terminal(kind: str, text: str) -> None:
    assert [(token.kind, token.text, token.start) for token in lex(text)] == [(kind, text, 0)]


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_no_such_terminal(kind: str, text: str) -> None:
    assert (kind, text) not in pieces(text)
    assert "".join(token.text for token in lex(text)) == text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?x-1", "VAR1 INTEGER"),
        ("?x - 1", "VAR1 SIGN INTEGER"),
        ("?x-y", "VAR1 SIGN WORD"),
        ("1SERVICE", "INTEGER WORD"),
        ("1.5.", "DECIMAL SIGN"),
        ("1.e5x", "DOUBLE WORD"),
        ("1.e:x", "INTEGER SIGN PNAME_LN"),
        ("true-1.5", "WORD DECIMAL"),
        ("true-?x", "WORD SIGN VAR1"),
        ("true.FILTER", "WORD SIGN WORD"),
        ("true.x.é", "WORD SIGN WORD SIGN OTHER"),
        ("a.b.c:d", "PNAME_LN"),
        ("ex:a.?x", "PNAME_LN SIGN VAR1"),
        ("_:b.c.", "BLANK_NODE_LABEL SIGN"),
        ("_:", "OTHER PNAME_NS"),
        ("ex:p?x", "PNAME_LN VAR1"),
        ("ex:p??x", "PNAME_LN SIGN VAR1"),
        ("a?x", "WORD VAR1"),
        ('"x"@en-GB', "STRING_LITERAL2 LANGTAG"),
        ("'x'^^xsd:int", "STRING_LITERAL1 SIGN PNAME_LN"),
        ("?a<b", "VAR1 SIGN WORD"),
        ("?a<b:c>?d", "VAR1 IRIREF VAR1"),
        ("?a<=?b", "VAR1 SIGN VAR1"),
        ("!?a||?b&&?c!=1", "SIGN VAR1 SIGN VAR1 SIGN VAR1 SIGN INTEGER"),
        ("#a\r?x#b\n?y", "VAR1 VAR1"),
        (r"ex:a\#?x", "PNAME_LN VAR1"),
        (r"ex:a\$x", "PNAME_LN"),
        ("ex:a#?x", "PNAME_LN"),
        ("'a'b'", "STRING_LITERAL1 WORD OTHER"),
        ('"""a"', "STRING_LITERAL2 STRING_LITERAL2"),
        ("'''a''''", "STRING_LITERAL_LONG1 OTHER"),
        ("([])()", "SIGN ANON SIGN NIL"),
        ("?x😀", "VAR1"),
        ("é😀", "OTHER OTHER"),
        ("", ""),
    ],
)
def test_longest_terminal_is_taken(text: str, kinds: str) -> None:
    assert " ".join(kind for kind, _ in pieces(text)) == kinds


@given(st.lists(st.sampled_from([text for _, text in GOOD + BAD]) | st.text(max_size=3)).map("".join))
def test_tokens_are_the_text(text: str) -> None:
    tokens = lex(text)
    assert "".join(token.text for token in tokens) == text
    assert [token.end for token in tokens[:-1]] == [token.start for token in tokens[1:]]
    assert all(token.text for token in tokens)


@given(st.lists(st.sampled_from([text for _, text in GOOD + BAD if text.isascii()])).map("".join))
def test_letters_elsewhere_change_nothing(text: str) -> None:
    assert pieces(text + "\n}\n#é") == [*pieces(text), ("SIGN", "}")]


def test_word_of_a_token() -> None:
    words = [token.word for token in significant(lex("select $x ?y ex:a <b> 'c' 1 () { ~ # d"))]
    expected = ["SELECT", "?x", "?y", "<PNAME_LN>", "<IRIREF>", "<STRING_LITERAL1>", "<INTEGER>", "<NIL>", "{", "~"]
    assert words == expected


HOSTILE = ["a.", "a-", "é", "éa", "<", "<a", "'", '"', "'\"", "'''\"", '"""a\\q', "( ", "[ ", "@a-", "a:%", "_:a.",
           "1.", "1e", "a..........", ":..........", "\\u0041", "?", "''''", "'\n", "#", "a:b.c"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("before", ["", "é", "'", '"""', "<", "(", "a"])
def test_hostile_text_is_read_whole(piece: str, before: str) -> None:
    text = before + piece * (2_000 // len(piece))
    assert "".join(token.text for token in lex(text)) == text


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Were each character to look at all that follow, this would take minutes for each piece."""
    text = piece * (80_000 // len(piece))
    assert sum(len(token.text) for token in lex(text)) == len(text)
