"""Tables as sources of the build: what rows become, what is told of a table that is wrong, when one is read again."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.build import KEPT, build
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.citations import cite
from spaceflight_graph.errors import DataError, NotFoundError
from spaceflight_graph.export import write
from spaceflight_graph.extract import rows, tables
from spaceflight_graph.extract.cells import Block, Broken
from spaceflight_graph.extract.result import Extraction
from spaceflight_graph.namespaces import DCTERMS, GRAPH, RDF, RDFS, SF, expand
from spaceflight_graph.store import things
from spaceflight_graph.store.local import open_store

TEXTS = Path(__file__).parents[1] / "small" / "documents"
TABLE = """\
Key,When,Ship,Who,Pad,Agency,Long,Code
A 1,2001 Jan 10 0721:01,One,"Ann Alpha  Ben Beta",LC1,Space Office,1:05,OS
A 2,2001 Feb  3?,Two (T-2),Cleo Gamma,LC1?,Space Office,-,OF
A 3,2001 Mar 3 0102,Three,Ann Alpha,-,-,0:00,XX
"""
MAPPING = """\
@prefix id: <https://w3id.org/spaceflight/id/> .
@prefix map: <https://w3id.org/spaceflight/mapping#> .
@prefix mapping: <https://w3id.org/spaceflight/mapping/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sf: <https://w3id.org/spaceflight/ontology#> .

mapping:log a map:Mapping ; rdfs:label "log"@en ; map:splitter map:Delimited ; map:recognisedBy "^Key,When," ;
    map:language "en" ; map:zone "UTC" .
mapping:log-row a map:Block ; map:mapping mapping:log ; map:kind "row" ; map:subject mapping:log-flight ;
    map:column "Code" ; map:matches "^OS$" .
mapping:log-other-row a map:Block ; map:mapping mapping:log ; map:kind "row" ; map:subject mapping:log-flight ;
    map:onRequest true .
mapping:log-nothing a map:Block ; map:mapping mapping:log ; map:kind "row" ; map:subject mapping:log-flight ;
    map:column "Code" ; map:matches "^XX$" ; map:excuse sf:NotDone .
mapping:log-flight a map:Role ; map:class sf:CrewedFlight ; map:named "Ship" ; map:slug "flight-{Key}" ;
    rdfs:label "{Ship}"@en .
mapping:log-launch a map:Role ; map:class sf:Launch ; map:of mapping:log-flight ; map:link sf:flight ;
    map:suffix "launch" ; rdfs:label "Launch of {}"@en .
mapping:log-walk a map:Role ; map:class sf:Spacewalk ; map:of mapping:log-flight ; map:link sf:flight ;
    map:suffix "walk" ; rdfs:label "Walk of {Who}, {sf:time}"@en .
mapping:log-agency a map:Role ; map:class sf:Organization ; map:byRule mapping:log-launch-agency .

mapping:log-when a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "When" ;
    map:rule mapping:log-launch-time .
mapping:log-launch-time a map:Rule ; map:about mapping:log-launch ; map:property sf:time ; map:reader map:Time .
mapping:log-ship a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Ship" ;
    map:alias "\\\\((?P<value>[^()]+)\\\\)$" ; map:excuse sf:Repetition .
mapping:log-who a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Who" ;
    map:separator "\\\\s{2,}" ; map:rule mapping:log-walk-participant .
mapping:log-walk-participant a map:Rule ; map:about mapping:log-walk ; map:property sf:participant ;
    map:reader map:Link ; map:class sf:Person .
mapping:log-pad a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Pad" ;
    map:rule mapping:log-launch-pad .
mapping:log-launch-pad a map:Rule ; map:about mapping:log-launch ; map:property sf:place ; map:reader map:Link ;
    map:class sf:LaunchPad ; map:words "{Pad}, {Agency}" ; map:slug "pad-{Pad}" .
mapping:log-office a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Agency" ;
    map:rule mapping:log-launch-agency , mapping:log-agency-seat .
mapping:log-launch-agency a map:Rule ; map:about mapping:log-launch ; map:property sf:organization ;
    map:reader map:Link ; map:class sf:Organization ; map:list mapping:log-offices .
