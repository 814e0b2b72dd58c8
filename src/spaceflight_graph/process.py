"""Work in a process of its own: the only place that starts one, and that sets its limits.

What reads or asks for others can neither be stopped from within its process nor kept from ending it.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

_SELDOM = 100_000
"""After so many new objects a process that soon ends looks for garbage in circles, of which it makes little."""


@contextmanager
def child(work: Callable[..., None], *given: object) -> Iterator[Connection]:
    """Let a process work, and yield the end of the pipe at which it is heard; it ends with the block, at the latest.

    Args:
        work: called with the other end of the pipe and what is given; where it ends without a word, ``recv`` raises
            an EOFError.
        given: what else it needs.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.Process(target=work, args=(there, *given), daemon=True)
    try:
        worker.start()
        there.close()  # so that the end of the child is the end of the pipe
        yield here
    finally:
        if worker.pid:
            worker.kill()
            worker.join()
        here.close()


def limit(memory: int) -> None:
    """Make this process one that somebody waits for: it takes no more than so many bytes and says nothing by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_SELDOM)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an engine that ends says so by ending
    if os.name == "posix":
        import resource

        for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
