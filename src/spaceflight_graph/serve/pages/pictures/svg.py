"""SVG as text: the only place that knows how a picture is named, scaled and told in words to who does not see it.

Lengths are in units of a view that is `WIDTH` wide; how the parts look is in ``style.css``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from spaceflight_graph import tables

WIDTH = 940
_LETTER = 7.2
"""How wide a letter of the usual size is, two of which make a Chinese one."""


@dataclass(frozen=True)
class Picture:
    """A picture of a page.

    Attributes:
        title: of the picture.
        svg: the picture.
    """

    title: str
    svg: str


def picture(name: str, title: str, told: Iterable[str], height: float, parts: Sequence[str]) -> Picture:
    """Return a picture.

    Args:
        name: unlike that of any other picture of the page.
        title: what it shows.
        told: the same in words, a sentence each: what it is for who does not see it.
        height: of the view.
        parts: what is drawn.
    """
    role = "group" if any("<a " in part for part in parts) else "img"  # within an image no link can be reached
    head = (
        f'<svg class="picture" viewBox="0 0 {WIDTH} {height:g}" role="{role}"'
        f' aria-labelledby="{name}-title {name}-told">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-told">{escape("; ".join(told))}</desc>',
    )
    return Picture(title, "\n".join([*head, *filter(None, parts), "</svg>"]))


def text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "", room: float = 0) -> str:
    """Return a line of text; one that has no room is cut, and told whole to who points at it.

    >>> text(1, 2, "a<b", room=10)
    '<text x="1" y="2"><title>a&lt;b</title>…</text>'
    """
    if not words:
        return ""
    shown = cut(words, room) if room else words
    whole = f"<title>{escape(words)}</title>" if shown != words else ""
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    of_kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{anchored}{of_kind}>{whole}{escape(shown)}</text>'


def wide(words: str) -> float:
    """Return how much room a text of the usual size takes at most."""
    return tables.width(words) * _LETTER


def cut(words: str, room: float) -> str:
    """Return a text as far as there is room for it.

    >>> cut("Launch of Soyuz", 66), cut("联盟MS-07", 60), cut("联盟", 60)
    ('Launch …', '联盟MS…', '联盟')
    """
    most = int(room / _LETTER)
    if tables.width(words) <= most:
        return words
    kept = ""
    for letter in words:
        if tables.width(kept + letter) >= most - 1:
            break
        kept += letter
    return f"{kept}…"


def shape(element: str, kind: str, numbers: Mapping[str, float], told: str = "") -> str:
    """Return a shape of a kind, with what is told to who points at it.

    >>> shape("circle", "actual", {"cx": 1, "cy": 2.25, "r": 5})
    '<circle class="actual" cx="1" cy="2.25" r="5"/>'
    """
    placed = " ".join(f'{name}="{round(number, 2):g}"' for name, number in numbers.items())
    head = f'<{element} class="{kind}" {placed}'
    return f"{head}><title>{escape(told)}</title></{element}>" if told else f"{head}/>"


def circle(kind: str, x: float, y: float, r: float, told: str = "") -> str:
    """Return a circle."""
    return shape("circle", kind, {"cx": x, "cy": y, "r": r}, told)


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a line."""
    return shape("line", kind, {"x1": x1, "y1": y1, "x2": x2, "y2": y2})


def box(kind: str, x: float, y: float, width: float, height: float, told: str = "") -> str:
    """Return a box."""
    return shape("rect", kind, {"x": x, "y": y, "width": width, "height": height}, told)


def link(address: str | None, inside: str) -> str:
    """Return what leads to a page where it has one."""
    return f'<a href="{escape(address)}">{inside}</a>' if address else inside
