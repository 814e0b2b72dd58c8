"""Files, folders and globs to RDF sources: the only place that looks for the files that a user names."""

from collections.abc import Iterable, Sequence
from glob import has_magic
from pathlib import Path

from pyoxigraph import RdfFormat

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import refuse_address, unreadable
from spaceflight_graph.rdf.source import Source

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}

_PACKED = frozenset({".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz"})

STDIN_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def expand(paths: Iterable[str | Path], what: str = "data") -> list[Path]:
    """Return the RDF files that paths stand for: files, folders (searched through) and globs, each once, in order.

    Raises:
        SpaceflightError: a path that does not exist, a pattern or a folder without any RDF file, an unknown format, a
            pipe, a device, or a link in a folder that leads out of it.
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
                refuse_address(path)
                raise SpaceflightError(f"{match}: there is no such file. Fix: check its name.")
            elif match.suffix.lower() not in FORMATS:
                if match.suffix.lower() in _PACKED:
                    raise SpaceflightError(f"{match}: is packed, and is not unpacked here. Fix: unpack it.")
                raise SpaceflightError(f"{match}: not a known RDF format. Fix: use one of {', '.join(FORMATS)}.")
            else:
                matched = [match]
            for file in matched:
                _refuse_odd(file, match)
                found.setdefault(file.resolve(), file)
    return list(found.values())


def _refuse_odd(file: Path, named: Path) -> None:
    """Raise where a file has no end, or lies outside the folder that was named; nothing of what it holds is told."""
    if file.exists() and not file.is_file():
        raise SpaceflightError(f"{file}: is no regular file. Fix: put the file itself there, or leave it out.")
    if file != named and not file.resolve().is_relative_to(named.resolve()):
        raise SpaceflightError(
            f"{file}: is a link that leads out of {named}. Fix: put the file itself there, or name it by itself."
        )


def _inside(folder: Path) -> list[Path]:
    """Return the RDF files of a folder and of the folders in it, but for hidden ones (``.git``, ``.venv``)."""
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in FORMATS
        and not file.is_dir()
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
            raise unreadable(path, error) from error
        sources.append(Source(path.as_posix(), data, FORMATS[path.suffix.lower()], f"{letter}{index}b"))
    return sources
