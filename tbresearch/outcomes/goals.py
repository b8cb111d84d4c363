"""What became of goals: reached or not, and kept level where that was the aim.

A goal to keep things as they are has succeeded when nothing got worse. It is never
counted as a failure for lack of improvement.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import quantity_text, signed_text

__all__ = ["GoalAttainment", "goal_attainment"]

_KINDS = {"verbeteren": "Iets verbeteren", "behouden": "Iets behouden"}
# The Dutch scale: 0 is the level that was agreed on.
_SCALE = range(-3, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAttainment:
    """How far goals were reached, by what they were for.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a goal that was scored: kind ("verbeteren", "behouden" or ""), gas
        (-3 to 2) and reached (bool).
    goals, unscored : int
        All goals, and those without a score.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    notes : tuple of str
        The scale and what is left out, in Dutch.
    """

    frame: pd.DataFrame
    goals: int
    unscored: int
    percentage_from: int
    notes: tuple[str, ...]

    def reached(self, kind: str | None = None) -> Count:
        """Return how many goals were reached, of one kind or of all.

        To improve: the agreed level or more (0 to 2). To keep: no worse than it was
        meant to stay, which is the same score.
        """
        own = self.frame if kind is None else self.frame[self.frame["kind"] == kind]
        return Count(
            k=int(own["reached"].sum()),
            total=len(own),
            unit="doelen",
            percentage_from=self.percentage_from,
        )

    def __str__(self) -> str:
        return f"Doelrealisatie: {self.reached()} gehaald"

    def rows(self) -> list[tuple[str, ...]]:
        """Return for each kind what was reached, and how many have each score."""
        found = []
        for kind, name in (*_KINDS.items(), ("", "Niet gezegd")):
            own = self.frame[self.frame["kind"] == kind]
            if not len(own):
                continue
            counts = own["gas"].value_counts()
            found.append(
                (
                    *(name, self.reached(kind).short),
                    *(str(int(counts.get(score, 0))) for score in _SCALE),
                )
            )
        return found

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads above `rows`."""
        return ("Doel", "Gehaald", *(signed_text(score) for score in _SCALE))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a goal that was scored."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        table = table_html(self.heads, self.rows())
        return text_html(self) + table + list_html(self.notes)


def goal_attainment(goals: pd.DataFrame, *, percentage_from: int) -> GoalAttainment:
    """Count how far goals were reached (goal attainment scaling, -3 to +2).

    Parameters
    ----------
    goals : pd.DataFrame
        One row a goal, with `gas` (-3 to 2, missing where not scored) and `kind`
        ("verbeteren", "behouden" or missing).
    percentage_from : int
        Smallest denominator that is written as a percentage.

    Returns
    -------
    GoalAttainment

    Raises
    ------
    WorkbenchError
        If a score is not from -3 to 2.

    Notes
    -----
    No weights and no T-score: those take scores of different goals for one scale.
    """
    given = goals["gas"].dropna()
    wrong = given[~given.isin(list(_SCALE))]
    if len(wrong):
        raise WorkbenchError(
            f"gas = {wrong.iloc[0]} kan niet",
            where="goal_attainment",
            fix="geef hele getallen van -3 tot en met 2",
        )
    scored = goals[goals["gas"].notna()]
    gas = scored["gas"].astype(int)
    kind = scored["kind"].astype("object").where(scored["kind"].notna(), "")
    frame = pd.DataFrame({"kind": kind, "gas": gas, "reached": gas >= 0})
    missing = len(goals) - len(scored)
    return GoalAttainment(
        frame=frame.reset_index(drop=True),
        goals=len(goals),
        unscored=missing,
        percentage_from=percentage_from,
        notes=(
            "Schaal van -3 tot +2: 0 is wat was afgesproken. Een doel om iets te "
            "behouden is gehaald als het niet minder werd; gelijk blijven is daar "
            "geen mislukking.",
            f"Zonder score: {missing} van "
            f"{quantity_text(len(goals), 'doel', 'doelen')}. Die tellen niet mee.",
            "De schaal is per doel gemaakt: een +1 van de een is geen +1 van de "
            "ander. Er is daarom geen gemiddelde.",
        ),
    )
