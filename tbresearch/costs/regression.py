"""Expected net benefit given parameters: least squares on splines.

One parameter gets cubic B-splines with six inner knots, evenly spaced where its
draws lie. A group gets those of each member, and products of powers of the members.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

__all__ = ["KNOTS", "Basis", "basis_of", "coefficients"]

Array = NDArray[np.float64]

KNOTS = 6
_DEGREE = 3
# Inner knots lie between these quantiles, so that a long tail takes none of them.
_TAIL = 0.01
# A parameter of fewer different values gets one column for each.
_FEW = 10
_BLOCK = 2**16
# Keeps a system solvable where no draw reaches a spline; too small to be seen.
_RIDGE = 1e-11
# Highest total degree of a product, by the number of members.
_PRODUCT_DEGREE = {2: 6, 3: 5, 4: 4, 5: 3, 6: 3}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Margin:
    """How one parameter is turned into columns.

    Attributes
    ----------
    knots : ndarray
        Full knot vector of cubic splines, or the values of a parameter with few.
    few : bool
        Whether it has a column for each value.
    """

    knots: Array
    few: bool

    def design(self, column: Array) -> Array:
        """Return the columns of some draws, of shape (draws, terms)."""
        from scipy.interpolate import BSpline

        if self.few:
            return np.asarray(column[:, None] == self.knots, dtype=float)
        found: Array = BSpline.design_matrix(column, self.knots, _DEGREE).toarray()
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """What a parameter or a group is turned into before the fit.

    Attributes
    ----------
    columns : ndarray of shape (members, draws)
        The parameters.
    margins : tuple of Margin
        One for each member.
    scales : tuple of (float, float)
        Middle and spread of each member, for the products.
    products : tuple of tuple of int
        Members of each product, with repetition.
    """

    columns: Array
    margins: tuple[Margin, ...]
    scales: tuple[tuple[float, float], ...]
    products: tuple[tuple[int, ...], ...]

    def design(self, first: int, last: int) -> Array:
        """Return the design matrix of some draws, of shape (draws, terms)."""
        part = self.columns[:, first:last]
        parts = [
            margin.design(row) for row, margin in zip(part, self.margins, strict=True)
        ]
        if self.products:
            middle, spread = np.array(self.scales).T[:, :, None]
            scaled = (part - middle) / spread
            parts.append(
                np.column_stack(
                    [
                        np.prod(scaled[list(members)], axis=0)
                        for members in self.products
                    ]
                )
            )
        return np.concatenate(parts, axis=1)

    def blocks(self) -> Iterator[tuple[slice, Array]]:
        """Yield the design matrix in blocks, so that it never stands there whole."""
        draws = self.columns.shape[1]
        for first in range(0, draws, _BLOCK):
            last = min(first + _BLOCK, draws)
            yield slice(first, last), self.design(first, last)


def basis_of(columns: Sequence[Array]) -> Basis | None:
    """Return the basis of a parameter or a group; None if none of them varies.

    Parameters
    ----------
    columns : sequence of ndarray of shape (draws,)
        One parameter, or the members of a group.
    """
    varying = [c for c in columns if c.size and c.min() < c.max()]
    if not varying:
        return None
    return Basis(
        columns=np.array(varying),
        margins=tuple(_margin(column) for column in varying),
        scales=tuple((float(c.mean()), float(c.std())) for c in varying),
        products=tuple(_products(len(varying))),
    )


def coefficients(gram: Array, moments: Array) -> Array:
    """Return least-squares coefficients from the normal equations.

    Parameters
    ----------
    gram : ndarray of shape (..., terms, terms)
        Products of the terms with one another.
    moments : ndarray of shape (..., terms, options)
        Products of the terms with the gains.
    """
    size = np.trace(gram, axis1=-2, axis2=-1)[..., None, None] / gram.shape[-1]
    ridge = _RIDGE * size * np.eye(gram.shape[-1])
    return np.asarray(np.linalg.solve(gram + ridge, moments))


def _margin(column: Array) -> Margin:
    if np.unique(column[: 4 * _FEW]).size <= _FEW:
        values = np.unique(column)
        if values.size <= _FEW:
            return Margin(knots=values, few=True)
    least, most = column.min(), column.max()
    low, high = np.quantile(column, (_TAIL, 1 - _TAIL))
    spread = np.linspace(low, high, KNOTS)
    inner = np.unique(spread[(spread > least) & (spread < most)])
    edge = _DEGREE + 1
    return Margin(knots=np.r_[[least] * edge, inner, [most] * edge], few=False)


def _products(members: int) -> Iterator[tuple[int, ...]]:
    """Yield products of at least two different members."""
    if members < 2:
        return
    for degree in range(2, _PRODUCT_DEGREE.get(members, 2) + 1):
        for chosen in combinations_with_replacement(range(members), degree):
            if len(set(chosen)) > 1:
                yield chosen
