"""Who was reached, by label: target groups, origins of problems, laws and routes.

Target groups and origins are two dimensions of their own, and a client may have
several labels on each, so their shares may come to more than 100%. A traject has one
law and one route, so those come to 100% and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.intervention import Range, feasible_parts, total

__all__ = [
    "DIMENSIONS",
    "LabelSum",
    "label_sum",
    "labels_applied",
    "labels_reached",
    "none_reached",
]

DIMENSIONS = {
    "target_groups": "Doelgroep",
    "origins": "Herkomst van de hulpvraag",
    "law": "Wet",
    "route": "Route",
}
_SEVERAL = ("target_groups", "origins")
_COUNTED = ("dimension", "key", "label", "intended", "n", "total", "unknown")
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSum:
    """What the shares of one dimension come to, in per cent.

    Attributes
    ----------
    dimension : str
        Key of `DIMENSIONS`.
    range : Range
        Sum of the shares, between the bounds that unknown labels leave.
    several : bool
        Whether one unit may have several labels.
    with_several : int
        Units that have.
    feasible : bool
        Whether the shares can come to 100%, every one within its bounds.
    """

    dimension: str
    range: Range
    several: bool
    with_several: int
    feasible: bool

    def __str__(self) -> str:
        text = f"{DIMENSIONS[self.dimension]}: de aandelen zijn samen {self.range}%"
        if self.with_several:
            have = "heeft" if self.with_several == 1 else "hebben"
            return f"{text}; {self.with_several} {have} meer dan één label"
        if not self.feasible:
            return f"{text}; 100% kan niet"
        return text


def labels_reached(
    trajectories: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Return how many were reached by label.

    Parameters
    ----------
    trajectories : pd.DataFrame
        As in `Trajectories`.
    names : mapping of str to mapping of str to str
        By dimension, what the intervention intends: labels by key, in order.

    Returns
    -------
    pd.DataFrame
        One row a dimension and label: dimension, key, label, intended (whether the
        intervention names it), n, total, unknown (units without any label), and low
        and high, the bounds of the share from 0 to 1. Units are clients for target
        groups and origins, of all their trajecten together, and trajecten for the rest.
    """
    rows: list[tuple[object, ...]] = []
    for dimension in DIMENSIONS:
        held = _held(trajectories, dimension)
        rows += _rows(dimension, held, names.get(dimension, {}))
    frame = pd.DataFrame(rows, columns=list(_COUNTED))
    some = frame["total"].where(frame["total"] > 0, 1)
    return frame.assign(
        low=frame["n"] / some, high=(frame["n"] + frame["unknown"]) / some
    )


def none_reached() -> pd.DataFrame:
    """Return the table of `labels_reached` for a study without trajecten: no rows."""
    numbers = dict.fromkeys(("n", "total", "unknown"), int)
    frame = pd.DataFrame(columns=[*_COUNTED, "low", "high"])
    return frame.astype({"intended": bool, **numbers, "low": float, "high": float})


def labels_applied(
    applications: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Return what came of applications by label: who was reached, and who was not.

    Parameters
    ----------
    applications : pd.DataFrame
        As `Recruitment.frame`.
    names : mapping of str to mapping of str to str
        As for `labels_reached`; target groups and origins only.

    Returns
    -------
    pd.DataFrame
        One row a dimension and label: dimension, key, label, intended, applied, and of
        those started, not_started and unknown.
    """
    rows: list[tuple[object, ...]] = []
    for dimension in _SEVERAL:
        own = names.get(dimension, {})
        given = zip(applications[dimension], applications["gestart"], strict=True)
        counts = Counter((key, answer) for keys, answer in given for key in keys)
        order = [*own, *sorted({key for key, _ in counts} - set(own))]
        for key in order:
            sizes = [counts[key, answer] for answer in ("ja", "nee", "onbekend")]
            named = (dimension, key, own.get(key, key), key in own)
            rows.append((*named, sum(sizes), *sizes))
    columns = ["dimension", "key", "label", "intended"]
    columns += ["applied", "started", "not_started", "unknown"]
    return pd.DataFrame(rows, columns=columns)


def label_sum(
    trajectories: pd.DataFrame, reached: pd.DataFrame, dimension: str
) -> LabelSum:
    """Return what the shares of a dimension come to, and whether 100% can be.

    Parameters
    ----------
    trajectories, reached : pd.DataFrame
        As for and from `labels_reached`.
    dimension : str
        Key of `DIMENSIONS`.
    """
    own = reached[reached["dimension"] == dimension]
    parts = [
        Range(_WHOLE * row["low"], _WHOLE * row["high"])
        for row in own.to_dict("records")
    ]
    whole = total(parts)
    rounded = Range(round(whole.low, 9), round(whole.high, 9))
    return LabelSum(
        dimension=dimension,
        range=rounded,
        several=dimension in _SEVERAL,
        with_several=sum(len(keys) > 1 for keys in _held(trajectories, dimension)),
        feasible=_WHOLE in rounded or feasible_parts(parts, _WHOLE) is not None,
    )


def _held(trajectories: pd.DataFrame, dimension: str) -> list[set[str]]:
    """Return the labels that each client or traject has on a dimension."""
    if dimension not in _SEVERAL:
        return [
            set() if pd.isna(key) else {str(key)} for key in trajectories[dimension]
        ]
    held: dict[str, set[str]] = {}
    pairs = zip(trajectories["client"], trajectories[dimension], strict=True)
    for client, keys in pairs:
        held.setdefault(str(client), set()).update(keys)
    return list(held.values())


def _rows(
    dimension: str, held: Iterable[set[str]], names: Mapping[str, str]
) -> list[tuple[object, ...]]:
    units = list(held)
    counts = Counter(key for keys in units for key in keys)
    unknown = sum(not keys for keys in units)
    order = [*names, *sorted(set(counts) - set(names))]
    return [
        (
            *(dimension, key, names.get(key, key), key in names),
            *(counts[key], len(units), unknown),
        )
        for key in order
    ]
