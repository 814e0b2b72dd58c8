"""The tokens of Turtle and its kin, each with its place: the only place that cuts a text up."""

import re
from collections.abc import Set

Span = tuple[int, int]

_STRING = "|".join(
    (
        r'"""(?:[^"\\]|\\.|"(?!""))*+"""',
        r"'''(?:[^'\\]|\\.|'(?!''))*+'''",
        r'"(?:[^"\\\n\r]|\\.)*+"',
        r"'(?:[^'\\\n\r]|\\.)*+'",
    )
)
_START = r"[^\x00-/:-@\[-^`{-\x7f]"
"""A letter, digit or underscore, or whatever is not ASCII: a strict parser has read the text before."""
_REST = r"[^\x00-,./:-@\[-^`{-\x7f]"
"""The same or a hyphen."""
_DOTTED = r"[^\x00-,/:-@\[-^`{-\x7f]"
"""The same or a full stop, which no name ends in."""
_LOCAL = r"(?:[^\x00-,./;-@\[-^`{-\x7f]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""(?:[\ \t\r\n]|\#[^\r\n]*+)*+(?:
     (?P<iri><[^<>"\x20\t\r\n]*>)
    |(?P<string>{_STRING})
    |(?P<bnode>_:{_START}(?:{_DOTTED}*{_REST})?)
    |(?P<name>(?:{_START}(?:{_DOTTED}*{_REST})?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?)
    |(?P<number>[+-]?(?:\d+(?:\.\d*)?[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d*\.\d+|\d+))
    |(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[A-Za-z]+)
    |(?P<sign>\^\^|[.;,\[\](){{}}])
    |(?P<end>\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_CHUNK = re.compile(rf"(?:[^\"'<#.]++|{_STRING}|<[^<>\s]*+>|<|#[^\n\r]*+|\.(?=[\w:%\\-]))*+\.", re.DOTALL)
_WORDS = re.compile(r"\w(?:[\w\-.]*\w)?")
_FRESH = re.compile(r"(?<=[.}])[ \t\r]*(?:#[^\n]*)?\n(?:[ \t\r]*(?:#[^\n]*)?\n)*(?=[\w<:@\[({])")
_DIRECTIVE = re.compile(r"(?:@|\b)(?:prefix|base)\b", re.IGNORECASE)
_BLANK = re.compile(r"[\[(]|_:")
_FEW = 32
"""Up to so many words are looked for one by one in the text, which is faster than to look at each word of the text."""


class ConfusedError(Exception):
    """Something that is not Turtle, or newer than this reader."""


def needle(iri: str) -> str | None:
    """Return the word that stands in the text wherever an IRI does, or ``None`` if there is no such word.

    >>> needle("https://w3id.org/spaceflight/id/soyuz-ms-07")
    'soyuz-ms-07'
    """
    words = list(_WORDS.finditer(iri))
    return words[-1].group() if words and words[-1].end() == len(iri) else None


class Tokens:
    """Reads a text token by token.

    Attributes:
        text: the text.
        position: where the next token is looked for.
        kind: what the current token is: ``iri``, ``string``, ``bnode``, ``name``, ``number``, ``at``, ``word``,
            ``sign`` or ``end``.
        lexeme: the current token itself.
        span: where the current token is.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.kind = ""
        self.lexeme = ""
        self.span: Span = (0, 0)
        self._ahead: dict[str, int] = {}
        self._near = -1

    def next(self) -> str:
        """Go to the next token and return its kind.

        Raises:
            ConfusedError: there is something else.
        """
        match = _TOKEN.match(self.text, self.position)
        if match is None or match.lastgroup is None:
            self.span = (self.position, self.position + 1)
            raise ConfusedError
        self.kind = match.lastgroup
        self.lexeme = match.group(self.kind)
        self.span = match.span(self.kind)
        self.position = match.end()
        return self.kind

    def peek(self) -> str:
        """Return the next token without going there."""
        match = _TOKEN.match(self.text, self.position)
        return match.group(match.lastgroup) if match is not None and match.lastgroup else ""

    def expect(self, lexeme: str) -> None:
        """Go to the next token.

        Raises:
            ConfusedError: it is another one.
        """
        self.next()
        if self.lexeme != lexeme:
            raise ConfusedError

    def recover(self, start: int) -> bool:
        """Go behind the statement in which something confused the reader; tell whether there is more."""
        fresh = _FRESH.search(self.text, max(start, self.span[0]))
        if fresh is not None:
            self.position = fresh.end()
        return fresh is not None

    def skip(self, words: Set[str], *, blank: bool) -> None:
        """Go past statements that hold none of some words, no directive and, if they matter, no blank node."""
        while True:
            chunk = _CHUNK.match(self.text, self.position)
            if chunk is None:
                return
            text = chunk.group()
            lower = text.lower()
            if ("prefix" in lower or "base" in lower) and _DIRECTIVE.search(text):  # the search alone takes its time
                return
            if blank and _BLANK.search(text):
                return
            none = len(words) <= _FEW and self._nearest(words) >= chunk.end()
            if not none and not words.isdisjoint(_WORDS.findall(text)):
                return
            self.position = chunk.end()

    def _nearest(self, words: Set[str]) -> int:
        """Return how far none of some words stands in the text from here; asked for the same words each time."""
        if self._near < self.position:
            for word in words:
                if self._ahead.get(word, -1) < self.position:
                    found = self.text.find(word, self.position)
                    self._ahead[word] = found if found >= 0 else len(self.text)
            self._near = min(self._ahead.values(), default=len(self.text))
        return self._near
