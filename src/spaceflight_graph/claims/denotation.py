"""What the value of a claim denotes: the only place that hands a claim's literal, unit and precision to the values."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.values import Value


def denoted(claim: Claim, around: Mapping[str, frozenset[str]]) -> Value:
    """Return what the value of a claim denotes.

    Raises:
        ValueError: it is not what its datatype, unit, precision or window needs, or its plan was current at no time.
    """
    if claim.plan_current_at is not None:
        values.calendar(claim.plan_current_at.value)
    stated = claim.object
    end = claim.window_end
    if end is not None and (isinstance(stated, NamedNode) or end.datatype != stated.datatype):
        raise ValueError(f"A window ends as it begins, with a time of the same datatype: {end.value!r} does not.")
    if isinstance(stated, NamedNode):
        return values.place(stated.value, around.get(stated.value, frozenset()))
    return values.read(
        stated.value,
        stated.datatype.value,
        precision=claim.precision,
        unit=_code(claim.unit) if claim.unit else None,
        approximation=claim.approximation,
        language=stated.language,
        window_end=end.value if end else None,
    )


def _code(unit: NamedNode) -> str:
    for namespace in (PREFIXES["unit"], PREFIXES["cur"]):
        if unit.value.startswith(namespace):
            return unit.value.removeprefix(namespace)
    raise ValueError(f"{unit.value} is no unit of QUDT, such as unit:KiloGM or cur:USD")
