"""Completion: what each shell is answered, and each shell that is here, with its Tab key pressed."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph.cli import COMMANDS

Spaceflight = Callable[..., CompletedProcess[str]]
Ask = Callable[..., list[str]]


@pytest.fixture
def ask(spaceflight: Spaceflight, small_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask as the script of a shell does, and return the lines of the answer."""

    def asked(
        line: str, shell: str = "zsh", breaks: str = " \t\n\"'><=;|&(:", store: Path = small_store_path
    ) -> list[str]:
        monkeypatch.setenv("_SPACEFLIGHT_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("_LINE", line)
        monkeypatch.setenv("_BREAKS", breaks)
        answer = spaceflight(store=store)
        assert (answer.returncode, answer.stderr) == (0, "")
        return [text for text in answer.stdout.split("\n") if text]

    return asked


def words(lines: list[str]) -> list[str]:
    return [line.split("\t")[1] for line in lines]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("spaceflight qu", ["space\tquery\tList or run canned queries."]),
        ("spaceflight query crew-of", ["space\tcrew-of-flight\tWho flies on a flight, in which role?"]),
        ("spaceflight query crew-of-flight ", ["none\tflight=\ta flight by slug, IRI or label"]),
        ("spaceflight query crew-of-flight flight=o", ["space\tflight=one\tOne"]),
        ("spaceflight query crew-of-flight flight='Flug Ei", ["space\tflight=one\tOne"]),
        ("spaceflight query crew-of-flight --lang de flight=t", ["space\tflight=two\tZwei"]),
        ("spaceflight query launches from=2017-01-01 t", ["none\tto=\tthe last day"]),
        ("spaceflight query launches --format j", ["space\tjson\t"]),
        ("spaceflight explain one-laun", ["space\tone-launch\tLaunch of One"]),
        ("spaceflight explain one dock", ["space\tdockedDuration\tdocked duration"]),
        ("spaceflight show tw", ["space\ttwo\tTwo"]),
        ("spaceflight export jsonld one bo-", ["space\tbo-roth\tBo Roth"]),
        ("spaceflight wikidata --thing bo-", ["space\tbo-roth\tBo Roth"]),
        ("spaceflight list spacef", ["space\tSpaceflight\tspaceflight (2)"]),
        ("spaceflight find one --class spacef", ["space\tSpaceflight\tspaceflight (2)"]),
        ("spaceflight completion b", ["space\tbash\t"]),
        ("spaceflight validate da", ["files"]),
        ("spaceflight query nothing fl", []),
        ("spaceflight nothing o", []),
        ("spaceflight explain nobody ti", []),
    ],
)
def test_what_a_shell_is_answered(ask: Ask, shell: str, line: str, answer: list[str]) -> None:
    assert ask(line, shell) == answer


def test_every_command_is_offered_and_none_imported_for_it(ask: Ask) -> None:
    assert words(ask("spaceflight ")) == sorted(COMMANDS)
    assert words(ask("spaceflight --v")) == ["--version"]
    assert len(words(ask("spaceflight query --"))) > 5


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("spaceflight query crew-of", ["space\tcrew-of-flight"]),
        ("spaceflight query crew-of-flight ", ["none\tflight="]),
        ("spaceflight query crew-of-flight flight=", ["space\tone", "space\ttwo"]),
        ("spaceflight query crew-of-flight flight=o", ["space\tone"]),
        ("spaceflight query crew-of-flight 'flight=o", ["space\tflight=one"]),
        ('spaceflight query crew-of-flight flight="Flug Ei', ["space\tone"]),
        ("spaceflight query crew-of-flight flight=Flug\\ Ei", ["space\tone"]),
        ("spaceflight explain id:one-l", ["space\tone-landing", "space\tone-launch"]),
        ("spaceflight explain 'it'\"'\"'s", []),
        ("spaceflight explain launch", ["space\tone-launch", "space\ttwo-launch", "space\t "]),
        ("spaceflight validate da", ["files"]),
    ],
)
def test_bash_is_answered_what_it_replaces(ask: Ask, line: str, answer: list[str]) -> None:
    assert ask(line, "bash") == answer


def test_bash_without_breaks_gets_whole_words(ask: Ask) -> None:
    assert ask("spaceflight query crew-of-flight flight=o", "bash", breaks="") == ["space\tflight=one"]
    assert ask("spaceflight query crew-of-flight flight=o", "bash", breaks=":") == ["space\tflight=one"]


def test_without_a_graph_there_is_nothing_and_no_error(ask: Ask, tmp_path: Path) -> None:
    assert ask("spaceflight explain o", store=tmp_path) == []
    assert words(ask("spaceflight query crew-of", store=tmp_path)) == ["crew-of-flight"]


def test_what_would_fall_apart_in_a_shell_is_not_offered(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from spaceflight_graph.query import completion

    bad = [completion.Word("a b", ""), completion.Word("$(id)", ""), completion.Word("ok", "two\n\tlines\x1b[2J")]
    monkeypatch.setattr(completion, "things", lambda *_: bad)
    assert ask("spaceflight explain o") == ["space\tok\ttwo lines\\x1b[2J"]


def test_another_shell_is_refused(spaceflight: Spaceflight) -> None:
    result = spaceflight("completion", "tcsh")
    assert result.returncode == 2
    assert "is not one of 'bash', 'fish', 'zsh'" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_script(spaceflight: Spaceflight, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    script = spaceflight("completion", shell).stdout
    read = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stdout, read.stderr) == (0, "", "")


def pressed(shell: list[str], setup: str, keys: list[tuple[str, str]], at: Path) -> None:
    """Type into a shell on a terminal, and wait for what must be shown after each."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(at)
        os.execvp(shell[0], shell)
    seen = ""
    try:
        for typed, wanted in [(setup, ""), *keys]:
            os.write(terminal, typed.encode())
            seen, end = "", time.monotonic() + 30
            while wanted not in seen and time.monotonic() < end:
                if select.select([terminal], [], [], 0.1)[0]:
                    seen += os.read(terminal, 65_536).decode(errors="replace")
            assert wanted in seen, (typed, seen)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_tab(shell: str, small_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    program = tmp_path / "spaceflight"
    run = "from spaceflight_graph.__main__ import run; run()"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{run}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("SPACEFLIGHT_STORE", str(small_store_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "dumb" if shell == "bash" else "xterm")
    start = {"bash": ["bash", "--norc", "-i"], "zsh": ["zsh", "-f", "-i"], "fish": ["fish", "-N", "-i"]}[shell]
    setup = "spaceflight completion fish | source" if shell == "fish" else f'eval "$(spaceflight completion {shell})"'
    keys = [
        ("spaceflight query crew-of\t", "-flight"),
        ("fl\t", "flight="[2:]),
        ("tw\t", "two"[2:]),
        (" --format cs\t", "csv"[2:]),
        ("\n", "person,name,namePlanned"),
    ]
    pressed(start, f"{setup}\n", keys, tmp_path)
