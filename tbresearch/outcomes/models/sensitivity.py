"""Other models of the same scores, by statsmodels, to hold the ordinal model against.

A linear mixed model asks whether treating levels as numbers tells another story. A
marginal model (GEE) asks about the population instead of the same client, and with
weights for who is still measured it stands up to dropout that follows from earlier
scores. None of them stands up to dropout that follows from what was never measured.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.models.design import Design, read_design
from tbresearch.outcomes.models.formula import check_names, parse_formula, read_columns
from tbresearch.outcomes.models.naming import counted
from tbresearch.outcomes.models.structure import Floats
from tbresearch.outcomes.models.tables import Z95
from tbresearch.vocabulary import ZRM_LEVELS, decimal_text, quantity_text

__all__ = ["SensitivityModel", "fit_linear", "fit_marginal"]

_LEVELS = tuple(range(1, len(ZRM_LEVELS) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityModel:
    """Coefficients of a model that the ordinal mixed model is held against.

    Attributes
    ----------
    title : str
        Which model, in Dutch.
    coefficients : pd.DataFrame
        Columns `term`, `estimate`, `se`, `low`, `high` (95%).
    standard_deviations : pd.DataFrame
        Columns `name`, `estimate`; empty for a marginal model.
    rows : int
        Scores that were used.
    notes : tuple of str
        What it asks, in Dutch.
    """

    title: str
    coefficients: pd.DataFrame = field(repr=False)
    standard_deviations: pd.DataFrame = field(repr=False)
    rows: int
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.title}; {quantity_text(self.rows, 'rij', 'rijen')}"

    def to_frame(self) -> pd.DataFrame:
        """Return the coefficients."""
        return self.coefficients.copy()

    def _repr_html_(self) -> str:
        heads = ("Covariaat", "Schatting", "Standaardfout", "Laag", "Hoog")
        rows = [
            (str(name), *(decimal_text(float(value), 3) for value in values))
            for name, *values in self.coefficients.to_numpy()
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def fit_linear(
    frame: pd.DataFrame,
    formula: str,
    *,
    groups: Sequence[str],
    slopes: Mapping[str, str] | None = None,
    levels: Sequence[int] | None = _LEVELS,
) -> SensitivityModel:
    """Fit a linear mixed model (REML) to levels as if they were numbers.

    Parameters
    ----------
    frame, formula, slopes
        As for `fit_ordinal`.
    groups : sequence of str
        One column, or two of which the first lies within the second, such as
        ``("client", "aanbieder")``.
    levels : sequence of int or None
        Levels that a score may have; None for any number.

    Raises
    ------
    WorkbenchError
        As `fit_ordinal`, and if the groups are not one or two nested ones.
    """
    import statsmodels.formula.api as smf
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    slopes = dict(slopes or {})
    data, names = _numbers(frame, formula, groups=groups, slopes=slopes, levels=levels)
    _check_nested(data, groups)
    right = " + ".join(f"x{i}" for i in range(len(names))) or "1"
    inner = {"client": "0 + C(g0)"} if len(groups) == 2 else None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = smf.mixedlm(
            f"y ~ {right}",
            data,
            groups=f"g{len(groups) - 1}",
            re_formula="1 + slope" if slopes else "1",
            vc_formula=inner,
        )
        fitted = _reml(model, where=f"formule {formula!r}, groepen {tuple(groups)}")
    stuck = any(issubclass(w.category, ConvergenceWarning) for w in caught)
    errors = np.asarray(fitted.bse_fe, dtype=np.float64)
    variances = dict(
        zip(
            [groups[-1], *(f"helling van {name}" for name in slopes.values())],
            np.diag(fitted.cov_re),
            strict=True,
        )
    )
    variances |= {groups[0]: fitted.vcomp[0]} if inner else {}
    variances["rest"] = fitted.scale
    notes = ["Niveaus zijn hier getallen met gelijke afstanden; dat zijn zij niet."]
    if stuck:
        notes.append("De schatting ligt op of bij een grens: lees de waarden als ruw.")
    return SensitivityModel(
        title=f"Lineair gemengd model van {formula}, REML",
        coefficients=_frame(["constante", *names], fitted.fe_params, errors),
        standard_deviations=pd.DataFrame(
            {"name": list(variances), "estimate": np.sqrt(list(variances.values()))}
        ),
        rows=len(data),
        notes=tuple(notes),
    )


def fit_marginal(
    frame: pd.DataFrame,
    formula: str,
    *,
    client: str,
    weights: pd.Series | None = None,
    levels: Sequence[int] = _LEVELS,
) -> SensitivityModel:
    """Fit a cumulative logit for the population, with robust standard errors (GEE).

    Parameters
    ----------
    frame, formula, levels
        As for `fit_ordinal`.
    client : str
        Column of whom the scores are; scores of one client may hang together.
    weights : pd.Series, optional
        One a row of `frame`, such as `dropout_weights` gives; rows without a weight
        are left out.

    Notes
    -----
    Every score counts as one yes or no for each threshold, with working independence.
    The coefficients are smaller than those of a mixed model: they compare people of
    the population, not the same client.
    """
    from statsmodels.genmod.cov_struct import Independence
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_estimating_equations import GEE

    used = frame if weights is None else frame[weights.notna()]
    design, kept = _design(used, formula, client, levels)
    cuts = len(design.levels[0]) - 1
    answers, wide = _expanded(design, cuts)
    given = None if weights is None else weights.loc[kept.index].to_numpy(np.float64)
    fitted = GEE(
        answers,
        wide,
        groups=np.repeat(design.random[0].codes, cuts),
        family=Binomial(),
        cov_struct=Independence(),
        weights=None if given is None else np.repeat(given, cuts),
    ).fit()
    own = slice(cuts, None)
    errors = np.asarray(fitted.bse)[own]
    if not np.isfinite(errors).all():
        raise WorkbenchError(
            "de standaardfouten zijn niet te bepalen",
            where=f"formule {formula!r}",
            fix="laat een covariaat weg of voeg categorieën samen",
        )
    weighted = "" if weights is None else ", gewogen naar wie nog gemeten is"
    return SensitivityModel(
        title=f"Marginaal cumulatief logitmodel van {formula} (GEE{weighted})",
        coefficients=_frame(
            design.columns.names, np.asarray(fitted.params)[own], errors
        ),
        standard_deviations=pd.DataFrame({"name": [], "estimate": []}),
        rows=len(design.codes),
        notes=(
            "Dit vergelijkt mensen in de bevolking en niet dezelfde cliënt: de "
            "coëfficiënten zijn daardoor kleiner dan die van het gemengde model.",
            f"{counted(design.random[0].levels, 'client')}; robuuste standaardfouten.",
        ),
    )


def _expanded(design: Design, cuts: int) -> tuple[Floats, Floats]:
    """Return a yes or no for each row and threshold, and the design of those."""
    above = (design.codes[:, None] > np.arange(cuts)).astype(np.float64)
    places = np.tile(np.eye(cuts), (len(above), 1))
    columns = np.repeat(design.columns.values, cuts, axis=0)
    return above.ravel(), np.hstack([places, columns])


def _design(
    frame: pd.DataFrame, formula: str, client: str, levels: Sequence[int]
) -> tuple[Design, pd.DataFrame]:
    parsed = parse_formula(formula)
    check_names(
        frame, [parsed.outcome, *parsed.names, client], where=f"formule {formula!r}"
    )
    kept = frame.dropna(subset=[parsed.outcome, *parsed.names, client])
    design = read_design(
        kept, formula, groups=(client,), slopes={}, thresholds_by="", levels=levels
    )
    return design, kept


def _numbers(
    frame: pd.DataFrame,
    formula: str,
    *,
    groups: Sequence[str],
    slopes: Mapping[str, str],
    levels: Sequence[int] | None,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    parsed = parse_formula(formula)
    used = [parsed.outcome, *parsed.names, *groups, *slopes.values()]
    check_names(frame, used, where=f"formule {formula!r} en groepen {tuple(groups)}")
    kept = frame.dropna(subset=used).reset_index(drop=True)
    scores = pd.to_numeric(kept[parsed.outcome], errors="coerce")
    if scores.isna().any() or (levels and not scores.isin(list(levels)).all()):
        raise WorkbenchError(
            f"kolom {parsed.outcome!r} heeft andere waarden dan niveaus",
            where=f"formule {formula!r}",
            fix="verbeter de scores, of geef levels=None als het getallen zijn",
        )
    columns = read_columns(kept, parsed)
    data = pd.DataFrame({f"x{i}": v for i, v in enumerate(columns.values.T)})
    data["y"] = scores.to_numpy(np.float64)
    for i, name in enumerate(groups):
        data[f"g{i}"] = pd.factorize(kept[name])[0]
    for name in slopes.values():
        data["slope"] = kept[name].to_numpy(np.float64)
    return data, columns.names


def _reml(model: Any, *, where: str) -> Any:  # noqa: ANN401 - of statsmodels
    """Fit; where one search runs into a wall, another one may not."""
    for method in ("lbfgs", "bfgs", "powell"):
        try:
            return model.fit(reml=True, method=method)
        except np.linalg.LinAlgError:
            continue
    raise WorkbenchError(
        "het lineaire gemengde model is met deze scores niet te schatten",
        where=where,
        fix="laat een groep of een covariaat weg",
    )


def _check_nested(data: pd.DataFrame, groups: Sequence[str]) -> None:
    fits = len(groups) in (1, 2)
    if fits and len(groups) == 2:
        fits = bool((data.groupby("g0")["g1"].nunique() == 1).all())
    if not fits:
        raise WorkbenchError(
            f"groups = {tuple(groups)} zijn niet één groep, of twee waarvan de eerste "
            "binnen de tweede valt",
            where="fit_linear",
            fix='kies groups=("client",) of groups=("client", "aanbieder")',
        )


def _frame(names: Sequence[str], values: Floats, errors: Floats) -> pd.DataFrame:
    estimates = np.asarray(values, dtype=np.float64)
    return pd.DataFrame(
        {
            "term": list(names),
            "estimate": estimates,
            "se": errors,
            "low": estimates - Z95 * errors,
            "high": estimates + Z95 * errors,
        }
    )
