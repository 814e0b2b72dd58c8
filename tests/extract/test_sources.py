"""The programs that make the tables: what they keep, what they refuse, and that the tables are what they make."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.extract.sources import gcat, made, nasa_eva

ROOT = Path(__file__).parents[2]
DATASETS = ROOT.parent / "shared" / "datasets"
LOG = """\
#Launch_Tag|Launch_Date|Piece|Type|Name|PLName|JCAT|SatOwner|LV_Type|Flight_ID|Platform|Launch_Site|Launch_Pad|Agency|LVState|Launch_Code|LTCite
# Updated
2001-001|2001 Jan  2 0304?|2001-001B|P |Ball|B-1|S00002|OWN|Rocket 1|R 1-  2|-|A|LC1?|MVS/X|SU|OS|Wire
2001-001|2001 Jan  2 0304?|2001-001A|PH H |Ship|S-1|S00001|OWN|Rocket 1|R 1-  2|-|A|LC1?|MVS/X|SU|OS|Wire
2001-F01|2001 Feb|2001-F01|P   F|Stone|S-2|F00001|NOB|Rocket 2|-|-|B|-|MVS|SU|OF|Wire

2001-002|2001 Mar|2001-002A|P|Leaf|L-1|S00003|NOB|Rocket 2|-|-|B|-|MVS|SU|OS|Wire
2001-002|2001 Mar|2001-002B|P|Leaf 2|L-2|S00004|NOB|Rocket 2|-|-|B|-|MVS|SU|OS|Wire
""".replace("|", "\t")
SITES = "#Site\tName\tEName\nA\tAlpha, Town\t-\nB\tBeta\tBeta in English\n"
ORGANIZATIONS = """\
#Code|ShortEName|EName|Name
MVS|-|-|Armed
SU|USSR|Union|Soyuz
OWN|-|Owners|Vladeltsy
MVS|-|-|No
""".replace("|", "\t")

Files = Callable[..., list[str]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write texts into files, and return their paths."""

    def written(*texts: str) -> list[str]:
        paths = [tmp_path / f"{number}" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        return [str(path) for path in paths]

    return written


def test_a_launch_is_a_row_with_the_payload_that_has_people_aboard(files: Files) -> None:
    head, *rows = gcat.table(*files(LOG, SITES, ORGANIZATIONS)).splitlines()
    assert head == (
        "Launch_Tag,Launch_Date,LV_Type,Flight_ID,Platform,Launch_Site,Launch_Site_Name,Launch_Pad,Agency,Agency_Name,"
        "LVState,LVState_Name,Launch_Code,Piece,JCAT,Type,Name,PLName,SatOwner,SatOwner_Name,Payloads"
    )
    assert rows == [
        '2001-001,2001 Jan  2 0304?,Rocket 1,R 1-  2,-,A,"Alpha, Town",LC1?,MVS/X,-,SU,USSR,OS,2001-001A,S00001,'
        "PH H,Ship,S-1,OWN,Owners,2",
        "2001-F01,2001 Feb,Rocket 2,-,-,B,Beta in English,-,MVS,Armed,SU,USSR,OF,2001-F01,F00001,"
        "P   F,Stone,S-2,NOB,-,1",
        "2001-002,2001 Mar,Rocket 2,-,-,B,Beta in English,-,MVS,Armed,SU,USSR,OS,2001-002A,S00003,P,Leaf,L-1,NOB,-,2",
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("\tLaunch_Code", "", ":1: has no column Launch_Code. Fix: fetch the file again."),
        ("\tOF\tWire", "\tOF", ":5: has 16 cells under 17 heads. Fix: fetch the file again."),
        (
            "2001 Mar\t2001-002B",
            "2001 May\t2001-002B",
            ":8: Launch_Date of 2001-002 is '2001 May' here and '2001 Mar' above. Fix: fetch the file again.",
        ),
        (LOG, "", ":1: has no column Agency, Flight_ID, JCAT"),
    ],
)
def test_a_launch_log_that_is_not_what_it_was_is_refused(files: Files, old: str, new: str, why: str) -> None:
    assert LOG.count(old)
    paths = files(LOG.replace(old, new), SITES, ORGANIZATIONS)
    with pytest.raises(SpaceflightError) as error:
        gcat.table(*paths)
    assert str(error.value).startswith(paths[0] + why)


EVA = """\
EVA #,Country,Crew    ,Vehicle,Date,Duration,Purpose\x20
1,USA,A B  C D ,"Ship, 1",06/03/1965,0:36,"Two
lines"
,,,,,,
"""
MORE = "ID,Country,Crew,Vehicle,Date,Duration,Purpose\n2,China,E F,Ship 2,Sept. 1973,,\n"


def test_spacewalks_keep_what_is_written_but_for_purposes(files: Files) -> None:
    assert nasa_eva.table(*files("\ufeff" + EVA, MORE)) == (
        'Number,Country,Crew,Vehicle,Date,Duration\n1,USA,A B  C D,"Ship, 1",06/03/1965,0:36\n'
        "2,China,E F,Ship 2,Sept. 1973,\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (EVA.replace("Vehicle", "Craft"), ":1: has no column Vehicle. "),
        (EVA.replace(",0:36", ""), ":3: has 6 cells under 7 heads. "),
        ("", ":1: has no column Country, Crew, Date, Duration, Number, Vehicle. "),
    ],
)
def test_a_table_of_spacewalks_that_is_not_what_it_was_is_refused(files: Files, text: str, why: str) -> None:
    paths = files(text)
    with pytest.raises(SpaceflightError) as error:
        nasa_eva.table(*paths)
    assert str(error.value) == paths[0] + why + "Fix: fetch the file again."


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpaceflightError, match=r"none: no such file\. Fix: fetch it"):
        made.read(str(tmp_path / "none"))
    with pytest.raises(SpaceflightError, match=r"cannot be read \("):
        made.read(str(tmp_path))
    (tmp_path / "latin").write_bytes(b"a\nb\xe9\n")
    with pytest.raises(SpaceflightError, match=r"latin:2: is not UTF-8\. Fix: "):
        made.read(str(tmp_path / "latin"))


def test_a_program_writes_the_table_or_says_what_is_wrong(
    files: Files, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["x", *files(EVA, MORE)])
    made.program("x FILE FILE", 2, nasa_eva.table)
    assert capfd.readouterr().out.startswith("Number,Country")
    for arguments, told in ([["a"], "wrong number of files. Fix: run x FILE FILE"], [["a", "b"], "a: no such file."]):
        monkeypatch.setattr("sys.argv", ["x", *arguments])
        with pytest.raises(SystemExit) as ended:
            made.program("x FILE FILE", 2, nasa_eva.table)
        out, err = capfd.readouterr()
        assert (ended.value.code, out) == (2, "")
        assert err.startswith(f"Error: {told}")


def test_the_tables_are_what_the_programs_make() -> None:
    if not DATASETS.is_dir():
        pytest.skip("the public files are not at hand")
    catalogue, spacewalks = DATASETS / "gcat-launchlog-2024", DATASETS / "nasa-eva-2013"
    log, sites, organizations = (
        catalogue / "launchlog.tsv",
        catalogue / "sites.tsv",
        DATASETS / "gcat-tables-2025" / "orgs.tsv",
    )
    for name, text in (
        ("gcat-launches", gcat.table(str(log), str(sites), str(organizations))),
        ("nasa-eva", nasa_eva.table(str(spacewalks / "eva.csv"), str(spacewalks / "additions.csv"))),
    ):
        assert (ROOT / "data" / "tables" / f"{name}.csv").read_bytes() == text.encode()
