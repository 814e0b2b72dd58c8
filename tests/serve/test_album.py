"""Pictures of things: what they show and what they tell in words, in four languages, as SVG and nothing but SVG."""

import re
from functools import partial

import pytest
from lxml import etree
from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, LABELS, RDF, expand
from spaceflight_graph.plot.chart import Chart, Row, Span, Tick
from spaceflight_graph.query.told import Told
from spaceflight_graph.serve.pages.pictures import aboard, album, bearing, charts, crew, docking, orbit, svg
from spaceflight_graph.serve.pages.pictures.svg import Picture

FLIGHT = expand("id:soyuz-ms-07")
STATION = expand("id:international-space-station")
ALLOWED = {"svg", "title", "desc", "text", "circle", "ellipse", "line", "rect", "path", "a"}
SVG = "{http://www.w3.org/2000/svg}"


def read(picture: Picture) -> etree._Element:
    return etree.fromstring(picture.svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def texts(picture: Picture) -> list[str]:
    """Return what is written in a picture, cut texts whole."""
    found = []
    for element in read(picture).iter(f"{SVG}text"):
        title = element.find(f"{SVG}title")
        found.append(title.text if title is not None else element.text)
    return found


def told(picture: Picture) -> str:
    return str(read(picture).findtext(f"{SVG}desc"))


def things(store: Store) -> list[NamedNode]:
    found = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, None, GRAPH.entities)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_picture_of_every_thing_is_named_told_and_harmless(real_store: Store, language: str) -> None:
    count = 0
    for node in things(real_store):
        ids: list[str] = []
        for picture in album.of(real_store, node, language):
            count += 1
            root = read(picture)
            assert {str(e.tag).removeprefix(SVG) for e in root.iter()} <= ALLOWED, node
            assert root.get("role") == ("group" if root.findall(f".//{SVG}a") else "img")
            for name in str(root.get("aria-labelledby")).split():
                (named,) = (e for e in root.iter() if e.get("id") == name)
                assert named.text, (node, name)
            ids += [str(e.get("id")) for e in root.iter() if e.get("id")]
            assert picture.title == root.findtext(f"{SVG}title")
            assert not [a for e in root.iter() for a in e.attrib if str(a).startswith("on") or a == "style"]
            height = float(str(root.get("viewBox")).split()[3])
            numbers = [(float(e.get("x", "0")), float(e.get("y", "0"))) for e in root.iter()]
            assert all(0 <= x <= svg.WIDTH and 0 <= y <= height for x, y in numbers), (node, picture.title)
        assert len(ids) == len(set(ids)), node
    assert count > 60


def test_a_crew_sits_as_it_sat_and_its_backup_stands_below(real_store: Store) -> None:
    (picture,) = crew.of(real_store, FLIGHT, "en")
    written = texts(picture)
    assert [t for t in written if t.endswith(" seat")] == ["left seat", "center seat", "right seat"]
    names = [re.sub(r" .*", "", t) for t in written if t in (
        "Scott D. Tingle", "Anton Shkaplerov", "Norishige Kanai", "Alexander Gerst", "Jeanette Epps",
        "Sergey Prokopyev")]  # fmt: skip
    assert names == ["Scott", "Anton", "Norishige", "Alexander", "Jeanette", "Sergey"]
    assert told(picture).split("; ")[1] == "primary crew, Anton Shkaplerov: commander, Roscosmos, center seat"
    root = read(picture)
    assert root.xpath("//s:a/@href", namespaces={"s": SVG[1:-1]})[0] == "/id/scott-tingle?lang=en"
    assert len(root.xpath("//s:rect[@class='box standby']", namespaces={"s": SVG[1:-1]})) == 3
    assert crew.of(real_store, expand("id:tianzhou-1"), "en") == []
    assert crew.of(real_store, STATION, "en") == []


def test_a_crew_without_seats_begins_with_its_commander(real_store: Store) -> None:
    (picture,) = crew.of(real_store, expand("id:soyuz-ms-11"), "en")
    assert "seat" not in picture.svg.lower()
    assert len(told(picture).split("; ")) == 3


def test_an_orbit_has_its_heights_and_its_inclination(real_store: Store) -> None:
    plane, initial = orbit.of(real_store, FLIGHT, "de")
    assert told(plane) == "Bahnneigung: 51,6°"
    assert told(initial) == "Perigäum: 198,3 km; Apogäum: 254,4 km; Bahnneigung: 51,66°; Umlaufzeit: 88,74 min"
    assert "Höhen sind zehnfach gezeichnet." in texts(initial)
    assert "Höhen sind zehnfach gezeichnet." not in texts(plane)
    ellipse = read(initial).find(f"{SVG}ellipse")
    earth = read(initial).find(f"{SVG}circle")
    assert ellipse is not None
    assert earth is not None
    wide, r = float(str(ellipse.get("rx"))), float(str(earth.get("r")))
    assert wide / r == pytest.approx(1 + 10 * (198.3 + 254.4) / 2 / 6378.1, rel=1e-3)
    low, high = (float(str(c.get("cx"))) for c in read(initial).iter(f"{SVG}circle") if c.get("class") == "actual")
    centre = float(str(earth.get("cx")))
    assert (low - centre) / r == pytest.approx(1 + 10 * 198.3 / 6378.1, rel=1e-3)
    assert (centre - high) / r == pytest.approx(1 + 10 * 254.4 / 6378.1, rel=1e-3)
    across = next(e for e in read(initial).iter(f"{SVG}line") if e.get("class") == "orbit")
    x1, y1, x2, y2 = (float(str(across.get(name))) for name in ("x1", "y1", "x2", "y2"))
    assert (y1 - y2) / (x2 - x1) == pytest.approx(1.2639, rel=1e-3)  # the tangent of 51.66 degrees
    assert orbit.of(real_store, expand("id:low-earth-orbit"), "de") == []


