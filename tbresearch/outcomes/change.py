"""Change in ZRM level between two moments, counted per domain.

This describes the clients who were scored twice; it does not attribute the
change to anything. Domains are never added up or averaged: levels are ordinal
and each domain is a finding of its own. Beside what happened stands what would have
happened by chance had nothing changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.by_chance import Chance, by_chance
from tbresearch.outcomes.change_notes import (
    chance_notes,
    claim_notes,
    count_notes,
    have_both,
)
from tbresearch.outcomes.charts import draw_change
from tbresearch.outcomes.claims import ChangeClaim, change_claims
from tbresearch.outcomes.expectation import (
    RELIABILITY,
    RELIABILITY_RANGE,
)
from tbresearch.outcomes.forest import draw_forest
from tbresearch.outcomes.moments import two_moments
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.outcomes.wording import allowed_wording
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    label,
    quantity_text,
    signed_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["Direction", "DomainChange", "ZrmChange", "count_directions", "zrm_change"]

Direction = Literal["up", "same", "down"]

_LIMITS = (
    allowed_wording("veranderingsonderzoek").caveat,
    "Een verschil van één niveau op één domein van één cliënt valt binnen de meetfout.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainChange:
    """How many clients went up, stayed or went down on one domain.

    Attributes
    ----------
    domain : str
        Key of `vocabulary.DOMAIN_LABELS`.
    up, same, down : int
        Clients scored at both moments whose level is higher, equal or lower at
        the second; up is more self-sufficient.
    missing_begin, missing_end : int
        Clients without a score at the first and at the second moment; who lacks
        both is in both.
    clients : int
        All clients with any row in the scores.
    """

    domain: str
    up: int
    same: int
    down: int
    missing_begin: int
    missing_end: int
    clients: int

    @property
    def label(self) -> str:
        """Dutch label of the domain."""
        return DOMAIN_LABELS[self.domain]

    @property
    def n(self) -> int:
        """Number of clients scored at both moments."""
        return self.up + self.same + self.down


@dataclass(frozen=True, slots=True, kw_only=True)
class ZrmChange:
    """Change in ZRM level per domain, between two moments.

    Attributes
    ----------
    instrument : str
        Name of the instrument and its version, as a reader sees it.
    between : tuple of str
        First and second moment, keys of `vocabulary.MOMENTS`.
    domains : tuple of DomainChange
        One for each domain, in the order of the version.
    clients : int
        All clients with any row in the scores.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    reliability : float
        Alpha of the scale that `chance` was reckoned with.
    chance : tuple of Chance or NotEstimable
        Per domain, who would go up and down had nothing changed.
    claims : tuple of ChangeClaim or NotEstimable
        Per domain, what may be said of the group.
    notes : tuple of str
        Method, n, what was left out and what it does not show, in Dutch.
    missing_notes : tuple of str
        Those of the notes that tell how many clients lack a score.
    """

    instrument: str
    between: tuple[str, str]
    domains: tuple[DomainChange, ...]
    clients: int
    percentage_from: int
    reliability: float
    chance: tuple[Chance | NotEstimable, ...]
    claims: tuple[ChangeClaim | NotEstimable, ...]
    notes: tuple[str, ...]
    missing_notes: tuple[str, ...]

    def __str__(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        return (
            f"{self.instrument}, van {begin} naar {end}: per domein "
            f"{have_both(self.domains)} van "
            f"{quantity_text(self.clients, 'cliënt', 'cliënten')} beide scores"
        )

    @property
    def changed(self) -> tuple[str, ...]:
        """Domains on which the group may be said to have changed."""
        return tuple(
            claim.domain
            for claim in self.claims
            if isinstance(claim, ChangeClaim) and claim.changed
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain.

        Columns as the attributes of `DomainChange`, then what chance would give
        (`chance_up`, `chance_down`: shares) and the claim (`net`, `low`, `high`,
        `adjusted`, `verdict`), missing where it cannot be had.
        """
        columns = "domain label up same down n missing_begin missing_end clients"
        columns += " chance_up chance_down net low high adjusted verdict"
        rows = [
            {**asdict(d), "label": d.label, "n": d.n, **_shares(c), **_claim(q)}
            for d, c, q in zip(self.domains, self.chance, self.claims, strict=True)
        ]
        return pd.DataFrame(rows, columns=columns.split())

    def count(self, domain: str, direction: Direction) -> Count:
        """Return how many of the clients with both scores went in one direction.

        Parameters
        ----------
        domain : str
            Key of a domain of this version.
        direction : {"up", "same", "down"}
            Higher, equal or lower at the second moment.

        Raises
        ------
        WorkbenchError
            If the version has no such domain, or there is no such direction.
        """
        if direction not in get_args(Direction):
            raise WorkbenchError(
                f"{direction!r} is geen richting",
                where=f"telling van domein {domain!r}",
                fix=f"kies één van: {', '.join(get_args(Direction))}",
            )
        for change in self.domains:
            if change.domain == domain:
                return Count(
                    k=getattr(change, direction),
                    total=change.n,
                    unit="cliënten",
                    percentage_from=self.percentage_from,
                )
        raise WorkbenchError(
            f"domein {domain!r} is er niet",
            where=self.instrument,
            fix=f"kies één van: {', '.join(change.domain for change in self.domains)}",
        )

    def plot(
        self, ax: Axes | None = None, *, hidden: Collection[tuple[str, str]] = ()
    ) -> Axes:
        """Draw lower, equal, higher and missing as one stacked bar per domain.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        hidden : collection of (str, str)
            Domains, each with up, same, down or missing, of which the number is not
            shown; all those of a domain are one piece.
        """
        return draw_change(self, ax, hidden=hidden)

    def forest(self, ax: Axes | None = None, *, hidden: Collection[str] = ()) -> Axes:
        """Draw per domain the share up minus the share down, with its interval.

        The band is what the numbers move within when nothing changes.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        hidden : collection of str
            Domains that are not shown.
        """
        shown = [
            claim
            for change, claim in zip(self.domains, self.claims, strict=True)
            if isinstance(claim, ChangeClaim) and change.domain not in hidden
        ]
        return draw_forest(
            labels=[DOMAIN_LABELS[claim.domain] for claim in shown],
            values=np.array([(c.net, c.low, c.high) for c in shown]).reshape(-1, 3),
            ax=ax,
            axis_label="Procent hoger min procent lager, met 95%-interval",
            strong=[claim.changed for claim in shown],
            bands=[claim.band for claim in shown],
            write=lambda share: signed_text(100 * share),
        )

    def _repr_html_(self) -> str:
        return text_html(self) + _table(self) + list_html(self.notes)


