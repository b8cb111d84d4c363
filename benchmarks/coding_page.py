"""Claim: coding 20,000 words with 1,500 codings feels instant in a real browser.

One transcript of 20,000 words. First paint runs from the moment that the page is put
in the notebook until what is coded is on the screen. A key is acknowledged when Python
has the coding on the disk, and the page shows it and says that all is saved. Both are
taken in the page. A last line says how long until the screen has it as well.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from big_study import CODER, big_study
from measuring import REPEATS, Measured

if TYPE_CHECKING:
    from lab_page import LabPage

# The tests know how JupyterLab is started and driven.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ui"))

WORDS = 20_000
CODINGS = 1_500
KEYS = 120
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--disable-background-networking", "--disable-gpu", "--no-first-run")
# Takes the time of every page that is put in the notebook, until it is painted.
_WATCH = """() => {
  window.paints = [];
  new MutationObserver((changes, self) => {
    const root = document.querySelector('.tb-coding');
    if (!root || root.dataset.watched) return;
    root.dataset.watched = 'true';
    const begin = performance.now();
    new MutationObserver((_, own) => {
      if (!root.dataset.ready) return;
      own.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        window.paints.push(performance.now() - begin);
      }));
    }).observe(root, { attributes: true });
  }).observe(document.body, { childList: true, subtree: true });
}"""
# One key: from keydown until the page has heard of the change and painted it.
_KEY = """(key) => new Promise((done) => {
  const root = document.querySelector('.tb-coding');
  const before = root.dataset.changed ?? '0';
  let begin;
  new MutationObserver((_, self) => {
    const { changed = '0', waiting } = root.dataset;
    if (changed === before || waiting !== '0') return;
    self.disconnect();
    const told = performance.now() - begin;
    requestAnimationFrame(() => setTimeout(() => {
      done([told, performance.now() - begin]);
    }));
  }).observe(root, { attributes: true });
  begin = performance.now();
  document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
})"""


@contextmanager
def bench_page(folder: Path, chromium: str) -> Iterator[LabPage]:
    """Open the coding page of a big study in JupyterLab."""
    from lab_page import LabPage
    from lab_server import running_lab
    from playwright.sync_api import sync_playwright

    study = big_study(folder / "groot", sessions=1, words=WORDS, codings=CODINGS)
    show = f"tb.code(tb.open_study({str(study)!r}), coder={CODER!r})"
    (folder / "lab").mkdir()
    with (
        running_lab(folder / "lab", private=folder) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        lab_page = LabPage(
            browser.new_page(viewport={"width": 1400, "height": 900}), lab
        )
        lab_page.open(lab.write_notebook("snel", "import tbresearch as tb", show))
        lab_page.page.evaluate(_WATCH)
        yield lab_page
        browser.close()


def first_paints(lab_page: LabPage) -> list[float]:
    """Return the milliseconds of each time that the page is drawn."""
    for number in range(REPEATS + 1):
        lab_page.run_all()
        lab_page.page.wait_for_function("(n) => window.paints.length > n", arg=number)
        lab_page.page.wait_for_selector(".tb-coding[data-waiting='0']")
    return lab_page.page.evaluate("() => window.paints")[1:]


def keys(lab_page: LabPage) -> list[list[float]]:
    """Return for each coding key the milliseconds until told, and until painted."""
    page = lab_page.page
    page.locator(".tb-turn").nth(5).focus()
    taken = []
    for number in range(KEYS):
        if number % 2 == 0:
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowRight")
        taken.append(page.evaluate(_KEY, "5"))
    return taken


def measure() -> list[Measured]:
    """Take the time of the coding page, if there is a Chromium."""
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if chromium is None:
        print("coding page: not measured, for there is no Chromium")
        return []
    with (
        TemporaryDirectory() as name,
        bench_page(Path(name), chromium) as lab_page,
    ):
        paints = first_paints(lab_page)
        taken = keys(lab_page)
    told, painted = zip(*taken, strict=True)
    what = f"{WORDS:,} words with {CODINGS:,} codings"
    return [
        Measured(
            what=f"first paint of {what}", value=median(paints), limit=250, unit="ms"
        ),
        Measured(
            what=f"key to acknowledged, median of {KEYS}",
            value=median(told),
            limit=30,
            unit="ms",
        ),
        Measured(
            what="key to acknowledged, 95th percentile",
            value=quantiles(told, n=20)[-1],
            limit=60,
            unit="ms",
        ),
        Measured(
            what="key to the end of the next frame, 95th percentile",
            value=quantiles(painted, n=20)[-1],
            limit=100,
            unit="ms",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
