"""What the program says: the only place that writes to standard output and standard error, and that chooses colours.

Content is written whole, or an error says so. A reader who has seen enough, as ``head`` has, is no error: what is told
after that goes nowhere, and the exit code is what it would have been.
"""

import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

from spaceflight_graph import printable
from spaceflight_graph.errors import SpaceflightError


def write(content: str | bytes) -> None:
    """Write content to standard output, to the last byte.

    Args:
        content: as it is to be: nothing is taken out, nothing is put in.

    Raises:
        SpaceflightError: nobody takes it: the disk is full, a limit is reached, the output is closed.
    """
    stream = sys.stdout
    try:
        if stream is None:  # the caller has closed it
            raise OSError(None, "it is closed")
        if isinstance(content, str):
            content = content.encode(stream.encoding or "utf-8", stream.errors or "strict")
        _write_all(stream, content)
    except BrokenPipeError:
        abandon()
    except OSError as error:
        abandon()
        raise unwritten(error) from None


class Stream(io.RawIOBase):
    """Standard output for those that write bytes piece by piece; each piece goes out as :func:`write` has it."""

    def writable(self) -> bool:
        """Tell that it takes bytes."""
        return True

    def write(self, data: Any) -> int:
        """Write all of some bytes."""
        write(bytes(data))
        return len(data)


def tell(*lines: str) -> None:
    """Write lines to standard error, made harmless; where nobody takes them, there is nobody to tell."""
    stream = sys.stderr
    if stream is not None:
        text = "".join(f"{printable.line(line)}\n" for line in lines)
        with suppress(OSError):
            _write_all(stream, text.encode(stream.encoding or "utf-8", "backslashreplace"))


def unwritten(error: OSError) -> SpaceflightError:
    """Return what to tell where standard output does not take what it should."""
    why = (error.strerror or str(error)).lower()
    return SpaceflightError(
        f"standard output: {why}. Fix: make room, or write elsewhere; what is there now is not whole."
    )


def on_terminal() -> bool:
    """Tell whether a person reads along."""
    return sys.stdout is not None and sys.stdout.isatty()


def coloured() -> bool:
    """Tell whether text has colours: NO_COLOR forbids them, FORCE_COLOR asks for them, else terminals have them."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (on_terminal() and os.environ.get("TERM") != "dumb")


def prepare() -> None:
    """Make the streams safe for those that write past this module, such as click with its help.

    A file that is opened never takes the place of a closed stream; and a stream without a buffer (PYTHONUNBUFFERED)
    gets one, for else Python leaves out what a full disk did not take and says nothing.
    """
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - as long as the program
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        buffered = io.BufferedWriter(raw)
        sys.stdout = io.TextIOWrapper(buffered, sys.stdout.encoding, sys.stdout.errors)


def abandon() -> None:
    """Let what is left for standard output go nowhere, so that the end of the program does not try again."""
    with suppress(AttributeError, OSError):  # no stream, or one that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_all(stream: TextIO, data: bytes) -> None:
    stream.flush()
    buffer: Any = getattr(stream, "buffer", None)
    if buffer is None:  # a stream of text alone, as notebooks have it
        stream.write(data.decode(stream.encoding or "utf-8", stream.errors or "strict"))
        return
    sink = getattr(buffer, "raw", buffer)  # past the buffer, so that nothing waits in it for the end of the program
    rest = memoryview(data)
    while rest:
        written = sink.write(rest)
        if written is None:  # a pipe that does not wait and is full
            import select  # hardly anybody is that slow

            select.select([], [sink], [])
        rest = rest[written or 0 :]
