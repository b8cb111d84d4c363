"""Reach: who was reached, who was meant to be, and who was not.

Three kinds of numbers that are not the same and stand apart: clients, households and
holders of an indication. Shares are bounds where labels are unknown; an interval of
sampling is there only for a register that was drawn by lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.implementation.care_flow import CareFlow, care_flow
from tbresearch.implementation.funnel import (
    Funnel,
    recruitment_funnel,
    share_text,
    started,
)
from tbresearch.implementation.labels import (
    DIMENSIONS,
    LabelSum,
    label_sum,
    labels_applied,
    labels_reached,
    none_reached,
)
from tbresearch.implementation.reach_charts import draw_labels
from tbresearch.implementation.selection import Selection, apply_rules
from tbresearch.intervention import Intervention, read_intervention
from tbresearch.privacy import effective_rights
from tbresearch.study import Study
from tbresearch.trajectories import (
    Recruitment,
    Situations,
    Trajectories,
    has_recruitment,
    has_trajectories,
    read_recruitment,
    read_situations,
    read_trajectories,
)
from tbresearch.vocabulary import LAWS, join_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Reach", "compare_reach", "has_reach", "reach"]

_T = TypeVar("_T")
_PEOPLE = (
    ("trajectory", "traject", "trajecten"),
    ("client", "cliënt", "cliënten"),
    ("household", "huishouden", "huishoudens"),
    ("indication_holder", "indicatiehouder", "indicatiehouders"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """Who was reached, beside who was meant to be.

    Attributes
    ----------
    people : pd.DataFrame
        One row a unit (trajectory, client, household, indication_holder): unit, label,
        n different, and missing: trajecten that do not say. Empty without trajecten.
    labels : pd.DataFrame
        As `labels_reached` gives it. Empty without trajecten.
    sums : tuple of LabelSum
        What the shares of each dimension come to.
    applied : pd.DataFrame
        As `labels_applied` gives it. Empty without applications.
    funnel : Funnel or None
        From application to closing; None without applications.
    selection : Selection or None
        The selection rules; None without applications.
    flow : CareFlow or None
        Stock and flow; None without trajecten.
    """

    people: pd.DataFrame
    labels: pd.DataFrame
    sums: tuple[LabelSum, ...]
    applied: pd.DataFrame
    funnel: Funnel | None
    selection: Selection | None
    flow: CareFlow | None

    def __str__(self) -> str:
        counts = [
            quantity_text(row["n"], *_nouns(row["unit"]))
            for row in self.people.to_dict("records")
        ]
        parts = [join_text(counts)] if counts else []
        parts += [str(self.funnel)] if self.funnel else []
        return "Bereik: " + ("; ".join(parts) or "geen trajecten")

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the numbers, and what is not known, in Dutch."""
        return tuple(_notes(self))

    def not_reached(self) -> pd.DataFrame:
        """Return the intended labels that no client has: dimension, key and label."""
        own = self.labels
        gone = own[own["intended"] & (own["n"] == 0)]
        return gone[["dimension", "key", "label"]].reset_index(drop=True)

    def to_frame(self) -> pd.DataFrame:
        """Return who was reached by label, as `labels`."""
        return self.labels

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the funnel; without applications, who was reached by target group."""
        if self.funnel is not None:
            return self.funnel.plot(ax)
        return draw_labels(self.labels, ax)

    def _repr_html_(self) -> str:
        people = [
            (row["label"], row["n"], row["missing"])
            for row in self.people.to_dict("records")
        ]
        labels = [
            (
                DIMENSIONS[row["dimension"]],
                row["label"],
                row["n"],
                share_text(row["low"], row["high"]) if row["total"] else "",
            )
            for row in self.labels.to_dict("records")
        ]
        heads = ("Dimensie", "Label", "Aantal", "Aandeel")
        parts = [text_html(self)]
        if people:
            parts.append(table_html(("Wat", "Verschillende", "Niet ingevuld"), people))
            parts.append(table_html(heads, labels))
        others = (self.funnel, self.selection, self.flow)
        parts += [part._repr_html_() for part in others if part is not None]
        return "".join((*parts, list_html(self.notes)))


def _nouns(unit: str) -> tuple[str, str]:
    return next((one, more) for column, one, more in _PEOPLE if column == unit)


def _notes(result: Reach) -> Iterator[str]:
    if len(result.people):
        yield (
            "Cliënten, huishoudens en indicatiehouders zijn drie verschillende "
            "aantallen: een indicatie staat soms op naam van een kind of een "
            "mantelzorger, en in een huishouden kan meer dan één cliënt wonen."
        )
        yield (
            "Doelgroep en herkomst zijn twee dimensies naast elkaar, en een cliënt kan "
            "op elk meer dan één label hebben. De aandelen kunnen daarom samen meer "
            "dan 100% zijn."
        )
        yield from (f"{part}." for part in result.sums)
    for dimension, name in DIMENSIONS.items():
        own = result.labels[result.labels["dimension"] == dimension]
        unknown = int(own["unknown"].max()) if len(own) else 0
        if unknown:
            of = quantity_text(unknown, *_unit_of(dimension))
            yield f"{name}: niet ingevuld bij {of}. Dat is onbekend en geen nee."
    for row in result.not_reached().to_dict("records"):
        one, _ = _unit_of(row["dimension"])
        yield f"{DIMENSIONS[row['dimension']]} '{row['label']}': geen enkele {one}."
    stray = result.labels[~result.labels["intended"].astype(bool)]
    for row in stray[stray["dimension"].isin(["target_groups", "origins"])].to_dict(
        "records"
    ):
        yield (
            f"{DIMENSIONS[row['dimension']]} {row['key']!r} komt niet voor in de "
            "beschrijving van de interventie."
        )


def _unit_of(dimension: str) -> tuple[str, str]:
    if dimension in ("target_groups", "origins"):
        return "cliënt", "cliënten"
    return "traject", "trajecten"


def has_reach(study: Study) -> bool:
    """Tell whether a study has trajecten or applications."""
    return has_trajectories(study) or has_recruitment(study)


def reach(study: Study) -> Reach:
    """Read who was reached, and hold it against who was meant to be.

    Parameters
    ----------
    study : Study
        Its folder holds `trajecten`, `werving` or both, and may hold `selectie`.

    Raises
    ------
    WorkbenchError
        If it holds neither.
    StudyError
        With everything that is wrong in those files.
    """
    if not has_reach(study):
        raise WorkbenchError(
            "er zijn geen trajecten en geen aanmeldingen",
            where="trajecten.csv en werving.csv",
            fix="zet minstens een van de twee in de studiemap; docs/bereik.md zegt wat "
            "erin staat",
        )
    problems: list[Problem] = []
    trajectories = recruitment = None
    if has_trajectories(study):
        trajectories = _attempt(lambda: read_trajectories(study), problems)
    if has_recruitment(study):
        recruitment = _attempt(lambda: read_recruitment(study), problems)
    if problems:
        raise StudyError(problems)
    known = list(recruitment.frame["application"]) if recruitment else []
    rights = effective_rights(study.respondents)["counted"]
    groups = study.respondents.set_index("respondent")["group"]
    return compare_reach(
        read_intervention(study),
        trajectories=trajectories,
        recruitment=recruitment,
        situations=read_situations(study, applications=known),
        spoken=int((rights & (groups == "client")).sum()),
        register=study.register,
    )


def _attempt(read: Callable[[], _T], problems: list[Problem]) -> _T | None:
    try:
        return read()
    except WorkbenchError as error:
        problems += error.problems
        return None


def compare_reach(
    intervention: Intervention,
    *,
    trajectories: Trajectories | None,
    recruitment: Recruitment | None,
    situations: Situations,
    spoken: int | None = None,
    register: str | None = None,
) -> Reach:
    """Hold trajecten and applications against the intervention.

    Parameters
    ----------
    intervention : Intervention
        Whom it is for.
    trajectories : Trajectories or None
        As `read_trajectories` gives them.
    recruitment : Recruitment or None
        As `read_recruitment` gives them.
    situations : Situations
        What is known of applications.
    spoken : int or None
        Clients that the study spoke to and may count.
    register : str or None
        Key of `vocabulary.REGISTER_CHOICES`.
    """
    names = intended_labels(intervention)
    labels, sums = none_reached(), []
    people = pd.DataFrame(columns=["unit", "label", "n", "missing"])
    if trajectories is not None and len(trajectories.trajectories):
        rows = trajectories.trajectories
        labels, people = labels_reached(rows, names), _people(rows)
        sums = [label_sum(rows, labels, dimension) for dimension in DIMENSIONS]
    applied, funnel, selection = pd.DataFrame(), None, None
    if recruitment is not None:
        rows = recruitment.frame
        inside = rows[rows["forced"] != "ja"]
        applied = labels_applied(inside.assign(gestart=started(inside)), names)
        funnel = recruitment_funnel(rows, spoken=spoken, register=register)
        selection = apply_rules(
            intervention.selection_rules,
            situations.known,
            judged=dict(zip(inside["application"], inside["passend"], strict=True)),
        )
    return Reach(
        people=people,
        labels=labels,
        sums=tuple(sums),
        applied=applied,
        funnel=funnel,
        selection=selection,
        flow=_flow(trajectories, intervention),
    )


def intended_labels(intervention: Intervention) -> Mapping[str, Mapping[str, str]]:
    """Return by dimension the labels that the intervention has, by key."""
    return {
        "target_groups": {x.key: x.label for x in intervention.target_groups},
        "origins": {x.key: x.label for x in intervention.problem_origins},
        "law": {key: term.label for key, term in LAWS.items()},
        "route": {route.key: route.label for route in intervention.routes},
    }


def _people(trajectories: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (
            *(column, more.capitalize()),
            *(trajectories[column].nunique(), int(trajectories[column].isna().sum())),
        )
        for column, _, more in _PEOPLE
    ]
    return pd.DataFrame(rows, columns=["unit", "label", "n", "missing"])


def _flow(
    trajectories: Trajectories | None, intervention: Intervention
) -> CareFlow | None:
    if trajectories is None or trajectories.trajectories.empty:
        return None
    dose = intervention.dose
    rows = trajectories.trajectories
    return care_flow(
        rows,
        trajectories.contacts,
        until=trajectories.cutoff or rows["end"].max().date(),
        mean_weeks=dose.mean_weeks if dose else None,
        hours_per_week=dose.hours_per_week if dose else None,
    )
