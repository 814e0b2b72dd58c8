"""Every canned query on other people's engines: the same rows as at home, or the engine's fault is on the list."""

import csv
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, serialize

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import Term
from spaceflight_graph.query import ask, catalogue, parameters
from spaceflight_graph.query.elsewhere import Elsewhere
from spaceflight_graph.query.endpoint import select

if TYPE_CHECKING:
    import rdflib

CASES = sorted((Path(__file__).parents[1] / "queries").glob("*/real-*.csv"))
TRIPLES = ("wikidata",)
"""Queries that make triples; the exports compare those."""
VIRTUOSO_7 = {
    "claims-about": "BIND(EXISTS { … }) is 0 of whatever exists",
    "disputes": "a dayTimeDuration comes back as a number of seconds",
    "failures": "an OPTIONAL within an OPTIONAL of a SELECT DISTINCT is lost",
    "launches": "EXISTS { … } behind || loses rows",
    "planned-versus-actual": "a dayTimeDuration comes back as a number of seconds",
    "spacewalk-hours-of-person": "a dayTimeDuration comes back as a number of seconds",
    "spacewalks": "a dayTimeDuration comes back as a number of seconds",
    "timeline": "GROUP_CONCAT does not keep the order of its subquery, which SPARQL 1.1 leaves open",
    "unlinked": "a path with * is refused where both its ends are variables",
}
"""Where Virtuoso 7 differs, and by which fault of its own."""
OxigraphLoaded = Callable[[Path, Store], AbstractContextManager[str]]
VirtuosoStarted = Callable[[Path], AbstractContextManager[tuple[str, Callable[[str], None]]]]


def given(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line[2:].split("=", 1) for line in lines if line.startswith("# "))


def told(term: Term | None) -> str:
    """Return a term so that the spellings of one value are one."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    kind = term.datatype.value.rpartition("#")[2]
    if kind in ("integer", "decimal", "double", "int"):
        return str(Decimal(term.value).normalize())
    if kind == "boolean":
        return {"true": "1", "false": "0"}.get(term.value, term.value)  # on Virtuoso some are numbers
    return f"{term.value}@{term.language}" if term.language else term.value


def at_home(store: Store, file: Path) -> list[list[str]]:
    rows = ask.run(store, catalogue.get(file.parent.name), given(file))
    assert isinstance(rows, QuerySolutions)
    return [[told(row[i]) for i in range(len(rows.variables))] for row in rows]


def there(place: Elsewhere, file: Path) -> list[list[str]]:
    text = parameters.bind(catalogue.get(file.parent.name), given(file), place)
    lines = file.read_text(encoding="utf-8").splitlines()
    head = next(csv.reader(line for line in lines if not line.startswith("# ")))
    return [[told(row[name]) for name in head] for row in select(place.url, text, place.graphs)]


@pytest.fixture(scope="module")
def oxigraph(
    real_store: Store, oxigraph_loaded: OxigraphLoaded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Elsewhere]:
    """Oxigraph's server."""
    with oxigraph_loaded(tmp_path_factory.mktemp("oxigraph"), real_store) as address:
        place = Elsewhere.at(address)
        assert len(place.graphs) > 5
        yield place


@pytest.fixture(scope="module")
def ours(client: object) -> Elsewhere:
    """Our own server, whose default graph is the union."""
    place = Elsewhere.at(f"{client.base_url}sparql")  # type: ignore[attr-defined]
    assert place.graphs == ()
    return place


@pytest.fixture(scope="module")
def virtuoso(
    real_store: Store, virtuoso_started: VirtuosoStarted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Elsewhere]:
    """Virtuoso 7, as Debian has it."""
    folder = tmp_path_factory.mktemp("virtuoso")
    load = []
    for number, graph in enumerate(sorted(real_store.named_graphs(), key=str)):
        assert isinstance(graph, NamedNode)
        triples = (quad.triple for quad in real_store.quads_for_pattern(None, None, None, graph))
        serialize(triples, str(folder / f"{number}.nt"), format=RdfFormat.N_TRIPLES)
        load.append(f"DB.DBA.TTLP(file_to_string_output('{folder}/{number}.nt'), '', '{graph.value}', 512);")
    with virtuoso_started(folder) as (address, run):
        run("\n".join(load))
        yield Elsewhere.at(f"{address}/sparql")


