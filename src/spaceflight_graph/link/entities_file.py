"""Links in the sources: the only place that writes ``schema:sameAs`` into ``data/entities/*.ttl``.

A link is one line at the end of its thing's block; that of a thing which only a table describes has a block of its own
in ``links.ttl``. All files are changed or none, and what is written is read again first: it must say what it said, and
the links, and nothing else.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from pyoxigraph import NamedNode, Triple

from spaceflight_graph import files, resources
from spaceflight_graph.claims import blocks, layers
from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SCHEMA, Term, expand, shorten

_ITEM = re.compile(r"Q[1-9]\d*")
_OF_TABLES = "links.ttl"
_HEAD = "# Links of things that tables describe.\n" + blocks.head(("id", "schema", "wd"))


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and its item.

    Attributes:
        thing: shortened.
        item: such as ``Q21392568``.
        place: where somebody asked for it; None where the program did.
    """

    thing: str
    item: str
    place: Place | None = None


def write(
    links: list[Link],
    source: Path | None = None,
    redirects: Mapping[str, str] | None = None,
    missing: frozenset[str] = frozenset(),
    of_tables: Callable[[], Collection[str]] = tuple,
) -> dict[Path, int]:
    """Write links into the files that describe the things, and return how many lines each file gained.

    Args:
        links: what to write; one that is there already changes nothing.
        source: a folder that holds ``data``; that of a checkout when left out.
        redirects: items that were merged, and into which.
        missing: items that were deleted.
        of_tables: tells which things tables describe; asked only where no file describes one.

    Raises:
        SpaceflightError: a link cannot be (all such are told), or a file cannot be read or written; nothing is changed.
    """
    if source is None and resources.root().parent == Path(resources.__file__).parent:
        raise SpaceflightError(
            "what was installed is not written to. Fix: name your copy of the sources with --source."
        )
    folder = resources.path("data", source) / "entities"
    read = _read(folder)
    home = {shorten(t.subject.value): f for f, layer in read.items() for t in layer.triples if _named(t.subject)}
    linked = {
        shorten(t.subject.value): t.object.value.removeprefix(PREFIXES["wd"])
        for layer in read.values()
        for t in layer.triples
        if t.predicate == SCHEMA.sameAs and _named(t.subject) and _named(t.object)
    }
    if any(link.thing not in home for link in links):
        home = dict.fromkeys(of_tables(), folder / _OF_TABLES) | home
    problems = _problems(links, linked, home.keys(), redirects or {}, missing, folder)
    if problems:
        raise SpaceflightError(*map(str, problems))
    new = dict.fromkeys((link.thing, link.item) for link in links if linked.get(link.thing) != link.item)
    by_file: dict[Path, list[tuple[str, str]]] = {}
    for thing, item in new:
        by_file.setdefault(home[thing], []).append((thing, item))
    drafts = {file: _draft(file, read.get(file), by_file[file]) for file in sorted(by_file)}
    _write_all(drafts, {file: _text(read.get(file)) for file in drafts})
    return {file: len(by_file[file]) for file in drafts}


def _read(folder: Path) -> dict[Path, layers.Layer]:
    found = sorted(folder.glob("*.ttl"))
    if not found:
        raise SpaceflightError(f"{files.shown(folder)}: holds no Turtle file. Fix: name the folder that holds data.")
    try:
        return {file: layers.read(file, GRAPH.entities) for file in found}
    except DataError as error:
        raise SpaceflightError(*error.lines()) from None


def _named(term: Term) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode)


def _problems(
    links: list[Link],
    linked: Mapping[str, str],
    things: Collection[str],
    redirects: Mapping[str, str],
    missing: frozenset[str],
    folder: Path,
) -> list[Problem]:
    """Return why links cannot be written, in their order."""
    owner = {item: thing for thing, item in linked.items()}
    asked: dict[str, str] = {}
    found = []
    for link in links:
        thing, item = link.thing, link.item
        has = linked.get(thing, asked.get(thing, item))
        of = owner.get(item, thing)
        if not _ITEM.fullmatch(item):
            told = (f"{item!r} is no item", "write Q and its number")
        elif thing not in things:
            told = (
                f"no file in {files.shown(folder)} describes {thing}",
                "name a thing of the graph by its IRI, such as id:…",
            )
        elif item in redirects:
            told = (
                f"{item} was merged into {redirects[item]}",
                f"look at {redirects[item]}, and take that if it is the thing",
            )
        elif item in missing:
            told = (f"{item} was deleted on Wikidata", "leave the thing without it")
        elif has != item:
            told = (f"{thing} is {has}, and would be {item} too", "keep the one that is right")
        elif of != thing:
            told = (f"{item} is {of}, and would be {thing} too", "keep the one that is right, or merge the two things")
        else:
            asked[thing] = item
            owner[item] = thing
            continue
        found.append(Problem(*told, link.place))
    return found


def _text(layer: layers.Layer | None) -> str:
    """Return the text of a file; nothing of one that is not there."""
    return layer.source.data.decode("utf-8") if layer else ""


def _draft(file: Path, layer: layers.Layer | None, links: list[tuple[str, str]]) -> str:
    """Return the text of a file with links.

    Raises:
        SpaceflightError: it is not laid out in blocks that end in a full stop on a line of its own.
    """
    lines = (_text(layer) or _HEAD).splitlines(keepends=True)
    for thing, item in links:
        if file.name == _OF_TABLES and f"{thing}\n" not in lines:
            after = (n for n, line in enumerate(lines) if line.startswith("id:") and line.strip() > thing)
            at = next(after, len(lines))
            lines[at:at] = [f"{thing}\n", ".\n", "\n"] if at < len(lines) else ["\n", f"{thing}\n", ".\n"]
        begin = lines.index(f"{thing}\n") if f"{thing}\n" in lines else len(lines)
        end = next((n for n in range(begin, len(lines)) if not lines[n].strip() or lines[n] == ".\n"), len(lines))
        if end == len(lines) or lines[end] != ".\n":
            raise _unlike(file, thing)
        lines.insert(end, f"    schema:sameAs wd:{item} ;\n")
    for prefix in ("schema", "wd"):
        blocks.declare(lines, prefix)
    draft = "".join(lines)
    wanted = {
        *(layer.triples if layer else ()),
        *(Triple(expand(thing), SCHEMA.sameAs, NamedNode(PREFIXES["wd"] + i)) for thing, i in links),
    }
    if blocks.triples(file, draft) != wanted:
        raise _unlike(file, links[0][0])
    return draft


def _unlike(file: Path, thing: str) -> SpaceflightError:
    return SpaceflightError(
        f"{files.shown(file)}: {thing} has no block of its own that ends in a full stop on its own line."
        " Fix: lay it out so, or write the link by hand."
    )


def _write_all(drafts: Mapping[Path, str], old: Mapping[Path, str]) -> None:
    """Write files, all or none."""
    done: list[Path] = []
    try:
        for file, draft in drafts.items():
            files.write(file, draft)
            done.append(file)
    except BaseException:
        for file in done:
            if old[file]:
                files.write(file, old[file])
            else:
                file.unlink()
        raise
