"""The ontology as one file: ``python -m spaceflight_graph.documentation.release [FOLDER]`` makes it for a release.

One header, prefixes A–Z, then classes, properties, coded values, lists and what is borrowed, each A–Z. What is said of
a term keeps the order of the parts. Same ontology, same bytes; the comments of the parts stay behind.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph import files, resources
from spaceflight_graph.claims import layers
from spaceflight_graph.documentation.kinds import KINDS
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, Term, expand, shorten
from spaceflight_graph.version import __version__

FILE = f"spaceflight-ontology-{__version__}.ttl"
# A term stands under the heading that one of its classes is under; what is not ours, under the last.
_KINDS = {"The ontology": (OWL.Ontology,), **KINDS}
_BORROWED = "Borrowed terms, and what is said of several"
_WIDTH = 120
# In this order where a term has them, then the others A–Z.
_ORDER = """
    rdf:type rdfs:subClassOf rdfs:subPropertyOf owl:propertyChainAxiom rdfs:domain rdfs:range skos:inScheme skos:broader
    rdfs:label dcterms:title skos:definition skos:scopeNote skos:example skos:exactMatch skos:broadMatch skos:closeMatch
""".split()  # noqa: SIM905 - quoted, they would take a line each
_LOCAL = re.compile(r"\w[\w-]*", re.ASCII)
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')

Statements = Mapping[Term, Mapping[NamedNode, Sequence[Term]]]


def text() -> str:
    """Return the ontology as one Turtle file."""
    said: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        for t in layers.read(file, GRAPH.ontology).triples:
            if t.object not in said[t.subject][t.predicate]:
                said[t.subject][t.predicate].append(t.object)
    sections: dict[str, list[str]] = {heading: [] for heading in (*_KINDS, _BORROWED)}
    for subject in sorted(said, key=_shown):
        if RDF.first not in said[subject]:
            sections[_heading(subject, said)].append(_block(subject, said))
    body = "".join(f"\n# {heading}\n\n{chr(10).join(blocks)}" for heading, blocks in sections.items())
    names = set(re.findall(r"(?<![\w<])(\w+):", _TEXT.sub("", body)))
    used = sorted(prefix for prefix in PREFIXES if prefix in names)
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used) + body


def _heading(subject: Term, said: Statements) -> str:
    kinds = set(said[subject].get(RDF.type, ()))
    ours = isinstance(subject, NamedNode) and subject.value.startswith(PREFIXES["sf"].removesuffix("#"))
    return next((h for h, classes in _KINDS.items() if ours and not kinds.isdisjoint(classes)), _BORROWED)


def _block(subject: Term, said: Statements) -> str:
    """Return all that is said of one term."""
    lines = []
    for predicate in sorted(said[subject], key=_rank):
        name = "a" if predicate == RDF.type else _shown(predicate)
        values = [_value(value, said) for value in said[subject][predicate]]
        line = f"{name} {' , '.join(values)}"
        long = len(values) > 1 and len(line) > _WIDTH - len("     ;")
        lines.append(" ,\n        ".join([f"{name}\n        {values[0]}", *values[1:]]) if long else line)
    head = _shown(subject) if isinstance(subject, NamedNode) else "[]"
    return (
        f"{head} {lines[0]} .\n" if len(lines) == 1 else "\n    ".join([head, *(f"{li} ;" for li in lines)]) + "\n.\n"
    )


def _rank(predicate: NamedNode) -> tuple[int, str]:
    name = shorten(predicate.value)
    last = name == "rdfs:isDefinedBy"
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER) + last), name


def _value(value: Term, said: Statements) -> str:
    return f"( {' '.join(_items(value, said))} )" if isinstance(value, BlankNode) else _shown(value)


def _items(head: Term, said: Statements) -> Iterator[str]:
    """Yield the members of a list; our ontology has no other blank nodes but the lists and the axioms on top."""
    while head != RDF.nil:
        yield _shown(said[head][RDF.first][0])
        (head,) = said[head][RDF.rest]


def _shown(term: Term) -> str:
    if isinstance(term, NamedNode):
        name = shorten(term.value)
        return name if name != term.value and _LOCAL.fullmatch(name.partition(":")[2]) else str(term)
    if isinstance(term, Literal) and not term.language and term.datatype != expand("xsd:string"):
        return f"{Literal(term.value)}^^{_shown(term.datatype)}"
    return str(term)


def main(folder: Path) -> None:
    """Write the file into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    files.write(folder / FILE, text())
    sys.stdout.write(f"{folder / FILE}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
