"""The vocabulary of SHACL that the engine reads: the only place that writes its IRIs."""

from pyoxigraph import NamedNode

from spaceflight_graph.namespaces import OWL, PREFIXES, RDFS

CLASSES = frozenset({RDFS.Class, OWL.Class})
"""What makes a shape its own target class. SHACL names the first only; OWL ontologies mean the second, too."""


def sh(local: str) -> NamedNode:
    """Return a term of SHACL's own namespace.

    >>> sh("path").value
    'http://www.w3.org/ns/shacl#path'
    """
    return NamedNode(PREFIXES["sh"] + local)
