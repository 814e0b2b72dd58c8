"""In which language a client is answered: one rule for all pages and queries."""

import re

from starlette.requests import Request

from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.serve import media

PARAMETER = "lang"
"""What an address says it with."""


def preferred(accept_language: str) -> str:
    """Return the language that a browser likes best among ours, else English.

    >>> preferred("fr, zh-Hans;q=0.8, de;q=0.5"), preferred("")
    ('zh', 'en')
    """
    ranges = re.sub(r"-[\w-]+", "", accept_language).replace("*", "")
    return media.chosen(ranges, ("en", *LABELS)) or "en"


def asked(request: Request) -> str:
    """Return the language of a page: as the address says, else as the browser likes best."""
    named = request.query_params.get(PARAMETER, "")
    return named if named in LABELS else preferred(request.headers.get("accept-language", ""))
