"""SPARQL as text: one lexer, the binding of parameters, what a query may not do, and where a mistake is."""
