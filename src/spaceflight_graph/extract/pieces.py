"""Wikitext in pieces: the only place that tells its words from its markup, each with its place.

Positions count characters of the page from 0, so that what is read can be found on its line to the letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spaceflight_graph.extract.shown import NAMED_FLAGS, Shows, folded_name, shown

if TYPE_CHECKING:
    from mwparserfromhell.nodes import ExternalLink, Node, Tag, Template, Wikilink

COMPUTED = "computed by the page"
NOT_CLOSED = "its markup does not end"

_PICTURE = re.compile(
    r"\s*(?:file|image|media|category|datei|bild|kategorie|文件|图像|檔案|圖像|分类|分類)\s*:", re.IGNORECASE
)
_VARIANTS = re.compile(r"-\{(?:[^{}|]{0,9}\|)?([^{}]*)\}-")
_QUOTES = re.compile(r"'{2,}")
_NO_WORDS = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\u200e": ""})
_WRAPPERS = frozenset(
    [
        "span",
        "small",
        "big",
        "sub",
        "sup",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "div",
        "center",
        "p",
        "abbr",
        "font",
        "nobr",
        "nowiki",
        "cite",
        "li",
        "ul",
        "ol",
        "tt",
    ]
)
_UNSEEN = frozenset(["ref", "s", "del", "strike", "templatestyles", "gallery", "references", "noinclude"])
_LONGEST_NESTING = 20


@dataclass(frozen=True, slots=True)
class Part:
    """What markup sets apart within a value.

    Attributes:
        text: its words.
        start: of the words as they stand.
        end: behind them.
        target: the name of the page that it links to, or another name that the page gives it; else empty.
        flag: it is a picture of a flag, and the words are a country's code or name.
    """

    text: str
    start: int
    end: int
    target: str = ""
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with their place; ``br``, ``line`` and ``item`` part values, and ``why`` tells what cannot be read."""

    kind: str
    text: str = ""
    start: int = -1
    end: int = -1
    part: Part | None = None


def arguments(template: "Template", start: int) -> Iterator[tuple[str, str, int]]:
    """Yield name, value as it stands and position of the value, for each argument of a template that begins there."""
    at = start + 2 + len(str(template.name))
    for argument in template.params:
        at += 1 + (len(str(argument.name)) + 1 if argument.showkey else 0)
        value = str(argument.value)
        yield str(argument.name).strip(), value, at
        at += len(value)


def plain(wikitext: str) -> str:
    """Return the words of a piece of wikitext in one line, such as a heading."""
    return " ".join("".join(piece.text if piece.kind == "text" else " " for piece in pieces(wikitext, 0)).split())


def pieces(wikitext: str, start: int, depth: int = 0) -> Iterator[Piece]:
    """Yield the pieces of wikitext that begins at a position of the page, in ``depth`` templates or tags."""
    import mwparserfromhell
    from mwparserfromhell.nodes import Comment, ExternalLink, HTMLEntity, Tag, Template, Text, Wikilink

    if depth > _LONGEST_NESTING:
        yield Piece("why", NOT_CLOSED, start, start + len(wikitext))
        return
    try:
        nodes: list[Node] = list(mwparserfromhell.parse(wikitext, skip_style_tags=True).nodes)
    except mwparserfromhell.parser.ParserError:
        yield Piece("why", NOT_CLOSED, start, start + len(wikitext))
        return
    at = start
    for node in nodes:
        whole = str(node)
        if isinstance(node, Text):
            yield from _words(whole, at)
        elif isinstance(node, HTMLEntity):
            yield Piece("text", str(node.normalize()).translate(_NO_WORDS), at, at + len(whole))
        elif isinstance(node, Wikilink):
            yield from _link(node, at)
        elif isinstance(node, Template):
            yield from _template(node, at, depth)
        elif isinstance(node, Tag):
            yield from _tag(node, at, depth)
        elif isinstance(node, ExternalLink):
            yield from _address(node, at)
        elif not isinstance(node, Comment):
            yield Piece("why", NOT_CLOSED, at, at + len(whole))
        at += len(whole)


def _words(text: str, at: int) -> Iterator[Piece]:
    """Yield plain words, a line each."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Piece("line")
        left = len(line) - len(line.lstrip())
        words = _VARIANTS.sub(_one_script, _QUOTES.sub("", line)).translate(_NO_WORDS)
        yield Piece("text", words, at + left, at + len(line.rstrip()))
        at += len(line) + 1


def _one_script(match: re.Match[str]) -> str:
    """Return the mainland's words of a text that is written for each script."""
    by_script = dict(re.findall(r"(zh-[a-z]+)\s*:\s*([^;]*)", match.group(1)))
    for script in ("zh-cn", "zh-hans"):
        if script in by_script:
            return str(by_script[script]).strip()
    return next(iter(by_script.values()), match.group(1)).strip()


