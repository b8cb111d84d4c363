"""What if those who left fared differently: the tipping point of each domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.change import ZrmChange, zrm_change
from tbresearch.outcomes.doubt.imputing import Drawn, draw_missing
from tbresearch.outcomes.doubt.pooling import pooled
from tbresearch.outcomes.doubt.tipping_chart import draw_tipping
from tbresearch.outcomes.moments import two_moments
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    decimal_text,
    label,
    quantity_text,
    signed_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["DomainSensitivity", "DropoutSensitivity", "dropout_sensitivity"]

_STEP = 0.25
_FARTHEST = 6.0
# So far that everybody who left ends at the lowest or highest level.
_EXTREME = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainSensitivity:
    """One domain, for every way in which those who left may have fared.

    Attributes
    ----------
    domain : str
        Key of `vocabulary.DOMAIN_LABELS`.
    n, left : int
        Clients with a first score, and those of them without a second.
    complete : float
        Share up minus share down of those with both scores.
    shifts : array of shape (shifts,)
        Shifts against alike people who stayed, in logits, from 0 away; the last is
        as far as it goes.
    steps : array of shape (shifts,)
        The same as mean levels.
    net, low, high : array of shape (shifts,)
        Share up minus share down of all, and its 95% interval.
    """

    domain: str
    n: int
    left: int
    complete: float
    shifts: NDArray[np.float64]
    steps: NDArray[np.float64]
    net: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def changed(self) -> bool:
        """Whether the interval without a shift leaves out 0."""
        return bool(self.low[0] > 0 or self.high[0] < 0)

    @property
    def tipping(self) -> float | None:
        """Mean levels by which those who left must differ for the change to go.

        0 if there is none without a shift; None if it holds whatever they did.
        """
        gone = np.flatnonzero((self.low <= 0) & (self.high >= 0))
        return float(self.steps[gone[0]]) if len(gone) else None

    @property
    def verdict(self) -> str:
        """What it comes to, in Dutch."""
        if not self.changed:
            return "geen duidelijke verandering, ook zonder verschil"
        if self.tipping is None:
            return "houdt stand, wat er ook met wie wegbleef gebeurde"
        how = "lager" if self.tipping < 0 else "hoger"
        return (
            "verdwijnt als wie wegbleef gemiddeld "
            f"{decimal_text(abs(self.tipping), 1)} niveau {how} uitkwam dan wie net zo "
            "begon en bleef"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DropoutSensitivity:
    """Change per domain, for every way in which those who left may have fared.

    Attributes
    ----------
    between : tuple of str
        First and second moment.
    domains : mapping of str to DomainSensitivity or NotEstimable
        By domain.
    change : ZrmChange
        What those with both scores did.
    clients, left : int
        Clients with any score at the first moment, and those without any at the
        second.
    notes : tuple of str
        Method and what it does not show, in Dutch.
    """

    between: tuple[str, str]
    domains: dict[str, DomainSensitivity | NotEstimable]
    change: ZrmChange
    clients: int
    left: int
    notes: tuple[str, ...]

    def __str__(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        return (
            f"Wie wegbleef: {self.left} van "
            f"{quantity_text(self.clients, 'cliënt', 'cliënten')} met een {begin} "
            f"{'heeft' if self.left == 1 else 'hebben'} geen {end}"
        )

    def verdict(self, domain: str) -> str:
        """Return what may be said of a domain, its claim and its tipping point."""
        found = self.domains[domain]
        if isinstance(found, NotEstimable):
            return str(found)
        if domain not in self.change.changed:
            return "geen duidelijke verandering bij wie bleef"
        return found.verdict

    @property
    def estimable(self) -> tuple[DomainSensitivity, ...]:
        """The domains that something can be said of."""
        return tuple(
            found
            for found in self.domains.values()
            if isinstance(found, DomainSensitivity)
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain and shift: shift, levels, net, low and high."""
        rows = [
            (found.domain, *row)
            for found in self.estimable
            for row in zip(
                *(found.shifts, found.steps, found.net, found.low, found.high),
                strict=True,
            )
        ]
        names = ["domain", "shift", "levels", "net", "low", "high"]
        return pd.DataFrame(rows, columns=names)

    def plot(self, ax: Axes | None = None, *, domain: str | None = None) -> Axes:
        """Draw the change of one domain against how differently those who left fared.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        domain : str, optional
            Which; the one with the largest change if not given.
        """
        return draw_tipping(self, ax, domain=domain)

    def _repr_html_(self) -> str:
        heads = ("Domein", "Geen tweede score", "Wie bleef", "Iedereen", "De uitspraak")
        rows = []
        for domain, found in self.domains.items():
            name = DOMAIN_LABELS[domain]
            if isinstance(found, NotEstimable):
                rows.append((name, "", "", "", str(found)))
                continue
            rows.append(
                (
                    *(name, f"{found.left} van {found.n}"),
                    signed_text(100 * found.complete),
                    f"{signed_text(100 * found.net[0])} "
                    f"({signed_text(100 * found.low[0])} tot "
                    f"{signed_text(100 * found.high[0])})",
                    self.verdict(domain),
                )
            )
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def dropout_sensitivity(
    scores: ZrmScores,
    *,
    between: tuple[str, str],
    seed: int,
    draws: int = 20,
    primary: Sequence[str] = (),
) -> DropoutSensitivity:
    """Say how much the change rests on who stayed.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    between : tuple of str
        The two moments to compare.
    seed : int
        Seed of the draws; the same seed gives the same result.
    draws : int
        How many times the missing levels are drawn, 2 or more.
    primary : sequence of str
        As for `zrm_change`.

    Returns
    -------
    DropoutSensitivity

    Raises
    ------
    WorkbenchError
        If `between` is not two different moments.

    Notes
    -----
    About everybody with a level at the first moment. A missing second level is drawn
    from a cumulative logit on what was scored before, on the domain and on all of
    them, fitted on the same first visits of those who stayed, so that leaving for
    what was scored (missing at random) is dealt with; a shift in logits stands for
    leaving for what was not. The
    change is taken away step by step, towards no change, until its interval holds 0:
    the tipping point (delta adjustment). Draws are pooled by Rubin's rules with the
    degrees of freedom of Barnard and Rubin.
    """
    begin, end = two_moments(between, where="dropout_sensitivity")
    rng = np.random.default_rng(seed)
    before, after = scores.levels(begin), scores.levels(end)
    visits = _visits_before(scores, begin, end)
    domains = {
        domain: _of_domain(
            rng, domain, before[:, i], after[:, i], visits, place=i, draws=draws
        )
        for i, domain in enumerate(scores.domains)
    }
    entered = ~np.isnan(before).all(axis=1)
    left = int((entered & np.isnan(after).all(axis=1)).sum())
    return DropoutSensitivity(
        between=(begin, end),
        domains=domains,
        change=zrm_change(scores, between=(begin, end), primary=primary),
        clients=int(entered.sum()),
        left=left,
        notes=_notes(draws, seed, int((~entered).sum())),
    )


