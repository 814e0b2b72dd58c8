"""The pictures of the README are those of the graph, and one of each kind."""

import re
from pathlib import Path

from spaceflight_graph import open_graph
from spaceflight_graph.documentation import pictures
from spaceflight_graph.plot import kinds
from spaceflight_graph.query import catalogue

ROOT = Path(__file__).parents[2]


def test_pictures_are_up_to_date(shipped_store_path: Path) -> None:
    drawn = pictures.drawn(open_graph(shipped_store_path))
    assert len(drawn) == 5
    for name, svg in drawn.items():
        assert pictures.texts((ROOT / name).read_text(encoding="utf-8")) == pictures.texts(svg) != []
    assert {str(file.relative_to(ROOT)) for file in (ROOT / pictures.FOLDER).iterdir()} == set(drawn)


def test_one_of_each_kind_in_the_readme() -> None:
    shown = {(catalogue.get(one.query).plot or "").split()[0] for one in pictures.SHOWN}
    assert shown == set(kinds.KINDS)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((docs/pictures/[\w-]+\.svg)\)", readme) == [
        f"{pictures.FOLDER}/{one.query}.svg" for one in pictures.SHOWN
    ]
