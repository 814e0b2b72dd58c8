"""Pages that are made from the code and the graph, and held to them by a check."""
