"""The worksheet that an intervention is described on, for a databank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import Product, Section
from tbresearch.report.products.worksheet import (
    delivery,
    description,
    front,
    grounds,
    research,
)
from tbresearch.report.products.worksheet.materials import FILE, FOLDER, Materials
from tbresearch.study import Study

__all__ = ["WORKSHEET"]

_OWN = f"een eigen tekst in `{FOLDER}"
_SECTIONS = (
    Section("colofon", "Colofon", "studie.toml", numbered=False),
    Section("leeswijzer", "Leeswijzer", f"{_OWN}/leeswijzer.md`", numbered=False),
    Section(
        "samenvatting",
        "Samenvatting",
        f"{_OWN}/samenvatting.md`, van ten hoogste 600 woorden",
        words=600,
        numbered=False,
    ),
    Section("beschrijving", "Beschrijving van de interventie", ""),
    Section("doelgroep", "Doelgroep", f"`{FILE}`", level=2),
    Section("doel", "Doel", f"`{FILE}`", level=2),
    Section("aanpak", "Aanpak", f"`{FILE}`", level=2),
    Section("uitvoering", "Uitvoering", ""),
    Section("materialen", "Materialen", f"`{FILE}`", level=2),
    Section("organisatie", "Locatie en soort organisatie", f"`{FILE}`", level=2),
    Section("opleiding", "Opleiding en competenties", f"`{FILE}`", level=2),
    Section("kwaliteit", "Kwaliteitsbewaking", f"`{FILE}`", level=2),
    Section("randvoorwaarden", "Randvoorwaarden", f"`{FILE}`", level=2),
    Section("implementatie", "Implementatie", f"{_OWN}/implementatie.md`", level=2),
    Section("kosten", "Kosten van de interventie", "`aannames.toml`", level=2),
    Section("onderbouwing", "Onderbouwing", f"`{FILE}`"),
    Section("onderzoek", "Onderzoek", ""),
    Section(
        "praktijkervaringen",
        "Onderzoek naar de uitvoering",
        "gesprekken en coderingen",
        level=2,
    ),
    Section(
        "voorbeelden",
        "Praktijkvoorbeelden",
        f"`voorbeelden.toml`, met voorbeelden waar toestemming voor is of die zijn "
        f"verzonnen; of {_OWN}/voorbeelden.md`",
        level=2,
    ),
    Section("werkzame_elementen", "Samenvatting werkzame elementen", f"`{FILE}`"),
    Section(
        "literatuur",
        "Aangehaalde literatuur",
        f"blokken `[[bron]]` in `{FILE}`, of {_OWN}/literatuur.md`",
    ),
)

# Who writes each section that results fill; the guide is written after them.
_WRITERS: Mapping[str, Callable[[Materials], str]] = {
    "colofon": front.colophon,
    "samenvatting": front.summary,
    "doelgroep": description.target_group,
    "doel": description.goals,
    "aanpak": description.approach,
    "materialen": delivery.resources,
    "organisatie": delivery.organisation,
    "opleiding": delivery.training,
    "kwaliteit": delivery.quality,
    "randvoorwaarden": delivery.conditions,
    "implementatie": delivery.implementation,
    "kosten": delivery.costs,
    "onderbouwing": grounds.grounds,
    "praktijkervaringen": research.experiences,
    "voorbeelden": research.examples,
    "werkzame_elementen": grounds.elements,
    "literatuur": grounds.literature,
    "taken": grounds.tasks,
    "routes": grounds.routes,
}


def _make(study: Study, results: tuple[object, ...]) -> Iterable[Contribution]:
    materials = Materials(study, results)
    made = {key: write(materials) for key, write in _WRITERS.items()}
    texts = {key: text for key, text in made.items() if text}
    texts["leeswijzer"] = front.guide(materials, texts, _SECTIONS)
    counts = (*grounds.counts(materials), *research.counts(materials))
    yield Contribution(sections=texts, evidence=counts)


WORKSHEET = Product(
    key="werkblad",
    title="Werkblad interventiebeschrijving",
    folder=FOLDER,
    outline=_SECTIONS,
    appendices=(
        ("taken", "Bijlage: kerntaken, werkprocessen en vaardigheden"),
        ("routes", "Bijlage: routes naar de hulp"),
        ("onthulling", "Bijlage: onthullingscontrole"),
    ),
    of_intervention=True,
    make=_make,
)
