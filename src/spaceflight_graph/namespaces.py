"""The one prefix table, the terms that the code itself names, and how terms look to people.

Free of rdflib on purpose: a query answers before rdflib would be imported.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
"""Any RDF term."""

BASE = "https://w3id.org/spaceflight/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "claim": BASE + "claim/",
        "cur": "http://qudt.org/vocab/currency/",
        "dcterms": "http://purl.org/dc/terms/",
        "decision": BASE + "decision/",
        "dispute": BASE + "dispute/",
        "doc": BASE + "document/",
        "fact": BASE + "fact/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "graph": BASE + "graph/",
        "id": BASE + "id/",
        "map": BASE + "mapping#",
        "mapping": BASE + "mapping/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "presence": BASE + "presence/",
        "prov": "http://www.w3.org/ns/prov#",
        "quantity": BASE + "quantity/",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "sf": BASE + "ontology#",
        "sfp": BASE + "ontology/fact#",
        "sfsh": BASE + "shapes#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "unit": "http://qudt.org/vocab/unit/",
        "vann": "http://purl.org/vocab/vann/",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "wikibase": "http://wikiba.se/ontology#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


WIKIBASE_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        **{prefix: f"http://www.wikidata.org/prop/{path}" for prefix, path in (
            ("p", ""), ("pq", "qualifier/"), ("pqv", "qualifier/value/"), ("pr", "reference/"),
            ("prv", "reference/value/"), ("ps", "statement/"), ("psv", "statement/value/"), ("wdno", "novalue/"),
        )},
        "wdref": "http://www.wikidata.org/reference/",
        "wds": "http://www.wikidata.org/entity/statement/",
        "wdv": "http://www.wikidata.org/value/",
    }
)  # fmt: skip
"""Those that only the statements of Wikidata need."""


class Vocabulary:
    """A closed namespace: ``RDF.type`` is a term, a mistyped name is an error at once."""

    def __init__(self, prefix: str, terms: Iterable[str]) -> None:
        self.iri = PREFIXES[prefix]
        self.prefix = prefix
        self._terms = {term: NamedNode(self.iri + term) for term in terms}
        self.__dict__.update(self._terms)

    def __getattr__(self, name: str) -> NamedNode:
        """Tell of a name that is no term: only for such is this asked."""
        raise AttributeError(f"{self.prefix}:{name} is not a term that namespaces.py lists")

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)


def expand(curie: str) -> NamedNode:
    """Return the IRI that a prefixed name stands for.

    Raises:
        KeyError: the prefix is not in the table.

    >>> expand("id:soyuz-ms-07").value
    'https://w3id.org/spaceflight/id/soyuz-ms-07'
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def shorten(iri: str) -> str:
    """Return an IRI as a prefixed name where the table has its namespace, else unchanged.

    >>> shorten("https://w3id.org/spaceflight/id/soyuz-ms-07")
    'id:soyuz-ms-07'
    """
    cut = _cut(iri)
    prefix = _BY_NAMESPACE.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri


def local(node: Term | None) -> str | None:
    """Return the last part of an IRI: what values and wording call a unit, a precision and an approximation."""
    return node.value[_cut(node.value) :] if isinstance(node, NamedNode) else None


def _cut(iri: str) -> int:
    """Return where the last part of an IRI begins."""
    return max(iri.rfind("/"), iri.rfind("#")) + 1


_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


