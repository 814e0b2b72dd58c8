"""In which language a client is answered: one rule for all pages and queries."""

import re

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