mapping:log-agency-seat a map:Rule ; map:about mapping:log-agency ; map:property sf:place ; map:reader map:Link ;
    map:class sf:Place ; map:list mapping:log-seats .
mapping:log-long a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Long" ;
    map:rule mapping:log-walk-duration .
mapping:log-walk-duration a map:Rule ; map:about mapping:log-walk ; map:property sf:duration ;
    map:reader map:Duration ; map:pattern "^(?P<value>(?P<hours>\\\\d+):(?P<minutes>\\\\d\\\\d))$" .
mapping:log-town a map:Code ; map:list mapping:log-seats ; map:label "Space Office" ; map:value id:town .
"""
GRAPH_OF_IT = NamedNode(GRAPH.iri + "claims/log")
Put = Callable[..., Path]


@pytest.fixture
def source(small_source: Path) -> Path:
    """The made-up flight with a table beside its pages."""
    data = small_source / "data"
    (data / "tables").mkdir()
    (data / "mappings").mkdir()
    (data / "mappings" / "log.ttl").write_text(MAPPING.replace("\\\\\\\\", "\\\\"), encoding="utf-8")
    with (data / "documents.ttl").open("a", encoding="utf-8") as file:
        file.write(
            '\ndoc:log\n    a sf:Document ;\n    dcterms:title "Log"@en ;\n    dcterms:language "en" ;\n'
            '    dcterms:publisher "the test suite"@en ;\n    dcterms:license <https://example.org/by> ;\n'
            '    dcterms:bibliographicCitation "The test suite, Log"@en ;\n    sf:sha256 "0" ;\n.\n'
        )
    put(small_source, TABLE)
    return small_source


def put(source: Path, table: str | bytes) -> None:
    """Write the table, and its digest where it is described."""
    data = table.encode() if isinstance(table, str) else table
    (source / "data" / "tables" / "log.csv").write_bytes(data)
    documents = source / "data" / "documents.ttl"
    head, _, tail = documents.read_text(encoding="utf-8").partition("doc:log\n")
    tail = re.sub(r'sf:sha256 "\w+"', f'sf:sha256 "{sha256(data).hexdigest()}"', tail, count=1)
    documents.write_text(f"{head}doc:log\n{tail}", encoding="utf-8")


def said(source: Path, choice: str = "all") -> list[tuple[int, str, str, str, str]]:
    """Return line, subject, property, value and words of each claim of the table, by line."""
    sources = layers.load(source, tables.reader(choice, source))
    (layer,) = (layer for file, layer in sources.claims() if file.suffix == ".csv")
    parts: dict[object, dict[str, str]] = {}
    for t in layer.triples:
        if str(t.subject).startswith("<https://w3id.org/spaceflight/claim/"):
            parts.setdefault(t.subject, {})[re.split(r"[/#]", t.predicate.value)[-1]] = t.object.value  # type: ignore[union-attr]
    last = [tuple(re.split(r"[/#]", it[name])[-1] for name in ("subject", "predicate")) for it in parts.values()]
    found = [
        (
            int(it["line"]),
            subject,
            predicate,
            it["object"].removeprefix("https://w3id.org/spaceflight/id/"),
            it["statedAs"],
        )
        for it, (subject, predicate) in zip(parts.values(), last, strict=True)
    ]
    return sorted(found)


IDENTIFIED = """\
mapping:log-intl a map:Field ; map:block mapping:log-row , mapping:log-other-row ; map:label "Intl" ;
    map:rule mapping:log-cospar .
mapping:log-cospar a map:Rule ; map:about mapping:log-flight ; map:property sf:cosparId ; map:reader map:Text ;
    map:identifies true .
"""
"""A column that tells what a row is about whatever it is called."""


def identifying(source: Path, identifier: str, ship: str) -> None:
    """Let the table say what identifies its only row's flight, beside its name."""
    with (source / "data" / "mappings" / "log.ttl").open("a", encoding="utf-8") as file:
        file.write(IDENTIFIED)
    put(source, f"Key,When,Ship,Who,Pad,Agency,Long,Code,Intl\nA 1,2001 Jan 10,{ship},-,-,-,-,OS,{identifier}\n")


