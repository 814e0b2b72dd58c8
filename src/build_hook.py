"""What a wheel carries beside the package's own files: YASGUI, the editor of the SPARQL page.

It is taken from npm when a wheel is built, held to its digest, and never committed. Where npm or its registry is not at
hand, the wheel is made without it, says so, and the page has a plain form; `SPACEFLIGHT_YASGUI=required` makes that an
error, and `none` leaves YASGUI out.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "@zazuko/yasgui@4.6.2"
SHA512 = (
    "670e3929d3e8004d4a45a028c481dd42a789c6f6951b5a10767b70d21cb492d5"
    "f7e59bbc65c72e38bad708bc11f8653ed313332f0f0c8f0e81912655daf52e43"
)
FILES = ("yasgui.min.js", "yasgui.min.css")
TARGET = "spaceflight_graph/serve/yasgui"
NOTICE = "yasgui.NOTICE"
CHOICE = "SPACEFLIGHT_YASGUI"
SECONDS = 120


class FetchError(Exception):
    """YASGUI cannot be had, or is not what it was."""


class YasguiHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts YASGUI into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch it before a wheel is made; an editable installation has none."""
        choice = os.environ.get(CHOICE, "")
        if version == "editable" or choice == "none":
            return
        folder = Path(tempfile.mkdtemp())
        self._folder = folder
        try:
            fetch(folder)
        except FetchError as error:
            if choice == "required":
                raise
            self.app.display_warning(f"without YASGUI: {error}")
            return
        for name in (*FILES, NOTICE):
            build_data["force_include"][str(folder / name)] = f"{TARGET}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was fetched."""
        if folder := getattr(self, "_folder", None):
            shutil.rmtree(folder)


def fetch(folder: Path) -> None:
    """Write YASGUI's files and its notice into a folder.

    Raises:
        FetchError: npm is not there or fails, or the package has another digest.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise FetchError("npm is not installed")
    try:
        told = subprocess.run(  # noqa: S603 - a program by its path, with constants
            [npm, "pack", PACKAGE, "--json", "--pack-destination", str(folder)],
            check=True, capture_output=True, text=True, timeout=SECONDS, cwd=folder,
        ).stdout  # fmt: skip
        archive = folder / json.loads(told)[0]["filename"].replace("@", "").replace("/", "-")
        if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
            raise FetchError(f"{PACKAGE} has another digest than it had")
        with tarfile.open(archive) as opened:
            for name in FILES:
                (folder / name).write_bytes(_member(opened, f"package/build/{name}"))
            about = json.loads(_member(opened, "package/package.json"))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, LookupError, tarfile.TarError) as error:
        raise FetchError(f"npm does not give {PACKAGE}: {error}") from None
    people = [about["author"], *(one["name"] for one in about["contributors"])]
    notice = (
        f"{about['name']} {about['version']}, licence {about['license']}, by {', '.join(people)}: {about['homepage']}\n"
    )
    (folder / NOTICE).write_text(notice, encoding="utf-8")


def _member(opened: tarfile.TarFile, name: str) -> bytes:
    found = opened.extractfile(name)
    if found is None:
        raise FetchError(f"{PACKAGE} has no {name}")
    return found.read()
