"""Mappings as data: the only place that reads ``data/mappings/*.ttl``.

A mapping says how a kind of page is recognised and split, and which field of it is which property of what.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import resources
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Node, descriptions
from spaceflight_graph.errors import DataError, Problem, in_order
from spaceflight_graph.namespaces import MAP, RDF, RDFS, Term, shorten

FOLDER = "mappings"
_CLASS = NamedNode(MAP.iri + "class")  # a word of Python
Member = TypeVar("Member", bound=StrEnum)


class Splitter(StrEnum):
    """How a page is split into cells."""

    WIKITEXT = "Wikitext"
    RENDERED = "Rendered"
    FACT_SHEET = "FactSheet"
    CHRONICLE = "Chronicle"
    KEY_VALUES = "KeyValues"
    DELIMITED = "Delimited"


class Reader(StrEnum):
    """How the words of a cell become a value."""

    TIME = "Time"
    DURATION = "Duration"
    QUANTITY = "Quantity"
    NUMBER = "Number"
    TEXT = "Text"
    LINK = "Link"
    CODED = "Coded"


@dataclass(frozen=True, slots=True)
class Role:
    """What a claim of a page is about: the page's own subject, or something that hangs on it.

    Attributes:
        iri: the role's own name.
        kind: class of the thing.
        of: the role that it hangs on; None for the page's own subject.
        link: property of a plain triple from a new thing to what it hangs on, such as ``sf:flight``.
        claim: property of a claim from what it hangs on to it, such as ``sf:spacecraft``.
        suffix: what its slug has behind that of what it hangs on.
        keyed_by: property whose value tells one such thing from another, such as ``sf:person`` of a crew assignment.
        named: folded labels of the fields that name it.
        named_as: which part of such a field is the name, as the group ``value``; None: all of it.
        named_else: folded labels of the fields that name it where none of the others does.
        headed_as: which part of a block's heading is its name, where no field has it, as the group ``value``.
        titled_as: which part of the page's title is its name, where nothing else has it, as the group ``value``.
        linked_by: it is the object of the page's claim with this property about what it hangs on.
        each: every block about it is about another one.
        labels: by language, how a new one is called, ``{}`` standing for what it hangs on: ``Launch of {}``. In a table
            ``{Name}`` stands for the cell of that column, ``{sf:time}`` for the value of that claim.
        slug: of a new one in a table, with columns and claims as in ``labels``: ``flight-{Launch_Tag}``.
        numbered: whether a table may have several with one slug, which are then numbered.
        by_rule: of a table, the rule that links to it, where more is said of a thing that a cell names.
    """

    iri: NamedNode
    kind: NamedNode
    of: NamedNode | None
    link: NamedNode | None
    claim: NamedNode | None
    suffix: str
    keyed_by: NamedNode | None
    named: frozenset[str]
    labels: Mapping[str, str]
    named_as: re.Pattern[str] | None = None
    named_else: frozenset[str] = frozenset()
    headed_as: re.Pattern[str] | None = None
    titled_as: re.Pattern[str] | None = None
    linked_by: NamedNode | None = None
    each: bool = False
    slug: str = ""
    numbered: bool = False
    by_rule: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One claim that a field may give.

    Attributes:
        iri: the rule's own name.
        about: the role of its subject.
        predicate: the claim's property.
        reader: how the words are read.
        kind: class of what `Reader.LINK` links to.
        pattern: which part of the text is the value, as the group ``value``; None: all of it.
        unit: QUDT local name for a number that names no unit.
        zone: of clock times that name none.
        value: the object, where it is always the same and the words only support it.
        plan_words: where they are found, the claim is of a plan.
        planned_predicate: the property of a plan; None: the same, with ``sf:planned true``.
        codes: what each folded word stands for, for `Reader.CODED`; for `Reader.LINK` what it names.
        object_role: the object is what has this role, and the words only support it.
        else_of: it gives nothing where one of these rules of its field has given a claim.
        only_known: a thing that the graph does not have is not proposed.
        inverse: the words name the claim's subject, and its object is what it is about.
        of_flag: the words are those of a flag in the cell.
        alone: it gives nothing where the block is not the only one of its kind: a second docking.
        tagged: its text is in a language, and no name or number.
        words: of a table, what the cell is taken for, with columns in braces: ``{Launch_Pad}, {Launch_Site_Name}``.
        slug: of a table, the slug of a new thing that is linked to, likewise.
    """

    iri: NamedNode
    about: NamedNode
    predicate: NamedNode
    reader: Reader
    kind: NamedNode | None
    pattern: re.Pattern[str] | None
    unit: str | None
    zone: str | None
    value: NamedNode | None
    plan_words: re.Pattern[str] | None
    planned_predicate: NamedNode | None
    codes: Mapping[str, tuple[NamedNode, ...]]
    object_role: NamedNode | None = None
    else_of: frozenset[NamedNode] = frozenset()
    only_known: bool = False
    inverse: bool = False
    of_flag: bool = False
    alone: bool = False
    tagged: bool = False
    words: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a page.

    Attributes:
        iri: the field's own name.
        labels: folded, see `folded`.
        rules: by their names.
        excuse: why its lines hold nothing to claim, a concept such as ``sf:Credit``; None where it has rules.
        separator: what parts the members of a list in one cell; None: a cell is one value.
        aliases: other names of the thing that a row is about, in this cell, as the group ``value``.
    """

    iri: NamedNode
    labels: frozenset[str]
    rules: tuple[Rule, ...]
    excuse: NamedNode | None
    separator: re.Pattern[str] | None = None
    aliases: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockMapping:
    """What the blocks of one kind hold.

    Attributes:
        iri: its own name.
        kinds: folded kinds of the blocks.
        heading: it is this one only below such a heading; None: anywhere.
        says: it is this one only where its text says so; None: whatever it says.
        subject: the role that a block is about.
        inside: the block mapping of the block that it stands in; None: any or none.
        fields: by folded label.
        column: of a table, the folded label of the column that ``matches``; empty: any row is of this kind.
        matches: what the cell must hold.
        on_request: whether such rows are read only by who asks for all.
        excuse: why such rows hold nothing to claim; None: they do.
    """

    iri: NamedNode
    kinds: frozenset[str]
    heading: re.Pattern[str] | None
    subject: NamedNode
    inside: NamedNode | None
    fields: "Mapping[str, Field]"
    says: re.Pattern[str] | None = None
    column: str = ""
    matches: re.Pattern[str] | None = None
    on_request: bool = False
    excuse: NamedNode | None = None


@dataclass(frozen=True)
class PageMapping:
    """How pages of one kind are recognised, split and read.

    Attributes:
        iri: its own name.
        label: what people call such a page.
        splitter: how it is split.
        recognised_by: what must be found in the text, all of it.
        languages: of such pages.
        zone: of clock times that name none; None: none is known.
        zone_banner: what names the zone of all times of a page, as the group ``zone``.
        blocks: what its blocks hold.
        roles: by name.
    """

    iri: NamedNode
    label: str
    splitter: Splitter
    recognised_by: tuple[re.Pattern[str], ...]
    languages: tuple[str, ...]
    zone: str | None
    zone_banner: re.Pattern[str] | None
    blocks: tuple[BlockMapping, ...]
    roles: Mapping[NamedNode, Role]

    @cached_property
    def labels(self) -> frozenset[str]:
        """All labels of its fields, folded."""
        return frozenset(label for block in self.blocks for label in block.fields)


def folded(label: str) -> str:
    """Return a label as labels are compared: in one case and width, single spaces for underscores, no final colon.

    >>> folded("Launch_date :") == folded("launch date")
    True
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("_", " ")
    return " ".join(text.split()).rstrip(":： ").rstrip()


