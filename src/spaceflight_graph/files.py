"""Files as such: how they are named to people, and how they are written: whole or not at all."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from spaceflight_graph.errors import SpaceflightError, shortened

_ADDRESS = r"(?i:https?|ftps?|file|s3|gs|ssh|git):/+(?=[^/])"


def refuse_address(path: object) -> None:
    """Raise where somebody gives an address in place of a file or folder; pathlib makes one slash of its two.

    Raises:
        SpaceflightError: it is one.
    """
    text = str(path)
    if re.match(_ADDRESS, text):
        written = text if "://" in text else text.replace(":/", "://", 1)
        raise SpaceflightError(
            f"{shortened(written)}: is an address, and a file or folder is meant here."
            " Fix: name one of this machine; what is to be read is fetched first."
        )


def shown(file: Path) -> str:
    """Return a path as short as it can be told: relative to where the user stands, if below it."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or the folder one stands in is gone
        return str(file)


def unreadable(path: Path, error: OSError) -> SpaceflightError:
    """Return what to tell of a file or folder that is there and may not be read."""
    return SpaceflightError(f"{shown(path)}: cannot be read ({error.strerror or error}). Fix: check its permissions.")


def write(path: Path, content: str) -> None:
    """Write a text whole or not at all, as :func:`writing`."""
    with writing(path) as file:
        file.write(content.encode())


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that is written whole or not at all; a link leads to the file, and a device or pipe takes the bytes.

    Raises:
        SpaceflightError: the disk does not take it; an older file stays as it was.
    """
    target = path.resolve() if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, and never replaced
            with target.open("wb") as stream:
                yield stream
            return
        import tempfile  # a query writes no file, and must start at once

        handle, name = tempfile.mkstemp(prefix=".spaceflight-", suffix=".draft", dir=target.parent)
        try:
            with open(handle, "wb") as draft:  # noqa: PTH123 - a file that is open
                yield draft
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)  # noqa: PTH105 - one step
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SpaceflightError(f"{path}: cannot be written: {why}. Fix: name another file.") from None


def write_folder(path: Path, contents: Mapping[str, str]) -> None:
    """Write a new folder with files, whole or not at all.

    Args:
        path: a folder that is not there, or is empty: nothing of others is ever replaced.
        contents: a text for each name.

    Raises:
        SpaceflightError: there is something, or the disk does not take it; nothing is left behind.
    """
    import shutil
    import tempfile

    target = path.resolve()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise SpaceflightError(f"{path}: is there already, and not empty. Fix: name a new folder.")
        draft = Path(tempfile.mkdtemp(prefix=".spaceflight-", suffix=".draft", dir=target.parent))
        try:
            for name, content in contents.items():
                (draft / name).write_text(content, encoding="utf-8", newline="")
            draft.chmod(0o777 & ~_umask())
            os.replace(draft, target)  # noqa: PTH105 - one step
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SpaceflightError(f"{path}: cannot be written: {why}. Fix: name another folder.") from None


def _umask() -> int:
    """Return what a new file does not allow; there is no asking without setting."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def generate(file: Path, text: str, *, check: bool) -> None:
    """Write a file that is made from others, or only check it.

    Raises:
        SpaceflightError: the disk does not take it; the older file stays as it was.
        SystemExit: with ``check``, where the file is not what it would be made to be now.
    """
    if not check:
        write(file, text)
    elif file.read_text(encoding="utf-8") != text:
        raise SystemExit(f"{shown(file)}: is not what it would be made now. Fix: run `make generate`.")
