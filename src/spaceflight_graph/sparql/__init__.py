"""SPARQL as text: one lexer; binding of parameters; what a query may not do; where a mistake is."""
