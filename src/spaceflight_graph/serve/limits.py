"""What one server gives at most: the only place that says how much."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of a server.

    Attributes:
        workers: so many queries run at once, each in a process of its own.
        waiting: so many more may wait for one of them; past it, clients are told to come again.
        seconds: after which a query is stopped, and after which one that waits is sent away.
        answer: the most bytes of an answer.
        rows: the most rows or triples of an answer.
        memory: the most bytes that a worker may take, where the system can limit them.
        request: the most bytes of a request's body.
    """

    workers: int = 2
    waiting: int = 64
    seconds: float = 30
    answer: int = 64 * 2**20
    rows: int = 1_000_000
    memory: int = 2 * 2**30
    request: int = 2**20
