"""Terms as pySHACL's messages show them: the only place that knows how, without importing it.

pySHACL shows what rdflib makes of a term: an IRI by the prefixes that rdflib knows or the file binds, a literal with
the Python value that it stands for. To import both takes longer than to check a small file; what is rare (a duration, a
time zone) is refused here, and left to pySHACL itself.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from unicodedata import category

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.namespaces import PREFIXES, RDF, Term
from spaceflight_graph.shacl.vocabulary import sh

_XSD = PREFIXES["xsd"]
_WELL_KNOWN = {
    "brick": "https://brickschema.org/schema/Brick#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcam": "http://purl.org/dc/dcam/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "ssn": "http://www.w3.org/ns/ssn/",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wgs": "https://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""The prefixes that rdflib gives every graph, in its order."""

_INTEGERS = (
    "integer", "nonPositiveInteger", "long", "nonNegativeInteger", "negativeInteger", "int", "unsignedLong",
    "positiveInteger", "short", "unsignedInt", "byte", "unsignedShort", "unsignedByte",
)  # fmt: skip
_VALUES: Mapping[str, Callable[[str], object]] = {
    **{_XSD + name: int for name in _INTEGERS},
    **{_XSD + name: float for name in ("float", "double")},
    _XSD + "decimal": lambda text: _decimal(text),
    _XSD + "boolean": lambda text: {"true": True, "1": True}.get(text.lower(), False),
}
"""What rdflib makes of a lexical form; where it raises an error there is no value."""


def _decimal(text: str) -> object:
    from decimal import Decimal

    return Decimal(text)


_RARE = {
    *(_XSD + name for name in ("time", "date", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration")),
    *(_XSD + name for name in ("hexBinary", "base64Binary", "normalizedString", "token")),
    *(RDF.iri + name for name in ("XMLLiteral", "HTML")),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = {"Ll", "Lu", "Lo", "Lt", "Nl", "Mc", "Me", "Mn", "Lm", "Nd"}
_NAME_START = {"Ll", "Lu", "Lo", "Lt", "Nl", "Nd"}
_NAME_TOO = "\u00b7\u0387-._%()"
_NO_IRI = frozenset('<>" {}|\\^`')
_DEEPEST = 5
"""How many blank nodes deep we go; a little deeper pySHACL gives up, and what it says hangs on what it said before."""


class RareTermError(Exception):
    """A term that only rdflib can show."""


class Shown:
    """Shows the terms of one graph."""

    def __init__(
        self, prefixes: Mapping[str, str], properties: Callable[[BlankNode], Mapping[NamedNode, Iterable[Term]]]
    ) -> None:
        """Prepare to show terms.

        Args:
            prefixes: those of the files.
            properties: gives what a blank node of the graph has.
        """
        self._properties = properties
        self._namespaces = dict(_WELL_KNOWN)
        self._prefixes = {namespace: prefix for prefix, namespace in _WELL_KNOWN.items()}
        self._gone: set[str] = set()
        self._longer: dict[str, list[str]] = {}
        for prefix, namespace in prefixes.items():
            self._bind(prefix, namespace)
        if sh("").value not in self._prefixes:
            raise RareTermError("the prefix sh means something else")

    def _bind(self, prefix: str, namespace: str) -> None:
        """Bind a prefix, in place of all that it or the namespace was bound to."""
        before = self._namespaces.pop(prefix, None)
        if before is not None:
            del self._prefixes[before]
            self._gone.add(before)
        other = self._prefixes.pop(namespace, None)
        if other is not None:
            del self._namespaces[other]
        self._prefixes[namespace] = prefix
        self._namespaces[prefix] = namespace
        self._gone.discard(namespace)

    def term(self, term: Term | None, depth: int = 0) -> str:
        """Return a term as pySHACL shows it.

        Args:
            term: a term of the graph.
            depth: how many blank nodes it stands in.

        Raises:
            RareTermError: only rdflib knows.
        """
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BlankNode):
            return self._blank(term, depth)
        raise RareTermError(term)

    def _iri(self, iri: str) -> str:
        if not _NO_IRI.isdisjoint(iri):
            return iri
        namespace = _namespace(iri)
        if namespace is None or namespace not in self._prefixes:
            return f"<{iri}>"
        if namespace not in self._longer:
            known = {*self._prefixes, *self._gone}
            self._longer[namespace] = [one for one in known if one != namespace and one.startswith(namespace)]
        namespace = max((one for one in self._longer[namespace] if iri.startswith(one)), key=len, default=namespace)
        if namespace in self._gone:
            raise RareTermError(iri)
        return f"{self._prefixes[namespace]}:{iri[len(namespace) :]}"

    def _literal(self, literal: Literal) -> str:
        text, datatype = literal.value, literal.datatype.value
        if literal.language:
            return f'Literal("{text}", lang={literal.language})'
        if datatype == _XSD + "string":
            return f'Literal("{text}")'
        if datatype in _RARE and not (datatype == _XSD + "date" and _DAY.fullmatch(text)):
            raise RareTermError(text)
        value = text
        if datatype in _VALUES:
            try:
                value = str(_VALUES[datatype](text))
            except (ValueError, ArithmeticError):
                value = text
        shown = f'"{text}"' if value == text else f'"{text}" = {value}'
        return f"Literal({shown}, datatype={self._iri(datatype)})"

    def _blank(self, node: BlankNode, depth: int) -> str:
        if depth >= _DEEPEST:
            raise RareTermError(node)
        properties = self._properties(node)
        if not properties:
            return "[ ]"
        if RDF.first in properties:
            return f"( {' '.join(self.term(item, depth + 1) for item in self._items(node))} )"
        told = {}
        for predicate, values in properties.items():
            told[self._iri(predicate.value)] = ", ".join(sorted(self.term(value, depth + 1) for value in values))
        return f"[ {' ; '.join(f'{predicate} {values}' for predicate, values in sorted(told.items()))} ]"

    def _items(self, head: BlankNode) -> list[Term]:
        items: list[Term] = []
        seen: set[Term] = set()
        node: Term = head
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            properties = self._properties(node)
            firsts, rests = list(properties.get(RDF.first, ())), list(properties.get(RDF.rest, ()))
            if len(firsts) != 1 or len(rests) != 1:
                raise RareTermError(head)
            items += firsts
            node = rests[0]
        if node != RDF.nil:
            raise RareTermError(head)
        return items


def _namespace(iri: str) -> str | None:
    """Return what of an IRI is no name, as rdflib takes it apart; nothing where it finds no name.

    >>> _namespace("http://example.org/a#b"), _namespace("http://example.org/a/-7"), _namespace("http://example.org/")
    ('http://example.org/a#', 'http://example.org/a/-', None)
    """
    if iri.startswith(_WELL_KNOWN["xml"]):
        return _WELL_KNOWN["xml"]
    end = len(iri)
    while end and (category(iri[end - 1]) in _NAME or iri[end - 1] in _NAME_TOO):
        end -= 1
    if end == 0:
        return None
    for index in range(end - 1, len(iri)):
        if category(iri[index]) in _NAME_START or iri[index] == "_":
            return iri[:index] or None
    return None
