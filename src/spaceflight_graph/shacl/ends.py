"""Values at the end of a repetition, asked for before anybody walks there: the only place that looks from that side.

From each of ten thousand nodes in a circle ten thousand can be reached: who walks from each of them takes a hundred
million steps. What is wrong with a value is seen where it stands; where nothing is, nobody has to walk, and from
a few one walks back.
"""

from spaceflight_graph.shacl.far import begin
from spaceflight_graph.shacl.paths import Path

FEW = 10
"""From so many wrong values one walks back to the focus nodes, rather than from each of these to its values."""


def suspects(path: Path, wrong: str, focus: str) -> str:
    """Return a query for each ``?value`` at the end of a simplified path that is wrong, wherever the path came from.

    Of many it finds no more than tell that they are many.

    Args:
        path: leads to the values.
        wrong: an expression that is true of a ``?value`` that is wrong.
        focus: a pattern that binds ``?this`` to the focus nodes.

    >>> from pyoxigraph import NamedNode
    >>> path = Path("+", parts=(Path("iri", NamedNode("urn:p")),))
    >>> suspects(path, "isIRI(?value)", "?this a <urn:C> .")
    'SELECT DISTINCT ?value WHERE { { ?from <urn:p> ?value } FILTER(isIRI(?value)) } LIMIT 11'
    """
    ends = dict.fromkeys(f"{{ ?from {step.sparql()} ?value }}" for step in path.last_steps())
    if path.stays:
        ends[f"{{ {focus.replace('?this', '?value')} }}"] = None
    return f"SELECT DISTINCT ?value WHERE {{ {' UNION '.join(ends)} FILTER({wrong}) }} LIMIT {FEW + 1}"


def backwards(path: Path, focus: str) -> str:
    """Return a query for the focus nodes from which a path leads to some values, which are to be filled in."""
    walk = f"SELECT ?this ?value WHERE {{ {begin('?value')} ?this {path.sparql()} ?value }}"
    return f"SELECT DISTINCT ?this ?value WHERE {{ {{ {walk} }} {focus} }}"


def shortest(path: Path) -> Path | None:
    """Return a path that leads somewhere from where a simplified path does; nothing where that is from everywhere.

    >>> from pyoxigraph import NamedNode
    >>> p, q = Path("iri", NamedNode("urn:p")), Path("iri", NamedNode("urn:q"))
    >>> any_p = Path("*", parts=(p,))
    >>> str(shortest(any_p)), shortest(Path("/", parts=(any_p, Path("+", parts=(q,))))).text(str)
    ('None', '(urn:p*)/urn:q')
    >>> shortest(Path("/", parts=(q, any_p))).text(str)
    'urn:q'
    """
    if path.stays:
        return None
    if path.winding:  # which is unfolded as it is
        return path
    if path.kind == "+":
        return path.parts[0]
    if path.kind != "/":
        return path
    parts = list(path.parts)
    while parts[-1].stays:
        parts.pop()
    if parts[-1].kind == "+":
        parts[-1] = parts[-1].parts[0]
    return parts[0] if len(parts) == 1 else Path("/", parts=tuple(parts))
