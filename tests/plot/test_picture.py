"""Pictures: the same chart gives the same bytes, every letter is there, and what cannot be drawn is told."""

import builtins
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph import Graph, ParameterError, Picture, SpaceflightError, open_graph
from spaceflight_graph.plot import draw, fonts, picture
from spaceflight_graph.plot.chart import Chart, Row, Span, Tick

CHART = Chart(
    (Row("甲 Союз $x$", "a\x1b[2J <b> & ü", (Span(0, 4), Span(4, 8, "perhaps"), Span(9, 9, "planned"))),),
    0,
    10,
    ticks=(Tick(0, "0"), Tick(5, "five")),
    ends=("less", "more"),
    line=5,
    line_text="now",
    key=(("told", "told"), ("planned", "planned")),
    footer=("left out: 3",),
    title="联盟MS-07",
)
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture
def small(small_store_path: Path) -> Graph:
    return open_graph(small_store_path)


def test_svg_holds_every_text_as_text() -> None:
    found = texts(draw.svg(CHART))
    assert sorted(found) == sorted(
        ["联盟MS-07", "●", "told", "◇", "planned",
         "甲 Союз $x$", r"a\x1b[2J <b> & ü", "0", "five", "less", "more", "now", "left out: 3"]
    )  # fmt: skip


def test_svg_has_every_mark_in_its_colour() -> None:
    svg = draw.svg(CHART)
    assert svg.count("fill: #0072b2") == 2  # a bar, and the key's
    assert svg.count("fill: #a6cee3") == 1
    assert "stroke: #d55e00" in svg
    assert svg.count("<use ") == 1  # what is too short for a bar is a mark
    assert "Matplotlib v" not in svg
    assert "dc:date" not in svg


def test_same_bytes_in_every_process_whatever_the_style_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\naxes.facecolor: red\n")
    code = """
import hashlib
from spaceflight_graph.plot import draw
from spaceflight_graph.plot.chart import Chart, Row, Span
chart = Chart((Row("甲", "b", (Span(0, 4), Span(9, 9, "planned"))),), 0, 10, title="Союз")
print(hashlib.sha256(draw.svg(chart).encode() + draw.png(chart)).hexdigest())
"""
    told = set()
    for seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": seed} | ({"MATPLOTLIBRC": str(tmp_path)} if seed == "1" else {})
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        assert ran.stderr == ""
        told.add(ran.stdout)
    assert len(told) == 1


def test_settings_of_the_user_are_left_alone() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw.svg(CHART)
    assert dict(mpl.rcParams) == before


def test_columns_are_as_wide_as_their_letters() -> None:
    def wide(svg: str) -> float:
        return float(ET.fromstring(svg).attrib["width"].removesuffix("pt"))

    chart = Chart((Row("a" * 20, "b" * 3),), 0, 1)
    assert wide(draw.svg(replace(chart, rows=(Row("a" * 40, "b" * 3),)))) > wide(draw.svg(chart)) + 80
    assert wide(draw.svg(replace(chart, rows=(Row("联" * 20, "b" * 3),)))) == wide(
        draw.svg(replace(chart, rows=(Row("a" * 40, "b" * 3),)))
    )
    assert wide(draw.svg(replace(chart, title="t" * 70))) > wide(draw.svg(chart))
    very = draw.svg(replace(chart, rows=(Row("a" * 500, ""),)))
    assert wide(very) < 1000
    assert next(text for text in texts(very) if text.startswith("aaa")).endswith("…")


def test_png() -> None:
    assert draw.png(replace(CHART, title="Союз ü")).startswith(b"\x89PNG\r\n")


def test_fonts_are_chosen_by_their_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.families(["Союз ü – →"]) == [fonts.LATIN]
    letters = {"Latin": "abc", "None": "", "Chinese": "甲乙", "More": "甲乙丙"}
    monkeypatch.setattr(fonts, "_files", lambda: {fonts.LATIN: "Latin", "N": "None", "C": "Chinese", "M": "More"})
    monkeypatch.setattr(fonts, "_letters", lambda file: frozenset(map(ord, letters[file])))
    assert fonts.families(["a", "甲\n"]) == [fonts.LATIN, "C"]
    assert fonts.families(["a甲丙"]) == [fonts.LATIN, "C", "M"]
    with pytest.raises(
        SpaceflightError, match=r"no font is installed that has the letters 丁戊\. Fix: install one, such as"
    ):
        fonts.families(["甲戊丁a"])


