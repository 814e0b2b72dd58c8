"""Charts of the room `plot` as SVG for a page: the same rows, axis and marks as in pictures of answers."""

from spaceflight_graph.plot.chart import Chart, Span, Style
from spaceflight_graph.serve.pages.pictures import svg
from spaceflight_graph.serve.pages.pictures.svg import Picture

_ROW, _LEFT, _RIGHT = 22, 252, 690
_KEY, _AXIS = 28, 22
_SHORTEST_BAR = 8
"""What is shorter is a mark."""
_KINDS: dict[Style, str] = {"told": "actual", "perhaps": "perhaps", "planned": "planned"}


def drawn(chart: Chart, name: str) -> Picture:
    """Return a chart as a picture, which in words is its rows."""
    top = _KEY if chart.key else 4
    bottom = top + _ROW * len(chart.rows)
    parts = _key(chart)
    free = 0.0
    for tick in chart.ticks:
        x, half = _across(chart, tick.at), svg.wide(tick.text) / 2
        parts.append(svg.line("row", x, top, x, bottom))
        if x - half >= free:  # two texts do not run into each other
            parts.append(svg.text(x, bottom + 15, tick.text, anchor="middle", kind="aside"))
            free = x + half
    for number, row in enumerate(chart.rows):
        y = top + _ROW * (number + 0.5)
        parts.append(svg.text(_LEFT - 8, y + 4, row.label, anchor="end", room=_LEFT - 12))
        parts.append(svg.line("row", _LEFT, y, _RIGHT, y))
        parts += [_mark(chart, span, y, row.label) for span in row.spans]
        parts.append(svg.text(_RIGHT + 10, y + 4, row.note, room=svg.WIDTH - _RIGHT - 10))
    told = [f"{row.label}: {row.note}" for row in chart.rows]
    return svg.picture(name, chart.title, told, bottom + (_AXIS if chart.ticks else 4), parts)


def _key(chart: Chart) -> list[str]:
    parts, x = [], float(_LEFT + 8)
    for style, words in chart.key:
        parts += [svg.circle(_KINDS[style], x, 12, 5), svg.text(x + 10, 16, words)]
        x += 40 + svg.wide(words)
    return parts


def _across(chart: Chart, at: float) -> float:
    return _LEFT + 8 + (_RIGHT - _LEFT - 16) * (at - chart.low) / (chart.high - chart.low)


def _mark(chart: Chart, span: Span, y: float, label: str) -> str:
    low, high = _across(chart, span.low), _across(chart, span.high)
    told = f"{label}: {span.text}" if span.text else ""
    if high - low < _SHORTEST_BAR:
        return svg.circle(_KINDS[span.style], (low + high) / 2, y, 5, told)
    return svg.box(_KINDS[span.style], low, y - 6, high - low, 12, told)
