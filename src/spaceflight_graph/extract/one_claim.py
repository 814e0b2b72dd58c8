"""One claim from what a person types: name, precision, datatype and unit are filled in. The only place that does so.

What form the value of a property has, the claims that there are tell: one that times were claimed with takes times.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import descriptions, read_claims
from spaceflight_graph.claims.own_words import Verdict, verdict
from spaceflight_graph.errors import LONGEST_SHOWN, NotFoundError, SpaceflightError
from spaceflight_graph.extract import naming, turtle
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.readers import as_claim
from spaceflight_graph.extract.result import LONGEST, Draft, Extraction, formed, literal
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import DCTERMS, GRAPH, PREFIXES, QUDT, RDF, RDFS, SF, XSD, Term, expand, shorten
from spaceflight_graph.suggestions import either, nearest
from spaceflight_graph.values import Form

_TIMES = frozenset(NamedNode(XSD.iri + name) for name in ("dateTime", "date", "gYearMonth", "gYear"))
_DURATIONS = frozenset(NamedNode(XSD.iri + name) for name in ("duration", "dayTimeDuration", "yearMonthDuration"))
_NUMBERS = frozenset(NamedNode(XSD.iri + name) for name in ("integer", "decimal", "double"))
_BOOLEAN = NamedNode(XSD.iri + "boolean")
_CURIE = re.compile(r"(\w+):([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A claim that was made.

    Attributes:
        block: it, as Turtle, without prefixes.
        name: its IRI, shortened.
        file: the claims file that it belongs to.
    """

    block: str
    name: str
    file: Path


