"""Other models beside the ordinal one, domain by domain: do they tell another story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.models.by_domain import model_frame
from tbresearch.outcomes.models.changes import ChangeModels
from tbresearch.outcomes.models.checks import check_proportional_odds
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.sensitivity import (
    SensitivityModel,
    fit_linear,
    fit_marginal,
)
from tbresearch.outcomes.models.tables import p_text
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import DOMAIN_LABELS, decimal_text, quantity_text

__all__ = ["ChangeSensitivity", "change_sensitivity"]

_BY = ("client",)
_ENDS = ("estimate", "low", "high")
_KINDS = ("ordinal", "linear", "marginal")
_NUMBERS = [
    name for kind in _KINDS for name in (kind, f"{kind}_low", f"{kind}_high")
] + ["p_odds"]
_NOTES = (
    "Gemengd: het cumulatieve logitmodel, in log-odds voor dezelfde cliënt. Lineair: "
    "niveaus als getallen met gelijke afstanden (REML), in niveaus; dat zijn zij niet. "
    "Marginaal: GEE met robuuste standaardfouten, in log-odds voor mensen in de "
    "bevolking, en daardoor kleiner dan gemengd.",
    "De getallen van de drie zijn niet gelijk; het gaat om de richting en om wat zich "
    "van 0 onderscheidt. GEE is gevoeliger voor wie wegbleef dan de andere twee.",
    "Evenredige kansen: een kleine p zegt dat één coëfficiënt het verschil niet bij "
    "elke drempel goed weergeeft. Van wat er zo vaak is getoetst, is één op de twintig "
    "door toeval onder 0,05.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSensitivity:
    """Coefficients of three kinds of model, and the check on proportional odds.

    Attributes
    ----------
    formula : str
        As it was asked.
    frame : pd.DataFrame
        See `to_frame`.
    notes : tuple of str
        What each model asks, in Dutch.
    """

    formula: str
    frame: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        many = self.frame["domain"].nunique()
        where = quantity_text(many, "domein", "domeinen")
        return f"{self.formula}: drie modellen naast elkaar op {where}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain and coefficient.

        Columns `domain`, `label`, `term`; `ordinal`, `linear` and `marginal`, each with
        `_low` and `_high`; and `p_odds`. What a model cannot give is missing.
        """
        return self.frame.copy()

    def rows(self) -> list[tuple[str, ...]]:
        """Return the table in Dutch: domain, term, three estimates, and p."""
        return [
            (
                row["label"],
                row["term"],
                *(_interval(row, kind) for kind in _KINDS),
                "" if pd.isna(row["p_odds"]) else p_text(row["p_odds"]),
            )
            for _, row in self.frame.iterrows()
        ]

    def _repr_html_(self) -> str:
        heads = (
            "Domein",
            "Covariaat",
            "Gemengd",
            "Lineair",
            "Marginaal",
            "p evenredig",
        )
        return text_html(self) + table_html(heads, self.rows()) + list_html(self.notes)


def change_sensitivity(
    scores: ZrmScores, models: ChangeModels, *, clients: pd.DataFrame | None = None
) -> ChangeSensitivity:
    """Fit a linear and a marginal model beside each ordinal one, and check its odds.

    Parameters
    ----------
    scores, clients
        What `models` were fitted to.
    models : ChangeModels
        As `fit_change` gives them.

    Returns
    -------
    ChangeSensitivity
        Without the domains that have no ordinal model.

    Notes
    -----
    Both keep scores of one client together; other groups are left out of them.
    """
    frame = model_frame(scores, clients)
    rows: list[dict[str, Any]] = []
    for one in models.domains:
        if not isinstance(one.model, OrdinalModel):
            continue
        own = frame[frame["domein"] == one.domain]
        head = {"domain": one.domain, "label": DOMAIN_LABELS[one.domain]}
        rows += [head | row for row in _beside(own, one.model)]
    columns = ["domain", "label", "term", *_NUMBERS]
    made = pd.DataFrame(rows, columns=columns)
    return ChangeSensitivity(
        formula=models.formula,
        frame=made.astype(dict.fromkeys(_NUMBERS, "Float64")),
        notes=_NOTES,
    )


def _beside(frame: pd.DataFrame, model: OrdinalModel) -> Iterator[dict[str, Any]]:
    fits = {
        "ordinal": model.coefficients,
        "linear": _coefficients(lambda: fit_linear(frame, model.formula, groups=_BY)),
        "marginal": _coefficients(
            lambda: fit_marginal(frame, model.formula, client="client")
        ),
    }
    names, terms = model.design.columns.names, model.design.columns.terms
    checked = check_proportional_odds(model).frame if _checkable(model) else None
    for place, name in enumerate(names):
        row: dict[str, Any] = {"term": name, "p_odds": pd.NA}
        for kind, found in fits.items():
            own = found[found["term"] == name]
            given = own.iloc[0] if len(own) else dict.fromkeys(_ENDS, pd.NA)
            ends = (kind, f"{kind}_low", f"{kind}_high")
            row |= dict(zip(ends, (given[end] for end in _ENDS), strict=True))
        if checked is not None:
            term = next(term for term, own in terms if place in own)
            row["p_odds"] = checked.set_index("name")["p"][term]
        yield row


def _coefficients(fit: Callable[[], SensitivityModel]) -> pd.DataFrame:
    """Return the coefficients, or none where the data cannot carry the model."""
    try:
        return fit().coefficients
    except WorkbenchError:
        return pd.DataFrame(columns=["term", *_ENDS])


def _checkable(model: OrdinalModel) -> bool:
    return len(model.design.levels[0]) > 2


def _interval(row: pd.Series, kind: str) -> str:
    if pd.isna(row[kind]):
        return "niet te bepalen"
    value, low, high = (
        decimal_text(float(row[name]), 2)
        for name in (kind, f"{kind}_low", f"{kind}_high")
    )
    return f"{value} ({low} tot {high})"
