"""NASA's table of spacewalks → ``data/tables/nasa-eva.csv``, a row a spacewalk.

    python -m spaceflight_graph.extract.sources.nasa_eva eva.csv additions.csv > data/tables/nasa-eva.csv

``eva.csv`` is NASA's open table of spacewalks of the United States and Russia to 2013 (public domain), and
``additions.csv`` has rows that it lacks. The purposes of the spacewalks are sentences and stay out.
Cells lose the spaces around them and nothing else: two spaces between the names of a crew, empty cells and dates of any
form stay as they are written.
"""

import csv
import io
from collections.abc import Iterator

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.extract.sources import made

USAGE = "python -m spaceflight_graph.extract.sources.nasa_eva eva.csv additions.csv"
COLUMNS = ("Number", "Country", "Crew", "Vehicle", "Date", "Duration")
NUMBERS = ("EVA #", "ID")
"""What the files call the first column."""


def table(*paths: str) -> str:
    """Return the table: the rows of all files, one after the other.

    Raises:
        SpaceflightError: a file cannot be read or lacks a column.
    """
    return made.text(COLUMNS, (row for path in paths for row in _rows(path)))


def _rows(path: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(made.read(path), newline=""))
    head = ["Number" if cell.strip() in NUMBERS else cell.strip() for cell in next(reader, [])]
    made.lacking(path, COLUMNS, head)
    wanted = [head.index(column) for column in COLUMNS]
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            raise SpaceflightError(
                f"{path}:{reader.line_num}: has {len(cells)} cells under {len(head)} heads. Fix: fetch the file again."
            )
        yield [cells[index].strip() for index in wanted]


if __name__ == "__main__":
    made.program(USAGE, 2, table)
