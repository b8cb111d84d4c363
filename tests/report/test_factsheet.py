"""The factsheet: two pages, no number of its own, and nothing that cannot be traced."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import html

import tbresearch as tb
from tbresearch.coding import read_codebook, read_coding
from tbresearch.errors import WorkbenchError
from tbresearch.findings import (
    improvement_points,
    read_recommendations,
    success_factors,
)
from tbresearch.report import PRODUCTS, Report
from tbresearch.report.composition import Composition
from tbresearch.report.cost_results import cost_results
from tbresearch.report.evidence import Evidence, merge
from tbresearch.report.fitting import refuse_overflow
from tbresearch.report.outcome_results import outcome_results
from tbresearch.report.parts import parts_of
from tbresearch.report.rendering import FORMATS, Manuscript
from tbresearch.report.sheet.change_chart import ChangeBar, draw_change_bars
from tbresearch.report.sheet.voices_chart import VoiceBar, draw_voices
from tbresearch.transcripts import read_transcripts

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
PRODUCT = PRODUCTS["factsheet"]
KEYS = [section.key for section in PRODUCT.outline]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tb.Report:
    """Return what a factsheet tells of the example study."""
    folder = tmp_path_factory.mktemp("blad") / "voorbeeld"
    shutil.copytree(EXAMPLE, folder)
    settings = folder / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("modellen = true", ""), encoding="utf-8")
    study = tb.open_study(folder)
    coding = read_coding(study, read_transcripts(study), read_codebook(study))
    said = (success_factors(coding), improvement_points(coding))
    return Report(study).add(
        *(*said, read_recommendations(coding)),
        *(*outcome_results(study), *cost_results(study)),
    )


@pytest.fixture(scope="module")
def sheet(whole: tb.Report) -> Composition:
    """Return the factsheet of the example study."""
    return whole.as_product("factsheet").compose()


def spoken(folder: Path) -> str:
    """Return the factsheet of what was said in a study."""
    study = tb.open_study(folder)
    coding = read_coding(study, read_transcripts(study), read_codebook(study))
    report = Report(study).add(success_factors(coding), improvement_points(coding))
    return report.as_product("factsheet").compose().markdown.replace("\\", "")


def section(markdown: str, key: str) -> str:
    """Return the text of one section."""
    parts = re.split(r"^# .*?\{#([\w-]+).*\}$", markdown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[key]


def written(folder: Path, key: str, text: str) -> None:
    """Write an author's text for a section."""
    path = folder / PRODUCT.folder / f"{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# ---- what it says -----------------------------------------------------------


def test_the_example_fills_every_section(sheet: Composition) -> None:
    for key in KEYS:
        assert ".ontbreekt" not in section(sheet.markdown, key), key


def test_each_group_has_three_factors_and_a_quote_on_both_sides(
    sheet: Composition,
) -> None:
    for key in ("werkt", "beter"):
        text = section(sheet.markdown, key)
        assert text.count("## Volgens") == text.count("> “") == 2
        assert len(re.findall(r"^- .*van (?:18|13) respondenten", text, re.M)) == 6


def test_every_number_and_quote_is_that_of_the_procesevaluatie(
    whole: tb.Report, sheet: Composition
) -> None:
    own = {key for key in sheet.used if key.startswith("figuur:factsheet.")}
    assert len(own) == 2
    others = merge(parts_of(whole.study, whole.results))
    for key in sheet.used.keys() - own:
        item = others[key]
        assert isinstance(item, Evidence)
        assert sheet.used[key] == item.text


def test_no_number_of_people_stands_in_it_without_its_proof(
    sheet: Composition,
) -> None:
    for key in KEYS:
        loose = re.sub(r"!\[.*", "", section(sheet.markdown, key))
        loose = re.sub(r"\[[^\]]*\]\(#[^)]*\)\{\.bewijs\}", "", loose)
        loose = re.sub(r"^> .*$|`[^`]*`|ZRM 2017|2020|2025", "", loose, flags=re.M)
        assert not re.search(r"\d", loose), (key, loose)


