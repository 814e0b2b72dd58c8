"""Rows as people read them: the only place that folds the caveats of a value into its cell.

A column ``x`` may be followed by columns that say how sure ``x`` is: ``xPrecision``, ``xApproximation``, ``xUnit``,
``xWindowEnd``, ``xPlanned`` (it is a plan), and ``xReads`` (how it reads, where the graph knows better than its typed
value tells: a store makes 2 days and 5 hours of 53 hours). Programs get them as they are; people get one cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import tables, wording
from spaceflight_graph.namespaces import PREFIXES, XSD, Term, local
from spaceflight_graph.query import lookup

CAVEATS = ("Precision", "Approximation", "Unit", "WindowEnd", "Planned", "Reads")
_SLUGS = tuple(PREFIXES[prefix] for prefix in ("id", "doc", "claim"))  # a user may write them back without a prefix
_QUANTITY = re.escape(PREFIXES["quantity"]) + r"(-?[\d.]+)-(.+)"
_ON_THE_MINUTE = r"T\d\d:\d\d:00(?:Z|[+-]\d\d:\d\d)?$"
_XSD = PREFIXES["xsd"]
_NAMES_OF_NUMBERS = frozenset({"line"})
"""Columns whose numbers name something and count nothing: they are not parted into thousands."""


class Reader:
    """Who reads an answer.

    Attributes:
        language: en, de, ru or zh.
        label: what a term of the ontology is called in that language, where the graph is at hand to tell.
        empty: what to say of an answer without rows, in that language; None: that no document tells.
    """

    def __init__(
        self,
        language: str = "en",
        label: Callable[[NamedNode], str | None] = lambda _: None,
        empty: str | None = None,
    ) -> None:
        self.language = language
        self.label = label
        self.empty = empty
        self._labels: dict[NamedNode, str] = {}

    @classmethod
    def of(cls, store: Store, language: str, empty: str | None = None) -> "Reader":
        """Return a reader of a graph."""
        return cls(language, lambda node: lookup.label(store, node, language), empty)

    def nothing(self) -> str:
        """Return what stands in place of an answer without rows."""
        return self.empty or wording.phrases(self.language).nothing

    def rows(self, head: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> tuple[list[str], list[list[str]]]:
        """Return the columns and cells that people see."""
        caveats = {name: {c: at for c in CAVEATS if (at := _at(head, name + c)) is not None} for name in head}
        folded = {at for of_one in caveats.values() for at in of_one.values()}
        shown = [(at, name) for at, name in enumerate(head) if at not in folded]
        cells = [
            [self._cell(name, row[at], {c: row[i] for c, i in caveats[name].items()}) for at, name in shown]
            for row in rows
        ]
        return [name for _, name in shown], cells

    def heads(self, columns: Iterable[str]) -> list[str]:
        """Return what people call columns."""
        return [wording.column(name, self.language) for name in columns]

    def _cell(self, name: str, term: Term | None, caveats: Mapping[str, Term | None]) -> str:
        if term is None:
            return ""
        better = caveats.get("Reads")
        text = better.value if isinstance(better, Literal) else self._reads(name, term, caveats)
        plan = caveats.get("Planned")
        if isinstance(plan, Literal) and plan.value in ("true", "1"):
            text = wording.planned(text, language=self.language)
        return text

    def _reads(self, name: str, term: Term, caveats: Mapping[str, Term | None]) -> str:
        if isinstance(term, NamedNode):
            return self._named(term)
        if not isinstance(term, Literal) or name in _NAMES_OF_NUMBERS or not term.datatype.value.startswith(_XSD):
            return tables.cell(term)
        precision = local(caveats.get("Precision"))
        if "Precision" not in caveats and re.search(_ON_THE_MINUTE, term.value):
            precision = "Minute"  # nobody says how fine it is told: seconds that are nought may not have been told
        window_end = caveats.get("WindowEnd")
        text = wording.reads(
            term.value,
            term.datatype.value,
            precision=precision,
            unit=local(caveats.get("Unit")),
            approximation=local(caveats.get("Approximation")),
            window_end=window_end.value if isinstance(window_end, Literal) else None,
            language=self.language,
        )
        return tables.cell(term) if text == term.value else text

    def _named(self, node: NamedNode) -> str:
        """Return the slug of a thing, the label of a term, the reading of a quantity; else the prefixed name."""
        if node.value.startswith(_SLUGS):
            return node.value.rpartition("/")[2]
        if quantity := re.fullmatch(_QUANTITY, node.value):
            return wording.reads(quantity[1], f"{_XSD}decimal", unit=quantity[2], language=self.language)
        if not node.value.startswith(PREFIXES["sf"]):
            return tables.cell(node)
        if node not in self._labels:
            self._labels[node] = self.label(node) or tables.cell(node)
        return self._labels[node]


class Asker(Reader):
    """Who asks in SPARQL: sees terms as they can be typed back, but durations and quantities as people write them."""

    def nothing(self) -> str:
        """Return what stands in place of an answer without rows."""
        return wording.phrases(self.language).no_rows

    def heads(self, columns: Iterable[str]) -> list[str]:
        """Return the columns: they are called as the query calls them."""
        return list(columns)

    def rows(self, head: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> tuple[list[str], list[list[str]]]:
        """Return the columns and cells that people see."""
        return list(head), [[self._typed(term) for term in row] for row in rows]

    def _typed(self, term: Term | None) -> str:
        if isinstance(term, Literal) and term.datatype in (XSD.dayTimeDuration, XSD.duration):
            return self._reads("", term, {})
        if isinstance(term, NamedNode) and re.fullmatch(_QUANTITY, term.value):
            return self._named(term)
        return tables.cell(term)


def _at(head: Sequence[str], name: str) -> int | None:
    return head.index(name) if name in head else None
