"""Charts drawn by matplotlib: the only place that knows it. The same chart gives the same bytes.

Nothing is measured by the fonts of this computer: columns are as wide as a terminal's would be, and the texts of an SVG
stay texts, which can be searched and which each reader's own fonts show. Lengths are in inches, letters in points.
"""

import io
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from spaceflight_graph import printable, tables
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.plot import fonts
from spaceflight_graph.plot.chart import Chart, Span, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PITCH = 0.24
_LETTERS = 9
_COLUMN = 0.6 * _LETTERS / 72
"""How wide a letter is, two of which make a Chinese one."""
_WIDEST = 72
"""Letters of a label or note; what is longer is cut."""
_MARGIN = 0.15
_SHORTEST_BAR = 0.09
"""What is shorter is a mark."""
_DOTS = 150
"""To the inch, in a PNG."""

_GREY, _LIGHT = "#666666", "#dddddd"
_COLOURS: dict[Style, str] = {"told": "#0072b2", "perhaps": "#a6cee3", "planned": "#d55e00"}  # told apart by all eyes


def svg(chart: Chart) -> str:
    """Return a chart as SVG."""
    written = io.BytesIO()
    _drawn(chart, written, "svg")
    return "\n".join(line.rstrip() for line in written.getvalue().decode().splitlines()) + "\n"


def png(chart: Chart) -> bytes:
    """Return a chart as PNG.

    Raises:
        SpaceflightError: no installed font has its letters.
    """
    written = io.BytesIO()
    _drawn(chart, written, "png")
    return written.getvalue()


def _drawn(chart: Chart, sink: io.BytesIO, form: str) -> None:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise SpaceflightError("matplotlib is not installed. Fix: `pip install 'spaceflight-graph[plot]'`.") from None
    as_text = form == "svg"
    chosen = ["sans-serif"] if as_text else fonts.families(chart.texts())
    ours: dict[str, Any] = {
        "font.family": chosen,
        "font.sans-serif": [fonts.LATIN, "Verdana"],  # as wide, and on other systems
        "font.size": _LETTERS,
        "svg.fonttype": "none",
        "svg.hashsalt": "spaceflight",
        "text.parse_math": False,
    }
    with mpl.rc_context(), warnings.catch_warnings(), _quiet_fonts():
        mpl.rcdefaults()  # nobody's own style gets in
        mpl.rcParams.update(ours)  # type: ignore[arg-type]  # its names are not all known to be its own
        if as_text:
            warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)  # the reader's fonts have them
        figure = _figure(chart, Figure())
        told = {"Title": _safe(chart.title), "Creator": None, "Date": None} if as_text else {"Software": None}
        figure.savefig(sink, format=form, dpi=_DOTS, metadata=told, facecolor="white")


@contextmanager
def _quiet_fonts() -> Iterator[None]:
    """Keep matplotlib from telling that a Chinese font has no bold letters."""
    logger = logging.getLogger("matplotlib.font_manager")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _figure(chart: Chart, figure: "Figure") -> "Figure":
    left, right = (_wide(row.label for row in chart.rows), _wide(row.note for row in chart.rows))
    heads = [chart.title, *chart.footer, "   ".join(text for _, text in chart.key)]
    inches = max(left + chart.width + right + 4 * _MARGIN, _wide(heads) * 1.35 + 2 * _MARGIN)
    above = 0.45 + (0.25 if chart.key else 0) + (0.2 if chart.line_text else 0)
    below = 0.1 + (0.25 if chart.ticks else 0) + (0.22 if chart.ends else 0) + 0.2 * len(chart.footer)
    field = _PITCH * max(1, len(chart.rows))
    tall = above + field + below
    figure.set_size_inches(inches, tall)

    def write(x: float, y: float, text: str, **how: Any) -> None:
        figure.text(x / inches, 1 - y / tall, _safe(text), va="baseline", **how)

    begin = left + 2 * _MARGIN if left else _MARGIN
    axes = figure.add_axes((begin / inches, below / tall, chart.width / inches, field / tall))
    _field(axes, chart)
    write(_MARGIN, 0.28, chart.title, size=12, weight="bold")
    at = _MARGIN
    for style, text in chart.key:
        figure.text(
            at / inches, 1 - 0.5 / tall, "◇" if style == "planned" else "●", color=_COLOURS[style], va="baseline"
        )
        write(at + 0.17, 0.5, text, color=_GREY)
        at += 0.4 + _wide([text])
    for number, row in enumerate(chart.rows):
        y = above + _PITCH * (number + 0.5) + 0.045
        write(begin - _MARGIN, y, row.label, ha="right")
        write(begin + chart.width + _MARGIN, y, row.note, color=_GREY if row.aside else "black")
    y = above + field
    for tick in chart.ticks:
        x = begin + chart.width * (tick.at - chart.low) / (chart.high - chart.low)
        write(x, y + 0.17, tick.text, ha="center", size=8, color=_GREY)
    y += 0.25 if chart.ticks else 0
    if chart.line is not None and chart.line_text:
        x = begin + chart.width * (chart.line - chart.low) / (chart.high - chart.low)
        write(x, above - 0.06, chart.line_text, ha="center", size=8)
    if chart.ends:
        middle = begin + chart.width * (0 - chart.low) / (chart.high - chart.low)
        write(middle - 0.1, y + 0.12, chart.ends[0], ha="right", size=8, color=_GREY)
        write(middle + 0.1, y + 0.12, chart.ends[1], ha="left", size=8, color=_GREY)
        y += 0.22
    for number, text in enumerate(chart.footer):
        write(_MARGIN, y + 0.14 + 0.2 * number, text, size=8, color=_GREY)
    return figure


def _field(axes: "Axes", chart: Chart) -> None:
    axes.set_xlim(chart.low, chart.high)
    axes.set_ylim(max(1, len(chart.rows)), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    for tick in chart.ticks:
        axes.axvline(tick.at, color=_LIGHT, linewidth=0.8, zorder=0)
    if not chart.ticks:
        axes.axvline(0, color=_LIGHT, linewidth=2, zorder=0)
    if chart.line is not None:
        axes.axvline(chart.line, color="black", linewidth=1, zorder=1)
    for number, row in enumerate(chart.rows):
        for span in row.spans:
            _mark(axes, chart, number + 0.5, span)


def _mark(axes: "Axes", chart: Chart, y: float, span: Span) -> None:
    colour, hollow = _COLOURS[span.style], span.style == "planned"
    if (span.high - span.low) / (chart.high - chart.low) * chart.width < _SHORTEST_BAR:
        axes.plot(
            [(span.low + span.high) / 2],
            [y],
            marker="D" if hollow else "o",
            markersize=5.5 if hollow else 6.5,
            markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=1.4,
            clip_on=False,
            zorder=3,
        )
        return
    axes.barh(
        y,
        span.high - span.low,
        left=span.low,
        height=0.55,
        color="white" if hollow else colour,
        edgecolor=colour,
        linewidth=1.2 if hollow else 0,
        zorder=2,
    )


def _wide(texts: Iterable[str]) -> float:
    return max((tables.width(_safe(text)) for text in texts), default=0) * _COLUMN


def _safe(text: str) -> str:
    """Return a text as one line, cut where it is too wide."""
    text = printable.line(text)
    if tables.width(text) <= _WIDEST:
        return text
    from wcwidth import clip

    return f"{clip(text, 0, _WIDEST - 1, fillchar='')}…"
