"""How unlikely a measurement was to take place, given what was measured before.

Weighing each measurement by that brings back who left, as far as leaving follows
from earlier scores. Of who left for a reason that nobody measured, nothing is known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models.formula import check_names, parse_formula, read_columns

__all__ = ["dropout_weights"]


def dropout_weights(
    frame: pd.DataFrame, predictors: str, *, client: str, visit: str, visits: int
) -> pd.Series:
    """Weigh each measurement by how unlikely it was to be there.

    Parameters
    ----------
    frame : pd.DataFrame
        One row a client and measurement that took place.
    predictors : str
        Right-hand side in columns of the row before, such as ``"score + tijd"``.
    client, visit : str
        Columns of whom, and of the number of the measurement, from 0.
    visits : int
        How many measurements were planned.

    Returns
    -------
    pd.Series
        Stabilised weights with the index of `frame`; missing after a gap, for only
        who was always measured before is told by the model.

    Raises
    ------
    WorkbenchError
        If a name is no column, a client has a measurement twice, or a number is not
        one of the planned ones.
    """
    from statsmodels.discrete.discrete_model import Logit

    parsed = parse_formula(f"{visit} ~ {predictors}")
    check_names(
        frame, [client, visit, *parsed.names], where=f"gewichten {predictors!r}"
    )
    numbers = frame[visit].to_numpy()
    key = pd.MultiIndex.from_arrays([frame[client], frame[visit]])
    if key.has_duplicates or not np.isin(numbers, np.arange(visits)).all():
        raise WorkbenchError(
            f"kolom {visit!r} nummert de metingen van een client niet van 0 tot "
            f"{visits - 1}, elk hoogstens één keer",
            where="dropout_weights",
            fix="nummer per client de geplande metingen: 0 voor de intake, dan 1, 2",
        )
    order = np.lexsort((numbers, frame[client].to_numpy()))
    sorted_ = frame.iloc[order].reset_index(drop=True)
    followed = sorted_.groupby(client)[visit].cumcount() == sorted_[visit]
    asked = sorted_[followed & (sorted_[visit] < visits - 1)]
    asked = asked.dropna(subset=list(parsed.names))
    present = _present(asked, sorted_, client, visit)
    columns = read_columns(asked.reset_index(drop=True), parsed).values
    rates = present.groupby(asked[visit]).transform("mean").to_numpy()
    ratio = np.ones(len(asked))
    if 0 < present.mean() < 1:
        exog = np.column_stack([np.ones(len(asked)), columns])
        chance = Logit(present.to_numpy(float), exog).fit(disp=0).predict(exog)
        ratio = rates / chance
    step = pd.Series(1.0, index=sorted_.index)
    following = pd.Series(ratio, index=asked.index)
    step.loc[following.index[present] + 1] = following[present].to_numpy()
    weight = step.groupby(sorted_[client]).cumprod().where(followed)
    made = np.empty(len(frame))
    made[order] = weight.to_numpy(np.float64)
    return pd.Series(made, index=frame.index)


def _present(
    asked: pd.DataFrame, frame: pd.DataFrame, client: str, visit: str
) -> pd.Series:
    """Tell for each row whether the next planned measurement took place."""
    following = pd.MultiIndex.from_arrays([asked[client], asked[visit] + 1])
    there = pd.MultiIndex.from_arrays([frame[client], frame[visit]])
    return pd.Series(following.isin(there), index=asked.index)
