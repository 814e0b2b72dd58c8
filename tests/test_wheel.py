"""The wheel carries everything: installed outside any checkout, it builds and answers."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("[!.]*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_wheel_works_outside_any_checkout(tmp_path: Path) -> None:
    def run(*command: str, ends: int = 0, environment: Mapping[str, str] = MappingProxyType({})) -> str:
        result = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, cwd=tmp_path,
            env={**os.environ, "SPACEFLIGHT_YASGUI": "none", **environment},
            check=False,
        )  # fmt: skip
        assert result.returncode == ends, result.stderr
        return result.stdout

    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT))
    (wheel,) = (tmp_path / "dist").glob("spaceflight_graph-*.whl")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(tmp_path / "site"), str(wheel))
    here = {"PYTHONPATH": str(tmp_path / "site"), "SPACEFLIGHT_STORE": str(tmp_path / "store")}
    assert str(tmp_path) in run("-c", "import spaceflight_graph; print(spaceflight_graph.__file__)", environment=here)
    spaceflight = ("-c", "from spaceflight_graph.cli import run; run()")
    run(*spaceflight, "build", environment=here)
    assert "Anton Shkaplerov" in run(*spaceflight, "query", "crew-of-flight", "flight=联盟MS-07", environment=here)
    carried = tmp_path / "site" / "spaceflight_graph" / "resources"
    assert {path.name for path in carried.iterdir()} == {"data", "ontology", "queries", "shapes"}
    # What `spaceflight validate` takes is there to the letter; what it says of all that, the tests of validation know.
    own = run("-c", "from spaceflight_graph.validate import own_data; print(*own_data.paths())", environment=here)
    assert own.split() == [f"site/spaceflight_graph/resources/{name}" for name in ("ontology", "data")]
    assert all(contents(carried / name) == contents(ROOT / name) for name in ("data", "ontology", "queries", "shapes"))
    bad = "@prefix sf: <https://w3id.org/spaceflight/ontology#> .\n<urn:d> a sf:Document ; sf:nonsense 1 .\n"
    (tmp_path / "bad.ttl").write_text(bad, encoding="utf-8")
    told = run(*spaceflight, "validate", "bad.ttl", "--format", "json", ends=1, environment=here)
    assert {"check:declared", "sfsh:Document-title"} <= {finding["rule"] for finding in json.loads(told)["findings"]}
