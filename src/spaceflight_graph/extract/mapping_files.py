"""Mappings as data: the only place that reads ``data/mappings/*.ttl``."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import resources
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Node, descriptions
from spaceflight_graph.errors import DataError, Problem, in_order
from spaceflight_graph.extract import patterns
from spaceflight_graph.extract.mapping import BlockMapping, Field, PageMapping, Reader, Role, Rule, Splitter, folded
from spaceflight_graph.namespaces import MAP, RDF, RDFS, Term, shorten

FOLDER = "mappings"
_CLASS = NamedNode(MAP.iri + "class")  # a word of Python
Member = TypeVar("Member", bound=StrEnum)


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
        self._pieces = {
            shorten(node.value).partition(":")[2]: self._text(node, MAP.pattern) for node in self._of(MAP.Piece)
        }

    @property
    def problems(self) -> Iterator[Problem]:
        places = {node: place for layer in self._layers for node, place in layer.places(self._wrong).items()}
        for node, faults in self._wrong.items():
            for what, remedy in faults:
                yield Problem(what, remedy, places.get(node), shorten(node.value))

    def mappings(self) -> Iterator[PageMapping]:
        """Yield the mappings; none after a fault."""
        for node in self._of(MAP.Piece):
            self._only_pattern(node, MAP.pattern)
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
                self._only_pattern(node, MAP.planWords),
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
            self._node(node, MAP.makes),
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
        column = self._text(node, MAP.column)
        if bool(column) != bool(self._text(node, MAP.matches)):
            self._blame(node, "has one of map:column and map:matches", "give it both, or neither")
        return BlockMapping(
            node,
            frozenset(map(folded, self._texts(node, MAP.kind))),
            self._only_pattern(node, MAP.heading),
            self._needed(node, MAP.subject),
            self._node(node, MAP.inside),
            fields,
            self._only_pattern(node, MAP.says),
            folded(column),
            self._only_pattern(node, MAP.matches),
            self._yes(node, MAP.onRequest),
            self._node(node, MAP.excuse),
        )

    def _field(self, node: NamedNode) -> Field:
        rules = self._in_order([t for t in self.nodes[node].get(MAP.rule, ()) if isinstance(t, NamedNode)], node)
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
            rules,
            excuse,
            self._only_pattern(node, MAP.separator),
            tuple(filter(None, aliases)),
        )

    def _in_order(self, nodes: Sequence[NamedNode], field: NamedNode) -> tuple[Rule, ...]:
        """Return the rules of a field: what links to a thing or is needed before what tells of it, else by name."""
        read = [self._rule(node) for node in sorted(nodes, key=str)]
        rules = sorted(read, key=lambda rule: (self._speaks_of_linked(rule), rule.needs is not None))
        for place, rule in enumerate(rules):
            for late in sorted(rule.else_of & {other.iri for other in rules[place:]}, key=str):
                what = (
                    f"has {shorten(rule.iri.value)}, which gives way to {shorten(late.value)}, and that comes behind it"
                )
                self._blame(field, what, "rules are read by their names: let the other one have the earlier name")
        return tuple(rules)

    def _speaks_of_linked(self, rule: Rule) -> bool:
        return any(role and self._node(role, MAP.linkedBy) for role in (rule.about, rule.object_role))

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
            self._node(node, MAP.needs),
            self._yes(node, MAP.onlyKnown),
            self._yes(node, MAP.inverse),
            self._yes(node, MAP.ofFlag),
            self._yes(node, MAP.ofLabel),
            self._yes(node, MAP.alone),
            self._yes(node, MAP.tagged),
            self._only_pattern(node, MAP.unless),
            self._text(node, MAP.words),
            self._text(node, MAP.slug),
            self._yes(node, MAP.identifies),
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
            pattern = re.compile(patterns.whole(text, self._pieces), re.IGNORECASE | re.MULTILINE)
        except re.error as error:
            self._blame(node, f"its {shorten(predicate.value)} is no regular expression: {error}", "mend it")
            return None
        except ValueError as error:
            self._blame(node, f"its {shorten(predicate.value)} {error}", "describe it as a map:Piece, or name another")
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
