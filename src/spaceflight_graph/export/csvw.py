"""Tables as CSV with CSVW metadata, as the W3C's Metadata Vocabulary for Tabular Data has it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from spaceflight_graph import resources
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import csv_tables as tables
from spaceflight_graph.export.edition import edition
from spaceflight_graph.namespaces import GRAPH, RDFS, TRUE, expand, shorten
from spaceflight_graph.query import ask

METADATA = "csv-metadata.json"
SEPARATOR = "|"


def rows(store: Store, table: str) -> Iterator[str]:
    """Yield a table as CSV, line by line: the header, then a row for each key, in the order of keys.

    Raises:
        SpaceflightError: a thing has two values where the table holds one.
    """
    columns = tables.TABLES[table]
    text = (resources.path("queries") / "tables" / f"{table}.rq").read_text(encoding="utf-8")
    yield _line(column.name for column in columns)
    with ask.failures():
        found = ask.ask(store, text)
        assert isinstance(found, QuerySolutions)  # noqa: S101 - a SELECT has solutions
        for _, same in groupby(found, lambda row: tuple(str(row[name]) for name in tables.key(table))):
            solutions = list(same)
            yield _line(_cell(column, solutions) for column in columns)


def _cell(column: tables.Column, solutions: list[QuerySolution]) -> str:
    told = {term for row in solutions if (term := row[column.name]) is not None}
    values = sorted({term.value for term in told if isinstance(term, NamedNode | Literal)})
    if column.datatype == "boolean" and told:
        return str(TRUE in told).lower()
    if len(values) > 1 and not column.many:
        thing = shorten(getattr(solutions[0][0], "value", ""))
        raise SpaceflightError(
            f"{thing} has {len(values)} values of {column.name}: {', '.join(values)}. Fix: mend the data;"
            " `spaceflight validate` says where."
        )
    return SEPARATOR.join(values)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def metadata(store: Store) -> str:
    """Return the description of all tables, as CSVW has it."""
    about = edition(store)
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": about.iri,
        "dc:title": about.title,
        "dc:description": about.description,
        "dc:creator": about.creator,
        "dc:license": {"@id": about.licence},
        "dc:modified": {"@value": about.modified, "@type": "xsd:date"},
        "schema:version": about.version,
        "dialect": {"lineTerminators": ["\r\n"]},
        "tables": [_table(store, name) for name in tables.TABLES],
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _table(store: Store, table: str) -> dict[str, object]:
    columns = [_column(store, column) for column in tables.TABLES[table]]
    schema: dict[str, object] = {"columns": columns, "primaryKey": list(tables.key(table))}
    if leads := tables.FOREIGN.get(table):
        schema["foreignKeys"] = [
            {"columnReference": ours, "reference": {"resource": f"{other}.csv", "columnReference": theirs}}
            for ours, other, theirs in leads
        ]
    return {"url": f"{table}.csv", "tableSchema": schema}


def _column(store: Store, column: tables.Column) -> dict[str, object]:
    made: dict[str, object] = {"name": column.name, "titles": titles(store, column), "datatype": column.datatype}
    if column.many:
        made["separator"] = SEPARATOR
    if column.required:
        made["required"] = True
    return made


def titles(store: Store, column: tables.Column) -> dict[str, str]:
    """Return the header, which is of no language, and the labels of the terms in each language that has them all."""
    found = {"und": column.name}
    labels = [tables.BORROWED.get(term) or _labels(store, expand(term)) for term in column.terms]
    for tag in ("en", "de", "ru", "zh"):
        if labels and all(tag in label for label in labels):
            found[tag] = ": ".join(label[tag] for label in labels)
    return found


def _labels(store: Store, term: NamedNode) -> dict[str, str]:
    told = [quad.object for quad in store.quads_for_pattern(term, RDFS.label, None, GRAPH.ontology)]
    return {text.language: text.value for text in told if isinstance(text, Literal) and text.language}


def write(store: Store, folder: Path) -> None:
    """Write all tables and their description into a folder, made if it is not there: all of them or none.

    Raises:
        SpaceflightError: the disk does not take them; what was there stays as it was.
    """
    import os
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".spaceflight-", dir=folder) as made:
            for table in tables.TABLES:
                with (Path(made) / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                    file.writelines(rows(store, table))
            (Path(made) / METADATA).write_text(metadata(store), encoding="utf-8")
            for file_name in (*(f"{table}.csv" for table in tables.TABLES), METADATA):
                os.replace(Path(made) / file_name, folder / file_name)  # noqa: PTH105 - one step
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SpaceflightError(f"{folder}: cannot be written: {why}. Fix: name another folder.") from None
