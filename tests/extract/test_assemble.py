"""Cells and a mapping to claims: what is linked, proposed, excused, and what cannot be placed and why."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from spaceflight_graph.errors import DataError
from spaceflight_graph.extract import mapping_files, naming, turtle
from spaceflight_graph.extract.assemble import Assembly
from spaceflight_graph.extract.cells import Block, Broken, Cell
from spaceflight_graph.extract.linker import Linker
from spaceflight_graph.extract.mapping import PageMapping
from spaceflight_graph.extract.result import Draft, Extraction
from spaceflight_graph.namespaces import PREFIXES, SF, shorten

SMALL = Path(__file__).parent / "small"

ENTITIES = """
id:one a sf:Spaceflight ; rdfs:label "Flight One"@en .
id:two a sf:Spaceflight ; rdfs:label "Flight Two"@en ; skos:altLabel "Twin"@en .
id:three a sf:Spaceflight ; rdfs:label "Flight Three"@en ; skos:altLabel "Twin"@en .
id:one-liftoff a sf:Launch ; sf:flight id:one ; rdfs:label "Launch of Flight One"@en .
id:two-dock-a a sf:Docking ; sf:flight id:two . id:two-dock-b a sf:Docking ; sf:flight id:two .
id:rocket-a a sf:LaunchVehicleModel ; rdfs:label "Rocket A"@en , "Ракета А"@ru ; skos:altLabel "Arrow"@en .
id:rocket-b a sf:LaunchVehicleModel ; skos:altLabel "Arrow"@en .
id:arrow-craft a sf:SpacecraftModel ; rdfs:label "Arrow"@en .
id:ada-one a sf:Person ; rdfs:label "Ada One"@en .
id:one-crew-one a sf:CrewAssignment ; sf:flight id:one .
"""

ONTOLOGY = "sf:spacecraft a owl:FunctionalProperty . sf:mass a owl:FunctionalProperty ."


@pytest.fixture(scope="module")
def layout() -> PageMapping:
    (found,) = mapping_files.read(SMALL)
    return found


@pytest.fixture(scope="module")
def linker() -> Linker:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    entities, ontology = (parse((head + text).encode(), RdfFormat.TURTLE) for text in (ENTITIES, ONTOLOGY))
    return Linker.of([quad.triple for quad in entities], [quad.triple for quad in ontology])


def page(layout: PageMapping, linker: Linker, *blocks: Block, about: str | None = None) -> Extraction:
    lines = lines_of(blocks)
    thing = NamedNode(PREFIXES["id"] + about) if about else None
    return Assembly("page", "en", lines, layout, linker, thing).read(blocks)


def lines_of(blocks: Sequence[Block]) -> list[str]:
    """A page on which every cell stands on its line, as ``label: raw``."""
    cells = [cell for block in blocks for cell in block.cells]
    lines = [""] * max(cell.line for cell in cells)
    for cell in cells:
        there = lines[cell.line - 1]
        lines[cell.line - 1] = f"{there}, {cell.raw}" if there else f"{cell.label}: {cell.raw}"
    return lines


def fields(*cells: tuple[int, str, str]) -> Block:
    return Block("fields", tuple(Cell(line, label, text, text) for line, label, text in cells), 1)


def told(extraction: Extraction) -> list[tuple[int, str, str, str, str]]:
    return [
        (it.line, shorten(it.subject.value), shorten(it.predicate.value), it.object.value.split("/")[-1], it.stated)
        for it in extraction.claims
    ]


def passed_over(extraction: Extraction) -> list[tuple[int, str, str]]:
    return [(it.line, str(it.reason), it.hint) for it in extraction.not_placed]


def test_a_field_is_claimed_of_what_hangs_on_the_flight(layout: PageMapping, linker: Linker) -> None:
    found = page(
        layout, linker, fields((1, "Flight", "flight one"), (2, "Start", "3 May 2031"), (3, "发射", "4 May 2031"))
    )
    assert told(found) == [
        (2, "id:one-liftoff", "sf:time", "2031-05-03", "3 May 2031"),
        (3, "id:one-liftoff", "sf:time", "2031-05-04", "4 May 2031"),
    ]
    assert found.proposals == ()
    assert [(it.line, it.excuse) for it in found.excused] == [(1, SF.Heading)]


def test_a_planned_time_goes_to_the_property_of_plans(layout: PageMapping, linker: Linker) -> None:
    found = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Start", "3 May 2031 (planned)")))
    assert told(found) == [(2, "id:one-liftoff", "sf:plannedTime", "2031-05-03", "3 May 2031")]
    assert not found.claims[0].planned  # the property says it


def test_what_the_graph_lacks_is_proposed_with_the_words_of_the_page(layout: PageMapping, linker: Linker) -> None:
    found = page(layout, linker, fields((1, "Flight", "Flight Four"), (2, "Start", "3 May 2031"), (3, "Serial", "N 7")))
    assert [(shorten(it.iri.value), shorten(it.kind.value), it.labels, it.line) for it in found.proposals] == [
        ("id:flight-four", "sf:Spaceflight", (("Flight Four", "en"),), 1),
        ("id:flight-four-launch", "sf:Launch", (("Launch of Flight Four", "en"),), 2),
        ("id:flight-four-spacecraft", "sf:Spacecraft", (("Flight Four spacecraft", "en"),), 3),
    ]
    assert found.proposals[1].links == ((NamedNode(SF.iri + "flight"), NamedNode(PREFIXES["id"] + "flight-four")),)
    assert told(found)[1:] == [
        (3, "id:flight-four", "sf:spacecraft", "flight-four-spacecraft", "N 7"),
        (3, "id:flight-four-spacecraft", "sf:serialNumber", "N 7", "N 7"),
    ]


def test_an_ambiguous_page_gives_no_claim_at_all(layout: PageMapping, linker: Linker) -> None:
    block = fields((1, "Flight", "Twin"), (2, "Start", "3 May 2031"))
    found = page(layout, linker, block)
    assert (found.claims, found.proposals) == ((), ())
    assert {it[1] for it in passed_over(found)} == {"ambiguous"}
    assert "one of three, two" in found.not_placed[0].hint
    assert told(page(layout, linker, block, about="two"))[0][1] == "id:two-launch"


def test_a_page_that_names_nothing_gives_no_claim(layout: PageMapping, linker: Linker) -> None:
    found = page(layout, linker, fields((1, "Start", "3 May 2031")))
    assert passed_over(found) == [(1, "not linked", "the page does not name what it is about; say so with --about")]
    assert found.claims == ()


def test_a_name_links_within_its_class_and_namesakes_do_not(layout: PageMapping, linker: Linker) -> None:
    rocket = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Rocket", "РАКЕТА  А")))
    assert told(rocket) == [(2, "id:one", "sf:launchVehicleModel", "rocket-a", "РАКЕТА  А")]
    twins = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Rocket", "Arrow")))
    assert twins.claims == ()
    assert passed_over(twins) == [(2, "ambiguous", "one of rocket-a, rocket-b")]


def test_a_thing_of_another_class_with_the_slug_is_not_taken(layout: PageMapping, linker: Linker) -> None:
    found = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Rocket", "Ada-One")))
    assert passed_over(found) == [(2, "not linked", "id:ada-one is something else")]


def test_each_of_a_crew_has_an_assignment_of_its_own(layout: PageMapping, linker: Linker) -> None:
    crew = tuple(Cell(2, "Crew", name, name, n) for n, name in enumerate(("Ada One", "Ben Two")))
    found = page(layout, linker, fields((1, "Flight", "Flight One")), Block("fields", crew, 2))
    assert told(found) == [
        (2, "id:one-crew-one", "sf:person", "ada-one", "Ada One"),
        (2, "id:one-crew-one", "sf:crew", "ontology#PrimaryCrew", "Ada One"),
        (2, "id:one-crew-two", "sf:person", "ben-two", "Ben Two"),
        (2, "id:one-crew-two", "sf:crew", "ontology#PrimaryCrew", "Ben Two"),
    ]
    assert [shorten(it.iri.value) for it in found.proposals] == ["id:ben-two", "id:one-crew-two"]


def test_the_second_docking_is_another_event(layout: PageMapping, linker: Linker) -> None:
    box = fields((1, "Flight", "Flight One"))
    docks = [
        Block("dock", (Cell(line, "Docked", day, day),), line, number, 0)
        for number, (line, day) in enumerate(((2, "4 May 2031"), (3, "6 May 2031")), 1)
    ]
    found = page(layout, linker, box, *docks)
    assert [it[1] for it in told(found)] == ["id:one-docking", "id:one-docking-2"]


def test_which_of_two_known_dockings_is_meant_nobody_guesses(layout: PageMapping, linker: Linker) -> None:
    dock = Block("dock", (Cell(2, "Docked", "4 May 2031", "4 May 2031"),), 2, 1, 0)
    found = page(layout, linker, fields((1, "Flight", "Flight Two")), dock)
    assert passed_over(found) == [(2, "ambiguous", "one of two-dock-a, two-dock-b")]


def test_a_block_that_stands_elsewhere_is_not_taken(layout: PageMapping, linker: Linker) -> None:
    dock = Block("dock", (Cell(2, "Docked", "4 May 2031", "4 May 2031"),), 2)
    found = page(layout, linker, fields((1, "Flight", "Flight One")), dock)
    assert passed_over(found) == [(2, "no mapping", "no block of 'dock' in its mapping")]


def test_no_line_is_passed_over_in_silence(layout: PageMapping, linker: Linker) -> None:
    lines = [
        "Flight: Flight One",
        "Start:",
        "Start: soon",
        "Wings: two",
        "prose",
        "---",
        "",
        "Mass: of no weight",
        "{{",
    ]
    cells = (
        Cell(1, "Flight", "Flight One", "Flight One"),
        Cell(2, "Start", "", ""),
        Cell(3, "Start", "soon", "soon"),
        Cell(4, "Wings", "two", "two"),
        Cell(8, "Mass", "", "of no weight"),
    )
    assembly = Assembly("page", "en", lines, layout, linker)
    found = assembly.read([Block("fields", cells, 1), Block("heading", (), 6)], [Broken(9, "does not end")])
    assert found.claims == ()
    assert passed_over(found) == [
        (3, "not read", ""),
        (4, "no mapping", "no field of 'box' has this label"),
        (5, "no field", ""),
        (8, "computed by the page", ""),
        (9, "broken", "does not end"),
    ]
    assert [(it.line, it.excuse) for it in found.excused] == [(1, SF.Heading), (2, SF.EmptyParameter), (6, SF.Heading)]


def test_the_zone_of_a_banner_is_that_of_all_times(layout: PageMapping, linker: Linker) -> None:
    lines = ["all times in UTC", "Flight: Flight One", "Start: 3 May 2031, 07:21"]
    cells = (Cell(2, "Flight", "Flight One", "Flight One"), Cell(3, "Start", "3 May 2031, 07:21", "3 May 2031, 07:21"))
    found = Assembly("page", "en", lines, layout, linker).read([Block("fields", cells, 2)])
    assert [it.object for it in found.claims] == [
        Literal("2031-05-03T07:21:00Z", datatype=NamedNode(PREFIXES["xsd"] + "dateTime"))
    ]


def test_words_that_the_line_does_not_have_are_no_claim(layout: PageMapping, linker: Linker) -> None:
    cells = (Cell(1, "Flight", "Flight One", "Flight One"), Cell(2, "Serial", "N 7", "N 7"))
    found = Assembly("page", "en", ["Flight: Flight One", "Serial: N8"], layout, linker).read(
        [Block("fields", cells, 1)]
    )
    assert passed_over(found) == [(2, "not read", "its words cannot be quoted")]
    assert [it.predicate for it in found.claims] == []


def test_what_is_written_is_what_was_found(layout: PageMapping, linker: Linker) -> None:
    found = page(
        layout, linker, fields((1, "Flight", "Flight One"), (2, "Mass", "about 7,220 kg"), (3, "Serial", 'N "7"'))
    )
    written = turtle.claims(found, NamedNode(PREFIXES["id"] + "one"))
    quads = list(parse(written.encode(), RdfFormat.TURTLE))
    assert {shorten(q.subject.value) for q in quads} == {
        "claim:page-L2-one-spacecraft",
        "claim:page-L2-one-spacecraft-mass",
        "claim:page-L3-one-spacecraft-serial-number-n-7",
    }
    values = {(shorten(q.subject.value), shorten(q.predicate.value)): q.object for q in quads}
    mass = "claim:page-L2-one-spacecraft-mass"
    assert shorten(values[mass, "qudt:unit"].value) == "unit:KiloGM"
    assert values[mass, "sf:approximation"] == NamedNode(SF.iri + "About")
    assert values["claim:page-L3-one-spacecraft-serial-number-n-7", "rdf:object"].value == 'N "7"'
    assert written == turtle.claims(found, NamedNode(PREFIXES["id"] + "one"))


def test_a_name_does_not_repeat_what_the_document_is_called_after(layout: PageMapping, linker: Linker) -> None:
    block = fields((1, "Flight", "Flight One"), (2, "Mass", "7 t"))
    of = {
        document: turtle.claim_names(
            Assembly(document, "en", lines_of([block]), layout, linker).read([block]), NamedNode(PREFIXES["id"] + "one")
        )
        for document in ("en-page-one", "en-page-twenty-one", "one", "bone")
    }
    assert [names[1] for names in of.values()] == [
        "en-page-one-L2-spacecraft-mass",
        "en-page-twenty-one-L2-spacecraft-mass",
        "one-L2-spacecraft-mass",
        "bone-L2-one-spacecraft-mass",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "map:reader map:Time",
            "map:reader map:Tme",
            "mapping:box-start-time: has no map:reader that is known ('Tme')",
        ),
        ("map:splitter map:KeyValues", "map:splitter map:Keys", "mapping:box: has no map:splitter that is known"),
        ('"^Flight:"', '"(Flight:"', "mapping:box: its map:recognisedBy is no regular expression"),
        ("(?P<zone>[A-Z]+)", "([A-Z]+)", "mapping:box: its map:zoneBanner has no group 'zone'"),
        ('map:suffix "launch"', 'map:suffix "Launch"', "mapping:box-launch: has no suffix for slugs ('Launch')"),
        ("map:class sf:Person", 'rdfs:comment "none"', "mapping:box-person: does not say to things of which class"),
        ("map:excuse sf:Heading", 'rdfs:comment "none"', "mapping:box-name: has neither a rule nor an excuse"),
        ('map:label "Serial"', 'map:label "START :"', "mapping:box-start: has the label 'start', which"),
        ('map:label "Serial"', 'rdfs:comment "none"', "mapping:box-serial: has no label"),
        ("map:property sf:mass ;", "", "mapping:box-mass-mass: has no map:property"),
        ('map:kind "dock"', "map:kind", "not valid Turtle"),
        (
            'map:kind "dock"',
            'map:kind "dock" ; map:matches "x"',
            "mapping:box-dock: has one of map:column and map:matches",
        ),
        (
            'map:kind "dock"',
            'map:kind "dock" ; map:column "x"',
            "mapping:box-dock: has one of map:column and map:matches",
        ),
        ('"^Flight:"', '"^(?&flight):"', "mapping:box: its map:recognisedBy names a piece that no file has: 'flight'"),
        (
            "mapping:box-flight a",
            'mapping:a a map:Piece ; map:pattern "x|(?&a)" . mapping:box-flight a',
            "mapping:a: its map:pattern holds itself: a in a",
        ),
        (
            "mapping:box-person a map:Rule ;",
            "mapping:box-person a map:Rule ; map:elseOf mapping:box-primary ;",
            "mapping:box-people: has mapping:box-person, which gives way to mapping:box-primary, and that comes behind",
        ),
    ],
)
def test_a_wrong_mapping_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    changed(tmp_path, old, new)
    with pytest.raises(DataError) as caught:
        mapping_files.read(tmp_path)
    line = str(caught.value).splitlines()[0]
    assert message in str(caught.value)
    assert "box.ttl:" in line


def changed(folder: Path, old: str, new: str) -> None:
    """Write the small mapping with one change."""
    text = (SMALL / "data" / "mappings" / "box.ttl").read_text(encoding="utf-8")
    assert old in text
    mappings = folder / "data" / "mappings"
    mappings.mkdir(parents=True)
    (mappings / "box.ttl").write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_pattern_has_the_pieces_that_it_names(tmp_path: Path) -> None:
    pieces = 'mapping:name a map:Piece ; map:pattern "(?&first)|Probe" . mapping:first a map:Piece ; map:pattern "Fl" .'
    changed(tmp_path, '"^Flight:"', f'"^(?:(?&name)ight:)" . {pieces} mapping:box map:label "box"')
    (layout,) = mapping_files.read(tmp_path)
    assert [pattern.pattern for pattern in layout.recognised_by] == ["^(?:(?:(?:Fl)|Probe)ight:)"]


def test_what_links_to_a_thing_is_read_before_what_tells_of_it(tmp_path: Path) -> None:
    role = "map:class sf:LaunchVehicleModel ; map:of mapping:box-flight ; map:linkedBy sf:launchVehicleModel"
    about = "map:property sf:grauIndex ; map:reader map:Text"
    changed(
        tmp_path,
        "map:rule mapping:box-rocket-model .",
        f"""map:rule mapping:box-rocket-model , mapping:a-grau , mapping:b-made , mapping:c-mission .
        mapping:box-model a map:Role ; {role} .
        mapping:a-grau a map:Rule ; map:about mapping:box-model ; {about} .
        mapping:b-made a map:Rule ; map:about mapping:box-craft ; {about} ; map:object mapping:box-model .
        mapping:c-mission a map:Rule ; map:about mapping:box-flight ; {about} .""",
    )
    (layout,) = mapping_files.read(tmp_path)
    rules = next(block.fields["rocket"].rules for block in layout.blocks if "rocket" in block.fields)
    assert [shorten(rule.iri.value) for rule in rules] == [
        "mapping:box-rocket-model", "mapping:c-mission", "mapping:a-grau", "mapping:b-made",
    ]  # fmt: skip


def test_a_flight_with_a_crew_is_a_crewed_one(tmp_path: Path, linker: Linker) -> None:
    changed(tmp_path, "map:keyedBy sf:person ;", "map:keyedBy sf:person ; map:makes sf:CrewedFlight ;")
    (layout,) = mapping_files.read(tmp_path)
    name, crew = (1, "Flight", "Flight Nine"), (2, "Crew", "Ann Ox")
    for cells, kind in ((name, crew), "CrewedFlight"), ((name,), "Spaceflight"):
        (flight,) = (it for it in page(layout, linker, fields(*cells)).proposals if it.labels[0][0] == "Flight Nine")
        assert naming.slug_of(flight.kind) == kind
    known = page(layout, linker, fields((1, "Flight", "Flight One"), crew))
    assert sorted(naming.slug_of(it.kind) for it in known.proposals) == [
        "CrewAssignment",
        "Person",
    ]  # the graph says what the flight is


def test_a_label_has_no_quotation_marks(layout: PageMapping, linker: Linker) -> None:
    found = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Crew", 'Ann "Bee" Ox')))
    told = {shorten(it.iri.value): (it.labels, it.names) for it in found.proposals}
    assert told["id:ann-bee-ox"] == ((("Ann Ox", "en"),), (('Ann "Bee" Ox', "en"),))
    assert told["id:one-crew-ox"] == ((("Ann Ox in the crew", "en"),), ())


def test_two_spellings_of_one_linked_page_are_one_thing(layout: PageMapping, linker: Linker) -> None:
    names = ("Cy Ten", "Cyrus B. Ten Jr.")
    raw = {name: f"[[Cy Ten (cosmonaut)|{name}]]" for name in names}
    crew = tuple(
        Cell(2, "Crew", name, raw[name], n, ((name, raw[name]),), ("Cy Ten (cosmonaut)",))
        for n, name in enumerate(names)
    )
    found = page(layout, linker, fields((1, "Flight", "Flight One")), Block("fields", crew, 2))
    assert [it.object.value.split("/")[-1] for it in found.claims if it.predicate == SF.person] == ["cy-ten", "cy-ten"]
    assert [shorten(it.iri.value) for it in found.proposals] == ["id:cy-ten", "id:one-crew-ten"]


def test_a_family_name_is_not_what_follows_it(layout: PageMapping, linker: Linker) -> None:
    crew = Block("fields", (Cell(2, "Crew", "Cyrus Ten Jr.", "Cyrus Ten Jr."),), 2)
    found = page(layout, linker, fields((1, "Flight", "Flight One")), crew)
    assert told(found)[0][1] == "id:one-crew-ten"


def test_two_names_without_latin_letters_on_one_line_are_two_things(layout: PageMapping, linker: Linker) -> None:
    crew = tuple(Cell(2, "Crew", name, name, n) for n, name in enumerate(("翟志刚", "刘伯明", "翟志刚")))
    found = page(layout, linker, fields((1, "Flight", "Flight One")), Block("fields", crew, 2))
    objects = [it.object.value.split("/")[-1] for it in found.claims if it.predicate == SF.person]
    assert objects == ["page-l2", "page-l2-2"]  # and the third is the first, told again


def test_a_member_that_names_its_part_first_is_not_of_the_flight(layout: PageMapping, linker: Linker) -> None:
    serials = fields((1, "Flight", "Flight One"), (2, "Serial", "CSM: 107"), (3, "Serial", "5"))
    found = page(layout, linker, serials)
    assert [it[3] for it in told(found)] == ["one-spacecraft", "5"]
    assert passed_over(found) == [(2, "not linked", "it is told of a part, which it names first")]
    alone = page(layout, linker, fields((1, "Flight", "Flight One"), (2, "Serial", "CSM: 107")))
    assert [it[3] for it in told(alone)] == ["one-spacecraft", "CSM: 107"]


def test_a_field_may_say_that_another_means_something_else(layout: PageMapping, linker: Linker) -> None:
    named, mass = (1, "Flight", "Flight One"), (3, "Mass", "7 t")
    assert len(page(layout, linker, fields(named, (2, "Wings", "two"), mass)).claims) == 2
    found = page(layout, linker, fields(named, (2, "Wings", "none"), mass))
    assert found.claims == ()
    assert passed_over(found)[1] == (3, "no mapping", "another field says that it means something else")


def drafted(subject: str, predicate: str, value: str) -> Draft:
    iri = PREFIXES["id"]
    return Draft(NamedNode(iri + subject), NamedNode(SF.iri + predicate), NamedNode(iri + value), 3, "x", "en")


def test_no_two_claims_have_one_name() -> None:
    claims = (
        drafted("one", "spacecraftModel", "arrow"),
        drafted("one-spacecraft", "model", "arrow"),
        drafted("one", "operator", "nasa"),
        drafted("one", "operator", "esa"),
        drafted("one", "operator", "esa"),
        drafted("one", "country", "here"),
    )
    extraction = Extraction("page-one", (), claims, (), (), (), 3)
    assert turtle.claim_names(extraction, NamedNode(PREFIXES["id"] + "one")) == [
        "page-one-L3-spacecraft-model",
        "page-one-L3-one-spacecraft-model",
        "page-one-L3-operator-nasa",
        "page-one-L3-operator-esa",
        "page-one-L3-operator-esa-2",
        "page-one-L3-country",
    ]


def test_what_hangs_on_a_known_flight_is_called_so_in_english_too(layout: PageMapping, linker: Linker) -> None:
    block = fields((1, "Flight", "Flight Two"), (2, "Start", "3. Mai 2031"), (3, "Serial", "N 7"))
    found = Assembly("page", "de", lines_of([block]), layout, linker).read([block])
    assert [it.labels for it in found.proposals] == [
        (("Start von Flight Two", "de"), ("Launch of Flight Two", "en")),
        (("Flight Two spacecraft", "en"),),
    ]
