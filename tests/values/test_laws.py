"""The laws of the relations, held on generated values of every kind."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spaceflight_graph.values import (
    Duration,
    OffsetPlace,
    Quantity,
    Ranged,
    Relation,
    Time,
    Value,
    entity,
    offset_place,
    place,
    read,
    relate,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
QUARTER, HOUR = 900_000_000, 3_600_000_000
APPROXIMATIONS = ["About", "MoreThan", "LessThan", "UpTo", "AtLeast"]
MIRROR = {
    **{relation: relation for relation in Relation},
    Relation.REFINES: Relation.REFINED_BY,
    Relation.REFINED_BY: Relation.REFINES,
}

approximations = st.sampled_from([None, None, *APPROXIMATIONS])
zones = st.sampled_from(["", "Z", "+03:00", "-05:00", "+05:45", "+14:00"])
clocks = st.datetimes(datetime(2017, 12, 16, 20), datetime(2017, 12, 18, 4))  # near enough to meet often
STRETCHES = [
    *("2017-10 Quarter", "2018-01 Quarter", "2017-07 HalfYear", "2017-04 FiscalYear", "2017-10 FiscalYear"),
    *("2017 FiscalYear", "2018 FiscalYear", "2010 Decade"),
]
precisions = st.sampled_from([None, "Year", "Month", "Day", "Hour", "Minute", "Second", "Fraction"])


def lexical(moment: datetime, digits: int) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{moment.microsecond:06}"[: digits + 1] if digits else "")


def read_moment(moment: datetime, digits: int, zone: str, precision: str | None, approximation: str | None) -> Value:
    text = lexical(moment, digits) + zone
    return read(text, XSD + "dateTime", precision=precision, approximation=approximation)


def read_day(moment: datetime, zone: str, approximation: str | None) -> Value:
    return read(moment.strftime("%Y-%m-%d") + zone, XSD + "date", approximation=approximation)


def read_window(moment: datetime, length: int, zone: str, precision: str | None, approximation: str | None) -> Value:
    begin, end = (lexical(at, 0) + zone for at in (moment, moment + timedelta(minutes=length)))
    one = read(begin, XSD + "dateTime", precision=precision)
    if one == read(end, XSD + "dateTime", precision=precision):
        return read(begin, XSD + "dateTime", precision=precision, approximation=approximation)
    return read(begin, XSD + "dateTime", precision=precision, approximation=approximation, window_end=end)


def read_stretch(text: str, approximation: str | None) -> Value:
    written, precision = text.split()
    kind = "gYear" if len(written) == 4 else "gYearMonth"
    return read(written, XSD + kind, precision=precision, approximation=approximation)


def read_duration(days: int, minutes: int, precision: str | None, approximation: str | None) -> Value:
    text = f"P{days}DT{minutes // 60}H{minutes % 60}M"
    return read(text, XSD + "duration", precision=precision, approximation=approximation)


def read_months(months: int, days: int | None, approximation: str | None) -> Value:
    return read(f"P{months}M" + (f"{days}D" if days is not None else ""), XSD + "duration", approximation=approximation)


def decimal(digits: int, places: int) -> str:
    whole, rest = divmod(abs(digits), 10**places)
    return ("-" if digits < 0 else "") + (f"{whole}.{rest:0{places}}" if places else str(whole))


def read_number(digits: int, places: int, unit: str | None, approximation: str | None) -> Value:
    kind = "decimal" if places else "integer"
    return read(decimal(digits, places), XSD + kind, unit=unit, approximation=approximation)


times: st.SearchStrategy[Value] = st.one_of(
    st.builds(read_moment, clocks, st.integers(0, 6), zones, precisions, approximations),
    st.builds(read_moment, clocks, st.integers(0, 2), st.just(""), st.sampled_from(["Minute", "Second"]), st.none()),
    st.builds(read_day, clocks, zones, approximations),
    st.builds(read_window, clocks, st.integers(1, 40), zones, precisions, approximations),
    st.builds(
        read_window, clocks, st.integers(1, 20), st.just(""), st.sampled_from(["Minute", "Second", "Hour"]), st.none()
    ),
    st.builds(
        read_stretch,
        st.sampled_from(STRETCHES),
        approximations,
    ),
    st.builds(
        lambda text, kind, approximation: read(
            text[: 4 + 3 * (kind == "gYearMonth")], XSD + kind, approximation=approximation
        ),
        st.sampled_from(["2017-12", "2017-11", "2018-01"]),
        st.sampled_from(["gYearMonth", "gYear"]),
        approximations,
    ),
)
durations: st.SearchStrategy[Value] = st.one_of(
    st.builds(read_duration, st.integers(149, 170), st.integers(0, 1439), precisions, approximations),
    st.builds(read_months, st.integers(3, 7), st.none() | st.integers(0, 20), approximations),
    st.builds(read_number, st.integers(140, 180), st.just(0), st.just("DAY"), approximations),
)
masses: st.SearchStrategy[Value] = st.one_of(
    st.builds(read_number, st.integers(7000, 7400), st.just(0), st.just("KiloGM"), approximations),
    st.builds(read_number, st.integers(70, 74), st.just(1), st.just("TONNE"), approximations),
    st.builds(read_number, st.integers(15400, 16400), st.integers(0, 1), st.just("LB"), approximations),
)
counts: st.SearchStrategy[Value] = st.builds(
    read_number, st.integers(-12, 130), st.integers(0, 1), st.none(), approximations
)
PARENTS = {"a": "", "b": "a", "c": "b", "d": "b", "e": "a", "f": ""}


def named_place(name: str) -> Value:
    ancestors, at = set(), PARENTS[name]
    while at:
        ancestors.add(at)
        at = PARENTS[at]
    return place(name, frozenset(ancestors))


places: st.SearchStrategy[Value] = st.builds(named_place, st.sampled_from(sorted(PARENTS)))
offsets: st.SearchStrategy[Value] = st.builds(
    offset_place,
    st.sampled_from(["t", "t", "u"]),
    st.builds(read_number, st.integers(140, 160), st.just(0), st.just("KiloM"), approximations),
    st.sampled_from([None, "E", "ESE", "SE", "SSE", "S", "NW"]),
)
names: st.SearchStrategy[Value] = st.one_of(
    st.builds(entity, st.sampled_from("ab")),
    st.builds(read, st.sampled_from(["R15000-061", "r15000–061", "R 15000", "737"]), st.just(XSD + "string")),
    st.builds(
        read, st.sampled_from(["Астрей", "АСТРЕЙ"]), st.just(RDF + "langString"), language=st.sampled_from(["ru", "zh"])
    ),
    st.builds(read, st.sampled_from(["true", "1", "false"]), st.just(XSD + "boolean")),
)
KINDS = (times, durations, masses, counts, places, offsets, names)
anything = st.one_of(*KINDS)
pairs = st.one_of(*(st.tuples(kind, kind) for kind in KINDS), st.tuples(anything, anything))
triples = st.one_of(*(st.tuples(kind, kind, kind) for kind in KINDS))
many = settings(max_examples=400, deadline=None)


def components(time: Time, low: str, high: str) -> list[tuple[Fraction, Fraction]]:
    """What a time denotes, interval by interval: a second, slow account of what times.py computes."""
    begin, end = getattr(time, low), getattr(time, high)
    if not time.quarters:
        return [(begin, end)]
    return [(begin + step * QUARTER, end - 26 * HOUR + step * QUARTER) for step in range(105)]


def meet(a: Ranged, b: Ranged) -> bool:
    if isinstance(a, Time) and isinstance(b, Time):
        return any(
            p < s and r < q
            for (p, q), (r, s) in product(components(a, "low", "high"), components(b, "low", "high"))
        )  # fmt: skip
    return a.low < b.high and b.low < a.high


def within(a: Ranged, b: Ranged) -> bool:
    if isinstance(a, Time) and isinstance(b, Time):
        around = components(b, "stated_low", "stated_high")
        return all(any(r <= p and q <= s for r, s in around) for p, q in components(a, "stated_low", "stated_high"))
    return b.stated_low <= a.stated_low and a.stated_high <= b.stated_high


@many
@given(anything)
def test_a_value_is_the_same_as_itself(a: Value) -> None:
    assert relate(a, a) is Relation.SAME
    assert a.stands_to(a) is Relation.SAME


@many
@given(pairs)
def test_a_relation_mirrors(pair: tuple[Value, Value]) -> None:
    a, b = pair
    assert relate(b, a) is MIRROR[relate(a, b)]


@many
@given(triples)
def test_same_is_an_equivalence_and_equals_replace_each_other(triple: tuple[Value, Value, Value]) -> None:
    a, b, c = triple
    assert (relate(a, b) is Relation.SAME) == (a == b or (a.dimension == b.dimension == "place" and str(a) == str(b)))
    if relate(a, b) is Relation.SAME:
        assert relate(a, c) is relate(b, c)


@settings(max_examples=1500, deadline=None)
@given(triples)
def test_refining_is_a_strict_partial_order(triple: tuple[Value, Value, Value]) -> None:
    a, b, c = triple
    if relate(a, b) is Relation.REFINES:
        assert relate(b, a) is not Relation.REFINES
        if relate(b, c) is Relation.REFINES:
            assert relate(a, c) is Relation.REFINES


@many
@given(st.one_of(*(st.tuples(kind, kind) for kind in (times, durations, masses, counts))))
def test_conflicts_are_ranges_that_do_not_meet_and_refinements_lie_within(pair: tuple[Value, Value]) -> None:
    a, b = pair
    assume(a.dimension == b.dimension)
    assert isinstance(a, Ranged)
    assert isinstance(b, Ranged)
    relation = relate(a, b)
    assert (relation is Relation.CONFLICTS) == (not meet(a, b))
    assert (relation is Relation.REFINES) == (within(a, b) and not within(b, a))


@many
@given(st.one_of(times, durations, masses, counts))
def test_no_range_is_empty_and_what_is_stated_lies_within_what_is_meant(a: Value) -> None:
    assert isinstance(a, Ranged)
    assert a.low <= a.stated_low < a.stated_high <= a.high
    assert all(isinstance(end, (int, Fraction)) or abs(end) == float("inf") for end in (a.low, a.high))


@many
@given(anything, anything)
def test_only_one_dimension_is_comparable(a: Value, b: Value) -> None:
    assert (relate(a, b) is Relation.NOT_COMPARABLE) == (a.dimension != b.dimension)


@many
@given(clocks, st.integers(0, 6), st.sampled_from(["Minute", "Second", None]), st.integers(-56, 56))
def test_another_zone_changes_nothing(moment: datetime, digits: int, precision: str | None, quarters: int) -> None:
    shift = timedelta(minutes=15 * quarters)
    zone = timezone(shift).tzname(None).removeprefix("UTC") or "Z"
    here = read_moment(moment, digits, "Z", precision, None)
    there = read_moment(moment + shift, digits, zone, precision, None)
    assert relate(here, there) is Relation.SAME
    assert hash(here) == hash(there)
    unzoned = read_moment(moment + shift, digits, "", precision, None)
    assert relate(here, unzoned) is (Relation.REFINES if quarters >= -48 else Relation.CONFLICTS)


CONVERSIONS = [("TONNE", "KiloGM", 3), ("KiloGM", "GM", 3), ("KiloM", "M", 3), ("M", "CentiM", 2), ("M", "MilliM", 3)]


@many
@given(st.integers(0, 99_999), st.integers(3, 6), st.sampled_from(CONVERSIONS), approximations)
def test_another_unit_changes_nothing(
    digits: int, places: int, conversion: tuple[str, str, int], approximation: str | None
) -> None:
    large, small, factor = conversion
    a = read(decimal(digits, places), XSD + "decimal", unit=large, approximation=approximation)
    b = read(decimal(digits, places - factor), XSD + "decimal", unit=small, approximation=approximation)
    assert relate(a, b) is Relation.SAME


@many
@given(
    st.sampled_from(APPROXIMATIONS),
    st.tuples(clocks, zones, st.integers(0, 6), precisions),
    st.integers(0, 200),
    st.tuples(st.integers(-30, 3000), st.integers(0, 2), st.sampled_from([None, "KiloGM", "DEG", "HR", "USD"])),
    st.tuples(*[st.one_of(times, durations, masses, counts)] * 11),
)
def test_an_approximation_only_widens(
    approximation: str,
    clock: tuple[datetime, str, int, str | None],
    days: int,
    number: tuple[int, int, str | None],
    others: tuple[Value, ...],
) -> None:
    moment, zone, digits, precision = clock
    amount, places, unit = number
    amount = max(amount, 0) if unit == "HR" else amount

    def values(approximation: str | None) -> list[Value]:
        return [
            read_moment(moment, digits, zone, precision, approximation),
            read_day(moment, zone, approximation),
            read_window(moment, 17, zone, precision, approximation),
            read_stretch("2017-10 Quarter", approximation),
            read_stretch("2017-07 HalfYear", approximation),
            read_stretch("2017-10 FiscalYear", approximation),
            read_stretch("2017 FiscalYear", approximation),
            read_duration(days, 17, precision, approximation),
            read_months(days, None, approximation),
            read_months(days, 3, approximation),
            read_number(amount, places, unit, approximation),
        ]

    for exact, vague, other in zip(values(None), values(approximation), others, strict=True):
        assert isinstance(exact, Ranged)
        assert isinstance(vague, Ranged)
        nothing = exact.stated_low <= 0 and exact == vague  # "up to 0 days" are 0 days
        assert relate(exact, vague) is (Relation.SAME if nothing else Relation.REFINES)
        assert vague.low <= exact.low
        assert exact.high <= vague.high
        if relate(exact, other) is not Relation.CONFLICTS:
            assert relate(vague, other) is not Relation.CONFLICTS


@many
@given(st.one_of(times))
def test_not_before_and_not_after_are_in_order_and_cover_the_stated_range(a: Value) -> None:
    assert isinstance(a, Time)
    assert (a.not_before is None) == (a.stated_low == -float("inf"))
    assert (a.not_after is None) == (a.stated_high == float("inf"))
    if a.not_before and a.not_after:
        assert a.not_before <= a.not_after
        first, last = (read(text, XSD + "dateTime") for text in (a.not_before, a.not_after))
        assert isinstance(first, Ranged)
        assert isinstance(last, Ranged)
        assert first.stated_low <= a.stated_low < first.stated_high
        assert last.stated_low < a.stated_high <= last.stated_high


@many
@given(clocks, st.integers(1, 40), zones, precisions, approximations, times)
def test_a_window_holds_both_its_ends_and_meets_what_they_meet(
    moment: datetime, length: int, zone: str, precision: str | None, approximation: str | None, other: Value
) -> None:
    window = read_window(moment, length, zone, precision, approximation)
    for at in (moment, moment + timedelta(minutes=length)):
        end = read_moment(at, 0, zone, precision, approximation)
        assert relate(end, window) in (Relation.SAME, Relation.REFINES)
        if relate(end, other) is not Relation.CONFLICTS:
            assert relate(window, other) is not Relation.CONFLICTS


def test_the_strategies_reach_every_relation() -> None:
    """Laws that are never put to the test hold always: each kind must have shown each relation it can have."""
    seen: dict[type[Value], set[Relation]] = {}

    @settings(max_examples=1500, deadline=None, database=None, derandomize=True)
    @given(st.one_of(*(st.tuples(kind, kind) for kind in KINDS)))
    def look(pair: tuple[Value, Value]) -> None:
        a, b = pair
        seen.setdefault(type(a), set()).add(relate(a, b))

    look()
    ranged = set(Relation) - {Relation.NOT_COMPARABLE}
    assert seen[Time] >= ranged
    assert seen[Duration] >= ranged
    assert seen[Quantity] >= ranged
    assert seen[OffsetPlace] >= ranged
