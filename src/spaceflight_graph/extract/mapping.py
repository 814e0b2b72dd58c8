"""What a mapping says, once it is read from ``data/mappings/*.ttl``.

A mapping says how a kind of page is recognised and split, and which field of it is which property of what.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pyoxigraph import NamedNode


class Splitter(StrEnum):
    """How a page is split into cells."""

    WIKITEXT = "Wikitext"
    RENDERED = "Rendered"
    FACT_SHEET = "FactSheet"
    CHRONICLE = "Chronicle"
    KEY_VALUES = "KeyValues"
    SECTIONS = "Sections"
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
        makes: what it hangs on is of this class, too, for there is such a thing: a flight with a crew is crewed.
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
    makes: NamedNode | None = None


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
        plan_words: where they are found, the claim is of a plan; None: the mapping's own.
        planned_predicate: the property of a plan; None: the same, with ``sf:planned true``.
        codes: what each folded word stands for, for `Reader.CODED`; for `Reader.LINK` what it names.
        object_role: the object is what has this role, and the words only support it.
        else_of: it gives nothing where one of these rules of its field has given a claim.
        needs: it gives nothing where no other rule of its field has given a claim with this property: how far it is
            says nothing without from where.
        only_known: a thing that the graph does not have is not proposed.
        inverse: the words name the claim's subject, and its object is what it is about.
        of_flag: the words are those of a flag in the cell.
        of_label: what the cell's label stands for is the object, and the words only support it.
        alone: it gives nothing where the block or the value is not the only one of its kind: a second docking.
        tagged: its text is in a language, and no name or number.
        unless: it gives nothing where a field of the block says so, as ``apsis: selene`` of no orbit of the Earth.
        identifies: of a table, what has this value already is what the row is about, whatever it is called.
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
    needs: NamedNode | None = None
    only_known: bool = False
    inverse: bool = False
    of_flag: bool = False
    of_label: bool = False
    alone: bool = False
    tagged: bool = False
    unless: re.Pattern[str] | None = None
    words: str = ""
    slug: str = ""
    identifies: bool = False


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

    @property
    def asks(self) -> int:
        """How much it asks of a block beside its kind."""
        return sum(asked is not None for asked in (self.heading, self.inside, self.says))


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
        plan_words: where they are found in a cell, what it says is a plan.
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
    plan_words: re.Pattern[str] | None = None

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
