"""Do the documents still say what we claim, and have we read every line? The only place that opens the documents."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph import layers, resolve, resources, turtle, values
from spaceflight_graph.claims import descriptions, read_claims
from spaceflight_graph.errors import DataError, SpaceflightError, at
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, Term


@dataclass(frozen=True)
class Coverage:
    """How much of one document is claimed. Empty lines count as lines and need no excuse.

    Attributes:
        document: its name.
        lines: how many it has.
        cited: how many lines at least one claim cites.
        excused: how many lines are excused.
        claims: how many claims cite it.
    """

    document: str
    lines: int
    cited: int
    excused: int
    claims: int


def cite(documents: Path, source: Path | None = None) -> list[Coverage]:
    """Find every document by its digest, every stated value at its line, and every line that nobody has read.

    Args:
        documents: a folder that holds the documents, under any file names.
        source: a folder with our sources; the package's own when left out.

    Raises:
        SpaceflightError: there is no such folder.
        DataError: a document is missing, a value is not at its line, or a line is neither cited nor excused, or both;
            one line for each.
    """
    if not documents.is_dir():
        raise SpaceflightError(f"{documents}: no such folder. Fix: name the folder that holds the documents.")
    sources = layers.load(source)
    texts = {sha256(content).hexdigest(): content for content in _contents(documents)}
    excuses = _by_document(sources.triples(GRAPH.coverage), SF.ExcusedLine)
    reports: list[Coverage] = []
    problems: list[str] = []
    digests = {
        node.value.removeprefix(PREFIXES["doc"]): parts[SF.sha256][0].value  # type: ignore[union-attr]
        for node, parts in descriptions(sources.triples(GRAPH.documents)).items()
        if SF.Document in parts.get(RDF.type, ()) and parts.get(SF.sha256)
    }
    for file, triples in sources.claims():
        name = file.stem
        content = texts.get(digests.get(name, ""))
        if content is None:
            problems.append(
                f"{resources.shown(documents)}: holds no file with the digest of doc:{name}."
                f" Fix: put the text there, or read it anew and change its sf:sha256."
            )
            continue
        lines = content.decode("utf-8").split("\n")
        claims = _by_document(triples, SF.Claim).get(name, [])
        problems += _misquoted(file, lines, claims)
        problems += _misread(file, triples)
        cited = {line for line, _, _ in claims}
        excused = {n for first, last, _ in excuses.get(name, []) for n in range(first, last + 1)}
        problems += _unread(name, lines, cited, excused)
        reports.append(Coverage(name, len(lines), len(cited), len(excused - cited), len(claims)))
    if problems:
        raise DataError(problems)
    return reports


def _contents(folder: Path) -> Iterable[bytes]:
    for file in sorted(folder.iterdir()):
        if file.is_file():
            yield file.read_bytes()


def _by_document(
    triples: Iterable[Triple], kind: NamedNode
) -> dict[str, list[tuple[int, int, dict[NamedNode, list[Term]]]]]:
    """Return the first line, the last line and the parts of each claim or excuse, by document."""
    found: dict[str, list[tuple[int, int, dict[NamedNode, list[Term]]]]] = defaultdict(list)
    for node, parts in descriptions(triples).items():
        if kind not in parts.get(RDF.type, ()):
            continue
        document, line = parts.get(SF.document, [None])[0], parts.get(SF.line, [None])[0]
        if not isinstance(document, NamedNode) or not isinstance(line, Literal):
            continue  # the shapes name it
        last = parts.get(SF.throughLine, [line])[0]
        assert isinstance(last, Literal)  # noqa: S101 - the shapes hold it
        own = dict(parts) | {RDF.subject: [node]}
        found[document.value.removeprefix(PREFIXES["doc"])].append((int(line.value), int(last.value), own))
    return found


def _misquoted(
    file: Path, lines: list[str], claims: Iterable[tuple[int, int, dict[NamedNode, list[Term]]]]
) -> Iterable[str]:
    """Yield the claims whose own words are not at their line."""
    for line, _, parts in claims:
        stated = parts.get(SF.statedAs, [None])[0]
        if not isinstance(stated, Literal):
            continue
        if not 1 <= line <= len(lines):
            where = f"the document has {len(lines)} lines"
        elif stated.value not in lines[line - 1]:
            elsewhere = [str(n) for n, text in enumerate(lines, 1) if stated.value in text][:3]
            where = f"line {line} does not say so" + (f", line {', '.join(elsewhere)} does" if elsewhere else "")
        else:
            continue
        node = parts[RDF.subject][0]
        local = node.value.removeprefix(PREFIXES["claim"]) if isinstance(node, NamedNode) else str(node)
        place = at(resources.shown(file), turtle.line_of(file, local))
        yield f"{place}: claim:{local}: stated as {stated.value!r}, but {where}. Fix: mend sf:line or sf:statedAs."


def _misread(file: Path, triples: Iterable[Triple]) -> Iterable[str]:
    """Yield the claims whose value contradicts their own words, as far as those can be read."""
    words = {t.subject: t.object for t in triples if t.predicate == SF.statedAs}
    for claim in read_claims(triples):
        stated, value = words.get(claim.iri), claim.object
        if not isinstance(stated, Literal) or not isinstance(value, Literal):
            continue
        try:
            denoted = resolve.denoted(claim, {})
        except ValueError:
            continue  # the build names it
        told: values.Value | None = None
        if isinstance(denoted, values.Time):
            day = re.match(r"\d{4}-\d\d-\d\d", value.value)
            told = values.stated_time(stated.value, day=date.fromisoformat(day.group()) if day else None)
        elif isinstance(denoted, values.Duration):
            told = values.stated_duration(stated.value)
        elif isinstance(denoted, values.Quantity):
            told = values.stated_number(stated.value)
        if told is not None and values.relate(denoted, told) is values.Relation.CONFLICTS:
            local = claim.iri.value.removeprefix(PREFIXES["claim"])
            yield (
                f"{at(resources.shown(file), turtle.line_of(file, local))}: claim:{local}: its value {value.value} is"
                f" not what {stated.value!r} says. Fix: mend rdf:object, its zone or its unit."
            )


def _unread(name: str, lines: list[str], cited: set[int], excused: set[int]) -> Iterable[str]:
    """Yield the lines that are neither cited nor excused, and those that are both."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        if number not in cited and number not in excused:
            yield (
                f"{at(f'doc:{name}', number)}: neither cited nor excused."
                f" Fix: claim what it states, or excuse it in data/coverage."
            )
        elif number in cited and number in excused:
            yield f"{at(f'doc:{name}', number)}: both cited and excused. Fix: remove the excuse from data/coverage."
