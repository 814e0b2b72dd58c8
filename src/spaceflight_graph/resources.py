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
