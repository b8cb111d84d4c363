"""What an intervention is made of: small records, each with where it is said."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from tbresearch.intervention.ranges import Range
from tbresearch.vocabulary import join_text

__all__ = [
    "NOT_IN_SOURCES",
    "Charge",
    "Concept",
    "DeliveryForm",
    "Dispute",
    "Dose",
    "Evaluation",
    "Figure",
    "GoalLimits",
    "Item",
    "Link",
    "Origin",
    "Phase",
    "Route",
    "RouteCondition",
    "SelectionRule",
    "Source",
]

# Label of what the sources count and do not name.
NOT_IN_SOURCES = "niet in onze bronnen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that says something of the intervention.

    Attributes
    ----------
    key, title : str
        Such as ``"S0"``, and what it is.
    year : int or None
        When it was published: the date of everything that is taken from it; None if
        we do not know.
    kind : str
        Key of `vocabulary.SOURCE_KINDS`: who speaks, and with what interest.
    text : str
        What to know of it; may be empty.
    """

    key: str
    title: str
    year: int | None
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where it is said: keys of sources, and the place in them."""

    sources: tuple[str, ...]
    place: str

    def __str__(self) -> str:
        return ", ".join(filter(None, [join_text(self.sources), self.place]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list: a subgoal, a target group, a working element.

    Attributes
    ----------
    key, label : str
        Short name, and what a reader sees; `NOT_IN_SOURCES` if nobody names it.
    text : str
        What to know of it, in our words; may be empty.
    origin : Origin
        Where it is said.
    """

    key: str
    label: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One of the concepts that coders confuse, with the question that tells it apart.

    Attributes
    ----------
    core, question : str
        What it comes down to, and the question that it answers.
    """

    key: str
    label: str
    core: str
    question: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRule:
    """Who the intervention is for, or rather not for.

    Attributes
    ----------
    kind : str
        Key of `vocabulary.RULE_KINDS`. A rule of kind ``liever_niet`` describes who
        it is less fit for: that holds where the answer of the rule is ja.
    variable : str
        Key of `vocabulary.FEATURES`.
    op : str
        Key of `vocabulary.COMPARISONS`.
    value : bool, float or str
        What the variable is compared with.
    """

    key: str
    label: str
    kind: str
    variable: str
    op: str
    value: bool | float | str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase of a trajectory; durations in weeks.

    Attributes
    ----------
    min_weeks, max_weeks : float or None
        Bounds; `min_weeks` None if no source names a duration, `max_weeks` None if
        there is no upper bound.
    complex_min, complex_max : float or None
        Bounds when the situation is complex; None if that makes no difference.
    back_to : tuple of str
        Keys of phases that one may go back to; loops are part of the work then.
    """

    key: str
    label: str
    text: str
    min_weeks: float | None
    max_weeks: float | None
    complex_min: float | None
    complex_max: float | None
    back_to: tuple[str, ...]
    origin: Origin

    def weeks(self, *, complex_situation: bool) -> Range | None:
        """Return the intended duration, or None if no source names one."""
        low, high = self.min_weeks, self.max_weeks
        if complex_situation and self.complex_min is not None:
            low, high = self.complex_min, self.complex_max
        if low is None:
            return None
        return Range(low, math.inf if high is None else high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much, and how long; None where no source says.

    Attributes
    ----------
    visits_per_week, hours_per_visit : float or None
        The usual rhythm; more or less in a crisis and when it is tapered off.
    hours_total, workers : float or None, int
        Hours for a whole trajectory, where they are fixed; how many come together.
    shortest_weeks, mean_weeks, longest_weeks : float or None
        Duration of trajectories; the longest on record, not a limit.
    temporary_min, temporary_max, structural_from : float or None
        Weeks when the loss of grip is temporary, and from which it is structural.
    """

    visits_per_week: float | None
    hours_per_visit: float | None
    hours_total: float | None
    workers: int
    shortest_weeks: float | None
    mean_weeks: float | None
    longest_weeks: float | None
    temporary_min: float | None
    temporary_max: float | None
    structural_from: float | None
    text: str
    origin: Origin

    @property
    def hours_per_week(self) -> float | None:
        """Contact hours a week in the usual rhythm."""
        if self.visits_per_week is None or self.hours_per_visit is None:
            return None
        return self.visits_per_week * self.hours_per_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLimits:
    """How many goals a plan may hold, and at once with a mild disability (LVB)."""

    most: int | None
    most_at_once_lvb: int | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A moment at which the plan is evaluated.

    Attributes
    ----------
    law : str or None
        Key of `vocabulary.LAWS`: only for trajectories that it pays; None is any.
    moment : str
        Key of `vocabulary.EVALUATION_MOMENTS`.
    min_weeks, max_weeks : float or None
        Weeks between two evaluations, for what is done during the trajectory.
    """

    key: str
    label: str
    text: str
    law: str | None
    moment: str
    min_weeks: float | None
    max_weeks: float | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An arrow of the theory of change: `start` is meant to bring `end` about.

    Attributes
    ----------
    start, end : str
        Keys: element to subgoal, subgoal to subgoal, or subgoal to life domain.
    grade : str
        Key of `vocabulary.EVIDENCE_GRADES`.
    """

    start: str
    end: str
    grade: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that a source gives, between bounds.

    Attributes
    ----------
    range : Range
        In `unit`.
    year : int or None
        The year that it is about, or of the source; None if we do not know.
    denominator, estimator : str
        Of what it is a part, and who counted or guessed; may be empty.
    """

    key: str
    label: str
    range: Range
    unit: str
    year: int | None
    denominator: str
    estimator: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryForm:
    """How help is delivered and paid out: in kind, or as a personal budget."""

    key: str
    label: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a client pays along a route, and when that held.

    Attributes
    ----------
    route : str
        Key of the route.
    euros : float or None
        A month; None if it depends, or nobody says.
    starts, ends : date or None
        First and last day on which it holds; None is open.
    """

    route: str
    euros: float | None
    collector: str
    text: str
    starts: date | None
    ends: date | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCondition:
    """What has to be so before a route is open; fields as those of a selection rule."""

    route: str
    label: str
    variable: str
    op: str
    value: bool | float | str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way along which somebody comes to the intervention.

    Attributes
    ----------
    law : str
        Key of `vocabulary.LAWS`.
    referrers : tuple of str
        Who refers, in Dutch.
    decides : str
        Who decides; empty if no source says.
    indication : bool or None
        Whether a formal decision is needed; None if no source says.
    term_weeks : float or None
        Within how many weeks is decided.
    forms : tuple of str
        Keys of delivery forms.
    starts, ends : date or None
        First and last day on which the route exists; None is open.
    provider, municipality : str
        Only for this one; empty is any.
    disputes : tuple of str
        Keys of contradictions that touch the route.
    conditions : tuple of RouteCondition
        All have to hold.
    """

    key: str
    label: str
    text: str
    law: str
    referrers: tuple[str, ...]
    decides: str
    indication: bool | None
    term_weeks: float | None
    forms: tuple[str, ...]
    starts: date | None
    ends: date | None
    provider: str
    municipality: str
    disputes: tuple[str, ...]
    conditions: tuple[RouteCondition, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two sources, or two places in one, that do not go together.

    Attributes
    ----------
    origin_a, origin_b : Origin
        Where each is said.
    says_a, says_b : str
        What each says, in our words.
    status : str
        Key of `vocabulary.CONTRADICTION_STATUSES`.
    computation : str
        Key of `computing.COMPUTATIONS` that works it out; empty if it is no sum.
    figures : tuple of str
        Keys of figures that the computation takes.
    """

    key: str
    subject: str
    origin_a: Origin
    says_a: str
    origin_b: Origin
    says_b: str
    text: str
    status: str
    computation: str
    figures: tuple[str, ...]
