"""Pages to ask by: the list of queries, the form of one with its rows, and a form for SPARQL."""

import json
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, Store

from spaceflight_graph import wording
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES, shorten
from spaceflight_graph.query import ask, catalogue
from spaceflight_graph.query.ask import Results
from spaceflight_graph.query.catalogue import Query
from spaceflight_graph.query.reading import Asker, Reader
from spaceflight_graph.serve import static
from spaceflight_graph.serve.pages.links import link_to
from spaceflight_graph.serve.pages.rendering import page

MOST_ROWS = 1000
"""So many rows are shown; a program gets all."""
EXAMPLE = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX sf: <{PREFIXES["sf"]}>
SELECT ?name {{
  ?walk a sf:Spacewalk ; sf:participant/rdfs:label ?name
  FILTER(LANG(?name) = "zh")
}}"""


def queries(language: str) -> bytes:
    """Return the list of queries."""
    return page("queries.html", language, "/query?", queries=catalogue.all_queries())


def form(query: Query, given: dict[str, str], language: str) -> bytes:
    """Return the form of a canned query that still needs something."""
    return _query_page(query, given, language, None, "")


def rows(store: Store, query: Query, given: dict[str, str], language: str) -> bytes:
    """Return the form of a canned query with its rows below, or with what is wrong."""
    try:
        found = ask.run(store, query, given, language)
        return _query_page(
            query, given, language, _table(found, Reader.of(store, language, query.empty.get(language))), ""
        )
    except SpaceflightError as error:
        return _query_page(query, given, language, None, str(error))


def sparql(store: Store, text: str | None, language: str) -> bytes:
    """Return the form for any query, with its rows below; an editor takes its place where the wheel carries one."""
    table, wrong = None, ""
    if text is not None:
        try:
            table = _table(ask.ask(store, text, PREFIXES), Asker.of(store, language))
        except SpaceflightError as error:
            wrong = str(error)
    return page(
        "sparql.html",
        language,
        "/sparql?",
        text=EXAMPLE if text is None else text,
        table=table,
        wrong=wrong,
        prefixes=PREFIXES,
        prefixes_json=json.dumps(dict(PREFIXES)),
        editor=text is None and static.has_editor(),
    )


def _query_page(query: Query, given: dict[str, str], language: str, table: object, wrong: str) -> bytes:
    asked = urlencode(given)
    here = f"/query/{query.name}?" + (f"{asked}&" if asked else "")
    return page("query.html", language, here, query=query, given=given, asked=asked, table=table, wrong=wrong)


def _table(found: Results, reader: Reader) -> dict[str, object]:
    """Return columns, cells each with the address of a page where it names what has one, and whether there are more."""
    with ask.failures():
        if isinstance(found, QueryTriples):
            return {
                "head": [""],
                "rows": [[(str(t), None)] for t in islice(found, MOST_ROWS)],
                "empty": reader.nothing(),
                "more": next(found, None) is not None,
            }
        if not isinstance(found, QuerySolutions):
            truth = wording.reads(str(bool(found)).lower(), f"{PREFIXES['xsd']}boolean", language=reader.language)
            return {"head": [""], "rows": [[(truth, None)]], "empty": "", "more": False}
        names = [variable.value for variable in found.variables]
        terms = [[row[i] for i in range(len(names))] for row in islice(found, MOST_ROWS)]
        more = next(found, None) is not None
    head, cells = reader.rows(names, terms)
    at = {name: names.index(name) for name in head}
    linked = [
        [(cell, link_to(_short(row[at[name]]))) for name, cell in zip(head, read, strict=True)]
        for row, read in zip(terms, cells, strict=True)
    ]
    return {"head": reader.heads(head), "rows": linked, "empty": reader.nothing(), "more": more}


def _short(term: object) -> str:
    return shorten(term.value) if isinstance(term, NamedNode) else ""
