"""How a value reads in the language of its reader, with all that it is not sure of: the public face of wording.

Pure functions on the lexical form of a literal; no RDF, no clock, no locale. What a value *denotes* is another matter,
and the room `values` has it.
"""

from .languages import LANGUAGES
from .places import lies
from .reading import has_reading, nothing, planned, reads, term_kind

__all__ = ["LANGUAGES", "has_reading", "lies", "nothing", "planned", "reads", "term_kind"]
