"""What an endpoint says of itself and of its data: SPARQL 1.1 Service Description, VoID and DCAT in one small graph.

https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/
"""

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from spaceflight_graph.export.edition import DATASET, edition
from spaceflight_graph.export.holdings import SUBSET, TRIPLES, VOID
from spaceflight_graph.namespaces import BASE, DCTERMS, GRAPH, OWL, PREFIXES, RDF, XSD
from spaceflight_graph.serve import media

SD = "http://www.w3.org/ns/sparql-service-description#"
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

Described = list[Triple]
_Told = list[tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode | Literal]]


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
    for number, (graph, count) in enumerate(_graphs(store)):
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


def _dcterms(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)


def _graphs(store: Store) -> list[tuple[NamedNode, int]]:
    """Return the graphs with the numbers of their triples, as the build has counted them."""
    sizes = store.quads_for_pattern(None, TRIPLES, None, GRAPH.dataset)
    counts = {quad.subject: int(quad.object.value) for quad in sizes if isinstance(quad.object, Literal)}
    found = [quad.object for quad in store.quads_for_pattern(DATASET, SUBSET, None, GRAPH.dataset)]
    own = (GRAPH.dataset, sum(1 for _ in store.quads_for_pattern(None, None, None, GRAPH.dataset)))
    pairs = [(graph, counts[graph]) for graph in found if isinstance(graph, NamedNode)]
    return sorted([*pairs, own], key=lambda pair: pair[0].value)


def void(store: Store, here: str) -> Described:
    """Return what is in the graph, as its build has counted it; who made it, under which licence, and where to ask.

    What DCAT-AP 3.0 asks of a dataset, its distribution and its service is there.
    """
    data, node = edition(store), DATASET
    maker, distribution, access = BlankNode("maker"), BlankNode("distribution"), BlankNode("service")
    licence, english = NamedNode(data.licence), "en"
    told: _Told = [
        (node, RDF.type, NamedNode(DCAT + "Dataset")),
        (node, DCTERMS.title, Literal(data.title, language=english)),
        (node, DCTERMS.description, Literal(data.description, language=english)),
        (node, _dcterms("creator"), maker),
        (node, DCTERMS.publisher, maker),
        (node, DCTERMS.license, licence),
        (node, DCTERMS.modified, Literal(data.modified, datatype=XSD.date)),
        (node, OWL.versionInfo, Literal(data.version)),
        (node, NamedNode(VOID + "sparqlEndpoint"), NamedNode(here)),
        (node, NamedNode(VOID + "uriSpace"), Literal(BASE)),
        (node, NamedNode(VOID + "vocabulary"), NamedNode(PREFIXES["sf"])),
        (node, NamedNode(DCAT + "distribution"), distribution),
        (maker, RDF.type, NamedNode(FOAF + "Agent")),
        (maker, NamedNode(FOAF + "name"), Literal(data.creator)),
        (licence, RDF.type, _dcterms("LicenseDocument")),
        (distribution, RDF.type, NamedNode(DCAT + "Distribution")),
        (distribution, NamedNode(DCAT + "accessURL"), NamedNode(here)),
        (distribution, DCTERMS.license, licence),
        (distribution, NamedNode(DCAT + "accessService"), access),
        (access, RDF.type, NamedNode(DCAT + "DataService")),
        (access, DCTERMS.title, Literal(f"{data.title}: SPARQL", language=english)),
        (access, DCTERMS.publisher, maker),
        (access, DCTERMS.license, licence),
        (access, NamedNode(DCAT + "endpointURL"), NamedNode(here)),
        (access, NamedNode(DCAT + "servesDataset"), node),
    ]
    held = sorted((quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.dataset)), key=str)
    return _triples(told) + held


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _triples(told: _Told) -> Described:
    return [Triple(*one) for one in told]
