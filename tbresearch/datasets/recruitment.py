"""Applications of the example study, drawn: who came in, who did not, and why.

Nobody is behind them. Those that started belong to trajecten of the example; the
others are there so that a funnel has something to lose.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["example_recruitment"]

_STARTED, _NOT_STARTED = 90, 70
_FORCED = 6
_BLANK = 0.06
_APPLICANTS = ("zelf", "betrokkene", "wijkteam", "wijkteam", "huisarts", "ggz", "jeugd")
_GROUPS = (
    *("opvoeding", "multiprobleem", "psychisch", "kwetsbaar"),
    *("jeugd", "mantelzorger", "zorgmijder"),
)
_ORIGINS = (
    *("psychiatrisch", "verstandelijke_beperking", "verslaving"),
    *("lichamelijk", "pedagogisch", "kwetsbaarheid"),
)
# Where an application that did not start came to its end, and why.
_LOSSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "benaderd": ("niet_bereikbaar", "andere_hulp", "wil_niet"),
        "passend": ("niet_passend", "andere_hulp"),
        "gestart": ("wachttijd", "wachttijd", "wil_niet", "geen_indicatie", "vol"),
    }
)
_EXITS: Mapping[str, str] = MappingProxyType(
    {
        "client_stopt": "wil_niet",
        "verhuizing": "verhuisd",
        "overlijden": "overleden",
        "opname": "andere_hulp",
        "indicatie_eindigt": "geen_indicatie",
    }
)
# Chance that a feature holds of who applied.
_FEATURES: Mapping[str, float] = MappingProxyType(
    {
        "eigen_woning": 0.95,
        "indicatie": 0.85,
        "vergevorderd_ziek": 0.02,
        "wil_niet": 0.06,
        "gevaarlijk": 0.03,
    }
)


def example_recruitment(
    trajectories: pd.DataFrame, *, since: date, until: date, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw applications, and what is known of each.

    The files `werving.csv` and `selectie.csv` of `data/voorbeeld` are these, written
    with ``to_csv(..., sep=";", index=False)``.

    Parameters
    ----------
    trajectories : pd.DataFrame
        With traject, client, start, einde (dates), reden_einde, doelgroepen and
        herkomst.
    since, until : date
        First and last day of the applications that did not start.
    seed : int
        Seed of the only random generator.

    Returns
    -------
    tuple of pd.DataFrame
        Applications, and features of them, columns as in the files.

    Notes
    -----
    Ninety belong to the first trajecten that started after `since`; seventy came to
    their end before a start. Six of these are about imposed help. One cell in
    seventeen of the steps and features is blank.
    """
    rng = np.random.default_rng(seed)
    begun = trajectories[trajectories["start"] >= since].iloc[:_STARTED]
    rows = [_started(rng, row) for row in begun.to_dict("records")]
    rows += [_lost(rng, since, until) for _ in range(_NOT_STARTED)]
    for row in rows[-_FORCED:]:
        row["gedwongen"] = "ja"
    frame = pd.DataFrame(rows).sort_values("datum", kind="stable", ignore_index=True)
    frame.insert(0, "aanmelding", [f"A{n + 1:03}" for n in range(len(frame))])
    return frame, _features(rng, list(frame["aanmelding"]))


def _started(rng: np.random.Generator, row: Mapping[Any, Any]) -> dict[str, Any]:
    reason = row["reden_einde"]
    planned = reason == "doelen_bereikt"
    closed = "loopt" if pd.isna(row["einde"]) else "ja" if planned else "nee"
    return {
        "datum": row["start"] - timedelta(int(rng.integers(7, 90))),
        "aanmelder": str(rng.choice(_APPLICANTS)),
        "client": row["client"],
        "doelgroepen": row["doelgroepen"],
        "herkomst": row["herkomst"],
        "gedwongen": _often(rng, "nee"),
        "benaderd": "ja",
        "passend": "nee" if rng.random() < 0.03 else "ja",
        "gestart": "ja",
        "afgerond": closed,
        "reden": _EXITS.get(str(reason), "anders") if closed == "nee" else None,
        "traject": row["traject"],
    }


def _lost(rng: np.random.Generator, since: date, until: date) -> dict[str, Any]:
    step = str(rng.choice(list(_LOSSES)))
    order = list(_LOSSES)
    answers = {
        name: _often(rng, "ja") if name in order[: order.index(step)] else None
        for name in order
    }
    days = (until - since).days
    return {
        "datum": since + timedelta(int(rng.integers(0, days))),
        "aanmelder": str(rng.choice(_APPLICANTS)),
        "client": None,
        "doelgroepen": str(rng.choice(_GROUPS)),
        "herkomst": str(rng.choice(_ORIGINS)),
        "gedwongen": _often(rng, "nee"),
        **answers,
        step: "nee",
        "afgerond": None,
        "reden": str(rng.choice(_LOSSES[step])),
        "traject": None,
    }


def _often(rng: np.random.Generator, answer: str) -> str | None:
    return None if rng.random() < _BLANK else answer


def _features(rng: np.random.Generator, applications: list[str]) -> pd.DataFrame:
    rows = []
    for application in applications:
        for feature, chance in _FEATURES.items():
            held, known = rng.random() < chance, rng.random() >= _BLANK
            if known:
                rows.append((application, feature, "ja" if held else "nee"))
    return pd.DataFrame(rows, columns=["aanmelding", "kenmerk", "waarde"])