FIRST = [
    (2, "one-launch", "organization", "space-office", "Space Office"),
    (2, "one-launch", "place", "pad-lc1", "LC1"),
    (2, "one-launch", "time", "2001-01-10T07:21:01Z", "2001 Jan 10 0721:01"),
    (2, "one-walk", "duration", "PT1H5M", "1:05"),
    (2, "one-walk", "participant", "ann-alpha", "Ann Alpha"),
    (2, "one-walk", "participant", "ben-beta", "Ben Beta"),
    (2, "space-office", "place", "town", "Space Office"),
]
SECOND = [
    (3, "flight-a-2-launch", "organization", "space-office", "Space Office"),
    (3, "flight-a-2-launch", "time", "2001-02-03", "2001 Feb  3?"),
    (3, "flight-a-2-walk", "participant", "cleo-gamma", "Cleo Gamma"),
]


def test_rows_become_claims(source: Path) -> None:
    """What the graph has is linked; a doubtful name links nothing, and what was told of a thing is told once."""
    assert said(source) == FIRST + SECOND


def test_rows_on_request_are_read_only_by_who_asks_for_all(source: Path) -> None:
    assert said(source, "crewed") == FIRST
    assert tables.reader("none", source) is None
    with pytest.raises(NotFoundError, match=r"no such choice of tables: some\. Fix: write crewed, all, none\."):
        tables.reader("some", source)


@pytest.mark.parametrize(
    ("identifier", "ship", "about"),
    [
        ("2001-001A", "Another name", "one"),
        ("2001-001A", "Two", "one"),
        ("2001-001A", "One", "one"),
        ("2001-002A", "One", "one"),
        ("2001-002A", "Another name", "flight-a-1"),
    ],
)
def test_a_row_is_about_what_has_its_identifier_else_its_name(
    source: Path, identifier: str, ship: str, about: str
) -> None:
    identifying(source, identifier, ship)
    assert [line[:4] for line in said(source)] == [
        (2, about, "cosparId", identifier),
        (2, f"{about}-launch", "time", "2001-01-10"),
    ]


def test_an_identifier_that_documents_give_two_things_tells_neither(source: Path) -> None:
    identifying(source, "2001-001A", "Another name")
    claims = source / "data" / "claims" / "alpha.ttl"
    text = claims.read_text(encoding="utf-8")
    start = text.index("claim:alpha-L8-one-cospar-id\n")
    block = text[start : text.index("\n.\n", start) + 3]
    other = block.replace("one-cospar-id", "two-cospar-id").replace("id:one ", "id:two ")
    claims.write_text(text + "\n" + other, encoding="utf-8")
    assert {subject for _, subject, *_ in said(source)} == {"flight-a-1", "flight-a-1-launch"}


@pytest.mark.parametrize(
    ("kind", "about", "told"),
    [("Spaceflight", "one", ["CrewedFlight"]), ("CrewedFlight", "one", []), ("Place", "flight-a-1", [])],
)
def test_a_row_tells_the_class_of_what_is_known_of_a_wider_one(
    source: Path, kind: str, about: str, told: list[str]
) -> None:
    """A page that names no crew has a flight; the row knows that it is a crewed one. A place is no flight."""
    entities = source / "data" / "entities" / "flights.ttl"
    text = entities.read_text(encoding="utf-8")
    entities.write_text(text.replace("id:one\n    a sf:CrewedFlight", f"id:one\n    a sf:{kind}"), encoding="utf-8")
    sources = layers.load(source, tables.reader("crewed", source))
    (layer,) = (layer for file, layer in sources.claims() if file.suffix == ".csv")
    assert {subject for line, subject, *_ in said(source, "crewed") if line == 2} >= {f"{about}-launch"}
    kinds = [t.object for t in layer.triples if t.subject == expand("id:one") and t.predicate == RDF.type]
    assert kinds == [expand(f"sf:{name}") for name in told]


@pytest.fixture
def store(source: Path, tmp_path: Path) -> Store:
    build(tmp_path / "store", source=source, rows="all")
    return open_store(tmp_path / "store")


