"""What a person is told of an extraction: the only place that puts into words what could not be placed."""

from collections.abc import Iterator

from spaceflight_graph.errors import Place
from spaceflight_graph.extract.result import Extraction, Reason
from spaceflight_graph.printable import line

_HEAD = ("line", "field", "words", "reason", "hint")


def told(extraction: Extraction, page: str) -> Iterator[str]:
    """Yield a line for each field that could not be placed; lines of prose are counted by `summary`."""
    for it in extraction.not_placed:
        if it.reason is not Reason.NO_FIELD:
            field = f"{it.field}: " if it.field else ""
            hint = f" ({it.hint})" if it.hint else ""
            yield line(f"{Place(page, it.line)}: {field}{it.words}: {it.reason}{hint}")


def summary(extraction: Extraction, page: str) -> str:
    """Return what came of a page, in one line."""
    prose = sum(it.reason is Reason.NO_FIELD for it in extraction.not_placed)
    counts = (
        (len(extraction.claims), "claims"),
        (len(extraction.proposals), "things proposed"),
        (len(extraction.not_placed) - prose, "fields not placed"),
        (prose, "lines of prose left to a person"),
        (len(extraction.excused), "lines without anything to claim"),
    )
    layouts = " and ".join(extraction.layouts) or "no layout that is known"
    return line(f"{page}: {layouts}: " + ", ".join(f"{count:,} {what}" for count, what in counts))


def table(extraction: Extraction) -> str:
    """Return all that could not be placed as tab-separated values; a tab within is a space."""
    rows = [(str(it.line), it.field, it.words, str(it.reason), it.hint) for it in extraction.not_placed]
    return "".join("\t".join(cell.replace("\t", " ") for cell in row) + "\n" for row in (_HEAD, *rows))
