"""A triple to its file, line and column: the only place that goes back to the text.

It costs nothing while there is nothing to tell: only then are the files read again, and of them only the statements
that are asked for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from spaceflight_graph.errors import Place
from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.literals import as_stored
from spaceflight_graph.rdf.scanner import Scanner, Seen
from spaceflight_graph.rdf.source import FROM_LINE, Source
from spaceflight_graph.rdf.tokens import Span, needle

_LINE_BREAK = re.compile(r"\r\n?|\n")
_NAMESPACE = re.compile(rb"prefix\s+[^\s:]*:\s*<([^<>]*)>", re.IGNORECASE)
_ODD = re.compile(rb"\\[uU_~.\-!$&()*+,;=/?#@%]|<[#?]?>")
"""Where a name need not stand in the text as it is: escapes, and what is nothing but the base."""
_NAMED = re.compile(r"""(?:"@id"\s*:\s*|rdf:(?:about|ID|resource)\s*=\s*)(["'])(?P<name>[^"']+)\1""")
_STRUCTURED = (RdfFormat.JSON_LD, RdfFormat.RDF_XML)
_MANY = 8
"""More triples of one node than these get an index."""


class Text:
    """The text of a file, and the places in it."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def text(self) -> str:
        """Return the whole text, decoded when it is first asked for."""
        return self.source.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def place(self, span: Span) -> Place:
        """Return where a span is; it ends in the line where it starts.

        In a text that was made from another, that is a line there.
        """
        if self.source.original is not None:
            before = self.text.rfind(f"\n{FROM_LINE}", 0, span[0]) + len(FROM_LINE) + 1
            return Place(self.source.name, int(self.text[before : self.text.index("\n", before)]))
        line = bisect_right(self._starts, span[0])
        start = self._starts[line - 1]
        end = min(span[1], start + len(self.line(line)))
        return Place(self.source.name, line, span[0] - start + 1, end - start + 1)

    def line(self, number: int) -> str:
        """Return a line without its break, or nothing if the file is not so long; of what was made, the original's."""
        if self.source.original is not None:
            lines = self.source.original.data.decode("utf-8-sig", errors="replace").split("\n")
            return lines[number - 1].rstrip("\r") if 1 <= number <= len(lines) else ""
        if not 1 <= number <= len(self._starts):
            return ""
        stop = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : stop].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A triple to look for in the files; ``None`` matches everything.

    Attributes:
        subject: its subject.
        predicate: its predicate.
        object: its object, as the store spells it.
        at_subject: whether the subject is the place to point at, not the object.
        at_predicate: whether the predicate is.
        last: whether the last such triple is meant: the one too many.
        among: if given, the object is one of these.
    """

    subject: Term | None
    predicate: NamedNode | None = None
    object: Term | None = None
    at_subject: bool = False
    at_predicate: bool = False
    last: bool = False
    among: frozenset[Term] | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A triple in a file."""

    text: Text
    seen: Seen


class Locator:
    """Finds triples in files that have been read before.

    Args:
        sources: the files, as they were when their quads were read.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self.texts = [Text(source) for source in sources]
        self._subjects: set[Term] = set()
        self._objects: set[Term] = set()
        self._of_subjects: dict[Term, list[_Spot]] = {}
        self._of_objects: dict[Term, list[_Spot]] = {}
        self._of_many: dict[tuple[str, Term], dict[tuple[Term | None, Term | None], list[_Spot]]] = {}

    def look_for(self, wanted: Iterable[Wanted]) -> None:
        """Scan the files for the subjects and objects of triples."""
        subjects: set[Term] = set()
        objects: set[Term] = set()
        blanks: set[str] = set()
        for one in wanted:
            blanks.update(term.value for term in (one.subject, one.object) if isinstance(term, BlankNode))
            if one.subject is not None:
                subjects.add(one.subject)
            elif one.object is not None:
                objects |= {one.object, as_stored(one.object)}
        subjects -= self._subjects
        objects -= self._objects
        if not subjects and not objects:
            return
        self._subjects |= subjects
        self._objects |= objects
        self._of_many.clear()
        for text in self.texts:
            if text.source.format not in _STRUCTURED:
                blank = any(name.startswith(text.source.label) for name in blanks)
                self._scan(text, subjects, objects, blank=blank)

    def _scan(self, text: Text, subjects: set[Term], objects: set[Term], *, blank: bool) -> None:
        source = text.source
        known: set[str | None] = set()
        namespaces = {match.decode(errors="replace") for match in _NAMESPACE.findall(source.data)}
        for term in subjects | objects:
            if isinstance(term, NamedNode):
                known.update(_needles(term.value, namespaces))
            elif isinstance(term, Literal):  # which may be spelled in many ways
                known.add(None)
        words = {word for word in known if word is not None} if None not in known else None
        if blank or _ODD.search(source.data):
            words = None
        if words is not None and not words:
            return
        for seen in Scanner(
            text.text, source.base, source.label, first=source.first, words=words, blank=blank
        ).triples():
            spot = _Spot(text, seen)
            if seen.subject in subjects:
                self._of_subjects.setdefault(seen.subject, []).append(spot)
            for end in {seen.object, as_stored(seen.object)} & objects:
                self._of_objects.setdefault(end, []).append(spot)

    def find(self, wanted: Wanted, *, spelled: bool = False) -> tuple[Place, Term | None] | None:
        """Return the place of a triple, and its object as the file spells it; :meth:`look_for` it first.

        Args:
            wanted: the triple.
            spelled: whether its object has to be spelled in the file as it is here.
        """
        spots = self._spots(wanted.subject, wanted.predicate, wanted.object)
        if wanted.object is not None:  # as it is spelled, else as the store would spell it
            spots = [spot for spot in spots if spot.seen.object == wanted.object]
            if not spots and not spelled:
                spots = self._spots(wanted.subject, wanted.predicate, as_stored(wanted.object))
        if wanted.among is not None:
            spots = [spot for spot in spots if as_stored(spot.seen.object) in wanted.among]
        if not spots:
            return None
        spot = spots[-1] if wanted.last else spots[0]
        seen = spot.seen
        span = (
            seen.subject_span if wanted.at_subject else seen.predicate_span if wanted.at_predicate else seen.object_span
        )
        return spot.text.place(span), spot.seen.object

    def _spots(self, subject: Term | None, predicate: Term | None, end: Term | None) -> list[_Spot]:
        """Return what was found of some triples, as the file or the store spells their object."""
        if subject is not None:
            side, node, spots = "subject", subject, self._of_subjects.get(subject, [])
        elif end is not None:
            side, node, spots = "object", end, self._of_objects.get(end, [])
        else:
            return []
        if len(spots) <= _MANY:
            return [spot for spot in spots if _is(spot.seen, predicate, end)]
        if (side, node) not in self._of_many:  # so that time does not grow with their square
            kinds: dict[tuple[Term | None, Term | None], list[_Spot]] = {}
            for spot in spots:
                for kind in _kinds(spot.seen):
                    kinds.setdefault(kind, []).append(spot)
            self._of_many[side, node] = kinds
        return self._of_many[side, node].get((predicate, end), [])

    def beginnings(self, nodes: Iterable[Term]) -> dict[Term, Place]:
        """Return where the files begin to describe some things."""
        wanted = {node: Wanted(node, at_subject=True) for node in nodes}
        self.look_for(wanted.values())
        found = {node: self.find(one) for node, one in wanted.items()}
        return {node: spot[0] for node, spot in found.items() if spot is not None}

    def mention(self, term: Term | None) -> Place | None:
        """Return where JSON-LD or RDF/XML first names a node."""
        if not isinstance(term, NamedNode):
            return None
        for text, name, span in self._mentions.get(needle(term.value), ()):
            if _stands_for(name, term.value):
                return text.place(span)
        return None

    @cached_property
    def _mentions(self) -> dict[str | None, list[tuple[Text, str, Span]]]:
        """Return the names of nodes in JSON-LD and RDF/XML, each with its place, by their last words."""
        found: dict[str | None, list[tuple[Text, str, Span]]] = {}
        for text in self.texts:
            for match in _NAMED.finditer(text.text) if text.source.format in _STRUCTURED else ():
                word, end = needle(match["name"]), match.end("name")
                found.setdefault(word, []).append((text, match["name"], (end - len(word or match["name"]), end)))
        return found

    def file(self, term: Term | None) -> Place | None:
        """Return the first file that has a triple about a node, where nothing tells the line."""
        if len(self.texts) == 1:
            return Place(self.texts[0].source.name)
        name = self._files.get(term) if term is not None else None
        return None if name is None else Place(name)

    @cached_property
    def _files(self) -> dict[Term, str]:
        """Return the first file of each node, for the rare case that no place is found: all files are read again."""
        found: dict[Term, str] = {}
        for text in self.texts:
            for quad in text.source.quads():
                found.setdefault(quad.subject, text.source.name)
                found.setdefault(quad.object, text.source.name)
        return found

    def line(self, place: Place) -> str:
        """Return the line of a file that a place is in."""
        for text in self.texts:
            if text.source.name == place.file and place.line is not None:
                return text.line(place.line)
        return ""


def _is(seen: Seen, predicate: Term | None, end: Term | None) -> bool:
    """Tell whether a triple has a predicate and an object, as the file or the store spells it."""
    right = end is None or end == seen.object or end == as_stored(seen.object)
    return right and (predicate is None or predicate == seen.predicate)


def _kinds(seen: Seen) -> set[tuple[Term | None, Term | None]]:
    """Return under which predicate and object a triple is looked for."""
    ends = (seen.object, as_stored(seen.object), None)
    return {(predicate, end) for predicate in (seen.predicate, None) for end in ends}


def _stands_for(name: str, iri: str) -> bool:
    """Tell whether a name in JSON-LD or RDF/XML can stand for an IRI: as it is, with a prefix, or relative to a base.

    >>> _stands_for("http://a.example/1", "http://b.example/1"), _stands_for("ex:1", "http://b.example/1")
    (False, True)
    """
    if "://" in name:
        return name == iri
    return iri.endswith(name.partition(":")[2] or name.lstrip("./#"))


def _needles(iri: str, namespaces: Iterable[str]) -> Iterator[str | None]:
    yield needle(iri)
    for namespace in namespaces:
        if iri.startswith(namespace):  # which may end within a word
            yield needle(iri[len(namespace) :])
