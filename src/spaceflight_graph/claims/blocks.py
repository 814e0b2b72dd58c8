"""Our Turtle files as people lay them out, in blocks: the only place that changes their text."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from pyoxigraph import RdfFormat, Triple

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.rdf.source import Source

_PREFIX = re.compile(r"@prefix (\w+): <[^>]*> \.\n")


def head(prefixes: Iterable[str]) -> str:
    """Return the declarations of some prefixes, a line each, A to Z."""
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(prefixes))


def declare(lines: list[str], prefix: str) -> None:
    """Add a prefix to the lines of a file that lacks it, A to Z."""
    declared = {match[1]: number for number, line in enumerate(lines) if (match := _PREFIX.fullmatch(line))}
    if prefix not in declared:
        before = [number for name, number in declared.items() if name > prefix]
        lines.insert(
            min(before, default=max(declared.values(), default=-1) + 1), f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
        )


def triples(file: Path, text: str) -> AbstractSet[Triple]:
    """Return what a text says; nothing if it is no Turtle."""
    source = Source(file.name, text.encode(), RdfFormat.TURTLE, f"{file.stem}-", first=1, stand_ins=False)
    found = {quad.triple for quad in source.quads()}
    return set() if source.problems else found
