"""Measurements that should have been done, held against those that were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.scores import ZrmScores
from tbresearch.vocabulary import EXIT_REASONS, label, quantity_text

if TYPE_CHECKING:
    from tbresearch.trajectories import Trajectories

__all__ = ["Measurements", "of_ended", "planned_measurements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """Who should have been scored by the day of reference, and who was.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a client with a traject: client, started, ended (bool), exit_reason,
        intake, interim and end (whether scored), overdue (more than `interim_days`
        without any score while the traject ran).
    interim_days : int
        At most so many days between two scores, says the payer.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    notes : tuple of str
        What was counted, in Dutch.
    """

    frame: pd.DataFrame
    interim_days: int
    percentage_from: int
    notes: tuple[str, ...]

    def count(self, moment: str) -> Count:
        """Return how many of those who should have it were scored at a moment."""
        due = self.frame[self.frame["ended"]] if moment == "eind" else self.frame
        column = {"intake": "intake", "eind": "end", "tussen": "on_time"}[moment]
        done = ~due["overdue"] if moment == "tussen" else due[column]
        return Count(
            k=int(done.sum()),
            total=len(due),
            unit="cliënten",
            percentage_from=self.percentage_from,
        )

    def __str__(self) -> str:
        return (
            f"Gemeten bij de intake: {self.count('intake')}; aan het eind, van wie het "
            f"traject eindigde: {self.count('eind')}"
        )

    def rows(self) -> list[tuple[str, str]]:
        """Return for each reason of ending how many have an end score, in Dutch."""
        due = self.frame[self.frame["ended"]]
        return [
            (
                label(EXIT_REASONS, reason),
                Count(
                    k=int(own["end"].sum()),
                    total=len(own),
                    unit="cliënten",
                    percentage_from=self.percentage_from,
                ).short,
            )
            for reason in EXIT_REASONS
            if len(own := due[due["exit_reason"] == reason])
        ]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a client."""
        return self.frame.copy()

    def _repr_html_(self) -> str:
        heads = ("Reden van einde", "Met eindmeting")
        table = table_html(heads, self.rows())
        return text_html(self) + table + list_html(self.notes)


def planned_measurements(
    scores: ZrmScores, trajectories: Trajectories, *, interim_days: int
) -> Measurements:
    """Hold the measurements that were done against those that should have been.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    trajectories : Trajectories
        As `read_trajectories` gives them. Of a client with several, the first.
    interim_days : int
        At most so many days between two scores while a traject runs: 91 for a payer
        who asks every quarter, 183 for half a year.

    Returns
    -------
    Measurements

    Notes
    -----
    Everybody should have an intake, and who ended an end score. A traject that runs
    should not have one yet: its client is not lost. A score without a date counts as
    done and not as on time.
    """
    rows = trajectories.trajectories.drop_duplicates("client")
    until = rows["end"].fillna(pd.Timestamp(trajectories.cutoff or pd.Timestamp.max))
    scored = scores.frame[scores.frame["score"].notna()]
    held = {
        name: rows["client"].isin(set(scored.loc[scored["moment"] == moment, "client"]))
        for name, moment in (
            ("intake", "intake"),
            ("interim", "tussen"),
            ("end", "eind"),
        )
    }
    gaps = _longest_gap(scored, rows, until)
    frame = pd.DataFrame(
        {
            "client": rows["client"].astype(str),
            "started": rows["start"],
            "ended": rows["end"].notna(),
            "exit_reason": rows["exit_reason"].astype("object"),
            **held,
            "overdue": gaps > interim_days,
        }
    ).reset_index(drop=True)
    return Measurements(
        frame=frame,
        interim_days=interim_days,
        percentage_from=trajectories.percentage_from,
        notes=_notes(frame, scores, interim_days),
    )


def of_ended(scores: ZrmScores, trajectories: Trajectories) -> ZrmScores:
    """Return the scores of clients whose traject ended, if any did.

    Who is still helped has no end score because it is not due; that is no dropout.

    Parameters
    ----------
    scores : ZrmScores
        As `read_zrm` gives them.
    trajectories : Trajectories
        As `read_trajectories` gives them. Of a client with several, the first.
    """
    rows = trajectories.trajectories.drop_duplicates("client")
    ended = rows.loc[rows["end"].notna(), "client"]
    own = set(map(str, ended)) & set(scores.clients)
    return scores.of(own, why="van wie het traject eindigde") if own else scores


def _longest_gap(
    scored: pd.DataFrame, rows: pd.DataFrame, until: pd.Series
) -> pd.Series:
    """Return for each client the longest time without a score, in days."""
    days = scored[["client", "date"]].dropna().drop_duplicates()
    ends = pd.concat(
        [
            days,
            pd.DataFrame({"client": rows["client"], "date": rows["start"]}),
            pd.DataFrame({"client": rows["client"], "date": until}),
        ]
    ).sort_values("date")
    ends["client"] = ends["client"].astype(str)
    longest = ends.groupby("client")["date"].agg(lambda d: d.diff().dt.days.max())
    return rows["client"].astype(str).map(longest).fillna(0)


def _notes(
    frame: pd.DataFrame, scores: ZrmScores, interim_days: int
) -> tuple[str, ...]:
    unknown = len(set(scores.clients) - set(frame["client"]))
    running = int((~frame["ended"]).sum())
    late = int(frame["overdue"].sum())
    notes = [
        f"{quantity_text(running, 'traject loopt', 'trajecten lopen')} nog: een "
        "eindmeting hoort er daar nog niet te zijn.",
        f"Langer dan {interim_days} dagen zonder meting tijdens het traject: {late} "
        f"van {quantity_text(len(frame), 'cliënt', 'cliënten')}.",
    ]
    if unknown:
        people = quantity_text(unknown, "cliënt", "cliënten")
        verb = "staat" if unknown == 1 else "staan"
        notes.append(f"{people} met scores {verb} niet in de trajecten.")
    return tuple(notes)
