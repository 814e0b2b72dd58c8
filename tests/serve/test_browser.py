"""Pages in a real browser: Chromium, driven by playwright, where both are installed; axe-core from npm.

pip install playwright; apt install chromium
"""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
Serving = Callable[..., AbstractContextManager[httpx.Client]]
CHROMIUM = shutil.which("chromium")
NPM = shutil.which("npm")
AXE = "axe-core@4.10.3"
PAGES = ["/", "/query/crew-of-flight?flight=soyuz-ms-07", "/query/launches", "/sparql", "/id/soyuz-ms-07",
         "/id/soyuz-ms-07-landing", "/document", "/document/de-wikipedia-soyuz-ms-07", "/document/gcat-launch-log",
         "/ontology", "/ontology/Launch", "/disputes", "/search?q=MS-07", "/search?q=xqzwv",
         "/id/international-space-station"]  # fmt: skip
LANGUAGES = ["en", "de", "ru", "zh"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if NPM is None:
        pytest.skip("npm, which has axe-core, is not installed")
    folder = tmp_path_factory.mktemp("axe")
    packed = subprocess.run([NPM, "pack", AXE, "--json"], capture_output=True, text=True, cwd=folder, check=False)
    if packed.returncode:
        pytest.skip("npm does not give axe-core")
    with tarfile.open(folder / json.loads(packed.stdout)[0]["filename"]) as opened:
        opened.extract("package/axe.min.js", folder, filter="data")
    return folder / "package" / "axe.min.js"


def opened(browser: Any, client: httpx.Client, address: str, width: int = 1000, **context: Any) -> Any:
    """Return a page, whose requests to other hosts and whose mistakes are noted."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    page.foreign, page.mistakes = [], []
    page.on("request", lambda r: page.foreign.append(r.url) if not r.url.startswith(str(client.base_url)) else None)
    page.on("pageerror", lambda error: page.mistakes.append(str(error)))
    page.on("console", lambda said: page.mistakes.append(said.text) if said.type == "error" else None)
    page.on("response", lambda got: page.mistakes.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.goto(f"{client.base_url}{address.removeprefix('/')}")
    return page


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browser: Any, client: httpx.Client, axe: Path, address: str, language: str) -> None:
    page = opened(browser, client, address, locale=language, bypass_csp=True)
    assert page.locator("html").get_attribute("lang") == language
    page.add_script_tag(path=str(axe))
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_readable_on_a_telephone_and_asks_nobody_else(
    browser: Any, client: httpx.Client, address: str
) -> None:
    page = opened(browser, client, address, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert (page.foreign, page.mistakes) == ([], [])


def test_a_form_works_by_the_keyboard_alone(browser: Any, client: httpx.Client) -> None:
    page = opened(browser, client, "/query/crew-of-flight", java_script_enabled=False)
    page.locator("#p-flight").focus()
    page.keyboard.type("联盟MS-07")
    page.keyboard.press("Enter")
    page.wait_for_selector("tbody")
    assert page.locator("tbody tr").count() == 3
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/anton-shkaplerov*")


def test_a_rebuild_under_way_breaks_no_page(
    browser: Any, serving: Serving, small_store_path: Path, tmp_path: Path
) -> None:
    """A page is loaded again and again while the graph of the made-up flight becomes that of the documents."""
    store = shutil.copytree(small_store_path, tmp_path / "store")
    with serving(store) as client:
        page = opened(browser, client, "/document")
        old = page.locator("td a").all_inner_texts()
        command = [sys.executable, "-m", "spaceflight_graph", "build", "--quiet", "--store", str(store)]
        seen = []
        with subprocess.Popen([*command, "--tables", "none"]) as build:
            while build.poll() is None:
                page.reload()
                seen.append(page.locator("td a").all_inner_texts())
        assert build.returncode == 0
        page.reload()
        new = page.locator("td a").all_inner_texts()
        assert old
        assert old != new
        assert seen[0] == old, "no page was loaded before the build ended"
        assert [found for found in seen if found not in (old, new)] == []
        assert page.mistakes == []


@pytest.fixture(scope="module")
def with_editor(serving: Serving, real_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a server that has what a wheel carries: YASGUI, taken from npm by the wheel's own hook."""
    site = tmp_path_factory.mktemp("site")
    package = shutil.copytree(ROOT / "src" / "spaceflight_graph", site / "spaceflight_graph")
    (package / "resources").mkdir()
    for name in ("data", "ontology", "queries", "shapes"):
        (package / "resources" / name).symlink_to(ROOT / name)
    found = importlib.util.spec_from_file_location("build_hook", ROOT / "src" / "build_hook.py")
    assert found is not None
    assert found.loader is not None
    hook = importlib.util.module_from_spec(found)
    pytest.importorskip("hatchling", reason="hatchling, which the hook is for, is not installed")
    found.loader.exec_module(hook)
    (package / "serve" / "yasgui").mkdir(exist_ok=True)
    try:
        hook.fetch(package / "serve" / "yasgui")
    except hook.FetchError as error:
        pytest.skip(f"YASGUI cannot be had: {error}")
    with serving(real_store_path, PYTHONPATH=str(site)) as client:
        yield client


def test_the_editor_asks_this_server_and_nobody_else(browser: Any, with_editor: httpx.Client) -> None:
    page = opened(browser, with_editor, "/sparql?lang=de")
    page.wait_for_selector(".yasqe .CodeMirror")
    assert not page.locator("main > form").is_visible()
    assert "sf:Spacewalk" in page.locator(".yasqe .CodeMirror").inner_text()
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector(".yasr table td")
    assert page.locator(".yasr table tr").count() > 3
    assert re.search("[一-鿿]", page.locator(".yasr table").inner_text())
    assert (page.foreign, page.mistakes) == ([], [])


def test_without_a_script_the_page_with_the_editor_is_a_form(browser: Any, with_editor: httpx.Client) -> None:
    page = opened(browser, with_editor, "/sparql", java_script_enabled=False)
    assert page.locator("main > form").is_visible()
    page.locator("main > form button").click()
    page.wait_for_selector("tbody")
    assert page.locator("tbody tr").count() > 3


def test_a_page_prints_without_what_only_a_screen_needs(browser: Any, client: httpx.Client) -> None:
    page = opened(browser, client, "/id/soyuz-ms-07")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert page.locator("svg.picture").count() >= 5
    assert page.pdf(format="A4").startswith(b"%PDF")
