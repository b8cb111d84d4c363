"""What knowing more about a balance is worth, as a result to read and to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.costs.draws import rows_of
from tbresearch.costs.register import Register
from tbresearch.costs.simulation import Simulation
from tbresearch.costs.terms import Terms
from tbresearch.costs.value_of_information import evpi, evppi
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import PAYERS, euro_text, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ValueOfInformation", "value_of_information"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ValueOfInformation:
    """What it is worth, per trajectory, to know all or one thing for sure.

    Attributes
    ----------
    perspective : str
        Key of `vocabulary.PAYERS`.
    evpi : float
        Worth of knowing everything, in EUR per trajectory.
    frame : pd.DataFrame
        As `evppi` returns it, with the column label; the largest value first.
    terms : Terms
        When money falls, and what a later euro counts for.
    """

    perspective: str
    evpi: float
    frame: pd.DataFrame
    terms: Terms

    def __str__(self) -> str:
        who = label(PAYERS, self.perspective).lower()
        text = f"Alles zeker weten, {who}: {euro_text(self.evpi)} per traject"
        clear = self.frame[self.frame["evppi"] > self.frame["noise_floor"]]
        if clear.empty:
            return f"{text}; geen aanname steekt boven de ruis uit"
        first = clear.iloc[0]
        return f"{text}; het meest waard: {first['label']} {euro_text(first['evppi'])}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it, in Dutch sentences."""
        return (
            "De waarde is wat een keuze met die kennis gemiddeld meer oplevert dan de "
            "keuze die nu gemiddeld de beste is. Verandert geen kennis de keuze, dan "
            "is de waarde nul.",
            "Onder de ruisgrens is een waarde niet te onderscheiden van ruis: bij "
            "toeval blijft 95% daaronder.",
            str(self.terms),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a parameter or group."""
        return self.frame.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw a bar for each value, with its error and the noise floor."""
        from tbresearch.costs.decision_charts import draw_information

        return draw_information(self.frame, ax)

    def _repr_html_(self) -> str:
        heads = ("Aanname", "Waarde", "Standaardfout", "Ruisgrens", "Oordeel")
        rows = [
            (
                row.label,
                *(euro_text(x) for x in (row.evppi, row.se, row.noise_floor)),
                "" if row.evppi > row.noise_floor else "niet te onderscheiden van ruis",
            )
            for row in rows_of(self.frame)
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def value_of_information(
    simulation: Simulation,
    *,
    perspective: str,
    of: Sequence[str | Sequence[str]] | None = None,
) -> ValueOfInformation:
    """Return what knowing the assumptions of a balance is worth.

    Parameters
    ----------
    simulation : Simulation
        Its null alternative is 0.
    perspective : str
        Key of `vocabulary.PAYERS`.
    of : sequence of str or list of str, optional
        Assumptions, and groups as lists; by default each that varies.
    """
    benefit = simulation.net_benefit(perspective)
    if simulation.parameters.empty:
        frame = pd.DataFrame(columns=["parameter", "evppi", "se", "noise_floor"])
    else:
        frame = evppi(simulation.parameters, benefit, of=of, seed=simulation.seed)
    frame["label"] = [_label(simulation.register, name) for name in frame["parameter"]]
    frame = frame.sort_values("evppi", ascending=False, kind="stable")
    return ValueOfInformation(
        perspective=perspective,
        evpi=evpi(benefit),
        frame=frame.reset_index(drop=True),
        terms=simulation.terms,
    )


def _label(register: Register, names: str) -> str:
    return " + ".join(register.assumption(name).label for name in names.split(" + "))
