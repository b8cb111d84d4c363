"""Change in ZRM level between two moments, counted per domain.

This describes the clients who were scored twice; it does not attribute the
change to anything. Domains are never added up or averaged: levels are ordinal
and each domain is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.charts import draw_change
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import (
    DOMAIN_LABELS,
    MOMENTS,
    ZRM_DOMAINS,
    ZRM_VERSIONS,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["Direction", "DomainChange", "ZrmChange", "count_directions", "zrm_change"]

Direction = Literal["up", "same", "down"]

_LIMITS = (
    "Zonder vergelijkingsgroep: dit beschrijft verandering tijdens het traject, geen "
    "effect. Wie op een slecht moment instroomt, scoort later gemiddeld al hoger.",
    "Een verschil van één niveau op één domein van één cliënt valt binnen de meetfout. "
    "Ook als er niets verandert, scoort op één domein ongeveer een kwart tot een derde "
    "van de cliënten hoger en net zoveel lager, en minder waar bijna iedereen al hoog "
    "scoort (simulatie bij een alpha van 0,89).",
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
    version : str
        Key of `vocabulary.ZRM_VERSIONS`.
    between : tuple of str
        First and second moment, keys of `vocabulary.MOMENTS`.
    domains : tuple of DomainChange
        One for each domain, in the order of the version.
    clients : int
        All clients with any row in the scores.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    notes : tuple of str
        Method, n, what was left out and what it does not show, in Dutch.
    missing_notes : tuple of str
        Those of the notes that tell how many clients lack a score.
    """

    version: str
    between: tuple[str, str]
    domains: tuple[DomainChange, ...]
    clients: int
    percentage_from: int
    notes: tuple[str, ...]
    missing_notes: tuple[str, ...]

    def __str__(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        return (
            f"{label(ZRM_VERSIONS, self.version)}, van {begin} naar {end}: per domein "
            f"{_have_both(self.domains)} van "
            f"{quantity_text(self.clients, 'cliënt', 'cliënten')} beide scores"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain, columns as the attributes of `DomainChange`."""
        columns = "domain label up same down n missing_begin missing_end clients"
        rows = [{**asdict(d), "label": d.label, "n": d.n} for d in self.domains]
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
            where=label(ZRM_VERSIONS, self.version),
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

    def _repr_html_(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        heads = (
            *("Domein", "Hoger", "Gelijk", "Lager", "Beide scores"),
            *(f"Zonder score bij {begin}", f"Zonder score bij {end}"),
        )
        rows = [
            (d.label, d.up, d.same, d.down, d.n, d.missing_begin, d.missing_end)
            for d in self.domains
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def zrm_change(scores: ZrmScores, *, between: tuple[str, str]) -> ZrmChange:
    """Count who went up, stayed and went down on each domain.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    between : tuple of str
        The two moments to compare, such as ``("intake", "eind")``.

    Returns
    -------
    ZrmChange

    Raises
    ------
    WorkbenchError
        If `between` is not two different moments.

    Notes
    -----
    Complete pairs per domain: a client without a score at one of the moments is
    counted as missing on that domain and nothing is filled in. Those clients may
    differ from the others; a model that can deal with that is another matter.
    """
    begin, end = _two_moments(between)
    domains = ZRM_DOMAINS[scores.version]
    clients = sorted(scores.frame["client"].unique())
    before, after = (
        _levels(scores.frame, moment, clients=clients, domains=domains)
        for moment in (begin, end)
    )
    counts = count_directions(before, after)
    changes = tuple(
        DomainChange(
            domain=domain,
            **{name: int(column[i]) for name, column in counts.items()},
            clients=len(clients),
        )
        for i, domain in enumerate(domains)
    )
    never = [int(np.isnan(levels).all(axis=1).sum()) for levels in (before, after)]
    method, *missing = _notes((begin, end), changes, len(clients), never)
    return ZrmChange(
        version=scores.version,
        between=(begin, end),
        domains=changes,
        clients=len(clients),
        percentage_from=scores.percentage_from,
        notes=(method, *missing, *_LIMITS),
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


def _two_moments(between: tuple[str, str]) -> tuple[str, str]:
    if len(between) != 2 or len(set(between)) != 2 or not set(between) <= set(MOMENTS):
        raise WorkbenchError(
            f"between = {between!r} zijn geen twee verschillende metingen",
            where="zrm_change",
            fix='geef bijvoorbeeld between=("intake", "eind"); er zijn: '
            f"{', '.join(MOMENTS)}",
        )
    return between


def _levels(
    frame: pd.DataFrame, moment: str, *, clients: list[str], domains: tuple[str, ...]
) -> NDArray[np.float64]:
    """Return the levels at one moment, shape (clients, domains), NaN if missing."""
    wide = frame[frame["moment"] == moment].pivot(
        index="client", columns="domain", values="score"
    )
    ordered = wide.reindex(index=clients, columns=list(domains))
    return ordered.to_numpy(dtype=np.float64, na_value=np.nan)


def _notes(
    between: tuple[str, str],
    changes: tuple[DomainChange, ...],
    clients: int,
    never: list[int],
) -> tuple[str, ...]:
    """Return the method, and then what tells how many scores lack."""
    people = quantity_text(clients, "cliënt", "cliënten")
    begin, end = (label(MOMENTS, moment).lower() for moment in between)
    return (
        f"Per domein is geteld hoeveel cliënten bij de {end} hoger, gelijk of lager "
        f"scoren dan bij de {begin}, hoe groot het verschil ook is. Over domeinen is "
        "niets opgeteld of gemiddeld.",
        f"Per domein {_have_both(changes)} van {people} beide scores.",
        f"Zonder enige score bij de {begin}: {never[0]} van {people}; bij de "
        f"{end}: {never[1]}. Zij staan bij elk domein als ontbrekend en er is niets "
        "voor hen ingevuld. Zijn juist zij anders af dan de rest, dan klopt het beeld "
        "niet.",
    )


def _have_both(changes: tuple[DomainChange, ...]) -> str:
    """Return the verb, and how many clients have both scores."""
    low, high = min(c.n for c in changes), max(c.n for c in changes)
    if high - low < 2:
        verb = "heeft" if low == high == 1 else "hebben"
        return f"{verb} {' of '.join(str(n) for n in sorted({low, high}))}"
    return f"hebben {low} tot {high}"
