"""What Wikidata calls its properties: the only place for their names, in English, for people.

The names are those of checked lists; in other languages there are none that anybody has checked.
"""

from collections.abc import Mapping
from types import MappingProxyType

PROPERTY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "P17": "country",
        "P108": "employer",
        "P137": "operator",
        "P155": "follows",
        "P156": "followed by",
        "P247": "COSPAR ID",
        "P361": "part of",
        "P375": "space launch vehicle",
        "P377": "SCN",
        "P450": "astronaut mission",
        "P495": "country of origin",
        "P546": "docking port",
        "P582": "end time",
        "P619": "UTC date of spacecraft launch",
        "P620": "time of spacecraft landing",
        "P621": "time of spacecraft orbit decay",
        "P622": "spacecraft docking/undocking date",
        "P710": "participant",
        "P828": "has cause",
        "P917": "GRAU index",
        "P1029": "crew member(s)",
        "P1132": "number of participants",
        "P1158": "location of landing",
        "P1365": "replaces",
        "P1427": "start point",
        "P1444": "destination point",
        "P1876": "vehicle",
        "P2045": "orbital inclination",
        "P2047": "duration",
        "P2048": "height",
        "P2049": "width",
        "P2067": "mass",
        "P2146": "orbital period",
        "P2243": "apoapsis",
        "P2244": "periapsis",
        "P2283": "uses",
        "P2317": "call sign",
        "P2598": "serial number",
        "P3015": "backup or reserve team or crew",
        "P3831": "object has role",
        "P4791": "commanded by",
        "P6354": "closest approach",
    }
)
"""By id: every property that a fact of ours can have there."""


def named(property_id: str) -> str:
    """Return a property with its name, where it is known here.

    >>> named("P620"), named("P1")
    ('P620 time of spacecraft landing', 'P1')
    """
    return f"{property_id} {PROPERTY_NAMES.get(property_id, '')}".rstrip()
