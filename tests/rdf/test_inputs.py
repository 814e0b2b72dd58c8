"""The files that a user names are found; what is no file, or lies elsewhere, is refused without a look into it."""

import os
from pathlib import Path

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.rdf.inputs import expand


def refused(path: Path | str) -> str:
    with pytest.raises(SpaceflightError) as caught:
        expand([path])
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.ttl").write_text("secret", encoding="utf-8")
    folder = tmp_path / "data"
    (folder / "below").mkdir(parents=True)
    (folder / "a.ttl").touch()
    (folder / "below" / "b.nq").touch()
    return folder


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("named", ["", "pipe.ttl", "*.ttl"])
def test_pipe_is_refused_at_once(folder: Path, named: str) -> None:
    os.mkfifo(folder / "pipe.ttl")
    assert "pipe.ttl: is no regular file. Fix: " in refused(folder / named)


def test_device_is_refused(folder: Path) -> None:
    (folder / "null.ttl").symlink_to("/dev/null")
    assert "null.ttl: is no regular file" in refused(folder)


def test_link_that_leads_out_of_its_folder_is_refused_by_name_alone(folder: Path) -> None:
    (folder / "below" / "link.ttl").symlink_to("../../secret.ttl")
    told = refused(folder)
    assert f"{folder}/below/link.ttl: is a link that leads out of {folder}." in told
    assert "secret" not in told


def test_links_within_a_folder_and_files_named_by_themselves_are_read(folder: Path, tmp_path: Path) -> None:
    (folder / "same.ttl").symlink_to("a.ttl")
    assert expand([folder]) == [folder / "a.ttl", folder / "below" / "b.nq"]
    link = tmp_path / "link.ttl"
    link.symlink_to(folder / "a.ttl")
    (tmp_path / "linked").symlink_to(folder)
    assert expand([link]) == [link]
    assert expand([tmp_path / "linked"]) == [tmp_path / "linked" / name for name in ("a.ttl", "below/b.nq")]
