"""Who used which code in which unit: turns of respondents, or whole sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.shared import shared_sessions
from tbresearch.privacy import effective_rights
from tbresearch.study import INTERVIEWER, WITHDRAWN

__all__ = ["Grid", "read_grid"]

MISSING = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """What each coder did with each code in each unit.

    Attributes
    ----------
    coders, codes : tuple of str
        Who is compared, and the codes that one of them used, as the codebook has
        them.
    sessions : dict of str to tuple of str
        By session, who coded it.
    units : pd.DataFrame
        One row a unit: session, and the number of the turn (0 for a session).
    present : array of shape (units, codes, coders)
        1 if the coder used the code there, 0 if not, -1 if the coder did not code
        the session.
    passages : pd.DataFrame
        The passages behind it, with the `unit` and `turn_start` and `turn_end`.
    without_consent : int
        Turns left out because the respondent may not be counted.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    sessions: dict[str, tuple[str, ...]]
    units: pd.DataFrame
    present: NDArray[np.int8]
    passages: pd.DataFrame
    without_consent: int

    def frame(
        self, units: NDArray[np.bool_], codes: Sequence[int], coders: Sequence[int]
    ) -> tuple[pd.DataFrame, pd.Series]:
        """Return one row a unit and code, one column a coder; and the unit of each.

        Parameters
        ----------
        units : array of shape (units,)
            Which take part.
        codes, coders : sequence of int
            Places in `codes` and `coders`.
        """
        cells = self.present[units][:, list(codes)][:, :, list(coders)]
        values = cells.reshape(-1, len(coders)).astype(object)
        values[values == MISSING] = None
        names = [self.coders[i] for i in coders]
        of_unit = np.repeat(np.flatnonzero(units), len(codes))
        return pd.DataFrame(values, columns=names), pd.Series(of_unit)


def read_grid(coding: Coding, coders: tuple[str, ...], *, unit: str) -> Grid:
    """Return who used which code where, in sessions that two coders or more coded.

    Parameters
    ----------
    coding : Coding
        The codings.
    coders : tuple of str
        Who is compared.
    unit : str
        "turn", a turn of a respondent who may be counted, or "session".
    """
    sessions = shared_sessions(coding, coders)
    turns = coding.corpus.turns
    spoken = turns[
        turns["session"].isin(list(sessions))
        & ~turns["respondent"].isin([INTERVIEWER, WITHDRAWN])
    ]
    rights = effective_rights(coding.study.respondents)
    counted = spoken[spoken["respondent"].isin(rights.index[rights["counted"]])]
    places = counted[["session", "number", "start", "end"]].rename(
        columns={"start": "turn_start", "end": "turn_end"}
    )
    if unit == "session":
        units = places[["session"]].drop_duplicates().assign(number=0)
        keys = ["session"]
    else:
        units, keys = places[["session", "number"]], ["session", "number"]
    units = units.reset_index(drop=True)
    own = coding.passages[coding.passages["coder"].isin(coders)]
    passages = own.merge(places, on=["session", "number"]).merge(
        units.reset_index(names="unit")[["unit", *keys]], on=keys
    )
    codes = tuple(c for c in coding.codebook.codes if c in set(passages["code"]))
    return Grid(
        coders=coders,
        codes=codes,
        sessions=sessions,
        units=units,
        present=_present(units, passages, sessions, codes, coders),
        passages=passages,
        without_consent=len(spoken) - len(counted),
    )


def _present(
    units: pd.DataFrame,
    passages: pd.DataFrame,
    sessions: dict[str, tuple[str, ...]],
    codes: tuple[str, ...],
    coders: tuple[str, ...],
) -> NDArray[np.int8]:
    """Return the cells: 1 used, 0 not used, -1 not coded by this coder."""
    coded = np.array(
        [
            [coder in sessions[session] for coder in coders]
            for session in units["session"]
        ]
    ).reshape(len(units), len(coders))
    present = np.repeat(
        np.where(coded, 0, MISSING).astype(np.int8)[:, None, :], len(codes), axis=1
    )
    at_code = {code: i for i, code in enumerate(codes)}
    at_coder = {coder: i for i, coder in enumerate(coders)}
    present[
        passages["unit"].to_numpy(dtype=np.int64),
        passages["code"].map(at_code).to_numpy(dtype=np.int64),
        passages["coder"].map(at_coder).to_numpy(dtype=np.int64),
    ] = 1
    return present