RDFLIB_LIMIT = 5
"""Seconds of processor time; on a graph of 10,000 triples the slowest query that ends takes a tenth of it."""
RDFLIB_7 = {
    "unlinked": "a path with * from one variable to another is walked from every node of the graph: minutes",
}
"""Where rdflib in memory does not answer as at home, and why."""


@pytest.fixture(scope="module")
def rdflib_graph(small_store: Store) -> Iterator["rdflib.Graph"]:
    """The made-up flight in the memory of rdflib: all graphs in one, which is what the queries want."""
    import rdflib

    triples = {quad.triple for quad in small_store}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # else it writes Z as +00:00
        found = rdflib.Graph()
        found.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
        assert len(found) == len(triples) > 5_000
        yield found


def from_rdflib(term: object) -> Term | None:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    assert term is None
    return None


@contextmanager
def stopped_after(seconds: int) -> Iterator[None]:
    """Raise where what is done takes more processor time: rdflib cannot be told to stop."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def in_rdflib(graph: "rdflib.Graph", store: Store, file: Path) -> list[list[str]]:
    text = parameters.bind(catalogue.get(file.parent.name), given(file), store)
    with stopped_after(RDFLIB_LIMIT):
        return [[told(from_rdflib(term)) for term in row] for row in graph.query(text)]  # type: ignore[union-attr]


def differs(place: Elsewhere, file: Path, store: Store) -> bool:
    try:
        return there(place, file) != at_home(store, file)
    except SpaceflightError:
        return True


def ids(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


ROWS = [file for file in CASES if file.parent.name not in TRIPLES]


SMALL = [
    file
    for file in sorted((Path(__file__).parents[1] / "queries").glob("*/small-*.csv"))
    if file.parent.name not in TRIPLES
]


def test_there_are_cases() -> None:
    assert len(ROWS) > 50
    shipped = {query.name for query in catalogue.all_queries()} - set(TRIPLES)
    assert {file.parent.name for file in SMALL} == shipped


@pytest.mark.parametrize("file", SMALL, ids=ids)
def test_rdflib_answers_as_at_home(file: Path, rdflib_graph: "rdflib.Graph", small_store: Store) -> None:
    if file.parent.name in RDFLIB_7:
        pytest.skip(f"rdflib 7: {RDFLIB_7[file.parent.name]}")
    assert in_rdflib(rdflib_graph, small_store, file) == at_home(small_store, file)


def test_what_rdflib_does_not_answer_is_on_the_list_with_reason(
    rdflib_graph: "rdflib.Graph", small_store: Store
) -> None:
    for file in SMALL:
        if file.parent.name in RDFLIB_7:
            with pytest.raises(TimeoutError):
                in_rdflib(rdflib_graph, small_store, file)


@pytest.mark.parametrize("file", ROWS, ids=ids)
def test_oxigraph_answers_as_at_home(file: Path, oxigraph: Elsewhere, real_store: Store) -> None:
    assert there(oxigraph, file) == at_home(real_store, file)


@pytest.mark.parametrize("file", ROWS, ids=ids)
def test_our_server_answers_as_at_home(file: Path, ours: Elsewhere, real_store: Store) -> None:
    assert there(ours, file) == at_home(real_store, file)


@pytest.mark.parametrize("file", ROWS, ids=ids)
def test_virtuoso_answers_as_at_home(file: Path, virtuoso: Elsewhere, real_store: Store) -> None:
    if file.parent.name in VIRTUOSO_7:
        pytest.skip(f"a fault of Virtuoso 7: {VIRTUOSO_7[file.parent.name]}")
    assert there(virtuoso, file) == at_home(real_store, file)


def test_the_list_of_faults_is_no_longer_than_it_must_be(virtuoso: Elsewhere, real_store: Store) -> None:
    assert {file.parent.name for file in ROWS if differs(virtuoso, file, real_store)} == set(VIRTUOSO_7)