def test_a_docking_joins_craft_port_and_station(real_store: Store) -> None:
    (picture,) = docking.of(real_store, FLIGHT, "en")
    assert told(picture).split("; ") == [
        "spacecraft: Soyuz MS-07 spacecraft",
        "docking port: Rassvet",
        "station: International Space Station",
        "Docking: 19 Dec 2017, 08:39 UTC",
        "Undocking: 3 Jun 2018, 09:16:40 UTC",
    ]
    assert docking.of(real_store, expand("id:soyuz-ms-07-docking"), "en")[0].title == picture.title
    assert len(docking.of(real_store, expand("id:tianzhou-1"), "en")) == 2
    assert docking.of(real_store, STATION, "en") == []


def test_a_landing_lies_south_east_a_little_further_than_planned(real_store: Store) -> None:
    (picture,) = bearing.of(real_store, FLIGHT, "en")
    assert told(picture) == "147 km SE of Zhezkazgan (planned); 156 km SE of Zhezkazgan (actual)"
    marks = [c for c in read(picture).iter(f"{SVG}circle") if c.find(f"{SVG}title") is not None]
    centre = next(c for c in read(picture).iter(f"{SVG}circle") if c.get("class") == "body")
    away = [
        (float(str(c.get("cx"))) - float(str(centre.get("cx"))), float(str(c.get("cy"))) - float(str(centre.get("cy"))))
        for c in marks
    ]
    for x, y in away:
        assert x == pytest.approx(y, abs=0.02)
        assert x > 0
    assert away[1][0] / away[0][0] == pytest.approx(156 / 147, rel=1e-3)
    assert {"100 km", "200 km", "Zhezkazgan"} <= set(texts(picture))
    assert bearing.of(real_store, expand("id:soyuz-ms-07-docking"), "en") == []


def test_a_plan_of_a_day_is_marked_once(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        bearing, "told", lambda *_: Told("147", unit="unit:KiloM", plan_current_at="2017", reads="then")
    )
    (picture,) = bearing.of(real_store, FLIGHT, "en")
    assert told(picture) == "then; then"


def test_who_was_aboard_when(real_store: Store) -> None:
    early, late = aboard.of(real_store, STATION, "en")
    assert early.title == "Who was aboard: 2006"
    assert late.title == "Who was aboard: 2016–2018"
    rows = told(late).split("; ")
    assert "Anton Shkaplerov: Soyuz MS-07 · 19 Dec 2017, 08:39 UTC – 3 Jun 2018, 09:16:40 UTC" in rows
    assert len({row.partition(":")[0] for row in rows}) == len(rows) > 20
    assert {"told", "planned"} <= set(texts(late))
    of_person = aboard.of(real_store, expand("id:anton-shkaplerov"), "ru")
    assert [told(picture)[:34] for picture in of_person] == ["Международная космическая станция:"]
    assert aboard.of(real_store, FLIGHT, "en") == []


@pytest.mark.parametrize(
    ("since", "until", "planned", "spans"),
    [
        (None, None, False, ()),
        ((1.0, 2.0), None, False, (Span(1, 1),)),
        (None, (5.0, 6.0), False, (Span(5, 5),)),
        ((1.0, 2.0), (5.0, 6.0), False, (Span(1, 5),)),
        ((1.0, 2.0), (5.0, 35.0), False, (Span(1, 5), Span(5, 35, "perhaps"))),
        ((1.0, 2.0), (5.0, 35.0), True, (Span(1, 35, "planned"), Span(1, 1))),
        ((1.0, 1.0), (1.0, 1.0), False, (Span(1, 1),)),
        ((10.0, 40.0), (5.0, 35.0), False, (Span(10, 10), Span(10, 35, "perhaps"))),
    ],
)
def test_a_stay_as_finely_as_it_is_told(
    since: tuple[float, float] | None, until: tuple[float, float] | None, planned: bool, spans: tuple[Span, ...]
) -> None:
    assert aboard._spans(since, until, planned=planned) == spans


def test_a_chart_cuts_what_has_no_room_and_tells_it_whole() -> None:
    long = "A very long name of something that has no room in its column"
    marks = (Span(0, 10, "told", "all <of> it"), Span(4, 4, "planned"))
    ticks = (Tick(0, "first of January"), Tick(0.5, "second of January"), Tick(10, "last"))
    picture = charts.drawn(Chart((Row(long, "note", marks),), 0, 10, ticks=ticks, title="One"), "one")
    assert long in texts(picture)
    assert "second of January" not in texts(picture)
    assert {"first of January", "last", "note"} <= set(texts(picture))
    titles = [e.text for e in read(picture).iter(f"{SVG}title")]
    assert f"{long}: all <of> it" in titles
    assert len(list(read(picture).iter(f"{SVG}rect"))) == 1
    assert [c.get("class") for c in read(picture).iter(f"{SVG}circle")] == ["planned"]
    assert told(picture) == f"{long}: note"


def test_rings_are_round_numbers() -> None:
    assert [bearing._round(n) for n in (0.7, 78, 100, 101, 450)] == [1, 100, 100, 200, 500]


def test_a_link_is_only_where_there_is_a_page() -> None:
    assert svg.link(None, "x") == "x"
    assert svg.link("/a?b&c", "x") == '<a href="/a?b&amp;c">x</a>'
    assert partial(svg.text, 1, 2)("x", kind="head", anchor="end") == (
        '<text x="1" y="2" text-anchor="end" class="head">x</text>'
    )
