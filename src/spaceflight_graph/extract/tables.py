"""Tables as sources of the build: the only place that makes a layer of ``data/tables/<name>.csv``.

A table is read by the mapping that knows its heads. What it says, and the things that come from it, are a graph of its
own, which carries the table's licence and credit. It is written as Turtle and read like any other file, so that little
behind this place knows that there are tables; what is wrong is told of the table and its row. A build keeps the Turtle,
and uses it again as long as nothing that it was made of has changed: the table, the mappings, the things of the graph,
the ontology, the documents, this code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat

from spaceflight_graph import files, resources
from spaceflight_graph.claims import blocks as blocks_of_turtle
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import descriptions, read_claims
from spaceflight_graph.claims.layer import Layer, Sources, claims_of
from spaceflight_graph.errors import DataError, NotFoundError, Place, Problem, SpaceflightError, in_order
from spaceflight_graph.extract import delimited, mapping_files, turtle
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import PageMapping, Reader, Splitter, folded
from spaceflight_graph.extract.page import recognise
from spaceflight_graph.extract.result import Excused, Extraction, Reason
from spaceflight_graph.extract.rows import Rows
from spaceflight_graph.extract.text import digest_of, lines_of
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import DCTERMS, GRAPH, PREFIXES, RDF, SF, Term, shorten
from spaceflight_graph.rdf.source import FROM_LINE, Original, Source

CHOICES = ("crewed", "all", "none")
"""Which rows are read: those that tables hold ready for everyone, all of them, or none; the first is the default."""

Progress = Callable[[str, int, int], None]
"""Told now and then which table is read, how many of its rows are done, and of how many."""

Identified = Mapping[tuple[NamedNode, str], NamedNode]
"""Things by a property and a value that no other thing has."""

_CREDIT = (DCTERMS.title, DCTERMS.license, DCTERMS.bibliographicCitation)
_VALUES = (Reader.TIME, Reader.DURATION, Reader.QUANTITY, Reader.NUMBER)


def reader(
    choice: str = CHOICES[0],
    below: str | Path | None = None,
    *,
    kept: Path | None = None,
    progress: Progress = lambda *_: None,
) -> layers.Tables | None:
    """Return what reads the tables, for `layers.load`; None where they are left out.

    Args:
        choice: a member of `CHOICES`.
        below: a folder with our sources; the package's own when left out.
        kept: a folder where what was read is kept.
        progress: told how far a table is.

    Raises:
        NotFoundError: there is no such choice.
    """
    if choice not in CHOICES:
        raise NotFoundError(f"no such choice of tables: {choice}. Fix: write {', '.join(CHOICES)}.")
    if choice == "none":
        return None
    source = None if below is None else Path(below)
    return lambda sources: _Reading(sources, source, choice == "all", kept, progress).layers()


def keep(sources: Sources, kept: Path) -> None:
    """Keep the Turtle of tables; where the disk does not take it, the next build makes it anew.

    Args:
        sources: the tables as they were read.
        kept: a folder, made if it is not there; nothing is written through links.
    """
    for file, layer in sources.claims():
        if layer.source.original is None or kept.is_symlink() or (target := _kept(file, kept)).is_symlink():
            continue
        text = layer.source.data
        with suppress(OSError, SpaceflightError):
            kept.mkdir(exist_ok=True)
            with files.writing(target) as draft:
                draft.write(_seal(layer.source.original.digest, text) + b"\n" + text)


def _kept(table: Path, kept: Path) -> Path:
    return kept / f"{table.stem}.ttl"


@dataclass(frozen=True)
class _Table:
    """A table as it lies on the disk.

    Attributes:
        file: its path.
        data: its bytes.
        lines: its text, as `claims.citations` counts lines.
        about: what the documents say of it.
        mapping: how it is read.
    """

    file: Path
    data: bytes
    lines: list[str]
    about: Mapping[NamedNode, list[Term]]
    mapping: PageMapping


@dataclass(frozen=True)
class _Reading:
    """All tables of a build."""

    sources: Sources
    below: Path | None
    everything: bool
    kept: Path | None
    progress: Progress

    def layers(self) -> dict[Path, Layer]:
        """Return the layer of each table.

        Raises:
            SpaceflightError: a table may not be read.
            DataError: a table or mapping is wrong; one line for each problem.
        """
        found: dict[Path, Layer] = {}
        documents = descriptions(self.sources.triples(GRAPH.documents))
        mappings = [it for it in mapping_files.read(self.below) if it.splitter is Splitter.DELIMITED]
        for file in layers.tables(self.below):
            table = _opened(file, documents[NamedNode(PREFIXES["doc"] + file.stem)], mappings)
            identified = self._identified(table.mapping)
            digest = self._digest(table, found, identified)
            text = _still(_kept(file, self.kept), digest) if self.kept else None
            source = Source(
                shown(file),
                text or self._made(table, found, identified).encode(),
                RdfFormat.TURTLE,
                f"{file.stem}-",
                first=1,
                stand_ins=False,
                original=Original(table.data, digest),
            )
            found[file] = layers.layer_of(source, claims_of(file))
            assert not source.problems, source.problems  # noqa: S101 - it is our own Turtle
        return found

    def _identified(self, mapping: PageMapping) -> Identified:
        """Return what documents tell of by what identifies it in a table; what two things have tells neither."""
        rules = (rule for block in mapping.blocks for field in block.fields.values() for rule in field.rules)
        wanted = {rule.predicate for rule in rules if rule.identifies}
        found: dict[tuple[NamedNode, str], set[NamedNode]] = defaultdict(set)
        for _, layer in self.sources.claims():
            nodes = {t.subject for t in layer.triples if t.predicate == RDF.predicate and t.object in wanted}
            for claim in read_claims(t for t in layer.triples if t.subject in nodes):
                found[claim.predicate, claim.object.value].add(claim.subject)
        return {told: next(iter(things)) for told, things in found.items() if len(things) == 1}

    def _made(self, table: _Table, before: Mapping[Path, Layer], identified: Identified) -> str:
        linker = Linker.of(
            chain(self.sources.triples(GRAPH.entities), *(layer.things() for layer in before.values())),
            self.sources.triples(GRAPH.ontology),
        )
        blocks, broken = delimited.split(table.lines, table.mapping.labels)
        language = str(table.about[DCTERMS.language][0].value) if table.about.get(DCTERMS.language) else "en"  # type: ignore[union-attr]
        name = table.file.stem
        rows = Rows(
            name,
            language,
            table.lines,
            table.mapping,
            linker,
            identified,
            self.everything,
            lambda n, m: self.progress(name, n, m),
        )
        found = rows.read(blocks, broken)
        if problems := list(_problems(found, table)):
            raise DataError(in_order(problems))
        return _written(found, table)

    def _digest(self, table: _Table, before: Mapping[Path, Layer], identified: Identified) -> str:
        """Return a digest of all that the Turtle of a table is made of."""
        total = sha256(f"{_code()} {self.everything}\0".encode())
        for layer in (*self.sources.files.values(), *before.values()):
            if layer.graph in (GRAPH.entities, GRAPH.ontology, GRAPH.documents) or layer.source.original:
                total.update(sha256(layer.source.data).digest())
        folder = resources.path("data", self.below) / mapping_files.FOLDER
        for file in sorted(folder.glob("*.ttl")):
            total.update(sha256(file.read_bytes()).digest())
        total.update(
            repr(sorted((shorten(p.value), value, it.value) for (p, value), it in identified.items())).encode()
        )
        total.update(table.data)
        return total.hexdigest()


@cache
def _code() -> str:
    """Return a digest of the package: another reading of the same table is another table."""
    total = sha256()
    for file in sorted(Path(resources.__file__).parent.rglob("*.py")):
        total.update(file.read_bytes())
    return total.hexdigest()


def _opened(file: Path, about: Mapping[NamedNode, list[Term]], mappings: Sequence[PageMapping]) -> _Table:
    """Read a table, and hold it to its digest.

    Raises:
        SpaceflightError: it may not be read.
        DataError: it is no UTF-8, not what the documents describe, or no mapping knows its heads, or several do.
    """
    place = Place(shown(file))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise files.unreadable(file, error) from None
    lines = lines_of(data, file, "table")
    told = [term.value for term in about.get(SF.sha256, ()) if isinstance(term, Literal)]
    if told != [digest := digest_of(data)]:
        what = f"is not what doc:{file.stem} describes: its digest is {digest}"
        raise DataError([Problem(what, "restore the table, or mend sf:sha256 in data/documents.ttl", place)])
    found = recognise("".join(lines[:1]), mappings)
    if len(found) == 1:
        return _Table(file, data, lines, about, found[0])
    what = f"its heads are known to {len(found)} mappings" if found else "its heads are known to no mapping"
    remedy = "mend the heads, or map:recognisedBy in data/mappings"
    raise DataError([Problem(what, remedy, Place(shown(file), 1))])


def _problems(found: Extraction, table: _Table) -> Iterator[Problem]:
    """Yield what a table may not have: rows that are broken, and values that cannot be read."""
    valued = {
        label
        for block in table.mapping.blocks
        for label, field in block.fields.items()
        if any(rule.reader in _VALUES for rule in field.rules)
    }
    for it in found.not_placed:
        place = Place(shown(table.file), it.line)
        if it.reason is Reason.BROKEN:
            yield Problem(it.hint, "mend the table, or its mapping", place)
        elif folded(it.field) in valued or not it.field:
            hint = f" ({it.hint})" if it.hint else ""
            what = f"{it.field}: " if it.field else "the row: "
            yield Problem(f"{what}{it.words!r}: {it.reason}{hint}", "mend the cell, or a rule of the mapping", place)


def _written(found: Extraction, table: _Table) -> str:
    """Return the Turtle of a table, each block below the line that it was made from."""
    name, graph = table.file.stem, claims_of(table.file)
    credit = [
        f"{shorten(predicate.value)} {term if isinstance(term, NamedNode) else turtle.term(term)}"
        for predicate in _CREDIT
        for term in table.about.get(predicate, ())
        if isinstance(term, NamedNode | Literal)
    ]
    blocks: list[tuple[int, str]] = [
        *((it.line, turtle.thing_block(it, name)) for it in found.proposals),
        *((it.line, block) for it, block in zip(found.claims, turtle.claim_blocks(found), strict=True)),
        *((it.line, _excuse(it, name)) for it in found.excused),
    ]
    head = blocks_of_turtle.head(PREFIXES)
    said = f"{FROM_LINE}1\n<{graph.value}>\n    " + " ;\n    ".join(credit) + " ;\n.\n" if credit else ""
    return head + said + "".join(f"{FROM_LINE}{line}\n{block}" for line, block in sorted(blocks, key=lambda it: it[0]))


def _excuse(line: Excused, name: str) -> str:
    return turtle.excuse_block(name, line.line, line.line, line.excuse)


def _still(file: Path, digest: str) -> bytes | None:
    """Return what was kept, if it was made of the same and is as it was written."""
    try:
        head, _, text = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return text if head == _seal(digest, text) else None


def _seal(digest: str, text: bytes) -> bytes:
    return f"# {digest} {sha256(text).hexdigest()}".encode()