def _visits_before(scores: ZrmScores, begin: str, end: str) -> NDArray[np.float64]:
    """Return the levels before the end, shape (clients, visits, domains)."""
    first = [scores.levels(begin)]
    if (begin, end) == ("intake", "eind"):
        first += scores.interim_levels()
    return np.stack(first, axis=1)


def _of_domain(
    rng: np.random.Generator,
    domain: str,
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    visits: NDArray[np.float64],
    *,
    place: int,
    draws: int,
) -> DomainSensitivity | NotEstimable:
    own = ~np.isnan(before)
    first, second = before[own], after[own]
    left = np.isnan(second)
    if not left.any():
        return NotEstimable("iedereen met een eerste score heeft ook een tweede")
    stayed = np.sign(second - first)[~left]
    complete = float(stayed.mean()) if len(stayed) else 0.0
    away = np.append(np.arange(0, _FARTHEST + _STEP / 2, _STEP), _EXTREME)
    drawn = draw_missing(
        rng,
        visits=visits[own],
        domain=place,
        end=second,
        shifts=np.concatenate([away, -away[1:]]),
        draws=draws,
    )
    if isinstance(drawn, NotEstimable):
        return drawn
    net, low, high = _pooled_net(first, second, drawn)
    steps = (drawn.levels - drawn.levels[:, :1]).mean(axis=(0, 2))
    # Towards no change: those who left lower if the group rose, higher if it fell.
    count = len(away)
    way = np.arange(count)
    if net[0] > 0:
        way = np.concatenate([[0], np.arange(count, 2 * count - 1)])
    return DomainSensitivity(
        domain=domain,
        n=len(first),
        left=int(left.sum()),
        complete=complete,
        shifts=drawn.shifts[way],
        steps=steps[way],
        net=net[way],
        low=low[way],
        high=high[way],
    )


def _pooled_net(
    first: NDArray[np.float64], second: NDArray[np.float64], drawn: Drawn
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return share up minus share down for each shift, with its 95% interval."""
    from scipy.stats import t

    left = np.isnan(second)
    n = len(first)
    stayed = np.sign(second - first)[~left]
    gone = np.sign(drawn.levels - first[left])
    net = (stayed.sum() + gone.sum(axis=2)) / n
    moved = ((stayed != 0).sum() + (gone != 0).sum(axis=2)) / n
    # Half a client more on either side, so that all one way is not certainty.
    variance = (moved + 1 / n - net**2).clip(min=0) / n
    middle, error, degrees = pooled(net, variance, complete_df=n - 1)
    half = t.ppf(0.975, degrees) * error
    return middle, middle - half, middle + half


def _notes(draws: int, seed: int, without: int) -> tuple[str, ...]:
    notes = [
        "Procent hoger min procent lager. Bij 'iedereen' heeft wie wegbleef het niveau "
        "gekregen van mensen met dezelfde eerdere scores die bleven "
        f"({draws} keer getrokken, begingetal {seed}). Dat klopt als vertrek alleen "
        "samenhangt met wat al was gescoord.",
        "Het omslagpunt zegt hoeveel slechter (of beter) het wie wegbleef moet zijn "
        "vergaan dan mensen die net zo begonnen en bleven, voordat de verandering niet "
        "meer van toeval te onderscheiden is. Of dat zo was, zeggen de scores niet; "
        "ga na waarom mensen weggingen.",
    ]
    if without:
        verb = "heeft" if without == 1 else "hebben"
        notes.append(
            f"{quantity_text(without, 'cliënt', 'cliënten')} {verb} geen eerste score "
            "en doen hier niet mee."
            if without > 1
            else f"1 cliënt {verb} geen eerste score en doet hier niet mee."
        )
    return tuple(notes)
