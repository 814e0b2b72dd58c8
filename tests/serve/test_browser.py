"""Pages in a real browser: Chromium, driven by playwright, where both are installed; axe-core from npm.

pip install playwright; apt install chromium
"""

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

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


def test_a_rebuild_under_way_breaks_no_page(browser: Any, client: httpx.Client) -> None:
    page = opened(browser, client, "/id/soyuz-ms-07")
    for _ in range(3):
        page.reload()
        assert page.locator("h1").inner_text() == "Soyuz MS-07"
