"""What a query reaches for: the only place that tells whether it calls another service or chooses its own graphs.

No reading of ours decides it, the lexer's neither, for it could differ from Oxigraph's: is ``<2)SERVICE#>`` an IRI, or
a comparison, the end of a bracket, a keyword and a comment? Oxigraph itself is asked, on an empty store, with the word
misspelt wherever it stands. Names, IRIs, strings and comments may hold any word; a query with a misspelt keyword is no
query any more.
"""

import re
from collections.abc import Mapping

from pyoxigraph import Store

# The letter that gives way is no hexadecimal digit and in no escape, so that nothing but a keyword can mind.
_MISSPELT = {"SERVICE": ("(ser)v(ice)", r"\1w\2"), "FROM": ("(f)r(om)", r"\1w\2")}


def calls_out(query: str, prefixes: Mapping[str, str] | None = None) -> bool:
    """Tell whether a query calls SERVICE. In doubt, as where a text with that word is no query at all, it does.

    Args:
        query: the text.
        prefixes: known without being declared.
    """
    return _has_keyword(query, "SERVICE", prefixes)


def chooses_graphs(query: str, prefixes: Mapping[str, str] | None = None) -> bool:
    """Tell whether a query has a dataset clause, FROM or FROM NAMED.

    Args:
        query: a text that calls no service.
        prefixes: known without being declared.
    """
    return _has_keyword(query, "FROM", prefixes)


def _has_keyword(query: str, word: str, prefixes: Mapping[str, str] | None) -> bool:
    pattern, other = _MISSPELT[word]
    misspelt = re.sub(pattern, other, query, flags=re.IGNORECASE | re.ASCII)
    if misspelt == query:
        return False
    try:
        Store().query(misspelt, prefixes=dict(prefixes or {}))
    except RuntimeError:  # it was read, and failed later
        return False
    except (SyntaxError, ValueError, OSError):
        return True
    return False
