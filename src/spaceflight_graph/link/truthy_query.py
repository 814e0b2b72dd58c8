"""The canned query ``wikidata``: the only place that writes it, from the mappings of ``ontology/wikidata.ttl``.

It makes the triples of ``truthy`` in any store that holds our graph. A query that reads the mappings as it runs
compares every fact with every mapping; this one has a branch of constants for each, so that what it costs grows with
what it makes. It is written anew by ``python -m spaceflight_graph.link.truthy_query``.
"""

import sys
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from spaceflight_graph import files, resources
from spaceflight_graph.claims.layers import load
from spaceflight_graph.link.alignment import Alignment, Rule
from spaceflight_graph.link.facts import OPEN, STRETCHES
from spaceflight_graph.namespaces import GRAPH, RDF, RDFS, SF, shorten
from spaceflight_graph.resolve.lookups import link_to_fact

FILE = "export/wikidata.rq"
_TEXTS = ("ExternalId", "String")

_BEGIN = """\
#+ summary: What do our facts say in the way of Wikidata, between things that are linked to it?
#+ description: Makes the triples that would be truthy statements on Wikidata, by the mappings of ontology/wikidata.ttl.
#+ description: It asks our graph alone: nothing here comes from Wikidata. Plans, values that are not exact, windows,
#+ description: decades and the like, and facts under an open dispute are left out. So is a time that does not lie in
#+ description: one day in UTC, as Wikidata's days are those, and a number, for such a triple hides its unit.
#+ description: References, months and numbers are in the statements (spaceflight export turtle --statements).
#+ tags: wikidata, export
#+ returns: triples: wd:Q… wdt:P… and a wd:Q…, a text, or the beginning of a day in UTC

# Made from ontology/wikidata.ttl by python -m spaceflight_graph.link.truthy_query: a branch for each mapping that can
# make such a triple. Do not edit it: edit the mappings, then `make generate`.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX sf: <https://w3id.org/spaceflight/ontology#>
PREFIX sfp: <https://w3id.org/spaceflight/ontology/fact#>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
CONSTRUCT { ?subject ?property ?value . ?value ?inverse ?subject }
WHERE {
"""
_LEFT_OUT = (
    "?fact sf:planned true",
    "?fact sf:planCurrentAt ?current",
    "?fact sf:approximation ?approximation",
    "?fact sf:windowEnd ?end",
    *(f"?fact sf:precision {shorten(node.value)}" for node in STRETCHES),
    *(f"?dispute sf:chosen ?fact ; sf:basis {shorten(node.value)}" for node in OPEN),
)


def text(alignment: Alignment) -> str:
    """Return the query that makes what an alignment maps."""
    branches = [branch for rule in alignment.rules for branch in _Branch(alignment, rule).texts()]
    left_out = "        UNION ".join(f"{{ {pattern} }}\n" for pattern in _LEFT_OUT)
    return _BEGIN + "    UNION\n".join(branches) + f"    MINUS {{\n        {left_out}    }}\n}}\n"


