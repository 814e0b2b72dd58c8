"""What many tests share, made once: the graphs of the made-up flight, of the five documents, and of all that ships.

``small`` is the made-up flight of tests/small. ``real`` is the frozen copy of our first five documents in tests/five:
what tests say of answers holds whatever is added to data/. ``shipped`` is data/ itself, for what README, pages and
wheel say of it. What is shared is only read; a test that breaks something has a copy of its own.
"""

import gc
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pyoxigraph import RdfFormat, Store

from spaceflight_graph import cli
from spaceflight_graph.build import build
from spaceflight_graph.findings import Report
from spaceflight_graph.namespaces import GRAPH, PREFIXES
from spaceflight_graph.reason import closure
from spaceflight_graph.store.local import open_store
from spaceflight_graph.validate.run import validate_paths

if TYPE_CHECKING:
    import httpx

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "small"
FIVE = ROOT / "tests" / "five"
DOCUMENTS = ROOT.parent / "shared" / "documents"
collect_ignore = ["benchmarks", "mutation"]  # programs, and no tests


# On a CI the same examples in every run, and no clock: a red run is a fault and not chance. At home, new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")

# Python looks for garbage in all that pytest holds: at its usual pace that takes a seventh of the time.
gc.set_threshold(10_000)

# What people see does not depend on the language of who runs the tests.
os.environ["LC_ALL"] = "C.UTF-8"

# The many processes that tests start read what the first of them has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A run in the background (`make test &`) ignores Ctrl-C, and so would the programs that tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _ontology_closed_once() -> Iterator[None]:
    """Owlrl takes longer to close the ontology than the rest of a small build: it closes each set of axioms once."""
    close = cache(closure.of_everything)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "of_everything", lambda triples: set(close(frozenset(triples))))
        yield


@pytest.fixture(scope="module")
def sparql_prepared_once() -> Iterator[None]:
    """pySHACL has a query read again for each node; here rdflib reads each text once."""
    from rdflib.plugins.sparql import processor
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.sparql import Query

    @cache
    def prepared(text: str, base: str | None, prefixes: tuple[tuple[str, str], ...]) -> Query:
        return translateQuery(parseQuery(text), base, dict(prefixes))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(processor, "translateQuery", lambda text, base, names: prepared(text, base, tuple(names.items())))
        yield


def source_below(folder: Path, data: Path) -> Path:
    """Make a source folder: some data, and the repository's ontology, shapes and queries."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(data, folder / "data")
    return folder


@pytest.fixture(scope="session")
def small_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of the made-up flight was built."""
    folder = tmp_path_factory.mktemp("small")
    build(folder / "store", source=source_below(folder / "source", SMALL / "data"))
    return folder / "store"


@pytest.fixture(scope="session")
def small_store(small_store_path: Path) -> Store:
    """The graph of the made-up flight."""
    store = open_store(small_store_path)
    assert len(store) > 0
    return store


@pytest.fixture
def good_store(small_store_path: Path, tmp_path: Path) -> Path:
    """A copy of that graph's store, for a test that breaks or replaces it."""
    return shutil.copytree(small_store_path, tmp_path / "store")


@pytest.fixture(scope="session")
def real_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source folder of the five documents."""
    return source_below(tmp_path_factory.mktemp("five") / "source", FIVE / "data")


@pytest.fixture(scope="session")
def real_store_path(real_source: Path) -> Path:
    """Where the graph of the five documents was built."""
    build(real_source.parent / "store", source=real_source)
    return real_source.parent / "store"


@pytest.fixture(scope="session")
def real_store(real_store_path: Path) -> Store:
    """The graph of the five documents."""
    store = open_store(real_store_path)
    assert len(store) > 0
    return store


@pytest.fixture(scope="session")
def shipped_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of all that ships was built."""
    path = tmp_path_factory.mktemp("shipped") / "store"
    build(path, source=ROOT)
    return path


@pytest.fixture(scope="session")
def shipped_store(shipped_store_path: Path) -> Store:
    """The graph of all that ships."""
    store = open_store(shipped_store_path)
    assert len(store) > 0
    return store


@pytest.fixture
def graph() -> Callable[..., Store]:
    """Make a graph of a few triples beside the alignment that ships: the text of each layer in Turtle.

    Claims may stand among the facts.
    """
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

    def made(**layers: str) -> Store:
        store = Store()
        store.load(path=str(ROOT / "ontology" / "wikidata.ttl"), format=RdfFormat.TURTLE, to_graph=GRAPH.ontology)
        for name, text in layers.items():
            store.load((head + text).encode(), RdfFormat.TURTLE, to_graph=getattr(GRAPH, name))
        return store

    return made


