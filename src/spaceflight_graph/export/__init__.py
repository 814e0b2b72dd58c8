"""The graph as files for others: one module a format family."""
