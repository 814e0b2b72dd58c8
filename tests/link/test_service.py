"""The query service: a real HTTP server on this machine that holds what Wikidata would, and one that misbehaves."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import beside, service
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.entity_rdf import read_triples
from spaceflight_graph.link.service import fetch
from spaceflight_graph.link.snapshot import read
from spaceflight_graph.link.statement import (
    Item,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)
from spaceflight_graph.version import __version__

WD, PROP, WIKIBASE = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/", "http://wikiba.se/ontology#"
XSD, SCHEMA = "http://www.w3.org/2001/XMLSchema#", "http://schema.org/"
PROV = "http://www.w3.org/ns/prov#wasDerivedFrom"
SAME, TYPE = "http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL, ALIAS = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"
OWN = read([Path(__file__).parent / "entities"]).entities
LAUNCH = Statement(
    "Q1",
    "P619",
    Time("+2017-12-00T00:00:00Z", 10),
    qualifiers=(Snak("P585", Time("+2017-12-17T00:00:00Z", 11)), Snak("P2047", Quantity("+5", "Q7727", "+4", "+6"))),
    references=(
        Reference((Snak("P813", Time("+2021-00-00T00:00:00Z", 9)), Snak("P854", Text("http://e.org/", "url")))),
    ),
    id="Q1$1-2",
)
NONE = Statement("Q1", "P1132", Special.NOVALUE, Rank.PREFERRED, id="Q1$1-3")
COUNT = Statement("Q1", "P1132", Quantity("+3"), id="Q1$1-4")
BUILT = Entity("Q1", {"de": "eins", "fr": "un"}, {"de": ("Eins",)}, (NONE, COUNT, LAUNCH), 7)
PROPERTIES = ["P2047", "P247", "P375", "P1029", "P1132", "P1427", "P31", "P619", "P620", "P27", "P450", "P569"]


class Writer:
    """Writes entities as the query service holds them."""

    def __init__(self) -> None:
        self.store = Store()
        self.count = 0

    def add(self, subject: str, predicate: str, value: Any) -> None:
        self.store.add(Quad(NamedNode(subject), NamedNode(predicate), value))

    def entity(self, entity: Entity) -> None:
        self.add(WD + entity.id, SCHEMA + "version", Literal(entity.revision or 1))
        for language, text in entity.labels.items():
            self.add(WD + entity.id, LABEL, Literal(text, language=language))
        for language, some in entity.aliases.items():
            for text in some:
                self.add(WD + entity.id, ALIAS, Literal(text, language=language))
        for statement in entity.statements:
            assert statement.id
            node = f"{WD}statement/{statement.id.replace('$', '-', 1)}"
            self.add(WD + entity.id, PROP + statement.property, NamedNode(node))
            self.add(node, WIKIBASE + "rank", NamedNode(f"{WIKIBASE}{statement.rank.value.title()}Rank"))
            self.snak(node, "statement", Snak(statement.property, statement.value))
            for snak in statement.qualifiers:
                self.snak(node, "qualifier", snak)
            for reference in statement.references:
                self.count += 1
                source = f"http://www.wikidata.org/reference/{self.count}"
                self.add(node, PROV, NamedNode(source))
                for snak in reference.snaks:
                    self.snak(source, "reference", snak)

    def snak(self, node: str, kind: str, snak: Snak) -> None:
        if snak.value == Special.NOVALUE:
            self.add(node, TYPE, NamedNode(f"{PROP}novalue/{snak.property}"))
            return
        self.add(node, f"{PROP}{kind}/{snak.property}", self.plain(snak.value))
        told = self.full(snak.value)
        if told:
            self.count += 1
            value = f"http://www.wikidata.org/value/{self.count}"
            self.add(node, f"{PROP}{kind}/value/{snak.property}", NamedNode(value))
            for key, term in told.items():
                self.add(value, WIKIBASE + key, term)

    def plain(self, value: Value) -> Any:
        if isinstance(value, Item):
            return NamedNode(WD + value.id)
        if isinstance(value, Time):
            return Literal(value.time.replace("-00", "-01")[1:], datatype=NamedNode(XSD + "dateTime"))
        if isinstance(value, Quantity):
            return Literal(value.amount, datatype=NamedNode(XSD + "decimal"))
        if isinstance(value, Text):
            return NamedNode(value.text) if value.datatype == "url" else Literal(value.text)
        assert value == Special.SOMEVALUE
        return BlankNode()

    def full(self, value: Value) -> dict[str, Any]:
        if isinstance(value, Time):
            return {
                "timeValue": self.plain(value),
                "timePrecision": Literal(value.precision),
                "timeTimezone": Literal(0),
                "timeCalendarModel": NamedNode(WD + value.calendar),
            }
        if not isinstance(value, Quantity):
            return {}
        told = {"quantityAmount": value.amount, "quantityLowerBound": value.lower, "quantityUpperBound": value.upper}
        unit = NamedNode(WD + ("Q199" if value.unit == "1" else value.unit))
        return {"quantityUnit": unit} | {
            key: Literal(text, datatype=NamedNode(XSD + "decimal")) for key, text in told.items() if text
        }


@dataclass
class Wikidata:
    """The server: what it holds, what it was asked, and what it answers first."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    first: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    spoil: Callable[[bytes], bytes] = bytes
    store: Store = field(default_factory=Store)