@pytest.fixture(scope="session")
def real_report() -> Report:
    """What validation finds in the five documents."""
    return validate_paths([ROOT / "ontology", FIVE / "data"])


@pytest.fixture(scope="session")
def shipped_report() -> Report:
    """What validation finds in all that ships."""
    return validate_paths([ROOT / "ontology", ROOT / "data"])


@pytest.fixture(scope="session")
def spaceflight() -> Callable[..., CompletedProcess[str]]:
    """The command line, run here, where Python has started and imported already; it tells what a process would.

    What only a process can show (signals, closed pipes, other encodings, a query that is stopped) needs one of its own.
    """

    def run(*arguments: str, store: Path | None = None) -> CompletedProcess[str]:
        out, err = io.BytesIO(), io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["spaceflight", *arguments])
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", newline="", write_through=True))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", newline="", write_through=True))
            if store:
                patch.setenv("SPACEFLIGHT_STORE", str(store))
            with pytest.raises(SystemExit) as ended:
                cli.run()
            assert isinstance(ended.value.code, int)
            return CompletedProcess(arguments, ended.value.code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def small_source(tmp_path: Path) -> Path:
    """A source folder of its own for a test that breaks it."""
    return source_below(tmp_path / "source", SMALL / "data")


@pytest.fixture
def edit(small_source: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in one file of ``small_source``; the text must be there."""

    def replace(file: str, old: str, new: str) -> Path:
        path = small_source / "data" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return replace


Serving = Callable[..., AbstractContextManager["httpx.Client"]]


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Start ``spaceflight serve`` and yield a client; the server is ended with Ctrl-C and must end well."""

    import httpx

    @contextmanager
    def started(store: Path, *options: str, **environment: str) -> "Iterator[httpx.Client]":
        command = [sys.executable, "-m", "spaceflight_graph", "serve", "--store", str(store), "--port", "0", *options]
        env = {**os.environ, **environment}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
            assert process.stdout
            assert process.stderr
            try:
                said = process.stdout.readline()
                found = re.match(r"(http://\S+): serving", said)
                assert found, said + process.stderr.read()
                with httpx.Client(base_url=found[1], timeout=60) as client:
                    yield client
            finally:
                process.send_signal(2)
                process.wait(20)
            assert process.stderr.read() == ""

    return started


@pytest.fixture(scope="session")
def client(serving: Serving, real_store_path: Path) -> "Iterator[httpx.Client]":
    """A client of a server of the five documents."""
    with serving(real_store_path) as found:
        yield found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def listening(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Start somebody else's server, and end it when it is no longer needed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
        try:
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    assert process.poll() is None, "the server ended"
                    time.sleep(0.1)
            yield
        finally:
            process.kill()


OxigraphLoaded = Callable[[Path, Store], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def oxigraph_loaded() -> OxigraphLoaded:
    """Start Oxigraph's server with a graph in it; the address is that of its queries, whose default graph is empty."""

    @contextmanager
    def started(folder: Path, store: Store) -> Iterator[str]:
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        if program is None:
            pytest.skip("the server of Oxigraph is not installed")
        port = free_port()
        store.dump(str(folder / "graph.nq"), RdfFormat.N_QUADS)
        subprocess.run([program, "load", "-l", "db", "-f", "graph.nq"], check=True, capture_output=True, cwd=folder)
        with listening([program, "serve-read-only", "-l", "db", "-b", f"127.0.0.1:{port}"], port, folder):
            yield f"http://127.0.0.1:{port}/query"

    return started


VIRTUOSO_INI = """[Database]
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
VirtuosoStarted = Callable[[Path], AbstractContextManager[tuple[str, Callable[[str], None]]]]


@pytest.fixture(scope="session")
def virtuoso_started() -> VirtuosoStarted:
    """Start Virtuoso 7, as Debian has it, in a folder; yield its address, and what runs SQL there."""

    @contextmanager
    def started(folder: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
        program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
        if program is None or isql is None:
            pytest.skip("Virtuoso 7 is not installed (Debian: virtuoso-opensource-7-bin)")
        sql, http = free_port(), free_port()
        (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http), encoding="utf-8")

        def run(text: str) -> None:
            (folder / "run.sql").write_text(text, encoding="utf-8")
            command = [isql, f"127.0.0.1:{sql}", "dba", "dba", "run.sql"]
            subprocess.run(command, check=True, capture_output=True, cwd=folder)

        with listening([program, "-f", "-c", "virtuoso.ini"], http, folder):
            yield f"http://127.0.0.1:{http}", run

    return started
