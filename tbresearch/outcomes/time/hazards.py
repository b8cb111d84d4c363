"""What goes together with how soon a traject ends: Cox regression, by statsmodels."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.models.formula import check_names, parse_formula, read_columns
from tbresearch.outcomes.time.spans import spans_of
from tbresearch.vocabulary import (
    EXIT_REASONS,
    decimal_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.outcomes.models.formula import Columns
    from tbresearch.trajectories import Trajectories

__all__ = ["ExitModel", "fit_exit"]

_Z = 1.959963984540054
# Endings for each coefficient; the usual rule of thumb.
FEWEST_EVENTS = 10
_FAR = 20.0
_NAMES = {
    "provider": "aanbieder",
    "worker": "begeleider",
    "municipality": "gemeente",
    "law": "wet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitModel:
    """Hazard ratios of ending.

    Attributes
    ----------
    formula : str
        As it was asked.
    reason : str or None
        Key of `vocabulary.EXIT_REASONS`; None for any end.
    trajectories, ended : int
        How many there are, and how many of those ended so.
    coefficients : pd.DataFrame
        Columns `term`, `estimate`, `se`, `low`, `high` (log hazard ratio, 95%) and
        `ratio`, `ratio_low`, `ratio_high`.
    log_likelihood : float
        Partial, with Efron's way of ties.
    notes : tuple of str
        Method and what it does not show, in Dutch.
    """

    formula: str
    reason: str | None
    trajectories: int
    ended: int
    coefficients: pd.DataFrame = field(repr=False)
    log_likelihood: float
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        many = quantity_text(self.trajectories, "traject", "trajecten")
        why = "" if self.reason is None else f" ({label(EXIT_REASONS, self.reason)})"
        return f"Einde{why} naar {self.formula}: {self.ended} van {many}"

    def to_frame(self) -> pd.DataFrame:
        """Return the coefficients."""
        return self.coefficients.copy()

    def _repr_html_(self) -> str:
        heads = ("Covariaat", "Tempoverhouding", "Laag", "Hoog")
        rows = [
            (
                str(row["term"]),
                *(
                    decimal_text(row[n], 2)
                    for n in ("ratio", "ratio_low", "ratio_high")
                ),
            )
            for _, row in self.coefficients.iterrows()
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def fit_exit(
    trajectories: Trajectories,
    formula: str,
    *,
    reason: str | None = None,
    clients: pd.DataFrame | None = None,
) -> ExitModel | NotEstimable:
    """Model how soon trajecten end, with those that still run censored (Cox).

    Parameters
    ----------
    trajectories : Trajectories
        As `read_trajectories` gives them.
    formula : str
        What it may depend on, such as ``"~ aanbieder + wet"``; columns of
        `trajecten.csv`, and of `clients`.
    reason : str, optional
        Key of `vocabulary.EXIT_REASONS`. Then it is the hazard of that cause, and other
        ends are censored. Any end if not given.
    clients : pd.DataFrame, optional
        One row a `client`, with what was known at the start.

    Returns
    -------
    ExitModel or NotEstimable
        The latter if fewer than 10 end so for each coefficient.

    Raises
    ------
    WorkbenchError
        If a name is no column, or a covariate tells the end completely.

    Notes
    -----
    A covariate is what was known at the start. The total of hours is not: who stays
    longer has more of them, and the model would find that again.
    """
    if reason is not None and reason not in EXIT_REASONS:
        raise WorkbenchError(
            f"{reason!r} is geen reden van einde",
            where="fit_exit",
            fix=f"kies één van: {', '.join(EXIT_REASONS)}",
        )
    spans = spans_of(trajectories, where="fit_exit")
    frame = trajectories.trajectories.rename(columns=_NAMES).reset_index(drop=True)
    if clients is not None:
        frame = frame.merge(clients, on="client", how="left", validate="many_to_one")
    right = formula.partition("~")[2].strip() or formula.strip()
    parsed = parse_formula(f"maanden ~ {right}")
    check_names(frame, parsed.names, where=f"formule {formula!r}")
    known = frame[list(parsed.names)].notna().all(axis=1).to_numpy()
    event = spans.ended if reason is None else spans.reasons == reason
    columns = read_columns(frame[known].reset_index(drop=True), parsed)
    ended = int(event[known].sum())
    needed = FEWEST_EVENTS * len(columns.names)
    if not columns.names or ended < needed:
        return NotEstimable(
            f"{quantity_text(ended, 'traject eindigde', 'trajecten eindigden')} zo, en "
            f"voor {quantity_text(len(columns.names), 'coëfficiënt', 'coëfficiënten')} "
            f"zijn er minstens {needed} nodig"
        )
    table, value = _fitted(columns, spans.months[known], event[known], formula)
    return ExitModel(
        formula=f"~ {right}",
        reason=reason,
        trajectories=int(known.sum()),
        ended=ended,
        coefficients=table,
        log_likelihood=value,
        notes=_notes(reason, left_out=int((~known).sum())),
    )


def _fitted(
    columns: Columns, months: np.ndarray, event: np.ndarray, formula: str
) -> tuple[pd.DataFrame, float]:
    from statsmodels.duration.hazard_regression import PHReg

    centred = columns.values - columns.values.mean(axis=0)
    if np.linalg.matrix_rank(centred) < centred.shape[1]:
        raise WorkbenchError(
            "covariaten volgen uit elkaar, of zijn voor iedereen gelijk",
            where=f"formule {formula!r}",
            fix="laat er een weg",
        )
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = PHReg(months, centred, status=event.astype(float), ties="efron").fit()
        estimates = np.asarray(fit.params, dtype=np.float64)
        errors = np.asarray(fit.bse, dtype=np.float64)
    spans = np.ptp(centred, axis=0)
    if not np.isfinite(errors).all() or (np.abs(estimates) * spans > _FAR).any():
        raise WorkbenchError(
            "een covariaat zegt volledig wie er eindigt: de coëfficiënt groeit zonder "
            "grens",
            where=f"formule {formula!r}",
            fix="voeg categorieën samen of laat de covariaat weg",
        )
    low, high = estimates - _Z * errors, estimates + _Z * errors
    table = pd.DataFrame(
        {
            "term": list(columns.names),
            "estimate": estimates,
            "se": errors,
            "low": low,
            "high": high,
            "ratio": np.exp(estimates),
            "ratio_low": np.exp(low),
            "ratio_high": np.exp(high),
        }
    )
    return table, float(fit.llf)


def _notes(reason: str | None, *, left_out: int) -> tuple[str, ...]:
    notes = [
        "Dit is een samenhang. Een tempoverhouding van 1,5 betekent: op elk moment "
        "eindigt anderhalf keer zoveel van wat nog loopt. Een traject dat nog loopt "
        "telt mee tot de peildatum.",
        "Aangenomen is dat de verhouding de hele tijd gelijk blijft.",
    ]
    if reason is not None:
        notes.append(
            "Andere redenen van einde tellen als niet langer te volgen. Hoe vaak deze "
            "reden voorkomt, zegt de cumulatieve incidentie, niet dit model."
        )
    if left_out:
        many = quantity_text(left_out, "traject", "trajecten")
        notes.append(f"Niet gebruikt: {many}, omdat een covariaat ontbreekt.")
    return tuple(notes)
