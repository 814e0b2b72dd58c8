"""The wheel carries everything: installed outside any checkout, it builds and answers."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_wheel_works_outside_any_checkout(tmp_path: Path) -> None:
    def run(*command: str, **environment: str) -> str:
        result = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, env=os.environ | environment, cwd=tmp_path,
            check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return result.stdout

    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT))
    (wheel,) = (tmp_path / "dist").glob("spaceflight_graph-*.whl")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(tmp_path / "site"), str(wheel))
    here = {"PYTHONPATH": str(tmp_path / "site"), "SPACEFLIGHT_STORE": str(tmp_path / "store")}
    assert str(tmp_path) in run("-c", "import spaceflight_graph; print(spaceflight_graph.__file__)", **here)
    spaceflight = ("-c", "from spaceflight_graph.cli import run; run()")
    run(*spaceflight, "build", **here)
    assert "Anton Shkaplerov" in run(*spaceflight, "query", "crew-of-flight", "flight=联盟MS-07", **here)
    run(*spaceflight, "validate", **here)
    names = {path.name for path in (tmp_path / "site" / "spaceflight_graph" / "resources").iterdir()}
    assert names == {"data", "ontology", "queries", "shapes"}
