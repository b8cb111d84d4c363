"""What a report is made of: its sections, and what each of them needs.

A section without data is not left out: it says which data it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tbresearch.report.evidence import Contribution
from tbresearch.study import Study

if TYPE_CHECKING:
    from tbresearch.report.rendering import Layout

__all__ = [
    "ALWAYS",
    "PROCESS_EVALUATION",
    "PROVENANCE",
    "RECIPE",
    "TEXT_FOLDER",
    "Product",
    "Section",
]

TEXT_FOLDER = "rapport"
PROVENANCE = ("herkomst", "Bijlage: herkomst van het bewijs")
RECIPE = ("navolgen", "Bijlage: zo bouwt u dit rapport na")
ALWAYS = ".altijd"  # after the key of a section: what an author's text leaves in place


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report.

    Attributes
    ----------
    key : str
        Also the name of the author's text: ``rapport/<key>.md``, or in the folder of
        the product.
    title : str
        Dutch heading.
    needs : str
        What has to be there before this section can be filled, in Dutch.
        Empty for a chapter that only holds other sections.
    words : int or None
        How many words it may have, references filled in.
    level : int
        1 for a chapter, 2 for a section in it. Texts of both begin their own headings
        at ``##``; those of level 2 are printed one lower.
    numbered : bool
        Whether the heading has a number.
    place : str
        On a sheet: ``"links"`` or ``"rechts"`` for a column, or the full width.
    """

    key: str
    title: str
    needs: str
    words: int | None = None
    level: int = 1
    numbered: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One kind of report that a study can be made into.

    Attributes
    ----------
    key : str
        What the files are called: ``procesevaluatie.html``.
    title : str
        Dutch, on the title page.
    folder : str
        Where the author's texts and the manifest are, in the study.
    outline : tuple of Section
    appendices : tuple of (str, str)
        Key and title of each appendix that results fill; the provenance comes after
        them.
    closing : tuple of (str, str)
        The appendices after the provenance.
    front : str
        Title of the part without number before the sections, which results fill
        under the key ``colofon``; empty if there is none.
    of_intervention : bool
        Whether the title page names the intervention first, and not the study.
    make : callable or None
        Takes the study and the results, and returns what this product says in its
        sections; what results say in those of a procesevaluatie is then left out.
        Their evidence, tables and pictures can be referred to in every product.
    layout : str
        How its pages look.
    author_wins : bool
        Whether an author's text stands in place of what is made for its section; what
        is made under the key with `ALWAYS` behind it stays.
    most_pages : int or None
        How many pages the PDF may have.
    """

    key: str
    title: str
    folder: str
    outline: tuple[Section, ...]
    appendices: tuple[tuple[str, str], ...] = ()
    closing: tuple[tuple[str, str], ...] = ()
    front: str = ""
    of_intervention: bool = False
    make: Callable[[Study, tuple[object, ...]], Iterable[Contribution]] | None = None
    layout: Layout = "portrait"
    author_wins: bool = False
    most_pages: int | None = None

    @property
    def manifest(self) -> str:
        """Where the manifest of the last build is, in the study."""
        return f"{self.folder}/bewijs.json"


_SECTIONS = (
    Section(
        "samenvatting",
        "Samenvatting",
        "een tekst van de evaluator van ten hoogste 600 woorden",
        words=600,
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

_APPENDICES = (
    ("overeenstemming", "Bijlage: overeenstemming per code"),
    ("oordelen", "Bijlage: oordelen per indicator"),
    ("tegenspraak", "Bijlage: patronen en tegenspraak"),
    ("codes", "Bijlage: codes die samen voorkomen"),
    ("modellen", "Bijlage: andere modellen van de verandering"),
    ("cijfers", "Bijlage: cijfers van elders"),
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

PROCESS_EVALUATION = Product(
    key="procesevaluatie",
    title="Procesevaluatie",
    folder=TEXT_FOLDER,
    outline=_SECTIONS,
    appendices=_APPENDICES,
    closing=(RECIPE,),
    front="Colofon",
)
