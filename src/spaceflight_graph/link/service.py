"""Wikidata by its query service: the only place that asks for statements there, politely: in batches, with pauses.

What the service does not answer whole is an error. A busy one (429, 500 and the like) is asked again, as late as it
says, or later and later; then the whole is given up (query/patience.py).
"""

import time
from collections.abc import Callable, Sequence
from functools import partial

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link.entity_rdf import read_triples
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.namespaces import LABELS
from spaceflight_graph.query.endpoint import select
from spaceflight_graph.query.patience import patiently

BATCH = 50
"""How many items are asked for at once."""
PAUSE = 1.0
"""Seconds between two batches."""

_QUERY = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wikibase: <http://wikiba.se/ontology#>
SELECT DISTINCT ?s ?p ?o WHERE {{
  {{
    VALUES ?s {{ {items} }} VALUES ?p {{ owl:sameAs schema:version wikibase:statements rdfs:label skos:altLabel }}
    ?s ?p ?o . FILTER(!ISLITERAL(?o) || LANG(?o) IN ("", {languages}))
  }}
  UNION {{ VALUES ?s {{ {items} }} VALUES ?p {{ {claims} }} ?s ?p ?o }}
  UNION {{ VALUES ?item {{ {items} }} VALUES ?claim {{ {claims} }} ?item ?claim ?s . ?s ?p ?o }}
  UNION {{
    VALUES ?item {{ {items} }} VALUES ?claim {{ {claims} }} ?item ?claim ?statement . ?statement ?leads ?s .
    FILTER(STRSTARTS(STR(?s), "http://www.wikidata.org/value/")) ?s ?p ?o
  }}
  UNION {{
    VALUES ?item {{ {items} }} VALUES ?claim {{ {claims} }} ?item ?claim ?statement .
    ?statement prov:wasDerivedFrom ?s . ?s ?p ?o
  }}
  UNION {{
    VALUES ?item {{ {items} }} VALUES ?claim {{ {claims} }} ?item ?claim ?statement .
    ?statement prov:wasDerivedFrom ?reference . ?reference ?leads ?s .
    FILTER(STRSTARTS(STR(?s), "http://www.wikidata.org/value/")) ?s ?p ?o
  }}
}}
"""


def fetch(
    url: str, items: Sequence[str], properties: Sequence[str], *, sleep: Callable[[float], None] = time.sleep
) -> Snapshot:
    """Return what a query service holds of items.

    Args:
        url: of the service, such as https://query.wikidata.org/sparql.
        items: their ids.
        properties: of which statements are wanted.
        sleep: waits so many seconds.

    Raises:
        SpaceflightError: it cannot be reached, stays busy, answers with something else or a part, or knows nothing.
    """
    triples: list[Triple] = []
    asked: set[str] = set()
    ahead = sorted(set(items))
    while ahead:
        for batch in (ahead[at : at + BATCH] for at in range(0, len(ahead), BATCH)):
            if asked:
                sleep(PAUSE)
            triples += patiently(url, partial(_triples, url, _query(batch, properties)), sleep=sleep)
            asked.update(batch)
        try:
            told = read_triples(triples)
        except ValueError as error:
            raise SpaceflightError(f"{url}: answers with a part only: {error}. Fix: ask again later.") from None
        ahead = sorted(set(told.redirects.values()) - asked)
    missing = asked - set(told.entities) - set(told.redirects)
    if missing == asked:
        raise SpaceflightError(
            f"{url}: knows none of {len(asked)} items, and so is no query service of Wikidata. Fix: check the address."
        )
    return Snapshot(told.entities, told.redirects, frozenset(missing), covered=frozenset(properties))


def _query(items: Sequence[str], properties: Sequence[str]) -> str:
    return _QUERY.format(
        items=" ".join(f"wd:{item}" for item in items),
        claims=" ".join(f"p:{name}" for name in sorted(set(properties))),
        languages=", ".join(f'"{language}"' for language in sorted(LABELS)),
    )


def _triples(url: str, query: str) -> list[Triple]:
    found = []
    for row in select(url, query):
        subject, predicate, value = row["s"], row["p"], row["o"]
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
            assert isinstance(value, NamedNode | BlankNode | Literal)  # noqa: S101 - RDF 1.1
            found.append(Triple(subject, predicate, value))
    return found
