"""Workers and who waits for them: the only place that starts, stops and replaces a worker."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from spaceflight_graph.errors import StoreError
from spaceflight_graph.serve import framing
from spaceflight_graph.serve.limits import Limits
from spaceflight_graph.serve.refusal import Refusal
from spaceflight_graph.store.reservation import MANIFEST

_BUSY = "all workers are busy. Fix: ask again in a moment"


@dataclass(frozen=True)
class Answer:
    """What a worker says: the status and headers of an answer, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(eq=False)
class _Worker:
    """A process that holds the graph of one build."""

    process: Process
    graph: tuple[int, int]

    async def ask(self, question: framing.Head) -> tuple[framing.Head, bytes]:
        assert self.process.stdin  # noqa: S101 - both are pipes
        assert self.process.stdout  # noqa: S101
        self.process.stdin.write(framing.packed(question))
        await self.process.stdin.drain()
        return await framing.heard(self.process.stdout)

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Pool:
    """Workers that answer questions, so many at once and no longer than they may.

    A slot is taken by a question and given back with a warm worker in it: where a worker was ended, the next one is
    started first.
    """

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._idle: list[_Worker] = []
        self._slots = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._mending: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers, once.

        Raises:
            StoreError: there is no graph, or it cannot be opened; none is left behind.
        """
        if self._idle:
            return
        starting = (self._started() for _ in range(self._limits.workers))
        made = await asyncio.gather(*starting, return_exceptions=True)
        self._idle = [it for it in made if isinstance(it, _Worker)]
        for fault in made:
            if isinstance(fault, BaseException):
                await self.close()
                raise fault

    async def close(self) -> None:
        """End all workers, those at work too."""
        for task in self._mending:
            task.cancel()
        await asyncio.gather(*self._mending, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._idle))
        self._idle = []

    def graph(self) -> tuple[int, int]:
        """Return what tells one build of the graph from the next.

        Raises:
            Refusal: there is no graph any more.
        """
        try:
            found = (self._store / MANIFEST).stat()
        except OSError:
            raise Refusal(503, "there is no graph at present", retry_after=10) from None
        return found.st_ino, found.st_mtime_ns

    async def ask(self, question: framing.Head) -> Answer:
        """Put a question to the next worker that is free. Whoever cancels ends the worker.

        Raises:
            Refusal: too many wait, it took too long, the worker ended, or what the worker refuses.
        """
        if self._waiting >= self._limits.waiting:
            raise Refusal(503, _BUSY, retry_after=1)
        self._waiting += 1
        try:
            await asyncio.wait_for(self._slots.acquire(), self._limits.seconds)
        except TimeoutError:
            raise Refusal(503, _BUSY, retry_after=1) from None
        finally:
            self._waiting -= 1
        worker = self._idle.pop() if self._idle else None
        whole = False
        try:
            if worker is None or worker.graph != self.graph():
                worker = await self._replaced(worker)
            head, body = await self._heard(worker, question)
            if head["status"] >= 500 and worker.graph != self.graph():  # its files went away meanwhile
                worker = await self._replaced(worker)
                head, body = await self._heard(worker, question)
            whole = True
        finally:
            self._give_back(worker, whole=whole)
        if "message" in head:
            raise Refusal(head["status"], head["message"])
        return Answer(head["status"], head["headers"], body)

    async def _heard(self, worker: _Worker, question: framing.Head) -> tuple[framing.Head, bytes]:
        seconds = self._limits.seconds
        asked = {**question, "seconds": seconds, "bytes": self._limits.answer, "rows": self._limits.rows}
        try:
            return await asyncio.wait_for(worker.ask(asked), seconds)
        except TimeoutError:
            raise Refusal(503, f"the query took longer than {seconds:g} s. Fix: ask for less") from None
        except (EOFError, ConnectionError):
            raise Refusal(
                500, "the query ended the database engine: it is too complicated, or takes too much. Fix: ask for less"
            ) from None

    async def _replaced(self, old: _Worker | None) -> _Worker:
        if old is not None:
            await old.end()
        try:
            return await self._started()
        except StoreError:
            raise Refusal(503, "there is no graph at present", retry_after=10) from None

    def _give_back(self, worker: _Worker | None, *, whole: bool) -> None:
        if whole and worker is not None:
            self._idle.append(worker)
            self._slots.release()
            return
        task = asyncio.create_task(self._mended(worker))
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)

    async def _mended(self, worker: _Worker | None) -> None:
        try:
            if worker is not None:
                await worker.end()
            with suppress(StoreError, Refusal):
                self._idle.append(await self._started())
        finally:
            self._slots.release()

    async def _started(self) -> _Worker:
        graph = self.graph()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "spaceflight_graph.serve.worker", str(self._store), str(self._limits.memory),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        worker = _Worker(process, graph)
        try:
            assert process.stdout  # noqa: S101 - it is a pipe
            head, _ = await framing.heard(process.stdout)
        except EOFError:
            await worker.end()
            raise StoreError("a worker ended at its start. Fix: look whether there is memory left.") from None
        except BaseException:
            await worker.end()
            raise
        if "error" in head:
            await worker.end()
            raise StoreError(head["error"])
        return worker