def test_what_it_cannot_say_stays_whoever_writes(small_study: Path) -> None:
    before = section(spoken(small_study), "grenzen")
    assert "Met naasten en ketenpartners is niet gesproken." in before
    written(small_study, "grenzen", "Wij waren met weinig.")
    after = section(spoken(small_study), "grenzen")
    assert after.strip().startswith("Wij waren met weinig.")
    assert before.strip() in after
    written(small_study, "verandering", "Daar is niet naar gekeken.")
    assert "**Uitkomst niet gemeten.**" in section(spoken(small_study), "verandering")


def test_an_authors_text_wins_and_is_checked(
    small_study: Path, refusal: Callable[..., list[str]]
) -> None:
    assert "Rust in huis" in section(spoken(small_study), "werkt")
    written(small_study, "werkt", "Rust, zeggen {{aantal:respondenten.begeleider}}.")
    assert (
        section(spoken(small_study), "werkt")
        .strip()
        .startswith("Rust, zeggen [4 begeleiders]")
    )
    assert "- Rust in huis" not in section(spoken(small_study), "werkt")
    written(small_study, "werkt", "Rust, zeggen 4 begeleiders.")
    [problem] = refusal(spoken, small_study)
    assert problem.startswith("getal '4' is met de hand getypt")
    assert "rapport/factsheet/werkt.md, regel 1" in problem


def test_organisations_are_counted_where_somebody_has_one(small_study: Path) -> None:
    assert "[2 organisaties]" in section(spoken(small_study), "onderzocht")
    path = small_study / "respondenten.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r";(zorgpunt|hulpnet);", ";;", text), encoding="utf-8")
    assert "organisatie" not in section(spoken(small_study), "onderzocht")


def test_a_text_without_a_section_is_named(
    small_study: Path, refusal: Callable[..., list[str]]
) -> None:
    written(small_study, "samenvatting", "Kort.")
    [problem] = refusal(spoken, small_study)
    assert "'samenvatting' is geen paragraaf van het rapport" in problem
    assert "rapport/factsheet/samenvatting.md" in problem


def test_who_may_not_be_quoted_is_not_quoted(small_study: Path) -> None:
    text = spoken(small_study)
    assert "> “" in text
    assert "> “Rust.”" not in text  # B3: counted and not quoted
    assert "eindelijk rust" not in text  # C2: takes no part


def test_what_few_people_mention_is_not_in_it(example: Path) -> None:
    study = example / "studie.toml"
    study.write_text(
        study.read_text(encoding="utf-8") + '\nuitspraken = "onderdrukken"\n',
        encoding="utf-8",
    )
    for path in (example / "rapport").glob("*.md"):
        path.unlink()
    text = spoken(example)
    counts = re.findall(r"\[(\d+) van (\d+) respondenten\]", text)
    assert counts
    for k, total in counts:
        rest = int(total) - int(k)
        assert int(k) >= 5
        assert not 0 < rest < 5
    assert (
        text.count("Wat weinig van hen noemen, of bijna allen, staat hier niet.") == 4
    )
    assert "figuur:factsheet.genoemd" not in text
    assert "factsheet-genoemd" not in text


def test_an_empty_study_says_what_each_section_needs(tmp_path: Path) -> None:
    tb.new_study(tmp_path / "leeg")
    report = Report(tb.open_study(tmp_path / "leeg")).as_product("factsheet")
    text = report.compose().markdown
    for key in ("onderzocht", "werkt", "beter", "kosten", "aanbevelingen"):
        assert "Er is voor nodig:" in section(text, key), key
    assert "**Uitkomst niet gemeten.**" in section(text, "verandering")


# ---- its pictures -----------------------------------------------------------


def test_bars_are_as_long_as_their_share() -> None:
    bars = [VoiceBar(name="Rust", k=1, total=4), VoiceBar(name="$ geld", k=0, total=0)]
    ax = draw_voices({"succesfactor": [("Cliënten", bars)], "verbeterpunt": []})
    assert [round(p.get_width(), 2) for p in ax.patches] == [1.0, 0.25, 1.0, 0.0]
    words = {text.get_text() for text in ax.texts}
    assert {"1 van 4", "0 van 0", r"\$ geld", "Volgens cliënten"} <= words


