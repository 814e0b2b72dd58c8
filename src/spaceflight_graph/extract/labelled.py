"""The only place that finds a known label at the beginning of a line, and where its value stands behind it."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from spaceflight_graph.extract.cells import Block, Cell

LONGEST = 400
"""Letters of the longest line that may be a field; longer ones are text."""

_MARKS = r"[\s>*•·▪◦‣–—-]*(?:\d{1,2}[.)] )?[*_\[（(【]{0,3}"
_BEHIND = r"[*_\]）)】]{0,3}"
_FIRST_CELL = re.compile(r"[^|]*(?:\| ?(?:UTC|GMT)\b)?")
"""Up to the next bar; the zone of a time may stand behind it."""
_FOR_MACHINES = re.compile(r" \(\d{4}-\d\d-\d\d[UTC\d:]*Z?\)")
"""A time again, which pages hide from people: ``22:19 (2001-12-05UTC22:19Z) UTC``."""
_REFERENCES = re.compile(r"(?:\s*\[(?:\d{1,3}|[a-z]|note \d+|Anm\. \d+)\])+$")


class Form(Enum):
    """How a label is parted from its value."""

    COLON = auto()
    BAR = auto()
    TAB = auto()
    GLUED = auto()
    SPACE = auto()
    ALONE = auto()
    """Nothing stands behind it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label.

    Attributes:
        label: as it stands.
        value: what stands behind it, stripped, without marks of notes; empty for `Form.ALONE`.
        form: how the two are parted.
    """

    label: str
    value: str
    form: Form


class Labels:
    """Labels that lines may begin with.

    Attributes:
        known: they, in one case, with single spaces.
    """

    def __init__(self, labels: Collection[str]) -> None:
        """Take labels in any case."""
        self.known = frozenset(fold(label) for label in labels if label.strip())
        longest_first = sorted(self.known, key=lambda label: (-len(label), label))
        words = "|".join(re.escape(label).replace("\\ ", r"[ _\u00a0]+") for label in longest_first)
        self._pattern = re.compile(rf"{_MARKS}(?P<label>{words}){_BEHIND}", re.IGNORECASE) if words else None

    def read(self, line: str) -> Labelled | None:
        """Return label and value of a line, None where it begins with none: ``Start`` is no label of ``Startplatz``."""
        body = line.rstrip().lstrip("|").lstrip() if line.lstrip().startswith("|") else line.rstrip()
        found = self._pattern.match(body) if self._pattern and len(line) <= LONGEST else None
        if found is None:
            return None
        label, behind = found["label"], body[found.end() :]
        value = behind.strip()
        if value[:1] in (":", "：") or label.endswith((":", "：")):
            value, form = value.lstrip(":： \t\u00a0*_"), Form.COLON
        elif value.startswith("|"):
            value, form = _FIRST_CELL.findall(value[1:])[0], Form.BAR
        elif "\t" in behind[: len(behind) - len(behind.lstrip())]:
            form = Form.TAB
        elif re.match(r"\s*[–—=]\s", behind):
            value, form = value[1:], Form.COLON
        elif behind[:1].isspace():
            form = Form.SPACE
        elif value:
            if not re.match(r"[^\W_a-zäöüß]|[„“\"'‘(~≈<>*_«{]", value):
                return None  # the word goes on: Startmasse
            form = Form.GLUED
        else:
            form = Form.ALONE
        value = without_notes(value)
        return Labelled(label, value, form if value or form is Form.ALONE else Form.ALONE)


def without_notes(value: str) -> str:
    """Return a value without the bars around it and the marks of notes behind it."""
    return _REFERENCES.sub("", value.strip(" |\t\r"))


def fold(label: str) -> str:
    """Return a label in one case and width, with single spaces and without a final colon."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().replace("_", " ").split()).rstrip(": ")


def cell(line: int, label: str, value: str, why: str = "") -> Cell:
    """Return the cell of a value that stands on its line as it is."""
    text = _FOR_MACHINES.sub("", value).replace("|", " ")
    return Cell(line, label, "" if why else " ".join(text.split()), value, why=why)


def fields(cells: Sequence[Cell], heading: str, blocks: list[Block]) -> None:
    """Add the block of some fields to the others, if there are any."""
    if cells:
        number = 1 + len(blocks)
        blocks.append(Block("fields", tuple(cells), min(cell.line for cell in cells), number, None, heading))


def runs(numbers: Sequence[int], gap: int) -> Iterator[list[int]]:
    """Yield groups of ascending numbers that are no further than ``gap`` from each other."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > gap:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