def test_a_font_that_cannot_be_read_has_no_letters(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"nothing")
    assert fonts._letters(tmp_path / "x.ttf") == fonts._letters(tmp_path / "gone.ttf") == frozenset()


def test_picture_of_an_answer(small: Graph, tmp_path: Path) -> None:
    drawn = small.plot("spacewalks")
    assert isinstance(drawn, Picture)
    assert drawn.chart.title == "Spacewalks"
    assert drawn._repr_svg_() == drawn.svg()
    assert repr(drawn) == "<Picture Spacewalks, 1 rows>"
    for name in ("a.svg", "b.SVG", "c.png"):
        drawn.save(tmp_path / name)
    drawn.save(str(tmp_path / "d.png"))
    assert (
        (tmp_path / "a.svg").read_text(encoding="utf-8")
        == (tmp_path / "b.SVG").read_text(encoding="utf-8")
        == drawn.svg()
    )
    assert (tmp_path / "c.png").read_bytes() == (tmp_path / "d.png").read_bytes() == drawn.png()


def test_title_names_what_was_asked(small: Graph) -> None:
    assert small.plot("timeline", flight="one", lang="zh").chart.title == "一号：时间线"
    assert small.plot("launches", site="South Base").chart.title == "South Base: Launches by month"


def test_what_cannot_be_drawn_is_told(small: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        ParameterError,
        match=r"query crew-of-flight has no picture\. Fix: take one that has: launches, milestones, on-board",
    ):
        small.plot("crew-of-flight", flight="one")
    with pytest.raises(
        SpaceflightError, match=r"no document tells of a spacewalk in that time.*Fix: ask for something else to draw\."
    ):
        small.plot("spacewalks", from_="1990-01-01", to="1990-01-02")
    with pytest.raises(ParameterError, match=r"x\.pdf: a picture is SVG or PNG\. Fix: let its name end in"):
        small.plot("spacewalks").save(tmp_path / "x.pdf")
    monkeypatch.setattr(picture, "MOST_ROWS", 0)
    with pytest.raises(
        SpaceflightError, match=r"would have 1 rows, and 0 are the most\. Fix: ask for less: from, to\."
    ):
        small.plot("spacewalks")
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_an_answer_that_can_be_drawn(real_store_path: Path) -> None:
    graph = open_graph(real_store_path)
    with pytest.raises(
        SpaceflightError, match=r"nothing in the answer can be drawn: Told only by year or coarser, not drawn: 1\."
    ):
        graph.plot("launches", to="1977-12-31")


def test_no_matplotlib(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(
        SpaceflightError, match=r"matplotlib is not installed\. Fix: `pip install 'spaceflight-graph\[plot\]'`"
    ):
        small.plot("spacewalks").svg()


Run = Callable[..., CompletedProcess[str]]


def test_command_line(spaceflight: Run, small_store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "walks.svg"
    ran = spaceflight(
        "query", "spacewalks", "from=2001-01-01", "--plot", str(file), "--lang", "de", store=small_store_path
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (
        file.read_text(encoding="utf-8")
        == open_graph(small_store_path, lang="de").plot("spacewalks", from_="2001-01-01").svg()
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["crew-of-flight", "flight=one"], "query crew-of-flight has no picture. Fix: take one that has: launches, "),
        (["frob"], "no query is called 'frob'. Fix: "),
        ([], "--plot draws the answer of a query. Fix: name one, such as spacewalks."),
        (["spacewalks", "--about"], "--plot draws what the local graph answers. Fix: leave out --about."),
        (["spacewalks", "--format", "csv"], "--plot draws what the local graph answers. Fix: leave out --format."),
        (["spacewalks", "--raw"], "--plot draws what the local graph answers. Fix: leave out --raw."),
        (["spacewalks", "--endpoint", "http://x"], "what the local graph answers. Fix: leave out --endpoint."),
        (["timeline"], "query timeline needs the parameter flight"),
    ],
)  # fmt: skip
def test_asked_wrongly(
    spaceflight: Run, small_store_path: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    ran = spaceflight("query", *arguments, "--plot", str(tmp_path / "x.svg"), store=small_store_path)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_wrong_ending_is_told_before_the_query_runs(spaceflight: Run, tmp_path: Path) -> None:
    ran = spaceflight("query", "spacewalks", "--plot", "x.jpg", store=tmp_path)
    assert (ran.returncode, ran.stderr) == (
        2,
        "Error: x.jpg: a picture is SVG or PNG. Fix: let its name end in .svg or .png.\n",
    )
