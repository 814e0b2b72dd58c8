"""Links written into the sources: one line in the right block, all or none."""

from pathlib import Path

import pytest

from spaceflight_graph import files, resources
from spaceflight_graph.errors import Place, SpaceflightError
from spaceflight_graph.link.entities_file import Link, write


def entities(source: Path) -> dict[str, str]:
    return {file.name: file.read_bytes().decode() for file in (source / "data" / "entities").glob("*.ttl")}


def test_a_link_is_one_line(small_source: Path) -> None:
    before = entities(small_source)
    flights = small_source / "data" / "entities" / "flights.ttl"
    assert write([Link("id:two", "Q1002"), Link("id:one", "Q1001")], small_source) == {flights: 1}
    after = entities(small_source)
    old = '    skos:altLabel "Arrow flight"@en ;\n.\n'
    assert before["flights.ttl"].count(old) == 1
    new = '    skos:altLabel "Arrow flight"@en ;\n    schema:sameAs wd:Q1002 ;\n.\n'
    assert after == before | {"flights.ttl": before["flights.ttl"].replace(old, new)}


def test_prefixes_come_where_they_belong(small_source: Path) -> None:
    before = entities(small_source)
    written = write([Link("id:town", "Q3"), Link("id:pad-a", "Q2"), Link("id:nasa", "Q4")], small_source)
    assert [(file.name, number) for file, number in written.items()] == [("organizations.ttl", 1), ("places.ttl", 2)]
    after = entities(small_source)
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    sf = "@prefix sf: <https://w3id.org/spaceflight/ontology#> .\n"
    schema = "@prefix schema: <https://schema.org/> .\n"
    wd = "@prefix wd: <http://www.wikidata.org/entity/> .\n"
    expected = before["places.ttl"].replace(rdfs + sf, rdfs + schema + sf + wd)
    expected = expected.replace('"Pad A"@en ;\n', '"Pad A"@en ;\n    schema:sameAs wd:Q2 ;\n')
    expected = expected.replace('"Town"@de ;\n', '"Town"@de ;\n    schema:sameAs wd:Q3 ;\n')
    assert after["places.ttl"] == expected


def test_a_prefix_comes_before_the_first_that_follows_it(small_source: Path) -> None:
    write([Link("id:ann-lee", "Q4")], small_source)
    prefixes = [line.split()[1] for line in entities(small_source)["people.ttl"].splitlines() if line.startswith("@")]
    assert prefixes == ["id:", "rdfs:", "schema:", "sf:", "skos:", "wd:"]


def test_prefixes_as_sparql_writes_them(small_source: Path) -> None:
    places = small_source / "data" / "entities" / "places.ttl"
    lines = places.read_text(encoding="utf-8").replace("@prefix", "PREFIX").replace("> .\n", ">\n")
    places.write_text(lines, encoding="utf-8")
    write([Link("id:town", "Q4")], small_source)
    first, second, *others = entities(small_source)["places.ttl"].splitlines(keepends=True)
    assert first == "@prefix schema: <https://schema.org/> .\n"
    assert second == "@prefix wd: <http://www.wikidata.org/entity/> .\n"
    assert "".join(others) == lines.replace('"Town"@de ;\n', '"Town"@de ;\n    schema:sameAs wd:Q4 ;\n')


def test_what_else_the_file_says_may_be_anything(small_source: Path) -> None:
    places = small_source / "data" / "entities" / "places.ttl"
    text = places.read_text(encoding="utf-8") + '\n[] rdfs:label "X"@en ; rdfs:seeAlso [ rdfs:comment 007 , 1.0 ] .\n'
    places.write_text(text, encoding="utf-8")
    assert write([Link("id:town", "Q4")], small_source) == {places: 1}


def test_nothing_new_writes_nothing(small_source: Path) -> None:
    before = entities(small_source)
    assert write([Link("id:one", "Q1001"), Link("id:one", "Q1001")], small_source) == {}
    assert write([], small_source) == {}
    assert entities(small_source) == before


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([("id:one", "Q7")], "id:one is Q1001, and would be Q7 too. Fix: keep the one that is right."),
        ([("id:two", "Q7"), ("id:two", "Q8")], "id:two is Q7, and would be Q8 too. Fix: keep the one that is right."),
        (
            [("id:two", "Q1001")],
            "Q1001 is id:one, and would be id:two too. Fix: keep the one that is right, or merge the two things.",
        ),
        (
            [("id:two", "Q7"), ("id:town", "Q7")],
            "Q7 is id:two, and would be id:town too. Fix: keep the one that is right, or merge the two things.",
        ),
        (
            [("id:two", "Q70")],
            "Q70 was merged into Q71. Fix: look at Q71, and take that if it is the thing.",
        ),
        ([("id:two", "Q80")], "Q80 was deleted on Wikidata. Fix: leave the thing without it."),
        ([("id:two", "P7")], "'P7' is no item. Fix: write Q and its number."),
        ([("id:two", "Q07")], "'Q07' is no item. Fix: write Q and its number."),
    ],
)
def test_refused(small_source: Path, links: list[tuple[str, str]], told: str) -> None:
    before = entities(small_source)
    with pytest.raises(SpaceflightError) as error:
        write(
            [Link("id:ann-lee", "Q5"), *(Link(*link) for link in links)],
            small_source,
            {"Q70": "Q71"},
            frozenset({"Q80"}),
        )
    assert str(error.value) == told
    assert entities(small_source) == before


