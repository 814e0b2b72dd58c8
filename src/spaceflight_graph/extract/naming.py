"""Names of things and claims to be: the only place that makes a slug.

A slug is ASCII, small, with hyphens. It is the label's own letters where it has any; a label in another script gives
the document, line and nothing more, for a person to choose a better one: nothing is transliterated.
"""

import re
import unicodedata
from collections.abc import Iterable

from pyoxigraph import NamedNode

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.values import UNITS

_DISAMBIGUATION = re.compile(r" ?\([^)]*\)$")
_MARKS = re.compile(r"[\"«»„“”「」『』]")
"""What no label holds (shapes/entities.ttl)."""
_NICKNAME = re.compile(r" [\"„“][^\"„“”]+[\"“”] (?=\w)")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def slug(label: str, document: str, line: int) -> str:
    """Return the slug of a label that a page has on a line.

    >>> slug("Anton Shkaplerov", "page", 7), slug("Жигули №1", "page", 7), slug("Chang'e 5", "page", 1)
    ('anton-shkaplerov', 'page-l7', 'change-5')
    """
    folded = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    if any(sign.isalpha() and not sign.isascii() for sign in plain):
        return f"{document}-l{line}"
    made = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))
    return made if re.search(r"[a-z]", made) else f"{document}-l{line}"


def unquoted(name: str) -> str:
    """Return a name as a label has it: without a nickname in quotation marks, or without the marks that it stands in.

    >>> unquoted('Charles "Pete" Conrad Jr.'), unquoted("“联盟”MS-07")
    ('Charles Conrad Jr.', '联盟MS-07')
    """
    return _MARKS.sub("", _NICKNAME.sub(" ", name)).strip()


def title(page: str) -> str:
    """Return what a linked page is called, without what tells it from its namesakes.

    >>> title("Bo Yak (astronaut)"), title("联盟号(消歧义)"), title("Site 1/5")
    ('Bo Yak', '联盟号', 'Site 1/5')
    """
    return _DISAMBIGUATION.sub("", page)


def slug_of(thing: NamedNode) -> str:
    """Return the slug of a thing that has one: the last part of its IRI."""
    return re.split(r"[/#]", thing.value)[-1]


def slugs_of(things: Iterable[NamedNode]) -> str:
    """Return the slugs of things as people read them."""
    return ", ".join(map(slug_of, things))


def kebab(name: str) -> str:
    """Return the local name of a property as a part of a slug.

    >>> kebab("dockingPort")
    'docking-port'
    """
    return _CAPITAL.sub("-", name).lower()


def unit(code: str) -> NamedNode:
    """Return the QUDT unit or the currency that a code of `values.UNITS` names."""
    return NamedNode(PREFIXES["cur" if UNITS[code][0].startswith("money:") else "unit"] + code)
