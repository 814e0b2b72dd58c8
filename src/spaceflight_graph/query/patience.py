"""Other people's busy services: the only place that says how often and how late they are asked again."""

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.query.endpoint import AnswerError

TRIES = 5
LONGEST = 120.0
"""Seconds that we wait at most before we ask again; a service that wants more is given up."""
BUSY = (429, 500, 502, 503, 504)

Got = TypeVar("Got")


def patiently(
    url: str, ask: Callable[[], Got], *, busy: Collection[int] = BUSY, sleep: Callable[[float], None] = time.sleep
) -> Got:
    """Return what a service answers, asked again as late as it says, or later and later, while it is busy.

    Args:
        url: of the service, for messages.
        ask: asks it.
        busy: statuses that say it is busy.
        sleep: waits so many seconds.

    Raises:
        SpaceflightError: it stays busy, or wants to be left alone for longer than ``LONGEST``.
        AnswerError: it answers otherwise.
    """
    for number in range(1, TRIES + 1):
        try:
            return ask()
        except AnswerError as error:
            if error.status not in busy:
                raise
            wait = _wait(error.retry_after, number)
            if number == TRIES or wait > LONGEST:
                wants = f" and wants {wait:.0f} seconds of peace" if wait > LONGEST else ""
                raise SpaceflightError(
                    f"{url}: answers {error.status} after {number} {'try' if number == 1 else 'tries'}{wants}."
                    " Fix: ask again later."
                ) from None
            sleep(wait)
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _wait(told: str | None, number: int) -> float:
    """Return how many seconds to wait: as the service says, in seconds or by a date, else twice as long each time."""
    text = (told or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return float(2 ** (number - 1))
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
