"""How a range of time reads as a time of Wikidata: the only place for the rule that a day there is a day in UTC.

A day is given only where the whole range that we know lies in one UTC day; else the month or the year that it lies in;
else none. Nothing is finer than a day there. A source's day without a zone lies in no one UTC day.
"""

from spaceflight_graph.link.statement import Time

DAY, MONTH, YEAR = 11, 10, 9
PRECISIONS = {"date": DAY, "gYearMonth": MONTH, "gYear": YEAR}
"""How fine a value of ours is told, by its XSD type, on the scale of Wikidata's precision; a clock time is finer."""


def of_range(not_before: str, not_after: str) -> Time | None:
    """Return the finest time of Wikidata that a range lies in, or None.

    Args:
        not_before: the first second, an xsd:dateTime in UTC.
        not_after: the last second, an xsd:dateTime in UTC.

    >>> of_range("2018-06-03T12:39:00Z", "2018-06-03T12:39:59Z")
    Time(time='+2018-06-03T00:00:00Z', precision=11, calendar='Q1985727')
    >>> of_range("2017-09-12T10:00:00Z", "2017-09-14T11:59:59Z").time
    '+2017-09-00T00:00:00Z'
    """
    first, last = _parts(not_before), _parts(not_after)
    for length, precision in ((3, DAY), (2, MONTH), (1, YEAR)):
        if first[:length] == last[:length]:
            year, month, day = (*first[:length], "00", "00")[:3]
            sign = "" if year.startswith("-") else "+"
            return Time(f"{sign}{year}-{month}-{day}T00:00:00Z", precision)
    return None


def _parts(moment: str) -> tuple[str, str, str]:
    """Return year (with its sign, if it has one), month and day."""
    year, month, day = moment.partition("T")[0].rsplit("-", 2)
    return year, month, day
