"""The README and the pages on exports and Wikidata are true: every command runs and prints what they show."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "exports.md", ROOT / "docs" / "wikidata.md"]
BLOCKS = [
    block
    for page in PAGES
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """Return each command of a block with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


STEPS = [step for block in BLOCKS for step in steps(block)]


def test_there_are_commands() -> None:
    assert len(STEPS) > 10


@pytest.mark.parametrize(("command", "shown"), STEPS, ids=[command[:60] for command, _ in STEPS])
def test_command_runs_and_prints_what_the_readme_shows(
    command: str,
    shown: list[str],
    spaceflight: Callable[..., subprocess.CompletedProcess[str]],
    shipped_store_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "tests").symlink_to(ROOT / "tests")  # a checkout has Wikidata's items there, for an example
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "store" if command.startswith("spaceflight build") else shipped_store_path
    program, *arguments = shlex.split(command)
    if program == "spaceflight" and not set(command) & set("|<>;&$*"):
        result = spaceflight(*arguments, store=store)
    else:
        script = command.replace("spaceflight ", f"{sys.executable} -c 'from spaceflight_graph.cli import run; run()' ")
        result = subprocess.run(
            ["bash", "-o", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            env=os.environ | {"SPACEFLIGHT_STORE": str(store)},
            check=False,
        )
    assert result.returncode == 0, result.stderr
    assert result.stdout or "--output" in command or "--plot" in command
    printed = (result.stdout + result.stderr).splitlines()  # as on a terminal
    for line in shown:
        assert line in printed


def test_next_step_after_make_run_asks_the_graph_that_make_built() -> None:
    (line,) = re.findall(r"^export SPACEFLIGHT_STORE=[^#\n]*\S", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    told = subprocess.run(["make", "-n", "run"], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert f"echo '  {line}'" in told
    script = f'{line}; echo "$SPACEFLIGHT_STORE"; echo "${{PATH%%:*}}"'
    shown = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert shown.splitlines() == [f"{ROOT}/.store", f"{ROOT}/.venv/bin"]
