"""What a page says beside what the graph knows: the only place that sets the two side by side for a person.

What was looked over comes back as the TSV of the review: the lines that say ``yes`` in the column ``accept``.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import looked_over, tables, values, wording
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Claim, read_claims
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.extract import naming, turtle
from spaceflight_graph.extract.page import Page
from spaceflight_graph.extract.readers import as_claim
from spaceflight_graph.extract.result import Draft
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDFS
from spaceflight_graph.resolve.surroundings import containment
from spaceflight_graph.values import Relation

HEAD = ("line", "words", "about", "property", "value", "standing", "the graph")
_STANDINGS = {
    Relation.SAME: "agrees",
    Relation.AGREES: "agrees",
    Relation.REFINES: "finer",
    Relation.REFINED_BY: "coarser",
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim of a page beside what other documents say of the same.

    Attributes:
        name: of the claim, as it will be.
        draft: the claim.
        value: as people read it.
        standing: new, agrees, finer, coarser, more (of a property that may have several values) or DISAGREES.
        others: what the graph knows, such as ``3 Jun 2018, 12:39 UTC by 3 others``.
    """

    name: str
    draft: Draft
    value: str
    standing: str
    others: str


def review(page: Page, source: Path | None = None) -> list[Reviewed]:
    """Set each claim of a page beside those of other documents.

    Args:
        page: what came of it.
        source: a folder with our sources; the package's own when left out.

    Raises:
        SpaceflightError: a source folder is missing, or a file may not be read.
        DataError: the sources are wrong.
    """
    sources = layers.load(source)
    claims = [claim for _, layer in sources.claims() for claim in read_claims(layer.triples)]
    around = containment(claims, sources.triples(GRAPH.ontology))
    labels = {proposal.iri: proposal.labels[0][0] for proposal in page.extraction.proposals}
    for t in sources.triples(GRAPH.entities):
        if t.predicate == RDFS.label and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            labels.setdefault(t.subject, t.object.value)
    told: dict[tuple[NamedNode, NamedNode], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document.value != PREFIXES["doc"] + page.extraction.document:
            told[claim.subject, claim.predicate].append(claim)
    names = turtle.claim_names(page.extraction, page.subject)
    return [
        _beside(name, draft, told.get((draft.subject, draft.predicate), ()), around, labels)
        for name, draft in zip(names, page.extraction.claims, strict=True)
    ]


def _beside(
    name: str,
    draft: Draft,
    others: Sequence[Claim],
    around: Mapping[str, frozenset[str]],
    labels: Mapping[NamedNode, str],
) -> Reviewed:
    claim = as_claim(draft)
    value = _reads(claim, labels)
    if not others:
        return Reviewed(name, draft, value, "new", "")
    ours = denoted(claim, around)
    said: dict[str, set[str]] = defaultdict(set)
    relations = set()
    for other in others:
        try:
            relation = values.relate(ours, denoted(other, around))
        except ValueError:
            continue  # the build names it
        relations.add(relation)
        said[_reads(other, labels)].add(naming.slug_of(other.document))
    if Relation.CONFLICTS in relations:
        found = "DISAGREES" if draft.single else "more"
    else:
        found = next((_STANDINGS[it] for it in _STANDINGS if it in relations), "new")
    told = "; ".join(f"{text} by {_by(documents)}" for text, documents in sorted(said.items(), key=_most))
    return Reviewed(name, draft, value, found, told)


def _most(item: tuple[str, set[str]]) -> tuple[int, str]:
    return -len(item[1]), item[0]


def _by(documents: set[str]) -> str:
    return next(iter(documents)) if len(documents) == 1 else f"{len(documents)} others"


def _reads(claim: Claim, labels: Mapping[NamedNode, str]) -> str:
    if isinstance(claim.object, NamedNode):
        return labels.get(claim.object, naming.slug_of(claim.object))
    return wording.reads(
        claim.object.value,
        claim.object.datatype.value,
        precision=claim.precision,
        unit=naming.slug_of(claim.unit) if claim.unit else None,
        approximation=claim.approximation,
        window_end=claim.window_end.value if claim.window_end else None,
    )


def text(reviewed: Sequence[Reviewed], form: str) -> str:
    """Return a review as a table for people, or as TSV with a column ``accept`` to be filled in.

    What disagrees with the graph is not accepted beforehand: it needs a look.
    """
    rows = [
        (
            str(it.draft.line),
            it.draft.stated,
            naming.slug_of(it.draft.subject),
            naming.slug_of(it.draft.predicate),
            it.value,
            it.standing,
            it.others,
        )
        for it in reviewed
    ]
    if form == "table":
        return tables.plain(HEAD, rows, tables.terminal())
    lines = ["\t".join(("accept", "claim", *HEAD))]
    for it, row in zip(reviewed, rows, strict=True):
        sure = "" if it.standing == "DISAGREES" else "yes"
        lines.append("\t".join((sure, it.name, *(" ".join(cell.split()) for cell in row))))
    return "\n".join(lines) + "\n"


def accepted(path: Path, page: Page) -> Page:
    """Return a page with the claims that a review says yes to, and the things that these speak of.

    Raises:
        SpaceflightError: the review cannot be read, has not the columns, a line is broken or names no claim of the
            page; nothing of it is accepted.
    """
    names = turtle.claim_names(page.extraction, page.subject)
    wanted: set[str] = set()
    for number, row, yes in looked_over.rows(path, ("claim",), "review", "--review --format tsv"):
        if row["claim"] not in names:
            told = f"{row['claim']!r} is no claim of the page"
            raise looked_over.broken(path, number, told, "review the page anew")
        if yes:
            wanted.add(row["claim"])
    old = page.extraction
    kept = tuple(draft for name, draft in zip(names, old.claims, strict=True) if name in wanted)
    spoken = {thing for draft in kept for thing in (draft.subject, draft.object)}
    there = {it.iri: it for it in old.proposals}
    waiting = [it for it in spoken if it in there]
    while waiting:  # a launch that is proposed hangs on a flight that is proposed
        for _, thing in there[waiting.pop()].links:  # type: ignore[index]
            if thing in there and thing not in spoken:
                spoken.add(thing)
                waiting.append(thing)
    proposals = tuple(it for it in old.proposals if it.iri in spoken)
    return replace(page, extraction=replace(old, claims=kept, proposals=proposals))
