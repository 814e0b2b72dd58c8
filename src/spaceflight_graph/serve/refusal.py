"""What a server says where it does not answer: the only place that knows its statuses and its form (RFC 9457)."""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

PROBLEM = "application/problem+json"
_AT = re.compile(r"\bline (\d+)(?:, column (\d+))?")


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - it is an answer, too
    """A request that is not answered.

    Attributes:
        status: of HTTP.
        message: what is wrong and how to mend it; names no path of the server.
        retry_after: seconds after which to come again; None where that does not help.
        allow: the methods that a resource has, with 405.
    """

    status: int
    message: str
    retry_after: int | None = None
    allow: str | None = None

    @property
    def phrase(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    def body(self) -> bytes:
        """Return it as a problem document: ``line`` and ``column`` of the query are numbers, where they are known."""
        told: dict[str, object] = {
            "type": "about:blank",
            "title": self.phrase,
            "status": self.status,
            "detail": self.message,
        }
        if at := _AT.search(self.message):
            told["line"] = int(at[1])
            if at[2]:
                told["column"] = int(at[2])
        return (json.dumps(told, ensure_ascii=False) + "\n").encode()

    def headers(self) -> dict[str, str]:
        """Return what goes with it."""
        found = {"Content-Type": PROBLEM, "Cache-Control": "no-store"}
        if self.retry_after is not None:
            found["Retry-After"] = str(self.retry_after)
        if self.allow is not None:
            found["Allow"] = self.allow
        return found