def test_graph_of_a_table_holds_its_things_its_excuses_and_its_terms(store: Store) -> None:
    def objects(subject: NamedNode, predicate: NamedNode) -> list[str]:
        return sorted(q.object.value for q in store.quads_for_pattern(subject, predicate, None, GRAPH_OF_IT))  # type: ignore[union-attr]

    assert objects(GRAPH_OF_IT, DCTERMS.license) == ["https://example.org/by"]
    assert objects(GRAPH_OF_IT, DCTERMS.bibliographicCitation) == ["The test suite, Log"]
    assert objects(GRAPH_OF_IT, DCTERMS.title) == ["Log"]
    two = expand("id:flight-a-2")
    assert objects(two, RDFS.label) == ["Two (T-2)"]
    assert objects(two, expand("skos:altLabel")) == ["T-2"]
    assert objects(expand("id:flight-a-2-launch"), SF.flight) == [two.value]
    assert objects(expand("id:flight-a-2-launch"), RDFS.label) == ["Launch of Two (T-2)"]
    assert objects(expand("id:flight-a-2-walk"), RDFS.label) == ["Walk of Cleo Gamma, 2001-02-03"]
    assert objects(expand("id:pad-lc1"), RDFS.label) == ["LC1, Space Office"]
    assert objects(expand("id:one"), RDF.type) == []  # the entities have it
    excused = {str(q.subject): q.object for q in store.quads_for_pattern(None, SF.excuse, None, GRAPH_OF_IT)}
    assert excused == {
        "<https://w3id.org/spaceflight/document/log-L1>": SF.Heading,
        "<https://w3id.org/spaceflight/document/log-L4>": expand("sf:NotDone"),
    }
    doubt = [q.object for q in store.quads_for_pattern(None, SF.approximation, None, GRAPH_OF_IT)]
    assert doubt == [expand("sf:About")]


@pytest.mark.usefixtures("store")
def test_things_of_a_table_have_names_and_events(
    tmp_path: Path, spaceflight: Callable[..., CompletedProcess[str]]
) -> None:
    assert "flight-a-2 " in spaceflight("find", "T-2", store=tmp_path / "store").stdout
    told = spaceflight("query", "timeline", "flight=T-2", "--format", "csv", store=tmp_path / "store")
    assert "Launch of Two (T-2)" in told.stdout


def test_exports_have_the_things_of_a_table_and_its_terms(store: Store) -> None:
    told = json.loads(write.text(store, "jsonld", "native", ["flight-a-2"]))
    assert (told["@type"], told["label"]) == (["CrewedFlight"], {"en": ["Two (T-2)"]})
    assert [part["@id"] for part in told["partsOfFlight"]] == ["id:flight-a-2-launch", "id:flight-a-2-walk"]
    (dataset,) = told["subjectOf"]
    assert "https://example.org/by" in dataset["license"]
    assert "id:flight-a-2" in {node["@id"] for node in json.loads(write.text(store, "jsonld"))["@graph"]}
    assert not list(things.described(store, None, RDF.type, SF.Claim, things.graphs(store)))
    assert things.graphs(store) == [GRAPH.entities, GRAPH_OF_IT]
    ((_, credit), (_, licence)) = things.terms(store)
    assert (credit.value, licence.value) == ("The test suite, Log", "https://example.org/by")


def test_every_row_is_cited_or_excused(source: Path) -> None:
    report = {it.document: it for it in cite(TEXTS, source, tables.reader("all", source))}["log"]
    assert (report.lines, report.cited, report.excused, report.claims, report.not_read) == (4, 2, 2, 10, ())
    with pytest.raises(DataError) as error:
        cite(TEXTS, source, tables.reader("crewed", source))
    assert [str(problem) for problem in error.value.problems] == [
        "doc:log:3: neither cited nor excused. Fix: claim what it states, or excuse it in data/coverage."
    ]


