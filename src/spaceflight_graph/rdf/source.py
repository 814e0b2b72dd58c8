"""Files in, quads out: the only place where validation reads RDF.

Every file is parsed strictly, to its end, whatever is wrong with it; blank nodes get names that the next reading
of the same file gives again (``f0b7``: the eighth of the first file), so that a finding can be traced back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import has_magic
from pathlib import Path
from urllib.parse import quote
from xml.parsers import expat

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Place
from spaceflight_graph.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
AS_WRITTEN = "urn:as-written:"
"""Stands in for XSD datatypes that the store would rewrite: xsd:byte "5" would come back as xsd:integer."""

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}

STDIN_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

REWRITTEN = frozenset({
    "byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong",
    "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "dateTimeStamp",
})  # fmt: skip
_NEEDS_CARE = re.compile(rb"[\[(]|_:|[:#](?:" + "|".join(sorted(REWRITTEN)).encode() + rb")\b")
_FRESH = re.compile(rb"(?<=[.}])[ \t\r]*(?:#[^\n]*)?\n(?:[ \t\r]*(?:#[^\n]*)?\n)*(?=[\w<:@\[(])")
_BOM = b"\xef\xbb\xbf"
_POSITION = re.compile(r"^Parser error (?:at|between) line \d+.*?: (?=\S)")


_WHOLE = (RdfFormat.JSON_LD, RdfFormat.RDF_XML)
_MANY = 100
"""After so many errors a file is not worth reading on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that no parser can read."""

    place: Place
    message: str


@dataclass(slots=True)
class Source:
    """One file of RDF: its name in reports, its bytes, and what reading it has brought to light."""

    name: str
    data: bytes
    format: RdfFormat
    label: str = "f0b"
    prefixes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    careful: bool = False
    as_written: bool = False

    @property
    def base(self) -> str | None:
        """Return the IRI that relative ones are resolved against, in formats that know such."""
        if self.format in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            return None
        return "file:///" + quote(self.name.lstrip("/"))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads in the order of the file; problems gather in :attr:`problems`."""
        self.problems.clear()
        line_based = self.format in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
        self.careful = not line_based or _NEEDS_CARE.search(self.data) is not None
        return self._careful() if self.careful else self._parsed()

    def _parsed(self) -> Iterator[Quad]:
        """Yield what the parser reads; after an error it starts again where a new statement seems to."""
        data, offset, base = self.data.removeprefix(_BOM), 0, self.base
        known: dict[str, str] = {}
        while True:
            head = "".join(f"@prefix {name}: <{iri}> . " for name, iri in known.items()) if offset else ""
            reader = parse(head.encode() + data[offset:], format=self.format, base_iri=base)
            try:
                yield from reader
                self.prefixes.update(reader.prefixes)
                return
            except SyntaxError as error:
                known.update(reader.prefixes)
                self.prefixes.update(known)
                base = reader.base_iri or base
                lines = data.count(b"\n", 0, offset)
                found, column = (error.lineno, error.offset or 1) if error.lineno else self._position()
                line = (found or 1) + lines
                column -= len(head) if found == 1 else 0
                message = _POSITION.sub("", error.msg)
                if "LoadDocumentCallback" in message:
                    message = "The @context lies elsewhere, and nothing is fetched. Fix: write it into the file."
                self.problems.append(Problem(Place(self.name, line, column), message))
                following = None if self.format in _WHOLE else next_statement(data, line)
                if following is None or len(self.problems) >= _MANY:
                    return
                offset = following
            except ValueError as error:
                self.problems.append(Problem(Place(self.name), str(error)))
                return

    def _position(self) -> tuple[int, int]:
        """Return the line and column where the file stops being XML, for a parser that does not tell."""
        if self.format == RdfFormat.RDF_XML:
            reader = expat.ParserCreate()
            try:
                reader.Parse(self.data, True)
            except expat.ExpatError as error:
                return error.lineno, error.offset + 1
        return 1, 1

    def _careful(self) -> Iterator[Quad]:
        names: dict[str, BlankNode] = {}

        def named(node: BlankNode) -> BlankNode:
            found = names.get(node.value)
            if found is None:
                found = names[node.value] = BlankNode(f"{self.label}{len(names)}")
            return found

        for quad in self._parsed():
            subject, value = quad.subject, quad.object
            if isinstance(subject, BlankNode):
                subject = named(subject)
            if isinstance(value, BlankNode):
                value = named(value)
            elif isinstance(value, Literal) and not isinstance(value, Triple):
                kept = as_written(value)
                if kept is not value:
                    self.as_written = True
                    value = kept
            yield Quad(subject, quad.predicate, value, quad.graph_name)


