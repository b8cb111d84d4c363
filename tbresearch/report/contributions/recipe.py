"""What it takes to build the same report again: version, sources, settings, commands.

It holds no clock, no path and no name of a machine, so that it is the same for the
same study everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import metadata

from tbresearch.coding.comparing import Agreement
from tbresearch.costs import Simulation
from tbresearch.findings import Saturation
from tbresearch.outcomes import DropoutSensitivity
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import EMPTY, TableText
from tbresearch.study import SETTINGS_FILE, Study, read_toml
from tbresearch.study.contents import SETTINGS
from tbresearch.vocabulary import day_text

__all__ = ["recipe_contribution"]

# What a setting says on the title page changes no number.
_NO_NUMBER = (
    *("titel", "interventie", "periode", "opdrachtgever", "auteurs", "eigenaren"),
    "datum",
)
# What reckons, draws and typesets: another version may change a digit or a line.
_PACKAGES = (
    *("numpy", "pandas", "scipy", "statsmodels", "scikit-learn", "nltk"),
    *("matplotlib", "pypandoc-binary", "python-docx", "typst"),
)
# What is drawn by chance. The number that it starts from stands in its notes.
_DRAWN: Mapping[type, str] = {
    Agreement: "Intervallen van de overeenstemming tussen codeurs",
    Saturation: "Volgorden van gesprekken, voor de band bij verzadiging",
    DropoutSensitivity: "Scores die ontbreken, voor het omslagpunt",
    Simulation: "Onzekere aannames over kosten en baten",
}
_SEED = re.compile(r"(?:begin|start)getal (\d+)")
_COMMANDS = (
    "tbresearch check MAP",
    "tbresearch report MAP --naar RAPPORT",
    "tbresearch verify MAP --rapport RAPPORT",
)


def recipe_contribution(
    study: Study, results: Sequence[object], *, version: str
) -> Contribution:
    """Return the appendix on building the report again.

    Parameters
    ----------
    study : Study
        The study.
    results : sequence of object
        What the report holds; those that draw by chance name their seed.
    version : str
        The fingerprint of all sources, as the report prints it.
    """
    seeds = _seeds(results)
    return Contribution(
        sections={"navolgen": "\n\n".join(_parts(version, drawn=bool(seeds))) + "\n"},
        tables=(_settings(study), *([_drawn(seeds)] if seeds else [])),
    )


def _parts(version: str, *, drawn: bool) -> Iterator[str]:
    own = metadata.version("tbresearch")
    yield (
        "Wie dezelfde bestanden en dezelfde versie van tbresearch heeft, krijgt "
        "hetzelfde rapport, tot op de byte."
    )
    yield (
        f"- Programma: tbresearch, versie {own}\n"
        f"- Bronnen: de bestanden van de studie, samen versie `{version}`, die ook "
        "voor in het rapport staat\n"
        f"- Pakketten die rekenen en opmaken: {', '.join(_versions())}"
    )
    yield (
        "De precieze versies van alle pakketten staan in `requirements.lock` bij het "
        "programma. In een venster waarin de omgeving aan staat, met voor MAP de map "
        "van de studie en voor RAPPORT de map waar het rapport komt:"
    )
    yield "\n".join(["```", *_COMMANDS, "```"])
    yield (
        "De eerste leest alles en noemt wat niet klopt, de tweede bouwt HTML, DOCX en "
        "PDF, en de derde houdt het rapport tegen de bestanden."
    )
    yield "## Instellingen die aantallen bepalen {.unnumbered}"
    yield "{{tabel:instellingen}}"
    if drawn:
        yield "## Toeval {.unnumbered}\n\n{{tabel:begingetallen}}"


def _versions() -> Iterator[str]:
    for name in _PACKAGES:
        yield f"{name} {metadata.version(name)}"


def _settings(study: Study) -> TableText:
    given = read_toml(study.root / SETTINGS_FILE, source=SETTINGS_FILE).data
    fields = [field for field in SETTINGS if field.name not in _NO_NUMBER]
    return TableText(
        key="tabel:instellingen",
        caption=f"Instellingen in {SETTINGS_FILE}",
        head=("Instelling", "Waarde", "Opgegeven"),
        rows=tuple(
            (
                field.name,
                _value(getattr(study, field.column)),
                "ja" if field.name in given else "nee, zo is het standaard",
            )
            for field in fields
        ),
        method=f"Gelezen uit {SETTINGS_FILE}; wat er niet in staat, heeft de waarde "
        "die het programma dan neemt.",
        sources=(SETTINGS_FILE,),
        about_people=False,
    )


def _value(value: object) -> str:
    match value:
        case None | ():
            return EMPTY
        case bool():
            return "ja" if value else "nee"
        case date():
            return day_text(value)
        case tuple():
            return ", ".join(map(str, value))
    return str(value)


def _seeds(results: Sequence[object]) -> list[tuple[str, str]]:
    """Return what was drawn by chance, with the number that it started from."""
    found = []
    for result in results:
        what = _DRAWN.get(type(result))
        seed = _SEED.search(" ".join(result.notes)) if what else None  # type: ignore[attr-defined]
        if what and seed:
            found.append((what, seed[1]))
    return list(dict.fromkeys(found))


def _drawn(seeds: list[tuple[str, str]]) -> TableText:
    return TableText(
        key="tabel:begingetallen",
        caption="Wat met toeval is getrokken, en vanaf welk begingetal",
        head=("Wat", "Begingetal"),
        rows=tuple(seeds),
        right=(1,),
        method="Met hetzelfde begingetal zijn de trekkingen dezelfde. Hoe vaak er is "
        "getrokken, staat bij de uitkomst.",
        about_people=False,
    )
