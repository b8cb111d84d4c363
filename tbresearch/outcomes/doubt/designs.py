"""Comparisons that say more than before and after, where the data allow them.

Each result carries the wording of its design: only a group to compare with lets one
speak of an effect, and then with the condition beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, text_html
from tbresearch.outcomes.wording import Wording, allowed_wording
from tbresearch.vocabulary import decimal_text, quantity_text, signed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "Comparison",
    "case_mix_benchmark",
    "dose_response",
    "double_baseline",
    "overlap_difference",
    "staggered_difference",
]

_Z = 1.959963984540054
# Fewer in a group cannot carry a comparison; our choice.
FEWEST_COMPARED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A difference, and what its design lets one call it.

    Attributes
    ----------
    wording : Wording
        What it may be called and the sentence that goes with it.
    difference, low, high : float
        In the unit of the outcome, with a 95% interval.
    error : float
        Its standard error.
    sizes : mapping of str to int
        Clients in each group or period, by Dutch name.
    notes : tuple of str
        Method and caveat, in Dutch.
    """

    wording: Wording
    difference: float
    low: float
    high: float
    error: float
    sizes: dict[str, int]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        low, high = signed_text(self.low, 2), signed_text(self.high, 2)
        return (
            f"{self.wording.noun}: {signed_text(self.difference, 2)} ({low} tot {high})"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row: design, difference, low, high, error and the sizes."""
        row: dict[str, object] = {"design": self.wording.design}
        row |= {name: getattr(self, name) for name in ("difference", "low", "high")}
        return pd.DataFrame([row | {"error": self.error} | self.sizes])

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def staggered_difference(
    before: NDArray[np.float64], after: NDArray[np.float64], started: NDArray[np.bool_]
) -> Comparison | NotEstimable:
    """Compare the change of who started with that of who still waited.

    Difference in differences over one period, with a waiting list or a staggered
    start. Who had started before the period belongs in neither group.

    Parameters
    ----------
    before, after : array of shape (clients,)
        Outcome at the beginning and the end of the period; NaN is left out.
    started : array of shape (clients,)
        Whether the client started in the period; the others waited all through it.

    Notes
    -----
    The standard error lets the two groups have variances of their own (Welch).
    """
    known = ~np.isnan(before) & ~np.isnan(after)
    change = after - before
    own, other = change[known & started], change[known & ~started]
    sizes = {"begonnen": len(own), "wachtend": len(other)}
    return _two_groups(own, other, sizes, design="gefaseerde_start")


def double_baseline(
    early: NDArray[np.float64],
    start: NDArray[np.float64],
    after: NDArray[np.float64],
    *,
    before_days: float,
    after_days: float,
) -> Comparison | NotEstimable:
    """Compare the change after the start with that before it, of the same clients.

    Parameters
    ----------
    early, start, after : array of shape (clients,)
        Outcome well before the start, at it, and afterwards; NaN is left out.
    before_days, after_days : float
        Length of the two periods; the change before is drawn out to the length of
        the period after.

    Raises
    ------
    WorkbenchError
        If a period has no length.

    Notes
    -----
    A dip at the start makes the change before negative and the one after positive:
    both are regression to the mean, and the difference counts it twice. The note says
    so when the level at the start is below the one before.
    """
    if min(before_days, after_days) <= 0:
        raise WorkbenchError(
            "een periode zonder lengte kan niet",
            where="double_baseline",
            fix="geef het aantal dagen voor en na de start, boven 0",
        )
    known = ~np.isnan(early) & ~np.isnan(start) & ~np.isnan(after)
    n = int(known.sum())
    if n < FEWEST_COMPARED:
        return _too_few({"met drie metingen": n})
    drift = (start - early)[known] * (after_days / before_days)
    own = (after - start)[known] - drift
    dip = float((start - early)[known].mean()) < 0
    notes = (
        ("Bij de start lag het niveau lager dan ervoor. Zo'n dip herstelt ook vanzelf, "
         "en telt hier dubbel.",)
        if dip
        else ()
    )  # fmt: skip
    return _compared(
        float(own.mean()),
        float(own.std(ddof=1) / np.sqrt(n)),
        sizes={"cliënten": n},
        design="dubbele_voormeting",
        notes=notes,
    )


def overlap_difference(
    outcome: NDArray[np.float64],
    helped: NDArray[np.bool_],
    covariates: pd.DataFrame,
) -> Comparison | NotEstimable:
    """Compare who was helped with others, weighted to who could be in either group.

    Parameters
    ----------
    outcome : array of shape (clients,)
        What is compared, such as a change; without missing values.
    helped : array of shape (clients,)
        Whether the client was helped.
    covariates : pd.DataFrame
        What may differ between the groups, measured before; numbers.

    Raises
    ------
    WorkbenchError
        If something is missing.

    Notes
    -----
    Overlap weights (Li, Morgan and Zaslavsky 2018): who was helped weighs the chance
    of not being helped and the other way round, from a logistic regression, after
    which the means of all covariates are equal. What the covariates explain of the
    outcome is therefore no part of the standard error.
    """
    from sklearn.linear_model import LogisticRegression

    inputs = covariates.to_numpy(dtype=float)
    if np.isnan(inputs).any() or np.isnan(outcome).any():
        raise WorkbenchError(
            "er ontbreken waarden in de uitkomst of de kenmerken",
            where="overlap_difference",
            fix="laat wie iets mist weg, en tel hoeveel dat er zijn",
        )
    sizes = {"met hulp": int(helped.sum()), "zonder hulp": int((~helped).sum())}
    if min(sizes.values()) < FEWEST_COMPARED:
        return _too_few(sizes)
    spread = inputs.std(axis=0)
    scaled = (inputs - inputs.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    model = LogisticRegression(C=np.inf, max_iter=1000, tol=1e-8).fit(scaled, helped)
    chance = model.predict_proba(scaled)[:, 1]
    weights = np.where(helped, 1 - chance, chance)
    means, variances = [], []
    for group in (helped, ~helped):
        own, weight = outcome[group], weights[group] / weights[group].sum()
        means.append(float(own @ weight))
        rest = _residuals(own, scaled[group], weight)
        variances.append(float(rest**2 @ weight**2))
    effective = [
        weights[g].sum() ** 2 / (weights[g] ** 2).sum() for g in (helped, ~helped)
    ]
    return _compared(
        means[0] - means[1],
        float(np.sqrt(sum(variances))),
        sizes=sizes,
        design="vergelijkingsgroep",
        notes=(
            "Gewogen naar wie in beide groepen had kunnen zitten; het gewicht staat "
            f"gelijk aan {decimal_text(effective[0])} en {decimal_text(effective[1])} "
            f"cliënten. Gelijk gemaakt zijn: {', '.join(covariates.columns)}.",
        ),
    )


def case_mix_benchmark(
    outcome: NDArray[np.bool_], expected: NDArray[np.float64]
) -> Comparison | NotEstimable:
    """Compare a share with what its case mix would have elsewhere.

    Parameters
    ----------
    outcome : array of shape (clients,)
        Whether the client reached it.
    expected : array of shape (clients,)
        Chance that a client like this one would elsewhere, from 0 to 1, by a model
        that was made without these clients.

    Notes
    -----
    Share seen less share expected (indirect standardisation). The interval is that of
    luck alone; that the benchmark is uncertain too is not in it.
    """
    n = len(outcome)
    if n < FEWEST_COMPARED:
        return _too_few({"cliënten": n})
    if not ((expected >= 0) & (expected <= 1)).all():
        raise WorkbenchError(
            "een verwachte kans ligt niet tussen 0 en 1",
            where="case_mix_benchmark",
            fix="geef per cliënt een kans, zoals 0.4",
        )
    return _compared(
        float(outcome.mean() - expected.mean()),
        float(np.sqrt((expected * (1 - expected)).sum()) / n),
        sizes={"cliënten": n},
        design="benchmarkstudie",
    )


def dose_response(
    outcome: NDArray[np.float64],
    dose: NDArray[np.float64],
    covariates: pd.DataFrame | None = None,
) -> Comparison | NotEstimable:
    """Return how the outcome goes together with the amount of help.

    Parameters
    ----------
    outcome : array of shape (clients,)
        Such as a change.
    dose : array of shape (clients,)
        Such as hours; the difference is per unit of it.
    covariates : pd.DataFrame, optional
        What is held equal; numbers.

    Notes
    -----
    Least squares with errors that need not be equal (HC3, by `statsmodels`).
    """
    import statsmodels.api as sm

    columns = [dose]
    if covariates is not None:
        columns += [covariates[name].to_numpy(dtype=float) for name in covariates]
    design = np.column_stack([np.ones(len(dose)), *columns])
    if len(outcome) < FEWEST_COMPARED + design.shape[1]:
        return _too_few({"cliënten": len(outcome)})
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return NotEstimable(
            "de hoeveelheid hulp is voor iedereen gelijk, of volgt uit de kenmerken"
        )
    fit = sm.OLS(outcome, design).fit(cov_type="HC3")
    return _compared(
        float(fit.params[1]),
        float(fit.bse[1]),
        sizes={"cliënten": len(outcome)},
        design="dosis",
    )


def _residuals(
    outcome: NDArray[np.float64],
    inputs: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what a weighted regression on the covariates leaves of the outcome."""
    design = np.column_stack([np.ones(len(outcome)), inputs])
    root = np.sqrt(weight)[:, None]
    slopes, *_ = np.linalg.lstsq(design * root, outcome * root[:, 0], rcond=None)
    rest: NDArray[np.float64] = outcome - design @ slopes
    return rest


def _two_groups(
    own: NDArray[np.float64],
    other: NDArray[np.float64],
    sizes: dict[str, int],
    *,
    design: str,
) -> Comparison | NotEstimable:
    if min(sizes.values()) < FEWEST_COMPARED:
        return _too_few(sizes)
    error = np.sqrt(own.var(ddof=1) / len(own) + other.var(ddof=1) / len(other))
    return _compared(
        float(own.mean() - other.mean()), float(error), sizes=sizes, design=design
    )


def _too_few(sizes: dict[str, int]) -> NotEstimable:
    there = ", ".join(f"{name} {n}" for name, n in sizes.items())
    return NotEstimable(
        f"te weinig cliënten ({there}); er zijn er minstens "
        f"{quantity_text(FEWEST_COMPARED, 'per groep', 'per groep')} nodig"
    )


def _compared(
    difference: float,
    error: float,
    *,
    sizes: dict[str, int],
    design: str,
    notes: Sequence[str] = (),
) -> Comparison:
    wording = allowed_wording(design)
    return Comparison(
        wording=wording,
        difference=difference,
        low=difference - _Z * error,
        high=difference + _Z * error,
        error=error,
        sizes=sizes,
        notes=(*notes, wording.caveat),
    )
