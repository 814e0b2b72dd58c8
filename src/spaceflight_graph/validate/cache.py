"""Results of validation kept from run to run: the only place that writes and reads them.

A whole report is kept under a digest of everything that went into it: the bytes and names of all files, of the shapes,
of the project's own rules, and the versions of the programs. Whatever changes, wherever, gives another digest.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.findings import Finding, Report, Rule, Severity
from spaceflight_graph.rdf.inputs import expand
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate.run import Progress, validate
from spaceflight_graph.validate.shapes import ShapeFiles
from spaceflight_graph.version import __version__

KEPT = 20
"""Results that one folder keeps; the oldest go first."""


def cached(
    folder: Path, sources: Sequence[Source], shapes: ShapeFiles | None, progress: Progress = lambda *_: None
) -> Report:
    """Return the report on files: the one remembered, if nothing at all has changed since, else a new one.

    Raises:
        SpaceflightError: the folder cannot be written, or what :func:`validate` raises.
    """
    file = folder / f"validate-{digest(sources, shapes)}.json"
    known = _read(file)
    if isinstance(known, Report):
        return known
    report = validate(sources, shapes=shapes, progress=progress)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(file, report)
        older = sorted(folder.glob("validate-*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in older[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise SpaceflightError(f"{folder}: cannot be written ({error.strerror}). Fix: name another --cache.") from error
    return report


def _versions() -> str:
    """Return what of the programs a verdict depends on."""
    return " ".join([__version__, pyoxigraph.__version__, *(version(name) for name in ("pyshacl", "rdflib"))])


def digest(sources: Sequence[Source], shapes: ShapeFiles | None) -> str:
    """Return a digest of everything that a report on files depends on."""
    from spaceflight_graph import resources
    from spaceflight_graph.validate import own_data

    parts: list[bytes] = [_versions().encode()]
    for source in sources:
        parts += [os.fsencode(source.name), str(source.format).encode(), source.data]
    if shapes is None:
        checks = sorted((resources.path("queries") / "checks").glob("*.rq"))
        parts += [b"own"]
        for file in [*expand([*own_data.paths()[:1], resources.path("shapes")]), *checks]:
            parts += [os.fsencode(file.name), file.read_bytes()]
    else:
        for shape_file in shapes.files:
            parts += [os.fsencode(shape_file.name), shape_file.data]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:40]


_KINDS: Mapping[str, Callable[..., Any]] = {
    kind.__name__: kind for kind in (Finding, Place, Rule, Report, Severity, NamedNode, BlankNode, Triple)
}


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: what is more than text or a number as a list that begins with its kind."""
    kind = type(value)
    if kind in (str, int, bool, type(None)):
        return value
    if kind is tuple:
        return ["", *map(_plain, value)]
    if kind is dict:
        return ["dict", *(_plain(part) for pair in value.items() for part in pair)]
    if kind is Severity or kind is NamedNode or kind is BlankNode:
        return [kind.__name__, str(value.value)]
    if kind is Literal:
        return ["Literal", value.value, value.language, value.datatype.value]
    if kind is Triple:
        names: Sequence[str] = ("subject", "predicate", "object")
    else:
        names = getattr(kind, "_fields", None) or [part.name for part in fields(value)]
    return [kind.__name__, *(_plain(getattr(value, name)) for name in names)]


def _built(value: Any) -> Any:
    """Return what :func:`_plain` was given."""
    if not isinstance(value, list):
        return value
    kind, *parts = value
    if kind == "Literal":
        text, language, datatype = parts
        return Literal(text, language=language) if language else Literal(text, datatype=NamedNode(datatype))
    built = [_built(part) if isinstance(part, list) else part for part in parts]
    if kind == "dict":
        return dict(zip(built[::2], built[1::2], strict=True))
    return _KINDS[kind](*built) if kind else tuple(built)


def _write(file: Path, value: object) -> None:
    text = json.dumps(_plain(value)).encode()
    draft = file.with_suffix(".tmp")
    draft.write_bytes(f"{sha256(text).hexdigest()}\n".encode() + text)
    draft.replace(file)


def _read(file: Path) -> Any:
    """Return what was written; what cannot be read, or is not what we wrote, is as good as nothing."""
    try:
        mark, _, text = file.read_bytes().partition(b"\n")
        return _built(json.loads(text)) if mark.decode() == sha256(text).hexdigest() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
