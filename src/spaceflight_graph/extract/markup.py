"""A value written in wikitext as it is read: the only place that parts a list into its members."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spaceflight_graph.extract.pieces import NOT_CLOSED, Part, Piece, pieces

EMPTY = "no value is given"

_LEFTOVER = re.compile(r"\{\{|\}\}|\[\[|\]\]|<ref\b|<!--|-->|\{\||\|\}|</?[a-z]+[^<>]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"[\d(（,，~≈±–—-]|[a-z]{2,}\b")
"""How words begin that go on with what stands before a line break: a clock time below its date, a remark."""


@dataclass(slots=True)
class Item:
    """One value; a list holds several.

    Attributes:
        text: without markup, with single spaces; empty where ``why`` is told.
        start: of the first that is shown, with its markup; -1: nothing is.
        end: behind the last.
        parts: links and flags.
        why: no reader can read it, for this reason.
    """

    text: str = ""
    start: int = -1
    end: int = -1
    parts: list[Part] = field(default_factory=list)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Inner:
    """A template within a value that holds fields of its own.

    Attributes:
        start: where it begins.
        text: as it stands.
    """

    start: int
    text: str


def read(wikitext: str, start: int) -> tuple[list[Item], list[Inner]]:
    """Return the values in a piece of wikitext, and the templates in it that hold fields of their own.

    Args:
        wikitext: what stands behind the equals sign of a field, or in the cell of a table.
        start: where it begins on the page.
    """
    items: list[Item] = []
    inner: list[Inner] = []
    open_: list[Piece] = []
    for piece in [*pieces(wikitext, start), Piece("item")]:
        if piece.kind == "inner":
            inner.append(Inner(piece.start, piece.text))
        elif piece.kind == "item":
            items += _values(open_)
            open_ = []
        else:
            open_.append(piece)
    return items, inner


def _values(pieces: list[Piece]) -> Iterator[Item]:
    """Yield the values between two ends of a list's member.

    What stands on another line is another value, for it can only be quoted there; a line break of the markup parts
    values where what follows begins anew.
    """
    lines: list[tuple[str, list[Piece]]] = [("line", [])]
    for piece in pieces:
        if piece.kind in ("br", "line"):
            lines.append((piece.kind, []))
        else:
            lines[-1][1].append(piece)
    joined: list[list[Piece]] = []
    for kind, line in lines:
        words = "".join(piece.text for piece in line if piece.kind != "why").strip()
        before = "".join(piece.text for piece in joined[-1]).rstrip() if joined else ""
        goes_on = _GOES_ON.match(words) or before.endswith((",", "，", "、", "–", "-"))
        if joined and (not before or (kind == "br" and (not words or goes_on))):
            joined[-1] += [Piece("text", " "), *line]
        else:
            joined.append(line)
    for line in joined:
        item = _item(line)
        if item.text or item.why:
            yield item


def _item(pieces: list[Piece]) -> Item:
    item = Item()
    for piece in pieces:
        if piece.kind == "why":
            item.why = item.why or piece.text
        if piece.part is not None:
            item.parts.append(piece.part)
        if piece.kind == "text":
            item.text += piece.text
        if (piece.kind == "why" or piece.text.strip()) and piece.kind != "flag" and piece.start >= 0:
            item.start = piece.start if item.start < 0 else item.start
            item.end = piece.end
    item.text = " ".join(item.text.split()).rstrip(",，、")
    named = next((piece for piece in pieces if piece.kind == "flag" and piece.text), None)
    if named is not None and not item.text and not item.why:  # a country, and no flag before a name
        item.text, item.start, item.end = named.text, named.start, named.end
    if not item.why and _LEFTOVER.search(item.text):
        item.why = NOT_CLOSED
    if item.why:
        item.text = ""
    return item
