"""Cells to claims: the only place where a mapping, the readers and the linker meet.

A page is about one thing; what it tells of hangs on that. What the graph has is linked, what it lacks is proposed, and
what cannot be placed for certain is told: no cell is passed over in silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.extract import naming
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import BlockMapping, Field, PageMapping, Role, Rule, folded
from spaceflight_graph.extract.readers import LONGEST, Unread, Value, quoted, read
from spaceflight_graph.extract.result import Draft, Excused, Extraction, NotPlaced, Proposal, Reason
from spaceflight_graph.namespaces import PREFIXES, SF, XSD

_NOTHING = {"heading": SF.Heading, "markup": SF.Markup}
"""Kinds of blocks that are a line without anything to claim."""

Thing = NamedNode | Unread
"""A thing of the graph or one that is proposed; or why neither can be told."""


@dataclass
class Assembly:
    """One page in the making.

    Attributes:
        document: its slug.
        language: of the page.
        lines: its text.
        mapping: how it is read.
        linker: knows the things of the graph.
        about: the thing that the page is about, where whoever asks says so.
    """

    document: str
    language: str
    lines: Sequence[str]
    mapping: PageMapping
    linker: Linker
    about: NamedNode | None = None
    drafts: list[Draft] = field(default_factory=list)
    proposals: dict[NamedNode, Proposal] = field(default_factory=dict)
    not_placed: list[NotPlaced] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    _zone: str | None = None
    _day: date | None = None
    _told: set[tuple[NamedNode, NamedNode, NamedNode]] = field(default_factory=set)

    def read(self, blocks: Sequence[Block], broken: Sequence[Broken] = ()) -> Extraction:
        """Return what comes of the page, which was split into blocks."""
        self._zone = self._banner() or self.mapping.zone
        mapped = self._mapped(blocks)
        subject = self._subject(blocks, mapped)
        self.about = None if isinstance(subject, Unread) else subject
        for block, meant in zip(blocks, mapped, strict=True):
            if block.kind in _NOTHING:
                self.excused.append(Excused(block.line, _NOTHING[block.kind]))
            elif meant is None:
                self._pass_over(block.cells, Reason.NO_MAPPING, f"no block of {block.kind!r} in its mapping")
            elif isinstance(subject, Unread):
                self._pass_over(block.cells, subject.reason, subject.hint)
            else:
                self._read_block(block, meant, subject)
        for fault in broken:
            self._pass_over_line(fault.line, Reason.BROKEN, fault.why)
        self._tell_the_rest()
        return Extraction(
            self.document,
            (self.mapping.label,),
            tuple(sorted(dict.fromkeys(self.drafts), key=lambda draft: draft.line)),
            tuple(proposal for _, proposal in sorted(self.proposals.items(), key=lambda item: item[0].value)),
            tuple(sorted(dict.fromkeys(self.not_placed), key=lambda told: told.line)),
            self._excuses(),
            len(self.lines),
        )

    def _excuses(self) -> tuple[Excused, ...]:
        """Return one excuse for each line that nothing else is told of."""
        told = {draft.line for draft in self.drafts} | {it.line for it in self.not_placed}
        first = {it.line: it for it in reversed(self.excused) if it.line not in told}
        return tuple(first[line] for line in sorted(first))

    def _banner(self) -> str | None:
        """Return the zone that a banner names for all times of the page."""
        banner = self.mapping.zone_banner
        match = banner and banner.search("\n".join(self.lines))
        return match["zone"] if match else None

    def _mapped(self, blocks: Sequence[Block]) -> list[BlockMapping | None]:
        """Return what each block is to the mapping."""
        found: list[BlockMapping | None] = []
        for block in blocks:
            outer = found[block.parent] if block.parent is not None else None
            fitting = (
                meant
                for meant in self.mapping.blocks
                if folded(block.kind) in meant.kinds
                and (meant.heading is None or meant.heading.search(block.heading))
                and (meant.inside is None or (outer is not None and outer.iri == meant.inside))
            )
            # one that asks for a heading or an outer block knows better than one that takes any
            found.append(max(fitting, key=lambda it: (it.heading is not None, it.inside is not None), default=None))
        return found

    def _subject(self, blocks: Sequence[Block], mapped: Sequence[BlockMapping | None]) -> Thing:
        """Return the thing that the page is about."""
        if self.about is not None:
            return self.about
        roots = [role for role in self.mapping.roles.values() if role.of is None]
        for role in sorted(roots, key=lambda role: role.iri.value):
            for block, meant in zip(blocks, mapped, strict=True):
                for cell in block.cells if meant is not None else ():
                    if folded(cell.label) in role.named and cell.text:
                        return self._named(cell, role)
        return Unread(Reason.NOT_LINKED, "the page does not name what it is about; say so with --about")

    def _named(self, cell: Cell, role: Role) -> Thing:
        """Return the thing of a class that a cell names, proposed where the graph has none."""
        found = self.linker.find(cell.text, role.kind)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(naming.slug_of(thing) for thing in found)
            return Unread(Reason.AMBIGUOUS, f"{cell.text} is one of {names}; say which with --about")
        return self._propose(cell, role.kind, cell.text, naming.slug(cell.text, self.document, cell.line))

    def _propose(
        self, cell: Cell, kind: NamedNode, label: str, slug: str, links: Sequence[tuple[NamedNode, NamedNode]] = (),
        language: str | None = None,
    ) -> NamedNode:  # fmt: skip
        iri = NamedNode(PREFIXES["id"] + slug)
        known = self.proposals.get(iri)
        if known is None and iri not in self.linker.kinds:
            near = tuple(self.linker.suggestions(label, kind)) if not links else ()
            names = ((label, language or self.language),)
            self.proposals[iri] = Proposal(iri, kind, names, tuple(links), cell.line, near)
        return iri

    def _read_block(self, block: Block, meant: BlockMapping, subject: NamedNode) -> None:
        """Read the cells of a block, what tells its things apart first."""
        keys = {}
        for cell, rule in self._keying(block, meant):
            value = self._value(cell, rule, subject)
            if isinstance(value, Value):
                keys[cell.item] = value
        for cell in block.cells:
            found = meant.fields.get(folded(cell.label))
            if found is None:
                self._pass_over([cell], Reason.NO_MAPPING, f"no field of {self.mapping.label!r} has this label")
            elif not cell.raw:
                self.excused.append(Excused(cell.line, SF.EmptyParameter))
            elif found.excuse:
                self.excused.append(Excused(cell.line, found.excuse))
            elif not cell.text:
                self._pass_over([cell], Reason.COMPUTED)
            else:
                self._read_cell(cell, found, block, subject, keys.get(cell.item))

    def _keying(self, block: Block, meant: BlockMapping) -> Iterator[tuple[Cell, Rule]]:
        for cell in block.cells:
            found = meant.fields.get(folded(cell.label))
            for rule in found.rules if found else ():
                if self.mapping.roles[rule.about].keyed_by == rule.predicate:
                    yield cell, rule

    def _value(self, cell: Cell, rule: Rule, subject: NamedNode) -> "Value | Unread | None":
        """Return what a rule makes of a cell; a link to nothing is proposed."""
        value = read(cell, rule, self.linker, (subject,), self._day, self._zone)
        if isinstance(value, Value) and value.object is None:
            assert rule.kind is not None  # noqa: S101 - only links have no object
            slug = naming.slug(value.words, self.document, cell.line)
            iri = NamedNode(PREFIXES["id"] + slug)
            if iri in self.linker.kinds and not self.linker.is_a(iri, rule.kind):
                return Unread(Reason.NOT_LINKED, f"id:{slug} is something else")
            return replace(value, object=self._propose(cell, rule.kind, value.words, slug))
        return value

    def _read_cell(self, cell: Cell, found: Field, block: Block, subject: NamedNode, key: Value | None) -> None:
        faults: list[Unread] = []
        placed = False
        for rule in found.rules:
            value = self._value(cell, rule, subject)
            if isinstance(value, Unread):
                faults.append(value)
            elif value is not None:
                thing = self._thing(self.mapping.roles[rule.about], cell, block, subject, key)
                if isinstance(thing, Unread):
                    faults.append(thing)
                elif self._claim(thing, rule, value, cell):
                    placed = True
                else:
                    faults.append(Unread(Reason.NOT_READ, "its words cannot be quoted"))
        if not placed:
            fault = faults[0] if faults else Unread(Reason.NOT_READ)
            self._pass_over([cell], fault.reason, fault.hint)

    def _thing(self, role: Role, cell: Cell, block: Block, subject: NamedNode, key: Value | None) -> Thing:
        """Return what has a role on the page."""
        if role.of is None:
            return subject
        outer = self._thing(self.mapping.roles[role.of], cell, block, subject, key)
        if isinstance(outer, Unread):
            return outer
        slug, name = f"{naming.slug_of(outer)}-{role.suffix}", self._label(outer)
        if role.keyed_by is not None:
            if key is None or not isinstance(key.object, NamedNode):
                return Unread(Reason.NOT_LINKED, "what it is about is not known")
            slug += "-" + naming.slug_of(key.object).rpartition("-")[2]
            name = self._label(key.object)
        elif block.number > 1:
            slug += f"-{block.number}"
        iri = NamedNode(PREFIXES["id"] + slug)
        if iri not in self.linker.kinds and role.keyed_by is None:
            there = [part for part in self.linker.parts(outer, role.kind) if role.link is not None]
            if len(there) == 1 and block.number == 1:
                iri = there[0]
            elif len(there) > 1:
                names = ", ".join(naming.slug_of(part) for part in there)
                return Unread(Reason.AMBIGUOUS, f"one of {names}")
        if iri not in self.linker.kinds:
            language = self.language if self.language in role.labels else "en"
            label = role.labels.get(language, "{}").format(name)
            links = [(role.link, outer)] if role.link is not None else []
            self._propose(cell, role.kind, label, naming.slug_of(iri), links or [(SF.flight, outer)][:0], language)
        if role.claim is not None and (outer, role.claim, iri) not in self._told:
            self._told.add((outer, role.claim, iri))
            self._draft(Draft(outer, role.claim, iri, cell.line, "", self.language), cell, cell.text)
        return iri

    def _label(self, thing: NamedNode) -> str:
        proposal = self.proposals.get(thing)
        return proposal.labels[0][0] if proposal else self.linker.labels.get(thing, naming.slug_of(thing))

    def _claim(self, thing: NamedNode, rule: Rule, value: Value, cell: Cell) -> bool:
        assert value.object is not None  # noqa: S101 - `_value` has proposed it
        planned = rule.plan_words is not None and bool(rule.plan_words.search(cell.text))
        predicate = rule.planned_predicate if planned and rule.planned_predicate else rule.predicate
        form = value.form
        draft = Draft(
            thing,
            predicate,
            value.object,
            cell.line,
            "",
            self.language,
            form.precision if form else None,
            form.approximation if form else None,
            form.unit if form else None,
            Literal(form.window_end, datatype=NamedNode(XSD.iri + form.datatype)) if form and form.window_end else None,
            planned=planned and predicate == rule.predicate,
        )
        if form is not None and form.datatype in ("date", "dateTime") and predicate == SF.time:
            self._day = date.fromisoformat(form.lexical[:10])
        return self._draft(draft, cell, value.words)

    def _draft(self, draft: Draft, cell: Cell, words: str) -> bool:
        """Keep a claim where its words can be quoted, and tell whether they can."""
        line = self.lines[cell.line - 1]
        stated = quoted(as_claim(draft), cell, words, line)
        if stated is None:
            return False
        self.drafts.append(replace(draft, stated=stated))
        return True

    def _pass_over(self, cells: Sequence[Cell], reason: Reason, hint: str = "") -> None:
        for cell in cells:
            if cell.text or cell.raw:
                self.not_placed.append(NotPlaced(cell.line, cell.label, shortened(cell.text or cell.raw), reason, hint))

    def _pass_over_line(self, line: int, reason: Reason, hint: str = "") -> None:
        self.not_placed.append(NotPlaced(line, "", shortened(self.lines[line - 1].strip()), reason, hint))

    def _tell_the_rest(self) -> None:
        """Tell of every line with words that nothing has been said of."""
        told = {draft.line for draft in self.drafts} | {it.line for it in self.not_placed}
        told |= {it.line for it in self.excused}
        for number, text in enumerate(self.lines, 1):
            if number in told or not text.strip():
                continue
            if any(sign.isalnum() for sign in text):
                self._pass_over_line(number, Reason.NO_FIELD)
            else:
                self.excused.append(Excused(number, SF.Markup))


def as_claim(draft: Draft) -> Claim:
    """Return a draft as a claim, to be held to its own words."""
    nobody = NamedNode(PREFIXES["claim"] + "draft")
    return Claim(
        nobody,
        draft.subject,
        draft.predicate,
        draft.object,
        nobody,
        draft.line,
        unit=naming.unit(draft.unit) if draft.unit else None,
        precision=draft.precision,
        approximation=draft.approximation,
        window_end=draft.window_end,
    )


def shortened(words: str) -> str:
    """Return words on one line, cut to the length of a value."""
    text = re.sub(r"\s+", " ", words)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
