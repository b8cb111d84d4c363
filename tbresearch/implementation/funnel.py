"""The funnel from application to closing: who is left, who is lost, and why.

A step is reached by who reached every step before it as well. Where one of them is
unknown, that is unknown too (Kleene's logic): the share that reached a step then lies
between two bounds, and the funnel shows both.

References
----------
Kleene, S.C. (1952). Introduction to Metamathematics, par. 64. North-Holland.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.estimate import Estimate, NotApplicable, NotEstimable, wilson
from tbresearch.html import list_html, table_html, text_html
from tbresearch.implementation.reach_charts import draw_funnel
from tbresearch.intervention import all_of
from tbresearch.vocabulary import (
    LOSS_REASONS,
    RECRUITMENT_STEPS,
    label,
    percentage_text,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Funnel", "recruitment_funnel", "share_text", "started"]

_STEPS = tuple(RECRUITMENT_STEPS)
_NO_DRAW = {
    "volledig": "de registratie is volledig; er is niets geschat",
    "deel": "de registratie is een deel dat niet door loting is gekozen; het aandeel "
    "geldt voor dat deel",
    None: "studie.toml zegt niet of de registratie volledig is of geloot (registratie)",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Funnel:
    """How many applications reached each step.

    Attributes
    ----------
    steps : pd.DataFrame
        One row a step of `vocabulary.RECRUITMENT_STEPS`: step, label, reached (surely),
        lost (surely not, here or before), unknown; these add up to the applications.
        `lost_here` are those whose first nee is this step.
    losses : pd.DataFrame
        One row a step and reason that occur: step, reason, label and n; they add up to
        `lost_here` of the step.
    applications, forced, forced_unknown : int
        Applications in the funnel; those left out because help was imposed; and those
        in it of which that is unknown.
    running : int
        Started, and not closed yet; unknown at the last step.
    off_path : int
        Those who reached a later step after a nee: started though not fit, say.
    spoken : int or None
        Clients that the study spoke to and may count; not linked to applications.
        None where the study has no respondents.
    register : str or None
        Key of `vocabulary.REGISTER_CHOICES`.
    """

    steps: pd.DataFrame
    losses: pd.DataFrame
    applications: int
    forced: int
    forced_unknown: int
    running: int
    off_path: int
    spoken: int | None = None
    register: str | None = None

    def __str__(self) -> str:
        started = self.steps.set_index("step").loc["gestart"]
        many = quantity_text(self.applications, "aanmelding", "aanmeldingen")
        text = f"{many}: {started['reached']} gestart, {started['lost']} niet"
        if started["unknown"]:
            text += f", {started['unknown']} onbekend"
        return text

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out and what a reader must know, in Dutch."""
        notes = [
            "Een stap telt mee voor wie ook alle stappen ervoor haalde. Wat onbekend "
            "is, telt niet als afgevallen: het echte aandeel ligt tussen "
            "de grenzen."
        ]
        if self.forced:
            several = quantity_text(self.forced, "aanmelding is", "aanmeldingen zijn")
            notes.append(
                f"{several} weggelaten: de hulp was opgelegd, en de interventie is "
                "voor vrijwillige hulp."
            )
        if self.forced_unknown:
            several = quantity_text(self.forced_unknown, "aanmelding", "aanmeldingen")
            notes.append(f"Bij {several} is onbekend of de hulp vrijwillig was.")
        if self.running:
            several = quantity_text(self.running, "traject loopt", "trajecten lopen")
            notes.append(f"{several} nog; of dat wordt afgerond, is onbekend.")
        if self.off_path:
            several = quantity_text(self.off_path, "aanmelding", "aanmeldingen")
            notes.append(
                f"Bij {several} staat na een nee toch een latere stap, zoals gestart "
                "terwijl het team de hulp niet passend vond. In de trechter telt de "
                "eerste nee."
            )
        if self.spoken is not None:
            people = quantity_text(self.spoken, "cliënt", "cliënten")
            notes.append(
                f"Het onderzoek sprak {people}. Wie dat zijn, is niet aan aanmeldingen "
                "gekoppeld."
            )
        return tuple(notes)

    def interval(self, step: str) -> Estimate | NotApplicable | NotEstimable:
        """Return the share of applications that reaches a step, if they were drawn.

        Parameters
        ----------
        step : str
            Key of `vocabulary.RECRUITMENT_STEPS`.

        Returns
        -------
        Estimate or NotApplicable or NotEstimable
            In per cent: from the lower limit of Wilson's interval with all unknown
            lost, to the upper limit with all unknown reached. Not applicable unless
            the register was drawn by lot.
        """
        if self.register != "aselect":
            return NotApplicable(_NO_DRAW[self.register])
        if not self.applications:
            return NotEstimable("er zijn geen aanmeldingen")
        row = self.steps[self.steps["step"] == step].to_dict("records")[0]
        surely, at_most = row["reached"], row["reached"] + row["unknown"]
        return Estimate(
            value=100 * surely / self.applications,
            low=100 * wilson(surely, self.applications)[0],
            high=100 * wilson(at_most, self.applications)[1],
            unit="procent",
            n=self.applications,
            denominator="aanmeldingen",
            method="Aandeel met het interval van Wilson van 95%, aan de onderkant met "
            "alle onbekende als afgevallen en aan de bovenkant met alle als gehaald.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the steps with the bounds of each share: low and high, from 0 to 1."""
        n = max(self.applications, 1)
        steps = self.steps
        return steps.assign(
            low=steps["reached"] / n, high=(steps["reached"] + steps["unknown"]) / n
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the funnel: who surely reached a step, and who may have."""
        return draw_funnel(self.steps, self.applications, ax)

    def _repr_html_(self) -> str:
        steps = [
            (
                row["label"],
                row["reached"],
                row["unknown"],
                row["lost_here"],
                share_text(row["low"], row["high"]) if self.applications else "",
            )
            for row in self.to_frame().to_dict("records")
        ]
        losses = [
            (label(RECRUITMENT_STEPS, row["step"]), row["label"], row["n"])
            for row in self.losses.to_dict("records")
        ]
        heads = ("Stap", "Gehaald", "Onbekend", "Hier afgevallen", "Aandeel")
        return "".join(
            (
                text_html(self),
                table_html(heads, steps),
                table_html(("Afgevallen bij", "Reden", "Aanmeldingen"), losses),
                list_html(self.notes),
            )
        )


def share_text(low: float, high: float) -> str:
    """Write a share between bounds.

    >>> share_text(0.25, 0.5), share_text(0.3, 0.3)
    ('25% tot 50%', '30%')
    """
    ends = dict.fromkeys((percentage_text(low), percentage_text(high)))
    return " tot ".join(ends)


def recruitment_funnel(
    applications: pd.DataFrame,
    *,
    spoken: int | None = None,
    register: str | None = None,
) -> Funnel:
    """Count who reached which step.

    Parameters
    ----------
    applications : pd.DataFrame
        As `Recruitment.frame`.
    spoken : int or None
        Clients that the study spoke to.
    register : str or None
        Key of `vocabulary.REGISTER_CHOICES`.
    """
    rows = applications[applications["forced"] != "ja"]
    paths = [_path(row) for row in rows.to_dict("records")]
    first_nee = [next((s for s in _STEPS if p[s] == "nee"), None) for p in paths]
    reasons = Counter(
        (step, "onbekend" if pd.isna(reason) else reason)
        for step, reason in zip(first_nee, rows["reason"], strict=True)
        if step
    )
    counts = {step: Counter(path[step] for path in paths) for step in _STEPS}
    order = [(s, r) for s in _STEPS for r in LOSS_REASONS if reasons[s, r]]
    return Funnel(
        steps=pd.DataFrame(
            {
                "step": _STEPS,
                "label": [term.label for term in RECRUITMENT_STEPS.values()],
                "reached": [counts[step]["ja"] for step in _STEPS],
                "lost": [counts[step]["nee"] for step in _STEPS],
                "unknown": [counts[step]["onbekend"] for step in _STEPS],
                "lost_here": [first_nee.count(step) for step in _STEPS],
            }
        ),
        losses=pd.DataFrame(
            [(s, r, label(LOSS_REASONS, r), reasons[s, r]) for s, r in order],
            columns=["step", "reason", "label", "n"],
        ),
        applications=len(rows),
        forced=len(applications) - len(rows),
        forced_unknown=int((rows["forced"] == "onbekend").sum()),
        running=int((rows["afgerond"] == "loopt").sum()),
        off_path=sum(map(_leaves_the_path, rows.to_dict("records"))),
        spoken=spoken,
        register=register,
    )


def started(applications: pd.DataFrame) -> list[str]:
    """Return for each application whether a traject began: ja, nee or onbekend.

    Who came to an end at an earlier step, and of whom nothing else is written down,
    did not start.
    """
    rows = applications.to_dict("records")
    pairs = [(row["gestart"], _path(row)["gestart"]) for row in rows]
    return ["ja" if said == "ja" else all_of((said, path)) for said, path in pairs]


def _path(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return for each step whether it and all before it were reached."""
    path = {"aangemeld": "ja"}
    so_far = "ja"
    for step in _STEPS[1:]:
        here = "onbekend" if row[step] == "loopt" else row[step]
        so_far = all_of((so_far, here))
        path[step] = so_far
    return path


def _leaves_the_path(row: Mapping[Any, Any]) -> bool:
    answers = [row[step] for step in _STEPS[1:]]
    if "nee" not in answers:
        return False
    return bool({"ja", "loopt"} & set(answers[answers.index("nee") :]))
