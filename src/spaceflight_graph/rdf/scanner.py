"""Turtle, TriG, N-Triples and N-Quads with the place of every term: the only place that reads them by hand.

Strictness is not its job: pyoxigraph has read the file before. It yields the same triples in the same order, so that
blank nodes get the same names (``shacl.sources``), and leaves statements out that nobody asks about.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.rdf.tokens import ConfusedError, Span, Tokens

Subject = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal

_RDF, _XSD = PREFIXES["rdf"], PREFIXES["xsd"]
_TYPE, _FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil"))

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


class Scanner:
    """Reads one text.

    Args:
        text: what the file holds, without a byte-order mark.
        base: the IRI that relative ones are resolved against.
        label: how the names of the file's blank nodes begin.
        first: the number of the first of them.
        words: if given, statements without any of these words are left out.
        blank: whether blank nodes matter, so that none may be left out.
    """

    def __init__(
        self,
        text: str,
        base: str | None,
        label: str,
        *,
        first: int = 0,
        words: Set[str] | None = None,
        blank: bool = True,
    ) -> None:
        self.tokens = Tokens(text)
        self.base = base or ""
        self.label = label
        self.first = first
        self.words = words
        self.blank = blank
        self.prefixes: dict[str, str] = {}
        self._labels: dict[str, BlankNode] = {}
        self._named: dict[object, BlankNode] = {}
        self._out: list[Seen] = []
        self._held: list[Seen] = []

    def triples(self) -> Iterator[Seen]:
        """Yield the triples of the statements that are asked for, in the order in which pyoxigraph would."""
        more = True
        while more:
            if self.words is not None:
                self.tokens.skip(self.words, blank=self.blank)
            start = self.tokens.position
            try:
                more = self._statement()
            except (ConfusedError, ValueError, RecursionError):  # no Turtle, no IRI, no character, or nested too deeply
                more = self.tokens.recover(start)
            self._release()
            yield from self._renamed(self._out)
            self._out.clear()

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
            found = self._named[node] = BlankNode(f"{self.label}{self.first + len(self._named)}")
        return found

    def _emit(self, subject: Subject, predicate: NamedNode, value: Object, spans: tuple[Span, Span, Span]) -> None:
        self._out.append(Seen(subject, predicate, value, *spans))

    def _statement(self) -> bool:
        kind = self.tokens.next()
        if kind == "end":
            return False
        if kind == "at" or (kind == "word" and self.tokens.lexeme.lower() in ("prefix", "base", "version")):
            self._directive(self.tokens.lexeme.lower().lstrip("@"), dotted=kind == "at")
            return True
        if self.tokens.lexeme in ("}", "{", ".") or (kind == "word" and self.tokens.lexeme.upper() == "GRAPH"):
            return True
        subject, span = self._subject()
        if self.tokens.peek() == "{":
            self.tokens.next()
            return True
        self._properties(subject, span)
        if self.tokens.lexeme not in (".", "}"):
            raise ConfusedError
        return True

    def _directive(self, word: str, *, dotted: bool) -> None:
        if word == "prefix":
            self.tokens.next()
            prefix = self.tokens.lexeme.removesuffix(":")
            self.tokens.next()
            self.prefixes[prefix] = self._iri(self.tokens.lexeme)
        elif word == "base":
            self.tokens.next()
            self.base = self._iri(self.tokens.lexeme)
        else:
            self.tokens.next()
        if dotted:
            self.tokens.expect(".")

    def _subject(self) -> tuple[Subject, Span]:
        start = self.tokens.span
        if self.tokens.lexeme == "[":
            node = self._fresh()
            if self.tokens.peek() == "]":
                self.tokens.next()
                return node, (start[0], self.tokens.span[1])
            self._properties(node, start)
            self._release()
            return node, start
        if self.tokens.lexeme == "(":
            return self._collection(None), start
        term = self._term()
        if isinstance(term, Literal):
            raise ConfusedError
        return term, start

    def _fresh(self) -> BlankNode:
        return BlankNode()

    def _properties(self, subject: Subject, subject_span: Span) -> None:
        """Read ``predicate object , object ; …``; the token that ends it stays the current one."""
        while True:
            self.tokens.next()
            while self.tokens.lexeme == ";":
                self.tokens.next()
            if self.tokens.lexeme in (".", "]", "}"):
                return
            predicate_span = self.tokens.span
            predicate = _TYPE if self.tokens.lexeme == "a" else self._term()
            if not isinstance(predicate, NamedNode):
                raise ConfusedError
            while True:
                self.tokens.next()
                self._object(subject, predicate, subject_span, predicate_span)
                self.tokens.next()
                if self.tokens.kind in ("iri", "bnode", "name"):  # the graph name of N-Quads
                    self.tokens.next()
                if self.tokens.lexeme != "]":
                    self._release()
                if self.tokens.lexeme != ",":
                    break
            if self.tokens.lexeme in (".", "]", "}"):
                return
            if self.tokens.lexeme != ";":
                raise ConfusedError

    def _object(self, subject: Subject, predicate: NamedNode, subject_span: Span, predicate_span: Span) -> None:
        start = self.tokens.span

        def emit(value: Object) -> None:
            self._emit(subject, predicate, value, (subject_span, predicate_span, start))

        if self.tokens.lexeme == "[":
            node = self._fresh()
            self._properties(node, start)
            emit(node)
            self._release()
        elif self.tokens.lexeme == "(":
            self._collection(emit)
        else:
            value = self._term()
            seen = Seen(subject, predicate, value, subject_span, predicate_span, (start[0], self.tokens.span[1]))
            (self._held if self.tokens.kind == "string" else self._out).append(seen)

    def _collection(self, used: Callable[[Object], None] | None) -> Subject:
        """Read a list. A member of one token comes out before the triple that leads to it, any other after that."""
        start = self.tokens.span
        head: BlankNode | None = None
        last: BlankNode | None = None

        def lead(node: Subject) -> None:
            if last is not None:
                self._emit(last, _REST, node, (start, start, start))
            elif used is not None:
                used(node)
            self._release()

        while True:
            self.tokens.next()
            if self.tokens.lexeme == ")":
                break
            node = self._fresh()
            if self.tokens.kind in ("sign", "string"):
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
        kind, token = self.tokens.kind, self.tokens.lexeme
        if kind == "iri":
            return NamedNode(self._iri(token))
        if kind == "name":
            prefix, _, local = token.partition(":")
            if prefix not in self.prefixes:
                raise ConfusedError
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
        raise ConfusedError

    def _literal(self, token: str) -> Literal:
        quotes = 3 if token.startswith(('"""', "'''")) else 1
        value = _unescaped(token[quotes:-quotes])
        follow = self.tokens.peek()
        if follow.startswith("@") and self.tokens.text.startswith("@", self.tokens.position):
            self.tokens.next()
            return Literal(value, language=self.tokens.lexeme[1:].lower())
        if follow == "^^":
            self.tokens.next()
            self.tokens.next()
            datatype = self._term()
            if not isinstance(datatype, NamedNode):
                raise ConfusedError
            return Literal(value, datatype=datatype)
        return Literal(value)

    def _iri(self, token: str) -> str:
        iri = _unescaped(token[1:-1])
        if re.match(r"[A-Za-z][\w+.\-]*:", iri):
            return iri
        if iri in ("", "#", "?"):  # which urljoin would cut off
            return re.split("[#?]" if iri == "?" else "#", self.base)[0] + iri
        return urljoin(self.base, iri)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _CONTROLS.get(m[3], m[3]), text)
