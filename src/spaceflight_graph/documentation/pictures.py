"""The pictures that the README shows: ``python -m spaceflight_graph.documentation.pictures`` draws them anew.

Each version of matplotlib writes SVG in its own way: pictures are up to date where they say what they would say now.
"""

import re
import sys
from typing import NamedTuple

from spaceflight_graph import files, resources
from spaceflight_graph.documentation import built
from spaceflight_graph.graph import Graph

FOLDER = "docs/pictures"


class Shown(NamedTuple):
    """A picture of the README: the query, what it is asked, and the language."""

    query: str
    given: dict[str, str]
    language: str = "en"


SHOWN = (
    Shown("milestones", {"flight": "soyuz-ms-07"}),
    Shown("planned-versus-actual", {"flight": "soyuz-ms-07"}),
    Shown("spacewalks", {"from": "2017-01-01", "to": "2017-12-31"}, "de"),
    Shown("launches", {"from": "2017-01-01", "to": "2018-12-31"}, "ru"),
    Shown("on-board", {"date": "2018-02-02"}, "zh"),
)


def drawn(graph: Graph) -> dict[str, str]:
    """Return the pictures as SVG, by the names of their files."""
    return {
        f"{FOLDER}/{query}.svg": graph.plot(query, lang=language, **given).svg() for query, given, language in SHOWN
    }


def texts(svg: str) -> list[str]:
    """Return what is written in a picture, in order.

    >>> texts('<svg><text x="1">a</text><path/><text>b &amp; c</text></svg>')
    ['a', 'b &amp; c']
    """
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def main(*, check: bool) -> None:
    """Draw the pictures, or only check them."""
    with built.graph() as graph:
        for name, svg in drawn(graph).items():
            file = resources.root() / name
            same = file.is_file() and texts(file.read_text(encoding="utf-8")) == texts(svg)
            if not (check and same):
                files.generate(file, svg, check=check)


if __name__ == "__main__":
    main(check="--check" in sys.argv)