def next_statement(data: bytes, line: int) -> int | None:
    r"""Return where, after some line, a statement begins that does not go on from the one before it.

    A quote that is not closed turns the rest of a file inside out. People begin statements at the margin, so reading
    goes on with the first line there, behind a line that ends a statement.

    >>> next_statement(b'a b "c ;\n  d e .\n\nf g h .\n', 1)
    18
    """
    start = 0
    for _ in range(line):
        start = data.find(b"\n", start) + 1
        if start == 0:
            return None
    match = _FRESH.search(data, max(0, start - 1))
    return match.end() if match else None


def as_written(value: Literal) -> Literal:
    """Return a literal that the store keeps as it is, for one that it would rewrite.

    >>> as_written(Literal("5", datatype=NamedNode(XSD + "byte"))).datatype.value
    'urn:as-written:byte'
    """
    datatype = value.datatype.value
    if datatype.startswith(XSD) and datatype[len(XSD) :] in REWRITTEN:
        return Literal(value.value, datatype=NamedNode(AS_WRITTEN + datatype[len(XSD) :]))
    return value


def restored(value: Literal) -> Literal:
    """Undo :func:`as_written`."""
    datatype = value.datatype.value
    if datatype.startswith(AS_WRITTEN):
        return Literal(value.value, datatype=NamedNode(XSD + datatype[len(AS_WRITTEN) :]))
    return value


def expand(paths: Iterable[str | Path], what: str = "data") -> list[Path]:
    """Return the RDF files that paths stand for: files, folders (searched through) and globs, each once, in order.

    Raises:
        SpaceflightError: a path that does not exist, a pattern or a folder without any RDF file, an unknown format.
    """
    found: dict[Path, Path] = {}
    for path in map(str, paths):
        if has_magic(path) and not Path(path).exists():
            matches = sorted(Path().glob(path)) if not Path(path).is_absolute() else _below_root(path)
        else:
            matches = [Path(path)]
        if not matches:
            raise SpaceflightError(f"{path}: no file matches. Fix: check the pattern, and the folder it starts from.")
        for match in matches:
            if match.is_dir():
                files = _inside(match)
                if not files:
                    raise SpaceflightError(
                        f"{match}: holds no {what} in {', '.join(FORMATS)}. Fix: name the right folder."
                    )
                matched = files
            elif not match.exists():
                raise SpaceflightError(f"{match}: there is no such file. Fix: check its name.")
            elif match.suffix.lower() not in FORMATS:
                raise SpaceflightError(f"{match}: not a known RDF format. Fix: use one of {', '.join(FORMATS)}.")
            else:
                matched = [match]
            for file in matched:
                found.setdefault(file.resolve(), file)
    return list(found.values())


def _inside(folder: Path) -> list[Path]:
    """Return the RDF files of a folder and of the folders in it, but for hidden ones (``.git``, ``.venv``)."""
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in FORMATS
        and (file.is_file() or file.is_symlink())
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _below_root(pattern: str) -> list[Path]:
    """Return the files that an absolute pattern matches."""
    anchor = Path(pattern).anchor
    return sorted(Path(anchor).glob(pattern[len(anchor) :]))


def open_all(paths: Sequence[Path], letter: str = "f") -> list[Source]:
    """Read files into memory.

    Args:
        paths: the files.
        letter: how the names of their blank nodes begin.

    Raises:
        SpaceflightError: a file that cannot be read.
    """
    sources = []
    for index, path in enumerate(paths):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SpaceflightError(f"{path}: cannot be read ({error.strerror}). Fix: check its permissions.") from error
        sources.append(Source(path.as_posix(), data, FORMATS[path.suffix.lower()], f"{letter}{index}b"))
    return sources
