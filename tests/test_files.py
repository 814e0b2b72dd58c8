"""Files as people name them: an address is none."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import refuse_address
from spaceflight_graph.rdf.inputs import expand

HERE = "https://example.org/x"
REMEDY = (
    "is an address, and a file or folder is meant here."
    " Fix: name one of this machine; what is to be read is fetched first."
)


@pytest.mark.parametrize(
    "name", [HERE, Path(HERE), "HTTP://example.org/x", "file:///etc/passwd", "ftp://e/x", "s3://bucket/x"]
)
def test_an_address_is_refused_as_it_was_written(name: str | Path) -> None:
    with pytest.raises(SpaceflightError) as caught:
        refuse_address(name)
    assert str(caught.value) == f"{HERE if isinstance(name, Path) else name}: {REMEDY}"


@pytest.mark.parametrize("name", ["x", "/https/x", "c:/x", "https", "https:", "http:/", "my.https://x", "a:b", "."])
def test_files_are_not(name: str) -> None:
    refuse_address(name)
    refuse_address(Path(name))


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", HERE],
        ["validate", "x.ttl", "--output", HERE],
        ["validate", "x.ttl", "--baseline", HERE],
        ["validate", "x.ttl", "--cache", HERE],
        ["validate", "x.ttl", "--shapes", HERE],
        ["sparql", HERE],
        ["wikidata", HERE],
        ["wikidata", "x", "--give-back", HERE],
        ["link", HERE],
        ["build", "--source", HERE],
        ["build", "--store", HERE],
        ["cite", "--documents", HERE],
        ["export", "csvw", "--output", HERE],
        ["show", "--export", HERE],
    ],
)
def test_no_command_takes_an_address_for_a_file(
    spaceflight: Callable[..., CompletedProcess[str]],
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.ttl").touch()
    result = spaceflight(*arguments)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"Error: {HERE}: {REMEDY}\n")
    assert [file.name for file in tmp_path.iterdir()] == ["x.ttl"]


def test_no_function_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SpaceflightError, match="is an address"):
        list(expand([HERE]))
    with pytest.raises(SpaceflightError, match="there is no such file"):
        list(expand(["example.org/x"]))