def _link(node: "Wikilink", at: int) -> Iterator[Piece]:
    title = str(node.title)
    if _PICTURE.match(title):
        return
    end = at + len(str(node))
    inner = at + 2 if node.text is None else at + 2 + len(title) + 1
    words = title if node.text is None else str(node.text)
    yield _shown(words, inner, (at, end), title.strip().lstrip(":").replace("_", " "))


def _shown(words: str, inner: int, outer: tuple[int, int], target: str) -> Piece:
    """Return the words of a link, which may have markup of their own."""
    text = plain(words)
    left = len(words) - len(words.lstrip())
    part = Part(text, inner + left, inner + len(words.rstrip()), target)
    return Piece("text", text, *outer, part if text else None)


def _address(node: "ExternalLink", at: int) -> Iterator[Piece]:
    if node.title is not None:
        yield Piece("text", plain(str(node.title)), at, at + len(str(node)))


def _tag(node: "Tag", at: int, depth: int) -> Iterator[Piece]:
    name = str(node.tag).strip().casefold()
    whole = str(node)
    if name in _UNSEEN:
        return
    if name in ("li", "dd", "dt", "ul", "ol"):
        yield Piece("item")
    if name in ("br", "hr", "p", "div"):
        yield Piece("br")
    if node.self_closing or node.wiki_markup or name in ("br", "hr"):
        if name == "table":
            yield Piece("why", "a table within a value", at, at + len(whole))
        return
    contents = "" if node.contents is None else str(node.contents)
    inner = whole.find(">") + 1
    if name not in _WRAPPERS or not whole.startswith(contents, inner):
        yield Piece("why", f"nothing is known of <{name}>", at, at + len(whole))
        return
    yield from pieces(contents, at + inner, depth + 1)
    if name in ("p", "div"):
        yield Piece("br")


def _template(node: "Template", at: int, depth: int) -> Iterator[Piece]:
    given = list(arguments(node, at))
    end = at + len(str(node))
    by_name = {name: _bare(value) for name, value, _ in given}
    found = shown(str(node.name), by_name)
    named = sum(not name.isdigit() for name in by_name)
    if found.how is Shows.UNKNOWN and named and (named > 1 or named == len(by_name)):
        yield Piece("inner", str(node), at, end)
    elif found.how is Shows.UNKNOWN:
        yield Piece("why", f"nothing is known of {{{{{str(node.name).strip()}}}}}", at, end)
    elif found.how is Shows.COMPUTED:
        yield Piece("why", COMPUTED, at, end)
    elif found.how is Shows.TEXT:
        yield Piece("text", found.text, at, end)
    elif found.how is Shows.LIST:
        for name, value, start in given:
            if name.isdigit():
                yield Piece("item")
                yield from pieces(value, start, depth + 1)
        yield Piece("item")
    elif found.how is not Shows.NOTHING:
        yield from _argument(found.how, found.argument, given, (at, end), depth, str(node.name))


def _argument(
    how: Shows, which: str, given: list[tuple[str, str, int]], outer: tuple[int, int], depth: int, name: str
) -> Iterator[Piece]:
    """Yield what a template shows of one argument."""
    if how is Shows.FLAG and not which:  # {{RUS}}
        start = outer[0] + 2
        yield Piece("flag", "", *outer, Part(name.strip()[:3], start, start + len(name.rstrip()), flag=True))
        return
    value, start = next(((value, at) for argument, value, at in given if argument == which), ("", -1))
    if not _bare(value):
        return
    if how is Shows.FLAG:
        left = len(value) - len(value.lstrip())
        part = Part(value.strip(), start + left, start + len(value.rstrip()), flag=True)
        words = value.strip() if folded_name(name) in NAMED_FLAGS else ""
        yield Piece("flag", words, *outer, part)
    elif how is Shows.LINK:
        others = [other.strip() for argument, other, _ in given if argument in ("1", "2", "3") and argument != which]
        latin = next((other for other in others if re.search("[A-Z]|[a-z]{4}", other)), "")
        yield _shown(value, start, outer, latin)
    else:
        inner = list(pieces(value, start, depth + 1))
        if all(piece.kind == "text" for piece in inner):
            yield from (Piece("text", piece.text, *outer, piece.part) for piece in inner)
        else:
            yield from inner


def _bare(value: str) -> str:
    return re.sub(r"<!--.*?-->", "", value, flags=re.DOTALL).strip()
