"""The toezichttabel: every verdict with its reservation, its informants and scope."""

from __future__ import annotations

from tbresearch.report.contributions.supervision import supervision
from tbresearch.report.outline import TEXT_FOLDER, Product, Section

__all__ = ["SUPERVISION_TABLE"]

_VERDICTS = "kaders/NAAM.toml met oordelen in een kader, zie docs/kaders.md"

SUPERVISION_TABLE = Product(
    key="toezichttabel",
    title="Toezichttabel",
    folder=f"{TEXT_FOLDER}/toezichttabel",
    outline=(
        Section("leeswijzer", "Wat is beoordeeld, en hoe dit te lezen", _VERDICTS),
        Section("totalen", "De oordelen per thema", _VERDICTS),
        Section("oordelen", "De oordelen per indicator", _VERDICTS),
        Section(
            "informanten",
            "Wie wat zegt",
            "blokken [[standpunt]] in kaders/NAAM.toml",
        ),
        Section(
            "bevindingen",
            "Bevindingen, en waar een conclusie uit volgt",
            "blokken [[bevinding]] in kaders/NAAM.toml",
        ),
        Section(
            "bronnen",
            "Informanten en documenten",
            "blokken [[informant]] en [[document]] in kaders/NAAM.toml",
        ),
        Section(
            "erkenning",
            "Controlelijst voor erkenning",
            "kaders/NAAM.toml met kader = erkenning",
        ),
    ),
    make=supervision,
    layout="landscape",
)
