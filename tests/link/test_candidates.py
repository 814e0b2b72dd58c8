"""What speaks for and against an item, and what it comes to: a name is never enough."""

import pytest

from spaceflight_graph.link.candidates import Days, Described, Feature, Kinds, Verdict, compare, score, verdict
from spaceflight_graph.link.names import Name, Standing, likeness, overlap, words

KINDS = Kinds(
    {
        "CargoFlight": frozenset({"CargoFlight", "Spaceflight"}),
        "City": frozenset({"City", "Place"}),
        "Country": frozenset({"Country", "Place"}),
        "CrewedFlight": frozenset({"CrewedFlight", "Spaceflight"}),
        "Place": frozenset({"Place"}),
        "Spaceflight": frozenset({"Spaceflight"}),
    },
    [frozenset({"Spacecraft", "SpacecraftModel"})],
)
DAY = Days("2017-12-17", "2017-12-17")
RUSSIA, USA = frozenset({"Q159", "russia"}), frozenset({"Q30", "unitedstates"})


def one(kind: str = "CrewedFlight", name: str = "Soyuz MS-07", **facts: Days | frozenset[str]) -> Described:
    return Described("x", (Name(name, "en"),), frozenset([kind] if kind else ()), {p: (v,) for p, v in facts.items()})


def came_to(ours: Described, theirs: Described) -> Verdict:
    return verdict(compare(ours, theirs, KINDS), ours.kinds)


@pytest.mark.parametrize(
    ("ours", "theirs", "like"),
    [
        (Name("One", "en"), Name("One", "en"), ("exact_label", 1.0)),
        (Name("One", "en"), Name("One"), ("exact_label", 1.0)),
        (Name("One"), Name("One", "en"), ("exact_label", 1.0)),
        (Name("One", "en"), Name("One", "en", Standing.ALIAS), ("alias", 0.9)),
        (Name("One", "en", Standing.ALIAS), Name("One", "en"), ("alias", 0.9)),
        (Name("One", "en"), Name("One", "de"), ("other_language", 0.8)),
        (Name("“联盟”MS-07", "zh"), Name("联盟ＭＳ 07", "zh"), ("normalised_label", 0.7)),
        (Name("Sergey Prokopyev", "en"), Name("Sergey Prokopyev (cosmonaut)"), ("normalised_label", 0.7)),
        (Name("Richard Arnold", "en"), Name("Richard (Ricky) Arnold"), ("normalised_label", 0.7)),
        (Name("Bo Rot", "en", Standing.SLIP), Name("Bo Rot", "en"), ("slip", 0.6)),
        (Name("Bo Rot", "en", Standing.SLIP), Name("bo rot"), ("slip", 0.6)),
        (Name("One", "en", Standing.ALIAS), Name("One", "en", Standing.ALIAS), ("alias", 0.9)),
        (Name("One", "en"), Name("Two", "en"), ("", 0.0)),
        (Name("Two (One / Three)", "en"), Name("Two"), ("normalised_label", 0.7)),
        (Name("Two (One / Three)", "en"), Name("Three)"), ("", 0.0)),
        (Name("astronaut", "en"), Name("Scott Kelly (astronaut)"), ("", 0.0)),
    ],
)
def test_likeness(ours: Name, theirs: Name, like: tuple[str, float]) -> None:
    assert likeness(ours, theirs) == like


def test_names_without_letters_are_like_nothing() -> None:
    assert likeness(Name("( )"), Name("[ ]"))[1] == 0
    assert likeness(Name("–"), Name("—"))[1] == 0
    assert likeness(Name("One / –"), Name("Two / —"))[1] == 0
    assert overlap(words("–"), words("—")) == 0


@pytest.mark.parametrize(
    ("theirs", "meet"),
    [
        (Days("2017-09-12", "2017-09-12"), True),  # ours is a day of nobody's zone: 13 September in Beijing
        (Days("2017-09-14", "2017-09-14"), True),
        (Days("2017-09-15", "2017-09-15"), False),
        (Days("2017-09-11", "2017-09-11"), False),
        (Days("2017-09-01", "2017-09-30"), None),
        (Days("2017-01-01", "2017-12-31"), None),
        (Days("2016-01-01", "2016-12-31"), False),
    ],
)
def test_days(theirs: Days, meet: bool | None) -> None:
    ours = Days("2017-09-12", "2017-09-14")
    assert ours.meets(theirs) is theirs.meets(ours) is meet