def test_a_long_name_does_not_run_into_its_number() -> None:
    long = "Een begeleider die blijft komen, ook als het even niet gaat"
    bars = [VoiceBar(name=long, k=13, total=18)] * 3
    groups = [("Begeleiders", bars), ("Cliënten", bars)]
    ax = draw_voices({"succesfactor": groups, "verbeterpunt": groups})
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    name, number = ax.texts[2:4]
    assert name.get_text() == f"{long[:33].rstrip()}…"
    assert name.get_window_extent().x1 < number.get_window_extent().x0


def test_what_is_hidden_of_a_domain_has_no_bar() -> None:
    bars = [
        ChangeBar(name="Financiën", counts=(6, 3, 1)),
        ChangeBar(name="Justitie", counts=()),
    ]
    ax = draw_change_bars(bars)
    assert [round(p.get_width(), 2) for p in ax.patches] == [0.6, 0.3, 0.1]
    assert "niet getoond" in {text.get_text() for text in ax.texts}
    assert [bar.spoken for bar in bars] == [
        "6 hoger, 3 gelijk, 1 lager",
        "niet getoond",
    ]


# ---- its pages --------------------------------------------------------------

WORDS = "Een zin met een paar woorden die samen een regel vullen. "
MARKDOWN = """\
# Wat is onderzocht {#onderzocht}

::: {.kerncijfers}
- [15 gesprekken](#bewijs-a){.bewijs}
- [31 mensen](#bewijs-a){.bewijs}
:::

# Wat werkt {#werkt .links}

Links, zoals [9 van 13](#bewijs-a){.bewijs} zeggen.

# Wat beter kan {#beter .rechts}

::: {.let-op}
Rechts.
:::

# Wat er veranderde {#verandering .links}

Op de tweede bladzijde.

# Verder {#verder}

Onderaan.

# Bijlage: herkomst van het bewijs {#herkomst .unnumbered}

::: {#bewijs-a .herkomst}
**15 gesprekken** Regels in gesprekken.csv.
:::
"""


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    """Return a small sheet."""
    return Manuscript(
        title="Proef & toets",
        subtitle="Factsheet",
        authors=("Onderzoeksteam",),
        date="30 januari 2026",
        version="0123456789ab",
        markdown=MARKDOWN,
        figures={},
        layout="sheet",
    )


@pytest.fixture(scope="module")
def forms(manuscript: Manuscript) -> dict[str, bytes]:
    """Return the sheet in its three forms."""
    return {suffix: render(manuscript) for suffix, render in FORMATS.items()}


def test_a_sheet_is_the_same_bytes_again(
    manuscript: Manuscript, forms: dict[str, bytes]
) -> None:
    assert {s: render(manuscript) for s, render in FORMATS.items()} == forms


def test_the_pdf_is_two_pages_with_a_title_and_no_link_to_nowhere(
    forms: dict[str, bytes],
) -> None:
    with pikepdf.open(io.BytesIO(forms["pdf"])) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.docinfo["/Title"]) == "Proef & toets"
        assert not [page for page in pdf.pages if "/Annots" in page]
        assert "/StructTreeRoot" in pdf.Root


