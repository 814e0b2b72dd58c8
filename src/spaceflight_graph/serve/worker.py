"""A process that answers questions about the graph, one after the other: the only place of a server that opens it.

Run as ``python -m spaceflight_graph.serve.worker STORE MEMORY``: executed, not forked, for a server has threads. It
ends when its standard input does. pyoxigraph cannot cancel a query, so who does not want to wait ends the process.
"""

import os
import signal
import sys
from pathlib import Path
from typing import IO

from spaceflight_graph.process import limit
from spaceflight_graph.serve import framing


def main() -> None:
    """Answer what standard input asks, until it ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    path, memory = Path(sys.argv[1]), int(sys.argv[2])
    limit(memory)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from spaceflight_graph.errors import StoreError
    from spaceflight_graph.serve import answers
    from spaceflight_graph.store.local import open_store

    try:
        store = open_store(path)
    except StoreError as error:
        _say(out, framing.packed({"error": str(error)}))
        return
    _say(out, framing.packed({"ready": True}))
    while (question := framing.read(sys.stdin.buffer)) is not None:
        signal.alarm(int(question["seconds"]) + 2)  # should the one who waits be gone
        _say(out, framing.packed(*answers.answer(store, question)))
        signal.alarm(0)


def _say(out: IO[bytes], message: bytes) -> None:
    out.write(message)
    out.flush()


if __name__ == "__main__":
    main()
