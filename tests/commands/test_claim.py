"""``spaceflight claim``: name, datatype, precision and unit are filled in; what is wrong is told with its remedy."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "small" / "documents"


@pytest.fixture
def claim(spaceflight: Run, small_source: Path) -> Run:
    def run(*arguments: str) -> CompletedProcess[str]:
        return spaceflight("claim", *arguments, "--source", str(small_source))

    return run


def test_a_time_is_written_as_precise_as_its_words(claim: Run) -> None:
    done = claim("beta", "9", "one-launch", "time", "3. Mai 2031, 07:21 UTC")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "claim:beta-L9-one-launch-time\n"
        "    a sf:Claim ;\n"
        "    rdf:subject id:one-launch ;\n"
        "    rdf:predicate sf:time ;\n"
        '    rdf:object "2031-05-03T07:21:00Z"^^xsd:dateTime ;\n'
        "    sf:precision sf:Minute ;\n"
        "    sf:document doc:beta ;\n"
        "    sf:line 9 ;\n"
        '    sf:statedAs "3. Mai 2031, 07:21 UTC"@de ;\n'
        ".\n"
    )


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        (("one", "launchVehicleModel", "Pfeil"), "beta-L9-one-launch-vehicle-model", "id:arrow"),
        (("Eins", "launchVehicleModel", "x", "--value", "id:arrow"), "beta-L9-one-launch-vehicle-model", "id:arrow"),
        (("one-crew-lee", "role", "commander"), "beta-L9-one-crew-lee-role", "sf:Commander"),
        (("one-launch", "time", "12:15", "--day", "2031-05-03", "--zone", "+03:00"), "beta-L9-one-launch-time",
         '"2031-05-03T12:15:00+03:00"^^xsd:dateTime'),
        (("one-launch", "plannedTime", "3. Mai 2031, 12:15-12:17 UTC"),
         "beta-L9-one-launch-planned-time-2031-05-03t12-15-00z",
         '"2031-05-03T12:15:00Z"^^xsd:dateTime ;\n    sf:windowEnd "2031-05-03T12:17:00Z"^^xsd:dateTime'),
        (("one", "objective", "x" * 80), f"beta-L9-one-objective-{'x' * 60}", f'"{"x" * 80}"@de'),
        (("one", "duration", "about 3 days"), "beta-L9-one-duration", '"P3D"^^xsd:dayTimeDuration'),
        (("one", "cargoMass", "2.5 t"), "beta-L9-one-cargo-mass", "2.5"),
        (("one", "crewSize", "three", "--value", "3"), "beta-L9-one-crew-size", "3"),
        (("one", "cosparId", "2031-001A"), "beta-L9-one-cospar-id", '"2031-001A"'),
        (("one", "objective", "Wasser", "--value", "water"), "beta-L9-one-objective-water", '"water"@en'),
        (("one", "objective", "Wasser"), "beta-L9-one-objective-wasser", '"Wasser"@de'),
        (("one", "operator", "NASA"), "beta-L9-one-operator-nasa", "id:nasa"),
    ],
)  # fmt: skip
def test_the_property_says_how_the_words_are_read(
    claim: Run, arguments: tuple[str, ...], name: str, value: str
) -> None:
    done = claim("beta", "9", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"claim:{name}\n")
    assert f"\n    rdf:object {value} ;\n" in done.stdout
    assert "sf:planned true" not in done.stdout


def test_a_plan_is_marked_where_its_property_does_not_say_so(claim: Run) -> None:
    done = claim("beta", "9", "one", "operator", "NASA", "--planned")
    assert "\n    sf:planned true ;\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("beat", "1", "one", "operator", "NASA"), "beat: no such document. Fix: write beta."),
        (("beta", "1", "one-lunch", "time", "2031"), "one-lunch: no such thing. Fix: write one-launch"),
        (("beta", "1", "one", "oprator", "NASA"), "oprator: no such property. Fix: write operator"),
        (("beta", "1", "one", "Launch", "NASA"), "Launch: no such property."),
        (("beta", "1", "one", "operator", "ESAX"), "'ESAX' is no name of a sf:Organization."),
        (("beta", "1", "one-launch", "time", "soon"), "'soon' cannot be read as a time, which sf:time takes."),
        (("beta", "1", "one-launch", "time", "31 April 2031"), "'31 April 2031' cannot be read as a time"),
        (("beta", "1", "one", "cargoMass", "2.5"), "'2.5' names no unit."),
        (("beta", "1", "one", "operator", "x" * 81), "the words have 81 characters. Fix: quote the value alone"),
        (("beta", "1", "one", "operator", " "), "the words have 1 characters."),
        (("beta", "1", "one-launch", "time", "12:15", "--day", "3.5.2031"), "--day 3.5.2031: is no date."),
        (("beta", "1", "one-launch", "time", "2031", "--value", "2032"), "2032 is not what '2031' says."),
        (
            ("alpha", "1", "one", "launchVehicleModel", "Arrow"),
            "claim:alpha-L1-one-launch-vehicle-model says so already.",
        ),
        (("alpha", "1", "a b c", "time", "2031"), "a b c: no such thing."),
    ],
)
def test_what_is_wrong_is_told(claim: Run, arguments: tuple[str, ...], message: str) -> None:
    done = claim(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Fix: " in done.stderr


def test_the_words_are_held_to_the_line_of_the_text(claim: Run) -> None:
    text = DOCUMENTS / "alpha.txt"
    line = next(n for n, it in enumerate(text.read_text(encoding="utf-8").splitlines(), 1) if "Arrow" in it)
    said = ("alpha", "one", "missionDesignation", "Arrow", "--text", str(text))
    assert claim(said[0], str(line), *said[1:]).returncode == 0
    wrong = claim(said[0], str(line + 1), *said[1:])
    assert f"alpha.txt:{line + 1}: does not say 'Arrow'. Fix: name line {line} or 12." in wrong.stderr
    far = claim(said[0], "99", *said[1:])
    assert far.returncode == 2
    other = claim("beta", "1", *said[1:])
    assert "is not the text of doc:beta: its digest is another." in other.stderr


def test_it_is_written_in_its_place_and_the_build_takes_it(claim: Run, spaceflight: Run, small_source: Path) -> None:
    file = small_source / "data" / "claims" / "alpha.ttl"
    before = file.read_text(encoding="utf-8")
    done = claim("alpha", "1", "one", "missionDesignation", "Arrow", "--write")
    assert done.returncode == 0, done.stderr
    after = file.read_text(encoding="utf-8")
    assert after.replace(done.stdout + "\n", "", 1) == before
    assert "\n.\n\nclaim:alpha-L1-one-mission-designation-arrow\n" in after
    names = re.findall(r"^claim:(\S+)$", after, re.MULTILINE)
    assert names.index("alpha-L1-one-mission-designation-arrow") == 1
    last = claim("alpha", "99", "one", "missionDesignation", "Arrow", "--write")
    assert last.returncode == 0
    assert file.read_text(encoding="utf-8") == after + "\n" + last.stdout
    assert claim("alpha", "99", "one", "missionDesignation", "Arrow", "--write").returncode == 2
    assert spaceflight("build", "--source", str(small_source), store=small_source.parent / "store").returncode == 0


def test_a_prefix_that_the_file_lacks_is_added(claim: Run, small_source: Path) -> None:
    file = small_source / "data" / "claims" / "gamma.ttl"
    text = file.read_text(encoding="utf-8")
    bare = text.replace("@prefix unit: <http://qudt.org/vocab/unit/> .\n", "")
    assert bare != text
    file.write_text(re.sub(r"unit:(\w+)", r"<http://qudt.org/vocab/unit/\1>", bare), encoding="utf-8")
    assert claim("gamma", "99", "one", "cargoMass", "2.5 t", "--write").returncode == 0
    assert "/ontology#> .\n@prefix unit: <http://qudt.org/vocab/unit/> .\n" in file.read_text(encoding="utf-8")


def test_a_file_that_is_not_in_blocks_stays_as_it_is(claim: Run, small_source: Path) -> None:
    file = small_source / "data" / "claims" / "gamma.ttl"
    text = file.read_text(encoding="utf-8").replace(" ;\n.\n\n", " . ")  # a claim begins where another ends
    file.write_text(text, encoding="utf-8")
    done = claim("gamma", "2", "one", "missionDesignation", "G", "--write")
    assert done.returncode == 2
    assert "is not laid out in blocks. Fix: write the claim by hand." in done.stderr
    assert file.read_text(encoding="utf-8") == text
