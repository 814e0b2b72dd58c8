"""A plan and the files that people upload: the only place for their names, and for what is told of them."""

from collections import Counter

from pyoxigraph import Store

from spaceflight_graph.link import labels, mismatch_finder, quickstatements, wikibase_json
from spaceflight_graph.link.beside import Beside
from spaceflight_graph.link.edits import Plan
from spaceflight_graph.link.plan import plan
from spaceflight_graph.link.references import RETRIEVED
from spaceflight_graph.link.statement import Statement


def planned(store: Store, found: Beside, *, finer: bool = False) -> Plan:
    """Return what our graph can give back.

    Args:
        store: our graph.
        found: our graph beside Wikidata.
        finer: whether a value that is finer than theirs is added beside it.
    """
    names = labels.gifts(labels.names(store), found.snapshot)
    return plan(found.differences, names, found.snapshot, finer=finer)


def files(given: Plan) -> dict[str, str]:
    """Return the files by name; those of four kinds are always there, and empty where a plan has nothing of the kind.

    ``quickstatements-1.txt`` and ``labels-1.txt`` go on as ``-2.txt``, for their tool takes some hundred lines at once.
    """
    found = {f"quickstatements-{n}.txt": text for n, text in enumerate(quickstatements.statements(given), 1)}
    found |= {f"labels-{n}.txt": text for n, text in enumerate(quickstatements.names(given), 1)}
    found["wikibase.jsonl"] = wikibase_json.text(given)
    found["mismatches.csv"] = mismatch_finder.text(given)
    return found


def told(given: Plan) -> list[str]:
    """Return what people should know of a plan: how much it adds, what a file does not hold, what stays and why."""
    items = {each.item for each in given.add} | {name.item for name in given.names}
    items |= {each.existing.item for each in given.sourcings}
    added = [reference for each in given.sourcings for reference in each.references]
    cited = [*added, *(reference for each in given.add for reference in each.references)]
    undated = sum(all(snak.property != RETRIEVED for snak in reference.snaks) for reference in cited)
    lines = [
        f"{_number(len(given.add), 'statement')}, {_number(len(added), 'reference')} for statements that are there and"
        f" {_number(len(given.names), 'name')} to add to {_number(len(items), 'item')};"
        f" {_number(len(given.mismatches), 'mismatch', 'mismatches')} for people to look at"
    ]
    if undated:
        lines.append(f"{_number(undated, 'reference')} without a day of retrieval: no sf:retrieved tells it")
    if alone := quickstatements.beyond(given):
        repeated = sum(isinstance(each, Statement) and given.is_crowded(each) for each in alone)
        why = (
            f", {repeated} of them because QuickStatements would merge values that are there twice" if repeated else ""
        )
        lines.append(f"{len(alone)} only in wikibase.jsonl{why}")
    if unknown := wikibase_json.beyond(given):
        lines.append(f"{_number(len(unknown), 'item')} not in wikibase.jsonl: nobody tells their revision")
    if unnamed := mismatch_finder.beyond(given):
        lines.append(f"{len(unnamed)} not in mismatches.csv: Mismatch Finder does not take their value or its id")
    reasons = Counter(left.why for left in given.left_out)
    lines += [
        f"{number} not given: {why}" for why, number in sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    ]
    return lines


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
