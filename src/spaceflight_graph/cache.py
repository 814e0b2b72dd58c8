"""Results of validation kept from run to run: the only place that writes and reads them.

A whole report is kept under a digest of everything that went into it: the bytes and names of all files, of the shapes,
of the project's own rules, and the versions of the programs. Whatever changes, wherever, gives another digest. Then the
rules are asked again that can see what changed, and only those (``memory.py``); of the project's own data, from which
facts are derived, all of them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph import __version__
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Finding, Place, Report, Rule, Severity
from spaceflight_graph.memory import Memory, changes
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.shacl.sources import Source, expand
from spaceflight_graph.validate import validate

_KEPT = 20
"""Results that one folder keeps; the oldest go first."""


def cached(folder: Path, sources: Sequence[Source], shapes: Shapes | None) -> Report:
    """Return the report on files: the one remembered, if nothing at all has changed since, else a new one.

    Raises:
        SpaceflightError: the folder cannot be written, or what :func:`validate` raises.
    """
    file = folder / f"validate-{digest(sources, shapes)}.json"
    known = _read(file)
    if isinstance(known, Report):
        return known
    memory_file = folder / f"findings-{digest([], shapes)}.json"
    memory, files = _remembered(memory_file, sources)
    report = validate(sources, shapes=shapes, recall=None if shapes is None else memory.recall)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(file, report)
        if shapes is not None:
            _write(memory_file, (files, memory.findings))
        older = sorted(folder.glob("validate-*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in older[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise SpaceflightError(f"{folder}: cannot be written ({error.strerror}). Fix: name another --cache.") from error
    return report


def _remembered(file: Path, sources: Sequence[Source]) -> tuple[Memory, dict[str, tuple[str, tuple[str, ...] | None]]]:
    """Return what the last run with the same shapes found, and digest and keys of each file for the next one."""
    now = {source.name: sha256(str(source.format).encode() + source.data).hexdigest() for source in sources}
    known = _read(file)
    kept, found = known if isinstance(known, tuple) and len(known) == 2 else ({}, {})
    before = {name: (mark, None if keys is None else frozenset(keys)) for name, (mark, keys) in kept.items()}
    changed, keys = changes(before, now, sources)
    listed = {name: None if used is None else tuple(sorted(used)) for name, used in keys.items()}
    memory = Memory({mark: list(findings) for mark, findings in found.items()}, changed if found else None)
    return memory, {name: (now[name], listed[name]) for name in now}


def _write(file: Path, value: object) -> None:
    draft = file.with_suffix(".tmp")
    text = json.dumps(_plain(value), ensure_ascii=False)
    draft.write_text(f"{_mark(text)}\n{text}", encoding="utf-8")
    draft.replace(file)


def digest(sources: Sequence[Source], shapes: Shapes | None) -> str:
    """Return a digest of everything that a report on files depends on."""
    from spaceflight_graph import own, resources

    parts: list[bytes] = [__version__.encode(), pyoxigraph.__version__.encode()]
    for source in sources:
        parts += [source.name.encode(), str(source.format).encode(), source.data]
    if shapes is None:
        checks = sorted((resources.path("queries") / "checks").glob("*.rq"))
        parts += [b"own"]
        for file in [*expand([*own.paths()[:1], resources.path("shapes")]), *checks]:
            parts += [file.name.encode(), file.read_bytes()]
    else:
        for shape_file in shapes.files:
            parts += [shape_file.name.encode(), shape_file.data]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:40]


def _plain(value: Any) -> Any:
    """Return a report, or a part of it, as JSON can hold it."""
    if isinstance(value, NamedNode):
        return {"iri": value.value}
    if isinstance(value, BlankNode):
        return {"blank": value.value}
    if isinstance(value, Literal):
        return {"literal": value.value, "language": value.language, "datatype": value.datatype.value}
    if isinstance(value, Finding | Place | Rule | Report):
        held = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **{name: part for name, part in held.items() if part not in (None, [])}}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {"pairs": [[_plain(key), _plain(part)] for key, part in value.items()]}
    return value


_BUILDERS: Mapping[str, Callable[..., Any]] = {"Finding": Finding, "Place": Place, "Rule": Rule, "Report": Report}


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(part) for part in value)
    if not isinstance(value, dict):
        return value
    if "pairs" in value:
        return {_built(key): _built(part) for key, part in value["pairs"]}
    if "iri" in value and "is" not in value:
        return NamedNode(value["iri"])
    if "blank" in value:
        return BlankNode(value["blank"])
    if "literal" in value:
        if value["language"]:
            return Literal(value["literal"], language=value["language"])
        return Literal(value["literal"], datatype=NamedNode(value["datatype"]))
    kind = value.pop("is")
    made = {name: _built(part) for name, part in value.items()}
    if "severity" in made:
        made["severity"] = Severity(made["severity"])
    return _BUILDERS[kind](**made)


def _read(file: Path) -> Any:
    """Return what was written; what cannot be read, or is not what we wrote, is as good as nothing."""
    try:
        mark, _, text = file.read_text(encoding="utf-8").partition("\n")
        return _built(json.loads(text)) if mark == _mark(text) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()
