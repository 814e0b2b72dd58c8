"""What somebody may have meant: the only place that says which names come near another, and how one is typed back.

Every "did you mean" of the project comes from here: names of things, terms, queries, parameters and commands.
"""

import re
from collections.abc import Iterable, Sequence

MOST = 8
"""How many candidates a message lists."""

_NEEDS_QUOTES = re.compile(r"[^\w@%+=:,./-]")
_OBEYED = re.compile(r"[\\\"$`!]")
"""What a shell obeys also within double quotes."""


def nearest(wanted: str, known: Iterable[str], most: int = MOST, cutoff: float = 0.6) -> list[str]:
    """Return the names that come near what was typed, nearest first; then those that it is a part of.

    Args:
        wanted: what was typed, spelled as the names are (see `rdf.names.key`).
        known: the names there are; what is equally near keeps their order.
        most: how many to return.
        cutoff: how alike they must be, from 0 to 1.

    >>> nearest("lanch", ["landing", "launch", "docking", "relanch"])
    ['launch', 'relanch']
    """
    import difflib  # only who has mistyped waits for it

    known = list(dict.fromkeys(known))
    near = difflib.get_close_matches(wanted, known, most, cutoff)
    if wanted:
        near += sorted(name for name in known if wanted in name and name not in near)
    return near[:most]


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
    import difflib  # only a mistake needs it

    folded: dict[str, list[str]] = {}
    for one in known:
        folded.setdefault(one.casefold(), []).append(one)
    same = name.casefold() in folded
    near = [name.casefold()] if same else difflib.get_close_matches(name.casefold(), folded, most, cutoff=0.6)
    upper = name[:1].isupper()  # a class and no property, or the other way round
    return [one for text in near for one in sorted(folded[text], key=lambda one: one[:1].isupper() != upper)][:most]


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
