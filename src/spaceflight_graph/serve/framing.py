"""Messages between a server and its workers: the only place that knows how they stand in a pipe.

A message is the length of its head (4 bytes) and of its body (8 bytes), big-endian, then the head as JSON and the body.
"""

import asyncio
import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">IQ")

Head = dict[str, Any]


def packed(head: Head, body: bytes = b"") -> bytes:
    """Return a message as it goes into a pipe."""
    told = json.dumps(head).encode()
    return _LENGTHS.pack(len(told), len(body)) + told + body


def read(pipe: IO[bytes]) -> Head | None:
    """Return the head of the next message; None where the other end is gone."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    told: Head = json.loads(pipe.read(head))
    pipe.read(body)
    return told


async def heard(pipe: asyncio.StreamReader) -> tuple[Head, bytes]:
    """Return the next message.

    Raises:
        EOFError: the other end is gone.
    """
    head, body = _LENGTHS.unpack(await pipe.readexactly(_LENGTHS.size))
    told: Head = json.loads(await pipe.readexactly(head))
    return told, await pipe.readexactly(body)
