"""Where the graph's own sources lie: in the wheel, in a checkout, or in a folder that the user names."""

from pathlib import Path

from spaceflight_graph.errors import SpaceflightError

FOLDERS = ("ontology", "data", "shapes", "queries")


def root() -> Path:
    """Return the folder that holds ``ontology``, ``data``, ``shapes`` and ``queries``."""
    package = Path(__file__).parent
    shipped = package / "resources"
    return shipped if shipped.is_dir() else package.parents[1]


def path(folder: str, below: Path | None = None) -> Path:
    """Return one of the four source folders.

    Args:
        folder: one of ``FOLDERS``.
        below: a folder of the user's with the same layout; the package's own when left out.

    Raises:
        SpaceflightError: there is no such folder.
    """
    found = (below or root()) / folder
    if not found.is_dir():
        raise SpaceflightError(
            f"{found}: no such folder. Fix: name a folder that holds {', '.join(FOLDERS)}, or reinstall the package."
        )
    return found


def generate(file: Path, text: str, *, check: bool) -> None:
    """Write a file that is made from others, or only check it.

    Raises:
        SpaceflightError: the disk does not take it; the older file stays as it was.
        SystemExit: with ``check``, where the file is not what it would be made to be now.
    """
    if not check:
        from spaceflight_graph.export import write  # only the makers of files need it

        write.to_file(file, text)
    elif file.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{shown(file)}: is not what it would be made now. Fix: run `make generate`.")


def shown(file: Path) -> str:
    """Return a path as short as it can be told: relative to where the user stands, if below it."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or the folder one stands in is gone
        return str(file)
