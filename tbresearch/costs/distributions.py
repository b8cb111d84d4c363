"""Distributions of an assumption: from a probability to a value, and the moments.

Each is given in the terms in which a source reports it: bounds and a middle, or a
mean and its standard error. Sampling is by inversion, so that Sobol points and
correlated groups need nothing of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tbresearch.vocabulary import DISTRIBUTIONS, label

__all__ = ["BY_BOUNDS", "BY_ERROR", "Distribution", "impossible", "quantiles"]

Array = NDArray[np.float64]
Quantiles = Callable[["Distribution", Array], Array]

# What a distribution is described by, next to `waarde`.
BY_BOUNDS = ("pert", "driehoek", "uniform")
BY_ERROR = ("beta", "gamma", "lognormaal", "normaal")

# Never 0 or 1, where a distribution without bounds is infinite.
_EDGE = 2.0**-53


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How likely each value of an assumption is.

    Attributes
    ----------
    kind : str
        Key of `vocabulary.DISTRIBUTIONS`.
    value : float
        The most likely value (pert, driehoek) or the mean; in the unit of the
        assumption, as everything here.
    low, high : float
        Bounds of pert, driehoek and uniform.
    error : float
        Standard error of the mean, for beta, gamma, lognormaal and normaal.
    values : tuple of float
        The values found, for empirisch.
    """

    kind: str
    value: float
    low: float = 0.0
    high: float = 0.0
    error: float = 0.0
    values: tuple[float, ...] = ()

    def __str__(self) -> str:
        return label(DISTRIBUTIONS, self.kind)

    @property
    def mean(self) -> float:
        """The expected value."""
        if self.kind == "pert":
            return (self.low + 4 * self.value + self.high) / 6
        if self.kind == "driehoek":
            return (self.low + self.value + self.high) / 3
        if self.kind == "uniform":
            return (self.low + self.high) / 2
        if self.kind == "empirisch":
            return float(np.mean(self.values))
        return self.value

    def ppf(self, probability: Array) -> Array:
        """Return the value below which each probability lies, same shape."""
        return quantiles(self, np.asarray(probability, dtype=float))


def quantiles(distribution: Distribution, probability: Array) -> Array:
    """Return quantiles of a distribution.

    Parameters
    ----------
    distribution : Distribution
        One that `impossible` finds nothing wrong with.
    probability : ndarray
        Between 0 and 1, of any shape.
    """
    inside = np.clip(probability, _EDGE, 1 - _EDGE)
    return _QUANTILES[distribution.kind](distribution, inside)


def impossible(distribution: Distribution) -> Iterator[tuple[str, str]]:
    """Yield what makes a distribution impossible, and its remedy, in Dutch."""
    kind, value = distribution.kind, distribution.value
    low, high, error = distribution.low, distribution.high, distribution.error
    if kind in BY_BOUNDS:
        if low == high:
            yield (
                f"laag en hoog zijn beide {low:g}: dat is geen verdeling",
                'kies verdeling = "vast", of geef echte grenzen',
            )
        return
    if kind in BY_ERROR and not error > 0:
        yield (
            f"standaardfout {error:g} is niet groter dan nul",
            'geef de standaardfout van het gemiddelde, of kies verdeling = "vast"',
        )
    elif kind in ("gamma", "lognormaal") and value <= 0:
        yield (
            f"het gemiddelde {value:g} is niet groter dan nul",
            "kies een verdeling die ook nul en minder kan zijn, zoals normaal",
        )
    elif kind == "beta" and not (0 < value < 1 and error**2 < value * (1 - value)):
        yield (
            f"er is geen betaverdeling met gemiddelde {value:g} en standaardfout "
            f"{error:g}",
            "het gemiddelde ligt tussen 0 en 1, en de standaardfout is kleiner dan de "
            "wortel van gemiddelde maal (1 min gemiddelde)",
        )


def _fixed(d: Distribution, p: Array) -> Array:
    return np.full(p.shape, d.value)


def _beta_shapes(d: Distribution) -> tuple[float, float]:
    size = d.value * (1 - d.value) / d.error**2 - 1
    return d.value * size, (1 - d.value) * size


def _beta(d: Distribution, p: Array) -> Array:
    from scipy.special import betaincinv

    found: Array = betaincinv(*_beta_shapes(d), p)
    return found


def _pert(d: Distribution, p: Array) -> Array:
    from scipy.special import betaincinv

    width = d.high - d.low
    up, down = (d.value - d.low) / width, (d.high - d.value) / width
    return np.asarray(d.low + width * betaincinv(1 + 4 * up, 1 + 4 * down, p))


def _triangle(d: Distribution, p: Array) -> Array:
    width, rise = d.high - d.low, d.value - d.low
    top = rise / width
    rising = d.low + np.sqrt(p * width * rise)
    falling = d.high - np.sqrt((1 - p) * width * (d.high - d.value))
    return np.asarray(np.where(p < top, rising, falling))


def _uniform(d: Distribution, p: Array) -> Array:
    return d.low + (d.high - d.low) * p


def _gamma(d: Distribution, p: Array) -> Array:
    from scipy.special import gammaincinv

    shape, scale = (d.value / d.error) ** 2, d.error**2 / d.value
    return np.asarray(scale * gammaincinv(shape, p))


def _lognormal(d: Distribution, p: Array) -> Array:
    from scipy.special import ndtri

    variance = float(np.log1p((d.error / d.value) ** 2))
    mean = float(np.log(d.value)) - variance / 2
    return np.asarray(np.exp(mean + variance**0.5 * ndtri(p)), dtype=float)


def _normal(d: Distribution, p: Array) -> Array:
    from scipy.special import ndtri

    return np.asarray(d.value + d.error * ndtri(p), dtype=float)


def _empirical(d: Distribution, p: Array) -> Array:
    ordered = np.sort(np.asarray(d.values, dtype=float))
    place = np.minimum((p * ordered.size).astype(np.int64), ordered.size - 1)
    return ordered[place]


_QUANTILES: Mapping[str, Quantiles] = {
    "vast": _fixed,
    "pert": _pert,
    "driehoek": _triangle,
    "uniform": _uniform,
    "beta": _beta,
    "gamma": _gamma,
    "lognormaal": _lognormal,
    "normaal": _normal,
    "empirisch": _empirical,
}
