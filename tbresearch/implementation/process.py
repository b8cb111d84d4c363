"""The course of trajecten through phases; going back is part of the work."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import Count
from tbresearch.figures import Flow, draw_process_map
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Intervention
from tbresearch.trajectories import Trajectories
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BEGIN", "ENDED", "RUNNING", "PhaseCycle", "phase_cycle"]

BEGIN, ENDED, RUNNING = "begin", "geeindigd", "loopt"
_OUTER = {BEGIN: "Begin", ENDED: "Geëindigd", RUNNING: "Loopt nog"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseCycle:
    """Which phase followed which.

    Attributes
    ----------
    flows : pd.DataFrame
        One row a step that occurred: begin and end (keys of phases, or `BEGIN`,
        `ENDED`, `RUNNING`), k (how often), and back (whether it goes to an earlier
        phase, or to the same one again).
    events : pd.DataFrame
        The log: trajectory, phase, start (datetime64), in order.
    labels : dict of str to str
        Label of each state.
    returned : Count
        Trajecten that went back at least once, of those with a phase.
    """

    flows: pd.DataFrame
    events: pd.DataFrame
    labels: dict[str, str]
    returned: Count

    def __str__(self) -> str:
        back = int(self.flows.loc[self.flows["back"], "k"].sum())
        return f"Verloop: {decimal_text(back)} keer terug, bij {self.returned}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch sentences."""
        return (
            "Terug is: naar een eerdere fase, of opnieuw naar dezelfde. Dat hoort bij "
            "een aanpak waarin doelen en plan worden bijgesteld, en is geen fout.",
            "Trajecten die lopen zijn niet af: wat zij nog doen, staat er niet bij.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a step."""
        return self.flows.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the phases with arrows for what followed what."""
        seen = {*self.flows["begin"], *self.flows["end"]}
        return draw_process_map(
            ax,
            {key: fill(name, 26) for key, name in self.labels.items() if key in seen},
            [
                Flow(
                    begin=row["begin"],
                    end=row["end"],
                    weight=row["k"],
                    text=decimal_text(row["k"]),
                )
                for row in self.flows.to_dict("records")
            ],
            caption="Aantal keer dat de ene fase op de andere volgde, in alle "
            "trajecten samen. Onderbroken lijn: terug.",
        )

    def _repr_html_(self) -> str:
        rows = [
            (self.labels[row["begin"]], self.labels[row["end"]], row["k"])
            for row in self.flows.to_dict("records")
        ]
        table = table_html(("Van", "Naar", "Aantal keer"), rows)
        return text_html(self) + table + list_html(self.notes)


def phase_cycle(
    trajectories: Trajectories, intervention: Intervention, spans: pd.DataFrame
) -> PhaseCycle:
    """Count which phase followed which, loops included.

    Parameters
    ----------
    trajectories : Trajectories
        For whether a traject has ended.
    intervention : Intervention
        The order of its phases.
    spans : pd.DataFrame
        Periods in phases, as `trajectories.periods` gives them.

    Returns
    -------
    PhaseCycle
    """
    labels = {phase.key: phase.label for phase in intervention.phases}
    order = {key: number for number, key in enumerate(labels)}
    at, phase = spans["at"].to_numpy(), spans["phase"].to_numpy(dtype=object)
    same = np.append(at[1:] == at[:-1], False) if len(at) else np.zeros(0, dtype=bool)
    ended = trajectories.trajectories["end"].notna().to_numpy()
    follows = np.append(phase[1:], "") if len(at) else phase
    after = np.where(same, follows, np.where(ended[at], ENDED, RUNNING))
    first = np.append(True, ~same[:-1]) if len(at) else same
    steps = pd.DataFrame(
        {
            "begin": np.concatenate([phase, np.full(first.sum(), BEGIN, dtype=object)]),
            "end": np.concatenate([after, phase[first]]),
            "at": np.concatenate([at, at[first]]),
        }
    )
    states = {BEGIN: -1, **order, ENDED: len(order), RUNNING: len(order) + 1}
    steps["from"], steps["to"] = steps["begin"].map(states), steps["end"].map(states)
    steps["back"] = steps["to"] <= steps["from"]
    flows = (
        steps.groupby(["from", "to", "begin", "end", "back"])
        .size()
        .rename("k")
        .reset_index()[["begin", "end", "k", "back"]]
    )
    names = trajectories.trajectories["trajectory"].to_numpy()[at]
    started = pd.to_datetime(spans["start"], unit="D")
    return PhaseCycle(
        flows=flows,
        events=pd.DataFrame({"trajectory": names, "phase": phase, "start": started}),
        labels={BEGIN: _OUTER[BEGIN], **labels}
        | {ENDED: _OUTER[ENDED], RUNNING: _OUTER[RUNNING]},
        returned=Count(
            k=int(steps.loc[steps["back"], "at"].nunique()),
            total=len(np.unique(at)),
            unit="trajecten",
            percentage_from=trajectories.percentage_from,
        ),
    )