def test_all_that_is_refused_is_told_with_its_line(small_source: Path) -> None:
    links = [Link("id:nobody", "Q5", Place("a.tsv", 2)), Link("id:one", "Q6", Place("a.tsv", 3))]
    with pytest.raises(SpaceflightError) as error:
        write(links, small_source)
    first, second = error.value.lines()
    assert first.startswith("a.tsv:2: no file in ")
    assert first.endswith("data/entities describes id:nobody. Fix: name a thing of the graph by its IRI, such as id:….")
    assert second == "a.tsv:3: id:one is Q1001, and would be Q6 too. Fix: keep the one that is right."


@pytest.mark.parametrize(
    "block",
    [
        'id:x a sf:City ; rdfs:label "X"@en .\n',
        'id:x\n    a sf:City ;\n    rdfs:label "X"@en .\n',
        'id:x\n    a sf:City ;\n\n    rdfs:label "X"@en ;\n.\n',
        'id:x\n    a sf:City ;\n    rdfs:label "X"@en\n.\n',
        'id:y rdfs:comment """\nid:x\n.\n""" .\nid:x a sf:City .\n',
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_left_alone(small_source: Path, block: str) -> None:
    places = small_source / "data" / "entities" / "places.ttl"
    places.write_text(places.read_text(encoding="utf-8") + block, encoding="utf-8")
    before = entities(small_source)
    with pytest.raises(SpaceflightError) as error:
        write([Link("id:ann-lee", "Q4"), Link("id:x", "Q5")], small_source)
    assert "places.ttl: id:x has no block of its own that ends in a full stop on its own line. Fix: " in str(
        error.value
    )
    assert entities(small_source) == before


@pytest.fixture
def full_at_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes every file but that of places."""
    real = files.write

    def full(path: Path, content: str) -> None:
        if path.name == "places.ttl":
            raise SpaceflightError("the disk is full")
        real(path, content)

    monkeypatch.setattr(files, "write", full)


@pytest.mark.usefixtures("full_at_places")
def test_all_files_or_none(small_source: Path) -> None:
    before = entities(small_source)
    with pytest.raises(SpaceflightError, match="the disk is full"):
        write([Link("id:ann-lee", "Q4"), Link("id:town", "Q5"), Link("id:two", "Q6")], small_source)
    assert entities(small_source) == before


def test_broken_sources(small_source: Path) -> None:
    places = small_source / "data" / "entities" / "places.ttl"
    for name in ("places.ttl", "tallies.ttl"):
        places.with_name(name).write_text("id:x a", encoding="utf-8")
    with pytest.raises(SpaceflightError, match=r"places\.ttl:1.*not valid Turtle") as error:
        write([Link("id:two", "Q4")], small_source)
    assert error.value.exit_code == 2
    for file in places.parent.iterdir():
        file.unlink()
    with pytest.raises(
        SpaceflightError, match=r"entities: holds no Turtle file\. Fix: name the folder that holds data\."
    ):
        write([Link("id:two", "Q4")], small_source)


def test_what_was_installed_is_left_alone(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = Path(resources.__file__).parent / "resources"
    monkeypatch.setattr(resources, "root", lambda: installed)
    with pytest.raises(SpaceflightError, match=r"what was installed is not written to\. Fix: name your copy"):
        write([Link("id:two", "Q1002")])
    assert len(write([Link("id:two", "Q1002")], small_source)) == 1
    monkeypatch.setattr(resources, "root", lambda: small_source)
    assert len(write([Link("id:town", "Q1003")])) == 1


def test_what_only_a_table_describes_has_a_block_in_a_file_of_links(small_source: Path) -> None:
    before = entities(small_source)
    links = [Link("id:row-3", "Q13"), Link("id:two", "Q1002"), Link("id:row-1", "Q11")]
    written = write(links, small_source, of_tables=lambda: ["id:row-1", "id:row-2", "id:row-3", "id:two"])
    assert {file.name: number for file, number in written.items()} == {"flights.ttl": 1, "links.ttl": 2}
    after = entities(small_source)
    assert after.keys() - before.keys() == {"links.ttl"}
    assert after["links.ttl"] == HEAD_OF_LINKS + BLOCK.format(1, 11) + BLOCK.format(3, 13)
    write([Link("id:row-2", "Q12"), Link("id:row-4", "Q14")], small_source, of_tables=lambda: ["id:row-2", "id:row-4"])
    blocks = [BLOCK.format(number, 10 + number) for number in (1, 2, 3, 4)]
    assert entities(small_source)["links.ttl"] == HEAD_OF_LINKS + "".join(blocks)


HEAD_OF_LINKS = """# Links of things that tables describe.
@prefix id: <https://w3id.org/spaceflight/id/> .
@prefix schema: <https://schema.org/> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
BLOCK = "\nid:row-{}\n    schema:sameAs wd:Q{} ;\n.\n"


def test_tables_are_asked_only_for_what_no_file_describes(small_source: Path) -> None:
    def never() -> list[str]:
        raise AssertionError

    assert len(write([Link("id:two", "Q1002")], small_source, of_tables=never)) == 1


@pytest.mark.usefixtures("full_at_places")
def test_a_new_file_goes_where_another_one_cannot_be_written(small_source: Path) -> None:
    before = entities(small_source)
    links = [Link("id:row", "Q4"), Link("id:town", "Q5"), Link("id:two", "Q6")]
    with pytest.raises(SpaceflightError, match="the disk is full"):
        write(links, small_source, of_tables=lambda: ["id:row"])
    assert entities(small_source) == before
