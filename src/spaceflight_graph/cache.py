"""Results of validation remembered from run to run: the only place that decides when an old one still holds.

A verdict can depend on any triple of any file. So a result is kept under a digest of everything that went into it: the
bytes and names of all files, of the shapes, of the project's own rules, and the versions of the programs. Whatever
changes, wherever, gives another digest, and the files are validated anew.
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
    if known is not None:
        return known
    report = validate(sources, shapes=shapes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".tmp")
        draft.write_text(json.dumps(_plain(report), ensure_ascii=False), encoding="utf-8")
        draft.replace(file)
        older = sorted(folder.glob("validate-*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in older[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise SpaceflightError(f"{folder}: cannot be written ({error.strerror}). Fix: name another --cache.") from error
    return report


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


def _read(file: Path) -> Report | None:
    """Return a remembered report; one that cannot be read is as good as none."""
    try:
        report = _built(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return report if isinstance(report, Report) else None
