"""Tables of items and their names: the only place that reads them. TSV, CSV, or cells between ``;`` or ``|``.

The first line names the columns. Wanted are the item (``qid``) and its name (``label``); known are ``language``,
``kind``, ``alias`` (several between ``|`` or ``;``), ``status``, and facts, by a property (``P619``) or a word for it
(``launch``). Other columns are passed over. Lines without an item, or with a status that begins with ``un`` or ``not``,
name nothing that could be linked.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spaceflight_graph.errors import Place, Problem, SpaceflightError
from spaceflight_graph.files import shown, unreadable
from spaceflight_graph.link.candidates import DAYS, FACTS, Days, Described, Value
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.names import Name, Standing
from spaceflight_graph.query.lookup import key

SUFFIXES = (".tsv", ".csv", ".psv", ".tab", ".txt")
_COLUMNS = {
    "item": ("qid", "item", "wikidata", "wikidataid", "itemid", "id"),
    "label": ("label", "name", "itemlabel"),
    "language": ("language", "lang"),
    "kind": ("kind", "type", "class", "p31", "instanceof"),
    "alias": ("alias", "aliases", "othername", "othernames"),
    "status": ("status",),
    "P17": ("country",),
    "P27": ("nationality", "citizenship", "countryofcitizenship"),
    "P108": ("employer", "affiliation"),
    "P137": ("operator",),
    "P176": ("manufacturer",),
    "P247": ("cospar", "cosparid", "internationaldesignator"),
    "P361": ("partof", "station"),
    "P375": ("launchvehicle", "launchvehiclemodel", "rocket"),
    "P377": ("cataloguenumber", "catalognumber", "satellitecatalognumber", "satellitecataloguenumber", "norad", "scn"),
    "P450": ("flights", "missions", "astronautmission"),
    "P569": ("birth", "birthdate", "dateofbirth", "born"),
    "P619": ("launch", "launchdate", "utcdateofspacecraftlaunch"),
    "P620": ("landing", "landingdate", "timeofspacecraftlanding"),
    "P917": ("grau", "grauindex"),
    "P1029": ("crew", "crewmember", "crewmembers"),
}
COLUMN = {word: name for name, words in _COLUMNS.items() for word in words} | {key(fact): fact for fact in FACTS}
"""The column that a word stands for, as `key` has it: a property, or ``item``, ``label``, ``kind`` …"""
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9]\d*)")
_DAY = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+Z?)?)?)?")
_SEVERAL = re.compile(r"\s*[|;]\s*")
_CELL = 1_000_000
"""How long a cell may be: a quotation mark that is never closed makes a cell of the rest of the file."""


@dataclass
class Table:
    """What a table holds.

    Attributes:
        file: its name, as people are told it.
        items: one for each line that names an item that is wanted.
        passed_over: columns that say nothing to us.
        left_out: how many lines have no item, or a status that forbids it.
        unknown_kinds: words for kinds that are no kind of ours.
    """

    file: str
    items: list[Described] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    left_out: int = 0
    unknown_kinds: set[str] = field(default_factory=set)


def read(path: Path, kinds: Dictionary, keep: Callable[[Described], bool] = lambda _: True) -> Table:
    """Read a table.

    Args:
        path: the file.
        kinds: what words for kinds mean.
        keep: tells which items are wanted, so that a long table need not be held.

    Raises:
        SpaceflightError: it is missing or not UTF-8, has no such columns, or a line is broken; with file and line.
    """
    table = Table(shown(path))
    lines = rows(path)
    table.passed_over = [name for column, name in next(lines)[1] if not column and name]
    for number, cells in lines:
        item = _described(cells, kinds, table, number)
        if item is None:
            table.left_out += 1
        elif keep(item):
            table.items.append(item)
    return table


def rows(path: Path) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield each line with its number, as column and cell; first the one that names the columns.

    Raises:
        SpaceflightError: as `read`.
    """
    file = shown(path)
    lines = _lines(path, file)
    number, head = next(lines, (1, []))
    columns = [COLUMN.get(key(name), "") for name in head]
    for wanted, such_as in (("item", "qid"), ("label", "label")):
        if columns.count(wanted) != 1:
            many = "no column" if wanted not in columns else "more than one column"
            raise _broken(file, number, f"{many} for the {wanted}", f"name one of them {such_as} in the first line")
    yield number, list(zip(columns, head, strict=True))
    for number, cells in lines:
        if len(cells) != len(columns):
            what = f"{len(cells)} cells, and {len(columns)} columns"
            raise _broken(file, number, what, "mend the line, or its quotation marks")
        yield number, list(zip(columns, cells, strict=True))


def item_of(cells: Sequence[tuple[str, str]], file: str, number: int) -> str | None:
    """Return the item of a line; None where it has none, or a status that forbids it.

    Raises:
        SpaceflightError: what stands there is no item.
    """
    first = dict(reversed(cells))
    if not first["item"] or first.get("status", "").casefold().startswith(("un", "not")):
        return None
    if name := as_item(first["item"]):
        return name
    raise _broken(file, number, f"{first['item']!r} is no item", "write Q and its number, or nothing")


