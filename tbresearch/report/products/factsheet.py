"""The factsheet: what a study found on two pages, for who has five minutes."""

from __future__ import annotations

from tbresearch.report.outline import TEXT_FOLDER, Product, Section
from tbresearch.report.sheet import factsheet

__all__ = ["FACTSHEET"]

_CODED = "transcripten, een codeboek en coderingen"

FACTSHEET = Product(
    key="factsheet",
    title="Factsheet",
    folder=f"{TEXT_FOLDER}/factsheet",
    outline=(
        Section(
            "onderzocht", "Wat is onderzocht", "gesprekken.csv en respondenten.csv"
        ),
        Section("werkt", "Wat werkt", _CODED, place="links"),
        Section("beter", "Wat beter kan", _CODED, place="rechts"),
        Section(
            "verandering",
            "Wat er veranderde",
            "zrm.csv met scores bij intake en bij het einde",
            place="links",
        ),
        Section("kosten", "Wat het kost", "aannames.toml met bronnen", place="rechts"),
        Section(
            "grenzen",
            "Wat dit onderzoek niet zegt",
            "een tekst van de evaluator",
            place="rechts",
        ),
        Section(
            "aanbevelingen",
            "Wat er nu kan gebeuren",
            "verbeterpunten.csv met een aanbeveling en wie aan zet is",
        ),
        Section("verder", "Verder lezen", "een tekst van de evaluator"),
    ),
    make=factsheet,
    layout="sheet",
    author_wins=True,
    most_pages=2,
)