def read(below: Path | None = None) -> list[PageMapping]:
    """Return all mappings, by their names.

    Args:
        below: a folder with our sources; the package's own when left out.

    Raises:
        DataError: a file is no Turtle, or a mapping lacks what it needs; one line for each problem.
    """
    folder = resources.path("data", below) / FOLDER
    files = sorted(folder.glob("*.ttl")) if folder.is_dir() else []
    reading = _Reading([layers.read(file, NamedNode(MAP.iri)) for file in files])
    found = sorted(reading.mappings(), key=lambda mapping: mapping.iri.value)
    if problems := list(reading.problems):
        raise DataError(in_order(problems))
    return found


class _Reading:
    """All files of mappings, for one may use what another describes, and what is wrong with them."""

    def __init__(self, read: Sequence[layers.Layer]) -> None:
        self.nodes = descriptions(triple for layer in read for triple in layer.triples)
        self._layers = read
        self._wrong: dict[NamedNode, list[tuple[str, str]]] = {}

    @property
    def problems(self) -> Iterator[Problem]:
        places = {node: place for layer in self._layers for node, place in layer.places(self._wrong).items()}
        for node, faults in self._wrong.items():
            for what, remedy in faults:
                yield Problem(what, remedy, places.get(node), shorten(node.value))

    def mappings(self) -> Iterator[PageMapping]:
        """Yield the mappings; none after a fault."""
        roles = {node: self._role(node) for node in self._of(MAP.Role)}
        for node in self._of(MAP.Mapping):
            blocks = tuple(self._block(block) for block in self._of(MAP.Block) if self._one(block, MAP.mapping) == node)
            mapping = PageMapping(
                node,
                self._text(node, RDFS.label),
                self._member(node, MAP.splitter, Splitter, Splitter.WIKITEXT),
                tuple(
                    filter(
                        None, (self._pattern(node, MAP.recognisedBy, it) for it in self._texts(node, MAP.recognisedBy))
                    )
                ),
                tuple(sorted(self._texts(node, MAP.language))),
                self._text(node, MAP.zone) or None,
                self._only_pattern(node, MAP.zoneBanner, "zone"),
                blocks,
                roles,
            )
            if not mapping.recognised_by:
                self._blame(node, "does not say how its pages are recognised", "give it map:recognisedBy")
            if not blocks:
                self._blame(node, "has no block", "let a map:Block name it with map:mapping")
            if not self._wrong:
                yield mapping

    def _role(self, node: NamedNode) -> Role:
        of = self._node(node, MAP.of)
        suffix = self._text(node, MAP.suffix)
        linked = self._node(node, MAP.linkedBy)
        if of is not None and linked is None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", suffix):
            self._blame(
                node, f"has no suffix for slugs ({suffix!r})", "give it map:suffix in small letters and hyphens"
            )
        return Role(
            node,
            self._needed(node, _CLASS),
            of,
            self._node(node, MAP.link),
            self._node(node, MAP.claim),
            suffix,
            self._node(node, MAP.keyedBy),
            frozenset(map(folded, self._texts(node, MAP.named))),
            {
                term.language: term.value
                for term in self.nodes[node].get(RDFS.label, ())
                if isinstance(term, Literal) and term.language
            },
            self._only_pattern(node, MAP.namedAs, "value"),
            frozenset(map(folded, self._texts(node, MAP.namedElse))),
            self._only_pattern(node, MAP.headedAs, "value"),
            self._only_pattern(node, MAP.titledAs, "value"),
            linked,
            self._yes(node, MAP.each),
            self._text(node, MAP.slug),
            self._yes(node, MAP.numbered),
            self._node(node, MAP.byRule),
        )

    def _block(self, node: NamedNode) -> BlockMapping:
        fields: dict[str, Field] = {}
        for field in sorted(self._of(MAP.Field), key=lambda field: field.value):
            if node not in self.nodes[field].get(MAP.block, ()):
                continue
            made = self._field(field)
            for label in sorted(made.labels):
                if label in fields:
                    other = shorten(fields[label].iri.value)
                    self._blame(field, f"has the label {label!r}, which {other} has in the same block", "take one away")
                fields[label] = made
        return BlockMapping(
            node,
            frozenset(map(folded, self._texts(node, MAP.kind))),
            self._only_pattern(node, MAP.heading),
            self._needed(node, MAP.subject),
            self._node(node, MAP.inside),
            fields,
            self._only_pattern(node, MAP.says),
            folded(self._text(node, MAP.column)),
            self._only_pattern(node, MAP.matches),
            self._yes(node, MAP.onRequest),
            self._node(node, MAP.excuse),
        )

    def _field(self, node: NamedNode) -> Field:
        rules = tuple(sorted((t for t in self.nodes[node].get(MAP.rule, ()) if isinstance(t, NamedNode)), key=str))
        excuse = self._node(node, MAP.excuse)
        labels = frozenset(map(folded, self._texts(node, MAP.label)))
        if not labels:
            self._blame(node, "has no label", "give it map:label")
        if bool(rules) == bool(excuse):
            what = "has rules and an excuse" if rules else "has neither a rule nor an excuse"
            self._blame(node, what, "give it map:rule or map:excuse")
        aliases = (self._pattern(node, MAP.alias, text, "value") for text in sorted(self._texts(node, MAP.alias)))
        return Field(
            node,
            labels,
            tuple(self._rule(rule) for rule in rules),
            excuse,
            self._only_pattern(node, MAP.separator),
            tuple(filter(None, aliases)),
        )

    def _rule(self, node: NamedNode) -> Rule:
        reader = self._member(node, MAP.reader, Reader, Reader.TEXT)
        kind, value = self._node(node, _CLASS), self._node(node, MAP.value)
        if reader is Reader.LINK and kind is None:
            self._blame(node, "does not say to things of which class it links", "give it map:class")
        unit = self._node(node, MAP.unit)
        return Rule(
            node,
            self._needed(node, MAP.about),
            self._needed(node, MAP.property),
            reader,
            kind,
            self._only_pattern(node, MAP.pattern, "value"),
            unit.value.rsplit("/", 1)[1] if unit else None,
            self._text(node, MAP.zone) or None,
            value,
            self._only_pattern(node, MAP.planWords),
            self._node(node, MAP.plannedProperty),
            self._codes(self._node(node, MAP.list)) if reader in (Reader.CODED, Reader.LINK) else {},
            self._node(node, MAP.object),
            frozenset(it for it in self.nodes.get(node, {}).get(MAP.elseOf, ()) if isinstance(it, NamedNode)),
            self._yes(node, MAP.onlyKnown),
            self._yes(node, MAP.inverse),
            self._yes(node, MAP.ofFlag),
            self._yes(node, MAP.alone),
            self._yes(node, MAP.tagged),
            self._text(node, MAP.words),
            self._text(node, MAP.slug),
        )

    def _codes(self, listed: NamedNode | None) -> dict[str, tuple[NamedNode, ...]]:
        """Return what the words of a list stand for."""
        return {
            folded(word): tuple(sorted(values, key=str))
            for code in self._of(MAP.Code)
            if listed is not None and self._node(code, MAP.list) == listed
            if (values := [value for value in self.nodes[code].get(MAP.value, ()) if isinstance(value, NamedNode)])
            for word in self._texts(code, MAP.label)
        }

    def _of(self, kind: NamedNode) -> list[NamedNode]:
        return [
            node
            for node, parts in self.nodes.items()
            if kind in parts.get(RDF.type, ()) and isinstance(node, NamedNode)
        ]

    def _one(self, node: Node, predicate: NamedNode) -> Term | None:
        objects = self.nodes.get(node, {}).get(predicate, ())
        if len(objects) > 1 and isinstance(node, NamedNode):
            self._blame(node, f"has {len(objects)} values of {shorten(predicate.value)}", "leave one")
        return objects[0] if objects else None

    def _node(self, node: Node, predicate: NamedNode) -> NamedNode | None:
        found = self._one(node, predicate)
        return found if isinstance(found, NamedNode) else None

    def _needed(self, node: NamedNode, predicate: NamedNode) -> NamedNode:
        found = self._node(node, predicate)
        if found is None:
            self._blame(node, f"has no {shorten(predicate.value)}", "give it one")
        return found or node

    def _texts(self, node: Node, predicate: NamedNode) -> list[str]:
        return [term.value for term in self.nodes.get(node, {}).get(predicate, ()) if isinstance(term, Literal)]

    def _text(self, node: NamedNode, predicate: NamedNode) -> str:
        found = self._one(node, predicate)
        return found.value if isinstance(found, Literal) else ""

    def _yes(self, node: NamedNode, predicate: NamedNode) -> bool:
        return self._text(node, predicate) == "true"

    def _member(self, node: NamedNode, predicate: NamedNode, kind: type[Member], default: Member) -> Member:
        found = self._one(node, predicate)
        name = found.value.removeprefix(MAP.iri) if isinstance(found, NamedNode) else ""
        if name in set(kind):
            return kind(name)
        known = ", ".join(f"map:{member}" for member in kind)
        self._blame(
            node, f"has no {shorten(predicate.value)} that is known ({name or 'none'!r})", f"give it one of {known}"
        )
        return default

    def _only_pattern(self, node: NamedNode, predicate: NamedNode, group: str = "") -> re.Pattern[str] | None:
        text = self._text(node, predicate)
        return self._pattern(node, predicate, text, group) if text else None

    def _pattern(self, node: NamedNode, predicate: NamedNode, text: str, group: str = "") -> re.Pattern[str] | None:
        try:
            pattern = re.compile(text, re.IGNORECASE | re.MULTILINE)
        except re.error as error:
            self._blame(node, f"its {shorten(predicate.value)} is no regular expression: {error}", "mend it")
            return None
        if group and group not in pattern.groupindex:
            self._blame(
                node, f"its {shorten(predicate.value)} has no group {group!r}", f"mark the part as (?P<{group}>…)"
            )
            return None
        return pattern

    def _blame(self, node: NamedNode, what: str, remedy: str) -> None:
        faults = self._wrong.setdefault(node, [])
        if (what, remedy) not in faults:
            faults.append((what, remedy))
