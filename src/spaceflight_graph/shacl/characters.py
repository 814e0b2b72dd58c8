"""Sets of characters as regular expressions have them: the only place that knows classes, blocks and letter case.

Names of categories are left to the store's engine, which knows them; Python's does not, so they are spelled out there.
"""

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Self

Range = tuple[int, int]
_LAST = 0x10FFFF
_CATEGORIES = frozenset({
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
})  # fmt: skip
_START = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D),
    (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME = (*_START, (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
"""``NameStartChar`` and ``NameChar``. https://www.w3.org/TR/xml/#NT-NameStartChar"""


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters, by their numbers and by the categories that they have.

    Attributes:
        ranges: of their numbers.
        categories: of Unicode; a name that begins with ``^`` is of all the others.
        parts: sets that are in it.
        negative: whether all that is not in these is meant.
        less: a set to take out of it at last.
    """

    ranges: tuple[Range, ...] = ()
    categories: frozenset[str] = frozenset()
    parts: tuple["Characters", ...] = ()
    negative: bool = False
    less: "Characters | None" = None

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> Self:
        """Return the characters of some ranges."""
        return cls(tuple(ranges))

    @classmethod
    def escaped(cls, letter: str) -> Self | None:
        r"""Return what ``\s``, ``\i``, ``\c``, ``\d`` and ``\w`` stand for."""
        if letter == "w":
            return cls(categories=frozenset("PZC"), negative=True)
        if letter == "d":
            return cls(categories=frozenset({"Nd"}))
        known = {"s": ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20)), "i": _START, "c": _NAME}
        return cls.of(known[letter]) if letter in known else None

    @classmethod
    def property(cls, name: str) -> Self | None:
        r"""Return the characters that ``\p{…}`` names: of a category, or of a block; nothing for an unknown name."""
        if name in _CATEGORIES:
            return cls(categories=frozenset({name}))
        ranges = _block(name.removeprefix("Is")) if name.startswith("Is") else None
        return None if ranges is None else cls.of(ranges)

    def complement(self) -> "Characters":
        """Return all other characters."""
        return Characters(parts=(self,), negative=True)

    def union(self, other: "Characters") -> "Characters":
        """Return the characters of both."""
        if not (self.negative or self.less or other.negative or other.less):
            return Characters(self.ranges + other.ranges, self.categories | other.categories, self.parts + other.parts)
        return Characters(parts=(self, other))

    def without(self, other: "Characters") -> "Characters":
        """Return the characters that the other does not have."""
        return Characters(parts=(self,), less=other)

    def text(self, *, python: bool) -> str:
        """Return the class in the dialect of the store, or of Python."""
        if not python:
            return self._symbolic()
        numbers = self._numbers()
        return f"[{_spelled(numbers, python=True)}]" if numbers else "(?!)"

    def _symbolic(self) -> str:
        inner = _spelled(_sayable(self.ranges), python=False)
        inner += "".join(rf"\p{{{name}}}" for name in sorted(self.categories))
        inner += "".join(part._symbolic() for part in self.parts)
        if not inner:
            inner = r"\x{0}-\x{10FFFF}"
            text = f"[{'' if self.negative else '^'}{inner}]"
        else:
            text = f"[{'^' if self.negative else ''}{inner}]"
        return text if self.less is None else f"[{text}--{self.less._symbolic()}]"

    def _numbers(self) -> tuple[Range, ...]:
        found = list(self.ranges)
        for name in self.categories:
            found += _category(name)
        for part in self.parts:
            found += part._numbers()
        numbers = _opposite(found) if self.negative else _merged(found)
        if self.less is None:
            return numbers
        return _opposite([*_opposite(numbers), *self.less._numbers()])


def escape(number: int, *, python: bool) -> str:
    """Return a character as it stands for itself in a regular expression."""
    letter = chr(number)
    if letter.isascii() and letter.isalnum():
        return letter
    return f"\\U{number:08x}" if python else {"\n": r"\n", "\r": r"\r"}.get(letter, f"\\x{{{number:X}}}")


def spread(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges with whatever differs from their characters only in case.

    >>> [chr(low) for low, _ in spread([(ord("k"), ord("k"))])]
    ['K', 'k', '\u212a']
    """
    found = list(ranges)
    for low, high in list(found):
        for number in _cased():
            if low <= number <= high:
                found += [(other, other) for other in _cased()[number]]
    return _merged(found)


def _spelled(ranges: Iterable[Range], *, python: bool) -> str:
    return "".join(
        escape(low, python=python) + (f"-{escape(high, python=python)}" if high > low else "") for low, high in ranges
    )


def _sayable(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges without the surrogates, which are no characters."""
    cut = ((low, min(high, 0xD7FF)) for low, high in ranges if low <= 0xD7FF)
    return (*cut, *((max(low, 0xE000), high) for low, high in ranges if high >= 0xE000))


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    found: list[Range] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def _opposite(ranges: Iterable[Range]) -> tuple[Range, ...]:
    edges = [(-1, -1), *_merged(ranges), (_LAST + 1, _LAST + 1)]
    return tuple((one[1] + 1, two[0] - 1) for one, two in pairwise(edges) if one[1] + 1 <= two[0] - 1)


@lru_cache(maxsize=1)
def _cased() -> dict[int, tuple[int, ...]]:
    """Return, for each character, the others that have the same lower or upper case."""
    lower: dict[str, list[int]] = {}
    upper: dict[str, list[int]] = {}
    cased = [n for n in range(0x1F000) if chr(n).lower() != chr(n) or chr(n).upper() != chr(n)]
    for number in cased:
        lower.setdefault(chr(number).lower(), []).append(number)
        upper.setdefault(chr(number).upper(), []).append(number)
    return {n: tuple(sorted({*lower[chr(n).lower()], *upper[chr(n).upper()]} - {n})) for n in cased}


@lru_cache(maxsize=50)
def _category(name: str) -> tuple[Range, ...]:
    """Return the numbers of a category's characters."""
    category = unicodedata.category
    numbers = (number for number in range(sys.maxunicode + 1) if category(chr(number)).startswith(name))
    return _merged((number, number) for number in numbers)


def _block(name: str) -> tuple[Range, ...] | None:
    """Return the ranges of a block of Unicode, by its name without spaces; nothing for an unknown one."""
    from elementpath.regex.unicode_subsets import unicode_block

    try:
        found = unicode_block(name).codepoints
    except KeyError:
        return None
    ranges = [(point, point) if isinstance(point, int) else (point[0], point[1] - 1) for point in found]
    return _merged(ranges)
