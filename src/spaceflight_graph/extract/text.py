"""A page or table as it lies on the disk: the only place that turns its bytes into lines."""

from hashlib import sha256
from pathlib import Path

from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError
from spaceflight_graph.files import shown, unreadable


def content_of(path: Path) -> bytes:
    """Return the bytes of a page.

    Raises:
        SpaceflightError: there is no such file, or it may not be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise SpaceflightError(f"{shown(path)}: is no regular file. Fix: name a page.")
        return path.read_bytes()
    except FileNotFoundError:
        raise SpaceflightError(f"{shown(path)}: no such file. Fix: name a page that is there.") from None
    except OSError as error:
        raise unreadable(path, error) from None


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a page, as ``sf:sha256`` has it."""
    return sha256(content).hexdigest()


def lines_of(content: bytes, path: Path, what: str = "page") -> list[str]:
    """Return the lines of a page or table as `claims.citations` counts them; one empty line where there is nothing.

    Args:
        content: its bytes.
        path: where they came from.
        what: what it is, as people call it.

    Raises:
        DataError: it is no UTF-8; the line is named.
    """
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"byte {content[error.start]:#04x} is no UTF-8"
        raise DataError([Problem(told, f"save the {what} as UTF-8", Place(shown(path), line))]) from None
    return lines if lines[-1] else lines[:-1]
