"""Turtle, TriG, N-Triples and N-Quads with the place of every term: the only place that reads them by hand.

Strictness is not its job: pyoxigraph has read the file before. It yields the same triples in the same order, so that
blank nodes get the same names (``shacl.sources``), and leaves statements out that nobody asks about.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode

Subject = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal
Span = tuple[int, int]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE, _FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil"))

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\'|"(?:[^"\\\n\r]|\\.)*+"|\'(?:[^\'\\\n\r]|\\.)*+\''
_LOCAL = r"(?:[\w:\-·‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""(?:[\ \t\r\n]|\#[^\r\n]*+)*+(?:
     (?P<iri><[^<>"\x20\t\r\n]*>)
    |(?P<string>{_STRING})
    |(?P<bnode>_:\w(?:[\w\-·.]*[\w\-·])?)
    |(?P<name>(?:\w(?:[\w\-·.]*[\w\-·])?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?)
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
_DIRECTIVE = re.compile(r"(?:@|\b)(?:prefix|base)\b", re.IGNORECASE)
_BLANK = re.compile(r"[\[(]|_:")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A triple, and where its three terms stand in the text."""

    subject: Subject
    predicate: NamedNode
    object: Object
    subject_span: Span
    predicate_span: Span
    object_span: Span


class _ConfusedError(Exception):
    """Something that is not Turtle, or newer than this scanner."""


def needle(iri: str) -> str | None:
    """Return the word that stands in the text wherever an IRI does, or ``None`` if there is no such word.

    >>> needle("https://w3id.org/spaceflight/id/soyuz-ms-07")
    'soyuz-ms-07'
    """
    last = None
    for last in _WORDS.finditer(iri):
        pass
    return last.group() if last is not None and last.end() == len(iri) else None


