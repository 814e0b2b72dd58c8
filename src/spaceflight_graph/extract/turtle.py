"""Claims, things and excuses as Turtle: the only place that writes them in the form that data/ has.

A claim a block, by line, names that do not change when another claim comes or goes; the same page gives the same bytes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.blocks import head
from spaceflight_graph.extract import naming
from spaceflight_graph.extract.result import Description, Draft, Extraction, Proposal
from spaceflight_graph.namespaces import XSD, shorten

_CLAIMS = ("claim", "cur", "doc", "id", "qudt", "rdf", "sf", "unit", "xsd")
_LONGEST = 60
"""So many characters of a value stand in the name of its claim."""
_STRING = NamedNode(XSD.iri + "string")
_BARE = frozenset(NamedNode(XSD.iri + name) for name in ("integer", "decimal", "boolean"))
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def claims(extraction: Extraction, subject: NamedNode | None = None) -> str:
    """Return the claims as ``data/claims/<document>.ttl`` has them.

    Args:
        extraction: what came of the page.
        subject: what most claims are about, so that their names need not say so.
    """
    blocks = list(claim_blocks(extraction, subject))
    head = f"# What doc:{extraction.document} says, line by line.\n"
    return head + _prefixes(_CLAIMS, "".join(blocks)) + "\n" + "\n".join(blocks)


def claim_blocks(extraction: Extraction, subject: NamedNode | None = None) -> Iterator[str]:
    """Yield each claim as a block of Turtle that ends in a line break."""
    for draft, name in zip(extraction.claims, claim_names(extraction, subject), strict=True):
        yield claim_block(extraction.document, draft, name)


def claim_block(document: str, draft: Draft, name: str) -> str:
    """Return a claim as a block of Turtle that ends in a line break."""
    parts = [
        "a sf:Claim",
        f"rdf:subject {shorten(draft.subject.value)}",
        f"rdf:predicate {shorten(draft.predicate.value)}",
        f"rdf:object {term(draft.object)}",
    ]
    if draft.unit is not None:
        parts.append(f"qudt:unit {shorten(naming.unit(draft.unit).value)}")
    if draft.window_end is not None:
        parts.append(f"sf:windowEnd {term(draft.window_end)}")
    if draft.precision is not None:
        parts.append(f"sf:precision sf:{draft.precision}")
    if draft.approximation is not None:
        parts.append(f"sf:approximation sf:{draft.approximation}")
    if draft.planned:
        parts.append("sf:planned true")
    parts += (
        f"sf:document doc:{document}",
        f"sf:line {draft.line}",
        f"sf:statedAs {term(Literal(draft.stated, language=draft.language))}",
    )
    return f"claim:{name}\n    " + " ;\n    ".join(parts) + " ;\n.\n"


def claim_names(extraction: Extraction, subject: NamedNode | None = None) -> list[str]:
    """Return the names of the claims, in their order; no two are the same.

    A name is as short as it can be: where two claims of a line would have the same, they name their whole subject (the
    model of a flight's craft is no craft model of the flight), then their value, then their number.
    """
    forms = [_forms(extraction.document, draft, subject) for draft in extraction.claims]
    names = [form[0] for form in forms]
    for longer in range(1, len(forms[0]) if forms else 1):
        often = Counter(names)
        names = [name if often[name] == 1 else form[longer] for name, form in zip(names, forms, strict=True)]
    seen: Counter[str] = Counter()
    for at, name in enumerate(names):
        seen[name] += 1
        names[at] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return names


def _forms(document: str, draft: Draft, subject: NamedNode | None) -> tuple[str, str, str]:
    """Return the name of a claim in three lengths."""
    whole = naming.slug_of(draft.subject)
    main = naming.slug_of(subject) if subject and _ends_with(document, naming.slug_of(subject)) else ""
    whose = "" if whole == main else whole.removeprefix(f"{main}-") if main else whole
    said, value = naming.kebab(naming.slug_of(draft.predicate)), of_value(draft)
    told = "" if draft.single else value
    line = f"L{draft.line}"
    return (
        "-".join(filter(None, (document, line, whose, said, told))),
        "-".join(filter(None, (document, line, "" if whole == main else whole, said, told))),
        "-".join(filter(None, (document, line, "" if whole == main else whole, said, value))),
    )


def _ends_with(document: str, main: str) -> bool:
    return f"-{document}".endswith(f"-{main}")


def of_value(draft: Draft) -> str:
    """Return the value of a claim as a part of its name, which it needs where a property may have several."""
    value = draft.object.value
    if isinstance(draft.object, NamedNode):
        return naming.kebab(naming.slug_of(draft.object))
    plain = "-".join(re.findall(r"[a-z0-9]+", value.lower()))
    return plain[:_LONGEST].rstrip("-") or sha256(value.encode()).hexdigest()[:8]


def things(proposals: Iterable[Proposal], extraction: Extraction) -> str:
    """Return the things that are proposed as ``data/entities/*.ttl`` has them, with the line that names each."""
    blocks = [thing_block(proposal, extraction.document) for proposal in proposals]
    head = f"# Things that doc:{extraction.document} names and the graph does not have: proposals.\n"
    return head + _prefixes(["id", "rdfs", "sf", "skos"], "".join(blocks)) + "\n" + "\n".join(blocks)


def thing_block(proposal: Proposal, document: str) -> str:
    """Return a thing as a block of Turtle below a comment that names its line."""
    labels, names = (
        " , ".join(term(Literal(text, language=language)) for text, language in told)
        for told in (proposal.labels, proposal.names)
    )
    parts = [f"a {shorten(proposal.kind.value)}"]
    parts += (f"{shorten(link.value)} {shorten(thing.value)}" for link, thing in proposal.links)
    if labels:
        parts.append(f"rdfs:label {labels}")
    if names:
        parts.append(f"skos:altLabel {names}")
    near = f"; near: {', '.join(proposal.near)}" if proposal.near else ""
    return (
        f"# {document}, line {proposal.line}{near}\n{shorten(proposal.iri.value)}\n    "
        + " ;\n    ".join(parts)
        + " ;\n.\n"
    )


def coverage(extraction: Extraction) -> str:
    """Return the excused lines as ``data/coverage/<document>.ttl`` has them, a run of lines a block."""
    runs: list[tuple[int, int, NamedNode]] = []
    for line in extraction.excused:
        if runs and runs[-1][1] == line.line - 1 and runs[-1][2] == line.excuse:
            runs[-1] = (runs[-1][0], line.line, line.excuse)
        else:
            runs.append((line.line, line.line, line.excuse))
    head = f"# Lines of doc:{extraction.document} that hold nothing to claim, and why. Empty lines need no excuse.\n"
    blocks = [excuse_block(extraction.document, first, last, excuse) for first, last, excuse in runs]
    return head + _prefixes(["doc", "sf"], "".join(blocks)) + "\n" + "\n".join(blocks)


def excuse_block(document: str, first: int, last: int, excuse: NamedNode) -> str:
    """Return a run of excused lines as a block of Turtle."""
    through = f"    sf:throughLine {last} ;\n" if last > first else ""
    return (
        f"doc:{document}-L{first}\n    a sf:ExcusedLine ;\n    sf:document doc:{document} ;\n"
        f"    sf:line {first} ;\n{through}    sf:excuse {shorten(excuse.value)} ;\n.\n"
    )


def described(document: Description) -> str:
    """Return a document as ``data/documents.ttl`` has it; what nobody has told is for a person to add."""
    parts = [
        "a sf:Document",
        f"dcterms:title {term(Literal(document.title, language=document.language))}",
        f"dcterms:language {term(Literal(document.language))}",
    ]
    if document.publisher:
        parts.append(f"dcterms:publisher {term(Literal(document.publisher, language='en'))}")
    if document.url:
        parts.append(f"schema:url <{document.url}>")
    parts.append(f"sf:sha256 {term(Literal(document.digest))}")
    block = f"doc:{document.slug}\n    " + " ;\n    ".join(parts) + " ;\n.\n"
    return _prefixes(["dcterms", "doc", "schema", "sf"], block) + "\n" + block


def term(value: NamedNode | Literal) -> str:
    """Return a term as Turtle, with the prefixes of the table; numbers and truth values without quotes."""
    if isinstance(value, NamedNode):
        return shorten(value.value)
    text = f'"{value.value.translate(_ESCAPES)}"'
    if value.language:
        return f"{text}@{value.language}"
    if value.datatype == _STRING:
        return text
    return value.value if value.datatype in _BARE else f"{text}^^{shorten(value.datatype.value)}"


def _prefixes(names: Iterable[str], text: str) -> str:
    return head(name for name in names if f"{name}:" in text)
