"""Sobol indices: which part of the variance of the balance an assumption explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.distributions import Distribution
from tbresearch.costs.outcomes import outcome_of
from tbresearch.costs.register import Register
from tbresearch.costs.sampling import varying
from tbresearch.costs.streams import party_list
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import join_text

__all__ = ["sobol_indices", "variance_shares"]

Array = NDArray[np.float64]


def sobol_indices(
    register: Register, *, perspective: str, draws: int = 2**13, seed: int = 1
) -> pd.DataFrame:
    """Return first-order and total Sobol indices of the uncertain assumptions.

    Parameters
    ----------
    register : Register
        Without correlated groups: variance has no such parts then.
    perspective : str
        Key of `vocabulary.PAYERS`.
    draws : int
        A power of two; (assumptions + 2) times as many balances are computed.
    seed : int
        Same seed, same bytes.

    Returns
    -------
    pd.DataFrame
        Columns parameter, first (by itself) and total (with all it works together
        with), as shares of the variance.

    Raises
    ------
    WorkbenchError
        If assumptions are correlated, or nothing varies.
    """
    outcome = outcome_of(register, searched={})
    chosen = varying(register, None)
    names = [a.id for a in chosen]
    together = [g.id for g in register.groups if len(set(g.members) & set(names)) > 1]
    if together or not chosen:
        raise WorkbenchError(
            f"Sobol-indices kunnen niet bij {join_text(together)}: die aannames hangen "
            "samen"
            if together
            else "er varieert niets, dus er is geen variantie te verdelen",
            where="aannames.toml",
            fix="gebruik tb.evppi met de groep als één parameter"
            if together
            else "geef minstens één aanname een verdeling",
        )
    who = party_list(perspective)

    def net(values: Array) -> Array:
        return outcome.net(who, dict(zip(names, values, strict=True)))

    distributions = [a.distribution for a in chosen if a.distribution is not None]
    first, total = variance_shares(net, distributions, draws=draws, seed=seed)
    return pd.DataFrame({"parameter": names, "first": first, "total": total})


def variance_shares(
    function: Callable[[Array], Array],
    distributions: Sequence[Distribution],
    *,
    draws: int,
    seed: int,
) -> tuple[Array, Array]:
    """Return first-order and total indices of a function of independent inputs.

    Parameters
    ----------
    function : callable
        From an ndarray of shape (inputs, draws) to one of shape (draws,).
    distributions : sequence of Distribution
        One an input.
    draws : int
        A power of two.
    seed : int
        Same seed, same bytes.
    """
    from scipy.stats import sobol_indices as estimate

    found = estimate(
        func=lambda x: np.atleast_2d(function(x)),
        n=draws,
        dists=list(distributions),  # type: ignore[arg-type]
        rng=np.random.default_rng(seed),
    )
    return np.ravel(found.first_order), np.ravel(found.total_order)
