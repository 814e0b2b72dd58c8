"""What others put into their CI: the commands in action.yml, in the pre-commit hook and in the docs are run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetClass <urn:T> ; sh:property
    [ sh:path <urn:p> ; sh:maxInclusive 5 ; sh:message "No." ] .
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of somebody else, with one finding."""
    for name, text in (("shapes/s.ttl", SHAPES), ("data/bad.ttl", "<urn:a> a <urn:T> ;\n  <urn:p> 9 .\n")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "good.ttl").write_text("<urn:b> a <urn:T> ; <urn:p> 1 .\n", encoding="utf-8")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, program in (("spaceflight", "from spaceflight_graph.cli import run; run()"), ("pip", "")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{program}" "$@"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    return tmp_path


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(folder / "bin"), os.environ["PATH"]))
    source = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": source, **variables}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def block(text: str, key: str, occurrence: int = -1) -> str:
    """Return a ``key: |`` block of a YAML file."""
    found = re.findall(rf"^( *){key}: \|\n((?:\1 +.*\n|\n)+)", text, re.MULTILINE)
    return dedent(found[occurrence][1])


def test_the_action_annotates_and_writes_sarif(project: Path) -> None:
    script = block((ROOT / "action.yml").read_text(encoding="utf-8"), "run")
    inputs = {
        "PATHS": "data/*.ttl\ngood.ttl",
        "SHAPES": "shapes",
        "FAIL_ON": "violation",
        "BASELINE": "",
        "SARIF": "o.sarif",
    }
    done = shell(script, project, RUNNER_TEMP=str(project), **inputs)
    assert done.returncode == 1, done.stderr
    annotation, summary = done.stdout.splitlines()
    assert annotation == "::error file=data/bad.ttl,line=2,col=11,endColumn=12,title=<urn%3As>/<urn%3Ap>::No."
    assert summary.endswith("focus nodes.")
    results = json.loads((project / "o.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error"]
    assert shell(script, project, **{**inputs, "PATHS": "good.ttl"}).returncode == 0
    assert shell(script, project, **{**inputs, "SHAPES": "nowhere"}).returncode == 2
    unnamed = shell(script, project, **{**inputs, "SHAPES": "", "SARIF": "", "PATHS": "good.ttl"})
    assert unnamed.returncode == 2
    assert "::warning title=No shapes are named::" in unnamed.stdout
    assert "nothing was checked" in unnamed.stderr


def test_every_input_of_the_action_is_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    declared = re.findall(r"^  ([\w-]+):\n    description", text, re.MULTILINE)
    assert len(declared) == 5
    assert set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", text)) == set(declared)


def test_the_pre_commit_hook(project: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"^  entry: (.+)$", hooks, re.MULTILINE)
    assert entry is not None
    docs = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    arguments = re.search(r"args: \[(.+)\]", docs)
    assert arguments is not None
    done = shell(f"{entry[1]} {arguments[1].replace(',', '')}", project)
    assert done.returncode == 1
    assert "data/bad.ttl:2:11" in done.stdout
    assert shell(f"{entry[1]} --shapes shapes good.ttl", project).stdout == ""
    (project / "broken.ttl").write_text("<urn:a> <urn:b> .\n", encoding="utf-8")
    default = re.search(r"^  args: \[(.+)\]", hooks, re.MULTILINE)
    assert default is not None
    assert "broken.ttl:1:17" in shell(f"{entry[1]} {default[1]}", project).stdout


def test_the_recipe_for_gitlab(project: Path) -> None:
    docs = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    recipe = docs[docs.index("validate:\n  image") :]
    lines = re.findall(r"^    - (.+)$", recipe[: recipe.index("```")], re.MULTILINE)
    assert len(lines) == 2
    done = shell("\n".join(lines), project)
    assert done.returncode == 1, done.stderr
    assert '<failure message="No."' in (project / "findings.xml").read_text(encoding="utf-8")


def test_the_program_of_the_docs(project: Path) -> None:
    docs = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    program = re.search(r"```python\n(.+?)```", docs, re.DOTALL)
    assert program is not None
    done = shell(f"exec '{sys.executable}' - <<'END'\n{program[1]}\nEND", project)
    assert done.stdout == "data/bad.ttl:2:11 <urn:s>/<urn:p> No.\n", done.stderr


def test_every_option_has_its_row() -> None:
    from spaceflight_graph.commands.validate import command

    docs = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    names = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert len(names) > 8
    assert {name for name in names if f"`{name}" not in docs} == set()
