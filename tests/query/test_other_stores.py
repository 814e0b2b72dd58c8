"""Every canned query on other people's engines: the same rows as at home, or the engine's fault is on the list."""

import csv
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, serialize

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import Term
from spaceflight_graph.query import ask, catalogue, parameters
from spaceflight_graph.query.elsewhere import Elsewhere
from spaceflight_graph.query.endpoint import select

CASES = sorted((Path(__file__).parents[1] / "queries").glob("*/real-*.csv"))
TRIPLES = ("wikidata",)
"""Queries that make triples; the exports compare those."""
_ORDER = "GROUP_CONCAT does not keep the order of its subquery, which SPARQL 1.1 leaves open"
VIRTUOSO_7 = {
    "cargo-deliveries": _ORDER,
    "claims-about": "BIND(EXISTS { … }) is 0 of whatever exists",
    "disputes": "a dayTimeDuration comes back as a number of seconds",
    "failures": "an OPTIONAL within an OPTIONAL of a SELECT DISTINCT is lost",
    "launches": "EXISTS { … } behind || loses rows",
    "planned-versus-actual": "a dayTimeDuration comes back as a number of seconds",
    "selections": _ORDER,
    "spacewalk-hours-of-person": "a dayTimeDuration comes back as a number of seconds",
    "spacewalks": "a dayTimeDuration comes back as a number of seconds",
    "timeline": _ORDER,
    "unlinked": "a path with * is refused where both its ends are variables",
}
"""Where Virtuoso 7 differs, and by which fault of its own."""
Serving = Callable[..., AbstractContextManager[object]]


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


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)


@contextmanager
def started(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
        try:
            wait_for(port, process)
            yield
        finally:
            process.kill()


OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent))


@pytest.fixture(scope="module")
def oxigraph(real_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """Oxigraph's server, whose default graph is empty."""
    if OXIGRAPH is None:
        pytest.skip("the server of Oxigraph is not installed")
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    real_store.dump(str(folder / "graph.nq"), RdfFormat.N_QUADS)
    subprocess.run([OXIGRAPH, "load", "-l", "db", "-f", "graph.nq"], check=True, capture_output=True, cwd=folder)
    with started([OXIGRAPH, "serve-read-only", "-l", "db", "-b", f"127.0.0.1:{port}"], port, folder):
        place = Elsewhere.at(f"http://127.0.0.1:{port}/query")
        assert len(place.graphs) > 5
        yield place


@pytest.fixture(scope="module")
def ours(client: object) -> Elsewhere:
    """Our own server, whose default graph is the union."""
    place = Elsewhere.at(f"{client.base_url}sparql")  # type: ignore[attr-defined]
    assert place.graphs == ()
    return place


VIRTUOSO = shutil.which("virtuoso-t")
INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
"""


@pytest.fixture(scope="module")
def virtuoso(real_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """Virtuoso 7, as Debian has it."""
    isql = shutil.which("isql-vt")
    if VIRTUOSO is None or isql is None:
        pytest.skip("Virtuoso 7 is not installed (Debian: virtuoso-opensource-7-bin)")
    folder, sql, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(sql=sql, http=http), encoding="utf-8")
    load = []
    for number, graph in enumerate(sorted(real_store.named_graphs(), key=str)):
        assert isinstance(graph, NamedNode)
        triples = (quad.triple for quad in real_store.quads_for_pattern(None, None, None, graph))
        serialize(triples, str(folder / f"{number}.nt"), format=RdfFormat.N_TRIPLES)
        load.append(f"DB.DBA.TTLP(file_to_string_output('{folder}/{number}.nt'), '', '{graph.value}', 512);")
    (folder / "load.sql").write_text("\n".join(load), encoding="utf-8")
    with started([VIRTUOSO, "-f", "-c", "virtuoso.ini"], http, folder):
        address = f"127.0.0.1:{sql}"
        subprocess.run([isql, address, "dba", "dba", "load.sql"], check=True, capture_output=True, cwd=folder)
        yield Elsewhere.at(f"http://127.0.0.1:{http}/sparql")


def differs(place: Elsewhere, file: Path, store: Store) -> bool:
    try:
        return there(place, file) != at_home(store, file)
    except SpaceflightError:
        return True


def ids(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


ROWS = [file for file in CASES if file.parent.name not in TRIPLES]


def test_there_are_cases() -> None:
    assert len(ROWS) > 50


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
