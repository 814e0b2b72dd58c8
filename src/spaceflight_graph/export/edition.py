"""Which data an export holds: the only place for title, version, date and licence, as the ontology's header tells them.

The date is that of the data (``dcterms:modified``), never that of the export: the same graph gives the same bytes.
"""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import StoreError
from spaceflight_graph.export.compaction import Said
from spaceflight_graph.namespaces import BASE, DCTERMS, GRAPH, OWL, PREFIXES, RDF, SCHEMA, XSD
from spaceflight_graph.store import things

DATASET = NamedNode(BASE + "dataset")
_ONTOLOGY = NamedNode(BASE + "ontology")


@dataclass(frozen=True)
class Edition:
    """What every export says of the data.

    Attributes:
        iri: what names the data as a whole.
        title: its name.
        description: what is in it.
        creator: who made it.
        version: as the package and the ontology have it.
        modified: the day of the data, ``2026-11-25``.
        licence: the IRI of the licence.
    """

    iri: str
    title: str
    description: str
    creator: str
    version: str
    modified: str
    licence: str


def edition(store: Store) -> Edition:
    """Return which data a graph holds.

    Raises:
        StoreError: the graph does not say.
    """

    def told(term: NamedNode) -> str:
        found = [quad.object for quad in store.quads_for_pattern(_ONTOLOGY, term, None, GRAPH.ontology)]
        if not found or not isinstance(found[0], Literal | NamedNode):
            raise StoreError(f"the graph does not tell {term.value} of its data. Fix: run `spaceflight build`.")
        return found[0].value

    def dcterms(name: str) -> str:
        return told(NamedNode(PREFIXES["dcterms"] + name))

    return Edition(
        iri=DATASET.value,
        title="Spaceflight Graph",
        description=dcterms("description"),
        creator=dcterms("creator"),
        version=told(OWL.versionInfo),
        modified=dcterms("modified"),
        licence=dcterms("license"),
    )


def said(store: Store) -> list[Said]:
    """Return what is said of the dataset in RDF.

    Raises:
        StoreError: the graph does not tell which data it holds.
    """
    about = edition(store)
    return [
        (RDF.type, SCHEMA.Dataset),
        (DCTERMS.title, Literal(about.title, language="en")),
        (DCTERMS.license, NamedNode(about.licence)),
        *things.terms(store),
        (DCTERMS.modified, Literal(about.modified, datatype=XSD.date)),
        (OWL.versionInfo, Literal(about.version)),
    ]
