"""Cells to claims: the only place where a mapping, the readers and the linker meet.

A page is about one thing; what it tells of hangs on that. What the graph has is linked, what it lacks is proposed, and
what cannot be placed for certain is told: no cell is passed over in silence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from spaceflight_graph.extract import members, plans
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import BlockMapping, Field, PageMapping, Reader, Rule, folded
from spaceflight_graph.extract.pieces import COMPUTED, NOT_CLOSED
from spaceflight_graph.extract.readers import Unread, Value, as_claim, quoted, read
from spaceflight_graph.extract.result import Draft, Excused, Extraction, NotPlaced, Reason, formed, shortened
from spaceflight_graph.extract.things import Context, Things
from spaceflight_graph.extract.told_days import ToldDays, on_the_same_day
from spaceflight_graph.namespaces import SF, shorten

_NOTHING = {"heading": SF.Heading, "markup": SF.Markup}
"""Kinds of blocks that are a line without anything to claim."""
_PROSE = frozenset(["bullet", "list"])
"""Kinds of blocks that are prose where no mapping asks for them."""
_ONE_OF_SEVERAL = Unread(Reason.AMBIGUOUS, "one of several lists, and its heading does not name what it is about")
_REASONS = {"": Reason.COMPUTED, COMPUTED: Reason.COMPUTED, NOT_CLOSED: Reason.BROKEN}
"""Why a cell has no text for a reader; all else is something that nobody has taught one."""
_NOT_TOLD = re.compile(
    r"(?i)[-–—―?？.…/ ]+|(?:n/?a|tb[acd]|none|unknown|not applicable|keine?|unbekannt|无|無|不详|不詳|未知|待定)\.?"
)
"""A value that tells that there is none, or that it is not known."""
_OF_A_PART = re.compile(r"[^\W\d][^:：\d]{0,18}[:：]\s")
"""How a member of a list begins that is told of one part of the flight: ``CSM: North American Rockwell``."""


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
    not_placed: list[NotPlaced] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.things = Things(self.document, self.language, self.mapping, self.linker)
        self.days = ToldDays()
        self.drafts = self.things.drafts
        self.proposals = self.things.proposals

    def read(self, blocks: Sequence[Block], broken: Sequence[Broken] = ()) -> Extraction:
        """Return what comes of the page, which was split into blocks."""
        self.days.zone = self._banner() or self.mapping.zone
        self.days.begin(self.document, self.lines)
        mapped = self._mapped(blocks)
        subject = self.about or self.things.subject(blocks, mapped, self.lines)
        self.about = None if isinstance(subject, Unread) else subject
        lists = any(block.kind == "fields" and block.number > 1 for block in blocks)
        often = Counter((block.kind, block.parent) for block in blocks)
        for block, meant in zip(blocks, mapped, strict=True):
            if block.kind in _NOTHING:
                self.excused.append(Excused(block.line, _NOTHING[block.kind]))
                continue
            if meant is None and block.kind in _PROSE:
                continue
            if meant is None:
                self._pass_over(block.cells, Reason.NO_MAPPING, f"no block of {block.kind!r} in its mapping")
                continue
            role = self.mapping.roles[meant.subject]
            told = self.things.each(block, role) if role.each else subject
            if lists and block.kind == "fields" and not role.each:
                told = self.things.headed(block, role) or (told if block.number == 1 else _ONE_OF_SEVERAL)
            if isinstance(told, Unread):
                self._pass_over(block.cells, told.reason, told.hint)
            else:
                self.days.enter(block, blocks)
                self._read_block(block, meant, told, alone=often[block.kind, block.parent] == 1)
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
            words = "".join(cell.text for cell in block.cells if cell.label == "text")
            fitting = (
                meant
                for meant in self.mapping.blocks
                if folded(block.kind) in meant.kinds
                and (meant.heading is None or meant.heading.search(block.heading))
                and (meant.says is None or meant.says.search(words))
                and (meant.inside is None or (outer is not None and outer.iri == meant.inside))
            )
            # one that asks for a heading, words or an outer block knows better; of two alike the one with more labels
            labels = [folded(cell.label) for cell in block.cells]
            found.append(max(fitting, key=lambda it: (it.asks, sum(at in it.fields for at in labels)), default=None))
        return found

    def _read_block(self, block: Block, meant: BlockMapping, subject: NamedNode, *, alone: bool) -> None:
        """Read the cells of a block, what tells its things apart first."""
        cells = [
            (part, found)
            for cell in block.cells
            for found in (meant.fields.get(folded(cell.label)),)
            for part in (members.parted(cell, found.separator) if found and cell.text else (cell,))
        ]
        keys = self._keys(cells, subject)
        rows = block.kind != "fields"  # whose lines tell of others each
        once = {role for role, number in Counter(role for _, role in keys).items() if number == 1 and rows}
        often = Counter(folded(cell.label) for cell in block.cells)
        for index, (cell, found) in enumerate(cells):
            if found is None:
                self._pass_over([cell], Reason.NO_MAPPING, f"no field of {self.mapping.label!r} has this label")
            elif not cell.raw:
                self.excused.append(Excused(cell.line, SF.EmptyParameter))
            elif found.excuse:
                self.excused.append(Excused(cell.line, found.excuse))
            elif not cell.text:
                self._pass_over([cell], _REASONS.get(cell.why, Reason.NOT_READ), cell.why)
            elif _NOT_TOLD.fullmatch(cell.text):
                self._pass_over([cell], Reason.NOT_READ, "it tells that there is none, or that it is not known")
            elif often[folded(cell.label)] > 1 and _OF_A_PART.match(cell.text):
                self._pass_over([cell], Reason.NOT_LINKED, "it is told of a part, which it names first")
            else:
                own = {role: value for (at, role), value in keys.items() if at == index}
                near = [
                    at for at, (it, _) in enumerate(cells) if it.item == cell.item and (rows or it.line == cell.line)
                ]
                beside = {role: value for (at, role), value in keys.items() if at in near}
                beside |= {role: value for (_, role), value in keys.items() if role in once}
                context = Context(cell, block, meant.inside is not None, subject, beside | own)
                self._read_cell(found, context, alone=alone and often[folded(cell.label)] == 1)

    def _keys(
        self, cells: Sequence[tuple[Cell, Field | None]], subject: NamedNode
    ) -> dict[tuple[int, NamedNode], Value]:
        """Return what tells the things of a role apart, by the cell that names it and the role."""
        keys = {}
        for index, (cell, found) in enumerate(cells):
            for rule in found.rules if found and cell.text else ():
                if self.mapping.roles[rule.about].keyed_by == rule.predicate:
                    value = self._value(cell, rule, subject)
                    if isinstance(value, Value):
                        keys[index, rule.about] = value
        return keys

    def _value(self, cell: Cell, rule: Rule, subject: NamedNode) -> "Value | Unread | None":
        """Return what a rule makes of a cell; a link to nothing is proposed."""
        value = read(cell, rule, self.linker, (subject,), self.days.day, self.days.zone, self.language)
        if isinstance(value, Value) and value.object is None and rule.object_role is None:
            assert rule.kind is not None  # noqa: S101 - only links have no object
            return None if rule.only_known else self.things.linked(value, rule.kind, cell)
        return value

    def _read_cell(self, found: Field, at: Context, *, alone: bool) -> None:
        faults: list[Unread] = []
        gave: set[NamedNode] = set()
        said: set[NamedNode] = set()
        for rule in found.rules:
            if rule.else_of & gave or (rule.alone and not alone):
                continue
            if rule.needs is not None and rule.needs not in said:
                if rule.pattern is None or rule.pattern.search(at.cell.text):
                    hint = f"nothing gives the {shorten(rule.needs.value)} that it needs"
                    faults.append(Unread(Reason.NOT_LINKED, hint))
                continue
            if rule.unless is not None and any(rule.unless.search(said) for said in _said(at.block)):
                faults.append(Unread(Reason.NO_MAPPING, "another field says that it means something else"))
                continue
            fault = self._apply(rule, at)
            if isinstance(fault, Unread):
                faults.append(fault)
            elif fault is None:
                gave.add(rule.iri)
                said.add(rule.predicate)
        if not gave:
            fault = faults[0] if faults else Unread(Reason.NOT_READ)
            self._pass_over([at.cell], fault.reason, fault.hint)

    def _apply(self, rule: Rule, at: Context) -> "Unread | bool | None":
        """Make the claim of a rule; return None where it is made, why it is not, or False where nothing is said."""
        value = self._value(at.cell, rule, at.subject)
        if value is None or isinstance(value, Unread):
            return value or False
        role = self.mapping.roles[rule.about]
        thing = self.things.of_role(role, at)
        if isinstance(thing, Unread):
            return thing
        if rule.object_role is not None:
            other = self.things.of_role(self.mapping.roles[rule.object_role], at)
            if isinstance(other, Unread):
                return other
            value = replace(value, object=other)
        if rule.reader is Reader.TIME and not self.days.may_date(thing, value, at.block):
            return Unread(Reason.NOT_READ, "nothing tells its day")
        self._tell_of(role.iri, thing, at)
        made = self._claim(thing, rule, value, at.cell)
        return None if made else Unread(Reason.NOT_READ, "its words cannot be quoted")

    def _tell_of(self, iri: NamedNode, thing: NamedNode, at: Context) -> None:
        """Claim that what a thing hangs on has it, where its role says so and no claim does yet."""
        role = self.mapping.roles[iri]
        if role.claim is None or role.of is None:
            return
        outer = self.things.of_role(self.mapping.roles[role.of], at)
        told = any((it.subject, it.predicate, it.object) == (outer, role.claim, thing) for it in self.drafts)
        if isinstance(outer, NamedNode) and not told:
            self._draft(Draft(outer, role.claim, thing, at.cell.line, "", self.language), at.cell, at.cell.text)

    def _claim(self, thing: NamedNode, rule: Rule, value: Value, cell: Cell) -> bool:
        assert value.object is not None  # noqa: S101 - `_value` has proposed it
        planned = plans.planned(cell, value.words, rule.plan_words or self.mapping.plan_words)
        predicate = rule.planned_predicate if planned and rule.planned_predicate else rule.predicate
        before = (it for it in self.drafts if (it.subject, it.predicate, it.line) == (thing, predicate, cell.line))
        value = on_the_same_day([it.object for it in before], value)
        assert value.object is not None  # noqa: S101 - only its date was changed
        inverse = rule.inverse and isinstance(value.object, NamedNode)
        draft = Draft(
            value.object if inverse and isinstance(value.object, NamedNode) else thing,
            predicate,
            thing if inverse else value.object,
            cell.line,
            "",
            self.language,
            planned=planned and predicate == rule.predicate and predicate not in plans.PROPERTIES,
        )
        if predicate == SF.time:
            self.days.remember(thing, value)
        return self._draft(formed(draft, value.form), cell, value.words)

    def _draft(self, draft: Draft, cell: Cell, words: str) -> bool:
        """Keep a claim where its words can be quoted, and tell whether they can."""
        line = self.lines[cell.line - 1]
        stated = quoted(as_claim(draft), cell, words, line, self.language)
        if stated is None:
            return False
        single = draft.predicate in self.linker.functional
        self.drafts.append(replace(draft, stated=stated, single=single))
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


def _said(block: Block) -> Iterator[str]:
    """Yield what each field of a block says, as ``label: text``."""
    return (f"{folded(cell.label)}: {cell.text}" for cell in block.cells)
