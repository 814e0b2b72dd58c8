"""Snapshots of Wikidata: the only place that reads their files, and that says what one is: whole, or an error.

Entity JSON (one entity, ``{"entities": …}``, a dump, an entity a line) and RDF (``entity_rdf.py``), packed or not,
folders of them, and tables of items (``table_snapshot.py``).
"""

import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from spaceflight_graph.errors import Place, Problem, SpaceflightError
from spaceflight_graph.files import shown, unreadable
from spaceflight_graph.link import label_table, table_snapshot
from spaceflight_graph.link.entity_json import ENTITY, Entity, read_entity
from spaceflight_graph.link.entity_rdf import Described, read_triples, whole_of
from spaceflight_graph.link.packed import opened, suffix

JSON_NAMES = (".json", ".jsonl", ".ndjson")
RDF_NAMES = {
    ".jsonld": RdfFormat.JSON_LD,
    ".n3": RdfFormat.N3,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".xml": RdfFormat.RDF_XML,
}
_NO_ITEM = re.compile(r"[A-OR-Z][1-9]\d*", re.ASCII)  # a lexeme, a schema, a file of Commons
_LINE_OF = re.compile(rb'^\{(?:"type":"item",)?"id":"(Q\d+)"')
_SUBJECT = re.compile(
    r"http://www\.wikidata\.org/(?:entity/statement/|reference/|value/)"
    rf"|(?:{re.escape(ENTITY)}|https?://www\.wikidata\.org/wiki/Special:EntityData/)(Q\d+)$"
)
"""What RDF tells of items: the parts of their statements, the item itself and the page that has its revision."""
_AGAIN = "fetch it again, whole"


