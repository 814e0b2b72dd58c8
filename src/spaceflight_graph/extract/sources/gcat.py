"""The launch log of the General Catalog of Artificial Space Objects → ``data/tables/gcat-launches.csv``.

    python -m spaceflight_graph.extract.sources.gcat launchlog.tsv sites.tsv orgs.tsv > data/tables/gcat-launches.csv

The three files are J. McDowell's (https://planet4589.org/space/gcat/, CC BY 4.0). The log has a row for each payload of
each orbital launch, the table one for each launch: it keeps what all its rows say, and of its payloads the one with
people aboard at launch (``Type`` begins with ``PH``), else the first. Cells lose their padding and nothing else: dates
of any precision, ``?`` for doubt and ``-`` for nothing stay as they are written. Names of sites, organizations and
states stand beside their codes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.extract.sources import made

USAGE = "python -m spaceflight_graph.extract.sources.gcat launchlog.tsv sites.tsv orgs.tsv"
NOTHING = "-"
CREWED = "PH"
LAUNCH = ("Launch_Tag", "Launch_Date", "LV_Type", "Flight_ID", "Platform", "Launch_Site", "Launch_Pad", "Agency",
          "LVState", "Launch_Code")  # fmt: skip
PAYLOAD = ("Piece", "JCAT", "Type", "Name", "PLName", "SatOwner")
NAMED = {"Launch_Site": "Launch_Site_Name", "Agency": "Agency_Name", "LVState": "LVState_Name",
         "SatOwner": "SatOwner_Name"}  # fmt: skip
"""Columns of codes, each with the column of names that follows it."""

COLUMNS = (*(column for head in (*LAUNCH, *PAYLOAD) for column in (head, NAMED.get(head)) if column), "Payloads")


def table(log: str, sites: str, organizations: str) -> str:
    """Return the table.

    Args:
        log: path of the launch log.
        sites: path of the table of launch sites.
        organizations: path of the table of organizations and states.

    Raises:
        SpaceflightError: a file cannot be read, lacks a column, or rows of one launch contradict each other.
    """
    names = {"Launch_Site": _names(sites, "Site", ("EName", "Name"))}
    for column in ("Agency", "SatOwner"):
        names[column] = _names(organizations, "Code", ("EName", "Name"))
    names["LVState"] = _names(organizations, "Code", ("ShortEName", "EName", "Name"))
    return made.text(COLUMNS, (_row(pieces, names) for pieces in _launches(log)))


def _row(pieces: Sequence[Mapping[str, str]], names: Mapping[str, Mapping[str, str]]) -> list[str]:
    main = next((piece for piece in pieces if piece["Type"].startswith(CREWED)), pieces[0])
    row: list[str] = []
    for column in (*LAUNCH, *PAYLOAD):
        row.append(main[column])
        if column in NAMED:
            row.append(names[column].get(main[column], NOTHING))
    return [*row, str(len(pieces))]


def _launches(log: str) -> Iterator[list[dict[str, str]]]:
    """Yield the rows of each launch; those of one stand together."""
    launches: dict[str, list[dict[str, str]]] = {}
    for line, row in _rows(log, (*LAUNCH, *PAYLOAD)):
        first = launches.setdefault(row["Launch_Tag"], [])
        if first and (wrong := [column for column in LAUNCH if first[0][column] != row[column]]):
            raise SpaceflightError(
                f"{log}:{line}: {wrong[0]} of {row['Launch_Tag']} is {row[wrong[0]]!r} here and {first[0][wrong[0]]!r}"
                " above. Fix: fetch the file again."
            )
        first.append(row)
    yield from launches.values()


def _names(path: str, code: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the name of each code: the first of some columns that holds one."""
    found: dict[str, str] = {}
    for _, row in _rows(path, (code, *columns)):
        name = next((row[column] for column in columns if row[column] not in (NOTHING, "")), NOTHING)
        found.setdefault(row[code], name)
    return found


def _rows(path: str, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a file of the catalogue with its line: cells parted by tabs, padded, comments behind ``#``."""
    lines = made.read(path).splitlines()
    head = [cell.strip() for cell in lines[0].removeprefix("#").split("\t")] if lines else []
    made.lacking(path, columns, head)
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) != len(head):
                raise SpaceflightError(
                    f"{path}:{number}: has {len(cells)} cells under {len(head)} heads. Fix: fetch the file again."
                )
            yield number, dict(zip(head, cells, strict=True))


if __name__ == "__main__":
    made.program(USAGE, 3, table)
