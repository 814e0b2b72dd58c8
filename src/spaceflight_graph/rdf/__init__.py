"""RDF in: strict reading, the place of a triple in its file, and rdflib's settings."""