def is_table(path: Path) -> bool:
    """Tell whether a file is a table by its name."""
    return path.suffix.lower() in SUFFIXES


def merged(tables: Iterable[Table]) -> list[Described]:
    """Return each item once, with all that tables tell of it."""
    found: dict[str, Described] = {}
    for item in (item for table in tables for item in table.items):
        found[item.id] = found[item.id].with_more(item) if item.id in found else item
    return list(found.values())


def _lines(path: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that is not empty, with its number; cells without the spaces around them."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            delimiter = max("\t,;|", key=first.count)
            stream.seek(0)
            plain = delimiter == "\t" and '"' not in first
            limit = csv.field_size_limit(_CELL)
            try:
                rows = csv.reader(
                    stream, delimiter=delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL, strict=True
                )
                for cells in rows:
                    number = rows.line_num
                    if any(cell.strip() for cell in cells):
                        yield number, [cell.strip() for cell in cells]
            finally:
                csv.field_size_limit(limit)
    except FileNotFoundError:
        raise SpaceflightError(f"{file}: there is no such file. Fix: check its name.") from None
    except OSError as error:
        raise unreadable(path, error) from None
    except UnicodeDecodeError:
        raise _broken(file, _undecodable(path), "not UTF-8", "save the table as UTF-8") from None
    except csv.Error as error:
        raise _broken(
            file, number + 1, f"no line of a table ({error})", "mend the line, or its quotation marks"
        ) from None


def _undecodable(path: Path) -> int:
    """Return the first line that is not UTF-8: what reads a file in pieces does not tell."""
    data = path.read_bytes()
    return next((n for n, line in enumerate(data.split(b"\n"), 1) if "\ufffd" in line.decode(errors="replace")), 1)


def _described(cells: Sequence[tuple[str, str]], kinds: Dictionary, table: Table, number: int) -> Described | None:
    item, first = item_of(cells, table.file, number), dict(reversed(cells))
    if item is None:
        return None
    if not first["label"]:
        raise _broken(table.file, number, f"{item} has no name", "name it, or take the line out")
    language = first.get("language", "")
    names = [Name(first["label"], language)]
    classes: set[str] = set()
    facts: dict[str, tuple[Value, ...]] = {}
    for column, cell in cells:
        if not cell:
            continue
        if column == "alias":
            names += [Name(text, language, Standing.ALIAS) for text in _SEVERAL.split(cell) if text]
        elif column == "kind":
            for word in _SEVERAL.split(cell):
                classes |= (found := kinds.word(as_item(word) or word))
                table.unknown_kinds |= set() if found else {word}
        elif column in FACTS:
            facts[column] = (*facts.get(column, ()), *_values(column, cell, table.file, number))
    return Described(item, tuple(dict.fromkeys(names)), frozenset(classes), facts)


def _values(fact: str, cell: str, file: str, number: int) -> list[Value]:
    return [day_of(cell, file, number)] if fact in DAYS else [named(text) for text in several(cell)]


def several(cell: str) -> list[str]:
    """Return what a cell names, one or several."""
    return [text for text in _SEVERAL.split(cell) if text]


def day_of(cell: str, file: str, number: int) -> Days:
    """Return the days of a cell.

    Raises:
        SpaceflightError: it has none.
    """
    days = day(cell)
    if days is None:
        raise _broken(file, number, f"{cell!r} is no day", "write it as 2017-12-17, 2017-12 or 2017, in UTC")
    return days


def named(text: str) -> frozenset[str]:
    """Return a value that is told by its item, or by a name or text.

    >>> named("wd:Q232"), named("2017-081A")
    (frozenset({'Q232'}), frozenset({'2017081a'}))
    """
    return frozenset((as_item(text) or key(text),))


def as_item(text: str) -> str | None:
    """Return the id of an item that a cell names; None where it names none.

    >>> as_item("wd:Q232"), as_item("https://www.wikidata.org/wiki/Q232"), as_item("Kazakhstan")
    ('Q232', 'Q232', None)
    """
    item = _ITEM.fullmatch(text)
    return item[1] if item else None


def day(text: str) -> Days | None:
    """Return the days that a day, month or year in UTC has; None for what is none of them.

    >>> day("2017-02"), day("2017-12-17T07:21:01Z"), day("12/17/2017")
    (Days(first='2017-02-01', last='2017-02-28'), Days(first='2017-12-17', last='2017-12-17'), None)
    """
    from calendar import monthrange
    from datetime import date

    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, number = (int(part or 0) for part in match.groups())
    try:
        first = date(year, month or 1, number or 1)
    except ValueError:
        return None
    last = first if number else date(year, month or 12, monthrange(year, month or 12)[1])
    return Days(first.isoformat(), last.isoformat())


def _broken(file: str, line: int, what: str, remedy: str) -> SpaceflightError:
    return SpaceflightError(str(Problem(what, remedy, Place(file, line))))
