"""What comes from data moves no cursor, turns no line round, breaks no line, and gives a CI no orders."""

import json
import sys
import unicodedata
import warnings
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from spaceflight_graph import printable

UNSEEN = [chr(c) for c in (*range(32), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFFFE)]
KEPT = [
    "联盟 MS-07",
    "Союз",
    "👩‍🚀👨‍👩‍👧",
    "🏳️‍🌈",
    "é",
    "e\u0301",
    "ك\u200cتاب",
    "שלום",
    " \u00a0\u3000 ",
    "\\x1b",
    "a::b",
    "::1",
    "# [x]",
]


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_written_out(character: str) -> None:
    shown = printable.line(f"a{character}b")
    assert shown == f"a{ascii(character)[1:-1]}b"
    assert len(shown) > 3
    assert shown.isprintable()


@pytest.mark.parametrize("surrogate", ["\ud800", "\udcff"], ids=ascii)  # noqa: PT014 - they are two
def test_halves_of_characters_are_written_out(surrogate: str) -> None:
    assert printable.line(surrogate) == ascii(surrogate)[1:-1]
    assert json.loads(printable.unicode_escaped(json.dumps(surrogate, ensure_ascii=False))) == surrogate


def test_every_control_character_of_unicode_is_among_them() -> None:
    controls = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) in ("Cc", "Cs", "Zl", "Zp")]
    turning = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(c)) in
               ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")]  # fmt: skip
    assert len(controls) > 2000
    assert len(turning) == 9
    assert all(printable.escaped(character) != character for character in (*controls, *turning))


@pytest.mark.parametrize("text", KEPT)
def test_what_people_write_stays(text: str) -> None:
    assert printable.line(text) == printable.unicode_escaped(text) == text
    assert ElementTree.fromstring(printable.xml(f"<a>{text}</a>")).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=x::y", r"\x3a:error file=x::y"),
        ("  ::add-mask::y", r"  \x3a:add-mask::y"),
        ("\u3000::notice::", "\u3000\\x3a:notice::"),
        ("a\n::error::", r"a\n::error::"),
        ("a ##[error]b", r"a \x23#[error]b"),
        ("##vso[task.complete]", r"\x23#vso[task.complete]"),
    ],
)
def test_nothing_is_an_order(text: str, shown: str) -> None:
    assert printable.line(text) == shown


def test_turtle_and_json_say_the_same() -> None:
    value = "".join(UNSEEN[1:]) + "::error"
    turtle = f"<http://a/\u202e> <http://b> {Literal(value)} ."
    written = printable.unicode_escaped(turtle)
    assert written.isascii()
    assert list(parse(written, format=RdfFormat.TURTLE)) == list(parse(turtle, format=RdfFormat.TURTLE))
    assert json.loads(printable.unicode_escaped(json.dumps(value, ensure_ascii=False))) == value


def test_xml_keeps_what_it_can_hold_and_tells_of_the_rest() -> None:
    with pytest.warns(printable.ReplacedWarning, match="3 characters are replaced") as told:
        written = printable.xml("<a b='\ufffe'>\x1b\udc80 \r\n\x9b\u202e\n ::error::x</a>")
    assert len(told) == 1
    read = ElementTree.fromstring(written)
    assert (read.text, read.get("b")) == ("\ufffd\ufffd \r\n\x9b\u202e\n ::error::x", "\ufffd")
    assert not any(line.strip().startswith("::") for line in written.splitlines())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert printable.xml("<a>\ufffd</a>") == "<a>\ufffd</a>"