class Scanner:
    """Reads one text.

    Args:
        text: what the file holds, without a byte-order mark.
        base: the IRI that relative ones are resolved against.
        label: how the names of the file's blank nodes begin.
        words: if given, statements without any of these words are left out.
        blank: whether blank nodes matter, so that none may be left out.
    """

    def __init__(
        self, text: str, base: str | None, label: str, *, words: Collection[str] | None = None, blank: bool = True
    ) -> None:
        self.text = text
        self.base = base or ""
        self.label = label
        self.words = words
        self.blank = blank
        self.prefixes: dict[str, str] = {}
        self._labels: dict[str, BlankNode] = {}
        self._named: dict[object, BlankNode] = {}
        self._position = 0
        self._kind = ""
        self._token = ""
        self._span: Span = (0, 0)
        self._out: list[Seen] = []
        self._held: list[Seen] = []

    def triples(self) -> Iterator[Seen]:
        """Yield the triples of the statements that are asked for, in the order in which pyoxigraph would."""
        while True:
            if self.words is not None:
                self._skip(self.words)
            start = self._position
            try:
                if not self._statement():
                    return
            except _ConfusedError:
                chunk = _CHUNK.match(self.text, max(start, self._span[0]))
                self._position = max(chunk.end() if chunk else 0, self._span[1], start + 1)
                if self._position >= len(self.text):
                    return
            self._release()
            yield from self._renamed(self._out)
            self._out.clear()

    def _skip(self, words: Collection[str]) -> None:
        """Go past statements that nobody asks about."""
        while True:
            chunk = _CHUNK.match(self.text, self._position)
            if chunk is None:
                return
            text = chunk.group()
            if _DIRECTIVE.search(text) or (self.blank and _BLANK.search(text)):
                return
            if any(word in words for word in _WORDS.findall(text)):
                return
            self._position = chunk.end()

    def _renamed(self, seen: list[Seen]) -> Iterator[Seen]:
        """Name blank nodes in the order in which they come out, not in which they are met."""
        for triple in seen:
            subject, value = triple.subject, triple.object
            if isinstance(subject, BlankNode):
                subject = self._name(subject)
            if isinstance(value, BlankNode):
                value = self._name(value)
            if subject is triple.subject and value is triple.object:
                yield triple
            else:
                spans = triple.subject_span, triple.predicate_span, triple.object_span
                yield Seen(subject, triple.predicate, value, *spans)

    def _name(self, node: BlankNode) -> BlankNode:
        found = self._named.get(node)
        if found is None:
            found = self._named[node] = BlankNode(f"{self.label}{len(self._named)}")
        return found

    def _next(self) -> str:
        match = _TOKEN.match(self.text, self._position)
        if match is None or match.lastgroup is None:
            self._span = (self._position, self._position + 1)
            raise _ConfusedError
        self._kind = match.lastgroup
        self._token = match.group(self._kind)
        self._span = match.span(self._kind)
        self._position = match.end()
        return self._kind

    def _peek(self) -> str:
        """Return the next token without going past it."""
        match = _TOKEN.match(self.text, self._position)
        return match.group(match.lastgroup) if match is not None and match.lastgroup else ""

    def _expect(self, token: str) -> None:
        self._next()
        if self._token != token:
            raise _ConfusedError

    def _emit(self, subject: Subject, predicate: NamedNode, value: Object, spans: tuple[Span, Span, Span]) -> None:
        self._out.append(Seen(subject, predicate, value, *spans))

    def _statement(self) -> bool:
        kind = self._next()
        if kind == "end":
            return False
        if kind == "at" or (kind == "word" and self._token.lower() in ("prefix", "base", "version")):
            self._directive(self._token.lower().lstrip("@"), dotted=kind == "at")
            return True
        if self._token in ("}", "{", ".") or (kind == "word" and self._token.upper() == "GRAPH"):
            return True
        subject, span, complete = self._subject()
        if self._peek() == "{":
            self._next()
            return True
        if complete and self._peek() in (".", "}"):
            self._next()
            return True
        self._properties(subject, span)
        if self._token not in (".", "}"):
            raise _ConfusedError
        return True

    def _directive(self, word: str, *, dotted: bool) -> None:
        if word == "prefix":
            self._next()
            prefix = self._token.removesuffix(":")
            self._next()
            self.prefixes[prefix] = self._iri(self._token)
        elif word == "base":
            self._next()
            self.base = self._iri(self._token)
        else:
            self._next()
        if dotted:
            self._expect(".")

    def _subject(self) -> tuple[Subject, Span, bool]:
        start = self._span
        if self._token == "[":
            node = self._fresh()
            if self._peek() == "]":
                self._next()
                return node, (start[0], self._span[1]), False
            self._properties(node, start)
            self._release()
            return node, start, True
        if self._token == "(":
            head = self._collection(None)
            return head, start, False
        term = self._term()
        if isinstance(term, Literal):
            raise _ConfusedError
        return term, start, False

    def _fresh(self) -> BlankNode:
        return BlankNode()

    def _properties(self, subject: Subject, subject_span: Span) -> None:
        """Read ``predicate object , object ; …``; the token that ends it stays the current one."""
        while True:
            self._next()
            while self._token == ";":
                self._next()
            if self._token in (".", "]", "}"):
                return
            predicate_span = self._span
            predicate = _TYPE if self._token == "a" else self._term()
            if not isinstance(predicate, NamedNode):
                raise _ConfusedError
            while True:
                self._next()
                self._object(subject, predicate, subject_span, predicate_span)
                self._next()
                if self._kind in ("iri", "bnode", "name"):  # the graph name of N-Quads
                    self._next()
                if self._token != "]":
                    self._release()
                if self._token != ",":
                    break
            if self._token in (".", "]", "}"):
                return
            if self._token != ";":
                raise _ConfusedError

    def _object(self, subject: Subject, predicate: NamedNode, subject_span: Span, predicate_span: Span) -> None:
        start = self._span

        def emit(value: Object) -> None:
            self._emit(subject, predicate, value, (subject_span, predicate_span, start))

        if self._token == "[":
            node = self._fresh()
            self._properties(node, start)
            emit(node)
            self._release()
        elif self._token == "(":
            self._collection(emit)
        else:
            value = self._term()
            seen = Seen(subject, predicate, value, subject_span, predicate_span, (start[0], self._span[1]))
            (self._held if self._kind == "string" else self._out).append(seen)

    def _collection(self, used: Callable[[Object], None] | None) -> Subject:
        """Read a list. A member of one token comes out before the triple that leads to it, any other after that."""
        start = self._span
        head: BlankNode | None = None
        last: BlankNode | None = None

        def lead(node: Subject) -> None:
            if last is not None:
                self._emit(last, _REST, node, (start, start, start))
            elif used is not None:
                used(node)
            self._release()

        while True:
            self._next()
            if self._kind == "sign" and self._token == ")":
                break
            node = self._fresh()
            if self._kind in ("sign", "string"):
                lead(node)
                self._object(node, _FIRST, start, start)
            else:
                self._object(node, _FIRST, start, start)
                lead(node)
            head, last = head or node, node
        lead(_NIL)
        return head or _NIL

    def _release(self) -> None:
        """Let out the plain string that was held back until the next token was seen."""
        self._out.extend(self._held)
        self._held.clear()

    def _term(self) -> Object:
        kind, token = self._kind, self._token
        if kind == "iri":
            return NamedNode(self._iri(token))
        if kind == "name":
            prefix, _, local = token.partition(":")
            if prefix not in self.prefixes:
                raise _ConfusedError
            return NamedNode(self.prefixes[prefix] + (re.sub(r"\\(.)", r"\1", local) if "\\" in local else local))
        if kind == "bnode":
            return self._labels.setdefault(token, BlankNode())
        if kind == "string":
            return self._literal(token)
        if kind == "number":
            datatype = "double" if "e" in token.lower() else "decimal" if "." in token else "integer"
            return Literal(token, datatype=NamedNode(_XSD + datatype))
        if kind == "word" and token in ("true", "false"):
            return Literal(token, datatype=NamedNode(_XSD + "boolean"))
        raise _ConfusedError

    def _literal(self, token: str) -> Literal:
        quotes = 3 if token.startswith(('"""', "'''")) else 1
        value = _unescaped(token[quotes:-quotes])
        follow = _TOKEN.match(self.text, self._position)
        if follow is not None and follow.start(follow.lastgroup or 0) == self._position and follow.lastgroup == "at":
            self._next()
            return Literal(value, language=self._token[1:].lower())
        if follow is not None and follow.lastgroup == "sign" and follow.group("sign") == "^^":
            self._next()
            self._next()
            datatype = self._term()
            if not isinstance(datatype, NamedNode):
                raise _ConfusedError
            return Literal(value, datatype=datatype)
        return Literal(value)

    def _iri(self, token: str) -> str:
        iri = _unescaped(token[1:-1])
        return iri if re.match(r"[A-Za-z][\w+.\-]*:", iri) else urljoin(self.base, iri) if iri else self.base.partition("#")[0]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _CONTROLS.get(m[3], m[3]), text)
