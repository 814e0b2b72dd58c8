"""How well pages are read, measured against what was written down from them by hand: precision and recall by kind.

Run it from the checkout: ``python tests/extract/score.py [--told]``. The pages are in ../shared and no part of the
project, but for the made-up one; without them there is nothing to measure. Of a chronicle the gold has the days with
what its verbs date, by the class of the event.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.extract.page import Page, extract
from spaceflight_graph.extract.result import Draft
from spaceflight_graph.namespaces import SF, shorten

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[3] / "shared"
PAGES = (SHARED / "practice", SHARED / "documents", Path(__file__).parent / "made_up")
KINDS = {
    "russianspaceweb-soyuz-ms-07": "fact sheet",
    "zh-chronicle-2017": "chronicle",
    "keys_probe_9": "list of keys and values",
    "zh_forecast_2103": "forecast",
    "zh_forecast_2106": "forecast",
}
"""Of documents; all others are infoboxes, but for the lines below."""
CREW_LINES = {"zh_wikitext_soyuz_ms_04": range(27, 41), "zh_wikitext_shenzhou_7_excerpt": range(27, 44)}
TIMELINE = {"zh_wikitext_shenzhou_7_excerpt": range(48, 61)}
_ENDS = {"craft": ("-spacecraft",), "rocket": ("-rocket",), "model": ("",), "rocket-model": ("",)}

Fact = tuple[int, str, str, str]
"""Line, subject, property and value; a thing is its slug, or its label in quotation marks where the graph lacks it."""


@dataclass
class Score:
    """Facts that were to be found, that were claimed, and that were both."""

    gold: int = 0
    claimed: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


def gold(document: str) -> list[Fact]:
    with (GOLD / f"{document}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [(int(row["line"]), row["subject"], row["property"], row["value"]) for row in rows]
    people = {subject: value for _, subject, predicate, value in found if predicate == "sf:person"}
    return [(line, _plain(subject, people), predicate, value) for line, subject, predicate, value in found]


def page(document: str) -> Path:
    return next(file for folder in PAGES for file in folder.glob(f"{document}.*"))


def facts(read: Page) -> Iterator[Fact]:
    """Yield what a page's claims say, in the form of the gold."""
    labels = {proposal.iri: proposal.labels[0][0] for proposal in read.extraction.proposals}
    for draft in read.extraction.claims:
        yield draft.line, _subject(draft, read, labels), shorten(draft.predicate.value), _value(draft, read, labels)


def _thing(thing: NamedNode, read: Page, labels: dict[NamedNode, str]) -> str:
    if thing == read.subject:
        return "flight"
    name = shorten(thing.value).removeprefix("id:")
    if read.subject is not None:
        stem = shorten(read.subject.value).removeprefix("id:") + "-"
        rest = name.removeprefix(stem)
        if rest != name and not rest.startswith(("crew-", "backup-crew-")):
            return {"spacecraft": "craft"}.get(rest, rest)
    return f'"{labels[thing]}"' if thing in labels else name


def _subject(draft: Draft, read: Page, labels: dict[NamedNode, str]) -> str:
    if read.subject is None:  # a chronicle: of many things
        kinds = {proposal.iri: shorten(proposal.kind.value) for proposal in read.extraction.proposals}
        return kinds.get(draft.subject, f"sf:{draft.subject.value.rpartition('-')[2].title()}")
    of_assignments = {"sf:person", "sf:crew", "sf:role", "sf:personFlightNumber", "sf:agency"}
    predicate = shorten(draft.predicate.value)
    if predicate in of_assignments:
        assigned = next(
            (it for it in read.extraction.claims if (it.subject, it.predicate) == (draft.subject, SF.person)), None
        )
        head = "backup" if "-backup-crew-" in draft.subject.value else "crew"
        return f"{head}:{_value(assigned, read, labels)}" if assigned else head
    if predicate == "sf:nationality":
        return "person"
    if predicate == "sf:grauIndex":
        return "model"
    return _thing(draft.subject, read, labels)


def _value(draft: Draft, read: Page, labels: dict[NamedNode, str]) -> str:
    if isinstance(draft.object, Literal):
        return f"{draft.object.value} {draft.unit}" if draft.unit else draft.object.value
    return _thing(draft.object, read, labels)


def kind_of(document: str, line: int) -> str:
    if document in KINDS:
        return KINDS[document]
    if line in CREW_LINES.get(document, ()):
        return "crew table"
    return "dated list" if line in TIMELINE.get(document, ()) else "infobox"


def score(documents: list[str]) -> dict[str, Score]:
    """Return the scores by kind."""
    found: dict[str, Score] = defaultdict(Score)
    for document in documents:
        wanted = Counter(gold(document))
        claimed = Counter(facts(extract(page(document))))
        for fact in sorted(wanted | claimed):
            one = found[kind_of(document, fact[0])]
            both = min(wanted[fact], claimed[fact])
            one.gold += wanted[fact]
            one.claimed += claimed[fact]
            one.right += both
            told = f"{document} {fact[0]}: {' '.join(fact[1:])}"
            one.missing += [told] * (wanted[fact] - both)
            one.wrong += [told] * (claimed[fact] - both)
    return dict(found)


def _plain(subject: str, people: dict[str, str]) -> str:
    """Return a subject of the gold as `facts` has it: an assignment by its person."""
    if subject.startswith("sf:"):
        return subject
    head = subject.partition(":")[0]
    return f"{head}:{people[subject]}" if subject in people else "model" if head == "rocket-model" else head


def main(arguments: list[str]) -> None:
    documents = sorted(file.stem for file in GOLD.glob("*.tsv"))
    for kind, one in sorted(score(documents).items()):
        print(f"{kind}\tprecision {one.precision:.3f}\trecall {one.recall:.3f}\t{one.right}/{one.claimed}/{one.gold}")
        if "--told" in arguments:
            print(*(f"  wrong   {it}" for it in one.wrong), *(f"  missing {it}" for it in one.missing), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