def made() -> str:
    """Return what the file should hold."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, GRAPH.ontology) for t in load().triples(GRAPH.ontology))
    return text(Alignment(store))


class _Branch:
    """What one rule makes, in SPARQL.

    The patterns that leave least come first: stores that know no sizes keep to the order, where the numbers of
    constants are the same. From a thing to its fact it goes by the link, for the fact's own triples are those of all
    facts.
    """

    def __init__(self, alignment: Alignment, rule: Rule) -> None:
        self.alignment, self.rule = alignment, rule
        self.kind = alignment.datatypes.get(rule.theirs, "")
        self.about = self._end(rule.item_by, "?node", "?about")
        self.said = self._end(rule.value_by, "?told", "?said")

    def texts(self) -> list[str]:
        """Return none where a truthy triple would hide what matters, and two where a value may be widened."""
        if self.rule.qualifier_of or self.kind not in ("WikibaseItem", "Time", *_TEXTS):
            return []
        if self.kind == "Time":
            return [self._text("?fact sf:notBefore ?first ; sf:notAfter ?last .", *_DAY)]
        if self.kind in _TEXTS:
            return [self._text(f"FILTER(ISLITERAL({self.said}))", f"BIND(STR({self.said}) AS ?value)")]
        found = [self._text(f"{self.said} schema:sameAs ?value .")]
        if self.rule.widened_by:
            found.append(self._text(*self._widened(shorten(self.rule.widened_by.value))))
        return found

    def _text(self, *value: str) -> str:
        rule = self.rule
        steps = [*self._wanted(rule), f"{shorten(link_to_fact(rule.term).value)} ?fact"]
        for path, end in ((rule.item_by, self.about), (rule.value_by, self.said)):
            if end in ("?about", "?said"):
                steps.append(f"{_name(path)} {end}")
        lines = [f"?node {' ; '.join(steps)} .", f"{self.about} schema:sameAs ?subject ."]
        if self.kind == "ExternalId":
            lines.reverse()  # tables give one to everything that they tell of, and few of that are linked
        if rule.of_object or (self.kind != "Time" and "?told" in (self.about, self.said)):
            lines.append("?fact rdf:object ?told .")
        lines += [f"?told a {_name(wanted)} ." for wanted in rule.of_object]
        lines += [*value, *self._without_finer(), f"BIND(wdt:{rule.theirs} AS ?property)"]
        if rule.inverse and self.kind == "WikibaseItem":
            lines.append(f"BIND(wdt:{rule.inverse} AS ?inverse)")
        body = "".join(f"        {line}\n" for line in lines)
        return f"    {{   # {rule.name.removeprefix('mapping:')}\n{body}    }}\n"

    def _widened(self, by: str) -> Iterator[str]:
        """Yield how a value without an item leads to the nearest around it that has one."""
        yield f"{self.said} {by} ?wider ."
        yield "?wider schema:sameAs ?value ."
        yield f"FILTER NOT EXISTS {{ {self.said} schema:sameAs ?own }}"
        yield f"FILTER NOT EXISTS {{ {self.said} {by} ?nearer . ?nearer {by} ?wider"
        yield "    FILTER EXISTS { ?nearer schema:sameAs ?its } }"

    def _wanted(self, rule: Rule) -> list[str]:
        return [f"{self._by(wanted)} {_name(wanted)}" for wanted in rule.of_subject or self._domain(rule)]

    def _domain(self, rule: Rule) -> list[NamedNode]:
        """Return the class that a property is of, where few of that are linked: more are events, by their flights."""
        quads = self.alignment.store.quads_for_pattern(rule.term, RDFS.domain, None) if rule.item_by is None else ()
        return [quad.object for quad in quads if isinstance(quad.object, NamedNode) and quad.object != SF.Event]

    def _by(self, wanted: NamedNode) -> str:
        """Return the property by which a subject has a class, a role or a crew; few of a class are linked."""
        kinds = {quad.object for quad in self.alignment.store.quads_for_pattern(wanted, RDF.type, None)}
        if SF.CrewRole in kinds:
            return "sf:role"
        return "sf:crew" if SF.Concept in kinds else "sf:linkedAs"

    def _without_finer(self) -> Iterator[str]:
        """Yield filters that leave what fits a rule that asks for all of this one and more to that rule."""
        of_term = self.alignment.of_term[self.rule.term]
        for finer in of_term[: of_term.index(self.rule)]:
            if {*finer.of_subject} >= {*self.rule.of_subject} and {*finer.of_object} >= {*self.rule.of_object}:
                asked = [f"?node {' ; '.join(self._wanted(finer))}"] if finer.of_subject else []
                asked += [f"?fact rdf:object ?it . ?it a {_name(wanted)}" for wanted in finer.of_object]
                yield f"FILTER NOT EXISTS {{ {' . '.join(asked)} }}"

    @staticmethod
    def _end(path: NamedNode | None, default: str, name: str) -> str:
        if path is None:
            return default
        return {RDF.subject: "?node", RDF.object: "?told"}.get(path, name)


_DAY = (
    'BIND(STRBEFORE(STR(?first), "T") AS ?day)',
    'FILTER(?day = STRBEFORE(STR(?last), "T"))',
    'BIND(STRDT(CONCAT(?day, "T00:00:00Z"), xsd:dateTime) AS ?value)',
)


def _name(node: NamedNode | None) -> str:
    return shorten(node.value) if node else ""


if __name__ == "__main__":
    files.generate(resources.path("queries") / FILE, made(), check="--check" in sys.argv)
