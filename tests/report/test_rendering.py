"""The three forms of one report: what a client opens, and what must hold in it."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import string
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import matplotlib as mpl
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import html
from matplotlib.figure import Figure as Plot

from tbresearch.errors import WorkbenchError
from tbresearch.report.rendering import FORMATS, Figure, Manuscript, pandoc

SAMPLE = r"""
# Samenvatting {#samenvatting .unnumbered}

Thuisbegeleiding ondersteunt inwoners die tijdelijk of langdurig moeite hebben om
zelfstandig te wonen. Deze procesevaluatie beschrijft hoe de begeleiding in 2025 is
uitgevoerd, wat cliënten, naasten en begeleiders ervan vonden en welke verandering
in zelfredzaamheid tijdens het traject is gezien.

- Vaste begeleiders en korte lijnen met de wijk worden door
  [9 van 13 respondenten](#bewijs-a1b2){.bewijs} als succesfactor genoemd.
- De overdracht na de intake is het meest genoemde verbeterpunt:
  [3 van 4 focusgroepen](#bewijs-c3d4){.bewijs} noemen haar uit zichzelf.
- Tijdens het traject steeg de score op *huisvesting* met gemiddeld
  [0,71 punt](#bewijs-e5f6){.bewijs} (95%-interval 0,52 tot 0,90).

::: {.let-op}
**Let op.** Er was geen vergelijkingsgroep. De cijfers beschrijven verandering
tijdens de begeleiding; zij bewijzen niet dat de begeleiding die verandering heeft
veroorzaakt.
:::

# Aanleiding en vraag {#aanleiding}

## Wat is thuisbegeleiding? {#thuisbegeleiding}

Thuisbegeleiding is een maatwerkvoorziening op grond van de Wmo 2015. Een begeleider
komt gemiddeld twee uur per week aan huis en werkt met de cliënt aan doelen uit het
ondersteuningsplan: van de post openen tot de band met de kinderen herstellen.[^wet]
De gemeente koopt haar in bij drie aanbieders, die 's ochtends en 's avonds werken.

[^wet]: Wet maatschappelijke ondersteuning 2015, artikel 1.1.1. De verordening van de
    gemeente noemt haar "begeleiding individueel".

## Onderzoeksvragen {#vragen}

1. Is de begeleiding uitgevoerd zoals zij was bedoeld?
2. Wat werkt er volgens cliënten, naasten en begeleiders, en wat kan beter?
3. Hoe verandert de zelfredzaamheid tijdens het traject?

De antwoorden staan in [hoofdstuk 3](#bevindingen); het [bewijs](#herkomst) onder elke
uitspraak staat achterin. Zie ook [tabel 2](#tab-zrm) en
[figuur 2](#fig-verandering). De methode volgt de
[leidraad voor procesevaluaties](https://www.example.org/leidraad).

# Bevindingen {#bevindingen}

## Wat werkt {#wat-werkt}

Drie factoren komen in alle respondentgroepen terug. De vaste begeleider wordt het
vaakst genoemd ([9 van 13 respondenten](#bewijs-a1b2){.bewijs}), gevolgd door korte
lijnen met de wijk. Tabel 1 geeft per factor het aantal respondenten en groepen.

| Factor | Cliënten | Naasten | Begeleiders | Groepen |
|:---|---:|---:|---:|---:|
| Vaste begeleider | [4 van 5](#bewijs-a1b2){.bewijs} | 2 van 3 | 3 van 5 | 4 van 4 |
| Korte lijnen met wijkteam, huisarts en woningcorporatie | 2 van 5 | 1 van 3 | 5 van 5 | 3 van 4 |
| Tempo van de cliënt | 3 van 5 | 1 van 3 | 2 van 5 | 3 van 4 |
| Praktische hulp eerst | 3 van 5 | 0 van 3 | 2 van 5 | 2 van 4 |

: Tabel 1. Succesfactoren naar respondentgroep: het aantal respondenten dat de factor noemt. {#tab-factoren}

Vertrouwen groeit volgens begeleiders langzaam en gaat snel verloren. Cliënten
beschrijven hetzelfde van de andere kant.

> Bij de eerste drie keer dacht ik: die is over een maand ook weer weg. Maar zij bleef.
> Toen heb ik de doos met post op tafel gezet. Dat had ik bij een ander niet gedaan.
>
> [— cliënt, interview 4](#bewijs-g7h8){.bewijs}

> Als ik de wijkverpleegkundige gewoon kan bellen, is het dezelfde middag opgelost.
>
> [— begeleider, focusgroep 1](#bewijs-c3d4){.bewijs}

![Figuur 1. Respondenten die een succesfactor noemen, per groep. Vaste begeleider en korte lijnen worden het vaakst genoemd.](figuren/factoren.svg){#fig-factoren alt="Staafdiagram met vier succesfactoren. Vaste begeleider: 9 van 13 respondenten; korte lijnen: 8; tempo van de cliënt: 6; praktische hulp eerst: 5." width=100%}

## Wat beter kan {#beter}

De overdracht van intaker naar begeleider is in [3 van 4
focusgroepen](#bewijs-c3d4){.bewijs} het eerste dat ter sprake komt. Begeleiders krijgen
het plan soms pas na twee weken; cliënten vertellen hun verhaal dan opnieuw. Er zijn ook
tegengeluiden: [2 van 13 respondenten](#bewijs-i9j0){.bewijs} vinden de overdracht goed
geregeld, beiden bij dezelfde aanbieder.

### Wachttijd {#wachttijd}

De mediane wachttijd tussen beschikking en eerste contact was 19 dagen, bij een norm van
14 dagen. Aanbieders wijzen op personeelstekort en op beschikkingen die vrijdagmiddag
binnenkomen.

::: {.ontbreekt}
**Nog niet beschikbaar.** De wachttijd per aanbieder volgt zodra aanbieder C de
startdatums over het vierde kwartaal heeft geleverd.
:::

# Verandering in zelfredzaamheid {#verandering}

Van 84 cliënten is de Zelfredzaamheid-Matrix bij intake en bij einde afgenomen. Figuur 2
laat per leefgebied het gemiddelde verschil zien; tabel 2 geeft de aantallen.

![Figuur 2. Gemiddelde verandering per leefgebied tussen intake en einde, met 95%-interval.](figuren/verandering.svg){#fig-verandering alt="Puntdiagram van acht leefgebieden. Huisvesting en financiën veranderen het meest, met 0,71 en 0,63 punt; justitie het minst, met 0,05 punt." width=100%}

| Leefgebied | n | Intake | Einde | Verschil [95%-interval] | Beter | Slechter |
|:---|--:|--:|--:|--:|--:|--:|
| Financiën | 84 | 2,31 | 2,94 | +0,63 [0,45; 0,81] | 44 | 9 |
| Werk en opleiding | 79 | 2,02 | 2,20 | +0,18 [0,02; 0,34] | 21 | 11 |
| Tijdsbesteding | 84 | 2,66 | 3,08 | +0,42 [0,25; 0,59] | 35 | 10 |
| Huisvesting | 84 | 2,88 | 3,59 | +0,71 [0,52; 0,90] | 47 | 6 |
| Huiselijke relaties | 81 | 3,01 | 3,22 | +0,21 [0,04; 0,38] | 24 | 12 |
| Geestelijke gezondheid | 84 | 2,35 | 2,71 | +0,36 [0,18; 0,54] | 33 | 13 |
| Lichamelijke gezondheid | 84 | 3,12 | 3,20 | +0,08 [−0,07; 0,23] | 18 | 14 |
| Middelengebruik | 80 | 3,71 | 3,82 | +0,11 [−0,02; 0,24] | 14 | 8 |
| Basale ADL | 84 | 4,02 | 4,17 | +0,15 [0,03; 0,27] | 17 | 6 |
| Instrumentele ADL | 84 | 3,05 | 3,51 | +0,46 [0,29; 0,63] | 37 | 8 |
| Sociaal netwerk | 83 | 2,44 | 2,78 | +0,34 [0,17; 0,51] | 32 | 12 |
| Maatschappelijke participatie | 82 | 2,29 | 2,67 | +0,38 [0,21; 0,55] | 34 | 11 |
| Justitie | 76 | 4,41 | 4,46 | +0,05 [−0,05; 0,15] | 9 | 6 |
| Ouderschap: fysieke verzorging | 31 | 3,42 | 3,71 | +0,29 [0,02; 0,56] | 11 | 4 |
| Ouderschap: sociaal-emotioneel | 31 | 3,06 | 3,45 | +0,39 [0,10; 0,68] | 14 | 4 |
| Ouderschap: scholing | 30 | 3,60 | 3,77 | +0,17 [−0,08; 0,42] | 8 | 4 |
| Ouderschap: opvang | 30 | 3,33 | 3,57 | +0,24 [−0,02; 0,50] | 10 | 4 |

: Tabel 2. Zelfredzaamheid bij intake en einde: gemiddelde scores (1 tot 5), verschil en aantal cliënten dat beter of slechter scoort. {#tab-zrm}

De grootste verandering is gezien op [huisvesting](#bewijs-e5f6){.bewijs}. Bij justitie
scoorden de meeste cliënten bij intake al 4 of 5; daar is weinig ruimte voor verandering.

# Praktijk naast bedoeling {#praktijk}

Tabel 3 zet per werkzaam element de bedoeling naast wat er is aangetroffen.

| Element | Zoals bedoeld | Zoals aangetroffen | Oordeel |
|:---|:---|:---|:---|
| Eén vaste begeleider | De cliënt houdt gedurende het hele traject dezelfde begeleider; vervanging alleen bij ziekte of verlof. | In 61 van 84 trajecten was er één begeleider. Bij 14 wisselde de begeleider door vertrek, bij 9 op verzoek van de cliënt. | Grotendeels |
| Plan binnen zes weken | Een door de cliënt ondertekend plan met ten hoogste drie doelen. | 70 van 84 plannen waren op tijd; 22 plannen hadden meer dan drie doelen. | Deels |
| Afbouw | In de laatste twaalf weken wordt het aantal uren gehalveerd. | Vastgelegd in 40 van 84 dossiers; begeleiders geven aan dat afbouw vaker gebeurt dan wordt opgeschreven. | Niet vast te stellen |

: Tabel 3. Werkzame elementen zoals bedoeld en zoals aangetroffen. {#tab-elementen}

> Opschrijven doen we als er tijd over is, en er is nooit tijd over. Dus op papier bouwen
> wij niet af. In het echt zit ik bij de meesten de laatste maanden nog maar eens in de
> drie weken aan tafel.
>
> [— begeleider, interview 7](#bewijs-i9j0){.bewijs}

# Herkomst van het bewijs {#herkomst .unnumbered}

## Gesprekken {#gesprekken}

::: {#bewijs-a1b2 .herkomst}
**Vaste begeleider**, genoemd door 9 van 13 respondenten (4 cliënten, 2 naasten, 3
begeleiders) in 4 van 4 groepen; 14 uitingen. Codeboek versie 3, code *vaste_begeleider*.
:::

::: {#bewijs-c3d4 .herkomst}
**Overdracht na intake**, genoemd in 3 van 4 focusgroepen; 11 uitingen. Focusgroep 1,
regels 88–91, 140; focusgroep 2, regel 12; focusgroep 4, regels 55–60.
:::

::: {#bewijs-g7h8 .herkomst}
**Interview 4**, cliënt, 12 maart 2025, regels 41–46. Toestemming voor citeren: ja.
:::

::: {#bewijs-i9j0 .herkomst}
**Tegengeluiden overdracht**, 2 van 13 respondenten, beiden aanbieder A. Interview 7,
regels 20–27; interview 9, regel 63.
:::

## Cijfers {#cijfers}

::: {#bewijs-e5f6 .herkomst}
**Verandering huisvesting**, gepaard t-interval over 84 cliënten met twee metingen;
12 cliënten met één meting buiten beschouwing. Zelfredzaamheid-Matrix 2017.
:::
"""  # noqa: E501  a row of a table is one line


def drawn(labels: list[str], values: list[float], axis: str) -> Figure:
    """Draw a bar chart, as SVG without date or random names and as PNG."""
    style = {"svg.hashsalt": "rapport", "font.size": 9}
    with mpl.rc_context(style):
        plot = Plot(figsize=(6.3, 2.9), layout="constrained")
        axes = plot.add_subplot()
        axes.barh(labels, values, color="#00508c", height=0.6)
        axes.invert_yaxis()
        axes.set_xlabel(axis)
        axes.spines[["top", "right"]].set_visible(False)
        svg, png = io.BytesIO(), io.BytesIO()
        plot.savefig(svg, format="svg", metadata={"Date": None})
        plot.savefig(png, format="png", dpi=200)
    return Figure(svg=svg.getvalue, png=png.getvalue)


def sample() -> Manuscript:
    factors = ["Vaste begeleider", "Korte lijnen", "Tempo van de cliënt", "Praktisch"]
    domains = ["Huisvesting", "Financiën", "Instrumentele ADL", "Justitie"]
    return Manuscript(
        title="Dichtbij en op tijd",
        subtitle="Procesevaluatie van thuisbegeleiding in de gemeente Waterrijk, 2025",
        authors=("Noor de Wit", "Sem Bakker"),
        date="maart 2026",
        version="3fa9c1d",
        markdown=SAMPLE,
        figures={
            "factoren": drawn(factors, [9, 8, 6, 5], "respondenten (van 13)"),
            "verandering": drawn(
                domains, [0.71, 0.63, 0.46, 0.05], "verschil in punten"
            ),
        },
    )


# Every sign that Markdown, HTML, Typst or TeX reads as more than a letter.
HOSTILE = (
    "<script>alert(1)</script>",
    "</title><b>hoi</b>",
    "#let x = 1; #x #image(x)",
    "$x^2$ en $$y$$",
    "@fig-x *vet* _schuin_ ~weg~ ^op^",
    "\\textbf{x} \\input{geheim}",
    "// niets /* weg */",
    "[a](#b) ![c](d) [^1] [e]: f",
    "`code`{=html} <label>",
    "\"recht\" 'q' -- ... --- -5 x-?y",
    "= kop",
    "+ plus",
    "- min",
    "1. een",
    "/ term: x",
    "::: {.let-op}",
    "| a | b |",
    "&lt; &amp; &copy; %{} {{x}}",
    "\U0001f600 \U0001f389 zo'n 's",
)


def escaped(text: str) -> str:
    """Put a backslash before every sign, as the writer of the Markdown does."""
    return re.sub(rf"([{re.escape(string.punctuation)}])", r"\\\1", text)


def blank(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    return sample()


@pytest.fixture(scope="module")
def page(manuscript: Manuscript) -> html.HtmlElement:
    return html.document_fromstring(FORMATS["html"](manuscript))


@pytest.fixture(scope="module")
def word(manuscript: Manuscript) -> docx.document.Document:
    return docx.Document(io.BytesIO(FORMATS["docx"](manuscript)))


@pytest.fixture(scope="module")
def pdf(manuscript: Manuscript) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(FORMATS["pdf"](manuscript))) as opened:
        yield opened


# ---- reading what was written ---------------------------------------------------


def html_text(content: bytes) -> str:
    return html.document_fromstring(content).body.text_content()


def docx_text(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(run.text for run in paragraph.iter(qn("w:r")))
        for paragraph in body.iter(qn("w:p"))
    )


def pdf_text(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as opened:
        return "\n".join(page_text(page) for page in opened.pages)


def page_text(page: pikepdf.Page) -> str:
    """Text of a page as a reader that searches or copies finds it."""
    meanings = {
        name: characters(font.ToUnicode.read_bytes().decode())
        for name, font in page.resources.get("/Font", {}).items()
    }
    text, meaning = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            meaning = meanings[str(operands[0])]
        if operator in ("Tj", "TJ"):
            pieces = operands[0] if operator == "TJ" else operands
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    pairs = zip(codes[::2], codes[1::2], strict=True)
                    text += [meaning.get(256 * a + b, "") for a, b in pairs]
    return "".join(text)


def characters(cmap: str) -> dict[int, str]:
    """Glyph number to text, from the table that a PDF keeps with a font."""
    pairs = re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", cmap, re.MULTILINE)
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs
    }


TEXT_OF: dict[str, Callable[[bytes], str]] = {
    "html": html_text,
    "docx": docx_text,
    "pdf": pdf_text,
}


def elements(node: Any, kind: str) -> Iterator[pikepdf.Dictionary]:  # noqa: ANN401
    """Structure elements of one kind under a node of the PDF's tag tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, kind)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == kind:
            yield node
        yield from elements(node.get("/K"), kind)


# ---- all three ------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_shows_as_text(manuscript: Manuscript, form: str) -> None:
    lines = [escaped(text) for text in HOSTILE]
    cells = "".join(f"| {line} | {line} |\n" for line in lines)
    markdown = (
        f"# Kop {lines[0]} {{#kop}}\n\n"
        + "\n\n".join(lines)
        + f"\n\n| a | b |\n|---|---|\n{cells}\n: Tabel 1. {lines[2]}\n\n"
        + "\n\n".join(f"> {line}\n>\n> [— x](#kop){{.bewijs}}" for line in lines)
    )
    hostile = replace(manuscript, markdown=markdown, title=HOSTILE[0] + HOSTILE[2])
    text = blank(TEXT_OF[form](FORMATS[form](hostile)))
    times = {line: text.count(blank(line)) for line in HOSTILE}
    # once as a paragraph, twice in the table, once in a quote; some in titles too
    assert {line: count for line, count in times.items() if count < 4} == {}


@pytest.mark.parametrize("form", FORMATS)
def test_stray_markup_without_backslashes_shows_as_text(
    manuscript: Manuscript, form: str
) -> None:
    stray = r"<b>a</b> <script>b</script> \textbf{c} $d$ @e <!DOCTYPE f> `g`{=html}"
    content = FORMATS[form](replace(manuscript, markdown=stray))
    shown = stray.replace("`", "")  # code is code, but never raw HTML
    for piece in shown.split():
        assert piece in TEXT_OF[form](content)


def test_hostile_text_makes_no_element_in_html(manuscript: Manuscript) -> None:
    stray = "<script>a</script> <img src=x> <iframe></iframe> <style>b</style>"
    hostile = replace(manuscript, markdown=stray, title="</title>" + stray)
    found = html.document_fromstring(FORMATS["html"](hostile))
    assert found.xpath("//script | //img | //iframe | //body//style") == []


@pytest.mark.parametrize("form", FORMATS)
def test_title_page_names_title_authors_date_and_version(
    manuscript: Manuscript, form: str
) -> None:
    text = TEXT_OF[form](FORMATS[form](manuscript))
    for part in (manuscript.title, *manuscript.authors, "maart 2026", "Versie 3fa9c1d"):
        assert blank(part) in blank(text)


@pytest.mark.parametrize("form", FORMATS)
def test_contents_come_before_the_text(manuscript: Manuscript, form: str) -> None:
    text = blank(TEXT_OF[form](FORMATS[form](manuscript)))
    contents, body = text.index("Inhoud"), text.index("Thuisbegeleidingondersteunt")
    listed = text[contents:body]
    assert "Herkomstvanhetbewijs" in listed
    # Within that, which has no number; Word lists every heading that it finds.
    assert ("Cijfers" in listed) == (form == "docx")
    assert "Cijfers" in text[body:]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_but_a_title_is_needed(form: str) -> None:
    bare = Manuscript(
        title="T", subtitle="", authors=(), date="", version="", markdown="", figures={}
    )
    assert "T" in TEXT_OF[form](FORMATS[form](bare))


@pytest.mark.parametrize("form", FORMATS)
def test_same_manuscript_same_bytes(manuscript: Manuscript, form: str) -> None:
    assert FORMATS[form](manuscript) == FORMATS[form](manuscript)


RENDER = """
import hashlib, pickle, sys
from tbresearch.report.rendering import FORMATS
manuscript = pickle.load(sys.stdin.buffer)
for form, render in FORMATS.items():
    print(form, hashlib.sha256(render(manuscript)).hexdigest())
"""


def test_another_process_without_fonts_or_settings_gives_the_same_bytes(
    manuscript: Manuscript, tmp_path: os.PathLike[str]
) -> None:
    elsewhere = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": os.devnull,
        "SOURCE_DATE_EPOCH": "1700000000",
    }
    done = subprocess.run(
        [sys.executable, "-c", RENDER],
        input=pickle.dumps(manuscript),
        env=elsewhere,
        capture_output=True,
        check=True,
    )
    here = [
        f"{form} {hashlib.sha256(render(manuscript)).hexdigest()}"
        for form, render in FORMATS.items()
    ]
    assert done.stdout.decode().splitlines() == here


# ---- HTML -----------------------------------------------------------------------


def test_html_asks_nothing_of_another_computer(page: html.HtmlElement) -> None:
    asking = [
        value
        for element in page.iter("*")
        for name, value in element.attrib.items()
        if name in ("src", "srcset", "href", "action", "data", "poster")
        and not (element.tag == "a" or value.startswith("data:"))
    ]
    assert asking == []
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    assert page.xpath("//script | //link | //iframe | //object") == []


def test_html_forbids_the_browser_to_ask(page: html.HtmlElement) -> None:
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_html_has_one_main_one_title_and_says_it_is_dutch(
    page: html.HtmlElement,
) -> None:
    assert page.get("lang") == "nl-NL"
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//h1/text()") == ["Dichtbij en op tijd"]
    assert page.xpath("//title/text()") == ["Dichtbij en op tijd"]


def test_html_can_skip_to_the_text(page: html.HtmlElement) -> None:
    first = page.xpath("//body//a")[0]
    assert first.text == "Naar de tekst"
    assert page.get_element_by_id(first.get("href")[1:]).tag == "article"


def test_html_links_arrive_at_one_place(page: html.HtmlElement) -> None:
    places = page.xpath("//@id")
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(targets) > 30
    assert set(targets) - set(places) == set()
    assert len(places) == len(set(places))


def test_html_pictures_tell_what_they_show(page: html.HtmlElement) -> None:
    told = page.xpath("//img/@alt")
    assert len(told) == len(page.xpath("//img")) == 2
    assert told[0].startswith("Staafdiagram met vier succesfactoren. Vaste begeleider")


def test_html_evidence_leads_back_to_every_place_that_cites_it(
    page: html.HtmlElement,
) -> None:
    for evidence in page.xpath("//*[contains(@class, 'herkomst')]"):
        name = evidence.get("id")
        citing = page.xpath(f"//label[@class='bewijs'][*/@popovertarget='{name}']/@id")
        back = evidence.xpath(".//a[contains(@class, 'terug')]/@href")
        assert citing
        assert back == [f"#{place}" for place in citing]


def test_sections_under_one_without_a_number_have_none_either(
    page: html.HtmlElement,
) -> None:
    numbers = {
        heading.get("id"): heading.get("data-number")
        for heading in page.xpath("//article//*[self::h2 or self::h3 or self::h4]")
    }
    assert numbers["samenvatting"] is None
    assert numbers["aanleiding"] == "1"
    assert numbers["wachttijd"] == "2.2.1"
    assert numbers["gesprekken"] is None


def test_html_tables_scroll_and_name_their_columns(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) == 3
    for table in tables:
        assert table.getparent().get("role") == "region"
        assert table.getparent().get("tabindex") == "0"
        assert table.getparent().get("aria-label") == table.xpath("string(caption)")
        assert set(table.xpath(".//th/@scope")) == {"col"}


def test_html_sets_the_speaker_apart_from_the_quote(page: html.HtmlElement) -> None:
    speakers = page.xpath("//blockquote/div[@class='bron']")
    assert [speaker.text_content().strip() for speaker in speakers] == [
        "— cliënt, interview 4",
        "— begeleider, focusgroep 1",
        "— begeleider, interview 7",
    ]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, after WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# WCAG 2.2, criterion 1.4.3: 4.5 to 1 for text.
@pytest.mark.parametrize("text", ["accent", "ink", "quiet"])
@pytest.mark.parametrize("ground", ["quote-tint", "grey-tint", "found", "white"])
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    style = (pandoc.ASSETS / "rapport.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))
    colours["white"] = "#ffffff"
    dark, light = luminance(colours[text]), luminance(colours[ground])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


# ---- PDF ------------------------------------------------------------------------


def test_pdf_is_tagged_dutch_and_names_its_standard(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "nl-NL"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    metadata = pdf.open_metadata()  # read only: outside "with" nothing is written
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:title"] == "Dichtbij en op tijd"


def test_pdf_holds_no_time(pdf: pikepdf.Pdf) -> None:
    assert "/CreationDate" not in pdf.docinfo
    assert "/ModDate" not in pdf.docinfo
    assert b"Date" not in pdf.Root.Metadata.read_bytes()


def test_pdf_figures_tell_what_they_show(pdf: pikepdf.Pdf) -> None:
    told = [str(one["/Alt"]) for one in elements(pdf.Root.StructTreeRoot, "/Figure")]
    assert told == re.findall(r'alt="([^"]+)"', SAMPLE)


def test_pdf_tables_have_heads_and_quotes_are_quotes(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    assert len(list(elements(tree, "/Table"))) == 3
    assert len(list(elements(tree, "/TH"))) == 5 + 7 + 4
    assert len(list(elements(tree, "/BlockQuote"))) == 3
    assert len(list(elements(tree, "/TOCI"))) == 12 - 2  # two within an appendix


def test_pdf_links_arrive(pdf: pikepdf.Pdf) -> None:
    named = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    inside = [note.Dest for note in notes if "/Dest" in note]
    sections = {str(to) for to in inside if isinstance(to, pikepdf.String)}
    points = [to[0].objgen for to in inside if isinstance(to, pikepdf.Array)]
    outside = [str(note.A.URI) for note in notes if "/A" in note]
    assert sections
    assert sections <= named
    assert len(points) > 20  # evidence, the way back, tables, figures, notes
    assert set(points) <= {page.obj.objgen for page in pdf.pages}
    assert outside == ["https://www.example.org/leidraad"]


def test_pdf_evidence_names_the_pages_that_cite_it(pdf: pikepdf.Pdf) -> None:
    pages = [page_text(page) for page in pdf.pages]
    citing = [n for n, text in enumerate(pages, 1) if "0,71 punt" in text]
    [shown] = re.findall(r"Matrix 2017\.Aangehaald op pagina ([\d, en]+)", pages[-1])
    assert str(citing[0]) in re.findall(r"\d+", shown)


def test_pdf_uses_only_fonts_that_come_with_the_packages(pdf: pikepdf.Pdf) -> None:
    used = {
        str(font.BaseFont).split("+")[1]
        for page in pdf.pages
        for font in page.resources.get("/Font", {}).values()
    }
    assert all(name.startswith(("LibertinusSerif", "DejaVuSans")) for name in used)


def test_pdf_repeats_the_head_of_a_table_that_runs_on(pdf: pikepdf.Pdf) -> None:
    pages = [page_text(page) for page in pdf.pages]
    with_rows = {n for n, text in enumerate(pages) if "[0,45; 0,81]" in text}
    with_rows |= {n for n, text in enumerate(pages) if "[−0,02; 0,50]" in text}
    assert len(with_rows) == 2
    assert all("Verschil [95%-interval]" in pages[n] for n in with_rows)


def test_pdf_counts_its_pages_in_the_foot(pdf: pikepdf.Pdf) -> None:
    last = len(pdf.pages)
    assert f"{last} van {last}" in page_text(pdf.pages[-1])
    assert f"1 van {last}" not in page_text(pdf.pages[0])


def test_pdf_shows_a_row_that_is_taller_than_a_page(manuscript: Manuscript) -> None:
    row = " ".join(f"woord{n}" for n in range(3000))
    markdown = f"| a | b |\n|---|---|\n| {row} | kort |\n"
    text = pdf_text(FORMATS["pdf"](replace(manuscript, markdown=markdown)))
    assert "woord2999" in blank(text)


# ---- DOCX -----------------------------------------------------------------------


def test_docx_uses_the_styles_that_a_writer_expects(
    word: docx.document.Document,
) -> None:
    used = {paragraph.style.name for paragraph in word.paragraphs}
    expected = {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"}
    expected |= {"Block Text", "Bron", "Let op", "Ontbreekt", "Herkomst"}
    expected |= {"Table Caption", "Image Caption"}
    assert expected - used == set()
    assert {table.style.name for table in word.tables} == {"Table"}


def test_docx_lets_word_number_the_headings(word: docx.document.Document) -> None:
    texts = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert texts[:3] == ["Samenvatting", "Aanleiding en vraag", "Bevindingen"]
    numbering = {
        p.text: p._p.pPr.numPr for p in word.paragraphs if p.style.name == "Heading 1"
    }
    assert numbering["Samenvatting"].numId.val == 0
    assert numbering["Bevindingen"] is None  # as the style says
    style = word.styles["Heading 1"].element
    assert style.pPr.numPr.numId.val in [
        number.numId for number in word.part.numbering_part.element.num_lst
    ]


def test_docx_contents_are_filled_before_word_updates_them(
    word: docx.document.Document,
) -> None:
    contents = word.element.body.find(qn("w:sdt"))
    lines = [
        "".join(r.text for r in p.iter(qn("w:r"))) for p in contents.iter(qn("w:p"))
    ]
    assert lines[0] == "Inhoud"
    assert "1\tAanleiding en vraag" in lines
    assert "2.2\tWat beter kan" in lines
    assert "Herkomst van het bewijs" in lines
    kinds = [mark.get(qn("w:fldCharType")) for mark in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_docx_tables_repeat_their_head_and_keep_rows_whole(
    word: docx.document.Document,
) -> None:
    assert len(word.tables) == 3
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(
            row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst
        )


def test_docx_captions_count_for_word(word: docx.document.Document) -> None:
    fields = {
        field.get(qn("w:instr")).strip(): field.find(f".//{qn('w:t')}").text
        for field in word.element.body.iter(qn("w:fldSimple"))
    }
    assert fields == {"SEQ Tabel \\* ARABIC": "3", "SEQ Figuur \\* ARABIC": "2"}
    captions = [p for p in word.paragraphs if p.style.name == "Table Caption"]
    assert ["".join(t.text for t in p._p.iter(qn("w:t")))[:9] for p in captions] == [
        "Tabel 1. ",
        "Tabel 2. ",
        "Tabel 3. ",
    ]


def test_docx_caption_keeps_the_number_in_the_text(manuscript: Manuscript) -> None:
    markdown = "| a |\n|---|\n| b |\n\n: Tabel 7. Zeven\n"
    content = FORMATS["docx"](replace(manuscript, markdown=markdown))
    body = docx.Document(io.BytesIO(content)).element.body
    [field] = body.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).split() == [
        "SEQ",
        "Tabel",
        "\\*",
        "ARABIC",
        "\\r",
        "7",
    ]


def test_docx_pictures_are_png_and_tell_what_they_show(
    word: docx.document.Document,
) -> None:
    told = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))]
    assert told == re.findall(r'alt="([^"]+)"', SAMPLE)
    kinds = {
        part.content_type
        for part in word.part.package.iter_parts()
        if part.content_type.startswith("image/")
    }
    assert kinds == {"image/png"}


def test_docx_links_arrive(word: docx.document.Document) -> None:
    body = word.element.body
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    inside = [to for to in links if to]
    assert len(inside) > 20
    assert set(inside) - places == set()


def test_docx_is_dutch_a4_with_page_numbers(word: docx.document.Document) -> None:
    assert word.core_properties.language == "nl-NL"
    assert word.core_properties.title == "Dichtbij en op tijd"
    [language] = word.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "nl-NL"
    [section] = word.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")).strip() for field in fields] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_docx_parts_neighbouring_quotes(word: docx.document.Document) -> None:
    names = [paragraph.style.name for paragraph in word.paragraphs]
    assert "Tussenruimte" in names
    assert ("Bron", "Block Text") not in set(pairwise(names))


def test_docx_holds_no_time(manuscript: Manuscript) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"](manuscript))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "dcterms" not in properties.split(">", 2)[2]


# ---- what is refused ------------------------------------------------------------


REFUSED = {
    "[x](#weg){.bewijs}": "1 van 1 verwijzing heeft geen doel: #weg\n"
    "  waar:      de Markdown van het rapport, regel 1: [x](#weg){.bewijs}",
    "[x](javascript:alert)": "1 van 1 verwijzing heeft geen doel: javascript:alert",
    "![x](figuren/weg.svg)": "1 van 1 figuur ontbreekt: figuren/weg.svg",
    "![x](https://a.nl/b.svg)": "1 van 1 figuur ontbreekt: https://a.nl/b.svg",
    "a\n\n::: {#b}\nc\n:::\n\n::: {#b}\nd\n:::\n": "al bestaat: b\n"
    "  waar:      de Markdown van het rapport, regel 3: ::: {#b}",
    "# A {#a}\n\n### B {#b}": "de kop #b heeft niveau 3, maar die erboven 1",
    "## A {#a}": "de eerste kop, #a, heeft niveau 2 in plaats van 1",
    "a\n\nb\x0c": "een onzichtbaar stuurteken (U+000C) in de tekst\n"
    "  waar:      Markdown van het rapport, regel 3",
    "::: {.let-op}\na": "pandoc kan de tekst niet omzetten: [WARNING] Div at line 1",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("markdown", REFUSED)
def test_broken_text_is_refused_by_name_in_every_form(
    manuscript: Manuscript, markdown: str, form: str
) -> None:
    with pytest.raises(WorkbenchError, match=re.escape(REFUSED[markdown])):
        FORMATS[form](replace(manuscript, markdown=markdown))


def test_a_picture_that_cannot_be_drawn_is_refused(manuscript: Manuscript) -> None:
    broken = replace(
        manuscript,
        markdown="![x](figuren/a.svg)",
        figures={"a": Figure(svg=lambda: b"geen svg", png=lambda: b"geen png")},
    )
    with pytest.raises(WorkbenchError, match="Typst kan het rapport niet zetten"):
        FORMATS["pdf"](broken)


def test_missing_pandoc_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(WorkbenchError, match="het programma pandoc ontbreekt"):
        pandoc._program.__wrapped__()
