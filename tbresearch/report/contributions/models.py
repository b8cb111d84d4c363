"""What models of all measurements bring: a table, a picture, and models beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

import pandas as pd

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.models import ChangeModels, ChangeSensitivity, OrdinalModel
from tbresearch.outcomes.models.tables import p_text
from tbresearch.report.evidence import Contribution, Evidence, Picture, numbers_of
from tbresearch.report.tables import TableText
from tbresearch.vocabulary import decimal_text, join_text, quantity_text

__all__ = ["models_contribution", "sensitivity_contribution"]

_SOURCES = ("zrm.csv", "trajecten.csv")
_TERM = "tijd"
_HEAD = "## Een model van alle metingen"
_LIMITS = (
    "Wat met hoeveel cliënten kan: bij minder dan 100 geen model; vanaf 100 verschil "
    "tussen cliënten, en tussen aanbieders als er minstens 8 zijn; vanaf 1.000 ook "
    "tussen begeleiders. Wat voor wie wegbleef geldt, zegt het omslagpunt."
)
_READ = (
    "Een kansverhouding van 1,5 betekent: elk jaar is de kansverhouding op een hoger "
    "niveau, voor dezelfde cliënt, anderhalf keer zo groot. Bij 1 verandert er niets."
)


def models_contribution(models: ChangeModels) -> Contribution:
    """Return odds ratios a year per domain and together, with what they rest on."""
    notes = (_READ, *models.notes, _LIMITS)
    lines = "\n".join(f"- {note}" for note in notes)
    rows = models.table[models.table["term"] == _TERM]
    if rows.empty:
        reasons = dict.fromkeys(str(one.model) for one in models.domains)
        text = f"Een model van alle metingen is {join_text([*reasons])}.\n"
        return Contribution(sections={"resultaten": f"{_HEAD}\n\n{text}"})
    together = (
        f"Alle domeinen samen zijn {models.joint}."
        if isinstance(models.joint, NotEstimable)
        else "Verandering tijdens het traject, alle domeinen samen: {{model:samen}}."
    )
    return Contribution(
        sections={
            "resultaten": f"{_HEAD}\n\n{together}\n\n{{{{figuur:model}}}}\n\n"
            f"{{{{tabel:model}}}}\n\n{lines}\n"
        },
        evidence=tuple(_evidence(models)),
        tables=(_table(models, notes),),
        pictures=(_picture(models, rows),),
    )


def sensitivity_contribution(result: ChangeSensitivity) -> Contribution:
    """Return the table of other models, for the appendix."""
    if result.frame.empty:
        return Contribution()
    table = TableText(
        key="tabel:model.ernaast",
        caption="Verandering per jaar volgens drie modellen, en of evenredige kansen "
        "passen",
        head=("Domein", "Gemengd", "Lineair", "Marginaal", "p evenredige kansen"),
        rows=tuple(
            (name, *rest) for name, term, *rest in result.rows() if term == _TERM
        ),
        right=(1, 2, 3, 4),
        method=f"{result}. {' '.join(result.notes)}",
        sources=_SOURCES,
        about_people=False,
    )
    lines = "\n".join(f"- {note}" for note in result.notes)
    return Contribution(
        sections={"modellen": f"{{{{{table.key}}}}}\n\n{lines}\n"}, tables=(table,)
    )


def _evidence(models: ChangeModels) -> Iterator[Evidence]:
    found = {"samen": models.joint} | {one.domain: one.model for one in models.domains}
    for key, model in found.items():
        if isinstance(model, NotEstimable):
            continue
        own = _row(model)
        clients = quantity_text(dict(model.groups)["client"], "cliënt", "cliënten")
        yield Evidence(
            key=f"model:{key}",
            text=f"een kansverhouding van {_odds(own)} per jaar",
            method=models.notes[0],
            sources=_SOURCES,
            details=(
                ("Model", model.method),
                ("Formule", models.formula),
                ("Aantal", clients),
                ("Interval", "95%"),
            ),
        )


def _row(model: OrdinalModel) -> pd.Series:
    found = model.coefficients
    return found[found["term"] == _TERM].iloc[0]


def _odds(row: pd.Series) -> str:
    value, low, high = (
        decimal_text(math.exp(row[name]), 2) for name in ("estimate", "low", "high")
    )
    return f"{value} ({low} tot {high})"


def _table(models: ChangeModels, notes: tuple[str, ...]) -> TableText:
    rows = []
    for one in models.domains:
        own = models.table[models.table["domain"] == one.domain]
        name = str(own["label"].iloc[0]) + (" (primair)" if one.primary else "")
        if isinstance(one.model, NotEstimable):
            rows.append((name, "", "", str(one.model)))
            continue
        row = own[own["term"] == _TERM].iloc[0]
        p = row["p"] if one.primary else row["p_holm"]
        said = "verandering" if row["changed"] else "geen duidelijke verandering"
        rows.append((name, _odds(row), p_text(float(p)), said))
    if isinstance(models.joint, OrdinalModel):
        rows.append(("Alle domeinen samen", _odds(_row(models.joint)), "", ""))
    people = max((one.clients for one in models.domains), default=0)
    return TableText(
        key="tabel:model",
        caption="Kansverhouding op een hoger niveau per jaar, met 95%-interval, "
        f"{quantity_text(people, 'cliënt', 'cliënten')}",
        head=("Domein", "Kansverhouding", "p", "De groep"),
        rows=tuple(rows),
        right=(1, 2),
        method=f"{models}. {' '.join(notes)}",
        sources=_SOURCES,
        about_people=False,
    )


def _picture(models: ChangeModels, rows: pd.DataFrame) -> Picture:
    spoken = "; ".join(f"{row['label']} {_odds(row)}" for _, row in rows.iterrows())
    return Picture(
        key="figuur:model",
        caption="Verandering per jaar tijdens het traject, met 95%-interval",
        alt="Een punt met een lijn per domein op een schaal van log-odds. In "
        f"kansverhoudingen: {spoken}.",
        draw=partial(models.plot, term=_TERM),
        rests_on=numbers_of(models.to_frame()),
        method="Dezelfde modellen als in de tabel die volgt.",
        about_people=False,
    )