@dataclass(frozen=True)
class Snapshot:
    """What Wikidata held of some items.

    Attributes:
        entities: by id.
        redirects: from the id of an item that was merged to the one that it was merged into.
        missing: items that are told to be deleted or never to have been.
        truthy: no ranks, references, GUIDs, units and precisions are known.
        covered: the properties of which it has all statements; None for all.
    """

    entities: dict[str, Entity]
    redirects: dict[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    truthy: bool = False
    covered: frozenset[str] | None = None

    def current(self, item: str) -> str:
        """Return the id that an item has now, after all merges."""
        passed: set[str] = set()
        while item in self.redirects and item not in passed:
            passed.add(item)
            item = self.redirects[item]
        return item


def read(paths: Sequence[Path], wanted: Collection[str] | None = None) -> Snapshot:
    """Return what files hold.

    Args:
        paths: files and folders.
        wanted: ids of items; others are passed over. None: all that is there.

    Raises:
        SpaceflightError: a file is not there, is cut, is no snapshot, or two of them differ; nothing is taken from it.
    """
    found = _Found(wanted)
    triples: list[Triple] = []
    files = [file for path in paths for file in _files(path)]
    for file in files:
        if suffix(file) in RDF_NAMES:
            triples += _triples(file, wanted)
        elif _is_table(file):
            triples += table_snapshot.triples(file, wanted)
        else:
            found.read(file)
    told, covered = Described({}, {}, truthy=False), None
    if triples:
        names = ", ".join(shown(file) for file in files if suffix(file) in RDF_NAMES or _is_table(file))
        try:
            told = read_triples(triples)
        except ValueError as error:
            raise SpaceflightError(f"{names}: {error}. Fix: {_AGAIN}.") from None
        if told.truthy and found.entities:
            raise SpaceflightError(
                f"{names}: truthy triples and entity JSON do not mix, for the one tells no references."
                " Fix: give them in two runs."
            )
        for entity in told.entities.values():
            found.add(entity, names)
        if told.truthy:
            covered = frozenset(each.property for entity in found.entities.values() for each in entity.statements)
    whole = Snapshot(found.entities, found.redirects | told.redirects, frozenset(found.missing), told.truthy, covered)
    if wanted is not None and (ahead := {whole.current(name) for name in wanted} - {*wanted}):
        return read(paths, {*wanted} | ahead)  # a wanted item was merged into one that was passed over
    return whole


def _files(path: Path) -> list[Path]:
    """Return the snapshots in a folder, or the file itself, whatever it is called."""
    if not path.exists():
        raise SpaceflightError(f"{shown(path)}: is not there. Fix: name a snapshot of Wikidata.")
    if not path.is_dir():
        return [path]
    try:
        found = sorted(file for file in path.iterdir() if suffix(file) in (*JSON_NAMES, *RDF_NAMES))
    except OSError as error:
        raise unreadable(path, error) from None
    if not found:
        names = ", ".join((*JSON_NAMES, *RDF_NAMES))
        raise SpaceflightError(f"{shown(path)}: holds no snapshot. Fix: name a folder with files in {names}.")
    return found


def _is_table(file: Path) -> bool:
    return label_table.is_table(file) and file.suffix.lower() != ".txt"  # which may be JSON, whatever it is called


class _Found:
    """What entity JSON has told so far."""

    def __init__(self, wanted: Collection[str] | None) -> None:
        self.wanted = wanted
        self.entities: dict[str, Entity] = {}
        self.redirects: dict[str, str] = {}
        self.missing: set[str] = set()

    def read(self, file: Path) -> None:
        """Read one file: line by line where each line is an entity, else whole."""
        try:
            with opened(file) as lines:
                head = [next(lines, b""), next(lines, b"")]
                if _is_dump(*head):
                    for number, text in _lines(chain(filter(None, head), lines)):
                        self._line(text, f"{shown(file)}:{number}")
                    return
                data = json.loads(b"".join(chain(head, lines)))
        except OSError as error:
            raise _broken(file, error) from None
        except (EOFError, zlib.error, UnicodeDecodeError, RecursionError):
            raise _cut(file, None) from None
        except json.JSONDecodeError as error:
            raise _cut(file, error.lineno) from None
        except _UnendedError as error:
            raise _cut(file, error.line) from None
        for each in data if isinstance(data, list) else [data]:
            self._told(each, shown(file))

    def _line(self, text: bytes, where: str) -> None:
        match = _LINE_OF.match(text)
        if match and self.wanted is not None and match[1].decode() not in self.wanted and text.endswith(b"}"):
            return  # a dump has a hundred million lines; one that is not wanted is not parsed
        try:
            data = json.loads(text)
        except ValueError:
            raise SpaceflightError(f"{where}: is no JSON; the file is cut or damaged. Fix: {_AGAIN}.") from None
        self._told(data, where)

    def _told(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise _no_snapshot(where)
        if "entities" not in data:
            self._entity(data, None, where)
        elif isinstance(data["entities"], dict):
            for key, entity in data["entities"].items():
                self._entity(entity, key, where)
        elif data["entities"]:
            raise _no_snapshot(where)

    def _entity(self, data: object, key: str | None, where: str) -> None:
        """Take one entity, or what is told of one that is not there; a key that is not its id was merged into it."""
        if isinstance(data, dict):
            if _NO_ITEM.fullmatch(str(data.get("id"))):
                return
            if "missing" in data:
                self.missing.add(str(data.get("id", key)))
                return
            if isinstance(data.get("redirect"), str) and isinstance(data.get("entity"), str):
                self.redirects[data["entity"]] = data["redirect"]
                return
            if data.get("error") or data.get("errors"):
                raise SpaceflightError(f"{where}: holds an error of Wikidata, and no entity. Fix: {_AGAIN}.")
            moved = data.get("redirects")
            old = moved.get("from") if isinstance(moved, dict) else key
            if isinstance(old, str) and isinstance(data.get("id"), str) and old != data["id"]:
                self.redirects[old] = data["id"]
        try:
            entity = read_entity(data)
        except ValueError as error:
            raise SpaceflightError(f"{where}: {error}. Fix: {_AGAIN}.") from None
        self.add(entity, where)

    def add(self, entity: Entity, where: str) -> None:
        """Take an entity; of two revisions the newer one."""
        if self.wanted is not None and entity.id not in self.wanted:
            return
        other = self.entities.setdefault(entity.id, entity)
        if other == entity or other.revision == entity.revision is not None:
            return
        if other.revision is None or entity.revision is None:
            raise SpaceflightError(f"{where}: {entity.id} is told twice, and not alike. Fix: give one of the two.")
        if entity.revision > other.revision:
            self.entities[entity.id] = entity


class _UnendedError(Exception):
    """A dump that opens a list and does not close it."""

    def __init__(self, line: int) -> None:
        self.line = line


def _is_dump(first: bytes, second: bytes) -> bool:
    """Whether a file has an entity or an answer a line: in a list, or each by itself, as lines taken out of a dump."""
    text = first.strip()
    if text == b"[":
        return second.strip() != b"{"  # a list that is laid out for people is read whole
    if not text.endswith((b"}", b"},")) or (not second and text.endswith(b"}")):
        return False
    try:
        json.loads(text.removesuffix(b","))
    except ValueError:
        return False
    return True


def _lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the entities of a dump with their lines; a list must end."""
    number, is_list, ended = 0, False, True
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if number == 1 and text == b"[":
            is_list, ended = True, False
        elif text and is_list and ended:
            raise _UnendedError(number)
        elif text == b"]" and is_list:
            ended = True
        elif text:
            yield number, text.removesuffix(b",")
    if not ended:
        raise _UnendedError(number)


def _triples(file: Path, wanted: Collection[str] | None) -> list[Triple]:
    kind = RDF_NAMES[suffix(file)]
    try:
        with opened(file) as stream:
            source: str | BinaryIO = whole_of(stream.read().decode()) if kind == RdfFormat.RDF_XML else stream
            return [quad.triple for quad in parse(source, format=kind) if _is_wanted(quad.triple, wanted)]
    except SyntaxError as error:
        raise SpaceflightError(
            str(Problem(f"is cut or damaged ({error.msg})", _AGAIN, Place(shown(file), error.lineno)))
        ) from None
    except OSError as error:
        raise _broken(file, error) from None
    except (EOFError, zlib.error, ValueError):
        raise _cut(file, None) from None


def _is_wanted(triple: Triple, wanted: Collection[str] | None) -> bool:
    """Whether a triple is about a wanted item, or about what may be part of one: a dump has billions of others."""
    if wanted is None or not isinstance(triple.subject, NamedNode):
        return wanted is None
    match = _SUBJECT.match(triple.subject.value)
    return bool(match and (match[1] is None or match[1] in wanted))


def _broken(file: Path, error: OSError) -> SpaceflightError:
    return unreadable(file, error) if error.errno else _cut(file, None)


def _cut(file: Path, line: int | None) -> SpaceflightError:
    problem = Problem("is cut or damaged, and nothing of it is taken", _AGAIN, Place(shown(file), line))
    return SpaceflightError(str(problem))


def _no_snapshot(where: str) -> SpaceflightError:
    return SpaceflightError(f"{where}: is no entity JSON of Wikidata. Fix: name a snapshot that is.")
