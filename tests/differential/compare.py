"""Our findings beside pySHACL's on random cases, and the kinds of differences. For many cases at once:

python tests/differential/compare.py 100000 --first 1
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generate import HEAD, Case
from pyoxigraph import Quad, RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.shacl.fallback import run_pyshacl
from spaceflight_graph.validate.shapes import ShapeFiles

Key = tuple[Term | None, ...]


def both(case: Case) -> tuple[Counter[Key], Counter[Key], bool]:
    """Return our results and pySHACL's, and whether we had to ask pySHACL ourselves."""
    source = Source("d.ttl", case.data.encode(), RdfFormat.TURTLE)
    quads = [Quad(quad.subject, quad.predicate, quad.object) for quad in source.quads()]
    assert not source.problems, source.problems
    shapes = ShapeFiles.of([Source("s.ttl", case.shapes.encode(), RdfFormat.TURTLE, "s0b")])
    store = Store()
    store.extend(quads)
    engine = Engine(Data(store, source.prefixes, exact=True, rewritten=source.as_written), shapes)
    ours = engine.run()
    for error in engine.wrong:
        raise error
    for root in engine.endless:
        ours += engine.slowly(root)
    left = [root for root in engine.left if root not in engine.endless]
    if left:
        ours += run_pyshacl(quads, shapes, left, source.prefixes)
    theirs = run_pyshacl(quads, shapes, shapes.roots(), source.prefixes)
    return Counter(map(_key, ours)), Counter(map(_key, theirs)), bool(left)


def _key(finding: Finding) -> Key:
    return (finding.component, finding.focus, finding.path_term, finding.value, finding.shape, finding.severity_term)


_GIVES_UP = ("Cannot use sh:lessThan", "not supported between", "decimal.InvalidOperation")
REFUSED = "refused by pySHACL"
"""It gives up where sh:lessThan compares what cannot be compared (SHACL 4.5.3 has a result), or a long decimal."""


@dataclass
class Tally:
    """What has been compared.

    Attributes:
        cases: how many.
        results: how many results pySHACL had.
        left: how many cases we had to leave to it.
        kinds: how many differences there were of each kind.
        unexplained: the number of each case with a difference of no kind, and the difference.
    """

    cases: int = 0
    results: int = 0
    left: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unexplained: list[tuple[int, str, Key]] = field(default_factory=list)


def compare(numbers: Iterable[int]) -> Tally:
    """Compare the cases of some numbers."""
    from kinds import kind

    tally = Tally()
    for number in numbers:
        case = Case(number)
        tally.cases += 1
        try:
            ours, theirs, left = both(case)
        except SpaceflightError as error:
            if not any(reason in str(error) for reason in _GIVES_UP):
                raise
            tally.kinds[REFUSED] += 1
            continue
        tally.left += left
        tally.results += sum(theirs.values())
        for who, keys in (("ours", ours - theirs), ("pySHACL", theirs - ours)):
            for key in keys:
                name = kind(case, key, ours=who == "ours")
                if name is None:
                    tally.unexplained.append((number, who, key))
                else:
                    tally.kinds[name] += 1
    return tally


def main() -> None:
    """Compare, and print how many differences there are of each kind, and all that nothing explains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    options = parser.parse_args()
    tally = compare(range(options.first, options.first + options.count))
    print(f"{tally.cases:,} cases, {tally.results:,} results of pySHACL; {tally.left:,} cases were left to it")
    for name, number in tally.kinds.most_common():
        print(f"{number:8,} {name}")
    for number, who, key in tally.unexplained:
        case = Case(number)
        print(f"== case {number}, only {who}:", *key, sep="\n   ")
        print(case.data.removeprefix(HEAD), case.shapes.removeprefix(HEAD))
    sys.exit(bool(tally.unexplained))


if __name__ == "__main__":
    main()
