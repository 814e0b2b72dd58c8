"""The server of the command line: the only place that opens a port."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.serve.app import Server
from spaceflight_graph.serve.limits import Limits


def serve(store: Path, limits: Limits, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve a graph until the process is told to end.

    Args:
        store: the folder of the graph.
        limits: of the server.
        host: address to listen at.
        port: likewise; 0: any that is free.
        ready: called with the address when it listens.

    Raises:
        SpaceflightError: the address cannot be listened at, or the graph cannot be opened.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise SpaceflightError(
            f"{host}, port {port}: cannot be listened at: {(error.strerror or str(error)).lower()}."
            " Fix: choose others with --host and --port."
        ) from None
    shown = f"[{host}]" if ":" in host else host
    ours = Server(store, limits)
    config = uvicorn.Config(ours.app(), log_level="error", access_log=False, lifespan="on", server_header=False)
    server = _Told(config, lambda: ready(f"http://{shown}:{listener.getsockname()[1]}/"))
    with listener, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        asyncio.run(_serve(ours, server, listener))


async def _serve(ours: Server, server: uvicorn.Server, listener: socket.socket) -> None:
    await ours.open()  # what is wrong with the graph is told by us, and not by a traceback of uvicorn's
    await server.serve([listener])


class _Told(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()
