"""Regular expressions of XPath: a table after the specification, for both engines."""

import re

import pytest
from pyoxigraph import Literal, Store

from spaceflight_graph.shacl.regex import NotXPathError, read

TABLE = [
    # pattern, flags, what matches, what does not
    (r"^a.b$", "", ["axb", "a\u0085b"], ["a\nb", "a\rb", "ab", "axb\n"]),
    (r"^a.b$", "s", ["a\nb", "a\rb", "axb"], ["ab"]),
    (r"^ab", "", ["abc"], ["x\nab"]),
    (r"^ab$", "m", ["x\nab\ny", "ab"], ["xab"]),
    (r"ab$", "", ["xab"], ["ab\n"]),
    (r"^ a b $", "x", ["ab"], ["a b", " a b "]),
    (r"^[ ]a$", "x", [" a"], ["a"]),
    (r"a#b", "x", ["a#b"], ["a"]),
    (r"a.b", "q", ["xa.bx"], ["axb"]),
    (r"a B\n", "qx", [r"a B\n"], ["aB\n", "a B\n"]),
    (r"A.B", "qi", ["a.b"], ["axb"]),
    (r"^k$", "i", ["k", "K", "\u212a"], ["x"]),
    (r"^[^k]$", "i", ["x"], ["k", "K", "\u212a"]),
    (r"^[a-z]$", "i", ["K", "\u212a", "\u017f"], ["1"]),
    (r"^\p{Lu}$", "i", ["A"], ["a"]),
    (r"^ß$", "i", ["\u1e9e", "ß"], ["ss"]),
    (r"^[a-z-[aeiou]]+$", "", ["bcd"], ["bad", "-"]),
    (r"^[^a-z-[5]]+$", "", ["4", "A"], ["5", "a"]),
    (r"^[a-z-[b-y-[m]]]+$", "", ["amz"], ["b", "n"]),
    (r"^[\w-[\d_]]+$", "", ["ab"], ["a1", "_"]),
    (r"^\i\c*$", "", ["a:b", "_1", "é-.9"], ["1ab", "-a", "a b"]),
    (r"^\I\C$", "", ["1 "], ["a ", "1a"]),
    (r"^[\i-[:]][\c-[:]]*$", "", ["ab"], ["a:b"]),
    (r"^\w$", "", ["é", "1", "+", "\u0301"], ["_", "-", " ", ".", "\n"]),
    (r"^\W$", "", ["_", "-", " "], ["é", "+"]),
    (r"^\d$", "", ["3", "\u0663"], ["x", "\u00b2"]),
    (r"^\D$", "", ["x"], ["3"]),
    (r"^\s$", "", [" ", "\t", "\r", "\n"], ["\u00a0", "\x0b", "\x0c", "\u2003"]),
    (r"^\S$", "", ["\u00a0", "a"], [" "]),
    (r"^[\s\d]$", "", [" ", "7"], ["a"]),
    (r"^[^\s\d]$", "", ["a"], [" ", "7"]),
    (r"^[\S\s]$", "", ["a", "\n"], []),
    (r"^[^\S\s]$", "", [], ["a", "\n"]),
    (r"^\p{L}$", "", ["a", "Ж"], ["1"]),
    (r"^\P{L}$", "", ["1"], ["a"]),
    (r"^[\P{L}a]$", "", ["1", "a"], ["b"]),
    (r"^\p{IsCyrillic}$", "", ["Ж", "\u0482"], ["Z", "\u1c80"]),
    (r"^\P{IsBasicLatin}$", "", ["é"], ["e"]),
    (r"^[\p{IsBasicLatin}-[\p{L}]]$", "", ["1"], ["a", "é"]),
    (r"^\p{IsLatin-1Supplement}$", "", ["é"], ["e"]),
    (r"^(abc)\1$", "", ["abcabc"], ["abcabd"]),
    (r"^(a)?\1b$", "", ["b", "aab"], ["ab"]),
    (r"^(a)\1$", "i", ["aA"], ["ab"]),
    (r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)\11$", "", ["abcdefghijkk"], ["abcdefghijka1"]),
    (r"^(a)\11$", "", ["aa1"], ["aa"]),
    (r"^(?:ab)+$", "", ["abab"], ["aba"]),
    (r"^a{2,3}$", "", ["aa", "aaa"], ["a", "aaaa"]),
    (r"^a{2}$", "", ["aa"], ["aaa"]),
    (r"^a{2,}?$", "", ["aaa"], ["a"]),
    (r"^a{0}b$", "", ["b"], ["ab"]),
    (r"^a??b*?c+?$", "", ["c", "abbc"], ["ab"]),
    (r"^(a|)$", "", ["a", ""], ["b"]),
    (r"a|b", "", ["xb"], ["c"]),
    (r"^[-a]$", "", ["-", "a"], ["b"]),
    (r"^[a-]$", "", ["-", "a"], ["b"]),
    (r"^[a\-z]$", "", ["-", "a", "z"], ["b"]),
    (r"^[+--]$", "", ["+", ",", "-"], ["."]),
    (r"^[\^\[\]\\]$", "", ["^", "[", "]", "\\"], ["a"]),
    (r"^[a^]$", "", ["^", "a"], ["b"]),
    (r"^[.$?*+(){}|]$", "", list(".$?*+(){}|"), ["a"]),
    (r"^[a&&b~~c]$", "", ["&", "~", "a"], ["-"]),
    (r"^\.\\\?\*\+\(\)\{\}\-\[\]\^\$\|$", "", [r".\?*+(){}-[]^$|"], ["a"]),
    (r"^\n\r\t$", "", ["\n\r\t"], ["nrt"]),
    (r"^a/b#c d~e'$", "", ["a/b#c d~e'"], ["a"]),
    (r"^🚀.$", "", ["🚀🚀"], ["🚀"]),
    ("", "", ["", "a"], []),
]
REFUSED = [
    "(", ")", "[", "a]", "a{", "a}", "{2}", "*a", "a**", "a{2}{3}", "a{3,2}", "a{,3}", "^*", "[]", "[^]", "[z-a]",
    "[a-b-c]", "[a--b]", "[[a]", "[a[b]", "[a-[b]c]", "[-[a]]", r"\b", r"\x41", r"\A", r"\u0041", r"\p", r"\p{Foo}",
    r"\p{IsFoo}", r"\p{L", r"\_", "\\", r"[\1]", r"\1(a)", r"(a\1)", r"\2(a)", "(?=a)", "(?i)a", "(?P<n>a)", "(?<n>a)",
    "a++", "(" * 200,
]  # fmt: skip


