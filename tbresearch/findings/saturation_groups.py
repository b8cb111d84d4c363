"""Saturation of one respondent group: its curve, its runs, and where they settle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding import Coding
from tbresearch.estimate import NotEstimable
from tbresearch.findings.heard import Heard
from tbresearch.findings.saturation_curve import (
    SaturationRule,
    new_codes,
    order_band,
    run_shares,
)
from tbresearch.vocabulary import RESPONDENT_GROUPS, label, quantity_text

__all__ = ["UNITS_OF_TALK", "GroupSaturation", "codes_heard", "group_saturation"]

# One and more of each kind of conversation.
UNITS_OF_TALK = {
    "interview": ("interview", "interviews"),
    "focusgroep": ("focusgroep", "focusgroepen"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupSaturation:
    """How codes came in from the conversations of one respondent group.

    Attributes
    ----------
    group : str
        Key of `vocabulary.RESPONDENT_GROUPS`.
    curve : pd.DataFrame
        One row a conversation, in their order: session; n, its place; new, codes that
        no earlier one had; total, codes so far; and of total in random orders low,
        middle and high: the 2.5th percentile, the mean and the 97.5th.
    runs : pd.DataFrame or NotEstimable
        One row a run: after, how many conversations came before it; new, codes that
        are new in it; base, codes in the base; share, new over base.
    after : int or None
        Conversations before the first run that stays within the threshold.
    orders : float or None
        Part of the random orders in which some run stays within it, 0 to 1.
    """

    group: str
    curve: pd.DataFrame
    runs: pd.DataFrame | NotEstimable
    after: int | None
    orders: float | None

    def to_frame(self) -> pd.DataFrame:
        """Return the curve with the run that starts at each conversation, if any."""
        frame = self.curve.assign(run_new=np.nan, run_share=np.nan)
        if not isinstance(self.runs, NotEstimable):
            starts = self.runs["after"].to_numpy()  # row i is conversation i + 1
            frame.loc[starts, "run_new"] = self.runs["new"].to_numpy(float)
            frame.loc[starts, "run_share"] = self.runs["share"].to_numpy(float)
        frame.insert(0, "group", self.group)
        return frame


def codes_heard(coding: Coding, talk: Heard, *, group: str, unit: str) -> pd.DataFrame:
    """Return which codes a group used in which coded conversation.

    Returns
    -------
    pd.DataFrame
        One row a conversation of kind `unit` in which the group speaks, by date; one
        column a code; booleans.
    """
    sessions = coding.study.sessions
    ordered = sessions[sessions["kind"] == unit].sort_values("date", kind="stable")
    spoke = set(talk.turns.loc[talk.turns["group"] == group, "session"])
    rows = [str(name) for name in ordered["session"] if name in spoke]
    said = talk.passages[talk.passages["group"] == group]
    cells = set(zip(said["session"], said["code"], strict=True))
    codes = list(coding.codebook.codes)
    has = [[(name, code) in cells for code in codes] for name in rows]
    shape = (len(rows), len(codes))
    return pd.DataFrame(
        np.array(has, dtype=bool).reshape(shape), index=rows, columns=codes
    )


def group_saturation(
    has: pd.DataFrame, rule: SaturationRule, *, group: str, unit: str
) -> GroupSaturation:
    """Return how codes came in, and when they stopped.

    Parameters
    ----------
    has : pd.DataFrame
        As `codes_heard` gives it.
    rule : SaturationRule
        Base, run, threshold, and how to draw orders.
    group, unit : str
        For the words of what cannot be told.
    """
    matrix: NDArray[np.bool_] = has.to_numpy()
    new = new_codes(matrix)
    band, reached = order_band(matrix, rule)
    curve = pd.DataFrame(
        {
            "session": list(has.index),
            "n": np.arange(1, len(has) + 1),
            "new": new,
            "total": np.cumsum(new),
            **dict(zip(("low", "middle", "high"), band, strict=True)),
        }
    )
    runs = _runs(new, rule, group=group, unit=unit)
    if isinstance(runs, NotEstimable):
        return GroupSaturation(
            group=group, curve=curve, runs=runs, after=None, orders=None
        )
    within = runs.loc[runs["share"] <= rule.threshold, "after"]
    after = int(within.iloc[0]) if len(within) else None
    return GroupSaturation(
        group=group, curve=curve, runs=runs, after=after, orders=reached
    )


def _runs(
    new: NDArray[np.int64], rule: SaturationRule, *, group: str, unit: str
) -> pd.DataFrame | NotEstimable:
    needed = rule.base_size + rule.run_length
    whole = f"voor {rule.base_size}+{rule.run_length} zijn er minstens {needed} nodig"
    one, more = UNITS_OF_TALK[unit]
    if not len(new):
        own = label(RESPONDENT_GROUPS, group).lower()
        return NotEstimable(f"er zijn geen gecodeerde {more} met {own}")
    if len(new) < needed:
        verb = "is" if len(new) == 1 else "zijn"
        return NotEstimable(
            f"er {verb} {quantity_text(len(new), one, more)}, en {whole}"
        )
    base = int(new[: rule.base_size].sum())
    if not base:
        return NotEstimable(
            "de basis heeft geen enkele code, dus is er niets om nieuwe codes mee te "
            "vergelijken"
        )
    shares = run_shares(new[None, :], rule)[0]
    return pd.DataFrame(
        {
            "after": rule.base_size + np.arange(len(shares)),
            "new": np.rint(shares * base).astype("int64"),
            "base": base,
            "share": shares,
        }
    )
