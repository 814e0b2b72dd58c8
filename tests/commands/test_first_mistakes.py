"""The 25 mistakes that a newcomer makes first: each has one message with what, where, and what to type instead."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from spaceflight_graph.store import reservation

RUN = "from spaceflight_graph.__main__ import run; run()"


class Mistake(NamedTuple):
    """What somebody types, how it ends, and parts of what they are told.

    ``{gone}`` is a folder without a graph, ``{old}`` one that another version built, ``{busy}`` one that a build holds.
    """

    name: str
    typed: str
    code: int
    parts: tuple[str, ...]


MISTAKES = [
    Mistake("a command misspelt", "spaceflight querry", 2,
            ("there is no command 'querry'. Fix: `spaceflight query`.",)),
    Mistake("a query as a command", "spaceflight crew-of-flight flight='Flug Eins'", 2,
            ("there is no command 'crew-of-flight'", '`spaceflight query crew-of-flight "flight=Flug Eins"`')),
    Mistake("a query misspelt", "spaceflight query crew-of-fligth flight=one", 2,
            ("no query is called 'crew-of-fligth'", "take one of crew-of-flight,", "`spaceflight query` lists all")),
    Mistake("a parameter left out", "spaceflight query crew-of-flight", 2,
            ("query crew-of-flight needs the parameter flight", "Fix: add flight=VALUE;",
             "`spaceflight list Spaceflight` lists them")),
    Mistake("a value without its parameter", "spaceflight query crew-of-flight one", 2,
            ("query crew-of-flight: 'one' is no KEY=VALUE. Fix: write flight=one.",)),
    Mistake("spaces around the sign", "spaceflight query crew-of-flight flight = one", 2,
            ("query crew-of-flight: 'flight' is no", "Fix: write it without spaces: flight=one.")),
    Mistake("a name without quotes", "spaceflight query crew-of-flight flight=Flug Eins", 2,
            ("query crew-of-flight: 'Eins' is no", 'has spaces in quotes: "flight=Flug Eins".')),
    Mistake("a parameter misspelt", "spaceflight query crew-of-flight fligth=one", 2,
            ("query crew-of-flight has no parameter 'fligth'. Fix: write flight=one.",)),
    Mistake("a parameter as an option", "spaceflight query crew-of-flight --flight one", 2,
            ("spaceflight query: no such option '--flight'. Fix: write flight=VALUE;",)),
    Mistake("a wrong name", "spaceflight query crew-of-flight flight=zwie", 2,
            ("no Spaceflight is called 'zwie'. Fix: take one of two (Two).",)),
    Mistake("a wrong type", "spaceflight query crew-of-flight flight=ann-lee", 2,
            ("id:ann-lee is no Spaceflight, but a sf:Person", "Fix: `spaceflight list Spaceflight` lists them all.")),
    Mistake("a name of two things", "spaceflight explain 'arrow flight'", 2,
            ("'arrow flight' is the name of 2 things", "Fix: take one of one (One, crewed flight), two (Two, cargo")),
    Mistake("a date in the wrong form", "spaceflight query events-on-day day=12.1.2001", 2,
            ("query events-on-day: day=12.1.2001: '12.1.2001' is not an xsd:date",
             "Fix: give a date: day=2001-01-12 ")),
    Mistake("a year in place of a day", "spaceflight query launches to=2001", 2,
            ("query launches: to=2001: '2001' is not an xsd:date", "Fix: give a date: to=2001-12-31 ")),
    Mistake("an end before its beginning", "spaceflight query launches from=2002-01-01 to=2001-01-01", 2,
            ("from=2002-01-01 is later than to=2001-01-01. Fix: write from=2001-01-01 to=2002-01-01.",)),
    Mistake("an unknown format", "spaceflight query launches --format excel", 2,
            ("spaceflight query: invalid value for '--format': 'excel' is not one of 'table', 'csv'",
             "Fix: take one of these;")),
    Mistake("an empty answer", "spaceflight query crew-of-flight flight=two", 0,
            ("No rows: no document tells of a crew; probes, satellites and cargo craft have none.",)),
    Mistake("a class in place of a thing", "spaceflight explain landing time", 2,
            ("sf:Landing is a class. Fix: name one of its things; `spaceflight list Landing` lists them.",)),
    Mistake("no store", "spaceflight list --store {gone}", 2,
            ("{gone}: no graph has been built here. Fix: run `spaceflight build --store {gone}`.",)),
    Mistake("a store of another version", "SPACEFLIGHT_STORE={old} spaceflight disputes", 2,
            ("{old}: was built by version 0.0.1, and this is ", "Fix: run `spaceflight build`.")),
    Mistake("a misspelt term", "spaceflight sparql <<< 'SELECT ?x {{ ?x a sf:SpaceWalk }}'", 0,
            ("sf:SpaceWalk is nowhere in the graph. Fix: write sf:Spacewalk.", "No rows.")),
    Mistake("a query in place of its file", "spaceflight sparql 'ASK {{ ?s ?p ?o }}' < /dev/null", 2,
            ("spaceflight sparql: invalid value for '[FILE]'",
             "Fix: pipe it in: echo \"ASK { ?s ?p ?o }\" | spaceflight sparql;")),
    Mistake("a locale without the letters", "spaceflight show one --lang zh", 2,
            ("standard output: '\\u", "cannot be written in ascii. Fix: set LC_ALL=C.UTF-8",)),
    Mistake("two builds at once", "spaceflight build --store {busy}", 2,
            ("{busy}: another build is running. Fix: wait for it, or name another --store.",)),
    Mistake("an export format misspelt", "spaceflight export json one", 2,
            ("spaceflight export: invalid value for 'FORMAT': 'json' is not one of", "Fix: take jsonld or ndjsonld;")),
]  # fmt: skip


def test_there_are_twenty_five() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len({mistake.typed for mistake in MISTAKES}) == 25


def shell(command: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f"spaceflight() {{ {sys.executable} -c '{RUN}' \"$@\"; }}; {command}"
    settings = os.environ | {"SPACEFLIGHT_STORE": str(store)} | environment
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, env=settings, check=False
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_one_message(mistake: Mistake, small_store_path: Path, tmp_path: Path) -> None:
    folders = {name: str(tmp_path / name) for name in ("gone", "old", "busy")}
    (tmp_path / "old").mkdir()
    manifest = json.loads((small_store_path / reservation.MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / "old" / reservation.MANIFEST).write_text(json.dumps(manifest | {"version": "0.0.1"}), encoding="utf-8")
    (tmp_path / "busy").mkdir()
    ascii_only = {"PYTHONIOENCODING": "ascii"} if "locale" in mistake.name else {}
    with reservation.reserved(tmp_path / "busy"):
        result = shell(mistake.typed.format(**folders), small_store_path, **ascii_only)
    assert result.returncode == mistake.code, result.stderr
    told = result.stderr + (result.stdout if mistake.code == 0 else "")
    for part in mistake.parts:
        assert re.sub("{(gone|old|busy)}", lambda name: folders[name[1]], part) in told
    assert told.count("Error: ") == (1 if mistake.code else 0)
    assert len([line for line in result.stderr.splitlines() if line.startswith(("Error", "warning", "Usage"))]) <= 1
    assert "Traceback" not in told
    assert "a fault of the program" not in told
    assert "Fix: " in told or mistake.code == 0


@pytest.mark.parametrize(
    ("command", "environment"),
    [
        ("spaceflight list Person | head -1", {}),  # a pipe that closes
        ("spaceflight query crew-of-flight flight=一号", {"LC_ALL": "C", "LANG": "C"}),
        ("spaceflight query crew-of-flight flight=one", {"PYTHONIOENCODING": "latin-1"}),  # no letter for the ruler
        ("spaceflight explain one-landing time", {"NO_COLOR": "1"}),
        ("spaceflight show one", {"TERM": "dumb"}),
        ("spaceflight list & spaceflight list; wait", {}),  # two at once
        ("spaceflight find one > /dev/null < /dev/null", {}),  # no terminal
    ],
)
def test_what_is_no_mistake(command: str, environment: dict[str, str], small_store_path: Path) -> None:
    result = shell(command, small_store_path, **environment)
    assert (result.returncode, result.stderr.replace("the first 20 are shown; --limit shows more.\n", "")) == (0, "")
    assert "\x1b" not in result.stdout


def test_without_the_ruler_s_letter_there_are_hyphens(small_store_path: Path) -> None:
    shown = shell("spaceflight list Person", small_store_path, PYTHONIOENCODING="latin-1").stdout
    assert shown.splitlines()[1] == "-------  -------  ------  ----"


@pytest.mark.parametrize("command", ["spaceflight", "spaceflight store"])
def test_who_types_nothing_more_gets_the_help(command: str, small_store_path: Path) -> None:
    result = shell(command, small_store_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(
        f"Usage: {'-c' if not result.stdout.startswith('Usage: spaceflight') else 'spaceflight'}"
    )
    assert "\\n" not in result.stdout


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("frobnicate", "there is no command 'frobnicate'. Fix: take one of those that `spaceflight --help` lists."),
        (
            "show Flug Eins",
            "unexpected extra argument (Eins). Fix: leave it out, or put a name that has spaces in quotes;",
        ),
        ("explain", "missing argument 'SUBJECT'. Fix: add SUBJECT; `spaceflight explain --help` tells all."),
        ("query --formt csv", "no such option '--formt'. Fix: take --format"),
        ("query --zzz", "no such option '--zzz'. Fix: `spaceflight query --help` tells all."),
        ("query launches --lang fr", "'fr' is not one of 'de', 'en', 'ru', 'zh'. Fix: take one of these;"),
        ("query launches fligth=x", "has no parameter 'fligth'. Fix: write from=x or to=x or"),
        ("query documents x=y", "query documents has no parameter 'x'. Fix: leave it out, for it takes none."),
        (
            "query documents x",
            "'x' is no KEY=VALUE. Fix: write no parameter, for it takes none: spaceflight query documents.",
        ),
        ("query events-on-day", "Fix: add day=VALUE, such as day=2017-12-17."),
        ("query plans from=2001-05-06", "Fix: give a gYear: from=2001 ("),
        ("query launches from=someday", "Fix: give a date such as 2017-12-17 ("),
        ("query launches =x", "'=x' is no KEY=VALUE"),
        ("sparql nofile.rq", "No such file or directory. Fix: check its name;"),
        ("explain one nosuch", "no Property is called 'nosuch'. Fix: leave it out to see all that is told."),
        ("query launches from=2017年12月17日", "Fix: give a date: from=2017-12-17 ("),
    ],
)
def test_others(typed: str, part: str, small_store_path: Path) -> None:
    result = shell(f"spaceflight {typed}", small_store_path)
    assert result.returncode == 2
    assert part in result.stderr
    assert len(result.stderr.splitlines()) == 1
