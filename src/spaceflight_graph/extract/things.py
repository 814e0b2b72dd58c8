"""What a page tells of: the only place that finds a thing by its role, and proposes those that the graph lacks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from spaceflight_graph.extract import naming
from spaceflight_graph.extract.cells import Block, Cell
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import BlockMapping, PageMapping, Role, folded
from spaceflight_graph.extract.readers import Unread, Value
from spaceflight_graph.extract.result import Draft, Proposal, Reason
from spaceflight_graph.namespaces import PREFIXES, SF

Thing = NamedNode | Unread
"""A thing of the graph or one that is proposed; or why neither can be told."""

_FIRST_WORDS = re.compile(r"[^，,。;；:：(（]{2,40}")
_BUILT = re.compile(r"\bNo\.|№|\bNr\.|\b1[1-9][A-Z]\d{3}")
"""A name that is that of one built craft, and of no flight."""
_GENERATIONS = frozenset({"ii", "iii", "iv", "jr", "sr"})
"""What follows a family name and is none."""
_NUMBERED = (
    r"(?:Soyuz|Sojus|Progress|Shenzhou|Tianzhou|STS|Apollo|Skylab|Gemini|Vostok|Voskhod)[ -][A-Z]{0,3}-?\d{1,3}[A-Z]?"
)
_FLIGHT = re.compile(rf"(?P<name>{_NUMBERED})$")
_LEAD = re.compile(rf"(?P<name>{_NUMBERED})(?: \([^()]*\))? (?:was|is|war|ist)\b")
_DESIGNATION = re.compile(
    r"[“\"]([^”\"]{1,12})[”\"] ?((?:MS|TMA|TM|M|CRS|OA)-?\d{1,3}[A-Z]?)?"
    r"|([\u4e00-\u9fff]{2}[一二三四五六七八九十]{1,3}号"
    rf"|\b{_NUMBERED}\b)"
)


def called(thing: NamedNode, proposals: Mapping[NamedNode, Proposal], linker: Linker) -> str:
    """Return what a thing is called, one that is proposed or one of the graph."""
    proposal = proposals.get(thing)
    return proposal.labels[0][0] if proposal and proposal.labels else linker.labels.get(thing, naming.slug_of(thing))


def _name(text: str, role: Role) -> str:
    match = role.named_as.search(text) if role.named_as else None
    return match["value"].strip() if match else text


def _title(lines: Sequence[str]) -> str:
    """Return the first line with words, where the page says the same again; empty where it does not."""
    title = next((line.strip() for line in lines if line.strip()), "")
    return title if sum(title in line for line in lines) > 1 else ""


def _alone(lines: Sequence[str], first: int) -> tuple[str, int]:
    """Return the one designation of a flight that stands on a line of its own above line ``first``, and its line.

    Else that of the one sentence that tells what a flight was: ``STS-109 (SM3B) was``; empty where there is none.
    """
    for pattern, where in ((_FLIGHT, lines[:first]), (_LEAD, lines)):
        found = [(found["name"], n) for n, line in enumerate(where, 1) if (found := pattern.match(line.strip()))]
        if len({name for name, _ in found}) == 1:
            return found[0]
    return "", 0


@dataclass(frozen=True, slots=True)
class Context:
    """Where on a page a thing is asked for.

    Attributes:
        cell: whose rule asks.
        block: that the cell stands in.
        nested: whether the block stands in another one, as the box of a docking does.
        subject: what the block is about.
        keys: by role, what tells its things apart in the block, such as the person of a crew assignment.
    """

    cell: Cell
    block: Block
    nested: bool
    subject: NamedNode
    keys: Mapping[NamedNode, Value] = field(default_factory=dict)


@dataclass
class Things:
    """The things of one page.

    Attributes:
        document: its slug.
        language: of the page.
        mapping: how it is read.
        linker: knows the things of the graph.
        proposals: what the graph lacks, by name.
        drafts: the claims so far; whoever makes them adds to this list.
        targets: what was proposed for the pages that words link to: two spellings of one page are one thing.
    """

    document: str
    language: str
    mapping: PageMapping
    linker: Linker
    proposals: dict[NamedNode, Proposal] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    targets: dict[tuple[str, NamedNode], NamedNode] = field(default_factory=dict)

    def subject(self, blocks: Sequence[Block], mapped: Sequence[BlockMapping | None], lines: Sequence[str]) -> Thing:
        """Return the thing that the page is about: what a field, a heading or the title names that is there for it."""
        roots = [role for role in self.mapping.roles.values() if role.of is None and not role.each]
        known = [block for block, meant in zip(blocks, mapped, strict=True) if meant is not None]
        for role in sorted(roots, key=lambda role: role.iri.value):
            for cell in (cell for block in known for cell in block.cells):
                if folded(cell.label) in role.named and cell.text and not _BUILT.search(name := _name(cell.text, role)):
                    return self._named(name, cell.line, role)
            if known and known[0].number == 1 and (found := self.headed(known[0], role)) is not None:
                return found
            if match := role.titled_as and role.titled_as.search(_title(lines)):
                return self._named(match["value"].strip(), 1, role)
            name, line = _alone(lines, known[0].line) if known else ("", 0)
            if name:
                return self._named(name, line, role)
            for cell in (cell for block in known for cell in block.cells):
                name = _name(cell.text, role) if folded(cell.label) in role.named_else else ""
                if re.search(r"\d", name) and not _BUILT.search(name):
                    return self._named(name, cell.line, role)
        return Unread(Reason.NOT_LINKED, "the page does not name what it is about; say so with --about")

    def _named(self, name: str, line: int, role: Role) -> Thing:
        """Return the thing of a class that a page names, proposed where the graph has none."""
        found = self.linker.find(name, role.kind)
        if len(found) == 1:
            return found[0]
        if found:
            told = f"{name} is one of {naming.slugs_of(found)}; say which with --about"
            return Unread(Reason.AMBIGUOUS, told)
        return self.propose(line, role.kind, name, naming.slug(name, self.document, line))

    def headed(self, block: Block, role: Role) -> Thing | None:
        """Return the thing that the heading of a list names; None where it names none."""
        match = role.headed_as and role.headed_as.search(block.heading)
        return self._named(match["value"].strip(), block.line, role) if match else None

    def each(self, block: Block, role: Role) -> Thing:
        """Return what one entry is about: what its heading names, what hangs on the flight in it, or a new event."""
        if role.headed_as is not None:
            return self.headed(block, role) or Unread(Reason.NOT_LINKED, "its heading names no flight")
        text = "".join(cell.text for cell in block.cells if cell.label == "text")
        flights = self._flights(text.partition("。")[0])
        if len(flights) == 1:
            there = self.linker.parts(flights[0], role.kind)
            if len(there) == 1:
                return there[0]
        words = _FIRST_WORDS.match(text)
        if words is None:
            return Unread(Reason.NOT_LINKED, "the entry has no words to name it by")
        slug = f"{self.document}-l{block.line}"
        return self.propose(block.line, role.kind, words.group().strip(), slug, near=False)

    def _flights(self, text: str) -> list[NamedNode]:
        """Return the flights of the graph that a text names."""
        names = [f"{quoted}{number}" if quoted else plain for quoted, number, plain in _DESIGNATION.findall(text)]
        found = [self.linker.find(name, SF.Spaceflight) for name in names]
        return list(dict.fromkeys(flights[0] for flights in found if len(flights) == 1))

    def propose(
        self,
        line: int,
        kind: NamedNode,
        label: str,
        slug: str,
        *,
        links: Sequence[tuple[NamedNode, NamedNode]] = (),
        language: str | None = None,
        near: bool = True,
        also: str = "",
    ) -> NamedNode:
        """Return a thing by its slug, proposed where neither the graph nor the page has it.

        Args:
            line: where the page names it.
            kind: its class.
            label: as the page has it.
            slug: of its name.
            links: plain triples from it.
            language: of the label; that of the page when left out.
            near: whether labels that come near are worth a person's look.
            also: its English name, where the page gives one.
        """
        iri = NamedNode(PREFIXES["id"] + slug)
        known = self.proposals.get(iri)
        if known is None and iri not in self.linker.kinds:
            others = tuple(self.linker.suggestions(label, kind)) if near and not links else ()
            told, plain = language or self.language, naming.unquoted(label)
            labels = ((plain, told), *(((also, "en"),) if also else ()))
            names = ((label, told),) if label != plain else ()
            self.proposals[iri] = Proposal(iri, kind, labels, tuple(links), line, others, names)
        return iri

    def linked(self, value: Value, kind: NamedNode, cell: Cell) -> "Value | Unread":
        """Return a value whose words name a thing that the graph lacks, with the proposed thing as its object."""
        target = next((it for (text, _), it in zip(cell.parts, cell.targets, strict=False) if text == value.words), "")
        page = (naming.title(target) or value.words, kind)
        if page in self.targets:
            return replace(value, object=self.targets[page])
        latin = target if target.isascii() and self.language != "en" else ""
        slug = naming.slug(latin or value.words, self.document, cell.line)
        if slug == naming.slug("", self.document, cell.line) and target.isascii():
            slug = naming.slug(target, self.document, cell.line)  # [[Expedition 72|72]]
        iri = NamedNode(PREFIXES["id"] + slug)
        if iri in self.linker.kinds and not self.linker.is_a(iri, kind):
            return Unread(Reason.NOT_LINKED, f"id:{slug} is something else")
        if iri in self.proposals and self.proposals[iri].kind != kind:
            slug += "-" + naming.kebab(naming.slug_of(kind)).lower()
        label = value.words if re.search(r"[^\W\d]", value.words) else target or value.words
        self.targets[page] = self.propose(cell.line, kind, label, self._free(slug, label), also=latin)
        return replace(value, object=self.targets[page])

    def _free(self, slug: str, label: str) -> str:
        """Return a slug that no other thing of the page has: two without a Latin name may stand on one line."""
        number, free = 1, slug
        while (known := self.proposals.get(NamedNode(PREFIXES["id"] + free))) and (
            slug.startswith(self.document) and known.labels[0][0] != naming.unquoted(label)
        ):
            number += 1
            free = f"{slug}-{number}"
        return free

    def of_role(self, role: Role, at: Context) -> Thing:
        """Return what has a role on the page."""
        if role.of is None:
            return at.subject
        outer = self.of_role(self.mapping.roles[role.of], at)
        if isinstance(outer, Unread):
            return outer
        told = self._told(outer, role.linked_by or role.claim)
        if told is not None or role.linked_by is not None:
            return told or Unread(Reason.NOT_LINKED, "what it is about is not known")
        iri, name = self._name(role, outer, at)
        if isinstance(iri, Unread):
            return iri
        if role.makes is not None and outer in self.proposals:
            self.proposals[outer] = replace(self.proposals[outer], kind=role.makes)
        if iri not in self.linker.kinds:
            language = self.language if self.language in role.labels else "en"
            label = role.labels.get(language, "{}").format(name)
            links = [(role.link, outer)] if role.link is not None else []
            slug = naming.slug_of(iri)
            known = outer in self.linker.kinds and language != "en" and role.keyed_by is None
            also = role.labels.get("en", "").format(name) if known else ""
            self.propose(at.cell.line, role.kind, label, slug, links=links, language=language, near=False, also=also)
        return iri

    def _told(self, outer: NamedNode, predicate: NamedNode | None) -> NamedNode | None:
        """Return what the page's last claim with a property about a thing names."""
        for draft in reversed(self.drafts):
            if draft.subject == outer and draft.predicate == predicate and isinstance(draft.object, NamedNode):
                return draft.object
        return None

    def _name(self, role: Role, outer: NamedNode, at: Context) -> tuple[Thing, str]:
        """Return the name of what hangs on a thing, and what its label is made of."""
        stem = f"{naming.slug_of(outer)}-{role.suffix}"
        if role.keyed_by is not None:
            key = at.keys.get(role.iri)
            if key is None or not isinstance(key.object, NamedNode):
                return Unread(Reason.NOT_LINKED, "what it is about is not known"), ""
            words = [it for it in naming.slug_of(key.object).split("-") if it not in _GENERATIONS]
            tails = [NamedNode(PREFIXES["id"] + "-".join([stem, *words[-n:]])) for n in range(1, len(words) + 1)]
            there = [iri for iri in tails if iri in self.linker.kinds]
            return (there or tails)[0], called(key.object, self.proposals, self.linker)
        iri = NamedNode(PREFIXES["id"] + stem)
        number = at.block.number if at.nested else 1
        if number > 1:
            return NamedNode(f"{iri.value}-{number}"), called(outer, self.proposals, self.linker)
        if iri not in self.linker.kinds and role.link is not None:
            parts = self.linker.parts(outer, role.kind)
            if len(parts) > 1:
                return Unread(Reason.AMBIGUOUS, f"one of {naming.slugs_of(parts)}"), ""
            iri = parts[0] if parts else iri
        return iri, called(outer, self.proposals, self.linker)
