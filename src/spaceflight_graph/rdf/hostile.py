"""Files that are made to bring a parser down: the only place that refuses them before they are parsed.

Entities that stand for entities fill any memory, and a parser that walks JSON by recursion runs out of stack.
"""

import re
from xml.parsers import expat

from pyoxigraph import RdfFormat

from spaceflight_graph.errors import Place, Problem

DEEPEST = 500
"""How deep JSON may nest. JSON-LD that people write nests a dozen levels."""

_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])', re.DOTALL)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def hostile(name: str, data: bytes, form: RdfFormat) -> Problem | None:
    """Return why a file is not to be parsed, or nothing.

    Args:
        name: what the file is called.
        data: what it holds.
        form: its format.
    """
    if form == RdfFormat.JSON_LD:
        return _deep(name, data)
    if form == RdfFormat.RDF_XML and _is_wide(data):
        return Problem("The file is in a wide encoding, which hides what it declares", "save it as UTF-8", Place(name))
    if form == RdfFormat.RDF_XML and _DECLARES.search(data):
        return _entities(name, data)
    return None


def _deep(name: str, data: bytes) -> Problem | None:
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return None
    depth = 0
    for match in _BRACKETS.finditer(data):
        depth += bool(match[1]) - bool(match[2])
        if depth > DEEPEST:
            line = data.count(b"\n", 0, match.start()) + 1
            column = match.start() - data.rfind(b"\n", 0, match.start())
            what = f"The JSON is nested deeper than {DEEPEST} levels"
            return Problem(what, "make it flatter, with @graph and @id", Place(name, line, column))
    return None


def _is_wide(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00"))


def _entities(name: str, data: bytes) -> Problem | None:
    """Let expat read the file: it refuses entities that grow out of proportion, and tells of those from elsewhere."""
    reader = expat.ParserCreate()
    elsewhere: list[str] = []

    def declared(entity: str, parameter: int, value: str | None, *_: object) -> None:
        if value is None or parameter:
            elsewhere.append(entity)

    reader.EntityDeclHandler = declared
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        if "amplification" in str(error) or "recursive" in str(error):
            what = "The entities of the file grow out of proportion"
            return Problem(what, "write out what they stand for", Place(name, error.lineno, error.offset + 1))
    if elsewhere:
        what = f"The entity {elsewhere[0]} lies elsewhere or changes the document type, and nothing is fetched"
        return Problem(what, "write out what it stands for", Place(name))
    return None
