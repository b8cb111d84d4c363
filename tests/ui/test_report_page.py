"""A report in a real browser: its proof opens over the text, for everybody, offline."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_server import ROOT
from playwright.sync_api import Browser, Page

import tbresearch as tb
from tbresearch.report import PRODUCTS
from tbresearch.report.rendering import Figure, Manuscript, to_html

COUNT = "aantal:succesfactor.begeleider.rust.respondent"
TEXT = f"""\
Rust helpt volgens {{{{{COUNT}}}}}. Wie het zegt, is te lezen.

{{{{citaat:%s}}}}
"""
# What a figure shows is told beside it: any picture will do.
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
_OPEN = "[popover]:popover-open"


def page_of(report: tb.Report) -> bytes:
    composed = report.compose()
    figure = Figure(svg=lambda: _SVG, png=bytes)
    return to_html(
        Manuscript(
            title=report.study.title,
            subtitle="",
            authors=("Onderzoeksteam",),
            date="",
            version="1",
            markdown=composed.markdown,
            figures=dict.fromkeys(composed.pictures, figure),
        )
    )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Return a function that gives the page of a report of the example study."""
    folder = tmp_path_factory.mktemp("studie") / "voorbeeld"
    shutil.copytree(ROOT / "data" / "voorbeeld", folder)
    settings = folder / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("modellen = true", ""), encoding="utf-8")
    whole = tb.full_report(tb.open_study(folder))
    return lambda product: page_of(whole.as_product(product))


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page; none of them may ask or report anything."""
    asked: list[str] = []
    contexts = []

    def opened(content: bytes, **options: object) -> Page:
        path = tmp_path / "rapport.html"
        path.write_bytes(content)
        context = browser.new_context(locale="nl-NL", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def report(small_study: Path) -> bytes:
    """Return the page of a small study with a number and a quote in its text."""
    settings = small_study / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"citaten_met_omgeving = true\n{text}", encoding="utf-8")
    study = tb.open_study(small_study)
    made = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    said = made.codings.set_index("quote")["id"]["Rust in huis helpt het meest"]
    (small_study / "rapport").mkdir()
    path = small_study / "rapport" / "ervaringen.md"
    path.write_text(TEXT % said, encoding="utf-8")
    return page_of(tb.full_report(study))


def test_pressing_a_number_opens_its_proof_over_the_text(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report)
    number = page.locator("#ervaringen ~ p label.bewijs").first
    number.click()

    proof = page.locator(_OPEN)
    assert proof.count() == 1
    told = proof.inner_text()
    for part in ("3 van 4 respondenten", COUNT, "Noemer", "focusgroep 1, beurt 2"):
        assert part in told
    page.wait_for_timeout(250)  # it slides in
    shown, over = number.bounding_box(), proof.bounding_box()
    below = over["y"] >= shown["y"] + shown["height"]
    assert below or over["y"] + over["height"] <= shown["y"]

    page.keyboard.press("Escape")
    assert page.locator(_OPEN).count() == 0


def test_the_keyboard_opens_reads_and_comes_back(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report)
    button = page.locator("#ervaringen ~ p label.bewijs button").first
    button.focus()
    assert (
        page.evaluate(
            "getComputedStyle(document.activeElement.parentElement).outlineStyle"
        )
        == "solid"
    )
    page.keyboard.press("Enter")
    assert page.locator(_OPEN).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Sluiten"
    page.keyboard.press("Enter")
    assert page.locator(_OPEN).count() == 0
    assert button.evaluate("each => each === document.activeElement")


def test_a_quote_opens_with_its_turn_and_from_a_count(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report)
    page.locator("#ervaringen ~ p label.bewijs").first.click()
    page.locator(_OPEN).locator("label.verwant").first.click()

    proof = page.locator(_OPEN).last
    assert proof.locator("mark").inner_text() == "Rust in huis helpt het meest"
    assert "dat zie ik elke dag weer bij iedereen." in proof.inner_text()
    assert "thuisbegeleider" in proof.inner_text()


def test_the_number_of_a_table_opens_how_it_was_made(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report)
    page.locator("caption label.bewijs").first.click()
    told = page.locator(_OPEN).inner_text()
    assert "Tabel 1" in told
    assert "tabel:" in told


def test_on_a_phone_the_proof_is_a_sheet_within_the_screen(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report, viewport={"width": 360, "height": 640}, has_touch=True)
    page.locator("#ervaringen ~ p label.bewijs").first.tap()
    page.wait_for_timeout(250)  # the sheet slides in

    box = page.locator(_OPEN).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert round(box["y"] + box["height"]) == 640
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_every_entry_stands_in_the_appendix_with_its_number(
    report: bytes, show: Callable[..., Page]
) -> None:
    page = show(report)
    page.emulate_media(media="print")
    link = page.locator("#ervaringen ~ p a.noot").first
    assert link.is_visible()
    number = link.get_attribute("data-nummer")
    entries = page.locator(".herkomst")
    assert entries.count() > 3
    assert all(entries.nth(i).is_visible() for i in range(entries.count()))
    assert (
        page.locator(link.get_attribute("href")).get_attribute("data-nummer") == number
    )
    assert not page.locator(".sluiten").first.is_visible()


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_report_breaks_no_rule_of_axe_closed_or_open(
    product: str, example: Callable[[str], bytes], show: Callable[..., Page]
) -> None:
    page = show(example(product))
    numbers = page.locator("article p label.bewijs")
    if numbers.count():
        numbers.first.click()
        page.wait_for_timeout(250)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
