"""The only place where values that are equal or not are compared: designators, texts, entities, truth values, IRIs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .relation import Relation, Value

_DASHES = dict.fromkeys(map(ord, "\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58"), "-")
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}
_UNWRITTEN = re.compile(r"[\s\u200b\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Named(Value):
    """A value without an order: equal keys are the same, others conflict."""

    key: str

    def stands_to(self, other: Value) -> Relation:
        """Return whether both are the same."""
        assert isinstance(other, Named)  # noqa: S101 - a dimension has one class
        return Relation.SAME if self.key == other.key else Relation.CONFLICTS


def entity(iri: str) -> Named:
    """Return an entity, which its IRI names."""
    return Named("entity", iri)


def text(lexical: str, language: str | None = None) -> Named:
    """Return a designator or text; those in different languages are not comparable.

    Raises:
        ValueError: nothing is written.
    """
    key = normalised(lexical)
    if not key:
        raise ValueError(f"{lexical!r} is empty.")
    return Named(f"text:{language.lower()}" if language else "text", key)


def boolean(lexical: str) -> Named:
    """Return a truth value.

    Raises:
        ValueError: not in the lexical space of xsd:boolean.
    """
    try:
        return Named("boolean", _BOOLEANS[lexical.strip()])
    except KeyError:
        raise ValueError(f"{lexical!r} is not an xsd:boolean.") from None


def address(lexical: str) -> Named:
    """Return an xsd:anyURI, compared to the letter."""
    return Named("iri", lexical.strip())


def normalised(lexical: str) -> str:
    """Return a text without what does not distinguish designators: case, width, spaces, the kind of hyphen.

    >>> normalised("Ｒ15000 – 061") == normalised("r15000-061")
    True
    """
    if lexical.isascii():
        return "".join(lexical.lower().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", lexical).casefold())
    return _UNWRITTEN.sub("", folded.translate(_DASHES))
