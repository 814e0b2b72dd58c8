"""What numbers denote, with a unit and without."""

import re
from fractions import Fraction

import pytest

from spaceflight_graph.values import UNITS, Quantity, Ranged, Relation, Value, read, relate

XSD = "http://www.w3.org/2001/XMLSchema#"
INFINITY = float("inf")
SIGNED = (("byte", 8), ("short", 16), ("int", 32), ("long", 64))


def number(lexical: str, unit: str | None = None, approximation: str | None = None, kind: str = "decimal") -> Value:
    return read(lexical, XSD + kind, unit=unit, approximation=approximation)


def ends(lexical: str, unit: str | None, approximation: str | None, kind: str) -> tuple[object, object]:
    value = number(lexical, unit, approximation, kind)
    assert isinstance(value, Quantity)
    assert (value.low, value.high) == (value.stated_low, value.stated_high)
    scale = UNITS[unit or "NUM"][1]
    return tuple(end if abs(end) == INFINITY else Fraction(end) / scale for end in (value.low, value.high))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("lexical", "unit", "approximation", "kind", "low", "high"),
    [
        ("51.6", "DEG", None, "decimal", "51.55", "51.65"),
        ("254.4", "KiloM", None, "decimal", "254.35", "254.45"),
        ("7220", "KiloGM", None, "integer", "7219.5", "7220.5"),
        ("700", "M", None, "decimal", "699.5", "700.5"),
        ("2.50", "TONNE", None, "decimal", "2.495", "2.505"),
        (".5", "M", None, "decimal", "0.45", "0.55"),
        ("-0.5", "DEG", None, "decimal", "-0.55", "-0.45"),
        ("1.5E3", "M", None, "double", "1450", "1550"),
        ("1.5E3", "M", "About", "double", "1400", "1600"),
        ("1.5E3", "USD", "MoreThan", "double", "1450", INFINITY),
        ("15e-1", "M", "About", "float", "1.4", "1.6"),
        ("15e-1", "M", None, "float", "1.45", "1.55"),
        ("7220", "KiloGM", "About", "integer", "7210", "7230"),
        ("3500", "KiloGM", "About", "integer", "3400", "3600"),
        ("100", "KiloGM", "About", "integer", "90", "110"),
        ("2.5", "TONNE", "About", "decimal", "2.4", "2.6"),
        ("2.50", "TONNE", "About", "decimal", "2.4", "2.6"),
        ("7220", "KiloGM", "MoreThan", "integer", "7219.5", INFINITY),
        ("7220", "KiloGM", "AtLeast", "integer", "7219.5", INFINITY),
        ("2050", "KiloGM", "UpTo", "integer", "0", "2050.5"),
        ("2050", "KiloGM", "LessThan", "integer", "0", "2050.5"),
        ("10", "DEG", "UpTo", "integer", -INFINITY, "10.5"),
        ("-5", "M", "UpTo", "integer", -INFINITY, "-4.5"),
        ("0.9", "RAD", None, "decimal", "0.85", "0.95"),
        ("3", None, None, "integer", "3", "3.000000001"),
        ("3", "NUM", None, "integer", "3", "3.000000001"),
        ("3.0", None, None, "decimal", "2.95", "3.05"),
        ("200", None, "MoreThan", "integer", "200", INFINITY),
        ("5", None, "UpTo", "integer", "0", "5.000000001"),
        ("20", None, "About", "integer", "18", "22.000000001"),
        ("195", "USD", None, "integer", "194.5", "195.5"),
    ],
)
def test_a_number_denotes(
    lexical: str, unit: str | None, approximation: str | None, kind: str, low: str | float, high: str | float
) -> None:
    expected = tuple(end if isinstance(end, float) else Fraction(end) for end in (low, high))
    assert ends(lexical, unit, approximation, kind) == expected


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (("7220", "KiloGM"), ("7.220", "TONNE"), Relation.SAME),
        (("7220", "KiloGM"), ("7.22", "TONNE"), Relation.REFINES),
        (("7220000", "GM"), ("7220", "KiloGM"), Relation.REFINES),
        (("7220", "KiloGM"), ("15917", "LB"), Relation.REFINED_BY),
        (("7220", "KiloGM"), ("15918", "LB"), Relation.AGREES),
        (("7220", "KiloGM"), ("15900", "LB"), Relation.CONFLICTS),
        (("147", "KiloM"), ("156", "KiloM"), Relation.CONFLICTS),
        (("156", "KiloM"), ("97", "MI"), Relation.REFINES),
        (("51.66", "DEG"), ("51.6", "DEG"), Relation.CONFLICTS),
        (("51.64", "DEG"), ("51.6", "DEG"), Relation.REFINES),
        (("180", "DEG"), ("3.14159", "RAD"), Relation.REFINED_BY),
        (("180", "DEG"), ("10800", "ARCMIN"), Relation.REFINED_BY),
        (("28800", "KiloM-PER-HR"), ("8.0", "KiloM-PER-SEC"), Relation.REFINES),
        (("10", "USD"), ("10", "EUR"), Relation.NOT_COMPARABLE),
        (("10", "USD"), ("10", None), Relation.NOT_COMPARABLE),
        (("10", "M"), ("10", "KiloGM"), Relation.NOT_COMPARABLE),
    ],
)
def test_numbers_compare(a: tuple[str, str | None], b: tuple[str, str | None], relation: Relation) -> None:
    assert relate(number(*a), number(*b)) is relation


