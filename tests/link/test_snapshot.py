"""Snapshots: every form in which Wikidata is handed on, whole; and each way in which one is not."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import snapshot
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.snapshot import RDF_NAMES, Snapshot, read
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

OWN = Path(__file__).parent / "entities"
DATASETS = Path(__file__).parents[3] / "shared" / "datasets"
WD, WDT = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/direct/"


def entity(name: str, revision: int | None = None, **changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "item", "id": name, "labels": {}, "aliases": {}, "claims": {}}
    return told | ({} if revision is None else {"lastrevid": revision}) | changes


def plain(name: str, revision: int | None = None) -> Entity:
    return Entity(name, {}, {}, (), revision)


def dump(*entities: dict[str, Any], end: str = "]\n") -> str:
    return "[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in entities) + "\n" + end


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(text: str | bytes, name: str = "x.json") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


ONE, TWO = entity("Q1"), entity("Q2")
BOTH = {"Q1": plain("Q1"), "Q2": plain("Q2")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps({"entities": {"Q1": ONE, "Q2": TWO}}), "x.json"),
        (json.dumps({"entities": {"Q1": ONE, "Q2": TWO}, "success": 1}, indent=1), "any name"),
        (json.dumps([ONE, TWO]), "x.json"),
        (json.dumps([ONE, TWO], indent=2), "x.json"),
        (dump(ONE, TWO), "x.json"),
        (dump(ONE, TWO).replace("\n", "\r\n") + "\n\n", "x.json"),
        (json.dumps(ONE) + "\n" + json.dumps(TWO) + "\n", "x.jsonl"),
        (json.dumps(ONE) + "\n\n" + json.dumps(TWO), "x.ndjson"),
        (json.dumps(ONE) + "\r\n" + json.dumps(TWO) + "\r\n", "x.ndjson"),
        (json.dumps(ONE) + ",\n" + json.dumps(TWO) + ",\n", "lines of a dump.json"),
        (json.dumps({"entities": {"Q1": ONE}}) + "\n" + json.dumps({"entities": {"Q2": TWO}}), "answers.json"),
        (f'{{"entities": {{"Q1": {json.dumps(ONE)},\n"Q2": {json.dumps(TWO)}}}}}', "x.json"),
        (dump(ONE, {"type": "lexeme", "id": "L7", "lemmas": {}}, TWO), "x.json"),
        (json.dumps({"entities": {"Q1": ONE, "E12": {"id": "E12"}, "M9": {"id": "M9"}, "Q2": TWO}}), "x.json"),
    ],
)
def test_every_form_of_entity_json(write: Any, text: str, name: str) -> None:
    assert read([write(text, name)]) == Snapshot(BOTH)
    assert read([write(gzip.compress(text.encode()), f"{name}.gz")]) == Snapshot(BOTH)
    assert read([write(bz2.compress(text.encode()), f"{name}.bz2")]) == Snapshot(BOTH)
    assert read([write(text, name)], {"Q2"}).entities == {"Q2": plain("Q2")}


def test_one_entity_alone(write: Any) -> None:
    assert read([write(json.dumps(ONE))]).entities == {"Q1": plain("Q1")}
    assert read([write(json.dumps(ONE) + "\n")]).entities == {"Q1": plain("Q1")}
    assert read([write(json.dumps(ONE, indent=1))]).entities == {"Q1": plain("Q1")}


def test_nothing_is_written_as_a_list_by_old_php(write: Any) -> None:
    assert read([write('{"entities": []}')]) == Snapshot({})


def test_folder(write: Any, tmp_path: Path) -> None:
    write(json.dumps(ONE), "a.json")
    write(bz2.compress(json.dumps(TWO).encode()), "b.json.bz2")
    write("no snapshot", "README.md")
    assert read([tmp_path]) == Snapshot(BOTH)
    assert sorted(read([OWN]).entities) == ["Q20980629", "Q21392568", "Q592219"]


def test_newer_of_two_revisions_counts(write: Any) -> None:
    old, new = write(json.dumps(entity("Q1", 1)), "a.json"), write(json.dumps(entity("Q1", 2)), "b.json")
    for files in ([old, new], [new, old]):
        assert read(files).entities == {"Q1": plain("Q1", 2)}
    assert read([new, new]).entities == {"Q1": plain("Q1", 2)}
    unknown = write(json.dumps(entity("Q1")), "c.json")
    for files in ([old, unknown], [unknown, old]):
        with pytest.raises(SpaceflightError, match=r"Q1 is told twice, and not alike. Fix:"):
            read(files)
    assert read([unknown, unknown]).entities == {"Q1": plain("Q1")}


def test_redirects_and_deletions_are_told(write: Any) -> None:
    answer = {
        "entities": {
            "Q3": TWO,
            "Q4": {"id": "Q4", "missing": ""},
            "Q1": ONE | {"redirects": {"from": "Q5", "to": "Q1"}},
            "Q7": {"missing": ""},
            "Q6": {"entity": "Q6", "redirect": "Q3"},
        }
    }
    found = read([write(json.dumps(answer))])
    assert found == Snapshot(BOTH, {"Q3": "Q2", "Q5": "Q1", "Q6": "Q3"}, frozenset({"Q4", "Q7"}))
    assert found.current("Q6") == "Q2"
    assert found.current("Q1") == "Q1"
    assert read([write(json.dumps(answer))], {"Q3"}).entities.keys() >= {"Q2"}


def test_dump_passes_over_what_is_not_wanted_without_parsing(write: Any) -> None:
    text = dump(ONE, TWO).replace('"labels":{}', "not JSON at all", 1)
    assert read([write(text)], {"Q2"}).entities == {"Q2": plain("Q2")}
    with pytest.raises(SpaceflightError, match=r"x.json:2: is no JSON; the file is cut or damaged. Fix:"):
        read([write(text)], {"Q1"})
    with pytest.raises(SpaceflightError, match=r"x.json:2: is no JSON"):
        read([write(text)])
    with pytest.raises(SpaceflightError, match=r"x.json:3: is no JSON"):
        read([write(dump(TWO, entity("Q1", 5)).replace('":5}', '":'))], {"Q2"})


WHOLE = dump(ONE, TWO).encode()
PACKED = gzip.compress(json.dumps({"entities": {"Q1": ONE, "Q2": TWO}}, indent=1).encode() * 50)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (b"", "x.json", "x.json:1: is cut or damaged, and nothing of it is taken"),
        (WHOLE[: len(WHOLE) // 2 - 3], "x.json", "x.json:2: is no JSON"),
        (WHOLE[: len(WHOLE) // 2 + 9], "x.json", "x.json:3: is no JSON"),
        (WHOLE[:-2], "x.json", "x.json:3: is cut or damaged"),
        (b"[\n", "x.json", "x.json:1: is cut or damaged"),
        (WHOLE + json.dumps(ONE).encode(), "x.json", "x.json:5: is cut or damaged"),
        (json.dumps({"entities": {"Q1": ONE}}, indent=1).encode()[:60], "x.json", r"x.json:\d: is cut or damaged"),
        (json.dumps([ONE, TWO]).encode()[:-1], "x.json", "x.json:1: is cut or damaged"),
        (json.dumps(ONE).encode() + b"\n" + json.dumps(TWO).encode()[:-9], "x.jsonl", "x.jsonl:2: is no JSON"),
        (b"<!DOCTYPE html><html>", "x.json", "x.json:1: is cut or damaged"),
        (b'{"labels":"\xff"}', "x.json", "x.json: is cut or damaged"),
        (PACKED[:-9], "x.json.gz", "x.json.gz: is cut or damaged"),
        (PACKED[: len(PACKED) // 2], "x.json.gz", "x.json.gz: is cut or damaged"),
        (b"no gzip", "x.json.gz", "x.json.gz: is cut or damaged"),
        (PACKED[:20] + b"\x00\xff" * 20, "x.json.gz", "x.json.gz: is cut or damaged"),
        (bz2.compress(WHOLE)[:-9], "x.json.bz2", "x.json.bz2: is cut or damaged"),
        (b"no bzip2", "x.json.bz2", "x.json.bz2: is cut or damaged"),
        (bz2.compress(b"# a comment\n" * 99)[:-9], "x.nt.bz2", "x.nt.bz2: is cut or damaged"),
        (b"[" * 100_000, "x.json", "x.json: is cut or damaged"),
        (b"[1]", "x.json", "x.json: is no entity JSON of Wikidata"),
        (b'{"entities": 1}', "x.json", "x.json: is no entity JSON of Wikidata"),
        (b'{"entities": {"Q1": 1}}', "x.json", "x.json: an entity is no object"),
        (b'{"error": {"code": "maxlag"}}', "x.json", "x.json: holds an error of Wikidata, and no entity"),
        (b'{"errors": [{"code": "maxlag"}]}', "x.json", "x.json: holds an error of Wikidata, and no entity"),
        (b'{"entities": {"Q1": {"id": "Q1", "labels": {}}}}', "x.json", "Q1 comes without its aliases and claims"),
        (b"<http://e/a> <http://e/b> ", "x.nt", "x.nt:1: is cut or damaged"),
        (b"<rdf:RDF", "x.rdf", r"x.rdf(:\d+)?: is cut or damaged"),
        (b"\xff", "x.rdf", "x.rdf: is cut or damaged"),
        (gzip.compress(b"# a comment\n" * 99)[:-9], "x.nt.gz", "x.nt.gz: is cut or damaged"),
        (b"no gzip", "x.nt.gz", "x.nt.gz: is cut or damaged"),
    ],
)
def test_what_is_cut_or_no_snapshot_is_refused_whole(write: Any, text: bytes, name: str, why: str) -> None:
    with pytest.raises(SpaceflightError, match=why) as refused:
        read([write(json.dumps(ONE), "good.json"), write(text, name)])
    assert "Fix: " in str(refused.value)
    assert refused.value.exit_code == 2
    assert len(refused.value.lines()) == 1


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match=r"nowhere: is not there. Fix:"):
        read([tmp_path / "nowhere"])
    with pytest.raises(SpaceflightError, match=r"holds no snapshot. Fix: name a folder with files in .json, "):
        read([tmp_path])


def test_truthy_triples(write: Any) -> None:
    told = [
        f'<{WD}Q1> <{WDT}P619> "2017-09-12T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        f'<{WD}Q1> <{WDT}P620> "2017-09-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        f'<{WD}Q1> <{WDT}P621> "2017-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        f"<{WD}Q1> <{WDT}P31> <{WD}Q5>",
        f'<{WD}Q1> <{WDT}P1449> "Astrej"@de',
        f'<{WD}Q1> <{WDT}P247> "2017-081A"',
        f'<{WD}Q1> <{WDT}P2047> "+168"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        f'<{WD}Q1> <{WDT}P2048> "7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"<{WD}Q1> <{WDT}P856> <http://example.org/>",
        f"<{WD}Q1> <{WDT}P137> _:b",
        f"<{WD}Q1> <{WDT}P138> <http://www.wikidata.org/.well-known/genid/7>",
        f'<{WD}Q1> <http://www.w3.org/2000/01/rdf-schema#label> "Sojus"@de',
        f'<{WD}Q1> <http://www.w3.org/2004/02/skos/core#altLabel> "b"@de',
        f'<{WD}Q1> <http://www.w3.org/2004/02/skos/core#altLabel> "a"@de',
        f'<{WD}Q5> <http://www.w3.org/2000/01/rdf-schema#label> "human"@en',
        f"<{WD}Q3> <http://www.w3.org/2002/07/owl#sameAs> <{WD}Q1>",
    ]
    file = write("".join(f"{line} .\n" for line in told), "x.nt")
    found = read([file])
    assert list(found.entities) == ["Q1"]  # of Q5 there is a name alone
    one = found.entities["Q1"]
    assert (one.labels, one.aliases, one.revision) == ({"de": "Sojus"}, {"de": ("a", "b")}, None)
    values = {each.property: each.value for each in one.statements}
    assert list(values) == sorted(values, key=lambda name: int(name[1:]))
    assert values == {
        "P31": Item("Q5"),
        "P137": Special.SOMEVALUE,
        "P138": Special.SOMEVALUE,
        "P247": Text("2017-081A"),
        "P619": Time("+2017-09-12T00:00:00Z", 11),
        "P620": Time("+2017-09-00T00:00:00Z", 10),
        "P621": Time("+2017-00-00T00:00:00Z", 9),
        "P856": Text("http://example.org/", "url"),
        "P1449": Monolingual("Astrej", "de"),
        "P2047": Quantity("+168", ""),
        "P2048": Quantity("+7", ""),
    }
    assert (found.truthy, found.redirects, found.covered) == (True, {"Q3": "Q1"}, frozenset(values))
    assert list(read([file], {"Q3"}).entities) == ["Q1"]
    assert read([file], {"Q9"}).entities == {}


@pytest.mark.parametrize("name", sorted(RDF_NAMES))
def test_every_syntax_of_rdf(write: Any, name: str) -> None:
    form = RDF_NAMES[name]
    told = [Triple(NamedNode(WD + "Q1"), NamedNode(WDT + "P31"), NamedNode(WD + "Q5"))]
    text = serialize(told, format=RdfFormat.TURTLE if form == RdfFormat.N3 else form) or b""
    for packed, suffix in ((text, ""), (bz2.compress(text), ".bz2")):
        found = read([write(packed, f"x{name}{suffix}")], {"Q1"})
        assert found.truthy
        assert [(each.property, each.value) for each in found.entities["Q1"].statements] == [("P31", Item("Q5"))]


def test_of_a_dump_in_rdf_only_what_may_be_told_of_wanted_items_is_held(write: Any) -> None:
    page = "://www.wikidata.org/wiki/Special:EntityData/"
    held = [
        WD + "Q1",
        f"https{page}Q1",
        f"http{page}Q1",
        WD + "statement/q7-A",
    ]  # a merged item has statements of others
    held += ["http://www.wikidata.org/reference/a", "http://www.wikidata.org/value/a"]
    others = [WD + "Q11", WD + "P1", WD + "L1", f"https{page}Q11", "https://en.wikipedia.org/wiki/Q1", "http://e.org/a"]
    file = write(
        "".join(f"<{subject}> <http://e.org/p> <{WD}Q1> .\n" for subject in held + others) + "_:b <p:p> _:c .\n", "x.nt"
    )
    assert [str(triple.subject)[1:-1] for triple in snapshot._triples(file, {"Q1"})] == held
    assert len(snapshot._triples(file, None)) == len(held) + len(others) + 1


def test_truthy_triples_and_entity_json_do_not_mix(write: Any) -> None:
    triples = write(f"<{WD}Q1> <{WDT}P31> <{WD}Q5> .\n", "x.nt")
    with pytest.raises(SpaceflightError, match=r"x.nt: truthy triples and entity JSON do not mix.*Fix:"):
        read([triples, write(json.dumps(TWO))])


@pytest.mark.skipif(not DATASETS.exists(), reason="needs ../shared/datasets")
def test_real_truthy_triples() -> None:
    found = read([DATASETS / "wikidata-astronauts.rdf"], {"Q592219"})
    assert found.truthy
    assert list(found.entities) == ["Q592219"]
    assert {(each.property, each.value) for each in found.entities["Q592219"].statements} == {
        ("P21", Item("Q6581097")),
        ("P27", Item("Q159")),
        ("P106", Item("Q11631")),
        ("P106", Item("Q11900058")),
        ("P463", Item("Q106453416")),
        ("P569", Text("1972")),
    }


@pytest.mark.skipif(not DATASETS.exists(), reason="needs ../shared/datasets")
def test_real_whole_rdf_says_what_entity_json_says() -> None:
    folder = DATASETS / "wikidata-entities"
    triples = read([folder / "Q335357_FAA.entitydata.rdf"])
    assert (list(triples.entities), triples.redirects) == (["Q335357"], {"Q16737817": "Q335357"})
    assert (triples.truthy, triples.covered) == (False, None)
    told, written = (found.entities["Q335357"] for found in (triples, read([folder / "Q335357.json"])))
    assert told.revision == written.revision
    assert told.labels == written.labels
    assert {key: set(some) for key, some in told.aliases.items()} == {
        key: set(some) for key, some in written.aliases.items()
    }
    assert len(told.statements) == 52
    assert {comparable(each) for each in told.statements} == {comparable(each) for each in written.statements}


def comparable(statement: Statement) -> object:
    """Return a statement without what RDF does not tell: the datatype of a text, a coordinate whole, all order."""

    def value(value: Value) -> object:
        if isinstance(value, Other):
            return "other"
        return value.text if isinstance(value, Text) else value

    def snaks(snaks: tuple[Snak, ...]) -> frozenset[object]:
        return frozenset((snak.property, value(snak.value)) for snak in snaks)

    references = frozenset(snaks(reference.snaks) for reference in statement.references)
    told = (statement.item, statement.property, value(statement.value), statement.rank, statement.id)
    return (*told, snaks(statement.qualifiers), references)
