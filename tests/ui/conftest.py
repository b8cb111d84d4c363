"""A real JupyterLab in a real Chromium.

One JupyterLab serves all tests. Every test gets a page of its own; afterwards the
page must have asked nothing of another machine and reported no error.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from lab_page import LabPage
from lab_server import ROOT, LabServer, running_lab
from playwright.sync_api import Browser, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Whatever the browser itself wants to know, no name is looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return where Chromium is, or skip; with TB_REQUIRE_BROWSER=1 fail."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        message = "er is geen Chromium: de tests in een browser draaien niet"
        if os.environ.get("TB_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """Return a JupyterLab on a copy of the notebooks and the example study."""
    folder = tmp_path_factory.mktemp("lab") / "tbresearch"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "data" / "voorbeeld", folder / "data" / "voorbeeld")
    with running_lab(folder, private=tmp_path_factory.mktemp("jupyter")) as server:
        yield server


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return Chromium; closed after the module, for it holds the event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def lab_page(
    lab: LabServer,
    browser: Browser,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[LabPage]:
    """Return a page; if the test fails, a picture of it is left for who looks."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="nl-NL"
    )
    lab_page = LabPage(context.new_page(), lab)
    yield lab_page
    if request.node.stash.get(_FAILED, False):
        picture = tmp_path_factory.mktemp("beeld") / "pagina.png"
        lab_page.page.screenshot(path=picture)
        request.node.add_report_section("teardown", "the page", str(picture))
    context.close()
    assert lab_page.outside == []
    assert lab_page.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    """Remember for the fixtures of a test whether it failed."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report