def test_a_count_is_exact() -> None:
    three = number("3", kind="integer")
    assert relate(three, number("4", kind="integer")) is Relation.CONFLICTS
    assert relate(three, number("3.2")) is Relation.CONFLICTS
    assert relate(three, number("3.0")) is Relation.REFINES
    assert relate(three, number("03", kind="nonNegativeInteger")) is Relation.SAME


@pytest.mark.parametrize(
    ("lexical", "unit", "duration"),
    [("596", "SEC", "PT596S"), ("168", "DAY", "P168D"), ("45", "HR", "PT45H"), ("37", "YR", "P37Y"), ("4", "MO", "P4M"),
     ("4.5", "SEC", "PT4.5S"), ("-4", "MIN", "-PT4M"), ("-2", "YR", "-P2Y"), ("0", "DAY", "P0D"),
     ("250", "MilliSEC", "PT0.250S")],
)  # fmt: skip
def test_a_number_of_time_units_is_that_duration(lexical: str, unit: str, duration: str) -> None:
    assert number(lexical, unit) == read(duration, XSD + "duration")
    assert number(lexical, unit, "UpTo") == read(duration, XSD + "duration", approximation="UpTo")


def test_seconds_in_hundreds() -> None:
    """1.5E3 s are fifteen hundreds, and what may be rounded to that."""
    value = number("1.5E3", "SEC", kind="double")
    assert isinstance(value, Ranged)
    assert (value.low, value.stated_low, value.high) == (1_450_000_000, 1_500_000_000, 1_600_000_000)


def test_weeks_and_broken_minutes() -> None:
    weeks, minutes = number("2", "WK"), number("88.74", "MIN")
    assert isinstance(weeks, Ranged)
    assert isinstance(minutes, Ranged)
    assert (weeks.low, weeks.high) == (14 * 86_400 * 10**6, 21 * 86_400 * 10**6)
    assert (minutes.low, minutes.stated_low, minutes.high) == (5_324_100_000, 5_324_400_000, 5_325_000_000)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_is_read(unit: str) -> None:
    value = number("12", unit)
    assert isinstance(value, Ranged)
    assert value.dimension == UNITS[unit][0].replace("months", "duration")
    assert isinstance(value.low, int) or unit == "RAD"


