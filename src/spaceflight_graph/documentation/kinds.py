"""The only place that says which kinds of term the ontology has: the headings that its terms stand under, A–Z each."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from spaceflight_graph.namespaces import OWL, expand

KINDS: Mapping[str, tuple[NamedNode, ...]] = {
    "Classes": (expand("owl:Class"),),
    "Properties": (OWL.ObjectProperty, OWL.DatatypeProperty, expand("owl:AnnotationProperty")),
    "Coded values": (expand("sf:Concept"), expand("sf:CrewRole")),
    "Lists of coded values": (expand("skos:ConceptScheme"),),
}
"""By heading, the classes that its terms are declared of."""