@pytest.fixture
def wikidata() -> Iterator[Wikidata]:
    holds = Wikidata()
    writer = Writer()
    for entity in (*OWN.values(), BUILT):
        writer.entity(entity)
    writer.add(WD + "Q9", SAME, NamedNode(WD + "Q1"))
    holds.store = writer.store

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(body)["query"][0]
            holds.asked.append(query)
            holds.agents.append(self.headers["User-Agent"])
            if holds.first:
                status, headers, answer = holds.first.pop(0)
            else:
                solutions = holds.store.query(query)
                assert isinstance(solutions, QuerySolutions)
                status, headers = 200, {"Content-Type": "application/sparql-results+json"}
                answer = holds.spoil(solutions.serialize(format=QueryResultsFormat.JSON) or b"")
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    holds.url = f"http://127.0.0.1:{server.server_port}/sparql"
    yield holds
    server.shutdown()
    server.server_close()
    thread.join()


def in_rdf(entity: Entity) -> Entity:
    """Return an entity as RDF tells it: in the order of properties and ids, every text a string, few languages."""

    def snak(snak: Snak) -> Snak:
        value = snak.value
        told = Text(value.text) if isinstance(value, Text) and value.datatype != "url" else value
        return Snak(snak.property, told)

    def order(snak: Snak) -> tuple[int, str]:
        return int(snak.property[1:]), repr(snak.value)

    def reference(reference: Reference) -> Reference:
        return Reference(tuple(sorted(map(snak, reference.snaks), key=order)))

    statements = [
        Statement(
            each.item,
            each.property,
            snak(Snak(each.property, each.value)).value,
            each.rank,
            tuple(sorted(map(snak, each.qualifiers), key=order)),
            tuple(sorted(map(reference, each.references), key=repr)),
            each.id,
        )
        for each in entity.statements
    ]
    labels = {language: text for language, text in entity.labels.items() if language in ("de", "en", "ru", "zh")}
    ordered = tuple(sorted(statements, key=lambda each: (int(each.property[1:]), each.id or "")))
    return Entity(entity.id, labels, entity.aliases, ordered, entity.revision)


def test_service_says_what_entity_json_says(wikidata: Wikidata) -> None:
    found = fetch(wikidata.url, [*OWN, "Q1"], PROPERTIES, sleep=list.append)  # type: ignore[arg-type]  # not called
    assert found.entities == {entity.id: in_rdf(entity) for entity in (*OWN.values(), BUILT)}
    assert list(found.entities) == ["Q1", "Q592219", "Q20980629", "Q21392568"]
    assert (found.truthy, found.missing, found.redirects) == (False, frozenset(), {})
    assert found.covered == frozenset(PROPERTIES)
    assert wikidata.agents == [f"spaceflight-graph/{__version__} (https://w3id.org/spaceflight/)"]


