"""The page of all terms: ``python -m spaceflight_graph.documentation.vocabulary`` writes docs/vocabulary.md anew.

An entry tells what the ontology says of a term, how often the shipped graph uses it, and a query that does.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph import files, resources
from spaceflight_graph.claims import layers
from spaceflight_graph.documentation.kinds import KINDS
from spaceflight_graph.extract import tables
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, RDFS, SF, Term, expand, shorten
from spaceflight_graph.query import catalogue
from spaceflight_graph.resolve.choose import POLICIES
from spaceflight_graph.resolve.graph import in_memory

FILE = "docs/vocabulary.md"
LANGUAGES = ("en", "de", "ru", "zh")
HEAD = """\
# Vocabulary

Made from the ontology by `make generate`; do not edit.

Every term of `sf:` (<https://w3id.org/spaceflight/ontology#>):
{counts}.

How often a term is used is counted in the graph that a build makes of the shipped data: the things that are of a class,
told or inferred; the triples of a property; how often a property of ours leads to a coded value; the values of a list.
The queries are those whose text names the term (`spaceflight query NAME`), or else one that shows it (`spaceflight
sparql`).
"""
_NAME = re.compile(r"\b(?:claim|decision|dispute|doc|fact|id|presence|prov|rdf|sf):\w[\w-]*")
_NEGATIVE = "Negative example: "
# By kind, a query for the terms that no canned query names.
_SHOWING = {
    "Classes": "SELECT ?thing {{ ?thing a {term} }}",
    "Properties": "SELECT ?thing ?value {{ ?thing {term} ?value }}",
    "Coded values": "SELECT ?thing ?by {{ ?thing ?by {term} }}",
    "Lists of coded values": "SELECT ?value {{ ?value skos:inScheme {term} }}",
}
# What is told of a term beside its texts, in this order.
_LINKS = (
    ("Below", "rdfs:subClassOf"),
    ("Below", "rdfs:subPropertyOf"),
    ("Domain", "rdfs:domain"),
    ("Range", "rdfs:range"),
    ("List", "skos:inScheme"),
    ("Narrower than", "skos:broader"),
    ("Same at Wikidata", "skos:exactMatch"),
    ("Wider at Wikidata", "skos:broadMatch"),
    ("Near at Wikidata", "skos:closeMatch"),
    ("See also", "rdfs:seeAlso"),
)


def text() -> str:
    """Return what the page should hold."""
    store = in_memory(layers.load(None, tables.reader()), policy=POLICIES[0])
    ontology: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, GRAPH.ontology):
        ontology[quad.subject][quad.predicate].append(quad.object)
    uses, named = _uses(store), _queries()
    sections, sizes = [], []
    for heading, classes in KINDS.items():
        its = sorted(t.value for t in ontology if isinstance(t, NamedNode) and _is_one(t, ontology[t], classes))
        sizes.append(f"{len(its)} {heading.lower()}")
        sections.append(f"\n## {heading}\n")
        for iri in its:
            shown = named.get(shorten(iri)) or [f"`{_SHOWING[heading].format(term=shorten(iri))}`"]
            sections += _entry(NamedNode(iri), ontology[NamedNode(iri)], uses[NamedNode(iri)], shown)
    return HEAD.format(counts=", ".join(sizes)) + "".join(sections)


def _is_one(term: NamedNode, said: dict[NamedNode, list[Term]], classes: Iterable[NamedNode]) -> bool:
    return term.value.startswith(PREFIXES["sf"]) and not set(classes).isdisjoint(said[RDF.type])


def _entry(term: NamedNode, said: dict[NamedNode, list[Term]], uses: int, queries: list[str]) -> Iterator[str]:
    """Yield the lines of one term."""
    labels = {t.language: t.value for t in said[RDFS.label] if isinstance(t, Literal)}
    yield f"\n### {shorten(term.value)}\n\n"
    yield from (f"{_marked(t)}\n\n" for t in _texts(said, "skos:definition"))
    yield f"- Label: {', '.join(f'{labels[tag]} ({tag})' for tag in LANGUAGES if tag in labels)}\n"
    if OWL.ObjectProperty in said[RDF.type]:
        yield "- Leads to things\n"
    if OWL.DatatypeProperty in said[RDF.type]:
        yield "- Leads to values\n"
    if OWL.FunctionalProperty in said[RDF.type]:
        yield "- At most one true value, so that claims can disagree\n"
    if OWL.TransitiveProperty in said[RDF.type]:
        yield "- Transitive\n"
    for heading, predicate in _LINKS:
        names = sorted(f"`{shorten(t.value)}`" for t in said[expand(predicate)] if isinstance(t, NamedNode))
        if names:
            yield f"- {heading}: {', '.join(names)}\n"
    yield from (f"- Note: {_marked(t)}\n" for t in _texts(said, "skos:scopeNote"))
    examples = _texts(said, "skos:example")
    for heading, its in (
        ("Example", [t for t in examples if not t.startswith(_NEGATIVE)]),
        ("Not an example", [t.removeprefix(_NEGATIVE) for t in examples if t.startswith(_NEGATIVE)]),
    ):
        yield from (f"- {heading}: {f'`{t}`' if t.endswith(' .') else _marked(t)}\n" for t in its)
    yield f"- In the shipped graph: {uses:,}\n"
    yield f"- Query: {', '.join(queries)}\n"


def _texts(said: dict[NamedNode, list[Term]], predicate: str) -> list[str]:
    return sorted(t.value for t in said[expand(predicate)] if isinstance(t, Literal))


def _marked(sentence: str) -> str:
    """Return a sentence with the names in it as code."""
    return _NAME.sub(r"`\g<0>`", sentence)


def _uses(store: Store) -> Counter[Term]:
    """Return how often each term is used, as the head of the page says."""
    found: Counter[Term] = Counter()
    ontology = {quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.ontology)}
    triples: set[Triple] = {quad.triple for quad in store}
    for t in triples:
        found[t.predicate] += 1
        by_our_own = (
            t not in ontology
            and t.predicate.value.startswith(PREFIXES["sf"])
            and t.predicate not in (SF.kind, SF.linkedAs)
        )
        if by_our_own or t.predicate in (RDF.type, expand("skos:inScheme")):
            found[t.object] += 1
    return found


def _queries() -> dict[str, list[str]]:
    """Return, for each term, the canned queries whose text names it."""
    found: dict[str, list[str]] = defaultdict(list)
    for canned in catalogue.all_queries():
        for term in sorted(set(re.findall(r"\bsf:\w+", canned.text))):
            found[term].append(f"`{canned.name}`")
    return found


if __name__ == "__main__":
    files.generate(resources.root() / FILE, text(), check="--check" in sys.argv)
