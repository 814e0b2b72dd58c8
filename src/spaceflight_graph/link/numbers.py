"""One number for one property of one item: the only place that keeps a flight of two orbits from having two apogees.

Of several numbers of ours the finest is given, where the others are it, cut or rounded; else none is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from spaceflight_graph.link.statement import Quantity, Statement


def not_given(statements: Mapping[str, Statement]) -> Mapping[str, str | None]:
    """Return the names of statements of numbers that others of ours stand against.

    Args:
        statements: by the name of the fact.

    Returns:
        For each that is not given the name of the one that tells it finer; None where they do not agree.
    """
    rivals: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, said in sorted(statements.items()):
        if isinstance(said.value, Quantity):
            rivals[said.item, said.property].append(name)
    found: dict[str, str | None] = {}
    for names in rivals.values():
        found.update(_among(names, [statements[name].value for name in names]))
    return found


def _among(names: Sequence[str], values: Sequence[object]) -> Iterator[tuple[str, str | None]]:
    quantities = [value for value in values if isinstance(value, Quantity)]
    finest = max(range(len(names)), key=lambda at: (_places(quantities[at]), -at))
    if all(_is_cut(quantities[finest], other) for other in quantities):
        yield from ((name, names[finest]) for at, name in enumerate(names) if quantities[at] != quantities[finest])
    else:
        yield from ((name, None) for name in names)


def _is_cut(fine: Quantity, coarse: Quantity) -> bool:
    """Whether a number is another one, cut or rounded to the digits that it has."""
    told = Decimal(coarse.amount)
    cuts = {Decimal(fine.amount).quantize(told, rounding) for rounding in (ROUND_DOWN, ROUND_HALF_UP)}
    return fine.unit == coarse.unit and told in cuts


def _places(quantity: Quantity) -> int:
    return len(quantity.amount.partition(".")[2])
