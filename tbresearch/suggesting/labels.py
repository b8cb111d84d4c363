"""Labelled passages, checked: what suggestions are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding import Codebook
from tbresearch.errors import WorkbenchError

__all__ = ["Labelled", "read_labelled"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labelled:
    """Passages with the codes and side that a human gave.

    Attributes
    ----------
    passages : tuple of str
        Each different passage of each respondent.
    truth : array of bool, passages x codes
        All false for a passage without a code.
    respondents : array of str
        Who said each passage, or what else is held out together.
    polarities : tuple of str or None
        The side of each passage; None where codings of both sides are on it.
    """

    passages: tuple[str, ...]
    truth: NDArray[np.bool_]
    respondents: NDArray[np.str_]
    polarities: tuple[str | None, ...]

    @property
    def coded(self) -> NDArray[np.bool_]:
        """Which passages have a code."""
        found: NDArray[np.bool_] = np.any(self.truth, axis=1)
        return found


def read_labelled(labelled: pd.DataFrame, codebook: Codebook, by: str) -> Labelled:
    """Check labelled passages.

    Parameters
    ----------
    labelled : pd.DataFrame
        One row for each passage and code: passage (its text), code (missing if the
        passage has none), polarity, and the column that `by` names.

    Raises
    ------
    WorkbenchError
        If a column is missing, a code is unknown, or no passage has a code.
    """
    missing = [c for c in ("passage", "code", "polarity", by) if c not in labelled]
    if missing:
        raise WorkbenchError(
            f"in de gelabelde passages ontbreekt {', '.join(missing)}",
            where=f"kolommen: {', '.join(map(str, labelled.columns))}",
            fix=f"geef een tabel met de kolommen passage, code, polarity en {by}",
        )
    given = labelled["code"].dropna().unique()
    strange = [code for code in given if code not in codebook.codes]
    if strange:
        raise WorkbenchError(
            f"code {strange[0]!r} staat niet in het codeboek",
            where="kolom code",
            fix="gebruik het codeboek waarmee de passages zijn gecodeerd",
        )
    if not len(given):
        raise WorkbenchError(
            "geen enkele passage heeft een code, dus er is niets te meten",
            where="kolom code",
            fix="geef passages die door een mens zijn gecodeerd",
        )
    return _labelled(labelled, list(codebook.codes), by)


def _labelled(labelled: pd.DataFrame, codes: list[str], by: str) -> Labelled:
    groups = labelled.groupby([by, "passage"], sort=False)
    truth = np.zeros((groups.ngroups, len(codes)), dtype=bool)
    passages, people, sides = [], [], []
    for row, ((who, passage), own) in enumerate(groups):
        passages.append(str(passage))
        people.append(str(who))
        for code in own["code"].dropna():
            truth[row, codes.index(code)] = True
        different = own["polarity"].dropna().unique()
        sides.append(str(different[0]) if len(different) == 1 else None)
    return Labelled(
        passages=tuple(passages),
        truth=truth,
        respondents=np.array(people),
        polarities=tuple(sides),
    )