class Desk:
    """What is needed to write claims: the sources, read once."""

    def __init__(self, source: str | Path | None = None) -> None:
        self._below = None if source is None else Path(source)
        self.sources = layers.load(self._below)
        entities, ontology = (list(self.sources.triples(graph)) for graph in (GRAPH.entities, GRAPH.ontology))
        self._linker = Linker.of([*entities, *ontology], ontology)
        self._documents = descriptions(self.sources.triples(GRAPH.documents))
        self._ranges = {
            t.subject: t.object for t in ontology if t.predicate == RDFS.range and isinstance(t.object, NamedNode)
        }
        self._claims = {file: list(read_claims(layer.triples)) for file, layer in self.sources.claims()}
        self._kinds: dict[NamedNode, set[Term]] = defaultdict(set)
        for claims in self._claims.values():
            for claim in claims:
                what = claim.object.datatype if isinstance(claim.object, Literal) else RDFS.Resource
                self._kinds[claim.predicate].add(what)

    def claim(
        self,
        document: str,
        line: int,
        subject: str,
        predicate: str,
        words: str,
        *,
        value: str | None = None,
        day: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        planned: bool = False,
        text: Path | None = None,
    ) -> Written:
        """Return a claim, ready for the file of its document.

        Args:
            document: slug of a document that ``data/documents.ttl`` describes.
            line: counted from 1.
            subject: slug or name of what is claimed of.
            predicate: local name of a property of the ontology, such as ``dockingPort``.
            words: what the line says, to the letter, at most 80 characters.
            value: the value, where the words alone do not give it: other words, or a slug such as ``id:rassvet``.
            day: the date that the page has told before, such as ``2018-06-03``.
            zone: of clock times that name none.
            language: of the words; that of the document when left out.
            planned: whether what is claimed was a plan, and the property does not say so.
            text: the document, to hold the words to its line.

        Raises:
            SpaceflightError: something is not known, cannot be read, or is claimed already; the remedy is told.
        """
        about = self._document(document)
        thing, prop = self._thing(subject), self._property(predicate)
        if not words.strip() or len(words) > LONGEST:
            raise SpaceflightError(
                f"the words have {len(words)} characters. Fix: quote the value alone, 1 to {LONGEST} characters."
            )
        if line < 1:
            raise SpaceflightError(f"line {line}: lines count from 1. Fix: name the line of the document.")
        if text is not None:
            self._hold_to(text, about, document, line, words)
        tongue = language or next(_texts(self._documents[about].get(DCTERMS.language, ())), "en")
        given = words if value is None else value
        # a text that is not the document's is ours, and ours are English
        found, form = self._value(prop, given, thing, _day(day), zone, tongue if value is None else "en")
        draft = Draft(
            thing,
            prop,
            found,
            line,
            words,
            tongue,
            planned=planned,
            single=prop in self._linker.functional,
        )
        draft = formed(draft, form)
        self._refuse_contradiction(draft)
        return self._named(draft, document)

    def _document(self, slug: str) -> NamedNode:
        known = {naming.slug_of(node): node for node, parts in self._documents.items()
                 if isinstance(node, NamedNode) and SF.Document in parts.get(RDF.type, ())}  # fmt: skip
        if slug not in known:
            raise _unknown("document", slug, list(known), "describe it in data/documents.ttl first")
        return known[slug]

    def _thing(self, name: str) -> NamedNode:
        """Return the thing of a slug or of a name that only one has."""
        match = _CURIE.fullmatch(name) or _CURIE.fullmatch(f"id:{name}")
        if match and match[1] in PREFIXES and (iri := expand(match[0])) in self._linker.kinds:
            return iri
        found = self._linker.called(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise SpaceflightError(
                f"{name}: is the name of {len(found)} things. Fix: write {either(list(map(_typed, found)))}."
            )
        slugs = [naming.slug_of(thing) for thing in self._linker.kinds if thing.value.startswith(PREFIXES["id"])]
        raise _unknown("thing", name, slugs, "describe it in data/entities first")

    def _property(self, name: str) -> NamedNode:
        local = name.removeprefix("sf:")
        prop = NamedNode(PREFIXES["sf"] + local)
        if prop not in self.sources.ontology.terms or not local[:1].islower():
            known = sorted(naming.slug_of(term) for term in self.sources.ontology.terms)
            raise _unknown("property", local, [it for it in known if it[:1].islower()], "declare it in ontology/ first")
        return prop

    def _value(
        self, prop: NamedNode, text: str, near: NamedNode, day: date | None, zone: str | None, language: str
    ) -> tuple[NamedNode | Literal, Form | None]:
        """Return the value that words give a property, and its form where it is a time, duration or number."""
        ranged = self._ranges.get(prop)
        kinds = self._kinds.get(prop) or {
            RDFS.Resource if prop in self.sources.ontology.links else ranged or RDF.langString
        }
        if ranged == QUDT.QuantityValue or kinds & _NUMBERS:
            form = values.number_form(text)
            if form and ranged == QUDT.QuantityValue and form.unit is None:
                raise SpaceflightError(
                    f"{text!r} names no unit. Fix: give it with --value, such as --value '7,220 kg'."
                )
        elif kinds & _TIMES:
            form = values.time_form(text, day=day, zone=zone)
        elif kinds & _DURATIONS:
            form = values.duration_form(text)
        elif RDFS.Resource in kinds:
            return self._linked(text, ranged, near), None
        elif _BOOLEAN in kinds:
            return Literal("false" if text == "false" else "true", datatype=_BOOLEAN), None
        else:
            return (Literal(text) if RDF.langString not in kinds else Literal(text, language=language)), None
        if form is None:
            asked = "a time" if kinds & _TIMES else "a duration" if kinds & _DURATIONS else "a number"
            raise SpaceflightError(
                f"{text!r} cannot be read as {asked}, which {shorten(prop.value)} takes."
                " Fix: give the value with --value, or what the page has told before with --day and --zone."
            )
        return literal(form), form

    def _linked(self, text: str, kind: NamedNode | None, near: NamedNode) -> NamedNode:
        if kind is None or _CURIE.fullmatch(text):
            return self._thing(text)
        found = self._linker.find(text, kind, (near,))
        if len(found) == 1:
            return found[0]
        if found:
            raise SpaceflightError(
                f"{text!r} is the name of {either(list(map(_typed, found)))}. Fix: say which with --value."
            )
        near_by = self._linker.suggestions(text, kind)
        hint = f" Near: {', '.join(near_by)}." if near_by else ""
        raise NotFoundError(
            f"{text!r} is no name of a {shorten(kind.value)}.{hint}"
            " Fix: say which with --value id:…, or describe it in data/entities first."
        )

    def _hold_to(self, text: Path, about: NamedNode, document: str, line: int, words: str) -> None:
        from spaceflight_graph.extract.text import content_of, digest_of, lines_of

        content = content_of(text)
        if digest_of(content) not in _texts(self._documents[about].get(SF.sha256, ())):
            raise SpaceflightError(
                f"{shown(text)}: is not the text of doc:{document}: its digest is another."
                " Fix: name the text that it was read from."
            )
        lines = lines_of(content, text)
        if line > len(lines) or words not in lines[line - 1]:
            there = [str(n) for n, it in enumerate(lines, 1) if words in it][:3]
            hint = f"name line {either(there)}" if there else "quote the line to the letter"
            raise SpaceflightError(f"{shown(text)}:{line}: does not say {words!r}. Fix: {hint}.")

    def _refuse_contradiction(self, draft: Draft) -> None:
        found = verdict(as_claim(draft), draft.stated, draft.language)
        if found in (Verdict.CONTRADICTS, Verdict.SAYS_MORE):
            what = "is not what" if found is Verdict.CONTRADICTS else "says more than"
            raise SpaceflightError(
                f"{draft.object.value} {what} {draft.stated!r} says. Fix: mend the words or --value."
            )

    def _named(self, draft: Draft, document: str) -> Written:
        """Return the claim under a name that no claim has."""
        file = next(it for it in self._claims if it.stem == document)
        main = self._main(document)
        alone = Extraction(document, (), (draft,), (), (), (), draft.line)
        taken = {claim.iri.value: claim for claim in self._claims[file]}
        for claim in taken.values():
            if (claim.subject, claim.predicate, claim.object, claim.line) == (
                draft.subject, draft.predicate, draft.object, draft.line,
            ):  # fmt: skip
                raise SpaceflightError(f"{shorten(claim.iri.value)} says so already. Fix: nothing is to be done.")
        (name,) = turtle.claim_names(alone, main)
        if PREFIXES["claim"] + name in taken:
            name = f"{name}-{turtle.of_value(draft)}"
        if PREFIXES["claim"] + name in taken:
            raise SpaceflightError(f"claim:{name} is another claim. Fix: write this one by hand, under another name.")
        return Written(turtle.claim_block(document, draft, name), f"claim:{name}", file)

    def _main(self, document: str) -> NamedNode | None:
        """Return the flight that a document's slug ends with: what its claims are about, where they say no other."""
        parts = document.split("-")
        ends = (NamedNode(PREFIXES["id"] + "-".join(parts[at:])) for at in range(len(parts)))
        return next((it for it in ends if self._linker.is_a(it, SF.Spaceflight)), None)


def _texts(terms: Iterable[Term]) -> Iterator[str]:
    return (term.value for term in terms if isinstance(term, Literal))


def _typed(thing: NamedNode) -> str:
    return shorten(thing.value)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise SpaceflightError(f"--day {text}: is no date. Fix: write it as 2018-06-03.") from None


def _unknown(what: str, name: str, known: list[str], remedy: str) -> NotFoundError:
    near = nearest(name, sorted(known))
    hint = f"write {either(near)}" if near else remedy
    return NotFoundError(f"{name[:LONGEST_SHOWN]}: no such {what}. Fix: {hint}.")
