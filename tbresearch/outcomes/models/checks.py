"""Checks on a fitted model: one slope for all thresholds, and does a group matter.

Proportional odds is held against a model in which a covariate shifts each
threshold, by a score test: that model is never fitted, so it cannot fail to exist.
A group is tested against the model without it; a standard deviation cannot be
negative, so the p-value is that of a half-and-half mixture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import chdtrc
from threadpoolctl import threadpool_limits

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.models.fitting import information, maximise
from tbresearch.outcomes.models.laplace import laplace
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.quadrature import quadrature
from tbresearch.outcomes.models.structure import Floats
from tbresearch.outcomes.models.tables import p_phrase, p_text, threshold_names
from tbresearch.vocabulary import decimal_text

__all__ = ["ModelCheck", "check_groups", "check_proportional_odds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCheck:
    """The outcome of a check, one row for each term or group.

    Attributes
    ----------
    title : str
        What was checked, in Dutch.
    frame : pd.DataFrame
        Columns `name`, `statistic`, `df`, `p`, and for proportional odds one column a
        threshold with the coefficient there.
    notes : tuple of str
        How it was done and how to read it, in Dutch.
    """

    title: str
    frame: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        parts = [
            f"{row['name']} p {p_phrase(row['p'])}" for _, row in self.frame.iterrows()
        ]
        return f"{self.title}: {'; '.join(parts) or 'niets te toetsen'}"

    def to_frame(self) -> pd.DataFrame:
        """Return the rows."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        rest = list(self.frame.columns[4:])
        heads = ("Naam", "Toetsgrootheid", "Vrijheidsgraden", "p", *rest)
        rows = [
            (
                str(row["name"]),
                decimal_text(row["statistic"], 2),
                str(row["df"]),
                p_text(row["p"]),
                *(_number(row[column]) for column in rest),
            )
            for _, row in self.frame.iterrows()
        ]
        return text_html(self.title) + table_html(heads, rows) + list_html(self.notes)


def check_proportional_odds(model: OrdinalModel) -> ModelCheck:
    """Test for each term whether its coefficient is the same at all thresholds.

    Parameters
    ----------
    model : OrdinalModel
        With one set of thresholds.

    Returns
    -------
    ModelCheck
        Columns `name`, `statistic` (chi-square), `df`, `p`, and for terms of one
        column the coefficient at each threshold, by one step of scoring.

    Raises
    ------
    WorkbenchError
        If each domain has thresholds of its own, or there are only two levels.

    Notes
    -----
    A score test within the fitted model, so with the same random effects. With many
    rows a difference that does not matter is significant: look at the coefficients.
    """
    if len(model.design.levels) > 1 or len(model.design.levels[0]) < 3:
        raise WorkbenchError(
            "evenredige kansen zijn hier niet te toetsen",
            where=f"formule {model.formula!r}",
            fix="neem één domein met drie of meer niveaus",
        )
    cuts = threshold_names(model.design)
    rows = []
    for name, own in model.design.columns.terms:
        statistic, slopes = _score_test(model, np.array(own, dtype=np.intp))
        df = len(own) * (len(cuts) - 1)
        row: dict[str, Any] = {"name": name, "statistic": statistic, "df": df}
        row["p"] = float(chdtrc(df, statistic))
        shown = slopes[:, 0] if len(own) == 1 else [pd.NA] * len(cuts)
        rows.append(row | dict(zip(cuts, shown, strict=True)))
    frame = pd.DataFrame(rows, columns=["name", "statistic", "df", "p", *cuts])
    return ModelCheck(
        title="Evenredige kansen: werkt een covariaat bij elke drempel even sterk",
        frame=frame.astype(dict.fromkeys(cuts, "Float64")),
        notes=(
            "Scoretoets per term, met dezelfde toevalseffecten als het model. Per "
            "drempel staat de coëfficiënt als die mag verschillen (één stap van het "
            "zoeken naar het maximum, dus een benadering).",
            "Een kleine p zegt dat één coëfficiënt het verschil niet bij elke drempel "
            "goed weergeeft. Met veel rijen is ook een klein verschil significant: "
            "kijk of de coëfficiënten een ander verhaal vertellen.",
        ),
    )


def check_groups(model: OrdinalModel) -> ModelCheck:
    """Test for each random effect whether the model is worse without it.

    Returns
    -------
    ModelCheck
        Columns `name`, `statistic` (twice the difference in log-likelihood), `df`
        (of the mixture's upper half) and `p`.

    Notes
    -----
    Under the null hypothesis the statistic is 0 half of the time, and chi-square with
    1 degree of freedom in the other half; without a slope that is correlated with an
    intercept, a half-and-half mixture of 1 and 2 [1]_.

    References
    ----------
    .. [1] Self, S.G. and Liang, K.-Y. (1987). JASA 82(398), 605-610.
    """
    rows = []
    for i, term in enumerate(model.design.random):
        others = [*model.design.random[:i], *model.design.random[i + 1 :]]
        name, random, df = term.name, others, 1
        if term.slope is not None:
            name, df = f"helling van {term.slope_name} per {term.name}", 2
            random = [*others, term.without_slope()]
        less = maximise(
            model.design.problem(random=random), nodes=model.nodes if random else 1
        )
        gain = max(0.0, 2 * (model.log_likelihood - less.log_likelihood))
        rows.append({"name": name, "statistic": gain, "df": df, "p": _half(gain, df)})
    return ModelCheck(
        title="Groepen: verklaart het verschil tussen groepen iets",
        frame=pd.DataFrame(rows, columns=["name", "statistic", "df", "p"]),
        notes=(
            "Het model tegenover hetzelfde model zonder deze groep. Een "
            "standaarddeviatie kan niet onder 0 komen, dus de p-waarde is die van een "
            "mengsel van twee chi-kwadraatverdelingen, half om half.",
        ),
    )


def _half(gain: float, df: int) -> float:
    if df == 1:
        return 1.0 if gain <= 0 else float(0.5 * chdtrc(1, gain))
    return float(0.5 * chdtrc(df - 1, gain) + 0.5 * chdtrc(df, gain))


def _score_test(model: OrdinalModel, own: np.ndarray) -> tuple[float, Floats]:
    """Return the statistic, and the coefficients of shape (thresholds, columns)."""
    design, fit = model.design, model.fit
    problem = design.problem(shifts=design.columns.values[:, own])
    extra = problem.size - len(fit.vector)
    vector = np.concatenate([fit.vector, np.zeros(extra)])
    free = np.concatenate([fit.free, np.ones(extra, dtype=bool)])
    evaluate = (
        partial(laplace, problem)
        if model.nodes == 1
        else partial(quadrature, problem, nodes=model.nodes)
    )
    with threadpool_limits(limits=1, user_api="blas"):
        gradient = evaluate(vector, fit.modes).gradient
        seen = information(problem, evaluate, vector, fit.modes)
    step = np.zeros(len(vector))
    step[free] = np.linalg.solve(seen[np.ix_(free, free)], gradient[free])
    statistic = float(gradient @ step)
    beta = slice(problem.cuts, problem.loadings.start)
    moved = problem.triangle @ (vector + step)[beta]
    shifts = step[-extra:].reshape(problem.cuts - 1, len(own))
    return statistic, np.vstack([moved[own], moved[own] - shifts])


def _number(value: Any) -> str:  # noqa: ANN401 - a number or pd.NA
    return "" if pd.isna(value) else decimal_text(float(value), 2)
