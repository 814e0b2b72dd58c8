"""What is wrong between files that are each well-formed: the only place that holds them to each other.

A document without claims, claims in the file of another document, terms of our namespace that nobody declares.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.layer import Layer, is_ours
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.errors import Place, Problem
from spaceflight_graph.files import shown
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, Term, shorten
from spaceflight_graph.rdf.places import Locator, Wanted
from spaceflight_graph.suggestions import either, respelled


def unsound(file: Path, layer: Layer, claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield a problem for each claim that cannot count: its parts are not in one place, or its file is another's.

    Args:
        file: a claims file.
        layer: what it holds.
        claims: those of its claims that are whole.
    """
    own = NamedNode(PREFIXES["doc"] + file.stem)
    wrong: dict[NamedNode, tuple[str, str]] = {
        claim.iri: (
            f"cites {shorten(claim.document.value)}, yet this file holds the claims of {shorten(own.value)}",
            f"mend sf:document, or move the claim to {claim.document.value.removeprefix(PREFIXES['doc'])}.ttl",
        )
        for claim in claims
        if claim.document != own
    }
    named: set[Term] = set()
    if layer.claims != len(claims):  # each claim that is whole is called one, once
        named = {t.subject for t in layer.triples if t.predicate == RDF.type and t.object == SF.Claim}
    for node in named - {claim.iri for claim in claims}:
        if isinstance(node, NamedNode):
            wrong[node] = (
                "is not whole here",
                "write a claim as one block with subject, predicate, object, document and line (a whole number), each"
                " once",
            )
    places = layer.places(wrong)
    for node, (message, remedy) in sorted(wrong.items(), key=lambda item: item[0].value):
        yield Problem(message, remedy, places.get(node), shorten(node.value))


def unpaired(read: Mapping[Path, Layer], of_tables: Iterable[Path]) -> Iterator[Problem]:
    """Yield what is wrong where documents and files of claims, or tables, do not match one to one."""
    catalogue = next(file for file, layer in read.items() if layer.graph == GRAPH.documents)
    described = {
        t.subject.value.removeprefix(PREFIXES["doc"])
        for t in read[catalogue].triples
        if t.predicate == RDF.type and t.object == SF.Document and isinstance(t.subject, NamedNode)
    }
    claimed = {file.stem: file for file, layer in read.items() if layer.graph.value.startswith(GRAPH.iri + "claims/")}
    for file in of_tables:
        if file.stem in claimed:
            what = f"has the name of {shown(claimed[file.stem])}: one document is a page or a table"
            yield Problem(what, "rename one of them", Place(shown(file)))
        claimed.setdefault(file.stem, file)
    for name in sorted(described - claimed.keys()):
        yield Problem(
            f"no such file, though {shown(catalogue)} describes doc:{name}",
            "write its claims there, or take the document out",
            Place(shown(catalogue.parent / "claims" / f"{name}.ttl")),
        )
    for name in sorted(claimed.keys() - described):
        yield Problem(
            f"{shown(catalogue)} describes no doc:{name}",
            "describe the document there, or name the file after one that is",
            Place(shown(claimed[name])),
        )


def unknown_terms(layers: Iterable[Layer], ontology: Ontology) -> Iterator[Problem]:
    """Yield each term of our own namespace that the ontology does not declare, with its first line in the file."""
    for layer in layers:
        unknown = layer.used - ontology.terms
        if not unknown:
            continue
        used: dict[NamedNode, Wanted] = {}
        for t in layer.triples:
            for term, wanted in (
                (t.subject, Wanted(t.subject, at_subject=True)),
                (t.predicate, Wanted(t.subject, t.predicate, at_predicate=True)),
                (t.object, Wanted(t.subject, t.predicate, t.object)),
            ):
                if is_ours(term) and term in unknown:
                    used.setdefault(term, wanted)
        locator = Locator([layer.source])
        locator.look_for(used.values())
        for term in sorted(used, key=lambda term: term.value):
            found = locator.find(used[term])
            place = Place(layer.source.name, found[0].line if found else None)
            what = f"{shorten(term.value)} is not a term of the ontology"
            yield Problem(what, f"{spelled(term, ontology.terms)}, or declare it in ontology/", place)


def spelled(node: NamedNode, known: Iterable[NamedNode]) -> str:
    """Return the remedy for a name that does not exist: those that come near.

    >>> spelled(NamedNode(SF.iri + "SpaceWalk"), [SF.Spacewalk, SF.Launch])
    'write sf:Spacewalk'
    """
    namespace = node.value[: max(node.value.rfind("/"), node.value.rfind("#")) + 1]
    names = sorted(it.value.removeprefix(namespace) for it in known if it.value.startswith(namespace))
    near = [shorten(namespace + name) for name in respelled(node.value.removeprefix(namespace), names, 3)]
    return f"write {either(near)}" if near else "mend its spelling"
