"""What every export says of the data themselves: licence, version and date, as the ontology's header has them."""

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.export.compaction import Said
from spaceflight_graph.namespaces import BASE, DCTERMS, GRAPH, OWL, RDF, SCHEMA

DATASET = NamedNode(BASE + "dataset")
_HEADER = NamedNode(BASE + "ontology")
_TITLE = Literal("Spaceflight Graph", language="en")
_TOLD = (DCTERMS.license, DCTERMS.modified, OWL.versionInfo)


def of_dataset(store: Store) -> list[Said]:
    """Return what is said of the dataset; the date is that of the data, never that of the export."""
    found: list[Said] = [(RDF.type, SCHEMA.Dataset), (DCTERMS.title, _TITLE)]
    for predicate in _TOLD:
        found += ((q.predicate, q.object) for q in store.quads_for_pattern(_HEADER, predicate, None, GRAPH.ontology))
    return found
