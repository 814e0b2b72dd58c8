"""Edits for ``wbeditentity``, to the letter."""

import json
from dataclasses import replace

from spaceflight_graph.link import wikibase_json
from spaceflight_graph.link.edits import Plan, Sourcing
from spaceflight_graph.link.labels import Kind, Name
from spaceflight_graph.link.statement import Item, Monolingual, Other, Rank, Reference, Snak, Statement, Text, Time
from spaceflight_graph.version import __version__

PAGE = Snak("P854", Text("http://www.russianspaceweb.com/soyuz-ms-07.html", "url"))
WORDS = Snak("P1683", Monolingual("10:21:01.127 Moscow Time", "en"))
LAUNCH = Statement("Q21392568", "P619", Time("+2017-12-17T00:00:00Z", 11), references=(Reference((PAGE, WORDS)),))
CITED = {
    "snaks": {
        "P854": [
            {
                "snaktype": "value",
                "property": "P854",
                "datatype": "url",
                "datavalue": {"type": "string", "value": "http://www.russianspaceweb.com/soyuz-ms-07.html"},
            }
        ],
        "P1683": [
            {
                "snaktype": "value",
                "property": "P1683",
                "datatype": "monolingualtext",
                "datavalue": {
                    "type": "monolingualtext",
                    "value": {"language": "en", "text": "10:21:01.127 Moscow Time"},
                },
            }
        ],
    },
    "snaks-order": ["P854", "P1683"],
}
DAY = {
    "snaktype": "value",
    "property": "P619",
    "datatype": "time",
    "datavalue": {
        "type": "time",
        "value": {
            "time": "+2017-12-17T00:00:00Z",
            "timezone": 0,
            "before": 0,
            "after": 0,
            "precision": 11,
            "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
        },
    },
}


def test_a_new_statement_has_no_id_and_an_alias_is_added() -> None:
    plan = Plan(
        add=(LAUNCH,),
        names=(
            Name("Q21392568", Kind.LABEL, "zh", "联盟MS-07"),
            Name("Q21392568", Kind.ALIAS, "zh", "联盟MS-07飞船"),
            Name("Q21392568", Kind.ALIAS, "zh", "联盟飞船"),
        ),
        revisions={"Q21392568": 7},
    )
    assert wikibase_json.edits(plan) == [
        {
            "id": "Q21392568",
            "baserevid": 7,
            "summary": f"Spaceflight Graph v{__version__}",
            "data": {
                "claims": {
                    "P619": [{"type": "statement", "rank": "normal", "mainsnak": DAY, "references": [CITED]}],
                },
                "labels": {"zh": {"language": "zh", "value": "联盟MS-07"}},
                "aliases": {
                    "zh": [
                        {"language": "zh", "value": "联盟MS-07飞船", "add": ""},
                        {"language": "zh", "value": "联盟飞船", "add": ""},
                    ]
                },
            },
        }
    ]


def test_a_statement_that_is_there_is_sent_back_as_it_is_with_our_reference_behind_its_own() -> None:
    guid = "Q21392568$D8404CDA-25E4-4334-AF13-A3290BCD9C0F"
    odd = Snak("P625", Other("globe-coordinate", '{"type": "globecoordinate", "value": {"latitude": 1}}'))
    existing = replace(
        LAUNCH, id=guid, rank=Rank.PREFERRED, qualifiers=(odd,), references=(Reference((Snak("P248", Item("Q5")),)),)
    )
    bare = replace(existing, references=(), id=guid[:-1] + "0")
    plan = Plan(
        sourcings=(Sourcing(existing, LAUNCH.references), Sourcing(bare, LAUNCH.references)),
        revisions={"Q21392568": 7},
    )
    kept, sourced = wikibase_json.edits(plan)[0]["data"]["claims"]["P619"]
    assert {key: kept[key] for key in ("id", "rank", "mainsnak")} == {"id": guid, "rank": "preferred", "mainsnak": DAY}
    assert kept["qualifiers"]["P625"][0]["datavalue"] == {"type": "globecoordinate", "value": {"latitude": 1}}
    assert [reference["snaks-order"] for reference in kept["references"]] == [["P248"], ["P854", "P1683"]]
    assert sourced["references"] == [CITED]


def test_two_dockings_stay_two() -> None:
    days = [Snak("P585", Time(f"+2018-06-0{day}T00:00:00Z", 11)) for day in (1, 2)]
    dockings = tuple(
        replace(LAUNCH, property="P793", value=Item("Q5"), qualifiers=(day,), references=()) for day in days
    )
    plan = Plan(add=dockings, revisions={"Q21392568": 7})
    written = wikibase_json.edits(plan)[0]["data"]["claims"]["P793"]
    assert [claim["qualifiers"]["P585"][0]["datavalue"]["value"]["time"] for claim in written] == [
        "+2018-06-01T00:00:00Z",
        "+2018-06-02T00:00:00Z",
    ]


def test_a_line_an_item_sorted_by_number_and_readable() -> None:
    names = tuple(Name(item, Kind.ALIAS, "zh", "联盟") for item in ("Q10", "Q9"))
    lines = wikibase_json.text(Plan(names=names, revisions={"Q10": 1, "Q9": 2})).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["Q9", "Q10"]
    assert "联盟" in lines[0]
    hostile = Name("Q9", Kind.ALIAS, "zh", "a\u2028b\u202e")
    assert wikibase_json.text(Plan(names=(hostile,), revisions={"Q9": 2})).count("\n") == 1
    assert '"a\\u2028b\\u202e"' in wikibase_json.text(Plan(names=(hostile,), revisions={"Q9": 2}))
    assert wikibase_json.text(Plan()) == ""


def test_an_item_of_which_nobody_knows_the_revision_is_not_edited() -> None:
    other = replace(LAUNCH, item="Q9")
    existing = replace(LAUNCH, item="Q10", id="Q10$1")
    plan = Plan(
        add=(LAUNCH, other),
        sourcings=(Sourcing(existing, LAUNCH.references),),
        names=(Name("Q8", Kind.ALIAS, "zh", "联盟"),),
        revisions={"Q21392568": 7},
    )
    assert [edit["id"] for edit in wikibase_json.edits(plan)] == ["Q21392568"]
    assert wikibase_json.beyond(plan) == ["Q8", "Q9", "Q10"]
