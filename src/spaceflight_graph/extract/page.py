"""One page from its bytes to its claims: recognised, split, placed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from pyoxigraph import NamedNode

from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError
from spaceflight_graph.extract import mapping_files
from spaceflight_graph.extract.assemble import Assembly
from spaceflight_graph.extract.cells import Block, Broken
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import PageMapping, Splitter
from spaceflight_graph.extract.result import Extraction, NotPlaced, Reason
from spaceflight_graph.extract.rows import Rows
from spaceflight_graph.extract.text import content_of, digest_of, lines_of
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import PREFIXES

_MODULES = {
    Splitter.WIKITEXT: "wikitext",
    Splitter.RENDERED: "rendered",
    Splitter.FACT_SHEET: "fact_sheet",
    Splitter.CHRONICLE: "chronicle",
    Splitter.KEY_VALUES: "key_values",
    Splitter.SECTIONS: "sections",
    Splitter.DELIMITED: "delimited",
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWN = 80
_SCRIPTS = {"zh": re.compile(r"[\u4e00-\u9fff]"), "ru": re.compile(r"[\u0400-\u04ff]")}
_SHARE = 20
"""One letter of a script in so many tells the language: markup and links are Latin on every page."""


@dataclass(frozen=True)
class Page:
    """What was read of a page and what came of it.

    Attributes:
        extraction: claims, proposals and the rest.
        digest: SHA-256 of the page, as ``sf:sha256`` has it.
        language: of the page.
        subject: what it is about; None where that is not known.
    """

    extraction: Extraction
    digest: str
    language: str
    subject: NamedNode | None


def extract(
    path: str | Path,
    *,
    document: str | None = None,
    language: str | None = None,
    about: str | None = None,
    source: str | Path | None = None,
) -> Page:
    """Read a page and return the claims that can be placed for certain, and what cannot be placed.

    Args:
        path: the page, UTF-8.
        document: its slug; that of the file's name when left out.
        language: its language tag; that of the layout that it is recognised by when left out.
        about: slug of the thing that it is about, where the page does not name it or the name is ambiguous.
        source: a folder with our sources; the package's own when left out.

    Raises:
        SpaceflightError: there is no such file, it may not be read, or a name is no slug.
        DataError: the page is empty or no UTF-8, or a mapping is wrong.
    """
    path, below = Path(path), None if source is None else Path(source)
    content = content_of(path)
    lines = lines_of(content, path)
    if not any(line.strip() for line in lines):
        raise DataError([Problem("holds no words", "name a page with some", Place(shown(path)))])
    name = _slug(document or re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-"), "--document")
    linker = Linker.read(below)
    thing = NamedNode(PREFIXES["id"] + _slug(about, "--about")) if about else None
    if thing is not None and thing not in linker.kinds:
        raise SpaceflightError(
            f"--about {about}: the graph has no such thing. Fix: name one that `spaceflight find` shows."
        )
    recognised = recognise("\n".join(lines), mapping_files.read(below))
    tongue = language or tongue_of("\n".join(lines), [tag for it in recognised for tag in it.languages])
    if not recognised:
        told = [
            NotPlaced(number, "", text.strip()[:_SHOWN], Reason.NO_MAPPING, "no layout that is known")
            for number, text in enumerate(lines, 1)
            if text.strip()
        ]
        return Page(Extraction(name, (), (), (), tuple(told), (), len(lines)), digest_of(content), tongue, None)
    blocks, broken = split(lines, recognised)
    known = merged(recognised)
    about_it = thing
    if known.splitter is Splitter.DELIMITED:  # each row is about something of its own
        found = Rows(name, tongue, lines, known, linker).read(blocks, broken)
    else:
        assembly = Assembly(name, tongue, lines, known, linker, thing)
        found, about_it = assembly.read(blocks, broken), assembly.about
    labels = tuple(it.label for it in recognised)
    return Page(replace(found, layouts=labels), digest_of(content), tongue, about_it)


def tongue_of(text: str, possible: Sequence[str]) -> str:
    """Return the language that a text is written in, of those of its layouts (or of any): its letters tell.

    >>> tongue_of("|发射 = 2017年12月17日 UTC", ["en", "zh"]), tongue_of("|launch_date = 17 December", ["en", "zh"])
    ('zh', 'en')
    """
    letters = sum(sign.isalpha() for sign in text)
    for tag, script in _SCRIPTS.items():
        if (tag in possible or not possible) and len(script.findall(text)) * _SHARE > letters:
            return tag
    return next((tag for tag in possible if tag not in _SCRIPTS), next(iter(possible), "en"))


def recognise(text: str, known: Sequence[PageMapping]) -> list[PageMapping]:
    """Return the mappings that a text is recognised by: all that each of them asks for is found in it."""
    return [it for it in known if all(pattern.search(text) for pattern in it.recognised_by)]


def split(lines: Sequence[str], recognised: Sequence[PageMapping]) -> tuple[list[Block], list[Broken]]:
    """Return the blocks of a page, by all splitters that its mappings ask for, and what is broken in it."""
    blocks: list[Block] = []
    broken: list[Broken] = []
    for splitter in dict.fromkeys(it.splitter for it in recognised):
        labels = frozenset(label for it in recognised if it.splitter is splitter for label in it.labels)
        made, faults = import_module(f"{__package__}.{_MODULES[splitter]}").split(lines, labels)
        offset = len(blocks)
        blocks += (block if block.parent is None else replace(block, parent=block.parent + offset) for block in made)
        broken += faults
    return blocks, broken


def merged(recognised: Sequence[PageMapping]) -> PageMapping:
    """Return mappings of one page as one: the first that knows a zone or a banner gives it."""
    first = recognised[0]
    return replace(
        first,
        label=" and ".join(it.label for it in recognised),
        zone=next((it.zone for it in recognised if it.zone), None),
        zone_banner=next((it.zone_banner for it in recognised if it.zone_banner), None),
        plan_words=next((it.plan_words for it in recognised if it.plan_words), None),
        blocks=tuple(block for it in recognised for block in it.blocks),
    )


def _slug(name: str, option: str) -> str:
    if not _SLUG.fullmatch(name):
        raise SpaceflightError(f"{option} {name}: is no slug. Fix: use small letters, digits and hyphens.")
    return name
