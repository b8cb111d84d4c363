"""The outline of a Dutch procesevaluatie, and what each section needs.

A section without data is not left out: it says which data it needs.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["APPENDICES", "CLOSING", "OUTLINE", "PROVENANCE", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report.

    Attributes
    ----------
    key : str
        Also the name of the author's text: ``rapport/<key>.md``.
    title : str
        Dutch heading.
    needs : str
        What has to be there before this section can be filled, in Dutch.
    """

    key: str
    title: str
    needs: str


OUTLINE = (
    Section(
        "samenvatting",
        "Samenvatting",
        "een tekst van de evaluator van ten hoogste 600 woorden",
    ),
    Section(
        "aanleiding",
        "Aanleiding en onderzoeksvragen",
        "een tekst van de evaluator: aanleiding, doel en onderzoeksvragen",
    ),
    Section(
        "interventie",
        "De interventie zoals bedoeld",
        "een beschrijving van doel, doelgroep, fasen, dosering en werkzame elementen",
    ),
    Section(
        "onderzoeksopzet",
        "Onderzoeksopzet",
        "gesprekken.csv, respondenten.csv en sprekers.csv",
    ),
    Section(
        "bereik",
        "Bereik en toeleiding",
        "een registratie van trajecten: wie is bereikt, langs welke route, en wie niet",
    ),
    Section(
        "uitvoering",
        "Uitvoering: integriteit, dosering en aanpassing",
        "contacten, plannen en doelen per traject",
    ),
    Section(
        "context",
        "Context en randvoorwaarden",
        "een tekst van de evaluator, of bevindingen in een beoordelingskader",
    ),
    Section(
        "ervaringen",
        "Ervaringen: succesfactoren en verbeterpunten",
        "transcripten, een codeboek en coderingen",
    ),
    Section(
        "resultaten",
        "Verandering op de Zelfredzaamheid-Matrix",
        "zrm.csv met scores bij intake en bij het einde",
    ),
    Section(
        "samenhang",
        "Samenhang tussen ervaringen, verandering en kosten",
        "een vergelijking per leefgebied van wat mensen zeggen, wat scores laten zien "
        "en wat het kost",
    ),
    Section("kosten", "Kosten en aannames", "aannames.toml met bronnen"),
    Section(
        "conclusies",
        "Conclusies en aanbevelingen",
        "een tekst van de evaluator die naar het bewijs verwijst",
    ),
    Section(
        "beperkingen",
        "Beperkingen en reflexiviteit",
        "een tekst van de evaluator over selectie, eigen rol en wat ontbreekt",
    ),
)

# Key and title of each appendix that results fill.
APPENDICES = (
    ("modellen", "Bijlage: andere modellen van de verandering"),
    ("topiclijsten", "Bijlage: topiclijsten"),
    ("codeboek", "Bijlage: codeboek"),
    ("raamwerk", "Bijlage: raamwerk"),
    ("coreq", "Bijlage: COREQ, over de gesprekken"),
    ("rtarg", "Bijlage: RTARG, over de reflexieve analyse"),
    ("gramms", "Bijlage: GRAMMS, over gesprekken en cijfers samen"),
    ("tidier", "Bijlage: TIDieR, over de interventie"),
    ("cheers", "Bijlage: CHEERS, over de kosten en baten"),
    ("controlelijst", "Bijlage: controlelijst voor erkenning"),
    ("onthulling", "Bijlage: onthullingscontrole"),
)
# The appendix on provenance, and those that come after it.
PROVENANCE = ("herkomst", "Bijlage: herkomst van het bewijs")
CLOSING = (("navolgen", "Bijlage: zo bouwt u dit rapport na"),)
