"""``spaceflight wikidata --endpoint`` and a service that is slow, busy or broken: one message, exit 2, nothing else.

The service is a socket of this machine that sends just what a test says, and so can break off where no server would.
"""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph.query import endpoint

Spaceflight = Callable[..., CompletedProcess[str]]
Serve = Callable[..., str]

OK = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
RESULTS = '{"head":{"vars":["s","p","o"]},"results":{"bindings":['
WD = "http://www.wikidata.org/entity/"
MS_07 = "Q21392568"


def answer(body: str, status: str = "200 OK", *headers: str) -> str:
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/sparql-results+json", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body.encode())}", "Connection: close", "", body])


def rows(*triples: tuple[str, str, str]) -> str:
    def term(text: str) -> dict[str, str]:
        return {"type": "uri", "value": text} if text.startswith("http") else {"type": "literal", "value": text}

    bindings = [dict(zip("spo", map(term, triple), strict=True)) for triple in triples]
    return answer(RESULTS + json.dumps(bindings)[1:-1] + "]}}")


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve each connection the next answer, the last one for ever; a number in it is a wait, in seconds."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def listen(answers: list[tuple[str | float, ...]]) -> None:
        while not done.is_set():
            with suppress(OSError):
                connection, _ = listening.accept()
                with connection:
                    heard(connection)
                    for part in answers.pop(0) if len(answers) > 1 else answers[0]:
                        if isinstance(part, str):
                            connection.sendall(part.encode())
                        else:
                            done.wait(part)

    def heard(connection: socket.socket) -> None:
        """Read a request to its end: what is closed with words unread resets the connection, and loses ours."""
        request = b""
        while b"\r\n\r\n" not in request and (more := connection.recv(2**16)):
            request += more
        head, _, body = request.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)^content-length: *(\d+)", head, re.MULTILINE)
        while length and len(body) < int(length[1]) and (more := connection.recv(2**16)):
            body += more

    threads = []

    def start(*answers: str | tuple[str | float, ...]) -> str:
        given = [(each,) if isinstance(each, str) else each for each in answers]
        threads.append(threading.Thread(target=listen, args=(given,)))
        threads[0].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"

    yield start
    done.set()
    with suppress(OSError):
        socket.create_connection(listening.getsockname(), 1).close()
    for thread in threads:
        thread.join()
    listening.close()


BUSY = "Fix: ask again later."
ADDRESS = "Fix: check the address."
WORST: dict[str, tuple[tuple[str | float, ...], str]] = {
    "too many requests": (
        (answer("slow down", "429 Too Many Requests", "Retry-After: 1000"),),
        f"answers 429 after 1 try and wants 1000 seconds of peace. {BUSY}",
    ),
    "server error": (
        (answer("java.lang.Exception", "500 Internal Server Error", "Retry-After: 121"),),
        f"answers 500 after 1 try and wants 121 seconds of peace. {BUSY}",
    ),
    "page": ((answer("<!DOCTYPE html><title>Sign in</title>"),), f"does not answer with SPARQL results. {ADDRESS}"),
    "empty answer": ((answer(""),), f"does not answer with SPARQL results. {ADDRESS}"),
    "nothing at all": (
        ("",),
        "cannot be reached: Remote end closed connection without response. Fix: check the address and the network.",
    ),
    "half by its length": (
        (f"{OK}Content-Length: 10000\r\n\r\n{RESULTS}",),
        f"answers with a part only. {BUSY}",
    ),
    "half by its chunks": (
        (f"{OK}Transfer-Encoding: chunked\r\n\r\n8\r\n{RESULTS[:8]}\r\n",),
        f"answers with a part only. {BUSY}",
    ),
    "half, and no word of its length": ((f"{OK}\r\n{RESULTS}",), f"does not answer with SPARQL results. {ADDRESS}"),
    "no word": ((3.0,), "does not answer within 1 seconds. Fix: ask again later, or for less."),
    "a word and no more": (
        (f"{OK}Content-Length: 10000\r\n\r\n{RESULTS}", 3.0),
        "does not answer within 1 seconds. Fix: ask again later, or for less.",
    ),
    "other service": (
        (rows(),),
        f"knows none of 1 items, and so is no query service of Wikidata. {ADDRESS}",
    ),
    "statement without a value": (
        (
            rows(
                (WD + MS_07, "http://schema.org/version", "7"),
                (WD + MS_07, "http://www.wikidata.org/prop/P619", f"{WD}statement/{MS_07}-1"),
            ),
        ),
        f"answers with a part only: the statement {WD}statement/{MS_07}-1 is named and not there:"
        f" what was read is not whole. {BUSY}",
    ),
}


