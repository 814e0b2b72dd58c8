"""From what a page tells to its HTML: the only place that knows the template engine."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from spaceflight_graph.serve.pages.words import NAMES, words


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("spaceflight_graph.serve.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, language: str, here: str, **told: Any) -> bytes:
    """Return a page as UTF-8.

    Args:
        template: its file.
        language: of the page.
        here: the address of the page without its language, ending with ``?`` or ``&``.
        told: what the template shows.
    """
    known = {"language": language, "languages": NAMES, "here": here, "w": words(language)}
    return _environment().get_template(template).render(**known, **told).encode()