def zrm_change(
    scores: ZrmScores,
    *,
    between: tuple[str, str],
    primary: Sequence[str] = (),
    reliability: float = RELIABILITY,
    reliability_range: tuple[float, float] = RELIABILITY_RANGE,
) -> ZrmChange:
    """Count who went up, stayed and went down on each domain.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    between : tuple of str
        The two moments to compare, such as ``("intake", "eind")``.
    primary : sequence of str
        Domains on which goals were set; only those are tested then.
    reliability, reliability_range : float, tuple of float
        Alpha of the scale with which chance is reckoned, and how low and high it may
        be; the published values are .85 and .89 (Fassaert 2014).

    Returns
    -------
    ZrmChange

    Raises
    ------
    WorkbenchError
        If `between` is not two different moments, if a reliability is not between 0
        and 1, or if a primary domain is none of this version.

    Notes
    -----
    Complete pairs per domain: a client without a score at one of the moments is
    counted as missing on that domain and nothing is filled in. Those clients may
    differ from the others; a model that can deal with that is another matter.
    """
    begin, end = two_moments(between, where="zrm_change")
    _refuse_unknown(primary, scores)
    before, after = scores.levels(begin), scores.levels(end)
    counts = count_directions(before, after)
    changes = tuple(
        DomainChange(
            domain=domain,
            **{name: int(column[i]) for name, column in counts.items()},
            clients=len(scores.clients),
        )
        for i, domain in enumerate(scores.domains)
    )
    never = [int(np.isnan(levels).all(axis=1).sum()) for levels in (before, after)]
    method, *missing = count_notes((begin, end), changes, len(scores.clients), never)
    chance = by_chance(
        before, after, reliability=reliability, low_high=reliability_range
    )
    claims = change_claims(
        [(c.domain, c.up, c.same, c.down) for c in changes], primary=primary
    )
    return ZrmChange(
        instrument=scores.name,
        between=(begin, end),
        domains=changes,
        clients=len(scores.clients),
        percentage_from=scores.percentage_from,
        reliability=reliability,
        chance=chance,
        claims=claims,
        notes=(
            *scores.lost,
            method,
            *missing,
            *chance_notes(chance, reliability, reliability_range),
            *claim_notes(claims, primary),
            *_LIMITS,
        ),
        missing_notes=tuple(missing),
    )


def count_directions(
    before: NDArray[np.float64], after: NDArray[np.float64]
) -> dict[str, NDArray[np.int64]]:
    """Count directions and missing scores per column.

    Parameters
    ----------
    before, after : array of shape (clients, domains)
        Levels, NaN where not scored.

    Returns
    -------
    dict of str to array of shape (domains,)
        Keys up, same, down, missing_begin and missing_end.
    """
    return {
        "up": (after > before).sum(axis=0),
        "same": (after == before).sum(axis=0),
        "down": (after < before).sum(axis=0),
        "missing_begin": np.isnan(before).sum(axis=0),
        "missing_end": np.isnan(after).sum(axis=0),
    }


def _refuse_unknown(primary: Sequence[str], scores: ZrmScores) -> None:
    for domain in primary:
        if domain not in scores.domains:
            raise WorkbenchError(
                f"primary noemt domein {domain!r}, en dat is er niet",
                where=scores.name,
                fix=f"kies uit: {', '.join(scores.domains)}",
            )


def _table(change: ZrmChange) -> str:
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    heads = (
        *("Domein", "Hoger", "door toeval", "Gelijk", "Lager", "door toeval"),
        *("Beide scores", f"Geen score {begin}", f"Geen score {end}"),
        "Uitspraak over de groep",
    )
    rows = [
        (
            *(d.label, d.up, _expected(c, "up"), d.same, d.down),
            *(_expected(c, "down"), d.n, d.missing_begin, d.missing_end),
            claim.verdict if isinstance(claim, ChangeClaim) else "te weinig scores",
        )
        for d, c, claim in zip(
            change.domains, change.chance, change.claims, strict=True
        )
    ]
    return table_html(heads, rows)


def _shares(chance: Chance | NotEstimable) -> dict[str, float]:
    if isinstance(chance, NotEstimable):
        return {}
    return {"chance_up": chance.up, "chance_down": chance.down}


def _claim(claim: ChangeClaim | NotEstimable) -> dict[str, object]:
    if isinstance(claim, NotEstimable):
        return {}
    named = ("net", "low", "high", "adjusted", "verdict")
    return {name: getattr(claim, name) for name in named}


def _expected(chance: Chance | NotEstimable, direction: Direction) -> str:
    return "" if isinstance(chance, NotEstimable) else chance.counts(direction)
