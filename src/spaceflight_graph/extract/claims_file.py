"""A claim into its file: the only place that writes into ``data/claims``."""

from pathlib import Path

from spaceflight_graph import files, resources
from spaceflight_graph.claims import blocks, layers
from spaceflight_graph.claims.claim import read_claims
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import PREFIXES


def add(file: Path, layer: layers.Layer, block: str, line: int) -> None:
    """Write a claim before the first of a later line; the file is changed whole or not at all.

    Args:
        file: of the claims of one document.
        layer: what it holds.
        block: the claim as Turtle, without prefixes.
        line: of the document, that the claim is of.

    Raises:
        SpaceflightError: the sources are the installed ones, or the file is not laid out in blocks.
    """
    if (Path(resources.__file__).parent / "resources").is_dir() and file.is_relative_to(resources.root()):
        raise SpaceflightError(
            "what was installed is not written to. Fix: name your copy of the sources with --source."
        )
    lines = layer.source.data.decode("utf-8").splitlines(keepends=True)
    begins = layer.places(claim.iri for claim in read_claims(layer.triples) if claim.line > line)
    at = min((place.line - 1 for place in begins.values() if place.line), default=len(lines))
    written = block.splitlines(keepends=True)
    lines[at:at] = [*written, "\n"] if at < len(lines) else ["\n", *written]
    for prefix in PREFIXES:
        if f"{prefix}:" in block:
            blocks.declare(lines, prefix)
    draft = "".join(lines)
    if blocks.triples(file, draft) != {*layer.triples, *blocks.triples(file, blocks.head(PREFIXES) + block)}:
        raise SpaceflightError(f"{shown(file)}: is not laid out in blocks. Fix: write the claim by hand.")
    files.write(file, draft)