def test_the_docx_has_two_columns_that_can_be_edited(forms: dict[str, bytes]) -> None:
    report = docx.Document(io.BytesIO(forms["docx"]))
    found = [section._sectPr.find(qn("w:cols")) for section in report.sections]
    columns = ["1" if c is None else c.get(qn("w:num"), "1") for c in found]
    assert columns == ["1", "2", "2", "1"]
    assert {s.page_width.mm for s in report.sections} == {
        report.sections[0].page_width.mm
    }
    styles = [p.style.name for p in report.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Kerncijfers", "Let op"} <= set(styles)
    assert not {"Author", "Date", "TOC Heading"} & set(styles)
    assert "Herkomst" not in styles
    assert (
        "Onderzoeksteam, 30 januari 2026"
        in report.sections[0].footer.paragraphs[0].text
    )


def test_a_table_in_a_column_of_the_docx_is_as_wide_as_the_column(
    manuscript: Manuscript,
) -> None:
    rows = "|Wie|Hoeveel|\n|:---|---:|\n|Wij|negen|\n\n: Tabel {}. Wie\n\n"
    text = MARKDOWN.replace("Links,", f"{rows.format(1)}Links,")
    text = text.replace("Onderaan.", f"{rows.format(2)}Onderaan.")
    pages = replace(manuscript, markdown=text)
    report = docx.Document(io.BytesIO(FORMATS["docx"](pages)))
    widths = [sum(c.width.twips for c in table.columns) for table in report.tables]
    assert widths == pytest.approx([(9978 - 454) / 2, 9978], abs=5)


def test_the_html_has_the_evidence_and_every_link_leads_to_it(
    forms: dict[str, bytes],
) -> None:
    page = html.fromstring(forms["html"])
    names = {element.get("id") for element in page.iter() if element.get("id")}
    targets = [a.get("href") for a in page.iter("a")]
    assert "#bewijs-a" in targets
    assert {to[1:] for to in targets if to.startswith("#")} <= names
    assert [h.text_content() for h in page.iter("h1")] == ["Proef & toets"]
    assert page.find("body").get("class") == "sheet"
    assert len(page.xpath("//div[@class='paar']/div[@class='kolom']")) == 4
    assert not page.xpath("//nav")


def test_a_third_page_stops_the_build_and_says_what_to_shorten(
    manuscript: Manuscript, tmp_path: Path
) -> None:
    long = MARKDOWN.replace("Links,", f"{WORDS * 80}Links,")
    pdf = FORMATS["pdf"](replace(manuscript, markdown=long))
    with pytest.raises(WorkbenchError) as caught:
        refuse_overflow(tmp_path, PRODUCT, long, pdf)
    found = re.fullmatch(
        r"de factsheet past niet op 2 bladzijden: (\d+) woorden te veel\n"
        r"  waar:      Wat werkt\n"
        r"  oplossing: kort de paragraaf 'Wat werkt' in, die heeft nu (\d+) woorden; "
        r"schrijf daarvoor een eigen tekst in rapport/factsheet/werkt\.md",
        str(caught.value),
    )
    assert found
    over, now = int(found[1]), int(found[2])
    assert 0 < over < now
    # As many words less, and it fits.
    sentences = 80 - over // len(WORDS.split()) - 4
    short = MARKDOWN.replace("Links,", f"{WORDS * sentences}Links,")
    pdf = FORMATS["pdf"](replace(manuscript, markdown=short))
    refuse_overflow(tmp_path, PRODUCT, short, pdf)
    written(tmp_path, "beter", "Kort.")
    pdf = FORMATS["pdf"](replace(manuscript, markdown=long))
    with pytest.raises(WorkbenchError, match=r"rapport/factsheet/beter\.md"):
        refuse_overflow(tmp_path, PRODUCT, long, pdf)


def test_a_report_without_a_limit_may_have_any_length(tmp_path: Path) -> None:
    refuse_overflow(tmp_path, PRODUCTS["procesevaluatie"], "", b"")


# ---- as a whole -------------------------------------------------------------


def test_a_sheet_is_built_verified_and_kept_when_a_build_fails(
    small_study: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uit"
    report = tb.full_report(tb.open_study(small_study)).as_product("factsheet")
    report.save(target)
    forms = ("docx", "herkomst.json", "html", "pdf")
    names = [f"factsheet.{form}" for form in forms]
    assert sorted(path.name for path in target.iterdir()) == names
    with pikepdf.open(target / "factsheet.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert tb.verify_report(tb.open_study(small_study), target).problems == ()
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    written(small_study, "onderzocht", WORDS * 250)
    report = tb.full_report(tb.open_study(small_study)).as_product("factsheet")
    with pytest.raises(WorkbenchError, match="past niet op 2 bladzijden"):
        report.save(target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    found = tb.verify_report(tb.open_study(small_study), target).problems
    assert any("rapport/factsheet/onderzocht.md" in str(problem) for problem in found)
