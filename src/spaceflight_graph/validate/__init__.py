"""From results to findings with file, line and remedy; what validation does for our own data; baseline and cache."""

from spaceflight_graph.validate.run import validate_paths

__all__ = ["validate_paths"]
