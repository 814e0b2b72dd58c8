"""Files in, quads out: the only place that reads RDF, for the build and for validation alike.

Every file is parsed strictly, to its end, whatever is wrong with it; blank nodes get names that the next reading
of the same file gives again (``f0b7``: the eighth of the first file), so that a finding can be traced back.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote
from xml.parsers import expat

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse

from spaceflight_graph.errors import Place, Problem
from spaceflight_graph.rdf import blame, remedies
from spaceflight_graph.rdf.hostile import hostile
from spaceflight_graph.rdf.literals import MAY_BE_REWRITTEN, as_written

_BLANK = re.compile(rb"[\[(]|_:")
_FRESH = re.compile(rb"(?<=[.}])[ \t\r]*(?:#[^\n]*)?\n(?:[ \t\r]*(?:#[^\n]*)?\n)*(?=[\w<:@\[({])")
_BOM = b"\xef\xbb\xbf"
_POSITION = re.compile(r"^Parser error (?:at|between) line \d+.*?: (?=\S)")

_CUT = {
    expat.errors.codes[kind] for kind in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
}
_NO_LANGUAGE = re.compile(rb"""(\sxml:lang\s*=\s*["'])(["'])""")
_NO_BASE = re.compile(rb"""\sxml:base\s*=\s*(?:""|'')""")
"""What leaves the base as it is, and the parser refuses."""
_STANDS_FOR_NONE = b"x-none"
"""RDF/XML takes a language back by ``xml:lang=""``, which the parser refuses."""
_XML_LITERAL = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"
_LITERAL = re.compile(rb"""\bparseType\s*=\s*["']Literal["']""")
_EMPTY_LITERAL = re.compile(
    rb"""(<[\w.:-]+(?:\s+xml[\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s+[\w.-]+:)parseType(\s*=\s*["'])Literal"""
    rb"""(?=["']\s*(?:/>|></))"""
)
"""An element without content that stands for a literal, which the parser takes for one that lacks its value."""
_NO_WORD = frozenset(b" \t\r\n.,;()[]{}<>#\"'")
"""What no word of Turtle has in it; a full stop may stand in one, but then there is nothing to be told apart."""
_BATCH = 100
_MANY = 100
"""After so many errors a file is not worth reading on."""


FROM_LINE = "#! line "
"""A line of a text that was made from another begins so where the next lines come from another line of the original."""


@dataclass(frozen=True, slots=True)
class Original:
    """What a text was made from: people mend things there, so that is where they are.

    Attributes:
        data: the original.
        digest: of all that the text was made of.
    """

    data: bytes
    digest: str = ""


@dataclass(slots=True)
class Source:
    """One file of RDF: its name in reports, its bytes, and what reading it has brought to light.

    Attributes:
        label: how the names of its blank nodes begin; they are numbered from ``first``.
        stand_ins: whether literals that a store would rewrite get a datatype that it keeps (``literals.as_written``).
        careful: whether it holds blank nodes or such literals, as far as a quick look can tell.
        plain: whether a reading to its end has shown that it holds neither, so that the next need not look.
        as_written: whether there were any such literals.
        refused: why it is not read at all, if so.
        original: what the bytes were made from, if they are no file themselves; the name is that of the original.
    """

    name: str
    data: bytes
    format: RdfFormat
    label: str = "f0b"
    first: int = 0
    stand_ins: bool = True
    prefixes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    careful: bool = False
    plain: bool = False
    as_written: bool = False
    refused: Problem | None = None
    original: Original | None = None

    @property
    def base(self) -> str | None:
        """Return the IRI that relative ones are resolved against, in formats that know such."""
        if self.format in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            return None
        return "file:///" + quote(os.fsencode(self.name.lstrip("/")))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads in the order of the file; problems gather in :attr:`problems`."""
        self.problems.clear()
        refused = self.refused or hostile(self.name, self.data, self.format)
        if refused is not None:
            self.problems.append(refused)
            return iter(())
        if self.plain:
            return self._parsed()
        line_based = self.format in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
        blank = not line_based or _BLANK.search(self.data) is not None
        typed = self.stand_ins and (not line_based or MAY_BE_REWRITTEN.search(self.data) is not None)
        self.careful = blank or typed
        return self._careful() if blank else self._apart(self._parsed()) if typed else self._parsed()

    def _parsed(self) -> Iterator[Quad]:
        """Yield what the parser reads; after an error it starts again where a new statement seems to."""
        data, offset, base = self.data.removeprefix(_BOM), 0, self.base
        known: dict[str, str] = {}
        empty_language = self.format == RdfFormat.RDF_XML and _NO_LANGUAGE.search(data) is not None
        if self.format == RdfFormat.RDF_XML:
            data = _NO_LANGUAGE.sub(rb"\1" + _STANDS_FOR_NONE + rb"\2", data)
            empty, count = _EMPTY_LITERAL.subn(rb"\1datatype\2" + _XML_LITERAL, data)
            if count == len(_LITERAL.findall(data)):  # else one may stand within another
                data = empty
            data = _NO_BASE.sub(lambda match: b" " * len(match.group()), data)
        while True:
            head = "".join(f"@prefix {name}: <{iri}> . " for name, iri in known.items()) if offset else ""
            reader = parse(head.encode() + data[offset:], format=self.format, base_iri=base)
            quads = _without_language(reader) if empty_language else reader
            read, pending = 0, list[Quad]()
            try:
                while True:
                    pending += islice(quads, _BATCH)
                    if len(pending) < 2:
                        break
                    yield from pending[:-1]
                    read += len(pending) - 1
                    del pending[:-1]  # the last may turn out to be none
                yield from pending
                self.prefixes.update(reader.prefixes)
                if (cut := self._broken()) is not None and cut.code in _CUT:
                    place = Place(self.name, cut.lineno, cut.offset + 1)
                    self.problems.append(
                        Problem("The XML ends too soon", "the file is cut off; restore its end", place)
                    )
                return
            except SyntaxError as error:
                known.update(reader.prefixes)
                self.prefixes.update(known)
                base = reader.base_iri or base
                lines = data.count(b"\n", 0, offset)
                found, column = error.lineno or 1, error.offset or 1
                if not error.lineno:
                    found, column = self._blamed(data, base, error.msg) or (found, column)
                line = found + lines
                column -= len(head) if found == 1 else 0
                message = blame.steady(_POSITION.sub("", error.msg))
                at = _offset(data, line, column)
                if pending and self.format in (RdfFormat.TURTLE, RdfFormat.TRIG):
                    sound = self._before_word(head.encode(), data[offset:], at - offset, base)
                    del pending[max(0, len(pending) if sound is None else sound - read) :]
                yield from pending
                said = remedies.told(message, at, line, data, self.format)
                self.problems.append(Problem(*said, Place(self.name, line, column)))
                following = None if self.format in remedies.WHOLE else next_statement(data, line)
                if following is None or len(self.problems) >= _MANY:
                    return
                offset = following
            except MemoryError:  # so the parser says that it gives up
                yield from pending
                what = "Something in the file is longer than the parser takes, 16 MB in one piece"
                self.problems.append(Problem(what, "cut it up", Place(self.name)))
                return
            except ValueError as error:
                yield from pending
                self.problems.append(Problem(str(error), "mend the file", Place(self.name)))
                return

    def _before_word(self, head: bytes, data: bytes, at: int, base: str | None) -> int | None:
        """Return how many quads there are before the word in which a mistake is; ``None`` if it is in none.

        The parser takes the ``"y"@en`` of ``"y"@en_US`` for a literal, and minds what comes after it.
        """
        if not 0 < at < len(data) or not _NO_WORD.isdisjoint(data[at - 1 : at + 1]):
            return None
        start = max(data.rfind(space, 0, at) for space in (b" ", b"\t", b"\n", b"\r")) + 1
        count = 0
        with suppress(SyntaxError):
            for _ in parse(head + data[:start], format=self.format, base_iri=base):
                count += 1
        return count

    def _blamed(self, data: bytes, base: str | None, said: str) -> tuple[int, int] | None:
        """Return line and column of what the parser minds in a format where it does not tell them."""
        if (broken := self._broken()) is not None:
            return broken.lineno, broken.offset + 1
        return blame.place(data, self.format, base, said) if self.format in remedies.WHOLE else None

    def _broken(self) -> expat.ExpatError | None:
        """Return where the file stops being XML: the parser does not tell, and takes one that is cut off for whole."""
        if self.format == RdfFormat.RDF_XML:
            try:
                expat.ParserCreate().Parse(self.data, True)
            except expat.ExpatError as error:
                return error
        return None

    def _careful(self) -> Iterator[Quad]:
        """Yield what is read, with our names of blank nodes, and the literals that a store would rewrite apart."""
        names: dict[str, BlankNode] = {}

        def named(node: BlankNode) -> BlankNode:
            found = names.get(node.value)
            if found is None:
                found = names[node.value] = BlankNode(f"{self.label}{self.first + len(names)}")
            return found

        for quad in self._parsed():
            subject, value = quad.subject, quad.object
            changed = False  # making a quad takes longer than reading one
            if isinstance(subject, BlankNode):
                subject, changed = named(subject), True
            if isinstance(value, BlankNode):
                value, changed = named(value), True
            elif self.stand_ins and isinstance(value, Literal) and (kept := as_written(value)) is not value:
                self.as_written = changed = True
                value = kept
            yield Quad(subject, quad.predicate, value, quad.graph_name) if changed else quad
        self.plain = not names and not self.as_written

    def _apart(self, quads: Iterator[Quad]) -> Iterator[Quad]:
        """Yield quads with the literals that a store would rewrite kept apart."""
        for quad in quads:
            value = quad.object
            if isinstance(value, Literal) and (kept := as_written(value)) is not value:
                self.as_written = True
                yield Quad(quad.subject, quad.predicate, kept, quad.graph_name)
            else:
                yield quad


def _without_language(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads whose literals have no language where the file says that they have none."""
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and value.language == _STANDS_FOR_NONE.decode():
            yield Quad(quad.subject, quad.predicate, Literal(value.value), quad.graph_name)
        else:
            yield quad


def next_statement(data: bytes, line: int) -> int | None:
    r"""Return where, after some line, a statement begins that does not go on from the one before it.

    A quote that is not closed turns the rest of a file inside out. People begin statements at the margin, so reading
    goes on with the first line there, behind a line that ends a statement.

    >>> next_statement(b'a b "c ;\n  d e .\n\nf g h .\n', 1)
    18
    """
    start = 0
    for _ in range(line):
        start = data.find(b"\n", start) + 1
        if start == 0:
            return None
    match = _FRESH.search(data, max(0, start - 1))
    return match.end() if match else None


def _offset(data: bytes, line: int, column: int) -> int:
    """Return where in a file a place is that is told in lines and characters."""
    start = 0
    for _ in range(line - 1):
        start = data.find(b"\n", start) + 1
    text = data[start : start + 4 * column].decode(errors="replace")  # no character takes more than 4 bytes
    return start + len(text[: column - 1].encode())