def test_four_days_are_more_than_a_day() -> None:
    assert Days("2017-09-11", "2017-09-14").meets(Days("2017-09-12", "2017-09-12")) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "agree"),
    [
        ("City", "City", True),
        ("City", "Place", True),
        ("Place", "City", True),
        ("City", "Country", None),  # a city-state; who knows
        ("Spacecraft", "SpacecraftModel", None),
        ("City", "CrewedFlight", False),
        ("", "City", None),
        ("City", "", None),
    ],
)
def test_kinds(ours: str, theirs: str, agree: bool | None) -> None:
    assert KINDS.agree([ours] if ours else [], [theirs] if theirs else []) is agree


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        pytest.param(one(), one(), "maybe", id="name and kind"),
        pytest.param(one(), one(""), "maybe", id="name alone"),
        pytest.param(one(), one("City"), "namesake", id="another kind"),
        pytest.param(one(P247=frozenset("a")), one("", "Other", P247=frozenset("a")), "match", id="COSPAR id alone"),
        pytest.param(one(P377=frozenset({"04039"})), one("", "Other", P377=frozenset({"4039"})), "match", id="padded"),
        pytest.param(one(P377=frozenset({"4039"})), one("", "Other", P377=frozenset({"04039"})), "match", id="padding"),
        pytest.param(one(P377=frozenset("a")), one("", "Other", P377=frozenset("a")), "match", id="catalogue number"),
        pytest.param(one(P247=frozenset("a")), one("City", P247=frozenset("a")), "namesake", id="id, another kind"),
        pytest.param(one(P247=frozenset("a")), one(P247=frozenset("b")), "namesake", id="another id"),
        pytest.param(one(P619=DAY), one("", P619=DAY), "match", id="name and day"),
        pytest.param(one(P619=DAY), one("", "Other", P619=DAY), "maybe", id="day without a name"),
        pytest.param(one(P619=DAY), one("", "soyuz ms 07", P619=DAY), "match", id="normalised name and day"),
        pytest.param(one(P619=DAY), one(P619=Days("2018-01-01", "2018-01-01")), "namesake", id="another day"),
        pytest.param(one(P619=DAY), one(P619=Days("2017-01-01", "2017-12-31")), "maybe", id="the year only"),
        pytest.param(one(P1029=frozenset("a")), one("", P1029=frozenset("ab")), "match", id="crew"),
        pytest.param(one(P1029=frozenset({"Q1"})), one("", P1029=frozenset({"Q2"})), "namesake", id="another crew"),
        pytest.param(one("City", P17=RUSSIA), one("City", P17=RUSSIA), "match", id="kind and country"),
        pytest.param(one("City", P17=RUSSIA), one("", P17=RUSSIA), "maybe", id="country without kind"),
        pytest.param(one("City", P17=RUSSIA), one("City", "soyuz ms 07", P17=RUSSIA), "maybe", id="not to the letter"),
        pytest.param(one("City", P17=RUSSIA), one("City", P17=USA), "namesake", id="another country"),
        pytest.param(
            one("City", P17=RUSSIA, P137=USA),
            one("City", P17=frozenset({"federation"}), P137=USA),
            "match",
            id="another name of the country",
        ),
        pytest.param(
            one("City", P17=frozenset({"russia"})),
            one("City", P17=frozenset({"Q159"})),
            "maybe",
            id="no item to compare",
        ),
        pytest.param(
            one("City", P17=frozenset({"id:russia"})),
            one("City", P17=frozenset({"id:usa"})),
            "namesake",
            id="ids of ours",
        ),
        pytest.param(one(P917=frozenset("a"), P619=DAY), one(P917=frozenset("b"), P619=DAY), "maybe", id="GRAU index"),
        pytest.param(one("Person", P27=RUSSIA), one("Person", P27=RUSSIA), "maybe", id="two people of a country"),
        pytest.param(one("Person", P450=RUSSIA), one("Person", P450=RUSSIA), "match", id="a flight of a person"),
        pytest.param(one(P137=RUSSIA), one(P137=USA), "maybe", id="another operator"),
        pytest.param(one(P137=RUSSIA, P619=DAY), one(P137=USA, P619=DAY), "maybe", id="another operator, same day"),
        pytest.param(one(P17=RUSSIA, P619=DAY), one(P17=USA, P619=DAY), "maybe", id="another country, same day"),
        pytest.param(
            one(P17=RUSSIA, P247=frozenset("a")), one(P17=USA, P247=frozenset("a")), "maybe", id="country against an id"
        ),
    ],
)
def test_verdict(ours: Described, theirs: Described, verdict: str) -> None:
    assert came_to(ours, theirs) == verdict


