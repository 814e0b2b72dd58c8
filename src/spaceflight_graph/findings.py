"""What a validation finds, and where: the only place for the types that the engine, the build and the reports share.

Report
└── Finding   one result: what is wrong, with which node, by which rule
    └── Place     of the offending triple, of the rule, of the document behind it
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.errors import Place
from spaceflight_graph.namespaces import Term

SHAPES = "shapes:"
"""How the names of rules about the shapes themselves begin."""


class Severity(StrEnum):
    """How bad a finding is: SHACL's three severities."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 2 for a violation, 1 for a warning, 0 for an information."""
        return {"violation": 2, "warning": 1, "info": 0}[self.value]

    @classmethod
    def of(cls, term: Term | None) -> "Severity":
        """Return the severity that a value of ``sh:severity`` stands for; one that SHACL does not know is a violation.

        >>> Severity.of(NamedNode("http://www.w3.org/ns/shacl#Warning")).value
        'warning'
        """
        local = term.value.rpartition("#")[2].lower() if isinstance(term, NamedNode) else ""
        return cls(local) if local in ("warning", "info") else cls.VIOLATION


@dataclass(frozen=True, slots=True)
class Finding:
    """One validation result.

    Attributes:
        message: what is wrong, and how to mend it; the one message to show.
        rule: the short name of the rule: its IRI with a prefix, or ``syntax``.
        focus: the node that was checked.
        path: the property path that was followed, as SPARQL writes it, with prefixes.
        value: the offending value, if one value is to blame.
        shape: the shape that says so (``sh:sourceShape``).
        component: the constraint component (``sh:sourceConstraintComponent``).
        place: where the offending triple, or the focus node's block, stands.
        shape_place: where the shape stands.
        source: the document and line behind the triple, when it came from a claim.
        messages: every ``sh:resultMessage``, where there is more than one, or a language tag.
        path_term: the path as the report has it (``sh:resultPath``): an IRI, or the shape's own node.
        severity_term: the value of ``sh:severity``, where it is not one of SHACL's three.
        constraint: the SPARQL constraint (``sh:sourceConstraint``).
        details: why a value does not conform to the shape it should conform to (``sh:detail``).
        path_turtle: the path as Turtle writes it, where it is more than one property.
        identity: what tells the rule from all others, where its name may not.
    """

    message: str
    severity: Severity = Severity.VIOLATION
    rule: str = ""
    focus: Term | None = None
    path: str | None = None
    value: Term | None = None
    shape: NamedNode | BlankNode | None = None
    component: NamedNode | None = None
    place: Place | None = None
    shape_place: Place | None = None
    source: Place | None = None
    messages: tuple[Literal, ...] = ()
    path_term: NamedNode | BlankNode | None = None
    severity_term: NamedNode | None = None
    constraint: NamedNode | BlankNode | None = None
    details: tuple["Finding", ...] = ()
    path_turtle: str | None = None
    identity: str = ""

    def sort_key(self) -> tuple[object, ...]:
        """Return the key that puts findings into the one order every report keeps: by place, then by content."""
        place = self.place.key() if self.place else ("\uffff", 0, 0)
        parts = (self.focus, self.path, self.value, self.rule, self.component, self.shape, self.constraint)
        return (*place, *(str(part or "") for part in parts), self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape or check as the reports tell about it."""

    name: str
    iri: str | None = None
    severity: Severity = Severity.VIOLATION
    message: str = ""
    why: str = ""
    place: Place | None = None
    help_uri: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run has found.

    Attributes:
        findings: in the order of :meth:`Finding.sort_key`.
        files: every data file that was read, as named on the command line.
        rules: every rule that was checked, by name.
        triples: how many triples were checked.
        focus_nodes: how many nodes of theirs the shapes have looked at.
        notes: what a reader should know about the run: rules that pySHACL had to check, and why.
        prefixes: the prefixes of the files, to show terms with.
        excerpts: the text of each line that a finding is about, by file and line.
    """

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    triples: int = 0
    notes: tuple[str, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)
    excerpts: dict[tuple[str, int], str] = field(default_factory=dict)
    focus_nodes: int = 0

    @property
    def conforms(self) -> bool:
        """Tell whether nothing at all was found, as ``sh:conforms`` means it."""
        return not self.findings

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity, the worst first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    def strictly(self) -> "Report":
        """Return the report with what checks nothing in the shapes as violations."""
        strict = tuple(
            replace(finding, severity=Severity.VIOLATION) if finding.rule.startswith(SHAPES) else finding
            for finding in self.findings
        )
        return replace(self, findings=strict)

    def excerpt(self, place: Place | None) -> str:
        """Return the line of the file that a place is in, or nothing where there is none."""
        return "" if place is None or place.line is None else self.excerpts.get((place.file, place.line), "")

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings that are as bad as ``severity``, or worse."""
        return tuple(finding for finding in self.findings if finding.severity.rank >= severity.rank)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the one order that every report keeps."""
    return tuple(sorted(findings, key=Finding.sort_key))
