"""How a value reads in the language of its reader, with all that it is not sure of: the public face of wording.

Pure functions on the lexical form of a literal; no RDF, no clock, no locale. What a value *denotes* is another matter,
and the room `values` has it.
"""

from .columns import COLUMNS, column
from .languages import LANGUAGES
from .phrases import PHRASES, phrases, term_kind
from .places import BEARINGS, POINTS, lies
from .reading import counted, event, has_reading, planned, reads
from .words import NAMES, WORDS, capital, word

__all__ = [
    "BEARINGS",
    "COLUMNS",
    "LANGUAGES",
    "NAMES",
    "PHRASES",
    "POINTS",
    "WORDS",
    "capital",
    "column",
    "counted",
    "event",
    "has_reading",
    "lies",
    "phrases",
    "planned",
    "reads",
    "term_kind",
    "word",
]
