"""What an endpoint says of itself and of its data: SPARQL 1.1 Service Description, VoID and DCAT in one small graph.

https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/
"""

from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from spaceflight_graph.export.edition import edition
from spaceflight_graph.namespaces import BASE, OWL, PREFIXES, RDF, XSD
from spaceflight_graph.serve import media

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
FORMATS = "http://www.w3.org/ns/formats/"
DESCRIPTION_PREFIXES = {"sd": SD, "void": VOID, "dcat": DCAT, "foaf": FOAF, "formats": FORMATS}

_WRITTEN = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "text/n3": "N3",
}
"""W3C's names of formats (https://www.w3.org/ns/formats/) by media type."""
_CLASSES = """SELECT ?class (COUNT(?thing) AS ?count) { GRAPH ?g { ?thing a ?class } } GROUP BY ?class"""
_GRAPHS = """SELECT ?g (COUNT(*) AS ?count) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"""

Described = list[Triple]
_Told = list[tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode | Literal]]


def _dcterms(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)


def service(store: Store, here: str) -> Described:
    """Return the service description of an endpoint at an address."""
    node, default = NamedNode(here), BlankNode("default")
    dataset = BlankNode("dataset")
    told: _Told = [
        (node, RDF.type, NamedNode(SD + "Service")),
        (node, NamedNode(SD + "endpoint"), node),
        (node, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")),
        (node, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")),
        (node, NamedNode(SD + "defaultDataset"), dataset),
        (dataset, RDF.type, NamedNode(SD + "Dataset")),
        (dataset, NamedNode(SD + "defaultGraph"), default),
        (default, RDF.type, NamedNode(SD + "Graph")),
        (default, NamedNode(VOID + "triples"), _whole(len(store))),
    ]
    kinds = [kind for kind in (*media.ROWS, *media.TRIPLES) if kind in _WRITTEN]
    told += [(node, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + _WRITTEN[kind])) for kind in kinds]
    for number, (graph, count) in enumerate(_counted(store, _GRAPHS)):
        named, inside = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        told += [
            (dataset, NamedNode(SD + "namedGraph"), named),
            (named, RDF.type, NamedNode(SD + "NamedGraph")),
            (named, NamedNode(SD + "name"), graph),
            (named, NamedNode(SD + "graph"), inside),
            (inside, RDF.type, NamedNode(SD + "Graph")),
            (inside, NamedNode(VOID + "triples"), _whole(count)),
        ]
    return _triples(told)


def void(store: Store, here: str) -> Described:
    """Return what is in the graph: counts by class, licence, version, date, and where to ask."""
    data = edition(store)
    node, distribution, access = NamedNode(data.iri), BlankNode("distribution"), BlankNode("service")
    licence, english = NamedNode(data.licence), "en"
    told: _Told = [
        (node, RDF.type, NamedNode(VOID + "Dataset")),
        (node, RDF.type, NamedNode(DCAT + "Dataset")),
        (node, _dcterms("title"), Literal(data.title, language=english)),
        (node, _dcterms("description"), Literal(data.description, language=english)),
        (node, _dcterms("creator"), Literal(data.creator)),
        (node, _dcterms("license"), licence),
        (node, _dcterms("modified"), Literal(data.modified, datatype=XSD.date)),
        (node, OWL.versionInfo, Literal(data.version)),
        (node, NamedNode(VOID + "sparqlEndpoint"), NamedNode(here)),
        (node, NamedNode(VOID + "uriSpace"), Literal(BASE)),
        (node, NamedNode(VOID + "vocabulary"), NamedNode(BASE + "ontology")),
        (node, NamedNode(VOID + "triples"), _whole(len(store))),
        (node, NamedNode(DCAT + "distribution"), distribution),
        (distribution, RDF.type, NamedNode(DCAT + "Distribution")),
        (distribution, NamedNode(DCAT + "accessURL"), NamedNode(here)),
        (distribution, _dcterms("license"), licence),
        (distribution, NamedNode(DCAT + "accessService"), access),
        (access, RDF.type, NamedNode(DCAT + "DataService")),
        (access, _dcterms("title"), Literal(f"{data.title}: SPARQL", language=english)),
        (access, NamedNode(DCAT + "endpointURL"), NamedNode(here)),
        (access, NamedNode(DCAT + "servesDataset"), node),
    ]
    for number, (kind, count) in enumerate(_counted(store, _CLASSES)):
        part = BlankNode(f"class{number}")
        told += [
            (node, NamedNode(VOID + "classPartition"), part),
            (part, NamedNode(VOID + "class"), kind),
            (part, NamedNode(VOID + "entities"), _whole(count)),
        ]
    return _triples(told)


@lru_cache(maxsize=2)
def _counted(store: Store, query: str) -> list[tuple[NamedNode, int]]:
    """Return what a query counts, once a worker: its graph does not change."""
    rows = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT
    found = []
    for row in rows:
        name, count = row[0], row[1]
        if isinstance(name, NamedNode) and isinstance(count, Literal):
            found.append((name, int(count.value)))
    return sorted(found, key=lambda one: one[0].value)


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _triples(told: _Told) -> Described:
    return [Triple(*one) for one in told]
