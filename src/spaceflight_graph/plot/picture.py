"""The picture of an answer: the only place that knows which queries have one, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from spaceflight_graph import files
from spaceflight_graph.errors import ParameterError, SpaceflightError
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.plot import draw, kinds, words
from spaceflight_graph.plot.chart import Chart
from spaceflight_graph.query import catalogue, lookup
from spaceflight_graph.query.answer import Answer
from spaceflight_graph.query.catalogue import Query

ENDINGS = (".svg", ".png")
MOST_ROWS = 150
"""What a picture holds at most: more is not seen."""


@dataclass(frozen=True, repr=False)
class Picture:
    """An answer drawn. A notebook shows it as it is.

    Attributes:
        chart: what it shows.
    """

    chart: Chart

    def svg(self) -> str:
        """Return it as SVG, whose texts stay texts: the fonts of those who look at it show them."""
        return draw.svg(self.chart)

    def png(self) -> bytes:
        """Return it as PNG.

        Raises:
            SpaceflightError: no installed font has its letters.
        """
        return draw.png(self.chart)

    def save(self, file: str | Path) -> None:
        """Write it whole or not at all, as SVG or PNG by the ending of the file's name.

        Raises:
            ParameterError: the name ends otherwise.
            SpaceflightError: the disk does not take it, or no installed font has its letters.
        """
        path = Path(file)
        ending(path)
        content = self.svg().encode() if ending(path) == ".svg" else self.png()
        with files.writing(path) as sink:
            sink.write(content)

    def __repr__(self) -> str:
        return f"<Picture {self.chart.title}, {len(self.chart.rows)} rows>"

    def _repr_svg_(self) -> str:
        return self.svg()


def ending(file: Path) -> str:
    """Return the ending of a picture's file.

    Raises:
        ParameterError: it is none of those that can be written.
    """
    if file.suffix.lower() not in ENDINGS:
        raise ParameterError(f"{file}: a picture is SVG or PNG. Fix: let its name end in .svg or .png.")
    return file.suffix.lower()


def drawable(query: Query) -> Query:
    """Return a query that has a picture.

    Raises:
        ParameterError: it has none; the message names those that have.
    """
    if not query.plot:
        have = ", ".join(other.name for other in catalogue.all_queries() if other.plot)
        raise ParameterError(f"query {query.name} has no picture. Fix: take one that has: {have}.")
    return query


def of(store: Store, query: Query, given: Mapping[str, str], answer: Answer) -> Picture:
    """Return the picture of an answer.

    Args:
        store: the graph.
        query: which was asked, and has a picture.
        given: the parameters that it was asked with.
        answer: all of its rows.

    Raises:
        SpaceflightError: the answer has no rows that can be drawn, or too many.
    """
    kind, *named = (query.plot or "").split()
    asked = {p.name: p.default for p in query.parameters if p.default} | dict(given)
    columns = dict(pair.split("=", 1) for pair in named)
    if not answer:
        raise SpaceflightError(f"{answer.reader.nothing().rstrip('.')}. Fix: ask for something else to draw.")
    chart = kinds.KINDS[kind](answer, columns, asked)
    if not chart.rows:
        raise SpaceflightError(
            f"nothing in the answer can be drawn: {'; '.join(chart.footer)}. Fix: look at it as a table."
        )
    if len(chart.rows) > MOST_ROWS:
        narrow = ", ".join(parameter.name for parameter in query.parameters)
        raise SpaceflightError(
            f"the picture would have {len(chart.rows)} rows, and {MOST_ROWS} are the most. Fix: ask for less: {narrow}."
        )
    language = answer.reader.language
    subjects = [
        lookup.label(store, lookup.find(store, asked[p.name], p.type), language)
        for p in query.parameters
        if p.name in asked and not p.type.value.startswith(PREFIXES["xsd"])
    ]
    return Picture(replace(chart, title=words.title(query.name, subjects, language)))
