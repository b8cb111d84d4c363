"""One row of agreement: the coefficients with the counts they must be read with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.agreement import (
    Coefficient,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from tbresearch.coding.comparing.overlap import overlap
from tbresearch.coding.comparing.units import Grid
from tbresearch.estimate import Count, NotEstimable

__all__ = ["AgreementRow", "Measures", "agreement_row"]

_ABSENT_PRESENT = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """Agreement on one code, in one session, or of one pair.

    Attributes
    ----------
    key, label : str
        What the row is about, and its Dutch name.
    coders : tuple of str
        Who is compared in this row.
    n, left_out : int
        Values compared (units, times codes where these are taken together), and
        those that fewer than two coders gave.
    used : tuple of int
        In how many of the compared values each coder used the code.
    equal : Count or Coefficient or NotEstimable
        Where two coders did the same; a mean over pairs for more than two.
    kappa, alpha, ac1 : Coefficient or NotEstimable
        Cohen's kappa for two coders and Fleiss' for more, Krippendorff's alpha,
        Gwet's AC1.
    same_side : Count or NotEstimable
        Where two coders used the code, how often with the same polarity.
    same_text : Count or NotEstimable
        Characters that all gave the code, of those that any did.
    """

    key: str
    label: str
    coders: tuple[str, ...]
    n: int
    left_out: int
    used: tuple[int, ...]
    equal: Count | Coefficient | NotEstimable
    kappa: Coefficient | NotEstimable
    alpha: Coefficient | NotEstimable
    ac1: Coefficient | NotEstimable
    same_side: Count | NotEstimable
    same_text: Count | NotEstimable

    def record(self) -> dict[str, object]:
        """Return the row for a frame."""
        found: dict[str, object] = {
            "key": self.key,
            "label": self.label,
            "n": self.n,
            "left_out": self.left_out,
        }
        found |= {
            f"used_{coder}": count
            for coder, count in zip(self.coders, self.used, strict=True)
        }
        found["equal"] = _share(self.equal)
        for name in ("kappa", "alpha", "ac1"):
            row = _bounds(getattr(self, name))
            found |= {f"{name}{end}": value for end, value in row.items()}
        return found | {
            "same_side": _share(self.same_side),
            "same_text": _share(self.same_text),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """What all rows of a table share: the cells, and how intervals are drawn."""

    grid: Grid
    seed: int
    draws: int


def agreement_row(
    measures: Measures,
    *,
    key: str,
    label: str,
    units: NDArray[np.bool_],
    codes: Sequence[int],
    coders: Sequence[int] | None = None,
) -> AgreementRow:
    """Return the row of some units, codes and coders of the grid."""
    grid = measures.grid
    who = list(range(len(grid.coders)) if coders is None else coders)
    names = tuple(grid.coders[i] for i in who)
    values, of_unit = grid.frame(units, codes, who)
    paired = values.notna().sum(axis=1) >= 2
    values, of_unit = values[paired], of_unit[paired]
    draw: dict[str, Any] = {"seed": measures.seed, "draws": measures.draws}
    clusters = of_unit if len(codes) > 1 else None
    wanted = grid.passages[
        grid.passages["unit"].isin(np.flatnonzero(units))
        & grid.passages["code"].isin([grid.codes[i] for i in codes])
        & grid.passages["coder"].isin(names)
    ]
    two = len(names) == 2
    kappa = (
        cohen_kappa(values, weights="none", **draw, clusters=clusters)
        if two
        else fleiss_kappa(values, **draw, clusters=clusters)
    )
    return AgreementRow(
        key=key,
        label=label,
        coders=names,
        n=len(values),
        left_out=int((~paired).sum()),
        used=tuple(int((values[name] == 1).sum()) for name in names),
        equal=_equal(values)
        if two
        else percent_agreement(values, **draw, clusters=clusters),
        kappa=kappa,
        alpha=krippendorff_alpha(values, level="nominal", **draw, clusters=clusters),
        ac1=gwet_ac1(values, categories=_ABSENT_PRESENT, **draw, clusters=clusters),
        same_side=_same_side(wanted, names),
        same_text=_same_text(wanted, grid, names),
    )


def _equal(values: pd.DataFrame) -> Count | NotEstimable:
    if values.empty:
        return NotEstimable("er is niets dat twee codeurs codeerden")
    one, two = (values.iloc[:, i] for i in (0, 1))
    return Count(k=int((one == two).sum()), total=len(values), unit="eenheden")


def _same_side(passages: pd.DataFrame, coders: Sequence[str]) -> Count | NotEstimable:
    """Count pairs of coders that give a unit and code the same polarity."""
    sides: defaultdict[tuple[int, str], dict[str, set[str]]] = defaultdict(dict)
    for unit, code, coder, side in _cells(
        passages, "unit", "code", "coder", "polarity"
    ):
        sides[unit, code].setdefault(coder, set()).add(side)
    both = same = 0
    for used in sides.values():
        for one, two in combinations([c for c in coders if c in used], 2):
            both += 1
            same += used[one] == used[two]
    if not both:
        return NotEstimable("nergens gebruikten twee codeurs de code")
    return Count(k=same, total=both, unit="eenheden")


def _same_text(
    passages: pd.DataFrame, grid: Grid, coders: Sequence[str]
) -> Count | NotEstimable:
    """Count characters in turns of respondents that all coders gave the code."""
    shared = total = 0
    for spans in _spans(passages, grid, coders):
        all_of_them, any_of_them = overlap(spans)
        shared += all_of_them
        total += any_of_them
    if not total:
        return NotEstimable("geen tekst kreeg de code")
    return Count(k=shared, total=total, unit="tekens")


def _spans(
    passages: pd.DataFrame, grid: Grid, coders: Sequence[str]
) -> Iterator[list[list[tuple[int, int]]]]:
    """Yield, per session and code, the stretches of each coder who coded it."""
    spans: defaultdict[tuple[str, str], defaultdict[str, list[tuple[int, int]]]]
    spans = defaultdict(lambda: defaultdict(list))
    names = ("session", "code", "coder", "start", "turn_start", "end", "turn_end")
    for session, code, coder, start, turn_start, end, turn_end in _cells(
        passages, *names
    ):
        stretch = max(start, turn_start), min(end, turn_end)
        spans[session, code][coder].append(stretch)
    for (session, _), by_coder in spans.items():
        who_coded = [who for who in coders if who in grid.sessions[session]]
        if len(who_coded) >= 2:
            yield [by_coder.get(who, []) for who in who_coded]


def _cells(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each row; plain lists go much faster than groups of rows."""
    return zip(*(frame[name].tolist() for name in names), strict=True)


def _share(value: Count | Coefficient | NotEstimable) -> float | None:
    if isinstance(value, Count):
        return value.k / value.total
    return value.value if isinstance(value, Coefficient) else None


def _bounds(value: Coefficient | NotEstimable) -> dict[str, float | None]:
    """Return value and bounds, by what their columns end in."""
    if isinstance(value, NotEstimable):
        return {"": None, "_low": None, "_high": None}
    if isinstance(value.interval, NotEstimable):
        return {"": value.value, "_low": None, "_high": None}
    return {
        "": value.value,
        "_low": value.interval.low,
        "_high": value.interval.high,
    }
