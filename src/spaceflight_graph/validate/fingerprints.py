"""A name for each finding that survives when lines move: the only place that makes them."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from pyoxigraph import BlankNode

from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import Term


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding.

    It is made of what is wrong with what, by full names: neither of where that stands nor of the prefixes there.
    Findings that are alike but for their lines, such as those on blank nodes, are told apart by a number.

    >>> from spaceflight_graph.findings import Finding, Place
    >>> a = Finding("m", rule="r", place=Place("x.ttl", 7))
    >>> b = Finding("m", rule="r", place=Place("x.ttl", 9))
    >>> fingerprints([a]) == fingerprints([b]), len(set(fingerprints([a, b])))
    (True, 2)
    """
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        path = finding.path_turtle or str(finding.path_term or finding.path or "")
        rule = finding.identity or finding.rule
        parts = [rule, str(finding.component or ""), _text(finding.focus), path, _text(finding.value)]
        if finding.focus is None:
            parts += [finding.place.file if finding.place else "", finding.message]
        digest = sha256("\n".join(parts).encode(errors="surrogateescape")).hexdigest()[:32]
        seen[digest] += 1
        made.append(digest if seen[digest] == 1 else f"{digest}:{seen[digest]}")
    return made


def _text(term: Term | None) -> str:
    """Return a term as text; the name of a blank node says nothing."""
    return "[]" if isinstance(term, BlankNode) else str(term or "")
