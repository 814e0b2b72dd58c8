"""Answers as pictures, from the rows of an answer to SVG and PNG."""
