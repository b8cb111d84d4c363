"""The ordinal mixed model of levels: fitting it.

A cumulative-link model with a logit link: log(P(score > k) / P(score <= k)) is the
covariates times their coefficients, plus random effects, minus threshold k. A
coefficient is a difference in log-odds of a higher level for the same client (the
same worker, the same provider). The model describes; whether a difference is an
effect follows from the design of a study and from nothing in here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models.design import Design, read_design
from tbresearch.outcomes.models.fitting import NotIdentifiedError, maximise
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.remarks import remarks_on
from tbresearch.outcomes.models.structure import Floats
from tbresearch.outcomes.models.tables import (
    coefficient_frame,
    covariance_frame,
    deviation_frame,
    threshold_frame,
)
from tbresearch.vocabulary import ZRM_LEVELS, join_text

__all__ = ["fit_design", "fit_ordinal"]

_MOST_GROUPS = 3
_MOST_NODES = 50
# Odds of a higher level that differ by a factor of e to this, over all data.
_FAR = 25.0
_LEVELS = tuple(range(1, len(ZRM_LEVELS) + 1))


def fit_ordinal(
    frame: pd.DataFrame,
    formula: str,
    *,
    groups: Sequence[str] = (),
    slopes: Mapping[str, str] | None = None,
    quadrature: int = 1,
    thresholds_by: str = "",
    levels: Sequence[int] = _LEVELS,
) -> OrdinalModel:
    """Fit an ordinal logit model with or without random effects.

    Parameters
    ----------
    frame : pd.DataFrame
        One row a score. Rows with a missing cell in a used column are left out and
        counted in the notes.
    formula : str
        Such as ``"score ~ tijd * uren"``; columns of text are categories, of which
        the first in order is the reference.
    groups : sequence of str
        At most three columns, nested or crossed, that each have a random intercept,
        such as ``("client", "aanbieder")``. ``"client:domein"`` stands for each
        combination. Without groups the levels are modelled as if independent.
    slopes : mapping of str to str, optional
        For one of the groups the covariate whose slope differs between its levels,
        such as ``{"client": "tijd"}``; correlated with the intercept.
    quadrature : int
        1 for the Laplace approximation; from 2 nodes on adaptive Gauss-Hermite
        quadrature, for one group without slope.
    thresholds_by : str
        Column whose values have thresholds of their own, such as a domain.
    levels : sequence of int
        Levels that a score may have.

    Returns
    -------
    OrdinalModel

    Raises
    ------
    WorkbenchError
        If the formula cannot be read or names no column, a score is no level, the
        covariates follow from one another or separate the levels, or the data hold
        too little for a group.

    Notes
    -----
    Laplace likelihood with the largest group eliminated, exact gradient, observed
    information. Agrees with `clmm` and `clm` of the R package ordinal [1]_.

    References
    ----------
    .. [1] Christensen, R.H.B. (2022). ordinal: Regression models for ordinal data.
    """
    slopes = dict(slopes or {})
    _check_request(groups, slopes, quadrature)
    design = read_design(
        frame,
        formula,
        groups=groups,
        slopes=slopes,
        thresholds_by=thresholds_by,
        levels=levels,
    )
    return fit_design(design, quadrature=quadrature, thresholds_by=thresholds_by)


def fit_design(
    design: Design, *, quadrature: int = 1, thresholds_by: str = ""
) -> OrdinalModel:
    """Fit a design that was read before."""
    problem = design.problem()
    try:
        fit = maximise(problem, nodes=quadrature)
    except (NotIdentifiedError, np.linalg.LinAlgError) as error:
        raise _not_identified(design, error) from error
    _check_bounded(design, fit.natural)
    return OrdinalModel(
        formula=design.formula.text,
        groups=tuple((term.name, term.levels) for term in design.random),
        rows=len(design.codes),
        thresholds_by=thresholds_by,
        coefficients=coefficient_frame(design, fit),
        thresholds=threshold_frame(design, fit),
        standard_deviations=deviation_frame(design, fit),
        covariance=covariance_frame(design, fit),
        log_likelihood=fit.log_likelihood,
        method=_method(design, quadrature),
        notes=remarks_on(design, fit, quadrature=quadrature),
        nodes=quadrature,
        design=design,
        problem=problem,
        fit=fit,
    )


def _check_request(
    groups: Sequence[str], slopes: Mapping[str, str], quadrature: int
) -> None:
    if isinstance(groups, str):
        raise WorkbenchError(
            f"groups = {groups!r} is geen rij namen",
            where="fit_ordinal",
            fix=f'schrijf groups=("{groups}",), met de komma',
        )
    if len(groups) > _MOST_GROUPS or len(set(groups)) < len(groups):
        raise WorkbenchError(
            f"groups = {tuple(groups)} zijn geen drie of minder verschillende groepen",
            where="fit_ordinal",
            fix='kies bijvoorbeeld groups=("client", "begeleider", "aanbieder")',
        )
    if len(slopes) > 1 or not set(slopes) <= set(groups):
        raise WorkbenchError(
            f"slopes = {dict(slopes)} noemt niet één van de groepen",
            where="fit_ordinal",
            fix='geef hoogstens één groep een helling, zoals slopes={"client": "tijd"}',
        )
    if not 1 <= quadrature <= _MOST_NODES:
        raise WorkbenchError(
            f"quadrature = {quadrature} is geen aantal punten van 1 tot {_MOST_NODES}",
            where="fit_ordinal",
            fix="kies 1 (Laplace) of bijvoorbeeld 10",
        )
    if quadrature > 1 and (len(groups) != 1 or slopes):
        raise WorkbenchError(
            "kwadratuur gaat met één groep, zonder helling",
            where=f"quadrature = {quadrature}, groups = {tuple(groups)}",
            fix="laat quadrature weg (Laplace), of kies één groep",
        )


def _not_identified(design: Design, error: Exception) -> WorkbenchError:
    names: list[str] = []
    if isinstance(error, NotIdentifiedError):
        names = _heaviest(design, error.direction)
    about = f"{join_text(names)} niet bepalen" if names else "dit model niet dragen"
    return WorkbenchError(
        f"de gegevens kunnen {about}",
        where=f"formule {design.formula.text!r}, {len(design.codes)} rijen",
        fix="maak het model kleiner: laat een covariaat, een groep of de helling weg",
    )


def _heaviest(design: Design, direction: Floats) -> list[str]:
    """Return the covariates along which the likelihood stays level."""
    cuts = sum(len(levels) - 1 for levels in design.levels)
    sizes = design.columns.values.std(axis=0)
    weights = np.abs(direction[cuts : cuts + len(sizes)]) * sizes
    if not weights.size or weights.max() < 0.1:
        return []
    names = design.columns.names
    return [names[i] for i in np.flatnonzero(weights > 0.5 * weights.max())]


def _check_bounded(design: Design, values: Floats) -> None:
    """Refuse coefficients that ran away: together they separate the levels."""
    cuts = sum(len(levels) - 1 for levels in design.levels)
    spans = np.ptp(design.columns.values, axis=0) if design.columns.names else []
    found = np.abs(values[cuts : cuts + len(design.columns.names)]) * spans
    far = [n for n, v in zip(design.columns.names, found, strict=True) if v > _FAR]
    if far:
        raise WorkbenchError(
            f"{join_text(far)} scheidt de niveaus (bijna) volledig: de coëfficiënt "
            "groeit zonder grens",
            where=f"formule {design.formula.text!r}",
            fix="voeg categorieën samen of laat de covariaat weg",
        )


def _method(design: Design, quadrature: int) -> str:
    if not design.random:
        return "cumulatief logitmodel zonder groepen, maximale aannemelijkheid"
    how = "Laplace" if quadrature == 1 else f"kwadratuur met {quadrature} punten"
    names = join_text([term.name for term in design.random])
    return f"cumulatief logitmodel met toevalseffecten voor {names}, {how}"
