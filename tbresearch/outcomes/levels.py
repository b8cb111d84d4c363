"""How clients are divided over the levels, and from which level to which they went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.level_charts import draw_levels, draw_transitions
from tbresearch.outcomes.moments import two_moments
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import DOMAIN_LABELS, MOMENTS, label, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["LEVELS", "Transitions", "ZrmLevels", "zrm_levels", "zrm_transitions"]

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZrmLevels:
    """How many clients stand on each level, per domain and moment.

    Attributes
    ----------
    counts : pd.DataFrame
        Rows by domain and moment, columns 1 to 5: clients.
    clients : int
        All clients with any row in the scores.
    instrument : str
        Name of the instrument and its version.
    notes : tuple of str
        What was counted, in Dutch.
    """

    counts: pd.DataFrame
    clients: int
    instrument: str
    notes: tuple[str, ...]

    def __str__(self) -> str:
        many = quantity_text(self.clients, "cliënt", "cliënten")
        return f"{self.instrument}: niveaus van {many} per domein en meting"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a domain, moment and level, with the number of clients."""
        rows = [
            (domain, moment, level, int(n))
            for (domain, moment), *counts in self.counts.itertuples()
            for level, n in zip(LEVELS, counts, strict=True)
        ]
        return pd.DataFrame(rows, columns=["domain", "moment", "level", "clients"])

    def plot(
        self,
        ax: Axes | None = None,
        *,
        moment: str = "intake",
        hidden: Collection[str] = (),
    ) -> Axes:
        """Draw one stacked bar per domain at one moment.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        moment : str
            Key of `vocabulary.MOMENTS`.
        hidden : collection of str
            Domains that are not shown.
        """
        return draw_levels(self, ax, moment=moment, hidden=hidden)

    def _repr_html_(self) -> str:
        heads = ("Domein", "Meting", *map(str, LEVELS), "Gescoord")
        rows: list[tuple[str | int, ...]] = [
            (
                *(DOMAIN_LABELS[str(domain)], label(MOMENTS, str(moment))),
                *(int(n) for n in row),
                int(sum(row)),
            )
            for (domain, moment), *row in self.counts.itertuples()
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def zrm_levels(scores: ZrmScores) -> ZrmLevels:
    """Count clients per level, domain and moment.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    """
    there = [m for m in MOMENTS if (scores.frame["moment"] == m).any()]
    wide = {moment: scores.levels(moment) for moment in there}
    rows = {
        (domain, moment): [int((wide[moment][:, i] == n).sum()) for n in LEVELS]
        for i, domain in enumerate(scores.domains)
        for moment in there
    }
    index = pd.MultiIndex.from_tuples(list(rows), names=["domain", "moment"])
    counts = pd.DataFrame(list(rows.values()), index=index, columns=list(LEVELS))
    return ZrmLevels(
        counts=counts,
        clients=len(scores.clients),
        instrument=scores.name,
        notes=(
            "Bij elke meting staan wie toen is gescoord. Dat zijn niet steeds dezelfde "
            "mensen: vergelijk metingen met zrm_change, en niet hiermee.",
            "Van meer tussenmetingen telt de laatste.",
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """From which level to which the clients with both scores went, on one domain.

    Attributes
    ----------
    domain : str
        Key of `vocabulary.DOMAIN_LABELS`.
    between : tuple of str
        First and second moment.
    counts : array of shape (5, 5)
        Clients, first level in the rows.
    left : array of shape (5,)
        Clients by first level that have no second score.
    notes : tuple of str
        What was counted, in Dutch.
    """

    domain: str
    between: tuple[str, str]
    counts: NDArray[np.int64]
    left: NDArray[np.int64]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        many = quantity_text(int(self.counts.sum()), "cliënt", "cliënten")
        return f"{DOMAIN_LABELS[self.domain]}, van {begin} naar {end}: {many}"

    def to_frame(self) -> pd.DataFrame:
        """Return the counts, first level in the rows, and `left` as a last column."""
        frame = pd.DataFrame(self.counts, index=list(LEVELS), columns=list(LEVELS))
        frame.index.name, frame.columns.name = self.between
        return frame.assign(left=self.left)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw bands from each level to each level, as wide as there are clients."""
        return draw_transitions(self, ax)

    def _repr_html_(self) -> str:
        begin, end = (label(MOMENTS, moment).lower() for moment in self.between)
        heads = (f"{begin} / {end}", *map(str, LEVELS), f"geen {end}")
        rows: list[tuple[str | int, ...]] = [
            (str(level), *(int(n) for n in row), int(left))
            for level, row, left in zip(LEVELS, self.counts, self.left, strict=True)
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def zrm_transitions(
    scores: ZrmScores, domain: str, *, between: tuple[str, str]
) -> Transitions:
    """Count from which level to which clients went on one domain.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    domain : str
        Key of a domain of this version.
    between : tuple of str
        The two moments to compare.

    Raises
    ------
    WorkbenchError
        If there is no such domain, or `between` is not two different moments.
    """
    begin, end = two_moments(between, where="zrm_transitions")
    if domain not in scores.domains:
        raise WorkbenchError(
            f"domein {domain!r} is er niet",
            where=scores.name,
            fix=f"kies één van: {', '.join(scores.domains)}",
        )
    place = scores.domains.index(domain)
    before, after = scores.levels(begin)[:, place], scores.levels(end)[:, place]
    counts = np.array(
        [[int(((before == a) & (after == b)).sum()) for b in LEVELS] for a in LEVELS]
    )
    gone = np.isnan(after)
    left = np.array([int(((before == a) & gone).sum()) for a in LEVELS])
    unknown = int((np.isnan(before) & ~gone).sum())
    notes = ["Wie geen tweede score heeft, staat apart en is niet verdwenen."]
    if unknown:
        people = quantity_text(unknown, "cliënt", "cliënten")
        verb = "heeft" if unknown == 1 else "hebben"
        notes.append(f"{people} {verb} alleen de tweede score.")
    return Transitions(
        domain=domain,
        between=(begin, end),
        counts=counts,
        left=left,
        notes=tuple(notes),
    )