def by_store(text: str, pattern: str) -> bool:
    row = next(iter(Store().query(f"SELECT (REGEX({Literal(text)}, {Literal(pattern)}) AS ?r) {{}}")))  # type: ignore[arg-type]
    assert row["r"] is not None, pattern
    return bool(row["r"].value == "true")


@pytest.mark.parametrize(("pattern", "flags", "fits", "fails"), TABLE)
def test_table(pattern: str, flags: str, fits: list[str], fails: list[str]) -> None:
    regex = read(pattern, flags)
    for texts, wanted in ((fits, True), (fails, False)):
        for text in texts:
            assert (re.search(regex.python, text) is not None) == wanted, (text, regex.python)
            if regex.store is not None:
                assert by_store(text, regex.store) == wanted, (text, regex.store)


@pytest.mark.parametrize("pattern", REFUSED)
def test_refused(pattern: str) -> None:
    with pytest.raises(NotXPathError, match="at character"):
        read(pattern)


def test_only_back_references_need_python() -> None:
    assert [pattern for pattern, flags, _, _ in TABLE if read_or_none(pattern, flags) is None] == [
        pattern for pattern, _, _, _ in TABLE if re.search(r"\\1", pattern)
    ]


def read_or_none(pattern: str, flags: str) -> str | None:
    return read(pattern, flags).store
