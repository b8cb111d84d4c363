"""What scores would do if nothing changed: noise, and regression to the mean.

A level is a noisy look at a stable position. How noisy follows from the reliability
of the whole scale, which is an input that everybody can see and change; from there
the arithmetic is exact, without a simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "LOADING",
    "RELIABILITY",
    "RELIABILITY_RANGE",
    "NoChange",
    "check_reliability",
    "no_change",
    "reliability_text",
]

# Fassaert (2014) found an alpha of .85 and of .89; the range is wider on both sides.
RELIABILITY = 0.85
RELIABILITY_RANGE = (0.80, 0.90)
# How much of what is stable in a domain all domains share. An assumption.
LOADING = 0.85

_LEVELS = np.arange(1.0, 6.0)
# Fine enough for noise as small as `_MOST_STABLE` leaves.
_NODES = np.linspace(-8, 8, 801)
_WEIGHTS = np.exp(-(_NODES**2) / 2)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_MOST_STABLE = 0.999
_NO_VARIANCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class NoChange:
    """Two measurements of the same people between whom nothing changed.

    Attributes
    ----------
    joint : array of shape (domains, 5, 5)
        Probability of each pair of levels, first measurement in the rows.
    reliability : float
        Alpha of the whole scale that it was made from.
    stable : float
        Share of the latent variance of a domain that is stable, between 0 and 1.
    """

    joint: NDArray[np.float64]
    reliability: float
    stable: float

    @property
    def up(self) -> NDArray[np.float64]:
        """Probability of a higher level the second time, shape (domains,)."""
        found: NDArray[np.float64] = np.triu(self.joint, 1).sum(axis=(1, 2))
        return found

    @property
    def down(self) -> NDArray[np.float64]:
        """Probability of a lower level the second time, shape (domains,)."""
        found: NDArray[np.float64] = np.tril(self.joint, -1).sum(axis=(1, 2))
        return found

    @property
    def retest(self) -> NDArray[np.float64]:
        """Correlation of the two levels, shape (domains,); 0 without variance."""
        first = self.joint.sum(axis=2)
        mean = first @ _LEVELS
        variance = first @ _LEVELS**2 - mean**2
        product = np.einsum("dab,a,b->d", self.joint, _LEVELS, _LEVELS)
        safe = np.where(variance > 0, variance, 1.0)
        return np.where(variance > 0, (product - mean**2) / safe, 0.0)

    def after_entry(self, at_most: int) -> tuple[NDArray[np.float64], ...]:
        """Return what those who enter at a low level do without any true change.

        Parameters
        ----------
        at_most : int
            Highest level at entry, from 1 to 5.

        Returns
        -------
        tuple of two arrays of shape (domains,)
            Mean change in levels, and the probability of a higher level; NaN where
            nobody enters so low.
        """
        rows = self.joint[:, :at_most]
        mass = rows.sum(axis=(1, 2))
        steps = _LEVELS[None, :] - _LEVELS[:at_most, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            gain = (rows * steps).sum(axis=(1, 2)) / mass
            higher = (rows * (steps > 0)).sum(axis=(1, 2)) / mass
        return gain, higher

    def reliable_step(self, confidence: float = 0.95) -> NDArray[np.int64]:
        """Return the fewest levels that one person rarely moves by chance.

        A change of one level is never enough, whatever the numbers say.

        Returns
        -------
        array of shape (domains,)
            Smallest step, 2 or more, that at most ``1 - confidence`` of the people
            make in either direction; 5 if there is none.
        """
        steps = np.abs(_LEVELS[None, :] - _LEVELS[:, None])
        found = np.full(len(self.joint), 5)
        for step in (4, 3, 2):
            rare = (self.joint * (steps >= step)).sum(axis=(1, 2)) <= 1 - confidence
            found = np.where(rare, step, found)
        return found

    @property
    def mean_change_sd(self) -> float:
        """Standard deviation of the change in the mean over all domains."""
        squares = (_LEVELS[None, :] - _LEVELS[:, None]) ** 2
        variance = (self.joint * squares).sum(axis=(1, 2))
        return float(np.sqrt(variance.sum()) / len(self.joint))


def no_change(
    shares: NDArray[np.float64], *, reliability: float, loading: float = LOADING
) -> NoChange:
    """Return what two measurements look like when nothing changes between them.

    Parameters
    ----------
    shares : array of shape (domains, 5)
        How the levels are divided at either measurement, each row adding up to 1.
    reliability : float
        Alpha of the scale, between 0 and 1.
    loading : float
        Share of the stable part that all domains have in common.

    Returns
    -------
    NoChange

    Raises
    ------
    WorkbenchError
        If the reliability is not between 0 and 1.

    Notes
    -----
    A level is the place of a normal variable between four thresholds. The variable
    is a stable part and noise, and the noise of two measurements is independent.
    The thresholds follow from `shares`; the size of the stable part is the one with
    which the levels have the given alpha. All of it are integrals over one normal
    variable, on a grid.
    """
    check_reliability(reliability)
    cuts = _thresholds(shares)
    stable = _stable_part(cuts, shares, reliability, loading)
    given = _level_probabilities(cuts, stable)
    return NoChange(
        joint=np.einsum("dna,dnb,n->dab", given, given, _WEIGHTS),
        reliability=reliability,
        stable=stable,
    )


def check_reliability(reliability: float) -> None:
    """Refuse what is no reliability."""
    if not 0 < reliability < 1:
        raise WorkbenchError(
            f"een betrouwbaarheid van {reliability:g} kan niet",
            where="reliability",
            fix="geef een getal tussen 0 en 1, zoals 0.85",
        )


def reliability_text(reliability: float, between: tuple[float, float]) -> str:
    """Return a reliability with its range, as a note says it."""
    low, high = (decimal_text(value, 2) for value in between)
    return f"{decimal_text(reliability, 2)} (tussen {low} en {high})"


def _thresholds(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.special import ndtri

    below = np.clip(np.cumsum(shares, axis=1)[:, :-1], 1e-9, 1 - 1e-9)
    found: NDArray[np.float64] = ndtri(below)
    return found


def _level_probabilities(
    cuts: NDArray[np.float64], stable: float
) -> NDArray[np.float64]:
    """Return the probability of each level given the stable part at each node."""
    from scipy.special import ndtr

    at = cuts[:, None, :] - np.sqrt(stable) * _NODES[None, :, None]
    below = ndtr(at / np.sqrt(1 - stable))
    ends = np.zeros((*below.shape[:2], 1))
    return np.diff(np.concatenate([ends, below, ends + 1], axis=2), axis=2)


def _alpha(
    cuts: NDArray[np.float64],
    shares: NDArray[np.float64],
    shared: float,
) -> float:
    """Return Cronbach's alpha of levels whose latent correlation is `shared`."""
    means = _level_probabilities(cuts, shared) @ _LEVELS
    centred = means - (means @ _WEIGHTS)[:, None]
    common = (centred.sum(axis=0) ** 2) @ _WEIGHTS - ((centred**2) @ _WEIGHTS).sum()
    variances = (shares @ _LEVELS**2 - (shares @ _LEVELS) ** 2).sum()
    if variances < _NO_VARIANCE:  # everybody has the same level: nothing to rely on
        return 0.0
    domains = len(cuts)
    return float(domains / (domains - 1) * common / (variances + common))


def _stable_part(
    cuts: NDArray[np.float64],
    shares: NDArray[np.float64],
    reliability: float,
    loading: float,
) -> float:
    from scipy.optimize import brentq

    def excess(stable: float) -> float:
        return _alpha(cuts, shares, loading**2 * stable) - reliability

    if len(cuts) < 2:  # one domain alone: its own reliability is all there is
        return min(reliability, _MOST_STABLE)
    if excess(_MOST_STABLE) <= 0:
        return _MOST_STABLE
    return float(brentq(excess, 0.0, _MOST_STABLE))
