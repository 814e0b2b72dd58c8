"""When two names are one: the only place that says how like names are, here and there, in any language. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from spaceflight_graph.query.lookup import key

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_WORD = re.compile(r"[\u2e80-\u9fff]|[^\W\d_\u2e80-\u9fff]+|\d+")
_OR = re.compile(r"\s+/\s+")


class Standing(StrEnum):
    """How a name stands to its thing."""

    LABEL = "label"
    ALIAS = "alias"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Name:
    """A name.

    Attributes:
        text: as it is written.
        language: its code; empty where nobody tells.
        standing: how it stands to its thing.
    """

    text: str
    language: str = ""
    standing: Standing = Standing.LABEL


NO_LIKENESS = ("", 0.0)


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[str, ...]:
    """Return a name as `key` has it; and without what stands in brackets, and either side of a slash.

    >>> spellings("Kounotori 6 (HTV-6)"), spellings("LVM3 / GSLV Mk III")
    (('kounotori6htv6', 'kounotori6'), ('lvm3gslvmkiii', 'lvm3', 'gslvmkiii'))
    """
    whole = key(text)
    if not ("(" in text or "（" in text or "/" in text):
        return (whole,) if whole else ()
    parts = [text, _BRACKETS.sub("", text)]
    parts += _OR.split(parts[1])
    return tuple(dict.fromkeys(spelling for part in parts if (spelling := key(part))))


def likeness(ours: Name, theirs: Name) -> tuple[str, float]:
    """Return in which way two names are one, and how much that says; nothing and 0 where they are not.

    >>> likeness(Name("Soyuz MS-07", "en"), Name("soyuz ms 07"))
    ('normalised_label', 0.7)
    """
    if ours.text != theirs.text and set(spellings(ours.text)).isdisjoint(spellings(theirs.text)):
        return NO_LIKENESS
    if Standing.SLIP in (ours.standing, theirs.standing):
        return "slip", 0.6
    if ours.text != theirs.text:
        return "normalised_label", 0.7
    if ours.language and theirs.language and ours.language != theirs.language:
        return "other_language", 0.8
    return ("exact_label", 1.0) if ours.standing == theirs.standing == Standing.LABEL else ("alias", 0.9)


def words(text: str) -> frozenset[str]:
    """Return the words of a name; of Chinese each character is one.

    >>> sorted(words("联盟MS-07"))
    ['07', 'ms', '盟', '联']
    """
    return frozenset(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def overlap(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return how many of the words of two names are the same, from 0 to 1 (Dice).

    >>> overlap(words("Soyuz MS-07"), words("soyuz ms"))
    0.8
    """
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0


def unpadded(property_: str, text: str) -> str:
    """Return an id as all may write it: a catalogue number has no zeros at its head, whoever pads it to five digits.

    >>> unpadded("P377", "04039"), unpadded("P247", "04039")
    ('4039', '04039')
    """
    return text.lstrip("0") if property_ == "P377" else text
