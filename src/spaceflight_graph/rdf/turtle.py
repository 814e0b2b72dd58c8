"""The only place that reads Turtle files of ours: strictly, and telling file, line and column of what is wrong."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from spaceflight_graph.errors import DataError, SpaceflightError, at
from spaceflight_graph.resources import shown


def read(file: Path) -> list[Triple]:
    """Return the triples of one Turtle file, in its order.

    Raises:
        DataError: the file is missing, empty of triples or not valid Turtle.
        SpaceflightError: it may not be read, or is no file that can be read to its end.
    """
    name = shown(file)
    try:
        if file.exists() and not file.is_file():
            raise SpaceflightError(
                f"{name}: is no regular file. Fix: put the file itself there, not a folder or a pipe."
            )
        text = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise DataError(
            [f"{name}: no such file. Fix: restore the file; the build reads all of it or nothing."]
        ) from None
    except OSError as error:
        raise unreadable(file, error) from None
    try:
        triples = list(
            _named_in_order(file, (q.triple for q in parse(text, RdfFormat.TURTLE, without_named_graphs=True)))
        )
    except SyntaxError as error:
        raise DataError([_syntax(name, error, text.count(b"\n") + 1)]) from None
    if not triples:
        raise DataError([f"{name}: holds no triple. Fix: restore its content; the build reads all of it or nothing."])
    return triples


def read_all(files: Iterable[Path]) -> dict[Path, list[Triple]]:
    """Read several files and report what is wrong with any of them at once.

    Raises:
        DataError: as ``read``, with a line for each bad file.
    """
    found: dict[Path, list[Triple]] = {}
    problems: list[str] = []
    for file in files:
        try:
            found[file] = read(file)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return found


def _named_in_order(file: Path, triples: Iterable[Triple]) -> Iterator[Triple]:
    """Name blank nodes by the file and the order in which they come: the parser gives each a random name."""
    names: dict[BlankNode, BlankNode] = {}

    def named(node: BlankNode) -> BlankNode:
        return names.setdefault(node, BlankNode(f"{file.stem}-{len(names) + 1}"))

    for t in triples:
        s = named(t.subject) if isinstance(t.subject, BlankNode) else t.subject
        o = named(t.object) if isinstance(t.object, BlankNode) else t.object
        yield Triple(s, t.predicate, o)


def unreadable(path: Path, error: OSError) -> SpaceflightError:
    """Return what to tell of a file or folder that is there and may not be read."""
    return SpaceflightError(f"{shown(path)}: cannot be read ({error.strerror or error}). Fix: check its permissions.")


def _syntax(name: str, error: SyntaxError, lines: int) -> str:
    """Say what pyoxigraph found, with a remedy for the faults that people make most."""
    what = re.sub(r"^Parser error at line .*?: ", "", error.msg or str(error)).rstrip(".")
    lowered = what.lower()
    if "utf-8" in lowered:
        remedy = "save the file as UTF-8"
    elif "prefix" in lowered:
        remedy = "declare the prefix with @prefix at the head of the file, or mend its spelling"
    elif "unexpected end" in lowered or (error.lineno or 0) >= lines:
        remedy = "the file is cut off; restore its end"
    else:
        remedy = "mend the Turtle there"
    return f"{at(name, error.lineno, error.offset)}: not valid Turtle: {what}. Fix: {remedy}."


def line_of(file: Path, local: str) -> int | None:
    """Return the line at which a file begins to describe a thing, or None where it does not.

    Args:
        file: a Turtle file, or the name of something else that was read, such as standard input.
        local: the last part of the thing's IRI.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(rf"^(?:[\w-]*:|<[^>]*[/#]){re.escape(local)}(?=[\s>])", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None
