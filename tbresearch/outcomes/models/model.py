"""The result of an ordinal model: a value that prints, draws, predicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.forest import draw_forest
from tbresearch.outcomes.models.design import Design
from tbresearch.outcomes.models.fitting import Fit
from tbresearch.outcomes.models.naming import plural
from tbresearch.outcomes.models.prediction import predict_probabilities
from tbresearch.outcomes.models.problem import Problem
from tbresearch.outcomes.models.tables import p_value
from tbresearch.vocabulary import decimal_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["OrdinalModel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinalModel:
    """A fitted cumulative-link model; see `fit_ordinal`.

    Attributes
    ----------
    formula : str
        As it was asked.
    groups : tuple of (str, int)
        Random intercepts, each with its number of levels.
    rows : int
        Scores that were used.
    thresholds_by : str
        Column whose values have their own thresholds; empty if all share them.
    coefficients : pd.DataFrame
        Columns `term`, `estimate`, `se`, `low`, `high`: log-odds of a higher level,
        with intervals of 95%.
    thresholds : pd.DataFrame
        Columns `threshold`, `estimate`, `se`, `low`, `high`, in log-odds.
    standard_deviations : pd.DataFrame
        Columns `group`, `effect`, `levels`, `estimate`, `se`, `low`, `high`, in
        log-odds; missing where the estimate is 0.
    covariance : pd.DataFrame
        Of thresholds and coefficients, named on both sides.
    log_likelihood : float
        At the maximum.
    method : str
        Model and approximation, in Dutch.
    notes : tuple of str
        What was used, how to read it and what the data cannot carry, in Dutch.
    nodes : int
        Quadrature nodes; 1 is Laplace.
    design, problem, fit : Design, Problem, Fit
        What it was made of, for the checks.
    """

    formula: str
    groups: tuple[tuple[str, int], ...]
    rows: int
    thresholds_by: str
    coefficients: pd.DataFrame = field(repr=False)
    thresholds: pd.DataFrame = field(repr=False)
    standard_deviations: pd.DataFrame = field(repr=False)
    covariance: pd.DataFrame = field(repr=False)
    log_likelihood: float
    method: str
    notes: tuple[str, ...] = field(repr=False)
    nodes: int
    design: Design = field(repr=False)
    problem: Problem = field(repr=False)
    fit: Fit = field(repr=False)

    def __str__(self) -> str:
        rows = quantity_text(self.rows, "rij", "rijen")
        fitted = f"log-aannemelijkheid {decimal_text(self.log_likelihood, 2)}"
        return f"{self.formula}: {self.method}; {rows}, {fitted}"

    def to_frame(self) -> pd.DataFrame:
        """Return the coefficients."""
        return self.coefficients.copy()

    def estimate(self, term: str) -> Estimate:
        """Return one coefficient as an estimate with its interval of 95%.

        Raises
        ------
        WorkbenchError
            If the model has no such coefficient.
        """
        row = self._row(term)
        unit, n = ("rijen", self.rows)
        if self.groups:
            largest = max(self.groups, key=lambda group: group[1])
            name = "client" if "client" in dict(self.groups) else largest[0]
            unit, n = plural(name), dict(self.groups)[name]
        return Estimate(
            value=float(row["estimate"]),
            low=float(row["low"]),
            high=float(row["high"]),
            unit=f"log-odds per eenheid van {term}",
            n=n,
            denominator=unit,
            method=f"{self.method}; {self.formula}; interval van 95%.",
        )

    def p_value(self, term: str) -> float:
        """Return the two-sided Wald p-value of a coefficient."""
        row = self._row(term)
        return p_value(float(row["estimate"]) / float(row["se"]))

    def predict(self, frame: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
        """Return the probability of each level, over the whole population of groups.

        Parameters
        ----------
        frame : pd.DataFrame
            Rows with a value for each covariate; groups are not needed, for the
            random effects are integrated out.
        confidence : float
            Coverage of the intervals (delta method on the logit).

        Returns
        -------
        pd.DataFrame
            Columns `row`, `level`, `probability`, `low`, `high`.

        Raises
        ------
        WorkbenchError
            If a covariate is missing or has a category that the model never saw.
        """
        return predict_probabilities(
            self.design,
            self.fit,
            frame,
            thresholds_by=self.thresholds_by,
            confidence=confidence,
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the coefficients with their intervals, if there are any."""
        frame = self.coefficients
        if frame.empty:
            raise WorkbenchError(
                "er is geen coëfficiënt om te tekenen",
                where=f"formule {self.formula!r}",
                fix='zet een covariaat in de formule, zoals "score ~ tijd"',
            )
        return draw_forest(
            labels=list(frame["term"]),
            values=frame[["estimate", "low", "high"]].to_numpy(float),
            ax=ax,
            axis_label="Log-odds op een hoger niveau, met interval van 95%",
        )

    def _row(self, term: str) -> pd.Series:
        found = self.coefficients[self.coefficients["term"] == term]
        if found.empty:
            raise WorkbenchError(
                f"{term!r} is geen coëfficiënt van dit model",
                where=f"formule {self.formula!r}",
                fix=f"kies één van: {', '.join(self.coefficients['term'])}",
            )
        return found.iloc[0]

    def _repr_html_(self) -> str:
        return _html(self)


def _html(model: OrdinalModel) -> str:
    deviations = [
        (
            f"{row['group']}: {row['effect']}",
            *_cells(row[["estimate", "se", "low", "high"]].tolist()),
        )
        for _, row in model.standard_deviations.iterrows()
    ]
    heads = ("Schatting", "Standaardfout", "Laag", "Hoog")
    parts = [
        text_html(model),
        table_html(("Covariaat", *heads), _rows(model.coefficients)),
        table_html(("Drempel", *heads), _rows(model.thresholds)),
    ]
    if deviations:
        parts.append(table_html(("Standaarddeviatie", *heads), deviations))
    return "".join(parts) + list_html(model.notes)


def _rows(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return [(str(name), *_cells(values)) for name, *values in frame.to_numpy()]


def _cells(values: Sequence[Any]) -> list[str]:
    return ["niet te bepalen" if pd.isna(v) else decimal_text(v, 2) for v in values]
