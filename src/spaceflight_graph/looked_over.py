"""What a person has looked over: the only place that reads a TSV with the column ``accept`` back."""

from collections.abc import Iterator
from pathlib import Path

from spaceflight_graph.errors import Place, Problem, SpaceflightError
from spaceflight_graph.files import shown, unreadable


def rows(path: Path, columns: tuple[str, ...], what: str, saved_by: str) -> Iterator[tuple[int, dict[str, str], bool]]:
    """Yield the lines of a TSV: their numbers, their cells by column, and whether they say yes.

    Args:
        path: the file.
        columns: those it must have, besides ``accept``.
        what: what it holds, as people call it.
        saved_by: the command that writes it.

    Raises:
        SpaceflightError: it cannot be read, has not the columns, or a line is broken.
    """
    file = shown(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise SpaceflightError(f"{file}: there is no such file. Fix: check its name.") from None
    except OSError as error:
        raise unreadable(path, error) from None
    except UnicodeDecodeError:
        raise SpaceflightError(f"{file}: not UTF-8. Fix: save the {what} as UTF-8.") from None
    head = lines[0].split("\t") if lines else []
    wanted = ("accept", *columns)
    if any(head.count(name) != 1 for name in wanted):
        named = f"{', '.join(wanted[:-1])} and {wanted[-1]}"
        raise broken(path, 1, f"has not the columns {named}", f"save what `{saved_by}` writes, with tabs")
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells == [""]:
            continue
        if len(cells) != len(head):
            raise broken(path, number, f"{len(cells)} cells, and {len(head)} columns", "mend the line")
        row = dict(zip(head, cells, strict=True))
        said = row["accept"].casefold()
        if said not in ("yes", "no", ""):
            raise broken(path, number, f"{row['accept']!r} is neither yes nor no", "write yes, no or nothing")
        yield number, row, said == "yes"


def broken(path: Path, line: int, what: str, remedy: str) -> SpaceflightError:
    """Return what to tell of a line that cannot be taken."""
    return SpaceflightError(str(Problem(what, remedy, Place(shown(path), line))))
