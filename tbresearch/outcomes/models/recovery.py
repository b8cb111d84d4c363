"""Does a model find back what was put in: simulation, many times over.

Many independent fits go through joblib, so the same call runs on the processors of
one machine (`jobs`) or on a cluster (`joblib.parallel_config("dask")`). Each
replication has a random stream of its own, so where it ran changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.models.design import Design
from tbresearch.outcomes.models.elimination import Effects, predictor
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.ordinal import fit_design
from tbresearch.outcomes.models.problem import Point, thresholds_of
from tbresearch.vocabulary import decimal_text, percentage_text, quantity_text

__all__ = ["Recovery", "bootstrap_model", "recover"]

_FEWEST = 2
Simulate = Callable[[np.random.Generator], pd.DataFrame]
Fit = Callable[[pd.DataFrame], OrdinalModel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a model made of data whose truth is known.

    Attributes
    ----------
    table : pd.DataFrame
        One row a parameter: `name`, `truth`, `mean`, `bias` (mean minus truth),
        `error` (Monte Carlo standard error of the bias), `sd` (over replications),
        `se` (mean of the standard errors), `low`, `high` (middle 95% of the
        estimates), `coverage` (share of the 95% intervals that hold the truth) and
        `intervals` (how many there were).
    replications, failed : int
        Data sets that were fitted, and those that could not be.
    processes : int
        Different processes that did the work.
    estimates : pd.DataFrame
        One row a fitted data set, one column a parameter.
    notes : tuple of str
        In Dutch.
    """

    table: pd.DataFrame = field(repr=False)
    replications: int
    failed: int
    processes: int
    estimates: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        sets = quantity_text(self.replications, "nagebootste set", "nagebootste sets")
        worst = float((self.table["bias"] / self.table["error"]).abs().max())
        return (
            f"{sets}: grootste afwijking {decimal_text(worst, 1)} keer haar toevalsfout"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the table."""
        return self.table.copy()

    def _repr_html_(self) -> str:
        heads = ("Parameter", "Waarheid", "Gemiddeld", "Afwijking", "Toevalsfout")
        rows = [
            (
                str(row["name"]),
                *(decimal_text(row[c], 3) for c in ("truth", "mean", "bias", "error")),
                percentage_text(row["coverage"]) if row["intervals"] else "",
            )
            for _, row in self.table.iterrows()
        ]
        table = table_html((*heads, "Dekking van 95%"), rows)
        return text_html(self) + table + list_html(self.notes)


def recover(
    simulate: Simulate,
    fit: Fit,
    truth: Mapping[str, float],
    *,
    replications: int,
    seed: int,
    jobs: int | None = None,
) -> Recovery:
    """Fit simulated data sets and hold the estimates against the truth.

    Parameters
    ----------
    simulate : callable
        From a random generator to a frame.
    fit : callable
        From that frame to a model.
    truth : mapping of str to float
        Coefficients by their term; standard deviations as ``sd(client)`` and
        ``sd(client: tijd)``.
    replications : int
        Data sets, at least 2.
    seed : int
        For the random streams.
    jobs : int, optional
        Processes; what joblib was told otherwise, which is one if nothing was.

    Raises
    ------
    WorkbenchError
        If fewer than two data sets could be fitted.
    """
    streams = np.random.SeedSequence(seed).spawn(replications)
    done = Parallel(n_jobs=jobs)(
        delayed(_one)(simulate, fit, tuple(truth), stream) for stream in streams
    )
    found = [values for values, _ in done if values is not None]
    if len(found) < _FEWEST:
        raise WorkbenchError(
            f"maar {len(found)} van {replications} nagebootste sets gaven een model",
            where="recover",
            fix="bootst meer of grotere sets na, of maak het model kleiner",
        )
    stacked = np.stack(found)
    failed = replications - len(found)
    notes = ["Elke set is nagebootst met bekende waarden en daarna geschat."]
    if failed:
        verb = "set gaf" if failed == 1 else "sets gaven"
        notes.append(f"{failed} {verb} geen model; zij tellen niet mee.")
    return Recovery(
        table=_table(truth, stacked),
        replications=len(found),
        failed=failed,
        processes=len({process for _, process in done}),
        estimates=pd.DataFrame(stacked[:, :, 0], columns=list(truth)),
        notes=tuple(notes),
    )


def bootstrap_model(
    model: OrdinalModel, *, replications: int, seed: int, jobs: int | None = None
) -> Recovery:
    """Simulate scores from a fitted model and fit it to them again.

    The truth is what the model estimated, so `bias` tells how far the approximation
    is off for data of this size, and `low` and `high` are percentile intervals.

    Parameters
    ----------
    model : OrdinalModel
        With the clients, groups and covariates of its own data.
    replications, seed, jobs
        As for `recover`.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 6.
    """
    names = parameter_values(model)
    truth = {str(name): float(value) for name, value in names["estimate"].items()}
    return recover(
        partial(_drawn, model.design, model.fit.vector),
        partial(_again, model.design, model.nodes, model.thresholds_by),
        truth,
        replications=replications,
        seed=seed,
        jobs=jobs,
    )


def parameter_values(model: OrdinalModel) -> pd.DataFrame:
    """Return estimate, se, low and high of coefficients and standard deviations."""
    fixed = model.coefficients.set_index("term")
    random = model.standard_deviations
    kept = random[~random["effect"].str.startswith("correlatie")]
    slopes = {term.name: term.slope_name for term in model.design.random}
    names = [
        f"sd({row['group']})"
        if row["effect"] == "intercept"
        else f"sd({row['group']}: {slopes[row['group']]})"
        for _, row in kept.iterrows()
    ]
    columns = ["estimate", "se", "low", "high"]
    numbers = kept[columns].to_numpy(np.float64, na_value=np.nan)
    spread = pd.DataFrame(numbers, columns=columns, index=names)
    return pd.concat([fixed[columns].astype(float), spread])


def _one(
    simulate: Simulate,
    fit: Fit,
    names: tuple[str, ...],
    stream: np.random.SeedSequence,
) -> tuple[np.ndarray | None, int]:
    """Return (parameters, 4) numbers of one data set, and the process."""
    frame = simulate(np.random.default_rng(stream))
    try:
        model = fit(frame)
    except WorkbenchError:
        return None, os.getpid()
    return parameter_values(model).loc[list(names)].to_numpy(), os.getpid()


def _drawn(
    design: Design, vector: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return a level for each row, drawn from the model."""
    point = Point.at(design.problem(), vector)
    structure = point.problem.structure
    effects = Effects(
        own=rng.normal(size=structure.blocks * structure.size),
        other=rng.normal(size=structure.rest),
    )
    latent = predictor(point, effects) + rng.logistic(size=structure.rows)
    beta = vector[point.problem.cuts : point.problem.loadings.start]
    latent += point.problem.design @ beta
    codes = np.zeros(structure.rows, dtype=np.intp)
    start = 0
    cuts = thresholds_of(point.problem, vector)
    for i, levels in enumerate(design.levels):
        own = cuts[start : start + len(levels) - 1]
        rows = design.sets == i
        codes[rows] = (latent[rows, None] > own).sum(axis=1)
        start += len(own)
    return pd.DataFrame({"code": codes})


def _again(
    design: Design, nodes: int, thresholds_by: str, frame: pd.DataFrame
) -> OrdinalModel:
    """Fit the design to drawn levels; a level that was not drawn falls away."""
    codes = frame["code"].to_numpy().copy()
    levels = []
    for i, known in enumerate(design.levels):
        rows = design.sets == i
        drawn, codes[rows] = np.unique(codes[rows], return_inverse=True)
        levels.append(tuple(known[code] for code in drawn))
    if min(len(own) for own in levels) < _FEWEST:
        raise WorkbenchError(
            "alle nagebootste scores zijn gelijk",
            where="bootstrap_model",
            fix="neem een groter model of meer gegevens",
        )
    new = replace(design, codes=codes, levels=tuple(levels))
    return fit_design(new, quadrature=nodes, thresholds_by=thresholds_by)


def _table(truth: Mapping[str, float], found: np.ndarray) -> pd.DataFrame:
    """Summarise `found` of shape (data sets, parameters, 4)."""
    values = np.array(list(truth.values()))
    estimates, errors = found[:, :, 0], found[:, :, 1]
    spread = estimates.std(axis=0, ddof=1)
    held = (found[:, :, 2] <= values) & (values <= found[:, :, 3])
    intervals = np.isfinite(errors).sum(axis=0)
    known = np.where(intervals > 0, intervals, 1)
    return pd.DataFrame(
        {
            "name": list(truth),
            "truth": values,
            "mean": estimates.mean(axis=0),
            "bias": estimates.mean(axis=0) - values,
            "error": spread / np.sqrt(len(found)),
            "sd": spread,
            "se": np.nansum(errors, axis=0) / known,
            "low": np.quantile(estimates, 0.025, axis=0),
            "high": np.quantile(estimates, 0.975, axis=0),
            "coverage": held.sum(axis=0) / known,
            "intervals": intervals,
        }
    )
