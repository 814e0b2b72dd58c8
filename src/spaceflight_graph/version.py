"""The one version of package and ontology."""

__version__ = "0.1.0"