@pytest.mark.parametrize("what", WORST)
@pytest.mark.parametrize("give_back", [False, True])
def test_one_message_and_nothing_else(
    spaceflight: Spaceflight,
    real_store_path: Path,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    what: str,
    give_back: bool,
) -> None:
    monkeypatch.setattr(endpoint, "TIMEOUT", 1)
    given, why = WORST[what]
    url = serve(given)
    files = tmp_path / "files"
    more = ("--give-back", str(files)) if give_back else ("--format", "json")
    result = spaceflight("wikidata", "--endpoint", url, "--thing", "soyuz-ms-07", *more, store=real_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"Error: {url}: {why}\n"
    assert not files.exists()


def test_what_failed_on_the_way_is_not_taken_for_whole(
    spaceflight: Spaceflight, real_store_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first batch is answered, the item that it leads to is not."""
    url = serve(
        rows((WD + MS_07, "http://www.w3.org/2002/07/owl#sameAs", WD + "Q1")),
        answer("", "429 Too Many Requests", "Retry-After: 1000"),
    )
    monkeypatch.setattr("spaceflight_graph.link.service.PAUSE", 0.0)
    result = spaceflight("wikidata", "--endpoint", url, "--thing", "soyuz-ms-07", store=real_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {url}: answers 429 after 1 try")


def test_merged_item_is_followed_and_told(spaceflight: Spaceflight, real_store_path: Path, serve: Serve) -> None:
    url = serve(
        rows((WD + MS_07, "http://www.w3.org/2002/07/owl#sameAs", WD + "Q1")),
        rows((WD + "Q1", "http://schema.org/version", "7")),
    )
    result = spaceflight("wikidata", "--endpoint", url, "--thing", "soyuz-ms-07", store=real_store_path)
    assert result.returncode == 0
    assert f"{MS_07} (id:soyuz-ms-07) was merged into Q1. Fix: link to that" in result.stderr
    assert "Soyuz MS-07 (id:soyuz-ms-07, Q1)" in result.stdout


def test_deleted_item_is_told(spaceflight: Spaceflight, real_store_path: Path, serve: Serve) -> None:
    url = serve(rows((WD + "Q592219", "http://schema.org/version", "7")))
    things = ("--thing", "soyuz-ms-07", "--thing", "anton-shkaplerov")
    result = spaceflight("wikidata", "--endpoint", url, *things, store=real_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: {MS_07} (id:soyuz-ms-07): not on Wikidata, deleted or never there."
        " Fix: mend or remove the link in data/entities.\n"
    )


def test_unknown_property_is_refused(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    """A file with a property that no Wikibase has; a service is asked for properties of ours alone."""
    own = Path(__file__).parent / "entities" / f"{MS_07}.json"
    file = tmp_path / f"{MS_07}.json"
    file.write_text(own.read_text(encoding="utf-8").replace('"P619"', '"Launch"'), encoding="utf-8")
    result = spaceflight("wikidata", str(file), "--thing", "soyuz-ms-07", store=real_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "'Launch' is no property" in result.stderr
    assert len(result.stderr.splitlines()) == 1
