"""Do the documents still say what we claim, and have we read every line? The only place that opens the documents."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims import faults, layers
from spaceflight_graph.claims.claim import Claim, descriptions, read_claims
from spaceflight_graph.claims.own_words import Verdict, verdict
from spaceflight_graph.errors import DataError, Place, Problem, SpaceflightError, in_order
from spaceflight_graph.files import shown, unreadable
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, Term, shorten

_FAULTS = {
    Verdict.CONTRADICTS: ("is not what {} says", "mend rdf:object, its zone or its unit"),
    Verdict.SAYS_MORE: ("says more than {}", "mend sf:precision, sf:approximation, sf:windowEnd or rdf:object"),
}
"""What is wrong with a value beside its own words, and what to do."""


@dataclass(frozen=True)
class Coverage:
    """How much of one document is claimed. Empty lines count as lines and need no excuse.

    Attributes:
        document: its name.
        lines: how many it has.
        cited: how many lines at least one claim cites.
        excused: how many lines are excused.
        claims: how many claims cite it.
        inferred: how many of these a person inferred.
        not_read: the claims of times, lengths and numbers whose own words nobody here can read, so that their values
            are not checked: ``claim:x, line 7: '12:00 IST'``.
    """

    document: str
    lines: int
    cited: int
    excused: int
    claims: int
    inferred: int = 0
    not_read: tuple[str, ...] = ()


def cite(
    documents: str | Path, source: str | Path | None = None, read_tables: layers.Tables | None = None
) -> list[Coverage]:
    """Find every document by its digest, every stated value at its line, and every line that nobody has read.

    Args:
        documents: a folder that holds the documents, under any file names.
        source: a folder with our sources; the package's own when left out.
        read_tables: reads the tables (`spaceflight_graph.extract.tables.reader`), which are their own documents;
            without it they are left out.

    Raises:
        SpaceflightError: there is no such folder.
        DataError: a document is missing, a value is not at its line, a claim lies in the file of another document, an
            excuse is of no line, or a line is neither cited nor excused, or both; one line for each.
    """
    documents, source = Path(documents), None if source is None else Path(source)
    if not documents.is_dir():
        raise SpaceflightError(f"{documents}: no such folder. Fix: name the folder that holds the documents.")
    sources = layers.load(source, read_tables)
    tables = [layer.source.original.data for _, layer in sources.claims() if layer.source.original]
    texts = {sha256(content).hexdigest(): content for content in (*_contents(documents), *tables)}
    digests = {
        node.value.removeprefix(PREFIXES["doc"]): parts[SF.sha256][0].value  # type: ignore[union-attr]
        for node, parts in descriptions(sources.triples(GRAPH.documents)).items()
        if SF.Document in parts.get(RDF.type, ()) and parts.get(SF.sha256)
    }
    lines = {name: _lines(texts[digest]) for name, digest in digests.items() if digest in texts}
    excuses, problems = _excuses(sources, digests, lines)
    reports: list[Coverage] = []
    for file, layer in sources.claims():
        name = file.stem
        claims = list(read_claims(layer.triples))
        problems += faults.unsound(file, layer, claims)
        claims = [claim for claim in claims if claim.document.value == PREFIXES["doc"] + name]
        if name not in lines:
            what = f"holds no file with the digest of doc:{name}"
            remedy = "put the text there, or read it anew and change its sf:sha256"
            problems.append(Problem(what, remedy, Place(shown(documents))))
            continue
        wrong, not_read = _misquoted(layer, lines[name], claims)
        problems += wrong
        cited = {claim.line for claim in claims}
        excused = excuses[name]
        problems += _unread(name, lines[name], cited, excused)
        inferred = sum(claim.inferred for claim in claims)
        counts = (len(lines[name]), len(cited), len(excused - cited), len(claims), inferred)
        reports.append(Coverage(name, *counts, not_read))
    if problems:
        raise DataError(in_order(problems))
    return reports


def _contents(folder: Path) -> Iterable[bytes]:
    at_work = folder
    try:
        for at_work in sorted(folder.iterdir()):
            if at_work.is_file():
                yield at_work.read_bytes()
    except OSError as error:
        raise unreadable(at_work, error) from None


def _lines(content: bytes) -> list[str]:
    """Return the lines of a document; what the last line break ends is no further line."""
    lines = content.decode("utf-8").split("\n")
    return lines if lines[-1] else lines[:-1]


def _excuses(
    sources: layers.Sources, documents: Collection[str], lines: Mapping[str, list[str]]
) -> tuple[dict[str, set[int]], list[Problem]]:
    """Return the excused lines of each document, and the excuses that are of no line.

    Args:
        sources: they hold the excuses.
        documents: the names of those that are described.
        lines: of each document whose text is at hand.
    """
    found: dict[str, set[int]] = defaultdict(set)
    problems: list[Problem] = []
    for layer in (*(it for _, it in sources.layers(GRAPH.coverage)), *(it for _, it in sources.claims())):
        wrong: dict[NamedNode, str] = {}
        for node, parts in descriptions(layer.triples).items():
            if SF.ExcusedLine not in parts.get(RDF.type, ()) or not isinstance(node, NamedNode):
                continue
            name, ends = _extent(parts)
            if name not in documents:
                wrong[node] = "names no document that data/documents.ttl describes"
            elif ends is None:
                wrong[node] = "names no line, or one that is no whole number"
            elif ends[1] < ends[0]:
                wrong[node] = f"ends at line {ends[1]}, before it begins at line {ends[0]}"
            elif name in lines and not 1 <= ends[0] <= ends[1] <= len(lines[name]):
                wrong[node] = f"is of line {ends[1] if ends[0] else 0}, and the document has {len(lines[name])} lines"
            else:
                found[name].update(range(ends[0], ends[1] + 1))
        places = layer.places(wrong)
        remedy = "mend its sf:document, sf:line or sf:throughLine"
        problems += (Problem(what, remedy, places.get(node), shorten(node.value)) for node, what in wrong.items())
    return found, problems


def _extent(parts: Mapping[NamedNode, list[Term]]) -> tuple[str, tuple[int, int] | None]:
    """Return the document of an excuse, and its first and last line where both are whole numbers."""
    document = parts.get(SF.document, [None])[0]
    name = document.value.removeprefix(PREFIXES["doc"]) if isinstance(document, NamedNode) else ""
    first, last = parts.get(SF.line, [None])[0], parts.get(SF.throughLine, parts.get(SF.line, [None]))[0]
    if not (isinstance(first, Literal) and isinstance(last, Literal)):
        return name, None
    if not (re.fullmatch(r"\+?\d+", first.value) and re.fullmatch(r"\+?\d+", last.value)):
        return name, None
    return name, (int(first.value), int(last.value))


def _misquoted(layer: layers.Layer, lines: list[str], claims: Iterable[Claim]) -> tuple[list[Problem], tuple[str, ...]]:
    """Return what is wrong with claims and their own words, and the claims whose words cannot be read."""
    by_name = {claim.iri: claim for claim in claims}
    wrong: dict[NamedNode, tuple[str, str]] = {}
    not_read: list[str] = []
    for t in layer.triples:
        claim = by_name.get(t.subject) if t.predicate == SF.statedAs and isinstance(t.subject, NamedNode) else None
        if claim is None or not isinstance(t.object, Literal):
            continue
        stated, line = t.object.value, claim.line
        citation = "mend sf:line or sf:statedAs"
        if not 1 <= line <= len(lines):
            wrong[claim.iri] = f"stated as {stated!r}, but the document has {len(lines)} lines", citation
        elif stated not in lines[line - 1]:
            elsewhere = [str(n) for n, text in enumerate(lines, 1) if stated in text][:3]
            there = f", line {', '.join(elsewhere)} does" if elsewhere else ""
            wrong[claim.iri] = f"stated as {stated!r}, but line {line} does not say so{there}", citation
        elif (found := verdict(claim, stated, t.object.language or "en")) in _FAULTS:
            value = " to ".join(end.value for end in (claim.object, claim.window_end) if end is not None)
            says, remedy = _FAULTS[found]
            wrong[claim.iri] = f"its value {value} {says.format(repr(stated))}", remedy
        elif found is Verdict.NOT_READ:
            not_read.append(f"{shorten(claim.iri.value)}, line {line}: {stated!r}")
    places = layer.places(wrong)
    problems = [Problem(what, fix, places.get(node), shorten(node.value)) for node, (what, fix) in wrong.items()]
    return problems, tuple(not_read)


def _unread(name: str, lines: list[str], cited: set[int], excused: set[int]) -> Iterator[Problem]:
    """Yield the lines that are neither cited nor excused, and those that are both."""
    for number, text in enumerate(lines, 1):
        place = Place(f"doc:{name}", number)
        if not text.strip():
            continue
        if number not in cited and number not in excused:
            yield Problem("neither cited nor excused", "claim what it states, or excuse it in data/coverage", place)
        elif number in cited and number in excused:
            yield Problem("both cited and excused", "remove the excuse from data/coverage", place)
