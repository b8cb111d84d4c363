"""One cell of the joint display: the strands, the candidate, and what a person says."""

from __future__ import annotations

from dataclasses import dataclass

from tbresearch.costs import CostPerTrajectory
from tbresearch.costs.trajectory import ItemCost
from tbresearch.errors import Problem
from tbresearch.synthesis.display.inferences import INFERENCES, Inference
from tbresearch.synthesis.display.rule import candidate
from tbresearch.synthesis.display.scores import AreaChange
from tbresearch.synthesis.display.talk import Talk
from tbresearch.vocabulary import (
    JOINT_LABELS,
    LEEFGEBIEDEN,
    RESPONDENT_GROUPS,
    label,
)

__all__ = ["JointCell", "area_costs", "cost_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCell:
    """A life domain and a respondent group.

    Attributes
    ----------
    talk : Talk
        What the group says.
    change : AreaChange
        What scores of clients show.
    costs : tuple of ItemCost
        Items of the register that are about this life domain only.
    inference : Inference or None
        What a person made of it, whether it still holds or not.
    """

    talk: Talk
    change: AreaChange
    costs: tuple[ItemCost, ...]
    inference: Inference | None

    @property
    def leefgebied(self) -> str:
        """Key of `vocabulary.LEEFGEBIEDEN`."""
        return self.talk.leefgebied

    @property
    def group(self) -> str:
        """Key of `vocabulary.RESPONDENT_GROUPS`."""
        return self.talk.group

    @property
    def key(self) -> str:
        """How texts refer to it, after `samenhang:`."""
        return f"{self.leefgebied}.{self.group}"

    @property
    def title(self) -> str:
        """The life domain and the group, in Dutch."""
        area = label(LEEFGEBIEDEN, self.leefgebied)
        return f"{area}, {label(RESPONDENT_GROUPS, self.group).lower()}"

    @property
    def candidate(self) -> str:
        """Key of `vocabulary.JOINT_LABELS`, by `JOINT_RULE`."""
        return candidate(self.talk.state, self.change.state)[0]

    @property
    def reason(self) -> str:
        """Why the rule gives that, in Dutch."""
        return candidate(self.talk.state, self.change.state)[1]

    @property
    def lapsed(self) -> str:
        """Why the inference does not hold any more; empty if it does."""
        if self.inference is None:
            return ""
        if self.inference.cut:
            return "het bewijs waar zij op rustte is verwijderd"
        if self.inference.candidate != self.candidate:
            then = label(JOINT_LABELS, self.inference.candidate).lower()
            return f"zij is geschreven bij de kandidaat {then!r}"
        return ""

    @property
    def standing(self) -> Inference | None:
        """What a person made of it, if that still holds."""
        return None if self.lapsed else self.inference

    def unread(self) -> Problem | None:
        """Return what stands in the way of a report: a contradiction left alone."""
        if self.candidate != "spreekt_tegen" or self.standing is not None:
            return None
        if self.inference is not None:
            return Problem(
                what=f"de duiding van {self.key} is vervallen ({self.lapsed}), en "
                "uitspraken en scores spreken elkaar hier tegen",
                where=self.inference.where,
                fix="lees de cel opnieuw, herschrijf de duiding en zet bij 'bij': "
                f"{self.candidate}",
            )
        return Problem(
            what=f"uitspraken en scores spreken elkaar tegen op {self.key}, en niemand "
            "heeft gezegd wat dat betekent",
            where=INFERENCES.file,
            fix=f"schrijf een regel die begint met: {self.leefgebied};{self.group};"
            f"{self.candidate};",
        )


def area_costs(costs: CostPerTrajectory | None) -> dict[str, tuple[ItemCost, ...]]:
    """Return the cost items that are about one life domain, by its key."""
    found: dict[str, tuple[ItemCost, ...]] = {}
    for row in costs.items if costs else ():
        area = row.item.leefgebied
        if area is not None:
            found[area] = (*found.get(area, ()), row)
    return found


def cost_line(costs: CostPerTrajectory | None) -> str:
    """Say what is known of the costs of the whole, once for all cells."""
    if costs is None:
        return "Over kosten is in deze studie niets bekend: er zijn geen kostenposten."
    if not area_costs(costs):
        return f"Kosten zijn niet per leefgebied bekend. {costs}."
    return f"Van een deel is bekend bij welk leefgebied het hoort. {costs}."
