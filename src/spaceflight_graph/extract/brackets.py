"""The only place that pairs the brackets of wikitext: where templates, links, comments and references begin and end.

Positions count characters from 0. Nothing here raises: what does not end is told, and what stands before it is kept.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<comment><!--)|(?P<verbatim><(?:nowiki|pre|math)\b[^>]*(?<!/)>)|(?P<empty><ref\b[^<>]*/>)"
    r"|(?P<ref><ref\b[^<>]*>)|(?P<open>\{\{|\[\[)|(?P<close>\}\}|\]\])",
    re.IGNORECASE,
)
_ENDS = {"comment": re.compile("-->"), "ref": re.compile(r"</ref\s*>", re.IGNORECASE)}
_PARTNER = {"}}": "{{", "]]": "[["}
_AFTER_A_BOX = re.compile(r"^(?:=+[^=\n].*=|'''|#|\{\||\n(?![ \t]*[|{}*<!\n])[ \t]*\S)", re.MULTILINE)
"""Where an article goes on below a box that was never closed: a heading, a bold name, a table, a text of its own."""

_MOST_UNCLOSED = 20
"""How many templates that do not end are told of one page; each costs a reading of what stands below it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A template that stands in no other.

    Attributes:
        start: of its opening brackets.
        end: behind its closing brackets; where it does not end, behind what can still belong to it.
        missing: the brackets that would end it; empty where it ends.
    """

    start: int
    end: int
    missing: str = ""


def templates(text: str) -> list[Span]:
    """Return the templates of a page that stand in no other and in no reference or comment, in its order."""
    found: list[Span] = []
    at = 0
    for _ in range(_MOST_UNCLOSED):
        spans, unclosed = _paired(text, at)
        found += spans
        if unclosed is None:
            break
        end = _AFTER_A_BOX.search(text, unclosed + 2)
        cut = end.start() if end else len(text)
        found.append(Span(unclosed, cut, _missing(text[unclosed:cut])))
        at = cut
    return found


def masked(text: str) -> str:
    """Return a text as long as this one, with NUL for what stands in templates, links, references and comments."""
    letters = list(text)
    stack: list[tuple[str, int]] = []
    for kind, start, end in _tokens(text, 0):
        if kind in ("{{", "[["):
            stack.append((kind, start))
            continue
        opener = start if kind == "skip" else _popped(stack, kind)
        if opener is not None:
            letters[opener:end] = "\0" * (end - opener)
    return "".join(letters)


def _tokens(text: str, at: int) -> list[tuple[str, int, int]]:
    """Return brackets, and as ``skip`` what is no markup inside: comments, verbatim text, references."""
    found: list[tuple[str, int, int]] = []
    while token := _TOKEN.search(text, at):
        at = token.end()
        kind = token.lastgroup or ""
        if kind in ("open", "close"):
            found.append((token.group(), token.start(), at))
            continue
        if kind == "verbatim":
            name = re.match(r"<\w+", token.group())
            end = re.compile(f"</{name.group()[1:] if name else ''}\\s*>", re.IGNORECASE).search(text, at)
        else:
            end = _ENDS[kind].search(text, at) if kind in _ENDS else None
        if end is not None:
            at = end.end()
        elif kind == "comment":
            at = len(text)  # as the page's own reader has it: the rest is no text
        found.append(("skip", token.start(), at))
    return found


def _popped(stack: list[tuple[str, int]], closer: str) -> int | None:
    """Take the opener of a closer off the stack, and what never ended inside it; return its position."""
    wanted = _PARTNER[closer]
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == wanted:
            start = stack[depth][1]
            del stack[depth:]
            return start
        if wanted == "[[" and stack[depth][0] == "{{":
            return None  # a link ends within the template that it began in
    return None


def _paired(text: str, at: int) -> tuple[list[Span], int | None]:
    """Return the outermost templates from a position on, and where the first begins that does not end."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for kind, start, end in _tokens(text, at):
        if kind in ("{{", "[["):
            stack.append((kind, start))
        elif kind in _PARTNER:
            opener = _popped(stack, kind)
            if opener is not None and kind == "}}":
                while found and found[-1].start > opener:
                    found.pop()
                found.append(Span(opener, end))
    unclosed = next((start for kind, start in stack if kind == "{{"), None)
    return [span for span in found if unclosed is None or span.start < unclosed], unclosed


def _missing(text: str) -> str:
    stack: list[tuple[str, int]] = []
    for kind, start, _ in _tokens(text, 0):
        if kind in ("{{", "[["):
            stack.append((kind, start))
        elif kind in _PARTNER:
            _popped(stack, kind)
    comment = "-->" if text.rfind("<!--") > text.rfind("-->") else ""
    return comment + "".join("}}" if kind == "{{" else "]]" for kind, _ in reversed(stack))
