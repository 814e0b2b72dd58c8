"""Letters of all languages: the only place that chooses among the fonts that are installed."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from spaceflight_graph.errors import SpaceflightError

LATIN = "DejaVu Sans"
"""Comes with matplotlib; it has Latin and Cyrillic letters."""

PREFERRED = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "SimHei", "Noto Sans CJK JP",
    "Droid Sans Fallback",
)  # fmt: skip
"""Fonts with Chinese letters."""


def families(texts: Iterable[str]) -> list[str]:
    """Return installed fonts that together have all letters of some texts, the first for most of them.

    Raises:
        SpaceflightError: there are letters that none has.
    """
    wanted = {ord(letter) for text in texts for letter in text if letter.isprintable()}
    found = [LATIN]
    missing = wanted - _letters(_files()[LATIN])
    for name, file in _files().items():
        if not missing:
            break
        if has := missing & _letters(file):
            found.append(name)
            missing -= has
    if missing:
        shown = "".join(map(chr, sorted(missing)[:12]))
        raise SpaceflightError(
            f"no font is installed that has the letters {shown}. Fix: install one, such as Noto Sans CJK SC, or write"
            " SVG, which is drawn with the fonts of those who look at it."
        )
    return found


@cache
def _files() -> dict[str, Path]:
    """Return the installed fonts by name, those preferred first, a file each."""
    from matplotlib.font_manager import fontManager

    rank = {name: number for number, name in enumerate((LATIN, *PREFERRED))}
    fonts = sorted(
        (rank.get(font.name, len(rank)), font.name, font.style != "normal", abs(int(font.weight) - 400), font.fname)
        for font in fontManager.ttflist
        if str(font.weight).isdigit()
    )
    found: dict[str, Path] = {}
    for _, name, _, _, file in fonts:
        found.setdefault(name, Path(file))
    return found


@cache
def _letters(file: Path) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(str(file)).get_charmap())
    except (OSError, RuntimeError):  # gone or broken since matplotlib listed it
        return frozenset()
