"""When two references are the same: the only place that says so, so that none is given twice.

Wikibase gives a reference another hash for another day of retrieval (P813). Here two are the same where they lead to
one address, whether it is written with ``https``, ``www.``, its port, a slash at its end or not, with letters or their
percent codes, or as a copy of the Internet Archive; or where they are stated in one item (P248) and do not differ in
where in it.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from spaceflight_graph.link.statement import Item, Reference, Text

STATED_IN, ADDRESS = "P248", "P854"
LOCATORS = frozenset({"P304", "P478", "P792", "P958"})
"""Page, volume, chapter, section."""
_COPY = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=.)", re.IGNORECASE)
_PORT = re.compile(r":(80|443)$")


def same_address(a: str, b: str) -> bool:
    """Whether two addresses lead to one page.

    >>> same_address("https://www.example.org/a/", "http://example.org/a"), same_address("http://e.org/a", "http://e.org/A")
    (True, False)
    """
    return _folded(a) == _folded(b)


def is_among(
    reference: Reference, others: Iterable[Reference], current: Callable[[str], str] = lambda item: item
) -> bool:
    """Whether a reference is the same as one of others.

    Args:
        reference: ours.
        others: theirs.
        current: the id that an item has after all merges.
    """
    return any(_same(reference, other, current) for other in others)


def _same(ours: Reference, theirs: Reference, current: Callable[[str], str]) -> bool:
    if _addresses(ours) & _addresses(theirs):
        return True
    both = _items(ours, current) & _items(theirs, current)
    return bool(both) and (not _locators(ours) or _locators(ours) == _locators(theirs))


def _addresses(reference: Reference) -> set[str]:
    return {
        _folded(snak.value.text)
        for snak in reference.snaks
        if snak.property == ADDRESS and isinstance(snak.value, Text)
    }


def _items(reference: Reference, current: Callable[[str], str]) -> set[str]:
    return {
        current(snak.value.id)
        for snak in reference.snaks
        if snak.property == STATED_IN and isinstance(snak.value, Item)
    }


def _locators(reference: Reference) -> frozenset[object]:
    return frozenset(snak for snak in reference.snaks if snak.property in LOCATORS)


def _folded(address: str) -> str:
    page = unquote(_COPY.sub("", address).partition("#")[0])
    _, scheme, rest = page.partition("://")
    host, slash, path = (rest if scheme else page).partition("/")
    return (_PORT.sub("", host.lower().removeprefix("www.")) + slash + path).rstrip("/")
