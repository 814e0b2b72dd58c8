"""The only place for what "about", "more than" and "up to" do to a stated value."""

from .relation import INFINITY, Bound

ABOUT = "About"
OPEN_ABOVE = frozenset({"MoreThan", "AtLeast"})
OPEN_BELOW = frozenset({"LessThan", "UpTo"})
APPROXIMATIONS = frozenset({ABOUT}) | OPEN_ABOVE | OPEN_BELOW


def check(approximation: str | None) -> None:
    """Raise ValueError unless it is None or the local name of an approximation the ontology has."""
    if approximation is not None and approximation not in APPROXIMATIONS:
        raise ValueError(f"{approximation!r} is no approximation: use one of {', '.join(sorted(APPROXIMATIONS))}.")


def margin(count: int) -> int:
    """Return how far "about" reaches to each side of a counted number, in units of its last digit.

    One unit of the last digit that is not zero, yet no more than a tenth of the number, and at least 1. Moving the
    decimal point therefore changes nothing: about 7.22 t is about 7,220 kg.

    >>> [margin(n) for n in (7220, 600, 3500, 10, 8)]  # 7210…7230, 540…660, 3400…3600, 9…11, 7…9
    [10, 60, 100, 1, 1]
    """
    rest = abs(count)
    if not rest:
        return 1
    unit = 1
    while not rest % 10:
        rest //= 10
        unit *= 10
    return max(1, min(unit, abs(count) // 10))


def opened(low: Bound, high: Bound, approximation: str, floor: Bound = -INFINITY) -> tuple[Bound, Bound]:
    """Return the range opened at the side that the approximation leaves open.

    "More than" and "at least" keep the stated number itself, as do "less than" and "up to": pages write them alike.

    Args:
        low: the first point the exact words would cover.
        high: the first point beyond.
        approximation: a member of `OPEN_ABOVE` or `OPEN_BELOW`.
        floor: the least point of the scale that makes sense, such as 0 for a mass; -inf where there is none.
    """
    if approximation in OPEN_ABOVE:
        return low, INFINITY
    return (min(floor, low) if high > floor else -INFINITY), high