WRONG = [
    (TABLE.replace(",Long", ",Length"), ":1: has no column 'long'. Fix: mend the table, or its mapping."),
    (TABLE.replace("Key,When,Ship,Who", "Key,When,Ship,Ship"), ":1: has no column 'who'"),
    (TABLE.replace(",OF", ""), ":3: has 7 cells under 8 heads. Fix: mend the table, or its mapping."),
    (
        TABLE.replace("A 2", "A 1").replace("One", "Eins"),
        ":3: two rows for one thing: line 2 is about flight-a-1, too.",
    ),
    (
        TABLE.replace("Feb  3?", "Feb 31"),
        ":3: When: '2001 Feb 31': not read. Fix: mend the cell, or a rule of the mapping.",
    ),
    (TABLE.replace("1:05", "105"), ":2: Long: '105': no mapping (no rule of its field reads it)."),
    (TABLE.replace("Two (T-2)", "One"), ":2: the row: 'A 1': ambiguous (several rows have a name of one)."),
    (TABLE.replace('"Ann Alpha', '"Ann "Alpha'), ":2: cannot be read on: "),
    (TABLE.replace("Key,", "No,"), ":1: its heads are known to no mapping. Fix: mend the heads, or map:recognisedBy"),
    (TABLE.encode().replace(b"Cleo", b"Cl\xe9o"), ":3: byte 0xe9 is no UTF-8. Fix: save the table as UTF-8."),
    ("", ":1: its heads are known to no mapping."),
]


