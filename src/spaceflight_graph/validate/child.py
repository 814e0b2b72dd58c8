"""Reading and checking in a process of its own: the only place that limits their time and memory.

A hostile file can end the parser, a rule the database engine, and neither can be stopped from within its process. What
ended while it read a file is told as a problem of that file, and the others are read again without it.
"""

import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from spaceflight_graph.errors import Place, Problem, SpaceflightError
from spaceflight_graph.findings import Finding, Report
from spaceflight_graph.process import child, limit

_AT_ONCE = 10_000
"""So many findings are sent in one piece."""
_MOST_ENDED = 20
"""After so many files that ended the parser the rest is not tried."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be validated.

    Attributes:
        paths: files, folders and globs; with neither these nor ``stdin`` the project's own data.
        shapes: files, folders and globs; the project's own shapes where there are none.
        stdin: what came in by standard input, if that is to be validated, too.
        stdin_format: what that holds: a key of ``inputs.STDIN_FORMATS``.
        cache: the folder that remembers reports.
        engine: as :func:`spaceflight_graph.validate.run.validate` has it.
        ended: the files that ended the parser, each with what is to be told of it.
        unasked: the constraints that were given up, by number, each with the reason.
    """

    paths: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    stdin: bytes | None = None
    stdin_format: str = "turtle"
    cache: Path | None = None
    engine: str = "compiled"
    ended: dict[str, Problem] = field(default_factory=dict)
    unasked: dict[int, str] = field(default_factory=dict)


class _Ended(Exception):  # noqa: N818 - not an error for anyone but us
    """The child has ended without a word, or was ended; carries what it was about to do."""

    def __init__(self, verb: str, what: str, number: int, *, late: bool) -> None:
        super().__init__(verb, what)
        self.verb = verb
        self.what = what
        self.number = number
        self.late = late


def in_child(job: Job, *, seconds: float, gigabytes: float, constraint_seconds: float | None = None) -> Report:
    """Return what validation finds, from a process that takes no more time and memory than allowed.

    Args:
        job: what is to be validated.
        seconds: how long all of it may take.
        gigabytes: how much memory it may take.
        constraint_seconds: how long one constraint may take; a tenth of all unless given. One that takes longer, or
            more memory, is a finding, and the others are asked again without it.

    Raises:
        SpaceflightError: whatever :func:`run` raises; or it took too long or too much.
    """
    deadline = time.monotonic() + seconds
    each = constraint_seconds or seconds / 10
    while True:
        try:
            return _asked(job, deadline, seconds, each, gigabytes)
        except _Ended as ended:
            if ended.verb == "ask" and ended.number not in job.unasked:
                job = replace(job, unasked={**job.unasked, ended.number: _reason(ended, each, gigabytes)})
                continue
            if ended.verb != "read" or len(job.ended) >= _MOST_ENDED or ended.what in job.ended:
                doing = _doing(ended.verb, ended.what)
                raise SpaceflightError(
                    f"{doing} ended the process: it takes more than {gigabytes:g} GB, or is nested too deeply."
                    " Fix: leave it out, make it simpler, or give more --memory."
                ) from None
            problem = Problem(
                f"The file ends the parser: it takes more than {gigabytes:g} GB, or is nested too deeply",
                "make it simpler, or give more --memory",
                Place(ended.what),
            )
            job = replace(job, ended={**job.ended, ended.what: problem})


def _reason(ended: _Ended, seconds: float, gigabytes: float) -> str:
    if ended.late:
        return f"it takes longer than {seconds:g} s. Fix: ask for less at once, or give a longer --constraint-timeout."
    return f"it takes more than {gigabytes:g} GB. Fix: ask for less at once, or give more --memory."


def _doing(verb: str, what: str) -> str:
    return f"checking {what}" if verb == "ask" else f"{verb}ing {what}"


def _asked(job: Job, deadline: float, seconds: float, each: float, gigabytes: float) -> Report:
    verb, what, number, until = "start", "", -1, deadline
    found: list[Finding] = []
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143)) if _is_main() else None
    try:
        with child(_work, job, gigabytes) as here:
            while here.poll(max(0, until - time.monotonic())):
                told = here.recv()
                if isinstance(told, Report):
                    return replace(told, findings=tuple(found))
                if isinstance(told, list):
                    found += told
                    continue
                if isinstance(told, RecursionError):
                    raise _Ended(verb, what, number, late=False)
                if isinstance(told, BaseException):
                    raise told
                verb, what = told
                number += verb == "ask"
                until = min(deadline, time.monotonic() + each) if verb == "ask" else deadline
        if until < deadline:
            raise _Ended(verb, what, number, late=True)
        raise SpaceflightError(
            f"{_doing(verb, what)} took too long: {seconds:g} s are over."
            " Fix: check less at once, or give a longer --timeout."
        )
    except EOFError:
        raise _Ended(verb, what, number, late=False) from None
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _is_main() -> bool:
    import threading

    return threading.current_thread() is threading.main_thread()


def _work(there: Connection, job: Job, gigabytes: float) -> None:
    limit(int(gigabytes * 2**30))
    try:
        report = run(job, lambda verb, what: there.send((verb, what)))
        for start in range(0, len(report.findings), _AT_ONCE):  # so that they are in memory but once
            there.send(list(report.findings[start : start + _AT_ONCE]))
        there.send(replace(report, findings=()))
    except MemoryError:
        there.send(
            SpaceflightError(f"it takes more than {gigabytes:g} GB. Fix: check less at once, or give more --memory.")
        )
    except Exception as error:  # whatever it is, the one who waits tells it
        there.send(error)


def run(job: Job, progress: Callable[[str, str], None]) -> Report:
    """Return what validation finds, in this very process.

    Raises:
        SpaceflightError: a path that leads nowhere, shapes that are wrong themselves, a file that cannot be read.
    """
    from spaceflight_graph.rdf.inputs import STDIN_FORMATS, expand, open_all
    from spaceflight_graph.rdf.source import Source
    from spaceflight_graph.validate.run import validate
    from spaceflight_graph.validate.shapes import ShapeFiles

    progress("open", "the files")
    named: Iterable[str | Path] = job.paths
    if not named and job.stdin is None:
        from spaceflight_graph.validate import own_data

        named = own_data.paths()
    files = expand(named)
    sources = open_all(files)
    if job.stdin is not None:
        sources.append(Source("<stdin>", job.stdin, STDIN_FORMATS[job.stdin_format], f"f{len(sources)}b"))
    for source in sources:
        source.refused = job.ended.get(source.name)
    progress("open", "the shapes")
    shapes = ShapeFiles.read(job.shapes) if job.shapes else None
    if job.cache is not None and not job.ended and not job.unasked:
        from spaceflight_graph.validate.cache import cached

        return cached(job.cache, sources, shapes, progress)
    return validate(sources, shapes=shapes, engine=job.engine, progress=progress, unasked=job.unasked)
