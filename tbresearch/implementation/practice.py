"""Practice as a whole: phases, dose, evaluations, workers, adaptations, course."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.implementation.adaptations import AdaptationRecord, adaptation_record
from tbresearch.implementation.dose import DoseDelivered, dose_delivered
from tbresearch.implementation.evaluations import (
    EvaluationSchedule,
    evaluation_schedule,
)
from tbresearch.implementation.measures import measures
from tbresearch.implementation.phases import PhaseAdherence, phase_adherence
from tbresearch.implementation.process import PhaseCycle, phase_cycle
from tbresearch.implementation.profile import Component, profile_of
from tbresearch.implementation.workers import Continuity, continuity
from tbresearch.intervention import Intervention, read_intervention
from tbresearch.study import Study
from tbresearch.trajectories import Trajectories, read_trajectories
from tbresearch.vocabulary import quantity_text

__all__ = ["Practice", "review_practice"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Practice:
    """What was done, held against the intervention as intended.

    Attributes
    ----------
    trajectories : Trajectories
        What was read.
    intervention : Intervention
        What it is held against.
    phases : PhaseAdherence
        How long phases took.
    dose : DoseDelivered
        Visits and hours, and how they were tapered off.
    evaluations : EvaluationSchedule
        What was evaluated, and what is missing.
    workers : Continuity
        How much one worker did.
    adaptations : AdaptationRecord
        What was done otherwise, and whether that fits.
    cycle : PhaseCycle
        Which phase followed which.
    profile : tuple of Component
        Per component of Linnan and Steckler, what is there and what is missing.
    """

    trajectories: Trajectories
    intervention: Intervention
    phases: PhaseAdherence
    dose: DoseDelivered
    evaluations: EvaluationSchedule
    workers: Continuity
    adaptations: AdaptationRecord
    cycle: PhaseCycle
    profile: tuple[Component, ...] = ()

    def __str__(self) -> str:
        return f"{self.intervention.name} in de praktijk. {self.trajectories}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers rest on, in Dutch sentences."""
        warned = len(self.trajectories.warnings)
        return (
            *self.trajectories.notes,
            *(
                [
                    f"{quantity_text(warned, 'opmerking', 'opmerkingen')} bij de "
                    "gegevens: tbresearch check noemt ze, met hun plaats."
                ]
                if warned
                else []
            ),
            "Onderdelen worden niet tot één score gemaakt.",
        )

    @property
    def summary(self) -> tuple[str, ...]:
        """The head of each part, one Dutch sentence each."""
        return tuple(str(part) for part in self._parts())

    def to_frame(self) -> pd.DataFrame:
        """Return one row a measure.

        Columns are part, measure, text (as a reader sees it), and k, total and unit
        of what is a count.
        """
        return measures(self)

    def _parts(self) -> tuple[object, ...]:
        return (
            self.phases,
            self.dose,
            self.evaluations,
            self.workers,
            self.adaptations,
            self.cycle,
        )

    def _repr_html_(self) -> str:
        rows = [(c.label, c.there or ("",), c.missing or ("",)) for c in self.profile]
        folded = "".join(
            fold_html(str(part), part._repr_html_())  # type: ignore[attr-defined]
            for part in self._parts()
        )
        table = table_html(("Onderdeel", "Wat er is", "Wat ontbreekt"), rows)
        return text_html(self) + table + folded + list_html(self.notes)


def review_practice(study: Study) -> Practice:
    """Hold what was done against the intervention as intended.

    Parameters
    ----------
    study : Study
        With trajecten, and with an intervention: its own `interventie.toml`, or the
        name of one that ships.

    Returns
    -------
    Practice

    Raises
    ------
    WorkbenchError
        If there are no trajecten, or there is no intervention.
    StudyError
        With everything that is wrong with them.

    Notes
    -----
    Deviations are findings and never an error. What they rest on is named with its
    denominator, and what is missing counts as missing.
    """
    intervention = read_intervention(study)
    trajectories = read_trajectories(study)
    practice = practice_of(trajectories, intervention)
    return replace(practice, profile=profile_of(practice, study.root))


def practice_of(trajectories: Trajectories, intervention: Intervention) -> Practice:
    """Hold trajecten against an intervention, without the profile of the study."""
    phases = phase_adherence(trajectories, intervention)
    return Practice(
        trajectories=trajectories,
        intervention=intervention,
        phases=phases,
        dose=dose_delivered(trajectories, intervention, phases.spans),
        evaluations=evaluation_schedule(trajectories, intervention),
        workers=continuity(trajectories, intervention),
        adaptations=adaptation_record(trajectories, intervention),
        cycle=phase_cycle(trajectories, intervention, phases.spans),
    )
