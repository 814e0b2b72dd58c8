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


def component(parameter: str) -> NamedNode:
    """Return the constraint component that a parameter asks for.

    >>> component("minCount").value
    'http://www.w3.org/ns/shacl#MinCountConstraintComponent'
    """
    name = "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]
    return sh(f"{name}ConstraintComponent")


def parameter(of: NamedNode) -> str | None:
    """Return the parameter that asks for a constraint component of SHACL's own.

    >>> parameter(component("sparql")), parameter(NamedNode("http://example.org/#MyConstraintComponent"))
    ('sparql', None)
    """
    name, ours, _ = of.value.removeprefix(sh("").value).partition("ConstraintComponent")
    if not ours or not of.value.startswith(sh("").value):
        return None
    return "sparql" if name == "SPARQL" else name[0].lower() + name[1:]
