"""What a value denotes and how two values agree: the public face of times, durations, quantities, places and names.

Pure functions on frozen values; no RDF. A literal is read by `read`, a page's own words by the ``stated_…`` functions,
and any two values are compared by `relate`, whose laws relation.py tells. What reads a page's words is imported when it
is first used: a query with a day among its parameters need not wait for their patterns.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .durations import Duration
from .names import Named, entity
from .places import OffsetPlace, Place, offset_place, place
from .quantities import UNITS, Quantity
from .reading import read
from .relation import Bound, Ranged, Relation, Value, relate
from .times import PRECISIONS, Time, calendar

if TYPE_CHECKING:
    from .forms import Form, duration_form, number_form, time_form
    from .stated import stated_approximation, stated_duration, stated_number
    from .stated_times import stated_time, stated_window
    from .zones import zone

__all__ = [
    "PRECISIONS",
    "UNITS",
    "Bound",
    "Duration",
    "Form",
    "Named",
    "OffsetPlace",
    "Place",
    "Quantity",
    "Ranged",
    "Relation",
    "Time",
    "Value",
    "calendar",
    "duration_form",
    "entity",
    "number_form",
    "offset_place",
    "place",
    "read",
    "relate",
    "stated_approximation",
    "stated_duration",
    "stated_number",
    "stated_time",
    "stated_window",
    "time_form",
    "zone",
]

_HOMES = {
    "Form": "forms",
    "duration_form": "forms",
    "number_form": "forms",
    "time_form": "forms",
    "stated_approximation": "stated",
    "stated_duration": "stated",
    "stated_number": "stated",
    "stated_time": "stated_times",
    "stated_window": "stated_times",
    "zone": "zones",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
