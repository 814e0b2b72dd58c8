"""What people get wrong in files of RDF, and how to mend it: the only place that puts a parser's words into ours."""

from pyoxigraph import RdfFormat

WHOLE = (RdfFormat.JSON_LD, RdfFormat.RDF_XML)
"""The formats that have no statements, so that nothing is read behind a mistake."""


def told(message: str, at: int, line: int, data: bytes, form: RdfFormat) -> tuple[str, str]:
    """Return what to say of a mistake, and the remedy.

    Args:
        message: what the parser says.
        at: the byte that it points to.
        line: the line of that, from 1.
        data: the file.
        form: its format.

    >>> told("Unexpected end", 8, 1, b"<urn:a> <urn:b", RdfFormat.TURTLE)
    ('The IRI that begins here is not closed', 'close it with >')
    """
    if "LoadDocumentCallback" in message:
        return "The @context lies elsewhere, and nothing is fetched", "write it into the file"
    message = _unclosed(message, data[at : at + 1]) or message
    return message, _remedy(message, line, data, form)


def _unclosed(message: str, first: bytes) -> str | None:
    """Return what to say where the parser runs on to the end of a line or of the file, in search of a quote."""
    if "line jumps" in message.lower():
        return "A string is not closed in the line in which it begins"
    if "unexpected end" in message.lower() and first in (b'"', b"'", b"<"):
        return f"The {'IRI' if first == b'<' else 'string'} that begins here is not closed"
    return None


def _remedy(message: str, line: int, data: bytes, form: RdfFormat) -> str:
    """Return the remedy for the faults that people make most."""
    lowered = message.lower()
    if "not closed" in lowered and form not in WHOLE:
        return "close it with >" if "iri" in lowered else "close it with its quote, or write line breaks as \\n"
    if "utf-8" in lowered:
        return "save the file as UTF-8"
    if form in WHOLE and "end of input" not in lowered:
        return "declare the prefix with xmlns, or mend its spelling" if "unknown prefix" in lowered else "mend it there"
    if "prefix" in lowered:
        return "declare the prefix with @prefix at the head of the file, or mend its spelling"
    if (
        "unexpected end" in lowered
        or "end of input" in lowered
        or (line > data.count(b"\n") and not data.rstrip().endswith((b".", b"}")))
    ):
        return "the file is cut off; restore its end"
    return "mend the Turtle there"
