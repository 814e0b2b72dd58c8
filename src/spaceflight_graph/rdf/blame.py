"""Where in a file of RDF/XML or JSON-LD a mistake is: the only place that finds it, for the parser does not say.

The file is cut off behind one of its parts, and whatever is open there is closed; the first part with which the parser
says what it said of the whole file is the one to blame.
"""

import re
from collections.abc import Sequence
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

Cut = tuple[int, int, bytes]
"""Where a part begins, where it ends, and what closes all that is open then."""
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")

_UNSTEADY = (
    (
        r"Definition of .* will be overridden even if it's protected",
        "A protected definition of the @context is overridden",
    ),
    (r"Overriding the protected term .*", "A protected definition of the @context is overridden"),
    (r"Inconsistent expansion of .* between .* and .*", "A term of the @context stands for two IRIs"),
)
"""What the parser says of one of several terms, and what it says of all of them."""


def steady(said: str) -> str:
    """Return what the parser says without the term that it happens to come across first: another one each time.

    >>> steady("Overriding the protected term name")
    'A protected definition of the @context is overridden'
    """
    for unsteady, words in _UNSTEADY:
        said = re.sub(unsteady, words, said, flags=re.DOTALL)
    return said


def place(data: bytes, form: RdfFormat, base: str | None, said: str) -> tuple[int, int] | None:
    """Return line and column of the part with which the parser says something for the first time, if there is one.

    Args:
        data: the file.
        form: its format: RDF/XML or JSON-LD.
        base: what relative IRIs are resolved against.
        said: what the parser says of the whole file.
    """
    cuts = _elements(data) if form == RdfFormat.RDF_XML else _values(data)
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if _says(data, cuts[middle], form, base) == steady(said):
            high = middle
        else:
            low = middle + 1
    if low == len(cuts):
        return None
    start = cuts[low][0]
    return data.count(b"\n", 0, start) + 1, len(
        data[data.rfind(b"\n", 0, start) + 1 : start].decode(errors="replace")
    ) + 1


def _says(data: bytes, cut: Cut, form: RdfFormat, base: str | None) -> str | None:
    try:
        for _ in parse(data[: cut[1]] + cut[2], format=form, base_iri=base):
            pass
    except (SyntaxError, ValueError) as error:
        return steady(str(getattr(error, "msg", "") or error))
    return None


def _elements(data: bytes) -> Sequence[Cut]:
    """Return the cuts behind the start and behind the end of each element."""
    reader = expat.ParserCreate()
    found: list[Cut] = []
    open_tags: list[tuple[bytes, int]] = []

    def closing() -> bytes:
        return b"".join(b"</" + name + b">" for name, _ in reversed(open_tags))

    def started(name: str, _: object) -> None:
        at = reader.CurrentByteIndex
        match = _TAG.match(data, at)
        end = match.end() if match else at
        empty = data[end - 2 : end] == b"/>"
        if not empty:
            open_tags.append((name.encode(), at))
        found.append((at, end, closing()))
        if empty:
            open_tags.append((b"", at))

    def ended(_: str) -> None:
        tag, at = open_tags.pop()
        if tag:
            close = data.find(b">", reader.CurrentByteIndex) + 1
            found.append((at, close, closing()))

    reader.StartElementHandler, reader.EndElementHandler = started, ended
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return found
    return found


def _values(data: bytes) -> Sequence[Cut]:
    """Return the cuts behind each value."""
    found: list[Cut] = []
    closing: list[bytes] = []
    key = False  # whether the next string is the key of an object
    for match in _JSON.finditer(data):
        token = match.group()
        if token in (b"{", b"["):
            closing.append(b"}" if token == b"{" else b"]")
            key = token == b"{"
        elif token in (b"}", b"]"):
            if closing:
                closing.pop()
            key = False
        elif token == b",":
            key = closing[-1:] == [b"}"]
            continue
        elif token == b":":
            key = False
            continue
        elif key:
            continue
        found.append((match.start(), match.end(), b"".join(reversed(closing))))
    return found
