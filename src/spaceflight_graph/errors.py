"""Every error that a user can see, and nothing else.

    SpaceflightError                exit 2: asked wrongly, or something broke
    ├── DataError                   exit 1: the data is wrong; carries one message a problem
    ├── NotFoundError               a name that does not exist; offers the nearest ones
    ├── ParameterError              a parameter that is missing, unknown or malformed
    └── StoreError                  the local graph is missing, foreign or cannot be written

Each message names the file (and line), what is wrong, and ends in the remedy.
"""

from collections.abc import Sequence
from pathlib import Path


class SpaceflightError(Exception):
    """Something a user can mend: one clear message, no traceback."""

    exit_code = 2


class DataError(SpaceflightError):
    """The data is wrong. All problems found are told at once, a line each."""

    exit_code = 1

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class NotFoundError(SpaceflightError):
    """A name that nothing answers to, with the candidates that come near."""


class ParameterError(SpaceflightError):
    """A query parameter that is missing, unknown or cannot be read."""


class StoreError(SpaceflightError):
    """The local graph was never built, was built by another version, or cannot be written."""


def at(path: Path | str, line: int | None = None, column: int | None = None) -> str:
    """Return the address that opens a message: ``file:line:column``, as editors read it.

    >>> at("data/claims/x.ttl", 7)
    'data/claims/x.ttl:7'
    """
    return ":".join(str(part) for part in (path, line, column) if part is not None)
