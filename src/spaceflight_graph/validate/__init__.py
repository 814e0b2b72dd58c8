"""From results to findings with file, line and remedy; what validation does for our own data; baseline and cache."""

from spaceflight_graph.validate.run import check, validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

__all__ = ["ShapeFiles", "check", "validate_paths"]
