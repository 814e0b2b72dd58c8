"""The graph over HTTP: SPARQL 1.1 Protocol, canned queries, reconciliation. Needs the extra ``serve``."""
