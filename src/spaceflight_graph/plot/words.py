"""The texts in pictures that are made of words and something else: titles, and what is left out."""

from spaceflight_graph.wording import word

_COLON = {"zh": "："}


def title(query: str, subjects: list[str], language: str) -> str:
    """Return the title of a query's picture, with what it was asked of.

    >>> title("timeline", ["联盟MS-07"], "zh"), title("launches", [], "en")
    ('联盟MS-07：时间线', 'Launches by month')
    """
    return labelled(", ".join(subjects), word(query, language), language) if subjects else word(query, language)


def counted(name: str, number: int, language: str) -> tuple[str, ...]:
    """Return the line that tells how many are left out; none where none are.

    >>> counted("no time", 3, "en"), counted("no time", 0, "en")
    (('Without a time, not drawn: 3',), ())
    """
    return (labelled(word(name, language), str(number), language),) if number else ()


def labelled(label: str, text: str, language: str) -> str:
    """Return a label with what it is of."""
    return f"{label}{_COLON.get(language, ': ')}{text}"
