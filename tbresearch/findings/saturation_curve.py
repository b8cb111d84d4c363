"""The arithmetic of saturation: new codes, runs of them, and what order does.

No study here: rows of an array are conversations, columns are codes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["SaturationRule", "new_codes", "order_band", "run_shares"]

_BAND = (2.5, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationRule:
    """What saturation is held to be; `saturation` says what each means."""

    base_size: int
    run_length: int
    threshold: float
    permutations: int
    seed: int


def new_codes(has: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many codes each conversation was the first to have.

    Parameters
    ----------
    has : ndarray of bool, shape (conversations, codes)
        Which code occurs where.

    Returns
    -------
    ndarray of int, shape (conversations,)
    """
    used = has[:, has.any(axis=0)]
    if not used.size:
        return np.zeros(len(has), dtype="int64")
    return np.bincount(used.argmax(axis=0), minlength=len(has)).astype("int64")


def run_shares(new: NDArray[np.int64], rule: SaturationRule) -> NDArray[np.float64]:
    """Return the new information in every run: its new codes over those of the base.

    Parameters
    ----------
    new : ndarray of int, shape (orders, conversations)
        New codes of each conversation, in one or more orders.
    rule : SaturationRule
        Its base and run together are no more than there are conversations.

    Returns
    -------
    ndarray of float, shape (orders, runs)
        The first run follows the base; infinite where the base has no code.
    """
    total = np.cumsum(new, axis=1)
    base = total[:, rule.base_size - 1 : rule.base_size]
    before = total[:, rule.base_size - 1 : new.shape[1] - rule.run_length]
    after = total[:, rule.base_size - 1 + rule.run_length :]
    shares = np.full(before.shape, np.inf)
    np.divide(after - before, base, out=shares, where=base > 0)
    return shares


def order_band(
    has: NDArray[np.bool_], rule: SaturationRule
) -> tuple[NDArray[np.float64], float]:
    """Return what random orders of the same conversations give.

    Parameters
    ----------
    has : ndarray of bool, shape (conversations, codes)
        Which code occurs where.
    rule : SaturationRule
        How many orders, from which seed.

    Returns
    -------
    band : ndarray of float, shape (3, conversations)
        Low, mean and high of the different codes after n conversations.
    reached : float
        Part of the orders in which some run stays within the threshold.
    """
    many = len(has)
    rng = np.random.default_rng(rule.seed)
    place = rng.permuted(np.tile(np.arange(many), (rule.permutations, 1)), axis=1)
    new = np.zeros((rule.permutations, many), dtype="int64")
    order = np.arange(rule.permutations)
    for where in has.T[has.any(axis=0)]:
        new[order, place[:, where].min(axis=1)] += 1
    total = np.cumsum(new, axis=1)
    low, high = np.percentile(total, _BAND, axis=0)
    reached = 0.0
    if many >= rule.base_size + rule.run_length:
        within = (run_shares(new, rule) <= rule.threshold).any(axis=1)
        reached = float(within.mean())
    return np.stack([low, total.mean(axis=0), high]), reached