def test_only_wanted_properties_are_asked_for(wikidata: Wikidata) -> None:
    found = fetch(wikidata.url, ["Q1"], ["P1132", "P1132"])
    assert [each.property for each in found.entities["Q1"].statements] == ["P1132", "P1132"]
    assert "VALUES ?p { p:P1132 }" in wikidata.asked[0]


def test_items_are_asked_for_in_batches_with_pauses(wikidata: Wikidata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    waits: list[float] = []
    found = fetch(wikidata.url, [*sorted(OWN), "Q1"], PROPERTIES, sleep=waits.append)
    assert len(found.entities) == 4
    assert len(wikidata.asked) == 2
    assert waits == [service.PAUSE]
    assert "{ wd:Q1 wd:Q20980629 }" in wikidata.asked[0]
    assert "{ wd:Q21392568 wd:Q592219 }" in wikidata.asked[1]


def test_merged_items_are_followed_and_deleted_ones_told(wikidata: Wikidata) -> None:
    found = fetch(wikidata.url, ["Q9", "Q404"], PROPERTIES, sleep=lambda _: None)
    assert (list(found.entities), found.redirects, found.missing) == (["Q1"], {"Q9": "Q1"}, frozenset({"Q404"}))
    assert len(wikidata.asked) == 2


def test_busy_service_is_asked_again_as_late_as_it_says(wikidata: Wikidata) -> None:
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    long_ago = format_datetime(datetime.now(UTC) - timedelta(days=1))
    wikidata.first = [
        (429, {"Retry-After": "7"}, b"slow down"),
        (500, {"Retry-After": in_a_minute}, b"query timeout"),
        (503, {"Retry-After": long_ago}, b""),
        (504, {}, b"<html>"),
    ]
    waits: list[float] = []
    assert fetch(wikidata.url, ["Q1"], PROPERTIES, sleep=waits.append).entities["Q1"] == in_rdf(BUILT)
    assert len(wikidata.asked) == 5
    assert waits[0] == 7
    assert 55 < waits[1] <= 60
    assert waits[2:] == [0, 8]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_service_that_stays_busy_is_given_up(wikidata: Wikidata, status: int) -> None:
    wikidata.first = [(status, {"Retry-After": "soon"}, b"no")] * 9
    waits: list[float] = []
    with pytest.raises(SpaceflightError, match=rf"answers {status} after 5 tries\. Fix: ask again later\."):
        fetch(wikidata.url, ["Q1"], PROPERTIES, sleep=waits.append)
    assert waits == [1, 2, 4, 8]
    assert len(wikidata.asked) == 5


def test_service_that_wants_long_peace_is_given_up_at_once(wikidata: Wikidata) -> None:
    wikidata.first = [(429, {"Retry-After": "3600"}, b"no")]
    with pytest.raises(SpaceflightError, match=r"answers 429 after 1 try and wants 3600 seconds of peace\. Fix:"):
        fetch(wikidata.url, ["Q1"], PROPERTIES, sleep=lambda _: pytest.fail("waited"))
    wikidata.first = [(429, {"Retry-After": "120"}, b"no")]
    assert fetch(wikidata.url, ["Q1"], PROPERTIES, sleep=lambda _: None).entities


ROWS = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":['


@pytest.mark.parametrize(
    ("status", "answer", "why"),
    [
        (200, b"<!DOCTYPE html><html>Sign in</html>", "does not answer with SPARQL results"),
        (200, b"", "does not answer with SPARQL results"),
        (200, ROWS, "does not answer with SPARQL results"),
        (200, b'{"head":{},"boolean":true}', "does not answer with SPARQL results"),
        (200, b"\xff", "does not answer with SPARQL results"),
        (200, ROWS + b"]}}", "knows none of 1 items, and so is no query service of Wikidata"),
        (400, b"MalformedQueryException", "refuses the query"),
        (403, b"no user agent", "answers 403 Forbidden"),
        (404, b"<html>", "refuses the query"),
    ],
)
def test_what_is_no_answer_is_refused_at_once(wikidata: Wikidata, status: int, answer: bytes, why: str) -> None:
    wikidata.first = [(status, {"Content-Type": "application/sparql-results+json"}, answer)]
    with pytest.raises(SpaceflightError, match=rf"{why}.*Fix:") as refused:
        fetch(wikidata.url, ["Q1"], PROPERTIES, sleep=lambda _: pytest.fail("waited"))
    assert refused.value.exit_code == 2
    assert len(refused.value.lines()) == 1
    assert len(wikidata.asked) == 1


def test_answer_that_is_cut_is_no_answer(wikidata: Wikidata) -> None:
    for cut in (
        lambda text: text[: len(text) // 2],
        lambda text: text[:-1],
        lambda text: text + b"java.lang.Exception",
    ):
        wikidata.spoil = cut
        with pytest.raises(SpaceflightError, match="does not answer with SPARQL results"):
            fetch(wikidata.url, ["Q1"], PROPERTIES)


@pytest.mark.parametrize(
    ("hides", "why"),
    [
        ("#rank", "comes without its rank"),
        ("prop/statement/", "comes without its value"),
        ("ontology#(time|quantity)", "the value .* is named and not there"),
        ("ontology#timeValue", "the value .* comes without its timeValue, and so is not whole"),
        ("ontology#timePrecision", "the value .* comes without its timePrecision, and so is not whole"),
        ("ontology#timeCalendarModel", "comes without its timeCalendarModel"),
        ("ontology#timeTimezone", "comes without its timeTimezone"),
        ("ontology#quantityAmount", "comes without its quantityAmount"),
        ("ontology#quantityUnit", "comes without its quantityUnit"),
        ("prop/statement/value/", r"a time or number of P\d+ comes without its precision or unit"),
        ("prop/qualifier/value/", r"a time or number of P\d+ comes without its precision or unit"),
        ("prop/reference/", "the reference .* is named and not there"),
        ("entity/statement/", "the statement .* is named and not there"),
    ],
)
def test_rows_that_a_service_leaves_out_are_noticed(wikidata: Wikidata, hides: str, why: str) -> None:
    def without(text: bytes) -> bytes:
        told = json.loads(text)
        about = "s" if "entity/statement" in hides else "p"
        rows = told["results"]["bindings"]
        told["results"]["bindings"] = [row for row in rows if not re.search(hides, row[about]["value"])]
        assert len(told["results"]["bindings"]) < len(rows)
        return json.dumps(told).encode()

    wikidata.spoil = without
    with pytest.raises(SpaceflightError, match=rf"answers with a part only: .*{why}.*Fix: ask again later"):
        fetch(wikidata.url, ["Q1"], PROPERTIES)


def test_difference_by_the_service_is_that_by_entity_json(wikidata: Wikidata, real_store: Store) -> None:
    things = ["soyuz-ms-07", "soyuz-ms-06", "anton-shkaplerov"]
    by_files = beside.wikidata(real_store, [Path(__file__).parent / "entities"], names=things)
    by_service = beside.wikidata(real_store, [], wikidata.url, things)
    assert len(by_service.differences) > 30
    assert [(each.item, each.property, each.verdict, each.why) for each in by_service.differences] == [
        (each.item, each.property, each.verdict, each.why) for each in by_files.differences
    ]
    assert by_service.notes == []
    with pytest.raises(
        SpaceflightError, match=r"Q18401197 \(id:soyuz-ms-04\): not on Wikidata, deleted or never there"
    ):
        beside.wikidata(real_store, [], wikidata.url, ["soyuz-ms-07", "soyuz-ms-04"])


def test_service_that_is_not_there() -> None:
    with pytest.raises(SpaceflightError, match=r"cannot be reached.*Fix:"):
        fetch("http://127.0.0.1:9/sparql", ["Q1"], PROPERTIES)
    with pytest.raises(SpaceflightError, match="is not an address"):
        fetch("wikidata", ["Q1"], PROPERTIES)


def test_time_that_nobody_can_read_is_refused() -> None:
    writer = Writer()
    writer.entity(Entity("Q1", {}, {}, (LAUNCH,), 1))
    spoilt = [
        quad.triple
        if "timeValue" not in quad.predicate.value
        else Quad(quad.subject, quad.predicate, Literal("soon")).triple
        for quad in writer.store
    ]
    with pytest.raises(ValueError, match="'soon' is no time of Wikidata"):
        read_triples(spoilt)
