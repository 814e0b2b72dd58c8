"""Headers of query files: the only place that reads the lines ``#+ key: value`` at the top of one."""

from collections.abc import Iterable, Iterator

Line = tuple[int, str, str | None]
"""A line of a header: its number from 1, its key, and its value; without a colon it has none."""


def lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of a query's header. It ends where the query begins: at the first line that is no comment.

    >>> list(lines("#+ tags: a, b\n# note\n#+ x\nASK {}\n#+ y: z"))
    [(1, 'tags', 'a, b'), (3, 'x', None)]
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            return
        if line.startswith("#+"):
            key, colon, value = line[2:].partition(":")
            yield number, key.strip(), value.strip() if colon else None


def values(header: Iterable[Line]) -> dict[str, str]:
    """Return the values of a header; those of one key are one text.

    >>> values([(1, "a", "b"), (2, "c", ""), (3, "a", "d")])
    {'a': 'b d', 'c': ''}
    """
    found: dict[str, list[str]] = {}
    for _, key, value in header:
        found.setdefault(key, []).append(value or "")
    return {key: " ".join(parts) for key, parts in found.items()}
