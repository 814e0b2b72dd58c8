"""What a value denotes and how two values agree: the public face of times, durations, quantities, places and names.

Pure functions on frozen values; no RDF. A literal is read by `read`, a page's own words by the ``stated_…`` functions,
and any two values are compared by `relate`, whose laws relation.py tells.
"""

from .durations import Duration
from .names import Named, entity
from .places import OffsetPlace, Place, offset_place, place
from .quantities import UNITS, Quantity
from .reading import read
from .relation import Bound, Ranged, Relation, Value, relate
from .stated import stated_approximation, stated_duration, stated_number
from .stated_times import stated_time, stated_window
from .times import PRECISIONS, Time, calendar
from .zones import zone

__all__ = [
    "PRECISIONS",
    "UNITS",
    "Bound",
    "Duration",
    "Named",
    "OffsetPlace",
    "Place",
    "Quantity",
    "Ranged",
    "Relation",
    "Time",
    "Value",
    "calendar",
    "entity",
    "offset_place",
    "place",
    "read",
    "relate",
    "stated_approximation",
    "stated_duration",
    "stated_number",
    "stated_time",
    "stated_window",
    "zone",
]
