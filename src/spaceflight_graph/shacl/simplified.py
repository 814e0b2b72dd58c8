"""Property paths in their simplest form: the only place that knows which paths lead to the same nodes.

A shapes graph may nest operators as it likes, ``((p+)+)+`` a hundred deep; the store would walk each of them.
"""

from collections.abc import Iterator

from spaceflight_graph.shacl.paths import Path

_Turned = tuple[Path, bool]
"""A path, and whether it is walked backwards."""


def simplified(path: Path) -> Path:
    """Return a path that leads to the same nodes: ``^`` stands right at its property, no repetition is repeated.

    >>> from pyoxigraph import NamedNode
    >>> a, b = Path("iri", NamedNode("urn:a")), Path("iri", NamedNode("urn:b"))
    >>> simplified(Path("^", parts=(Path("/", parts=(a, Path("^", parts=(b,)))),))).text(str)
    'urn:b/(^urn:a)'
    >>> simplified(Path("+", parts=(Path("?", parts=(Path("+", parts=(a,)),)),))).text(str)
    'urn:a*'
    """
    built: list[Path] = []
    ahead: list[_Turned | tuple[str, int]] = [(path, False)]
    while ahead:
        one, more = ahead.pop()
        if isinstance(one, str):  # all its parts are there
            parts = tuple(built[-more:])
            del built[-more:]
            alternatives = one in "*+" and len(parts) > 1
            built.append(Path(one, parts=(Path("|", parts=parts),) if alternatives else parts))
        elif one.kind == "iri":
            built.append(Path("^", parts=(one,)) if more else one)
        else:
            kind, members = _operator(one, back=bool(more))
            if kind is not None:
                ahead.append((kind, len(members)))
            ahead += reversed(members)
    return built[0]


def _operator(path: Path, *, back: bool) -> tuple[str | None, list[_Turned]]:
    """Return what a path does, if anything, and to what: a/(b/c) to three parts."""
    part = path.parts[0]
    if path.kind == "^":
        return None, [(part, not back)]
    if path.kind in "/|":
        return path.kind, list(_members((path, back), path.kind))
    if path.kind == "?":
        while part.kind == "^":
            part, back = part.parts[0], not back
        if part.stays:
            return None, [(part, back)]
        if part.kind != "+":
            return "?", [(part, back)]
    return "*" if path.stays else "+", list(_members((part, back), "*+?|"))


def _members(path: _Turned, kinds: str) -> Iterator[_Turned]:
    """Yield what stands in operators that are one with each other.

    Whatever is repeated may be repeated anyway by itself, and so may steps that need not be taken.
    """
    repeated = "*" in kinds
    ahead = [path]
    while ahead:
        one, back = ahead.pop()
        if one.kind == "^":
            ahead.append((one.parts[0], not back))
        elif one.kind in kinds or (repeated and one.kind == "/" and one.stays):
            turned = back and one.kind == "/"  # what is pushed last comes first
            ahead += [(part, back) for part in (one.parts if turned else reversed(one.parts))]
        else:
            yield one, back