@pytest.mark.parametrize(("table", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_is_wrong_with_a_table_is_told_with_its_line(source: Path, table: str | bytes, told: str) -> None:
    put(source, table)
    with pytest.raises(DataError) as error:
        said(source)
    assert any(f"log.csv{told}" in str(problem) for problem in error.value.problems), error.value


def test_a_table_that_is_not_what_is_described_is_refused(source: Path) -> None:
    file = source / "data" / "tables" / "log.csv"
    file.write_text(TABLE + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"log\.csv: is not what doc:log describes: its digest is \w{64}\. Fix: "):
        said(source)


def test_a_table_and_a_page_have_names_of_their_own(source: Path) -> None:
    shutil.copy(source / "data" / "tables" / "log.csv", source / "data" / "tables" / "alpha.csv")
    with pytest.raises(DataError, match=r"alpha\.csv: has the name of .*alpha\.ttl: one document is a page or a table"):
        said(source)


def test_an_undescribed_table_is_refused(source: Path) -> None:
    shutil.copy(source / "data" / "tables" / "log.csv", source / "data" / "tables" / "other.csv")
    with pytest.raises(DataError, match=r"documents\.ttl describes no doc:other"):
        layers.load(source)


def test_a_violation_in_a_table_is_told_at_its_row(source: Path, tmp_path: Path) -> None:
    """A length of an hour and five minutes is no number of people."""
    mapping = source / "data" / "mappings" / "log.ttl"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("sf:participant ;", "sf:organization ;"), encoding="utf-8")
    with pytest.raises(DataError) as error:
        build(tmp_path / "store", source=source, rows="all")
    places = {str(problem).split(" ")[0].rpartition("/")[2] for problem in error.value.problems}
    assert {"log.csv:2:", "log.csv:3:"} & places or {"log.csv:2,", "log.csv:3,"} & places, error.value
    assert not (tmp_path / "store").exists()


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that the name of each table is put on that is read from now on."""
    read: list[str] = []
    whole = rows.Rows.read

    def watching(table: rows.Rows, blocks: Sequence[Block], broken: Iterable[Broken]) -> Extraction:
        read.append(table.document)
        return whole(table, blocks, broken)

    monkeypatch.setattr(rows.Rows, "read", watching)
    return read


def changed_nowhere(source: Path) -> None:
    """Nothing changes."""


def changed_table(source: Path) -> None:
    put(source, TABLE.replace("0721:01", "0721:02"))


def changed_mapping(source: Path) -> None:
    file = source / "data" / "mappings" / "log.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace("Launch of {}", "Start of {}"), encoding="utf-8")


def changed_entities(source: Path) -> None:
    file = next((source / "data" / "entities").glob("*.ttl"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# A comment may be a label one day.\n", encoding="utf-8")


def changed_documents(source: Path) -> None:
    file = source / "data" / "documents.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace("example.org/by", "example.org/cc"), encoding="utf-8")


def changed_ontology(source: Path) -> None:
    folder = source / "ontology"
    copy = shutil.copytree(folder, source / "copy")
    folder.unlink()
    copy.rename(folder)
    with (folder / "spaceflight.ttl").open("a", encoding="utf-8") as file:
        file.write("# another\n")


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (changed_nowhere, False),
        (changed_table, True),
        (changed_mapping, True),
        (changed_entities, True),
        (changed_documents, True),
        (changed_ontology, True),
    ],
)
def test_a_table_is_read_again_only_when_something_has_changed_that_matters(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], *, again: bool
) -> None:
    read = watched(monkeypatch)
    build(tmp_path / "store", source=source, rows="all")
    assert read == ["log"]
    change(source)
    first = build(tmp_path / "store", source=source, rows="all")
    assert read == ["log", "log"] if again else ["log"]
    fresh = build(tmp_path / "other", source=source, rows="all")
    assert first.sources == fresh.sources


@pytest.mark.parametrize(("new", "again"), [('"2001-009A"', True), ('"2001-001A" # as the line has it\n   ', False)])
def test_a_table_is_read_again_when_what_identifies_its_rows_has_changed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: str, *, again: bool
) -> None:
    identifying(source, "2001-001A", "Another name")
    read = watched(monkeypatch)
    build(tmp_path / "store", source=source, rows="all")
    claims = source / "data" / "claims" / "alpha.ttl"
    claims.write_text(claims.read_text(encoding="utf-8").replace('"2001-001A"', new, 1), encoding="utf-8")
    build(tmp_path / "store", source=source, rows="all")
    assert read == (["log", "log"] if again else ["log"])


def test_other_rows_and_other_code_are_read_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = watched(monkeypatch)
    for choice in ("all", "crewed", "crewed"):
        build(tmp_path / "store", source=source, rows=choice)
    assert len(read) == 2
    monkeypatch.setattr(tables, "_code", lambda: "another")
    build(tmp_path / "store", source=source, rows="crewed")
    assert len(read) == 3


def test_what_was_kept_and_is_damaged_is_made_anew(source: Path, tmp_path: Path) -> None:
    first = build(tmp_path / "store", source=source, rows="all")
    kept = tmp_path / "store" / KEPT / "log.ttl"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-20])
    assert build(tmp_path / "store", source=source, rows="all").sources == first.sources
    assert kept.read_bytes() == whole


def test_nothing_is_kept_through_a_link(source: Path, tmp_path: Path) -> None:
    build(tmp_path / "store", source=source, rows="none")
    (tmp_path / "outside").mkdir()
    (tmp_path / "store" / KEPT).symlink_to(tmp_path / "outside")
    build(tmp_path / "store", source=source, rows="all")
    assert os.listdir(tmp_path / "outside") == []  # noqa: PTH208 - names are all that is wanted


def test_progress_is_told(source: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(tmp_path / "store", source=source, rows="all", progress=lambda *step: told.append(step))
    assert told == [("log", 0, 2), ("log", 2, 2)]


def test_two_of_a_day_are_numbered(source: Path) -> None:
    file = source / "data" / "mappings" / "log.ttl"
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        'map:named "Ship" ; map:slug "flight-{Key}" ;', 'map:slug "day-{sf:time}" ; map:numbered true ;'
    )
    file.write_text(text, encoding="utf-8")
    put(source, TABLE.replace("2001 Feb  3?", "2001 Jan 10 0721:01"))
    subjects = {subject for line, subject, *_ in said(source) if subject.endswith("-launch")}
    assert subjects == {"day-2001-01-10t07-21-01z-launch", "day-2001-01-10t07-21-01z-2-launch"}


def test_slugs_that_are_taken_get_the_name_of_the_table(source: Path) -> None:
    put(source, TABLE.replace("Cleo Gamma", "Town").replace("Ben Beta", "Ben Beta"))
    assert (3, "flight-a-2-walk", "participant", "town-log", "Town") in said(source)


def test_a_literal_is_one(store: Store) -> None:
    times = [q.object for q in store.quads_for_pattern(expand("id:flight-a-2-launch"), SF.time, None, None)]
    assert [value.datatype.value.rpartition("#")[2] for value in times if isinstance(value, Literal)] == ["date"]
