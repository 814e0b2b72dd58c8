"""From what a page tells to its HTML: the only place that knows the template engine."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from spaceflight_graph import wording


class Words:
    """The words of a page: ``w.value``, or with a capital ``w.Value``, and ``w.stated_as`` of more than one."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getitem__(self, name: str) -> str:
        """Return a word.

        Raises:
            KeyError: there is no such word.
        """
        text = wording.word((name[:1].lower() + name[1:]).replace("_", " "), self._language)
        return wording.capital(text) if name[:1].isupper() else text


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("spaceflight_graph.serve.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["capital"] = wording.capital
    made.globals["counted"] = wording.counted
    return made


def page(template: str, language: str, here: str, **told: Any) -> bytes:
    """Return a page as UTF-8.

    Args:
        template: its file.
        language: of the page.
        here: the address of the page without its language, ending with ``?`` or ``&``.
        told: what the template shows.
    """
    known = {
        "language": language,
        "languages": wording.NAMES,
        "here": here,
        "w": Words(language),
        "p": wording.phrases(language),
    }
    return _environment().get_template(template).render(**known, **told).encode()
