"""What may be meant by a name that nothing has: the only place that writes it into the remedy of a finding."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode, Store

from spaceflight_graph.claims.faults import spelled
from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import BASE, RDF

MOST = 20
"""For so many names of one run others are looked for that come near: it takes a while where there are many names."""

_REMEDY = re.compile(r"mend (?:its|the) spelling(?: of ([\w:]+\w))?")


def meant(findings: Iterable[Finding], store: Store) -> list[Finding]:
    """Return findings, those about a misspelt name of ours with the names that come near it in their message.

    Args:
        findings: what is wrong.
        store: all that there is, in its default graph.
    """
    found: list[Finding] = []
    remedies: dict[NamedNode, str] = {}
    known: list[NamedNode] | None = None
    for finding in findings:
        name = _misspelt(finding)
        if name is not None and name not in remedies and len(remedies) < MOST:
            known = _names(store) if known is None else known
            remedies[name] = spelled(name, (other for other in known if other != name))
        found.append(_told(finding, remedies.get(name, "") if name else ""))
    return found


def _told(finding: Finding, remedy: str) -> Finding:
    if remedy.startswith("write"):
        before, prop, after = _REMEDY.split(finding.message, maxsplit=1)
        return replace(finding, message=f"{before}{remedy}{f' as {prop}' if prop else ''}{after}")
    return finding


def _misspelt(finding: Finding) -> NamedNode | None:
    if not _REMEDY.search(finding.message):
        return None
    terms = (finding.path_term, finding.value) if finding.rule.startswith("check:") else (finding.value,)
    return next((term for term in terms if isinstance(term, NamedNode) and term.value.startswith(BASE)), None)


def _names(store: Store) -> list[NamedNode]:
    """Return all things of ours that have a class."""
    subjects = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, None, None)}
    return [node for node in subjects if isinstance(node, NamedNode) and node.value.startswith(BASE)]
