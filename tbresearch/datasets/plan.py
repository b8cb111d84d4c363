"""What is planted in a study: groups of people, and what how many of them say.

Every number here is declared, and none is worked out from codings: these are the
numbers that counting has to give back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tbresearch.errors import WorkbenchError

__all__ = ["PlantedFactor", "PlantedGroup", "StudyPlan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedGroup:
    """A respondent group of a planted study.

    Attributes
    ----------
    group : str
        Key of `vocabulary.RESPONDENT_GROUPS`.
    focus_groups, size, interviews : int
        Focus groups, respondents who count in each of them, and interviews of one
        respondent who counts. Nobody is in two conversations.
    organisations : int
        Of how many different organisations they are.
    """

    group: str
    focus_groups: int
    size: int
    interviews: int
    organisations: int

    @property
    def respondents(self) -> int:
        """Respondents who count."""
        return self.focus_groups * self.size + self.interviews


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedFactor:
    """One code with one side, as one respondent group names it.

    Attributes
    ----------
    code, label, group, polarity : str
        What is named, and by whom: succesfactor or verbeterpunt.
    in_groups : tuple of int
        How many name it in each focus group of the group.
    patterns : tuple of str
        The pattern in each of those: key of `vocabulary.GROUP_PATTERNS`.
    interviewed : int
        How many name it in an interview.
    organisations, turns : int
        Of how many organisations those who name it are, and in how many turns.
    opposed, both : int
        Respondents of the group who say the other side, and of those who say this
        side too; the latter in interviews.
    """

    code: str
    label: str
    group: str
    polarity: str
    in_groups: tuple[int, ...]
    patterns: tuple[str, ...]
    interviewed: int
    organisations: int
    turns: int
    opposed: int = 0
    both: int = 0

    @property
    def k(self) -> Mapping[str, int]:
        """How many of each unit name it: key of `vocabulary.UNITS` to a number."""
        return {
            "groep": sum(n > 0 for n in self.in_groups),
            "respondent": sum(self.in_groups) + self.interviewed,
            "organisatie": self.organisations,
            "uiting": self.turns,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlan:
    """All that is planted.

    Attributes
    ----------
    groups : tuple of PlantedGroup
        Who speak.
    factors : tuple of PlantedFactor
        What they say; of one code and group at most one with each side.

    Raises
    ------
    WorkbenchError
        If a factor cannot be: more people than there are, or two that contradict
        each other.
    """

    groups: tuple[PlantedGroup, ...]
    factors: tuple[PlantedFactor, ...]

    def __post_init__(self) -> None:
        groups = {own.group: own for own in self.groups}
        for factor in self.factors:
            what = _impossible(factor, groups[factor.group], self.other(factor))
            if what:
                raise WorkbenchError(
                    what,
                    where=f"{factor.polarity} {factor.code!r} van {factor.group}",
                    fix="verander het plan",
                )

    def other(self, factor: PlantedFactor) -> PlantedFactor | None:
        """Return the other side of a factor in the same group, if it is planted."""
        same = (
            one
            for one in self.factors
            if (one.code, one.group) == (factor.code, factor.group)
        )
        return next((one for one in same if one.polarity != factor.polarity), None)


def _impossible(
    factor: PlantedFactor, group: PlantedGroup, other: PlantedFactor | None
) -> str:
    """Say why a factor cannot be planted; empty if it can."""
    against = other.k["respondent"] if other else 0
    if len(factor.in_groups) != group.focus_groups or len(factor.patterns) != len(
        factor.in_groups
    ):
        return "niet voor elke focusgroep is gezegd hoeveel mensen het noemen, en hoe"
    if max(factor.in_groups, default=0) > group.size:
        return "er noemen meer mensen het dan er in de focusgroep zitten"
    if factor.interviewed > group.interviews:
        return "er noemen meer mensen het dan er zijn geïnterviewd"
    if factor.turns < factor.k["respondent"]:
        return "er zijn minder uitingen dan respondenten"
    if factor.opposed != against or factor.both != (other.both if other else 0):
        return "wat er tegenin wordt gebracht, is anders dan wat de andere kant zegt"
    return ""