# The terms that the code names. A test holds those of sf: to the ontology.
GRAPH = Vocabulary(
    "graph",
    [
        "coverage",
        "dataset",
        "decisions",
        "disputes",
        "documents",
        "entities",
        "facts",
        "inferred",
        "lookups",
        "ontology",
    ],
)
DCTERMS = Vocabulary(
    "dcterms", ["bibliographicCitation", "description", "language", "license", "modified", "publisher", "title"]
)
MAP = Vocabulary(
    "map",
    """
    Block Code Field Mapping Piece Role Rule about alias alone block byRule claim column each elseOf excuse field
    headedAs heading identifies inside inverse keyedBy kind label language link linkedBy list makes mapping matches
    named namedAs namedElse needs numbered object of ofFlag ofLabel onRequest onlyKnown pattern planWords
    plannedProperty property reader recognisedBy rule says separator slug splitter subject suffix tagged titledAs
    unit unless value words zone zoneBanner
    """.split(),  # noqa: SIM905 - as the terms of sf: below
)
OWL = Vocabulary(
    "owl",
    [
        "AnnotationProperty", "Class", "DatatypeProperty", "FunctionalProperty", "ObjectProperty", "Ontology",
        "SymmetricProperty", "Thing", "TransitiveProperty", "imports", "inverseOf", "members", "propertyChainAxiom",
        "sameAs", "versionInfo",
    ],
)  # fmt: skip
PROV = Vocabulary("prov", ["wasDerivedFrom"])
QUDT = Vocabulary("qudt", ["QuantityValue", "numericValue", "unit"])
RDF = Vocabulary("rdf", ["Property", "first", "langString", "nil", "object", "predicate", "rest", "subject", "type"])
RDFS = Vocabulary(
    "rdfs",
    ["Class", "Literal", "Resource", "comment", "domain", "label", "range", "seeAlso", "subClassOf", "subPropertyOf"],
)
SCHEMA = Vocabulary("schema", ["Dataset", "sameAs", "subjectOf", "url"])
SKOS = Vocabulary(
    "skos",
    [
        "altLabel", "broadMatch", "broader", "closeMatch", "definition", "exactMatch", "example", "hiddenLabel",
        "scopeNote",
    ],
)  # fmt: skip
WIKIBASE = Vocabulary("wikibase", ["DeprecatedRank", "PreferredRank", "WikibaseItem", "claim", "propertyType", "rank"])
XSD = Vocabulary(
    "xsd",
    [
        "boolean",
        "date",
        "dateTime",
        "dayTimeDuration",
        "decimal",
        "duration",
        "gYear",
        "gYearMonth",
        "integer",
        "string",
    ],
)
SF = Vocabulary(
    "sf",
    """
    Abort Arithmetic BackupCrew ChangeOfCommand Claim Commander Concept Country CrewAssignment CrewRole Decade Decision
    Definition Derived Dispute Docking Document EmptyParameter Event ExcusedLine Fact Finest FiscalYear HalfYear
    Heading Landing Launch LaunchVehicleModel Majority Mapping Markup OnlyValue Orbit Ordinal Person PlanVersusActual
    Presence PrimaryCrew Quarter Reference Ruling Same SelfContradiction Slip SpacecraftModel Spaceflight Spacewalk
    Stated Stay Tally TieBreak Told Unanimity Undocking Unknown Unsettled agency approximation archive archived basis
    bearingFromReference cause chosen claimCount crew derivedFrom destination disputeCause disputedClaim
    distanceFromReference dockedDuration dockingPort document duration encompasses endTime excuse flight follows inUnit
    inferredFrom inverselyTo itemBy justification kind labelDe labelEn labelRu labelZh line linkedAs mappedBy
    mappedTerm mappedTo nameKey notAfter notBefore occasion ofObject ofSubject offset offsetFrom onClaim onDay
    ordinalOf partOf participant person place planAge planCurrentAt planned plannedBearingFromReference
    plannedDistanceFromReference plannedDockedDuration plannedDuration plannedEndTime plannedPlace
    plannedRendezvousDuration plannedTime
    precision presenceOf qualifierOf rationale reads referencePlace rejectedFor relationToFact rendezvousDuration
    retrieved returnSeat role seconds sha256 since spacecraft statedAs station step support tallyOf throughLine time
    until valueBy variantOf widenedBy windowEnd
    """.split(),  # noqa: SIM905 - quoted, they would take a line each
)
TRUE = Literal("true", datatype=XSD.boolean)


LABELS: Mapping[str, NamedNode] = {"de": SF.labelDe, "en": SF.labelEn, "ru": SF.labelRu, "zh": SF.labelZh}
"""For each language of readers, the property that leads to the label they are shown."""


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

        >>> Names().show(Literal("7", datatype=XSD.gYear))
        '"7"^^xsd:gYear'
        """
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal):
            quoted = str(Literal(term.value))
            if term.language:
                return f"{quoted}@{term.language}"
            return quoted if term.datatype == XSD.string else f"{quoted}^^{self.iri(term.datatype.value)}"
        if isinstance(term, BlankNode | Triple):
            return str(term)
        return ""
