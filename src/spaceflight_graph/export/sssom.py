"""The alignment to Wikidata as an SSSOM table (tab-separated): the only place that knows that format.

One row a mapping: our term, how it stands, theirs, how it was come by. What SSSOM has no column for (of which subject,
about which item, in which unit) stands in the comment.
"""

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from spaceflight_graph.export.edition import Edition, edition
from spaceflight_graph.link.alignment import HAND_MADE, Alignment, Rule
from spaceflight_graph.namespaces import BASE, PREFIXES, shorten
from spaceflight_graph.query import lookup

COLUMNS = ("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification", "comment")


def text(store: Store) -> str:
    """Return the mapping set, sorted by subject and object, the same for the same ontology."""
    lines = [*_header(edition(store)), "\t".join(COLUMNS)]
    rows = sorted(rows_of(store), key=lambda row: (row["subject_id"], row["object_id"], row["record_id"]))
    lines += ["\t".join(row[column] for column in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def rows_of(store: Store) -> Iterator[Mapping[str, str]]:
    """Yield the rows, each with all columns."""
    alignment = Alignment(store)
    for term, relation, theirs in alignment.relations():
        yield _row(
            store, term, shorten(relation.value), shorten(theirs.value), HAND_MADE, f"{_local(term)}-{_id(theirs)}"
        )
    for rule in alignment.rules:
        if rule.of_subject:
            yield _row(
                store, rule.term, f"skos:{rule.relation}", f"wdt:{rule.theirs}", rule.justification,
                rule.name.partition(":")[2], _comment(rule),
            )  # fmt: skip


def _row(
    store: Store, term: NamedNode, relation: str, theirs: str, justification: str, name: str, comment: str = ""
) -> Mapping[str, str]:
    values = (
        f"mapping:{name}",
        shorten(term.value),
        lookup.label(store, term, "en"),
        relation,
        theirs,
        justification,
        comment,
    )
    return dict(zip(COLUMNS, (" ".join(value.split()) for value in values), strict=True))


def _comment(rule: Rule) -> str:
    """Say in words when a mapping holds, and what of a fact goes where."""
    parts = [f"of a subject with {_names(rule.of_subject)}"]
    if rule.of_object:
        parts.append(f"of an object of {_names(rule.of_object)}")
    if rule.qualifier_of:
        parts.append(f"as a qualifier of {rule.qualifier_of}")
    paths = (("about", rule.item_by), ("value by", rule.value_by), ("value widened by", rule.widened_by))
    parts += [f"{what} {shorten(path.value)}" for what, path in paths if path]
    if rule.unit:
        parts.append(f"in unit:{rule.unit}")
    if rule.inverse:
        parts.append(f"inversely wdt:{rule.inverse}")
    return "; ".join(parts) + (f". {rule.note}" if rule.note else "")


def _header(about: Edition) -> Iterator[str]:
    yield "#curie_map:"
    for prefix in ("mapping", "semapv", "sf", "skos", "wd", "wdt"):
        yield f"#  {prefix}: {PREFIXES[prefix]}"
    yield f"#license: {about.licence}"
    yield f"#mapping_set_id: {BASE}mapping/{about.version}"
    yield f"#mapping_set_title: {about.title} ontology to Wikidata"
    yield f'#mapping_set_version: "{about.version}"'
    yield f'#publication_date: "{about.modified}"'
    yield f"#subject_source: {BASE}ontology"
    yield f'#subject_source_version: "{about.version}"'


def _names(nodes: tuple[NamedNode, ...]) -> str:
    return " and ".join(shorten(node.value) for node in nodes)


def _local(node: NamedNode) -> str:
    return shorten(node.value).partition(":")[2]


def _id(node: NamedNode) -> str:
    return node.value.rpartition("/")[2]
