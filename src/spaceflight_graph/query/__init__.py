"""Questions to the graph: canned queries, names, results, explanations, the worker that can be stopped, endpoints."""
