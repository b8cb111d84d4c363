"""Change of one person: more than the measurement itself can make."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.by_chance import FEWEST_FOR_CHANCE, level_shares
from tbresearch.outcomes.expectation import (
    RELIABILITY,
    RELIABILITY_RANGE,
    check_reliability,
    no_change,
    reliability_text,
)
from tbresearch.outcomes.individual_chart import draw_individuals
from tbresearch.outcomes.moments import two_moments
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.outcomes.wording import allowed_wording
from tbresearch.vocabulary import decimal_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "MeanChange",
    "ReliableChange",
    "clinical_cutoffs",
    "reliable_change",
    "zrm_mean_change",
]

_Z = 1.959963984540054
VERDICTS = {
    "up": "betrouwbaar hoger",
    "same": "niet te onderscheiden van toeval",
    "down": "betrouwbaar lager",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliableChange:
    """The reliable change index of one person (Jacobson and Truax 1991).

    Attributes
    ----------
    standard_error : float
        Of one measurement: sd times the root of 1 less the reliability.
    difference_error : float
        Of the difference of two: that times the root of 2.
    index : float
        The change in units of it; beyond 1.96 in size is reliable.
    """

    standard_error: float
    difference_error: float
    index: float

    @property
    def reliable(self) -> bool:
        """Whether the change is more than 95% of unchanged people show."""
        return abs(self.index) > _Z


def reliable_change(
    before: float, after: float, *, sd: float, reliability: float
) -> ReliableChange:
    """Return the reliable change index of one person.

    Parameters
    ----------
    before, after : float
        Scores of the person.
    sd : float
        Standard deviation of scores between people at the first measurement.
    reliability : float
        Of the scale, between 0 and 1.

    Raises
    ------
    WorkbenchError
        If the reliability is not between 0 and 1, or the sd is not positive.
    """
    check_reliability(reliability)
    if sd <= 0:
        raise WorkbenchError(
            f"een standaardafwijking van {sd:g} kan niet",
            where="reliable_change",
            fix="geef de spreiding tussen mensen bij de eerste meting, boven 0",
        )
    error = sd * sqrt(1 - reliability)
    difference = sqrt(2) * error
    return ReliableChange(
        standard_error=error,
        difference_error=difference,
        index=(after - before) / difference,
    )


def clinical_cutoffs(
    clinical: tuple[float, float], normal: tuple[float, float]
) -> tuple[float, float, float]:
    """Return cut-offs a, b and c between clients and others (Jacobson and Truax).

    Parameters
    ----------
    clinical, normal : tuple of float
        Mean and standard deviation of clients and of people without the problem.
    """
    (mean, sd), (other, spread) = clinical, normal
    way = 1 if other >= mean else -1
    between = (spread * mean + sd * other) / (sd + spread)
    return mean + way * 2 * sd, other - way * 2 * spread, between


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanChange:
    """Change in the mean over all domains, person by person.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a client with every domain scored twice: client, before, after,
        change, verdict ("up", "same" or "down").
    between : tuple of str
        First and second moment.
    threshold : float or NotEstimable
        Mean levels that 95% of unchanged people stay within.
    incomplete : int
        Clients left out because a domain lacks a score.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    notes : tuple of str
        Method and caveats, in Dutch.
    """

    frame: pd.DataFrame
    between: tuple[str, str]
    threshold: float | NotEstimable
    incomplete: int
    percentage_from: int
    notes: tuple[str, ...]

    def count(self, verdict: str) -> Count:
        """Return how many clients are "up", "same" or "down"."""
        return Count(
            k=int((self.frame["verdict"] == verdict).sum()),
            total=len(self.frame),
            unit="cliënten",
            percentage_from=self.percentage_from,
        )

    def __str__(self) -> str:
        many = quantity_text(len(self.frame), "cliënt", "cliënten")
        if isinstance(self.threshold, NotEstimable):
            return f"Gemiddelde over alle domeinen van {many}: {self.threshold}"
        up, down = self.count("up"), self.count("down")
        return (
            f"Gemiddelde over alle domeinen van {many}: betrouwbaar hoger {up.short}, "
            f"betrouwbaar lager {down.short}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a client."""
        return self.frame.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw a line a client from the first to the second moment."""
        return draw_individuals(self, ax)

    def _repr_html_(self) -> str:
        rows = [(name, self.count(key).short) for key, name in VERDICTS.items()]
        if isinstance(self.threshold, NotEstimable):
            rows = []
        table = table_html(("Gemiddelde over alle domeinen", "Cliënten"), rows)
        return text_html(self) + table + list_html(self.notes)


def zrm_mean_change(
    scores: ZrmScores,
    *,
    between: tuple[str, str],
    reliability: float = RELIABILITY,
    reliability_range: tuple[float, float] = RELIABILITY_RANGE,
) -> MeanChange:
    """Say of each client whether the mean over all domains changed reliably.

    Secondary: levels are ordinal, and domains are findings of their own. Only clients
    with every domain scored at both moments, of one version.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    between : tuple of str
        The two moments to compare.
    reliability, reliability_range : float, tuple of float
        Alpha of the scale, and how low and high it may be.

    Returns
    -------
    MeanChange

    Raises
    ------
    WorkbenchError
        If `between` is not two different moments, or a reliability is none.

    Notes
    -----
    The threshold is what 95% of people stay within whose true levels stay the same,
    with these levels at the first moment and this reliability.
    """
    begin, end = two_moments(between, where="zrm_mean_change")
    for value in (reliability, *reliability_range):
        check_reliability(value)
    before, after = scores.levels(begin), scores.levels(end)
    whole = np.isfinite(before).all(axis=1) & np.isfinite(after).all(axis=1)
    threshold, ends = _thresholds(before[whole], reliability, reliability_range)
    means = before[whole].mean(axis=1), after[whole].mean(axis=1)
    change = means[1] - means[0]
    verdict = np.full(len(change), "", dtype=object)
    if not isinstance(threshold, NotEstimable):
        verdict = np.where(
            change > threshold, "up", np.where(change < -threshold, "down", "same")
        )
    clients = [scores.clients[place] for place in np.flatnonzero(whole)]
    frame = pd.DataFrame(
        {
            "client": clients,
            "before": means[0],
            "after": means[1],
            "change": change,
            "verdict": verdict,
        }
    )
    return MeanChange(
        frame=frame,
        between=(begin, end),
        threshold=threshold,
        incomplete=int((~whole).sum()),
        percentage_from=scores.percentage_from,
        notes=_notes(
            frame, threshold, ends, (reliability, reliability_range), (~whole).sum()
        ),
    )


def _thresholds(
    levels: np.ndarray, reliability: float, between: tuple[float, float]
) -> tuple[float | NotEstimable, tuple[float, float]]:
    if len(levels) < FEWEST_FOR_CHANCE:
        who = quantity_text(len(levels), "cliënt heeft", "cliënten hebben")
        reason = (
            f"{who} alle domeinen twee keer gescoord, en er zijn er minstens "
            f"{FEWEST_FOR_CHANCE} nodig"
        )
        return NotEstimable(reason), (0.0, 0.0)
    shares = level_shares(levels)
    middle, *ends = (
        _Z * no_change(shares, reliability=value).mean_change_sd
        for value in (reliability, *between)
    )
    return middle, (min(ends), max(ends))


def _notes(
    frame: pd.DataFrame,
    threshold: float | NotEstimable,
    ends: tuple[float, float],
    reliability: tuple[float, tuple[float, float]],
    incomplete: int,
) -> tuple[str, ...]:
    people = quantity_text(int(incomplete), "cliënt", "cliënten")
    notes = [
        "Niveaus zijn stappen en geen cijfers: het gemiddelde is een grove "
        "samenvatting en komt na de domeinen. Tegengestelde veranderingen vallen erin "
        "weg.",
        f"Alleen wie elk domein twee keer gescoord heeft; {people} "
        f"{'valt' if incomplete == 1 else 'vallen'} daardoor af.",
    ]
    if not isinstance(threshold, NotEstimable):
        low, high = (decimal_text(value, 2) for value in ends)
        spread = float(frame["before"].std())
        jt = _Z * sqrt(2) * spread * sqrt(1 - reliability[0])
        notes.append(
            f"Betrouwbaar is een verschil van meer dan {decimal_text(threshold, 2)} "
            f"niveau ({low} tot {high}): 95% van wie niet verandert blijft daarbinnen, "
            f"bij een betrouwbaarheid van {reliability_text(*reliability)}. De formule "
            f"van Jacobson en Truax geeft {decimal_text(jt, 2)}."
        )
    return (*notes, allowed_wording("veranderingsonderzoek").caveat)
