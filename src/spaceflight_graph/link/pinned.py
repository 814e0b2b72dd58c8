"""Wikidata's items that the code names itself: units, languages and Wikipedia. The only place for them.

The units are QUDT's own ``qudt:wikidataMatch`` (qudt-public-repo of 2026-08-05), taken over by hand and held by a test.
"""

from collections.abc import Mapping
from types import MappingProxyType

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "DEG": "Q28390",
        "KiloGM": "Q11570",
        "KiloM": "Q828224",
        "M": "Q11573",
        "MIN": "Q7727",
        "TONNE": "Q191118",
    }
)
"""By the local name of a QUDT unit."""

LANGUAGES: Mapping[str, str] = MappingProxyType({"de": "Q188", "en": "Q1860", "ru": "Q7737", "zh": "Q7850"})
"""By the code of a language that documents are in."""

UNSOURCED = (".wikipedia.org", ".wikidata.org", ".wikimedia.org")
"""Hosts that Wikidata takes for no source of its own."""
