"""The three forms of one report: what a client opens, and what must hold in it."""

from __future__ import annotations

import io

import matplotlib as mpl
from matplotlib.figure import Figure as Plot

from tbresearch.report.rendering import Figure, Manuscript

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
uitspraak staat achterin. De methode volgt de
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
"""


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
    return Figure(svg=svg.getvalue(), png=png.getvalue())


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
            "verandering": drawn(domains, [0.71, 0.63, 0.46, 0.05], "verschil in punten"),
        },
    )
