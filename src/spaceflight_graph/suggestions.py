"""What somebody may have meant: the only place that says which names come near another, and how one is typed back.

Every "did you mean" of the project comes from here: names of things, terms, queries, parameters and commands.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

MOST = 8
"""How many candidates a message lists."""

_NEEDS_QUOTES = re.compile(r"[^\w@%+=:,./-]")
_OBEYED = re.compile(r"[\\\"$`!]")
"""What a shell obeys also within double quotes."""


def nearest(
    wanted: str, known: Iterable[str], most: int = MOST, cutoff: float = 0.6, *, parts: bool = False
) -> list[str]:
    """Return the names that come near what was typed, the nearest first; letter case hardly counts.

    Args:
        wanted: what was typed, spelled as the names are (see `rdf.names.key`).
        known: the names there are, in an order that does not change; what is equally near keeps it.
        most: how many to return.
        cutoff: how alike they must be, from 0 to 1.
        parts: whether names follow that it is a part of.

    >>> nearest("SpaceWalk", ["Spacewalk", "Launch", "SpaceStation"])
    ['Spacewalk']
    """
    import difflib  # only who has mistyped waits for it

    folded: dict[str, list[str]] = {}
    for one in dict.fromkeys(known):
        folded.setdefault(one.casefold(), []).append(one)
    near = difflib.get_close_matches(wanted.casefold(), folded, most, cutoff)
    if parts and wanted:
        near += sorted(name for name in folded if wanted.casefold() in name and name not in near)
    return [one for text in near for one in folded[text]][:most]


def respelled(name: str, known: Iterable[str], most: int = MOST) -> list[str]:
    """Return the terms that come near one that does not exist, nearest first; or those that differ in case alone.

    Args:
        name: as a user wrote it.
        known: those that exist, in an order that does not change.
        most: how many to return at most.

    >>> known = ["Spacewalk", "Launch", "SpaceStation"]
    >>> respelled("SpaceWalk", known), respelled("Spacewalks", known)
    (['Spacewalk'], ['Spacewalk'])
    """
    known = list(known)
    near = [one for one in known if one.casefold() == name.casefold()] or nearest(name, known)
    upper = name[:1].isupper()  # a class and no property, or the other way round
    alike = groupby(near, str.casefold)
    return [one for _, same in alike for one in sorted(same, key=lambda one: one[:1].isupper() != upper)][:most]


def either(names: Sequence[str]) -> str:
    """Return names of which one is to be chosen; at least one.

    >>> either(["a", "b", "c"]), either(["a"])
    ('a, b or c', 'a')
    """
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def typed(name: str) -> str:
    """Return a name as a shell takes it for one word: quoted where it must be.

    >>> print(typed("soyuz-ms-07"), typed("联盟MS-07"), typed("Soyuz MS-07"), typed("it's"))
    soyuz-ms-07 联盟MS-07 "Soyuz MS-07" "it's"
    """
    if name and not _NEEDS_QUOTES.search(name):
        return name
    return f'"{name}"' if not _OBEYED.search(name) else "'" + name.replace("'", "'\\''") + "'"
