"""Proposals as text: the only place that lays them out, for people, spreadsheets and programs.

What a person has looked over comes back as the spreadsheet's TSV: the lines that say ``yes`` in the column ``accept``.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from spaceflight_graph import looked_over, tables
from spaceflight_graph.errors import Place
from spaceflight_graph.files import shown
from spaceflight_graph.link.candidates import Feature, Proposal, Verdict
from spaceflight_graph.link.entities_file import Link

FORMATS = ("table", "tsv", "json")
_HEAD = ("thing", "name", "item", "item name", "score", "verdict", "reasons")
_REASONS = {
    "exact_label": ("same label", ""),
    "alias": ("same as an alias", ""),
    "other_language": ("same label in another language", ""),
    "normalised_label": ("same but for case, signs or brackets", ""),
    "slip": ("same as a misspelling", ""),
    "kind": ("same kind", "another kind"),
    "P17": ("same country", "another country"),
    "P27": ("same nationality", "another nationality"),
    "P108": ("same employer", "another employer"),
    "P137": ("same operator", "another operator"),
    "P176": ("same manufacturer", "another manufacturer"),
    "P247": ("same COSPAR id", "another COSPAR id"),
    "P361": ("part of the same", "part of something else"),
    "P375": ("same rocket", "another rocket"),
    "P377": ("same catalogue number", "another catalogue number"),
    "P450": ("on a flight of the person", "on no flight of the person"),
    "P569": ("born the same day", "born another day"),
    "P619": ("launched the same day", "launched another day"),
    "P620": ("landed the same day", "landed another day"),
    "P917": ("same GRAU index", "another GRAU index"),
    "P1029": ("of the same crew", "another crew"),
}


def reasons(proposal: Proposal) -> str:
    """Return what speaks for and against, in words."""
    told = [_REASONS[feature.id][feature.value < 0] for feature in proposal.features]
    return ", ".join([*told, *([proposal.note] if proposal.note else [])])


def text(proposals: Sequence[Proposal], names: Mapping[str, str], form: str) -> str:
    """Return proposals in one of ``FORMATS``.

    Args:
        proposals: in their order.
        names: of each thing that was looked for.
        form: the format.
    """
    if form == "json":
        return json.dumps(answers(proposals, names), ensure_ascii=False, indent=2) + "\n"
    rows = [
        (one.thing, names[one.thing], one.item, one.name, str(one.score), one.verdict.value, reasons(one))
        for one in proposals
    ]
    if form == "table":
        return tables.plain(_HEAD, rows, tables.terminal())
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None, quotechar=None
    )
    writer.writerow(("accept", *_HEAD))
    for one, row in zip(proposals, rows, strict=True):
        writer.writerow(("yes" if one.verdict == Verdict.MATCH else "", *(" ".join(cell.split()) for cell in row)))
    return out.getvalue()


def answers(proposals: Iterable[Proposal], things: Iterable[str]) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Return proposals as the Reconciliation API 0.2 answers a batch of which each query is a thing of ours."""
    found: dict[str, dict[str, list[dict[str, object]]]] = {thing: {"result": []} for thing in things}
    for one in proposals:
        found[one.thing]["result"].append(
            {
                "id": one.item,
                "name": one.name,
                "score": one.score,
                "match": one.verdict == Verdict.MATCH,
                "type": [{"id": kind, "name": kind} for kind in sorted(one.kinds)],
                "features": features(one.features),
            }
        )
    return found


def features(found: Iterable[Feature]) -> list[dict[str, object]]:
    """Return features as the Reconciliation API has them."""
    return [{"id": feature.id, "value": feature.value} for feature in found]


def accepted(path: Path) -> list[Link]:
    """Return the links of the lines that say yes in a TSV of proposals.

    Raises:
        SpaceflightError: it cannot be read, has not the columns, or a line is broken; nothing of it is accepted.
    """
    read = looked_over.rows(path, ("thing", "item"), "table", "--format tsv")
    return [Link(row["thing"], row["item"], Place(shown(path), number)) for number, row, yes in read if yes]
