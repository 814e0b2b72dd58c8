"""The vocabulary of SHACL that the engine reads, and how terms look to people: the only place for both."""

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.findings import Term
from spaceflight_graph.namespaces import PREFIXES

RDF = PREFIXES["rdf"]
RDFS = PREFIXES["rdfs"]
XSD = PREFIXES["xsd"]

RDF_TYPE = NamedNode(RDF + "type")
RDF_FIRST = NamedNode(RDF + "first")
RDF_REST = NamedNode(RDF + "rest")
RDF_NIL = NamedNode(RDF + "nil")
SUBCLASS_OF = NamedNode(RDFS + "subClassOf")
RDFS_CLASS = NamedNode(RDFS + "Class")
RDFS_COMMENT = NamedNode(RDFS + "comment")
CLASSES = frozenset({RDFS_CLASS, NamedNode(PREFIXES["owl"] + "Class")})
"""What makes a shape its own target class. SHACL names the first only; OWL ontologies mean the second, too."""
OWL_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")
XSD_STRING = NamedNode(XSD + "string")


def sh(local: str) -> NamedNode:
    """Return a term of SHACL's own namespace.

    >>> sh("path").value
    'http://www.w3.org/ns/shacl#path'
    """
    return NamedNode(PREFIXES["sh"] + local)


class Names:
    """Shortens IRIs with the prefixes of the files at hand, and with the project's own."""

    def __init__(self, *tables: Mapping[str, str]) -> None:
        self.prefixes: dict[str, str] = {}
        self._by_namespace: dict[str, str] = {}
        for table in (*tables, PREFIXES):
            for prefix, namespace in table.items():
                if prefix not in self.prefixes and namespace not in self._by_namespace:
                    self.prefixes[prefix] = namespace
                    self._by_namespace[namespace] = prefix

    def iri(self, iri: str) -> str:
        """Return an IRI as a prefixed name, or in angle brackets.

        >>> Names({"ex": "http://example.org/"}).iri("http://example.org/a")
        'ex:a'
        >>> Names().iri("http://example.org/a/b")
        '<http://example.org/a/b>'
        """
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        return f"<{iri}>" if prefix is None or cut == len(iri) else f"{prefix}:{iri[cut:]}"

    def show(self, term: Term | None) -> str:
        """Return a term as Turtle would write it.

        >>> Names().show(Literal("7", datatype=NamedNode(XSD + "gYear")))
        '"7"^^xsd:gYear'
        """
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal):
            quoted = str(Literal(term.value))
            if term.language:
                return f"{quoted}@{term.language}"
            return quoted if term.datatype == XSD_STRING else f"{quoted}^^{self.iri(term.datatype.value)}"
        if isinstance(term, BlankNode | Triple):
            return str(term)
        return ""
