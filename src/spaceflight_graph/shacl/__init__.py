"""SHACL on the embedded store: shapes read from Turtle, compiled to SPARQL, one query a constraint."""

from spaceflight_graph.shacl.engine import Engine
from spaceflight_graph.shacl.rows import Data
from spaceflight_graph.shacl.shapes import Shape, Shapes

__all__ = ["Data", "Engine", "Shape", "Shapes"]