def test_oleg_kononenko_is_not_his_namesake() -> None:
    """Q10340525 is a test pilot of the same name, kind and country."""
    ours = Described(
        "id:oleg-kononenko",
        (Name("Oleg Kononenko", "en"), Name("Олег Кононенко", "ru")),
        frozenset({"Person"}),
        {"P27": (RUSSIA,), "P450": (frozenset({"Q28666067"}),)},
    )
    names = (Name("Oleg Kononenko", "en"), Name("Олег Кононенко", "ru"))
    pilot = Described("Q10340525", names, frozenset({"Person"}), {"P27": (RUSSIA,)})
    cosmonaut = Described("Q375659", names, frozenset({"Person"}), {"P450": (frozenset({"Q28666067", "Q1"}),)})
    assert came_to(ours, pilot) == Verdict.MAYBE
    assert came_to(ours, cosmonaut) == Verdict.MATCH


def test_of_several_names_the_likest_counts() -> None:
    ours = Described("x", (Name("soyuz ms 07"), Name("Soyuz MS-07"), Name("联盟MS-07")))
    assert compare(ours, one(), KINDS) == (Feature("exact_label", 1.0),)


def test_of_several_kinds_one_may_be_it() -> None:
    assert KINDS.agree(["Spacecraft", "City"], ["SpacecraftModel", "CrewedFlight"]) is None
    assert KINDS.agree(["Spacecraft", "City"], ["CrewedFlight", "Place"]) is True


def test_a_day_and_a_text_cannot_be_compared() -> None:
    text = frozenset({"2017"})
    assert compare(one(P619=DAY), one(P619=text), KINDS) == compare(one(P619=text), one(P619=DAY), KINDS)
    assert [feature.id for feature in compare(one(P619=DAY), one(P619=text), KINDS)] == ["exact_label", "kind"]


def test_what_says_nothing_counts_for_nothing() -> None:
    nothing = [Feature("exact_label", 1.0), *(Feature(fact, 0.0) for fact in ("P247", "P619"))]
    assert verdict(nothing, ["CrewedFlight"]) == Verdict.MAYBE
    assert score(nothing) == 50


def test_features_are_told_in_one_order() -> None:
    ours = one(P619=DAY, P247=frozenset("a"), P17=RUSSIA)
    theirs = one("City", P17=USA, P619=DAY, P247=frozenset("a"))
    assert compare(ours, theirs, KINDS) == (
        Feature("exact_label", 1.0), Feature("kind", -1.0), Feature("P247", 1.0), Feature("P619", 1.0),
        Feature("P17", -1.0),
    )  # fmt: skip
    assert compare(ours, one(""), KINDS) == (Feature("exact_label", 1.0),)


@pytest.mark.parametrize(
    ("features", "points"),
    [
        ({}, 0),
        ({"exact_label": 1.0}, 50),
        ({"normalised_label": 0.7}, 35),
        ({"exact_label": 1.0, "kind": 1.0}, 65),
        ({"exact_label": 1.0, "kind": -1.0}, 10),
        ({"exact_label": 1.0, "kind": 1.0, "P619": 1.0}, 100),
        ({"exact_label": 1.0, "P619": 1.0}, 85),
        ({"exact_label": 1.0, "P17": 1.0}, 60),
        ({"exact_label": 1.0, "P17": 1.0, "P137": 1.0, "P375": 1.0}, 70),
        ({"exact_label": 1.0, "P17": -1.0}, 10),
        ({"P247": 1.0}, 100),
        ({"P247": 1.0, "P17": -1.0}, 60),
        ({"slip": 0.6, "kind": -1.0, "P17": -1.0}, 0),
        ({"exact_label": 1.0, "P247": 1.0, "P619": 1.0}, 100),
    ],
)
def test_score(features: dict[str, float], points: int) -> None:
    assert score(Feature(name, value) for name, value in features.items()) == points


def test_more_is_told_of_the_same() -> None:
    first = Described("Q1", (Name("One", "en"),), frozenset({"City"}), {"P17": (USA,)})
    more = Described("Q1", (Name("One", "en"), Name("Eins", "de")), frozenset(), {"P17": (USA, RUSSIA), "P619": (DAY,)})
    assert first.with_more(more) == Described(
        "Q1",
        (Name("One", "en"), Name("Eins", "de")),
        frozenset({"City"}),
        {"P17": (USA, RUSSIA), "P619": (DAY,)},
    )
