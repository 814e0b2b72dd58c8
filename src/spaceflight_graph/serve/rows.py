"""How many rows an answer has: the only place that counts them, in its bytes, for the engine itself writes them."""

import re

from pyoxigraph import QueryResultsFormat

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_QUOTED = re.compile(rb'"[^"]*"')
_MARKS = {QueryResultsFormat.JSON: b"},{", QueryResultsFormat.XML: b"<result>"}
"""What stands at each row, or between two; a line break in the other forms. In texts it may stand, too."""


def counted(body: bytes, form: QueryResultsFormat) -> int:
    r"""Return how many rows the answer to a SELECT has; none of that to an ASK.

    What stands within texts is no row, whatever it looks like:

    >>> counted(b'{"results":{"bindings":[{"a":{"value":"},{"}},{}]}}', QueryResultsFormat.JSON)
    2
    >>> counted(b'a,b\r\n"1\r\n2",3\r\n', QueryResultsFormat.CSV)
    1
    """
    if form == QueryResultsFormat.JSON:
        bare = _STRING.sub(b"", body)
        return bare.count(b"},{") + (b"[{" in bare)
    if form == QueryResultsFormat.XML:
        return body.count(b"<result>")
    if form == QueryResultsFormat.CSV:
        return _QUOTED.sub(b"", body).count(b"\n") - 1
    return body.count(b"\n") - 1


def too_many(body: bytes, form: QueryResultsFormat, most: int) -> bool:
    """Tell whether an answer has more rows than it may have."""
    return body.count(_MARKS.get(form, b"\n")) >= most and counted(body, form) > most  # to count exactly takes long
