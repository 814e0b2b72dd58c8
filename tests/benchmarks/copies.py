"""Makes a source folder that holds the data many times over: the only place that knows how a copy is renamed.

    python tests/benchmarks/copies.py COPIES FOLDER [SOURCE]     then: spaceflight build --source FOLDER --store STORE

The first copy is the data as they are, so that parameters of real cases mean in it what they mean in the data. Each
further one has names of its own throughout: things, claims, documents, decisions, labels, titles, addresses, Wikidata
items. Copies share the ontology, values and what lines say, and nothing links one to another. Tables are left
out, with their mappings and what describes them.
"""

import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

ROOT = Path(__file__).parents[2]
ONCE = ("ontology", "shapes", "queries")
BASE = "https://w3id.org/spaceflight/"
RENAMED = (BASE + "id/", BASE + "decision/")
OF_DOCUMENTS = (BASE + "document/", BASE + "claim/")
WIKIDATA = "http://www.wikidata.org/entity/"
NAMES = {
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#hiddenLabel",
    "http://purl.org/dc/terms/title",
}

Term = NamedNode | Literal


def make(copies: int, target: Path, source: Path = ROOT) -> None:
    """Write a source folder with so many copies of the data of another one."""
    for folder in ONCE:
        shutil.copytree(source / folder, target / folder)
    data = source / "data"
    documents = sorted((file.stem for file in (data / "claims").glob("*.ttl")), key=len, reverse=True)
    tables = {NamedNode(f"{BASE}document/{file.stem}") for file in (data / "tables").glob("*.csv")}
    for file in sorted(file for file in data.rglob("*.ttl") if file.parent.name != "mappings"):
        reader = parse(path=str(file), format=RdfFormat.TURTLE)
        triples = [quad.triple for quad in reader if quad.subject not in tables]
        for number in range(1, copies + 1):
            made = target / file.relative_to(data.parent)
            if number > 1:
                made = made.with_name(f"{file.stem}-copy-{number}.ttl")
            if file.parent == data:  # one file for all copies
                made = target / "data" / file.name
            made.parent.mkdir(parents=True, exist_ok=True)
            told = triples if number == 1 else list(_copied(triples, documents, number))
            with made.open("ab") as out:
                serialize(told, out, format=RdfFormat.TURTLE, prefixes=reader.prefixes)


def _copied(triples: list[Triple], documents: list[str], number: int) -> Iterator[Triple]:
    """Yield the triples of one copy, in their order."""
    for t in triples:
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(BASE + "graph/"):
            continue  # of all copies together, and told once
        subject, predicate, value = t.subject, t.predicate, t.object
        if isinstance(subject, NamedNode):
            subject = NamedNode(_iri(subject.value, documents, number))
        if isinstance(value, NamedNode):
            value = NamedNode(_iri(value.value, documents, number))
            if predicate.value == "https://schema.org/url":
                value = NamedNode(f"{value.value}?copy={number}")
        elif isinstance(value, Literal) and predicate.value in NAMES:
            value = Literal(f"{value.value} #{number}", language=value.language)
        elif isinstance(value, Literal) and predicate.value == BASE + "ontology#sha256":
            value = Literal(sha256(f"{value.value} {number}".encode()).hexdigest())
        yield Triple(subject, predicate, value)


def _iri(iri: str, documents: list[str], number: int) -> str:
    """Return the name in one copy of what has a name in the data; terms, units and licences keep theirs."""
    if iri.startswith(RENAMED):
        return f"{iri}-copy-{number}"
    if iri.startswith(WIKIDATA):
        return f"{iri}{number:04}"
    for start in OF_DOCUMENTS:
        if iri.startswith(start):
            return start + _renamed(iri.removeprefix(start), documents, number)
    return iri


def _renamed(name: str, documents: list[str], number: int) -> str:
    """Return the name of a document, or of what is called after it, in one copy: ``blog-L7`` is ``blog-copy-2-L7``."""
    stem = next((document for document in documents if name.startswith(f"{document}-")), name)
    return f"{stem}-copy-{number}{name.removeprefix(stem)}"


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), *map(Path, sys.argv[3:4]))
