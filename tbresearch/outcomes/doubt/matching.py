"""Change of everybody, with missing levels drawn from people with like levels (PMM).

Predictive mean matching gives who misses a level that of somebody for whom about the
same was predicted, so it draws only levels that were really given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import t

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.doubt.imputing import FEWEST_STAYED
from tbresearch.outcomes.doubt.pooling import pooled
from tbresearch.outcomes.moments import two_moments
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    decimal_text,
    quantity_text,
    signed_text,
)

__all__ = ["MatchedChange", "matched_change"]

_ROUNDS = 3
_NUMBERS = ["complete", "change", "se", "low", "high", "df"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedChange:
    """Mean change in levels per domain, of who stayed and of everybody.

    Attributes
    ----------
    frame : pd.DataFrame
        See `to_frame`.
    draws : int
        How many times the missing levels were drawn.
    clients : int
        Clients with any level at either moment.
    notes : tuple of str
        Method and what it does not survive, in Dutch.
    """

    frame: pd.DataFrame = field(repr=False)
    draws: int
    clients: int
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        many = quantity_text(self.clients, "cliënt", "cliënten")
        return f"Gemiddelde verandering van {many}, ontbrekende niveaus aangevuld"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain.

        Columns `domain`, `label`, `stayed` (clients with both levels), `complete`
        (their mean change), `change`, `se`, `low`, `high` (95%) and `df` of everybody,
        and `reason` where there is none of those.
        """
        return self.frame.copy()

    def _repr_html_(self) -> str:
        rows = [
            (row["label"], str(row["stayed"]), *_cells(row))
            for _, row in self.frame.iterrows()
        ]
        heads = ("Domein", "Beide metingen", "Wie bleef", "Iedereen", "Vrijheidsgraden")
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def matched_change(
    scores: ZrmScores,
    *,
    between: tuple[str, str],
    seed: int,
    draws: int = 20,
    domains: Sequence[str] | None = None,
) -> MatchedChange:
    """Draw missing levels by predictive mean matching, and pool the mean change.

    Parameters
    ----------
    scores : ZrmScores
        The scores.
    between : tuple of str
        Two keys of `vocabulary.MOMENTS`.
    seed : int
        Of the draws.
    draws : int
        How many times; at least 2.
    domains : sequence of str, optional
        Which; every domain if not given, which takes a minute for 500 clients.

    Returns
    -------
    MatchedChange

    Raises
    ------
    WorkbenchError
        If there is no such domain, or there are not two draws.

    Notes
    -----
    Per domain, from both levels on it and the means over all other domains, by
    `MICEData` of `statsmodels`; pooled by Rubin's rules with the degrees of freedom of
    Barnard and Rubin (1999). It survives dropout that follows from what was scored and
    no other: that is what the tipping point of `dropout_sensitivity` is for.
    """
    first, second = two_moments(between, where="matched_change")
    unknown = [name for name in domains or () if name not in scores.domains]
    if unknown or draws < 2:
        raise WorkbenchError(
            f"domein {unknown[0]!r} is er niet" if unknown else f"draws = {draws}",
            where="matched_change",
            fix=f"kies uit: {', '.join(scores.domains)}; en trek minstens 2 keer",
        )
    levels = np.stack([scores.levels(first), scores.levels(second)])
    there = ~np.isnan(levels).all(axis=(0, 2))
    levels = levels[:, there]
    rows = []
    rng = np.random.default_rng(seed)
    for domain in scores.domains if domains is None else domains:
        place = scores.domains.index(domain)
        found = _change(_wide(levels, place), rng, draws=draws)
        stayed = int((~np.isnan(levels[:, :, place])).all(axis=0).sum())
        head = {"domain": domain, "label": DOMAIN_LABELS[domain], "stayed": stayed}
        if isinstance(found, NotEstimable):
            rows.append(head | dict.fromkeys(_NUMBERS) | {"reason": found.reason})
        else:
            rows.append(head | found | {"reason": ""})
    frame = pd.DataFrame(rows).astype(dict.fromkeys(_NUMBERS, "Float64"))
    return MatchedChange(
        frame=frame,
        draws=draws,
        clients=int(there.sum()),
        notes=(
            "Gemiddeld verschil in niveaus: een grove maat, want niveaus zijn stappen.",
            f"Wie een niveau mist, krijgt {draws} keer dat van iemand met "
            "vergelijkbare andere niveaus; de uitkomsten zijn samengevoegd volgens "
            "Rubin, met de vrijheidsgraden van Barnard en Rubin.",
            "Dat klopt als ontbreken alleen samenhangt met wat is gescoord. Hoe ver "
            "het daarvan mag afwijken, zegt het omslagpunt.",
        ),
    )


def _wide(levels: np.ndarray, place: int) -> pd.DataFrame:
    """Return both levels on a domain, and the means on the others, of shape (n, 4)."""
    rest = np.delete(levels, place, axis=2)
    known = ~np.isnan(rest)
    sums = np.where(known, rest, 0).sum(axis=2)
    means = np.where(known.any(axis=2), sums / np.maximum(known.sum(axis=2), 1), np.nan)
    return pd.DataFrame(
        {
            "begin": levels[0, :, place],
            "end": levels[1, :, place],
            "other_begin": means[0],
            "other_end": means[1],
        }
    )


def _change(
    frame: pd.DataFrame, rng: np.random.Generator, *, draws: int
) -> dict[str, float] | NotEstimable:
    from statsmodels.imputation.mice import MICEData

    both = frame[["begin", "end"]].dropna()
    if len(both) < FEWEST_STAYED:
        who = quantity_text(len(both), "cliënt heeft", "cliënten hebben")
        return NotEstimable(f"{who} beide scores; er zijn er {FEWEST_STAYED} nodig")
    used = frame[[name for name in frame if frame[name].nunique() > 1]]
    means, variances = [], []
    data = MICEData(used.copy(), rng=rng) if used.isna().any(axis=None) else None
    for _ in range(draws):
        if data is not None:
            data.update_all(_ROUNDS)
        filled = frame if data is None else frame.assign(**data.data)
        gain = (filled["end"] - filled["begin"]).dropna()
        means.append(gain.mean())
        variances.append(gain.var() / len(gain))
    middle, error, degrees = pooled(
        np.array(means), np.array(variances), complete_df=len(frame) - 1
    )
    half = float(t.ppf(0.975, degrees) * error)
    return {
        "complete": float((both["end"] - both["begin"]).mean()),
        "change": float(middle),
        "se": float(error),
        "low": float(middle) - half,
        "high": float(middle) + half,
        "df": float(degrees),
    }


def _cells(row: pd.Series) -> tuple[str, str, str]:
    if pd.isna(row["change"]):
        return "", f"niet te bepalen: {row['reason']}", ""
    low, high = signed_text(row["low"], 2), signed_text(row["high"], 2)
    everybody = f"{signed_text(row['change'], 2)} ({low} tot {high})"
    return signed_text(row["complete"], 2), everybody, decimal_text(row["df"], 1)