def test_units_by_their_definitions() -> None:
    """International avoirdupois pound and mile, nautical mile, astronomical unit (IAU 2012)."""
    for large, small, factor in [
        ("LB", "GM", "453.59237"), ("MI", "M", "1609.344"), ("MI_N", "M", "1852"),
        ("FT", "CentiM", "30.48"), ("IN", "MilliM", "25.4"), ("AU", "M", "149597870700"), ("WK", "DAY", "7"),
        ("HR", "MIN", "60"), ("DAY", "HR", "24"), ("MIN", "SEC", "60"), ("DEG", "ARCSEC", "3600"),
        ("KiloM-PER-HR", "M-PER-SEC", "5/18"), ("GM", "MilliGM", "1000"), ("TON_Metric", "TONNE", "1"),
    ]:  # fmt: skip
        assert UNITS[large][0] == UNITS[small][0]
        assert Fraction(UNITS[large][1]) / UNITS[small][1] == Fraction(factor), (large, small)
    assert abs(float(UNITS["RAD"][1]) / float(UNITS["DEG"][1]) - 57.29577951308232) < 1e-13


@pytest.mark.parametrize(
    ("lexical", "kind", "unit", "why"),
    [
        ("7,220", "decimal", "KiloGM", "'7,220' is not a finite xsd:decimal of up to 99 digits."),
        (".", "decimal", None, "'.' is not a finite xsd:decimal of up to 99 digits."),
        ("+", "decimal", None, "'+' is not a finite xsd:decimal of up to 99 digits."),
        ("1.5", "integer", None, "'1.5' is not a finite xsd:integer of up to 99 digits."),
        ("1e3", "decimal", None, "'1e3' is not a finite xsd:decimal of up to 99 digits."),
        ("INF", "double", None, "'INF' is not a finite xsd:double of up to 99 digits."),
        ("NaN", "double", None, "'NaN' is not a finite xsd:double of up to 99 digits."),
        ("1E999999999", "double", None, "'1E999999999' is not a finite xsd:double of up to 99 digits."),
        ("-1", "nonNegativeInteger", None, "'-1' is out of the range of xsd:nonNegativeInteger."),
        ("0", "positiveInteger", None, "'0' is out of the range of xsd:positiveInteger."),
        ("256", "unsignedByte", None, "'256' is out of the range of xsd:unsignedByte."),
        ("128", "byte", None, "'128' is out of the range of xsd:byte."),
        ("2147483648", "int", None, "'2147483648' is out of the range of xsd:int."),
        ("1", "nonPositiveInteger", None, "'1' is out of the range of xsd:nonPositiveInteger."),
        ("0", "negativeInteger", None, "'0' is out of the range of xsd:negativeInteger."),
        ("32768", "short", None, "'32768' is out of the range of xsd:short."),
        ("-2147483649", "int", None, "'-2147483649' is out of the range of xsd:int."),
        (str(2**63), "long", None, f"'{2**63}' is out of the range of xsd:long."),
        (str(2**16), "unsignedShort", None, "'65536' is out of the range of xsd:unsignedShort."),
        (str(2**32), "unsignedInt", None, "'4294967296' is out of the range of xsd:unsignedInt."),
        (str(2**64), "unsignedLong", None, f"'{2**64}' is out of the range of xsd:unsignedLong."),
        ("-1", "unsignedLong", None, "'-1' is out of the range of xsd:unsignedLong."),
        ("-129", "byte", None, "'-129' is out of the range of xsd:byte."),
        ("1.5", "decimal", "MO", "Only whole numbers of MO are comparable: a month has 28 to 31 days."),
    ],
)
def test_what_is_no_number_is_told(lexical: str, kind: str, unit: str | None, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        number(lexical, unit, kind=kind)


@pytest.mark.parametrize(
    ("lexical", "kind"),
    [
        *((str(most), kind) for kind, bits in SIGNED for most in (2 ** (bits - 1) - 1, -(2 ** (bits - 1)))),
        *((str(most), f"unsigned{kind.capitalize()}") for kind, bits in SIGNED for most in (2**bits - 1, 0)),
        ("0", "nonNegativeInteger"),
        ("1", "positiveInteger"),
        ("0", "nonPositiveInteger"),
        ("-1", "negativeInteger"),
    ],
)
def test_the_ends_of_a_datatype_belong_to_it(lexical: str, kind: str) -> None:
    assert number(lexical, kind=kind) == number(lexical, kind="integer")


def test_an_unknown_unit_lists_the_known() -> None:
    with pytest.raises(ValueError, match=r"^'kg' is no known unit: use one of .*KiloGM.*USD.*\.$"):
        number("1", "kg")
