"""Rows to claims: the only place where a table is read by its mapping.

Each row is about a thing of its own. One that the graph has is linked by its name, the others come from the table, with
slugs that the mapping makes of its columns; so do those that its cells name. A thing is told of by the first row that
does. Nothing and ``-`` say nothing; a name with a mark of doubt names nobody for certain.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.extract import naming
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.delimited import HEAD
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import PageMapping, Reader, Role, Rule, folded
from spaceflight_graph.extract.readers import Unread, Value, as_claim, quoted, read
from spaceflight_graph.extract.result import Draft, Excused, Extraction, NotPlaced, Proposal, Reason, formed, shortened
from spaceflight_graph.extract.row import NOTHING, Row, fits, members, whole
from spaceflight_graph.extract.things import called
from spaceflight_graph.namespaces import PREFIXES, SF
from spaceflight_graph.rdf.names import key

_DOUBT = "?"
_NO_RULE = Unread(Reason.NO_MAPPING, "no rule of its field reads it")
_TOLD_EVERY = 100
_PLAIN = (SF.flight,)
"""What hangs on a flight is said of the thing itself, as in data/entities."""

Thing = NamedNode | Unread


@dataclass
class Rows:
    """One table in the making.

    Attributes:
        document: its slug.
        language: of the table.
        lines: its text.
        mapping: how it is read.
        linker: knows the things of the graph.
        identified: things of the graph by a property and its value, for rules that identify what a row is about.
        everything: whether rows are read that only who asks for all gets.
        told: told now and then how many rows are done, and of how many.
    """

    document: str
    language: str
    lines: Sequence[str]
    mapping: PageMapping
    linker: Linker
    identified: Mapping[tuple[NamedNode, str], NamedNode] = field(default_factory=dict)
    everything: bool = True
    told: Callable[[int, int], None] = lambda _, __: None
    drafts: list[Draft] = field(default_factory=list)
    proposals: dict[NamedNode, Proposal] = field(default_factory=dict)
    not_placed: list[NotPlaced] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    _roots: dict[NamedNode, int] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)
    _by_name: dict[tuple[NamedNode, str], NamedNode] = field(default_factory=dict)
    _once: set[tuple[NamedNode, NamedNode, NamedNode | Literal]] = field(default_factory=set)
    _names: Counter[str] = field(default_factory=Counter)

    def read(self, blocks: Sequence[Block], broken: Iterable[Broken]) -> Extraction:
        """Return what comes of the table, which was split into rows."""
        for fault in broken:
            self._pass_over(fault.line, "", self.lines[fault.line - 1 :][:1], Unread(Reason.BROKEN, fault.why))
        rows = [row for block in blocks for row in self._row(block)]
        self._names = Counter(key(name) for row in rows for name in self._called(row))
        for number, row in enumerate(rows):
            if number % _TOLD_EVERY == 0:
                self.told(number, len(rows))
            self._read_row(row)
        self.told(len(rows), len(rows))
        return Extraction(
            self.document,
            (self.mapping.label,),
            tuple(self.drafts),
            tuple(self.proposals.values()),
            tuple(sorted(self.not_placed, key=lambda told: told.line)),
            tuple(self.excused),
            len(self.lines),
        )

    def _row(self, block: Block) -> Iterator[Row]:
        """Yield a row that is to be read."""
        if block.kind == HEAD:
            self.excused.append(Excused(block.line, SF.Heading))
            return
        fitting = [meant for meant in self.mapping.blocks if fits(block, meant)]
        meant = max(fitting, key=lambda it: it.matches is not None, default=None)
        if meant is None:
            words = [cell.raw for cell in block.cells][:1]
            self._pass_over(block.line, "", words, Unread(Reason.NO_MAPPING, "no kind of row is like this"))
        elif meant.excuse:
            self.excused.append(Excused(block.line, meant.excuse))
        elif self.everything or not meant.on_request:
            row = Row(block, meant)
            for cell in block.cells:
                found = meant.fields.get(folded(cell.label))
                row.cells[folded(cell.label)] = list(members(cell, found))
            yield row

    def _called(self, row: Row) -> list[str]:
        """Return the names that a row gives the thing that it is about."""
        role = self.mapping.roles[row.meant.subject]
        names = [cell.text for label in sorted(role.named) for cell in row.cells.get(label, ())]
        for label, found in row.meant.fields.items():
            for cell in row.cells.get(label, ()):
                names += (match["value"] for alias in found.aliases if (match := alias.search(cell.text)))
        return [name for name in dict.fromkeys(names) if name not in NOTHING]

    def _read_row(self, row: Row) -> None:
        faults: dict[tuple[str, int], list[Unread]] = {}
        rules: list[tuple[Cell, Rule]] = []
        for label, found in row.meant.fields.items():
            for cell in row.cells.get(label, ()):
                if found.rules and cell.text not in NOTHING:
                    faults[label, cell.item] = [_NO_RULE]
                    rules += ((cell, rule) for rule in found.rules)
        for cell, rule in rules:
            for value in self._values(cell, rule, row):
                if isinstance(value, Unread):
                    faults[folded(cell.label), cell.item].insert(0, value)
                else:
                    row.said.append((cell, rule, value))
                    if isinstance(value.object, NamedNode):
                        row.linked.setdefault(rule.iri, value.object)
        subject = self._subject(row)
        if isinstance(subject, Unread):
            self._pass_over(row.block.line, "", [cell.raw for cell in row.block.cells][:1], subject)
            return
        for cell, rule, value in row.said:
            thing = self._thing(self.mapping.roles[rule.about], row, subject)
            if thing is not None and self._claim(thing, rule, value, cell):
                faults.pop((folded(cell.label), cell.item), None)
        for (label, item), told in faults.items():
            cell = row.cells[label][item]
            self._pass_over(cell.line, cell.label, [cell.text], told[0])

    def _values(self, cell: Cell, rule: Rule, row: Row) -> Iterator[Value | Unread]:
        """Yield what a rule makes of a cell; nothing where its pattern finds nothing."""
        if rule.reader is not Reader.LINK:
            value = read(cell, rule, self.linker, (), None, self.mapping.zone)
            if value is not None:
                yield value
            return
        match = rule.pattern.search(cell.text) if rule.pattern else None
        if rule.pattern is not None and match is None:
            return
        words = match["value"] if match else cell.text
        name = row.filled(rule.words) or words
        if _DOUBT in words:
            yield Unread(Reason.NOT_LINKED, "it is told with doubt")
        elif listed := rule.codes.get(folded(name)) or rule.codes.get(folded(words)):
            yield from (Value(thing, words) for thing in listed)
        else:
            thing = self._named(name, rule, row.filled(rule.slug), cell.line)
            yield thing if isinstance(thing, Unread) else Value(thing, words)

    def _named(self, name: str, rule: Rule, slug: str, line: int) -> Thing:
        """Return the thing of a class that a cell names; one that the graph does not have comes from the table."""
        kind = rule.kind
        assert kind is not None  # noqa: S101 - the mapping's reader asks for it
        known = self._by_name.get((kind, slug or key(name)))
        if known is not None:
            return known
        found = self.linker.find(name, kind)
        if len(found) > 1:
            return Unread(Reason.AMBIGUOUS, f"one of {naming.slugs_of(found)}")
        if not found and rule.only_known:
            return Unread(Reason.NOT_LINKED, "the graph has none of this name")
        iri = found[0] if found else self._free(naming.slug(slug or name, self.document, line))
        if not found:
            self.proposals[iri] = Proposal(iri, kind, ((name, self.language),), (), line)
        self._by_name[kind, slug or key(name)] = iri
        return iri

    def _free(self, slug: str) -> NamedNode:
        """Return a name that nothing has: the slug, else with the table's own, else numbered."""
        tries = (slug, f"{slug}-{self.document}", *(f"{slug}-{self.document}-{n}" for n in range(2, len(self.lines))))
        iris = (NamedNode(PREFIXES["id"] + made) for made in tries)
        return next(iri for iri in iris if iri not in self.linker.kinds and iri not in self.proposals)

    def _subject(self, row: Row) -> Thing:
        """Return the thing that a row is about."""
        role, line = self.mapping.roles[row.meant.subject], row.block.line
        names = self._called(row)
        slug = naming.slug(filled, self.document, line) if (filled := whole(row, role.slug)) else ""
        found = self._known(row, role, names)
        own, again = NamedNode(PREFIXES["id"] + slug), ""
        if not slug:
            return Unread(Reason.NOT_LINKED, "nothing tells what it is about")
        if len(found) > 1:
            return Unread(Reason.AMBIGUOUS, f"one of {naming.slugs_of(sorted(found, key=naming.slug_of))}")
        if found:
            (own,) = found
            if any(self._names[key(name)] > 1 for name in names if own in self.linker.called(name)):
                return Unread(Reason.AMBIGUOUS, f"several rows have a name of {naming.slug_of(own)}")
        if not role.numbered and (before := self._roots.get(own) or self._keys.get(slug)):
            return Unread(Reason.BROKEN, f"two rows for one thing: line {before} is about {naming.slug_of(own)}, too")
        self._keys[slug] = line
        if own in self._roots:
            number = next(n for n in range(2, len(self.lines) + 2) if _numbered(own, n) not in self._roots)
            own, again = _numbered(own, number), f" ({number})"
        self._roots[own] = line
        if own not in self.linker.kinds:
            label = (row.filled(role.labels.get(self.language, "")) or naming.slug_of(own)) + again
            others = tuple((name, self.language) for name in names if name != label)
            self.proposals[own] = Proposal(own, role.kind, ((label, self.language),), (), line, names=others)
        elif not self.linker.may_be(own, role.kind):
            return Unread(Reason.NOT_LINKED, f"id:{naming.slug_of(own)} is something else")
        elif not self.linker.is_a(own, role.kind):
            self.proposals[own] = Proposal(own, role.kind, (), (), line)
        return own

    def _known(self, row: Row, role: Role, names: Sequence[str]) -> set[NamedNode]:
        """Return the things of the graph that a row may be about: what has its identifier, else what has its name."""
        given = ((rule.predicate, value.object) for _, rule, value in row.said if rule.identifies)
        found = {self.identified.get((predicate, value.value)) for predicate, value in given if value is not None}
        things = {thing for thing in found if thing is not None} or {
            it for name in names for it in self.linker.called(name)
        }
        return {thing for thing in things if self.linker.may_be(thing, role.kind)}

    def _thing(self, role: Role, row: Row, subject: NamedNode) -> NamedNode | None:
        """Return what has a role in a row; None where the row does not name it."""
        if role.by_rule is not None:
            return row.linked.get(role.by_rule)
        if role.of is None:
            return subject
        outer = self._thing(self.mapping.roles[role.of], row, subject)
        if outer is None:
            return None
        iri = NamedNode(f"{outer.value}-{role.suffix}")
        there = self.linker.parts(outer, role.kind) if iri not in self.linker.kinds else ()
        if len(there) == 1:
            return there[0]
        if iri not in self.linker.kinds and iri not in self.proposals:
            label = row.filled(role.labels.get(self.language, "{}"), called(outer, self.proposals, self.linker))
            links = ((role.link, outer),) if role.link is not None else ()
            self.proposals[iri] = Proposal(iri, role.kind, ((label, self.language),), links, row.block.line)
        return iri

    def _claim(self, thing: NamedNode, rule: Rule, value: Value, cell: Cell) -> bool:
        """Keep a claim, and tell whether its words can be quoted; what was told before need not be told again."""
        assert value.object is not None  # noqa: S101 - `_named` has found or made it
        if (thing, rule.predicate, value.object) in self._once:
            return True
        if rule.predicate in _PLAIN and isinstance(value.object, NamedNode):
            proposal = self.proposals.get(thing)
            if proposal is not None:
                self.proposals[thing] = replace(proposal, links=(*proposal.links, (rule.predicate, value.object)))
            return proposal is not None
        draft = formed(Draft(thing, rule.predicate, value.object, cell.line, "", self.language), value.form)
        stated = quoted(as_claim(draft), cell, value.words, self.lines[cell.line - 1], self.language)
        if stated is None:
            return False
        if self.mapping.roles[rule.about].by_rule is not None:
            self._once.add((thing, rule.predicate, value.object))
        single = rule.predicate in self.linker.functional
        self.drafts.append(replace(draft, stated=stated, single=single))
        return True

    def _pass_over(self, line: int, label: str, words: Sequence[str], why: Unread) -> None:
        self.not_placed.append(NotPlaced(line, label, shortened(" ".join(words)), why.reason, why.hint))


def _numbered(thing: NamedNode, number: int) -> NamedNode:
    return NamedNode(f"{thing.value}-{number}")
